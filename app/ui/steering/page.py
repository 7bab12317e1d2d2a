"""The page Styrmodell: the hierarchy as a tree, with everything known of the selected element beside."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.services.formatting import write_count
from app.ui.parts.buttons import SegmentedControl, action, menu_button, primary_button
from app.ui.parts.fields import FilterField, TextField
from app.ui.parts.fitting import fit_columns
from app.ui.parts.icons import icon
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.movable_tree import MovableTree
from app.ui.parts.page import Page, WorkspacePort
from app.ui.steering import trees
from app.ui.steering.columns import ROOM_FOR, level_icons, steering_columns
from app.ui.steering.contributions import Contributing
from app.ui.steering.deleting import Deleting
from app.ui.steering.editing import Editing
from app.ui.steering.extras import Extras
from app.ui.steering.first_step import first_step
from app.ui.steering.inspecting import Inspecting
from app.ui.steering.keys import TreeKeys, shortcut
from app.ui.steering.measures import Measures
from app.ui.steering.menus import AddMenu
from app.ui.steering.moving import Moving
from app.ui.steering.places import node_at
from app.ui.steering.row_menu import RowMenu
from app.ui.steering.tag_filter import TagFilter
from app.ui.steering.work import Work

if TYPE_CHECKING:
    from app.services.steering.detail import NodeDetail
    from app.services.steering.rules import LevelRow
    from app.services.steering.views import NodeRow, SteeringView

_RESIZE = QEvent.Type.Resize
_REMEMBERED = "steering"


class SteeringPage(Page):
    """Shows and edits the steering hierarchy."""

    shows_kinds = frozenset({
        "node", "node_version", "node_perspective", "node_indicator", "decision", "contribution", "level",
        "indicator", "unit", "agreement", "assignment", "activity", "participation", "citation", "node_tag",
    })  # fmt: skip
    chapter = "styrmodell"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._view: SteeringView | None = None
        self._icons: dict[int, str] = {}
        self._only_gaps = False
        self._loading = False
        self._near: Hashable | None = None
        self._trees = trees.Trees(workspace)
        self.tree = MovableTree(
            steering_columns(
                self._icons, self._can_rename, self._rename, lambda row: self._moving.is_cut(row)
            ),
            key=lambda row: row.id,
            parent_key=self._trees.above,
            name="Styrmodellens hierarki",
            remember_as=_REMEMBERED,
        )
        self._build_doers()
        self._listen()
        self.inspector = Inspector("Välj ett styrelement för att se mer.")
        self._build_actions()
        self.set_content(self.tree)

    def _build_doers(self) -> None:
        """What edits, moves, removes and describes elements, each for itself."""
        space, tree = self.workspace, self.tree
        self._editing = Editing(space, self)
        contributing = Contributing(space, self, self._icons, self._rows, self._go_to)
        extras = Extras(space, self, self._icons, self._rows, self._go_to)
        more = (Measures(space, self).parts, Work(space, self).parts, extras.parts)
        self._inspecting = Inspecting(space, self._editing, contributing, self._go_to, more)
        self._moving = Moving(space, tree, self._go_to, lambda: self._trees.in_order, self._rows)
        self._deleting = Deleting(space, self, self._icons, self._rows)
        self._row_menu = RowMenu(
            tree, self, self._icons, self._editing, self._inspecting, self._moving, self._deleting
        )

    def _listen(self) -> None:
        self.tree.installEventFilter(self)
        self.tree.current_changed.connect(self._on_current_changed)
        self.tree.menu_requested.connect(self._on_menu_requested)
        doings = {
            "Insert": lambda: self._open_add_menu(self._current(), self._place_of_current()),
            "Return": self._go_to_fields,
            "Enter": self._go_to_fields,
            "F2": self._explain_locked,
            "Delete": self._remove_selected,
            "Esc": self._moving.forget_cut,
            "Ctrl+X": self._moving.cut,
            "Ctrl+V": lambda: self._paste(),
            "Alt+Up": lambda: self._shift(-1),
            "Alt+Down": lambda: self._shift(1),
        }
        TreeKeys(self.tree, doings)
        shortcut(self.tree, "Ctrl++", self.tree.expandAll)
        shortcut(self.tree, "Ctrl+-", self._collapse)

    def load(self) -> None:
        """Read the hierarchy and show it, keeping what is open and selected."""
        first = self._view is None or not self._view.rows
        view = self._view = self._trees.read()
        self._icons.update(level_icons(view.levels))
        self._add_button.setEnabled(not self.workspace.read_only and bool(view.levels))
        self._show_tools(bool(view.rows))
        if not view.rows:
            self._show_empty(view)
            return
        if self._only_gaps and not view.gap_count:
            self._show_gaps(False)
        if self._tag_filter.words:
            self._tag_filter.read()
            self._apply_filter()
        self._loading = True
        self._trees.show(self.tree)
        if first:
            self._open_at_first(view)
        elif self.tree.current_row() is None and self._near is not None:
            self.tree.select(self._near)
        self._loading = False
        self._show_state()
        self._show_details(self.tree.current_row())

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select an element that a link or the search points at; without any, the first step is taught."""
        self._load_if_stale()
        if kind == "level" and not self._rows():
            return True
        node_id = node_at(self.workspace, kind, key, self._rows())
        if node_id is None or self.tree.rows.node(node_id) is None:
            return False
        self._go_to(node_id)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width may leave room for other columns."""
        if event.type() == _RESIZE:
            fit_columns(self.tree, _REMEMBERED, ROOM_FOR)
        return super().eventFilter(watched, event)

    def _build_actions(self) -> None:
        self.tree_choice = SegmentedControl(trees.CHOICES, name="Trädets ordning")
        self.tree_choice.chosen.connect(self._on_tree_chosen)
        self.add_action(self.tree_choice)
        self.filter_field = FilterField(self.tree)
        self.filter_field.filter_changed.connect(lambda _text: self._apply_filter())
        self.add_action(self.filter_field)
        self._add_button = primary_button("Lägg till", "plus", self._on_add_clicked)
        self._add_button.setToolTip("Lägg till ett styrelement (Insert)")
        self.add_action(self._add_button)
        more = QMenu(self)
        more.addAction(action("Fäll ut alla", self.tree.expandAll, icon="expand", parent=more))
        more.addAction(action("Fäll ihop alla", self._collapse, icon="collapse", parent=more))
        more.addSeparator()
        self._gap_action = action(
            "Visa bara luckor", lambda: self._show_gaps(not self._only_gaps), parent=more
        )
        self._gap_action.setCheckable(True)
        more.addAction(self._gap_action)
        self._tag_filter = TagFilter(self.workspace, more, self._apply_filter)
        more.addMenu(self._tag_filter.menu)
        self._more_button = menu_button("more", "Fler kommandon", more)
        self.add_action(self._more_button)

    def _on_add_clicked(self) -> None:
        self._open_add_menu(self._current(), _below(self._add_button))

    def _on_tree_chosen(self, kind: object) -> None:
        """Show the same elements in another tree, with the same one current."""
        current = self._current()
        self._loading = True
        self._trees.choose(str(kind), self.tree)
        self._view = self._trees.read()
        self._trees.show(self.tree)
        self._apply_filter()
        if not self.tree.rows.filtered:
            self._trees.open_again(self.tree)
        self._loading = False
        if current is None or not self.tree.select(current.id):
            self._show_details(self.tree.current_row())

    def _collapse(self) -> None:
        """Leave the top open, so that something is seen."""
        self.tree.open_to(1)

    def _open_at_first(self, view: "SteeringView") -> None:
        self._trees.open_again(self.tree)
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
        levels = write_count(view.level_count, "nivå", "nivåer")
        self.set_title("Styrmodell", f"{levels}, inga styrelement än")
        self.set_status("")
        self.tree.show_rows(())
        if self.inspector is not None:
            self.inspector.show_details(None)
        self._first_step = first_step(view, None if self.workspace.read_only else self._on_first_step)
        self.set_content(self._first_step)

    def _on_first_step(self) -> None:
        self._open_add_menu(None, _below(self._first_step.button))

    def _show_tools(self, shown: bool) -> None:
        """Filter and menus belong to rows; without any, the first step stands alone."""
        for tool in (self.tree_choice, self.filter_field, self._add_button, self._more_button):
            if tool is not None:
                tool.setVisible(shown)

    def _show_state(self) -> None:
        view = self._view
        if view is None:
            return
        state: list[str | Link] = [
            f"{write_count(view.level_count, 'nivå', 'nivåer')}, {view.node_count} styrelement, "
        ]
        if view.gap_count:
            words = f"{write_count(view.gap_count, 'saknar', 'saknar')} ägare eller mått"
            state.append(Link(words, lambda: self._show_gaps(True)))
        else:
            state.append("alla har ägare och mått")
        if not self.tree.rows.matches:
            state = ["Inget styrelement stämmer med filtret. ", Link("Visa alla", self._show_all)]
        elif self._tag_filter.words:
            state += [f". Bara ”{self._tag_filter.words}” visas. ", Link("Visa alla", self._show_all)]
        elif self._only_gaps:
            state += [". Bara de visas. ", Link("Visa alla", self._show_all)]
        if self.tree.parent() is None or not self.tree.isVisibleTo(self):
            self.set_content(self.tree)
        self.set_title("Styrmodell", *state)
        matches = self.tree.rows.matches if self.tree.rows.filtered else view.node_count
        self.set_status(f"{matches} av {view.node_count} styrelement visas")

    def _show_gaps(self, only: bool) -> None:
        self._only_gaps = only
        self._gap_action.setChecked(only)
        self._apply_filter()

    def _show_all(self) -> None:
        self._only_gaps = False
        self._gap_action.setChecked(False)
        self._tag_filter.clear()
        if self.filter_field is not None:
            self.filter_field.clear()
        self._apply_filter()

    def _apply_filter(self) -> None:
        text = self.filter_field.text() if self.filter_field is not None else ""
        headings = None if self._trees.in_order or not text else trees.is_element
        self.tree.set_filter(text, self._tag_filter.narrowed(_has_gaps if self._only_gaps else headings))
        self._show_state()

    def _on_current_changed(self, row: Any) -> None:
        if row is not None:
            self._near = self._trees.above(row)
        if not self._loading:
            self._show_details(row)

    def _show_details(self, row: Any) -> None:
        if self.inspector is None:
            return
        if row is None:
            self.inspector.show_details(None)
        elif trees.is_heading(row):
            self.inspector.show_details(self._trees.heading_details(row))
        else:
            self.inspector.show_details(self._inspecting.details(self._detail(row)))

    def _detail(self, row: "NodeRow") -> "NodeDetail":
        from app.services.steering.detail import node_detail

        found: NodeDetail = self.workspace.read(
            partial(node_detail, node_id=row.id, today=self.workspace.today)
        )
        return found

    def _on_menu_requested(self, row: Any, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        self._fill_menu(menu, row)
        menu.popup(place)

    def _fill_menu(self, menu: QMenu, row: Any) -> None:
        element = None if row is None or trees.is_heading(row) else row
        below = self._add_menu(element, menu)
        if below is not None:
            menu.addMenu(below)
            below.setIcon(icon("plus"))
        if element is not None:
            self._row_menu.fill(menu, element, self._detail, not self.workspace.read_only)
        elif row is None and not self.workspace.read_only:
            self._row_menu.fill_paste(menu, None)
        menu.addSeparator()
        menu.addAction(action("Fäll ut alla", self.tree.expandAll, icon="expand", parent=menu))
        menu.addAction(action("Fäll ihop alla", self._collapse, icon="collapse", parent=menu))

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

    def _can_rename(self, row: Any) -> bool:
        return trees.is_element(row) and not row.locked and not self.workspace.read_only

    def _rename(self, row: "NodeRow", title: str) -> bool:
        return self._editing.rename(row.id, row.version, title)

    def _is_cut(self, row: Any) -> bool:
        return self._moving.is_cut(row)

    def _current(self) -> "NodeRow | None":
        """The current row, when it is an element."""
        row = self.tree.current_row()
        return None if row is None or trees.is_heading(row) else row

    def _explain_locked(self) -> bool:
        """Say why a decided element keeps its name; any other is renamed by the tree itself."""
        row = self._current()
        if row is None or self._can_rename(row):
            return False
        if row.locked:
            self.workspace.tell(f"”{row.title}” är beslutad och låst. Gör en ny version för att ändra.")
        return True

    def _remove_selected(self) -> None:
        if not self.workspace.read_only:
            self._deleting.remove([row for row in self.tree.selected_rows() if trees.is_element(row)])

    def _paste(self) -> None:
        row = self.tree.current_row()
        if row is None or trees.is_element(row):
            self._moving.paste(row)

    def _shift(self, step: int) -> None:
        row = self._current()
        if row is not None:
            self._moving.shift(row, step)

    def _place_of_current(self) -> QPoint:
        rect = self.tree.visualRect(self.tree.currentIndex())
        return self.tree.viewport().mapToGlobal(rect.bottomLeft())

    def _rows(self) -> "tuple[NodeRow, ...]":
        return self._view.rows if self._view is not None else ()


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(button.rect().bottomLeft())


def _has_gaps(row: "NodeRow") -> bool:
    return bool(row.gaps)
