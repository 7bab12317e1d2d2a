"""A comparison as a file of the kind that its name asks for, between versions called by their names."""

from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.errors import DomainError
from app.services.budget.comparing import usual_comparison
from app.services.budget.comparisonpaper import ComparisonPaper, Unit, read_comparison
from app.services.textorder import fold

EXCEL: Final = ".xlsx"


class NoSuchVersion(DomainError):
    """No version, or more than one, is called what was written."""

    def __init__(self, name: str, known: tuple[str, ...], several: bool = False) -> None:
        what = "Flera versioner passar" if several else "Ingen budgetversion heter"
        listed = (
            " Versioner: " + ", ".join(f"”{each}”" for each in known) + "."
            if known
            else " Filen har ingen budget."
        )
        super().__init__(f"{what} ”{name}”.{listed}")


class NothingToCompare(DomainError):
    """There is only one version."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns ingen annan version att jämföra ”{name}” med. Gör en ny version först.")


def chosen_versions(session: Session, *, version: str | None, compare: str | None) -> tuple[int, int]:
    """The keys of two versions by their names, "2027: KS förslag" where plans share names.

    By default the newest version, and what it was copied from.
    """
    rows = select(PlanVersion.id, PlanVersion.name, BudgetPlan.first_year)
    rows = rows.join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
    ordered = rows.order_by(BudgetPlan.first_year, PlanVersion.position)
    known = [(key, f"{year}: {name}") for key, name, year in session.execute(ordered)]
    if version is None and not known:
        raise NoSuchVersion("", ())
    first = known[-1][0] if version is None else _named(known, version)
    if compare is not None:
        return first, _named(known, compare)
    other = usual_comparison(session, first)
    if other is None:
        raise NothingToCompare(next(name for key, name in known if key == first))
    return first, other


def chosen_comparison(
    session: Session, *, version: str | None, compare: str | None, today: date, unit: Unit
) -> ComparisonPaper:
    """The comparison of two versions by their names, as it is on a day."""
    first, other = chosen_versions(session, version=version, compare=compare)
    return read_comparison(session, version_id=first, compare_id=other, today=today, unit=unit)


def comparison_bytes(paper: ComparisonPaper, path: Path) -> bytes:
    """An Excel workbook for a name that ends so, else a PDF."""
    if path.suffix.casefold() == EXCEL:
        from app.services.exchange.comparison_excel import comparison_workbook

        return comparison_workbook(paper)
    from app.services.reports.comparison_pdf import render_comparison

    return render_comparison(paper)


def _named(known: list[tuple[int, str]], name: str) -> int:
    """The version of a name, or of the only name that holds it."""
    wanted = fold(name.strip())
    whole = [key for key, words in known if wanted in (fold(words), fold(words.partition(": ")[2]))]
    found = whole or [key for key, words in known if wanted and wanted in fold(words)]
    if len(found) != 1:
        raise NoSuchVersion(name, tuple(words for _, words in known), several=len(found) > 1)
    return found[0]
