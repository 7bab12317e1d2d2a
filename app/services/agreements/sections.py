"""What is written in an agreement section by section, and what each of them takes from data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementPart
from app.models.errors import NotFound
from app.models.wheel import WheelActivity, WheelPattern
from app.services.agreements import rules, wording, wordings
from app.services.agreements.kinds import fills_of
from app.services.agreements.sectionblocks import blocks_of, outcome_words, span_words
from app.services.agreements.sources import Source, Undertaking, read_sources
from app.services.clock import Clock
from app.services.formatting import write_kr, write_long_date, write_tkr, write_years

_FUNDED: Mapping[str | None, str] = {
    "extra": "med tillskott",
    "within": "inom ram",
    None: "saknar besked om pengar",
}


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Something that a section takes from data; (`kind`, `key`) is where it is shown and changed."""

    words: str
    kind: str
    key: int | str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section: its standard text filled in, its own words as rich text is kept, and what comes from data.

    `hints` say what a section that may be left out has nothing of. `printed` is False for one that says
    nothing and is left out of the paper; `must_write` when own words are demanded beside the standard text.
    """

    part_id: int
    key: str
    title: str
    mandatory: bool
    description: str
    standard: str
    own: str
    lacks: tuple[str, ...]
    links: tuple[SourceLink, ...]
    printed: bool = True
    must_write: bool = False
    fills: tuple[str, ...] = ()
    """What the program fills in from data here, also where there is none yet."""
    hints: tuple[str, ...] = ()


def sections(session: Session, *, agreement_id: int, clock: Clock) -> tuple[SectionView, ...]:
    """The sections of an agreement in the order of the paper, as the rows say it now."""
    found = read_sources(session, (agreement_id,))
    if not found:
        raise NotFound("Överenskommelsen")
    source = found[0]
    fields = wording.fields_of(source)
    places = _wheel_places(session, source, clock.today().year)
    return tuple(_section(source, part, fields, places) for part in source.agreement.kind.parts)


def _section(
    source: Source,
    part: AgreementPart,
    fields: Mapping[str, str],
    places: Mapping[str, tuple[str, int | str]],
) -> SectionView:
    links = [link for fill in fills_of(part) for link in _LINKS[fill](source, part)]
    if "follow_up" in fills_of(part):
        links += _follow_up_links(source, places)
    return SectionView(
        part_id=part.id,
        key=part.key,
        title=part.title,
        mandatory=part.mandatory,
        description=(part.details or {}).get("description", ""),
        standard="\n\n".join(_standard(source, part, fields)),
        own=rules.own_text(source, part.id),
        lacks=tuple(lack.sentence for lack in rules.lacks_in(source, part)),
        links=tuple(links),
        printed=part.mandatory or bool(blocks_of(source, part, fields)),
        must_write=part.mandatory and rules.is_written(part),
        fills=fills_of(part),
        hints=rules.hints_in(source, part),
    )


def _standard(source: Source, part: AgreementPart, fields: Mapping[str, str]) -> Iterator[str]:
    """The standard text and the clauses, each clause with its heading above it."""
    opening = rules.standard_text(source, part)
    if opening:
        yield wording.fill_in(opening, fields)
    for clause in wordings.clauses_of(part):
        text = rules.standard_text(source, part, clause["key"])
        yield f"{clause['title']}\n{wording.fill_in(text, fields)}" if text else clause["title"]


def _frame_links(source: Source, _part: AgreementPart) -> Iterator[SourceLink]:
    table = wording.frames_table(source)
    if table is None:
        return
    version = source.plan_version
    years = write_years(table.years[0], table.years[-1])
    total = table.totals[0]
    amount = f"{table.years[0]}: {write_tkr(total, unit=True)}" if total is not None else ""
    detail = ", ".join(one for one in (amount, f"enligt ”{version.name}”" if version else "") if one)
    yield SourceLink(f"Budgetramar {years}", "frame", source.frames[0].id, detail)


def _element_links(rows: Sequence[Undertaking]) -> Iterator[SourceLink]:
    for row in rows:
        measures = ", ".join(one.name for one in row.measures) or "saknar mått"
        yield SourceLink(row.version.title, "node", row.node.id, measures)


def _goal_links(source: Source, part: AgreementPart) -> Iterator[SourceLink]:
    for level in part.details.get("levels") or ():
        yield from _element_links(source.goals.get(level, ()))


def _activity_links(source: Source, _part: AgreementPart) -> Iterator[SourceLink]:
    for row in source.work.activities:
        said = (row.responsible, span_words(row.starts, row.ends))
        yield SourceLink(row.title, "activity", row.id, ", ".join(one for one in said if one))


def _assignment_links(source: Source, _part: AgreementPart) -> Iterator[SourceLink]:
    for row in source.work.assignments:
        amount = write_kr(row.amount) if row.funding == wordings.EXTRA and row.amount is not None else None
        due = f"senast {write_long_date(row.due)}" if row.due else None
        said = (_FUNDED.get(row.funding), amount, due)
        yield SourceLink(row.title, "assignment", row.id, ", ".join(one for one in said if one))


def _figure_links(source: Source, _part: AgreementPart) -> Iterator[SourceLink]:
    for figure in source.figures:
        known = [(period, value) for period, value in figure.points if value is not None]
        period, value = known[-1]
        said = outcome_words(figure.indicator, value)
        yield SourceLink(figure.indicator.name, "indicator", figure.indicator.id, f"{said} ({period.words})")


def _follow_up_links(source: Source, places: Mapping[str, tuple[str, int | str]]) -> Iterator[SourceLink]:
    """The lines whose time is taken from the wheel."""
    for row in source.agreement.follow_up:
        place = places.get(row.pattern_key or "")
        if place is not None:
            kind, key = place
            yield SourceLink(row.what, kind, key, source.times.get(row.pattern_key or "", row.timing))


def _wheel_places(session: Session, source: Source, year: int) -> dict[str, tuple[str, int | str]]:
    """Where each pattern that the follow-up is timed by is shown: in the wheel's year, else in the model."""
    keys = {row.pattern_key for row in source.agreement.follow_up if row.pattern_key}
    if not keys:
        return {}
    wanted = source.agreement.starts.year if source.agreement.starts else year
    rows = session.execute(
        select(WheelPattern.key, WheelActivity.year, WheelActivity.id)
        .outerjoin(WheelActivity, WheelActivity.pattern_id == WheelPattern.id)
        .where(WheelPattern.key.in_(keys))
    ).all()
    places: dict[str, tuple[str, int | str]] = {}
    for key, _, _ in rows:
        occurring = {made: activity for one, made, activity in rows if one == key and activity is not None}
        made = wanted if wanted in occurring else max(occurring, default=None)
        places[key] = (
            ("model_part", f"wheel_patterns/{key}") if made is None else ("wheel_activity", occurring[made])
        )
    return places


def _nothing(_source: Source, _part: AgreementPart) -> Iterator[SourceLink]:
    return iter(())


_LINKS: Mapping[str, Callable[[Source, AgreementPart], Iterator[SourceLink]]] = {
    "frames": _frame_links,
    "goals": _goal_links,
    "commitments": lambda source, _part: _element_links(source.undertakings),
    "activities": _activity_links,
    "assignments": _assignment_links,
    "key_figures": _figure_links,
    "follow_up": _nothing,
}
