"""What the user can do with a case: each question asked, and the use case it becomes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.asking import run_until_done
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.caseviews import CaseDetail

_DAYS = ("meeting_on", "written_on")


class CaseEditing:
    """Runs the use cases of cases; every method tells whether something was changed."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def create(
        self, kind_id: int | None, agreement_ids: tuple[int, ...] = (), step: str | None = None
    ) -> int | None:
        """Ask which step and which agreements, and write the first draft; gives the case's key."""
        from app.ui.agreements.cases.making import CaseForm, pairs_of

        def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
            from app.services.agreements import cases

            return partial(cases.create_case, step=values["step"], clock=self._clock(), **pairs_of(form))

        form = CaseForm(
            self._window, partial(self._candidates, kind_id), ticked=agreement_ids or None, step=step
        )
        done = run_until_done(self._workspace, form, ready)
        return None if done is None else done.value

    def members(self, detail: CaseDetail) -> bool:
        """Ask which agreements go with the case."""
        from app.ui.agreements.cases.making import CaseForm, pairs_of

        def ready(_values: dict[str, Any]) -> Callable[[Any], Any]:
            from app.services.agreements import cases

            return partial(
                cases.set_members,
                case_id=detail.row.id,
                expected_version=detail.row.version,
                clock=self._clock(),
                **pairs_of(form),
            )

        form = CaseForm(self._window, partial(self._candidates, None), detail=detail)
        return run_until_done(self._workspace, form, ready) is not None

    def fact(self, detail: CaseDetail, name: str, text: str) -> bool:
        """Change what stands on one line, as it was typed."""
        from app.models.errors import DomainError
        from app.services.agreements import cases
        from app.services.steering.days import read_day

        value: Any = text
        if name in _DAYS:
            try:
                value = read_day(text)
            except DomainError as refused:
                self._workspace.tell(refused.message, "error")
                return False
        return self._run(cases.set_case, detail, **{name: value})

    def text(self, detail: CaseDetail, name: str, text: str) -> bool:
        """Change one of the rich texts."""
        from app.services.agreements import cases

        return self._run(cases.set_case_text, detail, name=name, text=text)

    def proposal(self, detail: CaseDetail, text: str) -> bool:
        """Change the points of the proposed decision, one on each line."""
        from app.services.agreements import cases

        return self._run(cases.set_proposal, detail, points=text.splitlines())

    def recipients(self, detail: CaseDetail, text: str) -> bool:
        """Change who the decision is sent to, one on each line."""
        from app.services.agreements import cases

        return self._run(cases.set_recipients, detail, names=text.splitlines())

    def redraft(self, detail: CaseDetail) -> bool:
        """Write the texts anew from the data, after a question."""
        from app.services.agreements import cases

        told = (
            "Förslaget till beslut och de tre texterna skrivs om från uppgifterna som de är nu. Det som du "
            "själv har skrivit i dem ersätts. Ctrl+Z ångrar."
        )
        if not confirm(self._window, "Skriva om texterna?", told, "Skriv om"):
            return False
        return self._run(cases.redraft, detail, clock=self._clock())

    def remove(self, detail: CaseDetail) -> bool:
        """Take the case away, after a question."""
        from app.services.agreements import cases

        told = f"Ärendet ”{detail.row.title}” tas bort. Handlingarna är kvar. Ctrl+Z ångrar."
        if not confirm(self._window, "Ta bort ärendet?", told, "Ta bort", danger=True):
            return False
        return self._run(cases.remove_case, detail)

    def _run(self, use_case: Callable[..., Any], detail: CaseDetail, **values: Any) -> bool:
        bound = partial(use_case, case_id=detail.row.id, expected_version=detail.row.version, **values)
        return self._workspace.run(bound) is not None

    def _candidates(self, kind_id: int | None, step: str) -> Any:
        from app.services.agreements import caseviews

        return self._workspace.read(partial(caseviews.case_candidates, step=step, kind_id=kind_id))

    def _clock(self) -> Any:
        from app.services.clock import fixed_clock

        return fixed_clock(self._workspace.today)
