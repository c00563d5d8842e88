"""What speaks for and against two tellings of a report being of one event; models/coreference.json weighs it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from isnad.arabic.script import fold_word
from isnad.arabic.stem import stem_of
from isnad.arabic.tokens import ARTICLE, CONJ, SUFFIX
from isnad.mentions.places import PlaceMention
from isnad.read.frames import BLASTS, KILLING, STRIKES, Telling, item_of
from isnad.read.joining import GUNFIRE
from isnad.read.spans import day_beside, gap, length
from isnad.read.surroundings import (
    another,
    answers,
    behind,
    beside,
    charged,
    goes_on,
    had_been,
    looks_back,
    more_dead,
    nth,
    of_another,
    once,
    opens,
    opens_with_place,
    repeated,
    reporter_opens,
    speech_opens,
    taken_up,
    turn,
    words_near,
)
from isnad.resolve.areas import RANK, quarter_of

OF_A_WAR = 5000  # so many dead are no strike's: "أسفر الصراع عن أكثر من 40 ألف قتيل"
NEAR = 2  # sentences within which a reporter's words go on with what was told
LONG_BEFORE = 20  # days between what is told as news and what was before
BEFORE = 2  # the same, where the dead of the two are others
COMMON = 3  # a word that stands more often in a report says nothing of which event is told
DENIED = frozenset({"denied", "doubted"})
COUNT_OF = frozenset({"عدد", "تعداد", "اجمالي", "مجموع", "حصيله"})
PERIODS = frozenset({"span", "since", "range", "period", "season", "until"})
OF_IT = frozenset({"عليه", "عليها", "عليهما", "فيه", "فيها", "به", "بها"})  # "اقتحموا السد وسيطروا عليه"
AIMED = frozenset({"air_strike", "shelling"})
GROUND = frozenset({"armed_attack", "armed_clash"})
ELSEWHERE = frozenset({"other place", "other name"})
PLURAL = "ات"
OTHERS = frozenset({"other doer", "other target", "other day", "other figure"})
OTHER_COUNT = frozenset({"other figure", "other figure, other chain"})


class Place(NamedTuple):
    """Where an event stands among those told before: the first, the one told last, the only one."""

    lead: bool
    last: bool
    only: bool


class Traits:
    """What of one telling is compared with others, worked out once."""

    def __init__(self, t: Telling, common: frozenset[str]) -> None:
        f = t.frame
        self.t = t
        trigger = f.trigger
        self.word = trigger.id
        self.kind = (f.type, trigger.raid)
        self.pointing = (trigger.anaphor and f.definite) or f.pointing
        self.raids = trigger.raid or f.type == "arrest"
        verb = f.trigs[0].entry.row.pos == "verb"
        self.definite = f.definite or any(m.bits & (ARTICLE | SUFFIX) for m in f.trigs if m.entry.row.pos != "verb")
        self.planned = f.stance == "planned"
        self.once = not self.definite and once(f)
        self.more_dead = f.bare and bool(f.dates) and more_dead(f)
        self.taken_up = not verb and not f.bare and taken_up(f)
        self.behind = behind(f)
        head = min(f.trigs, key=lambda m: m.i)
        self.renamed = f.definite and not verb and not head.bits & (CONJ | SUFFIX) and not self.behind
        self.the_one = f.definite and not verb and f.type in STRIKES and not f.s.norms[f.at].endswith(PLURAL)
        self.of_another = of_another(f)
        self.another = another(f)
        self.charged = charged(f)
        self.had_been = had_been(f)
        self.many_others = self.charged and not f.definite and head.entry.row.feature == "pl"
        self.opens = opens(f)
        self.answers = not self.definite and answers(f)
        self.place_opens = opens_with_place(f)
        self.looks_back = looks_back(f)
        self.goes_on = not f.first and goes_on(f)  # a headline's "معارك متواصلة" is the news
        self.repeated = repeated(f)
        self.stamped = f.s.hour > 0
        item = item_of(f.s)
        self.listed = self.stamped or item != ""
        self.item = item if item.isdigit() else ""
        self.nth = nth(f)
        self.speech_opens = speech_opens(f)
        self.reporter_opens = self.speech_opens and reporter_opens(f)
        self.new_subject = verb and bool(t.actors) and any(f.at < a.i for a in f.actors)
        self.no_place = not t.places
        self.places = f.own_places
        self.names = [" ".join(w.norm for w in f.s.tokens[p.name_i : p.name_j]) for p in self.places]
        self.spots = {p.chosen.id if p.chosen else name for p, name in zip(self.places, self.names, strict=True)}
        self.day = t.when if t.when.start is not None and t.when.basis in ("stated", "weekday") else None
        self.takes_it = f.type == "territory" and any(w.norm in OF_IT for w in f.s.tokens[f.end - 1 : f.end + 1])
        self.news = t.when if t.when.start is not None and self.day is None else None
        self.guns = self.word in GUNFIRE
        self.turn = turn(f)
        self.unsaid = trigger.generic and not any(r.startswith("type:") for r in f.rules)
        self.aimed = f.type in AIMED and not self.unsaid
        self.long = f.scope == "aggregate" and self.day is not None and length(self.day) in ("months", "open")
        self.short = self.day is not None and length(self.day) == "days"
        self.doers = {a[1].split(".")[0] for a in t.actors if a[1]}
        self.killers = self.doers if f.bare and self.new_subject and f.type == "killing" else set()
        sides = frozenset(a[1] for a in t.actors if a[1])
        self.sides = sides if f.type == "armed_clash" and len(sides) > 1 else None
        self.targets = {w for x in t.targets for w in _stems(x[0])}
        self.figures = {(x.kind, x.quantity.low, x.quantity.high) for x in f.figures if not x.part}
        many = any(kind == "killed" and (low or 0) >= OF_A_WAR for kind, low, _ in self.figures)
        self.sum_of_dead = f.bare and f.type == "killing" and (many or any(d.expr.kind in PERIODS for d in f.dates))
        self.counted = {x.quantity.low for x in f.figures if x.kind in ("strikes", "events") and f.scope == "aggregate"}
        since = f.scope == "aggregate" and any(d.expr.kind in PERIODS for d in f.dates)
        self.brought_to = since and f.s.norms[max(f.s.i, head.i - 1)] in COUNT_OF  # "ليبلغ عدد الغارات منذ آذار 18"
        summed = f.type == "killing" and f.scope == "aggregate"
        self.tolled = {x.quantity.low for x in f.figures if summed and x.kind == "killed" and not x.part}
        self.words = words_near(f) - common
        self.own_place = bool(self.places)
        self.weak = f.type == "killing" or trigger.cls == "weak"
        self.denied = f.stance in DENIED


def traits_of(tellings: Sequence[Telling], begins: bool = True) -> list[Traits]:
    """The traits of all tellings of a report; a word that stands often in it tells none of its events from another.

    The first to tell anything is a headline or lead, where the report `begins` with these tellings.
    """
    if not tellings:
        return []
    tokens = tellings[0].frame.s.tokens if len(tellings) > 1 else ()
    counts = Counter([stem_of[t.norm] for t in tokens if t.kind == "w"])
    common = frozenset(w for w, n in counts.items() if n > COMMON)
    opening = tellings[0].frame.s.index
    openings = {opening} if begins else set()
    if opening == 0:  # a headline of people who flee opens the report, and so does the strike told below it
        openings.add(next((t.frame.s.index for t in tellings if t.frame.type in KILLING), opening))
    for t in tellings:
        t.frame.first = t.frame.s.index in openings
    return [Traits(t, common) for t in tellings]


class Known:
    """What the tellings of an event that a new one is compared with say together."""

    def __init__(self, recent: list[Traits]) -> None:
        frames = [x.t.frame for x in recent]
        nearest = max(recent, key=lambda x: x.t.frame.s.index)  # the first of the nearest sentence
        self.last, self.looks_back = nearest.t, nearest.looks_back
        self.frames = frames
        self.goes_on = any(x.goes_on for x in recent)
        self.items = {x.item for x in recent if x.item}
        self.repeated = any(x.repeated or x.t.frame.scope != "single" for x in recent)
        self.kinds = frozenset([x.kind for x in recent])
        self.triggers = {x.word for x in recent}
        self.at = {f.at for f in frames}
        self.planned = {x.planned for x in recent}
        self.once = any(x.once for x in recent)
        self.dead = any(kind == "killed" for x in recent for kind, _, _ in x.figures)
        first = [f.first for f in frames]
        self.headline, self.headline_alone = any(first), all(first)
        self.denied = self.last.frame.stance in DENIED
        self.raids = any(x.raids for x in recent)
        self.chains = {x.t.chain for x in recent}
        self.exact = [p for x in recent for p in x.places if _exact(p)]
        self.wide = [p for x in recent for p in x.places if not _exact(p)]
        self.names = {name for x in recent for name in x.names}
        self.spots = {spot for x in recent for spot in x.spots}
        self.chosen = {p.chosen.id for x in recent for p in x.places if p.chosen is not None}
        self.days = [x.day for x in recent if x.day is not None]
        self.news = [x.news for x in recent if x.news is not None]
        self.guns = all(x.guns for x in recent)
        self.turns = {x.turn for x in recent}
        self.aimed = all(x.aimed for x in recent)
        self.stamped = all(x.stamped for x in recent)
        self.nth = {x.nth for x in recent if x.nth}
        self.single = all(f.scope == "single" for f in frames)
        self.short = self.single or (bool(self.days) and all(length(d) == "days" for d in self.days))
        self.long = all(x.long for x in recent)
        self.doers = {a for x in recent for a in x.doers}
        self.killers = {a for x in recent for a in x.killers}
        self.sides = {x.sides for x in recent if x.sides}
        self.targets = {w for x in recent for w in x.targets}
        self.figures = {f for x in recent for f in x.figures}
        self.counted = {n for x in recent for n in x.counted}
        self.tolled = {n for x in recent for n in x.tolled}
        self.words = {w for x in recent for w in x.words}


def features(type_: str, known: Known, x: Traits, place: Place) -> dict[str, float]:
    """What speaks for and against a telling being of an event of that type that stands there among the events."""
    t, f = x.t, x.t.frame
    last = known.last
    apart = abs(f.s.index - last.frame.s.index)
    here = apart == 0
    shared = len(x.words & known.words)
    same_chain = t.chain in known.chains
    out = {
        "bias": 1.0,
        "distance": min(apart, 12),
        "same sentence": here,
        "ground taken there" if here and x.takes_it and f.type != type_ else _kinds(f.type, type_): True,
        "same word": x.word in known.triggers,
        "other scope": f.scope != last.frame.scope,
        "definite": x.definite,
        "definite in the same sentence": here and x.renamed,
        "points back": x.pointing,
        "taken up": x.taken_up and place.last and apart == 1,
        "bare result": f.bare,
        "headline": known.headline and not f.first,
        "headline alone": known.headline_alone and not f.first,
        "behind another": here and x.behind,
        "another": x.another,
        "raid and arrest": x.raids and known.raids,
        "new subject": x.new_subject,
        "own place": x.own_place,
        "no place": x.no_place,
        "new clause": x.opens,
        "goes on, or once": x.goes_on != known.goes_on,
        "both go on": x.goes_on and known.goes_on,
        "looks back": not here and x.looks_back and not known.looks_back,
        "beside": here and beside(known.frames, f),
        "the very places": x.spots == known.spots and any(not p.anaphor for p in x.places),
        "other sides": bool(x.sides and known.sides) and x.sides not in known.sides,
        "line of a list": x.listed and not here,
        "weak or killing": x.weak,
        "other chain": not same_chain,
        "same chain": same_chain and bool(t.chain),
        "background": t.background != last.background,
        "lead": place.lead,
        "told last": place.last,
        "only one": place.only,
        "shared words": shared and shared / min(len(x.words), len(known.words)),
        "denied": x.denied or known.denied,
    }
    if x.speech_opens and 0 < apart <= NEAR:
        out["speech opens"] = True
        out["reporter opens"] = x.reporter_opens
        out["speech opens, lead before"] = known.headline
    where = _places(known, x)
    out["opens with another place"] = x.place_opens and not here and where.startswith("other")
    by, count = _parties(known, x), _figures(known, x)
    if where == "other place" and count == "same figure" and all(n == 1 for _, n, _ in x.figures & known.figures):
        count = ""  # a man killed here, a child there
    hit, day = _targets(known, x), _days(known, x)
    again = type_ in STRIKES and not here and not out["other scope"]
    out["told before"] = again and _told_before(x, {where, by, count, hit, day})
    out["answers"] = x.answers or (x.t.frame.answered and by == "other doer")
    out["another toll elsewhere"] = where in ELSEWHERE and count in OTHER_COUNT and not x.pointing
    for name in (where, day, by, count, hit):
        out[name] = name != ""
    return {name: value for name, value in out.items() if value}


def _told_before(x: Traits, found: set[str]) -> bool:
    """Whether a noun says by its place and its side which strike: "الهجوم الذي نفذه التنظيم في المدينة"."""
    there = "same place" in found and not found.isdisjoint({"same doer", "same target"})
    return x.the_one and (there or {"same region", "same target"} <= found) and found.isdisjoint(OTHERS)


@cache
def _kinds(a: str, b: str) -> str:
    """What two types are to each other: the same, "هجوم" and "قصف", "قصف" and "غارة"."""
    if a == b:
        return "same type"
    for name, one, other in (
        ("killing and its cause", {"killing", "destruction"}, STRIKES | GROUND),
        ("ground taken", {"territory"}, {"territory", *STRIKES, *GROUND}),
        ("fight and attack", {"armed_clash"}, {"armed_attack"}),
        ("attack and fire", {"armed_attack"}, AIMED),
        ("attack and blast", {"armed_attack"}, BLASTS),
        ("fire and blast", AIMED, BLASTS),
        ("fire and fire", AIMED, AIMED),
    ):
        if (a in one and b in other) or (b in one and a in other):
            return name
    return "other kinds"


def _places(known: Known, x: Traits) -> str:
    if not x.places or not known.names:
        return ""
    named = list(zip(x.places, x.names, strict=True))
    same = [p for p, name in named if (p.chosen is not None and p.chosen.id in known.chosen) or name in known.names]
    sharp = [p for p in x.places if _exact(p)]
    shared = sum(_exact(p) for p in same)
    if shared * 2 >= len(sharp) > 0:
        return "same place"
    if sharp and known.exact:
        near = any(_within(p, q) or _within(q, p) for p in sharp for q in known.exact)
        if near:
            return "place within"
        sure = any(p.chosen is not None for p in sharp) and any(q.chosen is not None for q in known.exact)
        return "other place" if sure else "other name"
    if same:
        return "same region"
    if sharp and any(_within(p, q) for p in x.places for q in known.wide):
        return "place told closer"  # a lead's "ريف إدلب", then the village
    theirs = known.wide if sharp else known.exact + known.wide
    return "wider place" if any(_within(p, q) or _within(q, p) for p in x.places for q in theirs) else "other region"


def _exact(p: PlaceMention) -> bool:
    return p.chosen is None or (RANK.get(p.chosen.feature, 3) <= 4 and p.relation != "rural")


def _within(p: PlaceMention, q: PlaceMention) -> bool:
    """Whether q is an area that p may lie in."""
    if q.chosen is None:
        return False
    around = q.relation == "rural" or (q.relation == "direction" and q.chosen.feature == "city")
    leads_there = q.relation == "direction" and p.chosen is not None and p.chosen.parent == q.chosen.id
    area = RANK.get(q.chosen.feature, 3) >= 5 or around or leads_there  # "شمال حلب", not "شمال مخيم النصيرات"
    if not area:
        inside = p.parent.chosen if p.parent else None
        return quarter_of(p.chosen, q.chosen) or (inside is not None and inside.id == q.chosen.id)
    if p.chosen is None:
        return (
            p.parent is None
            or p.parent.chosen is None
            or p.parent.chosen.admin1 == q.chosen.admin1
            or q.chosen.feature == "country"
        )
    if p.chosen.country != q.chosen.country:
        return False
    return q.chosen.feature in ("country", "region") or p.chosen.admin1 == q.chosen.admin1


def _days(known: Known, x: Traits) -> str:
    return "" if x.day is None else day_beside(x.day, known.days)


def days_apart(known: Known, x: Traits) -> int:
    """How many days lie between the day of a telling and the nearest of an event's; none where one has no day."""
    if x.day is None or not known.days:
        return 0
    return min(gap(x.day, w) for w in known.days)


