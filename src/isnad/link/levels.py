"""How two events agree on one thing each: the comparison levels of linking, each a plain function.

A level is a word ("same_day", "differ"); what it is worth is in `data/weights.json`. None means the two can't be one
happening, whatever else agrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache

from isnad.copies import share_of_runs
from isnad.link.events import Point, Range, ReportEvent
from isnad.link.sides import Sides
from isnad.link.words import RARE_WEIGHT, overlap, weight
from isnad.memory import Table

# Event types that reports mix up for one happening. Fire from afar; force on the ground; the manner unsaid fits both.
FIRE = frozenset({"air_strike", "shelling", "explosive", "suicide_attack"})
GROUND = frozenset({"armed_attack", "armed_clash", "arrest", "assassination", "abduction", "execution", "destruction"})
UNSAID = frozenset({"killing"})
VIOLENT = FIRE | GROUND | UNSAID
_CLOSE = (
    frozenset({"air_strike", "shelling"}), frozenset({"shelling", "explosive"}), frozenset({"air_strike", "explosive"}),
    frozenset({"explosive", "suicide_attack"}), frozenset({"armed_attack", "arrest"}),
    frozenset({"armed_attack", "armed_clash"}), frozenset({"armed_attack", "assassination"}),
    frozenset({"arrest", "abduction"}), frozenset({"execution", "assassination"}), frozenset({"armed_clash", "arrest"}),
    frozenset({"territory", "armed_attack"}), frozenset({"territory", "armed_clash"}),
    frozenset({"assassination", "explosive"}), frozenset({"detention", "arrest"}), frozenset({"talks", "agreement"}),
    frozenset({"arrest", "seizure"}),
)  # fmt: skip
# Days between two windows beyond which they are two happenings: news tells yesterday's, rarely the day before's.
MAX_GAP_DAYS = 3
# An undated telling is set against events of the week before it was published.
UNDATED_DAYS = 7
# So many words of a target in common name it, plain as each may be ("مسجد قوات الطوارئ").
PHRASE_WORDS = 3
# A place known to within this is a town or less: two such, more than 10 km apart, are two towns.
TOWN_KM = 12.5
# A place known to within this is a village or a quarter: two such of other names are two, however near.
VILLAGE_KM = 5.0
# So many killed are told by whoever counts the hurt.
SEVERAL = 3
# A place with this radius or more is a region.
REGION_KM = 18.0
# A place wider than this is a country or a desert: it says nothing of where.
COUNTRY_KM = 100.0
EARTH_KM = 6371.0
# Names agree, and places of two provinces can be one, up to this; beyond the second no two small places can be.
NEAR_KM, APART_KM = 30.0, 60.0
# A place with this radius or more may hold another that lies farther off.
WIDE_KM = 20.0


def type_level(a: ReportEvent, b: ReportEvent) -> str | None:
    """same, close (shelling and air strike), unsaid (killing and any violence), cross (fire and ground force)."""
    return _kinds(a.types, b.types)


@lru_cache(maxsize=4096)
def _kinds(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    x, y = set(ours), set(theirs)
    if x & y:
        return "same"
    if any(frozenset({p, q}) in _CLOSE for p in x for q in y):
        return "close"
    if x | y <= VIOLENT:
        return "unsaid" if (x | y) & UNSAID else "cross"
    return None


def stance_level(a: ReportEvent, b: ReportEvent) -> str | None:
    """alike, or denied against told; a plan is never the happening itself."""
    if (a.stance == "planned") != (b.stance == "planned"):
        return None
    return "alike" if (a.stance == "denied") == (b.stance == "denied") else "denied"


def date_level(a: ReportEvent, b: ReportEvent) -> str | None:
    """same_day, overlap, next_day (stated: both texts give the day), near, undated; None where too far apart."""
    if (a.first is None and a.last is None) or (b.first is None and b.last is None):
        return _undated(a, b)
    a0, a1 = _ends(a)
    b0, b1 = _ends(b)
    gap = max(b0 - a1, a0 - b1)
    if gap <= 0:
        if a1 - a0 == b1 - b0 == 0:
            return "same_day"
        return "overlap" if max(a1, b1) - min(a0, b0) <= MAX_GAP_DAYS else "overlap_long"
    if gap > MAX_GAP_DAYS:
        return None
    if gap == 1:
        return "next_day_stated" if a.basis == b.basis == "stated" else "next_day"
    return "near"


def _ends(e: ReportEvent) -> tuple[int, int]:
    first, last = e.first, e.last
    if first is None:
        assert last is not None
        return last, last
    return first, (last if last is not None else first)


def _undated(a: ReportEvent, b: ReportEvent) -> str | None:
    """An event without a date happened on or before its report's publication, most likely in the days before."""
    spans = []
    for e in (a, b):
        if e.first is not None or e.last is not None:
            spans.append(_ends(e))
        elif e.published is not None:
            spans.append((e.published - UNDATED_DAYS, e.published))
    if len(spans) < 2:
        return "undated_far" if spans else "unknown"
    if max(spans[0][0], spans[1][0]) > min(spans[0][1], spans[1][1]) + 1:
        return None
    near = abs(spans[0][1] - spans[1][1]) <= 2
    return "undated" if near else "undated_far"


