"""Wheels to draw: a usual one, an empty one, a crowded one, and one whose words try to break out."""

from dataclasses import replace
from datetime import date, timedelta

from app.services.wheel.views import Activity, LegalDay, WheelRow, WheelView, When

YEAR = 2026
DAY = date(2026, 11, 21)
_PHASES = ("planering", "genomforande", "uppfoljning")
_BODIES = ("Kommunfullmäktige", "Kommunstyrelsen", "Nämnder")
_LONG = "Nämndernas förslag till budget och verksamhetsplan lämnas till kommunstyrelsen för beredning"


def activity(key: int, title: str, when: When, **values: object) -> Activity:
    """An activity of the usual kind."""
    usual = Activity(
        key=key, version=1, wheel=1, year=YEAR, position=key, number=1, form="activity", title=title,
        short=title[:30], when=when, concerns=YEAR + 1, offset=1, phase=_PHASES[key % 3], status="planned",
        said="planned", bodies=(_BODIES[key % 3],),
    )  # fmt: skip
    return replace(usual, **values)


def day(month: int, at: int, words: str | None = None) -> When:
    """A day of the year."""
    found = date(YEAR, month, at)
    return When("dag", found, found, words or f"{at}/{month}")


UNDATED = When("okand", None, None, "utan angiven tid")
LAW = LegalDay(
    "budget", "Fullmäktige antar budgeten", "KL 11 kap. 10 §", date(YEAR, 11, 30), date(YEAR, 12, 31),
    "Budgeten antas före november månads utgång.", YEAR + 1,
)  # fmt: skip
_ACTIVITIES = (
    activity(1, "Bokslutet avslutas", day(2, 12, "12 februari"), status="done", said="done", done_on=DAY),
    activity(2, "Budgetberedning", When("manadsintervall", date(YEAR, 3, 1), date(YEAR, 5, 31), "mars–maj")),
    activity(3, "Årsredovisningen godkänns", When("senast_manad", None, date(YEAR, 4, 30), "senast april")),
    activity(
        4, "Internbudget",
        When("dag", date(YEAR, 8, 25), date(YEAR, 8, 25), "25 augusti", tentative=(date(YEAR, 8, 26),)),
    ),
    activity(5, _LONG, day(10, 13, "13 oktober"), offset=2),
    activity(6, "Medarbetarsamtal", UNDATED, recurrence="årligen", phase=None),
)  # fmt: skip
USUAL = WheelView(
    year=YEAR, today=DAY, municipality="Norbergs kommun", wheels=(WheelRow(1, "huvud", "Årshjul", 1),),
    activities=_ACTIVITIES, legal=(LAW,), bodies=_BODIES, years=(YEAR,),
)  # fmt: skip
EMPTY = replace(USUAL, activities=(), legal=())


def many(count: int) -> WheelView:
    """A wheel with as many activities as asked for, spread over the year."""
    made = []
    for key in range(count):
        first = date(YEAR, 1, 1) + timedelta(days=key * 353 // max(1, count))
        last = first + timedelta(days=(key % 4) * 9)
        words = (
            f"{first.day}/{first.month}"
            if first == last
            else f"{first.day}/{first.month}–{last.day}/{last.month}"
        )
        when = When("dag", first, last, words) if key % 11 else UNDATED
        title = _LONG[: 30 + key * 7 % 60].strip() + f" {key}"
        made.append(activity(key + 1, title, when))
    made.sort(key=lambda each: (not each.when.dated, each.when.first or date.max, each.key))
    return replace(USUAL, activities=tuple(made))


HOSTILE = replace(
    USUAL,
    municipality="Å & <b>",
    activities=(
        activity(1, "<script>&amp; ”Ö” 🎉 \u202e " + "lång " * 80, day(2, 28)),
        activity(2, "x" * 400, day(12, 31)),
        activity(3, "", When("dag", date(YEAR - 1, 12, 30), date(YEAR + 1, 1, 2), "över årsskiftet")),
        activity(4, "\n\t", UNDATED),
    ),
)
