"""Whether the frames of a budget version still say what the allocation models say."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.allocation import AllocationModel, AllocationVersion
from app.services.budget.allocation.arithmetic import calculate
from app.services.budget.allocation.fetching import BASES, amount_by
from app.services.budget.allocation.stored import get_version, read_factors
from app.services.budget.allocation.words import version_title
from app.services.budget.checks import Finding
from app.services.budget.figures import Figures, FrameFigures, read_figures
from app.services.formatting import write_count

_PART = "volume"
_CODE = "volume-behind"


def allocation_findings(session: Session, version_id: int) -> tuple[Finding, ...]:
    """What was fetched from a version that is no longer the latest, or is not what the model gives now."""
    figures = read_figures(session, version_id)
    fetched: dict[int, list[FrameFigures]] = {}
    for frame in figures.values():
        part = frame.parts.get(_PART)
        if part is not None and part.allocation_version_id is not None:
            fetched.setdefault(part.allocation_version_id, []).append(frame)
    if not fetched:
        return ()
    latest = _latest(session)
    found: list[Finding] = []
    for key, cells in sorted(fetched.items()):
        version = get_version(session, key)
        model = session.get_one(AllocationModel, version.model_id)
        title = version_title(model.name, version.number)
        newest = latest[version.model_id]
        if newest != version.number:
            words = write_count(len(cells), "ram", "ramar")
            message = f"Volymen i {words} är hämtad från {title}, men version {newest} finns."
            found.append(_finding(message, cells[0], key))
        found += _differing(session, version, title, cells, figures)
    return tuple(found)


def _differing(
    session: Session,
    version: AllocationVersion,
    title: str,
    cells: list[FrameFigures],
    figures: Figures,
) -> list[Finding]:
    """One finding for a version whose amounts are reckoned in none of the ways any more."""
    factors = read_factors(session, version)
    years = {year for _, year in figures}
    results = calculate(factors, years | {year - 1 for year in years})
    changed = [
        frame
        for frame in cells
        if all(
            amount_by(basis, factors, results, frame, frame.base.net) != frame.parts[_PART].amount
            for basis in BASES
        )
    ]
    if not changed:
        return []
    words = write_count(len(changed), "ram", "ramar")
    message = f"Volymen i {words} är hämtad från {title} men är inte vad modellen ger nu."
    return [_finding(message, changed[0], version.id)]


def _finding(message: str, frame: FrameFigures, version_id: int) -> Finding:
    return Finding(
        _CODE, "warning", message, frame.year, "allocation_version", version_id, _PART, "allocation"
    )


def _latest(session: Session) -> Mapping[int, int]:
    rows = select(AllocationVersion.model_id, func.max(AllocationVersion.number)).group_by(
        AllocationVersion.model_id
    )
    return dict(session.execute(rows).all())
