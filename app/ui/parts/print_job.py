"""A pile on its way to a printer: its pages are made in processes, and sent while the window is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_count
from app.ui.parts.jobs import JobHandle
from app.ui.parts.page import WorkspacePort
from app.ui.parts.print_choices import Piece, PrintChoices, read_pages

if TYPE_CHECKING:
    from app.services.reports.print_list import PrintList
    from app.ui.parts.printing import PrintResult, Sheaf


@dataclass(frozen=True, slots=True)
class ReadyPiece:
    """A paper whose pages are made."""

    piece: Piece
    content: bytes
    pages: int
    copies: int


Listing = Callable[[Sequence[ReadyPiece]], "PrintList"]
"""What the list on top of a pile says of it."""


@dataclass(frozen=True, slots=True)
class Printout:
    """What became of a pile."""

    result: PrintResult
    failed: tuple[tuple[str, str], ...]
    """Papers that could not be made, each with the reason."""


def start_printing(
    workspace: WorkspacePort,
    pieces: Sequence[Piece],
    choices: PrintChoices,
    printer: Any,
    listing: Listing | None = None,
) -> None:
    """Print a pile in the background; how it went is told above the page."""
    workspace.start_job(
        "Skriver ut",
        partial(print_pieces, pieces, choices, printer, listing),
        done=lambda printout: _tell(workspace, printout, choices.printer),
    )


def print_pieces(
    pieces: Sequence[Piece],
    choices: PrintChoices,
    printer: Any,
    listing: Listing | None,
    handle: JobHandle,
) -> Printout:
    """Make every page first, so that nothing is printed in vain; then send them in their order."""
    from app.ui.parts.printing import print_pile

    ready, failed = _made(pieces, choices, handle)
    handle.check()
    sheaves = _sheaves(ready, choices, listing)
    result = print_pile(
        sheaves,
        printer,
        duplex=choices.duplex,
        progress=handle.progress,
        cancelled=lambda: handle.cancelled,
    )
    return Printout(result, tuple(failed))


def _made(
    pieces: Sequence[Piece], choices: PrintChoices, handle: JobHandle
) -> tuple[list[ReadyPiece], list[tuple[str, str]]]:
    from app.services.reports.workshop import Unmade, beside_a_window, make_papers

    outcomes: dict[int, Any] = {}
    workers = beside_a_window(len(pieces))
    papers = [one.paper for one in pieces]
    for place, outcome in make_papers(papers, cancelled=lambda: handle.cancelled, workers=workers):
        outcomes[place] = outcome
        handle.progress(len(outcomes), len(pieces), f"Gör sidorna i {pieces[place].title}")
    ready, failed = [], []
    for place, outcome in sorted(outcomes.items()):
        piece = pieces[place]
        if isinstance(outcome, Unmade):
            failed.append((piece.title, outcome.reason))
        else:
            ready.append(ReadyPiece(piece, outcome, _page_count(outcome), choices.copies_of(piece)))
    return ready, failed


def _page_count(content: bytes) -> int:
    from app.ui.parts.printing import opened

    with opened(content) as pages:
        return pages.pageCount()


def _sheaves(ready: Sequence[ReadyPiece], choices: PrintChoices, listing: Listing | None) -> list[Sheaf]:
    """The list, and each paper with the sheet before it."""
    from app.ui.parts.printing import Sheaf

    sheaves: list[Sheaf] = []
    pile = listing(ready) if listing is not None and ready and (choices.listed or choices.sheets) else None
    if pile is not None and choices.listed:
        from app.services.reports.print_list import LIST_TITLE, render_list

        sheaves.append(Sheaf(LIST_TITLE.lower(), render_list(pile)))
    for place, one in enumerate(ready):
        if pile is not None and choices.sheets:
            from app.services.reports.print_list import render_sheet

            sheaves.append(Sheaf(f"skiljebladet för {one.piece.title}", render_sheet(pile, place)))
        pages = read_pages(choices.pages, one.pages) if len(ready) == 1 else None
        sheaves.append(Sheaf(one.piece.title, one.content, one.copies, pages))
    return sheaves


def _tell(workspace: WorkspacePort, printout: Printout, printer: str) -> None:
    pages = write_count(printout.result.pages, "sida", "sidor")
    to = f" till {printer}" if printer else ""
    if printout.result.cancelled:
        workspace.tell(f"Utskriften avbröts när {pages} hade skickats{to}.", "warning")
    elif printout.failed:
        lost = "; ".join(f"{title}: {reason}" for title, reason in printout.failed[:3])
        more = f" och {len(printout.failed) - 3} till" if len(printout.failed) > 3 else ""
        workspace.tell(f"Skickade {pages}{to}. Skrevs inte ut: {lost}{more}", "error")
    else:
        workspace.tell(f"Skickade {pages}{to}.")
