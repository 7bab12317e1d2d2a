"""The loans: what is owed, borrowed and repaid by year, typed in the sheet, and each in the inspector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from app.services.economy.statements.tabling import year_words
from app.services.formatting import read_percent, write_number, write_percent
from app.ui.economy.money import Unit, bare, read, shown, typed
from app.ui.economy.sheet import Change, SheetCell, SheetRow
from app.ui.parts.details import Command, Commands, Details, Fact, Facts, Field, Notice, Part
from app.ui.parts.dialogs import FormDialog, TextInput

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.economy.statements.loans import LoansView, LoanView
    from app.ui.economy.statements.data import Data, Doing

_OPENING, _BORROWED, _REPAID, _CLOSING = "opening", "borrowed", "repaid", "closing"
_RATE, _INTEREST = "rate", "interest"
_NAMES: Final = {
    _OPENING: "Skuld vid årets början",
    _BORROWED: "Nyupplåning",
    _REPAID: "Amortering",
    _CLOSING: "Skuld vid årets slut",
    _RATE: "Ränta, procent",
    _INTEREST: "Räntekostnad",
}
ALL: Final = 0


def loan_headings(view: LoansView) -> tuple[str, ...]:
    """What the columns are called."""
    return tuple(year_words(year, view.years[0] - 1) for year in view.years)


def loan_rows(view: LoansView, unit: Unit, *, locked: bool) -> tuple[SheetRow, ...]:
    """Each loan with its rows, and all of them together last."""
    found: list[SheetRow] = []
    for loan in view.loans:
        ends = f", löper ut {loan.ends.year}" if loan.ends is not None else ""
        lender = f"{loan.lender}{ends}" if loan.lender else ends.removeprefix(", ")
        label = loan.name if not lender else f"{loan.name} ({lender})"
        found.append(SheetRow((loan.id, ""), label, style="heading"))
        found += [_row(loan, what, view, unit, locked) for what in _NAMES]
    if len(view.loans) > 1:
        found.append(SheetRow((ALL, ""), "Lånen tillsammans", style="heading"))
        for what in (_OPENING, _BORROWED, _REPAID, _CLOSING, _INTEREST):
            cells = tuple(_cell(getattr(view.total[year], what), unit) for year in view.years)
            style = "sum" if what == _CLOSING else "row"
            found.append(SheetRow((ALL, what), _NAMES[what], cells, style=style, indent=1))  # type: ignore[arg-type]
    return tuple(found)


def _row(loan: LoanView, what: str, view: LoansView, unit: Unit, locked: bool) -> SheetRow:
    cells = []
    for place, year in enumerate(view.years):
        course = loan.years[year]
        if what == _RATE:
            cells.append(_rate_cell(loan, year, locked))
            continue
        amount = getattr(course, what)
        may = not locked and (what in (_BORROWED, _REPAID) or (what == _OPENING and place == 0))
        cells.append(_cell(amount, unit, editable=may, example=loan.example))
    style = "sum" if what == _CLOSING else "row"
    return SheetRow((loan.id, what), _NAMES[what], tuple(cells), style=style, indent=1)  # type: ignore[arg-type]


def _cell(amount: int, unit: Unit, *, editable: bool = False, example: bool = False) -> SheetCell:
    return SheetCell(
        shown(amount, unit, dash=True),
        typed(amount, unit),
        editable,
        bare(amount, unit),
        raised=not editable,
        example=example,
    )


def _rate_cell(loan: LoanView, year: int, locked: bool) -> SheetCell:
    said = loan.said.get(year)
    own = said.interest if said is not None else None
    rate = loan.interest if own is None else own
    return SheetCell(
        write_percent(rate, None),
        write_number(rate),
        not locked,
        rate,
        changed=own is not None,
        example=loan.example,
        tooltip="Årets egen ränta. Töm cellen för lånets vanliga ränta." if own is not None else "",
    )


def commit_loans(data: Data, doing: Doing, changes: Sequence[Change]) -> bool:
    """Make one change of everything that was typed in the sheet."""
    from app.services.economy.statements.loans import set_loans

    def make() -> bool:
        openings: dict[int, int] = {}
        years: dict[int, dict[int, Any]] = {}
        for (loan_id, what), column, text in changes:
            loan = _of(data.loans, loan_id)
            if loan is None:
                continue
            if what == _OPENING:
                openings[loan_id] = read(text, data.unit) or 0
            else:
                _put(years.setdefault(loan_id, {}), loan, data.loans.years[column], what, text, data.unit)
        return doing.on_version(set_loans, years=years, openings=openings)

    return doing.attempt(make)


def _put(years: dict[int, Any], loan: LoanView, year: int, what: str, text: str, unit: Unit) -> None:
    from app.services.economy.statements.inputs import LoanYearInput

    said = years.get(year) or loan.said.get(year) or LoanYearInput()
    if what == _RATE:
        rate = read_percent(text) if text.strip() else None
        said = replace(said, interest=None if rate == loan.interest else rate)
    elif what == _BORROWED:
        said = replace(said, borrowed=read(text, unit) or 0)
    elif what == _REPAID:
        said = replace(said, repaid=read(text, unit) or 0)
    years[year] = said


def change_of(doing: Doing, loan: LoanView | None, **other: object) -> bool:
    """Say otherwise of one thing of a loan."""
    from app.services.economy.statements.loans import change_loan

    if loan is None:
        return False
    values: dict[str, object] = {
        "name": loan.name,
        "opening": loan.opening,
        "interest": loan.interest,
        "lender": loan.lender,
        "ends": loan.ends,
        "note": loan.note,
    }
    return doing.run(change_loan, loan_id=loan.id, **{**values, **other})


def loan_details(data: Data, doing: Doing, loan_id: int) -> Details | None:
    """A loan in the inspector; nothing for all of them together."""
    loan = _of(data.loans, loan_id)
    if loan is None:
        return None
    years = data.loans.years
    facts = (Fact(f"Skuld {year}", shown(loan.years[year].closing, data.unit)) for year in years)
    parts: list[Part] = [Facts(tuple(facts)), *_loan_fields(data, doing, loan)]
    if loan.ends is not None and loan.ends.year <= years[-1]:
        left = loan.years[loan.ends.year].closing if loan.ends.year in loan.years else loan.opening
        if left:
            parts.insert(1, Notice(f"Lånet löper ut {loan.ends.year} men är då inte återbetalt."))
    if not data.locked:
        parts.append(Commands((Command("Ta bort lånet", partial(_remove, doing, loan), icon="trash"),)))
    rename = None if data.locked else partial(_rename, doing, loan)
    return Details(
        ("loan", loan.id, data.unit), f"Lån, {data.unit}", loan.name, tuple(parts), rename, loan.example
    )


def _loan_fields(data: Data, doing: Doing, loan: LoanView) -> tuple[Field, ...]:
    from app.services.steering.days import read_day

    say, locked, unit = partial(change_of, doing, loan), data.why_locked, data.unit

    def day(text: str) -> bool:
        return doing.attempt(lambda: say(ends=read_day(text, end=True)))

    def rate(text: str) -> bool:
        return doing.attempt(lambda: say(interest=read_percent(text)))

    def owed(text: str) -> bool:
        return doing.attempt(lambda: say(opening=read(text, unit) or 0))

    begins = f"Skuld vid ingången av {data.loans.years[0]}, {unit}"
    ends = loan.ends.isoformat() if loan.ends else ""
    return (
        Field("lender", "Långivare", loan.lender, lambda text: say(lender=text), locked=locked),
        Field("opening", begins, typed(loan.opening, unit), owed, locked=locked),
        Field("interest", "Ränta, procent per år", write_number(loan.interest), rate, locked=locked),
        Field("ends", "Löper ut", ends, day, placeholder="2031-06-30", locked=locked),
        Field("note", "Not", loan.note, lambda text: say(note=text), lines=3, locked=locked),
    )


def _rename(doing: Doing, loan: LoanView, name: str) -> bool:
    return change_of(doing, loan, name=name)


def _remove(doing: Doing, loan: LoanView) -> bool:
    from app.services.economy.statements.loans import remove_loan

    return doing.run(remove_loan, loan_id=loan.id)


def ask_for_loan(window: QWidget, data: Data, doing: Doing) -> bool:
    """Let the user add a loan."""
    from app.services.economy.statements.loans import add_loan
    from app.services.steering.days import read_day

    first = data.loans.years[0]
    asked = FormDialog.ask(
        window,
        "Nytt lån",
        [
            TextInput("name", "Namn", placeholder="Skollånet"),
            TextInput("lender", "Långivare", required=False),
            TextInput("opening", f"Skuld vid ingången av {first}, {data.unit}", "0"),
            TextInput("interest", "Ränta, procent per år", placeholder="2,75", beside=True),
            TextInput("ends", "Löper ut, datum", required=False, placeholder="2031-06-30"),
        ],
        "Lägg till",
        "Nyupplåning och amortering skriver du sedan för varje år.",
    )
    if asked is None:
        return False
    said = {key: str(value) for key, value in asked.items()}
    return doing.attempt(
        lambda: doing.on_version(
            add_loan,
            name=said["name"],
            lender=said["lender"],
            opening=read(said["opening"], data.unit) or 0,
            interest=read_percent(said["interest"]),
            ends=read_day(said["ends"], end=True),
        )
    )


def _of(view: LoansView, loan_id: object) -> LoanView | None:
    return next((loan for loan in view.loans if loan.id == loan_id), None)
