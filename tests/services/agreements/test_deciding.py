"""On the way to a binding agreement."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementSnapshot
from app.models.errors import ChangedSince, Locked, NotFound
from app.models.steering import Node
from app.services.agreements import deciding, writing
from app.services.agreements.builder import decided_document
from app.services.agreements.errors import NotComplete
from app.services.steering.decisions import Made
from app.services.storage import NothingToUndo
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office, commitments, rich


def decide(office: Office, unit: str, **changed: object) -> tuple[str, ...]:
    """Record the definitive decision."""
    values = {
        "body": "Kommunstyrelsen",
        "decided_on": date(2010, 11, 20),
        "paragraph": "§ 140",
        "registration_number": "KS 2010/200",
        "clock": office.database.clock,
    }
    return office.do(deciding.decide, unit, **(values | changed))


def statuses(office: Office, unit: str) -> set[tuple[str, bool]]:
    """Status and lock of the agreement's element and its commitments."""
    row = office.row(unit)

    def read(session: Session) -> set[tuple[str, bool]]:
        nodes = session.scalars(
            select(Node).where((Node.id == row.node_id) | (Node.parent_id == row.node_id))
        )
        return {(node.current.status, node.current.locked) for node in nodes if node.level.form != "document"}

    return office.database.read(read)


def test_a_complete_agreement_is_put_up_for_decision_with_its_commitments(office: Office) -> None:
    office.do(deciding.mark_draft, KITCHEN)
    assert statuses(office, KITCHEN) == {("prepared", False)}  # as far as it had come before
    office.do(deciding.mark_ready, KITCHEN)
    assert statuses(office, KITCHEN) == {("ready", False)}
    assert office.row(KITCHEN).status_word == "Klar för beslut"
    office.database.undo()
    assert statuses(office, KITCHEN) == {("prepared", False)}


def test_an_incomplete_agreement_is_not_put_up_for_decision(office: Office) -> None:
    with pytest.raises(NotComplete, match="Planen för uppföljning saknas") as refused:
        office.do(deciding.mark_ready, MUSIC)
    assert "Musikskola kan inte läggas fram för beslut än" in refused.value.message


def test_a_decision_locks_the_agreement_and_its_commitments_and_keeps_the_paper(office: Office) -> None:
    assert decide(office, KITCHEN) == ()
    assert statuses(office, KITCHEN) == {("decided", True)}
    document = office.document(KITCHEN)
    assert (document.version, document.draft) == ("1.0", False)
    assert document.document_date == date(2010, 11, 20)
    assert document.registration_number == "KS 2010/200"
    assert document.decisions[-1].paragraph == "§ 140"
    assert office.row(KITCHEN).decided == "20 november 2010, § 140"


def test_a_decision_cannot_be_undone(office: Office) -> None:
    decide(office, KITCHEN)
    with pytest.raises(NothingToUndo):
        office.database.undo()
    assert office.row(KITCHEN).locked


def test_a_decision_that_was_made_is_recorded_also_when_something_is_missing(office: Office) -> None:
    assert decide(office, MUSIC) == ("Planen för uppföljning saknas.",)
    document = office.document(MUSIC)
    assert not document.draft
    assert document.missing == ("Planen för uppföljning saknas.",)


@pytest.mark.parametrize(("step", "status"), [("prepared", "Beredd"), ("preliminary", "Förslag")])
def test_earlier_steps_are_recorded_and_can_be_undone(office: Office, step: str, status: str) -> None:
    office.do(deciding.mark_draft, KITCHEN)
    before = office.document(KITCHEN).decisions
    made = Made(step=step, body="Utskottet för omsorg", decided_on=date(2010, 11, 1), paragraph="§ 7")
    office.do(deciding.record, KITCHEN, made=made, clock=office.database.clock)
    assert office.row(KITCHEN).status_word.casefold().startswith(status.casefold())
    assert office.document(KITCHEN).draft
    assert "Utskottet för omsorg" in [row.body for row in office.document(KITCHEN).decisions]
    office.database.undo()
    assert office.document(KITCHEN).decisions == before


