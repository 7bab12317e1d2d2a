"""One model drawn: levels and perspectives at the left, the wheel at the right, its source at the end."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.links import Sentence
from app.ui.shell.choosing import sections
from app.ui.steering.level_diagram import LevelDiagramView

if TYPE_CHECKING:
    from app.services.steering.modelviews import LevelView, ModelView

_BESIDE = 860
_WHEEL_WIDTH, _NARROW_WHEEL, _WIDE = 376, 340, 1000
_LEGEND = "Heldragen linje: står under. Prickad linje: bygger också på. Välj en nivå för att följa linjerna."
_KEPT_IN_SIGHT = 48
_ANY_WIDTH = 16_777_215
_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class ModelPage(QScrollArea):
    """Shows one model; two columns where there is room, else one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view: ModelView | None = None
        self.diagram: LevelDiagramView | None = None
        self._sides: QBoxLayout | None = None
        self._right: QWidget | None = None

    def show_model(self, view: "ModelView") -> None:
        """Draw a model from its top."""
        self.view = view
        content = sections.Tall()
        column = QVBoxLayout(content)
        column.setContentsMargins(theme.PAGE_MARGIN, theme.GROUP, theme.PAGE_MARGIN, theme.PAGE_MARGIN)
        column.setSpacing(theme.PAGE_MARGIN)
        column.addWidget(_head(view))
        self._sides = QBoxLayout(_ACROSS)
        self._sides.setSpacing(theme.PAGE_MARGIN + theme.NEAR)
        left, self._right = self._left_side(view), _right_side(view)
        self._sides.addWidget(left, 1)
        self._sides.addWidget(self._right)
        column.addLayout(self._sides)
        column.addWidget(_source(view))
        column.addStretch(1)
        self._arrange()
        self.setWidget(content)
        self.setAccessibleName(f"Styrmodellen för {view.municipality}")
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may ask for one column."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._sides is None or self._right is None:
            return
        room = self.viewport().width()
        beside, width = room >= _BESIDE, _WHEEL_WIDTH if room >= _WIDE else _NARROW_WHEEL
        self._sides.setDirection(_ACROSS if beside else _DOWN)
        self._right.setMinimumWidth(width if beside else 0)
        self._right.setMaximumWidth(width if beside else _ANY_WIDTH)

    def _left_side(self, view: "ModelView") -> QWidget:
        self.diagram = LevelDiagramView(view.levels)
        legend = Sentence(points=theme.SECONDARY_POINTS)
        legend.show_parts(_LEGEND)
        legend.setMinimumHeight(2 * legend.fontMetrics().lineSpacing())
        legend.setAlignment(Qt.AlignmentFlag.AlignTop)
        diagram = self.diagram

        def tell(level: "LevelView | None") -> None:
            legend.show_parts(f"{diagram.words_about(level)}." if level is not None else _LEGEND)
            if level is not None:
                place = diagram.mapTo(self.widget() or self, diagram.current_rect.center())
                self.ensureVisible(0, place.y(), 0, _KEPT_IN_SIGHT)

        diagram.current_changed.connect(tell)
        made, column = _column()
        column.addWidget(sections.section("Nivåer", diagram, legend, count=len(view.levels)))
        count = len(view.perspectives or ())
        column.addWidget(sections.section("Perspektiv", sections.perspectives(view), count=count))
        column.addWidget(_documents(view))
        column.addStretch(1)
        return made


def _right_side(view: "ModelView") -> QWidget:
    made, column = _column()
    wheel = sections.wheel(view, _WHEEL_WIDTH, listed=True)
    column.addWidget(sections.section("Årshjul", wheel, count=len(view.activities)))
    column.addWidget(sections.section("Organ", sections.groups(view.body_groups), count=view.body_count))
    column.addStretch(1)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    return made


def _documents(view: "ModelView") -> QWidget:
    made, column = _column()
    if view.document_groups:
        shown = sections.groups(view.document_groups)
        column.addWidget(sections.section("Dokumentslag", shown, count=view.document_count))
    for title, rows, none in (
        ("Avtalsslag", view.agreements, "Källan anger inga avtal."),
        ("Rapporter", view.reports, "Källan anger inga rapporter."),
    ):
        shown = sections.parts(rows) if rows else sections.silent(none)
        column.addWidget(sections.section(title, shown, count=len(rows)))
    budget = sections.words(sections.budget_words(view.plan_years), muted=view.plan_years is None)
    column.addWidget(sections.section("Budget", budget))
    return made


def _source(view: "ModelView") -> QWidget:
    made, column = _column()
    said = [sections.words(view.source)] if view.source else [sections.silent("Källan anges inte.")]
    if view.source_note:
        said.append(sections.words(view.source_note, muted=True))
    column.addWidget(sections.section("Källa", *said))
    if view.inconsistencies:
        known = sections.oddities(view.inconsistencies)
        count = len(view.inconsistencies)
        column.addWidget(sections.section("Kända motsägelser och luckor i källan", known, count=count))
    return made


def _head(view: "ModelView") -> QWidget:
    made, column = _column(theme.GRID)
    of_file = f"ur filen {view.file}" if view.file else ""
    kicker = " · ".join(each for each in (view.official_name, view.place, view.status, of_file) if each)
    column.addWidget(sections.words(kicker, muted=True, small=True))
    title = QLabel(view.title if not view.name else f"{view.title}: {view.name}")
    title.setTextFormat(Qt.TextFormat.PlainText)
    title.setWordWrap(True)
    title.setFont(theme.font(theme.TITLE_POINTS + 2, semibold=True))
    column.addWidget(title)
    for text in (view.summary, view.approach):
        if text:
            ended = text if text.endswith((".", "?", "!")) else f"{text}."
            column.addWidget(sections.words(ended, muted=text is view.approach))
    return made


def _column(spacing: int = theme.PAGE_MARGIN) -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return made, column
