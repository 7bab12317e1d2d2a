"""A town whose preliminary frames have been copied to a version for proposals."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import pytest
from sqlalchemy import select

from app.models.organisation import Unit
from app.services.budget import frames, versions
from app.services.budget.checks import Finding
from app.services.budget.proposals import proposals
from app.services.budget.proposals.checks import proposal_findings
from app.services.budget.proposals.detail import ProposalDetail, proposal_detail
from app.services.budget.proposals.views import ProposalRow, ProposalsView, proposals_view
from tests.services.budget.conftest import ledger, town
from tests.services.budget.ledger import CARE, DAY, KITCHEN, NIGHT, SCHOOL, TKR, Ledger

__all__ = ["ledger", "town"]
T = TypeVar("T")


@dataclass
class Proposing:
    """The town with its version for proposals."""

    ledger: Ledger
    preliminary_id: int
    version_id: int

    def unit(self, name: str) -> int:
        """The key of a unit."""
        key = self.ledger.database.read(
            lambda session: session.scalar(select(Unit.id).where(Unit.name == name))
        )
        assert key is not None
        return key

    def begin(self, name: str) -> int:
        """Begin the proposal of a unit."""
        return self.ledger.run(proposals.begin_proposal, version_id=self.version_id, unit_id=self.unit(name))

    def detail(self, proposal_id: int) -> ProposalDetail:
        """One proposal."""
        return self.ledger.database.read(partial(proposal_detail, proposal_id=proposal_id))

    def on(self, proposal_id: int, use_case: Callable[..., T], **values: Any) -> T:
        """Run a use case on a proposal as it is now."""
        known = self.detail(proposal_id).version
        return self.ledger.run(use_case, proposal_id=proposal_id, expected_version=known, **values)

    def propose(self, name: str, tkr: int) -> None:
        """Ask for more than the preliminary frame."""
        self.ledger.version_id = self.version_id
        self.ledger.set(frames.set_component, name, kind="priority", amount=tkr * TKR)

    def view(self) -> ProposalsView:
        """What the tab shows."""
        plan = self.ledger.view().plan
        assert plan is not None
        return self.ledger.database.read(partial(proposals_view, plan_id=plan.id))

    def row(self, name: str) -> ProposalRow:
        """One line by its name."""
        return next(row for row in self.view().rows if row.name == name)

    def findings(self, version_id: int | None = None) -> tuple[Finding, ...]:
        """Everything to put right."""
        asked = version_id or self.version_id
        return self.ledger.database.read(lambda session: proposal_findings(session, asked))

    def codes(self, *severities: str) -> list[str]:
        """The findings' codes."""
        return [each.code for each in self.findings() if not severities or each.severity in severities]


@pytest.fixture
def proposing(ledger: Ledger) -> Proposing:
    for name, tkr in ((SCHOOL, 1000), (NIGHT, 200), (DAY, 300), (KITCHEN, 50), (f"{CARE}, gemensamt", 100)):
        ledger.set(frames.set_previous, name, amount=tkr * TKR)
    assert ledger.version_id is not None
    preliminary = ledger.version_id
    made = ledger.run(
        versions.create_version, source_id=preliminary, name="Nämndernas förslag", stage="needs"
    )
    ledger.version_id = made
    return Proposing(ledger, preliminary, made)