def test_nothing_of_a_decided_agreement_is_changed_through_a_use_case(office: Office) -> None:
    part = office.part(HOME_CARE, "spelregler").id
    for call in (
        partial(writing.edit_text, part_id=part, text=rich("x")),
        partial(writing.set_follow_up, lines=()),
        partial(writing.set_signatories, lines=()),
        partial(writing.set_term, starts=None, ends=None),
        partial(writing.set_registration_number, number="1"),
        partial(writing.set_client, client="x"),
        partial(writing.set_plan_version, plan_version_id=1),
        deciding.mark_ready,
        deciding.mark_draft,
    ):
        with pytest.raises(Locked, match="Hemtjänst Kopparberg är beslutad och låst"):
            office.do(call, HOME_CARE)
    with pytest.raises(Locked):
        decide(office, HOME_CARE)


def test_a_change_against_an_older_state_is_refused(office: Office) -> None:
    detail = office.detail(MUSIC)
    office.do(writing.set_registration_number, MUSIC, number="KS 2010/1")
    late = partial(
        writing.set_client, agreement_id=detail.row.id, client="Annan", expected_version=detail.version
    )
    with pytest.raises(ChangedSince, match="har ändrats sedan"):
        office.database.write(late)


def test_the_next_version_gets_a_paper_of_its_own_and_the_first_is_kept(office: Office) -> None:
    row = office.row(HOME_CARE)
    first = office.document(HOME_CARE)
    assert office.database.write(partial(deciding.new_version, agreement_id=row.id)).value == 2
    assert office.row(HOME_CARE).status_word == "Utkast"
    assert len(commitments(office.document(HOME_CARE))) == len(commitments(first))
    office.do(writing.set_registration_number, HOME_CARE, number="KS 2011/1")
    decide(office, HOME_CARE, registration_number=None)
    assert office.document(HOME_CARE).version == "2.0"
    assert office.document(HOME_CARE).registration_number == "KS 2011/1"
    kept = select(func.count()).where(AgreementSnapshot.agreement_id == row.id)
    assert office.database.read(lambda session: session.scalar(kept)) == 2


def test_a_new_version_of_what_is_gone_is_refused(office: Office) -> None:
    with pytest.raises(NotFound):
        office.database.write(partial(deciding.new_version, agreement_id=1))


def test_an_agreement_made_from_nothing_can_be_decided(empty: Office) -> None:
    unit = empty.add_performer("Biblioteket")
    empty.make(unit)
    missing = decide(empty, "Biblioteket")
    assert "Åtaganden saknas." in missing
    assert empty.document("Biblioteket").version == "1.0"


def test_what_is_sent_back_is_no_decision_and_can_be_put_up_again(office: Office) -> None:
    made = Made(outcome="referred_back", body="Kommunstyrelsen", decided_on=date(2010, 11, 2))
    office.do(deciding.record, KITCHEN, made=made, clock=office.database.clock)
    row, document = office.row(KITCHEN), office.document(KITCHEN)
    assert (row.status_word, row.locked, row.decided) == ("Utkast", False, "")
    assert (document.draft, "definitive" in [one.step for one in document.decisions]) == (True, False)
    decide(office, KITCHEN)
    assert office.row(KITCHEN).decided == "20 november 2010, § 140"


def test_the_paper_of_an_earlier_version_is_still_there(office: Office) -> None:
    row, first = office.row(HOME_CARE), office.document(HOME_CARE)
    assert office.detail(HOME_CARE).earlier == ()
    office.database.write(partial(deciding.new_version, agreement_id=row.id))
    office.do(writing.set_client, HOME_CARE, client="Omsorgsnämnden")
    ((key, words),) = office.detail(HOME_CARE).earlier
    assert words == "Version 1.0, beslutad 27 oktober 2010"
    assert office.database.read(partial(decided_document, node_version_id=key)) == first
    with pytest.raises(NotFound, match="Versionen"):
        office.database.read(partial(decided_document, node_version_id=1))
