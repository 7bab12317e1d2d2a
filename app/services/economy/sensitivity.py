"""What a version's result would become with other pay, tax, inhabitants, interest or prices."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.economy import IndexTable
from app.models.internalbudget import AccountGroup, InternalBudget, InternalRow
from app.services.budget.figures import Figures, read_figures
from app.services.budget.grounds.engine import Ground
from app.services.budget.grounds.reading import read_grounds, worths
from app.services.economy.own import plan_years, version_of
from app.services.economy.prerequisites.arithmetic import YearRoom, tax_base
from app.services.economy.prerequisites.lines import PAID_FOR_EACH
from app.services.economy.prerequisites.views import room, values
from app.services.economy.snapshots import kept_part
from app.services.economy.statements.loans import loans
from app.services.economy.tables import EconomyTable, TableRow
from app.services.formatting import write_count, write_kr, write_number, write_percent

#: The name that the effects of a version are kept under when it is decided.
PART: Final = "sensitivity"
_HUNDRED: Final = Fraction(100)
_PEOPLE: Final = 100
_TEN_ORE: Final = Fraction(1, 10)
_PAY_ACCOUNTS: Final = "5"
_EXPLAINED: Final = "Plus gör resultatet bättre. Varje rad ändrar en sak ett år i taget, allt annat lika."


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that could be otherwise, and what it does to the result of each year in öre.

    Above zero is better; None where it is not known. `how` says how it is reckoned, or what is missing.
    """

    key: str
    words: str
    amounts: Mapping[int, int | None]
    how: str

    @property
    def known(self) -> bool:
        """Whether any year has an amount."""
        return any(amount is not None for amount in self.amounts.values())


def sensitivity(session: Session, *, version_id: int) -> tuple[Effect, ...]:
    """What pay, tax, inhabitants, interest, prices and one's own indexes do to the result of a version.

    Of a decided version it is what was reckoned then.
    """
    decided: tuple[Effect, ...] | None = kept_part(session, version_id, PART, tuple[Effect, ...])
    if decided is not None:
        return decided
    ground = _Ground(session, version_id)
    return (
        _pay(ground),
        _ten_ore(ground),
        _tax_base(ground),
        _people(ground),
        _interest(session, ground),
        *_tables(ground),
    )


def tables(session: Session, *, version_id: int) -> tuple[EconomyTable, ...]:
    """The table of sensitivity, each row with a note of how it is reckoned."""
    effects = sensitivity(session, version_id=version_id)
    years = plan_years(session, version_id)
    rows = tuple(
        TableRow(one.key, one.words, tuple(one.amounts.get(year) for year in years), note=one.how)
        for one in effects
    )
    return (
        EconomyTable(
            "sensitivity",
            "Känslighetsanalys",
            tuple(map(str, years)),
            rows,
            f"Så mycket ändras resultatet. {_EXPLAINED}",
            version_of(session, version_id).name,
            "Det som ändras",
        ),
    )


class _Ground:
    """What the effects are reckoned from, read once."""

    def __init__(self, session: Session, version_id: int) -> None:
        self.session, self.version_id = session, version_id
        self.years = plan_years(session, version_id)
        self.rooms: Mapping[int, YearRoom] = room(session, version_id=version_id)
        self.values = values(session, version_id=version_id)
        self.grounds = [one for one in read_grounds(session, version_id) if isinstance(one.source, int)]
        self.worths = worths(session, version_id, self.grounds)
        self.figures: Figures = read_figures(session, version_id)
        rows = session.scalars(
            select(IndexTable)
            .options(selectinload(IndexTable.values))
            .order_by(IndexTable.position, IndexTable.id)
        )
        self.indexes = {table.id: table for table in rows}

    def by_year(self, reckon: Callable[[int], Fraction | None]) -> dict[int, int | None]:
        """An amount for each year, rounded once."""
        found = {year: reckon(year) for year in self.years}
        return {year: None if amount is None else _whole(amount) for year, amount in found.items()}

    def resting(self, table_ids: Iterable[int], year: int) -> list[Ground]:
        """The parts of a year that rest on some indexes."""
        wanted = set(table_ids)
        return [one for one in self.grounds if one.source in wanted and one.year == year]

    def one_more(self, ground: Ground) -> Fraction:
        """What one percentage point, or one percent of kronor, adds to a part, in öre."""
        if ground.kind == "quantity":
            worth = self.worths.get((ground.source, ground.year), Decimal(0))
            return Fraction(ground.times) * Fraction(worth)  # one percent of kronor is as many öre
        if ground.kind == "base":
            return Fraction(ground.times) / _HUNDRED
        frame = self.figures.get((ground.holder, ground.year))
        before = 0 if frame is None else frame.base.net
        return Fraction(ground.times) * before / _HUNDRED / _HUNDRED


