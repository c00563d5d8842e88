"""Noun phrases that name who acts or suffers, and things that are hit.

A phrase is a head (a named actor, a generic name, a noun of persons, forces or things, a nationality standing for
one) with what belongs to it: adjectives, the owner ("مواقع لتنظيم …", "التابعة ل…"), the group one is of
("ثلاثة عناصر من فرع …"), a person's name after a title.
"""

from __future__ import annotations

from functools import lru_cache

from isnad.arabic.numerals import QuantityMention, postfix_bound
from isnad.arabic.tokens import ARTICLE, CONJ, PREP
from isnad.lexicon.load import Trigger
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.aimed import struck, wrecked
from isnad.mentions.annotate import Sentence
from isnad.mentions.followed import WITHOUT
from isnad.mentions.holders import fly
from isnad.mentions.nounnumber import number_of
from isnad.mentions.nounphrase import Np as Np
from isnad.mentions.nounphrase import described, in_the_air, of_body, with_article
from isnad.mentions.owners import WITH_HOUTHIS
from isnad.mentions.personnames import first_names, person_name, quoted_names
from isnad.mentions.phrase import HEAD_KINDS, grow

ALLIES = frozenset({"faction", "militia", "mercenary", "coalition_n"})  # "فصائله", "مرتزقته": of the side named before
CIVIL_OF = {"civilians": "civilian", "journalists": "journalist", "medics": "medic"}
FIGHTERS = "airforce.x1"  # of party_nouns.csv: aircraft, or women who fight
AIR_FORCES = frozenset({"airforce", "airforce.2"})  # of party_nouns.csv
GUNMAN = "gunman_one"  # of party_nouns.csv
OF_THE_AIR = frozenset({"الجو", "الجوي", "الجويه", "الطيران", "الجوفضاييه"})  # "سلاح الجو", "القوات الجوية"
AIMED_AT, AIM = "site.3", frozenset({"هدف", "بهدف", "لهدف", "الهدف"})  # of party_nouns.csv: a target only where counted
PRESIDENT = frozenset({"رييس", "الرييس"})
BOMBER = "suicide_bomber"
TELLING_MEN = ("sniper", BOMBER)  # of party_nouns.csv: "قناص", "انتحاري" tell what they do, too
DUAL = ("ين", "ان")
SECRET = "سريه"
TO_IT = "اليه"
OTHERS = frozenset({"اخر", "اخرين", "اخرون", "اخري", "اخران", "اخريان", "اخريات", "الباقين", "غيرهم"})
SOLDIER = frozenset({"عسكري", "عسكريا", "وعسكري", "وعسكريا"})  # a noun or an adjective


def find_parties(s: Sentence) -> dict[int, Np]:
    """The noun phrases of a sentence by first token; they may nest, the outer ones are found first."""
    out: dict[int, Np] = {}
    heads = {m.i for kind in HEAD_KINDS for m in s.by_kind.get(kind, ())} | s.quantities.keys()
    named = _named()
    begins = [k for k, norm in enumerate(s.norms[s.i : s.j], s.i) if norm in named]
    heads |= quoted_names(s)
    heads.update([k for k in begins if s.tokens[k].norm not in ANOTHER])
    happened = {k for m in s.by_kind.get("trigger", ()) for k in range(m.i, m.j)}
    end, last = s.i, None
    for k in sorted(heads.union(begins)):
        if k < end:
            continue
        np = parse_np(s, k) if k in heads else _another(s, k, last)
        paired = np is not None and np.conj and last is not None and last.kind == "nat" and last.j == k
        if np is not None and last is not None and _alike(s, np, last):
            np.kind, np.air, np.role, np.of = "noun", last.air, last.role, last.of
        if np is None or (np.kind == "nat" and np.quantity is None and not paired and _adjective(s, k, happened)):
            continue
        if s.tokens[k].norm == WITH_HOUTHIS:
            if last is None or last.j != k or not any("houthi" in _ids(m) for m in last.owners):
                continue
            np.conj, np.owners = True, np.owners[:1]
        if np.head is not None and np.head.entry.id == TERRORIST and last is not None and of_body(s, last, np):
            last.j = np.j
            continue
        if last is None or last.j != k or not (_titled(last, np) or _in_office(s, last, np)):
            out[k] = last = np
        end = max(k + 1, np.j)
    return out


