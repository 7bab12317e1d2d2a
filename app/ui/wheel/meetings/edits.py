"""What is done with meetings: each a use case, and the dialogs that ask for what it needs."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import ask_until_done, attempt
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.messages import confirm
from app.ui.wheel.meetings.words import clock, named
from app.ui.wheel.reasons import ask_for_reason, noting

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from app.services.wheel.errors import NeedsReason
    from app.services.wheel.meetingplan import MeetingRow, RuleRow
    from app.services.wheel.views import Activity, WheelView
    from app.ui.parts.page import WorkspacePort

_RULES = (
    ("documents_days", "Sista dag för handlingar, dagar före"),
    ("summons_days", "Kallelse och kungörelse, dagar före"),
    ("adjusting_days", "Justering, dagar efter"),
)
_PER_CALENDAR = "Dagarna räknas i kalenderdagar och läggs på en arbetsdag. Lämna tomt det som organet saknar."


class MeetingEdits:
    """Adds, changes, moves and removes meetings, sets their rules, and places activities at them."""

    def __init__(self, workspace: "WorkspacePort", window: "QWidget") -> None:
        self._workspace, self._window = workspace, window
        self.view: WheelView | None = None
        """The year as the page shows it, with the activities that are treated."""

    # ---- one meeting ---------------------------------------------------------------------------

    def change(self, name: str, row: "MeetingRow", text: str) -> bool:
        """Change one fact of a meeting, as typed."""
        from app.services.steering.days import read_day
        from app.services.wheel.meetings import set_meeting

        def ready() -> Any:
            value: Any = read_day(text) if name in ("adjusted_on", "noticed_on") else text
            return self._of(set_meeting, row, **{name: value})

        return attempt(self._workspace, ready) is not None

    def flag(self, name: str, row: "MeetingRow", on: bool) -> None:
        """Say that it is cancelled or tentative, or no longer so."""
        from app.services.wheel.meetings import set_meeting

        self._workspace.run(self._of(set_meeting, row, **{name: on}))

    def move(self, row: "MeetingRow", text: str) -> bool:
        """Move a meeting to the days that are typed, and what is treated there with it."""
        from app.models.errors import DomainError

        try:
            first, last = self._days(text)
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return False
        return self.move_to(row, first, last)

    def move_to(self, row: "MeetingRow", first: "date", last: "date | None" = None) -> bool:
        """Move a meeting; the reasons that the law wants are asked for."""
        from app.services.wheel.meetings import move_meeting

        needed: list[NeedsReason] = []
        use_case = self._of(move_meeting, row, starts=first, ends=last)
        if self._workspace.run(noting(use_case, needed)) is not None:
            return True
        treated = [one.key for one in row.activities]
        return bool(needed) and self._reasoned(needed[0], treated, use_case)

    def add(self, body: str, bodies: Sequence[str], starts: "date | None" = None) -> int | None:
        """Ask for body, day, time and place, and add a meeting; its key."""
        from app.services.wheel.meetings import add_meeting

        def ready(asked: dict[str, Any]) -> Any:
            first, last = self._days(asked["day"])
            return partial(
                add_meeting, body=asked["body"], starts=first, ends=last, begins=asked["begins"],
                place=asked["place"], title=asked["title"],
            )  # fmt: skip

        inputs = [
            TextInput("body", "Organ", body, suggestions=tuple(bodies)),
            TextInput("day", "Dag", starts.isoformat() if starts else "", placeholder="24 november"),
            TextInput("begins", "Tid", required=False, placeholder="18.30", beside=True),
            TextInput("place", "Plats", required=False),
            TextInput("title", "Rubrik", required=False, placeholder="Till exempel Budgetsammanträde"),
        ]
        done = ask_until_done(
            self._workspace, self._window, "Nytt sammanträde", inputs, "Lägg till", ready
        )  # fmt: skip
        return None if done is None else int(done.value)

    def describe(self, row: "MeetingRow") -> None:
        """Ask for what has no column of its own, or is easier to write in a dialog."""
        from app.services.wheel.meetings import set_meeting

        def ready(asked: dict[str, Any]) -> Any:
            return self._of(set_meeting, row, **asked)

        inputs = [
            TextInput("body", "Organ", row.body),
            TextInput("title", "Rubrik", row.title or "", required=False),
            TextInput("begins", "Tid", clock(row.begins), required=False, placeholder="18.30"),
            TextInput("place", "Plats", row.place or "", required=False, beside=True),
            TextInput("note", "Anteckning", row.note or "", required=False),
        ]
        ask_until_done(self._workspace, self._window, named(row), inputs, "Spara", ready)

    def remove(self, row: "MeetingRow") -> None:
        """Remove a meeting; what was to be treated there keeps its day."""
        from app.services.wheel.meetings import remove_meeting

        if row.activities:
            what = ", ".join(f"”{one.title}”" for one in row.activities)
            text = f"Det som skulle behandlas står kvar med sin dag: {what}. Du kan ångra med Ctrl+Z."
            if not confirm(self._window, f"Ta bort {named(row)}?", text, "Ta bort", danger=True):
                return
        if self._workspace.run(self._of(remove_meeting, row)) is not None:
            self._workspace.tell(f"{named(row)} togs bort. Ctrl+Z ångrar.")

    # ---- what is treated -----------------------------------------------------------------------

    def treat(self, row: "MeetingRow") -> None:
        """Let an activity of the year that the user chooses be treated at a meeting."""
        offered = self._treatable(row)
        if not offered:
            self._workspace.tell("Alla årets aktiviteter är klara eller behandlas redan här.")
            return
        choices = tuple((one.key, f"{one.title} ({one.when.words})") for one in offered)
        asked = FormDialog.ask(
            self._window,
            f"Behandla på {named(row)}",
            [ChoiceInput("activity", "Aktivitet", choices, choices[0][0])],
            "Lägg på sammanträdet",
            "Aktiviteten får sammanträdets dag och flyttas med det.",
        )
        if asked is not None:
            self.treat_at(int(str(asked["activity"])), row)

    def treat_at(self, activity_id: int, row: "MeetingRow") -> bool:
        """Let an activity be treated at a meeting; the reasons that the law wants are asked for."""
        from app.services.wheel.meetings import treat_at

        needed: list[NeedsReason] = []
        use_case = partial(treat_at, activity_id=activity_id, meeting_id=row.key)
        if self._workspace.run(noting(use_case, needed)) is not None:
            return True
        return bool(needed) and self._reasoned(needed[0], (activity_id,), use_case)

    def release(self, activity_id: int) -> None:
        """Take an activity from its meeting; it keeps its day."""
        from app.services.wheel.meetings import treat_at

        self._workspace.run(partial(treat_at, activity_id=activity_id, meeting_id=None))

    def _treatable(self, row: "MeetingRow") -> "list[Activity]":
        """Activities that may be treated at a meeting, those of its body first."""
        if self.view is None:
            return []
        there = {one.key for one in row.activities}
        found = [
            one
            for one in self.view.activities
            if one.key not in there and one.status not in ("done", "cancelled")
        ]
        return sorted(found, key=lambda one: row.body not in one.bodies)

    def _reasoned(self, needed: "NeedsReason", keys: Sequence[int], use_case: "partial[Any]") -> bool:
        one = self._bound_one(needed, keys)
        if one is None:
            return False

        def ready(reason: str, day: "date | None") -> Callable[[Any], Any]:
            return partial(use_case, reason=reason, tax_rate_on=day)

        return ask_for_reason(self._workspace, self._window, needed, one, ready) is not None

    def _bound_one(self, needed: "NeedsReason", keys: Sequence[int]) -> "Activity | None":
        """The activity that the law holds."""
        found = [self.view.activity(key) for key in keys] if self.view is not None else []
        bound = (one for one in found if one is not None and one.bound is not None)
        return next((one for one in bound if one.bound and one.bound.key == needed.bound.key), None)

    # ---- rules ---------------------------------------------------------------------------------

    def rule(self, rule: "RuleRow") -> None:
        """Ask for the days around a body's meetings."""
        from app.services.wheel.meetings import set_rule

        def ready(asked: dict[str, Any]) -> Any:
            days: dict[str, Any] = {name: _count(asked[name], label) for name, label in _RULES}
            return partial(
                set_rule, body=rule.body, expected_version=rule.version, note=asked["note"], **days
            )

        inputs = [
            TextInput(name, label, _typed(getattr(rule, name)), required=False) for name, label in _RULES
        ]
        inputs.append(TextInput("note", "Anteckning", rule.note or "", required=False))
        least = f" {rule.body} ska enligt lag kallas minst {rule.least_summons} dagar före."
        text = f"{_PER_CALENDAR}{least if rule.least_summons else ''}"
        ask_until_done(self._workspace, self._window, f"Dagar runt {rule.body}", inputs, "Spara", ready, text)

    # ---- help ----------------------------------------------------------------------------------

    def _days(self, text: str) -> "tuple[date, date | None]":
        """The first and last day that are typed."""
        from app.services.wheel.meetingdates import UnreadableDates
        from app.services.wheel.timing import read_timing

        year = self.view.year if self.view is not None else self._workspace.working_year
        found = read_timing(text, year)
        if found.precision != "dag" or found.first is None or found.tentative:
            raise UnreadableDates(text)
        return found.first, None if found.last == found.first else found.last

    def _of(self, use_case: Any, row: "MeetingRow", **values: Any) -> "partial[Any]":
        return partial(use_case, meeting_id=row.key, expected_version=row.version, **values)


def _typed(days: int | None) -> str:
    return "" if days is None else str(days)


def _count(text: str, label: str) -> int | None:
    """A number of days, None for nothing typed."""
    from app.services.wheel.errors import BadDays
    from app.services.wheel.meetingdays import MOST_DAYS

    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise BadDays(label.partition(",")[0], MOST_DAYS)
    return int(text)
