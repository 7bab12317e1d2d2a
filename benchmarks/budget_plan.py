"""A large plan in memory, as if it had been read: units six under each, with frames for three years."""

from functools import cache

from app.services.budget.figures import Figures, FrameFigures, Part
from app.services.budget.ledger import Ledger
from app.services.budget.rules import Amounts
from app.services.budget.unittree import Place
from app.services.budget.views import BudgetView, Plan, VersionInfo

YEARS = (2027, 2028, 2029)
_WIDE = 6
_TKR = 100_000
_KINDS = ("wages", "prices", "volume", "technical", "priority", "efficiency")
_VERSION = VersionInfo(
    1, 1, YEARS[0], "Arbetsversion", "preliminary", None, None, None, None, False, False, 1
)
_PLAN = Plan(1, "Budget", YEARS[0], YEARS, False)


def make_view(count: int) -> BudgetView:
    """What the page shows of a plan with so many rows; every call makes the sums anew."""
    ledger = make_ledger(count)
    units = sum(not place.group for place in places(count))
    return BudgetView(
        plan=_PLAN,
        version=_VERSION,
        versions=(_VERSION,),
        rows=ledger.rows,
        sums=ledger.sums,
        unit_count=units,
        ledger=ledger,
    )


def make_ledger(count: int) -> Ledger:
    """The ledger of a plan with so many rows."""
    return Ledger(places(count), dict(figures(count)))


@cache
def places(count: int) -> tuple[Place, ...]:
    """Rows in the order of a tree, groups before what they hold."""
    made: list[Place] = []
    _grow(made, None, 0, _deepest(count), count)
    return tuple(made)


@cache
def figures(count: int) -> Figures:
    """The frames of every row that is no group."""
    found: Figures = {}
    for place in places(count):
        if not place.group:
            before: FrameFigures | None = None
            for year in YEARS:
                before = found[place.key, year] = make_frame(place.key, year, before, place.key % 97)
    return found


def make_frame(holder: int, year: int, before: FrameFigures | None, step: int) -> FrameFigures:
    """A frame of a year that builds on the year before, a little more each time."""
    base = before.amounts if before is not None else Amounts((1000 + step) * _TKR, 0)
    kinds = _KINDS if before is None else ("plan",)
    parts = {
        kind: Part(holder * 100 + year * 10 + place, (step + place) * _TKR)
        for place, kind in enumerate(kinds)
    }
    amounts = base + Amounts(sum(part.amount for part in parts.values()), 0)
    key = holder * 10 + year - YEARS[0]
    return FrameFigures(key, holder, None, year, 1, False, before is not None, base, amounts, parts=parts)


def _grow(made: list[Place], parent: int | None, depth: int, deepest: int, count: int) -> None:
    for _ in range(_WIDE):
        if len(made) >= count:
            return
        number = len(made) + 1
        if depth == deepest:
            made.append(Place(number, parent, number, f"Enhet {number}", depth, False))
        else:
            made.append(Place(-number, parent, number, f"Område {number}", depth, True))
            _grow(made, -number, depth + 1, deepest, count)


def _deepest(count: int) -> int:
    depth, held = 0, _WIDE
    while held < count:
        depth += 1
        held += _WIDE ** (depth + 1)
    return depth
