"""A thread on paper: valid, tagged, the same as in the window, on a sheet where it can be read."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.services.clock import fixed_clock
from app.services.reports.styles import PORTRAIT
from app.services.reports.thread_pdf import file_name, render_thread, render_thread_svg, sheet_for
from app.services.steering.thread.following import Thread, follow
from app.services.steering.thread.indented import indented
from app.services.steering.thread.picture import thread_picture
from app.services.steering.thread.reading import ThreadMap, read_threads
from app.services.storage import Database
from tests.conftest import TODAY
from tests.pdfcheck.reading import bookmarks, fonts, page_texts, structure, unmarked_operations, verdicts

_NAME = "Ljusnarsbergs kommun"


@pytest.fixture(scope="module")
def threads(example_of_2027: Path) -> ThreadMap:
    """All threads of the example."""
    database = Database.open(example_of_2027, clock=fixed_clock(TODAY), user="A", read_only=True)
    try:
        return database.read(partial(read_threads, today=TODAY))
    finally:
        database.close()


@pytest.fixture(scope="module")
def goal(threads: ThreadMap) -> Thread:
    """The thread of a goal."""
    return follow(threads, next(key for key, row in threads.rows.items() if row.form == "goal"))


@pytest.fixture(scope="module")
def paper(goal: Thread) -> bytes:
    """That thread as PDF."""
    return _render(goal)


def _render(thread: Thread) -> bytes:
    gaps = {thread.nodes[3].row.id: 2} if len(thread.nodes) > 3 else {}
    return render_thread(thread, gaps, municipality=_NAME, day=TODAY, example=True)


def test_every_thread_is_archivable_and_accessible(threads: ThreadMap, paper: bytes, tmp_path: Path) -> None:
    alone = follow(threads, next(key for key, row in threads.rows.items() if row.parent_id is None), most=1)
    whole = follow(threads, next(iter(threads.rows)))
    files = {"goal": paper, "alone": _render(alone), "whole": _render(whole)}
    found = verdicts(files, tmp_path)
    assert {key: (verdict.verdict, verdict.broken) for key, verdict in found.items()} == {
        (name, profile): ("PASS", {}) for name in files for profile in ("2a", "ua1")
    }
    assert not [*unmarked_operations(paper), *unmarked_operations(files["whole"])]
    assert all(embedded for _name, embedded in fonts(paper))


def test_the_graph_is_a_figure_in_words_and_the_list_is_text(goal: Thread, paper: bytes) -> None:
    tree = structure(paper)
    (figure,) = tree.all("Figure")
    assert figure.alt is not None
    assert "har 16 styrelement på 10 nivåer: 10 uppåt och 5 nedåt." in figure.alt
    assert "Till den hör 1 uppdrag och 1 aktivitet." in figure.alt
    assert len(tree.all("LBody")) == len(goal.nodes) + len(goal.works)
    assert len(tree.all("LI")) == len(tree.all("LBody"))
    first, *others = page_texts(paper)
    said = " ".join(" ".join(others).split())
    for line in indented(goal):
        assert " ".join(line.words.split()) in said
    assert "Sida 1 av 2" in first
    assert "Exempelkommun" in first


def test_the_paper_has_its_headings(paper: bytes) -> None:
    tree = structure(paper)
    assert len(tree.all("H1")) == 1
    assert bookmarks(paper) == [(0, "Tråden som lista")]


def test_the_same_thread_gives_the_same_bytes(goal: Thread, paper: bytes) -> None:
    assert _render(goal) == paper


def test_a_small_thread_stands_on_a_small_sheet_and_a_large_one_stays_readable(threads: ThreadMap) -> None:
    top = next(key for key, row in threads.rows.items() if row.parent_id is None)
    small, scale = sheet_for(thread_picture(follow(threads, top, most=2)))
    assert sorted((small.width, small.height)) == pytest.approx([PORTRAIT.width, PORTRAIT.height], abs=0.1)
    assert scale == pytest.approx(0.75)
    large, scale = sheet_for(replace(thread_picture(follow(threads, top)), height=90_000.0))
    assert scale >= 0.57
    assert large.height > 90_000 * scale


def test_the_svg_holds_every_title_and_says_what_it_shows(goal: Thread) -> None:
    written = render_thread_svg(goal, {})
    root = ElementTree.fromstring(written)
    space = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    assert root.findtext(f"{space}title") == "Röda tråden: Brukarna är trygga med sin hemtjänst"
    texts = " ".join(one.text or "" for one in root.iter(f"{space}text"))
    for box in thread_picture(goal).boxes:
        assert all(line in texts for line in box.lines)
    assert render_thread_svg(goal, {}) == written


def test_markup_in_a_title_is_only_text(goal: Thread) -> None:
    first, *rest = goal.nodes
    odd = first.row._replace(title='<b>"å" & \x07</b>')
    thread = replace(goal, nodes=(replace(first, row=odd), *rest))
    root = ElementTree.fromstring(render_thread_svg(thread, {}))
    assert any('<b>"å" &' in (one.text or "") for one in root.iter())
    assert '<b>"å" &' in " ".join(
        page_texts(render_thread(thread, {}, municipality=_NAME, day=date(2027, 1, 1)))
    )


def test_a_file_is_named_after_its_thread() -> None:
    assert file_name("Mål: å/ö?", "svg") == "Röda tråden Mål- å-ö.svg"
