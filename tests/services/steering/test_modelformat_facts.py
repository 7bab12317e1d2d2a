"""Every carried model against counts, names and facts that were written down by hand from its source."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.services.steering.modelformat import ModelFile, available_models, find_model
from app.services.steering.modelformat_evaluation import SourceDocument

FACTS = Path(__file__).parents[2] / "data" / "styrmodeller" / "facts"
TABLES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FACTS.glob("*.toml"))}
KEYS = sorted(TABLES)
ABSENT = "absent"
_CALLED = ("key", "name", "item")
NOBODY = SourceDocument(title="Inget")

_LISTS: dict[str, Callable[[ModelFile], Sequence[Any]]] = {
    "mandatory_parts": lambda model: [part for part in _sections(model) if part.mandatory],
    "agreement_sections": lambda model: _sections(model),
    "body_roles": lambda model: [body for body in model.bodies if body.role],
    "budget_stages": lambda model: (model.budget.stages if model.budget else None) or (),
    "purposes": lambda model: model.model.purposes or (),
    "quality_wheel_steps": lambda model: model.quality_wheel.steps if model.quality_wheel else (),
    "follow_up_levels": lambda model: [row for row in model.levels if row.follow_up_level],
}


def _sections(model: ModelFile) -> list[Any]:
    """The parts that the source has; one that the program proposes has no source."""
    return [part for kind in model.agreement_kinds or () for part in kind.sections or () if part.source]


def rows(model: ModelFile, name: str) -> Sequence[Any]:
    """A list of the model, or one gathered from several places."""
    return _LISTS[name](model) if name in _LISTS else getattr(model, name) or ()


def called(row: Any, name: str) -> str:
    """What a row is called in the source."""
    if isinstance(row, str):
        return row
    if name == "follow_up_levels":
        return row.short_name or row.name
    return next(getattr(row, field) for field in ("name", "word", "item") if hasattr(row, field))


def value(model: Any, path: str) -> Any:
    """What stands at a path such as `levels.vision.decided_by`; None where the source is silent."""
    found = model
    for step in path.split("."):
        if isinstance(found, tuple):
            found = next(row for row in found if step in (getattr(row, field, None) for field in _CALLED))
        elif found is not None:
            found = getattr(found, step)
    return found


def every(table: str) -> list[tuple[str, str]]:
    return [(key, name) for key in KEYS for name in TABLES[key].get(table, ())]


def test_every_model_has_its_facts() -> None:
    assert sorted(summary.key for summary in available_models()) == KEYS
    assert len(KEYS) == 10


@pytest.mark.parametrize(("key", "name"), every("counts"))
def test_a_list_is_as_long_as_in_the_source(key: str, name: str) -> None:
    assert len(rows(find_model(key), name)) == TABLES[key]["counts"][name]


@pytest.mark.parametrize(("key", "name"), every("names"))
def test_names_stand_in_the_order_of_the_source(key: str, name: str) -> None:
    assert [called(row, name) for row in rows(find_model(key), name)] == TABLES[key]["names"][name]


@pytest.mark.parametrize(("key", "name"), every("contains"))
def test_what_the_source_lists_is_there(key: str, name: str) -> None:
    found = [called(row, name) for row in rows(find_model(key), name)]
    assert [one for one in TABLES[key]["contains"][name] if one not in found] == []


@pytest.mark.parametrize(("key", "path"), every("facts"))
def test_a_fact_is_the_one_of_the_source(key: str, path: str) -> None:
    found, stated = value(find_model(key), path), TABLES[key]["facts"][path]
    assert (list(found) if isinstance(found, tuple) else found) == (None if stated == ABSENT else stated)


@pytest.mark.parametrize("key", [key for key in KEYS if "wheel" in TABLES[key]])
def test_activities_are_timed_no_more_exactly_than_in_the_source(key: str) -> None:
    stated = TABLES[key]["wheel"]
    fields = {"start_month", "start_day", "end_month", "end_day", "year_offset"}
    told = {
        row.key: {
            name: getattr(row, name)
            for name in (*fields, *(["precision"] if "precision" in stated.get(row.key, {}) else []))
            if getattr(row, name) is not None
        }
        for row in find_model(key).wheel_patterns or ()
    }
    assert told == stated


@pytest.mark.parametrize(
    ("name", "total"),
    [
        ("levels", 101),
        ("document_kinds", 157),
        ("report_kinds", 42),
        ("wheel_patterns", 160),
        ("bodies", 201),
    ],
)
def test_the_ten_models_together_hold_all_that_the_sources_describe(name: str, total: int) -> None:
    assert sum(len(rows(find_model(key), name)) for key in KEYS) == total


def test_perspectives_are_as_many_as_each_source_has() -> None:
    order = (
        "ljusnarsberg", "svenljunga", "strangnas", "borlange", "fagersta", "falun", "heby", "norberg",
        "sater", "vansbro",
    )  # fmt: skip
    assert [len(find_model(key).perspectives or ()) for key in order] == [4, 3, 0, 0, 4, 5, 0, 0, 0, 5]
    assert {row.scope for row in find_model("fagersta").perspectives or ()} == {"Socialförvaltningen"}


@pytest.mark.parametrize("key", KEYS)
def test_every_old_name_has_todays_name_beside_it(key: str) -> None:
    for row in find_model(key).renamings or ():
        assert row.name.casefold() != row.name_today.casefold()


def test_bodies_and_laws_stand_as_in_the_source_with_todays_name_beside() -> None:
    today = {(key, row.name): row.name_today for key in KEYS for row in find_model(key).renamings or ()}
    network = {key for key in KEYS if (find_model(key).source_document or NOBODY).participants}
    assert len(network) == 7
    beside = {(key, name.casefold(), now) for (key, name), now in today.items()}
    for key in network:
        assert (
            key,
            "sveriges kommuner och landsting (skl)",
            "Sveriges Kommuner och Regioner (SKR)",
        ) in beside
    assert today["ljusnarsberg", "Landstinget i Örebro län"] == "Region Örebro län"
    assert today["sater", "Kommunala redovisningslagen (KRL)"].endswith("(LKBR)")


def test_the_seven_of_the_network_name_their_common_source_alike() -> None:
    documents = {
        document for key in KEYS if (document := find_model(key).source_document) and document.participants
    }
    assert len(documents) == 1


def test_a_word_that_several_explain_in_general_is_explained_alike() -> None:
    for word, models in (("Styrkedja", 7), ("Indikator", 3), ("Kommunövergripande mål", 3)):
        told = [
            term.explanation for key in KEYS for term in find_model(key).glossary or () if term.word == word
        ]
        assert len(told) == models
        assert len(set(told)) == 1


@pytest.mark.parametrize("key", KEYS)
def test_names_of_levels_and_perspectives_begin_with_a_capital(key: str) -> None:
    model = find_model(key)
    names = [row.name for row in (*model.levels, *(model.perspectives or ()))]
    names += [term.word for term in model.glossary or ()]
    assert [name for name in names if name[:1] != name[:1].upper()] == []


@pytest.mark.parametrize("key", KEYS)
def test_each_inconsistency_of_the_source_stands_at_its_place(key: str) -> None:
    found = find_model(key).inconsistencies or ()
    assert found
    assert [row.key for row in found if not row.places] == []


def test_every_inconsistency_that_concerns_a_municipality_is_noted_somewhere() -> None:
    """Four of the 56 concern the network's own averages, checklists and exercise, not a municipality."""
    noted = {row.key for key in KEYS for row in find_model(key).inconsistencies or ()}
    common = {9, 10, 46, 47}
    assert noted == {f"INC-{number:02}" for number in range(1, 57) if number not in common}
