"""A noun phrase, and what the spelling of its words tells: which is an object, which may be part of a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from isnad.arabic.numerals import QuantityMention
from isnad.arabic.script import fold_phrase, fold_word
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence

SIDES = frozenset({"actor", "generic", "nat"})
KNOWN = SIDES | {"noun", "trigger", "cue", "speech", "means", "source", "source_noun", "title", "place"}
IN_THE_AIR = ("طيران", "طاير", "مروحي", "مسير", "مقاتلات")  # how a side in the air begins: "مقاتلات التحالف"


@dataclass(slots=True)
class Np:
    """A noun phrase in tokens[i:j]; `owners` are the actors and nationalities named inside, in order."""

    i: int
    j: int
    kind: str
    head: Match | None = None
    head_at: int = 0
    of: str = ""
    role: str = ""
    actor_id: str = ""
    number: str = "sg"
    quantity: QuantityMention | None = None
    owners: list[Match] = field(default_factory=list)
    prep: str = ""
    conj: bool = False
    definite: bool = False
    pronoun: str = ""
    name: tuple[int, int] | None = None
    air: bool = False
    allied: bool = False  # "المتحالفة معها", "الموالية لها": known only by whom they side with
    theirs: bool = False  # "التابعة له": of the side named before
    others: bool = False  # "الميليشيات الأخرى": none of those named
    patron: Match | None = None  # the side stood with: "الموالية لتركيا"
    said: int = 0  # where its own words end, before a clause that tells whose it is: "سيارة كان يستقلها …"
    suspected: bool = False  # taken as of the side told: "متهمين بالانتماء إلى …"
    group: str = ""  # the name of a group that no lexicon knows


# Kinds of persons that are nobody's: what has a pronoun behind them is done to ("قتل رجل زوجته").
ALONE = frozenset(
    {
        "man",
        "woman",
        "lady",
        "youth",
        "child",
        "boy",
        "girl",
        "citizen",
        "civilian",
        "person",
        "gunman_one",
        "soldier",
        "officer",
    }
)
# Nouns of party_nouns.csv that are adjectives behind a side: "التنظيم الإرهابي", "التحالف العسكري".
DESCRIBING = frozenset(
    {
        "terrorist",
        "extremist",
        "rebel",
        "gunman",
        "gunman_one",
        "militiaman",
        "worker",
        "member",
        "serviceman",
        "thief",
        "houthi_m",
        "official",
        "relative",
        "coalition_n",
        "base",
        "occupation",
        "resistance_n",
        "armed_group_n",
        "foreigner",
    }
)


def tanween(text: str) -> bool:
    """Whether a word is written as an indefinite accusative ("منزلاً")."""
    return text.endswith(("\u064b\u0627", "\u0627\u064b"))


def with_article(norm: str) -> bool:
    """Whether a folded word begins with the article: "الآليات"; not "آليات", "ألغام"."""
    return norm.startswith("ال") and norm not in words("own_al")


def accusative(s: Sentence, np: Np) -> bool:
    """Whether spelling shows an object: "طبيباً", "مقاتلين", "جنديين"."""
    if np.quantity is not None and np.quantity.i < np.head_at:
        return False  # "هاجم مئات المستوطنين", "50 مسلحاً": the noun's ending is its number's doing
    tok = s.tokens[np.head_at]
    bare = tok.text.rstrip("\u064b")
    return (
        (tok.text != bare and tok.norm.endswith("ا"))
        or tok.text.endswith("ًا")
        or (np.number in ("pl", "du") and tok.norm.endswith("ين"))
        or (np.kind == "nat" and tok.norm.endswith("يين"))
        or (np.kind == "noun" and np.head is not None and lengthened(s, np.head))
    )


def lengthened(s: Sentence, m: Match) -> bool:
    """Whether a noun stands with the alif of the accusative, the sign above it left out: "مدنيا"."""
    norm = s.tokens[m.i].norm
    return norm.endswith("ا") and not m.suffix and norm[:-1] in _first_words(m.entry.row["forms"])


@lru_cache(maxsize=4096)
def _first_words(forms: str) -> frozenset[str]:
    """The folded first words of a noun's forms."""
    return frozenset(fold_word(form.split()[0]) for form in forms.split("|"))


def done_to(s: Sentence, who: Np, whom: Np) -> bool:
    """Whether two persons stand side by side as subject and object: "قنص مسلح طفلاً", "قتل رعاة أربعة مزارعين"."""
    one = who.number == "sg" or (who.number == "pl" and whom.quantity is not None)
    plain = not accusative(s, who) and who.quantity is None and one
    told = accusative(s, whom) or whom.quantity is not None or bool(whom.pronoun and not who.definite)
    joined = whom.conj or s.tokens[whom.i].norm.startswith("و")  # "جندي وستة مسلحين"
    marked = told and not whom.prep and not joined
    men = whom.role == "person" or (whom.role == "force" and whom.quantity is not None)  # "أربعة جنود إسرائيليين"
    return plain and marked and who.role == "person" and men and whom.i == who.j


def unknown_word(s: Sentence, k: int) -> bool:
    """Whether a token is a word that no lexicon and no closed class knows: it may be part of a name."""
    tok = s.tokens[k]
    if tok.kind != "w" or k in s.verbs or k in s.covered or k in s.quantities:
        return False
    norm = tok.norm
    if (
        norm in words("preposition")
        or norm in words("relative")
        or norm in words("clause")
        or norm in words("belonging")
        or norm in words("siding")
        or norm == "و"
    ):
        return False
    return not s.begins(KNOWN, k)


def of_body(s: Sentence, last: Np, np: Np) -> bool:
    """Whether a word for an outlaw is an adjective of the body named before: "عناصر التنظيم الإرهابي"."""
    plain = np.definite and last.j == np.i and not np.conj and not np.prep and np.quantity is None and np.number == "sg"
    return plain and not np.owners and s.norms[last.j - 1].lstrip("وبلف").startswith("ال")


def described(s: Sentence, k: int) -> bool:
    """Whether an adjective of one thing stands at token k: "هدف حيوي", "هدفاً عسكرياً", "هدف إسرائيلي"."""
    norm = s.tokens[k].norm if k < s.j else ""
    return len(norm) > 3 and norm.endswith(("ي", "يا")) and not norm.startswith("ال")


def in_the_air(name: str) -> bool:
    """Whether a name is of a side in the air: "طيران التحالف", "مقاتلات الناتو"."""
    return fold_phrase(name).lstrip("ولبفك").removeprefix("ال").startswith(IN_THE_AIR)
