"""Agreements that lack a part (`UH-10`), a decision, a signature or new frames, or have run out."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.services.agreements.changes import changes_of
from app.services.agreements.kinds import kind_words
from app.services.agreements.rowfacts import (
    Around,
    frames_state,
    read_around,
    stage_of_source,
    unsigned_of,
)
from app.services.agreements.rules import missing_parts
from app.services.agreements.sources import Source, read_sources
from app.services.agreements.stages import OVER
from app.services.checks.finding import Finding, Severity
from app.services.formatting import write_long_date


def paper_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """What there is to say of each agreement that holds or is being written."""
    sources = read_sources(session, figures=False)
    around, changed = read_around(session, sources), changes_of(session, sources)
    for source in sources:
        unsigned = unsigned_of(source, around)
        stage, _ = stage_of_source(source, around, unsigned, today)
        if stage in OVER:
            yield from _run_out(source, around, today)
            continue
        yield from _missing(source)
        yield from _undecided(source, today)
        yield from _unsigned(source, unsigned, today)
        yield from _behind(source, around)
        yield from _changed(source, changed.get(source.agreement.id, ()))


def _missing(source: Source) -> Iterator[Finding]:
    """A finding for each part that is missing: an error once the agreement has been decided."""
    for sentence in missing_parts(source):
        yield _finding(source, "agreement-part-missing", _weight(source), sentence)


def _weight(source: Source) -> Severity:
    return "error" if source.version.locked else "warning"


def _undecided(source: Source, today: date) -> Iterator[Finding]:
    starts = source.agreement.starts
    if starts is not None and starts <= today and not any(row.locked for row in source.node.versions):
        sentence = f"Skulle gälla från {write_long_date(starts)} men har inte beslutats."
        yield _finding(source, "agreement-undecided", "warning", sentence)


def _unsigned(source: Source, unsigned: tuple[str, ...], today: date) -> Iterator[Finding]:
    starts = source.agreement.starts
    if unsigned and starts is not None and starts <= today:
        roles = ", ".join(unsigned[:-1]) + (f" och {unsigned[-1]}" if len(unsigned) > 1 else unsigned[-1])
        sentence = f"Gäller sedan {write_long_date(starts)} utan underskrift av {_small(roles)}."
        yield _finding(source, "agreement-unsigned", "warning", sentence)


def _behind(source: Source, around: Around) -> Iterator[Finding]:
    frames = frames_state(source, around)
    if frames.behind and source.version.locked:
        yield _finding(source, "agreement-frames-behind", "warning", frames.advice)


def _changed(source: Source, changed: tuple[str, ...]) -> Iterator[Finding]:
    """What the data says otherwise than what was decided; told in one finding."""
    if changed:
        more = f" Ytterligare {len(changed) - 1} ändringar." if len(changed) > 2 else ""
        told = " ".join(changed[: 1 if more else 2])
        yield _finding(source, "agreement-changed-since", "note", f"Ändrat sedan beslutet: {told}{more}")


def _run_out(source: Source, around: Around, today: date) -> Iterator[Finding]:
    agreement = source.agreement
    if (
        agreement.ended_on is None
        and agreement.ends is not None
        and agreement.ends < today
        and agreement.id not in around.renewed_by
        and source.version.locked
        and source.version.status not in ("replaced", "revoked")
    ):
        day = write_long_date(agreement.ends)
        sentence = f"Gällde till och med {day} och har varken förnyats eller avslutats."
        yield _finding(source, "agreement-run-out", "warning", sentence)


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _finding(source: Source, code: str, severity: Severity, sentence: str) -> Finding:
    name = kind_words(source.agreement.kind).name
    return Finding(code, severity, f"{name}: {source.unit.name}", sentence, "agreement", source.agreement.id)
