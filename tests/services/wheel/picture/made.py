"""Wheels made by hand: activities with any time, and the activities of the carried models together."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from app.services.steering.modelformat import available_models, find_model
from app.services.wheel.patternviews import pattern_view
from app.services.wheel.views import Activity, LegalDay, WheelRow, WheelView, When

YEAR = 2027
TODAY = date(2027, 11, 21)
PHASES = (None, "planering", "genomforande", "uppfoljning")
BODIES = ("Kommunfullmäktige", "Kommunstyrelsen", "Nämnderna")
STATUSES = ("planned", "ongoing", "done", "late", "cancelled")
UNDATED = When("okand", None, None, "utan angiven tid")


def day(when: date, last: date | None = None, **values: Any) -> When:
    """A day or several."""
    return When("dag", when, last or when, f"{when.day}/{when.month}", **values)


def month(number: int, last: int | None = None, **values: Any) -> When:
    """A month or several."""
    end = last or number
    return When("manad", date(YEAR, number, 1), date(YEAR, end, monthrange(YEAR, end)[1]), "mars", **values)


def by(last: date) -> When:
    """Only the last day is known."""
    return When("senast_dag", None, last, f"senast {last.day}/{last.month}")


def activity(key: int, when: When = UNDATED, **values: Any) -> Activity:
    """An activity with what a test says of it."""
    made: dict[str, Any] = {
        "version": 1, "wheel": 1, "year": YEAR, "position": key, "number": key, "form": "activity",
        "title": f"Kommunstyrelsen behandlar ärende {key}", "short": f"KS: ärende {key}", "concerns": None,
        "offset": 0, "phase": "planering", "status": "planned", "said": "planned", "when": when,
    }  # fmt: skip
    return Activity(key=key, **(made | values))


def view(activities: Sequence[Activity], **values: Any) -> WheelView:
    """A wheel of activities with two days by law."""
    legal = tuple(
        LegalDay(key, name, paragraph, when, when, "", YEAR)
        for key, name, paragraph, when in (
            ("bokslut", "Årsredovisning lämnas", "KL 11 kap. 20 §", date(YEAR, 4, 15)),
            ("budget", "Fullmäktige antar budget", "KL 11 kap. 10 §", date(YEAR, 11, 30)),
        )
    )
    made: dict[str, Any] = {
        "municipality": "Exempels kommun", "wheels": (WheelRow(1, "huvud", "Årshjul", 1),),
        "legal": legal, "bodies": BODIES, "years": (YEAR,),
    }  # fmt: skip
    made |= {"today": TODAY, **values}
    return WheelView(YEAR, activities=tuple(activities), **made)


def of_all_models(count: int | None = None) -> WheelView:
    """The activities of the carried models in one wheel, or every so many of them."""
    models = [find_model(summary.key) for summary in available_models()]
    found = [one for model in models for one in pattern_view(model, YEAR).activities]
    if count is not None:
        found = [found[place * len(found) // count] for place in range(count)]
    found.sort(key=lambda one: (not one.when.dated, one.when.first or one.when.last or date.max))
    return view([replace(one, key=n, number=n) for n, one in enumerate(found, 1)])


def late_year_of(key: str, today: date = TODAY) -> WheelView:
    """The year of a carried model of which nothing has been ticked off: most of it is late."""
    found = pattern_view(find_model(key), YEAR).activities
    numbers = {title: n for n, title in enumerate(dict.fromkeys(one.title for one in found))}
    late = [
        replace(
            one,
            pattern=numbers[one.title],
            status="late" if one.when.last is not None and one.when.last < today else "planned",
        )
        for one in found
    ]
    return view(late, today=today)


@st.composite
def times(draw: st.DrawFn) -> When:
    """Any time, also over new year, the wrong way round, and none."""
    first = date(YEAR, 1, 1) + timedelta(days=draw(st.integers(-120, 460)))
    last = first + timedelta(days=draw(st.sampled_from([-3, 0, 0, 1, 9, 30, 91, 364, 800])))
    kind = draw(st.sampled_from(["day", "by", "part", "none", "maybe"]))
    if kind == "none":
        return UNDATED
    if kind == "by":
        return by(last)
    if kind == "part":
        return When("del_av_manad", first, first + timedelta(days=9), "början av", month_part="early")
    return day(first, last, tentative=(last,) if kind == "maybe" else ())


@st.composite
def activities(draw: st.DrawFn) -> list[Activity]:
    """Some activities of every kind."""
    words = st.text(max_size=40) | st.just("Övergripande strategier och budget") | st.just("X" * 400)
    return [
        activity(
            key, draw(times()), offset=draw(st.sampled_from([None, -1, 0, 1, 2, 9])), title=draw(words),
            short=draw(words), phase=draw(st.sampled_from(PHASES)), status=draw(st.sampled_from(STATUSES)),
            bodies=draw(st.sampled_from([(), BODIES[:1], BODIES])), red=draw(st.booleans()),
            next=draw(st.booleans()), deadline=draw(st.booleans()), wheel=draw(st.integers(1, 2)),
        )
        for key in range(1, draw(st.integers(0, 14)) + 1)
    ]  # fmt: skip
