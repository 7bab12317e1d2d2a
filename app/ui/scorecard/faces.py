"""The faces of the page Mål och styrkort: what each is, and where it is imported from."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import WorkspacePort
from app.ui.scorecard.context import Context


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


class Face(QWidget):
    """One face; it is made when it is first shown, and `load` is called each time it may have become stale.

    The page owns the choice of unit and period, the head and the inspector; a face says what they hold.
    """

    key: str = ""
    title: str = ""
    shows_kinds: frozenset[str] = frozenset()
    """Names of the tables whose rows the face shows; it loads anew when one of them changes."""
    places: frozenset[str] = frozenset()
    """Kinds of rows that `show_place` can show."""
    uses: frozenset[str] = frozenset({"unit", "period"})
    """Which of the page's choices matter here; the others are hidden while the face is shown."""
    details: bool = True
    """Whether the face has anything to show in the inspector."""
    nothing: str = "Välj en rad för att se mer om den."
    """What the inspector says while nothing is chosen."""

    inspect = Signal(object)
    """("indicator", id) or ("node", id) for what the page knows to tell, a `Details` of your own, or None."""
    context_wanted = Signal(object)
    """A `Context`: another unit, period or year that the user asks for by the face."""
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
        """The page's title while the face is shown."""
        return self.title

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
        """Widgets in the row under the title, after unit and period; asked for once."""
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

    @property
    def module(self) -> str:
        """Where it is imported from."""
        return self.factory.partition(":")[0]

    def make(self, host: Any) -> Face:
        """Import the face and build it."""
        module, _, name = self.factory.partition(":")
        face: Face = getattr(import_module(module), name)(host)
        face.key = self.key
        return face


CARD = "card"
#: How Mätvärden shows what nobody has filled in yet.
WAITING = "waiting"
FACES = (
    FaceSpec(CARD, "Styrkort", "app.ui.scorecard.card.face:CardFace", "styrkort"),
    FaceSpec("goals", "Mål", "app.ui.scorecard.goals.face:GoalsFace", "mal-och-analys"),
    FaceSpec("measures", "Mätvärden", "app.ui.scorecard.measures.face:MeasuresFace", "matt"),
    FaceSpec("indicators", "Mått", "app.ui.scorecard.indicators.face:IndicatorsFace", "matt"),
    FaceSpec("causes", "Strategikarta", "app.ui.scorecard.causes.face:CausesFace", "mal-och-analys"),
    FaceSpec(
        "comparing", "Jämförelse", "app.ui.scorecard.comparing.face:ComparingFace", "jamforelse-och-diagram"
    ),
    FaceSpec("charts", "Diagram", "app.ui.scorecard.charts.face:ChartsFace", "jamforelse-och-diagram"),
)
PLACES = {
    "scorecard": CARD,
    "goal": "goals",
    "assessment": "goals",
    "measurement": "measures",
    "measure": "measures",
    "indicator": "indicators",
    "cause_link": "causes",
    "comparison": "comparing",
    "chart": "charts",
}
"""On which face a link is shown: rows of a table, and for goal (a node's id), measure, comparison and chart
(an indicator's id) what the face says about them."""


def offered() -> tuple[FaceSpec, ...]:
    """The faces that there are."""
    return tuple(spec for spec in FACES if _there(spec.module))


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
