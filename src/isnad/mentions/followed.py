"""Words that a trigger calls for ("حمل" with "لافتات"), and verbs that are none: which matches stand in a sentence."""

from __future__ import annotations

from functools import partial

from isnad.arabic.tokens import CONJ, FUTURE
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.memory import Table
from isnad.mentions.sentence import Sentence

REACH = 9  # tokens within which a verb's object is looked for
FAR = 18  # as many where only names stand between: "سيطرت القوات الموالية لحكومة الرئيس … على المدينة"
HAD = "قد"
OWNED_REACH = 4  # tokens within which a verbal noun's is: "نقل عشرات المقاتلين", not "انتقال اثنين من … منسوبي قوات"
NO_TELLING = words("called") | words("preposition")  # "فتح رجل يدعى سامر النار", "طائرة من دون طيار"
MOVES = frozenset({"displacement", "movement", "aid"})  # whose subject may stand before the verb
NO_VERBS = frozenset({"noun", "actor", "nat", "source_noun", "trigger"})  # that may look like verbs no lexicon knows
WITHOUT = frozenset({"دون", "بدون", "عدم", "بلا"})
SHALL = frozenset({"سوف", "وسوف", "فسوف", "لسوف", "راح", "رح"})
TANWIN = ("\u064b\u0627", "\u0627\u064b")
THAT_WHICH = frozenset({"التي", "الذي", "الذين"})  # "الصواريخ التي أطلقها المسلحون"
THEREUPON = frozenset({"ان", "بعدما", "عندما", "حين", "ثم", "قبلما"})
CONTROL_IT = "control_it"  # of triggers.yaml: "… وسيطروا عليه"
FALLS = frozenset({"fall_to", "in_hands_of"})  # of triggers.yaml
HAPPENED = ("قع", "وقع", "يقع", "تقع")  # also without the "و" that is part of it
HANDS = frozenset({"يد", "ايدي", "يدي"})
SETS_POST = "sets_post"  # of triggers.yaml
ASIDE = 12  # tokens of an aside between commas


def _looks_verbal(norm: str) -> bool:
    """Whether a word has the shape of the present tense ("ينحدر", "وتأتي", "ستعقد"); months and names have it too."""
    if len(norm) < 4:
        return False
    bare = norm[1:] if norm[0] in "وفس" and norm[1] in "ي" else norm
    return bare[0] == "ي" and len(bare) >= 4 and bare[1] not in "و" and not bare.endswith(("ه", "ات", "ين", "يه"))


verbal_shape = Table(_looks_verbal)


def drop_unfollowed(s: Sentence) -> None:
    """Takes out the triggers that call for a word or a tense which is not there: "حمل" without "لافتات".

    And the verbs that are none, since they have the ending of a noun: "تجمعاً", "هدفاً قاتلاً".
    """
    found = s.by_kind.get("trigger", [])
    verbs = (m for m in found if m.entry.row.pos != "verb" or not s.tokens[m.j - 1].text.endswith(TANWIN))
    kept = [m for m in verbs if not _no_verb(s, m) and _ahead(s, m) and not _inside_noun(s, m) and _followed(s, m)]
    if len(kept) < len(found):
        s.by_kind["trigger"] = kept
        s.starts["trigger"] = {m.i: m for m in reversed(kept)}


def _no_verb(s: Sentence, m: Match) -> bool:
    """Whether a verb is a noun behind "without", "دون تدخل من أحد", or says whose a post is, "عند حاجز أقامته"."""
    if m.entry.row.pos != "verb" or m.i == s.i:
        return False
    return s.tokens[m.i - 1].norm in WITHOUT or (m.entry.id == SETS_POST and m.suffix != "")


def _ahead(s: Sentence, m: Match) -> bool:
    """Whether a verb that tells something in the future alone stands in it: "ستعاقب", "سوف نعاقب"."""
    if m.entry.row.trigger.future is None or m.entry.row.pos != "verb" or m.bits & FUTURE:
        return True
    return m.i > s.i and s.tokens[m.i - 1].norm in SHALL


def _inside_noun(s: Sentence, m: Match) -> bool:
    """Whether a trigger is part of a noun, "ناقلة جند", or a noun behind one of a deed: "استهداف تجمع لجنود"."""
    if any(n.i < m.i and m.j <= n.j for n in s.by_kind.get("noun", ()) if n.i >= m.i - 2):
        return bool(m.entry.row.pos == "verb")
    row = m.entry.row
    if row.pos != "verb" or row.feature != "present" or not row.trigger.past_only:
        return False
    return any(x.j == m.i and x.entry.row.pos == "noun" for x in s.by_kind.get("trigger", ()))


def _followed(s: Sentence, m: Match) -> bool:
    """Whether one of the words that a trigger calls for follows in its clause: "فتحوا أمس النار"."""
    t = m.entry.row.trigger
    if not t.then:
        return True
    if m.entry.id == CONTROL_IT and not _came_to_control(s, m):
        return False
    if m.entry.id in FALLS and _at_their_hands(s, m):
        return False
    moves = t.type in MOVES
    verb = m.entry.row.pos == "verb"
    reach = REACH if verb or t.type != "movement" else OWNED_REACH
    ahead = range(m.j, min(s.j, m.j + reach))
    behind = range(m.i - 1, max(s.i - 1, m.i - REACH), -1)
    had = t.figure == "strikes" and m.i > s.i and s.norms[m.i - 1] == HAD  # "كانت ثلاث قذائف قد سقطت"
    around = t.around or (verb and (moves or (had and not m.suffix)))
    march = t.type == "protest"
    found = _meets(s, ahead, t.then, moves, march) or (around and _meets(s, behind, t.then, moves, march))
    if not found and verb and m.suffix and m.i > s.i and s.tokens[m.i - 1].norm in THAT_WHICH:
        found = _meets(s, range(m.i - 2, max(s.i - 1, m.i - OWNED_REACH), -1), t.then, moves)
    if not found and verb and not moves and t.cls != "block":
        further = _past_aside(s, range(m.j, min(s.j, m.j + FAR)))
        found = (further is not None and _meets(s, further, t.then, moves)) or _far(s, m, ahead)
    if not found:
        return False
    return not t.also or _meets(s, ahead, t.also, moves) or _meets(s, behind, t.also, moves)


