"""The button that says which activities are shown, and opens what they can be chosen by."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.ui.parts.combo_button import ComboButton
from app.ui.wheel.filtering import Choice, offered

if TYPE_CHECKING:
    from app.services.wheel.views import WheelView

_KINDS = {
    "body": ("Organ", "Alla organ"),
    "phase": ("Fas", "Alla faser"),
    "status": ("Status", "Alla statusar"),
    "concerns": ("År som arbetet avser", "Alla år"),
    "wheel": ("Hjul", "Alla hjul"),
}
_LONGEST = 22


class ChoiceButton(ComboButton):
    """ "Visar  alla", or what is chosen; each kind of choice has a menu of its own."""

    narrowed = Signal(object)
    """The choice that the user wants."""

    def __init__(self) -> None:
        super().__init__("Visar")
        self._choice_now = Choice()
        self._offered: dict[str, tuple[tuple[object, str], ...]] = {}

    def show_choice(self, view: "WheelView", choice: Choice) -> None:
        """Offer what there is in the year; say what is chosen."""
        self._choice_now, self._offered = choice, offered(view)
        menu = self.menu()
        for under in menu.findChildren(QMenu):
            under.deleteLater()
        self.set_choices([(None, self._said())], None)  # says it on the button
        menu.clear()
        self._fill(menu)
        self.setEnabled(bool(self._offered) or bool(choice.kinds))

    def _said(self) -> str:
        kinds = self._choice_now.kinds
        if not kinds:
            return "alla"
        if len(kinds) > 1:
            return f"{len(kinds)} val"
        word = self._word(kinds[0])
        return word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1].rstrip()}…"

    def _word(self, kind: str) -> str:
        value = getattr(self._choice_now, kind)
        return dict(self._offered.get(kind, ())).get(value, str(value))

    def _fill(self, menu: QMenu) -> None:
        for kind, (title, everything) in _KINDS.items():
            values = self._offered.get(kind, ())
            if not values:
                continue
            now = getattr(self._choice_now, kind)
            under = menu.addMenu(title if now is None else f"{title}: {self._word(kind)}".replace("&", "&&"))
            group = QActionGroup(under)
            for value, words in ((None, everything), *values):
                entry = under.addAction(words.replace("&", "&&"))
                entry.setCheckable(True)
                entry.setChecked(value == now)
                group.addAction(entry)
                entry.triggered.connect(
                    lambda _checked=False, kind=kind, value=value: self._on_value(kind, value)
                )
        if self._choice_now.kinds:
            menu.addSeparator()
            menu.addAction("Visa alla").triggered.connect(lambda _checked=False: self._on_all())

    def _on_value(self, kind: str, value: Any) -> None:
        changes: dict[str, Any] = {kind: value}
        self.narrowed.emit(replace(self._choice_now, **changes))

    def _on_all(self) -> None:
        self.narrowed.emit(Choice(text=self._choice_now.text))
