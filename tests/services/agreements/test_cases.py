"""Tjänsteskrivelser: the first draft from data, what is changed in it, and what it says of its appendices."""

from datetime import date
from functools import partial

import pytest

from app.models.errors import ChangedSince, MissingText
from app.services import richtext
from app.services.agreements import cases, caseviews, deciding, lifecycle, revisions
from app.services.agreements.casesubjects import read_subjects
from app.services.agreements.casewords import frame_total
from app.services.agreements.errors import NobodyChosen
from app.services.agreements.fingerprint import content_hash, printed_code
from app.services.wheel import meetings
from tests.services.agreements.conftest import CLOCK
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office, rich


def create(office: Office, step: str, *units: str, **given: object) -> int:
    """A case about some performers."""
    keys = tuple(office.row(unit).id for unit in units)
    made = partial(cases.create_case, step=step, agreement_ids=keys, clock=CLOCK, **given)
    return office.database.write(made).value


def detail(office: Office, case_id: int) -> caseviews.CaseDetail:
    """One case in full."""
    return office.database.read(partial(caseviews.case_detail, case_id=case_id, clock=CLOCK))


def change(office: Office, use_case: object, case_id: int, **values: object) -> None:
    """Run a use case against the version that the case has now."""
    version = detail(office, case_id).row.version
    office.database.write(partial(use_case, case_id=case_id, expected_version=version, **values))


def said(text: str) -> str:
    """The words of a kept text."""
    return richtext.plain(richtext.read(text))


def test_the_first_draft_tells_which_agreements_how_much_and_what_is_missing(office: Office) -> None:
    office.database.write(
        partial(
            lifecycle.add_comment,
            agreement_id=office.row(MUSIC).id,
            side="performer",
            text="Fler <b>elever</b> & köer.",
        )
    )
    found = detail(office, create(office, "definitive", MUSIC, KITCHEN))
    document = found.document
    assert (found.row.title, found.row.body) == ("Uppdragshandlingar 2011–2013", "Kommunstyrelsen")
    assert found.row.what == "2 uppdragshandlingar"
    assert document.lead == "Kommunstyrelsen beslutar att"
    assert found.proposal[0] == (
        "fastställa 2 uppdragshandlingar enligt bilaga 1–2 att gälla från och med 1 januari 2011 "
        "till och med 31 december 2013"
    )
    pairs = [(member.agreement_id, None) for member in found.members]
    subjects = office.database.read(partial(read_subjects, pairs=pairs, clock=CLOCK))
    total = frame_total(subjects, 2011)
    assert total is not None
    assert f"{total // 100_000:,}".replace(",", "\xa0") in said(document.summary)
    assert "1 av 2 saknar ännu något" in said(document.summary)
    assert "Fler <b>elever</b> & köer." in said(document.background)
    assert f"{MUSIC}: Planen för uppföljning saknas." in said(document.consequences)
    assert KITCHEN not in said(document.consequences).partition("Det som återstår")[2]
    table = next(
        block for block in richtext.read(document.consequences).blocks if isinstance(block, richtext.Table)
    )
    assert [richtext.text_of(row[0]) for row in table.rows] == [
        "Tusental kronor",
        MUSIC,
        KITCHEN,
        "Sammanlagt",
    ]
    codes = [printed_code(content_hash(office.document(unit))) for unit in (MUSIC, KITCHEN)]
    assert [one.code for one in document.appendices] == codes
    assert [one.draft for one in document.appendices] == [True, True]


def test_each_step_goes_to_its_body_on_a_meeting_that_is_still_to_come(office: Office) -> None:
    one = detail(office, create(office, "prepared", KITCHEN))
    assert one.row.body == "Utskottet"
    assert one.proposal == (
        f"lämna förslaget till uppdragshandlingen för {KITCHEN} enligt bilaga 1 till Kommunstyrelsen "
        "för beslut",
    )
    today = CLOCK.today()
    for day in (date(2010, 10, 1), date(2010, 12, 7), date(2011, 2, 1)):
        office.database.write(partial(meetings.add_meeting, body="kommunstyrelsen", starts=day))
    preliminary = detail(office, create(office, "preliminary", KITCHEN))
    assert preliminary.when
    assert preliminary.row.meeting_on is not None
    assert preliminary.row.meeting_on >= today
    assert preliminary.row.meeting_on <= date(2010, 12, 7)
    assert one.row.meeting_on is None or one.row.meeting_on >= today


