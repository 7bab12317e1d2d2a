"""Choosing an element of the steering model, a unit or an assignment for the page's dialogs."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.steering.columns import level_icons
from app.ui.steering.picking import PickDialog

if TYPE_CHECKING:
    from app.services.steering.detail import OwnerChoices
    from app.services.steering.views import NodeRow, SteeringView
    from app.ui.parts.page import WorkspacePort

NO_UNIT = (0, "Ingen enhet")


class Choices:
    """What can be chosen, read when it is asked for."""

    def __init__(self, workspace: "WorkspacePort", window: QWidget) -> None:
        self._workspace = workspace
        self._window = window
        self._owners: OwnerChoices | None = None

    def forget(self) -> None:
        """Read anew the next time: units or roles may have changed."""
        self._owners = None

    @property
    def units(self) -> tuple[tuple[int, str], ...]:
        """No unit, then every unit that holds today."""
        return (NO_UNIT, *self._owner_choices().units)

    def units_with(self, unit_id: int | None, name: str | None) -> tuple[tuple[int, str], ...]:
        """The units, with one that no longer holds where it is the one that is chosen."""
        units = self.units
        if unit_id is None or any(key == unit_id for key, _ in units):
            return units
        return (*units, (unit_id, name or ""))

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that is used."""
        return tuple(self._owner_choices().roles)

    def element(self, title: str, text: str, verb: str, not_this: int | None = None) -> "NodeRow | None":
        """Ask for an element; None when the user changed their mind."""
        from app.services.steering.views import steering_view

        view: SteeringView = self._workspace.read(partial(steering_view, today=self._workspace.today))

        def refusal(row: "NodeRow") -> str:
            return "Det är uppdraget självt." if row.id == not_this else ""

        icons = level_icons(view.levels)
        return PickDialog.ask(self._window, title, text, verb, view.rows, icons, refusal)

    def _owner_choices(self) -> "OwnerChoices":
        if self._owners is None:
            from app.services.steering.detail import owner_choices

            self._owners = self._workspace.read(partial(owner_choices, today=self._workspace.today))
        assert self._owners is not None
        return self._owners