def _whole(value: Fraction) -> int:
    rounded = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return rounded if value >= 0 else -rounded


# ---- each of them --------------------------------------------------------------------------------


def _pay(ground: _Ground) -> Effect:
    """One percent more pay: by the pay parts of the frames, what rests on an index, or internal budgets."""
    words = "Löner +1 procent"
    found = _by_parts(ground, "wages", words, "lönedelar") or _by_index(ground, "wages", words)
    if found is not None:
        return found
    paid = _internal_pay(ground)
    if paid:
        amounts = ground.by_year(lambda year: Fraction(-paid[year], 100) if year in paid else None)
        how = f"1 procent av löner i kontogrupp {_PAY_ACCOUNTS} i {_budgets(ground)}."
        return Effect("wages", words, amounts, how)
    how = (
        "Lönekostnaden är inte känd. Skriv löneindexet för året under Befolkning och index, eller gör "
        "internbudgetar med löner."
    )
    return Effect("wages", words, dict.fromkeys(ground.years), how)


def _by_parts(ground: _Ground, kind: str, words: str, parts: str) -> Effect | None:
    """What the frames were raised with, divided by the index that they were raised by."""
    table = next((one for one in ground.indexes.values() if one.kind == kind and one.unit == "change"), None)
    if table is None:
        return None
    rates = {one.year: one.value for one in table.values if one.value > 0}
    raised: dict[int, int] = {}
    for frame in ground.figures.values():
        raised[frame.year] = raised.get(frame.year, 0) + frame.part(kind).net

    def of(year: int) -> Fraction | None:
        amount = raised.get(year, 0)
        return -Fraction(amount) / Fraction(rates[year]) if amount > 0 and year in rates else None

    amounts = ground.by_year(of)
    year = next((year for year, amount in amounts.items() if amount is not None), None)
    if year is None:
        return None
    later = [each for each, amount in amounts.items() if each > year and amount is None]
    amounts |= dict.fromkeys(later, amounts[year])
    how = (
        f"Ramarnas {parts} {year}, {write_kr(raised[year])}, delade med {table.name}, "
        f"{write_percent(rates[year], None)}, är vad som räknas upp. Effekten är 1 procent av det."
    )
    return Effect(kind, words, amounts, how + (f" Åren efter räknas som {year}." if later else ""))


def _by_index(ground: _Ground, kind: str, words: str) -> Effect | None:
    """One percentage point on the parts of the frames that rest on indexes of a kind."""
    indexes = [key for key, table in ground.indexes.items() if table.kind == kind]
    amounts = _on_indexes(ground, indexes)
    if all(amount is None for amount in amounts.values()):
        return None
    names = _listed(ground.indexes[key].name for key in indexes)
    return Effect(kind, words, amounts, f"1 procentenhet på de delar av ramarna som vilar på {names}.")


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} och {last}" if first else last


def _internal_pay(ground: _Ground) -> dict[int, int]:
    rows = (
        select(InternalBudget.year, InternalRow.amount, AccountGroup.number)
        .join(InternalRow, InternalRow.budget_id == InternalBudget.id)
        .join(AccountGroup, AccountGroup.id == InternalRow.group_id)
        .where(InternalBudget.plan_version_id == ground.version_id, AccountGroup.side == "cost")
    )
    paid: dict[int, int] = {}
    for year, amount, number in ground.session.execute(rows):
        if (number or "").startswith(_PAY_ACCOUNTS):
            paid[year] = paid.get(year, 0) + amount
    return paid


def _budgets(ground: _Ground) -> str:
    """How many internal budgets there are of how many units with frames, lest a part is taken for all."""
    rows = select(InternalBudget.unit_id).where(InternalBudget.plan_version_id == ground.version_id)
    made = len(set(ground.session.scalars(rows)))
    units = len({frame.unit_id for frame in ground.figures.values() if frame.unit_id is not None})
    said = write_count(made, "internbudget", "internbudgetar")
    return said if made >= units else f"{said}; {write_count(units - made, 'enhet', 'enheter')} har ingen än"


