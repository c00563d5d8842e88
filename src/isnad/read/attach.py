"""Which places and weapons go with which frame of a sentence."""

from __future__ import annotations

from dataclasses import replace

from isnad.gazetteer.load import Gazetteer
from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence, annotate
from isnad.mentions.followed import MOVES
from isnad.mentions.parties import Np
from isnad.mentions.placemention import back, place_class
from isnad.mentions.placeorigins import names_talks
from isnad.mentions.places import PlaceMention, find_places, mark_places
from isnad.model import Report
from isnad.read.frames import IN_RETURN, STRIKES, Frame
from isnad.read.grouping import WHILE
from isnad.read.phrases import STOPS
from isnad.read.pointed import is_area, pointed_at
from isnad.read.stricken import foiled_with
from isnad.resolve.areas import apart

TOWNLIKE = frozenset({"camp", "crossing", "quarter", "road", "dam", "village", "town"})  # places, not things hit


def place_names(nps: dict[int, Np], places: list[PlaceMention]) -> set[int]:
    """The tokens of phrases that are places where they stand ("شرق العراق"), so that they are no parties."""
    return {
        np.i
        for np in nps.values()
        for p in places
        if (np.kind == "actor" and p.name_i <= np.head_at < p.name_j)
        or (np.kind == "name" and p.name_i <= np.i < p.name_j)
        or (np.kind == "noun" and p.type_id in TOWNLIKE and p.i <= np.head_at < p.name_i)
        or (np.kind == "noun" and np.role == "thing" and p.name_i <= np.head_at and np.j <= p.name_j)
    }


def title_places(report: Report, lexicon: Lexicon, gaz: Gazetteer) -> list[PlaceMention]:
    """The places of a title that the text doesn't begin with; they stand in no token of the text."""
    title = (report.title or "").strip()
    if not title or report.text.lstrip().startswith(title[:TITLE_HEAD]):
        return []
    found = []
    for s in annotate(title, lexicon):
        mark_places(s, gaz)
        found += find_places(s)
    for p in found:
        p.i = p.j = p.name_i = p.name_j = p.group = -1
    return found


OPENING = 6  # tokens in which a sentence of condemnation has its verb
TITLE_HEAD = 30  # characters by which a title is known again
# Types whose event lies where people or goods come from and go to.
NEGOTIATED = frozenset({"agreement", "talks"})  # whose place may be that of the talks they came of: "محادثات أستانة"
NOWHERE = frozenset({"agreement", "talks", "threat"})  # they happen where nothing else in their sentence does
# "أُطلقت باتجاه …", "تقدمت باتجاه …": where it goes is where it happens
HURLED = frozenset({"air_strike", "shelling", "armed_attack", "territory"})


def attach_places(s: Sentence, frames: list[Frame], places: list[PlaceMention]) -> None:
    """Give each frame the places of its part of the sentence; a place before all frames holds for those without."""
    if not frames:
        return
    lead: list[PlaceMention] = []
    last: tuple[PlaceMention, Frame | None] | None = None
    speakers = [f.voice.speaker for f in frames if f.voice is not None and f.voice.speaker is not None]
    told = s.by_kind.get("speech", ())
    condemned = next((m.i for m in told if m.entry.row.frame == "condemn" and m.i - s.i < OPENING), s.j)
    for p in places:
        if p.origin:
            continue
        p.weak = p.weak or any(a <= p.i <= b or (p.i == b + 1 and _at_teller(s, b)) for a, b in speakers)
        p.weak = p.weak or condemned <= p.i < frames[0].at  # "أدان السفير في الرياض التفجير"
        p.weak = p.weak or _said_at(s, p)
        if last is not None and (p.child or p.listed):
            home = last[1]  # a list and what says where it lies stay together
            p.weak = p.weak or (p.listed and last[0].weak)
        else:
            home = _home(s, frames, p)
            if home is not None and (p.prep == "ب" or (p.i > s.i and s.norms[p.i - 1] == "في")):
                home = main_of(frames, home)
        last = (p, home)
        if home is None:
            lead.append(p)
        else:
            p.weak = p.weak or (
                bool(home.places)
                and not p.child
                and not p.listed
                and _of_another(s, max(home.places[-1].j, home.end), p.i)
            )
            p.weak = p.weak or (charged(s, home, p.i) and any(not q.weak for q in (*lead, *home.places)))
            home.places.append(p)
    pointed_at(s, frames, places)
    for p in lead:
        fired = p.motion == "from" and frames[0].type in STRIKES  # where a victim is from, where fire comes from
        p.weak = p.weak or fired or p.motion in ("to", "into", "way")
    for f in frames:
        _settle(f)
    _share(frames, lead)


