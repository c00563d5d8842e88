"""Forms of a lemma, in folded spelling: conjugated verbs, and nouns in number and case.

Only what spelling shows is generated: vowels and doubling are not written, so the passive of most verbs is the
active's spelling. Clitics are not generated; `isnad.arabic.tokens.variants` takes them off.
"""

from __future__ import annotations

from functools import lru_cache

from isnad.arabic.script import fold_word


@lru_cache(maxsize=4096)
def verb_forms(past: str, present: str) -> dict[str, str]:
    """Third-person forms of a verb given in past and present, each with its tense.

    >>> sorted(verb_forms("نفى", "ينفي"))[:4]
    ['تنفي', 'تنفيان', 'نفت', 'نفتا']
    """
    out: dict[str, str] = {}
    p = fold_word(past)
    if past.endswith(("ى", "ا")) and len(p) > 2:  # defective: نفى نفت نفوا نفيا
        root = p[:-1]
        glide = "ي" if past.endswith("ى") else "و"
        forms = [p, root + "ت", root + "وا", root + glide + "ا", root + "تا", root + glide + "ن"]
    elif past.endswith(("ي",)):  # لقي لقيت لقوا
        root = p[:-1]
        forms = [p, p + "ت", root + "وا", p + "ا", p + "تا", p + "ن"]
    else:
        forms = [p, p + "ت", p + "وا", p + "ا", p + "تا", p + "ن"]
    out.update(dict.fromkeys(forms, "past"))
    q = fold_word(present)
    fem = "ت" + q[1:] if q.startswith("ي") else q
    if present.endswith(("ي", "ى", "و")) and len(q) > 3:  # ينفي ينفون ينفيان
        root = q[:-1]
        more = [root + "ون", root + "وا", q + "ان" if not present.endswith("ى") else root + "يان", q + "ا", q + "ن"]
    else:
        more = [q + "ون", q + "وا", q + "ان", q + "ا", q + "ن"]
    forms = [q, fem, *more, *("ت" + m[1:] for m in more if m.endswith(("ان", "ا")))]
    for f in forms:
        out.setdefault(f, "present")
    return out


def future_forms(past: str, present: str, we: bool = False) -> dict[str, str]:
    """The present of all persons, as it stands behind سـ and سوف; `we` for the first person alone.

    >>> sorted(future_forms("عاقب", "يعاقب", we=True))
    ['اعاقب', 'نعاقب']
    """
    q = fold_word(present)
    own = ["ن" + q[1:], "ا" + q[1:]]
    if we:
        return dict.fromkeys(own, "future")
    third = [f for f, tense in verb_forms(past, present).items() if tense == "present"]
    second = ["ت" + f[1:] for f in third if f.endswith(("ون", "وا"))]
    return dict.fromkeys([*own, *third, *second], "future")


@lru_cache(maxsize=4096)
def passive_forms(past: str, present: str) -> dict[str, str]:
    """Passives that are spelt unlike the active: صودر, أعيد, اقتيدوا and أجليت are "passive", يعاد is "present".

    >>> sorted(passive_forms("صادر", "يصادر"))[:3]
    ['صودر', 'صودرا', 'صودرت']
    """
    out: dict[str, str] = {}
    p, q = fold_word(past), fold_word(present)
    if past.endswith(("ى", "ا")) and len(p) > 3:  # أجلى أجلي أجليت
        glide = p[:-1] + "ي"
        out = dict.fromkeys((glide, glide + "ت", glide + "ا", glide + "تا", glide + "ن"), "passive")
    elif len(p) == 4 and p[1] == "ا" and p[0] != "ا":  # صادر صودر
        out = _perfect(p[0] + "و" + p[2:])
    elif len(p) > 3 and p[0] == "ا" and p[-2] == "ا":  # أعاد أعيد, اقتاد اقتيد, استعاد استعيد
        out = _perfect(p[:-2] + "ي" + p[-1])
        if q[-2] == "ي":
            out.update(dict.fromkeys(_imperfect(q[:-2] + "ا" + q[-1]), "present"))
    return out


def _perfect(stem: str) -> dict[str, str]:
    return dict.fromkeys([stem + tail for tail in ("", "ت", "وا", "ا", "تا", "ن")], "passive")


def _imperfect(q: str) -> list[str]:
    both = [q, "ت" + q[1:]]
    return [*both, q + "ون", q + "وا", *(x + tail for x in both for tail in ("ان", "ا")), q + "ن"]


@lru_cache(maxsize=8192)
def noun_forms(singular: str, *plurals: str) -> dict[str, str]:
    """Forms of a noun with their number: "sg", "du" or "pl"; duals with and without the ن of the construct state.

    >>> noun_forms("غارة", "غارات")["غارتين"]
    'du'
    """
    out = {fold_word(singular): "sg"}
    words = singular.split()
    if len(words) == 1:
        s = fold_word(singular)
        stem = s[:-1] + "ت" if singular.endswith(("ة", "ه")) else s[:-1] + "ي" if singular.endswith("ى") else s
        if singular.endswith("اء") and len(s) > 3:
            stem = s
        for tail in ("ان", "ين", "ا", "ي"):
            if tail in ("ا", "ي") and not singular.endswith(("ة", "ه")):
                continue  # غارتا and غارتي are duals; قصفا and قصفي are not
            out.setdefault(stem + tail, "du")
        if not singular.endswith(("ة", "ه", "ى", "ا", "ء")):
            out.setdefault(s + "ا", "sg")  # the accusative: قصفا
    for plural in plurals:
        out[fold_word(plural)] = "pl"
        if plural.endswith(("ون", "ين")):
            base = fold_word(plural)[:-2]
            for tail in ("ون", "ين", "و", "ي"):
                out[base + tail] = "pl"
    return out


def accusative_phrase(phrase: str) -> tuple[str, ...]:
    """The accusative of a noun and its adjective, where spelling shows it; nothing of any other phrase.

    >>> accusative_phrase("قصف جوي")
    ('قصفا جويا',)
    """
    words = phrase.split()
    plain = len(words) == 2 and not any(w.startswith("ال") or w[-1] in "اهتىء" or len(w) < 3 for w in words)
    return (" ".join(f"{w}ا" for w in words),) if plain and words[1].endswith("ي") else ()
