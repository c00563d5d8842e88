"""The first look at a report: its sentences, and for each the lexicon matches by kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from isnad.arabic.numerals import find_quantities
from isnad.arabic.sentences import find_quotes, find_verses, split_sentences
from isnad.arabic.tokens import CONJ, tokenize
from isnad.lexicon.load import Lexicon
from isnad.lexicon.match import Match
from isnad.lexicon.words import is_given, words
from isnad.mentions.dates import find_dates
from isnad.mentions.followed import NO_VERBS, TANWIN, drop_unfollowed, verbal_shape
from isnad.mentions.sentence import Sentence as Sentence
from isnad.model import Span

VERBAL = frozenset({"trigger", "cue", "speech"})
ALIKE = frozenset({"قصف", "دك", "ضرب"})  # verb and noun alike: "مخلفات قصف قوات …"
CONDEMNED_REACH = 6  # tokens from a verb of condemning to what is condemned


def annotate(text: str, lexicon: Lexicon, span: Span | None = None, before: int = 0) -> list[Sentence]:
    """All sentences of a text with their matches, in order; of a span of it, where so many sentences stand before."""
    return [_read_on(s, lexicon) for s in _matched(text, lexicon, span, before)]


def annotate_with(kind: str, text: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentences in which something of a kind stands, in order, each read when it is asked for."""
    return (_read_on(s, lexicon) for s in _matched(text, lexicon) if kind in s.by_kind)


def _matched(text: str, lexicon: Lexicon, span: Span | None = None, before: int = 0) -> Iterator[Sentence]:
    """The sentences of a text with what the lexicon has of them, and nothing more."""
    start, end = span or (0, len(text))
    tokens = tokenize(text, start, end)
    norms = [t.norm for t in tokens]
    verses = find_verses(tokens) if "﴿" in text or "{" in text else []
    pauses = ".." in text
    for n, (i, j) in enumerate(split_sentences(text, tokens, end), before):
        if pauses:  # within a sentence dots part as a comma does: "برصاص القوات.. إصابة أربعة"
            for k in range(i, j - 1):
                if tokens[k].text[:2] == "..":
                    tokens[k].text = "،"
        s = Sentence(n, i, j, tokens, norms)
        found = lexicon.matcher.match(tokens, i, j)
        s.add_all(m for m in found if not any(a <= m.i < b for a, b in verses)) if verses else s.add_all(found)
        yield s


