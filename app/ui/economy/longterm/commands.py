"""The commands of the face LEP: plans, scenarios and areas made, updated and taken away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QWidget

from app.models.errors import DomainError
from app.ui.parts.buttons import action
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.economy.longterm.views import AreaView, LongTermView, ScenarioView
    from app.ui.economy.faces import Context
    from app.ui.economy.longterm.editing import Edits
    from app.ui.parts.page import WorkspacePort

_HINT = "Åldrar, till exempel 1–5 eller 65–79, 80+"


class Commands:
    """What can be done; `made` is told the key of a plan that was made."""

    def __init__(
        self,
        workspace: WorkspacePort,
        parent: QWidget,
        edits: Edits,
        view: Callable[[], LongTermView | None],
        context: Callable[[], Context],
    ) -> None:
        self._workspace, self._parent, self._edits = workspace, parent, edits
        self._view, self._context = view, context
        self.made: Callable[[int], object] = lambda _key: None
        self.scenario_made: Callable[[int], object] = lambda _key: None

    def fill(self, menu: QMenu) -> None:
        """Everything that concerns the plan, for its menu."""
        menu.clear()
        view, writes = self._view(), not self._workspace.read_only
        entries: list[tuple[str, Callable[[], object], str, bool]] = [
            ("Ny LEP av budgetversionen", self.make_plan, "plus", writes),
            ("Uppdatera till budgetversionens år", self.update_plan, "calendar", writes and self._newer()),
            ("Nytt scenario…", self.add_scenario, "plus", writes and view is not None),
            ("Ny verksamhet…", self.add_area, "plus", writes and view is not None),
            ("Ta bort planen…", self.remove_plan, "trash", writes and view is not None),
        ]
        for words, run, icon, able in entries:
            if words.startswith("Ta bort"):
                menu.addSeparator()
            made = action(words, run, icon=icon, parent=menu)
            made.setEnabled(able)
            menu.addAction(made)

    def _newer(self) -> bool:
        view = self._view()
        return view is not None and self._context().first_year > view.base_year

    # ---- plans -------------------------------------------------------------------------------------

    def make_plan(self) -> None:
        """Make a plan that begins from the version that is shown."""
        from app.services.economy.longterm.plans import make_plan

        given = partial(make_plan, version_id=self._context().version_id, today=self._workspace.today)
        self._told(self._workspace.run(given), self.made)

    def update_plan(self) -> None:
        """Make the plan of the year of the version that is shown from this plan."""
        from app.services.economy.longterm.updating import update_plan

        view = self._view()
        if view is None:
            return
        given = partial(
            update_plan, plan_id=view.id, version_id=self._context().version_id, today=self._workspace.today,
            expected_version=view.version,
        )  # fmt: skip
        self._told(self._workspace.run(given), self.made)

    def remove_plan(self) -> None:
        """Take the plan away, after asking."""
        from app.services.economy.longterm.plans import remove_plan

        view = self._view()
        if view is None:
            return
        text = "Verksamheter, antaganden och strategi försvinner. Ramarna och budgeten påverkas inte."
        if confirm(self._parent, f"Ta bort {view.name}?", text, "Ta bort", danger=True):
            self._edits.run(remove_plan, plan_id=view.id)

    # ---- scenarios ---------------------------------------------------------------------------------

    def add_scenario(self, like: ScenarioView | None = None) -> None:
        """Make a scenario, like the main line or like another."""
        from app.services.economy.longterm.scenarios import add_scenario

        view = self._view()
        if view is None:
            return
        start = like or view.main
        options = tuple((one.id, one.name) for one in view.scenarios)
        asked = FormDialog.ask(
            self._parent,
            "Nytt scenario",
            (
                TextInput("name", "Namn", placeholder="till exempel Svagare tillväxt"),
                ChoiceInput("like", "Börja som", options, start.id),
                TextInput("note", "Vad det prövar", required=False),
            ),
            "Lägg till",
            "Scenariot säger bara det som är annorlunda; resten är som i huvudalternativet.",
        )
        if asked is None:
            return
        begun: Any = asked["like"]
        given = partial(
            add_scenario, plan_id=view.id, expected_version=view.version, name=str(asked["name"]),
            like_id=begun, note=str(asked["note"] or "") or None,
        )  # fmt: skip
        self._told(self._workspace.run(given), self.scenario_made)

    def remove_scenario(self, scenario: ScenarioView) -> None:
        """Take a scenario away, after asking."""
        from app.services.economy.longterm.scenarios import remove_scenario

        text = "Dess antaganden försvinner. De andra scenarierna påverkas inte."
        if confirm(self._parent, f"Ta bort {scenario.name}?", text, "Ta bort", danger=True):
            self._edits.run(remove_scenario, scenario_id=scenario.id)

    # ---- areas -------------------------------------------------------------------------------------

    def add_area(self) -> None:
        """Add an activity, with the ages that it follows."""
        from app.services.economy.longterm.ages import AgeEntry, read_age_groups
        from app.services.economy.longterm.areas import add_area

        view = self._view()
        if view is None:
            return
        inputs = (
            TextInput("name", "Namn", placeholder="till exempel Grundskola"),
            TextInput("ages", "Åldrar som kostnaden följer", required=False, placeholder=_HINT),
            ChoiceInput("unit", "Enhet vars ram det är", self.units(view), required=False),
        )
        asked = FormDialog.ask(self._parent, "Ny verksamhet", inputs, "Lägg till")
        if asked is None:
            return
        try:
            ages = [AgeEntry(low, high) for low, high in read_age_groups(str(asked["ages"] or ""))]
        except DomainError as error:
            self._workspace.tell(error.message, "error")
            return
        self._edits.run(add_area, plan_id=view.id, name=str(asked["name"]), ages=ages, unit_id=asked["unit"])

    def remove_area(self, area: AreaView) -> None:
        """Take an area away; it can be undone."""
        from app.services.economy.longterm.areas import remove_area

        self._edits.run(remove_area, area_id=area.id)

    def move_area(self, area_id: int, step: int) -> None:
        """Move an area among the others."""
        from app.services.economy.longterm.areas import move_area

        self._edits.run(move_area, area_id=area_id, step=step)

    def fit(self, area_id: int) -> None:
        """Make the costs of an area its frame."""
        from app.services.economy.longterm.areas import fit_to_frame

        self._edits.run(fit_to_frame, area_id=area_id)

    def units(self, view: LongTermView) -> tuple[tuple[int | None, str], ...]:
        """The units whose frame an area can be."""
        from app.services.economy.longterm.standing import framed_units

        if view.plan_version_id is None:
            return ((None, "Ingen"),)
        read = partial(framed_units, version_id=view.plan_version_id)
        return ((None, "Ingen"), *self._workspace.read(read))

    def _told(self, written: object, tell: Callable[[int], object]) -> None:
        value = getattr(written, "value", None)
        if isinstance(value, int):
            tell(value)
