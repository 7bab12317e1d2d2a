"""Editions of a municipality's own model: the one that holds, and those before it, kept as they were."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.models.errors import ChangedSince
from app.models.steering import Level, SteeringModel
from app.services.clock import Clock
from app.services.steering.modeledits import row_of, set_fields, set_info
from app.services.steering.modelerrors import EditionTooEarly, NoModel
from app.services.steering.modelformat import find_model
from app.services.steering.ownmodel import editions, new_edition, own_model, own_version
from app.services.storage import Database
from tests.services.steering.edits import change, everything

LJUS = find_model("ljusnarsberg")


def begin(database: Database, starts: date) -> int:
    return database.write(
        partial(new_edition, starts=starts, expected_version=database.read(own_version))
    ).value


def numbers(database: Database) -> list[tuple[int, Any, Any]]:
    return database.read(
        lambda session: [(row.edition, row.valid_from, row.valid_to) for row in editions(session)]
    )


def test_a_new_edition_begins_where_the_one_before_ends_and_keeps_it(example: Database) -> None:
    assert begin(example, date(2027, 1, 1)) == 2
    assert numbers(example) == [
        (2, date(2027, 1, 1), None),
        (1, None, date(2026, 12, 31)),
    ]
    change(example, partial(set_fields, part="levels", key="vision", name="Framtidsbild"))
    first, now = example.read(partial(own_model, edition=1)), example.read(own_model)
    assert row_of(first, "levels", "vision").name == "Vision 2020"
    assert first == set_info(LJUS, valid_to=date(2026, 12, 31))
    assert row_of(now, "levels", "vision").name == "Framtidsbild"
    assert (now.edition, now.model.predecessor) == (2, "ljusnarsberg_1")
    name = select(Level.name).where(Level.key == "vision")
    assert example.read(lambda session: session.scalar(name)) == "Framtidsbild"


def test_editions_never_overlap(example: Database) -> None:
    change(example, partial(set_info, valid_from=date(2020, 1, 1), valid_to=date(2030, 12, 31)))
    begin(example, date(2027, 1, 1))
    begin(example, date(2028, 7, 1))
    assert numbers(example) == [
        (3, date(2028, 7, 1), None),
        (2, date(2027, 1, 1), date(2028, 6, 30)),
        (1, date(2020, 1, 1), date(2026, 12, 31)),
    ]


def test_an_edition_that_had_ended_keeps_its_end(example: Database) -> None:
    change(example, partial(set_info, valid_to=date(2025, 12, 31)))
    begin(example, date(2027, 1, 1))
    assert numbers(example)[1] == (1, None, date(2025, 12, 31))


@pytest.mark.parametrize(
    "since", [{"valid_from": date(2027, 1, 1)}, {"valid_from_year": 2027}], ids=["day", "year"]
)
@pytest.mark.parametrize("starts", [date(2027, 1, 1), date(2026, 6, 1)])
def test_an_edition_does_not_begin_before_the_one_before(
    since: dict[str, Any], starts: date, example: Database
) -> None:
    change(example, partial(set_info, **since))
    before = example.read(everything)
    with pytest.raises(EditionTooEarly) as refused:
        begin(example, starts)
    assert refused.value.message == (
        "Den upplaga som finns gäller från 2027-01-01. Välj en senare dag för den nya."
    )
    assert example.read(everything) == before


def test_a_new_edition_is_undone_and_redone(example: Database) -> None:
    before = example.read(everything)
    begin(example, date(2027, 1, 1))
    after = example.read(everything)
    assert example.undo_words == "Påbörjade upplaga 2 av styrmodellen"
    example.undo()
    assert example.read(everything) == before
    example.redo()
    assert example.read(everything) == after


def test_a_new_edition_from_an_older_state_is_refused(example: Database) -> None:
    version = example.read(own_version)
    change(example, partial(set_info, title="Annan"))
    with pytest.raises(ChangedSince):
        example.write(partial(new_edition, starts=date(2027, 1, 1), expected_version=version))
    assert example.read(lambda session: session.scalar(select(func.count(SteeringModel.id)))) == 1


def test_a_file_without_a_model_says_so(tmp_path: Path, clock: Clock) -> None:
    database = Database.create(tmp_path / "tom.styr", clock=clock, user="Prov")
    try:
        reads: Iterable[Any] = (own_model, own_version, partial(own_model, edition=1))
        for read in reads:
            with pytest.raises(NoModel, match="Filen har ingen styrmodell"):
                database.read(read)
        assert database.read(editions) == []
    finally:
        database.close()
