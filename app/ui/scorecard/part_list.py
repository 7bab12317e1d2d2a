"""What a mean is made of, in the inspector: each part with its sign, weight and score, as a link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.services.scorecard.views import STANDING_WORDS, Standing
from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign
from app.ui.scorecard.card import words
from app.ui.scorecard.card.rows import MARKS

_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight | _TOP


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of a mean."""

    name: str
    share: Decimal
    score: Decimal | None
    standing: Standing
    on_click: Callable[[], object] | None = None


def part_list(lines: Sequence[PartLine]) -> QWidget:
    """The parts under each other."""
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.NEAR)
    grid.setVerticalSpacing(theme.GRID)
    grid.setColumnStretch(1, 1)
    for place, heading in ((2, "Vikt"), (3, "Poäng")):
        grid.addWidget(_small(heading), 0, place, _RIGHT)
    for row, line in enumerate(lines, start=1):
        sign = Sign(mark=MARKS[line.standing])
        sign.setToolTip(STANDING_WORDS[line.standing])
        grid.addWidget(sign, row, 0, _TOP)
        name = Sentence(role="ink")
        name.show_parts(Link(line.name, line.on_click) if line.on_click is not None else line.name)
        name.setAccessibleName(f"{line.name}: {STANDING_WORDS[line.standing]}")
        grid.addWidget(name, row, 1, _TOP)
        grid.addWidget(_number(words.share_words(line.share), "muted"), row, 2, _RIGHT)
        grid.addWidget(_number(words.score_words(line.score), "ink"), row, 3, _RIGHT)
    return held


def _small(text: str) -> QLabel:
    label = _number(text, "muted")
    label.setFont(theme.font(theme.SECONDARY_POINTS))
    return label


def _number(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
