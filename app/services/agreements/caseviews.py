"""What screen and command line read about cases: the list, one of them in full, and what it says on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.agreements import Agreement, AgreementCase, AgreementRevision
from app.models.errors import NotFound
from app.models.organisation import Municipality
from app.services.agreements import rules
from app.services.agreements.casedocument import (
    STEP_NAMES,
    STEPS,
    TEXTS,
    CaseAppendix,
    CaseDocument,
    CaseStep,
)
from app.services.agreements.cases import WHAT, stage_of_case, stages_of
from app.services.agreements.casesubjects import Subject, read_subjects, words_of
from app.services.agreements.kinds import kind_words
from app.services.agreements.sources import read_sources
from app.services.clock import Clock
from app.services.formatting import write_count


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the list."""

    id: int
    version: int
    step: CaseStep
    step_name: str
    title: str
    body: str
    meeting_on: date | None
    registration_number: str
    what: str
    count: int
    example: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """What goes with a case as an appendix."""

    number: int
    agreement_id: int
    revision_id: int | None
    title: str
    words: str
    lacks: int


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One case with everything that can be written in it."""

    row: CaseRow
    written_on: date | None
    author_role: str
    summary: str
    background: str
    consequences: str
    proposal: tuple[str, ...]
    recipients: tuple[str, ...]
    members: tuple[MemberRow, ...]
    when: str
    """What the wheel says of when the step is; "" where it says nothing."""
    activity_id: int | None
    document: CaseDocument


@dataclass(frozen=True, slots=True)
class CaseCandidate:
    """What can go with a case of a step; `ticked` what most often does."""

    agreement_id: int
    revision_id: int | None
    name: str
    kind: str
    words: str
    ticked: bool
    lacking: bool


def cases_view(session: Session, *, kind_id: int | None = None) -> tuple[CaseRow, ...]:
    """The cases, the newest first; those of a kind also where they are about several."""
    asked = select(AgreementCase).options(selectinload(AgreementCase.members))
    rows = session.scalars(asked.order_by(AgreementCase.id.desc())).all()
    kinds = _kinds(session, [member.agreement_id for row in rows for member in row.members])
    found = []
    for row in rows:
        mine = [kinds[member.agreement_id] for member in row.members if member.agreement_id in kinds]
        if kind_id is None or not mine or kind_id in {key for key, _, _ in mine}:
            found.append(_row(row, {(one, many) for _, one, many in mine}))
    dated = [row for row in found if row.meeting_on is not None]
    undated = [row for row in found if row.meeting_on is None]
    return (*undated, *sorted(dated, key=lambda row: row.meeting_on or date.min, reverse=True))


def case_detail(
    session: Session, *, case_id: int, clock: Clock, unsaved: Mapping[str, str] | None = None
) -> CaseDetail:
    """One case in full; `unsaved` are texts that are being typed, for its paper."""
    case, subjects = _read(session, case_id, clock)
    stage = stage_of_case(stages_of(session, subjects), case.step)
    names = {(subject.words.one, subject.words.many) for subject in subjects}
    return CaseDetail(
        row=_row(case, names),
        written_on=case.written_on,
        author_role=case.author_role or "",
        summary=case.summary,
        background=case.background,
        consequences=case.consequences,
        proposal=tuple(case.proposal or ()),
        recipients=tuple(case.recipients or ()),
        members=tuple(_member(subject, number) for number, subject in enumerate(subjects, 1)),
        when=stage.when if stage is not None else "",
        activity_id=stage.activity_id if stage is not None else None,
        document=_document(session, case, subjects, clock, unsaved or {}),
    )


def case_document(session: Session, *, case_id: int, clock: Clock) -> CaseDocument:
    """What a case says on paper."""
    case, subjects = _read(session, case_id, clock)
    return _document(session, case, subjects, clock, {})


def case_members(session: Session, *, case_id: int) -> tuple[tuple[int, int | None], ...]:
    """The agreements of a case in their order, with the revision of each that is about one."""
    case = _get(session, case_id)
    return tuple((member.agreement_id, member.revision_id) for member in case.members)


def case_candidates(session: Session, *, step: str, kind_id: int | None = None) -> tuple[CaseCandidate, ...]:
    """What a case of a step can be about: agreements that are not decided, or revisions that are not."""
    return _open_revisions(session, kind_id) if step == "revision" else _undecided(session, kind_id)


def _undecided(session: Session, kind_id: int | None) -> tuple[CaseCandidate, ...]:
    found = []
    for source in read_sources(session, figures=False):
        agreement = source.agreement
        if source.version.locked or kind_id not in (None, agreement.kind_id):
            continue
        lacks = rules.lacks_of(source)
        found.append(
            CaseCandidate(
                agreement_id=agreement.id,
                revision_id=None,
                name=agreement.performer_name or source.unit.name,
                kind=kind_words(agreement.kind).name,
                words=rules.lacks_words(lacks),
                ticked=True,
                lacking=bool(lacks),
            )
        )
    return tuple(found)


def _open_revisions(session: Session, kind_id: int | None) -> tuple[CaseCandidate, ...]:
    asked = select(AgreementRevision).where(AgreementRevision.locked.is_(False))
    by_agreement: dict[int, list[AgreementRevision]] = {}
    for row in session.scalars(asked.order_by(AgreementRevision.number)):
        by_agreement.setdefault(row.agreement_id, []).append(row)
    found = []
    for source in read_sources(session, sorted(by_agreement), figures=False) if by_agreement else ():
        agreement = source.agreement
        if kind_id not in (None, agreement.kind_id):
            continue
        found += [
            CaseCandidate(
                agreement_id=agreement.id,
                revision_id=row.id,
                name=agreement.performer_name or source.unit.name,
                kind=kind_words(agreement.kind).name,
                words=f"Bilaga {row.number}, ramar {row.year}",
                ticked=True,
                lacking=False,
            )
            for row in by_agreement[agreement.id]
        ]
    return tuple(found)


def _read(session: Session, case_id: int, clock: Clock) -> tuple[AgreementCase, tuple[Subject, ...]]:
    case = _get(session, case_id)
    pairs = [(member.agreement_id, member.revision_id) for member in case.members]
    return case, read_subjects(session, pairs, clock=clock)


def _get(session: Session, case_id: int) -> AgreementCase:
    case = session.get(AgreementCase, case_id)
    if case is None:
        raise NotFound(WHAT)
    return case


def _document(
    session: Session,
    case: AgreementCase,
    subjects: Sequence[Subject],
    clock: Clock,
    unsaved: Mapping[str, str],
) -> CaseDocument:
    texts = {name: unsaved.get(name, getattr(case, name)) for name in TEXTS}
    named = session.scalars(select(Municipality)).first()
    return CaseDocument(
        municipality=named.official_name if named is not None else "",
        title=case.title,
        body=case.body,
        step=_step(case.step),
        document_date=case.written_on or clock.today(),
        meeting_on=case.meeting_on,
        registration_number=case.registration_number,
        author_role=case.author_role,
        proposal=tuple(case.proposal or ()),
        recipients=tuple(case.recipients or ()),
        appendices=tuple(_appendix(subject, number) for number, subject in enumerate(subjects, 1)),
        example=case.example or any(subject.example for subject in subjects),
        **texts,
    )


def _appendix(subject: Subject, number: int) -> CaseAppendix:
    return CaseAppendix(number, subject.full_title, subject.version, subject.code, subject.draft)


def _member(subject: Subject, number: int) -> MemberRow:
    appendix = _appendix(subject, number)
    state = f"{'utkast' if subject.draft else 'beslutad'} {subject.version}"
    return MemberRow(
        number=number,
        agreement_id=subject.agreement_id,
        revision_id=subject.revision_id,
        title=appendix.title,
        words=f"{state}, kod {subject.code}",
        lacks=len(subject.missing),
    )


def _row(case: AgreementCase, names: set[tuple[str, str]]) -> CaseRow:
    step = _step(case.step)
    one, many = next(iter(names)) if len(names) == 1 else (words_of(()).one, words_of(()).many)
    if step == "revision":
        one, many = "ramrevidering", "ramrevideringar"
    return CaseRow(
        id=case.id,
        version=case.version,
        step=step,
        step_name=STEP_NAMES[step],
        title=case.title,
        body=case.body,
        meeting_on=case.meeting_on,
        registration_number=case.registration_number or "",
        what=write_count(len(case.members), one, many),
        count=len(case.members),
        example=case.example,
    )


def _step(step: str) -> CaseStep:
    return next(known for known in STEPS if known == step)


def _kinds(session: Session, keys: Sequence[int]) -> dict[int, tuple[int, str, str]]:
    rows = session.scalars(select(Agreement).where(Agreement.id.in_(keys)))
    found = {}
    for row in rows:
        words = kind_words(row.kind)
        found[row.id] = (row.kind_id, words.one, words.many)
    return found
