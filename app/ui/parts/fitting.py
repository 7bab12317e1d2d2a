"""Which columns a view leaves out when it is narrow."""

from collections.abc import Mapping

from app.ui.parts.memory import memory
from app.ui.parts.table_view import TableView
from app.ui.parts.tree_view import TreeView


def fit_columns(view: TableView | TreeView, remembered_as: str, room_for: Mapping[str, int]) -> None:
    """Where the names would get too little room, leave out columns that the user has not chosen.

    `room_for` says how wide the view must be for a column to be shown.
    """
    kept = memory().get(f"columns/{remembered_as}", {})
    keys = [column.key for column in view.rows.columns]
    for key, least in room_for.items():
        place, narrow = keys.index(key), view.width() < least
        if "shown" not in kept.get(key, {}) and view.isColumnHidden(place) != narrow:
            view.setColumnHidden(place, narrow)
