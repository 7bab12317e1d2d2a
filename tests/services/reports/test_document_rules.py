"""What kind of document one is, by its model alone."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.models.steering import STATUSES
from app.services.reports.document_rules import (
    MOST_YEARS,
    Nature,
    mark_of,
    nature,
    school_year_of,
    told_years,
    years_of,
)

COUNCIL = ("Kommunfullmäktige",)


def a(**values: object) -> Nature:
    usual: dict[str, object] = {
        "kind_name": "Plan", "category": "planering", "stance": "styrande", "phase": None,
        "horizon_kind": "years", "horizon_min": 3, "horizon_max": 3, "decided_by": COUNCIL,
    }  # fmt: skip
    return Nature(**{**usual, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "all_frames"),
    [
        (a(), True),
        (a(category="styrande", content=("fördelning av resurser",), horizon_max=None), True),
        (a(category="styrande", kind_name="Övergripande strategier och budget"), True),
        (a(horizon_min=4, horizon_max=None), False),
        (a(horizon_min=1, horizon_max=1), False),
        (a(horizon_min=20, horizon_max=25), False),
        (a(stance="redovisande", category="budget"), False),
        (a(scoped=True), False),
        (a(form="assignment"), False),
        (a(decided_by=("Nämnden",)), False),
        (a(decided_by=("Nämnden",), category="budget"), True),
    ],
)
def test_the_frames_of_all_units_belong_to_what_the_council_plans_for_some_years(
    found: Nature, all_frames: bool
) -> None:
    assert found.all_frames(owned=False) is all_frames


def test_a_units_own_budget_has_only_its_own_frames() -> None:
    assert not a(decided_by=(), category="budget").all_frames(owned=True)


@pytest.mark.parametrize(
    ("found", "plan", "reported"),
    [
        (a(), True, True),
        (a(phase="planering", category="styrande", horizon_max=None, horizon_min=None), True, False),
        (a(category="styrande", horizon_kind=None, horizon_min=None, horizon_max=None), False, False),
        (a(category="styrande", horizon_kind=None, horizon_min=20, horizon_max=25), False, False),
        (a(stance="redovisande"), False, False),
        (a(horizon_max=None, horizon_min=None, follow_up_level=3), True, True),
    ],
)
def test_what_is_a_plan_and_what_the_yearly_reports_tell_of(
    found: Nature, plan: bool, reported: bool
) -> None:
    assert (found.plan, found.reported) == (plan, reported)


@pytest.mark.parametrize(
    ("found", "starts", "ends", "years"),
    [
        (a(), date(2027, 1, 1), date(2029, 12, 31), (2027, 2028, 2029)),
        (a(), date(2027, 8, 1), date(2028, 7, 31), (2027, 2028)),
        (a(), date(2027, 1, 1), None, (2027, 2028, 2029)),
        (a(horizon_max=None, horizon_min=None), date(2027, 1, 1), None, (2027, 2028)),
        (a(), None, None, (2030, 2031)),
        (a(stance="redovisande"), None, None, ()),
        (a(), date(2027, 1, 1), date(2050, 12, 31), tuple(range(2027, 2027 + MOST_YEARS))),
        (a(horizon_max=25), date(2027, 1, 1), None, tuple(range(2027, 2027 + MOST_YEARS))),
    ],
)
def test_the_years_come_from_the_validity_the_horizon_or_the_budget(
    found: Nature, starts: date | None, ends: date | None, years: tuple[int, ...]
) -> None:
    assert years_of(found, starts, ends, (2030, 2031)) == years


def test_without_years_the_last_targets_are_told() -> None:
    assert told_years((), {2020, 2025, 2021}) == (2020, 2021, 2025)
    assert len(told_years((), range(2000, 2020))) == MOST_YEARS


@pytest.mark.parametrize(
    ("found", "starts", "ends", "words"),
    [
        (a(school_years=True), date(2027, 8, 1), date(2028, 7, 31), "läsåret 2027/28"),
        (a(school_years=True), date(2027, 1, 1), date(2028, 7, 31), None),
        (a(school_years=True), date(2027, 8, 1), None, None),
        (a(school_years=True), date(2027, 8, 1), date(2029, 7, 31), None),
        (a(), date(2027, 8, 1), date(2028, 7, 31), None),
    ],
)
def test_a_school_year_is_told_where_the_model_has_them(
    found: Nature, starts: date | None, ends: date | None, words: str | None
) -> None:
    assert school_year_of(found, starts, ends) == words


def test_what_holds_has_no_mark_and_everything_else_has_one() -> None:
    unmarked = {status for status in STATUSES if mark_of(status) is None}
    assert unmarked == {"decided", "in_force", "extended"}
    assert mark_of("draft") == "UTKAST"
    assert mark_of("ready") == "FÖRSLAG"


def test_a_document_without_a_kind_is_known_by_its_level() -> None:
    level = SimpleNamespace(
        name="Arbetsplan", form="document", details={"follow_up_level": 4}, decided_by=None, horizon_min=1,
        horizon_max=1, scope="enhet", cycle="årlig; läsår inom en nämnd",
    )  # fmt: skip
    found = nature(level, None, body=None)
    assert (found.kind_name, found.category, found.scoped, found.school_years) == (
        "Arbetsplan",
        "",
        True,
        True,
    )
    assert found.reported
    assert not found.for_all
