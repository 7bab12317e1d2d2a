"""The page Mål och styrkort: whose figures of which period, and the faces that show them."""

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.parts import chart, theme
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.parts.details import Details
from app.ui.parts.face_area import FaceArea
from app.ui.parts.inspector import Inspector
from app.ui.parts.page import Page, WorkspacePort
from app.ui.scorecard.choices import Choices, chosen_period, read_choices
from app.ui.scorecard.context import Context
from app.ui.scorecard.editing import Editing
from app.ui.scorecard.faces import PLACES, WAITING, Face, FaceSpec, offered
from app.ui.scorecard.inspecting import Inspecting
from app.ui.scorecard.unit_chooser import UnitChooser

_TITLE = "Mål och styrkort"
_PAINTED_MS = 120
_CHOICES = frozenset({"unit", "municipality", "scorecard", "model_part", "steering_model"})
"""Tables that the choices of unit and period are made of."""
KINDS = frozenset({
    "indicator", "indicator_target", "period_target", "node_indicator", "measurement", "scorecard",
    "scorecard_row", "scorecard_weight", "assessment", "improvement", "cause_link", "perspective",
    "node", "node_version", "node_perspective", "contribution", "level", "unit", "municipality", "frame",
    "frame_component", "plan_version", "activity", "assignment", "comparison_value", "comparison_group",
    "other_municipality", "model_part", "steering_model", "import_mapping",
})  # fmt: skip


