"""What the budget tells of the economy of the companies of the municipal group (KL 11 kap. 6 a §)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.organisation import Unit, UnitKind
from app.models.statements import CompanyAccount
from app.models.types import new_id
from app.services.budget import rules
from app.services.economy.own import opened, plan_years, state_of, version_of
from app.services.economy.statements.errors import AmountTooLarge, CompanyNamedTwice, NegativeAmount
from app.services.storage import describe
from app.services.textorder import sort_key
from app.services.typed import needed, optional

_COMPANY = "company"


@dataclass(frozen=True, slots=True)
class CompanyView:
    """A company's account, amounts in öre and the equity ratio in percent; None is not told."""

    id: int
    unit_id: int | None
    name: str
    text: str
    turnover: int | None
    result: int | None
    investments: int | None
    equity_ratio: Decimal | None
    example: bool

    @property
    def told(self) -> bool:
        """Whether anything is told of its economy."""
        figures = (self.turnover, self.result, self.investments, self.equity_ratio)
        return bool(self.text) or any(figure is not None for figure in figures)


@dataclass(frozen=True, slots=True)
class CompaniesView:
    """The accounts of a version, and the companies of the organisation that none is about."""

    version_id: int
    year: int
    accounts: tuple[CompanyView, ...]
    missing: tuple[tuple[int, str], ...]
    locked: bool
    state: int


@dataclass(frozen=True, slots=True)
class CompanySaid:
    """What is said of a company."""

    name: str
    unit_id: int | None = None
    text: str = ""
    turnover: int | None = None
    result: int | None = None
    investments: int | None = None
    equity_ratio: Decimal | None = None


def companies(session: Session, *, version_id: int) -> CompaniesView:
    """The accounts in order, with the companies that have none in the order of the alphabet."""
    version, year = version_of(session, version_id), plan_years(session, version_id)[0]
    accounts = tuple(
        CompanyView(
            row.id, row.unit_id, row.name, row.text or "", row.turnover, row.result, row.investments,
            row.equity_ratio, row.example,
        )
        for row in _rows(session, version_id)
    )  # fmt: skip
    told = {account.unit_id for account in accounts}
    missing = [(key, name) for key, name in group_companies(session, year) if key not in told]
    return CompaniesView(
        version_id, year, accounts, tuple(missing), version.locked, state_of(session, version_id)
    )


def group_companies(session: Session, year: int) -> tuple[tuple[int, str], ...]:
    """The companies that the organisation has at the end of a year, by name."""
    rows = select(Unit.id, Unit.name).join(UnitKind, UnitKind.id == Unit.kind_id)
    rows = rows.where(UnitKind.category == _COMPANY)
    rows = rows.where(or_(Unit.valid_from.is_(None), Unit.valid_from <= date(year, 12, 31)))
    rows = rows.where(or_(Unit.valid_to.is_(None), Unit.valid_to >= date(year, 1, 1)))
    found = [(key, name) for key, name in session.execute(rows)]
    return tuple(sorted(found, key=lambda each: sort_key(each[1])))


def add_company(session: Session, *, version_id: int, said: CompanySaid, expected_version: int) -> int:
    """Add an account of a company last; gives its key."""
    opened(session, version_id, expected_version)
    rows = _rows(session, version_id)
    last = session.scalar(
        select(func.max(CompanyAccount.position)).where(CompanyAccount.plan_version_id == version_id)
    )
    row = CompanyAccount(id=new_id(), plan_version_id=version_id, position=(last or 0) + 1)
    _fill(session, row, said, rows)
    session.add(row)
    describe(session, f"Lade till redogörelsen för {row.name}")
    return row.id


def change_company(session: Session, *, company_id: int, said: CompanySaid, expected_version: int) -> None:
    """Say otherwise of a company."""
    row = _company(session, company_id)
    opened(session, row.plan_version_id, expected_version)
    _fill(session, row, said, [each for each in _rows(session, row.plan_version_id) if each is not row])
    describe(session, f"Ändrade redogörelsen för {row.name}")


def remove_company(session: Session, *, company_id: int, expected_version: int) -> None:
    """Take an account away."""
    row = _company(session, company_id)
    opened(session, row.plan_version_id, expected_version)
    describe(session, f"Tog bort redogörelsen för {row.name}")
    session.delete(row)


def _fill(session: Session, row: CompanyAccount, said: CompanySaid, others: list[CompanyAccount]) -> None:
    name = needed(said.name, "Bolagets namn")
    if said.unit_id is not None and session.get(Unit, said.unit_id) is None:
        raise NotFound("Bolaget")
    if any(each.name.casefold() == name.casefold() for each in others):
        raise CompanyNamedTwice(name)
    for what, amount in (("omsättning", said.turnover), ("investeringar", said.investments)):
        if amount is not None and amount < 0:
            raise NegativeAmount(f"Bolaget ”{name}”: {what}", amount)
    for amount in (said.turnover, said.result, said.investments):
        if amount is not None and abs(amount) > rules.LARGEST:
            raise AmountTooLarge(f"Bolaget ”{name}”")
    row.name, row.unit_id, row.text = name, said.unit_id, optional(said.text)
    row.turnover, row.result, row.investments = said.turnover, said.result, said.investments
    row.equity_ratio = said.equity_ratio


def _rows(session: Session, version_id: int) -> list[CompanyAccount]:
    rows = select(CompanyAccount).where(CompanyAccount.plan_version_id == version_id)
    return list(session.scalars(rows.order_by(CompanyAccount.position, CompanyAccount.id)))


def _company(session: Session, company_id: int) -> CompanyAccount:
    row = session.get(CompanyAccount, company_id)
    if row is None:
        raise NotFound("Redogörelsen för bolaget")
    return row
