"""Contributions across the hierarchy: said and unsaid, never in a circle, never of what is decided."""

from functools import partial

import pytest

from app.models.errors import ChangedSince, Locked, NotFound
from app.services.steering import contributing
from app.services.steering.errors import ServesAlready, ServesEachOther, ServesItself
from app.services.storage import Database
from tests.services.steering.tree import contributions, detail_of, row_of, view_of

_GOAL, _OTHER = "Anhöriga får stöd i tid", "Brukarna är trygga"
_PLAN, _SERVED = "Personalpolitisk plan", "Äldreomsorgsplan"


def _add(database: Database, title: str, to: str) -> None:
    row, other = row_of(database, title), row_of(database, to)
    call = partial(contributing.add_contribution, node_id=row.id, to_id=other.id)
    database.write(partial(call, expected_version=row.version))


def _end(database: Database, title: str, to: str) -> None:
    row, other = row_of(database, title), row_of(database, to)
    call = partial(contributing.remove_contribution, node_id=row.id, to_id=other.id)
    database.write(partial(call, expected_version=row.version))


def test_a_contribution_is_seen_from_both_ends_and_taken_back_by_undo(example: Database) -> None:
    before = contributions(example)
    _add(example, _GOAL, _PLAN)
    title = row_of(example, _GOAL).title
    assert example.undo_words == f"”{title}” bidrar till ”Personalpolitisk plan”"
    assert "Personalpolitisk plan" in [link.title for link in detail_of(example, _GOAL).contributes]
    assert title in [link.title for link in detail_of(example, _PLAN).served_by]
    example.undo()
    assert contributions(example) == before
    example.redo()
    _end(example, _GOAL, _PLAN)
    assert contributions(example) == before
    assert example.undo_words == f"”{title}” bidrar inte längre till ”Personalpolitisk plan”"
    example.undo()
    assert len(contributions(example)) == len(before) + 1


def test_what_it_serves_already_is_not_said_again(example: Database) -> None:
    _add(example, _GOAL, _PLAN)
    with pytest.raises(ServesAlready, match="bidrar redan till ”Personalpolitisk plan”"):
        _add(example, _GOAL, _PLAN)
    with pytest.raises(ServesAlready):  # it stands under it
        _add(example, _GOAL, "Trygg omsorg nära hemmet")


def test_nothing_contributes_to_itself_or_round_in_a_circle(example: Database) -> None:
    with pytest.raises(ServesItself, match="kan inte bidra till sig självt"):
        _add(example, _GOAL, _GOAL)
    with pytest.raises(ServesEachOther) as refused:  # the goal stands under it
        _add(example, "Trygg omsorg nära hemmet", _GOAL)
    assert refused.value.message.endswith("redan bidrar dit.")
    _add(example, _GOAL, _OTHER)
    with pytest.raises(ServesEachOther):
        _add(example, _OTHER, _GOAL)


def test_what_a_decided_element_contributes_to_stays_as_decided(example: Database) -> None:
    decided = "Skolplan"
    with pytest.raises(Locked, match="”Skolplan” är beslutad och låst"):
        _add(example, decided, _GOAL)
    commitment = next(link for link in detail_of(example, _SERVED).served_by if link.locked)
    to = row_of(example, _SERVED).id
    call = partial(contributing.remove_contribution, node_id=commitment.id, to_id=to)
    with pytest.raises(Locked):
        example.write(partial(call, expected_version=commitment.version))


def test_a_contribution_that_is_gone_or_seen_in_an_older_state_is_refused(example: Database) -> None:
    row, other = row_of(example, _GOAL), row_of(example, _PLAN)
    call = partial(contributing.remove_contribution, node_id=row.id, to_id=other.id)
    with pytest.raises(NotFound, match="Bidraget finns inte längre"):
        example.write(partial(call, expected_version=row.version))
    add = partial(contributing.add_contribution, node_id=row.id, to_id=other.id)
    with pytest.raises(ChangedSince):
        example.write(partial(add, expected_version=row.version + 1))
    with pytest.raises(NotFound):
        example.write(
            partial(contributing.add_contribution, node_id=row.id, to_id=1, expected_version=row.version)
        )


def _note(database: Database, title: str, to: str, words: str) -> None:
    row, other = row_of(database, title), row_of(database, to)
    call = partial(contributing.set_note, node_id=row.id, to_id=other.id, note=words)
    database.write(partial(call, expected_version=row.version))


def test_how_it_contributes_is_said_in_a_sentence_and_taken_back(example: Database) -> None:
    _add(example, _GOAL, _PLAN)
    _note(example, _GOAL, _PLAN, "  Anhöriga som får stöd orkar längre. ")
    title = row_of(example, _GOAL).title
    assert example.undo_words == f"Skrev hur ”{title}” bidrar till ”Personalpolitisk plan”"
    notes = {link.title: link.note for link in detail_of(example, _GOAL).contributes}
    assert notes["Personalpolitisk plan"] == "Anhöriga som får stöd orkar längre."
    assert notes["Äldreomsorgsplan"] == ""
    example.undo()
    assert {link.note for link in detail_of(example, _GOAL).contributes} == {""}


def test_the_same_sentence_again_is_no_change(example: Database) -> None:
    _add(example, _GOAL, _PLAN)
    _note(example, _GOAL, _PLAN, "Så här.")
    version = row_of(example, _GOAL).version
    _note(example, _GOAL, _PLAN, "Så här. ")
    assert row_of(example, _GOAL).version == version


def test_only_a_contribution_that_is_there_can_be_described(example: Database) -> None:
    with pytest.raises(NotFound):
        _note(example, _GOAL, _PLAN, "Så här.")


def test_a_decided_element_may_say_how_it_contributes_but_not_change_what_it_said(example: Database) -> None:
    giver = next(
        row
        for row in view_of(example).rows
        if row.form == "commitment" and row.locked and _served(example, row.id)
    )
    taker = _served(example, giver.id)

    def note(words: str) -> None:
        version = next(row for row in view_of(example).rows if row.id == giver.id).version
        example.write(
            partial(
                contributing.set_note, node_id=giver.id, to_id=taker, note=words, expected_version=version
            )
        )

    note("Genom färre byten av personal.")
    with pytest.raises(Locked):
        note("På ett annat sätt.")


def _served(database: Database, node_id: int) -> int | None:
    return next((to for giver, to in contributions(database) if giver == node_id), None)
