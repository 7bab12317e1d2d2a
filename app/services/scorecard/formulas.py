"""Measures that are computed from others: their formulas, what they need, and what they come to."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError, NotFound
from app.models.scorecard import Indicator
from app.services.scorecard.formulareading import NotAFormula, parse, stored_formula
from app.services.scorecard.formulaterms import FUNCTIONS, Computed, Formula
from app.services.scorecard.formulaunits import UnitsClash, check_units, unit_of
from app.services.storage import check_version, describe, touch

__all__ = [
    "FUNCTIONS",
    "Computed",
    "Formula",
    "NotAFormula",
    "RunsInCircle",
    "UnitsClash",
    "check_formulas",
    "check_units",
    "circle",
    "fill",
    "formulas_of",
    "in_order",
    "parse",
    "set_formula",
    "stored_formula",
    "unit_of",
]


class RunsInCircle(DomainError):
    """A measure would be computed from itself, straight or by way of others."""

    def __init__(self, names: tuple[str, ...]) -> None:
        way = " → ".join(f"”{name}”" for name in names)
        super().__init__(
            f"Formeln går i cirkel: {way}. Ett mått kan inte räknas ut ur sig självt. Ta bort ett av leden."
        )


def formulas_of(session: Session) -> dict[int, Formula]:
    """The formula of every measure that is computed, by its id."""
    rows = session.execute(select(Indicator.id, Indicator.formula).where(Indicator.formula.is_not(None)))
    read = {key: stored_formula(text) for key, text in rows if text}
    return {key: formula for key, formula in read.items() if formula is not None}


def circle(formulas: Mapping[int, Formula], start: int) -> tuple[int, ...]:
    """The way from a measure back to itself by what the formulas need; empty where there is none."""
    way: list[int] = [start]
    waiting = [iter(_needs(formulas, start))]
    seen: set[int] = set()
    while waiting:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
            way.pop()
        elif one == start:
            return (*way, start)
        elif one not in seen:
            seen.add(one)
            way.append(one)
            waiting.append(iter(_needs(formulas, one)))
    return ()


def in_order(formulas: Mapping[int, Formula]) -> tuple[int, ...]:
    """The computed measures, each after those that it needs; what runs in a circle is left out."""
    done: dict[int, bool] = {}
    for start in formulas:
        waiting: list[tuple[int, Iterator[int]]] = []
        _enter(formulas, start, done, waiting)
        while waiting:
            key, rest = waiting[-1]
            one = next(rest, None)
            if one is not None:
                _enter(formulas, one, done, waiting)
                continue
            waiting.pop()
            done[key] = all(done.get(need, False) for need in _needs(formulas, key) if need in formulas)
            done[key] = done.pop(key)  # finished: last in the order so far
    return tuple(key for key, whole in done.items() if whole)


def _enter(
    formulas: Mapping[int, Formula], key: int, done: dict[int, bool], waiting: list[tuple[int, Iterator[int]]]
) -> None:
    if key in formulas and key not in done:
        done[key] = False
        waiting.append((key, iter(_needs(formulas, key))))


def _needs(formulas: Mapping[int, Formula], key: int) -> tuple[int, ...]:
    return formulas[key].references if key in formulas else ()


def fill(
    formulas: Mapping[int, Formula],
    values: Mapping[int, Decimal | None],
    names: Mapping[int, str] | None = None,
) -> dict[int, Computed]:
    """What every computed measure comes to, from the values of those that are measured."""
    known = dict(values)
    found: dict[int, Computed] = {}
    for key in in_order(formulas):
        found[key] = formulas[key].compute(known, names)
        known[key] = found[key].value
    for key in formulas.keys() - found.keys():
        found[key] = Computed(None, "formeln går i cirkel")
    return found


def set_formula(session: Session, *, indicator_id: int, text: str | None, expected_version: int) -> None:
    """Say how a measure is computed from others, names in brackets; nothing makes it a measured one.

    Refused when it cannot be read, names itself by any way, or comes to another unit than the measure's.
    """
    row = session.get(Indicator, indicator_id)
    if row is None:
        raise NotFound("Måttet")
    check_version(row, expected_version, f"”{row.name}”")
    stored = None
    if text is not None and text.strip():
        rows = session.execute(select(Indicator.id, Indicator.name, Indicator.unit_of_measure)).all()
        names = {one.id: one.name for one in rows}
        formula = parse(text, names)
        _check_known(formula, names)
        way = circle({**formulas_of(session), indicator_id: formula}, indicator_id)
        if way:
            raise RunsInCircle(tuple(names[key] for key in way))
        check_units(formula, {one.id: one.unit_of_measure for one in rows}, row.unit_of_measure)
        stored = formula.stored
    if stored == row.formula:
        return
    row.formula = stored
    verb = "Ändrade formeln för" if stored else "Tog bort formeln för"
    describe(session, f"{verb} ”{row.name}”")
    touch(row)


def check_formulas(session: Session, units: Mapping[int, str | None]) -> None:
    """Raises UnitsClash when units that are about to change would no longer fit the formulas."""
    rows = session.execute(
        select(Indicator.id, Indicator.name, Indicator.unit_of_measure, Indicator.formula)
    ).all()
    known = {row.id: row.unit_of_measure for row in rows} | dict(units)
    for row in rows:
        formula = stored_formula(row.formula) if row.formula else None
        if formula is None or not ({row.id, *formula.references} & units.keys()):
            continue
        try:
            check_units(formula, known, known[row.id])
        except UnitsClash as clash:
            raise UnitsClash(f"i ”{row.name}”, {clash.why}") from None


def _check_known(formula: Formula, names: Mapping[int, str]) -> None:
    gone = next((key for key in formula.references if key not in names), None)
    if gone is not None:
        raise NotAFormula(f"måttet #{gone} finns inte. Välj ett mått i listan.")
