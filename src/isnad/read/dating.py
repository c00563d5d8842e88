"""When a frame happened, from its date expressions, the story's date and the publication; places carried over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.dateexpr import DAYS
from isnad.mentions.dates import DateMention
from isnad.mentions.placeorigins import names_talks
from isnad.mentions.places import PlaceMention
from isnad.model import DateWindow
from isnad.read.attachdates import COUNTED_BACK, SHARED, of_telling
from isnad.read.frames import STRIKES, Frame, item_of
from isnad.read.underway import condemns, lasting, lies_before, mourns, told_as_news, under_way
from isnad.resolve.areas import is_exact
from isnad.resolve.dates import ResolvedDate, resolve_date
from isnad.resolve.publication import of_picture

Window = tuple[date, date]
CARRY_LAST, CARRY_OLD = 4, 2  # sentences that a told day holds on for: one of the news, one of the story's past
NEWS = timedelta(days=14)
LIST_HEADS = frozenset({"الاتي", "كالاتي", "التالي", "كالتالي", "يلي"})  # before the colon that a list follows
HEADS = DAYS | {"range", "month", "since", "span", "period"}  # kinds of expressions that the head of a list may have
SUMMED = frozenset({"since", "range", "period", "span"})  # kinds of expressions that a list is counted over
BESIDE_REACH = 4  # tokens from "في شهر رمضان" to "26 يونيو"
SUM_REACH = 8  # sentences from a sum to the list of its parts
COUNTED = "scope: so many are counted"
UNDER_A_HEAD = "date of the head of a list: counted over its time"
LONG_AGO = frozenset({"month", "season", "year", "period", "date", "ago"})  # told, though the report's date is not
LASTING = frozenset({"agreement"})  # "اتفاق يسري منذ آذار" was made then
WEAK_DATES = frozenset(
    {"now", "vague", "carried", "span", "until", "before", "after"}
)  # they give way to a day named in the same clause


def _heads_list(s: Sentence) -> bool:
    """Whether a list of what was done follows: "نجحت القوات خلال الفترة من 2 إلى 4 يوليو في تنفيذ الآتي:"."""
    return s.tokens[s.j - 1].text == ":" and s.tokens[s.j - 2].norm in LIST_HEADS


class Setting:
    """The time and place of the story as it goes: the last date, the lead's date, the last place.

    `window` is the publication window, `known` the same narrowed by what the text says of itself; None where unknown.
    """

    def __init__(self, text: str, window: Window | None, known: Window | None) -> None:
        self.text, self.window, self.known = text, window, known
        self.places: list[PlaceMention] = []
        self.wide: list[PlaceMention] = []  # of the last sum that was told with a place
        self.header: list[PlaceMention] = []  # of a title, and of the lines before the first that tells an event
        self.last_date: DateWindow | None = None
        self.lead: DateWindow | None = None
        self.last_told: tuple[int, DateWindow] | None = None  # the sentence and day of the last fresh event
        self.mourning = False  # the report is one of condolence …
        self.condemning = False  # … or of condemnation
        self.sums: DateWindow | None = None  # the time that all the lines below a head are counted over
        self.counted: tuple[int, DateWindow] | None = None  # the sentence and time of the last sum
        self.listing: DateWindow | None = None  # the same while the lines of its list go on
        self.headed = False  # the day at the head of the report holds for each line of a list
        self.listed = False  # the sentence before is a line of a list
        self.colon = False  # the sentence before opens a list
        self.told = 0  # sentences that told an event so far
        self.opening = True
        self.behind = -1  # the sentence that told a day of the background
        self.worked_out: dict[int, ResolvedDate] = {}  # the days of the sentence's expressions, by their first token

    def see(self, places: Sequence[PlaceMention], tells: bool) -> None:
        """The places of a title or of a line that tells no event, for the first event that has none."""
        if not tells and not self.told:
            self.header += [replace(p, tag=False) for p in places if not p.origin and not p.weak]

    def go_on(self) -> None:
        """A further stretch of the report: places named before it stand in no token of it, like those of a title."""
        self.places, self.wide, self.header = map(_untold, (self.places, self.wide, self.header))

    def begin(self, s: Sentence, tells: bool) -> None:
        """A new sentence; `tells` where it tells an event."""
        self.worked_out = {}
        if s.hour:  # a ticker's line goes on with none before it
            self.last_told, self.places = None, []
        self.opening = self.told < 2
        fresh = self.opening and self.last_told is None
        self.mourning = self.mourning or (fresh and mourns(s))
        self.condemning = self.condemning or (fresh and condemns(s))
        self.told += tells
        if (not tells and not self.told) or _heads_list(s):
            self._head(s)
        item = bool(item_of(s))
        if self.headed and (item or self.listed):
            self.last_told = None  # "حصاد يوم السبت: - … بعد فقدانه أمس. - قصفت …"
        self.listed = item
        if not item:
            self.listing = None
        elif self.colon and self.counted is not None and s.index - self.counted[0] <= SUM_REACH:
            self.listing = self.counted[1]
        self.colon = s.tokens[s.j - 1].text == ":"

    def _head(self, s: Sentence) -> None:
        """A day at the head of a report, before any event, holds for what follows: "حصاد يوم السبت 9 كانون الأول".

        A longer time is one that the lines below are counted over; a night is of two days, and is counted over by none.
        """
        opens = s.tokens[s.j - 1].text == ":"
        for d in s.dates:
            if d.expr.kind not in HEADS or of_picture(s, d):
                continue
            r = resolve_date(d.expr, self.known)
            if r.start is None or r.end is None or _to_come(r, self.known):
                continue
            long = r.end - r.start > _NIGHT
            if opens and long:
                span = (s.tokens[d.i].start, s.tokens[d.j - 1].end)
                text = self.text[span[0] : span[1]]
                self.sums = DateWindow(r.start.isoformat(), r.end.isoformat(), text, span, "stated")
            elif d.expr.kind in DAYS or opens:
                self.lead = self.last_date = DateWindow(r.start.isoformat(), r.end.isoformat(), basis="carried")
                self.headed = True
                if r.start < r.end:
                    return

    def when(self, s: Sentence, f: Frame, background: bool, condemned: bool) -> DateWindow:
        """When a frame happened: its own words, else what carries over, else the day of publication, else nothing."""
        condemned = condemned or self.mourning or (self.condemning and not told_as_news(f))
        earlier = lies_before(s, f)
        if earlier and COUNTED_BACK not in f.rules:
            own = [d for d in f.dates if d.i > f.at and SHARED not in f.rules]
            self._told(s, f, False, condemned)  # the day of what came of it goes on
            f.dates = own
        told = self._told(s, f, background, condemned)
        if told is not None:
            return told
        if earlier or lasting(s, f):
            return DateWindow()
        background = background and not _of_today(f)
        if background and self.behind == s.index and self.last_date and not condemned and f.stance != "planned":
            return replace(self.last_date, text=None, span=None, basis="carried")
        if (sums := self.listing or self.sums) is not None:
            f.rules.append(UNDER_A_HEAD)
            return sums
        if (
            condemned
            or background
            or f.stance == "planned"
            or f.scope == "stock"
            or (f.type in ("agreement", "detention") and f.definite)
        ):
            return DateWindow()
        carried = self._carried(s) if not under_way(s, f) else None
        if carried is not None:
            return replace(carried, text=None, span=None, basis="carried")
        issued = self.window or self.known
        if issued is not None:
            return DateWindow(issued[0].isoformat(), issued[1].isoformat(), basis="publication")
        return DateWindow()

    def _told(self, s: Sentence, f: Frame, background: bool, condemned: bool) -> DateWindow | None:
        """The best of a frame's own date expressions; None where it has none that counts."""
        tense = "future" if f.stance == "planned" else "past"
        ranked: list[tuple[tuple[int, int, int], ResolvedDate, DateMention, bool]] = []
        aim = f.stance == "planned" and SHARED in f.rules
        for d in f.dates:
            spoken = of_telling(f, d) or (condemned and d.i < f.at)
            r = self._resolve(f, d, "past" if _done_then(f, d) else tense)
            empty = r.start is None and r.end is None
            if aim and d.expr.toward != "future" and d.expr.n <= 0:
                continue  # "انطلقت أمس الحملة لتحرير …": the campaign's day
            if background and self._then(s, d):
                continue
            if tense == "past" and d.expr.kind == "span" and d.expr.toward == "future":
                continue  # "سيطر الجيش على البلدة وخلال الساعات المقبلة …"
            # "أمس" in a report without a date: told all the same
            undatable = self.known is None and d.expr.kind != "carried"
            if (empty and not (r.vague or undatable or d.expr.kind in LONG_AGO)) or (
                spoken and (condemned or f.scope != "single" or background or f.stance == "planned")
            ):
                continue
            weak = d.expr.kind in WEAK_DATES
            ranked.append(
                ((3 * int(spoken) + 2 * int(weak), int(empty), min(abs(d.i - f.end), abs(f.at - d.j))), r, d, spoken)
            )
        if not ranked:
            return None
        _, r, d, spoken = best = min(ranked, key=lambda x: x[0])
        if f.scope == "single" and d.expr.kind not in SUMMED and not spoken:
            inner = (x for x in ranked if not x[3] and 0 <= x[2].i - d.j <= BESIDE_REACH and _within(x[1], r))
            _, r, d, spoken = next(inner, best)  # "في شهر رمضان، في 26 يونيو"
        span = (s.tokens[d.i].start, s.tokens[d.j - 1].end)
        when = DateWindow(
            r.start.isoformat() if r.start else None,
            r.end.isoformat() if r.end else None,
            self.text[span[0] : span[1]],
            span,
            "carried" if spoken and (r.start or r.end) else r.basis,
        )
        if d.expr.kind in SUMMED:
            self.counted = (s.index, when)
        if _goes_on(d, r, self.known) and not of_picture(s, d) and COUNTED_BACK not in f.rules:
            self.last_date = when
            if background:
                self.behind = s.index
            elif not self._told_later(s, when):
                self.last_told = (s.index, when)
            if self.lead is None and not background and self.opening and self._is_news(when):
                self.lead = when
        return when

    def _then(self, s: Sentence, d: DateMention) -> bool:
        """Whether it is only "then", of a time that nobody told: "وكانت البلدة تعرضت لقصف أوقع حينها ثلاثة"."""
        then = d.expr.kind == "carried" and s.norms[d.j - 1].lstrip("وفب") in words("at_that_time")
        return then and self.behind < s.index - 1 and self.last_date is not None and self._is_news(self.last_date)

    def _told_later(self, s: Sentence, when: DateWindow) -> bool:
        """Whether the sentence told of a later day before: "انسحبت أمس بموجب الاتفاق الذي عُقد مساء الاثنين"."""
        if self.last_told is None or self.last_told[0] != s.index:
            return False
        return (self.last_told[1].start or "") > (when.start or "")

    def _resolve(self, f: Frame, d: DateMention, tense: str) -> ResolvedDate:
        if d.expr.kind == "carried" and COUNTED_BACK not in f.rules:  # for all frames that share it the same days
            if d.i not in self.worked_out:
                summed = self.counted[1] if d.expr.unit == "period" and self.counted is not None else None
                self.worked_out[d.i] = resolve_date(d.expr, self.known, tense, summed or self.last_date)
            return self.worked_out[d.i]
        if d.expr.kind == "month" and d.expr.year is None and self.listing is not None and self.listing.start:
            year = date.fromisoformat(self.listing.start).year
            return resolve_date(replace(d.expr, year=year), self.known, tense)
        lasts = f.type in LASTING and d.expr.days == 1
        if d.expr.kind == "since" and d.expr.first is not None and lasts:
            return resolve_date(d.expr.first, self.known, tense, self.last_date)
        if d.expr.kind == "span" and d.expr.toward is None and (told := self._day_of_telling(f)) is not None:
            return resolve_date(d.expr, told, tense, self.last_date)
        if COUNTED_BACK in f.rules and d is f.dates[0]:
            issued = self.known and DateWindow(self.known[0].isoformat(), self.known[1].isoformat())
            anchor = self.last_date or issued
            if d.expr.kind == "carried":
                return resolve_date(replace(d.expr, n=-d.expr.n), self.known, tense, anchor)
            if d.expr.first is not None and anchor is not None and anchor.start:
                day = date.fromisoformat(anchor.start)
                return resolve_date(d.expr.first, (day, day), tense)  # "بعد ستة أشهر من اعتقاله"
        told_in = self.known if d.expr.kind in DAYS else self.window or self.known
        return resolve_date(d.expr, told_in, tense, self.last_date)

    def _day_of_telling(self, f: Frame) -> Window | None:
        """The day on which a source spoke, which its "خلال أسبوعين" is counted from: "ذكرت الوكالة أمس أن …"."""
        days = [self._resolve(f, d, "past") for d in f.s.dates if d.expr.kind in DAYS and of_telling(f, d)]
        return next(((r.start, r.start) for r in days if r.start is not None and r.start == r.end), None)

    def _carried(self, s: Sentence) -> DateWindow | None:
        """The day that the last sentences told, else the lead's."""
        if self.last_told is not None:
            sentence, told = self.last_told
            if s.index - sentence <= (CARRY_LAST if self._is_news(told) else CARRY_OLD):
                return told
        return self.lead

    def _is_news(self, told: DateWindow) -> bool:
        """Whether what was told is of the days before publication, not of the story's past."""
        return self.known is None or told.start is None or self.known[0] - date.fromisoformat(told.start) <= NEWS

    def carry_place(self, f: Frame, background: bool = False) -> None:
        """Remember a frame's places; give it the last ones where it has none of its own, and is not of another day."""
        own = [p for p in f.places if not (p.child or p.weak or p.tag or p.pointless)]
        if own:
            if "place of the frame before" not in f.rules:
                self.places = [p for p in own if not names_talks(f.s, p)] or self.places
                if f.scope == "aggregate":
                    self.wide = own
        elif COUNTED in f.rules and self.wide and f.type in CARRIES:
            f.places = [*self.wide, *f.places]
            f.rules.append("place carried")
        elif (
            (last := self.places or self.header)
            and f.type in CARRIES
            and f.scope == "single"
            and not f.answered
            and f.stance != "planned"  # what is to be may be anywhere
            and not _somewhere_else(f)
        ):
            weak = [p for p in f.places if p.weak and not p.child and not p.motion]
            if weak and (f.type in KEEPS_WEAK or _dated(f) or any(_of_neighbours(f, p) for p in weak)):
                return
            if background and _dated(f):
                return  # "وكانت غارة استهدفته في سبتمبر الماضي"
            f.places = [*last, *f.places]
            f.rules.append("place carried")