def _ten_ore(ground: _Ground) -> Effect:
    """Ten öre of each hundred kronor of the tax base, or of what the income at its rate makes it."""

    def of(year: int) -> Fraction | None:
        rate, paid = ground.values.get(("tax_rate", year)), _income(ground, year)
        if rate and paid is not None:
            return paid * _TEN_ORE / Fraction(rate)
        base = tax_base(ground.values, year)
        return None if base is None else base[0] * _TEN_ORE  # kronor × 0,10 of each hundred, in öre

    how = "0,10 kr av varje 100 kr som beskattas: preliminär skatt delad med skattesatsen."
    return _told(ground, "tax_rate", "Skattesats +10 öre", of, how, "Skatteunderlaget eller skattesatsen")


def _income(ground: _Ground, year: int) -> Fraction | None:
    """The preliminary tax, before any settlement."""
    account = ground.rooms.get(year)
    found = None if account is None else account.amounts.get("tax_income")
    return None if found is None else Fraction(found)


def _tax_base(ground: _Ground) -> Effect:
    """One percent of the preliminary tax."""

    def of(year: int) -> Fraction | None:
        paid = _income(ground, year)
        return None if paid is None else paid / _HUNDRED

    how = "1 procent av den preliminära skatteintäkten, utan det som inkomstutjämningen jämnar ut."
    return _told(ground, "tax_base", "Skatteunderlag +1 procent", of, how, "Skatteintäkten")


def _people(ground: _Ground) -> Effect:
    """A hundred inhabitants at what is paid for each, on 1 November of the year before."""

    def of(year: int) -> Fraction | None:
        account, heads = ground.rooms.get(year), ground.values.get(("inhabitants", year))
        if account is None or account.tax_and_grants is None or not heads:
            return None
        paid = sum(amount for key, amount in account.amounts.items() if key in PAID_FOR_EACH)
        return Fraction(paid) * _PEOPLE / Fraction(heads)

    year = ground.years[0]
    heads, each = ground.values.get(("inhabitants", year)), of(year)
    said = ""
    if heads and each is not None:
        per_head = write_kr(_whole(each / _PEOPLE))
        said = f" {year}: {per_head} för var och en av {write_number(heads)}."
    how = (
        "Skatt, årets avräkning och utjämning delat med invånarna 1 november året före, gånger 100. "
        f"Fastighetsavgift, övriga bidrag och kostnaden för dem är inte med.{said}"
    )
    return _told(
        ground, "people", "100 fler invånare", of, how, "Invånarna 1 november året före eller intäkterna"
    )


def _interest(session: Session, ground: _Ground) -> Effect:
    """One percent of what is owed when the year begins."""
    view = loans(session, version_id=ground.version_id)
    words = "Ränta +1 procentenhet"
    if not view.loans:
        return Effect(
            "interest", words, dict.fromkeys(ground.years), "Inga lån är inlagda i budgetversionen."
        )
    amounts = ground.by_year(lambda year: Fraction(-view.total[year].opening, 100))
    count = write_count(len(view.loans), "lån", "lån")
    how = f"1 procent av skulden när året börjar, {count}. Bundna räntor slår igenom först när de löper ut."
    return Effect("interest", words, amounts, how)


def _tables(ground: _Ground) -> list[Effect]:
    """Prices first, then every other index that something rests on."""
    words = "Priser +1 procent"
    prices = _by_parts(ground, "prices", words, "prisdelar") or _by_index(ground, "prices", words)
    lacking = "Priskostnaden är inte känd. Skriv prisindexet för året under Befolkning och index."
    found = [prices or Effect("prices", words, dict.fromkeys(ground.years), lacking)]
    for key, table in ground.indexes.items():
        amounts = _on_indexes(ground, [key])
        if table.kind in ("prices", "wages") or all(amount is None for amount in amounts.values()):
            continue
        more = "1 procent" if table.unit == "kr" else "1 procentenhet"
        how = f"{more} på de delar av ramarna som vilar på {table.name}."
        found.append(Effect(f"index-{key}", f"{table.name} +{more}", amounts, how))
    return found


def _on_indexes(ground: _Ground, keys: Iterable[int]) -> dict[int, int | None]:
    wanted = tuple(keys)

    def of(year: int) -> Fraction | None:
        parts = ground.resting(wanted, year)
        return -sum((ground.one_more(one) for one in parts), Fraction(0)) if parts else None

    return ground.by_year(of)


def _told(
    ground: _Ground, key: str, words: str, of: Callable[[int], Fraction | None], how: str, lacking: str
) -> Effect:
    amounts = ground.by_year(of)
    if all(amount is None for amount in amounts.values()):
        how = f"{lacking} saknas. Fyll i det under Förutsättningar."
    return Effect(key, words, amounts, how)
