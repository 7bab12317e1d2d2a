"""The dialogs that add an activity, and copy one to another time."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_day_month
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.wheel.words import PHASES

if TYPE_CHECKING:
    from app.services.wheel.views import Activity, WheelView
    from app.ui.wheel.page import WheelPage

TIME_HINT = "12 mars, mitten av maj, mars–maj, senast 30 juni …"
_NO_PHASE = (None, "Anges inte")
_YEARS = ((-1, "föregående år"), (0, "innevarande år"), (1, "kommande år"), (2, "året därefter"))


class Adding:
    """Asks what is needed and adds it; the page then shows what came."""

    def __init__(self, page: "WheelPage") -> None:
        self._page = page

    def activity(self, day: date | None = None) -> int | None:
        """Ask for an activity, on a day where the user has pointed at one."""
        from app.services.wheel import editing
        from app.services.wheel.timing import read_timing

        view = self._page.view
        if view is None or self._page.workspace.read_only:
            return None

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            body = asked["body"]
            return partial(
                editing.add_activity,
                wheel_id=asked.get("wheel", view.wheels[0].key if view.wheels else 0),
                year=view.year,
                title=asked["title"],
                timing=read_timing(asked["time"], view.year),
                phase=asked["phase"],
                bodies=(body,) if body else (),
                year_offset=asked["concerns"],
            )

        done = ask_until_done(
            self._page.workspace, self._page, "Ny aktivitet", _inputs(view, day), "Lägg till", ready
        )
        return None if done is None else self._show(int(done.value))

    def copy(self, one: "Activity") -> int | None:
        """Ask when the copy is."""
        from app.services.wheel import editing
        from app.services.wheel.timing import read_timing

        def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
            return partial(
                editing.copy_activity, activity_id=one.key, timing=read_timing(asked["time"], one.year)
            )

        when = one.when.words if one.when.dated else ""
        inputs = [TextInput("time", "Tid", when, required=False, placeholder=TIME_HINT)]
        done = ask_until_done(
            self._page.workspace, self._page, "Kopiera aktiviteten", inputs, "Kopiera", ready, one.title
        )
        return None if done is None else self._show(int(done.value))

    def _show(self, key: int) -> int:
        self._page.show_place("wheel_activity", key)
        return key


def concerned_years(year: int) -> tuple[tuple[int | None, str], ...]:
    """The years that work can be about, by their distance from the year in which it is done."""
    return ((None, "Anges inte"), *((offset, f"{year + offset} ({words})") for offset, words in _YEARS))


def _inputs(view: "WheelView", day: date | None) -> list[TextInput | ChoiceInput]:
    time = write_day_month(day) if day is not None else ""
    if day is not None and day.year != view.year:
        time = day.isoformat()
    inputs: list[TextInput | ChoiceInput] = [
        TextInput("title", "Aktivitet"),
        TextInput("time", "Tid", time, required=False, placeholder=TIME_HINT),
        TextInput("body", "Organ", required=False, suggestions=view.bodies),
        ChoiceInput("phase", "Fas", (_NO_PHASE, *PHASES.items()), "planering", required=False),
        ChoiceInput("concerns", "År som arbetet avser", concerned_years(view.year), 1, required=False),
    ]
    if len(view.wheels) > 1:
        inputs.append(
            ChoiceInput(
                "wheel", "Hjul", tuple((row.key, row.name) for row in view.wheels), view.wheels[0].key
            )
        )
    return inputs
