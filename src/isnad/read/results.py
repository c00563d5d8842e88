"""Results ("قُتل", "تدمير"): the happening that they came of, or one of their own where nothing told caused them."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.holders import BEEN
from isnad.mentions.nounphrase import tanween
from isnad.mentions.parties import Np
from isnad.model import BODIES
from isnad.read.frames import ANOTHER_FORCE, CAUSES, KILLING, STRIKES, Frame, row_of
from isnad.read.joining import result_link
from isnad.read.pretexts import alleged

FOUGHT = frozenset({"armed_attack", "armed_clash"})  # what the other side destroyed in these is of them
AND_THAT = frozenset({"وان", "وبان"})  # and that
RETAKE = "retake"  # of triggers.yaml
BY_SHOOTING = "by_shooting"  # of triggers.yaml: how they died
ON_PERSONS = frozenset({*BODIES, "captured"})
CAPTURE = "capture"  # of triggers.yaml
LOST = frozenset({"killing", "destruction"})
DETAINEES = "detainees"  # of triggers.yaml: "9500 أسير يقبعون في السجون"
WHEN = frozenset({"عندما", "حينما"})  # "وقُتل شرطي عندما فجر انتحاري نفسه"
AFTER = frozenset({"بعد", "عقب"})  # "بعد يوم من القصف": a time, no cause
DOERS = frozenset({"force", "person"})
IN_IT = frozenset({"فيه", "فيها", "بداخله", "بداخلها", "عليه", "عليها"})  # "تدمير المقر وقتل من فيه": one happening
# What nobody dies of: "توعد المسلحون بالرد، وقُتل خمسة"
BLOODLESS = frozenset({"threat", "talks", "agreement", "movement", "reconnaissance"})
NO_CAUSE = BLOODLESS | {"protest", "displacement", "arrest", "seizure", "aid"}  # deaths behind "بعد" are no part of it
TOLL_REACH = 14  # tokens from "يرفع إلى" to those counted, and on to since when
LED_REACH = 3  # tokens from "أسفر" to what led to it
ALSO = frozenset({"كما", "فيما", "بينما"})
WITHIN = (["فيها"], ["فيه"], ["خلالها"], ["خلاله"], ["اثرها"])
MEANWHILE = frozenset({"فيما", "بينما", "حين"})
AT_A_TIME = frozenset({"وقت", "حين", "الوقت", "الاثناء", "المقابل", "غضون", "الاطار", "السياق", "سياق"})
BEGUN_REACH = 3  # tokens from "اندلعت" to the fight
BEHIND_REACH = 4  # tokens from "بعد", "رداً على" to the deaths


def hang(s: Sentence, frames: list[Frame], results: list[Match], nps: dict[int, Np]) -> None:
    """Hang results on the frames that caused them; those of none get frames of their own."""
    loose: list[Match] = []
    for r in results:
        told = _set_behind(s, frames, r)
        if told is not None:
            frames.append(_bare(s, r))
            frames[-1].beside = told
            continue
        if _since_long(s, r):
            frames.append(_bare(s, r))
            frames[-1].scope = "aggregate"
            continue
        if _of_another(s, frames, r, nps):
            frames.append(_bare(s, r))
            frames[-1].rules.append(ANOTHER_FORCE)
            continue
        if row_of(r).type == "destruction" and _deed_itself(s, frames, r, nps):
            frames.append(_bare(s, r))
            frames[-1].rules.append(ANOTHER_FORCE)
            continue
        home = _home(s, frames, r)
        if home is None:
            loose.append(r)
        else:
            home.results.append(r)
    if loose:
        frames += _loose(s, loose)


def _home(s: Sentence, frames: list[Frame], r: Match) -> Frame | None:
    """The frame that a result belongs to."""
    right = next((f for f in frames if f.at >= r.j and not alleged(s, f.at)), None)
    right = None if right is not None and was_at_it(s, right) else right
    before = [f for f in reversed(frames) if f.at < r.i and not alleged(s, f.at)]
    if row_of(r).type == "killing":
        before = [f for f in before if f.type not in BLOODLESS]
    if row_of(r).figure in ON_PERSONS:  # in the fight, not by the taking, nor by what it was for
        before = [f for f in before if f.type != "seizure" and not _aim(f)] or before
    left = next(iter(before), None)
    if left is not None and left.trigger.id == RETAKE and not s.by_kind.get("place"):
        left = None  # "حرر 25 من الرهائن وقتل تسعة مسلحين": no ground was taken
    if right is not None and _caused(s, r, right):
        begin = max(s.i, left.at - LED_REACH) if left is not None else r.i
        led = s.norms[r.j : r.j + 1] in WITHIN and left is not None  # "معارك قُتل فيها فتى، كما قُتل آخر برصاص"
        led = led or any(norm.removeprefix("و") in words("leads") for norm in s.norms[begin : r.i])
        return left if led and (_goes_on(s, r.j, right.at) or s.has(AFTER, r.j, right.at)) else right
    if right is not None and any(m.j <= r.i for m in right.trigs):
        return right  # "اقتحمت البلدة وقتلت شاباً واعتقلت آخر": between the raid and its arrests
    if (
        left is None
        and right is not None
        and (
            right.type in STRIKES
            or right.trigger.id == BY_SHOOTING
            or (row_of(r).id == DETAINEES and right.type == "detention")
        )
        and not _breaks(s, r.j, right.at)
        and not any(
            k in s.verbs and s.at("trigger", k) is None and s.tokens[k].norm[0] in "وف" for k in range(r.j, right.at)
        )
    ):
        return right
    if left is not None:
        if _fresh_clause(s, r) and right is None:
            return left if result_link(s, left.end, r.i) else None
        return left
    return None


def was_at_it(s: Sentence, f: Frame) -> bool:
    """Whether a clause only tells what a thing was doing when it was hit: "دمرت الطائرات دبابة كانت تقصف الحي"."""
    verb, k = f.trigs[0].entry.row, f.at - 2
    present = verb.pos == "verb" and verb.feature == "present"
    return present and k >= s.i and s.norms[k + 1] in BEEN and not s.norms[k].startswith("و")


def _aim(f: Frame) -> bool:
    """Whether ground is only to be taken: "شنوا عملية لتحرير المدينة وقتلوا عشرة"."""
    return f.type == "territory" and f.trigs[0].prep == "ل"


def _goes_on(s: Sentence, a: int, b: int) -> bool:
    """Whether tokens[a:b] begin a clause of another matter: "أسفر الهجوم عن مقتل ثلاثة، كما قُتل اثنان بهجوم …"."""
    return any(s.norms[k] in ALSO and k + 1 in s.verbs for k in range(a, b))


def _set_behind(s: Sentence, frames: list[Frame], r: Match) -> Frame | None:
    """The frame that deaths came before or are answered by: "تظاهروا تنديداً بمقتل شاب", "بعد يوم من مقتل ضابط".

    "انتهى الهجوم بعد مقتل خمسة" tells what the attack cost; None where deaths are results.
    """
    if row_of(r).type != "killing" or r.entry.row.pos == "verb" or r.suffix:
        return None
    left = max((f for f in frames if f.at < r.i), key=lambda f: f.at, default=None)
    if left is None or any(f.at >= r.j and _caused(s, r, f) for f in frames):
        return None
    near = [t.norm.removeprefix("و") for t in s.tokens[max(left.end, r.i - BEHIND_REACH) : r.i]]
    broke_out = left.type in FOUGHT and s.has(words("breaks_out"), max(s.i, left.at - BEGUN_REACH), left.at)
    apart = row_of(r).figure == "killed" and (left.type in NO_CAUSE or broke_out or near[-1:] == ["من"])
    after = words("answered_by") | words("came_after") if apart else words("answered_by")
    return None if after.isdisjoint(near) else left


def _since_long(s: Sentence, r: Match) -> bool:
    """Whether the dead of a whole war or year are counted beside those of now: "ما يرفع إلى 2847 عدد القتلى منذ …"."""
    rose = next((k for k in range(max(s.i, r.i - TOLL_REACH), r.i) if s.norms[k] in words("toll_rose")), -1)
    if rose < 0 or not (row_of(r).counted or s.norms[r.i - 1] == "الذين"):
        return False
    now = any(m.i < rose and row_of(m).figure in BODIES for m in s.by_kind["trigger"])
    return now and any(s.norms[d.i] == "منذ" and rose < d.i < r.i + TOLL_REACH for d in s.dates)


def _of_another(s: Sentence, frames: list[Frame], r: Match, nps: dict[int, Np]) -> bool:
    """Whether a further clause tells what another force killed: "إن الطيران أغار على …، وإن الفرقة قتلت عشرات"."""
    left = next((f for f in reversed(frames) if f.at < r.i), None)
    if left is None or r.entry.row.pos != "verb" or any(f.at > r.j for f in frames):
        return False
    meanwhile = s.tokens[r.i - 1].norm.removeprefix("و") in words("meanwhile") and left.type not in FOUGHT
    if meanwhile and r.entry.row.feature != "passive":
        by = nps.get(r.j)  # "أسقط الدفاع الجوي مسيّرة، فيما دمر الطيران مستودعاً"
        if by is not None and by.role == "force" and by.quantity is None and not by.prep and not by.pronoun:
            return nps.get(by.j) is not None
    k = next((k for k in range(left.end, r.i) if s.tokens[k].norm in AND_THAT), -1)
    np = nps.get(k + 1)
    return k >= 0 and np is not None and np.role == "force" and 0 <= r.i - np.j <= 2 and not np.pronoun


def _deed_itself(s: Sentence, frames: list[Frame], r: Match, nps: dict[int, Np]) -> bool:
    """Whether destruction is told as somebody's deed, no result: "لقيام مسلحين بتدمير صهريج", "إحراق مسلحين لعربات".

    So too "دمر الطيران عربة … بعد أن قصف موقعاً": two things were hit one after the other.
    """
    by = nps.get(r.j)
    if r.entry.row.pos == "verb":
        if by is None or by.role != "force" or by.prep or by.pronoun or any(f.at < r.i for f in frames):
            return False
        right = next((f for f in frames if f.at > r.j), None)
        before = right is not None and s.norms[right.at - 2 : right.at] in (["بعد", "ان"], ["قبل", "ان"])
        return before and right is not None and right.type in STRIKES and not right.trigs[0].suffix
    if by is not None and by.j < s.j and s.tokens[by.j].norm[0] == "ل" and by.role in DOERS and not by.prep:
        return nps.get(by.j) is not None or by.j in s.quantities
    if r.prep != "ب":
        return False
    by = next((np for np in nps.values() if np.i < r.i and 0 <= r.i - np.j <= 3 and np.role in DOERS), None)
    if by is None or by.pronoun or any(by.i <= f.at < r.i for f in frames):
        return False
    if by.i - 2 >= s.i and s.norms[by.i - 2] in CAUSES:
        return False  # "قُتل جراء قيام الجنود بتدمير منزله": one happening
    cue = s.at("cue", by.i - 1)
    return cue is not None and cue.entry.row.kind == "light" and cue.entry.row.subject == "actor"


def _caused(s: Sentence, r: Match, f: Frame) -> bool:
    """ "قُتل … جراء قصف": from the result to the trigger runs one clause with a word of cause before the trigger."""
    first = min(f.trigs, key=lambda m: m.i)
    if row_of(r).type == "killing" and (f.type not in KILLING or f.trigger.id == "loot"):
        return False
    if first.prep == "ب" or (first.entry.row.pos != "verb" and first.i == r.j and tanween(s.tokens[first.i].text)):
        head = first.i  # "قُتل قنصاً"
    else:
        head = -1
        for k in range(first.i - 1, max(r.j - 1, first.i - 8), -1):
            norm = s.tokens[k].norm
            if norm == "في" and s.norms[k + 1] in AT_A_TIME:
                break  # "… وسقط جرحى، في وقت قصفت الطائرات البلدة"
            mark = s.tokens[k].text == "،" and k not in s.covered and k - 1 not in s.covered
            if mark and (first.i - k > 2 or first.entry.row.pos == "verb"):
                break  # "بعد هجوم قتل خمسة في الرقة، قصفت الطائرات …"
            if norm.lstrip("و") in CAUSES or norm in WHEN:
                head = k if not (norm.lstrip("و") in AFTER and s.tokens[first.i - 1].norm == "من") else -1
                break
            cue = s.at("cue", k)
            if cue and cue.entry.row.kind == "cause":
                head = k
                break
            if k in s.verbs and s.at("cue", k) is None:
                break
    if head < 0:
        return False
    for k in range(r.j, head):
        cue = s.at("cue", k)
        if cue and cue.entry.row.kind == "result":
            return False
        does = cue is None or (cue.entry.row.kind == "light" and cue.entry.row.subject == "actor")
        if k in s.verbs and not s.at("trigger", k) and does and (s.norms[k][0] == "و" or s.norms[k - 1] in MEANWHILE):
            return False  # "سقط جرحى، وردت الفصائل بقصف …"
    return True


def _fresh_clause(s: Sentence, r: Match) -> bool:
    """Whether the result opens a clause of its own, with a place or a date of its own before it."""
    if not r.bits & CONJ or r.entry.row.pos != "verb":
        return False
    return any(s.at("place", k) is not None or k in s.covered for k in range(r.j, min(r.j + 8, s.j)))


def _loose(s: Sentence, loose: list[Match]) -> list[Frame]:
    """Results with no cause in the sentence: one frame for each run of them."""
    out: list[Frame] = []
    for r in loose:
        t = row_of(r)
        if (
            out
            and r.i - out[-1].results[-1].j <= 25
            and (t.type == out[-1].type or _inside(s, r.j) or _taken_alive(r, out[-1]))
            and not _breaks(s, out[-1].results[-1].j, r.i)
        ):
            out[-1].results.append(r)
            continue
        out.append(_bare(s, r))
    return out


def _taken_alive(r: Match, f: Frame) -> bool:
    """Whether those taken are told in one breath with what else was lost: "مقتل 47 وأسر 5", "قتل منهم 161 وأسر 45"."""
    return row_of(r).id == CAPTURE and bool(r.bits & CONJ) and f.type in LOST


def _bare(s: Sentence, r: Match) -> Frame:
    """A frame of a result alone."""
    t = row_of(r)
    f = Frame(s, r.i, r.j, [r], t.type or "killing", results=[r], bare=True)
    f.rules.append(f"result:{t.id}")
    return f


def _inside(s: Sentence, k: int) -> bool:
    """Whether "من فيه" stands at token k: those in what was hit."""
    return k + 1 < s.j and s.tokens[k].norm == "من" and s.tokens[k + 1].norm in IN_IT


def _breaks(s: Sentence, a: int, b: int) -> bool:
    return any(s.tokens[k].norm in ("فيما", "بينما", "كما", "حين") or tells(s, k) for k in range(a, b))


def tells(s: Sentence, k: int) -> bool:
    """Whether a verb of telling stands at token k."""
    m = s.at("speech", k)
    return m is not None and m.entry.row.pos == "verb"
