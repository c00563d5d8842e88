"""How many a noun phrase is: by its number, a number behind it, a dual, a singular, a list of names."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from isnad.arabic.numerals import apply
from isnad.arabic.script import fold_word
from isnad.arabic.tokens import ARTICLE, CONJ, Token
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import OTHERS, Np, bound_after
from isnad.model import Quantity
from isnad.read.names import KIN, TWO_KIN, name_run

ONE, TWO, SOME, NONE = Quantity(1, 1, "eq"), Quantity(2, 2, "eq"), Quantity(2, None, "some"), Quantity(0, 0, "eq")
FAMILIES = ("family", "household")  # one of them is several people
CASUALTY_NOUNS = ("dead", "wounded", "martyr", "victim", "body", "nameless")
UNARMED = frozenset({"civilians", "journalists", "medics"})
ORDINALS = frozenset(
    {"الثاني", "الثانيه", "الثالث", "الثالثه", "الرابع", "الرابعه", "ثالث", "ثالثه", "رابع", "رابعه", "ثان", "ثانيه"}
)
# What joins as و does: "إضافة إلى مستودع".
BESIDES = frozenset({("اضافه", "الي"), ("بالاضافه", "الي"), ("فضلا", "عن"), ("علاوه", "علي")})
ANOTHER = frozenset({"اخر", "اخري", "الاخر", "الاخري", *ORDINALS})  # one more of the sort before
TWO_MORE = frozenset({"اخران", "اخريان"})
RESCUERS = frozenset({("الدفاع", "المدني"), ("الخوذ", "البيضاء"), ("الهلال", "الاحمر"), ("الصليب", "الاحمر")})
AS_MANY = frozenset({"مثلهم", "مثلهن", "مثلهما"})


@dataclass(frozen=True, slots=True)
class Reach:
    """A sentence with its phrases and what is counted already (first tokens of numbers and phrases)."""

    s: Sentence
    nps: dict[int, Np]
    taken: set[int]


def quantity_of(s: Sentence, np: Np) -> Quantity:
    """The number of a noun phrase: told, or implied by a dual or a singular; a bare plural is "some".

    "3 مدنيين" 3, "مدنيين اثنين" 2, "طفلان" 2, "امرأة" 1, "الصحفيين أحمد العمر وعلاء الأبرش" 2, "عائلة" some.
    """
    if np.quantity is not None:
        return _bound(s, np, np.quantity.quantity)
    after = _number_after(s, np) or _made_up_of(s, np) or _their_number(s, np)
    if after is not None:
        return _bound(s, np, after)
    number = number_of(s, np)
    if number == "pl" and np.head is not None and np.role == "person":
        run = name_run(s, past_origin(s, np.head.j))
        if run is not None and run[1] > 1:
            return Quantity(run[1], run[1], "eq")
    return {"sg": _bound(s, np, ONE), "du": _bound(s, np, TWO)}.get(number, SOME)


def past_origin(s: Sentence, k: int) -> int:
    """The token past the nationality said of several before their names: "الصحفيين التونسيين سامر العلي وخالد …"."""
    nat = s.at("nat", k) if k < s.j else None
    return nat.j if nat is not None and nat.bits & ARTICLE and s.norms[k].endswith("ين") else k


def number_of(s: Sentence, np: Np) -> str:
    """ "sg", "du" or "pl", by the form, its vowel sign ("عاملَين" is a dual) and the sort of noun."""
    tok = s.tokens[np.head_at]
    if np.head is not None and np.head.entry.kind == "noun" and np.head.entry.id.split(".")[0] in FAMILIES:
        return "pl"
    cousin = (
        np.head is not None
        and np.head.j - np.head.i == 2
        and tok.norm.lstrip("و") in ("ابن", "ابنه", "بنت")
        and np.quantity is None
    )
    if cousin or tok.norm in KIN or tok.norm[1:] in KIN:
        return "sg"  # "ووالدته"
    if tok.norm in TWO_KIN or tok.norm[1:] in TWO_KIN:
        return "du"  # "وطفلاه"
    if tok.norm.lstrip("وبلف") in words("collective"):
        return "pl"
    if any(e in tok.text for e in ("\u064eي\u0652ن", "\u064eين", "\u064e\u0651ين", "\u0651\u064eين")):  # َين
        return "du"
    if np.kind == "nat":
        return _people(tok.norm)
    if np.kind in ("actor", "generic") and np.of != "vehicle":
        return "sg" if is_person(np) else "pl"
    if (
        np.kind == "noun"
        and np.head is not None
        and tok.norm.endswith("ان")
        and len(tok.norm) > 5
        and _has_form(np.head, tok.norm.removeprefix("و")[:-2] + "ين")
    ):
        return "du"
    if np.role == "thing" and np.number == "sg" and _many_by_shape(tok):
        return "pl"
    if (
        np.role == "thing"
        and np.number == "pl"
        and np.head is not None
        and np.head.j - np.head.i >= 1
        and _one_thing(tok)
    ):
        return "sg"
    if np.number == "du" and "\u0650ين" in tok.text:  # ِين
        return "pl"
    return np.number if np.kind in ("noun", "name", "actor") else "pl"


def _many_by_shape(tok: Token) -> bool:
    """The broken plural of five letters that looks like a singular: أسلحة, أحزمة, أجهزة."""
    bare = tok.norm.lstrip("وب").removeprefix("ال")
    return tok.ta and bare.startswith("ا") and len(bare) == 5


def _one_thing(tok: Token) -> bool:
    """Whether a word's shape says one: "حزاماً", "عبوة"; but أحزمة, أسلحة are many."""
    bare = tok.norm.lstrip("وب").removesuffix("ا")
    several = len(bare) == 5 and bare[0] == "ا" == bare[3]  # "أموالاً", "أغراضاً"
    return ("\u064b" in tok.text and not several) or (tok.ta and not _many_by_shape(tok))


