"""Makes the document that is printed from the rows of an agreement, or from what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementSnapshot
from app.models.agreements import Signatory as SignatoryRow
from app.models.errors import NotFound
from app.models.steering import Decision as DecisionRow
from app.services.agreements import rules, wording
from app.services.agreements.document import (
    AgreementDocument,
    Decision,
    DecisionStep,
    Signatory,
    from_plain,
)
from app.services.agreements.kinds import CLIENT_LABEL, PERFORMER_LABEL, KindWords, kind_words, per_of
from app.services.agreements.sectionblocks import sections_of
from app.services.agreements.sources import Source, read_sources
from app.services.clock import Clock
from app.services.formatting import write_years
from app.services.organisation.rules import contract_words

SIDE_WORDS = {"client": "För beställaren", "performer": "För utföraren"}
_STEPS: tuple[DecisionStep, ...] = ("preliminary", "prepared", "definitive")


def build_document(
    session: Session, *, agreement_id: int, clock: Clock, unsaved: Mapping[int, str] | None = None
) -> AgreementDocument:
    """The paper of one agreement; what is decided is printed as it was decided.

    `unsaved` are own texts that are being typed, by part, for the paper of one that is not decided.
    """
    sources = read_sources(session, (agreement_id,))
    if not sources:
        raise NotFound("Överenskommelsen")
    source = sources[0]
    decided = _snapshots(session, sources).get(agreement_id)
    return decided or from_rows(replace(source, unsaved=unsaved or {}), clock=clock)


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
    words, external = kind_words(source.agreement.kind), source.external
    decisions = _decisions(source.version.decisions)
    days = [row.day for row in decisions if row.day is not None] if version.locked else []
    municipality = source.municipality
    return AgreementDocument(
        municipality=municipality.official_name if municipality else "",
        kind_name=agreement.kind.name,
        title=title_of(source),
        performer=performer_of(source),
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
        sections=sections_of(source),
        signatories=tuple(_signatory(row, words) for row in agreement.signatories) if words.signed else (),
        signature_note="Parterna får var sitt exemplar av handlingen." if words.signed else None,
        missing=rules.missing_parts(source),
        number=number_words(agreement),
        client_label=None if words.client_label == CLIENT_LABEL else words.client_label,
        performer_label=None if words.performer_label == PERFORMER_LABEL else words.performer_label,
        signed=words.signed,
    )


def title_of(source: Source) -> str:
    """The kind with the years it holds for: Uppdragshandling 2011–2013."""
    starts, ends = source.agreement.starts, source.agreement.ends
    name = source.agreement.kind.name
    if starts is None:
        return name
    return f"{name} {write_years(starts.year, ends.year if ends else starts.year)}"


def performer_of(source: Source) -> str:
    """The performer as the paper names it: the unit, or the party that is none with the unit it concerns."""
    named = wording.other_party(source)
    return f"{named}, {source.unit.name}" if named else source.unit.name


def number_words(agreement: Agreement) -> str | None:
    """The number within kind and year: 2027:4; None where there is none."""
    if agreement.number is None:
        return None
    return f"{agreement.starts.year}:{agreement.number}" if agreement.starts else str(agreement.number)


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
    if unit.performer is None or wording.other_party(source):
        return None
    return f"intern enhet inom {administration.name}" if administration else "intern enhet"


def _mandate(source: Source) -> str | None:
    """Who gave the client the task of making agreements (`UH-02`); silent where no document says so."""
    above, agreement = source.above, source.agreement
    if above is None or above.form != "document" or above.decided_by in (None, agreement.client):
        return None
    if per_of(agreement.kind) != "performer":
        return None
    giver = wording.in_sentence(above.decided_by or "")
    client = wording.in_sentence(agreement.client)
    words = kind_words(agreement.kind)
    kind = f"{words.article} {words.one}"
    return f"I {above.title} ger {giver} {client} i uppdrag att upprätta {kind} med varje utförare."


def _signatory(row: SignatoryRow, words: KindWords) -> Signatory:
    return Signatory(side_words(words, row.side), row.role, row.unit_name, row.person_name)


def side_words(words: KindWords, side: str) -> str:
    """What stands above the signatories of a side: For the client, or what the kind calls it."""
    label, usual = {
        "client": (words.client_label, CLIENT_LABEL),
        "performer": (words.performer_label, PERFORMER_LABEL),
    }.get(side, ("", ""))
    return SIDE_WORDS.get(side, side) if label == usual else label
