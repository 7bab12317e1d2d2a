"""What stands under the table: what its signs mean, and the analysis of the goal that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.services.scorecard.views import Goal
from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence
from app.ui.parts.theme import color, font
from app.ui.scorecard.card.painting import BAND, BAR, RING, below_limit

_HEIGHT = 34
_SIGN, _GAP, _BETWEEN = 16, 7, 22
_BETTER = "Åt höger är alltid bättre."
_LONGEST = 600
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Legend(QWidget):
    """The signs of the bars with their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year = 0
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_year(self, year: int) -> None:
        """The year of the targets; the rings are of the year before."""
        self._year = year
        words = "Stapel: utfall. Streck: mål. Ring: året före. Grått: under gränsvärdet."
        self.setAccessibleName("Teckenförklaring")
        self.setAccessibleDescription(f"{words} {_BETTER}")
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(480, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each sign before its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(theme.SECONDARY_POINTS))
        left, middle = float(theme.PAGE_MARGIN), self.height() / 2
        metrics = QFontMetrics(painter.font())
        for number, words in enumerate(
            ("utfall", f"mål {self._year}", str(self._year - 1), "under gränsvärdet")
        ):
            _paint_sign(painter, number, left, middle)
            left += (_SIGN if number in (0, 3) else _SIGN / 2) + _GAP
            painter.setPen(color("muted"))
            painter.drawText(QRectF(left, 0, self.width(), self.height()), _LEFT, words)
            left += metrics.horizontalAdvance(words) + _BETWEEN
        if left + metrics.horizontalAdvance(_BETTER) < self.width() - theme.PAGE_MARGIN:
            painter.drawText(self.rect().adjusted(0, 0, -theme.PAGE_MARGIN, 0), _RIGHT, _BETTER)


def _paint_sign(painter: QPainter, number: int, left: float, middle: float) -> None:
    if number == 0:
        painter.fillRect(QRectF(left, middle - BAR / 2, _SIGN, BAR), color("ink"))
    elif number == 1:
        painter.fillRect(QRectF(left + 3, middle - BAND / 2, 2, BAND), color("ink"))
    elif number == 2:
        painter.setPen(QPen(color("ink"), 1.3))
        painter.setBrush(color("surface"))
        painter.drawEllipse(QPointF(left + 4, middle), RING, RING)
    else:
        painter.fillRect(QRectF(left, middle - BAND / 2, _SIGN, BAND), below_limit())


class AnalysisFoot(QWidget):
    """Analysis and action of a goal side by side; what is not written is offered."""

    def __init__(self, write: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._write = write
        self.analysis, self.action = Sentence(role="ink"), Sentence(role="ink")
        self._heads = [QLabel("Analys"), QLabel("Åtgärd")]
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PAGE_MARGIN, 10, theme.PAGE_MARGIN, 14)
        row.setSpacing(2 * theme.PAGE_MARGIN)
        for head, text in zip(self._heads, (self.analysis, self.action), strict=True):
            head.setFont(font(semibold=True))
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(head)
            column.addWidget(text)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_goal(self, goal: Goal | None, read_only: bool, *, low: bool = False) -> None:
        """What has been concluded of a goal; a low window has room for what is written only."""
        written = goal is not None and bool(goal.analysis or goal.actions)
        self.setVisible(goal is not None and goal.node_id is not None and (written or not low))
        if goal is None or goal.node_id is None:
            return
        offer: list[str | Link] = [] if read_only else [" ", Link("Skriv analys", self._write)]
        if goal.analysis:
            self.analysis.show_parts(_cut(goal.analysis), " ", Link("Öppna målet", self._write))
        else:
            self.analysis.show_parts("Ingen analys är skriven.", *offer)
        if goal.actions:
            self.action.show_parts("\n".join(goal.actions))
        else:
            self.action.show_parts("Ingen åtgärd är föreslagen.")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("rule", True)
    line.setFixedHeight(1)
    return line
