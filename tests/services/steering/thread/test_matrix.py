"""The alignment matrix: what joins two levels, or a level and the units, and what could."""

from functools import partial

from app.services.steering.contributing import add_contribution, set_note
from app.services.steering.thread.matrix import UNITS, align, first_choice, level_choices
from app.services.steering.thread.reading import ThreadMap, read_threads
from app.services.storage import Database
from tests.services.steering.conftest import CLOCK
from tests.services.steering.thread.conftest import made, row
from tests.services.steering.tree import level_id, row_of


def _read(database: Database) -> ThreadMap:
    return database.read(partial(read_threads, today=CLOCK.today()))


def test_goals_are_met_by_what_contributes_to_them(example: Database) -> None:
    threads = _read(example)
    goals, commitments = level_id(example, "verksamhetsmal"), level_id(example, "atagande")
    assert first_choice(threads) == (goals, commitments)
    found = align(threads, goals, commitments)
    assert (len(found.rows), len(found.columns), found.rows_give) == (12, 54, False)
    goal, given = row_of(example, "Brukarna är trygga"), threads.givers
    tied = {column for (row, column) in found.ties if row == goal.id}
    assert tied == {key for key in given[goal.id] if threads.rows[key].level_id == commitments}
    assert found.sentence == f"{len(found.ties)} bidrag, 1 rad utan koppling"


def test_the_lower_level_contributes_whichever_way_the_matrix_is_turned(example: Database) -> None:
    threads = _read(example)
    goals, commitments = level_id(example, "verksamhetsmal"), level_id(example, "atagande")
    turned = align(threads, commitments, goals)
    assert turned.rows_give
    row, column = turned.rows[0], turned.columns[0]
    empty = turned.tie(row.key, column.key)
    assert (empty.giver, empty.taker) == (row.key, column.key)


def test_what_stands_under_another_is_shown_and_cannot_be_taken_for_a_contribution(example: Database) -> None:
    areas, goals = level_id(example, "strategiskt_omrade"), level_id(example, "verksamhetsmal")
    found = align(_read(example), areas, goals)
    assert {tie.state for tie in found.ties.values()} == {"parent"}
    assert len(found.ties) == 12
    assert found.sentence == "0 bidrag, varje rad har en koppling"


def test_units_are_joined_by_what_they_have(example: Database) -> None:
    threads = _read(example)
    found = align(threads, level_id(example, "verksamhetsmal"), UNITS)
    assert found.by_unit
    goal = row_of(example, "Brukarna är trygga")
    joined = {column.title: found.tie(goal.id, column.key) for column in found.columns}
    tied = {title for title, tie in joined.items() if tie.state}
    assert tied == {"Hemtjänst Kopparberg", "Hemtjänst Ställdalen"}
    assert all(tie.givers for title, tie in joined.items() if title in tied)
    assert [column.title for column in found.columns][:2] == ["Arbetsmarknad", "Bibliotek och kultur"]


def test_a_note_is_shown_with_its_contribution(example: Database) -> None:
    plan, goal = row_of(example, "Personalpolitisk plan"), row_of(example, "Anhöriga får stöd")
    give = partial(add_contribution, node_id=goal.id, to_id=plan.id, expected_version=goal.version)
    example.write(give)
    version = row_of(example, "Anhöriga får stöd").version
    example.write(
        partial(set_note, node_id=goal.id, to_id=plan.id, note=" Genom stöd. ", expected_version=version)
    )
    found = align(_read(example), level_id(example, "programplan"), level_id(example, "verksamhetsmal"))
    assert found.tie(plan.id, goal.id).note == "Genom stöd."


def test_one_level_alone_has_no_matrix() -> None:
    threads = made([row(1, 1, None), row(2, 1, None)])
    assert first_choice(threads) is None
    assert level_choices(threads) == ((1, "N1"),)


def test_without_contributions_the_two_lowest_levels_are_offered() -> None:
    threads = made([row(1, 1, None), row(2, 2, 1), row(3, 3, 2)])
    assert first_choice(threads) == (2, 3)


def test_what_has_ended_is_left_out() -> None:
    threads = made([row(1, 1, None), row(2, 2, 1), row(3, 2, 1, status="replaced")])
    assert [heading.key for heading in align(threads, 1, 2).columns] == [2]
