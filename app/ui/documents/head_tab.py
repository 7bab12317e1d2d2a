"""The tab Uppgifter: the head of a document, its place and what it replaces."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_date
from app.ui.documents.inspecting import thread_steps
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Fact,
    Facts,
    Field,
    Heading,
    Links,
    Notice,
    Part,
    Text,
    Thread,
)
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper
from app.ui.parts.pane import Pane

if TYPE_CHECKING:
    from datetime import date

    from app.services.steering.documents.heads import HeadField
    from app.services.steering.documents.views import DocumentView
    from app.ui.documents.editing import Editing
    from app.ui.parts.page import WorkspacePort

_LOCKED = "Dokumentet är beslutat. Gör en ny version på fliken Beslut för att ändra i det."
_OLD = "Du läser en äldre version."
_READ_ONLY = "Filen är öppen för läsning."
_MATTER: tuple[HeadField, ...] = ("body", "authority", "registration_number", "applies_to")
_ORIGIN: tuple[HeadField, ...] = ("author", "signed_for", "replaces_text")
_PLACEHOLDERS: dict[str, str] = {
    "authority": "Kommunstyrelsen",
    "applies_to": "Alla nämnder och bolag",
    "responsible": "Kanslichef",
    "review_rule": "Varje mandatperiod",
    "follow_up_rule": "Årligen",
    "author": "Funktion eller initialer",
    "signed_for": "För kommunen",
    "replaces_text": "Styrmodell 2018, beslutad 2018-06-18 § 62",
}


class HeadTab(Pane):
    """Fields of the head; each is one change when it is left."""

    def __init__(
        self, workspace: WorkspacePort, editing: Editing, open_document: Callable[[int, int | None], object]
    ) -> None:
        super().__init__("Uppgifter om dokumentet")
        self._workspace = workspace
        self._editing = editing
        self._open = open_document

    def show_document(self, view: DocumentView | None) -> None:
        """Show the head of a document."""
        if view is None:
            self.show_parts(None, ())
            return
        why = self._why_not(view)
        parts = self._read(view, why) if why else self._written(view)
        self.show_parts((view.version_id, why), [*parts, *self._place(view), *self._replacing(view, why)])

    def _why_not(self, view: DocumentView) -> str:
        if self._workspace.read_only:
            return _READ_ONLY
        if not view.newest:
            return _OLD
        return _LOCKED if view.locked else ""

    def _written(self, view: DocumentView) -> list[Part]:
        """The whole head to write in."""
        return [
            self._title(view),
            self._description(view),
            self._unit(view),
            self._head(view, "responsible"),
            Heading("Beslut och diarium"),
            *(self._head(view, field) for field in _MATTER),
            Heading("Giltighet och översyn"),
            self._starts(view),
            *self._ends(view),
            self._head(view, "review_rule"),
            self._head(view, "follow_up_rule"),
            Heading("Upphov"),
            *(self._head(view, field) for field in _ORIGIN),
        ]

    def _read(self, view: DocumentView, why: str) -> list[Part]:
        """The head to read; of what is decided, what may be said afterwards can still be written."""
        from app.services.steering.documents.heads import HEAD_WORDS

        facts = [Fact("Titel", view.title)]
        facts += [Fact("Beskrivning", view.text)] if view.text else []
        facts += [
            Fact(words, getattr(view, field)) for field, words in HEAD_WORDS.items() if getattr(view, field)
        ]
        made: list[Part] = [] if why == _OLD else [Notice(why, "info")]
        if why == _LOCKED:
            facts += [Fact("Gäller från", _iso(view.valid_from))] if view.valid_from else []
            made += [Facts(tuple(facts)), Heading("Det här kan du ändra ändå"), self._unit(view)]
            return [*made, *self._ends(view)]
        times = (
            ("Ansvarig enhet", view.unit),
            ("Giltighet", view.validity),
            ("Nästa översyn", _iso(view.review_on)),
        )
        facts += [Fact(label, value) for label, value in times if value]
        return [*made, Facts(tuple(facts))]

    def _title(self, view: DocumentView) -> Field:
        return Field(
            "title",
            "Titel",
            view.title,
            lambda text: self._editing.rename(view, text),
            lines=2,
            draft=self._draft(view, "title", "Titel"),
        )

    def _description(self, view: DocumentView) -> Field:
        return Field(
            "text",
            "Beskrivning",
            view.text,
            lambda text: self._editing.text(view, text),
            lines=3,
            placeholder="Skriv med en mening eller två vad dokumentet är till för",
            draft=self._draft(view, "text", "Beskrivning"),
        )

    def _unit(self, view: DocumentView) -> Choice:
        return Choice(
            "unit",
            "Ansvarig enhet",
            self._units(view),
            view.unit_id or 0,
            lambda key: self._editing.unit(view, key),
        )

    def _units(self, view: DocumentView) -> tuple[tuple[Hashable, str], ...]:
        from app.services.steering.detail import owner_choices

        found = self._workspace.read(partial(owner_choices, today=self._workspace.today))
        units = list(found.units)
        if view.unit_id is not None and view.unit_id not in dict(units):
            units.append((view.unit_id, view.unit or ""))
        return ((0, "Ingen enhet"), *units)

    def _head(self, view: DocumentView, field: HeadField) -> Field:
        from app.services.steering.documents.heads import HEAD_WORDS

        stated = ", ".join(view.stated_bodies) if field == "body" and not view.body else ""
        return Field(
            field,
            HEAD_WORDS[field],
            getattr(view, field) or "",
            lambda text: self._editing.head(view, field, text),
            placeholder=f"{stated}, enligt styrmodellen" if stated else self._example(field),
            draft=self._draft(view, field, HEAD_WORDS[field]),
        )

    def _example(self, field: str) -> str:
        if field == "registration_number":
            return f"KS {self._workspace.today.year}/184"
        return _PLACEHOLDERS.get(field, "")

    def _starts(self, view: DocumentView) -> Field:
        return Field(
            "from",
            "Gäller från och med",
            _iso(view.valid_from),
            lambda text: self._editing.validity(view, starts=text),
            placeholder=f"{self._workspace.today.year}-01-01",
        )

    def _ends(self, view: DocumentView) -> list[Part]:
        editing, year = self._editing, self._workspace.today.year
        return [
            Field(
                "to",
                "Gäller till och med",
                _iso(view.valid_to),
                lambda text: editing.validity(view, ends=text),
                placeholder=f"{year}-12-31",
            ),
            Field(
                "words",
                "Giltighet med ord",
                view.validity_text or "",
                lambda text: editing.validity(view, words=text),
                placeholder="Tills vidare",
            ),
            Field(
                "review_on",
                "Nästa översyn",
                _iso(view.review_on),
                lambda text: editing.review_day(view, text),
                placeholder=f"{year + 1}-12-31",
            ),
        ]

    def _place(self, view: DocumentView) -> list[Part]:
        place = partial(self._workspace.open_place, "node", view.node_id)
        level = "Utanför styrmodellens nivåer" if view.outside else view.level
        return [
            Heading("Plats i röda tråden"),
            Facts((Fact("Slag", view.kind), Fact("Nivå", level))),
            Thread(thread_steps(self._workspace, view)),
            Links((Link("Visa i styrmodellen", place),)),
        ]

    def _replacing(self, view: DocumentView, why: str) -> list[Part]:
        made: list[Part] = [Heading("Ersätter och ersätts av")]
        rows = []
        for label, links in (("Ersätter", view.replaces), ("Ersätts av", view.replaced_by)):
            rows += [
                Fact(label, link.words, on_click=partial(self._open, link.node_id, link.version_id))
                for link in links
            ]
        made.append(Facts(tuple(rows)) if rows else Text("Ersätter inget och har inte ersatts.", muted=True))
        if not why:
            made.append(Commands(tuple(self._replace_commands(view))))
        return made

    def _replace_commands(self, view: DocumentView) -> list[Command]:
        commands = [Command("Ersätter ett annat dokument…", lambda: self._editing.replace(view), icon="plus")]
        for link in view.replaces:
            if link.replacement_id is not None:
                words = f"Ersätter inte ”{_short(link.title)}”"
                undo = partial(self._editing.stop_replacing, view, link.replacement_id)
                commands.append(Command(words, undo))
        return commands

    def _draft(self, view: DocumentView, field: str, label: str) -> Callable[[str | None], object]:
        return draft_keeper(self._workspace, f"document:{view.node_id}:{field}", f"{label}, {view.title}")


def _iso(day: date | None) -> str:
    return write_date(day) if day else ""


def _short(title: str) -> str:
    return title if len(title) <= 32 else f"{title[:31]}…"
