"""The rows of the three sheets of the face: the inquiry, the deficits and the reserve."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.services.economy.balance.arithmetic import ROWS, Row
from app.services.economy.balance.words import FIELD_NAMES, SHORT, STATES
from app.services.formatting import write_date
from app.ui.economy.money import Unit, bare, shown, typed
from app.ui.economy.sheet import SheetCell, SheetRow

if TYPE_CHECKING:
    from app.services.economy.balance.views import BalanceView, BalanceYearView, DeficitView

#: What is printed with a minus that nobody types.
REVERSED: Final = frozenset(row.field for row in ROWS if row.sign < 0)
#: What the reserve is reckoned from beside the inquiry.
BASIS: Final = ("tax_and_grants", "equity", "pension_liability", "reserve")
#: What a deficit says in its sheet before the years that it can be regulated in.
BEFORE: Final = ("Underskott", "Senast", "Läge", "Utan plan")
_CARRIED: Final = (
    ("opening", "Tidigare underskott", 1),
    ("added", "Årets underskott", 1),
    ("regulated", "Regleras under året", -1),
    ("refrained", "Regleras inte", -1),
)
_BASIS_ABOUT: Final = {
    "tax_and_grants": "Summan som gränserna på 1, 2 och 5 procent räknas på.",
    "equity": "Eget kapital i balansräkningen vid årets slut.",
    "pension_liability": "Ansvarsförbindelsen för pensioner. Är eget kapital minus den under noll gäller "
    "den högre gränsen.",
    "reserve": "Det som finns i reserven när året börjar. Lämnas cellen tom följer det av året före.",
}


# ---- the inquiry -----------------------------------------------------------------------------------


def inquiry_rows(view: BalanceView, unit: Unit, *, locked: bool) -> tuple[SheetRow, ...]:
    """The standard rows, what is carried of deficits, and what the reserve rests on."""
    rows = [_standard(row, view, unit, locked) for row in ROWS]
    rows.append(SheetRow("carried_heading", "Att reglera", style="heading"))
    for key, label, sign in _CARRIED:
        amounts = [sign * getattr(year.carried, key) for year in view.years]
        if key in ("opening", "regulated") or any(amounts):
            cells = tuple(_plain(amount, unit) for amount in amounts)
            rows.append(SheetRow(f"carried_{key}", label, cells))
    closing = tuple(_plain(year.carried.closing, unit) for year in view.years)
    rows.append(SheetRow("carried_closing", "Kvar att reglera", closing, style="sum"))
    rows.append(SheetRow("basis_heading", "Underlag för resultatreserven", style="heading"))
    rows += [_basis(field, view, unit, locked) for field in BASIS]
    after = tuple(_plain(year.reserve_after, unit) for year in view.years)
    rows.append(SheetRow("reserve_after", "Reserven efter året", after, style="sum"))
    return tuple(rows)


def _standard(row: Row, view: BalanceView, unit: Unit, locked: bool) -> SheetRow:
    style = "total" if row.key == "balance" else "sum" if row.parts else "row"
    cells = tuple(
        _reckoned(year, row, unit) if row.parts else _typed(year, row.field, year.rows[row.key], unit, locked)
        for year in view.years
    )
    return SheetRow(row.key, row.short, cells, style=style, tooltip=_told(row))  # type: ignore[arg-type]


def _told(row: Row) -> str:
    return f"{row.label}. {row.explanation}" if row.explanation else row.label


def _basis(field: str, view: BalanceView, unit: Unit, locked: bool) -> SheetRow:
    cells = tuple(_typed(year, field, year.values[field], unit, locked) for year in view.years)
    return SheetRow(field, SHORT[field], cells, tooltip=f"{FIELD_NAMES[field]}. {_BASIS_ABOUT[field]}")


def _typed(year: BalanceYearView, field: str, amount: int | None, unit: Unit, locked: bool) -> SheetCell:
    """A cell of a year: typed, or taken from the version or the year before and then raised."""
    own = year.typed.get(field)
    taken = _taken(year, field, own)
    return SheetCell(
        shown(amount, unit),
        typed(own, unit),
        not locked,
        None if amount is None else bare(amount, unit),
        raised=bool(taken),
        alarm=field == "reserved" and _above(year),
        example=year.example and own not in (None, 0),
        tooltip=taken,
        muted=amount == 0,
    )


def _taken(year: BalanceYearView, field: str, own: int | None) -> str:
    """Where a value that is not typed comes from; "" for one that is."""
    if field == "reserve" and year.reserve_carried:
        return f"Följer av {year.year - 1}. Skriv ett belopp för att använda ett annat."
    if field in year.taken and not own:
        return f"Hämtat ur {year.plan_version}. Skriv ett belopp för att använda ett annat."
    return ""


def _reckoned(year: BalanceYearView, row: Row, unit: Unit) -> SheetCell:
    amount = year.rows[row.key]
    below = row.key == "balance" and amount is not None and amount < 0
    copied = None if amount is None else bare(amount, unit)
    return SheetCell(shown(amount, unit), copy=copied, alarm=below)


def _plain(amount: int | None, unit: Unit) -> SheetCell:
    copied = None if amount is None else bare(amount, unit)
    return SheetCell(shown(amount, unit), copy=copied, raised=True, muted=not amount)


def _above(year: BalanceYearView) -> bool:
    bound = year.reserve.bound
    return bound is not None and (year.values["reserved"] or 0) > bound


# ---- deficits --------------------------------------------------------------------------------------


def regulation_years(ledger: Sequence[DeficitView]) -> tuple[int, ...]:
    """The years in which any deficit is or can be regulated."""
    found = {year for each in ledger for year in each.years}
    found |= {each.year for one in ledger for each in one.regulations}
    return tuple(range(min(found), max(found) + 1)) if found else ()


def ledger_headings(ledger: Sequence[DeficitView]) -> tuple[str, ...]:
    """The deficit and how it stands, and then the years after it."""
    return (*BEFORE, *(str(year) for year in regulation_years(ledger)))


def ledger_rows(ledger: Sequence[DeficitView], unit: Unit, *, locked: bool) -> tuple[SheetRow, ...]:
    """A row for each deficit; the years that the law gives can be typed in."""
    years = regulation_years(ledger)
    return tuple(_deficit_row(found, years, unit, locked) for found in ledger)


def _deficit_row(found: DeficitView, years: Sequence[int], unit: Unit, locked: bool) -> SheetRow:
    deficit = found.deficit
    held = {each.year: each for each in found.regulations}
    late = deficit.state == "late"
    left = 0 if deficit.refrains else deficit.unplanned
    last = write_date(deficit.last_day) if deficit.last_day is not None else "–"
    cells = [
        SheetCell(shown(deficit.amount, unit), copy=bare(deficit.amount, unit), raised=True),
        SheetCell(last, raised=True, alarm=late),
        SheetCell(STATES[deficit.state], raised=True, alarm=late),
        SheetCell(shown(left, unit), copy=bare(left, unit), raised=True, muted=not left),
    ]
    for year in years:
        regulation = held.get(year)
        amount = None if regulation is None else regulation.amount
        may = not locked and not deficit.refrains and (year in found.years or regulation is not None)
        words = "" if regulation is None else "Genomfört." if regulation.done else "Planerat."
        cells.append(
            SheetCell(
                "" if amount is None else shown(amount, unit),
                typed(amount, unit),
                may,
                None if amount is None else bare(amount, unit),
                tooltip=words if may else f"Underskottet {deficit.year} kan inte regleras {year}.",
                raised=not may,
                muted=regulation is not None and not regulation.done,
            )
        )
    return SheetRow(deficit.year, str(deficit.year), tuple(cells))


# ---- the reserve -----------------------------------------------------------------------------------


_STEPS: Final = {
    "base": "Skatter, bidrag och utjämning",
    "equity": "Eget kapital med pensioner",
    "floor": "Gräns att överstiga",
    "over_result": "Resultat över gränsen",
    "over_adjusted": "Justerat resultat över gränsen",
    "cap": "Taket för reserven",
    "space": "Utrymme till taket",
}


def reserve_rows(view: BalanceView, unit: Unit) -> tuple[SheetRow, ...]:
    """The steps of the calculation for every year side by side."""
    steps = {step.key: step.label for year in view.years for step in year.reserve.steps}
    amounts = {(year.year, step.key): step for year in view.years for step in year.reserve.steps}
    rows = []
    for key, label in steps.items():
        cells = []
        for year in view.years:
            step = amounts.get((year.year, key))
            amount = None if step is None else step.amount
            words = year.reserve.words if step is None else step.words
            copied = None if amount is None else bare(amount, unit)
            cells.append(SheetCell(shown(amount, unit), copy=copied, raised=key != "most", tooltip=words))
        style = "total" if key == "most" else "sum" if key in ("lower", "space") else "row"
        rows.append(SheetRow(key, _STEPS.get(key, label), tuple(cells), style=style, tooltip=label))  # type: ignore[arg-type]
    return tuple(rows)
