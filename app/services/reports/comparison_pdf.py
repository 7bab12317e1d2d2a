"""A comparison of two versions as PDF in landscape: tables, waterfalls, shares and how stable they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import TableStyle

from app.services.budget import rules, steps
from app.services.budget.comparing import ComparedRow, Comparison, Difference, YearPair
from app.services.budget.comparisonpaper import ComparisonPaper, decision_words, said_of
from app.services.budget.shares import MEASURE, ShareRow
from app.services.charts.waterfall import Step, lay_out
from app.services.formatting import DASH, ORE_PER_UNIT, write_number, write_ore, write_percent, write_tkr
from app.services.reports.archive import Metadata
from app.services.reports.flow import Flow
from app.services.reports.flowables import Figure, Heading, TaggedParagraph
from app.services.reports.fonts import REGULAR, SEMIBOLD, fitted, register_fonts, text_width
from app.services.reports.pages import PageFurniture, build_pdf
from app.services.reports.styles import (
    DENSE,
    DENSE_STRONG,
    HEAVY_RULE,
    INK,
    LANDSCAPE,
    LIGHT_RULE,
    MUTED,
    NOTE,
    SMALL,
    SUBTITLE,
    TITLE,
)
from app.services.reports.tables import Cell, TaggedTable, table_style
from app.services.reports.text import label, one_line

_NAME: Final = 58 * mm
_STEP: Final = 3 * mm
_DEEPEST: Final = 5
_WIDEST: Final = 27 * mm
_LINE, _BAR = 13.0, 6.5
_CHART_GAP: Final = 10 * mm
_ROUNDED: Final = "Beloppen är avrundade var för sig, så en kolumn kan skilja en enhet från sin summa."


def render_comparison(paper: ComparisonPaper) -> bytes:
    """The PDF of a comparison; always the same bytes for the same comparison."""
    register_fonts()
    name, compared = one_line(paper.municipality), paper.compared
    flow = Flow(LANDSCAPE)
    flow.plain(Heading.at("H1", paper.title, TITLE), TaggedParagraph.of(name or DASH, SUBTITLE))
    flow.text(f"Efter är {decision_words(compared.after)}. Före är {decision_words(compared.before)}.")
    flow.text(said_of(paper))
    for pair in compared.years:
        _add_year(flow, paper, pair)
    _add_shares(flow, paper)
    furniture = PageFurniture(
        head_left=name,
        head_right=paper.title,
        foot=(compared.plan_name,),
        foot_fixed=("Exempelkommun",) if paper.example else (),
        paper=LANDSCAPE,
    )
    return build_pdf(flow.story, furniture, Metadata(paper.title, name, said_of(paper), paper.day))


def _add_year(flow: Flow, paper: ComparisonPaper, pair: YearPair) -> None:
    compared, year = paper.compared, pair.after
    flow.heading(f"{pair.words}, {paper.unit}")
    flow.text(f"{steps.finding(compared, compared.whole, year)}. {_left(paper, year)}".strip())
    whole = compared.whole
    if any(row.of(year).change for row in compared.rows):
        flow.together([_charts(paper, compared, whole, year, flow.width)])
    rows = paper.rows
    if not rows:
        flow.absent("Ingen enhet skiljer sig.")
        return
    kinds = [
        kind
        for kind in compared.kinds_of(year)
        if kind != rules.TOTAL and any(row.of(year, kind).change for row in rows)
    ]
    for place, some in enumerate(_in_groups(kinds, flow.width)):
        table = _difference_table(paper, rows, year, some, whole=not place, width=flow.width)
        flow.table(table)
    if paper.unit == "tkr" and any(_is_rounded(row.of(year)) for row in rows):
        flow.plain(TaggedParagraph.of(_ROUNDED, NOTE))


def _is_rounded(cell: Difference) -> bool:
    return bool(cell.before % ORE_PER_UNIT["tkr"] or cell.after % ORE_PER_UNIT["tkr"])


def _left(paper: ComparisonPaper, year: int) -> str:
    before, after = paper.compared.remaining.get(year, (None, None))
    if before is None or after is None:
        return ""
    now, then = (f"{_written(ore, paper)} {paper.unit}" for ore in (after, before))
    return f"Kvar att fördela: {now}, före {then}."


def _in_groups(kinds: Sequence[str], width: float) -> Iterator[Sequence[str]]:
    """The parts that have room beside the sums in a first table, and the rest in tables of their own."""
    first = int((width - _NAME - 4 * _WIDEST) // _WIDEST)
    rest = int((width - _NAME) // _WIDEST)
    yield kinds[:first]
    for place in range(first, len(kinds), rest):
        yield kinds[place : place + rest]


def _difference_table(
    paper: ComparisonPaper,
    rows: Sequence[ComparedRow],
    year: int,
    kinds: Sequence[str],
    *,
    whole: bool,
    width: float,
) -> TaggedTable:
    heads = ["Före", "Efter", "Skillnad", "Procent"] if whole else []
    heads += [steps.part_words(kind, year) for kind in kinds]
    lines: list[list[str]] = []
    for row in (*rows, paper.compared.whole):
        cell = row.of(year)
        own = [*_sums(cell, paper)] if whole else []
        lines.append([*own, *(_changed(row.of(year, kind).change, paper) for kind in kinds)])
    return _table(["Enhet", *heads], [*rows, paper.compared.whole], lines, width, total=True)


def _table(
    heads: Sequence[str],
    rows: Sequence[ComparedRow],
    lines: Sequence[Sequence[str]],
    width: float,
    *,
    total: bool,
) -> TaggedTable:
    """Names moved in by their depth, figures to the right, sums of groups in bold."""
    column = min(_WIDEST, (width - _NAME) / max(len(heads) - 1, 1))
    data: list[list[Cell]] = [[heads[0], *(_headed(head, column) for head in heads[1:])]]
    style = table_style(size=DENSE.fontSize, leading=DENSE.leading, total=total)
    style.add("ALIGN", (1, 0), (-1, -1), "RIGHT")
    style.add("RIGHTPADDING", (1, 0), (-1, -1), 0)
    for place, (row, cells) in enumerate(zip(rows, lines, strict=True), 1):
        face = DENSE_STRONG if row.group else DENSE
        data.append([TaggedParagraph.of(label(row.name), face, None), *cells])
        _dress(style, place, row)
    figures = column * (len(heads) - 1)
    table = TaggedTable(
        data, colWidths=(width - figures, *[column] * (len(heads) - 1)), repeatRows=1, hAlign="LEFT"
    )
    table.setStyle(style)
    return table


def _dress(style: TableStyle, place: int, row: ComparedRow) -> None:
    if row.depth:
        style.add("LEFTPADDING", (0, place), (0, place), min(row.depth, _DEEPEST) * _STEP)
    if row.group:
        style.add("FONT", (1, place), (-1, place), SEMIBOLD, DENSE.fontSize, DENSE.leading)


def _headed(text: str, width: float) -> str:
    """A heading in lines that have room, broken between words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, SEMIBOLD, DENSE.fontSize) <= width - 6:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _sums(cell: Difference, paper: ComparisonPaper) -> Iterator[str]:
    yield _written(cell.before, paper)
    yield _written(cell.after, paper)
    yield _changed(cell.change, paper)
    yield _percent(cell.percent)