def _at_their_hands(s: Sentence, m: Match) -> bool:
    """Whether a deed is what came about: "الهجوم وقع على يد متطرفين", "وقع هجوم …"; not "سقطت على يد المتمردين"."""
    if not s.norms[m.i].removeprefix("و").startswith(HAPPENED):
        return False
    if s.at("trigger", m.j) is not None:
        return True
    return any(s.norms[k] == "علي" and s.norms[k + 1] in HANDS for k in range(m.j, min(s.j, m.j + REACH) - 1))


def _came_to_control(s: Sentence, m: Match) -> bool:
    """Whether ground was taken: "بعد أن سيطروا عليها", "منذ سيطرة الفصيل عليها"; "التي تسيطر عليها" is a state."""
    before = s.tokens[m.i - 1].norm if m.i > s.i else ""
    if m.entry.row.pos != "verb":
        return before in words("past_mark")
    if m.entry.row.feature == "past" and before in THAT_WHICH:
        return True  # "المبنى الذي سيطرت عليه المقاومة قبل يومين"
    return bool(m.bits & CONJ) or before in THEREUPON


def _past_aside(s: Sentence, ahead: range) -> range | None:
    """The words past an aside between commas: "فقد الطفل سامر العلي، البالغ من العمر سبع سنوات، حياته"."""
    opens = next((k for k in ahead if _breaks(s, k)), None)
    if opens is None or s.tokens[opens].text not in "،,":
        return None
    closes = next((k for k in range(opens + 1, min(opens + ASIDE, s.j)) if s.tokens[k].text in "،,"), None)
    return range(closes + 1, min(closes + 3, s.j)) if closes is not None else None


def _far(s: Sentence, m: Match, ahead: range) -> bool:
    """Whether a verb's object stands further on, with nothing but names before it."""
    if any(_breaks(s, k) for k in ahead):
        return False
    beyond = range(ahead.stop, min(s.j, m.j + FAR))
    end = next((k for k in beyond if _breaks(s, k)), beyond.stop)
    return _meets(s, range(beyond.start, end), m.entry.row.trigger.then, moves=False)


def _breaks(s: Sentence, k: int) -> bool:
    """Whether a verb or a mark that ends a phrase stands at token k."""
    t, told, said = s.tokens[k], s.at("trigger", k), s.at("speech", k)
    verb = any(m is not None and m.entry.row.pos == "verb" for m in (told, said))
    shaped = verbal_shape[t.norm] and t.norm not in words("belonging") and not s.begins(NO_VERBS, k)
    return t.text in "،,؛:." or ((verb or shaped) and not _thought(s, k))


def _meets(s: Sentence, span: range, then: frozenset[str], moves: bool, march: bool = False) -> bool:
    """Whether one of the words stands in the span, before the clause ends; particles before it are taken off."""
    forms_of = FORMS_OF_MEN if moves else FORMS
    for k in span:
        t = s.tokens[k]
        told = s.at("speech", k)
        speaks = k != span.start and told is not None and told.entry.row.pos == "verb"
        if t.text in "؛:." or (speaks and t.norm not in NO_TELLING and not _thought(s, k)):
            return False
        deed = s.at("trigger", k)
        if k != span.start and deed is not None and deed.bits & CONJ and deed.entry.row.pos == "verb":
            return False  # "عثرت القوات على منصة وضبطت صاروخين"
        if moves and k > s.i and s.tokens[k - 1].norm in words("of_people"):
            continue  # "وصلت الشظايا إلى منازل الأهالي": not they came
        if not then.isdisjoint(forms_of[t.norm]) and not (march and _of_weapon(s, k)):
            return True
    return False


def _of_weapon(s: Sentence, k: int) -> bool:
    """Whether a word goes on with the name of a weapon: "ندد الوزير باستهداف المطار بطائرة مسيرة": no march."""
    weapon = s.at("means", k - 1) if k > s.i else None
    return weapon is not None and weapon.j > k


def _thought(s: Sentence, k: int) -> bool:
    """Whether it is only thought who men are: "سيطر مسلحون يُعتقد أنهم … على المدينة"."""
    cue, men = s.at("cue", k), s.at("noun", k - 1)
    armed = men is not None and men.entry.row["of"] == "fighter"
    return armed and cue is not None and bool(cue.entry.row.kind == "possible")


def _forms(norm: str, particles: str) -> tuple[str, ...]:
    """A word as it stands, without the particles before it, without its article."""
    bare = norm.lstrip(particles) if len(norm) > 4 else norm
    return tuple(dict.fromkeys((norm, bare, norm.removeprefix("ال"), bare.removeprefix("ال"))))


FORMS = Table(partial(_forms, particles="ولب"))


FORMS_OF_MEN = Table(partial(_forms, particles="وب"))  # "يعود لعائلة" is owned by them
