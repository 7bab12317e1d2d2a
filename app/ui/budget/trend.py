"""A frame over the years and in every version: decided whole, planned dashed, the other versions beside."""

from typing import Any

from app.services.charts.sheet import Caption
from app.services.charts.trend import Line, Point, Trend
from app.ui.budget.amounts import Unit, write
from app.ui.budget.columns import PREVIOUS, TOTAL
from app.ui.budget.waterfall import about, growth, shown_words

_MOST_BESIDE = 2


def frame_trend(view: Any, row: Any, tracks: Any, unit: Unit) -> Trend:
    """The trend of a line of the grid; versions that say the same are told in the table only."""
    years = view.plan.years
    main = Line(view.version.name, (*_earlier(view, tracks, unit), *_planned(view, row, unit)), True)
    others = [
        _line(view, track, unit)
        for track in tracks
        if track.plan_id == view.plan.id and track.version_id != view.version.id
    ]
    wanted = view.compare.name if view.compare is not None else ""
    newest_first = others[::-1]
    ordered = sorted(newest_first, key=lambda line: line.name != wanted)
    told = {point.year: point.amount for point in main.points}
    differs = [line for line in ordered if any(told.get(p.year) != p.amount for p in line.points)]
    beside = tuple(differs[:_MOST_BESIDE])
    unseen = tuple(line for line in others if line not in beside)
    title = growth(row.amount(years[0], PREVIOUS), row.amount(years[-1], TOTAL), years[-1])
    note = shown_words(view, unit)
    note = f"{note[0].upper()}{note[1:]}, streckat är plan"
    return Trend((main, *beside), Caption(title, note, about=about(view, row)), unseen)


def _planned(view: Any, row: Any, unit: Unit) -> list[Point]:
    years = view.plan.years
    before = row.amount(years[0], PREVIOUS)
    made = [Point(years[0] - 1, before, write(before, unit), False)]
    for year in years:
        amount = row.amount(year, TOTAL)
        made.append(Point(year, amount, write(amount, unit), _is_plan(view, year, view.version.locked)))
    return made


def _earlier(view: Any, tracks: Any, unit: Unit) -> list[Point]:
    """The budget years of earlier plans that have been decided."""
    found = {
        track.first_year: track.measured(track.first_year, view.financing, view.measure)
        for track in tracks
        if track.holds and track.first_year < view.plan.first_year - 1
    }
    return [
        Point(year, amount, write(amount, unit), False)
        for year, amount in sorted(found.items())
        if amount is not None
    ]


def _line(view: Any, track: Any, unit: Unit) -> Line:
    years = (view.plan.first_year - 1, *view.plan.years)
    amounts = [(year, track.measured(year, view.financing, view.measure)) for year in years]
    return Line(
        track.name,
        tuple(
            Point(year, amount, write(amount, unit), _is_plan(view, year, track.locked))
            for year, amount in amounts
            if amount is not None
        ),
    )


def _is_plan(view: Any, year: int, locked: bool) -> bool:
    """A decision settles the budget year; the years after it are still a plan."""
    return year > view.plan.first_year or (year == view.plan.first_year and not locked)
