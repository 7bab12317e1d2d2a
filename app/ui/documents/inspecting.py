"""What the inspector shows of a document: how it stands, what comes next, and where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_bytes, write_count, write_date
from app.ui.parts.details import (
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Heading,
    Links,
    Notice,
    Part,
    Text,
    Thread,
)
from app.ui.parts.links import Link
from app.ui.parts.thread_line import ThreadStep

if TYPE_CHECKING:
    from app.services.steering.documents.views import DocumentView
    from app.ui.documents.decisions_tab import DecisionsTab
    from app.ui.parts.page import WorkspacePort

_KINDS = {"warning": "warning", "note": "info"}


class Inspecting:
    """Describes one document after the other for the inspector."""

    def __init__(
        self,
        workspace: WorkspacePort,
        decisions: DecisionsTab,
        open_document: Callable[[int, int | None], object],
        remove: Callable[[DocumentView], object],
    ) -> None:
        self._workspace = workspace
        self._decisions = decisions
        self._open = open_document
        self._remove = remove

    def details(self, view: DocumentView) -> Details:
        """Everything that is told of a document beside its own words."""
        kicker = " · ".join(part for part in (view.kind, view.unit or "") if part)
        return Details(
            key=("document", view.version_id, view.status),
            kicker=kicker,
            title=view.title,
            parts=tuple(self._parts(view)),
            example=view.example,
        )

    def _parts(self, view: DocumentView) -> list[Part]:
        parts: list[Part] = [Text(view.text)] if view.text else []
        parts += [Notice(fault.message, _KINDS[fault.severity]) for fault in view.faults]
        parts.append(Facts(self._facts(view)))
        missing = self._decisions.missing(view)
        commands = [Command("Öppna dokumentet", self._opener(view), icon="open")]
        commands += self._decisions.commands(view, missing)
        if self._may_remove(view):
            commands.append(Command("Ta bort…", partial(self._remove, view), icon="trash"))
        if commands:
            parts.append(Commands(tuple(commands)))
        parts += [Heading("Plats i röda tråden"), Thread(thread_steps(self._workspace, view))]
        parts.append(Links((Link("Visa i styrmodellen", self._show_place(view)),)))
        return parts

    def _facts(self, view: DocumentView) -> tuple[Fact, ...]:
        lock = ", låst" if view.locked else ""
        facts = [Fact("Status", f"{view.status_word}{lock}", icon="lock" if view.locked else "")]
        made = view.decided
        if made is not None:
            words = "\n".join(part for part in (made.body or "", made.when) if part)
            facts.append(Fact("Beslutat", words or "dag inte angiven"))
        elif view.body or view.stated_bodies:
            facts.append(Fact("Beslutas av", view.body or ", ".join(view.stated_bodies)))
        rest = (
            ("Diarienummer", view.registration_number),
            ("Giltighet", view.validity),
            ("Ansvarig", view.responsible or view.owner_role or view.unit),
            ("Ses över", view.review_rule),
            ("Nästa översyn", write_date(view.review_on) if view.review_on else ""),
            ("Följs upp", view.follow_up_rule),
            ("Remiss", view.referral_words if view.referrals else ""),
            ("Bilagor", _attached(view)),
            ("Version", f"{view.number} av {len(view.versions)}" if len(view.versions) > 1 else ""),
        )
        return (*facts, *(Fact(label, value) for label, value in rest if value))

    def _may_remove(self, view: DocumentView) -> bool:
        never = not any(row.locked for row in view.versions)
        return never and view.newest and not self._workspace.read_only

    def _opener(self, view: DocumentView) -> Callable[[], object]:
        return partial(self._open, view.node_id, None)

    def _show_place(self, view: DocumentView) -> Callable[[], object]:
        return partial(self._workspace.open_place, "node", view.node_id)


def thread_steps(workspace: WorkspacePort, view: DocumentView) -> tuple[ThreadStep, ...]:
    """The place of a document in the röda tråden, each step leading to the page Styrmodell."""
    from app.services.steering.detail import node_detail

    node = workspace.read(partial(node_detail, node_id=view.node_id, today=workspace.today))
    return tuple(
        ThreadStep(
            step.level,
            step.title,
            step.current,
            None if step.current else partial(workspace.open_place, "node", step.id),
        )
        for step in node.thread
    )


def _attached(view: DocumentView) -> str:
    if not view.attachments:
        return ""
    return f"{write_count(len(view.attachments), 'fil', 'filer')}, {write_bytes(view.total_size)}"
