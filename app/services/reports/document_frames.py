"""The frames of a document: its unit's with every component, or those of all units with their sum."""

from collections.abc import Sequence
from typing import Final

from app.services.agreements.document import FrameRow, FramesTable
from app.services.agreements.valuewords import PREVIOUS
from app.services.agreements.wording import COMPONENT_WORDS
from app.services.budget import rules as budget_rules
from app.services.budget.checks import YearRoom
from app.services.budget.views import BudgetRow, BudgetView
from app.services.formatting import write_long_date
from app.services.reports.document_sources import Sources
from app.services.reports.document_view import FramesPart, UnitFrames, UnitRow
from app.services.scorecard.below import below

TITLE: Final = "Budgetramar"
_ORDER: Final = (budget_rules.PREVIOUS, *COMPONENT_WORDS)


def all_frames(
    sources: Sources, years: Sequence[int], *, decided: bool, node_id: int | None = None
) -> FramesPart | None:
    """The frames of every unit in the version that the document carries, else in the plan of its years."""
    view = _chosen(sources, years, decided=decided, node_id=node_id)
    if view is None or view.plan is None or not view.rows:
        return None
    shown = view.plan.years
    rows = tuple(
        UnitRow(row.name, row.depth, row.group, tuple(_amount(row, year) for year in shown))
        for row in view.rows
    )
    totals = tuple(view.sums.get((year, budget_rules.TOTAL)) for year in shown)
    frames = UnitFrames(shown, rows, totals, _rest(view.rooms, shown), _note(view))
    return FramesPart(TITLE, frames, dated=not _is_locked(view))


def unit_frames(
    sources: Sources, unit_id: int, years: Sequence[int], *, decided: bool, node_id: int | None = None
) -> FramesPart | None:
    """The frame of a unit, or the sum of those below it, with every component; None when it has none."""
    view = _chosen(sources, years, decided=decided, node_id=node_id)
    if view is None or view.plan is None:
        return None
    units = {unit_id, *below(sources.parents, unit_id)}
    own = [row for row in view.rows if not row.group and row.unit_id in units]
    shown = tuple(year for year in view.plan.years if not years or year in years)
    rows = [FrameRow(_words(kind), tuple(_sum(own, kind, year) or None for year in shown)) for kind in _ORDER]
    told = tuple(row for row in rows if any(row.amounts))
    if not told:
        return None
    return FramesPart(TITLE, FramesTable(shown, told, note=_note(view)), dated=not _is_locked(view))


def _sum(rows: Sequence[BudgetRow], kind: str, year: int) -> int:
    return sum(row.amount(year, kind) for row in rows)


def _words(kind: str) -> str:
    return PREVIOUS if kind == budget_rules.PREVIOUS else COMPONENT_WORDS[kind]


def carried(sources: Sources, node_id: int | None) -> int | None:
    """The version that a document carries, the newest where there are several (`BUD-09`)."""
    linked = [row.id for row in sources.budgets.versions if node_id is not None and row.node_id == node_id]
    return linked[-1] if linked else None


def _chosen(
    sources: Sources, years: Sequence[int], *, decided: bool, node_id: int | None
) -> BudgetView | None:
    """The version that the document carries; else the plan of the years, in its newest version.

    A decided document that carries none shows the plan's newest decided one.
    """
    known = sources.budgets
    linked = carried(sources, node_id)
    if linked is not None:
        return sources.budget(linked)
    first = _first_year({version.first_year for version in known.versions}, years)
    mine = [version for version in known.versions if version.first_year == first]
    if not mine:
        return None
    locked = [version for version in mine if version.locked]
    chosen = locked[-1] if decided and locked else mine[-1]
    view = sources.budget(chosen.id)
    covers = view.plan is not None and (not years or any(year in view.plan.years for year in years))
    return view if covers else None


def _first_year(known: set[int], years: Sequence[int]) -> int | None:
    """The plan that begins with the document, else the last one before it, else the first one within it."""
    if not years:
        return max(known, default=None)
    before = [year for year in known if year <= years[0]]
    within = [year for year in known if years[0] < year <= years[-1]]
    return max(before) if before else min(within, default=None)


def _is_locked(view: BudgetView) -> bool:
    return view.version is not None and view.version.locked


def _amount(row: BudgetRow, year: int) -> int | None:
    cell = row.cells.get((year, budget_rules.TOTAL))
    return None if cell is None else cell.amount


def _rest(rooms: Sequence[YearRoom], years: Sequence[int]) -> tuple[FrameRow, ...]:
    """What there is to distribute, what is held back of it and what is left, where that is known."""
    by_year = {room.year: room for room in rooms}
    found = [by_year.get(year) for year in years]
    if not any(room is not None and room.to_distribute is not None for room in found):
        return ()
    rows = (
        FrameRow("Att fördela", tuple(room.to_distribute if room else None for room in found)),
        FrameRow("Reserverat", tuple(room.held_back if room else None for room in found)),
        FrameRow("Kvar att fördela", tuple(room.remaining if room else None for room in found)),
    )
    return tuple(row for row in rows if any(row.amounts))


def _note(view: BudgetView) -> str | None:
    version, plan = view.version, view.plan
    if version is None or plan is None:
        return None
    day = write_long_date(version.decided_on) if version.decided_on else None
    facts = ", ".join(part for part in (version.body, day, version.paragraph) if part)
    note = f"Ramarna följer versionen ”{version.name}” av {plan.name}"
    return f"{note} ({facts})." if facts else f"{note}."
