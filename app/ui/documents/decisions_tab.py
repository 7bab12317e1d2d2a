"""The tab Beslut: how far the document has come, what comes next, and every step that was taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.formatting import write_long_date
from app.ui.documents.timeline import Entry, Timeline
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.details import Command, Custom, Fact, Facts, Heading, Notice, Part, Text
from app.ui.parts.links import Link
from app.ui.parts.pane import Pane

if TYPE_CHECKING:
    from app.services.steering.documents.rules import PlannedStep
    from app.services.steering.documents.views import DecisionRow, DocumentView
    from app.ui.documents.editing import Editing
    from app.ui.parts.page import WorkspacePort

_KINDS = {"warning": "warning", "note": "info"}
#: What is missing in the words of this page, where the owner is a unit or a role.
_MISSING_WORDS = {"saknar ägare": "saknar ansvarig enhet eller dokumentansvarig"}
_FURTHER = "check"
_IN_A_ROW = 4
_ENDING = frozenset({"revocation"})


class DecisionsTab(Pane):
    """Status, faults, commands and the steps in time."""

    def __init__(self, workspace: WorkspacePort, editing: Editing) -> None:
        super().__init__("Beslut om dokumentet")
        self._workspace = workspace
        self._editing = editing

    def show_document(self, view: DocumentView | None) -> None:
        """Show where a document stands."""
        if view is None:
            self.show_parts(None, ())
            return
        missing = self.missing(view)
        parts: list[Part] = [Notice(fault.message, _KINDS[fault.severity]) for fault in view.faults]
        parts.append(Facts(_status(view)))
        if missing:
            parts.append(Notice(f"Innan det kan bli klart för beslut: {', '.join(missing)}.", "info"))
        commands = self.commands(view, missing)
        if commands:
            parts.append(Custom(partial(_buttons, commands)))
        parts += [Heading("Beslutsgång"), *self._course(view)]
        self.show_parts((view.version_id, view.status, len(view.decisions)), parts)

    def missing(self, view: DocumentView) -> tuple[str, ...]:
        """What stops the document from being ready, the sums of its budget among it."""
        from app.services.budget.readiness import broken_sums

        if view.locked or not view.newest:
            return ()
        sums: tuple[str, ...] = self._workspace.read(partial(broken_sums, node_id=view.node_id))
        return (*(_MISSING_WORDS.get(words, words) for words in view.missing), *sums)

    def commands(self, view: DocumentView, missing: tuple[str, ...]) -> tuple[Command, ...]:
        """What can be done now, the next step first."""
        if self._workspace.read_only or not view.newest:
            return ()
        if view.locked:
            new = partial(self._editing.new_version, view)
            return (Command("Ny version", new, icon="edit"), *self._in_force(view))
        return (*self._towards(view, missing), *self._in_force(view))

    def _towards(self, view: DocumentView, missing: tuple[str, ...]) -> list[Command]:
        editing, made = self._editing, []
        if view.status in ("draft", "proposal"):
            made.append(Command("Markera som beredd", partial(editing.mark, view, "prepared"), icon="check"))
        if view.status in ("draft", "proposal", "prepared"):
            why = f"Kan inte bli klart för beslut än: {', '.join(missing)}."
            ready = partial(editing.mark, view, "ready")
            made.append(Command("Klart för beslut", ready, "check", not missing, why))
        made.append(
            Command("Registrera beslut…", partial(editing.decide, view, missing), _decision_icon(view))
        )
        if view.status == "draft":
            made.append(Command("Är bara ett förslag", partial(editing.mark, view, "proposal")))
        else:
            made.append(Command("Tillbaka till utkast", partial(editing.mark, view, "draft")))
        return made

    def _in_force(self, view: DocumentView) -> tuple[Command, ...]:
        """What can be decided about the version that applies, also while the next is written."""
        if view.in_force_id is None:
            return ()
        return (
            Command("Förläng…", partial(self._editing.extend, view)),
            Command("Upphäv…", partial(self._editing.revoke, view)),
        )

    def _course(self, view: DocumentView) -> list[Part]:
        entries = [self._taken(view, row) for row in view.decisions]
        if not view.locked:
            entries += [_coming(step) for step in view.plan if not step.done]
        if view.locked:
            entries += [_coming(step) for step in view.plan if not step.done and not step.step]
        if not entries:
            return [Text("Inget beslut är registrerat, och styrmodellen anger inga steg.", muted=True)]
        return [Custom(partial(Timeline, entries))]

    def _taken(self, view: DocumentView, row: DecisionRow) -> Entry:
        back = row.outcome != "decided"
        title = " · ".join(part for part in (row.words, row.body or "") if part)
        lines = [row.when or "Dag inte angiven"]
        if row.registration_number:
            lines[0] += f" · {row.registration_number}"
        if row.reservations:
            lines.append(f"Reservationer: {row.reservations}")
        if row.note:
            lines.append(row.note)
        icon, role = (
            ("undo", "partly") if back else ("cross", "unmet") if row.step in _ENDING else ("check", "met")
        )
        return Entry(icon, role, title, (*lines, *self._force(row)), self._notice_link(view, row))

    def _force(self, row: DecisionRow) -> tuple[str, ...]:
        force = row.legal_force
        if force is None:
            return ()
        gained = write_long_date(force.gained_on)
        if force.gained_on <= self._workspace.today:
            return (f"Har laga kraft sedan {gained}, om ingen överklagade.",)
        last = write_long_date(force.last_day)
        return (f"Kan överklagas till och med {last}. Får laga kraft {gained}.",)

    def _notice_link(self, view: DocumentView, row: DecisionRow) -> tuple[Link, ...]:
        if row.outcome != "decided" or row.step in ("prepared", "preliminary") or self._workspace.read_only:
            return ()
        words = "Ange när protokollet anslogs"
        if row.notice_on is not None:
            words = f"Protokollet anslogs {write_long_date(row.notice_on)}. Ändra"
        edit: Callable[[], object] = partial(self._editing.notice, view, row)
        return (Link(words, edit),)


def _buttons(commands: tuple[Command, ...]) -> QWidget:
    """The commands in rows; the first that takes the document further is the filled one."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(theme.NEAR)
    grid.setColumnStretch(_IN_A_ROW, 1)
    first = next((one for one in commands if one.enabled and one.icon == _FURTHER), None)
    for number, command in enumerate(commands):
        make = primary_button if command is first else quiet_button
        button = make(command.text, command.icon, command.on_click)
        button.setEnabled(command.enabled)
        button.setToolTip("" if command.enabled else command.why_not)
        grid.addWidget(button, *divmod(number, _IN_A_ROW))
    return holder


def _status(view: DocumentView) -> tuple[Fact, ...]:
    lock = ", låst" if view.locked else ""
    facts = [Fact("Status", f"{view.status_word}{lock}", icon="lock" if view.locked else "")]
    following = view.following
    if following is not None:
        facts.append(Fact("Nästa steg", _step_words(following)))
    if view.validity:
        facts.append(Fact("Giltighet", view.validity))
    if view.number > 1:
        facts.append(Fact("Version", str(view.number)))
    return tuple(facts)


def _decision_icon(view: DocumentView) -> str:
    """What is ready waits for its decision; before that, recording one is the exception."""
    return _FURTHER if view.status == "ready" else "edit"


def _coming(step: PlannedStep) -> Entry:
    lines = (" eller ".join(step.bodies),) if step.bodies else ()
    if step.following:
        return Entry("clock", "accent", f"{step.name} (nästa steg)", lines)
    return Entry("dash", "muted", step.name, lines)


def _step_words(step: PlannedStep) -> str:
    bodies = " eller ".join(step.bodies)
    return f"{step.name}, {bodies}" if bodies and bodies not in step.name else step.name
