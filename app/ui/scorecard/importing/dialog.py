"""The dialog "Läs in mätvärden": columns, unknown names, what would be added, and then the change."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from app.models.errors import DomainError
from app.services.formatting import write_count
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.importing import Refusal, lay_out_steps
from app.ui.scorecard.importing.columns_step import ColumnsStep
from app.ui.scorecard.importing.preview_step import PreviewStep
from app.ui.scorecard.importing.reading import SheetSource, Source
from app.ui.scorecard.importing.unknown_step import UnknownStep

if TYPE_CHECKING:
    from app.services.exchange.measures.plan import ImportPlan
    from app.services.scorecard.words import MeasureWord
    from app.ui.parts.page import WorkspacePort

_SIZE, _LEAST = QSize(1120, 640), QSize(640, 440)


class MeasureDialog(QDialog):
    """Files from Kolada go to their key figures, workbooks through their columns the first time."""

    def __init__(
        self, workspace: WorkspacePort, window: QWidget, source: Source, found: ImportPlan | None
    ) -> None:
        super().__init__(window)
        self.setWindowTitle("Läs in mätvärden")
        self._workspace, self.source, self._found = workspace, source, found
        indicators, units, word = self._names()
        self.columns: ColumnsStep | None = None
        if isinstance(source, SheetSource):
            self.columns = ColumnsStep(source.opened.book, indicators, units, _periods(source.year), word)
        self.unknown = UnknownStep(indicators, units, word)
        self.preview = PreviewStep(word)
        self._steps = QStackedWidget()
        for step in (self.columns, self.unknown, self.preview):
            if step is not None:
                self._steps.addWidget(step)
                step.changed.connect(self._follow)
        self._back = quiet_button("Tillbaka", on_click=self.go_back)
        self.ok = primary_button("Fortsätt", on_click=self.go_on)
        self.ok.setDefault(True)
        self._refusal, title = Refusal(), f"Läs in {self.source.name}"
        lay_out_steps(self, title, self._refusal, self._steps, self._back, self.ok)
        if self.columns is not None and source.mapping is not None:
            self.columns.sheet_chosen.connect(self._on_sheet)
            self.columns.show_mapping(source.mapping)
        if found is None and self.columns is not None:
            self._show_step(self.columns)
        elif found is not None:
            self._show_found(found)
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    @property
    def step(self) -> QWidget | None:
        """The step that is shown."""
        return self._steps.currentWidget()

    @property
    def refused(self) -> str:
        """Why it was refused, "" when it was not."""
        return self._refusal.words()

    @property
    def codes(self) -> frozenset[str]:
        """The key figures whose values are read in."""
        found = self._found
        return frozenset() if found is None else frozenset(one[1] for one in found.others)

    def go_on(self) -> None:
        """Go to the next step; from the last, take everything in."""
        if self.step is self.preview:
            self._apply()
            return
        if self.step is self.columns and self.columns is not None and isinstance(self.source, SheetSource):
            mapping = self.columns.mapping
            if mapping is not None:
                self.source = self.source.mapped(mapping)
        elif self.step is self.unknown:
            self.source = self.source.answered(self.unknown.answers)
        self._look()

    def go_back(self) -> None:
        """Go to the first step again."""
        self._refusal.say("")
        if self.columns is not None:
            self._show_step(self.columns)
        elif self.unknown.boxes:
            self._show_step(self.unknown)

    def _look(self) -> None:
        source = self.source
        self.ok.setEnabled(False)
        job = self._workspace.start_job(
            f"Läser {source.name}",
            lambda handle: source.look(self._workspace, handle),
            done=self._show_found,
            failed=self._on_failed,
        )
        job.cancelled.connect(self._follow)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, DomainError):
            raise error
        self._refusal.say(error.message)
        self._follow()

    def _show_found(self, found: ImportPlan) -> None:
        self._found = found
        self._refusal.say("")
        if found.unknown:
            self.unknown.show_unknown(found.unknown, {})
            self._show_step(self.unknown)
        else:
            self.preview.show_found(found)
            self._show_step(self.preview)

    def _apply(self) -> None:
        from app.services.exchange.measures.applying import carry_out

        found = self._found
        if found is None:
            return
        use_case = partial(carry_out, plan=found, mapping=self.source.mapping)
        if self._workspace.run(use_case) is None:
            return
        count = write_count(found.added + found.changed, "värde", "värden")
        self._workspace.tell(f"Läste in {count} ur {found.file}. Ctrl+Z ångrar.")
        self.accept()

    def _on_sheet(self, name: str) -> None:
        from app.services.exchange.measures.opening import open_sheet

        source = self.source
        assert isinstance(source, SheetSource)
        asked = partial(open_sheet, book=source.opened.book, sheet=name, year=source.year)
        try:
            opened = self._workspace.read(asked)
        except DomainError as refused:
            self._refusal.say(refused.message)
            return
        self._refusal.say("")
        self.source = source.mapped(opened.mapping)
        if self.columns is not None:
            self.columns.show_mapping(opened.mapping)
        self._follow()

    def _names(self) -> tuple[list[tuple[int, str]], list[tuple[int, str]], MeasureWord]:
        """What can be chosen, where several of a name are told apart, and what a measure is called."""
        from app.services.exchange.measures import standing
        from app.services.scorecard.words import measure_word
        from app.services.textorder import sort_key

        def read(session: Any) -> Any:
            return standing.indicators(session), standing.units(session), measure_word(session)

        rows, units, word = self._workspace.read(read)
        names = Counter(row.name for row in rows)
        owners = {key: each[0] for key, each in units.items()}
        told = {
            row.id: f"{row.name} ({row.code or owners.get(row.owner_unit_id, 'utan ägare')})"
            if names[row.name] > 1
            else row.name
            for row in rows
        }
        indicators = sorted(told.items(), key=lambda each: sort_key(each[1]))
        return indicators, sorted(owners.items(), key=lambda each: sort_key(each[1])), word

    def _show_step(self, step: QWidget) -> None:
        self._steps.setCurrentWidget(step)
        self._follow()

    def _follow(self) -> None:
        """Let the buttons follow what is shown and chosen."""
        at_end = self.step is self.preview
        first = self.columns if self.columns is not None else self.unknown
        self._back.setVisible(
            self.step is not first and (self.columns is not None or bool(self.unknown.boxes))
        )
        if at_end:
            why = self.preview.problem()
            found = self._found
            count = found.added + found.changed if found is not None else 0
            self.ok.setText(f"Läs in {write_count(count, 'värde', 'värden')}" if count else "Läs in")
        else:
            why = self.columns.problem() if self.step is self.columns and self.columns is not None else ""
            unanswered = self.step is self.unknown and not self.unknown.answered
            why = why or ("Välj vad som menas för varje namn." if unanswered else "")
            self.ok.setText("Fortsätt")
        self.ok.setEnabled(not why)
        self.ok.setToolTip(why)


def _periods(year: int) -> list[Any]:
    from app.services.scorecard.periods import periods_of

    kinds = ("year", "half_year", "tertial", "quarter", "month")
    return [each for at in (year, year - 1, year - 2) for kind in kinds for each in periods_of(at, kind)]
