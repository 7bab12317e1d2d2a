"""The life of an agreement: dialogue, comments, its end and its renewal."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from app.models.agreements import Agreement
from app.models.errors import ChangedSince, Locked, MissingText
from app.models.scorecard import NodeIndicator
from app.models.steering import Contribution, Node
from app.services.agreements import deciding, lifecycle, renewing
from app.services.agreements.builder import build_document
from app.services.agreements.document import AgreementDocument
from app.services.agreements.errors import (
    EndsOutsideTerm,
    HasEnded,
    NobodyChosen,
    NotDecidedYet,
    NotEnded,
    NothingToRenew,
    RenewedAlready,
)
from app.services.agreements.views import agreement_detail
from app.services.steering.decisions import Made
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office, commitments

LAST_YEAR = date(2013, 11, 20)


def test_the_dialogue_is_a_stage_and_the_steps_say_what_the_wheel_and_the_file_know(office: Office) -> None:
    row = office.row(MUSIC)
    office.do(lifecycle.set_dialogue, MUSIC, day=date(2010, 5, 12))
    assert office.row(MUSIC).stage == "preliminary"  # as the board has decided since
    steps = {step.step: step for step in office.detail(MUSIC).stages}
    assert (steps["dialogue"].when, steps["dialogue"].done) == ("maj 2010", "12 maj 2010")
    assert steps["definitive"].when == "september–oktober 2010"
    assert (steps["definitive"].done, steps["definitive"].late) == ("", True)
    assert steps["end"].when == "31 december 2013"
    office.database.undo()
    several = partial(lifecycle.set_dialogue_several, day=date(2010, 5, 3))
    both = (row.id, office.row(KITCHEN).id)
    assert office.database.write(partial(several, agreement_ids=both)).value == 2
    assert office.database.undo_words == "Ändrade dialogdagen för 2 uppdragshandlingar"
    with pytest.raises(NobodyChosen):
        office.database.write(partial(several, agreement_ids=()))
    with pytest.raises(Locked, match="Uppdragshandlingen för Hemtjänst Kopparberg"):
        office.do(lifecycle.set_dialogue, HOME_CARE, day=None)


def test_comments_are_kept_with_who_and_when_also_of_what_is_decided(office: Office) -> None:
    unit = next(row.unit for row in office.view().rows if row.locked and not row.comments)
    key = office.row(unit).id
    add = partial(lifecycle.add_comment, agreement_id=key, side="performer")
    first = office.database.write(partial(add, text=" Ramen räcker inte. ", made_on=date(2010, 5, 12))).value
    office.database.write(partial(add, text="Bra.", body="Utskottet för omsorg", made_on=date(2010, 9, 1)))
    newest, oldest = office.detail(unit).comments
    assert (newest.head, oldest.head) == (
        "Utskottet för omsorg, 1 september 2010",
        "Utföraren, 12 maj 2010",
    )
    assert (oldest.text, oldest.on, office.row(unit).comments) == ("Ramen räcker inte.", "Version 1", 2)
    change = partial(
        lifecycle.set_comment,
        comment_id=first,
        side="deciding",
        text="Ramen räcker.",
        body=None,
        made_on=None,
    )
    office.database.write(partial(change, expected_version=oldest.row_version))
    with pytest.raises(ChangedSince, match="Synpunkten på Uppdragshandlingen"):
        office.database.write(partial(change, expected_version=oldest.row_version))
    with pytest.raises(MissingText, match="Synpunkten"):
        office.database.write(partial(add, text="  "))
    office.database.write(partial(lifecycle.remove_comment, comment_id=first, expected_version=2))
    assert [one.text for one in office.detail(unit).comments] == ["Bra."]


def test_a_decided_agreement_is_ended_and_an_ending_by_mistake_is_taken_back(office: Office) -> None:
    end = partial(
        lifecycle.end_agreement, ended_on=date(2011, 6, 30), ending="terminated", note="Skolan läggs ned"
    )
    with pytest.raises(NotDecidedYet, match="Musikskola kan inte avslutas förrän beslutet är registrerat"):
        office.do(end, MUSIC)
    with pytest.raises(EndsOutsideTerm):
        office.do(partial(end, ended_on=date(2010, 6, 30)), HOME_CARE)
    office.do(end, HOME_CARE)
    detail = office.detail(HOME_CARE)
    assert (detail.row.ends, detail.ending, detail.ending_note) == (
        date(2011, 6, 30),
        "terminated",
        "Skolan läggs ned",
    )
    after = partial(agreement_detail, agreement_id=detail.row.id, today=date(2011, 7, 1))
    assert office.database.read(after).row.stage == "ended"
    assert office.database.read(after).stages[-1].done == "Sades upp 30 juni 2011"
    with pytest.raises(HasEnded):
        office.do(end, HOME_CARE)
    with pytest.raises(HasEnded):
        office.database.write(partial(lifecycle.renew, agreement_id=detail.row.id, today=LAST_YEAR))
    office.do(lifecycle.take_back_ending, HOME_CARE)
    assert office.detail(HOME_CARE).row.ends == date(2013, 12, 31)
    with pytest.raises(NotEnded):
        office.do(lifecycle.take_back_ending, HOME_CARE)


def _threads(office: Office, agreement_id: int) -> list[tuple[str, str, int, int, int | None]]:
    """Title, status, how many it serves and measures it has, and the year it is due, of each commitment."""

    def read(session) -> list[tuple[str, str, int, int, int | None]]:
        node_id = session.get_one(Agreement, agreement_id).node_id
        return [
            (
                node.current.title,
                node.current.status,
                len(session.scalars(select(Contribution).where(Contribution.from_node_id == node.id)).all()),
                len(session.scalars(select(NodeIndicator).where(NodeIndicator.node_id == node.id)).all()),
                node.current.due_year,
            )
            for node in session.scalars(select(Node).where(Node.parent_id == node_id).order_by(Node.position))
            if node.level.form == "commitment"
        ]

    return office.database.read(read)


def test_a_renewed_agreement_says_the_same_for_the_next_term_as_a_draft(office: Office) -> None:
    old = office.detail(HOME_CARE)
    key = office.database.write(partial(lifecycle.renew, agreement_id=old.row.id, today=LAST_YEAR)).value
    assert office.database.undo_words == "Förnyade uppdragshandlingen för Hemtjänst Kopparberg för 2014–2016"
    detail = office.database.read(partial(agreement_detail, agreement_id=key, today=LAST_YEAR))
    assert (detail.row.stage, detail.starts, detail.ends) == ("draft", date(2014, 1, 1), date(2016, 12, 31))
    assert (detail.predecessor_id, detail.row.number) == (old.row.id, "2014:1")
    assert [part.rich for part in detail.parts] == [part.rich for part in old.parts]
    assert [line.role for line in detail.signatories] == [line.role for line in old.signatories]
    assert [(line.timing, line.what) for line in detail.follow_up] == [
        (line.timing, line.what) for line in old.follow_up
    ]
    before, after = _threads(office, old.row.id), _threads(office, key)
    assert [one[0] for one in after] == [one[0] for one in before]
    assert [one[2:4] for one in after] == [one[2:4] for one in before]
    assert {one[1] for one in after} == {"draft"}
    assert {one[4] for one in after} == {None}
    assert {one[4] for one in before} != {None}
    ended = office.database.read(partial(agreement_detail, agreement_id=old.row.id, today=date(2014, 1, 1)))
    assert (ended.row.stage, ended.successor_id) == ("renewed", key)
    with pytest.raises(RenewedAlready, match="redan förnyats för 2014–2016"):
        office.database.write(partial(lifecycle.renew, agreement_id=old.row.id, today=LAST_YEAR))
    document: AgreementDocument = office.database.read(
        partial(build_document, agreement_id=key, clock=office.database.clock)
    )
    assert [row.title for row in commitments(document)] == [one[0] for one in before]


def test_all_that_run_out_are_renewed_in_one_step(office: Office) -> None:
    decided = [row.id for row in office.view().rows if row.locked]
    renew = partial(renewing.renew_all, kind_id=office.kind_id)
    with pytest.raises(NothingToRenew, match="Inga beslutade uppdragshandlingar löper ut"):
        office.database.write(partial(renew, today=date(2012, 11, 20)))
    made = office.database.write(partial(renew, today=LAST_YEAR)).value
    assert len(made) == len(decided)
    assert office.database.read(partial(renewing.to_renew, today=LAST_YEAR)) == ()
    numbers = sorted(int(row.number.split(":")[1]) for row in office.view().rows if row.number[:4] == "2014")
    assert numbers == list(range(1, len(made) + 1))
    office.database.undo()
    assert len(office.database.read(partial(renewing.to_renew, today=LAST_YEAR))) == len(decided)


def test_the_board_decides_several_at_once(office: Office) -> None:
    open_ones = [row.id for row in office.view().rows if not row.locked]
    ready = office.database.write(partial(deciding.mark_ready_several, agreement_ids=open_ones)).value
    assert 0 < len(ready) < len(open_ones)
    made = Made(body="Kommunstyrelsen", decided_on=date(2010, 11, 16), paragraph="§ 140")
    decide = partial(deciding.record_several, made=made, clock=office.database.clock)
    with pytest.raises(NobodyChosen):
        office.database.write(partial(decide, agreement_ids=()))
    office.database.write(partial(decide, agreement_ids=ready))
    rows = {row.id: row for row in office.view().rows}
    assert all(rows[key].locked and rows[key].decided == "16 november 2010, § 140" for key in ready)
    assert office.database.undo_words is None
    with pytest.raises(Locked):
        office.database.write(partial(decide, agreement_ids=(open_ones[-1], ready[0])))
    assert not {row.id: row for row in office.view().rows}[open_ones[-1]].locked or open_ones[-1] in ready


def test_the_steps_stand_as_they_were_taken_and_what_is_over_waits_for_nothing(office: Office) -> None:
    row = office.row(HOME_CARE)
    steps = [step.step for step in office.detail(HOME_CARE).stages]
    assert steps[:4] == ["dialogue", "preliminary", "prepared", "definitive"]  # the committee met in October
    unsigned = next(one for one in office.view().rows if one.unsigned)
    later = partial(agreement_detail, today=LAST_YEAR)
    assert office.database.read(partial(later, agreement_id=row.id)).row.due
    office.database.write(partial(lifecycle.renew, agreement_id=row.id, today=LAST_YEAR))
    assert not office.database.read(partial(later, agreement_id=row.id)).row.due
    over = partial(agreement_detail, agreement_id=unsigned.id, today=date(2014, 1, 1))
    ended = office.database.read(over).row
    assert (ended.stage, ended.unsigned, ended.frames_behind, ended.changed) == ("ended", (), False, ())


def test_one_that_is_made_by_hand_for_the_next_term_renews_the_last(office: Office) -> None:
    row = office.row(HOME_CARE)
    key = office.make(row.unit_id, year=2014)
    made = office.database.read(partial(agreement_detail, agreement_id=key, today=LAST_YEAR))
    assert made.predecessor_id == row.id
    assert row.id not in office.database.read(partial(renewing.to_renew, today=LAST_YEAR))
    with pytest.raises(RenewedAlready, match="2014–2016"):
        office.database.write(partial(lifecycle.renew, agreement_id=row.id, today=LAST_YEAR))