def long_before(known: Known, x: Traits) -> bool:
    """Whether a telling gives a day long before that of the news that an event was told as: "وكانت … العام الماضي"."""
    day = x.day
    if day is None or day.end is None or known.days:
        return False
    mine, theirs = _dead(x.figures), _dead(known.figures)
    others = x.t.background and mine and theirs and mine.isdisjoint(theirs)
    ends, far = day.end, BEFORE if others else LONG_BEFORE  # "وكان ستة جنود قد قتلوا الأحد الماضي"
    return any(w.start is not None and ends < w.start and gap(day, w) > far for w in known.news)


def _dead(figures: set[tuple[str, int | None, int | None]]) -> set[int | None]:
    return {low for kind, low, _ in figures if kind == "killed"}


def _parties(known: Known, x: Traits) -> str:
    if not x.doers or not known.doers:
        return ""
    return "other doer" if x.doers.isdisjoint(known.doers) else "same doer"


def _targets(known: Known, x: Traits) -> str:
    if not x.targets or not known.targets:
        return ""
    return "other target" if x.targets.isdisjoint(known.targets) else "same target"


def _stems(text: str) -> set[str]:
    return {w.lstrip("ولب").removeprefix("ال") for w in (fold_word(x) for x in text.split()) if len(w) > 3}


def _figures(known: Known, x: Traits) -> str:
    if not x.figures or not known.figures:
        return ""
    same = x.figures & known.figures
    if same:
        return "same figure" if any(high is not None for _, _, high in same) else "same vague figure"
    if {kind for kind, _, _ in x.figures}.isdisjoint(kind for kind, _, _ in known.figures):
        return "figure of another kind"
    return "other figure" if known.chains == {x.t.chain} else "other figure, other chain"
