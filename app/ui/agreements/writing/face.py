"""Skriva: one agreement after the other, section by section, with its paper beside the text."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.services.formatting import write_count
from app.ui.agreements.faces import REGISTER, Context, Face, FaceHost
from app.ui.agreements.writing.choosing import choice_columns, state_words, whose_words
from app.ui.agreements.writing.desk import Desk
from app.ui.agreements.writing.lines import FORMALITIES, next_incomplete
from app.ui.parts.buttons import icon_button, quiet_button
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link
from app.ui.parts.picker import Picker

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementDetail, AgreementRow, AgreementsView
    from app.ui.agreements.comparing.pane import ComparingPane
    from app.ui.agreements.page import AgreementsPage
    from app.ui.agreements.standardtexts.pane import StandardTextsPane


class WritingFace(Face):
    """Owns which agreement is written; standard texts and comparison take the place of the desk."""

    title = "Skriva"
    shows_kinds = frozenset({
        "agreement", "agreement_text", "agreement_part", "agreement_kind", "agreement_snapshot",
        "standard_text", "paper_style", "follow_up_row", "signatory", "node", "node_version",
        "node_perspective", "node_indicator", "decision", "contribution", "indicator", "indicator_target",
        "measurement", "assignment", "activity", "unit", "municipality", "budget_plan", "plan_version",
        "frame", "frame_component", "wheel_pattern", "wheel_activity", "model_part",
    })  # fmt: skip
    details = False

    def __init__(self, host: FaceHost, parent: QWidget | None = None) -> None:
        super().__init__(host, parent)
        self._context = Context()
        self._rows: tuple[AgreementRow, ...] = ()
        self._first_kind: int | None = None
        self._detail: AgreementDetail | None = None
        self._saving = False
        """Whether a text is being saved, which makes no other agreement another."""
        self.desk = Desk(self.workspace, self._save)
        self.standard: StandardTextsPane | None = None
        self.comparing: ComparingPane | None = None
        self._empty: EmptyState | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.desk)
        self.picker = Picker("Handling", choice_columns(self._whose), hint="Sök utförare")
        self.picker.picked.connect(self.choose)
        self.back = icon_button("chevron-left", "Föregående handling", lambda: self.picker.step(-1))
        self.on = icon_button("chevron-right", "Nästa handling", lambda: self.picker.step(1))
        self.gap = quiet_button("Nästa lucka", "arrow-right", self.go_to_gap)
        self.gap.setToolTip("Gå till nästa avsnitt där något saknas, även i nästa handling (F7)")
        self._buttons = (
            quiet_button("Jämför versioner", "compare", self.open_comparison),
            quiet_button("Standardtexter", "edit", lambda: self.open_standard_texts(None)),
        )
        self.desk.gap_wanted.connect(self.go_to_gap)
        self.desk.standard_wanted.connect(self.open_standard_texts)

    # ---- showing -------------------------------------------------------------------------------

    def load(self, context: Context) -> None:
        """Read the agreements of the kind, and show the one that is written."""
        if not self._saving or context != self._context or self._row is None:
            self._read(context)
        if not self._rows:
            self._show_empty()
            return
        keys = [row.id for row in self._rows]
        wanted = context.agreement_id if context.agreement_id in keys else self._first()
        self._show(wanted)
        if wanted != context.agreement_id:
            self._context = replace(context, agreement_id=wanted)
            self.agreement_chosen.emit(wanted)
        if self.standard is not None and self._stack.currentWidget() is self.standard:
            self.standard.load(self._kind_id)
        elif self.comparing is not None and self._stack.currentWidget() is self.comparing:
            self.comparing.load()
        else:
            self._stack.setCurrentWidget(self.desk)
        self._show_tools()

    def _read(self, context: Context) -> None:
        from app.services.agreements import views

        year, today = self.workspace.working_year + 1, self.workspace.today
        view: AgreementsView = self.workspace.read(partial(views.agreements_view, year=year, today=today))
        self._context = context
        self._rows = tuple(row for row in view.rows if context.kind_id in (None, row.kind_id))
        self._first_kind = context.kind_id or view.kind_id

    def choose(self, agreement_id: object) -> bool:
        """Write another agreement; False when it is not shown, or what is typed must be put right first."""
        if agreement_id not in [row.id for row in self._rows] or not isinstance(agreement_id, int):
            return False
        if not self.settle():
            return False
        if agreement_id != self._context.agreement_id:
            self._context = replace(self._context, agreement_id=agreement_id)
            self._show(agreement_id)
            self.agreement_chosen.emit(agreement_id)
            if self.comparing is not None and self._stack.currentWidget() is self.comparing:
                self.comparing.show_agreement(agreement_id)
            self.said.emit()
        return True

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Show an agreement to write in, the standard texts of a part, or the versions of an agreement."""
        if kind == "standard_text":
            return isinstance(key, int) and self.open_standard_texts(key)
        if key not in [row.id for row in self._rows] and self._context.kind_id is not None:
            page: Any = self.host
            page.choose_kind(None)
        if not self.choose(key):
            return False
        if kind == "agreement_comparison":
            return self.open_comparison()
        self._turn_to(self.desk)
        return True

    def resume(self, field: str, text: str) -> bool:
        """Put a text that a crash interrupted back in its section or standard text."""
        kind, _, rest = field.partition(":")
        key, _, place = rest.partition(":")
        if not key.isdigit():
            return False
        if kind == "standard_text":
            shown = self.open_standard_texts(int(key))
            return shown and self.standard is not None and self.standard.resume(field, text)
        part = place.removeprefix("part.")
        return part.isdigit() and self.show_place(kind, int(key)) and self.desk.resume(int(part), text)

    def settle(self) -> bool:
        """Make changes of what is typed."""
        return self.desk.settle() and (self.standard is None or self.standard.settle())

    def state(self) -> tuple[str | Link, ...]:
        """How the agreement stands that is written, and the others."""
        row = self._row
        if self.standard is not None and self._stack.currentWidget() is self.standard:
            return (self.standard.state(),)
        if row is None:
            return ("Ingen handling än",)
        said: list[str | Link] = [f"{self._named(row)}, {state_words(row)}"]
        if row.locked:
            said.append(". Texten är låst och skrivs ut som den beslutades")
            if row.changed:
                count = write_count(len(row.changed), "uppgift har ändrats", "uppgifter har ändrats")
                said += [". ", Link(f"{count} sedan dess", lambda: self.desk.choose(FORMALITIES))]
            return tuple(said)
        others = sum(bool(one.missing) and not one.locked for one in self._rows)
        if others:
            words = f"{others} av {len(self._rows)} saknar något"
            said += [". ", Link(words, self.go_to_gap)]
        return tuple(said)

    def status(self) -> str:
        """How many gaps there are left here."""
        row = self._row
        if row is None or row.locked or self._stack.currentWidget() is not self.desk:
            return ""
        if not row.missing:
            return f"Inget saknas i handlingen för {row.unit}"
        return f"{write_count(len(row.missing), 'sak', 'saker')} saknas i handlingen för {row.unit}"

    def tools(self) -> list[QWidget]:
        """Which agreement, the way to the one before and after, and to what is missing."""
        return [self.picker, self.back, self.on, self.gap]

    def actions(self) -> list[QWidget]:
        """What takes the place of the desk for a while."""
        return [*self._buttons]

    def export_actions(self) -> list[QAction]:
        """The agreement that is written, as a file."""
        from app.ui.agreements.register.exports import written_action

        row, page = self._row, cast("AgreementsPage", self.host)
        return [written_action(page, row)] if row is not None else []

    # ---- what the user does ----------------------------------------------------------------------

    def go_to_gap(self) -> None:
        """Go to the next section that lacks something, in this agreement or in the next that does."""
        self._turn_to(self.desk)
        if self.desk.go_to_gap():
            return
        found = next_incomplete(self._rows, self._context.agreement_id)
        if found is None:
            self.workspace.tell("Inget saknas i någon av handlingarna.")
        elif found == self._context.agreement_id or self.choose(found):
            self.desk.go_to_first_gap()

    def open_standard_texts(self, part_id: int | None = None) -> bool:
        """Show the municipality's standard texts of the kind in place of the desk."""
        from app.ui.agreements.standardtexts.pane import StandardTextsPane

        if self._kind_id is None or not self.settle():
            return False
        if self.standard is None:
            self.standard = StandardTextsPane(self.workspace)
            self.standard.closed.connect(self._turn_back)
            self._stack.addWidget(self.standard)
        self.standard.load(self._kind_id)
        if part_id is not None:
            self.standard.choose_part(part_id)
        self._turn_to(self.standard)
        return True

    def open_comparison(self) -> bool:
        """Compare versions or years of the agreement in place of the desk."""
        from app.ui.agreements.comparing.pane import ComparingPane

        row = self._row
        if row is None or not self.settle():
            return False
        if self.comparing is None:
            self.comparing = ComparingPane(self.workspace)
            self.comparing.closed.connect(self._turn_back)
            self._stack.addWidget(self.comparing)
        self.comparing.show_agreement(row.id)
        self._turn_to(self.comparing)
        return True

    def _save(self, agreement_id: int, part_id: int, text: str) -> bool:
        from app.services.agreements import writing

        detail = self._detail
        if detail is None or detail.row.id != agreement_id:
            return False
        edit = partial(
            writing.edit_text,
            agreement_id=agreement_id,
            part_id=part_id,
            text=text,
            expected_version=detail.version,
        )
        self._saving = True
        try:
            return self.workspace.run(edit) is not None
        finally:
            self._saving = False

    # ---- within ----------------------------------------------------------------------------------

    @property
    def _row(self) -> AgreementRow | None:
        return next((row for row in self._rows if row.id == self._context.agreement_id), None)

    @property
    def _kind_id(self) -> int | None:
        row = self._row
        return row.kind_id if row is not None else self._first_kind

    def _named(self, row: AgreementRow) -> str:
        """Whose it is, and of which kind where there are several."""
        several = len({one.kind_id for one in self._rows}) > 1
        return f"{row.kind}, {self._whose(row)}" if several else self._whose(row)

    def _whose(self, row: AgreementRow) -> str:
        return whose_words(row, self._rows)

    def _first(self) -> int:
        """The first with something to write in it."""
        found = next_incomplete(self._rows, None)
        return found if found is not None else self._rows[0].id

    def _show(self, agreement_id: int) -> None:
        from app.services.agreements import views
        from app.services.agreements.sections import sections
        from app.services.clock import fixed_clock

        today = self.workspace.today
        clock = fixed_clock(today)
        self._detail = self.workspace.read(
            partial(views.agreement_detail, agreement_id=agreement_id, today=today)
        )
        shown = self.workspace.read(partial(sections, agreement_id=agreement_id, clock=clock))
        self.desk.show_agreement(self._detail, shown)
        row = self._detail.row
        self._rows = tuple(row if one.id == agreement_id else one for one in self._rows)
        self.picker.show_rows(self._rows, agreement_id, self._named(row))
        keys = [one.id for one in self._rows]
        self.back.setEnabled(keys.index(agreement_id) > 0)
        self.on.setEnabled(keys.index(agreement_id) + 1 < len(keys))
        self.gap.setEnabled(any(one.missing and not one.locked for one in self._rows))

    def _show_empty(self) -> None:
        self._detail = None
        self.desk.paper.show_agreement(None)
        if self.standard is not None and self._stack.currentWidget() is self.standard:
            self.standard.load(self._kind_id)
            return
        if self._empty is None:
            self._empty = EmptyState(
                "Ingen handling att skriva i",
                "Gör handlingarna i registret först. Sedan skriver du här, avsnitt för avsnitt, med papperet "
                "bredvid.",
                icon="agreement",
                action="Gå till registret",
                on_action=lambda: self.host.show_face(REGISTER),
            )
            self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)
        self._show_tools()

    def _turn_back(self) -> None:
        """Show what is written again, or that there is nothing."""
        if self._rows:
            self._turn_to(self.desk)
        else:
            self._stack.setCurrentWidget(self.desk)
            self._show_empty()
            self.said.emit()

    def _turn_to(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        self._show_tools()
        self.said.emit()

    def _show_tools(self) -> None:
        """Only what belongs to what is shown."""
        shown = self._stack.currentWidget()
        for tool in (self.picker, self.back, self.on):
            tool.setVisible(shown in (self.desk, self.comparing))
        self.gap.setVisible(shown is self.desk)
        compare, standard = self._buttons
        compare.setVisible(shown is self.desk)
        standard.setVisible(shown is self.desk or (shown is self._empty and self._kind_id is not None))
