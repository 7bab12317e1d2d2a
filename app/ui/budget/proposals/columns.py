"""The columns of the tab's tree: what each unit asks for beside its preliminary frame, and how it stands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_date, write_percent
from app.ui.budget import amounts
from app.ui.parts.columns import PLAIN, CellLook, Column
from app.ui.parts.marks import Mark

if TYPE_CHECKING:
    from app.services.budget.proposals.views import ProposalRow
    from app.ui.budget.amounts import Unit

_NOTHING = amounts.NOTHING
_SHORT = {
    "proposal-measures": "Åtgärder saknas",
    "proposal-unexplained": "Konsekvens saknas",
    "proposal-untreated": "Behandling saknas",
    "proposal-uncovered": "Täcks inte helt",
}


def unit_columns(year: Callable[[], int], unit: Callable[[], "Unit"]) -> list[Column[Any]]:
    """The columns for the chosen year and money unit, which are asked for when a cell is painted."""

    def percent(row: Any) -> str:
        return _percent(row, year())

    amount = partial(_amount_column, year, unit)
    return [
        Column(
            "name", "Enhet", lambda row: row.name, width=250, stretch=True,
            look=lambda row: CellLook(bold=row.group, example=row.example),
        ),
        amount("preliminary", "Preliminär", lambda figures: figures.preliminary, width=92),
        amount("proposed", "Förslag", lambda figures: figures.proposed),
        amount("difference", "Skillnad", lambda figures: figures.difference, plus=True),
        Column(
            "percent", "%", percent, width=72, number=True,
            look=lambda row: CellLook(bold=row.group, muted=percent(row) == _NOTHING),
            sort=lambda row: row.of(year()).percent,
        ),
        amount("measures", "Åtgärder", lambda figures: figures.measures, plus=True, width=84),
        amount("uncovered", "Ej täckt", lambda figures: figures.uncovered or None, width=84),
        Column(
            "state", "Läge", _state, width=164, look=_state_look,
            tooltip=lambda row: "\n".join(finding.message for finding in row.findings),
        ),
    ]  # fmt: skip


def _amount_column(
    year: Callable[[], int],
    unit: Callable[[], "Unit"],
    key: str,
    title: str,
    get: Callable[[Any], int | None],
    *,
    plus: bool = False,
    width: int = 80,
) -> Column[Any]:
    """A column of amounts; a difference of nothing is a dash."""

    def value(row: Any) -> int | None:
        found = get(row.of(year()))
        return None if plus and not found else found

    def text(row: Any) -> str:
        found = value(row)
        return _NOTHING if found is None else amounts.write(found, unit(), plus=plus)

    def look(row: Any) -> CellLook:
        found = value(row)
        return CellLook(bold=row.group, muted=found is None, alarm=key == "uncovered" and bool(found))

    def copied(row: Any) -> Any:
        found = get(row.of(year()))
        return None if found is None else amounts.exact(found, unit())

    return Column(
        key, title, text, width=width, number=True, look=look, sort=lambda row: get(row.of(year())),
        copy=copied,
    )  # fmt: skip


def _percent(row: "ProposalRow", year: int) -> str:
    figures = row.of(year)
    return write_percent(figures.percent, plus=True) if figures.difference and figures.percent else _NOTHING


def _state(row: "ProposalRow") -> str:
    """How it stands, in a few words; the worst first."""
    worst = row.worst
    if row.proposal_id is None:
        if row.lacks_measures:
            return "Åtgärder saknas"
        return f"Ingår i {row.part_of}" if row.part_of else _NOTHING
    if worst is not None:
        return _SHORT.get(worst.code, worst.message)
    return f"Inlämnat {write_date(row.submitted_on)}" if row.submitted_on else "Påbörjat"


def _state_look(row: "ProposalRow") -> CellLook:
    if row.lacks_measures:
        return CellLook(mark=Mark.UNMET)
    if row.proposal_id is None:
        return CellLook(muted=True)
    worst = row.worst
    if worst is not None:
        return CellLook(mark=Mark.UNMET if worst.severity == "error" else Mark.PARTLY)
    return CellLook(mark=Mark.MET) if row.submitted_on else PLAIN


def to_put_right(rows: Sequence["ProposalRow"]) -> list["ProposalRow"]:
    """The rows that lack something that must be there."""
    return [row for row in rows if row.lacks_measures or (row.worst and row.worst.severity == "error")]
