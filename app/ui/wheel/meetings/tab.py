"""The view Sammanträden of the page Årshjul: the meeting plan, and the negotiations before decisions."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, menu_button, quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.table_view import TableView
from app.ui.wheel.exporting import WheelExport
from app.ui.wheel.faces import Face
from app.ui.wheel.importing.flow import CalendarImport
from app.ui.wheel.meetings import menus
from app.ui.wheel.meetings.columns import meeting_columns, negotiation_columns
from app.ui.wheel.meetings.edits import MeetingEdits
from app.ui.wheel.meetings.giving_way import GivingWay
from app.ui.wheel.meetings.negotiations import NegotiationEdits, negotiation_lines
from app.ui.wheel.meetings.several import SeveralDialog

if TYPE_CHECKING:
    from app.services.wheel.meetingplan import MeetingPlan, MeetingRow, RuleRow
    from app.services.wheel.picture.options import WheelOptions
    from app.services.wheel.views import WheelView
    from app.ui.parts.page import WorkspacePort
    from app.ui.wheel.meetings.negotiations import NegotiationLine

PLAN, NEGOTIATIONS = "plan", "negotiations"
_LISTS = ((PLAN, "Plan"), (NEGOTIATIONS, "MBL"))
_ALL = ""
_TREATED_WIDTH, _DECISION_WIDTH = 112, 150


class MeetingsView(Face):
    """Two lists of the same year; what is chosen in them is chosen on the page too."""

    def __init__(self, workspace: "WorkspacePort", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.plan: MeetingPlan | None = None
        self.view: WheelView | None = None
        self.body = _ALL
        self._year: int | None = None
        self.edits = MeetingEdits(workspace, self)
        self.negotiating = NegotiationEdits(workspace, self)
        self.exporting = WheelExport(workspace, self)
        self.importing = CalendarImport(workspace, self)
        self._build_lists()
        self._build_tools()
        self._arrange()
        self._connect()

    # ---- the face ------------------------------------------------------------------------------

    def show_view(self, view: "WheelView", _options: "WheelOptions") -> None:
        """Show the meetings of the year; the filter of the page concerns activities."""
        from app.services.wheel.meetings import meeting_plan

        plan: MeetingPlan = self._workspace.read(partial(meeting_plan, year=view.year))
        self.view = self.edits.view = view
        self.plan = plan
        if self.body not in plan.bodies:
            self.body = _ALL
        first = self._year != view.year
        self._year = view.year
        self.table.show_rows(plan.rows)
        if first:
            QTimer.singleShot(0, self, self._show_next_meeting)
        self.negotiations.show_rows(negotiation_lines(view))
        self.bodies.set_choices(((_ALL, "alla"), *((body, body) for body in plan.bodies)), self.body)
        self._narrow()

    def select(self, key: int | None) -> None:
        """Choose the meeting at which an activity is treated, or its negotiation."""
        row, now = self._meeting_of(key), self.table.current_row()
        if row is not None and (now is None or all(one.key != key for one in now.activities)):
            self._quietly(self.table, row.key)
        line = next((one for one in self._lines() if one.activity.key == key), None)
        current = self.negotiations.current_row()
        if line is not None and (current is None or current.activity.key != key):
            self._quietly(self.negotiations, line.key)

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Choose a meeting; False when it is not in the year that is shown."""
        if kind != "meeting" or self.plan is None:
            return False
        self.lists.choose(PLAN)
        self._choose_body(_ALL)
        return self.table.select(key)

    # ---- what menus use ------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether nothing can be written."""
        return self._workspace.read_only

    @property
    def workspace(self) -> "WorkspacePort":
        """The open file."""
        return self._workspace

    @property
    def rules(self) -> "tuple[RuleRow, ...]":
        """The rules of the bodies that meet."""
        return self.plan.rules if self.plan is not None else ()

    def add(self) -> None:
        """Add one meeting, or one negotiation, as the list that is shown asks for."""
        if self.lists.choice == NEGOTIATIONS:
            self._add_negotiation()
            return
        made = self.edits.add(self._body_now(), self._bodies())
        if made is not None:
            self.table.select(made)

    def add_several(self) -> None:
        """Add a body's meetings of the year at once."""
        if self.view is None:
            return
        dialog = SeveralDialog(
            self._workspace, self, self.view.year, self._body_now(), self._bodies()
        )  # fmt: skip
        try:
            dialog.exec()
        finally:
            dialog.deleteLater()

    def remove(self) -> None:
        """Remove what is chosen."""
        if self.locked:
            return
        if self.lists.choice == NEGOTIATIONS:
            line = self.negotiations.current_row()
            if line is not None:
                self.negotiating.remove(line)
        elif (row := self.table.current_row()) is not None:
            self.edits.remove(row)

    # ---- building ------------------------------------------------------------------------------

    def _build_lists(self) -> None:
        edits, talks = self.edits, self.negotiating
        names = ("body", "begins", "place", "adjusted_on", "noticed_on")
        commits = {name: partial(edits.change, name) for name in names}
        self.table = TableView(
            meeting_columns(self._can, {**commits, "day": edits.move}, self._notices),
            key=lambda row: row.key,
            name="Sammanträden",
            remember_as="meetings",
            cells=True,
        )
        talked = ("party", "planned_on", "held_on", "protocol")
        self.negotiations = TableView(
            negotiation_columns(self._can, {name: partial(talks.change, name) for name in talked}),
            key=lambda line: line.key,
            name="Förhandlingar och information enligt MBL",
            remember_as="negotiations",
            cells=True,
        )
        self.giving = (
            GivingWay(self.table, ("remarks", "adjusted", "begins"), _TREATED_WIDTH),
            GivingWay(self.negotiations, ("body", "when", "remark"), _DECISION_WIDTH),
        )

    def _build_tools(self) -> None:
        self.lists = SegmentedControl(_LISTS, name="Lista")
        self.bodies = ComboButton("Organ")
        self.adding = quiet_button("Nytt sammanträde", "plus", self.add)
        self.several = quiet_button("Flera…", "calendar", self.add_several)
        self.several.setToolTip("Lägg in ett organs sammanträden för hela året")
        more = QMenu(self)
        more.aboutToShow.connect(partial(menus.fill_more, more, self))
        self.more = menu_button("more", "Fler kommandon för sammanträden", more)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.NEAR)
        row.setSpacing(theme.NEAR)
        row.addWidget(self.lists)
        row.addWidget(self.bodies)
        row.addStretch(1)
        for tool in (self.adding, self.several, self.more):
            row.addWidget(tool)
        self._empty = self._no_meetings()
        self._none = EmptyState(
            "Inga MBL-steg än",
            "Här står förhandlingar enligt 11 § och information enligt 19 § MBL inför besluten: med dag, "
            "part och protokoll. Lägg till ett steg för det beslut som kräver det.",
            icon="handshake",
        )
        self.stack = QStackedWidget()
        for widget in (self.table, self.negotiations, self._empty, self._none):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    def _no_meetings(self) -> EmptyState:
        able = not self.locked
        return EmptyState(
            "Inga sammanträden än",
            "Lägg in när fullmäktige, styrelsen, nämnderna och utskotten sammanträder. Av dagen följer "
            "sista dag för handlingar, kallelse, justering och laga kraft. En aktivitet kan följa med sitt "
            "sammanträde.",
            icon="calendar",
            action="Lägg in sammanträden…" if able else "",
            on_action=self.add_several if able else None,
        )

    def _connect(self) -> None:
        self.lists.chosen.connect(lambda _list: self._show_list())
        self.bodies.chosen.connect(self._choose_body)
        self.table.current_changed.connect(self._on_meeting)
        self.table.row_activated.connect(self._on_meeting_activated)
        self.table.menu_requested.connect(self._on_menu)
        self.negotiations.current_changed.connect(self._on_line)
        self.negotiations.menu_requested.connect(self._on_line_menu)
        for view in (self.table, self.negotiations):
            delete = QShortcut(QKeySequence("Delete"), view)
            delete.setContext(Qt.ShortcutContext.WidgetShortcut)
            delete.activated.connect(self.remove)
        self._quiet = False

    # ---- showing -------------------------------------------------------------------------------

    def _narrow(self) -> None:
        body = self.body
        self.table.set_filter("", (lambda row: row.body == body) if body else None)
        self._show_list()

    def _show_list(self) -> None:
        plan = self.lists.choice == PLAN
        some = self.plan is not None and bool(self.plan.rows)
        shown: QWidget = self.table if some else self._empty
        if not plan:
            shown = self.negotiations if self._lines() else self._none
        self.stack.setCurrentWidget(shown)
        self.bodies.setVisible(plan and some)
        self.several.setVisible(plan and some)
        self.adding.setText("Nytt sammanträde" if plan else "Nytt MBL-steg")
        self.adding.setVisible(not plan or some)
        for tool in (self.adding, self.several):
            tool.setEnabled(not self.locked)
        self.setFocusProxy(shown)

    def _show_next_meeting(self) -> None:
        """Let the list begin with the meetings to come; those that have been are above."""
        today = self._workspace.today
        coming = [row for row in (self.plan.rows if self.plan is not None else ()) if row.last >= today]
        if coming and self.table.current_row() is None:
            index = self.table.rows.index_of(coming[0].key, 0)
            self.table.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _choose_body(self, body: object) -> None:
        self.body = str(body)
        if self.plan is not None:
            choices = ((_ALL, "alla"), *((name, name) for name in self.plan.bodies))
            self.bodies.set_choices(choices, self.body)
        self._narrow()

    # ---- help ----------------------------------------------------------------------------------

    def _can(self, _row: Any) -> bool:
        return not self._workspace.read_only

    def _notices(self, row: "MeetingRow") -> tuple[str, ...]:
        """What is remarked on the activities that are treated at a meeting."""
        view = self.view
        if view is None:
            return ()
        return tuple(words.rstrip(".") for one in row.activities for words in view.notices.get(one.key, ()))

    def _lines(self) -> "tuple[NegotiationLine, ...]":
        return negotiation_lines(self.view) if self.view is not None else ()

    def _bodies(self) -> tuple[str, ...]:
        """The bodies that meet, then those that the model and the activities name."""
        plan = self.plan.bodies if self.plan is not None else ()
        return tuple(dict.fromkeys((*plan, *(self.view.bodies if self.view is not None else ()))))

    def _body_now(self) -> str:
        row = self.table.current_row()
        return self.body or (row.body if row is not None else "")

    def _meeting_of(self, key: int | None) -> "MeetingRow | None":
        rows = self.plan.rows if self.plan is not None else ()
        return next((row for row in rows if any(one.key == key for one in row.activities)), None)

    def _quietly(self, table: TableView, key: int) -> None:
        self._quiet = True
        table.select(key)
        self._quiet = False

    # ---- doing ---------------------------------------------------------------------------------

    def _add_negotiation(self) -> None:
        if self.view is None:
            return
        line = self.negotiations.current_row()
        row = self.table.current_row()
        chosen = line.activity.key if line is not None else None
        if chosen is None and row is not None and row.activities:
            chosen = row.activities[0].key
        made = self.negotiating.add(self.view, chosen)
        if made is not None:
            self.negotiations.select(made)

    def _on_meeting(self, row: "MeetingRow | None") -> None:
        """Choosing a meeting chooses what is treated there, in list and details."""
        if (
            not self._quiet
            and row is not None
            and row.activities
            and self.stack.currentWidget() is self.table
        ):
            self.selected.emit(row.activities[0].key)

    def _on_line(self, line: "NegotiationLine | None") -> None:
        shown = self.stack.currentWidget() is self.negotiations
        if not self._quiet and line is not None and shown:
            self.selected.emit(line.activity.key)

    def _on_meeting_activated(self, row: "MeetingRow") -> None:
        if row.activities:
            self.activated.emit(row.activities[0].key)

    def _on_menu(self, row: "MeetingRow | None", place: QPoint) -> None:
        menus.popup(self, place, partial(menus.fill_meeting, view=self, row=row))

    def _on_line_menu(self, line: "NegotiationLine | None", place: QPoint) -> None:
        menus.popup(self, place, partial(menus.fill_line, view=self, line=line))
