"""The agreements and revisions that a case is about, with what its texts and its appendices say of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementComment, AgreementKind, AgreementRevision
from app.services.agreements.builder import build_documents
from app.services.agreements.document import AgreementDocument, Decision, FollowUpPlan, FramesTable
from app.services.agreements.fingerprint import content_hash, printed_code
from app.services.agreements.kinds import KindWords, kind_words
from app.services.agreements.life import SIDE_WORDS
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.agreements.revisionform import revision_hash
from app.services.agreements.revisionpapers import revision_documents
from app.services.clock import Clock

#: What agreements of several kinds are called together.
MIXED = KindWords("Överenskommelse", "Överenskommelser", "Överenskommelsen")
Pair = tuple[int, int | None]
"""The key of an agreement, and of its revision where the case is about that."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said of an agreement on its way."""

    who: str
    made_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One agreement, or one revision of its frames, as it is now."""

    agreement_id: int
    revision_id: int | None
    kind_id: int
    words: KindWords
    performer: str
    title: str
    version: str
    code: str
    draft: bool
    client: str
    starts: date | None
    ends: date | None
    frames: FramesTable | None
    before: FramesTable | None
    missing: tuple[str, ...]
    decisions: tuple[Decision, ...]
    roles: tuple[str, ...]
    sections: tuple[str, ...]
    followed: bool
    dialogue_on: date | None
    remarks: tuple[Remark, ...]
    year: int | None
    municipality: str
    example: bool

    @property
    def full_title(self) -> str:
        """The title with the performer, as the list of appendices has it."""
        return f"{self.title}, {self.performer}" if self.performer else self.title


def read_subjects(session: Session, pairs: Sequence[Pair], *, clock: Clock) -> tuple[Subject, ...]:
    """What a case is about in its order; what is gone is left out."""
    keys = list(dict.fromkeys(key for key, _ in pairs))
    asked = select(Agreement).where(Agreement.id.in_(keys))
    agreements = {row.id: row for row in session.scalars(asked)}
    known = [key for key in keys if key in agreements]
    papers = dict(zip(known, build_documents(session, agreement_ids=known, clock=clock), strict=True))
    revisions = _revisions(session, [key for key, revision in pairs if revision is not None], clock)
    remarks = _remarks(session, known)
    found = []
    for key, revision_id in pairs:
        if key not in papers or (revision_id is not None and revision_id not in revisions):
            continue
        revision = revisions[revision_id] if revision_id is not None else None
        found.append(_subject(agreements[key], papers[key], revision_id, revision, remarks.get(key, ())))
    return tuple(found)


def words_of(subjects: Iterable[Subject]) -> KindWords:
    """What the agreements of a case are called, all of one kind or of several."""
    kinds = {subject.kind_id: subject.words for subject in subjects}
    return next(iter(kinds.values())) if len(kinds) == 1 else MIXED


def kind_of(session: Session, subjects: Sequence[Subject]) -> AgreementKind | None:
    """The kind of the first, which tells who prepares and who decides."""
    return session.get(AgreementKind, subjects[0].kind_id) if subjects else None


def _subject(
    agreement: Agreement,
    paper: AgreementDocument,
    revision_id: int | None,
    revision: RevisionDocument | None,
    remarks: tuple[Remark, ...],
) -> Subject:
    blocks = [block for section in paper.sections for block in section.blocks]
    frames = next((block for block in blocks if isinstance(block, FramesTable) and block.rows), None)
    own = revision or paper
    return Subject(
        agreement_id=agreement.id,
        revision_id=revision_id,
        kind_id=agreement.kind_id,
        words=kind_words(agreement.kind),
        performer=paper.performer,
        title=own.title,
        version=own.version,
        code=printed_code(revision_hash(revision) if revision is not None else content_hash(paper)),
        draft=own.draft,
        client=paper.client,
        starts=agreement.starts,
        ends=agreement.ends,
        frames=revision.after if revision is not None else frames,
        before=revision.before if revision is not None else None,
        missing=own.missing,
        decisions=paper.decisions,
        roles=tuple(dict.fromkeys(line.role for line in own.signatories if line.role)),
        sections=tuple(section.heading for section in paper.sections),
        followed=any(isinstance(block, FollowUpPlan) and block.rows for block in blocks),
        dialogue_on=agreement.dialogue_on,
        remarks=remarks,
        year=revision.year if revision is not None else None,
        municipality=paper.municipality,
        example=agreement.example,
    )


def _revisions(session: Session, keys: Sequence[int], clock: Clock) -> dict[int, RevisionDocument]:
    """The papers of every revision of some agreements, by the key of the revision."""
    if not keys:
        return {}
    numbers = select(AgreementRevision.agreement_id, AgreementRevision.number, AgreementRevision.id)
    rows = session.execute(numbers.where(AgreementRevision.agreement_id.in_(keys)))
    known = {(agreement, number): key for agreement, number, key in rows}
    papers = revision_documents(session, agreement_ids=keys, clock=clock, drafts=True)
    return {known[key, paper.number]: paper for key, several in papers.items() for paper in several}


def _remarks(session: Session, keys: Sequence[int]) -> dict[int, tuple[Remark, ...]]:
    asked = select(AgreementComment).where(AgreementComment.agreement_id.in_(keys))
    found: dict[int, list[Remark]] = {}
    for row in session.scalars(asked.order_by(AgreementComment.made_on, AgreementComment.id)):
        remark = Remark(row.body or SIDE_WORDS.get(row.side, ""), row.made_on, row.text)
        found.setdefault(row.agreement_id, []).append(remark)
    return {key: tuple(several) for key, several in found.items()}
