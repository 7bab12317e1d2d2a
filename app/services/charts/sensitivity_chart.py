"""What changes the economy the most: a bar for each thing that could be otherwise, the largest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.services.charts.bars import BarRow, Bars
from app.services.charts.findings import lowered
from app.services.charts.sheet import Caption
from app.services.formatting import write_mnkr


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that could be otherwise and what it does, in öre; None where that is not known."""

    words: str
    amount: int | None
    key: object = None


def sensitivity_chart(effects: Sequence[Effect], *, on: str, note: str = "", source: str = "") -> Bars:
    """The bars of some effects; `on` says on what and when, ”resultatet 2027”. Worse is outlined."""
    known = [one for one in effects if one.amount is not None]
    ordered = sorted(known, key=lambda one: abs(one.amount or 0), reverse=True)
    rows = tuple(
        BarRow(one.words, Decimal(one.amount or 0), write_mnkr(one.amount or 0, plus=True), key=one.key)
        for one in ordered
    )
    reading = "Fylld stapel: bättre. Kontur: sämre."
    caption = Caption(finding(ordered, on), f"{reading} {note}".strip(), source)
    return Bars(rows, ("Det som ändras", f"Effekt på {on}", ""), caption)


def finding(ordered: Sequence[Effect], on: str) -> str:
    """What matters the most."""
    if not ordered or not ordered[0].amount:
        return f"Det går inte att säga vad som påverkar {on} mest"
    return f"{ordered[0].words} ändrar {lowered(on)} mest, med {write_mnkr(ordered[0].amount, plus=True)}"
