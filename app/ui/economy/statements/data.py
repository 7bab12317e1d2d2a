"""Everything the face reads at once, and the use cases it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.economy.money import Unit
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.economy.statements.companies import CompaniesView
    from app.services.economy.statements.guidelines import GuidelineView
    from app.services.economy.statements.internal import InternalInterest
    from app.services.economy.statements.loans import LoansView
    from app.services.economy.statements.views import StatementsView


@dataclass(frozen=True, slots=True)
class Data:
    """What the face shows for a version; `source` is where the year before can be taken from."""

    made: StatementsView
    guidelines: tuple[GuidelineView, ...]
    loans: LoansView
    companies: CompaniesView
    internal: Mapping[int, InternalInterest]
    source: str
    state: int
    locked: bool
    unit: Unit

    @property
    def why_locked(self) -> str:
        """Why nothing can be typed; empty where it can."""
        return "Beslutad, låst" if self.locked else ""


def read_data(session: Any, *, version_id: int, unit: Unit, read_only: bool) -> Data:
    """Read a version's statements, goals, loans and companies."""
    from app.services.economy.own import state_of
    from app.services.economy.statements.companies import companies
    from app.services.economy.statements.guidelines import guidelines
    from app.services.economy.statements.internal import internal_interest
    from app.services.economy.statements.loans import loans
    from app.services.economy.statements.opening import can_take_opening
    from app.services.economy.statements.views import statements

    made = statements(session, version_id=version_id)
    return Data(
        made,
        guidelines(session, version_id=version_id, made=made),
        loans(session, version_id=version_id),
        companies(session, version_id=version_id),
        internal_interest(session, made),
        can_take_opening(session, version_id=version_id),
        state_of(session, version_id),
        made.locked or read_only,
        unit,
    )


class Doing:
    """Runs use cases on the version that is shown, each against how it stood when it was read."""

    def __init__(self, workspace: WorkspacePort, data: Callable[[], Data]) -> None:
        self._workspace = workspace
        self._data = data

    @property
    def version_id(self) -> int:
        """The version that is shown."""
        return self._data().made.version_id

    def run(self, use_case: Callable[..., object], **values: object) -> bool:
        """Run a use case on a row of the version; False when it was refused, which has been told."""
        made = partial(use_case, expected_version=self._data().state, **values)
        return self._workspace.run(made) is not None

    def on_version(self, use_case: Callable[..., object], **values: object) -> bool:
        """Run a use case on the version itself."""
        return self.run(use_case, version_id=self.version_id, **values)

    def attempt(self, make: Callable[[], bool]) -> bool:
        """Read what was typed and run what it makes; a sentence where it cannot be read."""
        from app.models.errors import DomainError

        try:
            return make()
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return False