def _has_form(m: Match, form: str) -> bool:
    return any(fold_word(f) == form for f in m.entry.row["forms"].split("|") if " " not in f)


def is_person(np: Np) -> bool:
    """Whether a named actor is one man ("صالح …", known by name)."""
    return (
        np.kind == "actor"
        and np.head is not None
        and np.quantity is None
        and all(a.kind == "person" for a in np.head.entry.row)
    )


def _people(norm: str) -> str:
    """Of a nationality that stands for a person: "إيراني" one, "تونسيان" two, "أفغان" many."""
    if norm.endswith(("يان", "يتان", "يتين")):
        return "du"
    return "sg" if norm.endswith(("ي", "يا", "يه")) else "pl"


def _bound(s: Sentence, np: Np, q: Quantity) -> Quantity:
    after = bound_after(s, np) if q.comparator == "eq" else None
    return apply(after, q.low) if after and q.low is not None else q


def _family(np: Np) -> bool:
    return np.head is not None and np.head.entry.kind == "noun" and np.head.entry.id.split(".")[0] in FAMILIES


def _number_after(s: Sentence, np: Np) -> Quantity | None:
    """The number behind its noun: "مدنيين سوريين اثنين", "أطفالها الـ3", "قذائف عدة"; not "امرأتان من عائلة واحدة"."""
    begin = np.head.j if np.head is not None else np.head_at + 1
    for k in range(begin, min(np.j + 1, s.j)):
        q = s.quantities.get(k)
        if q is not None:
            alone = q.quantity == ONE and _family(np)  # "أفراد أسرة واحدة": more than one
            return q.quantity if q.construct == "after" and q.unit is None and not alone else None
        tok = s.tokens[k]
        if tok.norm == "من" or (s.at("noun", k) is not None and not tok.norm.startswith("ال")):
            return None
    return None


def _made_up_of(s: Sentence, np: Np) -> Quantity | None:
    """How many a family or crew is told to be: "عائلة كاملة من ستة أفراد", "طاقم المروحية المكون من ثلاثة ضباط"."""
    head = s.tokens[np.head_at].norm.lstrip("وبل")
    if not _family(np) and head.removeprefix("ال") not in words("collective"):
        return None
    for k in range(np.head_at + 1, min(np.head_at + MADE_REACH, s.j - 1)):
        if s.tokens[k].text in "،,.؛:(" or k in s.verbs:
            return None
        q = s.quantities.get(k + 1)
        if s.tokens[k].norm == "من" and q is not None and q.unit is None and q.construct in ("noun", "of"):
            counted = s.at("noun", q.head) if q.head < s.j else None
            return q.quantity if counted is not None and counted.entry.row["role"] == "person" else None
    return None


