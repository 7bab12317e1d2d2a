"""What the user can do with an agreement: each question asked, and the use case it becomes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.agreements.rows_dialog import LineColumn, RowsDialog
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementDetail

_FOLLOW_UP = (
    LineColumn("När", 150),
    LineColumn("Vad utföraren redovisar", 320, stretch=True),
    LineColumn("Till", 170, required=False),
)
_SIGNATORIES = (
    LineColumn("Befattning", 220),
    LineColumn("Enhet", 220, required=False, stretch=True),
    LineColumn("Namn", 200, required=False),
)
_SIDES = {"client": "beställaren", "performer": "utföraren"}


class Editing:
    """Runs the use cases of agreements; every method tells whether something was changed."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def client(self, detail: AgreementDetail, text: str) -> bool:
        """Change the body that the performer agrees with."""
        from app.services.agreements import writing

        return self._run(writing.set_client, detail, client=text)

    def registration_number(self, detail: AgreementDetail, text: str) -> bool:
        """Change the registration number."""
        from app.services.agreements import writing

        return self._run(writing.set_registration_number, detail, number=text)

    def plan_version(self, detail: AgreementDetail, version_id: int) -> bool:
        """Take the frames from another version of the plan."""
        from app.services.agreements import writing

        return self._run(writing.set_plan_version, detail, plan_version_id=version_id)

    def follow_decided(self) -> None:
        """Let every undecided agreement take its frames from the decided version of its plan."""
        from app.services.agreements import following

        self._made(following.follow_decided)

    def term(self, detail: AgreementDetail, *, starts: str | None = None, ends: str | None = None) -> bool:
        """Change a day of the term, as it was typed."""
        from app.models.errors import DomainError
        from app.services.agreements import writing
        from app.services.steering.days import read_day

        try:
            first = detail.starts if starts is None else read_day(starts)
            last = detail.ends if ends is None else read_day(ends, end=True)
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return False
        return self._run(writing.set_term, detail, starts=first, ends=last)

    def follow_up(self, detail: AgreementDetail) -> None:
        """Let the user write the plan for follow-up."""
        from app.services.agreements import writing

        lines = RowsDialog.ask(
            self._window,
            "Plan för uppföljning",
            "Så här och då följs åtagandena upp och redovisas. Raderna skrivs ut i den här ordningen.",
            _FOLLOW_UP,
            [(line.timing, line.what, line.recipient) for line in detail.follow_up],
        )
        if lines is not None:
            typed = tuple(writing.FollowUpLine(*line) for line in lines)
            self._run(writing.set_follow_up, detail, lines=typed)

    def signatories(self, detail: AgreementDetail, side: str) -> None:
        """Let the user say who signs for a side."""
        from app.services.agreements import writing

        mine = [line for line in detail.signatories if line.side == side]
        others = tuple(line for line in detail.signatories if line.side != side)
        lines = RowsDialog.ask(
            self._window,
            f"Undertecknare för {_SIDES[side]}",
            "Ange befattningen. Skriv ett namn bara om det ska stå på papperet.",
            _SIGNATORIES,
            [(line.role, line.unit_name, line.person_name) for line in mine],
        )
        if lines is not None:
            typed = tuple(writing.SignatoryLine(side, *line) for line in lines)
            self._run(writing.set_signatories, detail, lines=(*others, *typed))

    def mark_ready(self, detail: AgreementDetail) -> None:
        """Put the agreement up for decision."""
        from app.services.agreements import deciding

        self._run(deciding.mark_ready, detail)

    def mark_draft(self, detail: AgreementDetail) -> None:
        """Take it back to being written on."""
        from app.services.agreements import deciding

        self._run(deciding.mark_draft, detail)

    def new_version(self, detail: AgreementDetail) -> None:
        """Begin a new draft of what is decided."""
        from app.services.agreements import deciding

        self._made(partial(deciding.new_version, agreement_id=detail.row.id))

    def _run(self, use_case: Callable[..., Any], detail: AgreementDetail, **values: Any) -> bool:
        bound = partial(use_case, agreement_id=detail.row.id, expected_version=detail.version, **values)
        return self._workspace.run(bound) is not None

    def _made(self, use_case: Callable[..., Any]) -> Any:
        written = self._workspace.run(use_case)
        return None if written is None else written.value
