"""What the describers of things beside an element share: the file, the window, and a way to choose others."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.steering.picking import PickDialog

if TYPE_CHECKING:
    from app.services.steering.views import NodeRow
    from app.ui.parts.page import WorkspacePort


class Beside:
    """Describes and edits, over the rows that the page shows."""

    def __init__(
        self,
        workspace: "WorkspacePort",
        window: QWidget,
        icons: Mapping[int, str],
        rows: "Callable[[], Sequence[NodeRow]]",
        go_to: Callable[[int], object],
    ) -> None:
        self._workspace = workspace
        self._window = window
        self._icons = icons
        self._rows = rows
        self._go_to = go_to

    def _pick(
        self, title: str, text: str, verb: str, refusal: "Callable[[NodeRow], str]"
    ) -> "NodeRow | None":
        return PickDialog.ask(self._window, title, text, verb, self._rows(), self._icons, refusal)

    def _run(self, use_case: Callable[[Any], Any]) -> bool:
        return self._workspace.run(use_case) is not None