def main_of(frames: list[Frame], f: Frame) -> Frame:
    """The frame before one that is called by its town, whose clause goes on behind it.

    "اعتُقل والد منفذ هجوم مانشستر، أمس، في طرابلس".
    """
    n = next(n for n, x in enumerate(frames) if x is f)
    called = any(p.i == f.end and not (p.prep or p.relation or p.type_id) for p in f.places)
    return frames[n - 1] if n and called and f.type in STRIKES and f.trigs[0].entry.row.pos != "verb" else f


def charged(s: Sentence, f: Frame, k: int) -> bool:
    """Whether token k tells of the deed that somebody is held or tried for: "حكمت … لضلوعه في التعذيب في دمشق"."""
    if f.type not in HELD_FOR:
        return False
    n = next((n for n in range(f.end, k) if s.norms[n] in words("charged_with")), k)
    return n < k and not s.has(CLAUSE_MARKS, n, k)


HELD_FOR = frozenset({"arrest", "detention"})
CLAUSE_MARKS = frozenset({"،", ",", "؛"})


def _at_teller(s: Sentence, k: int) -> bool:
    """Whether what stands behind who tells says where he is: "قال مصدر أمني في حمص"; not "أعلن الجيش قصف بلدة …"."""
    return s.tokens[k].norm in words("preposition") or s.tokens[k].kind == "p"


def _said_at(s: Sentence, p: PlaceMention) -> bool:
    """Whether a place is where something was said: "قال الوزير للصحافيين في واشنطن «…", "في مؤتمر بعمان أن"."""
    opens = range(p.j, min(p.j + SAID_REACH, s.j))
    if not any(s.tokens[k].norm in TOLD_BEHIND or s.tokens[k].text in QUOTED for k in opens):
        return False
    for k in range(p.i - 1, s.i - 1, -1):
        told = s.at("speech", k)
        if told is not None and told.entry.row.pos == "verb":
            return True
        if s.at("trigger", k) is not None or s.tokens[k].norm in TOLD_BEHIND or s.tokens[k].text in QUOTED:
            return False
    return False


SAID_REACH = 2  # tokens between a place and what is said there
TOLD_BEHIND = frozenset({"ان", "بان", "انه", "انها", "انهم", "بانه", "بانها", "بانهم"})  # of the words of telling.THAT
QUOTED = frozenset({":", "«", "“", "„"})


def _settle(f: Frame) -> None:
    """Mark what is no place of this type of event: where fire comes from, where one comes from or goes."""
    for n, p in enumerate(f.places):
        if f.type == "talks" and _talked_of(f.s, p, f.at):
            f.places[n] = replace(p, origin=True)
        elif f.type in NEGOTIATED and names_talks(f.s, p):
            other = f.s.tokens[back(f.s, p.i)].norm.lstrip("ولب").startswith(ANOTHER_AGREEMENT)
            alone = not other or all(q is p or q.child or q.weak for q in f.places)
            f.places[n] = replace(p, weak=not alone)  # for what was agreed alone, not for what follows
        elif f.type in MOVES:
            p.weak = p.weak and f.type != "displacement"
            p.anaphor = p.anaphor and p.chosen is None
        elif p.motion:
            p.weak = (
                p.weak
                or (p.motion in ("way", "into") and f.type != "talks")
                or (p.motion == "from" and f.type in STRIKES)
                or (p.motion == "to" and f.type not in HURLED)
            )


def _talked_of(s: Sentence, p: PlaceMention, at: int) -> bool:
    """Whether a place is what talks are about: "بحثا الأوضاع في ليبيا", "محادثات بشأن اليمن"."""
    k = back(s, p.i)
    if s.tokens[k].norm in words("about"):
        return k > at
    if s.tokens[k].norm == "في" or s.at("pw_near", k) is not None:
        k = back(s, k)
    while k > at and s.tokens[k].norm.removeprefix("و").startswith("ال") and s.tokens[k].norm not in words("talked_of"):
        k = back(s, k)  # "الأوضاع الإنسانية والأمنية في …"
    return k > at and s.tokens[k].norm.lstrip("ولب") in words("talked_of")


