"""What the inspector shows of an assignment: what, who, when, for what, by which decision, and the report."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_date, write_long_date, write_ore
from app.ui.assignments.adding import Adding
from app.ui.assignments.edits import AssignmentEdits
from app.ui.assignments.picking import Choices
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Links,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.services.assignments.views import ActivityRow, AssignmentRow

LOCKED = "Filen är öppen för läsning."


class AssignmentDetails:
    """Builds the details of an assignment, each field joined to its use case."""

    def __init__(
        self,
        edits: AssignmentEdits,
        choices: Choices,
        adding: Adding,
        open_activity: Callable[[int], object],
        remove: "Callable[[AssignmentRow], object]",
    ) -> None:
        self._edits = edits
        self._choices = choices
        self._adding = adding
        self._open_activity = open_activity
        self._remove = remove

    def build(self, row: "AssignmentRow") -> Details:
        """The details of one assignment."""
        from app.services.assignments.rules import KIND_WORDS

        self._edits.know(row.id, row.version)
        kicker = " · ".join(part for part in ("Uppdrag", row.receiver) if part)
        if row.kind == "committee":
            kicker = " · ".join(part for part in (KIND_WORDS[row.kind], row.receiver) if part)
        may_rename = not self._locked and not row.element_locked
        parts = (
            *self._notices(row),
            *self._what(row),
            *self._time(row),
            *self._served(row),
            *self._activities(row),
            *self._report(row),
            *self._decision(row),
            *self._end(row),
        )
        rename = partial(self._edits.rename, row.id) if may_rename else None
        return Details(("assignment", row.id), kicker, row.title, parts, rename=rename, example=row.example)

    def add_activity(self, row: "AssignmentRow") -> None:
        """Ask for an activity, and show it."""
        added = self._adding.activity(row.title, assignment_id=row.id)
        if added is not None:
            self._open_activity(added)

    def report(self, row: "AssignmentRow") -> None:
        """Ask when it was reported back."""
        self._edits.know(row.id, row.version)
        self._adding.report(self._edits, row)

    @property
    def _locked(self) -> str:
        return LOCKED if self._edits.workspace.read_only else ""

    def _field(
        self, row: "AssignmentRow", key: str, label: str, value: str | None, commit: Any, **more: Any
    ) -> Field:
        keeper = draft_keeper(self._edits.workspace, f"assignment:{row.id}:{key}", f"{label}, {row.title}")
        return Field(key, label, value or "", commit, draft=keeper, locked=self._locked, **more)

    def _notices(self, row: "AssignmentRow") -> list[Part]:
        said: list[Part] = []
        if row.late and row.due is not None:
            said.append(Notice(f"Försenat. Skulle ha varit klart {write_long_date(row.due)}."))
        elif row.awaits_report:
            said.append(Notice("Slutfört men inte återrapporterat."))
        if row.open and row.receiver_id is None:
            said.append(Notice("Saknar mottagare."))
        said += [Notice(f"Uppdraget {_sentence(words)}.") for words in row.warnings if row.open]
        return said

    def _what(self, row: "AssignmentRow") -> list[Part]:
        from app.services.assignments import rules

        edits, key = self._edits, row.id
        units = self._choices.units_with(row.receiver_id, row.receiver)
        parts: list[Part] = [
            Choice(
                "status", "Status", tuple(rules.ASSIGNMENT_STATUS.items()), row.status,
                lambda status: edits.status(key, str(status)), self._locked,
            ),
            self._field(
                row, "text", "Vad som ska göras", row.text, lambda text: edits.text(key, text), lines=3,
            ),
            Choice(
                "receiver", "Mottagare", units, row.receiver_id or 0,
                lambda unit: edits.receiver(key, unit if isinstance(unit, int) else None), self._locked,
            ),
            Choice(
                "funding", "Finansiering", tuple(rules.FUNDING_WORDS.items()), row.funding,
                lambda kind: edits.funding(key, None if kind is None else str(kind)), self._locked,
            ),
        ]  # fmt: skip
        if row.funding == rules.EXTRA:
            amount = "" if row.amount is None else write_ore(row.amount)
            hint = "Skriv kronor, eller till exempel 1,5 mnkr."
            parts.append(
                self._field(
                    row, "amount", "Tillskott", amount, lambda text: edits.amount(key, text), hint=hint
                )
            )
        return parts

    def _time(self, row: "AssignmentRow") -> list[Part]:
        edits, key = self._edits, row.id
        return [
            Heading("Tid"),
            self._field(row, "starts", "Börjar", _day(row.starts), lambda text: edits.starts(key, text)),
            self._field(
                row, "due", "Klart senast", _day(row.due), lambda text: edits.due(key, text),
                hint="Skriv år-månad-dag, eller bara året.",
            ),
        ]  # fmt: skip

    def _served(self, row: "AssignmentRow") -> list[Part]:
        open_place = self._edits.workspace.open_place
        facts = []
        if row.element_id is not None:
            element = partial(open_place, "node", row.element_id)
            facts.append(Fact("Plats", row.element_level or "Styrmodellen", on_click=element))
        if row.serves_id is not None:
            facts.append(
                Fact("Bidrar till", row.serves or "", on_click=partial(open_place, "node", row.serves_id))
            )
        if row.receiver_id is not None:
            unit = partial(open_place, "unit", row.receiver_id)
            facts.append(Fact("Enhet", row.receiver or "", on_click=unit))
        commands = []
        if not self._locked:
            words = "Ändra vad det bidrar till…" if row.serves_id is not None else "Välj vad det bidrar till…"
            commands.append(Command(words, partial(self._choose_served, row), "link"))
            if row.serves_id is not None:
                commands.append(Command("Bidrar inte längre", partial(self._edits.served, row.id, None)))
        parts: list[Part] = [Heading("I röda tråden")]
        if facts:
            parts.append(Facts(tuple(facts)))
        elif self._locked:
            parts.append(Text("Hör inte till något styrelement.", muted=True))
        return [*parts, Commands(tuple(commands))] if commands else parts

    def _choose_served(self, row: "AssignmentRow") -> None:
        text = f"Välj vad uppdraget ”{row.title}” bidrar till."
        chosen = self._choices.element("Bidrar till", text, "Välj", row.element_id)
        if chosen is not None:
            self._edits.served(row.id, chosen.id)

    def _activities(self, row: "AssignmentRow") -> list[Part]:
        from app.services.assignments.views import activities_of

        call = partial(activities_of, assignment_id=row.id, today=self._edits.workspace.today)
        rows: tuple[ActivityRow, ...] = self._edits.workspace.read(call)
        parts: list[Part] = [Heading("Aktiviteter")] if rows or not self._locked else []
        if rows:
            parts.append(Links(tuple(activity_link(one, self._open_activity) for one in rows)))
        if not self._locked:
            parts.append(
                Commands((Command("Lägg till aktivitet…", partial(self.add_activity, row), "plus"),))
            )
        return parts

    def _decision(self, row: "AssignmentRow") -> list[Part]:
        from app.services.assignments.rules import KIND_WORDS

        edits, key = self._edits, row.id
        return [
            Heading("Beslut"),
            Choice(
                "kind", "Slag", tuple(KIND_WORDS.items()), row.kind,
                lambda kind: edits.kind(key, str(kind)), self._locked,
            ),
            self._field(row, "giver", "Gett av", row.giver, lambda text: edits.giver(key, text)),
            self._field(
                row, "decided", "Beslutsdag", _day(row.decided_on), lambda text: edits.decision(key, day=text)
            ),
            self._field(
                row, "paragraph", "Paragraf", row.paragraph,
                lambda text: edits.decision(key, paragraph=text), placeholder="§ 131",
            ),
            self._field(
                row, "number", "Diarienummer", row.registration_number,
                lambda text: edits.decision(key, number=text),
            ),
        ]  # fmt: skip

    def _report(self, row: "AssignmentRow") -> list[Part]:
        edits, key = self._edits, row.id
        if row.reported_on is None:
            if self._locked:
                return []
            return [
                Heading("Återrapportering"),
                Commands((Command("Återrapportera…", partial(self.report, row), "comment"),)),
            ]
        return [
            Heading("Återrapportering"),
            self._field(
                row, "reported", "Dag", _day(row.reported_on), lambda text: edits.report(key, day=text)
            ),
            self._field(
                row, "report", "Vad som rapporterades", row.report,
                lambda text: edits.report(key, words=text), lines=3,
            ),
        ]  # fmt: skip

    def _end(self, row: "AssignmentRow") -> list[Part]:
        if self._locked:
            return []
        return [Heading(""), Commands((Command("Ta bort…", partial(self._remove, row), "trash"),))]


def activity_link(row: "ActivityRow", open_activity: Callable[[int], object]) -> Link:
    """An activity as a link, with how far it has come."""
    from app.services.assignments.rules import ACTIVITY_STATUS

    how = "försenad" if row.late else ACTIVITY_STATUS[row.status].lower()
    return Link(f"{row.title} ({how})", partial(open_activity, row.id))


def _sentence(words: str) -> str:
    return words if words.startswith("saknar") else f"är {words}"


def _day(day: date | None) -> str:
    return "" if day is None else write_date(day)
