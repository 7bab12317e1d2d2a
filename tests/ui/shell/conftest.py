"""A window with pages of its own over a file that only remembers what was asked of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.parts.fields import FilterField
from app.ui.parts.inspector import Inspector
from app.ui.parts.memory import memory
from app.ui.parts.page import Page
from app.ui.parts.theme import theme
from app.ui.shell.main_window import MainWindow
from app.ui.shell.pages import PAGES
from app.ui.shell.preferences import Preferences
from app.ui.shell.workspace import Workspace


@dataclass(frozen=True)
class Changed:
    kinds: frozenset[str]
    words: str = ""


@dataclass(frozen=True)
class Done:
    value: Any
    changes: Changed


@dataclass
class Ledger:
    """Stands where the open file stands: runs what it is given and keeps a history of words."""

    path: Path = Path("Ljusnarsberg.styr")
    read_only: bool = False
    log: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    outside: Changed | None = None
    refuse_undo: Exception | None = None
    closed: bool = False

    @property
    def undo_words(self) -> str | None:
        return self.log[-1] if self.log else None

    @property
    def redo_words(self) -> str | None:
        return self.undone[-1] if self.undone else None

    def read(self, view: Callable[[Any], Any]) -> Any:
        return view(self)

    def write(self, use_case: Callable[[Any], Any]) -> Done:
        value = use_case(self)
        self.log.append(str(value))
        return Done(value, Changed(frozenset({"unit"}), str(value)))

    def write_unlogged(self, work: Callable[[Any], Any]) -> Any:
        return work(self)

    def undo(self) -> Changed:
        if self.refuse_undo is not None:
            raise self.refuse_undo
        self.undone.append(self.log.pop())
        return Changed(frozenset({"unit"}), self.undone[-1])

    def redo(self) -> Changed:
        self.log.append(self.undone.pop())
        return Changed(frozenset({"unit"}), self.log[-1])

    def poll(self) -> Changed | None:
        found, self.outside = self.outside, None
        return found

    def close(self) -> None:
        self.closed = True


class PlainPage(Page):
    """A page that counts its loads and remembers which place it was asked to show."""

    shows_kinds = frozenset({"unit"})
    chapter = "organisation"

    def __init__(self, workspace: Any) -> None:
        super().__init__(workspace)
        self.loads = 0
        self.places: list[tuple[str, object]] = []
        self.filter_field = FilterField()
        self.add_action(self.filter_field)
        self.set_content(QLabel("innehåll"))
        self.inspector = Inspector()

    def load(self) -> None:
        self.loads += 1
        self.set_title("Sida", "En mening.")
        self.set_status(f"läst {self.loads}")

    def show_place(self, kind: str, key: object) -> bool:
        self.places.append((kind, key))
        return key != 404


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> Iterator[None]:
    theme().install(qapp, "light")
    memory().load({})
    yield
    memory().load({})


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def space(ledger: Ledger, clock: Clock, qtbot: QtBot) -> Workspace:
    return Workspace(ledger, clock)  # type: ignore[arg-type]


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    specs = {spec.key: replace(spec, factory="tests.ui.shell.conftest:PlainPage") for spec in PAGES}
    monkeypatch.setattr("app.ui.shell.work_area._SPECS", specs)


@pytest.fixture
def window(qtbot: QtBot, plain_pages: None) -> MainWindow:
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def working(window: MainWindow, space: Workspace) -> MainWindow:
    window.show_workspace(space, "Ljusnarsbergs kommun", "Exempelkommun.", lambda _text: ())
    return window