def _share(frames: list[Frame], lead: list[PlaceMention]) -> None:
    """Give frames without a place of their own the lead's, else that of the frame before."""
    own = {id(f): [p for p in f.places if not (p.child or p.weak or p.tag)] for f in frames}
    for n, f in enumerate(frames):
        mine = own[id(f)]
        if mine:
            if n == 0 and lead and (_fled(f, lead[-1], mine) or _subject_to(f, lead[-1]) or _more_exact(f, lead, mine)):
                f.places = list(lead) + f.places
            continue
        if n and (f.answered or (f.type in NOWHERE and not _in_spite(f))):
            continue
        before = next((frames[k] for k in range(n - 1, -1, -1) if own[id(frames[k])]), None)
        after = next((frames[k] for k in range(n + 1, len(frames)) if own[id(frames[k])]), None)
        if before is not None:
            f.places = f.places + _places_for(before, f)
            f.rules.append("place of the frame before")
        elif lead:
            f.places = list(lead) + f.places
        elif after is not None:
            f.places = f.places + _places_for(after, f)
            if f.s.tokens[max(after.at - 1, f.s.i)].norm not in WHILE:  # "ألغام زرعوها أثناء انسحابهم من …"
                f.rules.append("place of the frame before")


def _fled(f: Frame, lead: PlaceMention, mine: list[PlaceMention]) -> bool:
    """Whether only whereto people fled is told behind where they were: "وفي الجنينة، نزح الآلاف إلى …"."""
    told = f.type == "displacement" and not (lead.weak or lead.anaphor)
    return told and all(p.motion in ("to", "into") for p in mine)


def _in_spite(f: Frame) -> bool:
    """Whether an agreement is told as what the act before it breaks: "تهاجم المنطقة رغم اتفاق وقف إطلاق النار"."""
    before = [t.norm.removeprefix("و") for t in f.s.tokens[max(f.s.i, f.at - IN_SPITE_REACH) : f.at]]
    return f.type == "agreement" and any(norm.endswith("رغم") for norm in before)


ANOTHER_AGREEMENT = ("اتفاق", "تفاهم")  # "إدلب المشمولة باتفاق أستانة": not the one told
IN_SPITE_REACH = 4  # tokens: "على الرغم من وجود اتفاق"


def _more_exact(f: Frame, lead: list[PlaceMention], mine: list[PlaceMention]) -> bool:
    """Whether the places before a frame say more exactly where it was than its own areas do."""
    return (
        all(is_area(p) for p in mine)
        and any(not is_area(p) and not p.weak and not all(apart(p, q) for q in mine) for p in lead)
        and not any(f.s.tokens[k].norm in STOPS for k in range(lead[-1].j, f.at))
    )


def _subject_to(f: Frame, p: PlaceMention) -> bool:
    """Whether an agreement is told to hold for a place: "تخضع إدلب لاتفاق", "تقع المنطقة ضمن اتفاق"."""
    if f.type != "agreement":
        return False
    s = f.s
    held = any(s.tokens[k].norm.lstrip("و") in words("held_by") for k in range(s.i, p.i))
    return held and (f.trigs[0].prep == "ل" or s.tokens[f.at - 1].norm in ("ضمن", "تحت", "الي"))


def _places_for(a: Frame, f: Frame) -> list[PlaceMention]:
    """The places of a frame that hold for another: not where an agreement was made, nor where those who leave go."""
    held = [p for p in a.places if f.type in NEGOTIATED or not names_talks(a.s, p)]
    if f.type in MOVES | {"armed_clash"} or a.type not in MOVES:
        return held
    return [p for p in held if not (p.motion and a.s.tokens[back(a.s, p.i)].norm in place_class("towards"))] or held


def breaks(s: Sentence, a: int, b: int) -> int:
    """How many breaks between clauses stand in tokens[a:b]; less than none where b lies before a."""
    if b < a:
        return -breaks(s, b, a)
    return sum(_is_break(s, k) for k in range(a, b))


def _is_break(s: Sentence, k: int) -> bool:
    tok = s.tokens[k]
    if tok.kind == "p":
        return tok.text in BREAKING
    if tok.norm in STOPS or (k in s.verbs and tok.norm[0] == "و"):
        return True
    told = s.at("speech", k)
    return told is not None and told.entry.row.pos == "verb"


BREAKING = frozenset(["،", ",", "؛", ":", "."])


