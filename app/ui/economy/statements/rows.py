"""The rows of the statements as a sheet shows them: what can be typed, what is reckoned, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.services.economy.statements import lines
from app.services.economy.statements.tabling import columns_of, year_words
from app.services.economy.statements.views import place
from app.services.formatting import write_kr
from app.ui.economy.money import Unit, bare, shown, typed
from app.ui.economy.sheet import SheetCell, SheetRow

if TYPE_CHECKING:
    from app.services.economy.statements.views import StatementsView

#: The rows that must not be zero or less, or not less than zero, and what is said where they are.
_ABOVE_ZERO: Final = {"result": "Intäkterna ska vara större än kostnaderna."}
_NOT_BELOW: Final = {"cash_closing": "De likvida medlen tar slut.", "cash": "De likvida medlen tar slut."}


def years_of(made: StatementsView, statement: str, *, locked: bool) -> tuple[int, ...]:
    """The years that have columns; the year before the plan may be typed in the result too."""
    return columns_of(made, statement, typing=not locked)


def headings(made: StatementsView, statement: str, *, locked: bool) -> tuple[str, ...]:
    """What the columns are called."""
    return tuple(year_words(year, made.opening_year) for year in years_of(made, statement, locked=locked))


def statement_rows(made: StatementsView, statement: str, unit: Unit, *, locked: bool) -> tuple[SheetRow, ...]:
    """The rows of a statement; what is neither typed nor has an amount is left out where it is a part."""
    found = []
    for line in lines.LINES[statement]:
        if line.style == "heading":
            found.append(SheetRow(line.key, line.name, style="heading"))
            continue
        row = _row(made, statement, line, unit, locked)
        if line.indent and (locked or not line.typed) and all(cell.text == "–" for cell in row.cells):
            continue
        found.append(row)
    return tuple(found)


def _row(made: StatementsView, statement: str, line: lines.Line, unit: Unit, locked: bool) -> SheetRow:
    years = years_of(made, statement, locked=locked)
    cells = tuple(_cell(made, statement, line, year, unit, locked) for year in years)
    notes = (made.notes.get(place(statement, line.key, year), "") for year in years)
    return SheetRow(
        key=line.key,
        label=line.name,
        cells=cells,
        style="note" if line.memo and statement == lines.BALANCE else line.style,
        indent=line.indent,
        note=" ".join(dict.fromkeys(note for note in notes if note)),
        tooltip=line.about,
        flag=flag(made, statement, line.key, years),
    )


def _cell(
    made: StatementsView, statement: str, line: lines.Line, year: int, unit: Unit, locked: bool
) -> SheetCell:
    amount = made.amount(statement, line.key, year)
    editable = not locked and lines.may_be_typed(statement, line, year, made.years[0])
    wrong = _wrong(line.key, amount) if year > made.opening_year else ""
    stated = _stated_words(made, statement, line.key, year)
    own = made.typed.get(place(statement, line.key, year))
    return SheetCell(
        text=shown(amount, unit),
        edit_text=typed(own, unit),
        editable=editable,
        copy=None if amount is None else bare(amount, unit),
        raised=not editable and line.style == "row",
        alarm=bool(wrong) or bool(stated and "skiljer" in stated),
        tooltip="\n".join(said for said in (wrong, stated, line.about) if said),
        example=made.example and own is not None,
        muted=bool(line.indent) and statement == lines.RESULT,
        comment=place(statement, line.key, year) in made.notes,
    )


def _wrong(key: str, amount: int | None) -> str:
    if amount is None:
        return ""
    if key in _ABOVE_ZERO and amount <= 0:
        return _ABOVE_ZERO[key]
    return _NOT_BELOW[key] if key in _NOT_BELOW and amount < 0 else ""


def _stated_words(made: StatementsView, statement: str, key: str, year: int) -> str:
    stated = made.stated.get(place(statement, key, year))
    if stated is None:
        return ""
    reckoned = made.amount(statement, key, year)
    words = f"Uppgiven summa {write_kr(stated)}"
    if reckoned is None or reckoned == stated:
        return f"{words}."
    return f"{words} skiljer {write_kr(reckoned - stated, plus=True)} från den räknade."


def flag(made: StatementsView, statement: str, key: str, years: Sequence[int]) -> str:
    """What is wrong with a row, in a few words after its name."""
    told = [made.stated.get(place(statement, key, year)) for year in years]
    sums = [made.amount(statement, key, year) for year in years]
    apart = any(
        one is not None and two is not None and one != two for one, two in zip(told, sums, strict=True)
    )
    return "skiljer från uppgiven summa" if apart else ""
