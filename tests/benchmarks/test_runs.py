"""Every measurement can be made, and measures what it says; how fast it went is not judged here."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.services.steering.views import NodeRow
from benchmarks import __main__ as command
from benchmarks import (
    budget_grid,
    charts,
    kolada_memory,
    long_document,
    measure_import,
    papers,
    scorecard_card,
    threads,
    tree_filter,
    tree_paint,
    tree_shown,
)
from benchmarks.budget_plan import YEARS, make_view
from benchmarks.hierarchy import make_file, parent_of, read_view
from benchmarks.measuring import Result
from benchmarks.painting import WatchedTree, drop, make_tree, rows, until_painted
from benchmarks.starting import starter


@pytest.fixture(autouse=True)
def _garbage_of_its_own() -> Iterator[None]:
    """Every measurement looks for garbage first: leave out what the tests before have made."""
    gc.freeze()
    yield
    gc.unfreeze()


def _made(results: list[Result], limits: list[float | None]) -> None:
    assert [each.goal.limit for each in results] == limits
    assert all(len(each.measured) == len(each.against) == 1 for each in results)
    assert all(second > 0 for each in results for second in (*each.measured, *each.against))


def test_trees_are_shown_and_filtered(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (tree_paint, tree_filter):
        monkeypatch.setattr(module, "LARGE", 300)
        monkeypatch.setattr(module, "HUGE", 400)
    _made(tree_paint.run(1), [1.5, None, None, None])
    _made(tree_filter.run(1), [3.0, None, None])


def test_the_three_trees_are_read_and_shown(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_shown, "LARGE", 120)
    _made(tree_shown.run(1), [2.0, 2.0, 2.0])


def test_gaps_are_found_and_graphs_are_drawn(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, count in (("ELEMENTS", 120), ("CONTRIBUTIONS", 60), ("SHOWN", 9)):
        monkeypatch.setattr(threads, name, count)
    _made(threads.run(1), [1.5, 10])


def test_the_grid_is_painted_edited_and_pasted_in(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, count in (("SMALL", 30), ("LARGE", 300), ("_PASTED", 20), ("_IN_FILE", 30)):
        monkeypatch.setattr(budget_grid, name, count)
    _made(budget_grid.run(1), [1.2, 3, 0.01, 3, None])


@pytest.mark.parametrize("count", [1, 6, 43, 300])
def test_a_plan_has_as_many_rows_as_asked_for(count: int) -> None:
    view = make_view(count)
    assert len(view.rows) == count
    assert sum(row.amount(YEARS[0], "total") for row in view.rows if not row.group) == view.sums.get(
        (YEARS[0], "total"), 0
    )


def test_papers_are_rendered_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_COUNT", 2)
    _made(papers.run(1), [1.8, None])


def test_a_long_document_is_drawn_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_document, "_SECTIONS", 4)
    monkeypatch.setattr(long_document, "_PAGES", 3)
    _made(long_document.run(1), [1.8])


def test_charts_are_drawn_both_ways(qapp: QApplication) -> None:
    _made(charts.run(1), [1.5, 1.5, 1.5])


def test_what_was_never_painted_is_not_timed(qapp: QApplication) -> None:
    tree = make_tree(20)
    with pytest.raises(RuntimeError, match="never painted"):
        until_painted(tree, lambda: None)
    drop(tree)


def test_filtering_finds_some_of_the_rows(qapp: QApplication) -> None:
    tree: WatchedTree = make_tree(300)
    until_painted(tree, tree.show)
    tree.set_filter(tree_filter.TYPED[4])
    assert 0 < tree.rows.matches < 300
    drop(tree)


@pytest.mark.parametrize("count", [1, 10, 11, 500])
def test_a_hierarchy_has_as_many_elements_as_asked_for(count: int, tmp_path: Path) -> None:
    shown: list[NodeRow] = rows(count)
    places = {row.id for row in shown}
    assert len(places) == count
    assert all(row.parent_id is None or row.parent_id in places for row in shown)
    assert [parent_of(place) for place in (9, 10, 18, 19)] == [None, 0, 0, 1]


def test_a_file_has_them_too_and_no_gaps(tmp_path: Path) -> None:
    view = read_view(make_file(tmp_path / "x.styr", 30))
    assert (view.node_count, view.gap_count) == (30, 0)


def test_the_programs_that_are_timed_say_when_they_are_seen() -> None:
    with starter() as start:
        path = str(make_file(start.folder / "kommun.styr", 30))
        assert start.time_to("seen", "empty") > 0
        assert start.time_to("seen", "program", path) > 0
        assert start.time_to("filled", "program", path) > 0
        assert start.time_to("filled", "bare", path) > 0
        with pytest.raises(RuntimeError, match="never said"):
            start.time_to("filled", "empty")


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["finns inte"])
    assert "window_shown" in capsys.readouterr().err


def test_a_part_of_a_run_is_told_and_not_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Any] = []
    monkeypatch.setattr(command, "keep", lambda *given: kept.append(given))
    monkeypatch.setattr(tree_filter, "LARGE", 100)
    monkeypatch.setattr(tree_filter, "HUGE", 100)
    command.main(["tree_filter", "--rounds", "1"])
    assert "| filter as you type |" in capsys.readouterr().out
    assert kept == []


def test_outcomes_are_read_in_and_large_files_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure_import, "VALUES", 300)
    _made(measure_import.run(1), [4.0])
    monkeypatch.setattr(kolada_memory, "SIZE", 100_000)
    _made(kolada_memory.run(1), [0.25])


def test_scorecards_are_read_and_rolled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, count in (("UNITS", 12), ("GOALS", 4), ("MANY_UNITS", 12), ("MANY_GOALS", 30)):
        monkeypatch.setattr(scorecard_card, name, count)
    _made(scorecard_card.run(1), [1.5, 1.5, 1.5, None])
