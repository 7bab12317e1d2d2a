"""The history of a cell: who, when, from, to and why, whatever happened to its row on the way."""

from functools import partial

import pytest

from app.models.errors import NotFound
from app.services.budget import frames, history, versions
from app.services.budget.history import NOTHING, CellHistory
from tests.services.budget.ledger import DAY, NIGHT, SCHOOL, TKR, YEARS, Ledger


def told(ledger: Ledger, name: str, kind: str, year: int = YEARS[0], most: int = history.MOST) -> CellHistory:
    """The history of a cell in the version that is shown."""
    frame_id = ledger.row(name).frames[year].frame_id
    return ledger.database.read(partial(history.cell_history, frame_id=frame_id, kind=kind, most=most))


def steps(found: CellHistory) -> list[tuple[int, int]]:
    """From and to in tkr."""
    return [(line.before.amount // TKR, line.after.amount // TKR) for line in found.lines]


def part(ledger: Ledger, tkr: int | None, name: str = SCHOOL, kind: str = "wages") -> None:
    amount = None if tkr is None else tkr * TKR
    ledger.set(frames.set_component, name, kind=kind, amount=amount)


def test_each_change_tells_who_when_from_to_and_why(ledger: Ledger) -> None:
    part(ledger, 100)
    part(ledger, 120)
    ledger.set(frames.set_note, SCHOOL, kind="wages", note="Nytt avtal")
    found = told(ledger, SCHOOL, "wages")
    assert (found.name, found.year, found.kinds) == (SCHOOL, 2027, ("wages",))
    assert steps(found) == [(0, 0), (0, 100), (100, 120), (120, 120)]
    first, *_, last = found.lines
    assert first.first
    assert first.copied_from is None
    assert first.words == "Skapade Budget 2027 och plan 2028–2029"
    assert (last.made_by, last.words) == ("Prov", "Ändrade noten om lönekompensation för Skolan 2027")
    assert (last.before.note, last.after.note) == (None, "Nytt avtal")
    assert last.made_at == ledger.database.clock.now()


def test_it_goes_on_through_clearing_and_undo(ledger: Ledger) -> None:
    part(ledger, 100)
    part(ledger, None)
    part(ledger, 50)
    ledger.database.undo()
    ledger.database.undo()
    ledger.database.redo()
    part(ledger, 70)
    assert steps(told(ledger, SCHOOL, "wages")) == [
        (0, 0), (0, 100), (100, 0), (0, 50), (50, 0), (0, 100), (100, 0), (0, 70),
    ]  # fmt: skip
    words = [line.words for line in told(ledger, SCHOOL, "wages").lines]
    assert words[4].startswith("Ångrade: ")
    assert words[6].startswith("Gjorde om: ")


def test_other_cells_are_not_told(ledger: Ledger) -> None:
    part(ledger, 100)
    part(ledger, 5, kind="prices")
    part(ledger, 6, name=NIGHT)
    ledger.set(frames.set_previous, SCHOOL, amount=9 * TKR)
    assert steps(told(ledger, SCHOOL, "wages")) == [(0, 0), (0, 100)]
    assert steps(told(ledger, SCHOOL, "previous")) == [(0, 0), (0, 9)]


def test_a_block_tells_only_the_cell(ledger: Ledger) -> None:
    rows = [ledger.row(name).frames[2027] for name in (SCHOOL, NIGHT, DAY)]
    entries = [frames.Entry(row.frame_id, "wages", 7 * TKR, row.version) for row in rows]
    ledger.run(frames.paste_amounts, entries=entries, words="Fördelade 21 tkr")
    found = told(ledger, NIGHT, "wages")
    assert steps(found) == [(0, 0), (0, 7)]
    assert found.lines[-1].words == "Fördelade 21 tkr"


def test_a_copy_begins_with_the_version_it_was_copied_from(ledger: Ledger) -> None:
    part(ledger, 100)
    ledger.version_id = ledger.run(
        versions.create_version, source_id=ledger.version.id, name="KS förslag", stage="proposal"
    )
    part(ledger, 130)
    found = told(ledger, SCHOOL, "wages")
    assert steps(found) == [(0, 100), (100, 130)]
    assert [line.copied_from for line in found.lines] == ["Arbetsversion", None]
    empty = told(ledger, SCHOOL, "prices")
    assert [(line.copied_from, line.after) for line in empty.lines] == [("Arbetsversion", NOTHING)]


def test_the_frame_of_a_year_tells_all_its_parts(ledger: Ledger) -> None:
    part(ledger, 100)
    part(ledger, 5, kind="prices")
    ledger.set(frames.set_previous, SCHOOL, amount=9 * TKR)
    found = told(ledger, SCHOOL, "total")
    assert [line.kind for line in found.lines] == ["previous", "wages", "prices", "previous"]
    assert set(found.kinds) == {"previous", "wages", "prices"}


def test_holding_and_income_are_told(ledger: Ledger) -> None:
    part(ledger, 100)
    frame = ledger.frame(SCHOOL)["frame_id"]
    ledger.run(frames.set_held, cells=[(frame, "wages")], held=True)
    ledger.set(frames.set_income, SCHOOL, kind="wages", income=3 * TKR)
    line = told(ledger, SCHOOL, "wages").lines[-2]
    assert (line.before.held, line.after.held) == (False, True)
    assert told(ledger, SCHOOL, "wages").lines[-1].after.income == 3 * TKR


def test_only_the_newest_are_told_when_there_are_many(ledger: Ledger) -> None:
    for tkr in range(1, 7):
        part(ledger, tkr)
    found = told(ledger, SCHOOL, "wages", most=3)
    assert found.cut
    assert steps(found) == [(3, 4), (4, 5), (5, 6)]


def test_the_reading_can_be_stopped_and_asks_for_what_is_there(ledger: Ledger) -> None:
    part(ledger, 1)

    def stop() -> None:
        raise StopAsyncIteration

    frame_id = ledger.frame(SCHOOL)["frame_id"]
    with pytest.raises(StopAsyncIteration):
        ledger.database.read(partial(history.cell_history, frame_id=frame_id, kind="wages", check=stop))
    with pytest.raises(NotFound):
        ledger.database.read(partial(history.cell_history, frame_id=1, kind="wages"))


def test_the_last_change_of_a_note_is_not_that_of_the_amount(ledger: Ledger) -> None:
    part(ledger, 1)
    cell = ledger.row(SCHOOL).cells[2027, "wages"]
    about = partial(history.last_change, part_id=cell.part_id)
    assert ledger.database.read(about) is not None
    assert ledger.database.read(partial(about, column="note")) is None
    ledger.set(frames.set_note, SCHOOL, kind="wages", note="Nytt avtal")
    found = ledger.database.read(partial(about, column="note"))
    assert found is not None
    assert found.made_by == "Prov"
