"""Asking until it is done: what was typed stays, and the dialog says why it was refused."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.errors import DomainError
from app.ui.parts.asking import ask_until_done, attempt
from app.ui.parts.dialogs import FormDialog, TextInput

SINGLE_SHOT = Qt.ConnectionType.SingleShotConnection


class Refused(DomainError):
    """Told to the user."""

    def __init__(self, words: str) -> None:
        super().__init__(words)


class Space:
    """Runs use cases without a file, and keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def run(self, use_case: Callable[[Any], Any]) -> Any:
        try:
            return use_case(None)
        except DomainError as refused:
            self.tell(refused.message, "error")
            return None

    def tell(self, text: str, kind: str = "info") -> None:
        self.told.append((text, kind))


def answer(*names: str | None) -> list[tuple[str, str]]:
    """Type names in the dialogs that open, or with None give up; what stood there and what they said."""
    seen: list[tuple[str, str]] = []
    waiting = list(names)

    def now() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        field = dialog.field("name")
        assert isinstance(field, QLineEdit)
        seen.append((field.text(), dialog.refused))
        name = waiting.pop(0)
        if waiting:
            dialog.finished.connect(lambda: QTimer.singleShot(0, now), SINGLE_SHOT)
        if name is None:
            dialog.reject()
        else:
            field.setText(name)
            dialog.accept()

    QTimer.singleShot(0, now)
    return seen


def ask(space: Space, parent: QWidget, ready: Callable[[dict[str, Any]], Any]) -> Any:
    inputs = [TextInput("name", "Namn", suggestions=("Kostenhet",))]
    return ask_until_done(space, parent, "Ny enhet", inputs, "Lägg till", ready)  # type: ignore[arg-type]


def test_what_cannot_be_read_is_said_in_place_and_what_was_typed_stays(qtbot: QtBot) -> None:
    space, parent = Space(), QWidget()
    qtbot.addWidget(parent)

    def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
        if values["name"] == "fel":
            raise Refused("”fel” är inget namn.")
        return lambda _session: values["name"]

    seen = answer("fel", "Kök")
    assert ask(space, parent, ready) == "Kök"
    assert seen == [("", ""), ("fel", "”fel” är inget namn.")]
    assert space.told == []


def test_a_refused_use_case_is_said_in_the_dialog_too(qtbot: QtBot) -> None:
    space, parent = Space(), QWidget()
    qtbot.addWidget(parent)

    def ready(values: dict[str, Any]) -> Callable[[Any], Any]:
        def use_case(_session: Any) -> Any:
            if values["name"] == "Kök":
                raise Refused("Kök finns redan.")
            return values["name"]

        return use_case

    seen = answer("Kök", "Kostenhet")
    assert ask(space, parent, ready) == "Kostenhet"
    assert seen[1] == ("Kök", "Kök finns redan.")


def test_who_was_not_sure_is_asked_again_and_may_give_up(qtbot: QtBot) -> None:
    space, parent = Space(), QWidget()
    qtbot.addWidget(parent)
    seen = answer("Kök", None)
    assert ask(space, parent, lambda _values: None) is None
    assert seen == [("", ""), ("Kök", "")]


def test_an_attempt_that_cannot_be_read_is_told() -> None:
    space = Space()

    def ready() -> Callable[[Any], Any]:
        raise Refused("Skriv ett år.")

    assert attempt(space, ready) is None  # type: ignore[arg-type]
    assert space.told == [("Skriv ett år.", "error")]
    assert attempt(space, lambda: lambda _session: 7) == 7  # type: ignore[arg-type]
