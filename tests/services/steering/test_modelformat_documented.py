"""The description of the format for those who write a model themselves: nothing left out, nothing made up."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from app.services.steering.modelformat import ModelFile
from app.services.steering.modelformat_base import Sourced
from app.services.steering.modelformat_checks import FUNDING_FIELDS, TITLE_FIELDS
from app.services.steering.modelformat_steering import LevelForm

TEXT = Path(__file__).parents[3].joinpath("docs", "styrmodeller.md").read_text("utf-8")
CODE = re.findall(r"`([^`\n]+)`", TEXT)


def parts(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The part and every part inside it."""
    yield kind
    for field in kind.model_fields.values():
        for inner in _classes(field.annotation):
            yield from parts(inner)


def _classes(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes(inner)


@pytest.mark.parametrize("kind", sorted(set(parts(ModelFile)), key=lambda kind: kind.__name__))
def test_every_key_of_every_part_is_described(kind: type[BaseModel]) -> None:
    words = {word for code in CODE for word in re.findall(r"[a-z_]+", code)}
    assert set(kind.model_fields) - words == set()


def test_the_keys_that_all_parts_share_are_described_once() -> None:
    assert {f"`{name}`" for name in Sourced.model_fields} <= set(re.findall(r"`[a-z_]+`", TEXT))


def test_fields_of_texts_and_titles_and_forms_of_levels_are_described() -> None:
    assert {f"{{{name}}}" for name in (*FUNDING_FIELDS, *TITLE_FIELDS)} <= set(CODE)
    assert set(get_args(LevelForm)) <= set(CODE)


def test_no_field_is_described_that_does_not_exist() -> None:
    told = {code[1:-1] for code in CODE if re.fullmatch(r"\{[^{}]+\}", code)}
    assert told == {*FUNDING_FIELDS, *TITLE_FIELDS}
