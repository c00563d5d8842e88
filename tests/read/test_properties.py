"""What holds of every reading, over texts put together from sentences of our own; all incidents are invented."""

from __future__ import annotations

from claimspans import faults, moved
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.batch import read_many
from isnad.model import Claim, Reading, Report
from isnad.read.reader import default_reader

PLACES = (
    "بلدة التبني", "مدينة كاس", "قرية السنديان", "بلدة كفر نون بريف إدلب", "حي الزيتون في مدينة تعز", "مخيم البريج",
    "محيط بلدة القائم", "#حيش", "الفاشر وزالنجي", "بين بلدتي حيش ومعرة حرمة",
)  # fmt: skip
ACTORS = (
    "قوات النظام", "الطيران الحربي الروسي", "تنظيم داعش", "قوات الدعم السريع", "الجيش الإسرائيلي", "مسلحون مجهولون",
    "جماعة الحوثي", "التنظيم", "فصيل محلي", "الاحتـ.لال",
)  # fmt: skip
NUMBERS = ("3", "١٢", "خمسة", "أكثر من 30", "ما لا يقل عن سبعة", "نحو ٤٠", "عشرات", "بين 10 و12", "1,250", "عدد من")
PEOPLE = ("مدنيين", "مدنياً", "عناصر", "أشخاص", "أطفال", "جنود", "مقاتلاً")
DATES = ("أمس", "فجر اليوم", "يوم الثلاثاء", "في 9 نيسان الجاري", "الليلة الماضية", "منذ بداية الشهر", "مارس/ آذار", "")
SOURCES = (
    "قال مصدر عسكري إن {}", "وأضاف المصدر ذاته أن {}", "نقلت وكالة سدرة عن ناشطين قولهم إن {}", "{}، بحسب مرصد ضفاف",
    "نفى متحدث باسم القوات المسلحة أن تكون {}", "زعمت الجماعة في بيان أن {}", "وأضاف: ”{}“", "«{}»", "عاجل | {}", "{}",
)  # fmt: skip
EVENTS = (
    "شنت {actor} غارات على {place} {date} أسفرت عن مقتل {number} {people} وإصابة {number2} آخرين",
    "قصفت {actor} بالمدفعية {place} {date} ما أدى إلى تدمير {number} منازل",
    "اندلعت اشتباكات بين {actor} ومسلحين من العشائر في {place} {date}",
    "اعتقلت {actor} {number} {people} في {place} {date}",
    "قُتل {number} {people} بانفجار عبوة ناسفة في {place} {date}، بينهم طفلان",
    "نزحت {number} عائلة من {place} {date}",
    "سيطرت {actor} على {place} {date} بعد معارك تكبدت فيها {number} قتلى",
    "تظاهر مئات الأهالي في {place} {date}",
    "ستشن {actor} هجوماً على {place} خلال الأيام المقبلة",
    "ارتفعت حصيلة القصف على {place} إلى {number} قتلى و{number2} جريحاً",
    "تعقد البلدية اجتماعها السنوي في قاعة السوق {date}",
)
ENDS = (". ", ".", "\n", "\n\n", "! ", "؟ ", "… ", "؛ ", ".\r\n", " ")
PUBLISHED = (None, "2021", "2021-04", "2024-05-10", "2019-11-13T21:30:00Z")
OUTLETS = (None, "وكالة سدرة للأنباء", "شبكة خطى المحلية")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One sentence: an event told by somebody."""

    def pick(words: tuple[str, ...]) -> str:
        return draw(st.sampled_from(words))

    words = {"actor": ACTORS, "place": PLACES, "date": DATES, "number": NUMBERS, "number2": NUMBERS, "people": PEOPLE}
    event = pick(EVENTS).format(**{name: pick(choice) for name, choice in words.items()})
    return pick(SOURCES).format(event) + pick(ENDS)


TEXTS = st.lists(sentences(), min_size=1, max_size=6).map("".join).filter(str.strip)
REPORTS = st.builds(
    Report, id=st.just("r"), text=TEXTS, published=st.sampled_from(PUBLISHED), outlet=st.sampled_from(OUTLETS)
)
some = settings(max_examples=60, derandomize=True, database=None)
few = settings(max_examples=15, derandomize=True, database=None)


def read(report: Report) -> Reading:
    return default_reader().read(report)


@some
@given(REPORTS)
def test_every_span_holds_the_words_that_the_claim_gives(report: Report) -> None:
    assert faults(report, read(report)) == []


@some
@given(REPORTS)
def test_values_stay_within_the_codebook(report: Report) -> None:
    for claim in read(report).claims:
        assert all(f.low is None or f.high is None or 0 <= f.low <= f.high for f in claim.figures)
        assert all(f.part_of is None or 0 <= f.part_of < len(claim.figures) for f in claim.figures)
        assert claim.when.start is None or claim.when.end is None or claim.when.start <= claim.when.end
        assert len(claim.mentions) <= 8


@some
@given(REPORTS)
def test_reading_again_gives_the_same(report: Report) -> None:
    assert read(report) == read(report)


@some
@given(st.lists(REPORTS, min_size=2, max_size=5))
def test_what_was_read_before_changes_nothing(reports: list[Report]) -> None:
    named = [Report(f"r{n}", r.text, r.published, r.outlet) for n, r in enumerate(reports)]
    forwards = {r.report_id: r for r in read_many(named)}
    backwards = {r.report_id: r for r in read_many(named[::-1])}
    alone = {r.id: read(r) for r in named}
    assert forwards == backwards == alone


@few
@given(st.lists(REPORTS, min_size=2, max_size=20))
def test_jobs_change_nothing_and_give_one_reading_a_report(reports: list[Report]) -> None:
    named = [Report(f"r{n}", r.text, r.published, r.outlet) for n, r in enumerate(reports)]
    one = list(read_many(named, jobs=1))
    assert [r.report_id for r in one] == [r.id for r in named]
    assert list(read_many(named, jobs=2)) == one


@some
@given(REPORTS, REPORTS)
def test_a_report_read_after_it_changes_nothing(report: Report, other: Report) -> None:
    (alone,) = read_many([report])
    first, _ = read_many([report, Report("other", other.text, other.published, other.outlet)])
    assert first == alone


@some
@given(REPORTS, st.sampled_from((" ", "   ", "\n", "\n\n\n", " \n \t\n", "\r\n\r\n", "\u00a0")))
def test_space_at_the_end_changes_nothing(report: Report, space: str) -> None:
    longer = Report(report.id, report.text + space, report.published, report.outlet)
    assert read(longer).claims == read(report).claims


@some
@given(REPORTS, st.sampled_from((" ", "\n\n", "\t\n", "\u00a0 ")))
def test_space_before_the_text_moves_offsets_only(report: Report, space: str) -> None:
    later = Report(report.id, space + report.text, report.published, report.outlet)
    expected: tuple[Claim, ...] = moved(read(report).claims, len(space))
    assert read(later).claims == expected
