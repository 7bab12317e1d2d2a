"""Before a decided element is changed: who below it in the röda tråden is affected."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from app.services.steering.thread.affected import Affected
    from app.ui.parts.page import WorkspacePort

_KEPT = "Den beslutade lydelsen gäller tills den nya är beslutad."


def sure_to_revise(workspace: "WorkspacePort", window: QWidget, node_id: int, title: str) -> bool:
    """Ask whether to begin a new version, saying who is affected; not asked when nobody is."""
    from app.services.steering.thread.affected import affected

    found: Affected = workspace.read(partial(affected, node_id=node_id, today=workspace.today))
    if not found.titles:
        return True
    text = f"{found.sentence} {_KEPT}"
    return confirm(window, f"Göra en ny version av ”{title}”?", text, "Ny version")