def _written(ore: int, paper: ComparisonPaper) -> str:
    return write_tkr(ore) if paper.unit == "tkr" else write_ore(ore, unit=False)


def _changed(ore: int, paper: ComparisonPaper) -> str:
    if not ore:
        return DASH
    return write_tkr(ore, True) if paper.unit == "tkr" else write_ore(ore, plus=True, unit=False)


def _percent(share: Decimal | None) -> str:
    return DASH if not share else write_percent(share, 1, plus=True)


# ---- shares ------------------------------------------------------------------------------------------


def _add_shares(flow: Flow, paper: ComparisonPaper) -> None:
    shares, year = paper.shares, paper.compared.years[0].after
    shown = {row.key for row in paper.rows}
    told = [one for one in shares.rows if one.row.key in shown]
    flow.heading(f"Effekt {year}, andelar och stabilitet")
    flow.text(MEASURE)
    if not told:
        flow.absent("Ingen enhet skiljer sig.")
        return
    heads = ["Enhet", "Effekt", "Procent", *(f"Andel {at}" for at in shares.years), "Stabilitet", "Före"]
    flow.table(
        _table(
            heads, [one.row for one in told], [_shared(one, paper) for one in told], flow.width, total=False
        )
    )


def _shared(one: ShareRow, paper: ComparisonPaper) -> list[str]:
    return [
        _changed(one.effect.change, paper),
        _percent(one.effect.percent),
        *(DASH if share is None else write_percent(share, 2) for share in one.shares),
        *(DASH if steady is None else write_number(steady, 2) for steady in (one.steady, one.steady_before)),
    ]