def distance_km(a: Point, b: Point) -> float | None:
    """The distance on the sphere; None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    la, lb = math.radians(a.lat), math.radians(b.lat)
    dlon = math.radians(b.lon - a.lon)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(dlon / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


_PLACE_ORDER = (
    "same_site", "same_town", "inside", "close", "neighbours", "within", "near", "admin1", "other_town", "namesake",
    "far", "apart",
)  # fmt: skip


def place_level(a: ReportEvent, b: ReportEvent) -> str | None:
    """The best agreement of a place of one event with a place of the other; None where all are apart.

    same_site: one name, or within 2 km, and the place is small; same_town: the same for a town or an area; inside: the
    one is named in the other's words (a quarter of the town, the road to it); close: within 10 km (neighbours: two
    villages or quarters so near); near: within 30 km
    (other_town: two towns so far apart); within: one is the region the other lies in; mentioned: the other's sentence
    names it; namesake: one name, far apart on the map; admin1: both in one province, at places of other names.
    """
    ours = [p for p in a.points if p.radius_km < COUNTRY_KM]
    theirs = [p for p in b.points if p.radius_km < COUNTRY_KM]
    if not ours or not theirs:
        return "mentioned" if _mentioned(a, b) or _mentioned(b, a) else "unknown"
    if len(ours) == len(theirs) == 1:
        best = _point_level(ours[0], theirs[0])
    else:
        best = min((_point_level(p, q) for p in ours for q in theirs), key=_PLACE_ORDER.index)
    if best in ("admin1", "near", "other_town", "far", "apart") and (_mentioned(a, b) or _mentioned(b, a)):
        return "mentioned"
    return None if best == "apart" else best


def _mentioned(a: ReportEvent, b: ReportEvent) -> bool:
    """Whether a place of the one stands in the sentence of the other ("... in the area of X on mount Y")."""
    return any(map(b.words.issuperset, names_told(a)))


def names_told(e: ReportEvent) -> Iterator[tuple[str, ...]]:
    """The words of each Arabic name of the event's places; not of the provinces they lie in."""
    for p in e.points:
        region = (p.admin1 or "").casefold()
        for name in p.names:
            if name[:1] > "z" and name != region:
                yield _words[name]


_words: Table[str, tuple[str, ...]] = Table(lambda name: tuple(name.split()))  # of a place's name


def sites(e: ReportEvent) -> list[Point]:
    """The places of an event that say where: not the region or country they lie in."""
    return [p for p in e.points if p.radius_km < REGION_KM or (p.lat is None and p.names)]


def _point_level(p: Point, q: Point) -> str:
    level = _by_place(p, q)
    # One name written alike, put on the map far apart: the readings may have taken another place of that name.
    return "namesake" if level in ("apart", "far") and any(n > "\u0600" for n in p.names & q.names) else level


def _by_place(p: Point, q: Point) -> str:
    if p.country and q.country and p.country != q.country:
        return "apart"
    km = distance_km(p, q)
    small = min(p.radius_km, q.radius_km) <= 3
    if p.names & q.names and (km is None or km <= NEAR_KM) and not _other_province(p, q):
        return "same_site" if small else "same_town"
    if (km is None or km <= NEAR_KM) and not _other_province(p, q) and (_named_in(p, q) or _named_in(q, p)):
        return "inside"
    if km is None:
        return _by_admin(p, q)
    if km <= 2:
        return "same_site" if small else "same_town"
    reach = p.radius_km + q.radius_km
    if km <= 10:
        return "neighbours" if max(p.radius_km, q.radius_km) <= VILLAGE_KM and p.names and q.names else "close"
    if max(p.radius_km, q.radius_km) >= WIDE_KM and km <= reach:
        return "within"
    if km <= NEAR_KM:
        return "other_town" if max(p.radius_km, q.radius_km) <= TOWN_KM else "near"
    return "far" if km <= APART_KM and not _other_province(p, q) else "apart"


