"""What the page does with assignments, activities and dialogues: each a use case in one line."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import attempt

if TYPE_CHECKING:
    from app.services.assignments.views import ActivityRow, AssignmentRow, DialogueRow
    from app.ui.parts.page import WorkspacePort

Ready = Callable[[], "partial[Any]"]


class _Known:
    """Runs use cases with the version that the form knows; its own changes do not make it outdated."""

    def __init__(self, workspace: "WorkspacePort") -> None:
        self.workspace = workspace
        self._versions: dict[Any, int] = {}

    def know(self, key: Any, version: int) -> None:
        """The form shows the row as it is in this version."""
        self._versions[key] = version

    def _version(self, key: Any) -> int:
        return self._versions[key]


class AssignmentEdits(_Known):
    """Changes one assignment at a time."""

    def row(self, assignment_id: int) -> "AssignmentRow | None":
        """The assignment as it is stored now."""
        from app.services.assignments.views import assignment_row

        call = partial(assignment_row, assignment_id=assignment_id, today=self.workspace.today)
        found: AssignmentRow | None = self.workspace.read(call)
        return found

    def rename(self, key: int, title: str) -> bool:
        """Give another title."""
        from app.services.assignments import assignments

        return self._run(key, lambda: partial(assignments.rename_assignment, title=title))

    def text(self, key: int, text: str) -> bool:
        """Say what is to be done."""
        from app.services.assignments import assignments

        return self._run(key, lambda: partial(assignments.edit_text, text=text))

    def giver(self, key: int, giver: str) -> bool:
        """Say which body gave it."""
        from app.services.assignments import assignments

        return self._run(key, lambda: partial(assignments.set_kind, kind=self._now(key).kind, giver=giver))

    def kind(self, key: int, kind: str) -> bool:
        """Say whether it is the council's or a committee's."""
        from app.services.assignments import assignments

        return self._run(key, lambda: partial(assignments.set_kind, kind=kind, giver=self._now(key).giver))

    def receiver(self, key: int, unit_id: int | None) -> bool:
        """Say which unit does it."""
        from app.services.assignments import assignments

        return self._run(key, lambda: partial(assignments.set_receiver, unit_id=unit_id or None))

    def starts(self, key: int, text: str) -> bool:
        """Say when it begins, as typed."""
        from app.services.assignments import assignments
        from app.services.steering.days import read_day

        return self._run(
            key, lambda: partial(assignments.set_term, starts=read_day(text), due=self._now(key).due)
        )

    def due(self, key: int, text: str) -> bool:
        """Say when it should be done, as typed."""
        from app.services.assignments import assignments
        from app.services.steering.days import read_day

        def ready() -> "partial[Any]":
            due = read_day(text, end=True)
            return partial(assignments.set_term, starts=self._now(key).starts, due=due)

        return self._run(key, ready)

    def funding(self, key: int, funding: str | None) -> bool:
        """Say how it is paid; only extra funds keep their amount."""
        from app.services.assignments import assignments, rules

        def ready() -> "partial[Any]":
            amount = self._now(key).amount if funding == rules.EXTRA else None
            return partial(assignments.set_funding, funding=funding, amount=amount)

        return self._run(key, ready)

    def amount(self, key: int, text: str) -> bool:
        """Say how much the extra funds are, as typed; a bare number is kronor."""
        from app.services.assignments import assignments, rules
        from app.services.formatting import read_amount

        def ready() -> "partial[Any]":
            amount = read_amount(text, "kr") if text.strip() else None
            return partial(assignments.set_funding, funding=rules.EXTRA, amount=amount)

        return self._run(key, ready)

    def status(self, key: int, status: str) -> bool:
        """Say how far it has come."""
        from app.services.assignments import assignments

        return self._run(key, lambda: partial(assignments.set_status, status=status))

    def served(self, key: int, node_id: int | None) -> bool:
        """Say what it serves."""
        from app.services.assignments import assignments

        return self._run(key, lambda: partial(assignments.set_served, serves_id=node_id))

    def decision(self, key: int, **typed: str) -> bool:
        """Record one fact of the decision, as typed: `day`, `paragraph` or `number`."""
        from app.services.assignments import assignments
        from app.services.steering.days import read_day

        def ready() -> "partial[Any]":
            row = self._now(key)
            return partial(
                assignments.set_decision,
                decided_on=read_day(typed["day"]) if "day" in typed else row.decided_on,
                paragraph=typed.get("paragraph", row.paragraph),
                registration_number=typed.get("number", row.registration_number),
                today=self.workspace.today,
            )

        return self._run(key, ready)

    def report(self, key: int, **typed: str) -> bool:
        """Record one fact of the report, as typed: `day` or `words`."""

        def ready() -> "partial[Any]":
            row = self._now(key)
            day = "" if row.reported_on is None else row.reported_on.isoformat()
            return self.reporting(typed.get("day", day), typed.get("words", row.report or ""))

        return self._run(key, ready)

    def reporting(self, day: str, words: str) -> "partial[Any]":
        """The use case that records a report, as typed."""
        from app.services.assignments import assignments
        from app.services.steering.days import read_day

        return partial(
            assignments.set_report, reported_on=read_day(day), report=words, today=self.workspace.today
        )

    def remove(self, key: int) -> bool:
        """Remove it with its activities."""
        from app.services.assignments import assignments

        return self.workspace.run(self.of(key, partial(assignments.remove_assignment))) is not None

    def of(self, key: int, use_case: "partial[Any]") -> "partial[Any]":
        """A use case on an assignment in the version that the form knows."""
        return partial(use_case, assignment_id=key, expected_version=self._version(key))

    def _now(self, key: int) -> "AssignmentRow":
        from app.models.errors import NotFound

        row = self.row(key)
        if row is None:
            raise NotFound("Uppdraget")
        return row

    def _run(self, key: int, ready: Ready) -> bool:
        done = attempt(self.workspace, lambda: self.of(key, ready()))
        row = self.row(key) if done is not None else None
        if row is not None:
            self.know(key, row.version)
        return done is not None


class ActivityEdits(_Known):
    """Changes one activity at a time."""

    def row(self, activity_id: int) -> "ActivityRow | None":
        """The activity as it is stored now."""
        from app.services.assignments.views import activity_row

        call = partial(activity_row, activity_id=activity_id, today=self.workspace.today)
        found: ActivityRow | None = self.workspace.read(call)
        return found

    def rename(self, key: int, title: str) -> bool:
        """Give another title."""
        from app.services.assignments import activities

        return self._run(key, lambda: partial(activities.rename_activity, title=title))

    def responsible(self, key: int, **changes: Any) -> bool:
        """Change who does it: `responsible` (the role), `person_name` or `unit_id`."""
        from app.services.assignments import activities

        def ready() -> "partial[Any]":
            row = self._now(key)
            kept = ("responsible", "person_name", "unit_id")
            return partial(
                activities.set_responsible, **{name: getattr(row, name) for name in kept} | changes
            )

        return self._run(key, ready)

    def dates(self, key: int, **typed: str) -> bool:
        """Change when it `starts` or `ends`, as typed."""
        from app.services.assignments import activities
        from app.services.steering.days import read_day

        def ready() -> "partial[Any]":
            row = self._now(key)
            starts = read_day(typed["starts"]) if "starts" in typed else row.starts
            ends = read_day(typed["ends"], end=True) if "ends" in typed else row.ends
            return partial(activities.set_dates, starts=starts, ends=ends)

        return self._run(key, ready)

    def status(self, key: int, status: str) -> bool:
        """Say how far it has come."""
        from app.services.assignments import activities

        return self._run(key, lambda: partial(activities.set_status, status=status))

    def note(self, key: int, note: str) -> bool:
        """Change what is noted."""
        from app.services.assignments import activities

        return self._run(key, lambda: partial(activities.edit_note, note=note))

    def shift(self, key: int, step: int) -> bool:
        """Move it up or down in its list."""
        from app.services.assignments import activities

        return self._run(key, lambda: partial(activities.shift_activity, step=step))

    def remove(self, key: int) -> bool:
        """Remove it."""
        from app.services.assignments import activities

        return self.workspace.run(self._of(key, partial(activities.remove_activity))) is not None

    def _of(self, key: int, use_case: "partial[Any]") -> "partial[Any]":
        return partial(use_case, activity_id=key, expected_version=self._version(key))

    def _now(self, key: int) -> "ActivityRow":
        from app.models.errors import NotFound

        row = self.row(key)
        if row is None:
            raise NotFound("Aktiviteten")
        return row

    def _run(self, key: int, ready: Ready) -> bool:
        done = attempt(self.workspace, lambda: self._of(key, ready()))
        row = self.row(key) if done is not None else None
        if row is not None:
            self.know(key, row.version)
        return done is not None


class DialogueEdits(_Known):
    """Changes the numbers of one unit and year at a time."""

    def counts(self, row: "DialogueRow", **typed: str) -> bool:
        """Change how many were `planned` or `held`, as typed."""
        from app.services.assignments import dialogues

        now = self._now(row)

        def ready() -> "partial[Any]":
            return partial(
                dialogues.set_counts,
                planned=read_count(typed["planned"]) if "planned" in typed else now.planned,
                held=read_count(typed["held"]) if "held" in typed else now.held,
            )

        return self._run(row, ready)

    def note(self, row: "DialogueRow", note: str) -> bool:
        """Change what is noted."""
        from app.services.assignments import dialogues

        return self._run(row, lambda: partial(dialogues.edit_note, note=note))

    def agree(self, row: "DialogueRow", title: str) -> Any:
        """The use case that adds an activity that was agreed."""
        from app.services.assignments import dialogues

        return self.of(row, partial(dialogues.add_agreed, title=title))

    def of(self, row: "DialogueRow", use_case: "partial[Any]") -> "partial[Any]":
        """A use case on a unit's year in the version that is stored now."""
        version = self._version((row.unit_id, row.year))
        return partial(use_case, unit_id=row.unit_id, year=row.year, expected_version=version)

    def _now(self, row: "DialogueRow") -> "DialogueRow":
        from app.services.assignments.views import dialogues_view

        call = partial(dialogues_view, year=row.year, today=self.workspace.today)
        return next((one for one in self.workspace.read(call).rows if one.unit_id == row.unit_id), row)

    def _run(self, row: "DialogueRow", ready: Ready) -> bool:
        done = attempt(self.workspace, lambda: self.of(row, ready()))
        if done is not None:
            self.know((row.unit_id, row.year), self._now(row).version)
        return done is not None


def read_count(text: str) -> int | None:
    """A whole number of dialogues, or None when nothing is typed."""
    from app.services.formatting import NotANumber, read_number

    if not text.strip() or text.strip() == "–":
        return None
    number = read_number(text)
    if number != int(number):
        raise NotANumber(text, "Skriv ett helt antal, till exempel 12.")
    return int(number)