def _within(day: ResolvedDate, longer: ResolvedDate) -> bool:
    """Whether one day lies in a longer time."""
    if day.start is None or day.start != day.end or longer.start is None or longer.end is None:
        return False
    return longer.start <= day.start <= longer.end and longer.start < longer.end


def _done_then(f: Frame, d: DateMention) -> bool:
    """Whether what was done on a weekday only aimed at this: "نفذت القوات الخميس عملية تهدف إلى توقيف …"."""
    verbs = [f.s.norms[k].lstrip("وف") for k in range(f.s.i, d.i) if k in f.s.verbs] if d.i < f.at else []
    return any(norm[0] not in "يتسن" or norm.endswith(("ت", "وا")) for norm in verbs if norm)


def _of_today(f: Frame) -> bool:
    """Whether a part of a day that is not named tells that it was on the day of the news: "كانت … قد قصفت فجراً"."""
    return f.trigs[0].entry.row.pos == "verb" and f.s.has(words("part_of_day"), f.end, min(f.end + PART_REACH, f.s.j))


PART_REACH = 3  # words from a verb to the part of the day


def _untold(places: list[PlaceMention]) -> list[PlaceMention]:
    """The places that are known by their entries, without the words that named them."""
    return [
        replace(p, i=-1, j=-1, name_i=-1, name_j=-1, group=-1, anaphor=False, antecedent=None)
        for p in places
        if p.chosen is not None
    ]


