"""Agreements that lack a part: a warning while they are written, an error once they are decided."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.organisation import Unit
from app.models.steering import Node, NodeVersion
from app.services.storage import Database
from tests.services.checks.conftest import found, new_after


def _agreement(session: Session, *, locked: bool) -> Agreement:
    rows = (
        select(Agreement)
        .join(Node, Node.id == Agreement.node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
    )
    return session.scalars(rows.where(NodeVersion.locked == locked).order_by(Agreement.id)).first()  # type: ignore[return-value]


def test_a_part_that_is_missing_is_a_warning_while_it_is_written(example: Database) -> None:
    def take_term(session: Session) -> None:
        _agreement(session, locked=False).ends = None

    said = new_after(example, take_term)
    assert [(each.code, each.severity, each.kind) for each in said] == [
        ("agreement-part-missing", "warning", "agreement")
    ]
    assert said[0].message == "Avtalstiden är inte angiven."
    assert said[0].place.startswith("Uppdragshandling: ")


def test_a_decided_agreement_that_lacks_a_part_is_an_error(example: Database) -> None:
    def contract_lost(session: Session) -> None:
        unit = session.get_one(Unit, _agreement(session, locked=True).unit_id)
        unit.performer, unit.contract_title = "external", None

    said = new_after(example, contract_lost)
    assert [(each.code, each.severity) for each in said] == [("agreement-part-missing", "error")]


def test_a_replaced_agreement_is_passed_over(example: Database) -> None:
    key = example.read(lambda session: _agreement(session, locked=False).id)
    assert any(each.key == key for each in found(example) if each.kind == "agreement")

    def replace(session: Session) -> None:
        session.get_one(Node, session.get_one(Agreement, key).node_id).current.status = "revoked"

    assert new_after(example, replace) == []
    assert not any(each.key == key for each in found(example) if each.kind == "agreement")


def test_the_example_shows_what_is_missing_and_nothing_that_is_not(example: Database) -> None:
    papers = [each for each in found(example, date(2026, 11, 21)) if each.code == "agreement-part-missing"]
    assert {each.place for each in papers} == {
        "Uppdragshandling: Arbetsmarknad",
        "Uppdragshandling: Musikskola",
    }


def test_what_should_have_been_decided_signed_or_renewed_is_told(example: Database) -> None:
    later = date(2027, 2, 1)
    told = [each for each in found(example, later) if each.code.startswith("agreement-")]
    codes = {each.code for each in told}
    assert {"agreement-undecided", "agreement-unsigned"} <= codes
    unsigned = next(each for each in told if each.code == "agreement-unsigned")
    assert unsigned.severity == "warning"
    assert unsigned.message.startswith("Gäller sedan 1 januari 2027 utan underskrift av ")
    over = [each for each in found(example, date(2030, 1, 2)) if each.code.startswith("agreement-")]
    run_out = [each for each in over if each.code == "agreement-run-out"]
    locked = example.read(
        lambda session: sum(
            session.get_one(Node, row.node_id).current.locked for row in session.scalars(select(Agreement))
        )
    )
    assert len(run_out) == locked
    assert run_out[0].message.endswith("31 december 2029 och har varken förnyats eller avslutats.")
    assert "agreement-unsigned" not in {each.code for each in over}
    expired = [each.key for each in found(example, date(2030, 1, 2)) if each.code == "element-expired"]
    nodes = example.read(lambda session: set(session.scalars(select(Agreement.node_id))))
    assert not nodes & set(expired)


def test_what_has_changed_since_the_decision_is_told_once_for_each_agreement(example: Database) -> None:
    def rename(session: Session) -> None:
        row = _agreement(session, locked=True)
        session.get_one(Unit, row.unit_id).name = "Kansliet"

    said = [each for each in new_after(example, rename) if each.code == "agreement-changed-since"]
    assert [(each.severity, each.kind) for each in said] == [("note", "agreement")]
    assert said[0].message.startswith("Ändrat sedan beslutet: ")
    assert said[0].message.endswith(" heter nu Kansliet.")
