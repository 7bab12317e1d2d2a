"""The yearly revision of the frames: a numbered appendix with the frames before and after (`UH-05`)."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from app.models.agreements import AgreementRevision
from app.models.budget import BudgetPlan, Frame, PlanVersion
from app.models.errors import ChangedSince, Locked, NotFound
from app.models.types import new_id
from app.services import richtext
from app.services.agreements import deciding, lifecycle, revisions
from app.services.agreements.errors import (
    HasRevision,
    NotDecidedYet,
    NothingToRevise,
    RevisionIncomplete,
    YearOutsideTerm,
)
from app.services.agreements.following import follow_decided
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.budget import frames, versions
from app.services.budget.versions import create_version
from app.services.steering.errors import DecidedInFuture
from tests.services.agreements.office import HOME_CARE, MUSIC, Office
from tests.services.agreements.office import frames as frames_of

DECISION = {"body": "Kommunstyrelsen", "decided_on": date(2010, 11, 16), "paragraph": "§ 150"}


def begin(office: Office, unit: str = HOME_CARE, year: int = 2012) -> revisions.RevisionRow:
    """A new revision of a performer's frames."""
    key = office.row(unit).id
    made = office.database.write(partial(revisions.begin_revision, agreement_id=key, year=year)).value
    return row_of(office, unit, made)


def row_of(office: Office, unit: str, revision_id: int) -> revisions.RevisionRow:
    """The revision in the list of its agreement."""
    return next(row for row in office.detail(unit).revisions if row.id == revision_id)


def document(office: Office, row: revisions.RevisionRow) -> RevisionDocument:
    """The paper of a revision."""
    read = partial(revisions.revision_document, revision_id=row.id, clock=office.database.clock)
    return office.database.read(read)


def decide(office: Office, row: revisions.RevisionRow, **changed: object) -> None:
    """Record the decision about a revision."""
    given = DECISION | {"registration_number": None, "clock": office.database.clock} | changed
    office.database.write(
        partial(revisions.decide_revision, revision_id=row.id, expected_version=row.version, **given)
    )


def revised_plan(office: Office, unit: str = HOME_CARE, year: int = 2012, more: int = 100_000_00) -> None:
    """A revised budget with more to a performer in a year, decided by the council."""
    source = office.detail(unit).plan_version_id
    key = office.database.write(
        partial(create_version, source_id=source, name="Reviderad", stage="revised")
    ).value

    def ids(session) -> tuple[int, int]:
        wanted = select(Frame.id, Frame.version).where(
            Frame.plan_version_id == key, Frame.unit_id == office.row(unit).unit_id, Frame.year == year
        )
        return session.execute(wanted.where(Frame.kind == "operating")).one()

    frame, version = office.database.read(ids)
    office.database.write(
        partial(frames.set_component, frame_id=frame, kind="priority", amount=more, expected_version=version)
    )
    row = office.database.read(lambda session: session.get_one(PlanVersion, key).version)
    office.database.write(
        partial(
            versions.lock_version, version_id=key, body="Kommunfullmäktige", decided_on=date(2010, 11, 15),
            paragraph="§ 88", registration_number=None, expected_version=row, today=date(2010, 11, 21),
            stage="revised",
        )
    )  # fmt: skip


def test_a_revision_has_the_frames_before_and_after_and_is_kept_as_it_was_decided(office: Office) -> None:
    revised_plan(office)
    assert office.row(HOME_CARE).frames_behind
    row = begin(office)
    assert (row.number, row.words, row.plan, row.locked) == (1, "Bilaga 1, ramar 2012", "Reviderad", False)
    assert office.database.undo_words == (
        "Påbörjade revidering av ramarna 2012 i uppdragshandlingen för Hemtjänst Kopparberg"
    )
    text = richtext.write(richtext.from_plain("Ramen höjs för fler timmar."))
    edit = partial(revisions.set_revision_text, revision_id=row.id, text=text)
    office.database.write(partial(edit, expected_version=row.version))
    with pytest.raises(ChangedSince, match="Ramrevideringen 2012"):
        office.database.write(partial(edit, text="", expected_version=row.version))
    draft = document(office, row)
    assert draft.before is not None
    assert draft.after is not None
    assert draft.before.years == draft.after.years == (2012, 2013)
    agreed = frames_of(office.document(HOME_CARE))
    assert draft.before.totals == agreed.totals[1:]
    assert draft.after.totals == tuple(total + 100_000_00 for total in draft.before.totals)
    assert (draft.draft, draft.version, draft.agreement_code[4]) == (True, "0.2", "-")
    with pytest.raises(DecidedInFuture):
        decide(office, row_of(office, HOME_CARE, row.id), decided_on=date(2010, 12, 24))
    decide(office, row_of(office, HOME_CARE, row.id))
    kept = document(office, row)
    assert (kept.draft, kept.version, kept.document_date) == (False, "1.0", date(2010, 11, 16))
    assert [kept.decision and kept.decision.paragraph] == ["§ 150"]
    assert (kept.before, kept.after, kept.text) == (draft.before, draft.after, text)
    listed = row_of(office, HOME_CARE, row.id)
    assert listed.decided == "Kommunstyrelsen, 16 november 2010, § 150"
    line = office.row(HOME_CARE)
    assert (len(listed.code), line.frames_behind, line.revisions) == (14, False, 1)
    for late in (
        partial(revisions.set_revision_text, text=""),
        partial(revisions.set_revision_plan, plan_version_id=1),
        revisions.remove_revision,
    ):
        with pytest.raises(Locked, match="är beslutad och låst"):
            office.database.write(partial(late, revision_id=row.id, expected_version=listed.version))


