"""Which places, dates and weapons go with which frame of a sentence."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.gazetteer.load import Gazetteer
from isnad.lexicon.load import Lexicon
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence, annotate
from isnad.mentions.dates import DateMention
from isnad.mentions.parties import Np
from isnad.mentions.places import PlaceMention, find_places, mark_places
from isnad.model import Report
from isnad.read.frames import STRIKES, Frame
from isnad.resolve.places import RANK

TOWNLIKE = frozenset({"camp", "crossing", "quarter", "road", "dam", "village", "town"})  # places, not things hit
STOPS = frozenset(["فيما", "بينما", "حين", "حيث", "كما", "ثم", "لكن", "ولكن", "غير"])


def place_names(nps: dict[int, Np], places: list[PlaceMention]) -> set[int]:
    """The tokens of phrases that are places where they stand ("شرق العراق"), so that they are no parties."""
    return {
        np.i
        for np in nps.values()
        for p in places
        if (np.kind == "actor" and p.name_i <= np.head_at < p.name_j)
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


TITLE_HEAD = 30  # characters by which a title is known again
# Types whose event lies where people or goods come from and go to.
MOVES = frozenset({"displacement", "movement", "aid"})
NOWHERE = frozenset({"agreement", "talks", "threat"})  # they happen where nothing else in their sentence does
HURLED = frozenset({"air_strike", "shelling", "armed_attack"})  # "أُطلقت باتجاه …": where it goes is where it happens
EXACT = 5  # ranks of features below this are points, from it on areas


def attach_places(s: Sentence, frames: list[Frame], places: list[PlaceMention]) -> None:
    """Give each frame the places of its part of the sentence; a place before all frames holds for those without."""
    if not frames:
        return
    lead: list[PlaceMention] = []
    last: tuple[PlaceMention, Frame | None] | None = None
    speakers = [f.voice.speaker for f in frames if f.voice is not None and f.voice.speaker is not None]
    for p in places:
        if p.origin:
            continue
        p.weak = p.weak or any(a <= p.i <= b + 1 for a, b in speakers)  # "قال مصدر أمني في حمص"
        if last is not None and (p.child or p.listed):
            home = last[1]  # a list and what says where it lies stay together
        else:
            home = _home(s, frames, p)
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
            home.places.append(p)
    _pointed_at(s, frames, places)
    for p in lead:
        p.weak = p.weak or p.motion in ("to", "way")
    for f in frames:
        _settle(f)
    _share(frames, lead)


def _pointed_at(s: Sentence, frames: list[Frame], places: list[PlaceMention]) -> None:
    """ "في مخيم الهول حيث يُحتجز …", "… بغداد، حيث قُتل فيها …": the place before holds for what follows."""
    for f in frames:
        head = min(m.i for m in f.trigs)
        back = f.end < s.j and s.tokens[f.end].norm in ("فيها", "فيه", "بها")
        if not back and not (
            head - 1 >= s.i and any(s.tokens[k].norm == "حيث" for k in range(max(s.i, head - 2), head))
        ):
            continue
        last = next((p for p in reversed(places) if p.j <= head and not p.child and not p.origin), None)
        if last is not None and last not in f.places and all(_area(p) or p.child for p in f.places):
            f.places = [last, *f.places]


def _settle(f: Frame) -> None:
    """Mark what is no place of this type of event: where fire comes from, where one comes from or goes."""
    for p in f.places:
        if f.type in MOVES:
            p.weak = p.weak and f.type != "displacement"
            p.anaphor = p.anaphor and p.chosen is None
        elif p.motion:
            p.weak = (
                p.weak
                or p.motion == "way"
                or (p.motion == "from" and f.type in STRIKES)
                or (p.motion == "to" and f.type not in HURLED)
            )


def _share(frames: list[Frame], lead: list[PlaceMention]) -> None:
    """Give frames without a place of their own the lead's, else that of the frame before."""
    own = {id(f): [p for p in f.places if not p.child and not p.weak] for f in frames}
    for n, f in enumerate(frames):
        mine = own[id(f)]
        if mine:
            if (
                n == 0
                and lead
                and all(_area(p) for p in mine)
                and any(not _area(p) and not p.weak for p in lead)
                and not any(f.s.tokens[k].norm in STOPS for k in range(lead[-1].j, f.at))
            ):
                f.places = list(lead) + f.places
            continue
        if f.type in NOWHERE and n:
            continue
        before = next((frames[k] for k in range(n - 1, -1, -1) if own[id(frames[k])]), None)
        after = next((frames[k] for k in range(n + 1, len(frames)) if own[id(frames[k])]), None)
        if before is not None:
            f.places = f.places + before.places
            f.rules.append("place of the frame before")
        elif lead:
            f.places = list(lead) + f.places
        elif after is not None:
            f.places = f.places + after.places
            f.rules.append("place of the frame before")


def _area(p: PlaceMention) -> bool:
    return p.relation == "rural" or (p.chosen is not None and RANK.get(p.chosen.feature, 3) >= EXACT)


def _breaks(s: Sentence, a: int, b: int) -> int:
    """How many breaks between clauses stand in tokens[a:b]; less than none where b lies before a."""
    if b < a:
        return -_breaks(s, b, a)
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
    behind, ahead = _breaks(s, home.end, k + 1), _breaks(s, p.j, nxt.at + 1)
    first = s.tokens[k].norm
    opens = s.tokens[max(k - 1, s.i)].norm in ("وفي", "وب") or (first.startswith("وب") and p.prep == "ب")
    opens = opens and not any(s.tokens[x].norm in STOPS for x in range(p.j, nxt.at))
    if opens or (behind > ahead and (p.prep == "ب" or s.tokens[max(k - 1, s.i)].norm == "في") and ahead == 0):
        return nxt
    return home


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


