"""The figures of a goal with their bullets, and the trend of the chosen one."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

from app.services.scorecard.views import STANDING_WORDS, Figure
from app.ui.parts import theme
from app.ui.parts.cells import PADDING, CellDelegate
from app.ui.parts.chart import CaptionedChart
from app.ui.parts.columns import VALUE, CellLook, Column
from app.ui.parts.table_view import TableView
from app.ui.scorecard.card.painting import paint_bullet
from app.ui.scorecard.card.words import figure_tip, outcome_words, score_words, short_target
from app.ui.scorecard.goals.listing import MARKS

if TYPE_CHECKING:
    from app.services.charts.sheet import Chart

_Index = QModelIndex | QPersistentModelIndex
_ROW = 34
_BULLET = 4
_HEADER = 30
_SCROLL_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class _Delegate(CellDelegate):
    """Paints a bullet in its column, and the rest as usual."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        figure: Figure = index.data(VALUE)
        if index.column() != _BULLET or figure.why:
            super().paint(painter, option, index)
            return
        from app.services.charts.bullet import bullet_places

        painter.save()
        room = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, 0)
        paint_bullet(painter, room, bullet_places(figure))
        painter.restore()


class FigureTable(TableView):
    """As high as its rows: the page around it scrolls."""

    def __init__(self, figures: Sequence[Figure], word: str) -> None:
        super().__init__(
            _columns(word), key=lambda figure: figure.indicator_id, name=word, sortable=False, row_height=_ROW
        )
        self.setItemDelegate(_Delegate(self, row_height=_ROW, indent=theme.PAGE_MARGIN - PADDING))
        self.setVerticalScrollBarPolicy(_SCROLL_OFF)
        self.setHorizontalScrollBarPolicy(_SCROLL_OFF)
        self.show_rows(figures)
        self.setFixedHeight(_HEADER + _ROW * len(figures) + 2)


class FigurePart(QWidget):
    """The table with the trend under it; which figure is chosen is remembered by the page."""

    def __init__(
        self,
        figures: Sequence[Figure],
        word: str,
        chosen: int | None,
        on_chosen: Callable[[int], object],
        on_open: Callable[[int], object],
    ) -> None:
        super().__init__()
        self._on_chosen = on_chosen
        self.table = FigureTable(figures, word)
        self._trend: CaptionedChart | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GROUP)
        column.addWidget(self.table)
        self._column = column
        known = [one.indicator_id for one in figures if len(one.points) > 1] or [figures[0].indicator_id]
        first = chosen if chosen in {one.indicator_id for one in figures} else known[0]
        self.table.select(first)
        self._show_trend(self.table.current_row())
        self.table.current_changed.connect(self._on_current)
        self.table.row_activated.connect(lambda figure: on_open(figure.indicator_id))

    @property
    def trend(self) -> CaptionedChart | None:
        """The chart of the chosen figure; None where there is nothing to draw."""
        return self._trend

    def _on_current(self, figure: Figure | None) -> None:
        if figure is not None:
            self._show_trend(figure)
            self._on_chosen(figure.indicator_id)

    def _show_trend(self, figure: Figure | None) -> None:
        chart = _trend(figure)
        if chart is None:
            if self._trend is not None:
                self._trend.hide()
        elif self._trend is None:
            self._trend = CaptionedChart(chart)
            self._column.addWidget(self._trend)
        else:
            self._trend.show_chart(chart)
            self._trend.show()


def _trend(figure: Figure | None) -> "Chart | None":
    if figure is None or len([point for point in figure.points if point.value is not None]) < 2:
        return None
    from app.services.charts.scorecard_charts import trend_of

    return trend_of(figure)


def _columns(word: str) -> list[Column[Figure]]:
    return [
        Column(
            "name", word, lambda figure: figure.name, 190, stretch=True, tooltip=figure_tip,
            look=lambda figure: CellLook(example=figure.example),
        ),
        Column("owner", "Ägare", lambda figure: figure.owner or "saknas", 120, look=_owner, hidden=True),
        Column("outcome", "Utfall", outcome_words, 76, number=True, copy=_bare, tooltip=figure_tip),
        Column("target", "Mål", short_target, 84, number=True, look=lambda _figure: CellLook(muted=True)),
        Column(
            "bullet", "Utfall mot mål", lambda figure: figure.why, 148, tooltip=figure_tip,
            look=lambda _figure: CellLook(muted=True),
        ),
        Column("score", "Poäng", lambda figure: score_words(figure.score), 58, number=True),
        Column("standing", "Status", lambda figure: STANDING_WORDS[figure.standing], 126, look=_standing),
    ]  # fmt: skip


def _bare(figure: Figure) -> Decimal | str | None:
    return figure.outcome if figure.outcome is not None else figure.outcome_words


def _owner(figure: Figure) -> CellLook:
    return CellLook(muted=True) if figure.owner else CellLook(icon="warning", muted=True)


def _standing(figure: Figure) -> CellLook:
    return CellLook(mark=MARKS[figure.standing])
