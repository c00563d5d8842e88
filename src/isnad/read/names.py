"""Runs of personal names: "مقتل كل من سامر العلي ونجله خالد" tells two, though no number is said."""

from __future__ import annotations

from isnad.lexicon.match import SKIPPED
from isnad.lexicon.words import is_given, words
from isnad.mentions.annotate import Sentence

OPENING = frozenset("\"“”«‘'„(")
# One of kin, or one near him, with a pronoun: "ونجله", "والدتها", "شقيقهم".
_KIN = (
    "ابن ابنت بنت نجل شقيق شقيقت والد والدت زوج زوجت طفل طفلت ام اب ابي ابو اخ اخي اخو اخت عم عمت خال خالت جد جدت "
    "حفيد حفيدت صهر مرافق سايق حارس صديق زميل رضيع رضيعت"
)
KIN = frozenset(stem + end for stem in _KIN.split() for end in ("ه", "ها", "هم", "هما", "هن"))
# Two of them: "وطفلاه", "ولديها"; "أباه", "أخيه" are one.
TWO_KIN = frozenset(
    stem + end
    for stem in _KIN.split()
    if stem not in ("ام", "اب", "ابي", "ابو", "اخ", "اخي", "اخو")
    for end in ("اه", "اها", "اهم", "اهما", "يه", "يها", "يهم", "يهما")
) | {stem + end for stem in ("ولد",) for end in ("اه", "اها", "اهما", "يه", "يها", "يهما")}
LONGEST_NAME = 7  # words; a longer run is a clause
KNOWN = frozenset(
    {
        "noun",
        "trigger",
        "cue",
        "speech",
        "place",
        "means",
        "source_noun",
        "pw_type",
        "pw_direction",
        "actor",
        "generic",
        "nat",
        "source",
    }
)
NO_NAMES = frozenset({"trigger", "speech", "pw_type", "generic", "actor"})


def name_run(s: Sentence, k: int, sure: bool = False, joined: bool = False) -> tuple[int, int] | None:
    """(end, how many) of the names listed from token k on, None where none begins; `sure` takes unknown words too.

    "أحمد العمر و علاء الأبرش" is two; "كل من: سامر العلي، خالد العلي" too.
    """
    begin = k
    if k < s.j and s.tokens[k].norm.lstrip("ولب") in ("كل", "كلا", "كلا", "كلامن"):
        k += 1
        if k < s.j and s.tokens[k].norm == "من":
            k += 1
        sure = True
    while k < s.j and s.tokens[k].text == ":":
        k += 1
    if joined and k < s.j and s.tokens[k].norm == "و":
        k += 1
    end = _one(s, k, sure, joined)
    if end is None:
        return None
    count = 1
    quoted = s.tokens[k].text in OPENING - {"("}
    while count < 40:
        nxt = _separator(s, end)
        if nxt is None:
            break
        more = _one(s, nxt, sure or quoted or count > 1, joined=True)
        if more is None:
            break
        count, end = count + 1, more
    return (end, count) if end > begin else None


def _separator(s: Sentence, k: int) -> int | None:
    """Where the next name of a list would begin: after a comma, a dash, a bracketed age, a lone و; at a word with و."""
    marked = _past_brackets(s, k) > k  # "سامر العلي (46 عاماً) خالد الحسن (20 عاماً)"
    k = _past_brackets(s, k)
    while k < s.j and (s.tokens[k].text in "،,-–/" or s.tokens[k].text in SKIPPED):
        marked = marked or s.tokens[k].text in "،,-–/"
        k += 1
    if k >= s.j or s.tokens[k].kind != "w":
        return None
    norm = s.tokens[k].norm
    if norm == "و":
        return k + 1 if k + 1 < s.j else None
    return k if marked or norm[0] == "و" else None


def _past_brackets(s: Sentence, k: int) -> int:
    """Past an age behind a name: "(16 عاما)", "/ 16 عاماً", "16 عاما"."""
    age = s.quantities.get(k + (k < s.j and s.tokens[k].text in "/-–"))
    if age is not None and age.unit in ("age", "time"):
        return min(age.j + (age.unit == "time"), s.j)
    if k < s.j and s.tokens[k].text == "(":
        for p in range(k + 1, min(k + 9, s.j)):
            if s.tokens[p].text == ")":
                return p + 1
    return k


