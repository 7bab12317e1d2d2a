"""A year of activities made by hand, for what is shown and done on the wheel."""

from collections.abc import Sequence
from datetime import date

from app.services.wheel.times import (
    Timing,
    by_month,
    day_timing,
    month_timing,
    part_timing,
    undated,
    when_of,
)
from app.services.wheel.views import Activity, LegalBound, LegalDay, WheelRow, WheelView

YEAR = 2026
TODAY = date(2026, 11, 21)
BUDGET = LegalBound(
    "budget",
    "Fullmäktige antar budget",
    "KL 11 kap. 10 §",
    date(2026, 11, 30),
    date(2026, 12, 31),
    "Fullmäktige beslutar om budgeten före november månads utgång.",
)
MARCH, DAYS, SPRING, DEADLINE, AUTUMN, PART, YEARLY = range(1, 8)


def activity(key: int, title: str, timing: Timing, **values: object) -> Activity:
    """An activity of the year; what is not said is as usual."""
    known: dict[str, object] = {"concerns": YEAR + 1, "offset": 1, "phase": "planering", "status": "planned"}
    known.update(values)
    known.setdefault("said", known["status"])
    return Activity(
        key=key, version=1, wheel=1, year=YEAR, position=key, number=key, form="activity",
        title=title, short=title, when=when_of(timing, YEAR), **known,  # type: ignore[arg-type]
    )  # fmt: skip


def year_view(activities: Sequence[Activity]) -> WheelView:
    """A view of some activities."""
    legal = LegalDay(
        BUDGET.key,
        BUDGET.name,
        BUDGET.paragraph,
        BUDGET.deadline,
        BUDGET.latest,
        BUDGET.explanation,
        YEAR + 1,
    )
    return WheelView(
        YEAR, TODAY, "Provkommun", (WheelRow(1, "huvud", "Årshjul", 1),), tuple(activities), (legal,),
        ("Kommunstyrelsen", "Kommunfullmäktige"), (YEAR,), notices={DAYS: ("Krockar med sportlovet.",)},
    )  # fmt: skip


def sample() -> WheelView:
    """Seven activities, one of each kind of time that matters."""
    return year_view(
        (
            activity(MARCH, "Bokslut, reflektion på året", month_timing(YEAR, 3), phase="uppfoljning"),
            activity(DAYS, "Budgetdialog <alla>", day_timing(date(2026, 4, 13), date(2026, 4, 24))),
            activity(SPRING, "Kommunstyrelsens sammanträde", day_timing(date(2026, 5, 12)), next=True),
            activity(DEADLINE, "Delårsrapport", by_month(YEAR, 8), phase="uppfoljning", deadline=True),
            activity(PART, "Underlag lämnas", part_timing(YEAR, 9, "middle"), phase="genomforande"),
            activity(
                AUTUMN, "Fullmäktige beslutar om budget", month_timing(YEAR, 10, 11), bound=BUDGET,
                law="budget", bodies=("Kommunfullmäktige",), status="ongoing",
            ),
            activity(YEARLY, "Medarbetarsamtal", undated("årligen"), phase="genomforande", concerns=None),
        )
    )  # fmt: skip
