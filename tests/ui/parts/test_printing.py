"""Pages on a printer: copies, sides, chosen pages, and a printer that goes away."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.services.reports.uppdragshandling import render
from app.ui.parts.print_choices import NotPages, Piece, PrintChoices, read_pages
from app.ui.parts.printing import PrinterLost, Sheaf, print_pile
from tests.services.reports.economy.samples import ALL
from tests.services.reports.samples import USUAL


@pytest.fixture(scope="module")
def content() -> bytes:
    """An agreement of three pages."""
    return render(USUAL)


@pytest.fixture(scope="module")
def count(content: bytes) -> int:
    from app.ui.parts.printing import opened

    with opened(content) as pages:
        return pages.pageCount()


def file_printer(path: Path, kind: type[QPrinter] = QPrinter) -> Any:
    """A printer whose paper is a PDF, coarse so that it is quick."""
    printer = kind(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(path))
    return printer


def pages_in(path: Path) -> int:
    document = QPdfDocument()
    document.load(str(path))
    found = document.pageCount()
    document.close()
    return found


class Vanishing(QPrinter):
    """A printer that takes four pages and then is gone."""

    left = 4

    def newPage(self) -> bool:
        self.left -= 1
        return self.left > 0 and super().newPage()


@pytest.mark.usefixtures("qapp")
def test_copies_are_whole_and_begin_on_a_sheet_of_their_own(
    tmp_path: Path, content: bytes, count: int
) -> None:
    told: list[tuple[int, int]] = []
    pile = [Sheaf("En", content, pages=(0,)), Sheaf("Två", content, copies=2, pages=(0, 2, 1))]
    result = print_pile(
        pile,
        file_printer(tmp_path / "ut.pdf"),
        duplex=True,
        progress=lambda done, of, _words: told.append((done, of)),
    )
    assert count >= 3
    assert (result.pages, result.sheaves, result.cancelled) == (7, 2, False)
    assert told == [(n, 7) for n in range(1, 8)]
    assert pages_in(tmp_path / "ut.pdf") == 2 + 4 + 3  # an empty back follows the first and the second
    assert print_pile(pile, file_printer(tmp_path / "enkel.pdf")).pages == 7
    assert pages_in(tmp_path / "enkel.pdf") == 7


@pytest.mark.usefixtures("qapp")
def test_a_pile_that_is_stopped_says_how_much_was_sent(tmp_path: Path, content: bytes) -> None:
    answers = iter([False] * 4 + [True])
    result = print_pile(
        [Sheaf("En", content, pages=(0, 1)), Sheaf("Två", content, copies=5)],
        file_printer(tmp_path / "ut.pdf"),
        cancelled=lambda: next(answers),
    )
    assert (result.pages, result.sheaves, result.cancelled) == (4, 1, True)


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_vanishes_is_told_with_what_was_printed(tmp_path: Path, content: bytes) -> None:
    pile = [Sheaf("Förskolan", content, pages=(0, 1)), Sheaf("Köket", content, copies=3)]
    with pytest.raises(PrinterLost) as lost:
        print_pile(pile, file_printer(tmp_path / "ut.pdf", Vanishing))
    assert (lost.value.whole, lost.value.unfinished) == (("Förskolan",), "Köket")
    assert "till och med Förskolan" in lost.value.message
    assert "från Köket" in lost.value.message


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_gone_from_the_start_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PrinterLost, match="Ingenting av Förskolan hann skickas klart"):
        print_pile([Sheaf("Förskolan", content)], file_printer(tmp_path / "ingen" / "ut.pdf"))


@pytest.mark.parametrize(
    ("text", "pages"),
    [("", None), ("2", (1,)), (" 1–3, 5", (0, 1, 2, 4)), ("4-; 2", (3, 4, 1)), ("–2,2", (0, 1))],
)
def test_pages_are_read_as_people_write_them(text: str, pages: tuple[int, ...] | None) -> None:
    assert read_pages(text, 5) == pages


@given(st.text(alphabet="0123456789-–,; x", max_size=12), st.integers(1, 40))
def test_whatever_is_written_gives_pages_that_are_there_or_a_refusal(text: str, count: int) -> None:
    with suppress(NotPages):
        pages = read_pages(text, count)
        assert pages is None or (set(pages) <= set(range(count)) and len(set(pages)) == len(pages) > 0)


@pytest.mark.parametrize("text", ["0", "6", "3-2", "x", ",", "1-6", "9999999", "1--2"])
def test_what_is_no_page_is_refused_with_what_there_is(text: str) -> None:
    with pytest.raises(NotPages, match="Handlingen har sidorna 1–5"):
        read_pages(text, 5)


def test_each_receiver_gets_a_copy_where_that_is_chosen() -> None:
    alone, parted = Piece("a", None), Piece("b", None, ("beställaren", "utföraren", "samverkansparten"))
    each, five = PrintChoices("", copies=None), PrintChoices("", copies=5)
    assert [each.copies_of(one) for one in (alone, parted)] == [1, 3]
    assert [five.copies_of(one) for one in (alone, parted)] == [5, 5]


@pytest.mark.usefixtures("qapp")
def test_a_page_that_lies_down_is_turned_to_fill_a_sheet_that_stands(tmp_path: Path) -> None:
    content = replace(ALL, chapters=ALL.chapters[1:2]).render()
    print_pile([Sheaf("Liggande", content)], file_printer(tmp_path / "ut.pdf"))
    document = QPdfDocument()
    document.load(str(tmp_path / "ut.pdf"))
    sheet = document.render(0, QSize(210, 297))
    document.close()
    inked = {
        (x, y) for x in range(210) for y in range(297) if sheet.pixelColor(x, y).alpha() and
        sheet.pixelColor(x, y).lightness() < 200
    }  # fmt: skip
    wide, high = (max(one) - min(one) for one in zip(*inked, strict=True))
    assert high > 240
    assert wide < high
