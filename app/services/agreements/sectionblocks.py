"""What each part of an agreement holds on paper: standard text, own words and what comes from data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from app.models.agreements import AgreementPart
from app.models.assignments import Assignment
from app.models.scorecard import Indicator, IndicatorTarget
from app.services import richtext
from app.services.agreements import rules, wording, wordings
from app.services.agreements.document import (
    Activities,
    ActivityItem,
    AssignmentItem,
    Assignments,
    Block,
    Commitment,
    Commitments,
    FigurePoint,
    FollowUp,
    FollowUpPlan,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Rich,
    Section,
    Subheading,
)
from app.services.agreements.kinds import fills_of
from app.services.agreements.sourcefigures import Figure
from app.services.agreements.sources import Source, Undertaking
from app.services.agreements.sourcework import ActivityFact
from app.services.formatting import DASH, MONTHS, write_kr, write_long_date, write_years
from app.services.scorecard.outcomes_typed import shown_decimals
from app.services.scorecard.words import value_words

_ECONOMY = "ekonomi"
_UNDERTAKING = "Åtagande"
#: What stands above something filled in when other things stand before it in the part.
_HEADINGS = {
    "frames": "Budgetramar",
    "commitments": "Åtaganden",
    "activities": "Aktiviteter",
    "assignments": "Uppdrag",
    "key_figures": "Nyckeltal",
    "follow_up": "Plan för uppföljning",
}


def sections_of(source: Source) -> tuple[Section, ...]:
    """The parts in their order; a part that is not demanded and says nothing is left out."""
    fields = wording.fields_of(source)
    parts = source.agreement.kind.parts
    found = [(part, blocks_of(source, part, fields)) for part in parts]
    sections = [Section(part.title, blocks) for part, blocks in found if blocks or part.mandatory]
    filled = {fill for part in parts for fill in fills_of(part)}
    if not parts and source.frames:
        sections.append(Section("Budgetramar", _frames(source)))
    if "commitments" not in filled and source.undertakings:
        sections.append(Section("Åtaganden", (_commitments(source),)))
    if "follow_up" not in filled and source.agreement.follow_up:
        sections.append(Section("Uppföljning", (_follow_up(source),)))
    return tuple(sections)


def blocks_of(source: Source, part: AgreementPart, fields: Mapping[str, str]) -> tuple[Block, ...]:
    """What a part holds; nothing for a mandatory part that is not written."""
    opening, own = _opening(source, part, fields), own_blocks(source, part.id)
    fills = fills_of(part)
    if "frames" in fills and wordings.clauses_of(part):
        special = (Subheading("Särskilda villkor"), *own) if own else ()
        rest = tuple(fill for fill in fills if fill != "frames")
        clauses = _clauses(source, part, fields, frames=True)
        return (*opening, *clauses, *special, *_filled(source, part, rest, fields, headed=True))
    clauses = _clauses(source, part, fields, frames=False)
    if part.key == rules.PURPOSE_PART:
        written = (*own, *opening) if own or not part.mandatory else ()
        return (*written, *clauses, *_filled(source, part, fills, fields, headed=True)) if written else ()
    headed = bool(clauses) or len(fills) > 1
    filled = _filled(source, part, fills, fields, headed=headed)
    if not (own or clauses or filled):
        wanting = any(fill not in rules.MAY_BE_EMPTY for fill in fills)
        return () if wanting and not part.mandatory else opening
    return (*opening, *own, *clauses, *filled)


def own_blocks(source: Source, part_id: int) -> tuple[Block, ...]:
    """What has been written in a part; a text of plain paragraphs is one running text."""
    kept = rules.own_text(source, part_id)
    if not kept:
        return ()
    document = richtext.read(kept)
    return (Paragraph(richtext.plain(document).strip()),) if _is_plain(document) else (Rich(kept),)


def _is_plain(document: richtext.Document) -> bool:
    return all(
        isinstance(block, richtext.Paragraph) and not any(run.bold or run.italic for run in block.runs)
        for block in document.blocks
    )


def _opening(source: Source, part: AgreementPart, fields: Mapping[str, str]) -> tuple[Block, ...]:
    standard = rules.standard_text(source, part)
    return (Paragraph(wording.fill_in(standard, fields)),) if standard else ()


def _clauses(
    source: Source, part: AgreementPart, fields: Mapping[str, str], *, frames: bool
) -> tuple[Block, ...]:
    """The clauses of a part; the frames stand under the one about money, or by themselves."""
    blocks: list[Block] = []
    clauses = wordings.clauses_of(part)
    if frames and not any(clause["key"] == _ECONOMY for clause in clauses):
        blocks += [Subheading("Budgetramar"), *_frames(source)]
    for clause in clauses:
        text = rules.standard_text(source, part, clause["key"])
        blocks.append(Subheading(clause["title"]))
        if text:
            blocks.append(Paragraph(wording.fill_in(text, fields)))
        if frames and clause["key"] == _ECONOMY:
            blocks += _frames(source)
    return tuple(blocks)


def _filled(
    source: Source, part: AgreementPart, fills: Sequence[str], fields: Mapping[str, str], *, headed: bool
) -> tuple[Block, ...]:
    """What comes from data, each under a heading where it is not alone; nothing where there is none."""
    blocks: list[Block] = []
    for fill in fills:
        found = tuple(_MAKERS[fill](source, part, fields))
        heading = _HEADINGS.get(fill)
        told = heading == part.title or (fill == "commitments" and not blocks)
        if found and headed and heading is not None and not told:
            blocks.append(Subheading(heading))
        blocks += found
    return tuple(blocks)


def _frames(source: Source) -> tuple[Block, ...]:
    table = wording.frames_table(source)
    return (table,) if table is not None else (Paragraph("Budgetramarna saknas."),)


def _frames_of(source: Source, part: AgreementPart, _fields: Mapping[str, str]) -> Iterator[Block]:
    if source.frames or part.mandatory:
        yield from _frames(source)


def _commitments_of(source: Source, part: AgreementPart, _fields: Mapping[str, str]) -> Iterator[Block]:
    if source.undertakings or part.mandatory:
        yield _commitments(source)


def _commitments(source: Source) -> Commitments:
    return Commitments(tuple(_commitment(row) for row in source.undertakings))


def _goals_of(source: Source, part: AgreementPart, _fields: Mapping[str, str]) -> Iterator[Block]:
    for level in part.details.get("levels") or ():
        rows = source.goals.get(level, ())
        if rows:
            items = tuple(_commitment(row) for row in rows)
            yield Commitments(items, label=source.level_names.get(level, _UNDERTAKING))


def _commitment(row: Undertaking) -> Commitment:
    due = row.version.due_year
    baselines = [wording.measure_words(one, one.baseline) for one in row.measures]
    targets = [wording.target_words(one, due) for one in row.measures]
    goals = [served.title for served in row.serves if served.form == "goal"]
    served = goals or [served.title for served in row.serves]
    return Commitment(
        title=row.version.title,
        text=row.version.text.strip() or None,
        perspective=", ".join(one.short_name or one.name for one in row.perspectives) or None,
        goal=served[0] if served else None,
        measure="\n".join(one.name for one in row.measures) or None,
        baseline="\n".join(one or "–" for one in baselines) if any(baselines) else None,
        target="\n".join(one or "–" for one in targets) if any(targets) else None,
        due=str(due) if due is not None else None,
    )


def _activities_of(source: Source, _part: AgreementPart, _fields: Mapping[str, str]) -> Iterator[Block]:
    if source.work.activities:
        yield Activities(tuple(_activity(row) for row in source.work.activities))


def _activity(row: ActivityFact) -> ActivityItem:
    when = span_words(row.starts, row.ends)
    return ActivityItem(title=row.title, responsible=row.responsible, when=when, serves=row.serves)


def _assignments_of(source: Source, part: AgreementPart, fields: Mapping[str, str]) -> Iterator[Block]:
    if source.work.assignments:
        rows = source.work.assignments
        yield Assignments(tuple(_assignment(source, part, row, fields) for row in rows))


def _assignment(
    source: Source, part: AgreementPart, row: Assignment, fields: Mapping[str, str]
) -> AssignmentItem:
    told = wordings.funding_wording(source.standards, part, row.funding, source.agreement.starts)
    extra = row.funding == wordings.EXTRA
    paid = {"belopp": write_kr(row.amount)} if extra and row.amount is not None else {}
    return AssignmentItem(
        title=row.title,
        text=row.text.strip() or None,
        giver=row.giver,
        due=write_long_date(row.due) if row.due else None,
        funding=wording.fill_in(told, {**fields, **paid}) if told else None,
        amount=row.amount if extra else None,
        report=_report_words(source, row) if part.details.get("reported") else None,
    )


def _report_words(source: Source, row: Assignment) -> str:
    giver = wording.in_sentence(row.giver or source.agreement.client, source.names)
    return f"till {giver} senast den {write_long_date(row.due)}" if row.due else f"till {giver}"


def _key_figures_of(source: Source, _part: AgreementPart, _fields: Mapping[str, str]) -> Iterator[Block]:
    if source.figures:
        yield KeyFigures(tuple(_key_figure(source, figure) for figure in source.figures))


def _key_figure(source: Source, figure: Figure) -> KeyFigure:
    row = figure.indicator
    target = wording.target_for(row, source.agreement.ends.year if source.agreement.ends else None)
    last, value = [(period, value) for period, value in figure.points if value is not None][-1]
    aim = _aim(row, target) if target is not None else None
    return KeyFigure(
        name=row.name,
        points=tuple(
            FigurePoint(period.words, None if value is None else format(value, "f"))
            for period, value in figure.points
        ),
        unit=row.unit_of_measure,
        target=f"{aim} ({target.year})" if aim and target is not None else None,
        target_value=format(target.value, "f") if target is not None and target.value is not None else None,
        shown=f"{outcome_words(row, value)} ({last.words})",
        source=figure.source,
    )


def _aim(row: Indicator, target: IndicatorTarget) -> str | None:
    """The target as the outcomes are shown: with its unit, or its word on a scale."""
    if target.value is None or target.upper is not None:
        return wording.aim_words(row, target)
    return outcome_words(row, target.value)


def outcome_words(row: Indicator, value: Decimal) -> str:
    """An outcome as it is shown everywhere: 61 %, or Ja."""
    decimals = shown_decimals(value, row.decimals)
    return value_words(
        value, row.unit_of_measure, decimals=decimals, direction=row.direction, scale=row.scale
    )


def _follow_up_of(source: Source, part: AgreementPart, _fields: Mapping[str, str]) -> Iterator[Block]:
    if source.agreement.follow_up or part.mandatory:
        yield _follow_up(source)


def _follow_up(source: Source) -> FollowUpPlan:
    return FollowUpPlan(
        tuple(
            FollowUp(source.times.get(row.pattern_key or "", row.timing), row.what, row.recipient)
            for row in source.agreement.follow_up
        )
    )


_MAKERS: Mapping[str, Callable[[Source, AgreementPart, Mapping[str, str]], Iterator[Block]]] = {
    "frames": _frames_of,
    "goals": _goals_of,
    "commitments": _commitments_of,
    "activities": _activities_of,
    "assignments": _assignments_of,
    "key_figures": _key_figures_of,
    "follow_up": _follow_up_of,
}


def span_words(starts: date | None, ends: date | None) -> str | None:
    """When something is done, in months: mars–augusti 2027; None where nobody has said."""
    if starts is not None and ends is not None:
        return _months(starts, ends)
    if ends is not None:
        return f"senast {write_long_date(ends)}"
    return f"från och med {write_long_date(starts)}" if starts is not None else None


def _months(starts: date, ends: date) -> str:
    first, last = MONTHS[starts.month - 1], MONTHS[ends.month - 1]
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{last} {ends.year}"
    if (starts.month, ends.month) == (1, 12):
        return write_years(starts.year, ends.year)
    if starts.year == ends.year:
        return f"{first}{DASH}{last} {ends.year}"
    return f"{first} {starts.year}{DASH}{last} {ends.year}"
