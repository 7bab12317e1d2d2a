"""Use cases on tjänsteskrivelser: the case that brings agreements to a body that prepares or decides."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementCase, AgreementCaseMember
from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import Meeting
from app.services import richtext
from app.services.agreements import casewords
from app.services.agreements.casedocument import STEPS, TEXTS, CaseStep
from app.services.agreements.casesubjects import Pair, Subject, kind_of, read_subjects
from app.services.agreements.errors import NobodyChosen
from app.services.agreements.wheeldates import Stage, lifecycle_dates
from app.services.clock import Clock
from app.services.storage import check_version, describe, touch
from app.services.textorder import fold
from app.services.typed import needed, optional

WHAT: Final = "Ärendet"
#: What is on one line, and how the log calls it.
FACTS: Final = {
    "title": "rubriken",
    "body": "mottagaren",
    "meeting_on": "sammanträdesdagen",
    "written_on": "datumet",
    "registration_number": "diarienumret",
    "author_role": "handläggaren",
}
_NEEDED: Final = {"title": "Rubriken"}
_DEFINITE: Final = {
    "utskott": "Utskottet",
    "nämnd": "Nämnden",
    "styrelse": "Styrelsen",
    "facknämnd": "Facknämnden",
}
#: How bodies that meet are called; other clients, such as a manager, decide without a case.
_ENDINGS: Final = (
    "nämnd", "nämnden", "styrelse", "styrelsen", "fullmäktige", "utskott", "utskottet", "beredningen",
)  # fmt: skip
_TEXT_WORDS: Final = {
    "summary": "sammanfattningen",
    "background": "bakgrunden",
    "consequences": "konsekvenserna",
}


def create_case(
    session: Session,
    *,
    step: str,
    agreement_ids: Sequence[int] = (),
    revision_ids: Sequence[Pair] = (),
    clock: Clock,
) -> int:
    """Write the first draft of a case from data; gives its key.

    `revision_ids` are the agreement and the revision of each, for a case about revisions.
    """
    known = _step(step)
    subjects = _subjects(session, agreement_ids, revision_ids, clock)
    case = AgreementCase(id=new_id(), step=known, title="", body="", version=1)
    case.example = False
    session.add(case)
    _set_members(case, subjects)
    _draft(session, case, subjects, clock)
    describe(session, f"Skapade ärendet ”{case.title}”")
    session.flush()
    return case.id


def set_case(session: Session, *, case_id: int, expected_version: int, **values: Any) -> None:
    """Change what stands on one line: any of `FACTS`; days are dates or None."""
    case = known_case(session, case_id, expected_version)
    wanted = {name: _clean(name, value) for name, value in values.items()}
    changed = {name: value for name, value in wanted.items() if getattr(case, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(case, name, value)
    what = " och ".join(FACTS[name] for name in list(changed)[:2])
    describe(session, f"Ändrade {what} i ärendet ”{case.title}”")
    touch(case)


def set_case_text(session: Session, *, case_id: int, name: str, text: str, expected_version: int) -> None:
    """Change one of the texts; `name` is one of `casedocument.TEXTS`, `text` rich text as it is kept."""
    case = known_case(session, case_id, expected_version)
    if name not in TEXTS:
        raise ValueError(f"a case has no text {name!r}")
    kept = richtext.write(richtext.read(text))
    if kept == getattr(case, name):
        return
    setattr(case, name, kept)
    describe(session, f"Ändrade {_TEXT_WORDS[name]} i ärendet ”{case.title}”")
    touch(case)


def set_proposal(session: Session, *, case_id: int, points: Sequence[str], expected_version: int) -> None:
    """Change the points of the proposed decision; empty ones go."""
    case = known_case(session, case_id, expected_version)
    wanted = _lines(points)
    if wanted == list(case.proposal or ()):
        return
    case.proposal = wanted
    describe(session, f"Ändrade förslaget till beslut i ärendet ”{case.title}”")
    touch(case)


def set_recipients(session: Session, *, case_id: int, names: Sequence[str], expected_version: int) -> None:
    """Change who the decision is sent to."""
    case = known_case(session, case_id, expected_version)
    wanted = _lines(names)
    if wanted == list(case.recipients or ()):
        return
    case.recipients = wanted
    describe(session, f"Ändrade vilka beslutet skickas till i ärendet ”{case.title}”")
    touch(case)


def set_members(
    session: Session,
    *,
    case_id: int,
    agreement_ids: Sequence[int] = (),
    revision_ids: Sequence[Pair] = (),
    expected_version: int,
    clock: Clock,
) -> None:
    """Change which agreements or revisions go with the case; the texts stay as they are."""
    case = known_case(session, case_id, expected_version)
    subjects = _subjects(session, agreement_ids, revision_ids, clock)
    wanted = [(one.agreement_id, one.revision_id) for one in subjects]
    if wanted == [(member.agreement_id, member.revision_id) for member in case.members]:
        return
    case.members.clear()
    session.flush()
    _set_members(case, subjects)
    describe(session, f"Ändrade bilagorna i ärendet ”{case.title}”")
    touch(case)


def redraft(session: Session, *, case_id: int, expected_version: int, clock: Clock) -> None:
    """Write the texts and the proposal anew from what the agreements say now; facts that were typed stay."""
    case = known_case(session, case_id, expected_version)
    pairs = [(member.agreement_id, member.revision_id) for member in case.members]
    subjects = read_subjects(session, pairs, clock=clock)
    if not subjects:
        raise NobodyChosen
    before = _texts_of(case)
    _draft_texts(session, case, subjects, clock.today())
    if _texts_of(case) == before:
        return
    describe(session, f"Skrev om texterna i ärendet ”{case.title}” från uppgifterna")
    touch(case)


def remove_case(session: Session, *, case_id: int, expected_version: int) -> None:
    """Take a case away; the agreements stay as they are."""
    case = known_case(session, case_id, expected_version)
    describe(session, f"Tog bort ärendet ”{case.title}”")
    session.delete(case)


def known_case(session: Session, case_id: int, expected_version: int) -> AgreementCase:
    """The case if nobody has changed it since it was read."""
    case = session.get(AgreementCase, case_id)
    if case is None:
        raise NotFound(WHAT)
    check_version(case, expected_version, f"Ärendet ”{case.title}”")
    return case


def stage_of_case(stages: Sequence[Stage], step: str) -> Stage | None:
    """The step of the wheel that a case belongs to."""
    return next((stage for stage in stages if stage.step == step), None)


def stages_of(session: Session, subjects: Sequence[Subject]) -> tuple[Stage, ...]:
    """The steps of the year that the agreements begin in, or that their revisions are for."""
    if not subjects:
        return ()
    first = subjects[0]
    year = first.year or (first.starts.year if first.starts else None)
    return lifecycle_dates(session, kind_id=first.kind_id, year=year) if year is not None else ()


def proposed_meeting(session: Session, *, body: str, stage: Stage | None, today: date) -> date | None:
    """A meeting of the body that is still to come: when the wheel says, else its next; never a made-up day.

    Where the body has no meetings planned it is the day of the wheel, if the wheel has only one.
    """
    rows = session.scalars(
        select(Meeting).where(Meeting.starts >= today, Meeting.cancelled.is_(False)).order_by(Meeting.starts)
    )
    days = [row.starts for row in rows if fold(row.body) == fold(body)]
    first, last = (stage.first, stage.last) if stage is not None else (None, None)
    fitting = [day for day in days if last is not None and (first or last) <= day <= last]
    if fitting or days:
        return (fitting or days)[0]
    return last if last is not None and first == last and last >= today else None


def _draft(session: Session, case: AgreementCase, subjects: Sequence[Subject], clock: Clock) -> None:
    kind, today = kind_of(session, subjects), clock.today()
    step = _step(case.step)
    preparing = list((kind.prepared_by if kind else None) or ())
    deciding = list((kind.decided_by if kind else None) or ())
    bodies = (preparing or deciding) if step == "prepared" else deciding
    clients = {subject.client for subject in subjects if subject.client.casefold().endswith(_ENDINGS)}
    case.body = _body(bodies[0] if bodies else clients.pop() if len(clients) == 1 else "")
    case.title = casewords.title_of(step, subjects)
    case.written_on = today
    stage = stage_of_case(stages_of(session, subjects), step)
    case.meeting_on = proposed_meeting(session, body=case.body, stage=stage, today=today)
    case.recipients = list(casewords.recipients_of(subjects))
    _draft_texts(session, case, subjects, today)


def _draft_texts(session: Session, case: AgreementCase, subjects: Sequence[Subject], today: date) -> None:
    step, kind = _step(case.step), kind_of(session, subjects)
    said = _body(next(iter((kind.decided_by if kind else None) or ()), ""))
    decider = said if fold(said) != fold(case.body) else ""
    case.proposal = list(casewords.proposal_of(step, subjects, decider))
    case.summary = casewords.summary_of(step, subjects, case.body, decider)
    case.background = casewords.background_of(step, subjects, stages_of(session, subjects), today)
    case.consequences = casewords.consequences_of(step, subjects)


def _texts_of(case: AgreementCase) -> tuple[object, ...]:
    return (list(case.proposal or ()), *(getattr(case, name) for name in TEXTS))


def _subjects(
    session: Session, agreement_ids: Sequence[int], revision_ids: Sequence[Pair], clock: Clock
) -> tuple[Subject, ...]:
    pairs: list[Pair] = [*((key, None) for key in agreement_ids), *revision_ids]
    subjects = read_subjects(session, list(dict.fromkeys(pairs)), clock=clock)
    if not subjects:
        raise NobodyChosen
    return subjects


def _set_members(case: AgreementCase, subjects: Sequence[Subject]) -> None:
    case.members.extend(
        AgreementCaseMember(
            id=new_id(), position=place, agreement_id=one.agreement_id, revision_id=one.revision_id
        )
        for place, one in enumerate(subjects)
    )


def _body(name: str) -> str:
    """A body as a sentence names it: a model may say only what sort of body it is."""
    return _DEFINITE.get(name.casefold(), name)


def _step(step: str) -> CaseStep:
    found = next((known for known in STEPS if known == step), None)
    if found is None:
        raise ValueError(f"no step of a case: {step!r}")
    return found


def _clean(name: str, value: Any) -> Any:
    if name not in FACTS:
        raise TypeError(f"a case has no {name!r}")
    if name in _NEEDED:
        return needed(" ".join(richtext.cleaned(str(value)).split()), _NEEDED[name])
    if name == "body":
        return richtext.cleaned(str(value or "")).strip()
    if isinstance(value, str):
        return optional(richtext.cleaned(value))
    return value


def _lines(texts: Sequence[str]) -> list[str]:
    tidy = (" ".join(richtext.cleaned(text).split()) for text in texts)
    return [text for text in tidy if text]
