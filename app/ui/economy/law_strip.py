"""What the law asks of the version, always in sight: each demand with its paragraph, quiet when it is met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.parts import icons, theme
from app.ui.parts.flow import Flow
from app.ui.parts.layouts import empty
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import SIZE, Mark, paint_mark
from app.ui.parts.theme import color

if TYPE_CHECKING:
    from app.services.economy.law.demand import LegalCheck

_HEIGHT: Final = 24
_PAD, _GAP, _SMALLEST = 6, 4, 8.5
_MARKS: Final = {"met": Mark.MET, "broken": Mark.UNMET, "exception": Mark.PARTLY, "unknown": Mark.MISSING}
_AHEAD = "clock"
#: What is asked of most, and so can have an exception.
_INCOME = "balanced-budget"
_STATUTE, _CHAPTER = " kommunallagen (2017:725)", "11 kap. "
_HEADING: Final = "KL 11 kap."
_QUIET: Final = frozenset({"met", "ahead", "exception"})


class DemandChip(QAbstractButton):
    """A demand: a sign, its short name and its paragraph."""

    def __init__(self, check: LegalCheck, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = check
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_check(check)

    def show_check(self, check: LegalCheck) -> None:
        """Show how the demand stands now."""
        from app.services.economy.law.demand import STATUS_WORDS

        self.check = check
        self.setText(check.title)
        self.setToolTip(f"{check.sentence}\n{check.explanation}\n{check.paragraph}")
        self.setAccessibleName(f"{check.title}, {STATUS_WORDS[check.status]}. {check.sentence}")
        self.updateGeometry()
        self.update()

    @property
    def paragraph(self) -> str:
        """The paragraph without what the strip begins with, and what the line below has in full."""
        return self.check.paragraph.removesuffix(_STATUTE).removeprefix(_CHAPTER)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        small = QFontMetrics(theme.font(_SMALLEST))
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        wide = 2 * _PAD + SIZE + _GAP + words + _GAP + small.horizontalAdvance(self.paragraph) + 2
        return QSize(wide, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground where it is chosen or pointed at, the sign and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        sign = QRectF(_PAD, (self.height() - SIZE) / 2, SIZE, SIZE)
        self._paint_sign(painter, sign)
        left, small = _PAD + SIZE + _GAP, theme.font(_SMALLEST)
        painter.setFont(self._font())
        painter.setPen(color("muted" if self.check.status in _QUIET else "ink"))
        width = painter.fontMetrics().horizontalAdvance(self.text())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, 0, width + 2, self.height()), middle, self.text())
        painter.setFont(small)
        painter.setPen(color("muted"))
        right = QRect(left + width + _GAP, 0, self.width(), self.height())
        painter.drawText(right, middle, self.paragraph)

    def _paint_ground(self, painter: QPainter) -> None:
        shown = "selection" if self.isChecked() else "raised" if self.underMouse() else ""
        if shown:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(shown))
            painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        if self.hasFocus():
            painter.setPen(color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _paint_sign(self, painter: QPainter, place: QRectF) -> None:
        mark = _MARKS.get(self.check.status)
        if mark is None:
            picture = icons.pixmap(_AHEAD, "muted", SIZE, self.devicePixelRatioF())
            painter.drawPixmap(place.toRect().topLeft(), picture)
        else:
            paint_mark(painter, place, mark, color("muted") if self.check.status == "met" else None)

    def _font(self) -> QFont:
        return theme.font(theme.SECONDARY_POINTS, semibold=self.check.status == "broken")


class LawStrip(QWidget):
    """The demands side by side, and under them how the chosen one stands, with the way to put it right.

    What breaks the law is chosen by itself; what is met only shows its sign.
    """

    chosen = Signal(object)
    """The demand whose place the user wants to go to, a `LegalCheck`."""
    exception_wanted = Signal()
    """The user wants to say why income may be less than cost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Lagens krav på budgeten")
        self.checks: tuple[LegalCheck, ...] = ()
        self._rule: str | None = None
        self._closed: frozenset[str] = frozenset()
        self._chips: list[DemandChip] = []
        self._locked = False
        self._asked = False
        """Whether what is told was asked for by the user."""
        self._row = QWidget()
        self._flow = Flow(self._row, 0, 0)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._words = Sentence(role="ink", points=theme.SECONDARY_POINTS)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, theme.GRID)
        below.addWidget(self._words, 1)
        body = QVBoxLayout()
        body.setContentsMargins(theme.PAGE_MARGIN, theme.GRID, theme.GROUP, theme.GRID)
        body.setSpacing(theme.GRID // 2)
        body.addWidget(self._row)
        body.addWidget(self._below)
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addWidget(rule)
        self._below.hide()

    @property
    def chips(self) -> tuple[DemandChip, ...]:
        """The demands as they stand in the row."""
        return tuple(self._chips)

    @property
    def told(self) -> str:
        """What is said of the chosen demand; "" when none is."""
        return self._words.plain_text() if not self._below.isHidden() else ""

    def show_checks(self, checks: Sequence[LegalCheck], *, locked: bool = False) -> None:
        """Show how the demands stand; `locked` for a version in which nothing can be changed."""
        same = [_name(check) for check in checks] == [_name(chip.check) for chip in self.chips]
        self.checks, self._locked = tuple(checks), locked
        if same:
            for chip, check in zip(self.chips, checks, strict=True):
                chip.show_check(check)
        else:
            self._make(checks)
        self.setVisible(bool(checks) or self.parent() is None)
        self._choose_by_itself()

    def choose(self, rule: str, title: str = "") -> bool:
        """Tell how a demand stands; False when there is none such."""
        for chip in self.chips:
            if chip.check.rule == rule and title in ("", chip.check.title):
                self._tell(_name(chip.check))
                self._asked = True
                return True
        return False

    def _make(self, checks: Sequence[LegalCheck]) -> None:
        empty(self._flow)
        self._chips = []
        heading = QLabel(_HEADING, self._row)
        heading.setFont(theme.font(theme.SECONDARY_POINTS))
        heading.setProperty("role", "muted")
        heading.setContentsMargins(0, 0, _GAP, 0)
        heading.setToolTip("Kommunallagen (2017:725), 11 kap. Ekonomisk förvaltning")
        self._flow.addWidget(heading)
        heading.show()
        for check in checks:
            chip = DemandChip(check, self._row)
            chip.clicked.connect(lambda _checked=False, one=chip: self._on_clicked(one))
            self._flow.addWidget(chip)
            self._chips.append(chip)
            chip.show()

    def _choose_by_itself(self) -> None:
        """What cannot stay unsaid is told until the user closes it; what was chosen stays chosen."""
        telling = [_name(check) for check in self.checks if _tells_itself(check)]
        self._closed &= set(telling)
        first = telling[0] if telling and telling[0] not in self._closed else None
        known = {_name(check) for check in self.checks}
        stays = self._asked and self._rule in known
        self._asked = stays
        self._tell(self._rule if stays else first)

    def _on_clicked(self, chip: DemandChip) -> None:
        name = _name(chip.check)
        if name == self._rule:
            self._closed |= {name}
            self._tell(None)
        else:
            self._tell(name)
        self._asked = self._rule is not None

    def _tell(self, name: str | None) -> None:
        self._rule = name
        found = None
        for chip in self.chips:
            chip.setChecked(_name(chip.check) == name)
            found = chip.check if chip.isChecked() else found
        self._below.setVisible(found is not None)
        if found is not None:
            self._words.show_parts(*self._parts(found))
        self.updateGeometry()

    def _parts(self, check: LegalCheck) -> tuple[str | Link, ...]:
        parts: list[str | Link] = [check.sentence]
        if check.status != "met":
            parts += ["  ·  ", Link("Gå dit", lambda: self.chosen.emit(check))]
        if check.rule == _INCOME and check.status in ("broken", "exception") and not self._locked:
            words = "Ange undantag" if check.status == "broken" else "Ändra undantaget"
            parts += ["  ·  ", Link(words, self.exception_wanted.emit)]
        return tuple(parts)


def _tells_itself(check: LegalCheck) -> bool:
    """An error, and that nothing is known of the result yet."""
    if check.status == "broken":
        return check.grave
    return check.status == "unknown" and check.rule == _INCOME


def _name(check: LegalCheck) -> str:
    """What keeps a demand the same from one reading to the next: a rule can ask for several things."""
    return f"{check.rule}:{check.title}"
