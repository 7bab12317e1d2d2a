"""The normalised score of an outcome, 0 to 10, and means of scores: pure arithmetic, no session.

Between red and green lies a third of the scale: 3,33 where an outcome is no longer acceptable and 6,67 at
the target; the same distance once more gives 0 and 10. Without a limit an outcome is met or it is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from app.services.formatting import write_number
from app.services.scorecard.views import Average, Goalposts, Standing

LEAST, MOST = Decimal(0), Decimal(10)
RED = Decimal(10) / 3
TARGET = Decimal(20) / 3
#: What a figure or goal without a weight of its own counts.
ORDINARY = Decimal(1)
SCORED: tuple[Standing, ...] = ("met", "partly", "unmet")

_YES = Decimal(1)
#: Thirds are rounded in the 28th digit; what differs less than this is the same.
_GRAIN = Decimal(1).scaleb(-12)
_KEPT = Decimal(1).scaleb(-20)
#: So many scores are written out in a formula; more are told as their sum.
_WRITTEN_OUT = 12
_RISING = frozenset({"higher", "scale"})
_LEVEL = frozenset({"within", "unchanged"})


# ---- one outcome ---------------------------------------------------------------------------------


def score(
    outcome: Decimal | None, goalposts: Goalposts, direction: str | None, *, steps: int = 0
) -> Decimal | None:
    """What an outcome scores, or None where it cannot be said.

    Goalposts are in the outcome's own measure (`resolved`); `steps` is how many a text scale has.
    """
    target = goalposts.value
    if outcome is None or (target is None and direction != "yes_no"):
        return None
    if direction == "yes_no":
        return MOST if outcome == (_YES if target is None else target) else LEAST
    assert target is not None
    if direction in _LEVEL:
        return _level(outcome, goalposts, target)
    if direction == "scale" and goalposts.threshold is None:
        return _step(outcome, target, steps)
    if direction in _RISING:
        return slope(outcome, target, goalposts.threshold)
    if direction == "lower":
        limit = goalposts.threshold
        return slope(-outcome, -target, None if limit is None else -limit)
    return None


def slope(outcome: Decimal, target: Decimal, limit: Decimal | None) -> Decimal | None:
    """The score on the line through the limit (3,33) and the target (6,67), where higher is better."""
    if limit is None or limit == target:
        return MOST if outcome >= target else LEAST
    if limit > target:
        return None
    width = target - limit
    return _kept(MOST * (outcome - limit + width) / (3 * width))


def _step(outcome: Decimal, target: Decimal, steps: int) -> Decimal:
    """A step of a text scale: the worst is 0, the one aimed at 6,67 and the best above it 10."""
    if outcome >= target:
        above = steps - target
        return TARGET + (MOST - TARGET) * min(outcome - target, above) / above if above > 0 else TARGET
    return _kept(TARGET * (outcome - 1) / (target - 1)) if target > 1 else LEAST


def _level(outcome: Decimal, goalposts: Goalposts, target: Decimal) -> Decimal | None:
    """A range, best in its middle; one value is a range that ends half-way to its limits."""
    upper = goalposts.upper
    if upper is None or upper == target:
        return _around(outcome, target, _tolerance(outcome, goalposts, target))
    if upper < target:
        return None
    if target <= outcome <= upper:
        half = (upper - target) / 2
        return MOST - (MOST - TARGET) * abs(outcome - (target + upper) / 2) / half
    if outcome < target:
        return slope(outcome, target, goalposts.threshold)
    limit = goalposts.threshold_upper
    return slope(-outcome, -upper, None if limit is None else -limit)


def _around(outcome: Decimal, target: Decimal, tolerance: Decimal | None) -> Decimal | None:
    distance = abs(outcome - target)
    if tolerance is None:
        return LEAST if distance else MOST
    return _kept(MOST - TARGET * distance / tolerance) if tolerance > 0 else None


def _tolerance(outcome: Decimal, goalposts: Goalposts, target: Decimal) -> Decimal | None:
    """How far from the only value the limit is on the outcome's side; one limit holds on both sides."""
    limits = [one for one in (goalposts.threshold, goalposts.threshold_upper) if one is not None]
    if not limits:
        return None
    above = outcome > target
    near = [one for one in limits if (one > target) == above]
    return abs((near or limits)[0] - target)


def _kept(value: Decimal) -> Decimal:
    return min(max(value, LEAST), MOST)


def resolved(goalposts: Goalposts, before: Decimal | None) -> Goalposts:
    """The goalposts in the outcome's own measure: a change from last year is added to last year's outcome.

    What comes of it is a level like any other. Without an outcome of last year there is nothing to hold a
    change against, and the value is None.
    """
    if goalposts.kind != "previous":
        return goalposts
    if before is None:
        return replace(goalposts, value=None, upper=None, threshold=None, threshold_upper=None)
    return replace(
        goalposts,
        value=before
        if goalposts.value is None and goalposts.words is None
        else _moved(goalposts.value, before),
        upper=_moved(goalposts.upper, before),
        threshold=_moved(goalposts.threshold, before),
        threshold_upper=_moved(goalposts.threshold_upper, before),
        kind="absolute",
    )


def _moved(change: Decimal | None, before: Decimal) -> Decimal | None:
    return None if change is None else before + change


def held_direction(direction: str | None, kind: str) -> str | None:
    """The direction that an outcome is held against: a gap is better the smaller it is."""
    return "lower" if kind == "gap" else direction