def _their_number(s: Sentence, np: Np) -> Quantity | None:
    """The number that is said of them behind their phrase: "أفراد العائلة وعددهم ثمانية"."""
    for k in range(np.j, min(np.j + 3, s.j - 1)):
        if s.tokens[k].norm.removeprefix("و") in words("their_number"):
            q = s.quantities.get(k + 1)
            return q.quantity if q is not None and q.unit is None else None
    return None


MADE_REACH = 6  # words from a family to "من" and how many they are


def of_phrase(np: Np, s: Sentence | None = None) -> str:
    """What a phrase counts: the sort of its noun, or of the side it is taken from ("ثلاثة من عناصر التنظيم")."""
    of = np.of or ("" if np.kind == "others" else "person")
    if own_man(s, np) and np.role == "person" and of in ("person", "civilian", ""):
        return ""  # "اثنان من زملائه" are of the sort of the one before
    near = [t.norm for t in s.tokens[np.i : np.j]] if s is not None else []
    if np.kind == "nat":
        return "person"
    if of in ("person", "fighter", "civilian") and any(pair in RESCUERS for pair in itertools.pairwise(near)):
        return "medic"  # "ثلاثة من عناصر الدفاع المدني"
    if np.role == "force":
        return np.of or "fighter"
    if (
        np.role == "person"
        and of == "person"
        and np.head is not None
        and np.head.entry.id.startswith("official")
        and any(o in ("عسكري", "العسكري", "عسكريا") for o in near)
    ):
        return "fighter"
    if np.head is not None and np.head.entry.id == "individual" and np.pronoun in ("ه", "ها"):
        return "fighter"  # "أحد أفرادها"
    if np.suspected or (np.head is not None and np.head.entry.id.split(".")[0] == "wanted"):
        return of  # whoever they are suspected to work for
    if (
        np.role == "person"
        and of == "person"
        and np.actor_id == "civilians"
        and np.head is not None
        and not np.head.entry.row["actor_id"]
    ):
        return "civilian"  # "سبعة أشخاص من أهالي البلدة"
    if (
        np.role == "person"
        and of == "person"
        and any(
            o.entry.kind in ("actor", "generic") and not str(o.entry.id).startswith("unidentified") for o in np.owners
        )
    ):
        return (
            "civilian" if any(o.entry.id == "civilians" for o in np.owners) or np.actor_id == "civilians" else "fighter"
        )
    return of


# Who goes with a man: his guards, his deputy, his fellows.
COMPANIONS = ("مرافق", "حارس", "حراس", "نايب", "مساعد", "معاون", "زميل", "زملا", "رفيق", "رفاق")


def own_man(s: Sentence | None, np: Np) -> bool:
    """Whether a phrase is of those who go with the one before: "ومرافقه", "ثلاثة من مرافقيه", "ونائبه"."""
    if s is None:
        return False
    tok = s.tokens[np.head_at]
    return tok.norm.lstrip("وب").startswith(COMPANIONS) and tok.norm.endswith(("ه", "ها", "هم", "هما")) and not tok.ta


def owner_of(np: Np | None) -> str | None:
    """The actor id of the side whose men or things a phrase tells, where its words name one side only."""
    if np is None:
        return None
    for m in reversed(np.owners):
        if m.entry.kind == "actor" and len(m.entry.row) == 1 and not str(m.entry.id).startswith("unidentified"):
            return str(m.entry.id)
    return np.actor_id if np.actor_id in ("civilians", "journalists", "medics") else None


