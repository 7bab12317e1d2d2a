"""The page Översikt: the year as a strip, what is near and late, and what is left to do elsewhere."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from app.services.formatting import write_count, write_long_date
from app.ui.agreements.naming import page_title, words_of
from app.ui.overview import beginning, lines
from app.ui.overview.goal_bar import goals_foot, goals_heading, goals_table
from app.ui.overview.section import Section
from app.ui.overview.strip import YearStrip
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.links import Link, Sentence
from app.ui.parts.page import Page, WorkspacePort

if TYPE_CHECKING:
    from app.services.checks.ahead import Ahead
    from app.services.checks.lawstate import LawState
    from app.services.checks.overview import Overview

_TWO_COLUMNS = 820
_WIDEST = 1400
_COLUMN_GAP = 48
_SECTION_GAP = 28
_REST_MS = 20
_NOTHING_DUE = "Inget de kommande 30 dagarna"
_PAINT = QEvent.Type.Paint


class OverviewPage(Page):
    """What concerns the days ahead is read first and painted; the rest is read when that has been seen."""

    shows_kinds = frozenset({
        "wheel", "wheel_activity", "activity_step", "activity_order", "negotiation", "meeting",
        "meeting_rule", "node", "node_version", "node_perspective", "node_indicator", "indicator_target",
        "decision", "contribution", "level", "participation", "unit", "agreement", "frame",
        "frame_component", "plan_version", "budget_plan", "year_total", "assignment", "activity",
        "mandate_period", "indicator", "measurement", "assessment", "period_target", "scorecard",
        "version_economy", "prerequisite_value", "forecast_value", "own_line", "statement_value", "loan",
        "loan_year", "guideline", "company_account", "investment_project", "investment_part",
        "investment_year", "running_cost", "balance_year", "regulation",
    })  # fmt: skip
    chapter = "oversikt"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.ahead: Ahead | None = None
        self.overview: Overview | None = None
        self._seen = self._all_due = False
        self._broken = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._load_rest)
        self._legal = QTimer(self)
        self._legal.setSingleShot(True)
        self._legal.setInterval(_REST_MS)
        self._legal.timeout.connect(self._load_law)
        self.strip = YearStrip()
        self.strip.opened.connect(partial(self._open, "wheel_activity"))
        self.hidden = Sentence(points=theme.SECONDARY_POINTS)
        self.start, self.due, self.late, self.collisions, self.gaps = (Section() for _ in range(5))
        self.goals, self.frames, self.law, self.waiting = (Section() for _ in range(4))
        self.add_action(
            primary_button("Öppna årshjulet", "wheel", partial(self._open, "wheel_activity", None))
        )
        self.set_content(self._build())
        self.want_details(False)

    @property
    def complete(self) -> bool:
        """Whether everything has been read."""
        return self.overview is not None and not self._rest.isActive() and not self._legal.isActive()

    def load(self) -> None:
        """Read the year and the days ahead; what else there is follows when they have been seen."""
        from app.services.checks.ahead import read_ahead

        space = self.workspace
        ahead: Ahead = space.read(partial(read_ahead, year=space.working_year, today=space.today))
        self.ahead = ahead
        self._show_ahead(ahead)
        if self._seen:
            self._load_rest()

    def show_place(self, _kind: str, _key: Hashable) -> bool:
        """The page as it is."""
        return True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Once the year has been painted, the rest is read."""
        if event.type() == _PAINT and not self._seen and self.ahead is not None:
            self._seen = True
            self.strip.removeEventFilter(self)
            self._rest.start()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = event.size().width() - 2 * theme.PAGE_MARGIN >= _TWO_COLUMNS
        self._columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._columns.setSpacing(_COLUMN_GAP if wide else _SECTION_GAP)

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> QScrollArea:
        body = _Body()
        body.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(body)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.hidden)
        column.addSpacing(_SECTION_GAP)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left = _column(self.due, self.late, self.collisions, self.gaps)
        right = _column(self.start, self.goals, self.frames, self.law, self.waiting)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        column.addLayout(self._columns)
        column.addStretch(1)
        self.hidden.hide()
        for section in (
            self.start,
            self.due,
            self.late,
            self.collisions,
            self.gaps,
            self.goals,
            self.frames,
            self.law,
            self.waiting,
        ):
            section.hide()
        self.strip.installEventFilter(self)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Översikt")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        return scroll

    # ---- showing -------------------------------------------------------------------------------

    def _show_ahead(self, ahead: "Ahead") -> None:
        self._say(ahead)
        total = len(ahead.wheel.activities)
        self.set_status(_counted(total, ahead.wheel.year))
        self.strip.show_year(ahead.wheel)
        self._show_hidden(ahead)
        self._show_due(ahead)
        count = len(ahead.late)
        self.late.setVisible(bool(count))
        self.late.say("Försenat", self._way("Årshjul", "late"))
        more = lines.more_of(count, partial(self._open, "wheel_activity", "late"))
        self.late.show_lines(lines.late_lines(ahead.late, self._open), *more)

    def _say(self, ahead: "Ahead") -> None:
        self.set_title(f"Översikt, {write_long_date(ahead.today)}", *self._state(ahead))

    def _state(self, ahead: "Ahead") -> list[str | Link]:
        said: list[str | Link] = []
        if ahead.countdown is not None:
            said.append(
                Link(ahead.countdown.note, partial(self._open, "wheel_activity", ahead.countdown.key))
            )
        elif ahead.upcoming is not None:
            one = ahead.upcoming
            go = partial(self._open, "wheel_activity", one.key)
            said += ["Näst i tur: ", Link(lines.cut(one.title), go), f", {one.when}."]
        if ahead.late:
            count = len(ahead.late)
            words = f"{count} {'uppgift är försenad' if count == 1 else 'uppgifter är försenade'}"
            said += [" " if said else "", Link(words, partial(self._open, "wheel_activity", "late")), "."]
        if self._broken:
            link = Link(lines.broken_words(self._broken), partial(self._open, "economy", None))
            said += [" " if said else "", link, "."]
        return said or ["Här ser du vad som är på gång, vad som är försenat och vad som saknas."]

    def _show_hidden(self, ahead: "Ahead") -> None:
        """What the strip does not show is said under it."""
        undated = sum(not one.when.dated for one in ahead.wheel.activities)
        crowded = self.strip.strip.hidden
        said = [
            words
            for count, words in (
                (crowded, f"{write_count(crowded, 'aktivitet', 'aktiviteter')} ryms inte på remsan"),
                (undated, f"{write_count(undated, 'aktivitet', 'aktiviteter')} är utan angiven tid"),
            )
            if count
        ]
        link = Link("Årshjul", partial(self._open, "wheel_activity", None))
        parts: tuple[str | Link, ...] = (f"{', '.join(said)}. Allt finns i ", link, ".") if said else ()
        self.hidden.show_parts(*parts)
        self.hidden.setContentsMargins(0, theme.NEAR, 0, 0)

    def _show_due(self, ahead: "Ahead") -> None:
        from app.services.checks.ahead import in_order

        meetings = self.overview.meetings if self.overview is not None else ()
        items = in_order((*ahead.due, *meetings))
        bare = not items and not ahead.wheel.activities
        self.due.setVisible(not bare)
        self.due.say("Kommande 30 dagar" if items else _NOTHING_DUE, self._way("Årshjul", None))
        most = lines.MOST_OF_ALL if self._all_due else lines.MOST
        self.due.show_lines(lines.due_lines(items, self._open, most), *self._rest_of_due(len(items)))

    def _rest_of_due(self, count: int) -> tuple[str | Link, ...]:
        """The way to those that are not shown: first on the page itself, then in the wheel."""
        if not self._all_due:
            return lines.more_of(count, self._show_all_due)
        more = lines.more_of(count, partial(self._open, "wheel_activity", None), lines.MOST_OF_ALL)
        return (*more, *([". "] if more else []), Link("Visa färre", self._show_all_due))

    def _show_all_due(self) -> None:
        """All of the days ahead, or the first of them again."""
        self._all_due = not self._all_due
        if self.ahead is not None:
            self._show_due(self.ahead)

    def _load_rest(self) -> None:
        from app.services.checks.overview import read_overview

        if self.ahead is None or not self.isVisible():
            self._stale = True
            return
        space = self.workspace
        year, wheel = space.working_year, self.ahead.wheel
        view: Overview = space.read(partial(read_overview, year=year, today=space.today, wheel=wheel))
        self.overview = view
        self._show_due(self.ahead)
        steps = beginning.first_steps(view, self.ahead, self._open)
        self.start.setVisible(bool(steps))
        self.start.say(beginning.HEADING, None)
        self.start.show_lines(steps, beginning.FOOT)
        self._show_collisions(view)
        self._show_gaps(view)
        self._show_goals(view)
        self._show_frames(view)
        self._show_waiting(view)
        self._legal.start()

    def _load_law(self) -> None:
        """How the budget stands against the law is reckoned last: everything else has been seen by then."""
        from app.services.checks.lawstate import law_state

        if not self.isVisible():
            self._stale = True
            return
        space = self.workspace
        law: LawState | None = space.read(partial(law_state, year=space.working_year, today=space.today))
        self._broken = 0 if law is None else len(law.broken)
        if self.ahead is not None:
            self._say(self.ahead)
        self.law.setVisible(law is not None and bool(law.broken))
        if law is not None and law.broken:
            self.law.say(lines.law_heading(law), Link("Ekonomi", partial(self._open, "economy", None)))
            more = lines.more_of(len(law.broken), partial(self._open, "economy", None))
            said = f"{law.name}, som är beslutad. " if law.decided else f"{law.name}. "
            self.law.show_lines(lines.law_lines(law, self._open), said, *more)

    def _show_collisions(self, view: "Overview") -> None:
        count = len(view.collisions)
        self.collisions.setVisible(bool(count))
        self.collisions.say(f"{count} att se över i årshjulet", self._way("Årshjul", "noticed"))
        more = lines.more_of(count, partial(self._open, "wheel_activity", "noticed"))
        self.collisions.show_lines(lines.collision_lines(view, self._open), *more)

    def _show_gaps(self, view: "Overview") -> None:
        self.gaps.setVisible(view.elements > 0)
        count = view.gaps.count
        words = (
            f"{write_count(count, 'lucka', 'luckor')} i röda tråden" if count else "Inga luckor i röda tråden"
        )
        self.gaps.say(words, Link("Röda tråden", partial(self._show_gap_list, "")))
        kinds = () if view.few_gaps else lines.more_of(
            len(view.gap_kinds), partial(self._show_gap_list, "")
        )  # fmt: skip
        self.gaps.show_lines(lines.gap_lines(view, self._open, self._show_gap_list), *kinds)

    def _show_goals(self, view: "Overview") -> None:
        goals = view.goals
        self.goals.setVisible(goals is not None)
        if goals is not None:
            self.goals.say(goals_heading(goals), Link("Mål och styrkort", partial(self._open, "goal", None)))
            self.goals.show_table(goals_table(goals, self._open), *goals_foot(goals, self._open))

    def _show_frames(self, view: "Overview") -> None:
        frames = view.frames
        self.frames.setVisible(frames is not None)
        if frames is not None:
            go = partial(self._open, "plan_version", frames.version)
            self.frames.say(lines.frames_heading(frames), Link("Budget", go))
            self.frames.show_table(lines.frames_table(frames, self._open), lines.frames_foot(frames))

    def _show_waiting(self, view: "Overview") -> None:
        self.waiting.setVisible(bool(view.agreements))
        go = partial(self._open, "agreement", "open" if view.waiting else None)
        from app.services.agreements.kinds import kinds as read_kinds

        kinds = self.workspace.read(read_kinds)
        words = words_of(kinds)
        heading = lines.waiting_heading(view, words) if view.waiting else f"Alla {words.many} är beslutade"
        self.waiting.say(heading, Link(page_title(kinds), go))
        more = lines.more_of(len(view.waiting), go)
        foot = lines.waiting_foot(view, self._open)
        self.waiting.show_lines(
            lines.waiting_lines(view, self._open), *more, *((". ",) if more else ()), *foot
        )

    # ---- going ---------------------------------------------------------------------------------

    def _way(self, name: str, key: str | None) -> Link:
        return Link(name, partial(self._open, "wheel_activity", key))

    def _open(self, kind: str, key: Any) -> None:
        self.workspace.open_place(kind, key)

    def _show_gap_list(self, code: str) -> None:
        self.workspace.open_place("thread", f"gaps:{code}")


class _Body(QWidget):
    """Exactly as high as its wrapped words need at its width."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        height = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 0
        return QSize(layout.totalMinimumSize().width(), max(height, 0) or layout.totalSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _counted(total: int, year: int) -> str:
    if not total:
        return f"Inga aktiviteter under {year} än"
    return f"{write_count(total, 'aktivitet', 'aktiviteter')} under {year}"


def _column(*sections: Section) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(_SECTION_GAP)
    for section in sections:
        column.addWidget(section)
    column.addStretch(1)
    return column