def attach_dates(s: Sentence, frames: list[Frame]) -> None:
    """Give each frame the date expressions of its part of the sentence; one before all holds for those without."""
    lead = []
    for d in s.dates:
        if no_date(s, d):
            continue
        after = _counted_from(s, frames, d)
        if after is not None:
            after.dates.insert(0, d)
            after.rules.append("date counted back")
            continue
        home = next((f for f in reversed(frames) if f.at < d.i), None)
        if home is None:
            lead.append(d)
            continue
        if any(s.tokens[k].norm in CONDITIONS for k in range(home.end, d.i)):
            continue  # "… إذا لم تغادر قبل الجمعة"
        nxt = next((f for f in frames if f.at > d.i), None)
        if nxt is not None and _ahead(s, home, nxt, d):
            nxt.dates.append(d)
        else:
            _served(frames, home).dates.append(d)
    own = [any(d.expr.kind not in FAINT for d in f.dates) for f in frames]
    for n, f in enumerate(frames):
        if own[n]:
            if n == 0 and lead and 0 <= f.at - lead[-1].j <= 1:
                f.dates.append(lead[-1])  # "نفذت السلطات صباح اليوم حكم …"
            continue
        if lead:
            f.dates += lead
        elif f.dates:
            continue
        elif n and frames[n - 1].dates and _same_breath(s, frames[n - 1], f):
            f.dates = [d for d in frames[n - 1].dates if "date counted back" not in frames[n - 1].rules]
            f.rules.append("date of the frame before")
        elif (
            n + 1 < len(frames)
            and own[n + 1]
            and frames[n + 1].trigs[0].bits & CONJ
            and _same_breath(s, f, frames[n + 1])
        ):
            f.dates = list(frames[n + 1].dates)
            f.rules.append("date of the frame before")


TURNS = frozenset({"بينما", "فيما", "حين", "مقابل", "لكن", "ولكن"})  # another clause, of another event
CONDITIONS = frozenset({"اذا", "لو"})  # if
# Kinds of expressions that say little: a day named at the head of the sentence holds beside them.
FAINT = frozenset({"now", "vague", "carried"})


def no_date(s: Sentence, d: DateMention) -> bool:
    """ "حتى الآن", "بعد أسابيع من …", "الثانية خلال أسبوع": no time of what happened."""
    first = s.tokens[d.i].norm.lstrip("و")
    if d.expr.kind == "now":
        return first in ("حتي", "الي", "لحد")
    if d.expr.kind == "vague":
        return first in ("بعد", "عقب")
    return d.expr.kind in ("span", "period", "since") and any(
        s.tokens[k].norm in words("nth") for k in range(max(s.i, d.i - NTH_REACH), d.i)
    )


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
    before, behind = _breaks(s, home.end, d.i), _breaks(s, d.j, nxt.at + 1)
    framed = s.tokens[d.i - 1].text in "،," and d.j < s.j and s.tokens[d.j].text in "،,"
    if framed:  # set off by commas: "شنّ، في أواخر تموز، غارة"
        before, behind = before - 1, behind - 1
        if s.at("cue", d.i - 2) is not None and nxt.at - d.j <= 3:
            return True
    if nxt.at - d.j <= 3 and _light_before(s, d.i):
        return True
    if s.tokens[d.j].norm in ("قبل", "بعد", "عقب"):
        return False  # "اعتُقل، في أيلول، قبل محاولته تفجير …"
    return before > 0 and behind == 0 and nxt.at - d.j < d.i - home.end


def _light_before(s: Sentence, k: int) -> bool:
    """Whether a verb that only carries the word of the happening stands before k: "شنّ في أواخر تموز غارة"."""
    k -= s.tokens[k - 1].norm in ("في", "خلال", "منذ")
    m = s.at("cue", k - 1) if k > s.i else None
    return m is not None and m.entry.row.kind == "light"


def _counted_from(s: Sentence, frames: list[Frame], d: DateMention) -> Frame | None:
    """The frame that a time is counted from: "بعد يومين من قصف …", "بعد أربعة أيام على هجوم …"."""
    if (
        d.expr.kind not in ("carried", "vague")
        or d.j >= s.j
        or s.tokens[d.j].norm not in ("من", "علي")
        or s.tokens[d.i].norm.lstrip("و") not in ("بعد", "عقب")
    ):
        return None
    return next((f for f in frames if 0 < f.trigs[0].i - d.j <= 2), None)


def _of_another(s: Sentence, a: int, b: int) -> bool:
    """Whether a condition, another clause or what went before stands between: "إذا لم تغادر", "بينما", "بعد دخوله"."""
    for k in range(a, b):
        norm = s.tokens[k].norm
        if (
            norm in CONDITIONS
            or norm in TURNS
            or (norm in ("بعد", "عقب", "منذ") and k not in s.covered and k + 1 < b and s.at("trigger", k + 1) is None)
        ):
            return True
    return False


def _same_breath(s: Sentence, a: Frame, b: Frame) -> bool:
    """Whether what follows goes on with the same time: joined by و, or a result, or told in one clause."""
    if b.trigs[0].bits & CONJ or b.bare:
        return True
    return not any(s.tokens[k].norm in STOPS or s.tokens[k].text in "؛:" for k in range(a.end, b.at))


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
            f = min(near, key=lambda f: (min(abs(m.i - f.end), abs(f.at - m.j)), f.at > m.i))
            if min(abs(m.i - f.end), abs(f.at - m.j)) <= 30:
                f.means.append(m)
