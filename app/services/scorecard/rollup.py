"""Rolls scorecards up: units × perspectives, each unit with what stands below it (`SC-01`, `SC-03`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.models.scorecard import Indicator
from app.services.scorecard import rolluprows
from app.services.scorecard.cardfigures import Figures
from app.services.scorecard.cardframe import Frame, read_frame, shown_units
from app.services.scorecard.cardgoals import NO_AREA, NOWHERE, standing_of
from app.services.scorecard.cardrows import COMMON_FORM, CardFacts, RowFacts, read_cards
from app.services.scorecard.figurerows import IndicatorFacts, Rows, read_indicators, read_measured
from app.services.scorecard.periods import Period, read_period
from app.services.scorecard.rolluprows import Aim, Gauge, Latest, Weighed
from app.services.scorecard.score import ORDINARY, Part, mean_of, weighted
from app.services.scorecard.views import Average, Cell, RollUp, RollUpRow

_EMPTY = Cell(None, "missing", 0, 0)


@dataclass(slots=True)
class _Tally:
    """Goals of a unit in one head: their scores with weights, and how many figures have one."""

    parts: list[tuple[Decimal, Decimal]] = field(default_factory=list)
    counted: int = 0
    count: int = 0


class _Plan(NamedTuple):
    """A goal with its figures in a unit's scorecard, or figures without a goal."""

    unit_id: int | None
    head: str
    weight: Decimal | None
    figures: Sequence[Weighed]


def roll_up(
    session: Session, *, year: int, period: str | None = None, today: date, by: str = "group"
) -> RollUp:
    """Every unit's score in each perspective (`by` goal: in each common goal), with what stands below it."""
    when = read_period(period or str(year))
    frame = read_frame(session, year=year)
    stored = {one.unit_id: one for one in read_cards(session, year=year, every=True)}
    ordered = by == "goal" or not frame.perspectives
    aims = rolluprows.read_aims(session, frame, year=year, ordered=ordered)
    gauges = rolluprows.read_gauges(session, year=year)
    latest = rolluprows.read_latest(session, when)
    plans = _Plans(frame, stored, aims, gauges, latest, year, by)
    scores = _Scores(session, frame, gauges, latest, when, today)
    tallies: dict[int | None, dict[str, _Tally]] = {}
    for plan in plans.every():
        _tally(tallies.setdefault(plan.unit_id, {}).setdefault(plan.head, _Tally()), plan, scores)
    return _rolled(frame, plans.heads(tallies), tallies, stored, when)


def _tally(tally: _Tally, plan: _Plan, scores: "_Scores") -> None:
    parts: list[tuple[Decimal, Decimal]] = []
    for key, weight in plan.figures:
        score = scores.of(key, plan.unit_id)
        if score is not None and weight != 0:
            parts.append((score, ORDINARY if weight is None else weight))
    tally.counted += len(parts)
    tally.count += len(plan.figures)
    mean = mean_of(parts)
    if mean is not None and plan.weight != 0:
        tally.parts.append((mean, ORDINARY if plan.weight is None else plan.weight))


class _Scores:
    """The score of each figure in each unit; those that are not plain are worked out as a card does it."""

    def __init__(
        self, session: Session, frame: Frame, gauges: Mapping[int, Gauge], latest: Latest, when: Period,
        today: date,
    ) -> None:  # fmt: skip
        self._frame, self._gauges, self._latest, self._when, self._today = frame, gauges, latest, when, today
        other = [key for key, gauge in gauges.items() if not gauge.plain]
        self._facts: dict[int, IndicatorFacts] = {}
        self._rows: Rows = {}
        self._figures: dict[int | None, Figures] = {}
        if other:
            back = 3 if any(gauges[key].previous for key in other) else 1
            self._facts = read_indicators(session, Indicator.id.in_(other))
            places = {None, *frame.units}
            self._rows = read_measured(session, self._facts, places, year=when.year, back=back)

    def of(self, key: int, unit_id: int | None) -> Decimal | None:
        """The score of a figure in a unit; of the municipality it may be known only at the figure's owner."""
        gauge = self._gauges[key]
        if not gauge.plain:
            return self._unit(unit_id).mark(key, None).score
        units = self._latest.get(key)
        if units is None or not gauge.owned:
            return None
        if unit_id is None and unit_id not in units:
            unit_id = gauge.owner_unit_id
        value = units.get(unit_id)
        return None if value is None else rolluprows.plain_score(gauge, value)

    def _unit(self, unit_id: int | None) -> Figures:
        if unit_id not in self._figures:
            self._figures[unit_id] = Figures(
                self._frame, self._facts, self._rows, unit_id, self._when, self._today
            )
        return self._figures[unit_id]


