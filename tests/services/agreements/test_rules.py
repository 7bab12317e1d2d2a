"""What an agreement must hold, one thing after the other taken away."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementPart
from app.models.organisation import Unit
from app.models.scorecard import NodeIndicator
from app.models.steering import Node
from app.services.agreements import writing
from app.services.agreements.rules import Lack, lacks_words
from tests.services.agreements.office import ENGINEERING, KITCHEN, MUSIC, Office


def agreement(session: Session, unit: str) -> Agreement:
    """The agreement of a performer."""
    return session.scalars(
        select(Agreement).join(Unit, Unit.id == Agreement.unit_id).where(Unit.name == unit)
    ).one()


def commitment_ids(session: Session, unit: str) -> list[int]:
    """Its commitments in their order."""
    node_id = agreement(session, unit).node_id
    rows = select(Node).where(Node.parent_id == node_id).order_by(Node.position, Node.id)
    return [node.id for node in session.scalars(rows) if node.level.form == "commitment"]


def without_measure(session: Session) -> None:
    """The second commitment is measured by nothing."""
    second = commitment_ids(session, KITCHEN)[1]
    for row in session.scalars(select(NodeIndicator).where(NodeIndicator.node_id == second)):
        session.delete(row)


def without_frames(session: Session) -> None:
    """No version of a plan is chosen."""
    agreement(session, KITCHEN).plan_version_id = None


def without_term(session: Session) -> None:
    """Nobody knows until when it holds."""
    agreement(session, KITCHEN).ends = None


def without_texts(session: Session) -> None:
    """Nothing of its own is written."""
    agreement(session, KITCHEN).texts = []


def without_roles(session: Session) -> None:
    """The lines to sign on say nothing."""
    for row in agreement(session, KITCHEN).signatories:
        row.role = " "


@pytest.mark.parametrize(
    ("take_away", "words", "sentences"),
    [
        (without_measure, "saknar mått", ("Åtagande 2 saknar mått.",)),
        (without_frames, "saknar ramar", ("Budgetramarna saknas.",)),
        (without_term, "saknar avtalstid", ("Avtalstiden är inte angiven.",)),
        (
            without_texts,
            "saknar syfte",
            ("Avsnittet ”Verksamhetens syfte och omfattning” är inte skrivet.",),
        ),
        (
            without_roles,
            "saknar undertecknare",
            ("Undertecknare för beställaren saknas.", "Undertecknare för utföraren saknas."),
        ),
    ],
)
def test_each_thing_that_is_taken_away_is_missed(
    office: Office, take_away: Callable[[Session], None], words: str, sentences: tuple[str, ...]
) -> None:
    assert office.row(KITCHEN).missing == ()
    office.change(take_away)
    assert (office.row(KITCHEN).lacks, office.row(KITCHEN).missing) == (words, sentences)
    assert office.document(KITCHEN).missing == sentences


def test_what_is_missing_stands_in_the_order_of_the_paper(office: Office) -> None:
    for take_away in (without_roles, without_texts, without_measure, without_term, without_frames):
        office.change(take_away)
    assert office.row(KITCHEN).missing == (
        "Avtalstiden är inte angiven.",
        "Budgetramarna saknas.",
        "Avsnittet ”Verksamhetens syfte och omfattning” är inte skrivet.",
        "Åtagande 2 saknar mått.",
        "Undertecknare för beställaren saknas.",
        "Undertecknare för utföraren saknas.",
    )
    assert office.row(KITCHEN).lacks == "saknar avtalstid, ramar, syfte, mått och undertecknare"


def test_an_external_performer_rests_on_a_contract(office: Office) -> None:
    def edit(session: Session) -> None:
        session.scalars(select(Unit).where(Unit.name == ENGINEERING)).one().contract_title = None

    office.change(edit)
    assert office.row(ENGINEERING).missing == ("Avtalet som den externa utföraren vilar på är inte angivet.",)


def test_a_part_that_is_not_mandatory_is_never_missed(office: Office) -> None:
    def edit(session: Session) -> None:
        for part in session.scalars(select(AgreementPart)):
            part.mandatory = False

    assert office.row(MUSIC).missing
    office.change(edit)
    assert office.row(MUSIC).missing == ()


def test_the_standard_text_is_not_what_the_performer_is_for(office: Office) -> None:
    office.do(writing.edit_text, KITCHEN, part_id=office.part(KITCHEN, "spelregler").id, text="")
    assert office.row(KITCHEN).missing == ()
    office.do(writing.edit_text, KITCHEN, part_id=office.part(KITCHEN, "syfte_och_omfattning").id, text="")
    assert office.row(KITCHEN).lacks == "saknar syfte"


@given(st.lists(st.sampled_from(["mått", "syfte", "ramar"]), max_size=6))
def test_each_word_of_what_is_missing_stands_once(words: list[str]) -> None:
    told = lacks_words(Lack(word, f"{word}.") for word in words)
    assert all(told.count(word) == (word in words) for word in ("mått", "syfte", "ramar"))
    assert bool(told) == bool(words)
