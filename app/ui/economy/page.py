"""The page Ekonomi: which version of the plan, and the faces that show the economy around its frames."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.economy.faces import FACES, PLACES, SHORT, Context, Face, FaceSpec, MoneyUnit
from app.ui.economy.law_strip import LawStrip
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, icon_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.details import Details
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.face_area import FaceArea
from app.ui.parts.inspector import Inspector
from app.ui.parts.memory import memory
from app.ui.parts.page import Page, WorkspacePort

if TYPE_CHECKING:
    from app.services.budget.views import Plan, VersionInfo
    from app.services.economy.law.demand import LegalCheck
    from app.ui.economy.exporting import EconomyExports

_UNITS = (("tkr", "tkr"), ("kr", "kr"))
_REMEMBERED_UNIT = "economy/unit"
_PLAN = (
    "budget_plan", "plan_version", "year_total", "frame", "frame_component", "central_pot", "appropriation",
    "unit", "municipality", "municipality_fact", "mandate_period", "assignment", "assignment_funding",
)  # fmt: skip
_ROUNDS = (
    "forecast_round", "forecast_value", "version_economy", "own_line", "prerequisite_value",
    "population_forecast", "population_number", "index_table", "index_value", "component_basis",
)  # fmt: skip
_STATEMENTS = (
    "statement_value", "loan", "loan_year", "guideline", "company_account", "economy_snapshot",
    "investment_project", "investment_part", "investment_year", "running_cost", "budget_change",
    "budget_change_row", "balance_year", "regulation",
)  # fmt: skip
_AHEAD = (
    "scenario", "scenario_step", "long_term_plan", "long_term_area", "age_cost", "long_term_scenario",
    "long_term_assumption",
)  # fmt: skip
_PROCESS = (
    "process_step", "proposal", "budget_dialogue", "wheel", "wheel_pattern", "wheel_activity", "meeting",
    "node", "node_version", "decision", "model_part", "steering_model",
)  # fmt: skip


class EconomyPage(Page):
    """Owns the choice of version and unit, the head and the inspector; the rest stands on the faces."""

    inspector: Inspector
    shows_kinds = frozenset({*_PLAN, *_ROUNDS, *_STATEMENTS, *_AHEAD, *_PROCESS})
    chapter = "ekonomi"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._context = Context(unit="kr" if memory().get(_REMEMBERED_UNIT) == "kr" else "tkr")
        self._wanted: int | None = None
        self._plan: Plan | None = None
        self._exports: EconomyExports | None = None
        self.inspector = Inspector()
        self._own: dict[str, tuple[list[QWidget], list[QWidget]]] = {}
        self._nothing: EmptyState | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._build_tools()
        self._build_body()
        self._enter(self.faces.first)
        self.add_action(self.units)
        self.add_action(self.print)
        self._connect()

    @property
    def context(self) -> Context:
        """The version and the unit that are shown."""
        return self._context

    @property
    def exports(self) -> EconomyExports:
        """What puts the version on paper and in workbooks."""
        if self._exports is None:
            from app.ui.economy.exporting import EconomyExports

            self._exports = EconomyExports(self, self)
        return self._exports

    @property
    def face(self) -> Face:
        """The face that is shown."""
        return self.faces.current

    # ---- showing -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the versions, and let the face show the one that is chosen."""
        from app.services.budget.views import version_choice

        found = partial(version_choice, version_id=self._wanted, year=self.workspace.working_year + 1)
        versions, version, self._plan = self.workspace.read(found)
        if version is None:
            self._wanted = None
            self._show_no_plan()
            return
        self._wanted = version.id  # a version that is made meanwhile does not take its place
        if self._nothing is not None:
            self._nothing = None
            self.set_content(self._body)
        self._show_versions(versions, version)
        now = Context(version.id, version.plan_id, version.first_year, version.locked, self._context.unit)
        if now != self._context:
            self._context = now
            self.faces.outdate(None)
            self._show_law()
        else:
            self._soon.start()
        self._show()

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
        if not self._stale and self._nothing is None and self.isVisible():
            self._show()
        return True

    def choose_version(self, version_id: int) -> bool:
        """Show another version on every face; False when something must be put right first."""
        if version_id == self._context.version_id:
            return True
        if not self.settle():
            self.refresh()
            return False
        self._wanted = version_id
        self.refresh()
        return True

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a row on the face that shows such rows; without a key, the face."""
        face = str(key) if kind == "economy" and key is not None else PLACES.get(kind, self.faces.key)
        if not self.show_face(face):
            return False
        self._load_if_stale()
        if kind == "economy" or key is None or self._nothing is not None:
            return True
        return self.face.show_place(kind, key)

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back on the face where it was typed."""
        kind = field.partition(":")[0]
        if not self.show_face(PLACES.get(kind, self.faces.key)):
            return False
        self._load_if_stale()
        return self._nothing is None and self.face.resume(field, text)

    def export_actions(self) -> list[QAction]:
        """What the page and its face can export."""
        if self._nothing is not None:
            return []
        return [*self.exports.actions(), *self.face.export_actions()]

    def settle(self) -> bool:
        """Make changes of what is typed on the face and in the inspector."""
        return all([self.face.settle(), super().settle()])

    def refresh(self) -> None:
        """Load everything now when visible, otherwise when shown next."""
        self.faces.outdate(None)
        super().refresh()

    def say(self) -> None:
        """Say anew what the page is and how it stands."""
        name = f"Ekonomi {self._plan.first_year}" if self._plan is not None else "Ekonomi"
        if self._plan is not None and len(self._plan.years) > 1:
            name = f"{name}–{self._plan.years[-1]}"
        self.set_title(name, *self.face.state())
        self.set_status(self.face.status())
        self.want_details(self.face.details)

    # ---- within --------------------------------------------------------------------------------

    def _build_tools(self) -> None:
        self.version = ComboButton("Version")
        self.units = SegmentedControl(_UNITS, name="Belopp i")
        self.units.choose(self._context.unit)
        self.print = icon_button("print", "Visa och skriv ut ekonomins handlingar", self._on_print)
        self._shelf = QWidget()
        row = QHBoxLayout(self._shelf)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.NEAR)
        for tool in (self.version, self._shelf):
            self.add_tool(tool)

    def _build_body(self) -> None:
        self.faces: FaceArea[FaceSpec, Face] = FaceArea(
            FACES, self._make, remember_as="economy/face", short=SHORT
        )
        self._body = QWidget()
        self.law = LawStrip(self._body)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.law)
        column.addWidget(self.faces, 1)
        self.set_content(self._body)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._show_law)
        self.version.chosen.connect(self._on_version_chosen)
        self.units.chosen.connect(self._on_unit_chosen)
        self.faces.chosen.connect(self.show_face)
        self.law.chosen.connect(self._on_demand)
        self.law.exception_wanted.connect(self._on_exception_wanted)

    def _on_changed(self, changes: Any) -> None:
        kinds = changes.kinds
        if not kinds or kinds & self.shows_kinds:
            self.faces.outdate(kinds)
            super().refresh()

    def _on_working_year_changed(self, year: int) -> None:
        self._wanted = None
        super()._on_working_year_changed(year)

    def _show(self) -> None:
        face = self.face
        self.version.setVisible("version" in face.uses)
        self.units.setVisible("unit" in face.uses)
        self.print.setVisible(True)
        for key, (tools, beside) in self._own.items():
            for widget in (*tools, *beside):
                widget.setVisible(key == self.faces.key)
        self._shelf.setVisible(bool(self._own[self.faces.key][0]))
        if self.faces.key in self.faces.stale:
            self.faces.stale.discard(self.faces.key)
            face.load(self._context)
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
        face.said.connect(self.say)
        tools, beside = face.tools(), face.actions()
        for tool in tools:
            self._shelf.layout().addWidget(tool)
        for widget in beside:
            self.add_action(widget)
        self._own[spec.key] = (tools, beside)
        return face

    def _show_law(self) -> None:
        """Of another version at once; after a change when the face has been painted."""
        from app.services.economy.law.checks import legal

        held = self._context
        if not held.version_id:
            return
        found = partial(legal, version_id=held.version_id, today=self.workspace.today)
        self.law.show_checks(self.workspace.read(found), locked=held.locked or self.workspace.read_only)

    def _on_demand(self, check: LegalCheck) -> None:
        """Go to where a demand is put right: a face here, or another page."""
        if check.kind == "economy" or check.kind in PLACES:
            if check.face and not self.show_face(check.face):
                return
            if check.kind in PLACES and check.key is not None:
                self.show_place(check.kind, check.key)
        else:
            self.workspace.open_place(check.kind, check.key)

    def _on_exception_wanted(self) -> None:
        from app.ui.economy.law_exception import ask_exception

        ask_exception(self.workspace, self, self._context.version_id)

    def _show_versions(self, versions: tuple[VersionInfo, ...], version: VersionInfo) -> None:
        plans = {each.plan_id for each in versions}
        choices: list[tuple[object, str]] = [
            (each.id, each.name if len(plans) == 1 else f"{each.first_year}: {each.name}")
            for each in versions
        ]
        self.version.set_choices(choices, version.id)

    def _show_no_plan(self) -> None:
        self.set_title("Ekonomi", "Ingen budget ännu")
        self.set_status("")
        self.inspector.show_details(None)
        for widget in (self.version, self.units, self.print, self._shelf):
            widget.setVisible(False)
        for tools, beside in self._own.values():
            for widget in (*tools, *beside):
                widget.setVisible(False)
        self._context = Context(unit=self._context.unit)
        if self._nothing is None:
            self._nothing = EmptyState(
                "Ingen budget ännu",
                "Här räknar du allt som ramarna vilar på och leder till: utrymmet att fördela, resultat och "
                "balans, investeringar, scenarier och kommande år. Skapa först planen på sidan Budget.",
                icon="economy",
                action="Gå till Budget",
                on_action=lambda: self.workspace.open_place("plan", None),
            )
            self.set_content(self._nothing)

    def _on_print(self) -> None:
        self.exports.preview()

    def _on_version_chosen(self, version_id: object) -> None:
        if isinstance(version_id, int):
            self.choose_version(version_id)

    def _on_unit_chosen(self, unit: object) -> None:
        chosen: MoneyUnit = "kr" if unit == "kr" else "tkr"
        if not self.settle():
            self.units.choose(self._context.unit)
            return
        memory().put(_REMEMBERED_UNIT, chosen)
        held = self._context
        self._context = Context(held.version_id, held.plan_id, held.first_year, held.locked, chosen)
        self.faces.outdate(None)
        if not self._stale and self._nothing is None and self.isVisible():
            self._show()

    def _on_inspect(self, what: object) -> None:
        self.inspector.show_details(what if isinstance(what, Details) else None)
