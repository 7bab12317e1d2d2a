"""Makes the document that is printed from the rows of an agreement, or from what was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementPart, AgreementSnapshot
from app.models.agreements import Signatory as SignatoryRow
from app.models.errors import NotFound
from app.models.steering import Decision as DecisionRow
from app.services.agreements import rules, wording
from app.services.agreements.document import (
    AgreementDocument,
    Block,
    Commitment,
    Commitments,
    Decision,
    DecisionStep,
    FollowUp,
    FollowUpPlan,
    Paragraph,
    Section,
    Signatory,
    Subheading,
    from_plain,
)
from app.services.agreements.sources import Source, Undertaking, read_sources
from app.services.clock import Clock
from app.services.formatting import write_years
from app.services.organisation.rules import contract_words

SIDE_WORDS = {"client": "För beställaren", "performer": "För utföraren"}
_ECONOMY = "ekonomi"
_STEPS: tuple[DecisionStep, ...] = ("preliminary", "prepared", "definitive")


def build_document(session: Session, *, agreement_id: int, clock: Clock) -> AgreementDocument:
    """The paper of one agreement; what is decided is printed as it was decided."""
    found = build_documents(session, agreement_ids=(agreement_id,), clock=clock)
    if not found:
        raise NotFound("Uppdragshandlingen")
    return found[0]


def build_documents(
    session: Session, *, agreement_ids: Iterable[int] | None = None, clock: Clock
) -> tuple[AgreementDocument, ...]:
    """The papers of several agreements, or of all, in the order asked for, from one read."""
    wanted = None if agreement_ids is None else list(agreement_ids)
    sources = {source.agreement.id: source for source in read_sources(session, wanted)}
    decided = _snapshots(session, list(sources.values()))
    order = list(sources) if wanted is None else [key for key in wanted if key in sources]
    return tuple(decided.get(key) or from_rows(sources[key], clock=clock) for key in order)


def decided_document(session: Session, *, node_version_id: int) -> AgreementDocument:
    """The paper of a version that was decided, also when a later one is being written."""
    kept = select(AgreementSnapshot).where(AgreementSnapshot.node_version_id == node_version_id)
    row = session.scalars(kept).first()
    if row is None:
        raise NotFound("Versionen")
    return from_plain(row.document)


def _snapshots(session: Session, sources: Sequence[Source]) -> dict[int, AgreementDocument]:
    """What was decided, with the names that stand there now, by agreement."""
    current = {source.version.id: source for source in sources if source.version.locked}
    rows = session.scalars(
        select(AgreementSnapshot).where(AgreementSnapshot.node_version_id.in_(list(current)))
    )
    return {
        row.agreement_id: _with_names(
            from_plain(row.document), current[row.node_version_id].agreement.signatories
        )
        for row in rows
    }


def _with_names(document: AgreementDocument, rows: Sequence[SignatoryRow]) -> AgreementDocument:
    names = [row.person_name for row in rows]
    if len(names) != len(document.signatories):
        return document
    lines = zip(document.signatories, names, strict=True)
    return replace(document, signatories=tuple(replace(line, name=name) for line, name in lines))


def from_rows(source: Source, *, clock: Clock) -> AgreementDocument:
    """The document as the rows say it now."""
    agreement, unit, version = source.agreement, source.unit, source.version
    external = unit.performer == "external"
    decisions = _decisions(source.version.decisions)
    days = [row.day for row in decisions if row.day is not None] if version.locked else []
    municipality = source.municipality
    return AgreementDocument(
        municipality=municipality.official_name if municipality else "",
        kind_name=agreement.kind.name,
        title=title_of(source),
        performer=unit.name,
        performer_description=_description(source),
        client=agreement.client,
        document_date=max(days, default=None) or clock.today(),
        version=version_words(source),
        external=external,
        contract=contract_words(unit.contract_title, unit.contract_number) or None if external else None,
        term_starts=agreement.starts,
        term_ends=agreement.ends,
        decisions=decisions,
        registration_number=agreement.registration_number,
        draft=not version.locked,
        example=agreement.example,
        mandate=_mandate(source),
        sections=_sections(source),
        signatories=tuple(_signatory(row) for row in agreement.signatories),
        signature_note="Parterna får var sitt exemplar av handlingen.",
        missing=rules.missing_parts(source),
    )


def title_of(source: Source) -> str:
    """The kind with the years it holds for: Uppdragshandling 2011–2013."""
    starts, ends = source.agreement.starts, source.agreement.ends
    name = source.agreement.kind.name
    if starts is None:
        return name
    return f"{name} {write_years(starts.year, ends.year if ends else starts.year)}"


def version_words(source: Source) -> str:
    """1.0 for what is decided first; a draft counts its changes: 0.7."""
    number = source.version.number
    return f"{number}.0" if source.version.locked else f"{number - 1}.{source.agreement.version}"


def _decisions(rows: Sequence[DecisionRow]) -> tuple[Decision, ...]:
    """The steps that were taken; the preliminary one is told only until the definitive one is."""
    made = {row.step: row for row in rows if row.outcome == "decided" and row.step in _STEPS}
    told = [step for step in _STEPS if step in made and not (step == "preliminary" and "definitive" in made)]
    return tuple(
        Decision(step, made[step].body, made[step].decided_on, made[step].paragraph) for step in told
    )


def _description(source: Source) -> str | None:
    unit, administration = source.unit, source.administration
    if unit.performer == "external" or unit.kind.category == "joint":
        told = unit.kind.name.split()[-1].casefold() in unit.name.casefold()
        return None if told or unit.kind.category == "performer" else wording.in_sentence(unit.kind.name)
    return f"intern enhet inom {administration.name}" if administration else "intern enhet"


def _mandate(source: Source) -> str | None:
    """Who gave the client the task of making agreements (`UH-02`); silent where no document says so."""
    above, agreement = source.above, source.agreement
    if above is None or above.form != "document" or above.decided_by in (None, agreement.client):
        return None
    giver = wording.in_sentence(above.decided_by or "")
    client = wording.in_sentence(agreement.client)
    kind = wording.in_sentence(agreement.kind.name)
    return f"I {above.title} ger {giver} {client} i uppdrag att upprätta en {kind} med varje utförare."


def _sections(source: Source) -> tuple[Section, ...]:
    fields = wording.fields_of(source)
    parts = source.agreement.kind.parts
    sections = [Section(part.title, _blocks(source, part, fields)) for part in parts]
    keys = {part.key for part in parts}
    if rules.RULES_PART not in keys and source.frames:
        sections.append(Section("Budgetramar", _frames(source)))
    if rules.COMMITMENT_PART not in keys and source.undertakings:
        sections.append(Section("Åtaganden", (_commitments(source),)))
    if rules.FOLLOW_UP_PART not in keys and source.agreement.follow_up:
        sections.append(Section("Uppföljning", (_follow_up(source),)))
    return tuple(sections)


def _blocks(source: Source, part: AgreementPart, fields: dict[str, str]) -> tuple[Block, ...]:
    standard, own = rules.standard_text(source, part), rules.own_text(source, part.id)
    opening: list[Block] = [Paragraph(wording.fill_in(standard, fields))] if standard else []
    written: list[Block] = [Paragraph(own)] if own else []
    if part.key == rules.RULES_PART:
        special: list[Block] = [Subheading("Särskilda villkor"), *written] if written else []
        return (*opening, *_clauses(source, part, fields), *special)
    if part.key == rules.COMMITMENT_PART:
        return (*opening, *written, _commitments(source))
    if part.key == rules.FOLLOW_UP_PART:
        return (*opening, *written, _follow_up(source))
    if part.mandatory and not written:
        return ()
    return (*written, *opening)


def _clauses(source: Source, part: AgreementPart, fields: dict[str, str]) -> tuple[Block, ...]:
    """The clauses of the rules; the frames stand under the one about money, or by themselves."""
    external = source.unit.performer == "external"
    blocks: list[Block] = []
    clauses = part.details.get("clauses", [])
    if not any(clause["key"] == _ECONOMY for clause in clauses):
        blocks += [Subheading("Budgetramar"), *_frames(source)]
    for clause in clauses:
        text = (clause.get("text_external") if external else None) or clause.get("text")
        blocks.append(Subheading(clause["title"]))
        if text:
            blocks.append(Paragraph(wording.fill_in(text, fields)))
        if clause["key"] == _ECONOMY:
            blocks += _frames(source)
    return tuple(blocks)


def _frames(source: Source) -> tuple[Block, ...]:
    table = wording.frames_table(source)
    return (table,) if table is not None else (Paragraph("Budgetramarna saknas."),)


def _commitments(source: Source) -> Commitments:
    return Commitments(tuple(_commitment(row) for row in source.undertakings))


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


def _follow_up(source: Source) -> FollowUpPlan:
    rows = source.agreement.follow_up
    return FollowUpPlan(tuple(FollowUp(row.timing, row.what, row.recipient) for row in rows))


def _signatory(row: SignatoryRow) -> Signatory:
    return Signatory(SIDE_WORDS.get(row.side, row.side), row.role, row.unit_name, row.person_name)
