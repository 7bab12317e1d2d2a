"""The driftbudget: income and cost of each nämnd and of what stands under it, in the budget's own order."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.services.budget.figures import Figures, FrameFigures
from app.services.budget.unittree import Place, arrange, place_pots, read_pots, read_units
from app.services.economy.statements.inputs import BoardInput, Sums


def read_boards(
    session: Session, version_id: int, years: Sequence[int], figures: Figures
) -> tuple[BoardInput, ...]:
    """The rows of the driftbudget, each nämnd before what stands under it and the central posts last."""
    units = read_units(session)
    plan_id = session.scalar(select(PlanVersion.plan_id).where(PlanVersion.id == version_id)) or 0
    framed = {holder for holder, _ in figures}
    places = (
        *arrange(units, [holder for holder in framed if holder in units]),
        *place_pots(read_pots(session, plan_id), plan_id, framed),
    )
    return board_rows(places, years, figures)


def board_rows(
    places: Sequence[Place], years: Sequence[int], figures: Mapping[tuple[int, int], FrameFigures]
) -> tuple[BoardInput, ...]:
    """Every line of the tree with its own frames and those under it."""
    parents = {place.key: place.parent for place in places}
    sums: dict[int, dict[int, Sums]] = {place.key: {} for place in places}
    before: dict[int, Sums] = {}
    for (holder, year), frame in figures.items():
        added = Sums(frame.amounts.income, frame.amounts.cost)
        base = Sums(frame.base.income, frame.base.cost) if year == years[0] else None
        above: int | None = holder if holder in sums else None
        while above is not None:
            sums[above][year] = sums[above].get(year, Sums()) + added
            if base is not None:
                before[above] = before.get(above, Sums()) + base
            above = parents[above]
    return tuple(
        BoardInput(
            str(place.key),
            None if place.parent is None else str(place.parent),
            place.name,
            place.depth,
            {year: sums[place.key].get(year, Sums()) for year in years},
            before.get(place.key),
        )
        for place in places
    )
