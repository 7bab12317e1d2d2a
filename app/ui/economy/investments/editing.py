"""What can be done with projects: each asks for what it needs and runs the use case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.models.errors import DomainError
from app.ui.economy.money import Unit, read, typed
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.economy.investments.views import InvestmentsView, PartView, ProjectView, RunningView

_IN_FRAMES = ((False, "Utanför ramarna"), (True, "Ingår i nämndens ram"))


class ProjectEdits:
    """Runs the use cases of projects; `view` gives what is shown as it was last read."""

    def __init__(
        self, workspace: WorkspacePort, parent: QWidget, view: Callable[[], InvestmentsView | None]
    ) -> None:
        self._workspace, self._parent, self._view = workspace, parent, view
        self.unit: Unit = "tkr"

    # ---- projects --------------------------------------------------------------------------------

    def add(self, unit_id: int | None = None) -> int | None:
        """Ask for a new project; its key."""
        from app.services.economy.investments.projects import add_project
        from app.services.economy.investments.words import KINDS

        view = self._view()
        units = ((None, "Ingen särskild"), *(view.units if view is not None else ()))
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("name", "Projekt", placeholder="Ny förskola"),
            ChoiceInput("unit_id", "Ansvarig", units, unit_id, required=False),
            ChoiceInput("kind", "Slag", tuple(KINDS.items()), "replacement"),
        ]
        done = ask_until_done(
            self._workspace, self._parent, "Nytt investeringsprojekt", inputs, "Lägg till",
            lambda values: partial(add_project, **values),
        )  # fmt: skip
        return None if done is None else int(done.value)

    def change(self, project: ProjectView, **values: Any) -> bool:
        """Change names and the like."""
        from app.services.economy.investments.projects import change_project

        return self.run(change_project, project, **values)

    def permission(self, project: ProjectView, **values: Any) -> bool:
        """Change what is permitted and who has decided it."""
        from app.services.economy.investments.projects import set_permission

        return self.run(set_permission, project, **values)

    def permitted(self, project: ProjectView, text: str) -> bool:
        """Change the total that is permitted, as it was typed."""
        return self._attempt(lambda: self.permission(project, permitted=read(text, self.unit)))

    def decided_on(self, project: ProjectView, text: str) -> bool:
        """Change the day of the decision, as it was typed."""
        from app.services.clock import read_day

        def take() -> bool:
            day = read_day(text, "Beslutsdag") if text.strip() else None
            return self.permission(project, decided_on=day)

        return self._attempt(take)

    def use(self, project: ProjectView, text: str) -> bool:
        """Change when it is taken into use, as it was typed."""
        from app.services.economy.investments.projects import set_use
        from app.services.economy.investments.typed import read_use

        def take() -> bool:
            found = read_use(text)
            year, month = (found.year, found.month) if found is not None else (None, None)
            return self.run(set_use, project, year=year, month=month)

        return self._attempt(take)

    def state(self, project: ProjectView, state: object) -> bool:
        """Begin, finish, cancel or reopen."""
        from app.services.economy.investments.projects import set_state

        return self.run(set_state, project, state=str(state))

    def move(self, project: ProjectView, step: int) -> None:
        """Move up or down among the projects of the same nämnd."""
        from app.services.economy.investments.projects import move_project

        view = self._view()
        keys = [each.id for each in view.of(project.committee)] if view is not None else []
        place = keys.index(project.id) + step if project.id in keys else -1
        if view is not None and 0 <= place < len(keys):
            self.run(move_project, project, beside_id=keys[place])

    def remove(self, project: ProjectView) -> None:
        """Take a project away, when the user is sure."""
        from app.services.economy.investments.projects import remove_project

        words = f"{project.name} tas bort med alla belopp i versioner som inte är beslutade."
        if confirm(self._parent, "Ta bort projektet", words, "Ta bort", danger=True):
            self.run(remove_project, project)

    def carry(self, project: ProjectView, year: int) -> None:
        """Ask for what is carried over to a year from the year before."""
        from app.services.economy.investments.yearly import carry_over

        view = self._view()
        if view is None:
            return
        had = typed(project.flow(year).brought, self.unit)
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("amount", f"Förs över från {year - 1} till {year}, {self.unit}", had, required=False)
        ]
        text = (
            f"Det som inte användes {year - 1} och ges igen {year}. Totalramen ändras inte. "
            "Skriv hela beloppet, eller inget för att ta tillbaka det."
        )
        if year == view.years[0]:
            text += f" Om det räknades in i Före {year}, minska det med lika mycket."

        def ready(values: dict[str, Any]) -> Any:
            amount = read(values["amount"], self.unit) or 0
            known: dict[str, Any] = {"version_id": view.version_id, "expected_version": view.state}
            return partial(carry_over, project_id=project.id, year=year, amount=amount, **known)

        ask_until_done(
            self._workspace, self._parent, f"Ombudgetera {project.name}", inputs, "För över", ready, text
        )

    # ---- parts and running costs -------------------------------------------------------------------

    def part(self, project: ProjectView, part: PartView | None = None) -> None:
        """Ask for a component, a new one or one that is there."""
        from app.services.economy.investments.parts import add_part, change_part
        from app.services.economy.investments.typed import read_life, read_share
        from app.services.formatting import write_number

        left = 100 - project.shared if project.shared < 100 else 0
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("name", "Komponent", part.name if part else "", placeholder="Stomme, tak, ventilation"),
            TextInput(
                "share", "Andel, procent", write_number(part.share if part else left) if part or left else ""
            ),
            TextInput(
                "years",
                "Avskrivningstid, år",
                str(part.years or "") if part else "",
                required=False,
                beside=True,
            ),
        ]

        def ready(values: dict[str, Any]) -> Any:
            said: dict[str, Any] = {"name": values["name"], "share": read_share(values["share"])}
            said["years"] = read_life(values["years"])
            known: dict[str, Any] = {"project_id": project.id, "expected_version": project.version}
            if part is None:
                return partial(add_part, **known, **said)
            return partial(change_part, part_id=part.id, **known, **said)

        text = "Avskrivningstiden lämnas tom för mark och annat som inte skrivs av."
        title, verb = ("Ändra komponent", "Ändra") if part else ("Ny komponent", "Lägg till")
        ask_until_done(self._workspace, self._parent, title, inputs, verb, ready, text)

    def drop_part(self, project: ProjectView) -> None:
        """Ask which component to take away."""
        from app.services.economy.investments.parts import remove_part

        rows = tuple((part.id, part.name) for part in project.parts)
        self._drop(project, "Ta bort komponent", "Komponent", rows, remove_part, "part_id")

    def running(self, project: ProjectView, row: RunningView | None = None) -> None:
        """Ask for a running cost, a new one or one that is there."""
        from app.services.economy.investments.parts import add_running, change_running

        view = self._view()
        units: tuple[tuple[Any, str], ...] = ((None, "Ingen särskild"), *(view.units if view else ()))
        amount = typed(row.amount, self.unit) if row else ""
        inputs: list[TextInput | ChoiceInput] = [
            TextInput("name", "Driftkostnad", row.name if row else "", placeholder="Drift av lokalen"),
            TextInput("amount", f"Per helt år, {self.unit}", amount, placeholder="Minus om det sparar"),
            ChoiceInput("unit_id", "Hos", units, row.unit_id if row else project.unit_id, required=False),
            ChoiceInput("in_frames", "Var kostnaden räknas", _IN_FRAMES, row.in_frames if row else False),
        ]

        def ready(values: dict[str, Any]) -> Any:
            said: dict[str, Any] = {**values, "amount": read(values["amount"], self.unit) or 0}
            known: dict[str, Any] = {"project_id": project.id, "expected_version": project.version}
            if row is None:
                return partial(add_running, **known, **said)
            return partial(change_running, running_id=row.id, **known, **said)

        title, verb = ("Ändra driftkostnad", "Ändra") if row else ("Ny driftkostnad", "Lägg till")
        text = "Räknas från den månad då anläggningen tas i bruk. Skriv minus framför det som sparas."
        ask_until_done(self._workspace, self._parent, title, inputs, verb, ready, text)

    def drop_running(self, project: ProjectView) -> None:
        """Ask which running cost to take away."""
        from app.services.economy.investments.parts import remove_running

        rows = tuple((row.id, row.name) for row in project.running)
        self._drop(project, "Ta bort driftkostnad", "Driftkostnad", rows, remove_running, "running_id")

    # ---- within --------------------------------------------------------------------------------

    def run(self, use_case: Callable[..., object], project: ProjectView, **values: Any) -> bool:
        """Run a use case on a project as it was shown."""
        call = partial(use_case, project_id=project.id, expected_version=project.version, **values)
        return self._workspace.run(call) is not None

    def _attempt(self, take: Callable[[], bool]) -> bool:
        try:
            return take()
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return False

    def _drop(
        self,
        project: ProjectView,
        title: str,
        label: str,
        rows: tuple[tuple[int, str], ...],
        use_case: Callable[..., object],
        name: str,
    ) -> None:
        inputs = [ChoiceInput("which", label, rows, rows[0][0] if len(rows) == 1 else None)]

        def ready(values: dict[str, Any]) -> Any:
            known: dict[str, Any] = {"project_id": project.id, "expected_version": project.version}
            return partial(use_case, **known, **{name: values["which"]})

        ask_until_done(self._workspace, self._parent, title, inputs, "Ta bort", ready)
