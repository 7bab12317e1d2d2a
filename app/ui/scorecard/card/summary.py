"""The line over the table: the whole score, how the goals stand, and how much of it rests on data."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout, QWidget

from app.services.formatting import write_percent
from app.services.scorecard.views import Card
from app.ui.parts import theme
from app.ui.parts.flow import Flow
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import SIZE, Mark, paint_mark
from app.ui.parts.theme import color, font
from app.ui.scorecard.card import words
from app.ui.scorecard.card.rows import UNKNOWN

_SCORE_POINTS = 21.0
_GAP, _AIR = 24, 8
_HEIGHT = 28
_FILTERS = (
    ("met", Mark.MET, "uppfyllt", "uppfyllda"),
    ("partly", Mark.PARTLY, "delvis", "delvis"),
    ("unmet", Mark.UNMET, "ej uppfyllt", "ej uppfyllda"),
    (UNKNOWN, Mark.MISSING, "utan bedömning", "utan bedömning"),
)


class StandingButton(QAbstractButton):
    """A sign with its count; pressed, it shows only those goals."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def say(self, text: str) -> None:
        """Its count in words."""
        self.setText(text)
        self.setAccessibleName(f"Visa bara mål som är {text}")
        self.setToolTip("Visa bara dessa mål" if not self.isChecked() else "Visa alla mål igen")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as sign and words."""
        width = QFontMetrics(font()).horizontalAdvance(self.text())
        return QSize(width + SIZE + 3 * _AIR, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """It can be pressed."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sign and the words, on a tint while it is pressed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(color("accent" if self.hasFocus() else "line"), 1))
        if self.isChecked():
            painter.setBrush(color("selection"))
        if self.isChecked() or self.hasFocus() or self.underMouse():
            painter.drawRoundedRect(frame, 4, 4)
        paint_mark(painter, QRectF(_AIR, (self.height() - SIZE) / 2, SIZE, SIZE), self._mark)
        painter.setFont(font())
        painter.setPen(color(self._mark.value))
        left = _AIR + SIZE + _AIR - 2
        painter.drawText(
            self.rect().adjusted(left, 0, 0, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.text(),
        )


class Summary(QWidget):
    """How the whole card stands; its signs filter the table."""

    filter_wanted = Signal(str)
    """A standing to show alone, "" for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.score = QLabel()
        self.score.setFont(font(_SCORE_POINTS))
        self.rests_on = Sentence()
        self.rests_on.setWordWrap(False)
        self.data = Sentence()
        self.data.setWordWrap(False)
        self.lacking = Sentence(points=theme.SECONDARY_POINTS)
        self.lacking.setWordWrap(False)
        self.buttons = {key: StandingButton(mark) for key, mark, _, _ in _FILTERS}
        whole = QWidget()
        self._words = {key: (one, several) for key, _, one, several in _FILTERS}
        inner = Flow(whole, 6, 0)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.score)
        inner.addWidget(self.rests_on)
        line = QWidget()
        flow = Flow(line, _GAP - _AIR, 4)
        flow.setContentsMargins(0, 0, 0, 0)
        for widget in (whole, *self.buttons.values(), self.data, self.lacking):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, 6, theme.GROUP, 8)
        column.setSpacing(2)
        column.addWidget(line)
        for key, button in self.buttons.items():
            button.clicked.connect(lambda checked, key=key: self._on_clicked(key, checked))

    @property
    def chosen(self) -> str:
        """The standing that the table is filtered by."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def show_card(self, card: Card, what: str = "mått", *lacking: str | Link) -> None:
        """Say how a card stands, and below it what it lacks."""
        average = card.average
        self.score.setText(words.score_words(average.score))
        self.score.setVisible(average.score is not None)
        tip = "\n".join(words.average_lines(average, what))
        self.rests_on.show_parts(f"av 10, {mean_of(card)}" if average.score is not None else _NO_SCORE)
        for label in (self.score, self.rests_on, self.data):
            label.setToolTip(tip)
        counts = {"met": card.met, "partly": card.partly, "unmet": card.unmet, UNKNOWN: card.unknown}
        for key, button in self.buttons.items():
            one, several = self._words[key]
            button.say(words.count_words(counts[key], one, several))
            button.setVisible(bool(counts[key]) or button.isChecked())
        self.data.show_parts(*_data(card, what))
        self.lacking.show_parts(*lacking)

    def clear_filter(self) -> None:
        """Let no sign be pressed."""
        for button in self.buttons.values():
            button.setChecked(False)

    def _on_clicked(self, key: str, checked: bool) -> None:
        for other, button in self.buttons.items():
            if other != key:
                button.setChecked(False)
        self.filter_wanted.emit(key if checked else "")


_NO_SCORE = "Inga poäng än"


def mean_of(card: Card) -> str:
    """What the whole is a mean of: those of its groups that have a score."""
    scored = [group for group in card.groups if group.average.score is not None]
    kinds = {(group.perspective_id is not None, group.node_id is not None) for group in scored}
    word = _GROUPS.get(kinds.pop(), "grupper") if len(kinds) == 1 else "grupper"
    if len(card.groups) == 1:
        return "medel av målen"
    if len(scored) == 1:
        return f"från {_ONE.get(word, 'en grupp')}"
    whole = "" if len(scored) == len(card.groups) else f" av {words.in_words(len(card.groups))}"
    return f"medel av {words.in_words(len(scored))}{whole} {word}"


_GROUPS = {(True, False): "perspektiv", (False, True): "målområden"}
_ONE = {"perspektiv": "ett perspektiv", "målområden": "ett målområde"}


def _data(card: Card, what: str) -> list[str | Link]:
    average = card.average
    share = average.share
    if share is None:
        return [f"Inga {what} än"]
    apart = [
        f"{name} {words.score_words(value)}"
        for name, value in (("ledande", average.leading), ("eftersläpande", average.lagging))
        if value is not None
    ]
    said = f"Data finns för {words.data_words(average, what)}, {write_percent(share, 0)}"
    return [f"{said}  ·  {', '.join(apart)}" if apart else said]
