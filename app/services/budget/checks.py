"""What is wrong with a version before it is decided, in sentences that say where."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion, YearTotal
from app.services.budget import rules
from app.services.budget.figures import Figures, read_figures
from app.services.budget.scope import performers
from app.services.formatting import write_count, write_ore, write_tkr

Severity = Literal["error", "warning", "note"]
#: Findings that are no faults in a plan that is worked on, but stop it from being ready for decision.
STOPPING: Final = frozenset(
    {
        "technical-not-zero", "frame-missing", "appropriation-overdrawn", "appropriation-missing",
        "funding-differs", "volume-behind",
    }
)  # fmt: skip
_GRAVEST: Final = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, with the year it concerns.

    `kind` and `key` name the table and the row to go to ("year_total" is keyed by its year), `part` the part
    of a frame, and `tab` the tab of the page Budget where it is put right.
    """

    code: str
    severity: Severity
    message: str
    year: int | None = None
    kind: str | None = None
    key: int | None = None
    part: str | None = None
    tab: str = "frames"

    @property
    def stops(self) -> bool:
        """Whether the version cannot be marked as ready for decision while it stands."""
        return self.severity == "error" or self.code in STOPPING


@dataclass(frozen=True, slots=True)
class YearRoom:
    """A year of a version: what is given out, held back, there to give, and left, in öre."""

    year: int
    distributed: int
    held_back: int
    held_by: str | None
    to_distribute: int | None

    @property
    def remaining(self) -> int | None:
        """What is left to distribute."""
        return rules.remaining(self.to_distribute, self.held_back, self.distributed)


def read_rooms(session: Session, version_id: int, figures: Figures) -> tuple[YearRoom, ...]:
    """The years of a version in order."""
    given: dict[int, int] = {}
    for frame in figures.values():
        given[frame.year] = given.get(frame.year, 0) + frame.total
    rows = select(YearTotal.year, YearTotal.held_back, YearTotal.held_by, YearTotal.to_distribute)
    rows = rows.where(YearTotal.plan_version_id == version_id).order_by(YearTotal.year)
    return tuple(
        YearRoom(year, given.get(year, 0), held_back, held_by, room)
        for year, held_back, held_by, room in session.execute(rows)
    )


def findings_of(session: Session, version_id: int) -> tuple[Finding, ...]:
    """Everything to put right in a version, the gravest first."""
    version = session.get_one(PlanVersion, version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    figures = read_figures(session, version_id)
    rooms = read_rooms(session, version_id, figures)
    found = check(rooms, figures, performers(session, plan.first_year))
    return in_order((*found, *beside_sums(session, version_id, figures)))


def beside_sums(session: Session, version_id: int, figures: Figures) -> tuple[Finding, ...]:
    """What there is to say of a version beside its sums: what is bound, proposals, calculations."""
    from app.services.budget.allocation.checks import allocation_findings
    from app.services.budget.boundchecks import bound_findings
    from app.services.budget.proposals.checks import proposal_findings

    volumes = (frame.parts.get("volume") for frame in figures.values())
    fetched = any(part is not None and part.allocation_version_id is not None for part in volumes)
    return (
        *bound_findings(session, version_id, figures),
        *proposal_findings(session, version_id),
        *(allocation_findings(session, version_id) if fetched else ()),
    )


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """What stops a decision first, then the gravest, each kind as it came."""
    return tuple(sorted(found, key=lambda each: (not each.stops, _GRAVEST.index(each.severity))))


def check(rooms: Sequence[YearRoom], figures: Figures, units: Sequence[int]) -> tuple[Finding, ...]:
    """The findings of figures that have been read."""
    found = [finding for room in rooms for finding in _of_room(room)]
    found += _of_technical(figures)
    found += _of_missing(units, {holder for holder, _ in figures})
    return tuple(found)


def _of_missing(units: Sequence[int], framed: Collection[int]) -> list[Finding]:
    missing = [unit for unit in units if unit not in framed]
    if not missing:
        return []
    words = write_count(len(missing), "utförare", "utförare")
    said = f"{words} saknar ram i den här versionen."
    return [Finding("frame-missing", "warning", said, kind="unit", key=missing[0])]


def _of_room(room: YearRoom) -> list[Finding]:
    left, year = room.remaining, room.year
    if left is None:
        said = f"Ram att fördela {year} är inte angiven."
        return [Finding("room-missing", "note", said, year, "year_total", year)]
    if left >= 0:
        return []
    said = f"{year}: {in_words(-left)} för mycket fördelat"
    return [Finding("over-distributed", "error", said, year, "year_total", year)]


def _of_technical(figures: Figures) -> list[Finding]:
    """Transfers that do not cancel out; the link goes to the largest of them."""
    sums: dict[int, int] = {}
    largest: dict[int, tuple[int, int]] = {}
    for frame in figures.values():
        part = frame.parts.get("technical")
        if part is not None:
            sums[frame.year] = sums.get(frame.year, 0) + part.amount
            largest[frame.year] = max(largest.get(frame.year, (0, 0)), (abs(part.amount), frame.frame_id))
    return [
        Finding(
            "technical-not-zero",
            "warning",
            f"Tekniska justeringar {year} tar inte ut varandra: summan är {in_words(amount)}.",
            year,
            "frame",
            largest[year][1],
            "technical",
        )
        for year, amount in sums.items()
        if amount
    ]


def as_sentence(found: Finding) -> str:
    """What is said, ended with a full stop."""
    return found.message if found.message.endswith(".") else f"{found.message}."


def stopping(found: Iterable[Finding], first_year: int) -> tuple[Finding, ...]:
    """What keeps a version from being ready: also that the budget year has no room to distribute."""
    return tuple(
        each for each in found if each.stops or (each.code == "room-missing" and each.year == first_year)
    )


def in_words(ore: int) -> str:
    """An amount in tkr, or in kronor when it is too small for that."""
    return write_tkr(ore, unit=True) if abs(ore) >= 50_000 else write_ore(ore)
