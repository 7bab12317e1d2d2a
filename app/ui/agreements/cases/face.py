"""Ärenden: the cases that bring agreements to the bodies that prepare and decide them, with their papers."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from app.services.formatting import write_count
from app.ui.agreements.cases.desk import CaseDesk
from app.ui.agreements.cases.editing import CaseEditing
from app.ui.agreements.cases.exporting import CaseExport
from app.ui.agreements.faces import Context, Face, FaceHost
from app.ui.agreements.gathering import fill
from app.ui.parts.buttons import action, icon_button, primary_button, quiet_button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.agreements.caseviews import CaseDetail, CaseRow


class CasesFace(Face):
    """Owns which case is written."""

    title = "Ärenden"
    shows_kinds = frozenset({
        "agreement_case", "agreement_case_member", "agreement", "agreement_text", "agreement_revision",
        "agreement_comment", "agreement_kind", "agreement_part", "standard_text", "paper_style", "node",
        "node_version", "decision", "frame", "plan_version", "unit", "municipality", "meeting",
        "wheel_pattern", "wheel_activity", "signatory", "follow_up_row",
    })  # fmt: skip
    details = False

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._kind_id: int | None = None
        self._case_id: int | None = None
        self._rows: tuple[CaseRow, ...] = ()
        self.editing = CaseEditing(self.workspace, self)
        self.exporting = CaseExport(self.workspace, self)
        self.desk = CaseDesk(self.workspace, self.editing)
        self.desk.case_chosen.connect(self.choose)
        self._empty: EmptyState | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.desk)
        self._new = quiet_button("Nytt ärende", "plus", lambda: self.create())
        self._print = icon_button("print", "Skriv ut ärendet…", self.print_case)
        self._menu = QMenu(self)
        self._export = primary_button("Exportera", "export", self._open_export)

    # ---- showing -------------------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the cases, and show the one that is written."""
        from app.services.agreements import caseviews

        self._kind_id = context.kind_id
        self._rows = self.workspace.read(partial(caseviews.cases_view, kind_id=context.kind_id))
        some = bool(self._rows)
        for widget in (self._print, self._export):
            widget.setVisible(some)
        self._new.setVisible(some and not self.workspace.read_only)
        if not some:
            self._case_id = None
            self.desk.show_case(None)
            self._show_empty()
            return
        keys = [row.id for row in self._rows]
        self._show(self._case_id if self._case_id in keys else keys[0])
        self._stack.setCurrentWidget(self.desk)

    def choose(self, case_id: object) -> bool:
        """Write another case; False when it is not there, or what is typed must be put right first."""
        if case_id not in [row.id for row in self._rows] or not isinstance(case_id, int):
            return False
        if case_id != self._case_id:
            if not self.settle():
                self.desk.list.choose_quietly(str(self._case_id))
                return False
            self._show(case_id)
            self.said.emit()
        return True

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show a case."""
        return kind == "agreement_case" and self.choose(key)

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back where it was typed."""
        key = field.partition(":")[2].partition(":")[0]
        return key.isdigit() and self.choose(int(key)) and self.desk.resume(field, text)

    def settle(self) -> bool:
        """Make changes of what is typed."""
        return self.desk.settle()

    def state(self) -> tuple[str | Link, ...]:
        """How many cases there are, and which meeting is the next."""
        if not self._rows:
            return ("Inga ärenden än",)
        said = write_count(len(self._rows), "ärende", "ärenden")
        coming = sorted(
            (row.meeting_on, row.id, row.body)
            for row in self._rows
            if row.meeting_on is not None and row.meeting_on >= self.workspace.today
        )
        if not coming:
            return (said,)
        from app.services.formatting import write_long_date

        day, case_id, body = coming[0]
        told = ", ".join(one for one in (body, write_long_date(day)) if one)
        return (f"{said}. Närmast: ", Link(told, lambda: self.choose(case_id)))

    def status(self) -> str:
        """What stands in the window."""
        detail = self.desk.detail
        return f"{detail.row.step_name}, {detail.row.what}" if detail is not None else ""

    def actions(self) -> list[QWidget]:
        """A new case, and the one that is shown on the printer or as files."""
        return [self._new, self._print, self._export]

    def export_actions(self) -> list[QAction]:
        """The case as paper, as text, or with everything that goes with it."""
        detail = self.desk.detail
        if detail is None:
            return []
        return [
            action("Ärendet som PDF…", partial(self._export_as, self.exporting.as_pdf), parent=self),
            action("Ärendets text som Word…", partial(self._export_as, self.exporting.as_word), parent=self),
            action("Ärendet med bilagor i en mapp…", self._export_all, parent=self),
        ]

    # ---- what the user does ----------------------------------------------------------------------

    def create(self, agreement_ids: tuple[int, ...] = (), step: str | None = None) -> int | None:
        """Ask for a new case and go to it; gives its key."""
        if self.workspace.read_only or not self.settle():
            return None
        made = self.editing.create(self._kind_id, agreement_ids, step)
        if made is not None and not self.choose(made):
            self._case_id = made
            self.load(Context(self._kind_id))
            self.said.emit()
        return made

    def print_case(self) -> None:
        """Show how the case and its appendices come out of the printer."""
        from app.ui.agreements.printing.commands import print_papers

        detail = self._current()
        if detail is not None:
            print_papers(self, self.exporting.papers(detail.row.id, detail.document))

    def _current(self) -> CaseDetail | None:
        """The case with everything that is typed in it."""
        return self.desk.detail if self.settle() else None

    def _export_as(self, write: object) -> None:
        detail = self._current()
        if detail is not None and callable(write):
            write(detail.document)

    def _export_all(self) -> None:
        detail = self._current()
        if detail is not None:
            self.exporting.with_appendices(detail.row.id, detail.document)

    def _open_export(self) -> None:
        fill(self._menu, self.export_actions())
        self._menu.popup(self._export.mapToGlobal(QPoint(0, self._export.height())))

    # ---- within ----------------------------------------------------------------------------------

    def _show(self, case_id: int) -> None:
        from app.services.agreements import caseviews
        from app.services.agreements.paperlook import paper_look
        from app.services.clock import fixed_clock

        self._case_id = case_id
        clock = fixed_clock(self.workspace.today)
        detail = self.workspace.read(partial(caseviews.case_detail, case_id=case_id, clock=clock))
        self.desk.show_cases(self._rows, case_id)
        self.desk.show_case(detail, self.workspace.read(paper_look))

    def _show_empty(self) -> None:
        if self._empty is None:
            self._empty = EmptyState(
                "Inga ärenden",
                "En tjänsteskrivelse tar handlingarna till utskottet eller styrelsen, med förslag till "
                "beslut och numrerade bilagor. Programmet skriver utkastet från uppgifterna.",
                icon="agreement",
                action="" if self.workspace.read_only else "Nytt ärende",
                on_action=lambda: self.create(),
            )
            self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)
