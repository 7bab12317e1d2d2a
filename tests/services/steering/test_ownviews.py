"""The own model as shown: nothing that the source says is left out, and what stands on it is counted."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from pydantic import BaseModel

from app.services.formatting import MONTHS
from app.services.steering.modelcomparing import PART_WORDS
from app.services.steering.modeledits import add_perspective, remove, row_of, set_fields
from app.services.steering.modelformat import ModelFile, find_model
from app.services.steering.modelformat_steering import Fact
from app.services.steering.modeltelling import Teller
from app.services.steering.modelwords import LABELS, VALUE_WORDS, label_of, word_for
from app.services.steering.ownmodel import change_model, new_edition, own_version
from app.services.steering.ownrows import ModelRow
from app.services.steering.ownviews import SECTIONS, OwnView, own_view, sections_of
from app.services.storage import Database
from app.services.wheel.picture.timing import time_words

TEN = ("ljusnarsberg", "svenljunga", "strangnas", "borlange", "fagersta", "falun", "heby", "norberg", "sater",
       "vansbro")  # fmt: skip
#: What identifies a part and is no text for people.
_INSIDE = frozenset({"key", "derived", "format", "edition", "name_literal", "order"})
#: Other models, told by their titles where the source has them.
_MODELS = frozenset({"predecessor", "successor"})
#: What is said together with something else: "våren", "början av mars", "nämnden, därefter fullmäktige".
_TOGETHER = frozenset({"season", "month_part", "decision_order"})


def _parts(part: BaseModel) -> Iterator[BaseModel]:
    yield part
    for name in type(part).model_fields:
        value = getattr(part, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, BaseModel):
                yield from _parts(one)


def _said(part: BaseModel) -> Iterator[tuple[str, str]]:
    """Every text of a part with its field; references and fixed values as the words they are shown by."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name in _INSIDE | _TOGETHER | _MODELS:
            continue
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and one:
                yield name, one


def _rows(model: ModelFile) -> list[ModelRow]:
    return [row for section in sections_of(model, time_words) for row in section.rows]


@pytest.mark.parametrize("key", TEN)
def test_every_text_of_every_part_is_shown(key: str) -> None:
    model = find_model(key)
    shown = "\n".join(text for row in _rows(model) for text in row.texts)
    keys = {row.key for part in _parts(model) if (row := part) and hasattr(row, "key")}
    keys |= {model.key, *(place for one in model.inconsistencies or () for place in one.places)}
    for part in _parts(model):
        shape = type(part).__name__
        for field, text in _said(part):
            words = word_for(shape, field, text)
            if (text in keys and words is None) or f"{shape}.{field}" == "Horizon.kind":
                continue
            told = words or text
            assert told in shown or _as_days(text) in shown, f"{shape}.{field}: {text}"


def _as_days(text: str) -> str:
    """How a day of any year, written `03-17`, is shown."""
    parts = text.split("-")
    if len(parts) == 2 and all(len(one) == 2 and one.isdigit() for one in parts):
        return f"{int(parts[1])} {MONTHS[int(parts[0]) - 1]}"
    return text


@pytest.mark.parametrize("key", TEN)
def test_every_part_stands_under_its_own_name(key: str) -> None:
    """Rows of a list stand under their names, in number and wording as in the model."""
    model = find_model(key)
    rows = _rows(model)
    for part in PART_WORDS:
        value = getattr(model, part)
        if not isinstance(value, tuple) or not value or isinstance(value[0], str):
            continue
        own = [row.name for row in rows if row.part == part and row.sort == "part"]
        names = [
            next(
                text
                for name in ("name", "title", "word", "item", "text")
                if (text := getattr(one, name, None))
            )
            for one in value
        ]
        assert sorted(own) == sorted(names)


@pytest.mark.parametrize("key", TEN)
def test_each_known_inconsistency_stands_at_its_place(key: str) -> None:
    model = find_model(key)
    rows = _rows(model)
    for one in model.inconsistencies or ():
        if one.places:
            marked = [row for row in rows if any(one.text in text for text in row.oddities)]
            assert marked, one.key


@pytest.mark.parametrize("key", TEN)
def test_rows_have_names_of_their_own_and_stand_under_rows(key: str) -> None:
    for section in sections_of(find_model(key), time_words):
        ids = [row.id for row in section.rows]
        assert len(ids) == len(set(ids))
        assert all(row.above is None or row.above in ids for row in section.rows)