class ScorecardPage(Page):
    """Owns the choice of unit and period, the head and the inspector; what is shown stands on the faces."""

    inspector: Inspector
    shows_kinds = KINDS
    chapter = "styrkort"
    details_width = 332

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._context = Context(workspace.working_year)
        self._period_part: str | None = None
        """The part of the year that the user has chosen, such as "H1"; None where nothing was chosen."""
        self.choices = Choices()
        self.inspector = Inspector()
        self.inspecting = Inspecting(self)
        self.editing = Editing(self)
        self.unit = UnitChooser()
        self.period = ComboButton("Period")
        self._shelf = QWidget()
        row = QHBoxLayout(self._shelf)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.NEAR)
        for tool in (self.unit, self.period, None, self._shelf):
            self.add_tool(tool)
        self._own: dict[str, tuple[list[QWidget], list[QWidget]]] = {}
        self.faces: FaceArea[FaceSpec, Face] = FaceArea(offered(), self._make, remember_as="scorecard/face")
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(_PAINTED_MS)
        self._painted.timeout.connect(chart.prepare)
        self.set_content(self.faces)
        self._enter(self.faces.first)
        self.unit.chosen.connect(lambda unit: self.show_context(replace(self._context, unit_id=unit)))
        self.period.chosen.connect(self._on_period_chosen)
        self.faces.chosen.connect(self.show_face)

    @property
    def context(self) -> Context:
        """The year, period and unit that are shown."""
        return self._context

    @property
    def face(self) -> Face:
        """The face that is shown."""
        return self.faces.current

    # ---- showing -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what can be chosen, and let the face show what is."""
        self.choices = read_choices(self.workspace, self.workspace.working_year)
        self._settle_context()
        self.unit.show_units(self.choices.units, self._context.unit_id)
        self.period.set_choices(self.choices.periods, self._context.period)
        self.faces.retitle("indicators", self.choices.measure.title)
        self._show()

    def show_context(self, context: Context) -> None:
        """Show another unit, period or year."""
        if context == self._context or not self.settle():
            self.unit.show_units(self.choices.units, self._context.unit_id)
            self.period.set_choices(self.choices.periods, self._context.period)
            return
        if context.period != self._context.period:
            self._period_part = (context.period or "")[5:]
        self._context = context
        self.faces.outdate(None)
        self.inspecting.forget()
        if context.year != self.workspace.working_year:
            chosen: Any = self.workspace
            chosen.set_working_year(context.year)
            return
        self.refresh()

    def show_face(self, key: str) -> bool:
        """Go to a face; False when there is none, or what is typed must be put right first."""
        if key not in self.faces.keys:
            return False
        if key == self.faces.key:
            return True
        if not self.settle():
            self.faces.mark(self.faces.key)
            return False
        self._enter(key)
        if not self._stale and self.isVisible():
            self._show()
        return True

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a row on the face that shows such rows; without a key, the face."""
        face = PLACES.get(kind)
        if face is None or not self.show_face(face):
            return False
        self._load_if_stale()
        if (kind, key) == ("measure", "due"):
            return self._show_due()
        shown = key is None or self.face.show_place(kind, key)
        return shown or isinstance(key, str)

    def _show_due(self) -> bool:
        """What waits to be filled in, in the whole municipality."""
        self.show_context(replace(self._context, unit_id=None))
        face: Any = self.face
        face.show_mode(WAITING)
        return True

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back on the face where it was typed."""
        kind = field.partition(":")[0]
        return self.show_face(PLACES.get(kind, self.faces.key)) and self.face.resume(field, text)

    def export_actions(self) -> list[QAction]:
        """What the face can export."""
        return self.face.export_actions()

    def settle(self) -> bool:
        """Make changes of what is typed on the face and in the inspector."""
        return all([self.face.settle(), super().settle()])

    def showEvent(self, event: QShowEvent) -> None:
        """Once the page has been painted, what draws its charts is loaded."""
        super().showEvent(event)
        self._painted.start()

    def say(self) -> None:
        """Say anew what the page is and how it stands."""
        self.set_title(self.face.heading() or _TITLE, *self.face.state())
        self.set_status(self.face.status())

    def _on_changed(self, changes: Any) -> None:
        kinds = changes.kinds
        if not kinds or kinds & self.shows_kinds:
            self.inspecting.forget()
            self.faces.outdate(kinds)
        super()._on_changed(changes)

    def _on_working_year_changed(self, year: int) -> None:
        self.inspecting.forget()
        self.faces.outdate(None)
        super()._on_working_year_changed(year)

    def _show(self) -> None:
        face = self.face
        self.unit.setVisible("unit" in face.uses)
        self.period.setVisible("period" in face.uses)
        for key, (tools, beside) in self._own.items():
            for widget in (*tools, *beside):
                widget.setVisible(key == self.faces.key)
        self._shelf.setVisible(bool(self._own[self.faces.key][0]))
        if self.faces.key in self.faces.stale:
            self.faces.stale.discard(self.faces.key)
            face.load(self._context)
        self.want_details(face.details)
        self.say()

    def _enter(self, key: str) -> None:
        self.inspector.show_details(None)
        face = self.faces.show_face(key)
        self.faces.stale.add(key)
        self.inspector.set_nothing(face.nothing)
        self.filter_field = face.filter_field
        self.chapter = self.faces.chapter(key)

    def _make(self, spec: FaceSpec) -> Face:
        face = spec.make(self)
        face.inspect.connect(self._on_inspect)
        face.context_wanted.connect(self.show_context)
        face.said.connect(self.say)
        tools, beside = face.tools(), face.actions()
        for tool in tools:
            self._shelf.layout().addWidget(tool)
        for widget in beside:
            self.add_action(widget)
        self._own[spec.key] = (tools, beside)
        return face

    # ---- choosing ------------------------------------------------------------------------------

    def _settle_context(self) -> None:
        """The working year, a unit that there is, and the part of the year that was chosen."""
        year = self.workspace.working_year
        known = {row.unit_id for row in self.choices.units}
        unit = self._context.unit_id if self._context.unit_id in known else None
        period = chosen_period(self.choices, year, self._period_part)
        context = Context(year, period, unit)
        if context != self._context:
            self._context = context
            self.inspecting.forget()
            self.faces.outdate(None)

    def _on_period_chosen(self, period: Any) -> None:
        self.show_context(replace(self._context, period=period))

    def _on_inspect(self, what: object) -> None:
        if what is None or isinstance(what, Details):
            self.inspector.show_details(what)
        else:
            self.inspecting.show(what)

    # ---- what faces and details use ------------------------------------------------------------

    def open_face(self, key: str, kind: str, row: Hashable) -> bool:
        """Go to a row on a face; False where it does not show it."""
        if not self.show_face(key):
            return False
        self._load_if_stale()
        return self.face.show_place(kind, row)

    def open_goal(self, node_id: int) -> None:
        """Go to a goal, to read or write what has been concluded of it."""
        if not self.open_face("goals", "goal", node_id):
            self.workspace.open_place("node", node_id)

    def go_to_weight(self) -> None:
        """Put the cursor in the weight of what the inspector shows; without a card it is made first."""
        if self.inspecting.card.scorecard_id is None and not self.editing.make():
            return
        field = next((part for part in self.inspector.parts if isinstance(part, FieldWidget)), None)
        if field is not None:
            self.inspector.ensureWidgetVisible(field)
            field.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.field.selectAll()

    def where_is(self, scorecard_id: int) -> Context | None:
        """The unit and year of a scorecard."""
        from app.services.scorecard.cardchoices import place_of_card

        found = self.workspace.read(partial(place_of_card, scorecard_id=scorecard_id))
        if found is None:
            return None
        unit_id, year = found
        same = year == self._context.year
        return Context(year, self._context.period if same else None, unit_id)
