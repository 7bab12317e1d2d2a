"""A comparison as it is printed: with whose it is, on which day, in which unit, and what is shown of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Municipality
from app.services.budget.comparing import ComparedRow, Comparison, compare_versions, only_changed
from app.services.budget.entries import Measure
from app.services.budget.figures import OPERATING
from app.services.budget.shares import Shares, shares_of
from app.services.budget.views import VersionInfo
from app.services.budget.words import FRAME_KINDS, MEASURES
from app.services.formatting import write_count, write_long_date

Unit = Literal["tkr", "kr"]


@dataclass(frozen=True, slots=True)
class ComparisonPaper:
    """A comparison to be written to a file."""

    compared: Comparison
    shares: Shares
    municipality: str
    day: date
    unit: Unit = "tkr"
    changed_only: bool = False

    @property
    def rows(self) -> tuple[ComparedRow, ...]:
        """The lines that are shown."""
        rows = self.compared.rows
        return only_changed(rows) if self.changed_only else rows

    @property
    def title(self) -> str:
        """What is compared."""
        return f"{self.compared.after.name} jämfört med {self.compared.before.name}"

    @property
    def example(self) -> bool:
        """Whether anything in it is invented."""
        return any(row.example for row in self.compared.rows)


def read_comparison(
    session: Session,
    *,
    version_id: int,
    compare_id: int,
    today: date,
    financing: str = OPERATING,
    measure: Measure = "net",
    unit: Unit = "tkr",
    changed_only: bool = False,
) -> ComparisonPaper:
    """Everything that is written of a comparison on a day."""
    compared = compare_versions(
        session, version_id=version_id, compare_id=compare_id, financing=financing, measure=measure
    )
    owner = session.scalars(select(Municipality)).first()
    shares = shares_of(session, compared, compared.years[0].after)
    return ComparisonPaper(compared, shares, owner.official_name if owner else "", today, unit, changed_only)


def said_of(paper: ComparisonPaper) -> str:
    """What is compared, how many differ and as of when, in sentences."""
    compared = paper.compared
    kind = FRAME_KINDS.get(compared.financing, compared.financing)
    differing = write_count(compared.changed_count, "enhet eller post skiljer", "enheter och poster skiljer")
    plans = "" if compared.after.plan_id == compared.before.plan_id else (
        f" Versionerna hör till budgetarna {compared.after.first_year} och {compared.before.first_year}."
    )  # fmt: skip
    return (
        f"{compared.plan_name}. {MEASURES[compared.measure].capitalize()}, {kind}. {differing} sig.{plans} "
        f"Uppgifter per {write_long_date(paper.day)}."
    )


def decision_words(version: VersionInfo) -> str:
    """A version with its decision: KS förslag (Kommunstyrelsen, 27 oktober 2026, § 115)."""
    day = write_long_date(version.decided_on) if version.decided_on else None
    facts = ", ".join(part for part in (version.body, day, version.paragraph) if part)
    return f"{version.name} ({facts})" if facts else version.name
