"""Charts of many units, of others, and of how goals hang together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from app.services.charts.compass import Compass, CompassPoint
from app.services.charts.dot_plot import DotPlot, DotRow
from app.services.charts.figure_charts import (
    MADE_UP,
    outcome_text,
    score_text,
    source_line,
    target_text,
    written,
)
from app.services.charts.findings import count_word, goals_met, lowered, reached, sentence, short_name
from app.services.charts.heat_map import HeatCell, HeatMap, HeatRow
from app.services.charts.satisfaction import IndexRow, Satisfaction, step_word
from app.services.charts.sheet import Caption
from app.services.charts.strategy_map import MapGoal, MapLane, MapLink, StrategyMap
from app.services.formatting import write_count, write_number
from app.services.scorecard.byunit import UnitFigure
from app.services.scorecard.causes import CauseMap
from app.services.scorecard.compared import MunicipalComparison
from app.services.scorecard.periods import period_words, report_words
from app.services.scorecard.score import written_out
from app.services.scorecard.views import Average, Cell, Figure, RollUp, RollUpRow
from app.services.scorecard.words import DIRECTIONS

_WHOLE = "Helhet"
_SIGNS = "Bock: målet nås. Halv cirkel: delvis. Kryss: nås inte. Streck: saknas. Tom ruta: inget att mäta."


def heat_map(roll_up: RollUp, *, chosen: int | None = None, by_goal: bool = False) -> HeatMap:
    """Units by perspectives or goals, with the whole of each unit last; `chosen` is the unit in bold."""
    shown = [row for row in roll_up.rows if row.whole.count or row.unit_id == chosen]
    rows = tuple(
        HeatRow(
            row.unit,
            (
                *(_cell(row, cell, key) for cell, key in zip(row.cells, roll_up.keys, strict=True)),
                _whole(row),
            ),
            row.depth,
            row.unit_id == chosen,
            ("unit", row.unit_id),
        )
        for row in shown
    )
    what = _columns_word(roll_up, by_goal)
    when = f"{report_words(roll_up.period).lower()} {roll_up.year}"
    note = f"Poäng 0–10 per enhet och {what}. {_SIGNS}"
    left_out = len(roll_up.rows) - len(shown)
    if left_out:
        note += f" {write_count(left_out, 'enhet', 'enheter')} utan mått visas inte."
    caption = Caption(_heat_title(roll_up, by_goal), note, f"Källa: styrkorten, {when}.", sentence(when))
    return HeatMap((*roll_up.heads, _WHOLE), rows, caption)


def dot_plot(comparison: MunicipalComparison, *, chosen: int | None = None) -> DotPlot:
    """A figure among others, with their quartiles and one's own value, or the `chosen` unit, marked."""
    units = comparison.kind == "units"
    own = ("indicator", comparison.indicator_id)
    rows = tuple(
        DotRow(
            row.name,
            row.value,
            "" if row.value is None else comparison.write(row.value),
            row.key == str(chosen) if units else row.own,
            f"{row.place} av {comparison.count}" if row.place else "",
            row.target,
            ("unit", int(row.key)) if units and row.key.isdigit() else own if row.own else None,
        )
        for row in comparison.rows
    )
    quartiles = (comparison.lower, comparison.median, comparison.upper)
    texts = tuple("" if value is None else comparison.write(value) for value in quartiles)
    note = " ".join(part for part in (*_how_to_read(comparison), comparison.fairness) if part)
    period = f", {period_words(comparison.period)}" if comparison.period else ""
    finding = comparison.finding or f"{comparison.name} bland andra"
    said = f"{source_line(comparison.source, example=False).rstrip('.')}{period}."
    return DotPlot(
        rows, *quartiles, (texts[0], texts[1], texts[2]), Caption(finding, note, said, comparison.name),
        DIRECTIONS.get(comparison.direction or "", ""),
        "Enhet" if units else "Kommun",
    )  # fmt: skip


def _how_to_read(comparison: MunicipalComparison) -> list[str]:
    """What the field and the ticks are, where there are any."""
    told = []
    if comparison.lower is not None and comparison.upper is not None:
        whose = "enheterna" if comparison.kind == "units" else "de andra"
        told.append(f"Grått fält: mellersta hälften av {whose}.")
    targets = {row.target for row in comparison.rows if row.target is not None}
    if targets:
        level = f" {comparison.write(next(iter(targets)))}" if len(targets) == 1 else ""
        told.append(f"Svart streck: målet{level}.")
    return told