def tail_of(s: Sentence, k: int) -> str:
    """ "قتلى من المدنيين", "جرحى في صفوف الجيش": of which sort they are, by the noun behind; "" where unsaid."""
    for p in range(k, min(k + 5, s.j)):
        norm = s.tokens[p].norm
        noun = s.at("noun", p)
        if noun is not None and noun.entry.id.split(".")[0].removesuffix("_f") in CASUALTY_NOUNS:
            continue
        q = s.quantities.get(p + (norm == "و")) if norm[0] == "و" and p == k else None
        hurt = s.at("trigger", q.head) if q is not None and q.head < s.j else None
        if hurt is not None and hurt.entry.row.trigger.counted:
            return tail_of(s, hurt.j)  # "50 قتيلاً و100 جريح في صفوف الجماعة"
        if noun is not None:
            row = noun.entry.row
            return str(row["of"]) if row["role"] == "person" else ("fighter" if row["role"] == "force" else "")
        actor = s.at("actor", p) or s.at("generic", p)
        if actor is not None:
            return "civilian" if actor.entry.id == "civilians" else "fighter"
        if norm not in words("before_whom") and not norm.startswith(("جر", "وجر", "قت")):
            return ""
    return ""


def tail_end(s: Sentence, k: int) -> int:
    """The end of what `tail_of` reads, k where it reads nothing."""
    for p in range(k, min(k + 4, s.j)):
        here = [x for kind in ("noun", "actor", "generic") if (x := s.at(kind, p)) is not None]
        if here:
            m = max(here, key=lambda x: x.j)  # "من مليشيا الحوثي وأربعة …"
            return k if m.bits & CONJ or (m.entry.kind == "noun" and m.entry.row["role"] == "thing") else m.j
        if s.tokens[p].norm not in ("من", "في", "صفوف", "بصفوف", "بين"):
            break
    return k


def other_amount(s: Sentence, k: int, before: Quantity | None) -> Quantity | None:
    """ "آخر", "ثالث" one, "آخران" two, "آخرون" some, "مثلهم" as many as before; None for other words."""
    norm = s.tokens[k].norm
    if norm in AS_MANY:
        return before
    if norm in ANOTHER:
        return ONE
    if norm in TWO_MORE:
        return TWO
    return SOME if norm in OTHERS else None


def next_joined(s: Sentence, k: int) -> tuple[int, bool]:
    """The token where a joined phrase would begin, over marks and a lone و; whether و stands there."""
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED | {"،", ",", "-"}:
        k += 1
    if k + 1 < s.j and s.tokens[k].norm == "و":
        return k + 1, True
    if k + 2 < s.j and (s.tokens[k].norm, s.tokens[k + 1].norm) in BESIDES:
        return k + 2, True
    if to_one(s, k):
        return k + 1, True
    return k, k < s.j and s.tokens[k].norm.startswith("و") and not _own_waw(s, k)


def to_one(s: Sentence, k: int) -> bool:
    """Whether "in addition to" stands at token k, its "to" written with the next word: "إضافة لطفلين"."""
    beside = k + 1 < s.j and s.norms[k].removeprefix("و") in ("اضافه", "بالاضافه")
    return beside and s.norms[k + 1].startswith("ل") and len(s.norms[k + 1]) > 3


def _own_waw(s: Sentence, k: int) -> bool:
    """Whether the و that a word begins with is its own: "وحدات", "واحداً"."""
    if s.tokens[k].norm.startswith("واحد"):
        return True
    here = [m for kind in ("noun", "actor", "generic") if (m := s.at(kind, k)) is not None]
    return bool(here) and not any(m.bits & CONJ for m in here)


def _form_number(norm: str, m: Match) -> str:
    """Singular, dual or plural of a noun found in a lexicon: the first form of a row is the singular."""
    first = fold_word(m.entry.row["forms"].split("|")[0].split()[0])
    stem = norm if norm.startswith(first) else norm.lstrip("وب").removeprefix("ال")
    if stem.endswith(("تين", "تان")) or (stem in (first + "ين", first + "ان")):
        return "du"
    return "sg" if stem in (first, first + "ا") else "pl"


def thing_phrase(s: Sentence, k: int) -> Np | None:
    """The thing named at k where a trigger hides it ("وحزاماً ناسفاً" in a list of weapons)."""
    m: Match | None = s.at("noun", k)
    if m is None or m.entry.row["role"] != "thing":
        return None
    definite = bool(m.bits & ARTICLE)
    tok = s.tokens[m.i]
    number = "sg" if _one_thing(tok) else _form_number(tok.norm, m)
    return Np(
        k, m.j, "noun", m, k, m.entry.row["of"], "thing", number=number, conj=bool(m.bits & CONJ), definite=definite
    )