def _home(s: Sentence, frames: list[Frame], p: PlaceMention) -> Frame | None:
    """The frame a place belongs to: the one before it, or the one behind it where fewer breaks lie between."""
    k = p.i
    home = next((f for f in reversed(frames) if f.at <= k), None)
    nxt = next((f for f in frames if f.at > k), None)
    if home is None or nxt is None:
        return home
    if home.end <= min(m.i for m in nxt.trigs) < k or begun(s, home, nxt, k):
        return nxt
    for c in s.by_kind.get("cue", ()):
        row = c.entry.row
        if (
            row.kind == "light"
            and row.subject in ("target", "place")
            and k < c.i < nxt.at
            and c.i - k <= 6
            and not any(s.tokens[x].text in "،." for x in range(k, c.i))
        ):
            return nxt
    if _undergone(s, home.end, k, nxt.at):
        return nxt
    if (
        any(x in s.verbs and s.at("speech", x) is not None and s.at("trigger", x) is None for x in range(home.end, k))
        and k - home.end > 12
    ):
        return nxt
    behind, ahead = breaks(s, home.end, k + 1), breaks(s, p.j, nxt.at + 1)
    first = s.tokens[k].norm
    opens = s.tokens[max(k - 1, s.i)].norm in ("وفي", "وب") or (first.startswith("وب") and p.prep == "ب")
    opens = opens and not any(s.tokens[x].norm in STOPS for x in range(p.j, nxt.at))
    if opens or (behind > ahead and (p.prep == "ب" or s.tokens[max(k - 1, s.i)].norm == "في") and ahead == 0):
        return nxt
    return home


def begun(s: Sentence, home: Frame, nxt: Frame, k: int) -> bool:
    """Whether what a frame led to is told before token k, and it behind: "…، كما قُتل مدني أمس في دوما بانفجار لغم"."""
    result = next((m.i for m in nxt.results if home.end <= m.i < k), None)
    if result is None or result not in s.verbs or any(s.tokens[x].norm in STOPS for x in range(k, nxt.at)):
        return False
    return breaks(s, home.end, result + 1) > 0


def _undergone(s: Sentence, a: int, k: int, b: int) -> bool:
    """Whether a verb whose event is told behind the place stands before it: "وتعرضت بلدة النيرب لقصف"."""
    return any(
        c.entry.row.kind == "light"
        and c.entry.row.subject in ("target", "place")
        and a <= c.i < k
        and c.i in s.verbs
        and not any(s.tokens[x].text in "؛." for x in range(c.i, b))
        for c in s.by_kind.get("cue", ())
    )


TURNS = frozenset({"بينما", "فيما", "حين", "مقابل", "لكن", "ولكن"})  # another clause, of another event
CONDITIONS = frozenset({"اذا", "لو"})  # if


def _of_another(s: Sentence, a: int, b: int) -> bool:
    """Whether a condition, another clause or what went before stands between: "إذا", "بينما", "بعد دخوله"."""
    for k in range(a, b):
        norm = s.tokens[k].norm
        if (
            norm in CONDITIONS
            or norm in TURNS
            or norm in IN_RETURN
            or (norm.startswith("ول") and norm[2:] in words("dealt_with"))  # "في إدلب ولمواجهة التنظيم في دير الزور"
            or (norm in ("بعد", "عقب", "منذ") and k not in s.covered and k + 1 < b and s.at("trigger", k + 1) is None)
        ):
            return True
    return False


CLAUSE_FAR = 12  # tokens that a word like "فيما" between a weapon and a happening counts as


def _apart(s: Sentence, m: Match, f: Frame) -> int:
    """How far a weapon is told from a happening, another clause between them counted in."""
    a, b = (f.end, m.i) if f.end <= m.i else (m.j, f.at)
    return min(abs(m.i - f.end), abs(f.at - m.j)) + (CLAUSE_FAR if s.has(words("meanwhile"), a, b) else 0)


def _against(s: Sentence, m: Match, f: Frame) -> bool:
    """Whether a weapon helped to beat the happening off: "صدت القوات بإسناد من الطيران هجوماً"."""
    helps = (s.at("cue", k) for k in range(max(s.i, m.i - 2), m.i))
    return any(c is not None and c.entry.row.kind == "support" and foiled_with(s, c, f.at, f.end) for c in helps)


def attach_means(s: Sentence, frames: list[Frame]) -> None:
    """Give each frame the weapon words near it."""
    taken: set[int] = set()
    for m in s.by_kind.get("means", ()):
        if any(k in taken for k in range(m.i, m.j)):
            continue
        taken.update(range(m.i, m.j))
        near = [
            f
            for f in frames
            if f.type
            in STRIKES
            | {
                "killing",
                "assassination",
                "execution",
                "armed_clash",
                "reconnaissance",
                "arrest",
                "destruction",
                "seizure",
                "movement",
            }
        ]
        if near:
            f = min(near, key=lambda f: (_apart(s, m, f), f.at > m.i))
            if min(abs(m.i - f.end), abs(f.at - m.j)) <= 30 and not _against(s, m, f):
                f.means.append(m)
