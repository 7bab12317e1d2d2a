"""What the inspector and the tree do with one unit: each a use case in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from app.ui.organisation import typed
from app.ui.parts.asking import attempt
from app.ui.parts.page import WorkspacePort


class UnitEdits:
    """Runs use cases with the version that the form knows; its own changes do not make it outdated."""

    def __init__(self, workspace: WorkspacePort) -> None:
        self.workspace = workspace
        self._known: dict[int, int] = {}

    def know(self, unit_id: int, version: int) -> None:
        """The form shows the unit as it is in this version."""
        self._known[unit_id] = version

    def rename(self, unit_id: int, name: str) -> bool:
        """Correct the name."""
        from app.services.organisation import units

        return self._run(unit_id, lambda: partial(units.rename_unit, name=name))

    def edit(self, unit_id: int, **changes: Any) -> bool:
        """Change fields of the unit."""
        from app.services.organisation import units

        return self._run(unit_id, lambda: partial(units.edit_unit, **changes))

    def set_contract_ends(self, unit_id: int, text: str) -> bool:
        """Say when the contract ends."""
        from app.services.organisation import units

        return self._run(
            unit_id,
            lambda: partial(units.edit_unit, contract_ends=typed.optional_day(text, "Avtalet gäller till")),
        )

    def set_partners(self, unit_id: int, text: str) -> bool:
        """Name the partners, one on each line."""
        from app.services.organisation import units

        return self._run(unit_id, lambda: partial(units.set_partners, names=typed.names(text)))

    def set_role(self, unit_id: int, place: int, **changes: str) -> bool:
        """Change title or person of one role; `place` after the last adds one."""
        from app.services.organisation import units, views

        detail = self.workspace.read(partial(views.unit_detail, unit_id=unit_id))
        roles: Sequence[units.Role] = detail.unit.roles
        old = roles[place] if place < len(roles) else units.Role("")
        title, person = changes.get("title", old.title), changes.get("person", old.person_name or "")
        new = [*roles[:place], units.Role(title, person), *roles[place + 1 :]]
        return self._run(unit_id, lambda: partial(units.set_roles, roles=new))

    def set_validity(self, unit_id: int, valid_from: str, valid_to: str) -> bool:
        """Say from when to when the unit holds, as typed."""
        from app.services.organisation import units

        return self._run(
            unit_id,
            lambda: partial(
                units.set_validity,
                valid_from=typed.optional_day(valid_from, "Gäller från"),
                valid_to=typed.optional_day(valid_to, "Gäller till"),
            ),
        )

    def _run(self, unit_id: int, ready: Callable[[], partial[Any]]) -> bool:
        done = attempt(
            self.workspace, lambda: partial(ready(), unit_id=unit_id, expected_version=self._known[unit_id])
        )
        if done is None:
            return False
        from app.services.organisation import views

        self.know(unit_id, self.workspace.read(partial(views.unit_detail, unit_id=unit_id)).unit.version)
        return True
