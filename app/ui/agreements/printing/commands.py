"""What the page of agreements offers for printing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app.ui.agreements.printing.pieces import listing, piece_of
from app.ui.parts.buttons import action
from app.ui.parts.print_dialog import PrintDialog
from app.ui.parts.printers import Printers

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow
    from app.services.reports.printed import Paper


def actions(page: Any, row: AgreementRow) -> list[QAction]:
    """Printing one agreement."""
    return [action("Skriv ut…", partial(print_agreements, page, (row.id,)), icon="print", parent=page)]


def page_actions(page: Any) -> list[QAction]:
    """Printing those that are marked, and those that are shown."""
    marked, shown = page.selected_ids(), page.shown_ids()
    made = []
    if len(marked) > 1:
        told = f"Skriv ut {len(marked)} markerade…"
        made.append(action(told, partial(print_agreements, page, marked), icon="print", parent=page))
    if shown:
        told = f"Skriv ut {len(shown)} visade…" if len(shown) > 1 else "Skriv ut den som visas…"
        made.append(action(told, partial(print_agreements, page, shown), icon="print", parent=page))
    return made


def print_agreements(page: Any, keys: Sequence[int], printers: Printers | None = None) -> None:
    """Show how some agreements come out of the printer, and print them."""
    if not page.settle():
        return
    dialog = dialog_of(page, keys, printers)
    if dialog is not None:
        dialog.exec()
        dialog.deleteLater()


def dialog_of(page: Any, keys: Sequence[int], printers: Printers | None = None) -> PrintDialog | None:
    """The dialog for some agreements; None when they are gone."""
    from app.services.clock import fixed_clock
    from app.services.reports.printed_agreements import agreement_papers

    workspace = page.workspace
    clock = fixed_clock(workspace.today)
    papers = workspace.read(partial(agreement_papers, agreement_ids=tuple(keys), clock=clock))
    return _dialog(page, papers, printers) if papers else None


def print_revisions(page: Any, keys: Sequence[int], printers: Printers | None = None) -> None:
    """Print revisions of frames, each as a paper of its own."""
    from app.services.clock import fixed_clock
    from app.services.reports.printed_agreements import revision_papers

    workspace = page.workspace
    if page.settle():
        clock = fixed_clock(workspace.today)
        papers = workspace.read(partial(revision_papers, revision_ids=tuple(keys), clock=clock))
        print_papers(page, papers, printers)


def print_papers(page: Any, papers: Sequence[Paper], printers: Printers | None = None) -> None:
    """Show how any papers come out of the printer, and print them."""
    dialog = _dialog(page, papers, printers)
    dialog.exec()
    dialog.deleteLater()


def _dialog(page: Any, papers: Sequence[Paper], printers: Printers | None) -> PrintDialog:
    workspace = page.workspace
    pieces = [piece_of(paper) for paper in papers]
    return PrintDialog(workspace, pieces, page, listing=partial(listing, workspace.today), printers=printers)