def _alike(s: Sentence, np: Np, last: Np) -> bool:
    """Whether a nationality joined to that of a force is one more of the sort: "الطائرات الروسية والسورية"."""
    if np.kind != "nat" or not np.conj or np.quantity is not None or last.j != np.i or np.definite != last.definite:
        return False
    if not last.air and last.role != "force":
        return False
    if last.kind == "actor":  # "القوات السورية والروسية", a name of which the nationality is the last word
        return (
            last.head is not None
            and last.head.j - last.head.i > 1
            and (last.air or s.at("nat", last.j - 1) is not None)
        )
    return last.kind in ("noun", "generic") and last.owners[-1:] != [] and last.owners[-1].entry.kind == "nat"


def _titled(name: Np, np: Np) -> bool:
    """Whether a phrase says what the man named before it is ("سامر العلي القيادي في …"); it joins his."""
    if name.kind != "name" or np.kind != "noun" or np.role != "person" or not np.definite or np.conj or np.prep:
        return False
    name.j, name.owners, name.actor_id, name.of = np.j, np.owners, np.actor_id, np.of or name.of
    return True


def _in_office(s: Sentence, force: Np, np: Np) -> bool:
    """Whether a phrase names the president whose a force is: "القوات الموالية للرئيس اليمني …"; it joins that."""
    named = force.role == "force" and np.kind == "actor" and not np.conj and not np.prep
    if not named or not any(s.tokens[p].norm.lstrip("ل") in PRESIDENT for p in range(force.i + 1, force.j)):
        return False
    force.j = np.j
    return True


def _another(s: Sentence, k: int, last: Np | None) -> Np | None:
    """One more thing of the sort before, by its owner: "مقراً للشرطة وآخر للجيش"."""
    if last is None or k + 1 >= s.j or k in s.verbs:
        return None
    m = s.at("actor", k + 1) or s.at("generic", k + 1)
    if m is None or m.prep != "ل" or m.bits & CONJ:
        return None
    np = Np(k, m.j, "noun", None, k, last.of, last.role, owners=[m], conj=True)
    return _extend(s, np)


def _ids(m: Match) -> set[str]:
    """The actors that a named side may be."""
    if m.entry.kind == "actor":
        return {a.id for a in m.entry.row}
    rows = m.entry.row if m.entry.kind == "generic" else [m.entry.row]
    return {r.get("resolves") or r.get("mil") or "" for r in rows}


def _adjective(s: Sentence, k: int, happened: set[int]) -> bool:
    """Whether a nationality belongs to an ordinary word before it ("الأراضي اليمنية"), not to an event or by itself."""
    prev = s.tokens[k - 1] if k > s.i else None
    if prev is not None and prev.norm in words("direction"):
        return True  # "شرق سورية"
    if bomber(s, k - 1):
        return True
    if prev is None or prev.kind != "w" or {k - 1, k - 2, k - 3} & happened or s.at("means", k - 1):
        return False
    if k - 1 in s.verbs or any(prev.norm in words(n) for n in ("preposition", "clause", "relative")):
        return False
    if s.at("cue", k - 1) or s.at("speech", k - 1):
        return False
    if prev.norm.endswith(DUAL) and not s.tokens[k].norm.endswith((*DUAL, "ون")):
        return False  # "الرئيسين التركي والفرنسي"
    return prev.norm.lstrip("وبلف").startswith("ال") == s.tokens[k].norm.lstrip("وبلف").startswith("ال")


def bomber(s: Sentence, k: int) -> bool:
    """Whether token k is a man who blows himself up, none of his country's men: "نفذه انتحاري سعودي"."""
    man = s.at("noun", k)
    return man is not None and man.entry.id == BOMBER


