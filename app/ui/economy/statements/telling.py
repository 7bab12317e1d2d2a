"""What the inspector tells of a row, of a tie and of the statements."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from app.services.economy.statements import lines
from app.services.economy.statements.tabling import columns_of, year_words
from app.services.economy.statements.ties import TIE_NAMES
from app.services.economy.statements.views import place
from app.services.formatting import write_percent
from app.ui.economy.money import Unit, shown, typed
from app.ui.economy.statements.tie_strip import mark_of, tie_word
from app.ui.parts.details import (
    Command,
    Commands,
    Custom,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.economy.statements.views import StatementsView
    from app.ui.economy.statements.data import Data

Say = Callable[[str, str, int, str], bool]
"""Takes a statement, a row, a year and what was typed."""


def row_details(
    made: StatementsView,
    statement: str,
    key: str,
    year: int,
    unit: Unit,
    *,
    locked: str,
    note: Say,
    stated: Say,
    more: tuple[Part, ...] = (),
) -> Details | None:
    """What a row is, what it is made of in a year, its note, and what a document states of it."""
    line = lines.line_of(statement, key)
    if line is None or line.style == "heading":
        return None
    parts: list[Part] = [Text(line.about)] if line.about else []
    parts.append(Facts(_over_years(made, statement, line, unit)))
    if statement == key == lines.RESULT:
        parts.append(Custom(lambda: _chart(made)))
    if line.parts:
        parts.append(Heading(f"Summan {year}"))
        parts.append(Facts(_made_of(made, statement, line, year, unit)))
    parts += _fields(made, statement, line, year, unit, locked, note, stated)
    parts += more
    kicker = f"{lines.STATEMENT_NAMES[statement]} · {year_words(year, made.opening_year)}, {unit}"
    return Details(("row", statement, key, year, unit), kicker, line.name, tuple(parts))


def _chart(made: StatementsView) -> QWidget:
    """The result of each year beside its target."""
    from app.services.charts.result_chart import ResultPoint, result_chart
    from app.ui.parts.chart import CaptionedChart

    points = [
        ResultPoint(year, made.amount(lines.RESULT, "result", year), made.targets.get(year))
        for year in made.years
    ]
    return CaptionedChart(result_chart(points), rule=True)


def _over_years(made: StatementsView, statement: str, line: lines.Line, unit: Unit) -> tuple[Fact, ...]:
    return tuple(
        Fact(year_words(year, made.opening_year), shown(made.amount(statement, line.key, year), unit))
        for year in columns_of(made, statement)
    )


def _made_of(
    made: StatementsView, statement: str, line: lines.Line, year: int, unit: Unit
) -> tuple[Fact, ...]:
    found = []
    for part in line.parts:
        amount = made.amount(statement, part.key, year)
        if amount is not None:
            found.append(Fact(lines.BY_KEY[statement][part.key].name, shown(amount, unit)))
    return tuple(found) or (Fact("Delarna", "uppgift saknas"),)


def _fields(
    made: StatementsView,
    statement: str,
    line: lines.Line,
    year: int,
    unit: Unit,
    locked: str,
    note: Say,
    stated: Say,
) -> list[Part]:
    at = place(statement, line.key, year)
    found: list[Part] = []
    if line.parts:
        found.append(
            Field(
                "stated",
                f"Uppgiven summa {year}, {unit}",
                typed(made.stated.get(at), unit),
                lambda text: stated(statement, line.key, year, text),
                hint="Den summa som ett beslutat dokument anger. Den jämförs med den räknade.",
                locked=locked,
            )
        )
    found.append(
        Field(
            "note",
            f"Not {year}",
            made.notes.get(at, ""),
            lambda text: note(statement, line.key, year, text),
            lines=3,
            hint="Varifrån beloppet kommer, eller varför det är som det är.",
            locked=locked,
        )
    )
    return found


def tie_details(made: StatementsView, key: str, unit: Unit) -> Details:
    """Each year's two amounts of a kind of tie, with what to do where they differ."""
    parts: list[Part] = []
    for tie in (each for each in made.ties if each.key == key):
        mark = mark_of([tie])
        parts.append(Heading(f"{tie.year}", tie_word(mark)))
        parts.append(Text(f"{tie.words}."))
        rows = [
            Fact(tie.left_words, shown(tie.left, unit)),
            Fact(tie.right_words, shown(tie.right, unit)),
        ]
        if tie.broken:
            rows.append(Fact("Skillnad", shown(tie.difference, unit, plus=True), mark=mark))
        parts.append(Facts(tuple(rows)))
        if tie.broken and tie.advice:
            parts.append(Notice(tie.advice))
    return Details(("tie", key, unit), f"Avstämning, {unit}", TIE_NAMES[key], tuple(parts))


def board_details(made: StatementsView, key: str, unit: Unit) -> Details | None:
    """A nämnd or what stands under it: its income, cost and net by year, and its share of the frames."""
    board = next((each for each in made.boards if each.key == key), None)
    if board is None:
        return None
    parts: list[Part] = []
    for year in made.years:
        sums = board.sums.get(year)
        if sums is None:
            continue
        whole = sum(each.sums[year].net for each in made.boards if each.parent is None and year in each.sums)
        share = write_percent(Decimal(sums.net) * 100 / whole) if whole else "–"
        parts.append(Heading(year_words(year, made.opening_year)))
        rows = (
            Fact("Intäkter", shown(sums.income, unit)),
            Fact("Kostnader", shown(-sums.cost, unit)),
            Fact("Netto", shown(-sums.net, unit)),
            Fact("Andel av ramarna", share),
        )
        parts.append(Facts(rows))
    return Details(("board", key, unit), f"Driftbudget, {unit}", board.name, tuple(parts))


def internal_parts(data: Data, take: Callable[[], object]) -> tuple[Part, ...]:
    """What the internal interest would be by the municipality's own rate, with the way to put it in."""
    if not data.internal:
        return ()
    facts = [
        Fact(f"{year}, {write_percent(each.rate, None)}", shown(each.amount, data.unit))
        for year, each in data.internal.items()
    ]
    words = "Internräntan på anläggningarnas värde vid varje års början, enligt indextabellen:"
    parts: list[Part] = [Heading("Enligt internräntan"), Text(words, muted=True), Facts(tuple(facts))]
    if not data.locked:
        parts.append(Commands((Command("Skriv in för alla år", take),)))
    return tuple(parts)


def remarks(made: StatementsView, to_income: Link, to_balance: Link | None) -> list[str | Link]:
    """What the statements lack, the gravest first, each with the way to it."""
    words: list[str | Link] = []
    for said in made.lacks:
        words.append(f"{' ' if words else ''}{said}")
        if "förutsättningarna" in said:
            return [*words, " ", to_income, "."]
        if said.startswith("Ingående balans") and to_balance is not None:
            words += [" ", to_balance, "."]
    return words