# ---- waterfalls --------------------------------------------------------------------------------------


def _charts(
    paper: ComparisonPaper, compared: Comparison, whole: ComparedRow, year: int, width: float
) -> TaggedTable | Figure:
    """The difference by part and by unit, beside each other in one picture."""
    sides = [
        ("Per del", _written_steps(steps.by_part(compared, whole, year), paper)),
        ("Per enhet", _written_steps(steps.by_unit(compared, None, year), paper)),
    ]
    height = (max(len(found) for _, found in sides) + 2.2) * _LINE
    told = "; ".join(
        f"{title}: " + ", ".join(f"{step.label} {step.text}" for step in found) for title, found in sides
    )
    return Figure(partial(_paint_both, sides, width, height), width, height, f"Skillnaden {year}. {told}.")


def _written_steps(found: Sequence[steps.Step], paper: ComparisonPaper) -> tuple[Step, ...]:
    return tuple(
        Step(
            step.label,
            step.amount,
            _written(step.amount, paper) if step.is_sum else _changed(step.amount, paper),
            step.is_sum,
        )
        for step in found
    )


def _paint_both(
    sides: Sequence[tuple[str, tuple[Step, ...]]], width: float, height: float, canvas: Any
) -> None:
    room = (width - _CHART_GAP) / 2
    for place, (title, found) in enumerate(sides):
        canvas.saveState()
        canvas.translate(place * (room + _CHART_GAP), height)
        canvas.setFillColor(INK)
        canvas.setFont(SEMIBOLD, DENSE.fontSize)
        canvas.drawString(0, -_LINE * 0.7, title)
        _paint(canvas, found, room, -_LINE * 1.3)
        canvas.restoreState()


def _paint(canvas: Any, found: tuple[Step, ...], width: float, top: float) -> None:
    """Label, bar and number on each line; increases filled, decreases outlined."""
    geometry = lay_out(found)
    left = width * 0.42
    numbers = max(text_width(step.text, SEMIBOLD, SMALL) for step in found)
    room = width - left - numbers - 8
    for place, (step, bar) in enumerate(zip(found, geometry.bars, strict=True)):
        middle = top - (place + 0.5) * _LINE
        face = SEMIBOLD if step.is_sum else REGULAR
        canvas.setFillColor(INK)
        canvas.setFont(face, SMALL)
        canvas.drawString(0, middle - 3, fitted(one_line(step.label), face, SMALL, left - 6))
        canvas.drawRightString(width, middle - 3, step.text)
        start, end = left + bar.start * room, left + bar.end * room
        _paint_bar(canvas, start, max(end - start, 1), middle, filled=not bar.falls, whole=step.is_sum)
        if step.is_sum and geometry.broken:
            _paint_break(canvas, start, middle)
        if place + 1 < len(found):
            x = left + bar.level * room
            canvas.setStrokeColor(MUTED)
            canvas.setLineWidth(LIGHT_RULE)
            canvas.line(x, middle - _BAR / 2, x, middle - _LINE + _BAR / 2)


def _paint_bar(canvas: Any, start: float, wide: float, middle: float, *, filled: bool, whole: bool) -> None:
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(HEAVY_RULE)
    canvas.setFillColor(INK if whole else MUTED)
    canvas.rect(start, middle - _BAR / 2, wide, _BAR, stroke=0 if filled else 1, fill=1 if filled else 0)


def _paint_break(canvas: Any, start: float, middle: float) -> None:
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.setLineWidth(1.2)
    for shift in (4.0, 7.0):
        canvas.line(start + shift - 1, middle - _BAR / 2 - 1, start + shift + 1, middle + _BAR / 2 + 1)
