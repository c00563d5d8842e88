"""Which language a text is in: Arabic is kept, its neighbours in the same letters (Persian, Kurdish, Urdu) are not."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from isnad.errors import MissingExtraError

LOOK_AT = 600  # characters from the begin; Persian and Kurdish are certain after some fifty
# Arabic and its written dialects, as py3langid names them (ISO 639).
ARABIC = frozenset({"ar", "arz", "ary", "arb", "apc", "ajp", "acm", "aeb", "acq", "ars", "afb", "apd", "ayl"})


def language_of(text: str) -> str:
    """The ISO 639 code of a text's language, "ar" for Arabic of any kind.

    >>> language_of("وزارت دفاع اعلام کرد که سه سرباز کشته شدند")
    'fa'
    """
    name = str(_identifier().classify(text[:LOOK_AT])[0])
    return "ar" if name in ARABIC else name


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """py3langid's model, which comes with it."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        raise MissingExtraError("collect", "telling languages apart") from None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
