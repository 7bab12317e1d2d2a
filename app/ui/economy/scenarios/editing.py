"""What is done with scenarios and their steps: asked for in the window, run as use cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QWidget

from app.services.economy.scenarios import editing, proposing
from app.services.economy.scenarios.kinds import KIND_ABOUT, KIND_WORDS, StepValues
from app.ui.economy.money import Unit
from app.ui.economy.scenarios.step_form import StepForm
from app.ui.parts.asking import ask_until_done
from app.ui.parts.buttons import action
from app.ui.parts.dialogs import TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.economy.scenarios.views import ScenarioComparison, ScenarioView, StepView

_NOTHING = {
    "assignment": "Inget uppdrag har pengar i ramarna.",
    "project": "Ingen investering har pengar i versionen.",
    "index": "Det finns inget index ännu.",
}


class ScenarioEditing:
    """Runs the use cases for the face that it stands on."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget) -> None:
        self._workspace, self._parent = workspace, parent
        self.compared: ScenarioComparison | None = None
        self.unit: Unit = "tkr"

    @property
    def locked(self) -> bool:
        """Whether nothing can be changed."""
        return self._workspace.read_only

    def add(self, *, party: bool) -> int | None:
        """Ask for a new scenario, or a party's alternative; its key."""
        if self.compared is None:
            return None
        inputs = [TextInput("name", "Namn", "Alternativ budget" if party else "")]
        if party:
            inputs.insert(0, TextInput("party", "Parti eller grupp"))
        inputs.append(TextInput("note", "Vad det går ut på", required=False))
        version_id = self.compared.version_id
        done = ask_until_done(
            self._workspace,
            self._parent,
            "Nytt partialternativ" if party else "Nytt scenario",
            inputs,
            "Lägg till",
            lambda values: partial(editing.add_scenario, version_id=version_id, **values),
        )
        return done.value if done is not None else None

    def copy(self, scenario: ScenarioView) -> int | None:
        """Make another with the same steps; its key."""
        done = self._workspace.run(partial(editing.copy_scenario, scenario_id=scenario.id))
        return done.value if done is not None else None

    def change(self, scenario: ScenarioView, **values: str | None) -> bool:
        """Give a scenario another name, party or note."""
        held = {"name": scenario.name, "party": scenario.party, "note": scenario.note}
        return self._run(scenario, editing.change_scenario, **{**held, **values})

    def move(self, scenario: ScenarioView, step: int) -> bool:
        """Move a scenario in the list."""
        return self._run(scenario, editing.move_scenario, step=step)

    def remove(self, scenario: ScenarioView) -> bool:
        """Take a scenario away, after a question."""
        text = "Scenariot tas bort med alla sina steg."
        if scenario.proposal:
            text += f" Förslaget ”{scenario.proposal}”, som gjordes av det, blir kvar."
        sure = confirm(self._parent, f"Ta bort ”{scenario.name}”?", text, "Ta bort", danger=True)
        return sure and self._run(scenario, editing.remove_scenario)

    def propose(self, scenario: ScenarioView) -> int | None:
        """Ask for the name of the proposal that a scenario is made; the version's key."""
        done = ask_until_done(
            self._workspace,
            self._parent,
            "Gör till förslag",
            [TextInput("name", "Versionens namn", scenario.name)],
            "Gör till förslag",
            lambda values: partial(
                proposing.to_proposal,
                scenario_id=scenario.id,
                expected_version=scenario.row_version,
                name=values["name"],
            ),
            "Alla steg som är på genomförs i en ny version av planen. Scenariot blir kvar.",
        )
        return done.value if done is not None else None

    # ---- steps ---------------------------------------------------------------------------------

    def fill_kinds(self, menu: QMenu, scenario: Callable[[], ScenarioView | None]) -> None:
        """One command for each kind of step."""
        for kind, words in KIND_WORDS.items():
            menu.addAction(action(f"{words}…", partial(self._add_step, kind, scenario), parent=menu))

    def _add_step(self, kind: str, chosen: Callable[[], ScenarioView | None]) -> None:
        scenario = chosen()
        if scenario is None or self.compared is None:
            return
        known = self.compared.grounds.grounds
        there = {"assignment": known.fundings, "project": known.projects, "index": self.compared.names.tables}
        if kind in there and not there[kind]:
            self._workspace.tell(_NOTHING[kind], "warning")
            return
        self._ask_step(kind, scenario, None)

    def change_step(self, scenario: ScenarioView, step: StepView) -> None:
        """Ask what a step is to say instead."""
        self._ask_step(step.values.kind, scenario, step.values)

    def _ask_step(self, kind: str, scenario: ScenarioView, held: StepValues | None) -> None:
        if self.compared is None:
            return
        form = StepForm(self.compared, kind, self.unit, held)

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            known: dict[str, Any] = {"scenario_id": scenario.id, "expected_version": scenario.row_version}
            step = form.read(values)
            if held is None:
                return partial(editing.add_step, step=step, **known)
            return partial(editing.change_step, step_id=held.key, step=step, **known)

        ask_until_done(
            self._workspace,
            self._parent,
            KIND_WORDS[kind],
            form.inputs(),
            "Lägg till" if held is None else "Spara",
            ready,
            KIND_ABOUT[kind],
        )

    def toggle(self, scenario: ScenarioView, step: StepView, on: bool) -> bool:
        """Switch a step on or off."""
        return self._run(scenario, editing.set_active, step_id=step.key, active=on)

    def step_menu(self, scenario: ScenarioView, step: StepView) -> QMenu:
        """What can be done with a step."""
        menu = QMenu(self._parent)
        place = [each.key for each in scenario.steps].index(step.key)
        commands = (
            ("Ändra…", partial(self.change_step, scenario, step), True),
            (
                "Flytta upp",
                partial(self._run, scenario, editing.move_step, step_id=step.key, step=-1),
                place > 0,
            ),
            (
                "Flytta ned",
                partial(self._run, scenario, editing.move_step, step_id=step.key, step=1),
                place < len(scenario.steps) - 1,
            ),
            ("Ta bort", partial(self._run, scenario, editing.remove_step, step_id=step.key), True),
        )
        for words, run, possible in commands:
            made = action(words, run, parent=menu)
            made.setEnabled(possible and not self.locked)
            menu.addAction(made)
        return menu

    def _run(self, scenario: ScenarioView, use_case: Callable[..., object], **values: Any) -> bool:
        known: dict[str, Any] = {"scenario_id": scenario.id, "expected_version": scenario.row_version}
        return self._workspace.run(partial(use_case, **known, **values)) is not None
