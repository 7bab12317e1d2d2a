"""Compares versions and years of an agreement: what to compare, and the two texts with changes marked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.agreements.comparing.rows import rows_of
from app.ui.parts import theme
from app.ui.parts.buttons import quiet_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.comparison import Compared, ComparisonPane, Heading
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.comparing import AgreementComparison, Text, VersionChoice
    from app.ui.parts.comparison_text import Row


class ComparingPane(QWidget):
    """Two texts of one performer's agreement; the newest beside the one before it until others are chosen."""

    closed = Signal()

    def __init__(self, workspace: WorkspacePort) -> None:
        super().__init__()
        self._workspace = workspace
        self._agreement: int | None = None
        self._choices: tuple[VersionChoice, ...] = ()
        self._chosen: tuple[Text, Text] | None = None
        self._shown: AgreementComparison | None = None
        self.before, self.after = ComboButton("Jämför"), ComboButton("med")
        self.before.chosen.connect(lambda text: self._choose(text, None))
        self.after.chosen.connect(lambda text: self._choose(None, text))
        self.comparison = ComparisonPane()
        self._only_one = EmptyState(
            "Det finns bara en version",
            "När handlingen är beslutad och en ny version är påbörjad, eller när nästa period har fått en "
            "handling, går det att jämföra dem här.",
            icon="compare",
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.comparison)
        self._stack.addWidget(self._only_one)
        head = QHBoxLayout()
        head.setContentsMargins(theme.PAGE_MARGIN, 12, theme.GROUP, theme.GRID)
        head.setSpacing(theme.NEAR)
        for widget in (self.before, self.after):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(quiet_button("Tillbaka till handlingen", "chevron-left", self.closed.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def show_agreement(self, agreement_id: int) -> None:
        """Compare the versions of an agreement; another one begins with its newest."""
        if agreement_id != self._agreement:
            self._agreement, self._chosen = agreement_id, None
        self.load()

    def load(self) -> None:
        """Read anew what there is to compare, and compare it."""
        from app.services.agreements.comparing import version_choices

        if self._agreement is None:
            return
        self._choices = self._workspace.read(partial(version_choices, agreement_id=self._agreement))
        known = [choice.text for choice in self._choices]
        several = len(known) > 1
        for widget in (self.before, self.after):
            widget.setVisible(several)
        self._stack.setCurrentWidget(self.comparison if several else self._only_one)
        if not several:
            return
        if self._chosen is None or not set(self._chosen) <= set(known):
            self._chosen = (known[1], known[0])
        self._show()

    def _choose(self, before: object, after: object) -> None:
        """Compare others; the same on both sides trades places instead."""
        if self._chosen is None:
            return
        old, new = self._chosen
        left, right = before or old, after or new
        if left == right:
            left, right = new, old
        self._chosen = (left, right)  # type: ignore[assignment]
        self._show()

    def _show(self) -> None:
        from app.services.agreements.comparing import compare
        from app.services.clock import fixed_clock

        if self._chosen is None:
            return
        left, right = self._chosen
        choices: list[tuple[object, str]] = [(choice.text, choice.words) for choice in self._choices]
        self.before.set_choices(choices, left)
        self.after.set_choices(choices, right)
        clock = fixed_clock(self._workspace.today)
        found = self._workspace.read(partial(compare, left=left, right=right, clock=clock))
        if found == self._shown:
            return
        self._shown = found
        words = dict(choices)
        self.comparison.show_compared(
            Compared(
                found.summary,
                Heading(words[left], found.before.title),
                Heading(words[right], found.after.title),
                partial(_rows, found),
            )
        )


def _rows(comparison: AgreementComparison, only_changed: bool) -> tuple[Row, ...]:
    return rows_of(comparison, only_changed=only_changed)
