"""What a budget workbook holds: the lines of a version, whose it is, and how the file knows it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.models.organisation import Municipality, Unit
from app.models.storage import FileInfo
from app.services.budget.figures import OPERATING
from app.services.budget.rows import BudgetRow
from app.services.budget.views import BudgetView, VersionInfo, budget_view
from app.services.formatting import Unit as Money
from app.services.textorder import fold

SHEET: Final = "Ramar"
NOTES: Final = "Noter"
HIDDEN: Final = "_rodatraden"
FORMAT: Final = "rodatraden-budget"
EDITION: Final = 1
MARK: Final = "rodatraden:nycklar"
"""Stands where the hidden row of columns' keys meets the hidden column of lines' keys."""


class NoBudget(DomainError):
    """There is no plan, or none of the year that was asked for."""

    def __init__(self, year: int | None) -> None:
        of_year = f" för {year}" if year is not None else ""
        super().__init__(f"Filen har ingen budget{of_year}. Skapa den först på sidan Budget.")


class NoSuchVersion(DomainError):
    """No version is called so; `others` are those there are."""

    def __init__(self, name: str, others: Sequence[str]) -> None:
        super().__init__(f"Det finns ingen budgetversion som heter ”{name}”. Det finns: {', '.join(others)}.")


class NoSuchLine(DomainError):
    """No line of the budget is called so."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Ingen enhet som heter ”{name}” har någon budgetram. Skriv namnet som i budgeten.")


@dataclass(frozen=True)
class WorkbookContent:
    """A version, or a part of its tree, on a day; `whole` when every line is there."""

    view: BudgetView
    rows: tuple[BudgetRow, ...]
    municipality: str
    file_key: str
    day: date
    money: Money
    whole: bool

    @property
    def version(self) -> VersionInfo:
        """The version that is written."""
        assert self.view.version is not None
        return self.view.version

    @property
    def years(self) -> tuple[int, ...]:
        """The budget year and the plan years."""
        assert self.view.plan is not None
        return self.view.plan.years

    @property
    def tops(self) -> tuple[BudgetRow, ...]:
        """The lines that no other line of the workbook holds."""
        keys = {row.key for row in self.rows}
        return tuple(row for row in self.rows if row.parent not in keys)

    @property
    def has_room(self) -> bool:
        """Whether what is left to distribute stands under the lines: it concerns all that taxes pay."""
        return self.whole and self.view.financing == OPERATING

    def title(self) -> str:
        """What the workbook is called, without its municipality."""
        assert self.view.plan is not None
        return self.view.plan.name if self.whole else f"{self.view.plan.name}, {self.rows[0].name}"


def read_content(
    session: Session,
    *,
    today: date,
    money: Money,
    version_id: int | None = None,
    line: int | None = None,
    year: int | None = None,
    financing: str = OPERATING,
) -> WorkbookContent:
    """Read what a workbook is to hold; `line` is the key of the group or unit that alone is wanted."""
    view = budget_view(session, version_id=version_id, compare_id=0, year=year, financing=financing)
    if view.version is None or (year is not None and view.version.first_year != year):
        raise NoBudget(year)
    municipality = session.scalars(select(Municipality)).first()
    rows = view.rows if line is None else under(view.rows, line)
    return WorkbookContent(
        view=view,
        rows=rows,
        municipality=municipality.official_name if municipality is not None else "",
        file_key=session.scalars(select(FileInfo.file_key)).one(),
        day=today,
        money=money,
        whole=line is None,
    )


def under(rows: Sequence[BudgetRow], key: int) -> tuple[BudgetRow, ...]:
    """A line with everything under it."""
    kept = {key}
    found: list[BudgetRow] = []
    for row in rows:
        if row.key == key or row.parent in kept:
            kept.add(row.key)
            found.append(row)
    if not found:
        raise NoSuchLine(str(key))
    return tuple(found)


def version_named(session: Session, name: str | None, *, year: int | None = None) -> int | None:
    """The key of a version by its name; None without a name, for the newest that is worked on."""
    if name is None:
        return None
    versions = budget_view(session, compare_id=0).versions
    wanted = [each for each in versions if year is None or each.first_year == year]
    found = [each for each in wanted if fold(each.name) == fold(name.strip())]
    if not found:
        raise NoSuchVersion(name, [each.name for each in wanted])
    return found[-1].id


def line_named(session: Session, name: str, version_id: int | None, year: int | None = None) -> int:
    """The key of a line by its name or its unit's abbreviation, in a version."""
    view = budget_view(session, version_id=version_id, compare_id=0, year=year)
    wanted = fold(name.strip())
    short = {
        key
        for key, text in session.execute(select(Unit.id, Unit.abbreviation))
        if text and fold(text) == wanted
    }
    for row in view.rows:
        if fold(row.name) == wanted or row.unit_id in short:
            return row.key
    raise NoSuchLine(name)
