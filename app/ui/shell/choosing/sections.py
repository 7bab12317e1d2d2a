"""The pieces that a shown model consists of: headings, groups, perspectives, activities, oddities."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services import formatting
from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign
from app.ui.wheel.small_wheel import SmallWheel, Swatch

if TYPE_CHECKING:
    from app.services.steering.modelviews import ActivityView, ModelView, NamedGroup, NamedPart

_TOP = Qt.AlignmentFlag.AlignTop
_CENTRE, _LEFT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft
_RIGHT_TOP = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_FIRST_ODDITIES, _ABREAST = 3, 3
_GROUP_WIDTH, _TIME_WIDTH, _NUMBER_WIDTH = 132, 110, 18
_PHASE_WORDS = {"planering": "Planering", "genomforande": "Genomförande", "uppfoljning": "Uppföljning"}
_NO_PHASE = "Utan fas"


class Tall(QWidget):
    """What scrolls: exactly as high as its words need at its width, where Qt alone guesses too high."""

    def minimumSizeHint(self) -> QSize:
        """Only the width is a minimum."""
        return QSize(super().minimumSizeHint().width(), 0)


def section(title: str, *content: QWidget, count: int = 0) -> QWidget:
    """A heading above a hairline, with a count where there is something to count, and what belongs to it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.NEAR)
    heading = QLabel(f"{title} ({count})" if count else title)
    heading.setFont(theme.font(semibold=True))
    column.addWidget(heading)
    column.addWidget(rule())
    for widget in content:
        column.addWidget(widget)
    return made


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("rule", True)
    line.setFixedHeight(1)
    return line


def upright_rule() -> QFrame:
    """A hairline from top to bottom."""
    line = QFrame()
    line.setProperty("rule", True)
    line.setFixedWidth(1)
    return line


def words(text: str, *, muted: bool = False, small: bool = False) -> Sentence:
    """A wrapped text in ink or muted."""
    made = Sentence(role="muted" if muted else "ink", points=theme.SECONDARY_POINTS if small else 0.0)
    made.show_parts(text)
    return made


def silent(text: str) -> Sentence:
    """What is said where the source says nothing, or expressly none."""
    return words(text, muted=True)


def groups(rows: Sequence["NamedGroup"]) -> QWidget:
    """Names under the sort they belong to, the sort with its count at the left."""
    made, grid = _grid()
    grid.setColumnMinimumWidth(0, _GROUP_WIDTH)
    grid.setColumnStretch(1, 1)
    for place, group in enumerate(rows):
        name = words(f"{group.name} ({len(group.members)})", muted=True)
        name.setFixedWidth(_GROUP_WIDTH)
        grid.addWidget(name, place, 0, _TOP)
        grid.addWidget(words(", ".join(group.members)), place, 1)
    return made


def parts(rows: Sequence["NamedPart"]) -> QWidget:
    """Names, each with a few muted words after it."""
    made, grid = _grid()
    for place, part in enumerate(rows):
        grid.addWidget(words(f"{part.name}, {part.words}" if part.words else part.name), place, 0)
    return made


def perspectives(view: "ModelView") -> QWidget:
    """The perspectives in their order, each with its question; or what the source says instead."""
    if not view.perspectives:
        none = "Modellen har inga perspektiv." if view.perspectives is not None else ""
        return silent(none or view.perspective_note or "Källan anger inga perspektiv.")
    made, grid = _grid()
    grid.setColumnMinimumWidth(0, _NUMBER_WIDTH)
    grid.setColumnStretch(1, 1)
    for place, one in enumerate(view.perspectives):
        number = words(str(place + 1), muted=True)
        number.setAlignment(_RIGHT_TOP)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(words(one.name))
        if one.question:
            said.addWidget(words(one.question, muted=True, small=True))
        grid.addWidget(number, place, 0, _TOP)
        grid.addLayout(said, place, 1)
    scope = view.perspectives[0].scope
    if scope:
        grid.addWidget(
            words(f"Gäller {scope[:1].lower()}{scope[1:]}.", muted=True), len(view.perspectives), 1
        )
    return made


def in_order(activities: Sequence["ActivityView"]) -> tuple["ActivityView", ...]:
    """Activities in the order of the year, the order in which the wheel numbers them."""
    from app.services.wheel.picture.timing import time_order

    return tuple(sorted(activities, key=time_order))