def parse_np(s: Sentence, k: int) -> Np | None:
    """The phrase that begins at token k, None where none does."""
    if k in s.covered or (k in s.verbs and s.at("noun", k) is None and s.at("actor", k) is None):
        return None
    if s.norms[k].removeprefix("و") == TO_IT and not s.tokens[k].ta:
        return None  # "إليه": no vehicle, آلية
    if k > s.i and s.norms[k - 1] in words("clad_in"):
        return None  # "مسلحون بزي الشرطة": no policemen
    if k > s.i and s.norms[k - 1] in words("known_from") and "بناء" in s.norms[max(s.i, k - 3) : k - 1]:
        return None  # "بناء على معلومات مديرية الاستخبارات"
    q = s.quantities.get(k)
    if q is not None and q.unit in (None, "weight"):
        np = _counted(s, k, q)
        if np:
            return np
    if q is not None and q.unit is not None and q.unit != "name":
        return None
    head = _head(s, k)
    if head is not None and s.tokens[k].norm == SECRET and (of := s.at("trigger", k - 1)) is not None:
        head = None if of.entry.row.trigger.type in ("talks", "agreement") else head  # "مفاوضات سرية": no company
    if head is not None:
        if head.entry.id == AIMED_AT and s.tokens[k].norm.removeprefix("و") in AIM and not described(s, head.j):
            return None  # "بهدف تأمينها"; but "هدف حيوي"
        before = s.norms[k - 1] if k > s.i else ""
        if s.norms[k].removesuffix("ا") == ARMED and before.lstrip("وبفل").removesuffix("ا") in words("armed_deed"):
            return None  # "اشتباك مسلح": an adjective
        if head.entry.id == TERRORIST and s.norms[k].endswith(("ي", "يه")) and _of_deed(s, k):
            return None  # "التفجير الإرهابي", "الهجمات «الإرهابية»"
        if s.norms[k] in LIKELY and head.j < s.j and s.norms[head.j] in RISING:
            return None  # "عدد القتلى مرشح للارتفاع": no candidate
        if s.norms[k] == TIGHT and k > s.i and s.tokens[k - 1].ta and not before.startswith("ال"):
            return None  # "عملية أمنية محكمة": an adjective, no court
        if s.tokens[k].norm == "مجموعه" and k > s.i and s.tokens[k - 1].norm == "ما":
            return None  # "خطفوا ما مجموعه 14 شخصاً"
        if _saying(s, head, k) or (head.entry.id == "pilot" and k > s.i and s.tokens[k - 1].norm in WITHOUT):
            return None  # "طائرة استطلاع بدون طيار"
        trig = s.at("trigger", k)
        told = trig is not None and trig.j >= head.j and not _only_named(trig, head)
        posts = trig is not None and trig.entry.id == POSTS  # "منصة لإطلاق الصواريخ", "أماكن تموضع"
        moves = trig is not None and trig.entry.row.trigger.type in ("movement", "aid")
        man = head.entry.kind == "noun" and head.entry.id in TELLING_MEN and head.j == k + 1
        hit = posts or (moves and (struck(s, k) or s.norms[k - 1] == "علي"))  # "أطلقت قذائف على تحشدات للجيش"
        hit = hit or (told and _may_be_hit(trig, head) and struck(s, k)) or (trig is not None and wrecked(s, trig))
        if told and head.entry.kind == "noun" and not man and not hit and not _fell(s, k):
            return None
        return _extend(s, _from_head(s, head, k))
    return person_name(s, k)


def _of_deed(s: Sentence, k: int) -> bool:
    """Whether a noun of what was done, with the article, stands right before an adjective at token k."""
    if not s.norms[k].startswith("ال"):
        return False
    p = k - 1 - (k - 1 > s.i and s.tokens[k - 1].kind == "p")  # over a quotation mark
    near = (s.at("trigger", x) for x in (p, p - 1) if x >= s.i)
    return any(m is not None and m.j > p and m.entry.row.pos == "noun" and bool(m.bits & ARTICLE) for m in near)


def _only_named(trig: Match, head: Match) -> bool:
    """Whether what may tell a happening names a thing here: a count, or a phrase of the lexicon, "مسيرات انتحارية"."""
    t: Trigger = trig.entry.row.trigger
    if t.counted or head.prep == "ب":  # "هاجموا بسيارة مفخخة مقراً": what it was done with
        return t.counted
    people = head.entry.kind == "noun" and head.entry.row["role"] == "person" and trig.j == head.j
    if t.cls == "block" and head.entry.kind == "noun" and (people or head.entry.row["of"] == "building"):
        return True  # "قتل مسلحون أسرة", "خيام النازحين"
    phrase = trig.j == head.j and head.j - head.i > 1 and head.entry.kind == "noun"
    return phrase and t.cls in ("block", "weak") and head.entry.row["role"] != "person"


def _may_be_hit(trig: Match | None, head: Match) -> bool:
    """Whether what may tell a happening is whom or what one hits too: "قتل مسلحون رهينة", "استهدف القصف فرناً"."""
    if trig is None or head.entry.kind != "noun":
        return False
    if trig.entry.row.pos == "verb":
        return bool(head.entry.row["role"] == "thing")
    t: Trigger = trig.entry.row.trigger
    return t.type == "detention" or (t.type == "talks" and head.entry.id == "meeting" and not trig.prep)


