"""The unit that a formula comes to, so that kronor are never added to per cent without a word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.models.errors import DomainError
from app.services.scorecard.formulaterms import Call, Formula, Minus, Number, Reference, Term

#: Ways to write a unit, and families of units that differ by a factor only.
_SPELLINGS: Mapping[str, str] = {
    **dict.fromkeys(("procent", "%", "pct"), "procent"),
    **dict.fromkeys(("procentenheter", "procentenhet"), "procent"),
    **dict.fromkeys(("promille", "‰"), "promille"),
    **dict.fromkeys(("kr", "kronor", "krona", "sek"), "kr"),
    **dict.fromkeys(("tkr", "kkr", "tusen kronor"), "tkr"),
    **dict.fromkeys(("mnkr", "mkr", "miljoner kronor"), "mnkr"),
    **dict.fromkeys(("st", "st.", "stycken", "antal", "stycke"), "st"),
    **dict.fromkeys(("timmar", "timme", "tim", "h"), "timmar"),
    **dict.fromkeys(("dagar", "dag", "dygn"), "dagar"),
    **dict.fromkeys(("minuter", "minut", "min"), "minuter"),
    **dict.fromkeys(("månader", "månad"), "månader"),
}
_FAMILIES: Mapping[str, str] = {
    **dict.fromkeys(("kr", "tkr", "mnkr"), "kr"),
    **dict.fromkeys(("procent", "promille"), ""),
    **dict.fromkeys(("minuter", "timmar", "dagar", "veckor", "månader", "år"), "tid"),
}
_MEASURED = frozenset(
    {"index", "poäng", "kwh", "mwh", "m2", "m²", "m", "km", "ha", "kg", "ton", "liter", "årsarbetare"}
)
_COUNT = "st"
#: An index may be made of anything.
_INDEX = (("index", 1),)


class UnitsClash(DomainError):
    """Units that cannot be added, or that do not come to what the measure is counted in."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Enheterna i formeln går inte ihop: {why}")
        self.why = why


@dataclass(frozen=True, slots=True)
class _Dimension:
    """Units with their powers; `any` fits everything, and `scaled` has been multiplied by a number."""

    powers: tuple[tuple[str, int], ...] = ()
    any: bool = False
    scaled: bool = False


_ANY = _Dimension(any=True)


def unit_of(formula: Formula, units: Mapping[int, str | None]) -> str | None:
    """The unit that a formula comes to, from those of its measures; None where that cannot be told.

    Raises UnitsClash where it adds what cannot be added.
    """
    found = _dimension(formula.term, units)
    return None if found.any else _words(found)


def check_units(formula: Formula, units: Mapping[int, str | None], unit_of_measure: str | None) -> None:
    """Raises UnitsClash unless the formula comes to the unit that the computed measure is counted in."""
    found = _dimension(formula.term, units)
    wanted = _parse(unit_of_measure)
    if found.any or wanted.any or wanted.powers == _INDEX or _alike(found, wanted):
        return
    told = _words(found)
    if not found.powers and wanted.powers == (("procent", 1),):
        raise UnitsClash("den ger en kvot och måttet anges i procent. Multiplicera med 100.")
    one_family = _family(found) == _family(wanted)
    advice = "Räkna om med en faktor." if one_family else "Ändra formeln eller måttets enhet."
    raise UnitsClash(
        f"den ger {told or 'ett tal utan enhet'}, men måttet anges i {unit_of_measure or 'antal'}. {advice}"
    )


def _dimension(term: Term, units: Mapping[int, str | None]) -> _Dimension:
    if isinstance(term, Number):
        return _ANY
    if isinstance(term, Reference):
        return _parse(units.get(term.indicator_id))
    if isinstance(term, Minus):
        return _dimension(term.of, units)
    if isinstance(term, Call):
        return _together(
            [_dimension(one, units) for one in term.terms],
            "jämföras" if term.name in ("min", "max") else "läggas ihop",
        )
    left, right = _dimension(term.left, units), _dimension(term.right, units)
    if term.sign in "+-":
        return _together([left, right], "läggas ihop" if term.sign == "+" else "dras från varandra")
    sign = 1 if term.sign == "*" else -1
    if isinstance(term.right, Number) or isinstance(term.left, Number):
        return _scaled(
            left if isinstance(term.right, Number) else right, sign if isinstance(term.left, Number) else 1
        )
    return _multiplied(left, right, sign)


