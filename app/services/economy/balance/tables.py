"""The balance requirement as tables: the inquiry, the ledger of deficits, and what may be reserved."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy.orm import Session

from app.services.economy.balance.arithmetic import ROWS
from app.services.economy.balance.reading import BUDGET
from app.services.economy.balance.views import BalanceView, BalanceYearView, DeficitView, inquiry
from app.services.economy.balance.words import STATES
from app.services.economy.tables import Cell, EconomyTable, Part, TableRow
from app.services.formatting import write_date, write_ore
from app.services.lawrules import rule_now

_PLAN = "plan"
_CARRIED = (
    ("opening", "Underskott från tidigare år att reglera", 1),
    ("added", "Årets underskott", 1),
    ("regulated", "Regleras under året", -1),
    ("refrained", "Regleras inte, med synnerliga skäl", -1),
)


def tables(session: Session, *, today: date, version_id: int | None = None) -> tuple[EconomyTable, ...]:
    """Every table of the balance requirement; none while there are no years."""
    view = inquiry(session, today=today, version_id=version_id)
    if not view.years:
        return ()
    made = [inquiry_table(view, version_id)]
    if view.ledger:
        made.append(ledger_table(view))
    return (*made, *(reserve_table(year) for year in view.years if year.reserve.steps))


def columns(view: BalanceView, version_id: int | None) -> tuple[str, ...]:
    """The years with where their figures come from; another version than the one at hand is named."""
    budget_years: dict[int | None, int] = {}
    for year in view.years:
        if year.ground == BUDGET:
            budget_years.setdefault(year.plan_version_id, year.year)
    return tuple(f"{year.year} {_source(year, version_id, budget_years)}" for year in view.years)


def _source(year: BalanceYearView, version_id: int | None, budget_years: Mapping[int | None, int]) -> str:
    other = year.plan_version_id is not None and version_id not in (None, year.plan_version_id)
    if other:
        return year.plan_version
    return (
        _PLAN
        if year.ground == BUDGET and year.year > budget_years[year.plan_version_id]
        else year.ground_words
    )


def inquiry_table(view: BalanceView, version_id: int | None = None) -> EconomyTable:
    """The balanskravsutredning with its standard rows, and what is carried of deficits."""
    rows = [
        TableRow(
            row.key,
            row.label,
            tuple(year.rows[row.key] for year in view.years),
            style="total" if row.key == "balance" else "sum" if row.parts else "row",
            parts=tuple(Part(key) for key in row.parts),
        )
        for row in ROWS
    ]
    rows += _carried_rows(view)
    return EconomyTable(
        "balance-inquiry",
        "Balanskravsutredning",
        columns(view, version_id),
        tuple(rows),
        _sentence(view),
        rule_now("deficit-recovery").paragraph,
    )


def _carried_rows(view: BalanceView) -> Iterator[TableRow]:
    for key, label, sign in _CARRIED:
        cells: tuple[Cell, ...] = tuple(sign * getattr(year.carried, key) for year in view.years)
        if key in ("opening", "regulated") or any(cells):
            yield TableRow(f"carried_{key}", label, cells)
    shown = [key for key, _, _ in _CARRIED if key in ("opening", "regulated") or _any(view, key)]
    yield TableRow(
        "carried_closing",
        "Kvar att reglera",
        tuple(year.carried.closing for year in view.years),
        style="sum",
        parts=tuple(Part(f"carried_{key}") for key in shown),
    )


def _any(view: BalanceView, key: str) -> bool:
    return any(getattr(year.carried, key) for year in view.years)


def _sentence(view: BalanceView) -> str:
    left = [found for found in view.ledger if found.deficit.remaining]
    if not left:
        return "Inget underskott från tidigare år är kvar att reglera."
    total = sum(found.deficit.remaining for found in left)
    first = left[0].deficit
    if first.last_year is None:
        return f"{write_ore(total)} är kvar att reglera."
    return f"{write_ore(total)} är kvar att reglera, det första senast {first.last_year}."


def ledger_table(view: BalanceView) -> EconomyTable:
    """Each deficit with what is regulated, what is planned, and its last day."""
    rows = tuple(_ledger_row(found) for found in view.ledger)
    return EconomyTable(
        "balance-ledger",
        "Underskott och hur de regleras",
        ("Underskott", "Reglerat", "Planerat", "Kvar utan plan", "Senast", "Läge"),
        rows,
        "Ett negativt balanskravsresultat regleras under de tre följande åren.",
        rule_now("deficit-recovery").paragraph,
        "År",
    )


def _ledger_row(found: DeficitView) -> TableRow:
    deficit = found.deficit
    last = write_date(deficit.last_day) if deficit.last_day is not None else "–"
    planned = min(deficit.planned, deficit.remaining)
    cells: tuple[Cell, ...] = (
        deficit.amount, deficit.regulated, planned, deficit.unplanned, last, STATES[deficit.state],
    )  # fmt: skip
    return TableRow(str(deficit.year), str(deficit.year), cells, note=found.refrain_reason or found.plan_text)


def reserve_table(year: BalanceYearView) -> EconomyTable:
    """What may be reserved of a year's result, step by step."""
    answer = year.reserve
    rows = [TableRow(step.key, step.label, (step.amount, step.words)) for step in answer.steps]
    rows[-1] = TableRow("most", rows[-1].label, rows[-1].cells, style="total")
    paragraph = answer.rule.paragraph if answer.rule is not None else ""
    title = f"Vad som får föras till resultatreserven {year.year}"
    return EconomyTable(
        f"balance-reserve-{year.year}",
        title,
        ("Belopp", "Så här räknas det"),
        tuple(rows),
        answer.words,
        paragraph,
        "Steg",
    )