def test_what_is_written_stays_until_it_is_asked_for_anew(office: Office) -> None:
    case_id = create(office, "definitive", MUSIC)
    change(
        office, cases.set_case, case_id, title=" Musikskolan ", meeting_on=date(2010, 12, 7), author_role=""
    )
    change(office, cases.set_case_text, case_id, name="background", text=rich("Egna ord\x07."))
    change(office, cases.set_proposal, case_id, points=("a  b", "", "  "))
    change(office, cases.set_recipients, case_id, names=("Revisorerna",))
    members = (office.row(MUSIC).id, office.row(KITCHEN).id)
    change(office, cases.set_members, case_id, agreement_ids=members, clock=CLOCK)
    found = detail(office, case_id)
    assert (found.row.title, found.row.meeting_on, found.author_role) == (
        "Musikskolan",
        date(2010, 12, 7),
        "",
    )
    assert said(found.background) == "Egna ord."
    assert (found.proposal, found.recipients) == (("a b",), ("Revisorerna",))
    assert [member.title.rpartition(", ")[2] for member in found.members] == [MUSIC, KITCHEN]
    stale = partial(cases.set_case, case_id=case_id, title="X", expected_version=1)
    with pytest.raises(ChangedSince):
        office.database.write(stale)
    with pytest.raises(MissingText):
        change(office, cases.set_case, case_id, title="  ")
    change(office, cases.redraft, case_id, clock=CLOCK)
    found = detail(office, case_id)
    assert found.row.title == "Musikskolan"
    assert "2 uppdragshandlingar" in said(found.background)
    assert len(found.proposal) > 1
    office.database.undo()
    assert said(detail(office, case_id).background) == "Egna ord."
    change(office, cases.remove_case, case_id)
    left = office.database.read(caseviews.cases_view)
    assert [row.example for row in left] == [True], "only the example's own case is left"


def test_a_decided_agreement_is_the_decided_text_in_its_case_and_no_longer_offered(office: Office) -> None:
    case_id = create(office, "definitive", KITCHEN)
    before = detail(office, case_id).document.appendices[0]
    row = office.row(KITCHEN)
    offered = partial(caseviews.case_candidates, step="definitive")
    assert row.id in {one.agreement_id for one in office.database.read(offered)}
    office.do(deciding.mark_ready, KITCHEN)
    office.do(
        deciding.decide, KITCHEN, body="Kommunstyrelsen", decided_on=date(2010, 10, 26), paragraph="§ 9",
        registration_number=None, clock=CLOCK,
    )  # fmt: skip
    after = detail(office, case_id).document.appendices[0]
    assert (before.draft, after.draft, after.version) == (True, False, "1.0")
    assert after.code == printed_code(content_hash(office.document(KITCHEN)))
    assert row.id not in {one.agreement_id for one in office.database.read(offered)}
    with pytest.raises(NobodyChosen):
        create(office, "definitive")


def test_revisions_go_to_the_body_that_decides_and_leave_the_case_when_they_are_removed(
    office: Office,
) -> None:
    row = office.row(HOME_CARE)
    begin = partial(revisions.begin_revision, agreement_id=row.id, year=2012)
    revision = office.database.write(begin).value
    (candidate,) = office.database.read(partial(caseviews.case_candidates, step="revision"))
    assert (candidate.agreement_id, candidate.revision_id) == (row.id, revision)
    case_id = office.database.write(
        partial(cases.create_case, step="revision", revision_ids=((row.id, revision),), clock=CLOCK)
    ).value
    found = detail(office, case_id)
    assert found.row.title == f"Revidering av budgetramar 2012 i uppdragshandlingen för {HOME_CARE}"
    assert found.proposal[0].startswith("ändra budgetramarna för 2012 i")
    assert found.row.what == "1 ramrevidering"
    office.database.write(partial(revisions.remove_revision, revision_id=revision, expected_version=1))
    assert detail(office, case_id).members == ()
    office.database.undo()
    assert len(detail(office, case_id).members) == 1
