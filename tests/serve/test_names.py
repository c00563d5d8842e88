"""What things are called in the language of a page."""

from __future__ import annotations

import pytest

from isnad.serve.names import source_name


@pytest.mark.parametrize(
    "told, ar, en",
    [
        ("aawsat", "صحيفة الشرق الأوسط", "Asharq Al-Awsat"),  # an outlet as collectors write it
        ("Reuters", "رويترز", "Reuters"),
        ("وكالة فرانس برس", "وكالة فرانس برس", "Agence France-Presse"),
        ("شبكة خطى المحلية", "شبكة خطى المحلية", "شبكة خطى المحلية"),  # nobody's whom the lexicon knows
    ],
)
def test_sources_have_a_name_in_each_language(told: str, ar: str, en: str) -> None:
    assert (source_name(told, "ar"), source_name(told, "en")) == (ar, en)
