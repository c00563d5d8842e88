"""Words of war that tell of none: sickness, accidents, what wind and water do, and figures of speech."""

from __future__ import annotations

from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.followed import FORMS
from isnad.mentions.nounphrase import SIDES
from isnad.read.frames import CAUSES, STRIKES, row_of
from isnad.read.telling import QUOTES

OVERTURNS = frozenset({"انقلاب", "بانقلاب", "لانقلاب", "تدهور", "بتدهور"})  # what vehicles do by themselves
VEHICLES = ("مركب", "سيار", "الي", "شاحن", "حافل", "عرب", "دباب", "جيب", "ناقل", "مدرع", "دراج", "باص")
CASES_OF = frozenset({"حالات", "حاله", "اعراض"})  # "بحالات تسمم"
SICK_REACH = 10  # tokens from "إصابة" to "بأمراض"
FIGURES = STRIKES - {"suicide_attack"} | {"armed_clash", "territory", "agreement", "movement"}
FIGURE_REACH = 4  # tokens from "المعركة" to "ضد الوباء"
DONE_BY_NATURE = frozenset({"destruction", "displacement", "killing", "territory"})
HIT = "hit"  # of triggers.yaml
OPERATED = frozenset({"operation", "campaign", "security_op"})  # of triggers.yaml


def taken_part_in(s: Sentence, m: Match) -> bool:
    """Whether an operation only says what a force is there for: "القوة المشاركة في عمليات التحالف"."""
    if row_of(m).id not in OPERATED or m.i - 2 < s.i or s.norms[m.i - 1] not in ("في", "ضمن"):
        return False
    return s.norms[m.i - 2].removeprefix("و") in words("taking_part")


def sick(s: Sentence, m: Match) -> bool:
    """ "الإصابة بالتهاب الكبد", "قُتلوا في حادث سير", "توفي جراء السيول": sickness, accidents, nature, not war."""
    if row_of(m).figure not in ("injured", "killed"):
        return False
    before = [t.norm for t in s.tokens[max(s.i, m.i - SICK_REACH) : m.i]]
    ill = words("sickness") | words("fright")
    if _frightened(s, m):
        return True
    if m.entry.row.pos == "noun" and any(w[:1] == "ب" and w[1:] in words("sickness") for w in before):
        return True  # "عدد المصابين بالحصبة ارتفع إلى 120 إصابة"
    for k in range(m.j, min(m.j + SICK_REACH, s.j)):
        norm = s.tokens[k].norm
        if (s.tokens[k].kind == "p" and s.tokens[k].text not in QUOTES) or (k in s.verbs and not _hurt(s, k)):
            break
        if norm[:1] == "ب" and norm[1:] in ill:
            return True
        if (norm == "ب" and k + 1 < s.j and s.tokens[k + 1].norm in ill) or _case_of(s, k, ill):
            return True
        if norm in OVERTURNS and k + 1 < s.j and s.tokens[k + 1].norm.startswith(VEHICLES):
            return True
        if (
            norm.lstrip("ب") in ("حادث", "حادثه", "حوادث")
            and k + 1 < s.j
            and s.tokens[k + 1].norm in words("on_the_road")
        ):
            return True
    told = any(_of_nature(s, k) for k in range(s.i, s.j))
    return (told or any(t.norm in words("disaster") for t in s.tokens[s.i : m.i])) and not _struck(s)


def _frightened(s: Sentence, m: Match) -> bool:
    """ "أصاب الذعر السكان", "أصابتهم حالة من الخوف": nobody is hurt."""
    return m.j < s.j and (s.norms[m.j] in words("fright") or _case_of(s, m.j, words("fright")))


def _case_of(s: Sentence, k: int, of: frozenset[str]) -> bool:
    """Whether a case of one of these words stands at token k: "بحالات تسمم", "حالة من الهلع"."""
    if s.norms[k].lstrip("ب") not in CASES_OF or k + 2 >= s.j:
        return False
    return s.norms[k + 1 + (s.norms[k + 1] == "من")] in of


def figurative(s: Sentence, m: Match) -> bool:
    """Whether a word of war is a figure of speech: "المعركة ضد الوباء", "قصف مرماه", "السيطرة على الحريق"."""
    type_ = row_of(m).type
    if type_ not in FIGURES or (type_ == "explosive" and _blown_up(s, m)):
        return False
    near: list[str] = []
    side = s.at("actor", m.j) if m.j < s.j else None  # "الجيش المالي" has to do with no money
    for k in range(m.j, min(m.j + FIGURE_REACH, s.j)):
        if s.tokens[k].kind != "w" or len(near) > (m.entry.row.pos == "verb"):  # behind a verb, its subject may stand
            break
        if s.tokens[k].norm not in words("spread") and not (side is not None and side.i < k < side.j):
            near.append(s.tokens[k].norm)
    return any(_is_figure(type_, (*FORMS[norm], norm.removesuffix("ا"))) for norm in near)


def _blown_up(s: Sentence, m: Match) -> bool:
    """Whether somebody blew a thing up, that did not do so by itself: "فجر مسلحون أنبوب نفط"."""
    if (
        m.entry.row.pos != "verb"
        or m.j >= s.j
        or not s.tokens[m.i].norm.lstrip("و").startswith(("فجر", "يفجر", "تفجر"))
    ):
        return False
    who = s.at("noun", m.j)
    return s.begins(SIDES, m.j) or (who is not None and who.entry.row["role"] != "thing")


def _is_figure(type_: str | None, near: tuple[str, ...]) -> bool:
    """Whether a word that stands by one of war tells that it is no war."""
    if type_ == "explosive":
        return not words("blows_up_itself").isdisjoint(near)
    if type_ == "territory":
        return not (words("uncontrolled") | words("unwarlike")).isdisjoint(near)
    return not words("unwarlike").isdisjoint(near)


def by_nature(s: Sentence, m: Match) -> bool:
    """Whether wind, water or a fire did it: "ضربت الرياح الساحل ودمرت القوارب"."""
    if row_of(m).type not in DONE_BY_NATURE:
        return _by_wind(s, m)
    near = s.tokens[s.i : min(m.j + 1, s.j)]
    return any(not words("forces_of_nature").isdisjoint(FORMS[t.norm]) for t in near) and not _struck(s)


def _struck(s: Sentence) -> bool:
    """Whether a sentence has a word of an attack."""
    return any(row_of(x).type in STRIKES and not _by_wind(s, x) for x in s.by_kind.get("trigger", ()))


def _by_wind(s: Sentence, m: Match) -> bool:
    """Whether a force of nature is what hit: "ضربت الرياح الميناء"."""
    if m.entry.id != HIT or m.j >= s.j:
        return False
    return not words("forces_of_nature").isdisjoint(FORMS[s.tokens[m.j].norm])


def _of_nature(s: Sentence, k: int) -> bool:
    """Whether token k says that someone drowned or starved, or that a flood, a fire or hunger was the cause."""
    if s.tokens[k].norm in words("drowned"):
        return True
    near = [s.tokens[p].norm for p in range(k + 1, min(k + 3, s.j)) if s.tokens[p].kind == "w"]
    if s.tokens[k].norm == "من":
        return bool(near) and near[0] in words("nature")  # "من الجوع"
    return s.tokens[k].norm in CAUSES and any(w in words("nature") or w in words("sickness") for w in near)


def _hurt(s: Sentence, k: int) -> bool:
    """Whether a verb only goes on with who was hurt: "قُتل جندي وأصيب آخر جراء انقلاب مركبتهما"."""
    return any(x.i == k and row_of(x).figure in ("killed", "injured") for x in s.by_kind.get("trigger", ()))