class _Plans:
    """What the scorecard of every unit shows, put together or not."""

    def __init__(
        self, frame: Frame, stored: Mapping[int | None, CardFacts], aims: Sequence[Aim],
        gauges: Mapping[int, Gauge], latest: Latest, year: int, by: str,
    ) -> None:  # fmt: skip
        self._frame, self._stored, self._gauges, self._by = frame, stored, gauges, by
        self._aims = aims
        self._by_id = {aim.id: aim for aim in aims}
        self._own = rolluprows.units_of_figures(frame, gauges, latest)
        self._titles: dict[str, str] = {}
        self._perspectives = {one.id: f"p{one.id}" for one in frame.perspectives}
        self._scoped = any(one.scope for one in frame.perspectives)
        self._held: dict[int | None, set[str]] = {}
        self._ended = rolluprows.ended(gauges, year)
        self._derived = frame.units.keys() - stored.keys()

    def every(self) -> Iterator[_Plan]:
        """The municipality's plans first, then each unit's."""
        yield from self._of_town()
        for unit_id, card in self._stored.items():
            if unit_id is not None and unit_id in self._frame.units:
                yield from self._of_rows(unit_id, card.rows)
        yield from self._of_units()

    def heads(self, tallies: Mapping[int | None, Mapping[str, _Tally]]) -> list[tuple[str, str]]:
        """The heads with their keys, in order."""
        used = {head for by_head in tallies.values() for head in by_head}
        if self._by == "goal":
            goals = [aim for aim in self._aims if f"n{aim.id}" in tallies.get(None, {})]
            return [(f"n{aim.id}", aim.title) for aim in goals]
        if self._frame.perspectives:
            heads = [(f"p{one.id}", one.name) for one in self._frame.perspectives]
        else:
            heads = [(key, title) for key, title in self._titles.items() if key in used]
        left = NOWHERE if self._frame.perspectives else NO_AREA if heads else "Mål"
        return [*heads, ("", left)] if "" in used or not heads else heads

    def _of_town(self) -> Iterator[_Plan]:
        if None in self._stored:
            yield from self._of_rows(None, self._stored[None].rows)
            return
        common = [aim for aim in self._aims if aim.lives and aim.form == COMMON_FORM]
        for aim in common:
            yield self._plan(None, aim, tuple(aim.figures.items()))
        measuring = {key for aim in self._aims for key in aim.figures}
        for key in self._own.get(None, ()):
            if key not in measuring:
                yield self._free(None, key)

    def _of_units(self) -> Iterator[_Plan]:
        shown: dict[int | None, set[int]] = {}
        measuring: dict[int, list[Aim]] = {}
        for aim in self._aims:
            if not aim.lives:
                continue
            for key in aim.figures:
                measuring.setdefault(key, []).append(aim)
            if aim.unit_id in self._derived:
                shown.setdefault(aim.unit_id, set()).update(aim.figures)
                yield self._plan(aim.unit_id, aim, tuple(aim.figures.items()))
        for unit_id, own in self._own.items():
            if unit_id in self._derived:
                yield from self._of_others(unit_id, own - shown.get(unit_id, set()), measuring)

    def _of_others(
        self, unit_id: int | None, own: set[int], measuring: Mapping[int, Sequence[Aim]]
    ) -> Iterator[_Plan]:
        """A unit's figures of goals that are not its own, and those of none."""
        aims: dict[int, set[int]] = {}
        for key in own:
            for aim in measuring.get(key, ()):
                aims.setdefault(aim.id, set()).add(key)
            if key not in measuring and key not in self._ended:
                yield self._free(unit_id, key)
        for aim_id, keys in aims.items():
            aim = self._by_id[aim_id]
            plan = self._plan(unit_id, aim, [one for one in aim.figures.items() if one[0] in keys])
            if plan.figures:
                yield plan

    def _of_rows(self, unit_id: int | None, rows: Iterable[RowFacts]) -> Iterator[_Plan]:
        figures: dict[int | None, list[Weighed]] = {}
        heads: dict[int, RowFacts] = {}
        for row in rows:
            if row.indicator_id is None and row.node_id is not None:
                heads[row.node_id] = row
            elif row.node_id is not None and row.indicator_id is not None:
                figures.setdefault(row.node_id, []).append((row.indicator_id, row.weight))
            elif row.indicator_id is not None:
                seen = row.perspective_id or self._gauges[row.indicator_id].perspective_id
                yield _Plan(unit_id, self._head(unit_id, None, seen), row.weight, [(row.indicator_id, None)])
        for node_id in dict.fromkeys((*heads, *figures)):
            aim = self._by_id.get(node_id or 0)
            if aim is not None:
                head = heads.get(aim.id)
                seen = (head.perspective_id if head else None) or aim.perspective_id
                weight = head.weight if head else None
                yield _Plan(unit_id, self._head(unit_id, aim.id, seen), weight, figures.get(aim.id, ()))

    def _plan(self, unit_id: int | None, aim: Aim, figures: Sequence[Weighed]) -> _Plan:
        if self._ended:
            figures = [one for one in figures if one[0] not in self._ended]
        return _Plan(unit_id, self._head(unit_id, aim.id, aim.perspective_id), None, figures)

    def _free(self, unit_id: int | None, key: int) -> _Plan:
        return _Plan(
            unit_id, self._head(unit_id, None, self._gauges[key].perspective_id), None, [(key, None)]
        )

    def _head(self, unit_id: int | None, node_id: int | None, perspective_id: int | None) -> str:
        if self._by == "goal":
            return f"n{node_id}" if node_id is not None else ""
        if self._perspectives:
            head = self._perspectives.get(perspective_id or 0, "")
            return head if not self._scoped or head in self._heads_of(unit_id) else ""
        area = self._frame.area_of(node_id)
        if area is None:
            return ""
        self._titles.setdefault(f"n{area[0]}", area[1])
        return f"n{area[0]}"

    def _heads_of(self, unit_id: int | None) -> set[str]:
        """The heads of the perspectives that hold for a unit, where some hold only for an administration."""
        if unit_id not in self._held:
            self._held[unit_id] = {f"p{one.id}" for one in self._frame.perspectives_of(unit_id)}
        return self._held[unit_id]


