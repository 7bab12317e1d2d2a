"""The face Process: the steps of the model's budget process, what is done, what is next, the way there."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.services.economy.process.views import ProcessView, StepView
from app.services.formatting import write_date
from app.ui.economy.faces import Context, Face, FaceHost
from app.ui.economy.process.step_row import StepActs, StepRow
from app.ui.parts import theme
from app.ui.parts.details import Details, Fact, Facts, Field, Heading, Text
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper

_WIDEST = 920
_UNNAMED = (
    "Styrmodellen nämner inga skeden i budgetprocessen. "
    "Stegen är hämtade ur dess årshjul och ur kommunallagen."
)
_FEW = "Styrmodellen nämner bara ett skede. Fler läggs till på sidan Modell, under Budgetprocessen."


class ProcessFace(Face):
    """A guide through the year; each step is opened where it stands and leads to its work."""

    uses = frozenset({"version"})
    nothing = "Öppna ett steg för att skriva en anteckning om det."
    shows_kinds = frozenset({
        "process_step", "plan_version", "year_total", "long_term_plan", "budget_plan", "proposal",
        "budget_dialogue", "forecast_round", "version_economy", "internal_budget",
        "wheel_activity", "model_part", "steering_model", "decision",
    })  # fmt: skip

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self.view: ProcessView | None = None
        self.rows: list[StepRow] = []
        self._open: set[str] = set()
        self._chosen: str | None = None
        self._shown_for: int | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName("Stegen i budgetprocessen")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    # ---- what the page asks --------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the steps; the first time the one to begin with is open."""
        from app.services.economy.process.views import guide

        found = partial(guide, version_id=context.version_id, today=self.workspace.today)
        self.view = self.workspace.read(found)
        if self._shown_for != context.plan_id:
            self._shown_for = context.plan_id
            current = self.view.current
            self._open = {current.key} if current else set()
            self._chosen = current.key if current else None
        place = self._area.verticalScrollBar().value()
        self._show()
        QTimer.singleShot(0, self._area, lambda: self._area.verticalScrollBar().setValue(place))
        self._tell()

    def state(self) -> tuple[str | Link, ...]:
        """How many steps are done, and which to begin with."""
        view = self.view
        if view is None or not view.steps:
            return ("Styrmodellen har ingen budgetprocess.",)
        done = f"{view.done} av {len(view.steps)} steg är klara"
        current = view.current
        if current is None:
            return (f"{done}.",)
        lead = {"late": "Börja med", "now": "Nu pågår", "next": "Näst på tur är"}[current.state]
        return (f"{done}. {lead} ", Link(current.name, partial(self.go_to, current.key)), ".")

    def status(self) -> str:
        """How many steps have a time that has passed."""
        late = [step for step in self.view.steps if step.state == "late"] if self.view else []
        return f"{len(late)} steg som tiden har gått ut för" if late else ""

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Open a step; a draft of a note names it after its plan."""
        return kind == "process_step" and self.go_to(str(key))

    def resume(self, field: str, text: str) -> bool:
        """Put a note that a crash interrupted back."""
        parts = field.split(":")
        if len(parts) < 3 or not self.go_to(parts[2]):
            return False
        return self.host.inspector.resume(field, text)

    def go_to(self, key: str) -> bool:
        """Open a step, choose it and bring it into sight."""
        row = next((row for row in self.rows if row.step.key == key), None)
        if row is None:
            return False
        row.show_open()
        self._on_opened(key)
        QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, theme.GROUP))
        row.chevron.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # ---- showing -------------------------------------------------------------------------------

    def _show(self) -> None:
        view = self.view
        held = next(((row.step.key, at) for row in self.rows if (at := row.focused()) is not None), None)
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()  # a click on it may have led here
        self.rows = []
        if view is None or not view.steps:
            words = "Styrmodellen har inga steg att visa."
            self._area.setWidget(EmptyState("Ingen budgetprocess", words, icon="wheel"))
            return
        self._area.setWidget(self._paper(view))
        for row in self.rows:
            if held is not None and row.step.key == held[0]:
                row.take_focus(held[1])

    def _paper(self, view: ProcessView) -> QWidget:
        """What the model says, and the steps below each other."""
        paper, inside = QWidget(), QWidget()
        outer = QVBoxLayout(paper)
        outer.setContentsMargins(theme.PAGE_MARGIN - 9, theme.NEAR, 0, theme.PAGE_MARGIN)
        outer.setSpacing(0)
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text in _lead(view):
            column.addWidget(_paragraph(text))
        acts = StepActs(self._go, None if self.workspace.read_only else self._tick)
        for place, step in enumerate(view.steps):
            last = place == len(view.steps) - 1
            row = StepRow(step, acts, is_open=step.key in self._open, last=last)
            row.opened.connect(self._on_opened)
            self.rows.append(row)
            column.addWidget(row)
        outer.addWidget(inside)
        outer.addStretch(1)
        return paper

    def _on_opened(self, key: str) -> None:
        self._open = {row.step.key for row in self.rows if row.is_open}
        self._chosen = key
        self._tell()

    def _tell(self) -> None:
        step = self.view.step(self._chosen) if self.view and self._chosen else None
        self.inspect.emit(self._details(step) if step is not None else None)

    def _details(self, step: StepView) -> Details:
        plan = self.host.context.plan_id
        field = f"process_step:{plan}:{step.key}"
        facts = [Fact("När", step.when), Fact("Läge", step.state_words)]
        if step.bodies:
            facts.append(Fact("Vem", ", ".join(step.bodies)))
        if step.said_on is not None:
            facts.append(Fact("Markerat klart", write_date(step.said_on)))
        if step.law is not None:
            facts.append(Fact("Lagrum", step.law))
        if step.source is not None:
            facts.append(Fact("Källa", step.source))
        says = "Lagen säger" if step.law else "Styrmodellen säger"
        told = (Heading(says), Text(step.source_note)) if step.source_note else ()
        return Details(
            key=field,
            kicker=f"Budgetprocessen · {step.kind_words}",
            title=step.name,
            parts=(
                Facts(tuple(facts)),
                *told,
                Field(
                    field, "Anteckning", step.note or "", partial(self._write, step),
                    draft=draft_keeper(self.workspace, field, f"Anteckning, {step.name}"), lines=4,
                    placeholder="Vad som gjordes, vad som återstår", locked=self._why_not(),
                ),
            ),
        )  # fmt: skip

    def _why_not(self) -> str:
        return "Filen är bara läsbar" if self.workspace.read_only else ""

    # ---- acting --------------------------------------------------------------------------------

    def _go(self, kind: str, key: object) -> None:
        if kind in ("economy", "forecast_round", "long_term_plan"):
            self.host.show_place(kind, key if isinstance(key, (int, str)) else None)
        else:
            self.workspace.open_place(kind, key)

    def _tick(self, stage: str, line: int, done: bool, state: int) -> bool:
        from app.services.economy.process import ticking

        today = self.workspace.today
        plan = self.host.context.plan_id
        common: dict[str, Any] = {"plan_id": plan, "stage": stage, "line": line, "expected_version": state}
        if done:
            return self.workspace.run(partial(ticking.tick, done_on=today, today=today, **common)) is not None
        return self.workspace.run(partial(ticking.untick, **common)) is not None

    def _write(self, step: StepView, text: str) -> bool:
        from app.services.economy.process.ticking import set_note

        return (
            self.workspace.run(
                partial(
                    set_note, plan_id=self.host.context.plan_id, stage=step.key, note=text,
                    expected_version=step.row_state,
                )
            )
            is not None
        )  # fmt: skip


def _lead(view: ProcessView) -> tuple[str, ...]:
    """What is said before the steps: how the model divides money, and where the steps are from."""
    said = [view.frames, view.grounds, view.note]
    if not view.named:
        said = [_UNNAMED]
    elif len(view.steps) == 1:
        said.append(_FEW)
    return tuple(text for text in said if text)


def _paragraph(text: str) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("role", "muted")
    made.setContentsMargins(9, theme.GRID, theme.PAGE_MARGIN, theme.GRID)
    return made
