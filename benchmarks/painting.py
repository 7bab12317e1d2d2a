"""Trees in a window of their own, and how long it takes until what they show is painted."""

import tempfile
from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from app.services.steering.views import NodeRow, SteeringView
from app.ui.parts.theme import theme
from app.ui.parts.tree_view import TreeView
from app.ui.shell.application import make_application
from app.ui.steering.columns import level_icons, steering_columns
from benchmarks.hierarchy import make_file, make_rows, read_view

_SIZE = (1000, 800)
OPEN_AT_FIRST = 3
_STAGES = 3
"""An exposed window is painted in one round of events, and what waited for its paint is done in the next."""


class WatchedTree(TreeView):
    """The program's tree, noting when it was painted, so that nothing is timed that was never drawn."""

    painted_at: float | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.painted_at is None:
            self.painted_at = perf_counter()


@cache
def application() -> QApplication:
    """The application in the program's own look."""
    app = make_application()
    theme().install(app, "light")
    return app


@cache
def model_view() -> SteeringView:
    """A hierarchy that was read from a file, for its levels and as the pattern of rows."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        return read_view(make_file(Path(folder, "mönster.styr"), 1))


@cache
def rows(count: int) -> list[NodeRow]:
    """So many rows."""
    return make_rows(model_view(), count)


def make_tree(count: int, parent_key: Callable[[Any], Hashable | None] | None = None) -> WatchedTree:
    """The program's tree with the columns of the steering model, opened as on its page, not yet shown."""
    application()
    icons = level_icons(model_view().levels)
    tree = WatchedTree(
        steering_columns(icons, lambda _row: True, lambda _row, _title: True),
        key=lambda row: row.id,
        parent_key=parent_key or (lambda row: row.parent_id),
        name="Styrmodellens hierarki",
    )
    tree.resize(*_SIZE)
    tree.show_rows(rows(count))
    tree.open_to(OPEN_AT_FIRST)
    return tree


def until_painted(tree: WatchedTree, work: Callable[[], object]) -> tuple[float, float]:
    """How long some work takes until its tree has been painted, and until nothing more waits."""
    tree.painted_at = None
    begun = perf_counter()
    work()
    for _ in range(_STAGES):
        QApplication.processEvents()
    idle = perf_counter() - begun
    if tree.painted_at is None:
        raise RuntimeError("what was timed was never painted")
    return tree.painted_at - begun, idle


def drop(tree: TreeView) -> None:
    """Take a tree away and everything that waits with it."""
    tree.hide()
    tree.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def spaced(count: int) -> str:
    """A number for the eye."""
    return f"{count:,}".replace(",", " ")
