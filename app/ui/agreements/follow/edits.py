"""What the user writes about a commitment in a period: it becomes an assessment of the performer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.followup import FollowCell

Current = Callable[[int, int, str], "FollowCell | None"]


class FollowEdits:
    """Runs the use cases of assessments; `current` gives a cell as it is now."""

    def __init__(self, workspace: WorkspacePort, current: Current) -> None:
        self._workspace, self._current = workspace, current

    def write(self, place: tuple[int, int, str], name: str, value: object) -> bool:
        """Keep a text, or a result that nobody has decided yet."""
        from app.services.scorecard.assessing import assess

        cell = self._current(*place)
        if cell is None:
            return False
        text = value.strip() or None if isinstance(value, str) else value
        changed: dict[str, Any] = {name: text}
        return self._workspace.run(partial(assess, **_which(cell), **changed)) is not None

    def decide(self, place: tuple[int, int, str]) -> bool:
        """Decide the result that is chosen, or what the figures propose where none is."""
        from app.services.scorecard.assessing import decide

        cell = self._current(*place)
        if cell is None:
            return False
        result = cell.result or cell.proposed
        today = self._workspace.today
        return self._workspace.run(partial(decide, **_which(cell), result=result, today=today)) is not None

    def reopen(self, place: tuple[int, int, str]) -> bool:
        """Open what was decided for changes."""
        from app.services.scorecard.assessing import reopen

        cell = self._current(*place)
        if cell is None or not cell.written:
            return False
        call = partial(reopen, assessment_id=cell.assessment_id, expected_version=cell.version)
        return self._workspace.run(call) is not None


def _which(cell: FollowCell) -> dict[str, Any]:
    return {
        "node_id": cell.node_id,
        "unit_id": cell.unit_id,
        "period": cell.period,
        "expected_version": cell.version,
    }