def wheel(view: "ModelView", side: int, *, listed: bool) -> QWidget:
    """The painted wheel over its phases, and everything it holds as a list."""
    if not view.activities:
        return silent("Källan anger inget årshjul.")
    ordered = in_order(view.activities)
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.NEAR)
    painted = SmallWheel(ordered, side, numbered=listed)
    column.addWidget(painted)
    column.addWidget(_phases(ordered, beside=listed), 0, _CENTRE)
    undated = sum(len(band.numbers) for band in painted.picture.bands)
    if undated:
        text = f"{undated} utan angiven tid, i de bleka ringarna."
        pale = words(text, muted=True, small=True)
        pale.setAlignment(_LEFT if listed else _CENTRE)
        column.addWidget(pale)
    if listed:
        if len(view.wheels) > 1:
            named = ", ".join(f"”{name}”" for name in view.wheels)
            column.addWidget(words(f"Källan har flera hjul: {named}.", muted=True, small=True))
        rings = [ring.name for ring in painted.picture.rings]
        if len(rings) > 1:
            column.addWidget(words(f"Ringarna inifrån och ut: {', '.join(rings)}.", muted=True, small=True))
        column.addWidget(_activities(ordered))
    return made


def oddities(rows: Sequence["NamedPart"]) -> QWidget:
    """Known inconsistencies of the source: the first few, and the rest when asked for."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.NEAR)
    rest = [_oddity(part) for part in rows[_FIRST_ODDITIES:]]
    for part in rows[:_FIRST_ODDITIES]:
        column.addWidget(_oddity(part))
    for widget in rest:
        widget.hide()
        column.addWidget(widget)
    if rest:
        more = Sentence()

        def show_rest() -> None:
            more.hide()
            for widget in rest:
                widget.show()

        more.show_parts(Link(f"Visa alla {len(rows)}", show_rest))
        column.addWidget(more)
    return made


def _grid() -> tuple[QWidget, QGridLayout]:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.NEAR)
    grid.setVerticalSpacing(theme.GRID)
    return made, grid


def _phases(activities: Sequence["ActivityView"], *, beside: bool) -> QWidget:
    """The colours of the phases, each with its number of activities; below each other where it is narrow."""
    made, grid = _grid()
    grid.setVerticalSpacing(0)
    grid.setHorizontalSpacing(theme.GRID)
    counts = {phase: sum(one.phase == phase for one in activities) for phase in (*_PHASE_WORDS, None)}
    shown = [(phase, count) for phase, count in counts.items() if count]
    abreast = (len(shown) if len(shown) <= _ABREAST else (len(shown) + 1) // 2) if beside else 1
    for place, (phase, count) in enumerate(shown):
        label = QLabel(f"{_PHASE_WORDS.get(phase or '', _NO_PHASE)} {count}")
        label.setFont(theme.font(theme.SECONDARY_POINTS))
        label.setProperty("role", "muted")
        label.setContentsMargins(0, 0, theme.NEAR, 0)
        row, column = divmod(place, abreast)
        grid.addWidget(Swatch(phase), row, 2 * column)
        grid.addWidget(label, row, 2 * column + 1)
    return made


def _activities(activities: Sequence["ActivityView"]) -> QWidget:
    from app.services.wheel.picture.timing import UNDATED, time_words

    made, grid = _grid()
    grid.setColumnMinimumWidth(0, _NUMBER_WIDTH)
    grid.setColumnStretch(3, 1)
    for place, one in enumerate(activities):
        time = time_words(one)
        dated = time != UNDATED
        number = words(str(place + 1) if dated else "", muted=True)
        number.setAlignment(_RIGHT_TOP)
        when = words(time if dated else one.timing or UNDATED, muted=True)
        when.setFixedWidth(_TIME_WIDTH)
        for column, widget in enumerate((number, when, Swatch(one.phase, dated))):
            grid.addWidget(widget, place, column, _TOP)
        grid.addWidget(words(one.title), place, 3, _TOP)
    return made


def _oddity(part: "NamedPart") -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.NEAR)
    row.addWidget(Sign("info", role="muted"), 0, _TOP)
    said = QVBoxLayout()
    said.setSpacing(0)
    said.addWidget(words(part.name))
    if part.words:
        said.addWidget(words(part.words, muted=True, small=True))
    row.addLayout(said, 1)
    return made


def budget_words(plan_years: int | None) -> str:
    """How many years the budget plans for."""
    if plan_years is None:
        return "Källan anger inte hur många år budgeten gäller."
    return f"Budgeten omfattar {formatting.write_count(plan_years, 'år', 'år')}."
