"""What is to be filled in, owner by owner, with the way into each cell and a list to send."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.services.scorecard.reminders import OwnerList, as_text, by_owner
from app.services.textorder import fold
from app.ui.parts.buttons import action
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.tree_view import TreeView


@dataclass(frozen=True, slots=True)
class _Line:
    """An owner, or a value that waits for one."""

    key: object
    parent: object | None
    owner: OwnerList
    row: Any = None


class WaitingList(QWidget):
    """The owners with what waits for them; Enter or a double click goes into the cell."""

    wanted = Signal(object)
    """The `DueRow` whose cell the user wants."""
    copied = Signal(str)
    """What was put on the clipboard, in a sentence."""

    def __init__(self, measure: str) -> None:
        super().__init__()
        self._lists: tuple[OwnerList, ...] = ()
        self._today: Any = None
        self.tree = TreeView(
            _columns(measure), key=lambda line: line.key, parent_key=lambda line: line.parent,
            name="Värden att fylla i", remember_as="scorecard/waiting",
        )  # fmt: skip
        self.tree.row_activated.connect(self._on_activated)
        self.tree.menu_requested.connect(self._on_menu)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.tree)
        self._stack.addWidget(
            EmptyState("Inget att fylla i", "Alla värden vars period är slut är ifyllda.", icon="check")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.tree)

    @property
    def lists(self) -> tuple[OwnerList, ...]:
        """What is shown, owner by owner."""
        return self._lists

    def show_rows(self, rows: Sequence[Any], today: Any, text: str = "") -> None:
        """Show what is due or overdue, sifted by words."""
        words = fold(text).split()
        kept = [row for row in rows if all(word in _sought(row) for word in words)]
        self._lists, self._today = by_owner(kept), today
        lines: list[_Line] = []
        for each in self._lists:
            lines.append(_Line(each.owner, None, each))
            lines += [_Line(row.key, each.owner, each, row) for row in each.rows]
        first = not self.tree.rows.count
        self.tree.show_rows(lines)
        if first:
            self.tree.expandAll()
        self._stack.setCurrentIndex(0 if lines else 1)

    def copy_all(self) -> None:
        """Put a reminder for every owner on the clipboard."""
        self._copy(self._lists)

    def _copy(self, lists: Sequence[OwnerList]) -> None:
        if not lists:
            return
        QGuiApplication.clipboard().setText(as_text(lists, today=self._today))
        whom = lists[0].owner if len(lists) == 1 else write_count(len(lists), "ansvarig", "ansvariga")
        self.copied.emit(f"Påminnelsen för {whom} är kopierad.")

    def _on_activated(self, line: Any) -> None:
        if line.row is not None:
            self.wanted.emit(line.row)

    def _on_menu(self, line: Any, place: QPoint) -> None:
        menu = QMenu(self)
        if line is not None and line.row is not None:
            menu.addAction(action("Gå till cellen", lambda: self.wanted.emit(line.row), parent=menu))
        if line is not None:
            words = f"Kopiera påminnelsen för {line.owner.owner}".replace("&", "&&")
            menu.addAction(action(words, lambda: self._copy((line.owner,)), icon="copy", parent=menu))
        menu.addAction(action("Kopiera alla påminnelser", self.copy_all, icon="copy", parent=menu))
        menu.popup(place)
        menu.aboutToHide.connect(menu.deleteLater)


def _columns(measure: str) -> list[Column[Any]]:
    return [
        Column("what", measure[:1].upper() + measure[1:], _what, width=380, look=_look, stretch=True),
        Column("unit", "Enhet", _unit, width=190),
        Column("period", "Period", lambda line: line.row.period_words if line.row else "", width=160),
        Column(
            "due", "Senast", lambda line: line.row.due_on.isoformat() if line.row else "", width=110,
        ),
        Column("state", "Läge", _state, width=120, look=_state_look),
    ]  # fmt: skip


def _what(line: Any) -> str:
    if line.row is not None:
        return line.row.indicator
    return line.owner.owner


def _unit(line: Any) -> str:
    return line.row.unit if line.row is not None else write_count(len(line.owner.rows), "värde", "värden")


def _look(line: Any) -> CellLook:
    return CellLook(bold=line.row is None)


def _state(line: Any) -> str:
    if line.row is not None:
        return "försenat" if line.row.overdue else "att fylla i"
    return write_count(line.owner.overdue, "försenat", "försenade") if line.owner.overdue else ""


def _state_look(line: Any) -> CellLook:
    late = line.row.overdue if line.row is not None else bool(line.owner.overdue)
    return CellLook(icon="clock" if late else "", muted=not late, bold=line.row is None)


def _sought(row: Any) -> str:
    return fold(f"{row.owner}\n{row.indicator}\n{row.unit}\n{row.period_words}")
