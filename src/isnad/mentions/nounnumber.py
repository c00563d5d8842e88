"""Whether a form of a noun is singular, dual or plural, told by the forms of its row."""

from __future__ import annotations

from functools import lru_cache

from isnad.arabic.tokens import variants
from isnad.lexicon.words import words


@lru_cache(maxsize=20_000)
def number_of(norm: str, all_forms: str) -> str:
    """Whether a form of a noun is singular, dual or plural; `all_forms` are those of its row, the singular first."""
    forms = all_forms.split("|")
    for v in variants(norm):
        if v.stem.endswith(("ان", "ين", "تان", "تين")) and len(v.stem) > 4:
            base = v.stem[:-2]
            base = base[:-1] + "ه" if base.endswith("ت") else base
            two_of_many = v.stem.endswith("ان") and any(_plain(f) == v.stem[:-2] + "ون" for f in forms)  # "مسلحان"
            if two_of_many or base[-1:] == "ه" or any(base == f or base == _plain(f) for f in forms):
                sound = v.stem.endswith("ين") and any(
                    _plain(f).endswith("ون") and _plain(f)[:-2] == v.stem[:-2] for f in forms
                )
                return "pl" if sound else "du"
        if v.stem.endswith(("تي", "تا")) and any(v.stem[:-2] + "ه" == _plain(f).split()[0] for f in forms):
            return "du"  # "سيارتي إسعاف", "منصتا إطلاق"
    first = {_plain(f.split()[0]) for f in forms[:1]}
    bare = {v.stem for v in variants(norm)}
    if bare & words("plural_in_ta"):
        return "pl"
    known = {_plain(f.split()[0]) for f in forms}
    of_object = {b[:-1] for b in bare if b.endswith("ا") and not b.endswith("ها")}  # "فدائيا"
    one = first | words("singular") | {w[:-2] for w in known if w.endswith("ون")}
    if (bare | of_object) & one or any(b.endswith("ه") for b in bare if b in {_plain(f) for f in forms}):
        return "sg"
    return "pl"


_PLAIN = str.maketrans("أإآىةؤئ", "اااي" + "هوي")


def _plain(form: str) -> str:
    return form.translate(_PLAIN)