def compass(
    points: Sequence[CompassPoint],
    *,
    cost_word: str = "Kostnad per brukare",
    quality_word: str = "Kvalitet",
    middle_texts: tuple[str, str] = ("", ""),
    source: str = "Källa: kommunens uppgifter.",
    economy: bool = False,
    inverse: bool = False,
) -> Compass:
    """Cost against quality around the medians of those that have both."""
    chart = Compass(tuple(points), cost_word, quality_word, economy=economy, inverse=inverse)
    placed = chart.placed
    if placed:
        costs = [point.cost for point in placed if point.cost is not None]
        qualities = [point.quality for point in placed if point.quality is not None]
        chart = replace(chart, middle=(median(costs), median(qualities)), middle_texts=middle_texts)
    lacking = len(points) - len(placed)
    best = "god ekonomi" if economy else "låg kostnad"
    note = f"{cost_word} mot {lowered(quality_word)}; {best} till höger."
    if lacking:
        note += f" {sentence(count_word(lacking, common=True))} utan plats: uppgift saknas."
    return replace(chart, caption=Caption(_compass_title(chart), note, source))


def compass_of(
    costs: Sequence[UnitFigure], qualities: Sequence[UnitFigure], *, chosen: int | None = None
) -> Compass:
    """The compass of the units that have both a cost and a quality."""
    good = {row.unit_id: row for row in qualities}
    points = [_compass_point(row, good.get(row.unit_id), chosen) for row in costs]
    if not costs or not qualities:
        return compass(points)
    cost, quality = costs[0].figure, qualities[0].figure
    both = [point for point in points if point.cost is not None and point.quality is not None]
    texts = ("", "")
    if both:
        texts = (
            _median_text(cost, [point.cost for point in both if point.cost is not None]),
            _median_text(quality, [point.quality for point in both if point.quality is not None]),
        )
    example = any(row.figure.example for row in (*costs, *qualities))
    sources = " och ".join(dict.fromkeys(one.source for one in (cost, quality) if one.source))
    line = source_line(sources or None, example=example)
    return compass(
        points, cost_word=cost.name, quality_word=quality.name, middle_texts=texts, source=line,
        economy=cost.direction == "higher", inverse=quality.direction == "lower",
    )  # fmt: skip


def satisfaction(whole: Figure, parts: Sequence[Figure] = ()) -> Satisfaction:
    """An index of satisfaction with the indexes that it rests on."""
    word = step_word(whole.outcome)
    name = short_name(whole.name)
    title = f"{name}: {outcome_text(whole)}, {word}" if word else f"{name}: uppgift saknas"
    if whole.outcome is not None and whole.before is not None and whole.outcome != whole.before:
        change = write_number(abs(whole.outcome - whole.before), whole.decimals)
        title += f", {'upp' if whole.outcome > whole.before else 'ned'} {change}"
    note = "Index 0–100: under 40 inte godkänt, från 55 nöjd, från 75 mycket nöjd."
    note += " Under det står enhetens andra index." if parts else ""
    example = whole.example or any(part.example for part in parts)
    caption = Caption(title, note, source_line(whole.source, example=example))
    return Satisfaction(_index_row(whole), tuple(_index_row(part) for part in parts), caption)


def strategy_map(cause_map: CauseMap) -> StrategyMap:
    """Goals by perspective with what leads to what."""
    lanes = tuple(
        MapLane(
            group.name,
            tuple(
                MapGoal(("node", goal.node_id), goal.title, goal.standing, goal.words) for goal in group.goals
            ),
            group.question or "",
        )
        for group in cause_map.groups
        if group.goals
    )
    links = tuple(
        MapLink(("node", line.cause_id), ("node", line.effect_id), line.note or "", ("cause_link", line.id))
        for line in cause_map.links
    )
    when = f"{report_words(cause_map.period).lower()} {cause_map.year}"
    note = "Pilar går från orsak till verkan."
    if cause_map.left_out:
        note += f" {write_count(cause_map.left_out, 'mål', 'mål')} utan pilar visas inte."
    made_up = f" {MADE_UP}" if any(goal.example for goal in cause_map.goals) else ""
    caption = Caption(
        _map_title(cause_map),
        note,
        f"Källa: styrkort {cause_map.year}, {when}.{made_up}",
        f"{cause_map.unit}, {when}",
    )
    return StrategyMap(lanes, links, caption)


