"""Which time expressions go with which frame of a sentence."""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.dateexpr import DAYS, DateExpr
from isnad.mentions.dates import DateMention
from isnad.read.attach import CLAUSE_MARKS, CONDITIONS, TOLD_BEHIND, begun, breaks, charged, main_of
from isnad.read.frames import Frame
from isnad.read.phrases import STOPS
from isnad.read.telling import RELATIVE
from isnad.read.underway import under_way

COUNTED_BACK = "date counted back"  # the rule of a frame that lies so long before another: "بعد يومين من …"
SHARED = "date of the frame before"  # the rule of a frame that has its dates from another of its sentence


def attach_dates(s: Sentence, frames: list[Frame]) -> None:
    """Give each frame the date expressions of its part of the sentence; one before all holds for those without."""
    lead = []
    for d in s.dates:
        after = _counted_from(s, frames, d)
        if after is None and no_date(s, d):
            continue
        if after is not None:
            after.dates.insert(0, d)
            after.rules.append(COUNTED_BACK)
            continue
        if _counts_back(s, d):
            continue
        home = next((f for f in reversed(frames) if f.at < d.i), None)
        if _of_state(s, home, d) or _of_another_verb(s, home, d):
            continue
        since = _since_then(s, d)
        if since is not None and no_date(s, since):
            since = None
        if since is not None:
            lasting = next((f for f in reversed(frames) if f.at < since.i), None)
            if lasting is not None and not s.has(CLAUSE_MARKS, lasting.end, since.i):
                lasting.dates.append(since)
            elif lasting is None and since.i - s.i <= 1:
                lead.append(since)
            if home is None or home is lasting:
                continue
        if home is None:
            lead.append(d)
            continue
        if charged(s, home, d.i) or any(s.tokens[k].norm in CONDITIONS for k in range(home.end, d.i)):
            continue  # "… إذا لم تغادر قبل الجمعة"
        nxt = next((f for f in frames if f.at > d.i), None)
        if nxt is not None and (begun(s, home, nxt, d.i) or _ahead(s, home, nxt, d)):
            nxt.dates.append(d)
        else:
            _served(frames, main_of(frames, home)).dates.append(d)
    told = bool(lead)  # "قُتل عشرة، السبت، في هجوم …، حسبما أعلن المحافظ، الأحد": the day of the telling is not its own
    own = [
        any(d.expr.kind not in FAINT and not (told and of_telling(f, d)) for d in f.dates) or COUNTED_BACK in f.rules
        for f in frames
    ]
    for n, f in enumerate(frames):
        if own[n]:
            if n == 0 and lead and 0 <= f.at - lead[-1].j <= 1:
                f.dates.append(lead[-1])  # "نفذت السلطات صباح اليوم حكم …"
            elif n == 0 and lead and lead[-1].expr.kind in ON_A_DAY and all(d.expr.kind in LONG for d in f.dates):
                f.dates = [lead[-1]]  # "وفي أيار، توصلوا إلى اتفاق لتثبيت الهدنة التي عُقدت عام 2017"
            continue
        if lead:
            f.dates += lead
            if n:
                f.rules.append(SHARED)
        elif f.dates:
            continue
        elif n and frames[n - 1].dates and _same_breath(s, frames[n - 1], f) and not under_way(s, f):
            f.dates = _passed_on(frames[n - 1])
            f.rules.append(SHARED)
        elif (
            n + 1 < len(frames)
            and own[n + 1]
            and frames[n + 1].trigs[0].bits & CONJ
            and _same_breath(s, f, frames[n + 1])
        ):
            f.dates = list(frames[n + 1].dates)
            f.rules.append(SHARED)


def _passed_on(f: Frame) -> list[DateMention]:
    """The dates of a frame that hold for the next one too: those of its telling only where there are no others."""
    if COUNTED_BACK in f.rules:
        return []
    return [d for d in f.dates if not of_telling(f, d)] or list(f.dates)


# Kinds of expressions that say little: a day named at the head of the sentence holds beside them.
FAINT = frozenset({"now", "vague", "carried"})
ON_A_DAY = DAYS | {"month"}  # kinds that date what follows them, at the head of a sentence …
LONG = frozenset({"year", "season"})  # … before those of something told on the way


def no_date(s: Sentence, d: DateMention) -> bool:
    """ "حتى الآن", "بعد أسابيع من …", "وأخيراً", "الثانية خلال أسبوع": no time of what happened."""
    first = s.tokens[d.i].norm.lstrip("و")
    if d.i > s.i and s.tokens[d.i - 1].text == "." and d.j == s.j:
        return True  # a dateline behind the text
    if d.expr.kind == "now":
        return first in ("حتي", "الي", "لحد")
    if first == "قبل" and s.norms[d.i + 1] in HOURS and d.j < s.j and s.norms[d.j] in ("من", "علي"):
        return True  # "قبل ساعات من وصول الوفد"
    if d.expr.kind == "vague":
        return first in ("بعد", "عقب") or s.tokens[d.i].norm == "واخيرا"
    if d.expr.kind not in ("span", "period", "since"):
        return False
    return _nth(s, d.i, NTH_REACH) or (first == "منذ" and _nth(s, d.i - (s.tokens[d.i - 1].text in "،,"), SINCE_REACH))


