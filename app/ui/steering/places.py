"""Where links and the search lead on the page."""

from collections.abc import Hashable, Iterable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.steering.views import NodeRow
    from app.ui.parts.page import WorkspacePort


def node_at(workspace: "WorkspacePort", kind: str, key: Hashable, rows: "Iterable[NodeRow]") -> int | None:
    """The element that a row of another kind stands for on this page, if any."""
    if not isinstance(key, int):
        return None
    if kind == "node":
        return key
    if kind == "level":
        return next((row.id for row in rows if row.level_id == key), None)
    if kind == "indicator":
        from app.services.steering.detail import node_of_indicator

        found: int | None = workspace.read(partial(node_of_indicator, indicator_id=key))
        return found
    return None
