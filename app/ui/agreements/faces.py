"""The faces of the page of agreements: what each is, and where it is imported from."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import WorkspacePort


@dataclass(frozen=True, slots=True)
class Context:
    """What every face is shown for: a kind of agreement (None: all kinds), and one agreement or none."""

    kind_id: int | None = None
    agreement_id: int | None = None


class FaceHost(Protocol):
    """What a face may use of the page that it stands on; tests may give it their own."""

    workspace: WorkspacePort
    inspector: Inspector

    @property
    def context(self) -> Context:
        """What is shown just now."""
        ...

    def show_face(self, key: str) -> bool:
        """Go to another face; False when there is none, or what is typed must be put right first."""
        ...

    def choose(self, agreement_id: int | None) -> bool:
        """Make an agreement the one that every face is about; False when something must be put right."""
        ...

    def commands(self, agreement_id: int) -> list[QAction]:
        """What can be done with an agreement, for a menu; made anew each time."""
        ...


class Face(QWidget):
    """One face; it is made when it is first shown, and `load` is called each time it may have become stale.

    The page owns the choice of kind and agreement, the head and the inspector; a face says what they hold.
    """

    key: str = ""
    title: str = ""
    shows_kinds: frozenset[str] = frozenset()
    """Names of the tables whose rows the face shows; it loads anew when one of them changes."""
    uses: frozenset[str] = frozenset({"kind"})
    """Which of the page's choices matter here; the others are hidden while the face is shown."""
    details: bool = True
    """Whether the face has anything to show in the inspector."""
    nothing: str = "Välj en rad för att se mer om den."
    """What the inspector says while nothing is chosen."""

    agreement_chosen = Signal(object)
    """The key of the agreement that the user has gone to on the face, or None."""
    inspect = Signal(object)
    """A `Details` that the inspector shows, an agreement's key for what the page tells of it, or None."""
    said = Signal()
    """What `heading`, `state` or `status` say is another now, without a load."""

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.host = host
        self.workspace = host.workspace
        self.filter_field: QLineEdit | None = None
        """What Ctrl+F goes to."""

    def load(self, context: Context) -> None:
        """Read fresh views for what is chosen, and show them; must be overridden."""
        raise TypeError(f"{type(self).__name__} does not say what it shows")

    def show_place(self, _kind: str, _key: Hashable) -> bool:
        """Select what a link or the search points at, which `load` may not have read yet."""
        return False

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back where it was typed."""
        kind, _, rest = field.partition(":")
        key = rest.partition(":")[0]
        return key.isdigit() and self.show_place(kind, int(key)) and self.host.inspector.resume(field, text)

    def settle(self) -> bool:
        """Make changes of what is typed on the face; False when it must be put right first."""
        return True

    def heading(self) -> str:
        """The page's title while the face is shown; empty for the page's own."""
        return ""

    def state(self) -> tuple[str | Link, ...]:
        """One sentence of how it stands, whose figures may be links."""
        return ()

    def status(self) -> str:
        """What the status line says."""
        return ""

    def actions(self) -> list[QWidget]:
        """Buttons and fields at the right of the title; asked for once, when the face is made."""
        return []

    def tools(self) -> list[QWidget]:
        """Widgets in the row under the title, after the kind; asked for once."""
        return []

    def export_actions(self) -> list[QAction]:
        """What the face can export or print, for the menu Arkiv; made anew each time the menu opens."""
        return []


@dataclass(frozen=True, slots=True)
class FaceSpec:
    """A face as the bar of faces offers it."""

    key: str
    title: str
    factory: str
    chapter: str
    """The handbook's chapter that F1 opens there."""

    def make(self, host: Any) -> Face:
        """Import the face and build it."""
        module, _, name = self.factory.partition(":")
        face: Face = getattr(import_module(module), name)(host)
        face.key = self.key
        return face


REGISTER, WRITING, FOLLOW, CASES = "register", "writing", "follow", "cases"
_CHAPTER = "uppdragshandlingar"
FACES = (
    FaceSpec(REGISTER, "Register", "app.ui.agreements.register.face:RegisterFace", _CHAPTER),
    FaceSpec(WRITING, "Skriva", "app.ui.agreements.writing.face:WritingFace", "skriva-handlingar"),
    FaceSpec(FOLLOW, "Uppföljning", "app.ui.agreements.follow.face:FollowFace", "utskrift-och-arenden"),
    FaceSpec(CASES, "Ärenden", "app.ui.agreements.cases.face:CasesFace", "utskrift-och-arenden"),
)
PLACES = {
    "agreement": REGISTER,
    "agreement_kind": REGISTER,
    "agreement_text": WRITING,
    "agreement_comparison": WRITING,
    "standard_text": WRITING,
    "agreement_follow": FOLLOW,
    "agreement_case": CASES,
}
"""On which face a link is shown: rows of a table, and for agreement_text, agreement_comparison and
agreement_follow the key of the agreement whose text, versions or follow-up it is."""