def test_every_part_of_the_file_has_its_place() -> None:
    placed = [part for spec in SECTIONS for part in spec.parts]
    assert sorted(placed) == sorted(PART_WORDS)
    assert set(ModelFile.model_fields) - set(placed) == {"format", "key", "edition"}


def _shapes() -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting: list[Any] = [info.annotation for info in ModelFile.model_fields.values()]
    while waiting:
        one = waiting.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one not in found:
                found.add(one)
                waiting += [info.annotation for info in one.model_fields.values()]
        else:
            waiting += list(getattr(one, "__args__", ()))
    return found


def test_every_field_has_a_label() -> None:
    shapes = _shapes()
    assert len(shapes) > 30
    unseen = {"source", "note", "quote", "derived", "name_literal"}
    for shape in shapes:
        for field in shape.model_fields:
            if field not in unseen:
                assert label_of(shape.__name__, field) != field, f"{shape.__name__}.{field}"
    named = {name for shape in shapes for name in shape.model_fields}
    assert {name for name in LABELS if "." not in name} <= named | {"edition", "key"}


def test_every_fixed_value_has_a_word() -> None:
    for shape in _shapes():
        for field, info in shape.model_fields.items():
            for value in _literals(info.annotation):
                if field in ("month_part", "season") or shape.__name__ == "SteeringPhase":
                    continue  # said together with the month, and by its name
                assert word_for(shape.__name__, field, value), f"{shape.__name__}.{field}: {value}"
    assert all(words for words in VALUE_WORDS.values())


def _literals(annotation: Any) -> Iterator[str]:
    for one in getattr(annotation, "__args__", ()):
        if isinstance(one, str):
            yield one
        else:
            yield from _literals(one)


def test_falun_says_what_for_whom_and_how() -> None:
    rows = {row.id: row for row in _rows(find_model("falun"))}
    roles = [row for row in rows.values() if row.part == "roles" and row.sort == "part"]
    assert len(roles) == 2
    assert all(any(one.field == "answers" for one in row.statements) for row in roles)


def test_a_deciding_order_is_said_in_words() -> None:
    model = find_model("heby")
    level = next(one for one in model.levels if one.decision_order == "either")
    said = {one.field: one.words for one in Teller(model, time_words).statements(level)}
    assert " eller " in said["decided_by"]


def test_time_offset_and_phase_of_an_activity_are_words() -> None:
    row = next(row for row in _rows(find_model("ljusnarsberg")) if row.id == "wheel_patterns/LJ-01")
    assert row.above == "wheels/huvud"
    assert (row.cells["when"], row.cells["year_offset"], row.cells["phase"]) == (
        "mars", "föregående år", "uppföljning"
    )  # fmt: skip


@pytest.mark.parametrize(("key", "activity", "when"), [
    ("strangnas", "ST-03", "efter åtta månader"), ("strangnas", "ST-17", "efter valet"),
    ("strangnas", "ST-09", "årligen"), ("sater", "SA-02", "år 1 i mandatperioden"),
    ("heby", "HE-15", "månadsvis"), ("falun", "FL-02", "utan angiven tid"),
    ("norberg", "NO-03", "10–11 mars, ev. 17 mars"), ("norberg", "NO-09", "25 augusti, ev. 26 augusti"),
])  # fmt: skip
def test_when_is_said_in_the_words_of_the_source_where_it_has_no_month(
    key: str, activity: str, when: str
) -> None:
    row = next(row for row in _rows(find_model(key)) if row.id == f"wheel_patterns/{activity}")
    assert row.cells["when"] == when
    assert [line for one in row.statements for line in one.lines].count(when) == 1


def test_a_gap_a_spelling_and_a_contradiction_are_told_apart() -> None:
    rows = {row.id: row for row in _rows(find_model("strangnas"))}
    assert rows["levels/kf_uppdrag"].odd == "lucka"
    rows = {row.id: row for row in _rows(find_model("sater"))}
    assert rows["bodies/kostforvaltning"].odd == "stavning"
    marked = [row for key in TEN for row in _rows(find_model(key)) if row.oddities]
    for row in marked:
        assert row.odd.startswith(f"{len(row.oddities)} ") is (len(row.oddities) > 1)
    assert {"motsägelse", "lucka", "stavning", "skrivsätt"} <= {row.odd for row in marked}
    assert any(row.odd.endswith("anmärkningar") for row in marked)


def test_the_same_is_not_said_twice() -> None:
    rows = {row.id: row for row in _rows(find_model("ljusnarsberg"))}
    said = {one.field for one in rows["facts/sub_committees"].statements}
    assert said == {"text"}
    milestone = next(row for row in rows.values() if row.part == "milestones" and row.name == "Vision 2020")
    assert [one.words for one in milestone.statements if one.field.startswith("ready")] == ["2009"]


