"""What can be typed in a budget: it adds up, is one step to undo, and is refused with a sentence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import ChangedSince, Locked, NotFound
from app.services.budget import frames, rules, versions
from app.services.budget.errors import CarriedOver, ComposedYear, NotInYear, TooLarge
from app.services.budget.frames import Entry
from app.services.clock import fixed_clock
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.budget.ledger import (
    CARE,
    CARE_OWN,
    DAY,
    KITCHEN,
    NIGHT,
    SCHOOL,
    TKR,
    YEARS,
    Ledger,
    check_sums,
    found_town,
)

DECIDED = date(2026, 11, 20)


def part(ledger: Ledger, name: str, kind: str, tkr: int | None, year: int = YEARS[0]) -> None:
    amount = None if tkr is None else tkr * TKR
    ledger.set(frames.set_component, name, year, kind=kind, amount=amount)


def test_a_part_changes_the_frame_its_groups_and_every_later_year(ledger: Ledger) -> None:
    ledger.set(frames.set_previous, NIGHT, amount=1000 * TKR)
    part(ledger, NIGHT, "wages", 50)
    assert ledger.amount(NIGHT, "total") == 1050
    assert ledger.amount(CARE, "total") == 1050
    assert ledger.amount(NIGHT, "previous", 2028) == 1050
    assert ledger.amount(NIGHT, "total", 2029) == 1050
    assert ledger.log() == "Ändrade lönekompensation i ramen för Natten 2027"
    check_sums(ledger.view())


def test_every_change_is_one_step_to_undo(ledger: Ledger) -> None:
    before = ledger.view().rows
    part(ledger, SCHOOL, "priority", 40)
    ledger.database.undo()
    assert [row.cells for row in ledger.view().rows] == [row.cells for row in before]
    ledger.database.redo()
    assert ledger.amount(SCHOOL, "priority") == 40


def test_typing_what_stands_there_already_is_no_change(ledger: Ledger) -> None:
    part(ledger, SCHOOL, "wages", 7)
    before = ledger.row(SCHOOL).frames
    part(ledger, SCHOOL, "wages", 7)
    assert ledger.row(SCHOOL).frames == before
    ledger.database.undo()
    assert ledger.amount(SCHOOL, "wages") == 0


@pytest.mark.parametrize("cleared", [None, 0])
def test_a_cleared_part_is_gone_but_keeps_its_note(ledger: Ledger, cleared: int | None) -> None:
    part(ledger, SCHOOL, "volume", 7)
    part(ledger, SCHOOL, "volume", cleared)
    assert ledger.row(SCHOOL).cells[2027, "volume"].part_id is None
    part(ledger, SCHOOL, "volume", 7)
    ledger.set(frames.set_note, SCHOOL, kind="volume", note="Fler elever")
    part(ledger, SCHOOL, "volume", cleared)
    cell = ledger.row(SCHOOL).cells[2027, "volume"]
    assert (cell.amount, cell.note) == (0, "Fler elever")


def test_the_frame_of_a_plan_year_is_typed_as_a_whole(ledger: Ledger) -> None:
    ledger.set(frames.set_previous, DAY, amount=1000 * TKR)
    ledger.set(frames.set_year_total, DAY, 2028, total=1100 * TKR)
    assert ledger.amount(DAY, "plan", 2028) == 100
    assert ledger.amount(DAY, "total", 2029) == 1100
    part(ledger, DAY, "prices", 10)
    assert ledger.amount(DAY, "total", 2028) == 1110  # the change stands, so what comes before runs through
    assert ledger.log() == "Ändrade priskompensation i ramen för Dagen 2027"
    ledger.set(frames.set_year_total, DAY, 2028, total=None)
    assert ledger.amount(DAY, "total", 2028) == 1010
    check_sums(ledger.view())


def test_what_is_computed_cannot_be_typed(ledger: Ledger) -> None:
    with pytest.raises(ComposedYear, match="Ramen 2027 för Skolan räknas fram"):
        ledger.set(frames.set_year_total, SCHOOL, total=5)
    with pytest.raises(CarriedOver, match="Föregående ram för Skolan 2028 är ramen 2027"):
        ledger.set(frames.set_previous, SCHOOL, 2028, amount=5)
    with pytest.raises(NotInYear, match="förändring används inte i ramen 2027"):
        part(ledger, SCHOOL, "plan", 5)
    with pytest.raises(ValueError, match="bonus"):
        part(ledger, SCHOOL, "bonus", 5)


def test_an_amount_that_cannot_be_kept_is_refused(ledger: Ledger) -> None:
    for use_case in (frames.set_component, frames.set_previous):
        more = {"kind": "wages"} if use_case is frames.set_component else {}
        with pytest.raises(TooLarge, match="kr eller tkr"):
            ledger.set(use_case, SCHOOL, amount=rules.LARGEST + 1, **more)
    with pytest.raises(TooLarge):
        ledger.set_year(frames.set_to_distribute, 2027, -rules.LARGEST - 1)


def test_a_change_of_what_somebody_else_has_changed_is_refused(ledger: Ledger) -> None:
    stale = ledger.frame(SCHOOL)
    part(ledger, SCHOOL, "wages", 5)
    with pytest.raises(ChangedSince, match="Ramen 2027 för Skolan har ändrats"):
        ledger.run(frames.set_component, kind="wages", amount=9, **stale)
    assert ledger.amount(SCHOOL, "wages") == 5
    with pytest.raises(NotFound):
        ledger.run(frames.set_previous, frame_id=1, amount=1, expected_version=1)


def test_a_note_explains_a_part_and_an_empty_one_takes_it_away(ledger: Ledger) -> None:
    ledger.set(frames.set_note, NIGHT, kind="volume", note="  2 000 fler timmar ")
    assert ledger.row(NIGHT).cells[2027, "volume"].note == "2 000 fler timmar"
    assert ledger.log() == "Ändrade noten om volym för Natten 2027"
    assert ledger.amount(NIGHT, "total") == 0
    ledger.set(frames.set_note, NIGHT, kind="volume", note=" ")
    cell = ledger.row(NIGHT).cells[2027, "volume"]
    assert (cell.note, cell.part_id) == (None, None)
    ledger.set(frames.set_note, NIGHT, kind="wages", note="")
    assert ledger.row(NIGHT).cells[2027, "wages"].part_id is None


def test_what_is_left_follows_from_room_and_what_is_held_back(ledger: Ledger) -> None:
    ledger.set_year(frames.set_to_distribute, 2028, 1000 * TKR)
    ledger.set_year(frames.set_held_back, 2028, 100 * TKR)
    assert ledger.log() == "Ändrade vad som hålls inne 2028"
    ledger.set(frames.set_previous, KITCHEN, amount=950 * TKR)
    room = ledger.view().rooms[1]
    assert (room.distributed, room.held_back, room.remaining) == (950 * TKR, 100 * TKR, -50 * TKR)
    ledger.set_year(frames.set_held_back, 2028, None)
    ledger.set_year(frames.set_to_distribute, 2028, None)
    room = ledger.view().rooms[1]
    assert (room.held_back, room.to_distribute, room.remaining) == (0, None, None)
    with pytest.raises(NotFound, match="Året 2040"):
        ledger.set_year(frames.set_held_back, 2040, 1)


def test_several_years_are_set_as_one_step(ledger: Ledger) -> None:
    version = ledger.version
    known = {"version_id": version.id, "expected_version": version.row_version}
    ledger.run(
        frames.paste_years, held_back={2027: 5, 2028: None}, to_distribute={2027: 70, 2029: None}, **known
    )
    rooms = [(room.held_back, room.to_distribute) for room in ledger.view().rooms]
    assert rooms == [(5, 70), (0, None), (0, None)]
    assert ledger.log() == "Ändrade 4 belopp under budgetens ramar"
    with pytest.raises(ChangedSince):
        ledger.run(frames.paste_years, held_back={2027: 6}, to_distribute={}, **known)
    with pytest.raises(NotFound, match="Året 2040"):
        ledger.run(
            frames.paste_years, version_id=ledger.version.id, held_back={}, to_distribute={2040: 1},
            expected_version=ledger.version.row_version,
        )  # fmt: skip
    ledger.database.undo()
    assert [(room.held_back, room.to_distribute) for room in ledger.view().rooms] == [(0, None)] * 3


def entry(ledger: Ledger, name: str, kind: str, tkr: int | None, year: int = YEARS[0]) -> Entry:
    known = ledger.frame(name, year)
    amount = None if tkr is None else tkr * TKR
    return Entry(known["frame_id"], kind, amount, known["expected_version"])


def test_a_pasted_block_is_one_step_and_totals_meet_the_years_before_them(ledger: Ledger) -> None:
    block = [
        entry(ledger, SCHOOL, "total", 1300, 2029),
        entry(ledger, SCHOOL, "total", 1200, 2028),
        entry(ledger, SCHOOL, "wages", 100),
        entry(ledger, SCHOOL, "previous", 1000),
        entry(ledger, DAY, "efficiency", -20),
        entry(ledger, DAY, "efficiency", -30),
    ]
    assert ledger.run(frames.paste_amounts, entries=block) == 5
    assert [ledger.amount(SCHOOL, "total", year) for year in YEARS] == [1100, 1200, 1300]
    assert ledger.amount(DAY, "efficiency") == -30
    assert ledger.log() == "Ändrade 5 belopp i budgeten"
    check_sums(ledger.view())
    ledger.database.undo()
    assert not any(ledger.view().sums.values())


def test_a_block_is_pasted_whole_or_not_at_all(ledger: Ledger) -> None:
    block = [entry(ledger, SCHOOL, "wages", 100), entry(ledger, SCHOOL, "total", 5)]
    with pytest.raises(ComposedYear):
        ledger.run(frames.paste_amounts, entries=block)
    assert ledger.amount(SCHOOL, "wages") == 0


def test_nothing_of_a_decided_version_changes(ledger: Ledger) -> None:
    ledger.set(frames.set_note, SCHOOL, kind="wages", note="Avtal")
    ledger.lock(decided_on=DECIDED)
    before = ledger.view()
    attempts = (
        lambda: part(ledger, SCHOOL, "wages", 1),
        lambda: ledger.set(frames.set_year_total, SCHOOL, 2028, total=1),
        lambda: ledger.set(frames.set_previous, SCHOOL, amount=1),
        lambda: ledger.set(frames.set_note, SCHOOL, kind="wages", note="Annat"),
        lambda: ledger.run(frames.paste_amounts, entries=[entry(ledger, SCHOOL, "wages", 3)]),
        lambda: ledger.set_year(frames.set_held_back, 2027, 1),
        lambda: ledger.set_year(frames.set_to_distribute, 2027, 1),
        lambda: ledger.run(versions.add_missing_frames, version_id=ledger.version.id),
        lambda: ledger.lock(decided_on=DECIDED),
    )
    for attempt in attempts:
        with pytest.raises(Locked, match="”Arbetsversion” är beslutad och låst"):
            attempt()
    assert ledger.view() == before
    assert not any(cell.typed for row in before.rows for cell in row.cells.values())


TYPED = st.tuples(
    st.sampled_from((SCHOOL, CARE_OWN, NIGHT, DAY, KITCHEN)),
    st.sampled_from(YEARS),
    st.sampled_from(
        ["previous", "wages", "technical", "priority", "efficiency", "plan", "rounding", "total"]
    ),
    st.none() | st.integers(-(10**11), 10**11),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = Path(tmp_path_factory.mktemp("egenskaper"), "Ådal.styr")
    database = Database.create(path, clock=fixed_clock(TODAY), user="Prov")
    database.write(found_town)
    ledger = Ledger(database)
    ledger.version_id = ledger.run(versions.create_plan, first_year=YEARS[0])
    yield ledger
    database.close()


@given(edits=st.lists(TYPED, max_size=6))
def test_whatever_is_typed_every_row_group_and_column_adds_up(
    shared: Ledger, edits: list[tuple[str, int, str, int | None]]
) -> None:
    before, done = shared.view().sums, shared.log()
    for name, year, kind, amount in edits:
        known = shared.frame(name, year)
        typed = Entry(known["frame_id"], kind, amount, known["expected_version"])
        try:
            shared.run(frames.paste_amounts, entries=[typed])
        except (CarriedOver, ComposedYear, NotInYear):
            continue
        if kind in ("previous", "total"):
            wanted = amount or 0
            if kind == "previous" or amount is not None:
                assert shared.row(name).amount(year, kind) == wanted
    check_sums(shared.view())
    while shared.log() != done:
        shared.database.undo()
    assert shared.view().sums == before


def test_the_first_year_takes_no_note_on_a_part_that_it_does_not_have(ledger: Ledger) -> None:
    with pytest.raises(NotInYear, match="förändring"):
        ledger.set(frames.set_note, SCHOOL, kind="plan", note="Syns aldrig")
    ledger.set(frames.set_note, SCHOOL, YEARS[1], kind="plan", note="Fler barn")
    assert ledger.row(SCHOOL).cells[YEARS[1], "total"].note == "Fler barn"
