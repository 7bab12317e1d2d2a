"""The least that shows a file's rows: Qt's own tree and model, filled by one query."""

from typing import Any

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView

from app.ui.parts.page import Page

_COLUMNS = ("Benämning", "Nivå", "Ägare", "Status")


class BarePage(Page):
    """A page with 500 rows and nothing to do."""

    def __init__(self, workspace: Any) -> None:
        super().__init__(workspace)
        self.tree = QTreeView()
        self.tree.setUniformRowHeights(True)
        self.set_content(self.tree)

    def load(self) -> None:
        """Read the rows and show them."""
        rows = self.workspace.read(_rows)
        model = QStandardItemModel(0, len(_COLUMNS), self.tree)
        model.setHorizontalHeaderLabels(list(_COLUMNS))
        items: dict[int | None, QStandardItem] = {None: model.invisibleRootItem()}
        for row in rows:
            cells = [QStandardItem(text) for text in (row.title, row.name, row.owner_role, row.status)]
            items[row.id] = cells[0]
            items[row.parent_id].appendRow(cells)
        self.tree.setModel(model)
        self.tree.expandToDepth(2)
        self.set_title("Styrmodell", f"{len(rows)} styrelement")


def _rows(session: Any) -> Any:
    from sqlalchemy import select

    from app.models import schema  # noqa: F401, the mapped classes as a script would have them
    from app.models.steering import Level, Node, NodeVersion

    columns = (Node.id, Node.parent_id, Node.owner_role, NodeVersion.title, NodeVersion.status, Level.name)
    statement = (
        select(*columns)
        .join(NodeVersion, NodeVersion.node_id == Node.id)
        .join(Level, Level.id == Node.level_id)
    )
    return session.execute(statement.order_by(Node.position)).all()
