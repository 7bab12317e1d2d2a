"""Small multiples: the same figure for each unit, all on the same scale, so that shapes can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from app.services.charts.board import Board, fitted
from app.services.charts.library import text_width
from app.services.charts.outcome_trend import reach_of
from app.services.charts.sheet import NO_CAPTION, Caption, Painted, Table
from app.services.scorecard.views import STANDING_WORDS, Standing

PANEL = 92
_LEAST_WIDTH = 148
_USUAL = 720
_GAP = 20.0
_HEAD, _FOOT = 22.0, 26.0
_SIGN = 11.0
_DOT = 3.0


@dataclass(frozen=True, slots=True)
class PanelPoint:
    """An outcome at a time, in years; None is a gap."""

    label: str
    at: Decimal
    value: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A unit with its outcomes, oldest first, the newest in words, and what it aims at."""

    label: str
    points: tuple[PanelPoint, ...]
    standing: Standing
    text: str = ""
    target: Decimal | None = None
    target_text: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class SmallMultiples(Painted):
    """A panel for each unit, as many beside each other as have room."""

    panels: tuple[Panel, ...]
    caption: Caption = NO_CAPTION

    @property
    def height(self) -> int:
        """As high as it is at an ordinary width."""
        return self.height_at(_USUAL)

    def height_at(self, width: int) -> int:
        """Lower the wider it is."""
        return PANEL * max(1, -(-len(self.panels) // _columns(width, len(self.panels))))

    def paint(self, board: Board) -> None:
        """Draw every panel that has room."""
        if self.panels:
            _Drawing(board, self).draw()
        else:
            board.text(0, board.top + _HEAD, "Inga enheter att visa.", colour=board.palette.muted)

    def words(self) -> str:
        """Every unit with its outcomes."""
        return ". ".join(_said(panel) for panel in self.panels)

    def table(self) -> Table:
        """A row for each unit, a column for each time."""
        times = sorted({(point.at, point.label) for panel in self.panels for point in panel.points})
        rows = []
        for panel in self.panels:
            texts = {(point.at, point.label): point.text for point in panel.points}
            known = [texts.get(time) or "–" for time in times]
            rows.append((panel.label, *known, panel.target_text or "–", STANDING_WORDS[panel.standing]))
        return Table(("Enhet", *(label for _, label in times), "Mål", "Status"), tuple(rows))


def _columns(width: float, count: int) -> int:
    return max(1, min(count or 1, int((width + _GAP) // (_LEAST_WIDTH + _GAP))))


def _said(panel: Panel) -> str:
    told = "; ".join(f"{point.label} {point.text or 'uppgift saknas'}" for point in panel.points)
    target = f", mål {panel.target_text}" if panel.target_text else ""
    return f"{panel.label}: {told or 'inga utfall'}{target}, {STANDING_WORDS[panel.standing].lower()}"


class _Drawing:
    """The panels on their board."""

    def __init__(self, board: Board, chart: SmallMultiples) -> None:
        self.board, self.chart, self.sheet = board, chart, board.sheet
        self.columns = _columns(self.sheet.width, len(chart.panels))
        lines = max(1, int(board.room // PANEL))
        self.panels = chart.panels[: lines * self.columns]
        self.width = (self.sheet.width + _GAP) / self.columns - _GAP
        values = [point.value for panel in chart.panels for point in panel.points if point.value is not None]
        values += [panel.target for panel in chart.panels if panel.target is not None]
        self.least, self.most = reach_of(values) if values else (Decimal(0), Decimal(1))
        times = sorted({point.at for panel in chart.panels for point in panel.points}) or [Decimal(0)]
        self.first, self.last = times[0], times[-1]
        labels = {point.at: point.label for panel in chart.panels for point in panel.points}
        self.ends = labels.get(self.first, ""), labels.get(self.last, "")

    def draw(self) -> None:
        """Draw each panel, and say how many had no room."""
        for place, panel in enumerate(self.panels):
            line, column = divmod(place, self.columns)
            left = column * (self.width + _GAP)
            self._draw_panel(panel, left, self.board.top + line * PANEL)
        left_out = len(self.chart.panels) - len(self.panels)
        if left_out:
            words = f"och {left_out} enheter till, se tabellen"
            small, muted = self.sheet.small, self.board.palette.muted
            self.board.text(
                self.sheet.width, self.board.bottom - 5, words, points=small, colour=muted, align="right"
            )

    def _draw_panel(self, panel: Panel, left: float, top: float) -> None:
        board, small, muted = self.board, self.sheet.small, self.board.palette.muted
        right, bottom = left + self.width, top + PANEL
        number = panel.text or "–"
        wide = text_width(number, small, "semibold") + _SIGN + 6
        board.text(left, top + 9, fitted(panel.label, self.width - wide - 8, small), points=small)
        board.text(right, top + 9, number, points=small, style="semibold", align="right")
        board.sign(right - wide + _SIGN / 2, top + 9, panel.standing, _SIGN)
        base = bottom - _FOOT
        board.line([(left, base), (right, base)], board.palette.line)
        if panel.target is not None:
            y = self._y(panel.target, top)
            board.line([(left, y), (right, y)], board.palette.ink, 1.0, dashed=True)
        self._draw_line(panel, left, top)
        board.text(left, base + 11, self.ends[0], points=small - 0.5, colour=muted)
        if self.first != self.last:
            board.text(right, base + 11, self.ends[1], points=small - 0.5, colour=muted, align="right")
        board.spot(left, top, right, bottom - 6, _said(panel), panel.key)

    def _draw_line(self, panel: Panel, left: float, top: float) -> None:
        for one, other in pairwise(panel.points):
            if one.value is not None and other.value is not None:
                ends = [
                    self._place(one.at, one.value, left, top),
                    self._place(other.at, other.value, left, top),
                ]
                self.board.line(ends, self.board.palette.ink, 1.8, rounded=True)
        known = [point for point in panel.points if point.value is not None]
        for place, point in enumerate(known):
            assert point.value is not None
            x, y = self._place(point.at, point.value, left, top)
            last = place == len(known) - 1
            self.board.dot(x, y, _DOT if last else _DOT / 2, self.board.palette.ink)

    def _place(self, at: Decimal, value: Decimal, left: float, top: float) -> tuple[float, float]:
        span = self.last - self.first
        share = float((at - self.first) / span) if span else 0.5
        inner = self.width - 2 * _DOT - 2
        return left + _DOT + 1 + inner * share, self._y(value, top)

    def _y(self, value: Decimal, top: float) -> float:
        room = PANEL - _HEAD - _FOOT
        return top + _HEAD + room * float((self.most - value) / (self.most - self.least))