def _one(s: Sentence, k: int, sure: bool, joined: bool = False) -> int | None:
    """The end of one name at k; None where there is none."""
    quoted = False
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
        quoted = quoted or s.tokens[k].text in OPENING - {"("}
        k += 1
    if k >= s.j or s.tokens[k].kind != "w":
        return None
    norm = s.tokens[k].norm
    bare = norm if is_given(norm) or not (joined and norm[0] == "و" and len(norm) > 3) else norm[1:]
    titles = words("person_title")
    if joined and bare in KIN:
        return _rest(s, k + 1, quoted)[0]
    if _on(s, k):
        return None
    rank = s.at("noun", k) if joined else None
    titled = (
        bare in titles
        or bare == "الام"
        or (rank is not None and rank.j == k + 1 and bare.startswith("ال") and rank.entry.row["role"] == "person")
        or (bare.startswith("ال") and bare[2:] in titles)
    )
    at = k
    if titled:
        at = k + 1
        while (
            at < s.j
            and at - k < 3
            and (
                s.tokens[at].norm in titles
                or s.tokens[at].norm in ("اول", "ثان", "ثاني")
                or s.tokens[at].text in SKIPPED
            )
        ):
            at += 1
        bare = s.tokens[at].norm if at < s.j else ""
        if at >= s.j or not (is_given(bare) or _unknown(s, at, article=False)):
            return None
    elif not is_given(bare) and not ((sure or quoted) and _unknown(s, k, article=False, norm=bare)):
        return None
    end, n = _rest(s, at + 1, quoted)
    if n == 0 and not (titled or quoted or joined):
        return None
    if n == 0 and not titled and not is_given(bare) and joined and not quoted:
        return None
    return end


def _rest(s: Sentence, k: int, quoted: bool) -> tuple[int, int]:
    """The end of the words that go on with a name, and how many there are."""
    end, n = k, 0
    while k < s.j and n < LONGEST_NAME:
        tok = s.tokens[k]
        if tok.kind == "p" and tok.text in SKIPPED and tok.text not in "()":
            if quoted and n:
                break
            k += 1
            continue
        if tok.kind != "w" or _on(s, k) or not (is_given(tok.norm) or _unknown(s, k, article=True) or _surname(s, k)):
            break
        if tok.norm[0] == "و" and not is_given(tok.norm) and len(tok.norm) > 3:
            break
        k += 1
        end, n = k, n + 1
    return end, n


def _on(s: Sentence, k: int) -> bool:
    """Whether the word is "على" (on), which folds to the name علي."""
    return s.tokens[k].text.rstrip("ًٌٍَُِّْ").endswith("ى") and s.tokens[k].norm == "علي"


def past_name(s: Sentence, k: int, limit: int = 5) -> int:
    """The token past the words that go on with a title at k ("مختار البلدة سامر العلي"), k where none do."""
    end = k
    while end < s.j and end - k < limit:
        tok = s.tokens[end]
        if tok.kind == "p" and tok.text in SKIPPED:
            end += 1
            continue
        town = s.at("pw_type", end) is not None and tok.norm.startswith("ال")
        if (
            tok.kind != "w"
            or _on(s, end)
            or tok.norm[0] == "و"
            or not (town or is_given(tok.norm) or _unknown(s, end, article=True) or _surname(s, end))
        ):
            break
        end += 1
    return end


def sort_of_name(s: Sentence, k: int) -> str:
    """What a man is by the title that his name at token k begins with or stands behind."""
    norm = s.tokens[k].norm
    before = s.tokens[k - 1].norm if k > s.i else ""
    if norm.startswith(("الطفل", "الرضيع")) or before.startswith(("الطفل", "الرضيع")):
        return "child"
    if norm in (
        "العقيد",
        "العميد",
        "اللواء",
        "النقيب",
        "الملازم",
        "الرايد",
        "المقدم",
        "الرقيب",
        "القيادي",
        "القايد",
        "الجنرال",
    ):
        return "fighter"
    if norm in ("الاعلامي", "الصحفي"):
        return "journalist"
    return (
        "woman" if norm in ("الشابه", "السيده", "الشهيده") else "civilian" if norm.startswith("المواطن") else "person"
    )


def _surname(s: Sentence, k: int) -> bool:
    """A word with the article that is a name of origin or trade where a name goes on ("الحلبي", "النجار")."""
    norm = s.tokens[k].norm
    if not norm.startswith("ال") or len(norm) < 5 or k in s.covered:
        return False
    cue = s.at("cue", k)
    if cue is not None and cue.entry.row.kind != "result":  # "الخلف" is a name too
        return False
    return not s.begins(NO_NAMES, k) and norm not in words("clause")


def _unknown(s: Sentence, k: int, article: bool, norm: str = "") -> bool:
    """Whether the word at k is in no lexicon and could be a name."""
    tok = s.tokens[k]
    norm = norm or tok.norm
    if tok.kind != "w" or len(norm) < 3 or k in s.verbs or k in s.covered or k in s.quantities:
        return False
    if s.begins(KNOWN, k):
        return False
    if (
        norm in words("preposition")
        or norm in words("clause")
        or norm in words("relative")
        or norm in words("belonging")
    ):
        return False
    if norm.startswith(("بال", "وال", "لل", "فال", "كال")) or (norm[0] in "بلكفو" and norm[1:] in words("clause")):
        return False
    return article or not norm.startswith("ال")