@pytest.mark.parametrize(("text", "number", "said"), [
    ("tre utskott", 3, True), ("3 utskott", 3, True), ("en nämnd", 1, True), ("ett utskott", 1, True),
    ("13 utskott", 3, False), ("tretton utskott", 3, False), ("flera utskott", 3, False),
    ("27 bolag", 27, True), ("många bolag", 27, False),
])  # fmt: skip
def test_a_number_is_left_out_only_where_the_text_has_it(text: str, number: int, said: bool) -> None:
    fact = Fact.model_construct(key="a", name="A", text=text, number=number)
    told = {one.field for one in Teller(find_model("heby"), time_words).statements(fact, whole=True)}
    assert ("number" not in told) is said


def test_what_stands_inside_what_is_read_out_is_read_out_too() -> None:
    rows = _rows(find_model("norberg"))
    above = next(row for row in rows if row.part == "agreement_kinds" and row.name == "Servicedeklaration")
    parties = [row for row in rows if row.id.startswith(f"{above.id}/parties/")]
    assert len(parties) == 2
    assert all("parter" in row.read_out for row in (above, *parties))
    assert [row.cells["value"] for row in parties] == [
        "Verksamhet · utförare (utläst)", "Vänder sig till (utläst)",
    ]  # fmt: skip
    other = next(row for row in rows if row.name == "Uppdrag till förvaltning")
    assert not [row for row in rows if row.id.startswith(f"{other.id}/parties/") and row.read_out]


def test_a_decision_that_is_made_is_spoken_of_as_made() -> None:
    rows = {row.id: row for row in _rows(find_model("strangnas"))}
    assert rows["metadata/decided_by"].name == "Beslutad av"


def test_a_model_before_is_called_by_its_title_or_its_edition(example: Database) -> None:
    version = example.read(own_version)
    assert _view(example).predecessor is None
    example.write(partial(new_edition, starts=date(2012, 1, 1), expected_version=version))
    view = _view(example)
    assert view.predecessor == "Upplaga 1"
    said = [row for section in view.sections for row in section.rows if row.id == "model/predecessor"]
    assert [row.cells["value"] for row in said] == ["Upplaga 1"]


def _view(database: Database, edition: int | None = None) -> OwnView:
    return database.read(partial(own_view, say_time=time_words, edition=edition))


def _change(database: Database, edit: Any) -> None:
    version = database.read(own_version)
    database.write(partial(change_model, edit=edit, expected_version=version, words="Ändrade modellen"))


def test_what_stands_on_a_part_is_counted(example: Database) -> None:
    view = _view(example)
    assert view.held["levels", "vision"] == "1 styrelement"
    assert view.held["agreement_kinds", "uppdragshandling"] == "5 kopplingar i årshjulet och 25 avtal"
    assert "styrelement" in view.held["perspectives", next(iter(view.model.perspectives or ())).key]
    assert set(view.level_ids) == {level.key for level in view.model.levels}


def test_an_empty_file_holds_nothing_on_its_levels(empty: Database) -> None:
    view = _view(empty)
    assert not [place for place in view.held if place[0] == "levels"]
    assert view.holds
    section = view.section("levels")
    assert section is not None
    assert section.count == len(view.model.levels)


def test_an_earlier_edition_is_shown_as_it_was(example: Database) -> None:
    version = example.read(own_version)
    example.write(partial(new_edition, starts=date(2012, 1, 1), expected_version=version))
    _change(example, partial(set_fields, part="levels", key="vision", name="Framtidsbild"))
    now, before = _view(example), _view(example, 1)
    assert [one.number for one in now.editions] == [2, 1]
    assert now.editions[0].holds
    assert not before.holds
    assert row_of(before.model, "levels", "vision").name == "Vision 2020"
    assert row_of(now.model, "levels", "vision").name == "Framtidsbild"
    assert before.held == {}
    assert now.editions[1].words == "Upplaga 1, till och med 31 december 2011"


def test_a_part_that_can_grow_is_there_though_it_is_empty(empty: Database) -> None:
    for row in _view(empty).model.perspectives or ():
        _change(empty, partial(remove, part="perspectives", key=row.key))
    section = _view(empty).section("perspectives")
    assert section is not None
    assert section.count == 0
    _change(empty, partial(add_perspective, name="Barnens"))
    assert any(row.name == "Barnens" for row in _view(empty).sections[2].rows)
