"""Whom condolences are for: dead and hurt in no number, where nothing else counts them."""

from __future__ import annotations

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

CASES = [
    (
        "استنكر المحافظ تفجيراً غادراً وقع أمام سوق الرملية. "
        "ورفع إلى ذوي الضحايا أصدق التعازي، راجياً السلامة لجميع الجرحى.",
        [("killed", 2, None), ("injured", 2, None)],
        "in a sentence of their own",
    ),
    (
        "أدانت السفارة التفجير الذي ضرب سوق الرملية، وبعثت تعازيها لعوائل الشهداء ودعاءها للمصابين بالعافية.",
        [("killed", 2, None), ("injured", 2, None)],
        "in the sentence of what is condemned",
    ),
    (
        "أدانت النقابة تفجيراً قُتل فيه سبعة باعة أمام سوق الرملية. ورجت للمصابين السلامة.",
        [("killed", 7, 7), ("injured", 2, None)],
        "a number holds over them",
    ),
    (
        "قُتل سبعة باعة بتفجير أمام سوق الرملية. وزار المحافظ المصابين في المستشفى.",
        [("killed", 7, 7)],
        "nobody condoles",
    ),
]


@pytest.mark.parametrize("text, expected, note", CASES, ids=[c[-1] for c in CASES])
def test_whom_condolences_are_for(text: str, expected: list[tuple[str, int, int | None]], note: str) -> None:
    claims = default_reader().read(Report("r", text, "2023-05-10")).claims
    assert [(f.kind, f.low, f.high) for f in claims[0].figures] == expected, note
