"""Two rounds against each other: by their effect on the room for all years, or value by value in one."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.services.charts.room_chart import comparison_waterfall
from app.services.economy.prerequisites.lines import GROUPS
from app.services.formatting import write_mnkr, write_number
from app.ui.economy.money import bare, shown
from app.ui.economy.prerequisites.values import copied, heading_of, write
from app.ui.economy.sheet import SheetCell, SheetRow, YearSheet
from app.ui.parts import theme
from app.ui.parts.buttons import SegmentedControl, icon_button
from app.ui.parts.chart import CaptionedChart
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.details import Custom, Details, Fact, Facts, Heading, Text
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Sentence

if TYPE_CHECKING:
    from app.services.economy.prerequisites.comparing import ComparedLine, RoundComparison
    from app.services.economy.prerequisites.views import PrerequisitesView
    from app.ui.economy.money import Unit
    from app.ui.parts.page import WorkspacePort

_ALL = 0
_NOTHING = "Det behövs två prognosomgångar att jämföra, till exempel aprils och septembers."


class CompareView(QWidget):
    """Two choices over one table; a sentence says what the room changes."""

    inspect = Signal(object)

    def __init__(self, workspace: WorkspacePort) -> None:
        super().__init__()
        self._workspace = workspace
        self._view: PrerequisitesView | None = None
        self._unit: Unit = "tkr"
        self._chosen: tuple[int, int] | None = None
        self.comparison: RoundComparison | None = None
        self.left, self.right = ComboButton("Från"), ComboButton("Till")
        self.left.chosen.connect(lambda _key: self._on_chosen())
        self.right.chosen.connect(lambda _key: self._on_chosen())
        self.years: SegmentedControl | None = None
        self.finding = Sentence(role="ink", points=theme.BODY_POINTS)
        self.sheet = YearSheet("Prognosomgångarna jämförda", heading="Post", notes="Not")
        self.sheet.cell_chosen.connect(lambda *_: self.tell())
        self._tools = QHBoxLayout()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build())
        self._stack.addWidget(EmptyState("Inget att jämföra än", _NOTHING, icon="compare"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_view(self, view: PrerequisitesView, unit: Unit) -> None:
        """Compare for a version; at first the round that came before the latest with the latest."""
        self._view, self._unit = view, unit
        keys = [each.id for each in view.rounds]
        self._stack.setCurrentIndex(0 if len(keys) > 1 else 1)
        if len(keys) < 2:
            self.comparison = None
            self.inspect.emit(None)
            return
        if self._chosen is None or not set(self._chosen) <= set(keys):
            self._chosen = keys[1], keys[0]
        names = [each.name for each in view.rounds]
        choices = [
            (each.id, each.name if names.count(each.name) == 1 else each.title) for each in view.rounds
        ]
        self.left.set_choices(choices, self._chosen[0])
        self.right.set_choices(choices, self._chosen[1])
        self._offer_years()
        self._compare()

    def choose(self, left_id: int, right_id: int) -> None:
        """Compare two rounds."""
        self._chosen = left_id, right_id
        if self._view is not None:
            self.show_view(self._view, self._unit)

    def swap(self) -> None:
        """Let the two change places."""
        if self._chosen is not None:
            self.choose(self._chosen[1], self._chosen[0])

    def tell(self) -> None:
        """Have the inspector say what the line under the cursor is in the two."""
        self.inspect.emit(self.details())

    def details(self) -> Details | None:
        """What the inspector shows."""
        found, key = self.comparison, self.sheet.current_key()
        line = next((each for each in found.lines if each.line.key == key), None) if found else None
        if found is None:
            return None
        if line is None:
            return self._whole(found)
        parts: list[Heading | Facts | Text] = [Text(line.line.note, muted=True)] if line.line.note else []
        for year in found.years:
            cell = line.cells[year]
            facts = (
                Fact("Från", write(line.line, cell.left, self._unit)),
                Fact("Till", write(line.line, cell.right, self._unit)),
                Fact("Effekt", self._effect(cell.effect)),
            )
            parts += [Heading(str(year)), Facts(facts)]
            if cell.overridden:
                parts.append(Text("Versionen har en egen uppgift, som gäller i stället.", muted=True))
        return Details(("compared", key), GROUPS[line.line.group], line.line.name, tuple(parts))

    def _whole(self, found: RoundComparison) -> Details:
        """What the two do to the room of a year, drawn."""
        chosen = self.years.choice if self.years is not None else _ALL
        at = max(0, self.sheet.current_column())
        year = chosen if isinstance(chosen, int) and chosen else found.years[min(at, len(found.years) - 1)]
        drawn = comparison_waterfall(found, year, self._written, self._unit)
        parts = (Custom(partial(CaptionedChart, drawn)),) if drawn is not None else ()
        return Details(("compared", year), "Utrymmet enligt två omgångar", str(year), parts)

    def _written(self, amount: int, plus: bool) -> str:
        return shown(amount, self._unit, plus=plus)

    def _build(self) -> QWidget:
        made = QWidget()
        self._tools.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, 0)
        self._tools.setSpacing(theme.NEAR)
        self._tools.addWidget(self.left)
        self._tools.addWidget(icon_button("compare", "Byt plats på omgångarna", self.swap))
        self._tools.addWidget(self.right)
        self._tools.addStretch(1)
        words = QHBoxLayout()
        words.setContentsMargins(theme.PAGE_MARGIN, 0, theme.PAGE_MARGIN, 0)
        words.addWidget(self.finding)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.NEAR)
        column.addLayout(self._tools)
        column.addLayout(words)
        column.addWidget(self.sheet, 1)
        return made

    def _offer_years(self) -> None:
        """All years together, or one of them."""
        view = self._view
        if view is None:
            return
        chosen = self.years.choice if self.years is not None else _ALL
        if self.years is not None:
            self.years.setParent(None)
            self.years.deleteLater()
        choices = [(_ALL, "Effekt alla år"), *((year, str(year)) for year in view.years)]
        self.years = SegmentedControl(choices, name="Visa")
        if chosen in view.years:
            self.years.choose(chosen)
        self.years.chosen.connect(lambda _key: self._show())
        self._tools.addWidget(self.years)

    def _on_chosen(self) -> None:
        left, right = self.left.choice, self.right.choice
        if isinstance(left, int) and isinstance(right, int):
            self._chosen = left, right
            self._compare()

    def _compare(self) -> None:
        from app.services.economy.prerequisites.comparing import compare_rounds

        view, chosen = self._view, self._chosen
        if view is None or chosen is None:
            return
        asked = partial(compare_rounds, version_id=view.version_id, left_id=chosen[0], right_id=chosen[1])
        self.comparison = self._workspace.read(asked)
        self._show()

    def _show(self) -> None:
        found = self.comparison
        if found is None or self.years is None:
            return
        self.finding.show_parts(_finding(found))
        year = self.years.choice
        if year == _ALL or not isinstance(year, int):
            self.sheet.show_sheet([str(each) for each in found.years], self._effects(found), unit=self._unit)
        else:
            columns = ["Från", "Till", "Ändring", "Effekt på utrymmet"]
            self.sheet.show_sheet(columns, self._values(found, year), unit=self._unit)
        self.tell()

    def _effects(self, found: RoundComparison) -> list[SheetRow]:
        rows = [SheetRow("left", f"Utrymme, {found.left_title}", self._rooms(found, "left"), style="sum")]
        for group, lines in _grouped(found):
            rows.append(SheetRow(f"heading:{group}", GROUPS[group], style="heading"))
            for line in lines:
                cells = tuple(self._money(line.cells[year].effect, plus=True) for year in found.years)
                rows.append(SheetRow(line.line.key, line.line.name, cells, indent=1, note=_note(line)))
        effects = tuple(self._money(found.effect(year), plus=True) for year in found.years)
        rows.append(SheetRow("effect", "Ändrat utrymme", effects, style="sum"))
        rows.append(
            SheetRow("right", f"Utrymme, {found.right_title}", self._rooms(found, "right"), style="total")
        )
        return rows

    def _values(self, found: RoundComparison, year: int) -> list[SheetRow]:
        rows: list[SheetRow] = []
        for group, lines in _grouped(found):
            rows.append(SheetRow(f"heading:{group}", GROUPS[group], style="heading"))
            rows += [self._valued(line, year) for line in lines]
        left, right, blank = found.left[year].room, found.right[year].room, SheetCell("")
        ends = (self._money(left), self._money(right), blank, self._money(found.effect(year), plus=True))
        rows.append(SheetRow("right", "Utrymme att fördela", ends, style="total"))
        return rows

    def _valued(self, line: ComparedLine, year: int) -> SheetRow:
        cell, unit = line.cells[year], self._unit
        change = write_change(line, cell.change, unit)
        cells = (
            SheetCell(write(line.line, cell.left, unit), copy=copied(line.line, cell.left, unit)),
            SheetCell(write(line.line, cell.right, unit), copy=copied(line.line, cell.right, unit)),
            SheetCell(change, copy=copied(line.line, cell.change, unit)),
            self._money(cell.effect, plus=True),
        )
        words = line.line.name
        if line.line.unit not in ("per_head", "number"):
            words = f"{words}, {heading_of(line.line, unit)}"
        return SheetRow(line.line.key, words, cells, indent=1, note=_note(line))

    def _rooms(self, found: RoundComparison, side: str) -> tuple[SheetCell, ...]:
        return tuple(self._money(getattr(found, side)[year].room) for year in found.years)

    def _money(self, amount: int | None, *, plus: bool = False) -> SheetCell:
        copy = bare(amount, self._unit) if amount is not None else ""
        return SheetCell(shown(amount, self._unit, plus=plus), copy=copy, raised=True)

    def _effect(self, amount: int | None) -> str:
        return f"{shown(amount, self._unit, plus=True)} {self._unit}" if amount is not None else "–"


def write_change(line: ComparedLine, change: Decimal | None, unit: Unit) -> str:
    """How much more one says than the other, with its sign."""
    if change is None:
        return "–"
    if line.line.unit == "kr":
        return shown(int(change * 100), unit, plus=True)
    return write_number(change, plus=True)


def _grouped(found: RoundComparison) -> list[tuple[str, list[ComparedLine]]]:
    groups = [(group, [each for each in found.lines if each.line.group == group]) for group in GROUPS]
    return [(group, lines) for group, lines in groups if lines]


def _note(line: ComparedLine) -> str:
    return "Egen uppgift i versionen gäller" if any(cell.overridden for cell in line.cells.values()) else ""


def _finding(found: RoundComparison) -> str:
    """What the room changes, in a sentence."""
    if not found.lines:
        return "Omgångarna säger samma sak om åren i planen."
    told = [(year, found.effect(year)) for year in found.years]
    known = [(year, effect) for year, effect in told if effect is not None]
    if not known:
        return "Utrymmet går inte att räkna fram för båda omgångarna: något saknas i räkningen."
    parts = [f"{write_mnkr(effect, plus=True)} {year}" for year, effect in known]
    words = f"{', '.join(parts[:-1])} och {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"Går versionen över till {found.right_title} ändras utrymmet med {words}."
