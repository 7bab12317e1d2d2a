"""What a cell is marked for: a value beyond its limit, or one that is hardly right beside last year's."""

from decimal import Decimal

from app.services.scorecard.score import resolved
from app.services.scorecard.views import Goalposts

TIMES = 10
"""So many times more or less than the year before is hardly right."""
BROKEN = "Värdet är sämre än gränsvärdet."
HARDLY = "Värdet är mer än tio gånger {how} än samma period året före. Kontrollera att det stämmer."
_LEVEL = frozenset({"within", "unchanged"})


def warnings(
    value: Decimal | None, before: Decimal | None, posts: Goalposts, direction: str | None, *, held: bool
) -> tuple[str, ...]:
    """Why a value is marked, in sentences; `held` says whether the year's limits hold for its period."""
    if value is None:
        return ()
    found = []
    if held and breaks(value, resolved(posts, before), direction):
        found.append(BROKEN)
    if hardly(value, before):
        assert before is not None
        found.append(HARDLY.format(how="större" if abs(value) > abs(before) else "mindre"))
    return tuple(found)


def breaks(value: Decimal, posts: Goalposts, direction: str | None) -> bool:
    """Whether a value is beyond the limit where it is no longer acceptable."""
    lowest, highest = posts.threshold, posts.threshold_upper
    if posts.kind == "gap":
        return False
    if direction in ("higher", "scale"):
        return lowest is not None and value < lowest
    if direction == "lower":
        return lowest is not None and value > lowest
    if direction in _LEVEL:
        return (lowest is not None and value < lowest) or (highest is not None and value > highest)
    return False


def hardly(value: Decimal, before: Decimal | None) -> bool:
    """Whether a value is at least ten times the year before, or at most a tenth of it."""
    if not value or not before:
        return False
    small, large = sorted((abs(value), abs(before)))
    return large >= TIMES * small