def _fell(s: Sentence, k: int) -> bool:
    """Whether one who is held is told at token k as dead or hurt: "قُتلت رهينة", "إصابة محتجز"."""
    before, here = s.at("trigger", k - 1) if k > s.i else None, s.at("trigger", k)
    if before is None or here is None or before.entry.row.trigger.figure not in ("killed", "injured"):
        return False
    return here.entry.row.trigger.type == "detention" and before.j == k


def _saying(s: Sentence, head: Match, k: int) -> bool:
    """Whether a word that may be a noun is a verb of telling here: "طالب بالعمل على …" is no student."""
    said = s.at("speech", k)
    if (
        said is None
        or said.entry.row.pos != "verb"
        or head.entry.kind != "noun"
        or head.j != k + 1
        or head.bits & (ARTICLE | PREP)
        or head.j >= s.j
    ):
        return False
    after = s.tokens[head.j].norm
    return after.startswith("بال") or after in ("ان", "بان", "ب")


def _counted(s: Sentence, k: int, q: QuantityMention) -> Np | None:
    if q.construct == "after" and q.head < q.i:
        return None  # "مدنيين اثنين": the noun stands before
    h = q.head if q.construct in ("noun", "of") else q.j
    of_them = q.construct in ("noun", "of") and h < s.j and s.norms[k][0] != "ك"  # "كأحد أخطر الإرهابيين": what he is
    h += of_them and s.norms[h] in words("foremost")  # "أحد أبرز قادة التنظيم"
    if h < s.j and h >= q.j:
        head = _head(s, h, counted=True)
        if head is not None and not (head.prep == "ب" and q.construct == "noun"):  # "توفي أحدهم بالمستشفى"
            np = _from_head(s, head, k)
            np.quantity = q
            if np.kind in ("actor", "generic") and np.role == "force" and q.construct == "of":
                np.role = "person"  # "خمسة من أفراد الجيش"
            if np.role == "person" and (q.quantity.low or 0) > 2:
                np.number = "pl"  # "نحو مئة مسلح"
            if head.entry.id == GUNMAN and np.number == "pl":
                np.actor_id = "unidentified.armed"  # alone the word may be an adjective
            return _extend(s, np)
        trig = s.at("trigger", h)
        if trig and trig.entry.row.trigger.counted:
            np = Np(k, trig.j, "noun", None, h, "person", "person", number="pl", quantity=q)
            return _extend(s, np)
        if s.tokens[h].norm in SOLDIER:
            return _extend(s, Np(k, h + 1, "noun", None, h, "fighter", "person", number="pl", quantity=q))
        if s.tokens[h].norm in OTHERS:
            return Np(k, h + 1, "others", None, h, "", "person", number="pl", quantity=q)
    return None


def _head(s: Sentence, k: int, counted: bool = False) -> Match | None:
    best: Match | None = None
    for kind in HEAD_KINDS:
        m = s.first(kind).get(k)
        if m and (best is None or m.j > best.j or (m.j == best.j and m.bits.bit_count() < best.bits.bit_count())):
            if kind == "nat" and counted is False and not m.bits & ARTICLE and best is not None:
                continue
            best = m
    if (
        best is not None
        and best.entry.kind in ("actor", "generic")
        and best.j == k + 1
        and s.at("nat", best.j) is not None
        and (noun := s.at("noun", k)) is not None
    ):
        return noun  # "القاعدة التركية": a base, not the group called so
    if best is not None and s.norms[k] == BASE and best.j == k + 1 and _is_base(s, k):
        return s.at("noun", k)
    if best is not None and best.entry.kind != "noun" and best.j < s.j and s.norms[best.j] in words("made"):
        return s.at("noun", k)  # "طائرات تركية الصنع": made there, nobody's by that
    if best is not None and best.entry.id == SIDES_OF and k > s.i and s.norms[k - 1] == "من":
        return None  # "… من طرف، وعناصر التنظيم من طرف آخر"
    if best is not None and best.entry.id == TALIBAN and best.j == k + 1 and not _afghan(s):
        return s.at("noun", k) or best  # "قتل أربعة مدنيين، بينهم طالبان": two students
    return best


def _is_base(s: Sentence, k: int) -> bool:
    """Whether "القاعدة" at token k is where troops stay: "سقطت قرب القاعدة", "القاعدة التي تستضيف قوات أجنبية"."""
    if k > s.i and s.norms[k - 1] in words("beside_base"):
        return True
    return k + 2 < s.j and s.norms[k + 1] == "التي" and s.norms[k + 2] in words("base_does")


