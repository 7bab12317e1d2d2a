"""The chips of the legal strip: a demand with its sign and paragraph, and the met ones gathered in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.services.formatting import write_count
from app.ui.parts import icons, theme
from app.ui.parts.marks import SIZE, Mark, paint_mark
from app.ui.parts.theme import color

if TYPE_CHECKING:
    from app.services.economy.law.demand import LegalCheck

_HEIGHT: Final = 24
_PAD, _GAP, _SMALLEST = 6, 4, 8.5
_MARKS: Final = {"met": Mark.MET, "broken": Mark.UNMET, "exception": Mark.PARTLY, "unknown": Mark.MISSING}
_AHEAD = "clock"
_STATUTE, _CHAPTER = " kommunallagen (2017:725)", "11 kap. "
_SECTION: Final = re.compile(r"(\d+)( [a-z])?(?= §| och|,|–)")
_QUIET: Final = frozenset({"met", "ahead", "exception"})


class Chip(QAbstractButton):
    """A sign, a few words, and the paragraph that they rest on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paragraph = ""
        self.status = "met"
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

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
        painter.setPen(color("muted" if self.status in _QUIET else "ink"))
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
        mark = _MARKS.get(self.status)
        if mark is None:
            picture = icons.pixmap(_AHEAD, "muted", SIZE, self.devicePixelRatioF())
            painter.drawPixmap(place.toRect().topLeft(), picture)
        else:
            paint_mark(painter, place, mark, color("muted") if self.status == "met" else None)

    def _font(self) -> QFont:
        return theme.font(theme.SECONDARY_POINTS, semibold=self.status == "broken")


class DemandChip(Chip):
    """A demand: a sign, its short name and its paragraph."""

    def __init__(self, check: LegalCheck, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = check
        self.show_check(check)

    def show_check(self, check: LegalCheck) -> None:
        """Show how the demand stands now; the line below has the paragraph in full."""
        from app.services.economy.law.demand import STATUS_WORDS

        self.check, self.status = check, check.status
        self.paragraph = check.paragraph.removesuffix(_STATUTE).removeprefix(_CHAPTER)
        self.setText(check.title)
        self.setToolTip(f"{check.sentence}\n{check.explanation}\n{check.paragraph}")
        self.setAccessibleName(f"{check.title}, {STATUS_WORDS[check.status]}. {check.sentence}")
        self.updateGeometry()
        self.update()


class GatheredChip(Chip):
    """The met demands that the row has no room for, with all their paragraphs; they unfold below."""

    def sizeHint(self) -> QSize:
        """With room for the arrow that says that it unfolds."""
        return super().sizeHint() + QSize(_GAP + SIZE, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The arrow points to where the demands are."""
        super().paintEvent(event)
        name = "chevron-up" if self.isChecked() else "chevron-down"
        place = QPoint(self.width() - _PAD - SIZE, (self.height() - SIZE) // 2)
        QPainter(self).drawPixmap(place, icons.pixmap(name, "muted", SIZE, self.devicePixelRatioF()))

    def gather(self, chips: Sequence[DemandChip], *, all_of_them: bool) -> None:
        """Say how many there are and where they stand in the law."""
        count = write_count(len(chips), "krav uppfyllt", "krav uppfyllda")
        self.setText(count if all_of_them else f"{len(chips)} till uppfyllda")
        self.paragraph = sections(tuple(chip.paragraph for chip in chips))
        told = [f"{chip.text()} {chip.paragraph}" for chip in chips]
        self.setToolTip("\n".join(told))
        self.setAccessibleName(f"{self.text()}, visa eller dölj: {', '.join(told)}")
        self.updateGeometry()
        self.update()


def sections(paragraphs: Sequence[str]) -> str:
    """Paragraphs of a chapter gathered: "6 §" and "1 och 3 §§" are "1, 3 och 6 §§"."""
    found = {(int(number), letter) for text in paragraphs for number, letter in _SECTION.findall(text)}
    words = [f"{number}{letter}" for number, letter in sorted(found)]
    if len(words) < 2:
        return "".join(f"{word} §" for word in words)
    return f"{', '.join(words[:-1])} och {words[-1]} §§"
