"""What revisions of the frames say on paper and in lists: the frames before and after, and the decision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.agreements import AgreementRevision, AgreementSnapshot
from app.models.budget import BudgetPlan, Frame, PlanVersion
from app.models.errors import NotFound
from app.models.steering import NodeVersion
from app.services.agreements import wording
from app.services.agreements.builder import from_rows
from app.services.agreements.document import (
    AgreementDocument,
    Decision,
    FrameRow,
    FramesTable,
    from_plain,
)
from app.services.agreements.fingerprint import content_hash, printed_code
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.agreements.revisionform import revision_from_plain
from app.services.agreements.sources import Source, read_sources
from app.services.budget.decisions import in_force, to_follow
from app.services.clock import Clock
from app.services.formatting import write_long_date

_NO_FRAMES = "Verksamheten har inga ramar i den version av budgeten som bilagan följer."


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision in a list; `behind` says that the budget has a newer decision, "" when it has not."""

    id: int
    agreement_id: int
    version: int
    number: int
    year: int
    locked: bool
    words: str
    decided: str
    plan_version_id: int | None
    plan: str
    behind: str
    text: str
    code: str
    body: str
    decided_on: date | None
    paragraph: str
    registration_number: str


def revisions_of(session: Session, *, agreement_id: int) -> tuple[RevisionRow, ...]:
    """The revisions of an agreement in the order of their numbers."""
    return revision_rows(session, (agreement_id,)).get(agreement_id, ())


def revision_rows(session: Session, agreement_ids: Sequence[int]) -> dict[int, tuple[RevisionRow, ...]]:
    """The revisions of several agreements, in a fixed number of statements."""
    asked = select(AgreementRevision).where(AgreementRevision.agreement_id.in_(agreement_ids))
    rows = session.scalars(asked.order_by(AgreementRevision.number)).all()
    versions = {row.id: row for row in session.scalars(select(PlanVersion))} if rows else {}
    begins = dict(session.execute(select(BudgetPlan.id, BudgetPlan.first_year)).all()) if rows else {}
    found: dict[int, list[RevisionRow]] = {}
    for row in rows:
        found.setdefault(row.agreement_id, []).append(_row(row, versions, begins))
    return {key: tuple(several) for key, several in found.items()}


def revision_document(
    session: Session, *, revision_id: int, clock: Clock, decided: bool = False
) -> RevisionDocument:
    """The paper of a revision; what is decided is printed as it was decided.

    With `decided` it is told as decided although it is not locked yet.
    """
    row = session.get(AgreementRevision, revision_id)
    if row is None:
        raise NotFound("Ramrevideringen")
    return _documents(session, [row], clock, decided=decided)[row.id]


def revision_documents(
    session: Session, *, agreement_ids: Iterable[int], clock: Clock, drafts: bool = False
) -> dict[int, tuple[RevisionDocument, ...]]:
    """The decided revisions of some agreements, by agreement in the order of their numbers: its appendices.

    With `drafts` those that are being written too.
    """
    asked = select(AgreementRevision).where(AgreementRevision.agreement_id.in_(list(agreement_ids)))
    if not drafts:
        asked = asked.where(AgreementRevision.locked)
    rows = session.scalars(asked.order_by(AgreementRevision.number)).all()
    documents = _documents(session, rows, clock)
    found: dict[int, list[RevisionDocument]] = {}
    for row in rows:
        found.setdefault(row.agreement_id, []).append(documents[row.id])
    return {key: tuple(several) for key, several in found.items()}


def _documents(
    session: Session, rows: Sequence[AgreementRevision], clock: Clock, *, decided: bool = False
) -> dict[int, RevisionDocument]:
    found = {row.id: revision_from_plain(row.document) for row in rows if row.locked and row.document}
    waiting = [row for row in rows if row.id not in found]
    if not waiting:
        return found
    keys = sorted({row.agreement_id for row in waiting})
    sources = {source.agreement.id: source for source in read_sources(session, keys)}
    texts = decided_texts(session, keys)
    earlier = _decided_revisions(session, keys)
    for row in waiting:
        source = _with_frames(session, sources[row.agreement_id], row)
        text = texts.get(row.agreement_id) or from_rows(sources[row.agreement_id], clock=clock)
        before = [one for one in earlier.get(row.agreement_id, ()) if one.number < row.number]
        found[row.id] = _document(row, source, text, before, clock, decided=decided)
    return found


def decided_texts(session: Session, agreement_ids: Sequence[int]) -> dict[int, AgreementDocument]:
    """The newest decided text of each agreement that has one."""
    kept = (
        select(AgreementSnapshot.agreement_id, AgreementSnapshot.document)
        .join(NodeVersion, NodeVersion.id == AgreementSnapshot.node_version_id)
        .where(AgreementSnapshot.agreement_id.in_(agreement_ids))
        .order_by(NodeVersion.number)
    )
    return {key: from_plain(document) for key, document in session.execute(kept)}