def _nth(s: Sentence, k: int, reach: int) -> bool:
    """Whether a word by which a happening is counted or compared stands before token k, in its clause."""
    for n in range(k - 1, max(s.i, k - reach) - 1, -1):
        tok = s.tokens[n]
        if tok.text in CLAUSE_MARKS or tok.text == ":" or n in s.covered:
            return False
        most = tok.norm == "اكثر" and s.norms[n + 1] != "من"  # "من أكثر الهجمات دموية منذ …"
        if (most or tok.norm in words("nth")) and s.tokens[n - 1].kind != "n":  # "270 مرة خلال أسبوع" is how often
            return reach == NTH_REACH or s.norms[n + 1] != "من" or s.norms[n + 2].startswith("نوع")
        numbered = tok.kind == "n" and len(tok.norm) <= NTH_DIGITS and n > s.i and s.norms[n - 1] == "ال"
        if numbered and (n + 1 == k or s.norms[n + 1] in words("preposition")):
            return True  # "هو الـ12 على البلدة منذ …"
    return False


def _of_state(s: Sentence, home: Frame | None, d: DateMention) -> bool:
    """Whether a date says since when a state lasts that only marks a place or people: "البلدة المحاصرة منذ عام"."""
    if s.norms[d.i].lstrip("و") != "منذ":
        return False
    for k in range(d.i - 1, max(s.i, d.i - STATE_REACH, home.end if home is not None else s.i) - 1, -1):
        if s.tokens[k].text in CLAUSE_MARKS:
            return False
        norm = s.norms[k]
        if norm in words("lasting_states") or (norm in words("lasting_verbs") and s.norms[k - 1] in RELATIVE):
            return True
        if norm in GOING_ON and not WARS.isdisjoint(s.norms[max(s.i, k - 3) : k]):
            return True
    return False


GOING_ON = frozenset({"المستمر", "المستمره", "المتواصل", "المتواصله", "الداير", "الدايره", "المندلع", "المندلعه"})
WARS = frozenset({"الحرب", "النزاع", "الصراع", "الازمه", "التمرد", "حرب", "نزاع", "صراع", "تمرد", "للحرب", "للنزاع"})


def _of_another_verb(s: Sentence, home: Frame | None, d: DateMention) -> bool:
    """Whether a month or year is when somebody told of did something else: "اغتالوا الضابط الذي عاد عام 2020"."""
    if home is None or d.expr.kind not in OF_LIVES:
        return False
    for k in range(d.i - 1, home.end, -1):
        if s.tokens[k].text in CLAUSE_MARKS:
            return False
        if s.norms[k] in RELATIVE:
            n = k + 1 + (s.norms[k + 1] in WAS)
            told = s.begins(TELLS, n) or s.norms[n] in words("preposition")
            return n < d.i and not told and not any(s.at("trigger", x) is not None for x in range(n, d.i))
    return False


OF_LIVES = frozenset({"month", "year", "season", "ago", "before"})  # kinds that tell when something else was
WAS = frozenset({"كان", "كانت", "كانوا", "قد", "لم"})
TELLS = frozenset({"trigger", "cue", "speech"})
STATE_REACH = 7  # tokens: "الخاضعة لسيطرة قوات المعارضة منذ"
HOURS = frozenset({"ساعه", "ساعتين", "ساعات", "دقائق", "دقايق", "لحظات"})  # "قبل ساعات من وصول الوفد"
NTH_DIGITS = 2  # of a number by which a happening is counted
NTH_REACH = 3  # words between "الأكثر دموية", "الثانية من نوعها" and the time that it holds for


def _served(frames: list[Frame], f: Frame) -> Frame:
    """The frame before, where f is only its purpose: "انطلقت الحملة لتحرير المدينة فجر …"."""
    n = next(n for n, x in enumerate(frames) if x is f)
    m = f.trigs[0]
    if n and m.prep == "ل" and m.entry.row.pos != "verb" and f.at - frames[n - 1].end <= 1:
        return frames[n - 1]
    return f


def _ahead(s: Sentence, home: Frame, nxt: Frame, d: DateMention) -> bool:
    """Whether a date between two frames belongs to the one behind it: "… جرحى. ومساء أمس قُصفت …"."""
    before, behind = breaks(s, home.end, d.i), breaks(s, d.j, nxt.at + 1)
    if d.skip and d.expr.kind in ("until", "since"):
        return True  # "قصفت المدينة 20 مرة وبحلول المساء استعادت …"
    framed = s.tokens[d.i - 1].text in "،," and d.j < s.j and s.tokens[d.j].text in "،,"
    if framed:  # set off by commas: "شنّ، في أواخر تموز، غارة"
        before, behind = before - 1, behind - 1
        if s.at("cue", d.i - 2) is not None and nxt.at - d.j <= 3:
            return True
    if nxt.at - d.j <= 3 and (_light_before(s, d.i) or nxt.came_of(home)):
        return True
    if s.tokens[d.j].norm in ("قبل", "بعد", "عقب"):
        return False  # "اعتُقل، في أيلول، قبل محاولته تفجير …"
    return before > 0 and behind == 0 and nxt.at - d.j < d.i - home.end


