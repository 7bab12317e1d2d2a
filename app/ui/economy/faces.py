"""The faces of the page Ekonomi: what each is, and where it is imported from."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import WorkspacePort

MoneyUnit = Literal["tkr", "kr"]


@dataclass(frozen=True, slots=True)
class Context:
    """What every face is shown for: a version of the plan, and what amounts are shown in.

    `locked` is whether the version is decided, so that nothing of it can be changed.
    """

    version_id: int = 0
    plan_id: int = 0
    first_year: int = 0
    locked: bool = False
    unit: MoneyUnit = "tkr"


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

    def choose_version(self, version_id: int) -> bool:
        """Show another version on every face; False when something must be put right first."""
        ...

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a row on the face that shows such rows; with the key None, the face."""
        ...


class Face(QWidget):
    """One face; it is made when it is first shown, and `load` is called each time it may have become stale.

    The page owns the choice of version and unit, the head and the inspector; a face says what they hold.
    """

    key: str = ""
    title: str = ""
    shows_kinds: frozenset[str] = frozenset()
    """Names of the tables whose rows the face shows; it loads anew when one of them changes."""
    uses: frozenset[str] = frozenset({"version", "unit"})
    """Which of the page's choices matter here; the others are hidden while the face is shown."""
    details: bool = True
    """Whether the face has anything to show in the inspector."""
    nothing: str = "Välj en rad för att se mer om den."
    """What the inspector says while nothing is chosen."""

    inspect = Signal(object)
    """A `Details` that the inspector shows, or None."""
    said = Signal()
    """What `state`, `status` or `details` say is another now, without a load."""

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
        """Select what a link or the search points at; `load` has been called."""
        return False

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back where it was typed."""
        kind, _, rest = field.partition(":")
        key = rest.partition(":")[0]
        return key.isdigit() and self.show_place(kind, int(key)) and self.host.inspector.resume(field, text)

    def settle(self) -> bool:
        """Make changes of what is typed on the face; False when it must be put right first."""
        return True

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
        """Widgets in the row under the title, after the version; asked for once."""
        return []

    def export_actions(self) -> list[QAction]:
        """What only this face can export, beside the papers and workbook that the page offers."""
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


PROCESS, PREREQUISITES, INDEXES, INVESTMENTS = "process", "prerequisites", "indexes", "investments"
STATEMENTS, CHANGES, SCENARIOS = "statements", "changes", "scenarios"
LONG_TERM, BALANCE = "longterm", "balance"
_WHOLE, _TIES = "ekonomi", "resultat-och-balans"
_AHEAD, _LAW = "scenarier-och-lep", "balanskrav"


def _spec(key: str, title: str, name: str, chapter: str = _WHOLE) -> FaceSpec:
    return FaceSpec(key, title, f"app.ui.economy.{key}.face:{name}", chapter)


FACES = (
    _spec(PROCESS, "Process", "ProcessFace"),
    _spec(PREREQUISITES, "Förutsättningar", "PrerequisitesFace"),
    _spec(INDEXES, "Befolkning och index", "IndexesFace"),
    _spec(INVESTMENTS, "Investeringar", "InvestmentsFace", _TIES),
    _spec(STATEMENTS, "Resultat och balans", "StatementsFace", _TIES),
    _spec(CHANGES, "Under året", "ChangesFace", _TIES),
    _spec(SCENARIOS, "Scenarier", "ScenariosFace", _AHEAD),
    _spec(LONG_TERM, "LEP", "LongTermFace", _AHEAD),
    _spec(BALANCE, "Balanskrav", "BalanceFace", _LAW),
)
SHORT = {INDEXES: "Index", STATEMENTS: "Resultat"}
"""What faces are called where there is little room for the whole titles."""
PLACES = {
    "forecast_round": PREREQUISITES,
    "population_forecast": INDEXES,
    "index_table": INDEXES,
    "investment_project": INVESTMENTS,
    "guideline": STATEMENTS,
    "loan": STATEMENTS,
    "company_account": STATEMENTS,
    "budget_change": CHANGES,
    "scenario": SCENARIOS,
    "long_term_plan": LONG_TERM,
    "long_term_area": LONG_TERM,
    "long_term_scenario": LONG_TERM,
    "balance_year": BALANCE,
}
"""On which face a row of a table is shown; the key of the kind "economy" is the key of a face itself."""