BASE = "القاعده"
ARMED = "مسلح"
TIGHT = "محكمه"
LIKELY = frozenset({"مرشح", "مرشحه", "مرشحا", "المرشحه", "المرشح"})
RISING = frozenset({"للارتفاع", "للزياده", "للازدياد", "للتصاعد"})
TERRORIST = "terrorist"  # of party_nouns.csv: a man, or an adjective
SIDES_OF = "sides"  # of party_nouns.csv
TALIBAN = "afg.taliban"


def _afghan(s: Sentence) -> bool:
    """Whether anything in the report is of the country or the movement that "طالبان" names."""
    begun = tuple(words("of_taliban"))
    return any(norm.lstrip("وبل").removeprefix("ال").startswith(begun) for norm in s.norms)


def _from_head(s: Sentence, m: Match, i: int) -> Np:
    row = m.entry.row
    np = Np(i, m.j, m.entry.kind, m, m.i, prep=m.prep, conj=bool(m.bits & CONJ), pronoun=m.suffix)
    norm = s.tokens[m.i].norm
    np.definite = bool(m.bits & ARTICLE) or with_article(norm.lstrip("وفبلك"))
    if m.entry.kind == "noun":
        np.of, np.role, np.actor_id = row["of"], row["role"], row["actor_id"]
        np.of = "aircraft" if m.entry.id == FIGHTERS and fly(s, m.j) else np.of
        np.air = np.of == "aircraft" or m.entry.id in AIR_FORCES
        np.allied = bool(m.suffix) and m.entry.id in ALLIES
        np.number = number_of(norm, row["forms"])
        if m.j - m.i > 1 and (nat := s.at("nat", m.j - 1)) is not None and not nat.bits:
            np.owners.append(nat)  # "مدمرة أميركية" is a row of its own
    elif m.entry.kind in ("actor", "generic"):
        np.role = "person" if m.entry.id in CIVIL_OF else "force"
        np.owners.append(m)
        np.number = "pl"
        np.of = CIVIL_OF.get(m.entry.id, "fighter")
        arm = s.norms[m.i + 1] if m.j > m.i + 1 else ""
        np.air = in_the_air(norm) or arm in OF_THE_AIR
        noun = s.at("noun", m.i) if m.j - m.i > 1 else None
        if noun is not None and noun.entry.row["of"] == "vehicle":
            np.kind, np.head, np.role, np.of = "noun", noun, "thing", "vehicle"  # "ثلاث دبابات ميركافا"
            np.number = number_of(norm, noun.entry.row["forms"])
    else:
        np.role = "person"
        np.owners.append(m)
        np.number = "sg"
    return np


def phrase_of(s: Sentence, m: Match) -> Np:
    """The bare phrase of one match, also where a trigger covers it ("فجر انتحاري نفسه")."""
    return _from_head(s, m, m.i)


POSTS = "none_posts"  # of triggers.yaml: what is struck, whatever its second word tells
KIN = frozenset({"family", "family.2", "wife", "mother", "relatives", "kin", "children"})
ANOTHER = frozenset({"واخر", "واخري", "واخران", "واخرين", "واخريين"})  # and another, of the same sort


@lru_cache(maxsize=1)
def _named() -> frozenset[str]:
    """The words of no lexicon kind that a phrase may begin with: those of a person's name, and "وآخر"."""
    return words("person_title") | first_names().keys() | ANOTHER


def _extend(s: Sentence, np: Np) -> Np:
    """Grow the phrase to the right by what belongs to its head; "أفراد من عائلات المقاتلين" are kin."""
    grow(s, np, _from_head, _head)
    if np.kind == "noun" and np.head is not None and np.head.entry.id == BOMBER:
        np.owners = [m for m in np.owners if m.entry.kind != "nat"]  # "انتحاري سعودي"
    if np.kind == "noun" and np.role == "person" and np.owners:
        inside = (s.at("noun", k) for k in range(np.head_at + 1, min(np.owners[0].i, np.j)))
        kin = next((m for m in inside if m is not None and m.entry.id in KIN), None)
        if kin is not None:
            np.head, np.of, np.actor_id = kin, kin.entry.row["of"], "civilians"
    return np


def bound_after(s: Sentence, np: Np) -> str | None:
    """The comparator behind a counted phrase ("على الأقل")."""
    return postfix_bound(s.tokens, np.head_at + 1, s.j)
