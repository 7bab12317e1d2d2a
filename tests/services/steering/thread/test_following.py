"""A thread runs up to the top and down to the last, by parents and by contributions, and can be limited."""

from functools import partial

from app.services.steering.thread.affected import affected
from app.services.steering.thread.following import follow
from app.services.steering.thread.indented import indented
from app.services.steering.thread.reading import read_threads
from app.services.storage import Database
from tests.services.counting import statements
from tests.services.steering.conftest import CLOCK
from tests.services.steering.thread.conftest import made, row
from tests.services.steering.tree import row_of

TODAY = CLOCK.today()


def _made() -> object:
    rows = [row(1, 1, None), row(2, 2, 1), row(3, 3, 2), row(4, 3, 2), row(5, 4, 3), row(6, 5, 5)]
    return made(rows, [(5, 4), (6, 4)])


def test_a_thread_holds_all_above_and_all_below_and_nothing_beside() -> None:
    threads = _made()
    thread = follow(threads, 3)  # type: ignore[arg-type]
    assert {node.row.id: node.distance for node in thread.nodes} == {1: -2, 2: -1, 3: 0, 5: 1, 6: 2}
    assert (thread.above_count, thread.below_count, thread.limit_words) == (2, 2, "")


def test_what_contributes_is_followed_as_what_stands_under() -> None:
    thread = follow(_made(), 4)  # type: ignore[arg-type]
    assert {node.row.id: node.distance for node in thread.nodes} == {1: -2, 2: -1, 4: 0, 5: 1, 6: 1}
    assert {(edge.lower, edge.upper, edge.contributes) for edge in thread.edges} == {
        (2, 1, False), (4, 2, False), (6, 5, False), (5, 4, True), (6, 4, True),
    }  # fmt: skip


def test_a_long_thread_is_cut_to_what_stands_nearest_and_says_so() -> None:
    rows = [row(1, 1, None), row(2, 2, 1), *(row(key, 3, 2) for key in range(3, 1243))]
    thread = follow(made(rows), 2, most=300)
    assert len(thread.nodes) == 300
    assert thread.limit_words == "Visar 300 av 1\u00a0242 styrelement, de som står närmast."
    assert thread.above_count == 1


def test_a_file_with_a_circle_is_shown_all_the_same() -> None:
    threads = made([row(1, 1, 2), row(2, 2, 1)])
    thread = follow(threads, 1)
    assert len(thread.nodes) == 2
    assert {line.id for line in indented(thread)} == {1, 2}


def test_the_list_holds_every_element_of_the_graph_once() -> None:
    thread = follow(_made(), 2)  # type: ignore[arg-type]
    lines = indented(thread)
    assert sorted(line.id for line in lines) == sorted(node.row.id for node in thread.nodes)
    words = [line.words for line in lines]
    assert words[0] == "N1: Mål 1"
    assert "N2: Mål 2, du är här" in words
    assert "N4: Mål 5 (bidrar även till ”Mål 4”)" in words


def test_what_only_contributes_is_listed_under_what_it_contributes_to() -> None:
    (_above, below) = indented(follow(made([row(1, 1, None), row(2, 3, None)], [(2, 1)]), 1))
    assert (below.parent_id, below.depth, below.contributes) == (1, 1, True)
    assert below.words == "N3: Mål 2 (bidrar hit)"


def test_like_titles_are_told_apart_by_the_unit() -> None:
    rows = [
        row(1, 1, None),
        row(2, 2, 1, title="Plan", unit="Skola"),
        row(3, 2, 1, title="Plan", unit="Vård"),
    ]
    assert [line.title for line in indented(follow(made(rows), 1))] == ["Mål 1", "Plan, Skola", "Plan, Vård"]


def test_the_threads_are_read_in_three_statements(example: Database) -> None:
    assert statements(example, partial(read_threads, today=TODAY)) <= 4


def test_those_below_are_named_before_a_change(example: Database) -> None:
    goal = row_of(example, "Brukarna är trygga")
    found = example.read(partial(affected, node_id=goal.id, today=TODAY))
    assert len(found.titles) == 5
    assert found.contributors == 2
    assert found.sentence.startswith(
        "5 styrelement i den röda tråden nedanför berörs, varav 2 bidrar hit: ”Högst tio olika medarbetare"
    )
    assert (
        " och 2 till. De gäller 2 enheter: Hemtjänst Kopparberg och Hemtjänst Ställdalen." in found.sentence
    )


def test_nobody_below_is_nothing_to_say(example: Database) -> None:
    talk = next(
        one
        for one in example.read(partial(read_threads, today=TODAY)).rows.values()
        if one.form == "dialogue"
    )
    assert example.read(partial(affected, node_id=talk.id, today=TODAY)).sentence == ""
    assert example.read(partial(affected, node_id=1, today=TODAY)).titles == ()
