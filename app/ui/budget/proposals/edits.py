"""What the tab does with a proposal: each a use case in one line."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import attempt

if TYPE_CHECKING:
    from app.services.budget.proposals.detail import ProposalDetail
    from app.ui.parts.page import WorkspacePort

_NOWHERE = (0, "Ingen version")


class Edits:
    """Changes the proposal that is shown; its own changes do not make the form outdated."""

    def __init__(self, workspace: "WorkspacePort") -> None:
        self.workspace = workspace
        self.detail: ProposalDetail | None = None

    def show(self, detail: "ProposalDetail | None") -> None:
        """The proposal that the form shows."""
        self.detail = detail

    def begin(self, version_id: int, unit_id: int) -> int | None:
        """Begin the proposal of a unit."""
        from app.services.budget.proposals import proposals

        done = self.workspace.run(partial(proposals.begin_proposal, version_id=version_id, unit_id=unit_id))
        return None if done is None else int(done.value)

    def make_version(self, source_id: int) -> int | None:
        """Copy the preliminary frames to a version for proposals."""
        from app.services.budget import versions
        from app.services.budget.proposals.proposals import STAGE
        from app.services.budget.proposals.words import VERSION_NAME

        made = partial(versions.create_version, source_id=source_id, name=VERSION_NAME, stage=STAGE)
        done = self.workspace.run(made)
        return None if done is None else int(done.value)

    def statement(self, text: str) -> bool:
        """Write the yttrande."""
        from app.services.budget.proposals import proposals

        return self.run(lambda: partial(proposals.edit_statement, text=text))

    def submitted(self, text: str) -> bool:
        """Say when it was handed in, as typed."""
        from app.services.budget.proposals import proposals
        from app.services.steering.days import read_day

        return self.run(lambda: partial(proposals.set_submitted, submitted_on=read_day(text)))

    def against(self, version_id: Any) -> bool:
        """Say which version's frames it is checked against."""
        from app.services.budget.proposals import proposals

        return self.run(lambda: partial(proposals.set_against, against_id=version_id or None))

    def directive(self, node_id: int | None) -> bool:
        """Say which inriktningsbeslut it is checked against."""
        from app.services.budget.proposals import proposals

        return self.run(lambda: partial(proposals.set_directive, node_id=node_id))

    def follows(self, follows: Any) -> bool:
        """Judge it."""
        from app.services.budget.proposals import proposals

        note = self.detail.follows_note if self.detail is not None else None
        return self.run(lambda: partial(proposals.judge, follows=follows or None, note=note))

    def follows_note(self, text: str) -> bool:
        """Say why it was judged so."""
        from app.services.budget.proposals import proposals

        follows = self.detail.follows if self.detail is not None else None
        return self.run(lambda: partial(proposals.judge, follows=follows, note=text))

    def remove(self) -> bool:
        """Remove the proposal."""
        from app.services.budget.proposals import proposals

        return self.run(lambda: partial(proposals.remove_proposal))

    def run(self, ready: Callable[[], "partial[Any]"]) -> bool:
        """Run a use case on the proposal as the form knows it; False when it was refused."""
        return self.made(ready) is not None

    def made(self, ready: Callable[[], "partial[Any]"]) -> Any:
        """The same; gives what was written, or None."""
        detail = self.detail
        if detail is None:
            return None

        def use_case() -> "partial[Any]":
            return partial(ready(), proposal_id=detail.id, expected_version=detail.version)

        return attempt(self.workspace, use_case)

    @property
    def locked(self) -> str:
        """Why the proposal cannot be edited; "" when it can."""
        if self.workspace.read_only:
            return "Filen är öppen för läsning"
        locked = self.detail is not None and self.detail.locked
        return "Versionen är beslutad och låst" if locked else ""

    @property
    def versions(self) -> Sequence[tuple[int, str]]:
        """What it can be checked against."""
        return (_NOWHERE, *(self.detail.others if self.detail is not None else ()))
