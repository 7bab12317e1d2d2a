"""What kind of document one is, read from its model and never from its name: years, frames, marks."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from app.services.formatting import write_school_year

MOST_YEARS: Final = 6
"""A table has room for the figures of so many years."""
_MARKS: Final = {
    "draft": "UTKAST",
    "proposal": "FÖRSLAG",
    "prepared": "FÖRSLAG",
    "ready": "FÖRSLAG",
    "replaced": "ERSATT",
    "revoked": "UPPHÄVD",
}
_COUNCIL = "fullmäktige"
_REPORTING = "redovisande"
_PLANNING = "planering"
_PLANS = frozenset({"budget", _PLANNING})
_YEARLY_HORIZONS = frozenset({"years", "plan_period", "school_year"})
ABOUT_MONEY: Final = re.compile(r"budget|\bramar\b|ekonomiska? ram|resurs")
_LONGEST_BUDGET = 5
_LONGEST_PLAN = 10


@dataclass(frozen=True, slots=True)
class Nature:
    """What the model says of a document: its level and kind, as far as they tell what belongs to it."""

    kind_name: str
    category: str
    stance: str | None
    phase: str | None
    horizon_kind: str | None
    horizon_min: int | None
    horizon_max: int | None
    decided_by: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    form: str = "document"
    scoped: bool = False
    follow_up_level: int | None = None
    school_years: bool = False
    level_name: str = ""

    @property
    def for_all(self) -> bool:
        """Whether it is a document that the council decides for the whole municipality."""
        return decided_by_council(self.decided_by) and self.form == "document" and not self.scoped

    @property
    def short(self) -> bool:
        """Whether it looks some years ahead, as a budget does."""
        return self.horizon_max is not None and self.horizon_max <= _LONGEST_BUDGET

    @property
    def reported(self) -> bool:
        """Whether the yearly reports of the model tell how it goes."""
        steers = self.stance != _REPORTING
        return steers and (self.short or self.about_money or self.scoped or self.follow_up_level is not None)

    @property
    def plan(self) -> bool:
        """Whether it plans for some years, and so has goals, frames and a follow-up plan."""
        if self.stance == _REPORTING:
            return False
        near = (self.horizon_min or self.horizon_max or _LONGEST_PLAN + 1) <= _LONGEST_PLAN
        return (
            self.phase == _PLANNING
            or self.category in _PLANS
            or self.horizon_kind in _YEARLY_HORIZONS
            or near
            or self.about_money
        )

    @property
    def about_money(self) -> bool:
        """Whether it distributes resources by its category, its name or its required content."""
        words = (self.category, self.kind_name, self.level_name, *self.content)
        return any(ABOUT_MONEY.search(text.casefold()) for text in words)

    def all_frames(self, *, owned: bool) -> bool:
        """Whether the frames of all units belong to it; `owned` when a unit keeps the document."""
        if self.stance == _REPORTING or self.form != "document" or self.scoped:
            return False
        if self.for_all:
            return self.about_money or (self.short and self.horizon_max != 1)
        return self.category == "budget" and not owned


def decided_by_council(names: Iterable[str]) -> bool:
    """Whether the council is among those who decide."""
    return any(_COUNCIL in name.casefold() for name in names)


def nature(level: Any, kind: Any, *, body: str | None) -> Nature:
    """The nature of a document by the rows of its level and its kind (or None)."""
    details = {**level.details, **({} if kind is None else kind.details)}
    horizon = level.details.get("horizon") or {}
    decided_by = [body] if body else (kind is not None and kind.decided_by) or level.decided_by or []
    cycle = " ".join(filter(None, (level.cycle, None if kind is None else kind.cycle)))
    return Nature(
        kind_name=level.name if kind is None else kind.name,
        category="" if kind is None else kind.category,
        stance=details.get("stance"),
        phase=details.get("phase"),
        horizon_kind=horizon.get("kind"),
        horizon_min=level.horizon_min,
        horizon_max=level.horizon_max,
        decided_by=tuple(decided_by),
        content=tuple((kind is not None and kind.content) or level.details.get("content") or ()),
        form=level.form,
        follow_up_level=level.details.get("follow_up_level"),
        scoped=bool(level.scope or level.details.get("scope_bodies")),
        school_years="läsår" in cycle.casefold() or horizon.get("kind") == "school_year",
        level_name=level.name,
    )


def mark_of(status: str) -> str | None:
    """The word down the margin of what does not hold: a draft, a proposal, or what held once."""
    return _MARKS.get(status)


def years_of(
    found: Nature, valid_from: date | None, valid_to: date | None, plan_years: Sequence[int]
) -> tuple[int, ...]:
    """The years a document holds for: its validity, its horizon from the first day, or the budget's years."""
    if valid_from is None:
        return tuple(plan_years)[:MOST_YEARS] if found.plan else ()
    if valid_to is None:
        length = found.horizon_max or found.horizon_min or len(plan_years) or 1
        return tuple(range(valid_from.year, valid_from.year + min(length, MOST_YEARS)))
    last = min(valid_to.year, valid_from.year + MOST_YEARS - 1)
    return tuple(range(valid_from.year, last + 1))


def school_year_of(found: Nature, valid_from: date | None, valid_to: date | None) -> str | None:
    """The school year that a document holds for, when it runs from summer to summer."""
    if not found.school_years or valid_from is None or valid_to is None:
        return None
    if valid_from.month < 6 or valid_to.year != valid_from.year + 1 or valid_to.month > 8:
        return None
    return write_school_year(valid_from.year)


def told_years(years: Sequence[int], targets: Collection[int]) -> tuple[int, ...]:
    """The years whose targets are printed: the document's, or the last ones that have any."""
    if years:
        return tuple(years)
    return tuple(sorted(set(targets))[-MOST_YEARS:])