def _scaled(one: _Dimension, sign: int) -> _Dimension:
    if one.any:
        return _ANY
    powers = one.powers if sign == 1 else _sum((), one.powers, -1)
    return _Dimension(powers, scaled=True)


def _multiplied(left: _Dimension, right: _Dimension, sign: int) -> _Dimension:
    if left.any or right.any:
        return _ANY
    shares = [one for one in (left, right) if _family(one) == ()]
    if sign == 1 and shares and len(shares) < 2:
        return _Dimension(next(one for one in (left, right) if _family(one)).powers, scaled=True)
    powers = _sum(left.powers, right.powers, sign)
    if shares:
        powers = tuple(pair for pair in powers if _FAMILIES.get(pair[0]) != "")
    return _Dimension(powers, scaled=left.scaled or right.scaled or bool(shares))


def _together(parts: Iterable[_Dimension], verb: str) -> _Dimension:
    known = [one for one in parts if not one.any]
    if not known:
        return _ANY
    first = known[0]
    for one in known[1:]:
        if not _alike(first, one):
            raise UnitsClash(f"{_words(first) or 'antal'} och {_words(one) or 'antal'} kan inte {verb}.")
        if first.powers != one.powers and _counts(first) and _counts(one):
            first = _Dimension(((_COUNT, 1),))
    return _Dimension(first.powers, scaled=any(one.scaled for one in known))


def _alike(one: _Dimension, other: _Dimension) -> bool:
    if one.scaled or other.scaled:
        return _family(one) == _family(other)
    return _plain(one) == _plain(other)


def _plain(one: _Dimension) -> list[tuple[str, int]]:
    return sorted((_COUNT if _is_count(unit) else unit, power) for unit, power in one.powers)


def _counts(one: _Dimension) -> bool:
    """Whether it counts things: st, elever, brukare."""
    return len(one.powers) == 1 and one.powers[0][1] == 1 and _is_count(one.powers[0][0])


def _is_count(unit: str) -> bool:
    return unit not in _FAMILIES and unit not in _MEASURED


def _family(one: _Dimension) -> tuple[tuple[str, int], ...]:
    powers: dict[str, int] = {}
    for unit, power in one.powers:
        family = _FAMILIES.get(unit, _COUNT if _is_count(unit) else unit)
        if family:
            powers[family] = powers.get(family, 0) + power
    return tuple(sorted((unit, power) for unit, power in powers.items() if power))


def _sum(
    left: tuple[tuple[str, int], ...], right: tuple[tuple[str, int], ...], sign: int
) -> tuple[tuple[str, int], ...]:
    powers = dict(left)
    for unit, power in right:
        powers[unit] = powers.get(unit, 0) + sign * power
    _cancel(powers)
    return tuple(sorted((unit, power) for unit, power in powers.items() if power))


def _cancel(powers: dict[str, int]) -> None:
    """Counts of things cancel, whatever their words: kr per elev × antal comes to kr."""
    counts = [unit for unit in powers if _is_count(unit)]
    for unit in [unit for unit in counts if powers[unit] > 0]:
        for other in counts:
            taken = min(powers[unit], -powers[other])
            if taken > 0:
                powers[unit] -= taken
                powers[other] += taken


def _parse(text: str | None) -> _Dimension:
    """A unit as people write it: kr, kr/elev, kr per elev, procent, antal."""
    plain = " ".join((text or "").lower().split())
    if not plain:
        return _ANY
    above, *below = plain.replace(" per ", "/").split("/")
    powers: tuple[tuple[str, int], ...] = ((_unit(above), 1),)
    for one in below:
        powers = _sum(powers, ((_unit(one), 1),), -1)
    return _Dimension(powers)


def _unit(text: str) -> str:
    plain = text.strip()
    return _SPELLINGS.get(plain, plain) or _COUNT


def _words(one: _Dimension) -> str:
    above = [_powered(unit, power) for unit, power in one.powers if power > 0]
    below = [_powered(unit, -power) for unit, power in one.powers if power < 0]
    if not below:
        return "·".join(above)
    return f"{'·'.join(above) or '1'}/{'/'.join(below)}"


def _powered(unit: str, power: int) -> str:
    shown = "antal" if unit == _COUNT and power == 1 else unit
    return shown if power == 1 else f"{unit}^{power}"
