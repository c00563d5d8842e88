"""What the desk says, in Arabic and English; the table is `data/words.csv`, a row for each phrase."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

LANGUAGES = ("ar", "en")


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    lines = resources.files("isnad.serve").joinpath("data", "words.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    return {lang: {row["key"]: row[lang] for row in rows} for lang in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language.

    >>> Words("ar").t("reports_few", n=3)
    '3 تقارير'
    """

    lang: str

    @property
    def dir(self) -> str:
        """The direction of the language's script."""
        return "rtl" if self.lang == "ar" else "ltr"

    @property
    def other(self) -> str:
        """The other language."""
        return "en" if self.lang == "ar" else "ar"

    def t(self, key: str, **given: object) -> str:
        """A phrase with its numbers put in. Raises KeyError for one that isn't in the table."""
        phrase = _table()[self.lang][key]
        return phrase.format(**given) if given else phrase

    def has(self, key: str) -> bool:
        """Whether there is such a phrase."""
        return key in _table()[self.lang]

    def code(self, group: str, code: str | None) -> str:
        """The phrase of a code, such as type and air_strike; a code without a phrase stands for itself."""
        key = f"{group}_{code}" if group else str(code)
        return _table()[self.lang].get(key, str(code or ""))

    def script(self, prefix: str) -> dict[str, str]:
        """The phrases whose key begins so, without the prefix."""
        return {k.removeprefix(prefix): v for k, v in _table()[self.lang].items() if k.startswith(prefix)}


def choose_language(asked: str | None, kept: str | None, accepted: str | None) -> str:
    """The language to answer in: the one asked for, the one kept, what the browser likes best; else Arabic.

    >>> choose_language(None, None, "fr,en;q=0.8,ar;q=0.5")
    'en'
    """
    for lang in (asked, kept):
        if lang in LANGUAGES:
            return lang
    liked: list[tuple[float, int, str]] = []
    for part in (accepted or "")[:500].split(","):
        found = re.fullmatch(r"\s*(ar|en)(?:-[A-Za-z0-9]+)*\s*(?:;\s*q=([01](?:\.\d{1,3})?))?\s*", part)
        if found:
            liked.append((-float(found[2] or 1), len(liked), found[1]))
    return min(liked)[2] if liked else "ar"
