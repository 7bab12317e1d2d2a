"""Which two forecasts are compared on paper: two choices, never the same in both."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.combo_button import ComboButton


class RoundPair(QWidget):
    """From one forecast to another; choosing the other one's lets the two change places."""

    chosen = Signal(object)

    def __init__(self, rounds: Sequence[tuple[int, str]], pair: tuple[int, int] | None) -> None:
        super().__init__()
        self._rounds, self.pair = tuple(rounds), pair
        self.left, self.right = ComboButton("Från"), ComboButton("Till")
        self.left.chosen.connect(lambda _key: self._take())
        self.right.chosen.connect(lambda _key: self._take())
        told = QLabel("Prognoser som jämförs")
        told.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.NEAR, 0, theme.NEAR, 0)
        column.setSpacing(theme.NEAR)
        for each in (told, self.left, self.right):
            column.addWidget(each)
        self._show()
        self.setVisible(pair is not None)

    def _take(self) -> None:
        left, right, before = self.left.choice, self.right.choice, self.pair
        if before is None or not isinstance(left, int) or not isinstance(right, int):
            return
        self.pair = (left, right) if left != right else (before[1], before[0])
        self._show()
        self.chosen.emit(self.pair)

    def _show(self) -> None:
        if self.pair is not None:
            self.left.set_choices(self._rounds, self.pair[0])
            self.right.set_choices(self._rounds, self.pair[1])