def _decided_revisions(session: Session, keys: Sequence[int]) -> dict[int, list[RevisionDocument]]:
    asked = select(AgreementRevision).where(
        AgreementRevision.agreement_id.in_(keys), AgreementRevision.locked
    )
    found: dict[int, list[RevisionDocument]] = {}
    for row in session.scalars(asked.order_by(AgreementRevision.number)):
        if row.document:
            found.setdefault(row.agreement_id, []).append(revision_from_plain(row.document))
    return found


def _document(
    row: AgreementRevision,
    source: Source,
    text: AgreementDocument,
    earlier: Sequence[RevisionDocument],
    clock: Clock,
    *,
    decided: bool,
) -> RevisionDocument:
    after = _from_year(wording.frames_table(source), row.year, source)
    before = _before(text, earlier, row.year)
    decision = Decision("definitive", row.body, row.decided_on, row.paragraph) if decided else None
    return RevisionDocument(
        municipality=text.municipality,
        kind_name=text.kind_name,
        title=f"Revidering av budgetramar {row.year}",
        agreement_title=text.title,
        performer=text.performer,
        client=text.client,
        number=row.number,
        year=row.year,
        document_date=(row.decided_on if decided else None) or clock.today(),
        agreement_code=printed_code(content_hash(text)),
        version="1.0" if decided else f"0.{row.version}",
        registration_number=row.registration_number or text.registration_number,
        decision=decision,
        text=row.text,
        before=before,
        after=after,
        draft=not decided,
        example=row.example or text.example,
        signatories=text.signatories,
        signature_note=text.signature_note,
        missing=() if after is not None else (_NO_FRAMES,),
        client_label=text.client_label,
        performer_label=text.performer_label,
    )


def _with_frames(session: Session, source: Source, row: AgreementRevision) -> Source:
    """The agreement with the frames of the version that the revision follows."""
    version = session.get(PlanVersion, row.plan_version_id) if row.plan_version_id is not None else None
    plan = session.get(BudgetPlan, version.plan_id) if version is not None else None
    frames = (
        select(Frame)
        .where(
            Frame.plan_version_id == row.plan_version_id,
            Frame.unit_id == source.agreement.unit_id,
            Frame.kind == "operating",
        )
        .options(selectinload(Frame.components))
        .order_by(Frame.year)
    )
    found = session.scalars(frames).all() if version is not None else ()
    return replace(
        source,
        plan_version=version,
        plan=plan,
        frames=tuple(frame for frame in found if frame.year >= row.year),
        frames_before=tuple(frame for frame in found if frame.year < row.year),
    )


def _before(text: AgreementDocument, earlier: Sequence[RevisionDocument], year: int) -> FramesTable | None:
    """The frames that hold until now: by the last decided revision that has them, else by the agreement."""
    for document in reversed(earlier):
        table = _cut(document.after, year)
        if table is not None:
            return table
    blocks = (block for section in text.sections for block in section.blocks)
    return next((cut for b in blocks if isinstance(b, FramesTable) and (cut := _cut(b, year))), None)


def _from_year(table: FramesTable | None, year: int, source: Source) -> FramesTable | None:
    ends = source.agreement.ends
    return _cut(table, year, ends.year if ends is not None else None)


def _cut(table: FramesTable | None, first: int, last: int | None = None) -> FramesTable | None:
    """The years of a table from one on; None when it has none of them."""
    if table is None:
        return None
    places = [
        place for place, year in enumerate(table.years) if year >= first and (last is None or year <= last)
    ]
    if not places:
        return None
    rows = [FrameRow(row.label, tuple(row.amounts[place] for place in places)) for row in table.rows]
    kept = tuple(row for row in rows if any(amount is not None for amount in row.amounts))
    return replace(table, years=tuple(table.years[place] for place in places), rows=kept, chart=False)


def _row(
    row: AgreementRevision, versions: Mapping[int, PlanVersion], begins: Mapping[int, int]
) -> RevisionRow:
    version = versions.get(row.plan_version_id or 0)
    facts = [row.body, write_long_date(row.decided_on) if row.decided_on else None, row.paragraph]
    return RevisionRow(
        id=row.id,
        agreement_id=row.agreement_id,
        version=row.version,
        number=row.number,
        year=row.year,
        locked=row.locked,
        words=f"Bilaga {row.number}, ramar {row.year}",
        decided=(", ".join(one for one in facts if one) or "Dag ej angiven") if row.locked else "",
        plan_version_id=row.plan_version_id,
        plan=version.name if version is not None else "",
        behind=_behind(row, version, versions, begins),
        text=row.text,
        code=printed_code(row.content_hash) if row.content_hash else "",
        body=row.body or "",
        decided_on=row.decided_on,
        paragraph=row.paragraph or "",
        registration_number=row.registration_number or "",
    )


def _behind(
    row: AgreementRevision,
    version: PlanVersion | None,
    versions: Mapping[int, PlanVersion],
    begins: Mapping[int, int],
) -> str:
    """That the budget has a newer decision than the one that the revision takes its frames from."""
    if version is None or row.locked:
        return ""
    of_year = in_force(one for one in versions.values() if begins[one.plan_id] == row.year)
    newest = of_year or to_follow(one for one in versions.values() if one.plan_id == version.plan_id)
    if newest is None or newest.id == version.id:
        return ""
    return f"Ramarna ligger efter ”{newest.name}”."
