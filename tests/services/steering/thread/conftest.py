"""Small maps of threads that are made without a file."""

from collections.abc import Iterable, Sequence

from app.services.steering.rules import LevelRow
from app.services.steering.thread.reading import Serving, ThreadMap, thread_map
from app.services.steering.views import NodeRow

FORMS = ("document", "goal_area", "goal", "commitment", "activity")


def levels(count: int) -> tuple[LevelRow, ...]:
    """Levels from the top down, with ids from 1."""
    return tuple(
        LevelRow(
            number + 1, f"niva{number}", number + 1, f"Nivå {number + 1}", f"N{number + 1}",
            FORMS[min(number, len(FORMS) - 1)], number or None,
        )
        for number in range(count)
    )  # fmt: skip


def row(key: int, level: int, parent: int | None, *, title: str = "", **more: object) -> NodeRow:
    """An element of a level, counted from 1."""
    values: dict[str, object] = {
        "id": key, "parent_id": parent, "level_id": level, "level": f"N{level}",
        "form": FORMS[min(level - 1, len(FORMS) - 1)], "title": title or f"Mål {key}", "body": None,
        "owner": None, "unit_id": None, "unit": None, "validity": "", "status": "draft",
        "status_word": "Utkast", "locked": False, "example": False, "gaps": (), "version": 1,
    }  # fmt: skip
    return NodeRow(**(values | more))  # type: ignore[arg-type]


def made(rows: Sequence[NodeRow], servings: Iterable[tuple[int, int]] = (), count: int = 5) -> ThreadMap:
    """A map of rows and contributions."""
    return thread_map(rows, levels(count), (Serving(giver, taker, "") for giver, taker in servings))
