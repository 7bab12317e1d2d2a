"""What the user can do with an agreement: each question asked, and the use case it becomes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.agreements.rows_dialog import LineColumn, RowsDialog
from app.ui.parts.dialogs import FormDialog, TextInput
from app.ui.parts.messages import confirm
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

    def create(self, unit_id: int) -> int | None:
        """Make a draft for a performer; gives its key."""
        from app.services.agreements import making

        return self._made(partial(making.create_agreement, unit_id=unit_id, year=self._year))

    def create_for_all(self) -> bool:
        """Make a draft for each performer that has none."""
        from app.services.agreements import making

        return self._made(partial(making.create_for_all_performers, year=self._year)) is not None

    def text(self, detail: AgreementDetail, part_id: int, text: str) -> bool:
        """Change what is written in a part."""
        from app.services.agreements import writing

        return self._run(writing.edit_text, detail, part_id=part_id, text=text)

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
            self._run(
                writing.set_follow_up, detail, lines=tuple(writing.FollowUpLine(*line) for line in lines)
            )

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

    def record(self, detail: AgreementDetail, step: str) -> None:
        """Ask what is known of a step that was taken, and record it."""
        final = step == "definitive"
        values = FormDialog.ask(
            self._window,
            _STEP_TITLES[step],
            self._decision_inputs(detail, step),
            "Fortsätt" if final else "Registrera",
            "" if final else f"Gäller uppdragshandlingen för {detail.row.unit}.",
        )
        if values is None or (final and not self._sure(detail)):
            return
        self._record(detail, step, values)

    def new_version(self, detail: AgreementDetail) -> None:
        """Begin a new draft of what is decided."""
        from app.services.agreements import deciding

        self._made(partial(deciding.new_version, agreement_id=detail.row.id))

    def _decision_inputs(self, detail: AgreementDetail, step: str) -> tuple[TextInput, ...]:
        body = detail.client if step != "prepared" else ""
        return (
            TextInput("body", "Organ", body, required=False),
            TextInput("day", "Datum", self._workspace.today.isoformat(), required=False),
            TextInput("paragraph", "Paragraf", required=False, placeholder="§ 131"),
            TextInput("number", "Diarienummer", detail.row.registration_number, required=False),
        )

    def _sure(self, detail: AgreementDetail) -> bool:
        text = (
            "Handlingen och dess åtaganden låses som de är nu och skrivs ut så för alltid. Det går inte att "
            "ångra. En ändring görs som en ny version."
        )
        if detail.row.missing:
            text = (
                f"Det här saknas: {' '.join(detail.row.missing)} Det kommer att stå i handlingen.\n\n{text}"
            )
        return confirm(self._window, f"Fastställ handlingen för {detail.row.unit}?", text, "Fastställ")

    def _record(self, detail: AgreementDetail, step: str, values: dict[str, Any]) -> None:
        from app.models.errors import DomainError
        from app.services.agreements import deciding
        from app.services.clock import fixed_clock
        from app.services.steering.days import read_day
        from app.services.steering.decisions import Made

        try:
            day = read_day(values["day"])
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return
        made = Made(
            step=step,
            body=values["body"],
            decided_on=day,
            paragraph=values["paragraph"],
            registration_number=values["number"],
        )
        clock = getattr(self._workspace, "clock", None) or fixed_clock(self._workspace.today)
        self._run(deciding.record, detail, made=made, clock=clock)

    @property
    def _year(self) -> int:
        return self._workspace.working_year + 1

    def _run(self, use_case: Callable[..., Any], detail: AgreementDetail, **values: Any) -> bool:
        bound = partial(use_case, agreement_id=detail.row.id, expected_version=detail.version, **values)
        return self._workspace.run(bound) is not None

    def _made(self, use_case: Callable[..., Any]) -> Any:
        written = self._workspace.run(use_case)
        return None if written is None else written.value


_STEP_TITLES = {
    "prepared": "Registrera beredning",
    "preliminary": "Registrera preliminärt beslut",
    "definitive": "Registrera beslut",
}
