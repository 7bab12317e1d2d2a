"""What a unit has been given from above, in the inspector: obligatory figures and assignments."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import read_number, write_number
from app.ui.parts.asking import attempt
from app.ui.parts.details import Field, Heading, Links, Part
from app.ui.parts.links import Link
from app.ui.parts.page import WorkspacePort, draft_keeper

if TYPE_CHECKING:
    from app.services.assignments.views import AssignmentRow, NodeWork
    from app.services.organisation.views import UnitRow
    from app.services.scorecard.obligatory import ImposedRow

_MISSING = "saknas"


class UnitWork:
    """Describes what a unit must follow and do, and takes the outcomes of its figures."""

    def __init__(self, workspace: WorkspacePort) -> None:
        self._workspace = workspace
        self._known: dict[tuple[int, int, int], int] = {}

    def parts(self, unit: UnitRow, locked: str) -> list[Part]:
        """A field for each figure that is imposed, and a link for each assignment."""
        from app.services.assignments.views import work_of_unit
        from app.services.scorecard.obligatory import imposed_on

        space = self._workspace
        year, today = space.working_year, space.today
        rows: tuple[ImposedRow, ...] = space.read(
            partial(imposed_on, unit_id=unit.id, year=year, today=today)
        )
        work: NodeWork = space.read(partial(work_of_unit, unit_id=unit.id, today=today))
        parts: list[Part] = [Heading(f"Obligatoriska nyckeltal {year}")] if rows else []
        parts += [self._figure(unit, row, locked) for row in rows]
        if work.assignments:
            parts += [Heading("Uppdrag"), Links(tuple(self._assignment(row) for row in work.assignments))]
        return parts

    def _figure(self, unit: UnitRow, row: ImposedRow, locked: str) -> Field:
        self._known[row.indicator_id, unit.id, row.year] = row.version
        target = row.target_text or ("" if row.target is None else _with_unit(row, write_number(row.target)))
        aim = f" Målet är {target}." if target else ""
        field = f"unit:{unit.id}:figure-{row.indicator_id}"
        return Field(
            f"figure:{row.indicator_id}",
            row.name,
            _outcome(row),
            partial(self._commit, unit.id, row),
            draft=draft_keeper(self._workspace, field, f"{row.name} {row.year}, {unit.name}"),
            placeholder=f"Utfall {row.year}",
            hint=f"Ålagt av {row.owner}.{aim} Skriv ”saknas” om utfallet inte går att få fram.",
            locked=locked,
        )

    def _commit(self, unit_id: int, row: ImposedRow, text: str) -> bool:
        from app.services.scorecard import figures
        from app.services.scorecard.obligatory import imposed_on

        typed = text.strip()
        missing = typed.casefold() == _MISSING
        key = (row.indicator_id, unit_id, row.year)

        def ready() -> partial[Any]:
            number = typed.removesuffix(row.unit_of_measure or "")
            value = read_number(number) if typed and not missing else None
            return partial(
                figures.set_outcome,
                indicator_id=row.indicator_id,
                unit_id=unit_id,
                year=row.year,
                value=value,
                missing=missing,
                expected_version=self._known[key],
            )

        if attempt(self._workspace, ready) is None:
            return False
        call = partial(imposed_on, unit_id=unit_id, year=row.year, today=self._workspace.today)
        now = {one.indicator_id: one.version for one in self._workspace.read(call)}
        self._known[key] = now.get(row.indicator_id, 0)
        return True

    def _assignment(self, row: AssignmentRow) -> Link:
        from app.services.assignments.rules import ASSIGNMENT_STATUS

        how = "försenat" if row.late else ASSIGNMENT_STATUS[row.status].lower()
        opens = partial(self._workspace.open_place, "assignment", row.id)
        return Link(f"{row.title} ({how})", opens)


def _outcome(row: ImposedRow) -> str:
    if row.missing:
        return _MISSING
    return "" if row.value is None else _with_unit(row, write_number(row.value))


def _with_unit(row: ImposedRow, number: str) -> str:
    return f"{number} {row.unit_of_measure}" if row.unit_of_measure else number
