"""The tab Jämförelse: what differs between two versions, and what it does to each unit."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.services.budget import comparing, shares, steps
from app.services.budget.words import FRAME_KINDS, MEASURES
from app.services.charts.sheet import Caption
from app.services.charts.waterfall import Step, Waterfall
from app.services.formatting import DASH, write_count, write_number, write_percent
from app.ui.budget.amounts import write
from app.ui.budget.comparison.columns import LEFT, WHOLE, difference_columns, share_columns
from app.ui.budget.comparison.exporting import ComparisonExport
from app.ui.budget.comparison.table import SortedTree
from app.ui.budget.tab import BudgetTab
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, action
from app.ui.parts.chart import CaptionedChart
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.details import Custom, Details, Fact, Facts
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link, Sentence

if TYPE_CHECKING:
    from app.ui.budget.page import BudgetPage

_TABLE, _CHART, _SHARES = "table", "chart", "shares"
_SHAPES = ((_TABLE, "Tabell"), (_CHART, "Diagram"), (_SHARES, "Andelar"))
_CHART_WIDTH = 720


class ComparisonTab(BudgetTab):
    """The page chooses the version that is looked at, the tab the one it is compared with."""

    key = "comparison"
    title = "Jämförelse"
    uses = frozenset({"version", "units", "hindrances", "more"})
    nothing = "Välj en enhet för att se vad som skiljer."

    def __init__(self, page: BudgetPage, parent: QWidget | None = None) -> None:
        super().__init__(page, parent)
        self.compared: Any = None
        self.shares: Any = None
        self._other: Any = None
        self._year = 0
        self._asked: tuple[str, Any] = ("operating", "net")
        self._export = ComparisonExport(page.workspace, self)
        self._build()

    # ---- what the page asks --------------------------------------------------------------------

    def tools(self) -> list[QWidget]:
        """What is compared with, and which year."""
        return [self.other, self.year]

    def load(self) -> None:
        """Read both versions and show what differs."""
        version = self.page.view.version
        others = [each for each in self.page.view.versions if each.id != version.id]
        if self._other not in [each.id for each in others]:
            self._other = self.page.workspace.read(
                partial(comparing.usual_comparison, version_id=version.id)
            ) or (others[0].id if others else None)
        self._pages.setCurrentWidget(self._body if others else self._empty)
        self._show_choices(others)
        if not others:
            self.compared = None
            self.page.inspector.show_details(None)
            return
        self._read()
        self._show()

    def state(self) -> list[str | Link]:
        """What is compared with what, and how many differ."""
        if self.compared is None:
            return ["Ingen version att jämföra med"]
        differing = write_count(self.compared.changed_count, "enhet eller post", "enheter och poster")
        after, before = self.compared.after.name, self.compared.before.name
        return [f"{after} jämfört med {before}: {differing} skiljer sig."]

    def status(self) -> str:
        """What the difference of the year is."""
        if self.compared is None:
            return ""
        return f"{steps.finding(self.compared, self.compared.whole, self._year)}."

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select a unit."""
        return kind == "unit" and self.table.select(key)

    def export_actions(self) -> list[QAction]:
        """As PDF and as a workbook."""
        if self.compared is None:
            return []
        return [
            action("Jämförelsen som PDF…", partial(self.export, ".pdf"), parent=self),
            action("Jämförelsen till Excel…", partial(self.export, ".xlsx"), parent=self),
        ]

    def export(self, suffix: str) -> None:
        """Ask for a file and write the comparison that is shown."""
        self._export.ask(self.paper(), suffix)

    def paper(self) -> Any:
        """What is written to a file: the comparison as it is shown."""
        from app.services.budget.comparisonpaper import read_comparison

        financing, measure = self._asked
        return self.page.workspace.read(
            partial(
                read_comparison,
                version_id=self.compared.after.id,
                compare_id=self.compared.before.id,
                today=self.page.workspace.today,
                financing=financing,
                measure=measure,
                unit=self.page.unit,
                changed_only=self.changed_only.isChecked(),
            )
        )

    # ---- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.other, self.year = ComboButton("Jämför med"), ComboButton("År")
        self.other.chosen.connect(self._on_other)
        self.year.chosen.connect(self._on_year)
        self.shape = SegmentedControl(_SHAPES, name="Visa jämförelsen som")
        self.shape.chosen.connect(lambda _shape: self._show())
        self.asked = ComboButton("Belopp")
        self.asked.chosen.connect(self._on_asked)
        self.changed_only = QCheckBox("Bara ändrade")
        self.changed_only.toggled.connect(lambda _on: self._show())
        self._build_shapes()
        self.search = FilterField(self.table)
        self.search.setPlaceholderText("Filtrera enheter")
        self.search.filter_changed.connect(self.table.filter)
        self.search.filter_changed.connect(self.share_table.filter)
        self.filter_field = self.search
        self._empty = EmptyState(
            "Bara en version",
            "Gör en ny version under Fler kommandon. "
            "Sedan visas här vad som skiljer dem åt, enhet för enhet.",
            icon="compare",
        )
        self._pages = QStackedWidget()
        self._body = self._framed()
        for page in (self._body, self._empty):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _build_shapes(self) -> None:
        self.table = SortedTree(
            "Skillnaden mellan två versioner",
            "budget-comparison",
            key=lambda row: row.key,
            parent_key=lambda row: row.parent,
        )
        self.table.current_changed.connect(self._on_current)
        self.share_table = SortedTree(
            "Andelar och stabilitet",
            "budget-shares",
            key=lambda one: one.row.key,
            parent_key=lambda one: one.row.parent,
        )
        self.share_table.current_changed.connect(lambda one: self._on_current(one and one.row))
        self.said = Sentence(points=theme.SECONDARY_POINTS)
        self.said.setContentsMargins(0, 0, 0, theme.NEAR)
        self._charts = QScrollArea()
        self._charts.setWidgetResizable(True)
        self._charts.setFrameShape(QScrollArea.Shape.NoFrame)
        self._charts.setAccessibleName("Diagram över skillnaden")
        self._shown = QStackedWidget()
        for widget in (self.table, self._charts, self.share_table):
            self._shown.addWidget(widget)

    def _framed(self) -> QWidget:
        body = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.NEAR)
        row.setSpacing(theme.GROUP)
        for widget in (self.shape, self.asked, self.changed_only):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.search)
        note = QHBoxLayout()
        note.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        note.addWidget(self.said)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(note)
        column.addWidget(self._shown, 1)
        return body

    # ---- showing -------------------------------------------------------------------------------

    def _show_choices(self, others: list[Any]) -> None:
        plans = {each.plan_id for each in self.page.view.versions}
        named = [
            (each.id, each.name if len(plans) == 1 else f"{each.first_year}: {each.name}") for each in others
        ]
        self.other.set_choices(named, self._other)
        kinds = self.page.view.financings
        choices = [
            ((kind, measure), words if kind == "operating" else f"{FRAME_KINDS[kind]}, {words}")
            for kind in kinds
            for measure, words in MEASURES.items()
        ]
        if self._asked not in dict(choices):
            self._asked = ("operating", "net")
        self.asked.set_choices(choices, self._asked)

    def _read(self) -> None:
        financing, measure = self._asked
        self.compared = self.page.workspace.read(
            partial(
                comparing.compare_versions,
                version_id=self.page.view.version.id,
                compare_id=self._other,
                financing=financing,
                measure=measure,
            )
        )
        years = [pair.after for pair in self.compared.years]
        if self._year not in years:
            self._year = years[0]
        self.year.set_choices([(pair.after, pair.words) for pair in self.compared.years], self._year)
        self.year.setVisible(len(years) > 1 and self.page.tab is self)

    def _show(self) -> None:
        if self.compared is None:
            return
        shape = self.shape.choice
        self.said.show_parts(*([shares.MEASURE] if shape == _SHARES else []))
        if shape == _TABLE:
            self._show_table()
            self._shown.setCurrentWidget(self.table)
        elif shape == _CHART:
            self._show_charts()
            self._shown.setCurrentWidget(self._charts)
        else:
            self._show_shares()
            self._shown.setCurrentWidget(self.share_table)
        self.page.say()

    def _show_table(self) -> None:
        rows = [replace(self.compared.whole, name="Alla ramar")]
        before, after = self.compared.remaining.get(self._year, (None, None))
        if before is not None and after is not None:
            left = comparing.Difference(before, after)
            rows.append(
                comparing.ComparedRow(
                    LEFT, None, None, None, "Kvar att fördela", 0, False, cells={(self._year, "total"): left}
                )
            )
        rows += self._rows()
        self.table.show_rows(difference_columns(self.compared, self._year, self.page.unit), rows)
        if self.table.tree is not None and self.table.tree.current_row() is None:
            self.table.select(WHOLE)

    def _rows(self) -> Any:
        rows = self.compared.rows
        return comparing.only_changed(rows) if self.changed_only.isChecked() else rows

    def _show_shares(self) -> None:
        found = self.page.workspace.read(partial(shares.shares_of, compared=self.compared, year=self._year))
        shown = {row.key for row in self._rows()}
        columns = share_columns(found, self._year, self.page.unit)
        self.share_table.show_rows(columns, [one for one in found.rows if one.row.key in shown])

    def _show_charts(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.PAGE_MARGIN)
        column.setSpacing(2 * theme.GROUP)
        whole = self.compared.whole
        for found, said, words in (
            (
                steps.by_part(self.compared, whole, self._year),
                steps.finding(self.compared, whole, self._year),
                "per del",
            ),
            (
                steps.by_unit(self.compared, None, self._year),
                steps.unit_finding(self.compared, None, self._year),
                "per enhet",
            ),
        ):
            view = CaptionedChart(self._waterfall(found, said, words))
            view.setMaximumWidth(_CHART_WIDTH)
            column.addWidget(view)
        column.addStretch(1)
        self._charts.setWidget(holder)

    def _waterfall(self, found: Any, said: str, words: str) -> Waterfall:
        unit = self.page.unit
        told = tuple(
            Step(step.label, step.amount, write(step.amount, unit, plus=not step.is_sum), step.is_sum)
            for step in found
        )
        note = f"Från {self.compared.before.name} till {self.compared.after.name} {words}, {unit}."
        return Waterfall(told, Caption(said, note))

    def _on_current(self, row: Any) -> None:
        if row is None or row.key == LEFT:
            self.page.inspector.show_details(None)
            return
        own = steps.by_part(self.compared, row, self._year)
        said = steps.finding(self.compared, row, self._year)
        parts: list[Any] = [Custom(partial(CaptionedChart, self._waterfall(own, said, "per del")))]
        if row.group:
            group = row if row.key != WHOLE else None
            below = steps.by_unit(self.compared, group, self._year)
            said = steps.unit_finding(self.compared, group, self._year)
            parts.append(Custom(partial(CaptionedChart, self._waterfall(below, said, "per enhet"))))
        parts.append(Facts(tuple(self._facts(row))))
        key = (self.compared.after.id, self.compared.before.id, row.key, self._year, self.page.unit)
        self.page.inspector.show_details(
            Details(key, f"Skillnad {self._year}", row.name, tuple(parts), example=row.example)
        )

    def _facts(self, row: Any) -> list[Fact]:
        cell, unit = row.of(self._year), self.page.unit
        percent = DASH if cell.percent is None else write_percent(cell.percent, 1, plus=True)
        facts = [
            Fact(self.compared.before.name, f"{write(cell.before, unit)} {unit}"),
            Fact(self.compared.after.name, f"{write(cell.after, unit)} {unit}"),
            Fact("Skillnad", f"{write(cell.change, unit, plus=True)} {unit}, {percent}"),
        ]
        below = [each for each in self.compared.rows if each.parent == row.key and each.changed]
        if below:
            facts.append(Fact("Ändrade under", write_number(len(below))))
        return facts

    # ---- choosing ------------------------------------------------------------------------------

    def _on_other(self, version_id: Any) -> None:
        self._other = version_id
        self.load()

    def _on_year(self, year: Any) -> None:
        self._year = year
        self.load()

    def _on_asked(self, asked: Any) -> None:
        self._asked = asked
        self.load()
