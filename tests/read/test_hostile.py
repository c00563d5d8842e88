"""Whatever the text, the reader raises nothing, spans stay within the text, and time grows with its length."""

from __future__ import annotations

import cProfile
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from claimspans import faults
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.batch import read_one
from isnad.model import Report
from isnad.read.reader import default_reader

STRIKE = "قصفت قوات النظام بلدة التبني بريف دير الزور أمس، ما أدى إلى مقتل 3 مدنيين"
SHORT = "غارة على كاس"
RLO, PDF, LRI, PDI, ZWJ, ZWNJ, TATWEEL = "\u202e", "\u202c", "\u2066", "\u2069", "\u200d", "\u200c", "\u0640"
EVERY_CONTROL = "".join(map(chr, (*range(32), *range(0x7F, 0xA0))))
# fmt: off
ODD = (
    "\u064b\u0651\u0670", "\u0301\u0308", ZWJ, ZWNJ, TATWEEL, "\u061c", "\ufeff", "\u00ad", RLO, PDF, LRI, PDI,
    "\u2028", "\u0085", "\x00", "\x1b[31m", "\ud800", "\udfff", "\ufdfa", "ﷲ", "ﻼ", "👨‍👩‍👧", "🇸🇾", "💥",
    "١٢٣٤٥٦٧٨٩٠", "1e999", "-0", "٪", "گوڵ", "پژوهش", "ەوە", "ڤێژ", "İ", "ß", "ﬃ", "漢字", "“", "”", "«", "»",
    "((", "]]", "#", "_", "@", "http://", "،،،", "....", "…", "؟!", "/", "ـ.ـ", "ال", "و", "ف", "ب", "ل", "لل",
    "وال", "من", "إلى", "بين", "و12", "3/4/2021", "٣٢ رمضان ١٤٤٢", "30 شباط", "0", "00", "مئة ألف مليون", "بعد",
    "قبل", "منذ", "حتى", "أن", "إن", "قال", "وأضاف", "نفى", "المصدر:",
)
# fmt: on
CASES = {
    "empty": "",
    "spaces alone": " \u00a0\t\n" * 50,
    "one letter": "ق",
    "one mark": "\u0651",
    "controls": EVERY_CONTROL + STRIKE + EVERY_CONTROL,
    "NUL between letters": "\x00".join(STRIKE),
    "letters that fold to nothing": "ۥ ۦ قصف ۥۥ التبني",
    "marks alone": "\u0651" * 10_000,
    "a thousand marks on a letter": "ق\u0651" + "\u064e" * 1_000 + "صفت" + STRIKE[4:],
    "tatweel flood": f"قـ{TATWEEL * 20_000}صف {STRIKE}",
    "tatweel alone": TATWEEL * 50_000,
    "tatweel and dots": f"{TATWEEL}." * 20_000,
    "tatweel and spaces": f"{TATWEEL} " * 20_000,
    "tatweel in every word": STRIKE.replace("ا", "ا" + TATWEEL * 9),
    "censor marks": "قـ.ـصف الاحتـ..ـلال بـ*ـلدة التـ/ـبني وقتـ^ـل 3 مد.نيين",
    "joiners": ZWJ.join(STRIKE),
    "non-joiners": ZWNJ.join(STRIKE),
    "right-to-left override": RLO + STRIKE[::-1] + PDF + STRIKE,
    "open overrides": RLO * 5_000 + STRIKE,
    "isolates in isolates": LRI * 1_000 + STRIKE + PDI * 1_000,
    "bidi in every gap": STRIKE.replace(" ", f" \u200f{RLO}"),
    "half surrogates": "\ud83d" + STRIKE + "\udca5 \udce9\udcff",
    "huge digits": f"قُتل {'9' * 5_000} مدني و{'٩' * 5_000} جندي في {SHORT} يوم {'3' * 400} آذار {'2' * 400}",
    "numbers with marks": "قُتل 1,2,3.4٫5٬6 و1..2 و,3 و.4 و5. مدنيين " + "1," * 5_000,
    "number words": "قُتل " + "مئة ألف و" * 3_000 + "ثلاثة مدنيين",
    "ranges": "بين 1 و2 و3 و4-5-6-7—8 إلى 9 حتى 10 قتلى " * 300,
    "dates that are none": "في 31 شباط و0 آذار و99/99/9999 و2021-13-45 و٣٠ رمضان ١٤٩٩٩ " + STRIKE,
    "a single line": (STRIKE + " ") * 2_600,
    "a single word": "قصف" * 70_000,
    "words without a stop": "قصف " * 20_000,
    "and": "و" * 20_000 + " " + "و " * 20_000,
    "commas": (SHORT + "، ") * 3_000,
    "quotes nested": "«" * 1_000 + STRIKE,
    "quotes nested and closed": "“" * 1_000 + STRIKE + "”" * 1_000,
    "quotes reversed": "”" * 999 + STRIKE + "“" * 1_000,
    "brackets nested": "(" * 1_000 + STRIKE + "]" * 1_000,
    "voices nested": "قال إن " * 1_000 + STRIKE,
    "sources nested": "نقلت وكالة سدرة عن مصدر عسكري عن ناشطين قولهم إن " * 400 + STRIKE,
    "hashtags": "#" * 5_000 + STRIKE.replace(" ", "_#"),
    "underscores": "_".join([STRIKE.replace(" ", "_")] * 300),
    "emoji": "💥".join(STRIKE) + "👨‍👩‍👧‍👦" * 3_000 + "🇸🇾" * 3_000,
    "keycaps": "3️⃣ قتلى و4️⃣ جرحى في " + SHORT,
    "Persian": "حمله هوایی به شهر دیرالزور سه کشته و چهار زخمی بر جای گذاشت؛ قصف پایگاه در کاس",
    "Kurdish": "هێرشێکی ئاسمانی بۆ سەر گوندێک لە کوبانێ سێ هاووڵاتی کوشت، قصف کوردستان",
    "Urdu": "فضائی حملے میں تین افراد ہلاک، غارة على کاس",
    "mixed scripts": "US قصف ISIS في Raqqa، пострадали 3 قتلى 漢字 غارة Δ על עזה",
    "Latin within words": "قaصbف بcلدة dالتبني وقxتل 3 مدنyيين",
    "presentation forms": "ﻗﺼﻔﺖ ﻗﻮﺍﺕ ﺍﻟﻨﻈﺎﻡ ﺑﻠﺪﺓ ﺍﻟﺘﺒﻨﻲ ﻭﻗﺘﻞ ﺛﻼﺛﺔ ﻣﺪﻧﻴﻴﻦ",
    "ligatures that unfold": "ﷺ ﷲ ﷴ ﰉ" * 2_000 + SHORT,
    "addresses": "https://example.org/" + "قصف" * 5_000 + " t.me/ www. " * 1_000 + SHORT,
    "markup": "<b>قصف</b> &nbsp; <script>غارة</script> [red]قتلى[/red] " + STRIKE,
    "lines of one word": "\n".join(STRIKE.split() * 300),
    "every kind of line break": "\r".join(["\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", STRIKE]),
    "dots": "." * 50_000 + STRIKE,
    "places": "بلدة التبني " * 3_000,
    "between and between": "بين التبني و" * 2_000 + STRIKE,
    "countryside of countryside": "بريف ريف " * 3_000 + STRIKE,
    "parts of parts": "قُتل 9 بينهم 8 بينهم 7 بينهم 6 من بينهم " * 300 + STRIKE,
}  # fmt: skip
# Texts that end before the word that a rule looks for.
CUT = (
    "مقتل مدني جراء قصف مدفعي في",
    "الهجوم هو الثاني الذي يستهدف المخيم إذ استهدف قصف",
    "وعن الاستهداف، أكدت مصادر أمنية عن تعرض",
    "جدد الجيش:",
    "مكتب الحكومة يكذّب رواية الجيش:",
    "كتب الوزير سامي حداد في حسابه:",
    "الناشط سامي حداد، المقيم في التبني، أكد:",
    "شهدت البلدة هجوما أوقع 30 قتيلا في السوق ونحو مئة",
    "بعد الهدنة التي توصلت",
    "قصفت القوات عدداً من الأحياء، شملت أحياء التحرير، والضبوعة، والمسبح، ووادي",
)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails as soon as the processor was busy for longer, so that what grows too fast ends the test, not the day."""
    if sys.platform == "win32":
        yield
        return

    def stop(number: int, frame: object) -> None:
        pytest.fail(f"took longer than {seconds} s of the processor's time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def check(text: str, **about: str | None) -> None:
    report = Report("r", text, **about)
    assert faults(report, default_reader().read(report)) == []


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_hostile_text(text: str) -> None:
    default_reader()
    with within(20):  # none is longer than 250,000 characters: what takes longer grows faster than its length
        check(text, published="2024-05-10")


@pytest.mark.parametrize("text", CUT)
def test_a_text_that_is_cut_off(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "about",
    [
        {"published": "غداً"},
        {"published": ""},
        {"published": "0000-00-00"},
        {"published": "9999-12-31"},
        {"published": "0001-01-01"},
        {"published": "2024-02-30T99:99"},
        {"outlet": "\x00\ud800" * 100},
        {"title": "«" * 500 + STRIKE},
        {"title": "\u0651"},
    ],
    ids=repr,
)
def test_hostile_words_about_a_report(about: dict[str, str]) -> None:
    check(f"{STRIKE} قبل يومين. وقال المصدر إن هجوماً وقع الأسبوع المقبل والعام الماضي.", **about)


fuzz = settings(max_examples=150, derandomize=True, database=None)


@fuzz
@given(st.text(max_size=300))
def test_any_unicode(text: str) -> None:
    check(text)


@fuzz
@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=300))
def test_any_arabic_letters(text: str) -> None:
    check(text, published="2024-05")


@fuzz
@given(st.lists(st.one_of(st.sampled_from(ODD), st.sampled_from(STRIKE.split()), st.text(max_size=3)), max_size=60))
def test_odd_pieces_between_words(pieces: list[str]) -> None:
    for between in ("", " "):
        check(between.join(pieces), published="2024-05-10")


@fuzz
@given(st.data())
def test_a_report_with_odd_pieces_inside_its_words(data: st.DataObject) -> None:
    text = f"{STRIKE}. وقال مصدر عسكري إن ٤ جنود قُتلوا، ونفى متحدث باسم الجيش ذلك.\nالمصدر: مرصد ضفاف"
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from(ODD)) + text[at + data.draw(st.integers(0, 3)) :]
    check(text, published="2024-05-10")


@fuzz
@given(st.binary(max_size=200))
def test_bytes_that_are_no_utf8(raw: bytes) -> None:
    check(raw.decode("utf-8", "surrogateescape") + STRIKE)
    check(raw.decode("windows-1256", "replace"))


def test_what_the_reader_raises_would_be_a_problem() -> None:
    reading = read_one(default_reader(), Report("r", STRIKE, "غداً"))
    assert [p.code for p in reading.problems] == ["published"]
    assert reading.claims, "a publication date that can't be read loses no claim"


UNITS = {
    "news": f"{STRIKE}. وقال ناشطون إن «عدد القتلى ارتفع إلى خمسة بينهم طفلان».\nونفى مصدر عسكري قصف البلدة.\n",
    "one sentence": f"{STRIKE} و",
    "places": "في بلدة التبني بريف دير الزور، ",
    "clashes": "اندلعت اشتباكات بين قوات النظام وتنظيم داعش في بلدة التبني يوم 3 آذار. ",
}


def read_long(unit: str, times: int) -> None:
    default_reader().read(Report("r", unit * times, "2024-05-10"))


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_work_grows_with_the_length(unit: str) -> None:
    """Four times the text makes no more than five times the calls, which no other work on the machine changes."""

    def calls(times: int) -> int:
        profile = cProfile.Profile()
        profile.runcall(read_long, unit, times)
        return sum(entry.callcount for entry in profile.getstats())

    calls(20)
    with within(60):
        assert calls(400) <= 5 * calls(100)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_time_grows_with_the_length(unit: str) -> None:
    """Four times the text takes less than eight times as long, where a square law would take sixteen.

    The processor's time, the best of some rounds: one quiet round is enough, and a square law has none.
    """

    def seconds(times: int) -> float:
        start = time.process_time()
        read_long(unit, times)
        return time.process_time() - start

    seconds(20)
    few = many = float("inf")
    with within(120):
        for _ in range(8):
            few, many = min(few, seconds(200)), min(many, seconds(800))
            if many < 8 * few:
                return
    pytest.fail(f"{many / few:.1f} times as long")