def test_the_next_revision_begins_where_the_last_one_ended(office: Office) -> None:
    revised_plan(office)
    first = begin(office)
    decide(office, first)
    second = begin(office, year=2013)
    paper = document(office, second)
    assert (second.number, second.words) == (2, "Bilaga 2, ramar 2013")
    assert paper.before is not None
    assert paper.before.years == (2013,)
    after = document(office, first).after
    assert after is not None
    assert paper.before.totals == after.totals[1:]
    papers = partial(
        revisions.revision_documents, agreement_ids=(first.agreement_id,), clock=office.database.clock
    )
    assert [one.number for one in office.database.read(papers)[first.agreement_id]] == [1]
    both = office.database.read(partial(papers, drafts=True))[first.agreement_id]
    assert [one.number for one in both] == [1, 2]


def test_what_cannot_be_revised_is_said(office: Office) -> None:
    with pytest.raises(NotDecidedYet, match="kan inte revideras"):
        begin(office, MUSIC)
    with pytest.raises(YearOutsideTerm, match=r"gäller inte 2014 \(2011–2013\)"):
        begin(office, year=2014)
    row = begin(office)
    with pytest.raises(HasRevision, match="har redan en ramrevidering för 2012"):
        begin(office)
    assert begin(office, year=2013).number == 2

    def without_frames(session) -> None:
        session.get_one(AgreementRevision, row.id).plan_version_id = None

    office.change(without_frames)
    assert document(office, row).missing
    with pytest.raises(RevisionIncomplete, match="har inga ramar"):
        decide(office, row)
    office.database.write(
        partial(revisions.remove_revision, revision_id=row.id, expected_version=row.version)
    )
    assert [one.number for one in office.detail(HOME_CARE).revisions] == [2]
    with pytest.raises(NotFound, match="Ramrevideringen"):
        document(office, row)


def test_all_are_revised_and_decided_together_and_drafts_follow_a_new_decision(office: Office) -> None:
    decided = [row.id for row in office.view().rows if row.locked]
    begin_all = partial(revisions.begin_all, kind_id=office.kind_id)
    with pytest.raises(NothingToRevise, match="gäller 2011"):
        office.database.write(partial(begin_all, year=2011))
    made = office.database.write(partial(begin_all, year=2012)).value
    assert len(made) == len(decided)
    with pytest.raises(NothingToRevise):
        office.database.write(partial(begin_all, year=2012))
    revised_plan(office)
    (draft,) = office.detail(HOME_CARE).revisions
    assert (draft.plan, draft.behind) == ("KS förslag", "Ramarna ligger efter ”Reviderad”.")
    followed = office.database.write(follow_decided).value
    assert followed > len(made)
    assert "21 ramrevideringar" in (office.database.undo_words or "")
    assert {row.plan for row in office.detail(HOME_CARE).revisions} == {"Reviderad"}
    given = DECISION | {"registration_number": "KS 2010/9", "clock": office.database.clock}
    count = office.database.write(partial(revisions.decide_several, revision_ids=made, **given)).value
    assert count == len(made)
    assert {row.frames for row in office.view().rows} == {"Följer planen"}


def test_a_new_version_of_the_agreement_can_still_be_made(office: Office) -> None:
    row = begin(office)
    decide(office, row)
    office.database.write(partial(deciding.new_version, agreement_id=row.agreement_id))
    assert begin(office, year=2013).number == 2
    assert document(office, row).version == "1.0"


def test_a_budget_without_a_frame_for_the_unit_is_passed_by_until_it_is_decided(office: Office) -> None:
    def add(session) -> int:
        plan = BudgetPlan(id=new_id(), name="Budget 2012", first_year=2012, years=3)
        version = PlanVersion(id=new_id(), position=1, stage="proposal", name="KS förslag 2012")
        plan.versions.append(version)
        session.add(plan)
        session.flush()
        return version.id

    empty = office.change(add)
    row = begin(office)
    assert (row.plan, row.behind) == ("KS förslag", "")
    assert document(office, row).after is not None

    def adopt(session) -> None:
        version = session.get_one(PlanVersion, empty)
        version.stage, version.body, version.locked = "decided", "Kommunfullmäktige", True

    office.change(adopt)
    assert row_of(office, HOME_CARE, row.id).behind == "Ramarna ligger efter ”KS förslag 2012”."


def test_what_has_ended_is_not_revised_for_a_later_year(office: Office) -> None:
    ended = date(2011, 6, 30)
    office.do(lifecycle.end_agreement, HOME_CARE, ended_on=ended, ending="terminated", note=None)
    with pytest.raises(YearOutsideTerm, match="gäller inte 2012"):
        begin(office)
