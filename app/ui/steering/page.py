"""The page Styrmodell: the hierarchy as a tree, with everything known of the selected element beside."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from app.services.formatting import write_count
from app.ui.parts.buttons import action, menu_button, primary_button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField, TextField
from app.ui.parts.icons import icon
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.memory import memory
from app.ui.parts.page import Page, WorkspacePort
from app.ui.parts.tree_view import TreeView
from app.ui.steering.columns import level_icons, steering_columns
from app.ui.steering.editing import Editing
from app.ui.steering.inspecting import Inspecting
from app.ui.steering.menus import AddMenu, command_action

if TYPE_CHECKING:
    from app.services.steering.detail import NodeDetail
    from app.services.steering.rules import LevelRow
    from app.services.steering.views import NodeRow, SteeringView

_OPEN_AT_FIRST = 3
_INSERT = int(Qt.Key.Key_Insert)
_RENAME = int(Qt.Key.Key_F2)
_ENTER = (int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter))
_EDITING = QAbstractItemView.State.EditingState
_KEY_PRESS = QEvent.Type.KeyPress
_RESIZE = QEvent.Type.Resize
#: How wide the tree must be for a column to be shown beside the names.
_ROOM_FOR = {"body": 820, "validity": 640, "owner": 540}
_REMEMBERED = "steering"
_NAMED_LEVELS = 4


class SteeringPage(Page):
    """Shows and edits the steering hierarchy."""

    shows_kinds = frozenset({
        "node", "node_version", "node_perspective", "node_indicator", "decision", "contribution", "level",
        "indicator", "unit", "agreement",
    })  # fmt: skip
    chapter = "styrmodell"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._view: SteeringView | None = None
        self._icons: dict[int, str] = {}
        self._only_gaps = False
        self._loading = False
        self._near: int | None = None
        self._editing = Editing(workspace, self)
        self._inspecting = Inspecting(workspace, self._editing, self._go_to)
        self.tree = TreeView(
            steering_columns(self._icons, self._can_rename, self._rename),
            key=lambda row: row.id,
            parent_key=lambda row: row.parent_id,
            name="Styrmodellens hierarki",
            remember_as=_REMEMBERED,
        )
        self.tree.installEventFilter(self)
        self.tree.current_changed.connect(self._on_current_changed)
        self.tree.menu_requested.connect(self._on_menu_requested)
        self.inspector = Inspector("Välj ett styrelement för att se mer.")
        self._build_actions()
        self.set_content(self.tree)

    def load(self) -> None:
        """Read the hierarchy and show it, keeping what is open and selected."""
        from app.services.steering import views

        first = self._view is None or not self._view.rows
        view = self.workspace.read(partial(views.steering_view, today=self.workspace.today))
        self._view = view
        self._icons.update(level_icons(view.levels))
        self._add_button.setEnabled(not self.workspace.read_only and bool(view.levels))
        self._show_tools(bool(view.rows))
        if not view.rows:
            self._show_empty(view)
            return
        if self._only_gaps and not view.gap_count:
            self._show_gaps(False)
        self._loading = True
        self.tree.show_rows(view.rows)
        if first:
            self._open_at_first(view)
        elif self.tree.current_row() is None and self._near is not None:
            self.tree.select(self._near)
        self._loading = False
        self._show_state()
        self._show_details(self.tree.current_row())

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select an element that a link or the search points at."""
        if kind == "glossary_term":
            return self._say_term(key)
        node_id = self._node_of(kind, key)
        if node_id is None or self.tree.rows.node(node_id) is None:
            return False
        self._go_to(node_id)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Insert adds, Enter goes to the fields; F2 on a decided element says why it stays as it is."""
        if event.type() == _RESIZE:
            self._fit_columns()
        if event.type() == _KEY_PRESS and isinstance(event, QKeyEvent):
            if event.key() == _INSERT:
                self._open_add_menu(self.tree.current_row(), self._place_of_current())
                return True
            if event.key() in _ENTER and self.tree.state() != _EDITING:
                self._go_to_fields()
                return True
            row = self.tree.current_row()
            if event.key() == _RENAME and row is not None and not self._can_rename(row):
                self._say_locked(row)
                return True
        return super().eventFilter(watched, event)

    def _build_actions(self) -> None:
        self.filter_field = FilterField(self.tree)
        self.filter_field.filter_changed.connect(lambda _text: self._apply_filter())
        self.add_action(self.filter_field)
        self._add_button = primary_button("Lägg till", "plus", self._on_add_clicked)
        self._add_button.setToolTip("Lägg till ett styrelement (Insert)")
        self.add_action(self._add_button)
        more = QMenu(self)
        more.addAction(action("Fäll ut alla", self.tree.expandAll, icon="expand"))
        more.addAction(action("Fäll ihop alla", self._collapse, icon="collapse"))
        more.addSeparator()
        self._gap_action = action("Visa bara luckor", lambda: self._show_gaps(not self._only_gaps))
        self._gap_action.setCheckable(True)
        more.addAction(self._gap_action)
        for one in more.actions():
            one.setParent(more)
        self._more_button = menu_button("more", "Fler kommandon", more)
        self.add_action(self._more_button)
        self._shortcut("Ctrl++", self.tree.expandAll)
        self._shortcut("Ctrl+-", self._collapse)

    def _on_add_clicked(self) -> None:
        self._open_add_menu(self.tree.current_row(), _below(self._add_button))

    def _shortcut(self, keys: str, on_press: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self.tree)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(on_press)

    def _fit_columns(self) -> None:
        """Where the names would get too little room, leave out columns that the user has not chosen."""
        kept = memory().get(f"columns/{_REMEMBERED}", {})
        keys = [column.key for column in self.tree.rows.columns]
        for key, least in _ROOM_FOR.items():
            place, narrow = keys.index(key), self.tree.width() < least
            if "shown" not in kept.get(key, {}) and self.tree.isColumnHidden(place) != narrow:
                self.tree.setColumnHidden(place, narrow)

    def _collapse(self) -> None:
        """Leave the top open, so that something is seen."""
        self.tree.open_to(1)

    def _open_at_first(self, view: "SteeringView") -> None:
        self.tree.open_to(_OPEN_AT_FIRST)
        for row in view.rows:
            if row.gaps:
                self._open_above(row.id)
        self.tree.select(view.rows[0].id)

    def _open_above(self, node_id: int) -> None:
        index = self.tree.rows.index_of(node_id).parent()
        while index.isValid():
            self.tree.setExpanded(index, True)
            index = index.parent()

    def _show_empty(self, view: "SteeringView") -> None:
        levels = write_count(len(view.levels), "nivå", "nivåer")
        self.set_title("Styrmodell", f"{levels}, inga styrelement än")
        self.set_status("")
        self.tree.show_rows(())
        if self.inspector is not None:
            self.inspector.show_details(None)
        tops = view.allowed_below(None)
        if not tops:
            self.set_content(
                EmptyState("Ingen styrmodell", "Filen har inga nivåer att lägga något på.", icon="steering")
            )
            return
        top = tops[0].short_name
        then = ", ".join(level.short_name for level in tops[1:_NAMED_LEVELS])
        first = EmptyState(
            f"Börja med {top}",
            f"Den står överst i den röda tråden. Under den lägger du {then} och så vidare. "
            "Saknar kommunen de översta nivåerna börjar du längre ner.",
            icon="steering",
            action="" if self.workspace.read_only else "Lägg till",
            on_action=lambda: self._open_add_menu(None, _below(first.button)),
        )
        self.set_content(first)

    def _show_tools(self, shown: bool) -> None:
        """Filter and menus belong to rows; without any, the first step stands alone."""
        for tool in (self.filter_field, self._add_button, self._more_button):
            if tool is not None:
                tool.setVisible(shown)

    def _show_state(self) -> None:
        view = self._view
        if view is None:
            return
        state: list[str | Link] = [
            f"{write_count(len(view.levels), 'nivå', 'nivåer')}, {view.node_count} styrelement, "
        ]
        if view.gap_count:
            words = f"{write_count(view.gap_count, 'lucka', 'luckor')} i röda tråden"
            state.append(Link(words, lambda: self._show_gaps(True)))
        else:
            state.append("inga luckor i röda tråden")
        if not self.tree.rows.matches:
            state = ["Inget styrelement stämmer med filtret. ", Link("Visa alla", self._show_all)]
        elif self._only_gaps:
            state += [". Bara de visas. ", Link("Visa alla", self._show_all)]
        if self.tree.parent() is None or not self.tree.isVisibleTo(self):
            self.set_content(self.tree)
        self.set_title("Styrmodell", *state)
        rows = self.tree.rows
        self.set_status(f"{rows.matches} av {rows.count} styrelement visas")

    def _show_gaps(self, only: bool) -> None:
        self._only_gaps = only
        self._gap_action.setChecked(only)
        self._apply_filter()

    def _show_all(self) -> None:
        self._only_gaps = False
        self._gap_action.setChecked(False)
        if self.filter_field is not None:
            self.filter_field.clear()
        self._apply_filter()

    def _apply_filter(self) -> None:
        text = self.filter_field.text() if self.filter_field is not None else ""
        self.tree.set_filter(text, _has_gaps if self._only_gaps else None)
        self._show_state()

    def _on_current_changed(self, row: "NodeRow | None") -> None:
        if row is not None:
            self._near = row.parent_id
        if not self._loading:
            self._show_details(row)

    def _show_details(self, row: "NodeRow | None") -> None:
        if self.inspector is None:
            return
        shown = None if row is None else self._inspecting.details(self._detail(row))
        self.inspector.show_details(shown)

    def _detail(self, row: "NodeRow") -> "NodeDetail":
        from app.services.steering.detail import node_detail

        found: NodeDetail = self.workspace.read(
            partial(node_detail, node_id=row.id, today=self.workspace.today)
        )
        return found

    def _on_menu_requested(self, row: "NodeRow | None", place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        self._fill_menu(menu, row)
        menu.popup(place)

    def _fill_menu(self, menu: QMenu, row: "NodeRow | None") -> None:
        below = self._add_menu(row, menu)
        if below is not None:
            menu.addMenu(below)
            below.setIcon(icon("plus"))
        if row is not None:
            self._fill_row_menu(menu, row)
        menu.addSeparator()
        menu.addAction(action("Fäll ut alla", self.tree.expandAll, icon="expand", parent=menu))
        menu.addAction(action("Fäll ihop alla", self._collapse, icon="collapse", parent=menu))

    def _fill_row_menu(self, menu: QMenu, row: "NodeRow") -> None:
        if not self.workspace.read_only:
            rename = action("Byt namn", self.tree.edit_current, icon="edit", shortcut="F2", parent=menu)
            rename.setEnabled(not row.locked)
            rename.setToolTip("Beslutad och låst. Gör en ny version för att ändra." if row.locked else "")
            menu.addAction(rename)
            node = self._detail(row)
            edits = (("Ändra ägare…", self._editing.owner), ("Ändra giltighet…", self._editing.validity))
            for words, edit in edits:
                menu.addAction(action(words, partial(edit, node), parent=menu))
        menu.addSeparator()
        for command in self._inspecting.commands(self._detail(row)):
            menu.addAction(command_action(command, menu))
        menu.addSeparator()
        menu.addAction(
            action("Kopiera", self.tree.copy_selection, icon="copy", shortcut="Ctrl+C", parent=menu)
        )

    def _add_menu(self, row: "NodeRow | None", parent: QWidget) -> AddMenu | None:
        if self._view is None or self.workspace.read_only:
            return None
        return AddMenu(self._view, row, self._icons, self._add, parent)

    def _open_add_menu(self, row: "NodeRow | None", place: QPoint) -> None:
        menu = self._add_menu(row, self)
        if menu is not None:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)
            menu.setActiveAction(menu.actions()[0])

    def _add(self, level: "LevelRow", parent: "NodeRow | None") -> None:
        added = self._editing.add(level, parent)
        if added is not None:
            self._go_to(added)
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, node_id: int) -> None:
        """Select an element, taking away a filter that hides it."""
        if not self.tree.select(node_id):
            self._show_all()
            self.tree.select(node_id)

    def _go_to_fields(self) -> None:
        """Put the cursor in the text of the current element."""
        for part in self.inspector.parts if self.inspector is not None else ():
            for field in part.findChildren(TextField):
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _can_rename(self, row: "NodeRow") -> bool:
        return not row.locked and not self.workspace.read_only

    def _rename(self, row: "NodeRow", title: str) -> bool:
        return self._editing.rename(row.id, row.version, title)

    def _say_locked(self, row: "NodeRow") -> None:
        if row.locked:
            self.workspace.tell(f"”{row.title}” är beslutad och låst. Gör en ny version för att ändra.")

    def _say_term(self, key: Hashable) -> bool:
        """The model's words have no page of their own yet: the explanation is said."""
        from app.services.steering.detail import explanation

        words = self.workspace.read(partial(explanation, term_id=key)) if isinstance(key, int) else None
        if words is not None:
            self.workspace.tell(words)
        return words is not None

    def _place_of_current(self) -> QPoint:
        rect = self.tree.visualRect(self.tree.currentIndex())
        return self.tree.viewport().mapToGlobal(rect.bottomLeft())

    def _node_of(self, kind: str, key: Hashable) -> int | None:
        if not isinstance(key, int):
            return None
        if kind == "node":
            return key
        if kind == "level":
            return next((row.id for row in self._rows() if row.level_id == key), None)
        if kind == "indicator":
            from app.services.steering.detail import node_of_indicator

            found: int | None = self.workspace.read(partial(node_of_indicator, indicator_id=key))
            return found
        return None

    def _rows(self) -> "tuple[NodeRow, ...]":
        return self._view.rows if self._view is not None else ()


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())


def _has_gaps(row: "NodeRow") -> bool:
    return bool(row.gaps)