def _cell(row: RollUpRow, cell: Cell, key: str) -> HeatCell:
    about = f"{cell.counted} av {cell.count} har uppgifter" if cell.count else "inget att mäta"
    if len(cell.parts) > 1:
        about += f", medel {written_out(cell.parts, cell.score, len(cell.parts))}"
    where = ("cell", row.unit_id, key)
    return HeatCell(score_text(cell.score), cell.standing, about, where, bare=not cell.count)


def _whole(row: RollUpRow) -> HeatCell:
    whole = row.whole
    about = f"{whole.counted} av {whole.count} har uppgifter"
    about += f", medel {whole.formula}" if whole.score is not None else ""
    return HeatCell(score_text(whole.score), whole.standing, about, ("unit", row.unit_id))


def _columns_word(roll_up: RollUp, by_goal: bool) -> str:
    if by_goal:
        return "mål"
    return "perspektiv" if any(key.startswith("p") for key in roll_up.keys) else "målområde"


def _heat_title(roll_up: RollUp, by_goal: bool) -> str:
    """The column that is weakest on the whole, else how many units reach the target."""
    means = []
    for place, head in enumerate(roll_up.heads):
        scores = [row.cells[place].score for row in roll_up.rows if row.own]
        known = [score for score in scores if score is not None]
        if known:
            means.append((sum(known, Decimal(0)) / len(known), head))
    means.sort(key=lambda pair: pair[0])
    if len(means) > 1 and write_number(means[0][0], 1) != write_number(means[1][0], 1):
        name = f"”{short_name(means[0][1])}”" if by_goal else sentence(short_name(means[0][1]))
        return f"{name} är enheternas svagaste {_columns_word(roll_up, by_goal)}"
    wholes: list[Average] = [row.whole for row in roll_up.rows if row.own and row.whole.score is not None]
    met = sum(whole.standing == "met" for whole in wholes)
    return reached(met, len(wholes), "enheter", common=True)


def _compass_point(cost: UnitFigure, quality: UnitFigure | None, chosen: int | None) -> CompassPoint:
    good = quality.figure if quality else None
    return CompassPoint(
        cost.unit,
        cost.figure.outcome,
        good.outcome if good else None,
        outcome_text(cost.figure),
        outcome_text(good) if good else "",
        cost.unit_id == chosen,
        ("unit", cost.unit_id),
    )


def _median_text(figure: Figure, values: Sequence[Decimal]) -> str:
    found = median(values)
    if figure.decimals is None:
        found = found.quantize(Decimal("0.1")).normalize() + 0
    return written(figure, found)


def _compass_title(chart: Compass) -> str:
    placed = chart.placed
    if not placed:
        return "Kompassen kan inte ritas: kostnad eller kvalitet saknas"
    if len(placed) == 1:
        return f"Bara {short_name(placed[0].label)} har både kostnad och kvalitet"
    chosen = [point for point in placed if point.chosen]
    if len(chosen) == 1:
        return f"{short_name(chosen[0].label)}: {chart.quadrant(chosen[0]).lower()}"
    best = [point for point in placed if chart.quadrant(point) == chart.quadrants[1]]
    count = count_word(len(best), common=True) if best else "ingen"
    how = "hög kvalitet och god ekonomi" if chart.economy else "hög kvalitet till låg kostnad"
    return f"{sentence(count)} av {count_word(len(placed))} har {how}"


def _index_row(figure: Figure) -> IndexRow:
    return IndexRow(
        figure.name, figure.outcome, outcome_text(figure), figure.before, written(figure, figure.before),
        figure.goalposts.value, target_text(figure), ("indicator", figure.indicator_id),
    )  # fmt: skip


def _map_title(cause_map: CauseMap) -> str:
    counts = dict.fromkeys(("met", "partly", "unmet"), 0)
    for goal in cause_map.goals:
        if goal.standing in counts:
            counts[goal.standing] += 1
    unknown = len(cause_map.goals) - sum(counts.values())
    return goals_met(counts["met"], counts["partly"], counts["unmet"], unknown)
