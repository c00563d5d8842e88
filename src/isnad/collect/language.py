"""Which language a text is in: Arabic is kept, its neighbours in the same letters (Persian, Kurdish, Urdu) are not."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from isnad.collect.decode import arabic_share
from isnad.errors import MissingExtraError

LOOK_AT = 600  # characters from the begin; Persian and Kurdish are certain after some fifty
# Arabic and its written dialects, as py3langid names them (ISO 639).
ARABIC = frozenset({"ar", "arz", "ary", "arb", "apc", "ajp", "acm", "aeb", "acq", "ars", "afb", "apd", "ayl"})

# Letters that Arabic does not have and Persian, Urdu, Kurdish, Pashto, Uyghur are not written without.
_NEIGHBOURS = re.compile("[\u0671-\u06d3\u06d5]")
# An Arabic letter as pages write them: itself, as a number, or escaped in the JSON of a script.
_LETTER = re.compile(r"[\u0621-\u064a]|&#(?:1[56]\d\d|x06[2-4])|\\u06[2-4]", re.I)
FEW = 30  # letters; a page of Arabic has more in its menu alone
# From this share of Arabic's commonest words on a text is Arabic: of its prose nearly all, of Persian none.
PLAIN = 0.15


def language_of(text: str) -> str:
    """The ISO 639 code of a text's language, "ar" for Arabic of any kind.

    >>> language_of("وزارت دفاع اعلام کرد که سه سرباز کشته شدند")
    'fa'
    """
    head = text[:LOOK_AT]
    if arabic_share(head) >= PLAIN and not _NEIGHBOURS.search(head):
        return "ar"
    name = str(_identifier().classify(head)[0])
    return "ar" if name in ARABIC else name


def may_be_arabic(page: str) -> bool:
    """Whether there are Arabic letters enough in a page's markup that it can hold a text of them."""
    return next(islice(_LETTER.finditer(page), FEW - 1, None), None) is not None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """py3langid's model, which comes with it."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        raise MissingExtraError("collect", "telling languages apart") from None
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
