"""What the page does with an activity: each a use case in one line, with the version that the form knows."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import attempt
from app.ui.wheel.reasons import ask_for_reason, noting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.wheel.errors import NeedsReason
    from app.services.wheel.timing import Timing
    from app.services.wheel.views import Activity
    from app.ui.parts.page import WorkspacePort

Ready = Callable[[], "partial[Any]"]


class WheelEdits:
    """Changes one activity at a time; its own changes do not make the form outdated."""

    def __init__(self, workspace: "WorkspacePort", window: "QWidget") -> None:
        self.workspace = workspace
        self._window = window
        self._versions: dict[int, int] = {}
        self._asked: int | None = None
        """The version that the last use case was asked with."""

    def know(self, one: "Activity") -> None:
        """The form shows the activity as it is in this version."""
        self._versions[one.key] = one.version

    def row(self, key: int) -> "Activity | None":
        """The activity as it is stored now."""
        from app.models.errors import NotFound
        from app.services.wheel.reading import activity_of

        try:
            found: Activity = self.workspace.read(partial(activity_of, key=key, today=self.workspace.today))
        except NotFound:
            return None
        return found

    # ---- what it is ----------------------------------------------------------------------------

    def fields(self, key: int, **values: Any) -> bool:
        """Change plain facts of an activity."""
        from app.services.wheel import editing

        return self.change(key, lambda: partial(editing.set_fields, **values))

    def names(self, key: int, field: str, text: str) -> bool:
        """Change bodies or participants, typed one on each line."""
        return self.fields(key, **{field: [line.strip() for line in text.splitlines() if line.strip()]})

    def status(self, key: int, status: str) -> bool:
        """Say how far it has come; what is done is done today."""
        from app.services.wheel import editing

        done_on = self.workspace.today if status == "done" else None
        return self.change(key, lambda: partial(editing.set_status, status=status, done_on=done_on))

    def done_on(self, key: int, text: str) -> bool:
        """Say on which day it was done, as typed."""
        from app.services.steering.days import read_day
        from app.services.wheel import editing

        return self.change(
            key,
            lambda: partial(
                editing.set_status, status="done", done_on=read_day(text) or self.workspace.today
            ),
        )

    def remove(self, key: int) -> bool:
        """Remove it with its checklist."""
        from app.services.wheel import editing

        return self.change(key, lambda: partial(editing.remove_activity), gone=True)

    # ---- when it is ----------------------------------------------------------------------------

    def time(self, key: int, text: str) -> bool:
        """Change its time, as typed."""
        from app.models.errors import DomainError
        from app.services.wheel.timing import read_timing

        row = self.row(key)
        try:
            timing = read_timing(text, row.year if row is not None else self.workspace.working_year)
        except DomainError as refused:
            self.workspace.tell(refused.message, "error")
            return False
        return self.place(key, timing)

    def place(self, key: int, timing: "Timing") -> bool:
        """Move or stretch it."""
        from app.services.wheel import editing

        return self._placed(key, partial(editing.set_time, timing=timing))

    def treat_at(self, key: int, meeting_id: int | None) -> bool:
        """Let it be treated at a meeting, whose day it gets, or at none."""
        from app.services.wheel import meetings

        return self._placed(key, partial(meetings.treat_at, meeting_id=meeting_id))

    def reason(self, key: int) -> bool:
        """Write or change the reasons for which it may be later, its time as it is."""
        from app.services.wheel import editing
        from app.services.wheel.errors import NeedsReason
        from app.services.wheel.timing import timing_of_when

        row = self.row(key)
        if row is None or row.bound is None:
            return False
        use_case = partial(editing.set_time, timing=timing_of_when(row.when))
        return self._reasoned(row, NeedsReason(row.bound), use_case)

    def _placed(self, key: int, use_case: "partial[Any]") -> bool:
        """Give it another time; what the law asks for is asked for, and then it is tried again."""
        needed: list[NeedsReason] = []
        if self.change(key, lambda: use_case, needed):
            return True
        row = self.row(key) if needed else None
        return row is not None and self._reasoned(row, needed[0], use_case)

    def _reasoned(self, row: "Activity", needed: "NeedsReason", use_case: "partial[Any]") -> bool:
        done = ask_for_reason(
            self.workspace,
            self._window,
            needed,
            row,
            lambda reason, day: self.of(row.key, partial(use_case, reason=reason, tax_rate_on=day)),
        )
        return self._after(row.key, done)

    def copy(self, key: int, timing: "Timing") -> int | None:
        """Make a copy at another time; its key."""
        from app.services.wheel import editing

        done = self.workspace.run(partial(editing.copy_activity, activity_id=key, timing=timing))
        return None if done is None else int(done.value)

    # ---- running -------------------------------------------------------------------------------

    def of(self, key: int, use_case: "partial[Any]") -> "partial[Any]":
        """A use case on an activity in the version that the form knows."""
        version = self._versions.get(key)
        if version is None:
            row = self.row(key)
            version = row.version if row is not None else 0
        self._asked = version
        return partial(use_case, activity_id=key, expected_version=version)

    def change(
        self, key: int, ready: Ready, needed: "list[NeedsReason] | None" = None, *, gone: bool = False
    ) -> bool:
        """Run a use case on an activity; a missing reason is put in `needed` besides being said."""

        def made() -> Callable[[Any], Any]:
            use_case = self.of(key, ready())
            return use_case if needed is None else noting(use_case, needed)

        return self._after(key, attempt(self.workspace, made), gone=gone)

    def run(self, key: int, use_case: "partial[Any]") -> bool:
        """Run a use case on something that belongs to an activity."""
        return self._after(key, self.workspace.run(use_case))

    def _after(self, key: int, done: Any, *, gone: bool = False) -> bool:
        """A page that is shown has read the activity anew already; one that is not asks here."""
        known = done is None or gone or self._versions.get(key) != self._asked
        row = None if known else self.row(key)
        if row is not None:
            self.know(row)
        return done is not None
