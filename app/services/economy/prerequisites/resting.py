"""What rests on a line of the prerequisites is reckoned anew in the same change as the line."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import ComponentBasis, VersionEconomy
from app.services.economy.own import version_of
from app.services.economy.prerequisites.errors import LineValueInUse
from app.services.economy.prerequisites.gathering import gather
from app.services.economy.prerequisites.lines import BY_KEY


def rest_again_on_round(session: Session, round_id: int, lines: Collection[str]) -> None:
    """Reckon what rests on lines in every open version that rests on a round."""
    rows = (
        select(PlanVersion.id)
        .join(VersionEconomy, VersionEconomy.plan_version_id == PlanVersion.id)
        .where(VersionEconomy.round_id == round_id, PlanVersion.locked.is_(False))
    )
    rest_again(session, session.scalars(rows).all(), lines)


def rest_again(session: Session, version_ids: Iterable[int], lines: Collection[str] | None = None) -> None:
    """Reckon what rests on lines of the prerequisites of versions, or on any line."""
    for version_id in version_ids:
        rows = select(ComponentBasis.line, ComponentBasis.year).where(
            ComponentBasis.plan_version_id == version_id, ComponentBasis.line.is_not(None)
        )
        found = {(str(line), year) for line, year in session.execute(rows)}
        rests = {(line, year) for line, year in found if lines is None or line in lines}
        rests |= {(line, year) for line, year in found if lines is not None and _twin(line) in lines}
        if not rests:
            continue
        _refuse_nothing(session, version_id, rests)
        for line in sorted({line for line, _ in rests}):
            from app.services.economy.reckoning import recompute

            recompute(session, version_id=version_id, line=line)


def _twin(line: str) -> str:
    known = BY_KEY.get(line)
    return known.twin if known is not None else ""


def _refuse_nothing(session: Session, version_id: int, rests: Collection[tuple[str, int]]) -> None:
    """A line that parts rest on keeps a value in kronor, or is taken from a central post."""
    gathered = gather(session, version_id)
    taken = {line.key for line in gathered.own_lines if line.pot_id is not None}
    typed = {line.key: line.amounts for line in gathered.own_amounts}
    names = {line.key: line.name for line in gathered.own_lines}
    for line, year in sorted(rests):
        if line not in taken and (line, year) not in gathered.values and year not in typed.get(line, {}):
            name = names[line] if line in names else BY_KEY[line].name
            raise LineValueInUse(name, year, version_of(session, version_id).name)
