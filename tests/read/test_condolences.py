"""Whom condolences are for: dead and hurt in no number, where nothing else counts them."""

from __future__ import annotations

import pytest

from isnad.model import Report
from isnad.read.reader import default_reader

CASES = [
    (
        "أدان الوزير التفجير الإرهابي الذي استهدف مسجداً في بلدة الرملية. "
        "وسأل الله أن يتغمد الشهداء بواسع رحمته وأن يمن على المصابين بالشفاء العاجل.",
        [("killed", 2, None), ("injured", 2, None)],
        "in a sentence of their own",
    ),
    (
        "أدان الوزير التفجير الإرهابي الذي استهدف مسجداً، معرباً عن عزائه لأسر الضحايا وتمنياته للجرحى بالشفاء.",
        [("killed", 2, None), ("injured", 2, None)],
        "in the sentence of what is condemned",
    ),
    (
        "أدان الوزير التفجير الإرهابي الذي أسفر عن مقتل سبعة مصلين في مسجد. وتمنى للمصابين الشفاء العاجل.",
        [("killed", 7, 7), ("injured", 2, None)],
        "a number holds over them",
    ),
    (
        "قُتل سبعة مصلين بتفجير في مسجد. وزار المحافظ المصابين في المستشفى.",
        [("killed", 7, 7)],
        "nobody condoles",
    ),
]


@pytest.mark.parametrize("text, expected, note", CASES, ids=[c[-1] for c in CASES])
def test_whom_condolences_are_for(text: str, expected: list[tuple[str, int, int | None]], note: str) -> None:
    claims = default_reader().read(Report("r", text, "2023-05-10")).claims
    assert [(f.kind, f.low, f.high) for f in claims[0].figures] == expected, note
