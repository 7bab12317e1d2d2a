"""Goals and scorecards as files: of this unit, of all, the summary, a goal, the dashboard and the map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.ui.parts.buttons import action
from app.ui.parts.exporting import FileExport
from app.ui.parts.jobs import JobHandle
from app.ui.scorecard.context import Context

if TYPE_CHECKING:
    from app.services.reports.batch import WrittenFile
    from app.services.reports.scorecard_papers import Paper, Pile
    from app.services.scorecard.causes import CauseMap
    from app.ui.parts.page import WorkspacePort

_PDF, _EXCEL = ".pdf", ".xlsx"
Read = Callable[[], Any]


class Asked(Protocol):
    """What a page and a face have in common for those who put them on paper."""

    workspace: WorkspacePort

    def settle(self) -> bool:
        """Make changes of what is typed; False when it must be put right first."""
        ...


def export_actions(page: Any) -> list[QAction]:
    """What can be made of the unit and period that the page Mål och styrkort shows."""
    papers, context = Papers(page, page), page.context
    each = [
        ("Visa och skriv ut styrkortet…", partial(papers.preview, papers.card(context))),
        ("Styrkortet som PDF…", partial(papers.save, papers.card(context))),
        ("Styrkortet som Excel…", partial(papers.save_workbook, context, alone=True)),
        None,
        ("Visa och skriv ut instrumentpanelen…", partial(papers.preview, papers.dashboard(context))),
        ("Instrumentpanelen som PDF…", partial(papers.save, papers.dashboard(context))),
        None,
        ("Visa och skriv ut alla styrkort…", partial(papers.preview, papers.pile(context))),
        ("Alla styrkort som PDF…", partial(papers.save_all, context)),
        ("Alla styrkort som Excel…", partial(papers.save_workbook, context, alone=False)),
        None,
        ("Visa och skriv ut sammanfattningen…", partial(papers.preview, papers.summary(context))),
        ("Sammanfattningen som PDF…", partial(papers.save, papers.summary(context))),
    ]
    return [_entry(one, page) for one in each]


def goal_actions(face: Any, node_id: int, context: Context) -> list[QAction]:
    """The page of a goal, printed and as a file."""
    papers = Papers(face, face)
    read = papers.goal(node_id, context)
    return [
        _entry(("Visa och skriv ut målet…", partial(papers.preview, read)), face),
        _entry(("Målet som PDF…", partial(papers.save, read)), face),
    ]


def map_actions(face: Any, causes: CauseMap) -> list[QAction]:
    """The strategy map that a face shows, printed and as a file."""
    papers = Papers(face, face)
    read = papers.strategy_map(causes)
    return [
        _entry(("Visa och skriv ut strategikartan…", partial(papers.preview, read)), face),
        _entry(("Strategikartan som PDF…", partial(papers.save, read)), face),
    ]


def _entry(told: tuple[str, Callable[[], object]] | None, parent: QWidget) -> QAction:
    if told is None:
        rule = QAction(parent)
        rule.setSeparator(True)
        return rule
    words, done = told
    return action(words, done, parent=parent)


class Papers(FileExport):
    """Reads what is to be put on paper when it is asked for, and writes it in the background."""

    def __init__(self, asked: Asked, window: QWidget) -> None:
        super().__init__(asked.workspace, window)
        self._asked = asked

    # ---- read --------------------------------------------------------------------------------------

    def card(self, context: Context) -> Read:
        """The scorecard of a unit."""
        return partial(self._built, "build_card", context, unit_id=context.unit_id)

    def summary(self, context: Context) -> Read:
        """The municipality's summary."""
        return partial(self._built, "build_summary", context)

    def dashboard(self, context: Context) -> Read:
        """The dashboard of a unit."""
        return partial(self._built, "build_dashboard", context, unit_id=context.unit_id)

    def pile(self, context: Context) -> Read:
        """The scorecards of all units."""
        return partial(self._pile, context)

    def goal(self, node_id: int, context: Context) -> Read:
        """The page of a goal."""
        return partial(self._goal, node_id, context)

    def strategy_map(self, causes: CauseMap) -> Read:
        """A map that has been read already."""
        return partial(self._map, causes)

    def _built(self, name: str, context: Context, **values: Any) -> Any:
        from app.services.reports import scorecard_builder

        build = partial(getattr(scorecard_builder, name), **values, **self._when(context))
        return self._workspace.read(build)

    def _when(self, context: Context) -> dict[str, Any]:
        return {"year": context.year, "period": context.period, "today": self._workspace.today}

    def _pile(self, context: Context) -> Pile:
        from app.services.reports.scorecard_builder import NoCards
        from app.services.reports.scorecard_papers import Pile

        cards = self._built("build_cards", context)
        if not cards:
            raise NoCards(context.year)
        return Pile(f"Alla styrkort {context.year}", cards)

    def _goal(self, node_id: int, context: Context) -> Paper:
        from app.services.reports.goal_paper import build_goal

        values = {"node_id": node_id, "unit_id": context.unit_id, **self._when(context)}
        made: Paper = self._workspace.read(partial(build_goal, **values))
        return made

    def _map(self, causes: CauseMap) -> Paper:
        from app.services.reports.scorecard_builder import issue
        from app.services.reports.scorecard_paper import MapPaper

        return MapPaper(self._workspace.read(partial(issue, today=self._workspace.today)), causes)

    def _read(self, read: Read) -> Any:
        """What there is to put on paper; None where there is nothing, which is said."""
        from app.models.errors import DomainError

        if not self._asked.settle():
            return None
        try:
            return read()
        except DomainError as refused:
            self._workspace.tell(refused.message, "error")
            return None

    # ---- done --------------------------------------------------------------------------------------

    def preview(self, read: Read) -> None:
        """Show the pages as they are printed, with ways to print and save them."""
        from app.ui.scorecard.printing import ScorecardDialog

        paper = self._read(read)
        if paper is not None:
            dialog = ScorecardDialog(self, paper, self._window)
            dialog.exec()
            dialog.deleteLater()

    def save(self, read: Read) -> None:
        """Ask for a PDF and write a paper to it."""
        paper = self._read(read)
        if paper is not None:
            self.ask_where(paper)

    def ask_where(self, paper: Paper) -> None:
        """Ask for a PDF and write a paper that has been read to it."""
        path = self._ask_file_of("Exportera som PDF", paper.full_title, _PDF)
        if path is not None:
            self.write(paper, path)

    def write(self, paper: Paper, path: Path) -> None:
        """Write a paper in the background."""
        self._start("Exporterar PDF", partial(_write, paper, path))

    def save_workbook(self, context: Context, *, alone: bool) -> None:
        """Ask for a workbook, and write one scorecard or all of them to it."""
        content = self._read(partial(self._content, context, alone=alone))
        if content is None:
            return
        cards, summary = content
        name = cards[0].full_title if summary is None else f"Alla styrkort {context.year}"
        path = self._ask_file_of("Exportera som Excel", name, _EXCEL)
        if path is not None:
            self._start("Exporterar Excel", partial(_write_workbook, cards, summary, path))

    def save_all(self, context: Context) -> None:
        """Ask for a folder, and write every unit's scorecard and the summary there."""
        content = self._read(partial(self._content, context, alone=False))
        folder = self._ask_folder("Välj mapp för styrkorten") if content is not None else None
        if folder is not None:
            cards, summary = content
            self._start_papers("Exporterar styrkorten", (*cards, summary), folder, "styrkort", "styrkort")

    def _content(self, context: Context, *, alone: bool) -> tuple[Any, Any]:
        if alone:
            return (self.card(context)(),), None
        cards = self._pile(context).papers
        return cards, self._built("build_summary", context, cards=cards)


def _write(paper: Paper, path: Path, _handle: JobHandle) -> WrittenFile:
    from app.services.reports.batch import write_file
    from app.services.reports.scorecard_papers import render_paper

    return write_file(path, render_paper(paper))


def _write_workbook(cards: Any, summary: Any, path: Path, _handle: JobHandle) -> WrittenFile:
    from app.services.exchange.scorecard_excel import scorecard_workbook
    from app.services.reports.batch import write_file

    return write_file(path, scorecard_workbook(cards, summary))
