"""A referral says who was asked and what they answered; every row can be undone."""

from datetime import date
from functools import partial

import pytest

from app.models.errors import Locked, NotFound
from app.services.steering.documents import referrals
from app.services.steering.documents.errors import (
    AnswerBeforeSent,
    AnsweredInFuture,
    NoRecipient,
    SentAlready,
)
from app.services.storage import Database
from tests.services.steering.documents.desk import add, decide, on, view

TITLE = "Reglemente"
SENT, DUE = date(2010, 9, 1), date(2010, 10, 31)


@pytest.fixture
def sent(empty: Database) -> Database:
    """A draft sent to three."""
    add(empty, TITLE)
    _send(empty, "Socialnämnden", "Länsstyrelsen", " Bildningsnämnden ", "")
    return empty


def _send(database: Database, *names: str) -> None:
    on(database, TITLE, referrals.send, recipients=names, sent_on=SENT, due_on=DUE)


def _answer(database: Database, place: int, answer: referrals.Answer, sent_on: date | None = SENT) -> None:
    seen = view(database, TITLE)
    call = partial(
        referrals.edit_referral, referral_id=seen.referrals[place].id, sent_on=sent_on, due_on=DUE,
        answer=answer, expected_version=seen.version, today=database.clock.today(),
    )  # fmt: skip
    database.write(call)


def test_recipients_are_units_or_others_in_their_order(sent: Database) -> None:
    seen = view(sent, TITLE)
    assert [one.recipient for one in seen.referrals] == ["Socialnämnden", "Länsstyrelsen", "Bildningsnämnden"]
    assert seen.referral_words == "0 av 3 har svarat"
    assert all(one.late for one in seen.referrals)


def test_an_answer_has_a_day_a_stance_and_words(sent: Database) -> None:
    _answer(sent, 0, referrals.Answer(date(2010, 10, 2), "supports_with_changes", " Förtydliga "))
    seen = view(sent, TITLE)
    row = seen.referrals[0]
    assert (row.stance_word, row.answer, row.late) == ("Tillstyrker med ändringar", "Förtydliga", False)
    assert seen.referral_words == "1 av 3 har svarat"
    sent.undo()
    assert view(sent, TITLE).answered == 0


def test_a_draft_that_was_not_sent_says_so(empty: Database) -> None:
    add(empty, TITLE)
    assert view(empty, TITLE).referral_words == "Inte skickad på remiss"
    with pytest.raises(NoRecipient):
        _send(empty, " ", "")


def test_nobody_is_asked_twice(sent: Database) -> None:
    with pytest.raises(SentAlready, match="socialnämnden står redan"):
        _send(sent, "Revisorerna", "socialnämnden")
    assert len(view(sent, TITLE).referrals) == 3


def test_answers_come_after_the_question_and_not_in_the_future(sent: Database) -> None:
    with pytest.raises(AnswerBeforeSent, match="svaret"):
        _answer(sent, 1, referrals.Answer(date(2010, 8, 31)))
    with pytest.raises(AnsweredInFuture):
        _answer(sent, 1, referrals.Answer(date(2010, 11, 22)))
    with pytest.raises(AnswerBeforeSent, match="sista svarsdagen"):
        _answer(sent, 1, referrals.Answer(), sent_on=date(2010, 12, 1))


def test_a_recipient_can_be_taken_out(sent: Database) -> None:
    seen = view(sent, TITLE)
    key = seen.referrals[1].id
    sent.write(partial(referrals.remove_referral, referral_id=key, expected_version=seen.version))
    seen = view(sent, TITLE)
    assert [one.recipient for one in seen.referrals] == ["Socialnämnden", "Bildningsnämnden"]
    with pytest.raises(NotFound):
        sent.write(partial(referrals.remove_referral, referral_id=key, expected_version=seen.version))


def test_the_referral_of_what_was_decided_stays(sent: Database) -> None:
    decide(sent, TITLE)
    with pytest.raises(Locked):
        _answer(sent, 0, referrals.Answer(date(2010, 10, 2)))
    with pytest.raises(Locked):
        _send(sent, "Revisorerna")