# ---- upwards -------------------------------------------------------------------------------------


def _rolled(
    frame: Frame, heads: Sequence[tuple[str, str]], tallies: Mapping[int | None, Mapping[str, _Tally]],
    stored: Mapping[int | None, CardFacts], when: Period,
) -> RollUp:  # fmt: skip
    cells: dict[int | None, tuple[Cell, ...]] = {}
    _cells_of(None, frame, [key for key, _ in heads], tallies, cells)
    own = {unit for unit, by_head in tallies.items() if any(one.count for one in by_head.values())}
    rows = tuple(
        RollUpRow(
            unit_id,
            frame.units[unit_id].name if unit_id is not None else frame.municipality,
            depth,
            cells[unit_id],
            _whole(cells[unit_id], [key for key, _ in heads], stored.get(unit_id)),
            unit_id in own,
        )
        for unit_id, depth in shown_units(frame, own)
    )
    return RollUp(
        when.year, when.text, tuple(name for _, name in heads), tuple(key for key, _ in heads), rows,
        rows[0].whole,
    )  # fmt: skip


def _cells_of(
    unit_id: int | None, frame: Frame, keys: Sequence[str],
    tallies: Mapping[int | None, Mapping[str, _Tally]], found: dict[int | None, tuple[Cell, ...]],
) -> None:  # fmt: skip
    below = frame.below.get(unit_id, ())
    for one in below:
        _cells_of(one, frame, keys, tallies, found)
    own = tallies.get(unit_id, {})
    found[unit_id] = tuple(
        _cell(own.get(key), [found[one][place] for one in below]) for place, key in enumerate(keys)
    )


def _cell(own: _Tally | None, below: Sequence[Cell]) -> Cell:
    """A unit's own goals as one part, and every unit below it as one."""
    there = [cell for cell in below if cell.count]
    parts = [(cell.score, ORDINARY) for cell in there if cell.score is not None]
    counted, count = sum(cell.counted for cell in there), sum(cell.count for cell in there)
    if own is not None and own.count:
        mean = mean_of(own.parts)
        parts += [] if mean is None else [(mean, ORDINARY)]
        counted, count = counted + own.counted, count + own.count
    if not count:
        return _EMPTY
    score = mean_of(parts)
    return Cell(score, standing_of(score), counted, count, tuple(parts))


def _whole(cells: Sequence[Cell], keys: Sequence[str], stored: CardFacts | None) -> Average:
    weights: Mapping[str, Decimal] = {f"p{key}": one for key, one in stored.weights.items()} if stored else {}
    there = [(key, cell) for key, cell in zip(keys, cells, strict=True) if cell.count]
    return weighted(
        [Part(cell.score, weights.get(key), None, cell.standing) for key, cell in there],
        counted=sum(cell.counted for _, cell in there),
        count=sum(cell.count for _, cell in there),
    )
