"""Figures that are computed from others, one cell at a time; of one that needs itself nothing comes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from app.services.scorecard.formulareading import parse
from app.services.scorecard.formulas import Formula


class Reckoning:
    """The formulas of all figures."""

    def __init__(self, indicators: Iterable[Any]) -> None:
        rows = list(indicators)
        self._names: Mapping[int, str] = {row.id: row.name for row in rows}
        self._formulas: Mapping[int, Formula] = {row.id: parse(row.formula) for row in rows if row.formula}

    def is_computed(self, key: int) -> bool:
        """Whether a figure is computed."""
        return key in self._formulas

    def words(self, key: int) -> str:
        """How a figure is computed, with names; "" where it is measured."""
        formula = self._formulas.get(key)
        return formula.shown(self._names) if formula is not None else ""

    def needed(self, keys: Collection[int]) -> frozenset[int]:
        """Figures with all that they are computed from, near and far."""
        found: set[int] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += self._formulas[key].references if key in self._formulas else ()
        return frozenset(found)

    def measured(self, key: int) -> frozenset[int]:
        """The figures that a computed one comes from in the end, which are measured."""
        return frozenset(one for one in self.needed((key,)) if one not in self._formulas)

    def needing(self, keys: Collection[int]) -> frozenset[int]:
        """Figures with all that are computed from them, near and far."""
        found, grown = set(keys), True
        while grown:
            more = {
                key for key, formula in self._formulas.items()
                if key not in found and not found.isdisjoint(formula.references)
            }  # fmt: skip
            found |= more
            grown = bool(more)
        return frozenset(found)

    def reckon(self, key: int, value: Callable[[int], Decimal | None]) -> tuple[Decimal | None, str]:
        """What a figure comes to with the measured values, and how, in a sentence."""
        formula = self._formulas[key]
        known: dict[int, Decimal | None] = {key: None}
        came = formula.compute(
            {one: self._value(one, value, known) for one in formula.references}, self._names
        )
        how = f"Räknas fram: {formula.shown(self._names)}."
        return came.value, how if not came.why else f"{how} Inget värde: {came.why}."

    def _value(
        self, key: int, value: Callable[[int], Decimal | None], known: dict[int, Decimal | None]
    ) -> Decimal | None:
        """The value of a figure, reckoned once; `known` holds None for what is still being reckoned."""
        if key not in known:
            known[key] = None
            formula = self._formulas.get(key)
            known[key] = (
                value(key)
                if formula is None
                else formula.computed({one: self._value(one, value, known) for one in formula.references})
            )
        return known[key]
