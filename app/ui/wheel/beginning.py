"""A year without activities: what belongs there, and the first step."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_count
from app.ui.parts.empty_state import EmptyState
from app.ui.wheel import menus

if TYPE_CHECKING:
    from app.ui.wheel.page import WheelPage

_WHAT = (
    "Årshjulet visar arbetet med planering, genomförande och uppföljning under året, med lagens gränser "
    "och organens sammanträden."
)


def beginning(page: "WheelPage") -> EmptyState:
    """Plan from the year before where it has activities, or else make those of the model."""
    assert page.view is not None
    year, may = page.view.year, not page.workspace.read_only
    title = f"Inga aktiviteter för {year} än"
    if year - 1 in page.view.years:
        words = f"{_WHAT} Aktiviteterna för {year - 1} kan flyttas till {year}; du ser först vad som ändras."
        return _state(title, words, f"Planera {year}…", partial(menus.plan_year, page, year), may=may)
    words = f"{_WHAT} Styrmodellens aktiviteter kan läggas ut på året med ett klick."
    return _state(title, words, "Skapa årets aktiviteter", partial(start, page), may=may)


def start(page: "WheelPage") -> None:
    """Make the activities of the model for the year, and say how many there came."""
    from app.services.wheel.planning import start_year

    assert page.view is not None
    year = page.view.year
    done = page.workspace.run(partial(start_year, year=year))
    if done is not None:
        count = write_count(int(done.value), "aktivitet", "aktiviteter")
        page.workspace.tell(f"{count} lades ut på {year}. Ctrl+Z ångrar.")


def _state(title: str, words: str, verb: str, act: Callable[[], object], *, may: bool) -> EmptyState:
    if not may:
        return EmptyState(title, words, icon="wheel")
    return EmptyState(title, words, icon="wheel", action=verb, on_action=act)
