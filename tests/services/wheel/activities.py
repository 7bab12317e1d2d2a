"""Activities as a view has them, made by hand."""

from datetime import date
from typing import Any

from app.services.wheel.legal import bound_of, concerned_year, elections_around
from app.services.wheel.times import day_timing, when_of
from app.services.wheel.views import Activity, When


def on(day: date, last: date | None = None) -> When:
    """The time of a day, or of several."""
    return when_of(day_timing(day, last))


def activity(key: int, when: When | None = None, **values: Any) -> Activity:
    """An activity with its bound by law, where it has one."""
    made: dict[str, Any] = {
        "version": 1, "wheel": 1, "year": 2026, "position": key, "number": 1, "form": "activity",
        "title": f"Aktivitet {key}", "short": f"A{key}", "concerns": None, "offset": None, "phase": None,
        "status": "planned", "said": "planned",
        "when": when or When("okand", None, None, "utan angiven tid"),
    }  # fmt: skip
    made |= values
    law = made.get("law")
    concerns = concerned_year(law, made["year"], made["concerns"]) if law else None
    if law and concerns is not None:
        made["bound"] = bound_of(law, concerns, mandates=elections_around(()))
    return Activity(key=key, **made)
