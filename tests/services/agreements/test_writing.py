"""What is written in an agreement, and how it is undone."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementText
from app.models.errors import Locked, MissingText, NotFound
from app.models.steering import Node
from app.services import richtext
from app.services.agreements import writing
from app.services.agreements.errors import TermEndsBeforeStart
from app.services.agreements.writing import FollowUpLine, SignatoryLine
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office, rich
from tests.services.agreements.office import frames as frames_of

PLAN = (FollowUpLine("April", "Prognos", "Förvaltningschef"), FollowUpLine("Mars", "Måluppfyllelse"))


def test_a_text_is_written_changed_and_taken_away(office: Office) -> None:
    part = office.part(MUSIC, "spelregler")
    assert part.text == ""
    office.do(writing.edit_text, MUSIC, part_id=part.id, text=rich("  Instrument lånas ut.  "))
    assert office.part(MUSIC, "spelregler").text == "Instrument lånas ut."
    assert office.database.undo_words == "Ändrade ”Spelregler” i uppdragshandlingen för Musikskola"
    office.do(writing.edit_text, MUSIC, part_id=part.id, text="")
    assert office.part(MUSIC, "spelregler").text == ""
    office.database.undo()
    assert office.part(MUSIC, "spelregler").text == "Instrument lånas ut."
    office.database.undo()
    assert office.part(MUSIC, "spelregler").text == ""


def test_writing_the_same_again_is_no_change(office: Office) -> None:
    before = office.database.undo_words, office.detail(KITCHEN)
    detail = office.detail(KITCHEN)
    part = office.part(KITCHEN, "syfte_och_omfattning")
    office.do(writing.edit_text, KITCHEN, part_id=part.id, text=rich(part.text))
    office.do(writing.set_term, KITCHEN, starts=detail.starts, ends=detail.ends)
    office.do(writing.set_follow_up, KITCHEN, lines=detail.follow_up)
    office.do(writing.set_signatories, KITCHEN, lines=detail.signatories)
    office.do(writing.set_client, KITCHEN, client=f" {detail.client} ")
    office.do(writing.set_registration_number, KITCHEN, number=detail.row.registration_number)
    office.do(writing.set_plan_version, KITCHEN, plan_version_id=detail.plan_version_id)
    assert (office.database.undo_words, office.detail(KITCHEN)) == before


def test_a_text_that_is_not_kept_as_rich_text_is_refused_and_nothing_is_changed(office: Office) -> None:
    part = office.part(MUSIC, "spelregler")
    with pytest.raises(richtext.UnreadableText, match="går inte att läsa"):
        office.do(writing.edit_text, MUSIC, part_id=part.id, text="<b>Fet</b> & {struken}")
    assert office.part(MUSIC, "spelregler").text == ""


def test_a_part_of_another_kind_is_refused(office: Office) -> None:
    with pytest.raises(NotFound, match="Avsnittet"):
        office.do(writing.edit_text, MUSIC, part_id=1, text="x")


def test_the_plan_for_follow_up_keeps_its_order(office: Office) -> None:
    office.do(writing.set_follow_up, MUSIC, lines=PLAN)
    assert office.detail(MUSIC).follow_up == PLAN
    assert office.row(MUSIC).missing == ()
    office.do(writing.set_follow_up, MUSIC, lines=(*reversed(PLAN), FollowUpLine("Maj", "Delår")))
    assert [line.timing for line in office.detail(MUSIC).follow_up] == ["Mars", "April", "Maj"]
    office.do(writing.set_follow_up, MUSIC, lines=PLAN[:1])
    assert office.detail(MUSIC).follow_up == PLAN[:1]
    office.database.undo()
    office.database.undo()
    assert office.detail(MUSIC).follow_up == PLAN
    office.database.undo()
    assert office.detail(MUSIC).follow_up == ()


def test_a_line_of_the_plan_says_when_and_what(office: Office) -> None:
    with pytest.raises(MissingText, match="Tidpunkten"):
        office.do(writing.set_follow_up, MUSIC, lines=(FollowUpLine("", "Prognos"),))
    with pytest.raises(MissingText, match="Vad som redovisas"):
        office.do(writing.set_follow_up, MUSIC, lines=(FollowUpLine("Maj", " "),))


def test_the_client_signs_before_the_performer(office: Office) -> None:
    performer, client = SignatoryLine("performer", "Rektor"), SignatoryLine("client", "Kommunchef", "Kansli")
    office.do(writing.set_signatories, MUSIC, lines=(performer, client))
    assert office.detail(MUSIC).signatories == (client, performer)
    office.database.undo()
    assert office.detail(MUSIC).signatories[0].role == "Förvaltningschef"


def test_a_side_without_anyone_to_sign_is_missing(office: Office) -> None:
    office.do(writing.set_signatories, KITCHEN, lines=(SignatoryLine("client", "Kommunchef"),))
    assert office.row(KITCHEN).missing == ("Undertecknare för utföraren saknas.",)
    with pytest.raises(MissingText, match="Befattningen"):
        office.do(writing.set_signatories, KITCHEN, lines=(SignatoryLine("client", ""),))


def test_no_name_ever_stands_in_the_words_of_the_log(office: Office) -> None:
    line = SignatoryLine("client", "Kommunchef", "", "Hemligt Namn")
    office.do(writing.set_signatories, MUSIC, lines=(line,))
    assert "Namn" not in (office.database.undo_words or "")


def test_the_term_is_followed_by_the_steering_element_and_the_frames(office: Office) -> None:
    agreed = frames_of(office.document(MUSIC))
    office.do(writing.set_term, MUSIC, starts=date(2012, 1, 1), ends=date(2014, 12, 31))
    left = frames_of(office.document(MUSIC))
    assert (left.years, left.totals) == (agreed.years[1:], agreed.totals[1:])
    assert office.document(MUSIC).title == "Uppdragshandling 2012–2014"
    node_id = office.row(MUSIC).node_id
    days = office.database.read(
        lambda session: (
            session.get_one(Node, node_id).current.valid_from,
            session.get_one(Node, node_id).current.valid_to,
        )
    )
    assert days == (date(2012, 1, 1), date(2014, 12, 31))
    office.database.undo()
    assert office.document(MUSIC).title == "Uppdragshandling 2011–2013"


def test_a_term_that_ends_before_it_begins_is_refused(office: Office) -> None:
    with pytest.raises(TermEndsBeforeStart, match="slutar före den börjar"):
        office.do(writing.set_term, MUSIC, starts=date(2012, 1, 1), ends=date(2011, 12, 31))


def test_client_and_number_are_changed_and_undone(office: Office) -> None:
    office.do(writing.set_client, MUSIC, client="Bildningsnämnden")
    office.do(writing.set_registration_number, MUSIC, number=" BN 2010/4 ")
    assert (office.detail(MUSIC).client, office.row(MUSIC).registration_number) == (
        "Bildningsnämnden", "BN 2010/4",
    )  # fmt: skip
    with pytest.raises(MissingText, match="Beställaren"):
        office.do(writing.set_client, MUSIC, client=" ")
    office.do(writing.set_registration_number, MUSIC, number="")
    assert office.document(MUSIC).registration_number is None


def test_frames_may_be_taken_from_another_version_of_the_plan(office: Office) -> None:
    detail = office.detail(MUSIC)
    names = dict(detail.plan_versions)
    assert names[detail.plan_version_id] == "KS förslag"
    assert (detail.row.frames, detail.row.frames_behind) == ("Följer planen", False)
    first = detail.plan_versions[0][0]
    office.do(writing.set_plan_version, MUSIC, plan_version_id=first)
    assert (office.row(MUSIC).frames, office.row(MUSIC).frames_behind) == ("Äldre än KS förslag", True)
    office.database.undo()
    assert office.row(MUSIC).frames_behind is False
    with pytest.raises(NotFound, match="Budgetversionen"):
        office.do(writing.set_plan_version, MUSIC, plan_version_id=1)


def test_an_agreement_that_is_gone_is_said(office: Office) -> None:
    gone = partial(writing.set_client, agreement_id=1, client="x", expected_version=1)
    with pytest.raises(NotFound, match="Överenskommelsen"):
        office.database.write(gone)


def test_the_file_itself_refuses_a_change_of_what_is_decided(office: Office) -> None:
    key = office.row(HOME_CARE).id

    def edit(session: Session) -> None:
        for row in session.scalars(select(AgreementText).where(AgreementText.agreement_id == key)):
            row.text = "Något annat."

    with pytest.raises(Locked):
        office.change(edit)
    assert office.part(HOME_CARE, "spelregler").text.startswith("Volymförändringar räknas med")