def obstacle(goalposts: Goalposts, direction: str | None, *, before: Decimal | None = None) -> str:
    """Why an outcome has no score, in words; "" when nothing stands in the way."""
    if direction is None:
        return "riktning saknas"
    if direction == "yes_no":
        return ""
    if goalposts.value is None:
        if goalposts.words is not None:
            return "målet är skrivet i ord"
        if goalposts.kind == "previous" and before is None:
            return "utfall året före saknas"
        return "målvärde saknas"
    if score(goalposts.value, goalposts, direction) is None:
        return "gränsvärdet ligger på fel sida om målet"
    return ""


# ---- how it stands -------------------------------------------------------------------------------


def standing(value: Decimal | None, *, known: bool = True, owned: bool = True) -> Standing:
    """How a score stands; what is unknown or nobody's is never green and never red."""
    if not known:
        return "missing"
    if not owned:
        return "unowned"
    if value is None:
        return "unscored"
    exact = value.quantize(_GRAIN, ROUND_HALF_UP)
    if exact >= TARGET.quantize(_GRAIN, ROUND_HALF_UP):
        return "met"
    return "partly" if exact >= RED.quantize(_GRAIN, ROUND_HALF_UP) else "unmet"


# ---- means ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """Something with or without a score in a mean; `weight` None counts as one ordinary part."""

    score: Decimal | None
    weight: Decimal | None = None
    nature: str | None = None
    standing: Standing = "missing"


def weighted(parts: Sequence[Part], *, counted: int | None = None, count: int | None = None) -> Average:
    """The weighted mean of those that have a score, with the mean written out.

    `counted` of `count` say what the share with data is counted in, if not in the parts themselves.
    """
    scored = [(part.score, _weight(part)) for part in parts if part.score is not None and _weight(part)]
    mean = mean_of(scored)
    return Average(
        score=mean,
        standing=_whole_standing(parts, mean),
        formula=written_out(scored, mean, len(parts)),
        counted=len(scored) if counted is None else counted,
        count=len(parts) if count is None else count,
        leading=_mean_of(parts, "leading"),
        lagging=_mean_of(parts, "lagging"),
    )


def shares(weights: Iterable[Decimal | None]) -> tuple[Decimal, ...]:
    """Relative weights in per cent."""
    known = [ORDINARY if weight is None else weight for weight in weights]
    whole = sum(known)
    return tuple(100 * weight / whole if whole else LEAST for weight in known)


def _weight(part: Part) -> Decimal:
    return ORDINARY if part.weight is None else part.weight


def mean_of(scored: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    """The mean, rid of what thirds leave in the last digits: a half is still a half when it is rounded."""
    if not scored:
        return None
    if len(scored) == 1:
        return scored[0][0]
    whole, total = LEAST, LEAST
    for value, weight in scored:
        whole += weight
        total += value if weight is ORDINARY else value * weight
    mean = (total / whole).quantize(_KEPT, ROUND_HALF_UP)
    return next((third for third in (RED, TARGET) if abs(mean - third) < _KEPT), mean)


def _mean_of(parts: Sequence[Part], nature: str) -> Decimal | None:
    of_nature = [one for one in parts if one.nature == nature and one.score is not None]
    return mean_of([(one.score or LEAST, _weight(one)) for one in of_nature if _weight(one)])


def _whole_standing(parts: Sequence[Part], mean: Decimal | None) -> Standing:
    if mean is not None:
        return standing(mean)
    present = {part.standing for part in parts}
    for lacking in ("missing", "unowned", "unscored"):
        if lacking in present:
            return lacking
    return "missing"


def written_out(scored: Sequence[tuple[Decimal, Decimal]], mean: Decimal | None, count: int) -> str:
    """A mean of scores with their weights as a formula, and how many of `count` it leaves out."""
    if mean is None:
        return "Inget att räkna medel av: inga poäng finns." if count else "Inget att räkna medel av."
    left_out = count - len(scored)
    tail = f"; {write_number(left_out)} utan poäng räknas inte" if left_out else ""
    equal = len({weight for _, weight in scored}) == 1
    whole = Decimal(len(scored)) if equal else sum((weight for _, weight in scored), LEAST)
    above = _sum_words(scored, equal)
    exact = all(_two(value) == value for value in (mean, *(value for value, _ in scored)))
    sign = "=" if exact else "≈"
    if len(scored) == 1:
        return f"{write_number(mean, 2)}{tail}"
    return f"{above} / {_short(whole)} {sign} {write_number(mean, 2)}{tail}"


def _sum_words(scored: Sequence[tuple[Decimal, Decimal]], equal: bool) -> str:
    if len(scored) > _WRITTEN_OUT:
        total = sum((value if equal else value * weight for value, weight in scored), LEAST)
        kind = "poäng" if equal else "poäng gånger vikt"
        return f"{write_number(total, 2)} (summan av {write_number(len(scored))} {kind})"
    if len(scored) == 1:
        return write_number(scored[0][0], 2)
    if equal:
        return "(" + " + ".join(write_number(value, 2) for value, _ in scored) + ")"
    return "(" + " + ".join(f"{_short(weight)} × {write_number(value, 2)}" for value, weight in scored) + ")"


def _short(weight: Decimal) -> str:
    return write_number(
        weight.normalize() if weight != weight.to_integral_value() else weight.to_integral_value()
    )


def _two(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
