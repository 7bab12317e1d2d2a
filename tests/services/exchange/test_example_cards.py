"""What the example measures and concludes: marked as invented, and tied together."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, CauseLink
from app.models.scorecard import Indicator, Scorecard
from app.services.clock import fixed_clock
from app.services.storage import Database
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, example_of_2027: Path) -> Iterator[Database]:
    """A file with the example."""
    path = shutil.copy(example_of_2027, tmp_path_factory.mktemp("exempel"))
    opened = Database.open(Path(path), clock=fixed_clock(TODAY), user="Controller")
    yield opened
    opened.close()


def test_what_is_concluded_is_all_marked_and_tied_to_what_was_measured(database: Database) -> None:
    def marks(session: Session) -> list[bool]:
        kinds = (Scorecard, Assessment, CauseLink)
        return [row.example for kind in kinds for row in session.scalars(select(kind))]

    def differing(session: Session) -> list[tuple[str | None, ...]]:
        columns = select(Assessment.proposed, Assessment.result).where(Assessment.reason.is_not(None))
        return [tuple(row) for row in session.execute(columns)]

    def parts_of_the_formula(session: Session) -> list[bool]:
        hourly = session.scalars(select(Indicator).where(Indicator.name == "Kostnad per utförd timme")).one()
        parts = session.scalars(select(Indicator).where(Indicator.unit_of_measure.in_(("kr", "timmar"))))
        return [f"#{part.id}" in (hourly.formula or "") for part in parts]

    assert len(database.read(marks)) > 20
    assert all(database.read(marks))
    assert database.read(differing) == [("met", "partly")]
    assert database.read(parts_of_the_formula) == [True, True]
