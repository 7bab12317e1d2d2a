"""What text stands under the pointer or where the keyboard is: there words are explained."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument, QTextOption
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from app.ui.parts.cells import CellDelegate
from app.ui.parts.columns import DISPLAY, TOOLTIP
from app.ui.parts.links import Sentence

_EXACT = Qt.HitTestAccuracy.ExactHit
_WINDOW_OF_TIP = Qt.WindowType.ToolTip
_FIELDS = (QLineEdit, QTextEdit, QComboBox)


@dataclass(frozen=True, slots=True)
class Spot:
    """A text on the screen; `told` is what its tooltip says, `at` the character pointed at if known."""

    text: str
    told: str
    area: QRect
    at: int | None = None


def spot_at(widget: QWidget, point: QPoint) -> Spot | None:
    """The text at a point of a widget; None in fields and where nothing stands."""
    view = widget.parent()
    if isinstance(view, QHeaderView) and view.viewport() is widget:
        return _section(view, view.logicalIndexAt(point))
    if isinstance(view, QAbstractItemView) and view.viewport() is widget:
        return _cell(view, view.indexAt(point))
    if isinstance(widget, QTabBar):
        return _tab(widget, widget.tabAt(point))
    if isinstance(widget, QAbstractButton):
        return _button(widget)
    if isinstance(widget, QLabel) and widget.windowType() != _WINDOW_OF_TIP:
        return Spot(plain_text(widget), widget.toolTip(), widget.rect(), _character(widget, point))
    return None


def spots_of(widget: QWidget) -> Iterator[Spot]:
    """The texts at the keyboard: the current cell first, then its column and the rest of its row."""
    if isinstance(widget, QAbstractItemView):
        yield from _row(widget, widget.currentIndex())
    elif isinstance(widget, QTabBar):
        spot = _tab(widget, widget.currentIndex())
        if spot is not None:
            yield spot
    elif isinstance(widget, QAbstractButton):
        yield _button(widget)
    elif isinstance(widget, QLabel):
        yield Spot(plain_text(widget), "", widget.rect())
    elif isinstance(widget, _FIELDS):
        yield Spot(widget.accessibleName(), "", widget.rect())


def plain_text(label: QLabel) -> str:
    """What a label says, without markup."""
    if isinstance(label, Sentence):
        return label.plain_text()
    if not _is_rich(label):
        return label.text()
    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText()


def _row(view: QAbstractItemView, index: QModelIndex) -> Iterator[Spot]:
    if not index.isValid():
        return
    columns = [index.column(), *(n for n in range(index.model().columnCount(index.parent())))]
    spots = [_cell(view, index.siblingAtColumn(column)) for column in dict.fromkeys(columns)]
    title = index.model().headerData(index.column(), Qt.Orientation.Horizontal, DISPLAY)
    first = [spots[0], Spot(str(title or ""), "", view.rect())]
    yield from (spot for spot in (*first, *spots[1:]) if spot is not None and not spot.area.isEmpty())


def _cell(view: QAbstractItemView, index: QModelIndex) -> Spot | None:
    if not index.isValid():
        return None
    area = view.visualRect(index)
    told = str(index.data(TOOLTIP) or "")
    delegate = view.itemDelegateForIndex(index)
    if not told and isinstance(delegate, CellDelegate):
        told = delegate.cut_words(index, area.width())
    return Spot(_text(index.data(DISPLAY)), told, area)


def _section(header: QHeaderView, section: int) -> Spot | None:
    model = header.model()
    if section < 0 or model is None:
        return None
    told = model.headerData(section, header.orientation(), TOOLTIP)
    text = model.headerData(section, header.orientation(), DISPLAY)
    start, size = header.sectionViewportPosition(section), header.sectionSize(section)
    across = header.orientation() == Qt.Orientation.Horizontal
    area = QRect(start, 0, size, header.height()) if across else QRect(0, start, header.width(), size)
    return Spot(_text(text), _text(told), area)


def _tab(bar: QTabBar, place: int) -> Spot | None:
    if place < 0:
        return None
    return Spot(_bare(bar.tabText(place)), bar.tabToolTip(place), bar.tabRect(place))


def _button(button: QAbstractButton) -> Spot:
    text = _bare(button.text()) or button.accessibleName()
    return Spot(text, button.toolTip(), button.rect())


def _character(label: QLabel, point: QPoint) -> int | None:
    """The character that is pointed at, for labels whose text is laid out as a document would be."""
    if not label.text() or label.pixmap().width():
        return None
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(label.font())
    option = QTextOption(label.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setWrapMode(QTextOption.WrapMode.WordWrap if label.wordWrap() else QTextOption.WrapMode.NoWrap)
    document.setDefaultTextOption(option)
    if _is_rich(label):
        document.setHtml(label.text())
    else:
        document.setPlainText(label.text())
    room = label.contentsRect().adjusted(*(label.margin(),) * 2, *(-label.margin(),) * 2)
    document.setTextWidth(room.width())
    return _hit(document, label, room, point)


def _hit(document: QTextDocument, label: QLabel, room: QRect, point: QPoint) -> int | None:
    spare = room.height() - document.size().height()
    top = float(room.top())
    if label.alignment() & Qt.AlignmentFlag.AlignVCenter:
        top += spare / 2
    elif label.alignment() & Qt.AlignmentFlag.AlignBottom:
        top += spare
    inside = point.toPointF()
    inside.setX(inside.x() - room.left())
    inside.setY(inside.y() - top)
    place = document.documentLayout().hitTest(inside, _EXACT)
    return place if place >= 0 else None


def _is_rich(label: QLabel) -> bool:
    if label.textFormat() == Qt.TextFormat.AutoText:
        return GuiQt.mightBeRichText(label.text())
    return label.textFormat() != Qt.TextFormat.PlainText


def _bare(text: str) -> str:
    """A text without the mark of its key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