def _since_then(s: Sentence, d: DateMention) -> DateMention | None:
    """The time since what a date is the day of, if it is: "… منذ اجتياحهم العاصمة في 21 أيلول"."""
    if d.expr.kind not in POINTS or s.tokens[d.i].norm.lstrip("و") == "منذ":
        return None
    for k in range(d.i - 1, max(s.i, d.i - SINCE_REACH) - 1, -1):
        if s.tokens[k].norm in ("منذ", "ومنذ"):
            return replace(d, i=k, expr=DateExpr("since", first=d.expr)) if k not in s.covered else None
        if s.tokens[k].kind == "p" and s.tokens[k].text not in SKIPPED:
            return None
    return None


SINCE_REACH = 10  # tokens from "منذ" to the day of what it names
POINTS = frozenset({"date", "month", "year"})  # kinds of expressions that such a day is told by


def _light_before(s: Sentence, k: int) -> bool:
    """Whether a verb that only carries the word of the happening stands before k: "شنّ في أواخر تموز غارة"."""
    k -= s.tokens[k - 1].norm in ("في", "خلال", "منذ")
    m = s.at("cue", k - 1) if k > s.i else None
    return m is not None and m.entry.row.kind == "light"


def _counts_back(s: Sentence, d: DateMention) -> bool:
    """Whether a time is counted from what is told behind it: "بعد يومين من …", "غداة …"."""
    if d.expr.kind not in ("carried", "vague") or d.j >= s.j:
        return False
    first = s.tokens[d.i].norm.lstrip("و")
    return first == "غداه" or (first in ("بعد", "عقب") and s.tokens[d.j].norm in ("من", "علي"))


def _counted_from(s: Sentence, frames: list[Frame], d: DateMention) -> Frame | None:
    """The frame that a time is counted from: "بعد يومين من قصف …", "بعد أربعة أيام على هجوم …"."""
    if not _counts_back(s, d):
        return None
    f = next((f for f in frames if any(0 <= m.i - d.j <= COUNTED_REACH for m in (*f.trigs, *f.results))), None)
    if f is None or any(s.tokens[k].text in "،؛:" for k in range(d.j, f.at)):
        return None
    first = min((m for m in (*f.trigs, *f.results) if m.i >= d.j), key=lambda m: m.i)
    if first.prep == "ب" or any(k in s.verbs for k in range(d.j + 2, first.i + 1)):
        return None  # "بعد شهر من الخوف قُتل …", "… من الحصار بقصف"
    return f


COUNTED_REACH = 7  # words between "غداة" and what it is counted from: "غداة تعرض مناطق في العاصمة لقصف"


def _same_breath(s: Sentence, a: Frame, b: Frame) -> bool:
    """Whether what follows goes on with the same time: joined by و, or a result, or told in one clause."""
    if b.trigs[0].bits & CONJ or b.bare:
        return True
    return not any(s.tokens[k].norm in STOPS or s.tokens[k].text in "؛:" for k in range(a.end, b.at))


def of_telling(f: Frame, d: DateMention) -> bool:
    """Whether a date stands with the verb of telling: "أعلنت … أمس أن …", "حسبما أفاد … السبت", "في بيان صدر أمس"."""
    v = f.voice
    if _issued(f, d):
        return True
    if v is None or v.at < 0:
        return False
    if v.frame == "according_to":
        return d.i >= v.at
    if v.at < d.i < f.at and d.j < f.s.j and f.s.tokens[d.j].norm in TOLD_BEHIND:
        return True
    if f.at < d.i < v.at and f.s.norms[v.at][0] == "و":
        return False  # "الهجوم الذي وقع الاثنين وتبناه …"
    return v.at - 3 <= d.i < v.i or (v.speaker is not None and v.speaker[0] <= d.i <= v.speaker[1] + 1)


def _issued(f: Frame, d: DateMention) -> bool:
    """Whether a date says when a report or film came out: "في تقرير صدر في 30 كانون الأول"."""
    before = range(max(f.s.i, d.i - ISSUED_REACH), d.i)
    k = next((k for k in reversed(before) if f.s.tokens[k].norm.lstrip("و") in words("issued")), None)
    return k is not None and not any(f.s.at("trigger", x) is not None for x in range(k, d.i))


ISSUED_REACH = 4  # words between the verb and the day: "بثتها قناة محلية ليلة السبت"
