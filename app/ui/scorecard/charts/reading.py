"""What the charts of a unit and a period are made of, each view read when a chart first needs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.page import WorkspacePort
from app.ui.scorecard.context import Context

if TYPE_CHECKING:
    from app.services.scorecard.byunit import FigureName, UnitFigure
    from app.services.scorecard.causes import CauseMap
    from app.services.scorecard.compared import Comparable, Comparison
    from app.services.scorecard.views import Card, Figure, RollUp
    from app.services.scorecard.words import MeasureWord

_INDEX = frozenset({"index", "indexvärde", "nki"})
_HUNDRED = 100


class Reading:
    """Views of one state of the file; made anew when anything has changed."""

    def __init__(self, workspace: WorkspacePort, context: Context) -> None:
        self._workspace, self._context = workspace, context
        self._roll_ups: dict[str, RollUp] = {}
        self._by_unit: dict[int, tuple[UnitFigure, ...]] = {}
        self._compared: dict[tuple[int, bool], Comparison] = {}

    @property
    def unit_id(self) -> int | None:
        """The unit that is shown."""
        return self._context.unit_id

    def _read(self, view: Callable[..., Any], **asked: Any) -> Any:
        context, space = self._context, self._workspace
        known = {"year": context.year, "period": context.period, "today": space.today}
        return space.read(partial(view, **(known | asked)))

    @cached_property
    def card(self) -> Card:
        """The scorecard of the unit."""
        from app.services.scorecard.reading import card

        found: Card = self._read(card, unit_id=self.unit_id)
        return found

    @property
    def has_goals(self) -> bool:
        """Whether there is a goal or a figure to draw."""
        return any(group.goals for group in self.card.groups)

    @property
    def by_areas(self) -> bool:
        """Whether goals stand by area: the model has no perspectives."""
        groups = self.card.groups
        return bool(groups) and all(group.perspective_id is None for group in groups)

    @cached_property
    def measure(self) -> MeasureWord:
        """What the model calls a measure."""
        from app.services.scorecard.words import measure_word

        return self._workspace.read(measure_word)

    @cached_property
    def card_before(self) -> Card:
        """The same scorecard a year earlier: at the same time of the year, or else the whole year."""
        from app.services.scorecard.reading import card

        year, period = self._context.year - 1, self._context.period
        same: Card = self._read(
            card, unit_id=self.unit_id, year=year, period=period and f"{year}{period[4:]}"
        )
        if same.average.score is not None or period is None:
            return same
        whole: Card = self._read(card, unit_id=self.unit_id, year=year, period=None)
        return whole

    def roll_up(self, by: str = "group") -> RollUp:
        """Units by perspectives or goals."""
        from app.services.scorecard.reading import roll_up

        if by not in self._roll_ups:
            self._roll_ups[by] = self._read(roll_up, by=by)
        return self._roll_ups[by]

    @cached_property
    def causes(self) -> CauseMap:
        """Goals with what leads to what."""
        from app.services.scorecard.causes import cause_map

        found: CauseMap = self._read(cause_map, unit_id=self.unit_id)
        return found

    @cached_property
    def names(self) -> tuple[FigureName, ...]:
        """Figures that can be drawn by unit."""
        from app.services.scorecard.byunit import figure_names

        found: tuple[FigureName, ...] = self._workspace.read(partial(figure_names, year=self._context.year))
        return found

    @cached_property
    def comparables(self) -> tuple[Comparable, ...]:
        """Figures that can be compared."""
        from app.services.scorecard.comparing import comparables

        found: tuple[Comparable, ...] = self._workspace.read(comparables)
        return found

    @property
    def indexes(self) -> tuple[Figure, ...]:
        """Figures of the unit that are indexes from 0 to 100."""
        return tuple(
            figure
            for figure in self.card.figures
            if (figure.unit_of_measure or "").strip().lower() in _INDEX
            and (figure.outcome is None or 0 <= figure.outcome <= _HUNDRED)
        )

    def figure(self, indicator_id: int | None) -> Figure | None:
        """A figure of the unit's scorecard."""
        return next((each for each in self.card.figures if each.indicator_id == indicator_id), None)

    def by_unit(self, indicator_id: int | None) -> tuple[UnitFigure, ...]:
        """A figure in each unit that it is measured in."""
        from app.services.scorecard.byunit import figure_by_unit

        if indicator_id is None:
            return ()
        if indicator_id not in self._by_unit:
            self._by_unit[indicator_id] = self._read(figure_by_unit, indicator_id=indicator_id)
        return self._by_unit[indicator_id]

    def compared(self, indicator_id: int | None, *, among_units: bool) -> Comparison | None:
        """A figure among other municipalities, or among the own units."""
        from app.services.scorecard.comparing import comparison, unit_comparison

        if indicator_id is None:
            return None
        key = indicator_id, among_units
        if key not in self._compared:
            view = unit_comparison if among_units else comparison
            self._compared[key] = self._workspace.read(partial(view, indicator_id=indicator_id))
        return self._compared[key]
