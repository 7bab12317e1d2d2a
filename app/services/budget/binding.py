"""Where the council binds the appropriations, and where money may be moved freely under them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Appropriation
from app.services.budget.rows import Bound
from app.services.budget.unittree import Place


@dataclass(frozen=True, slots=True)
class Bindings:
    """What is bound, by unit or central post; `above` says what stands over each of them."""

    bound: Mapping[int, Bound] = field(default_factory=dict)
    above: Mapping[int, int | None] = field(default_factory=dict)

    def over(self, holder: int) -> int | None:
        """What is bound somewhere above; None when nothing is."""
        at = self.above.get(holder)
        while at is not None and at not in self.bound:
            at = self.above.get(at)
        return at

    def below(self, holder: int) -> int | None:
        """Something bound that stands under a unit; None when nothing does."""
        return next((each for each in self.bound if self._is_under(each, holder)), None)

    def of(self, place: Place, *, shared: bool) -> tuple[Bound | None, bool]:
        """What is bound at a line, and whether it is free under a binding.

        `shared` is the line of what a unit keeps for itself, which stands under the unit's own line.
        """
        holder = place.unit_id or place.pot_id or 0
        bound = self.bound.get(holder)
        if shared:
            return None, bound is not None or self.over(holder) is not None
        return bound, self.over(holder) is not None

    def _is_under(self, holder: int, top: int) -> bool:
        at = self.above.get(holder)
        while at is not None and at != top:
            at = self.above.get(at)
        return at is not None


def read_bound(session: Session, version_id: int) -> dict[int, Bound]:
    """What is bound in a version."""
    rows = select(Appropriation.unit_id, Appropriation.pot_id, Appropriation.gross)
    rows = rows.where(Appropriation.plan_version_id == version_id).order_by(Appropriation.id)
    return {unit or pot or 0: "gross" if gross else "net" for unit, pot, gross in session.execute(rows)}