def _read_on(s: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence with quantities, dates, quotes and verbs, and without the matches that its words speak against."""
    tokens, i, j = s.tokens, s.i, s.j
    s.quantities = {q.i: q for q in find_quantities(tokens, i, j)}
    outlets = s.by_kind.get("source", ())
    dates = find_dates(tokens, i, j, lexicon.dates)
    s.dates = [d for d in dates if not any(m.i <= d.i and d.j <= m.j for m in outlets)]
    for d in s.dates:
        for k in range(d.i, d.j):
            s.covered[k] = d.j
    _cover_hours(s)
    _number_units(s)
    s.quotes = find_quotes(tokens, i, j)
    drop_unfollowed(s)
    _drop_adjectives(s)
    _prefer_his(s)
    _drop_countries(s)
    _drop_observatory(s)
    _drop_base(s)
    _drop_between(s)
    _drop_counted(s)
    _drop_names(s)
    _take_as_ours(s)
    _drop_offices(s)
    preps = words("preposition")
    for kind in VERBAL:
        for m in s.by_kind.get(kind, ()):
            if _is_verb(m) and tokens[m.i].norm not in preps:
                s.verbs.add(m.i)
    s.verbs -= {m.i for m in s.by_kind.get("trigger", ()) if _verbal_noun(s, m)}
    whose = words("belonging")  # "مسلحون ينتمون إلى …"
    for k in [k for k, norm in enumerate(s.norms[i:j], i) if verbal_shape[norm] and norm not in whose]:
        if k not in s.covered and not s.begins(NO_VERBS, k) and not _named(s, k):
            s.verbs.add(k)
    _cover_asides(s)
    return s


def _cover_asides(s: Sentence) -> None:
    """That it was another operation stands between a verb and its object: "ضبطت في عملية منفصلة مخزناً للأسلحة"."""
    for m in s.by_kind.get("trigger", ()):
        if m.entry.id != OPERATION or m.i - 2 < s.i or m.j >= s.j or s.norms[m.i - 1] != "في":
            continue
        if not s.verbs.isdisjoint(range(max(s.i, m.i - 5), m.i - 1)) and s.norms[m.j] in ANOTHER_ONE:
            for k in range(m.i - 1, m.j + 1):
                s.covered[k] = m.j + 1


def _cover_hours(s: Sentence) -> None:
    """The hour of the clock counts nothing and ends no clause: "عند الساعة 11:30", "الساعة 4.15 عصراً", "11:30 …"."""
    s.hour = _ticked(s)
    for p in range(s.i, s.i + s.hour):
        s.covered[p] = s.i + s.hour
        s.quantities.pop(p, None)
    for k, norm in enumerate(s.norms[s.i : s.j - 1], s.i):
        told = norm in HOUR
        if k in s.covered or not (told or (norm[:1].isdigit() and _clock(s, k))):
            continue
        end = k + told
        while end < s.j and (s.tokens[end].norm.isdigit() or (s.tokens[end].text in ":." and _minutes(s, end))):
            end += 1
        if end == k + 1:
            continue
        for p in range(k, end):
            s.covered[p] = end
            s.quantities.pop(p, None)


def _ticked(s: Sentence) -> int:
    """How many tokens the hour takes that a ticker's line begins with: "10:40 مصدر ميداني: …", "[09:12] – …"."""
    k = s.i + (s.tokens[s.i].text in "([")
    texts = [t.text for t in s.tokens[k : min(k + 3, s.j)]]
    hour = len(texts) == 3 and texts[1] in (":", ".") and texts[0].isdigit() and texts[2].isdigit()
    if not hour or len(texts[0]) > 2 or len(texts[2]) != 2:
        return 0
    k += 3
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in HOUR_ENDS:
        k += 1
    return k - s.i


def _clock(s: Sentence, k: int) -> bool:
    """Whether an hour with its minutes stands at token k: "14:05"."""
    hour, colon, minutes = s.tokens[k], s.tokens[k + 1], s.tokens[k + 2] if k + 2 < s.j else None
    if minutes is None or colon.text != ":" or colon.end != minutes.start or not hour.norm.isdigit():
        return False
    return len(hour.norm) <= 2 and int(hour.norm) < 24 and len(minutes.norm) == 2 and minutes.norm.isdigit()


def _number_units(s: Sentence) -> None:
    """The number of a unit or of a weapon counts nothing: "لواء المشاة 18", "اللواء 40", "صاروخ فادي 2"."""
    for k in list(s.quantities):
        q = s.quantities[k]
        before = [t.norm.removeprefix("و").removeprefix("ال") for t in s.tokens[max(s.i, k - 2) : k]]
        named = before[-1:] and (before[-1] in UNITS or (len(before) > 1 and before[0] in UNITS and before[1] in ARMS))
        named = (named and q.quantity.comparator == "eq") or _names_weapon(s, k)
        if named and s.tokens[k].norm.isdigit():
            del s.quantities[k]


def _names_weapon(s: Sentence, k: int) -> bool:
    """Whether a number is part of a weapon's name: "صاروخ فادي 2", "بقذيفة "ياسين 105""; not "بدر 3 قتلى"."""
    if k < s.i + 2 or s.tokens[k - 1].norm not in words("weapon_models"):
        return False
    nxt = s.tokens[k + 1] if k + 1 < s.j else None
    return nxt is None or nxt.kind == "p" or s.at("noun", k + 1) is None


def _minutes(s: Sentence, k: int) -> bool:
    return k + 1 < s.j and s.tokens[k + 1].norm.isdigit() and s.tokens[k - 1].norm.isdigit()


def _is_verb(m: Match) -> bool:
    row = m.entry.row
    if m.entry.kind == "trigger":
        return bool(row.pos == "verb")
    if m.entry.kind == "speech":
        return bool(row.pos == "verb")
    return bool(row.kind == "light" and m.j == m.i + 1)


def _verbal_noun(s: Sentence, m: Match) -> bool:
    """Whether a word that may be a verb is a noun: its adjective, a preposition or a verb before it shows it.

    "قصف مدفعي", "بعد قصف المدينة", "أدى قصف المتمردين المدينة إلى …", "دان المجلس قصف المتمردين المدينة".
    """
    if s.norms[m.i] not in ALIKE:
        return False
    phrase = m.entry.row.pos == "phrase" and m.j - m.i == 2 and s.norms[m.i + 1].endswith(("ي", "يه"))
    if phrase or m.i == s.i:
        return bool(phrase)
    before = s.norms[m.i - 1]
    return any(before in words(x) for x in ("preposition", "leads", "deed_goes_on")) or _condemned(s, m.i)


def _condemned(s: Sentence, k: int) -> bool:
    """Whether what stands at token k is what somebody condemns: "دان المجلس | قصف المدينة"."""
    near = (s.at("speech", p) for p in range(max(s.i, k - CONDEMNED_REACH), k))
    verb = next((x for x in near if x is not None and x.entry.row.frame == "condemn"), None)
    return verb is not None and verb.entry.row.pos == "verb" and all(s.tokens[p].kind == "w" for p in range(verb.j, k))


OPERATION = "operation"  # of triggers.yaml
ANOTHER_ONE = frozenset({"منفصله", "اخري", "ثانيه", "مماثله", "مشابهه", "نوعيه", "مشتركه", "استباقيه", "امنيه"})
ALONE = "_alone"  # rows of party_nouns.csv that are adjectives but where something is done to the man
UNITS = frozenset({"لواء", "فرقه", "فوج", "كتيبه", "سريه", "وحده"})
ARMS = frozenset({"مشاه", "مدرع", "مدرعه", "الي", "اليه", "مظلي", "مظليين", "خاصه", "حشد", "شرطه", "حدود"})
HOUR_ENDS = frozenset(")]|:-–—•")
HOUR = frozenset({"الساعه", "بالساعه", "للساعه", "ساعه"})
AMONG = frozenset({"بينهم", "احد", "بينهما"})
ON_REACH = 5  # tokens between a verb and the "على" before whom it was done to
DONE_TO_MEN = frozenset({"killed", "injured", "captured", "casualties"})


def _drop_adjectives(s: Sentence) -> None:
    """Takes out words that are adjectives more often than men: "قصف عسكري"; not in "مقتل عسكري", "أحد عسكريي"."""
    found = s.by_kind.get("noun", [])
    kept = [m for m in found if not m.entry.id.endswith(ALONE) or _done_to(s, m)]
    if len(kept) < len(found):
        s.by_kind["noun"] = kept
        for m in found:
            if m.entry.id.endswith(ALONE) and s.at("noun", m.i) is m and m not in kept:
                del s.starts["noun"][m.i]


def _prefer_his(s: Sentence) -> None:
    """Takes "سائقه", his driver, for no woman: ه is a pronoun where the word is a man's with it."""
    for k, m in s.first("noun").items():
        if m.entry.row["of"] == "woman" and m.j == k + 1 and s.norms[k].endswith("ه") and not s.tokens[k].ta:
            his = (x for x in s.by_kind["noun"] if (x.i, x.j, x.suffix) == (k, k + 1, "ه"))
            s.starts["noun"][k] = next(his, m)


# Folded; an adjective in the accusative is written alike: "جندياً تركياً".
COUNTRIES = ("تركيا", "روسيا", "سوريا", "ليبيا", "بريطانيا", "المانيا", "ايطاليا", "استراليا", "اسبانيا")


def _drop_countries(s: Sentence) -> None:
    """Takes out the nationality where the country is meant, and the country in "جندياً تركياً"."""
    for m in list(s.by_kind.get("nat", ())):
        if not s.tokens[m.i].norm.endswith(COUNTRIES):
            continue
        before = s.tokens[m.i - 1].text if m.i > s.i else ""
        described = before.endswith(TANWIN) or (before.endswith("ا") and s.at("noun", m.i - 1) is not None)
        bare = s.tokens[m.i].norm in COUNTRIES
        man = s.tokens[m.i].text.endswith(TANWIN) or (bare and described)
        wrong = ("actor", "generic", "source") if man else ("nat",)
        for kind in wrong:
            for x in [x for x in s.by_kind.get(kind, ()) if (x.i, x.j) == (m.i, m.j)]:
                s.by_kind[kind].remove(x)
                if s.starts[kind].get(x.i) is x:
                    del s.starts[kind][x.i]


BASE = frozenset(p + "قاعده" for p in ("", "و", "ل", "ب", "ف"))
THE_BASE = frozenset({"القاعده", "والقاعده", "للقاعده", "بالقاعده"})


def _drop_base(s: Sentence) -> None:
    """Takes out al-Qaeda where a base was named before: "هجوم على قاعدة عين الأسد … سقطت قرب القاعدة"."""
    for kind in ("actor", "generic"):
        for k, m in list(s.first(kind).items()):
            if m.j != k + 1 or s.norms[k] not in THE_BASE or s.at("noun", k) is None or _of_group(s, k):
                continue
            if not BASE.isdisjoint(s.norms[:k]):
                _take_out(s, kind, k)


def _of_group(s: Sentence, k: int) -> bool:
    """Whether the group is meant at token k, by its men ("عناصر القاعدة") or by its name before ("تنظيم القاعدة")."""
    men = next((m for p in (k - 1, k - 2) if (m := s.at("noun", p)) is not None), None)
    if men is not None and men.entry.row["role"] != "thing":
        return True
    return any(n == "القاعده" and s.norms[p - 1].lstrip("وبل") == "تنظيم" for p, n in enumerate(s.norms[: k + 1]))


def _take_out(s: Sentence, kind: str, k: int) -> None:
    """Takes out what of a kind begins at token k."""
    s.by_kind[kind] = [x for x in s.by_kind[kind] if x.i != k]
    del s.starts[kind][k]


def _drop_observatory(s: Sentence) -> None:
    """Takes out the Syrian Observatory where another one is named: "المرصد الأمني في كيفو"."""
    for kind in ("source", "actor"):
        for k, m in list(s.first(kind).items()):
            behind = s.norms[k + 1] if k + 1 < s.j else ""
            another = behind.startswith("ال") and behind.endswith("ي") and behind != "الحقوقي"
            if m.entry.id == "sohr" and m.j == k + 1 and another:
                _take_out(s, kind, k)


BETWEEN = frozenset({"بينه", "بينها", "بينهم", "بينهما"})
BORDER = frozenset({"الحدود", "حدود", "الحدوديه", "الحدودي"})  # before "بين" and "مع": states that lie there


def _drop_counted(s: Sentence) -> None:
    """Takes out "asking" where students are counted ("26 طالباً"), and the judiciary of "القضاء على المسلحين"."""
    counted = {q.head for q in s.quantities.values() if q.unit is None and q.construct == "noun"}
    for k, m in list(s.first("speech").items()):
        if k in counted and m.j == k + 1 and s.at("noun", k) is not None:
            s.by_kind["speech"].remove(m)
            del s.starts["speech"][k]
    for k, m in list(s.first("source_noun").items()):
        told = s.at("trigger", k)
        if m.j == k + 1 and told is not None and told.j > m.j:
            s.by_kind["source_noun"].remove(m)
            del s.starts["source_noun"][k]


def _drop_offices(s: Sentence) -> None:
    """Takes out the doubt that is part of an office's name: "قال الادعاء العام إن …"."""
    for kind, column in (("speech", "frame"), ("cue", "kind")):
        for k, m in list(s.first(kind).items()):
            office = s.at("source_noun", k)
            if office is not None and office.j > m.j and getattr(m.entry.row, column) == "doubt":
                _take_out(s, kind, k)


def _drop_between(s: Sentence) -> None:
    """Takes out "بيّن", made clear, where it is "between": "اشتباكات بينها وبين الفصائل"."""
    for k, m in list(s.first("speech").items()):
        norm = s.tokens[k].norm
        if norm in BETWEEN or (norm == "وبين" and k > s.i and s.tokens[k - 1].norm in BETWEEN):
            s.by_kind["speech"].remove(m)
            del s.starts["speech"][k]


def _take_as_ours(s: Sentence) -> None:
    """Reads "نا" as who did it where the one it was done to follows: "قتلنا سبعة منهم", not "هاجمنا المتمردون"."""
    found = s.by_kind.get("trigger", [])
    for n, m in enumerate(found):
        if m.suffix != "نا" or m.j >= s.j or m.entry.row.feature != "past":
            continue
        if not m.entry.row.trigger.patient and s.norms[m.j - 1] != "علي":  # "سيطرنا على"
            continue
        np = s.at("noun", m.j)
        told = s.norms[m.j].startswith("ال") and (np is None or np.entry.row["role"] != "thing")
        if not told and s.tokens[m.j].kind != "p":
            s.ours.add(m.i)
            ours = found[n] = replace(m, suffix="")
            if s.starts["trigger"].get(m.i) is m:
                s.starts["trigger"][m.i] = ours


def _drop_names(s: Sentence) -> None:
    """Takes out the verb or happening that is a man's name behind what he is: "الصحفي ياسر …", "الشابة هاجر …"."""
    for kind in VERBAL:
        for k, m in list(s.first(kind).items()):
            if m.j != k + 1 or not _named(s, k):
                continue
            _take_out(s, kind, k)


def _named(s: Sentence, k: int) -> bool:
    """Whether token k is a given name behind a word with the article for what its bearer is."""
    if k == s.i or not is_given(s.norms[k]):
        return False
    title = s.norms[k - 1].lstrip("ولب")
    noun = s.at("noun", k - 1)
    person = noun is not None and noun.entry.row["role"] == "person"
    return title in words("person_title") or (person and title.startswith("ال"))


def _done_to(s: Sentence, m: Match) -> bool:
    """Whether a word for what is done to men, a number of them, "بينهم" or another man stands right before a word."""
    k = m.i
    if any(q.j == k and q.unit is None for q in s.quantities.values()) or (k > s.i and s.tokens[k - 1].norm in AMONG):
        return True
    if m.bits & CONJ and any(x.j == k and x.entry.row["role"] == "person" for x in s.by_kind.get("noun", ())):
        return True  # "مقتل مدني وعسكري"
    near = k - (ON_REACH if k > s.i and s.norms[k - 1] == "علي" else 0)  # "قضت مفرزة للجيش على إرهابي"
    deeds = s.by_kind.get("trigger", ())
    return any(near <= x.j <= k and x.i < k and x.entry.row.trigger.figure in DONE_TO_MEN for x in deeds)