def _dated(f: Frame) -> bool:
    """Whether a frame is told with a day of its own that is none of the news': "في السابع من تموز", "عام 2019"."""
    return any(d.expr.kind in DATED for d in f.dates)


DATED = frozenset({"date", "month", "year", "ago", "period"})


def _somewhere_else(f: Frame) -> bool:
    """Whether a frame is told of some place or other that has no name: "في مواقع مختلفة", "مناطق متفرقة"."""
    s = f.s
    for k in range(f.at, min(f.end + ELSEWHERE_REACH, s.j - 1)):
        if k > f.end and s.tokens[k].text in "،؛.:":
            return False
        if s.tokens[k].norm.lstrip("وب").removeprefix("ال") in words("some_places") and (
            s.tokens[k + 1].norm in words("of_some_places")
        ):
            return True
    return False


ELSEWHERE_REACH = 10  # tokens behind what happened


def _to_come(r: ResolvedDate, known: Window | None) -> bool:
    """Whether a day is still to come when the report is out: it dates nothing that has been."""
    return known is not None and r.start is not None and r.start > known[1] + _LATE


def _goes_on(d: DateMention, r: ResolvedDate, known: Window | None) -> bool:
    """Whether the sentences that follow are of the same time: a day, "مطلع آب", "الساعات الـ24 الماضية"."""
    if r.start is None or r.end is None or _to_come(r, known) or (d.expr.kind, d.expr.toward) == ("span", "future"):
        return False
    hours = d.expr.kind == "span" and r.end - r.start <= _NIGHT  # what is told of days goes on with none of them
    return r.start == r.end or hours or (d.expr.kind == "month" and d.expr.part is not None)


_NIGHT = timedelta(days=1)  # the longest time that is one day to a list: a night is of two
_LATE = timedelta(days=1)  # a report's own day may be the one before (zones)
# Types that happen where the sentence before was, and those that rather happen where their victims are from.
CARRIES = STRIKES | frozenset(
    {
        "killing",
        "arrest",
        "armed_clash",
        "displacement",
        "seizure",
        "destruction",
        "abduction",
        "reconnaissance",
        "movement",
        "territory",
        "assassination",
        "execution",
    }
)
NEIGHBOURS = frozenset({"local", "unnamed"})  # kinds of sources that tell of where they are


def _of_neighbours(f: Frame, p: PlaceMention) -> bool:
    """Whether a town is where those live who tell: "قالت مصادر في بلدة … إن الطيران قصف مزرعة"."""
    v = f.voice
    if v is None or v.speaker is None or not v.chain or v.chain[-1].kind not in NEIGHBOURS:
        return False
    inside = p.prep == "ب" or f.s.tokens[p.i - 1].norm == "في"
    return inside and v.speaker[0] <= p.i <= v.speaker[1] + 1 and is_exact(p)


KEEPS_WEAK = frozenset({"arrest", "abduction", "execution", "protest", "detention"})
