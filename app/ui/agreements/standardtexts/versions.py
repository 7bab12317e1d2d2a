"""The versions of one wording: an earlier one beside the one that holds, and the way back to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services import richtext
from app.services.formatting import write_count, write_date
from app.ui.agreements.standardtexts.places import USE_WORDS
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.comparison import Compared, ComparisonPane, Heading
from app.ui.parts.comparison_text import Row, pair_row

if TYPE_CHECKING:
    from app.services.agreements.standardtexts import StandardTextView


class VersionsPane(QWidget):
    """Compares an earlier version with the one that holds; a button lets the earlier one hold again."""

    closed = Signal()
    restore_wanted = Signal(object, int)
    """The wording, and the number of the version that is to hold again; 0 is the model's."""

    def __init__(self) -> None:
        super().__init__()
        self._view: StandardTextView | None = None
        self._number = 0
        self.choice = ComboButton("Version")
        self.choice.chosen.connect(self._on_chosen)
        self.restore = quiet_button("Låt den gälla igen", "undo", self._on_restore)
        self.comparison = ComparisonPane()
        head = QHBoxLayout()
        head.setContentsMargins(theme.PAGE_MARGIN, 12, theme.GROUP, theme.GRID)
        head.setSpacing(theme.NEAR)
        head.addWidget(quiet_button("Tillbaka till texterna", "chevron-left", self.closed.emit))
        head.addWidget(self.choice)
        head.addStretch(1)
        head.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.comparison, 1)

    def show_wording(self, view: StandardTextView, *, editable: bool) -> None:
        """Show the newest of the earlier versions beside the one that holds."""
        self._view = view
        numbers = [one.number for one in view.earlier]
        self._number = self._number if self._number in numbers else numbers[0]
        self.choice.set_choices([(one.number, _told(one)) for one in view.earlier], self._number)
        self.restore.setVisible(editable)
        self._show()

    def _on_chosen(self, number: object) -> None:
        if isinstance(number, int):
            self._number = number
            self._show()

    def _on_restore(self) -> None:
        if self._view is not None:
            self.restore_wanted.emit(self._view, self._number)

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        before = next(one for one in view.earlier if one.number == self._number)
        rows = _rows(before.text, view.text, USE_WORDS[view.use])
        changed = sum(row.changed for row in rows)
        self.comparison.show_compared(
            Compared(
                _summary(changed, before.note),
                Heading(_told(before)),
                Heading("Modellens, gäller nu" if view.from_model else f"Version {view.number}, gäller nu"),
                lambda only: tuple(row for row in rows if row.changed or not only),
            )
        )


def _rows(before: str, after: str, place: str) -> Sequence[Row]:
    from app.services.steering.documents.differing import differences

    pairs = differences(richtext.from_plain(before), richtext.from_plain(after))
    return tuple(pair_row(pair, place) for pair in pairs)


def _summary(changed: int, note: str | None) -> str:
    said = f"{write_count(changed, 'ställe', 'ställen')} skiljer." if changed else "Inga skillnader."
    return f"{said} Om den tidigare versionen: {note}" if note else said


def _told(version: Any) -> str:
    if version.number == 0:
        return "Styrmodellens lydelse"
    since = f", från {write_date(version.valid_from)}" if version.valid_from else ""
    return f"Version {version.number}{since}"
