"""What was typed, and what was not."""

import pytest

from app.models.errors import MissingText
from app.services.typed import needed, optional


def test_surrounding_space_is_not_kept() -> None:
    assert needed("  Norra  skolan \n", "Namnet") == "Norra  skolan"
    assert optional("\t§ 7 ") == "§ 7"


@pytest.mark.parametrize("text", ["", " ", "\u00a0\n"])
def test_a_text_that_must_be_there_is_asked_for_by_name(text: str) -> None:
    with pytest.raises(MissingText, match="Namnet saknas"):
        needed(text, "Namnet")


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_a_text_that_may_be_missing_is_none(text: str | None) -> None:
    assert optional(text) is None