def _named_in(p: Point, q: Point) -> bool:
    """Whether a name of p stands among the words of q's name or of what q's name says it lies in; provinces don't."""
    region = (p.admin1 or "").casefold()
    return any(n != region and any(f" {n} " in f" {m} " for m in q.names | q.inside) for n in p.names if len(n) > 2)


def _other_province(p: Point, q: Point) -> bool:
    return bool(p.admin1 and q.admin1 and p.admin1 != q.admin1)


def _by_admin(p: Point, q: Point) -> str:
    if not p.admin1 or not q.admin1:
        return "admin1" if p.country and p.country == q.country else "far"
    if p.admin1 != q.admin1:
        return "apart"
    region = p.admin1.casefold()
    return "within" if region in p.names or region in q.names else "admin1"


def party_level(ours: Iterable[str], theirs: Iterable[str], sides: Sides) -> str:
    """How the doers or the targets agree: same, side, allies, unknown, differ."""
    return sides.agreement(ours, theirs)


def target_level(a: ReportEvent, b: ReportEvent, sides: Sides) -> str:
    """named: a telling word or phrase in common (a name, "مدرسة صلاح الدين"); same; other words; unknown; differ."""
    common = a.target_words & b.target_words
    if common and (max(weight(w) for w in common) >= RARE_WEIGHT or len(common) >= PHRASE_WORDS):
        return "named"
    level = sides.agreement(a.targets, b.targets)
    if level in ("same", "side") or common or set(a.targets) & set(b.targets):
        return "same"
    if level == "differ":
        return "differ"
    return "other" if a.target_words and b.target_words else "unknown"


def figure_level(a: Range | None, b: Range | None) -> str:
    """equal_many (4 and more, the same number), equal, rising (within a half), unknown, differ, far (3 times)."""
    if a is None or b is None:
        return "unknown"
    (al, ah), (bl, bh) = a, b
    al, bl = al or 0, bl or 0
    if al == bl and ah == bh:
        return "equal_many" if al >= 4 and ah is not None else "equal"
    if (ah is None or ah >= bl) and (bh is None or bh >= al):
        return "rising"
    less, more = sorted((al, bl))
    if less == 0 or more > 3 * less:
        return "far"
    return "rising" if more <= less * 1.5 or more - less <= 1 else "differ"


def text_level(a: ReportEvent, b: ReportEvent) -> str:
    """copy: the report is a copy; close, some, little: how much of the telling words of the sentences is shared."""
    if share_of_runs(a.sketch, b.sketch) >= 0.3:
        return "copy"
    if not a.words or not b.words:
        return "unknown"
    share = overlap(a.words, b.words)
    return "close" if share >= 0.5 else "some" if share >= 0.3 else "little" if share >= 0.15 else "none"


def breadth_level(a: ReportEvent, b: ReportEvent) -> str:
    """one place each, or several in one of the two (then it may hold the other), or in both."""
    several = (len(sites(a)) > 1) + (len(sites(b)) > 1)
    return ("one", "several", "both_several")[several]


def clock_level(a: ReportEvent, b: ReportEvent) -> str:
    """How far apart two reports of the day's news were published: within 3 hours, within 8, more; else unknown.

    What was told at noon and what was told at night are often two strikes on one town.
    """
    if a.minute is None or b.minute is None:
        return "unknown"
    apart = abs(a.minute - b.minute)
    return "hours_3" if apart <= 180 else "hours_8" if apart <= 480 else "day" if apart <= 1440 else "days"


def day_part_level(a: ReportEvent, b: ReportEvent) -> str:
    """same, differ (noon and evening), unknown: the part of the day that the two name."""
    if a.day_part is None or b.day_part is None:
        return "unknown"
    return "same" if a.day_part == b.day_part else "differ"


def protected_level(a: ReportEvent, b: ReportEvent) -> str:
    """same (both tell of a hospital), differ (a hospital and a market), one (one alone tells of any), unknown."""
    if not a.protected and not b.protected:
        return "unknown"
    if a.protected & b.protected:
        return "same"
    return "differ" if a.protected and b.protected else "one"


def killed_level(a: ReportEvent, b: ReportEvent) -> str:
    """As `figure_level` of the killed; only_hurt: several are killed in one, and the other counts the hurt alone."""
    for x, y in ((a, b), (b, a)):
        if x.killed and (x.killed[0] or 0) >= SEVERAL and y.killed is None and y.injured is not None:
            return "only_hurt"
    return figure_level(a.killed, b.killed)
