"""Guidelines for god ekonomisk hushållning: goals with signs by year, the key figures under them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.economy.statements.guidelines import KIND_NAMES, GuidelineSaid, GuidelineView
from app.services.economy.statements.measuring import BY_KEY, MEASURES, Measure
from app.services.economy.statements.tabling import target_words, write_measure, year_words
from app.services.formatting import read_number, write_number
from app.ui.economy.sheet import SheetCell, SheetRow, YearSheet
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.details import Choice, Command, Commands, Details, Fact, Facts, Field, Part, Text
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.marks import Mark
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.ui.economy.statements.data import Data, Doing

_SHORT: Final = {"principle": "Princip", "financial_goal": "–"}
_WAYS: Final = ((True, "Minst"), (False, "Högst"))
_LEAST_ROWS, _MOST_ROWS = 2, 8


class GoalsPane(QWidget):
    """The guidelines of a version over its key figures; goals are made and changed in the inspector."""

    guideline_chosen = Signal(object)
    """The key of the guideline that is chosen, or None."""
    measure_chosen = Signal(object)
    """The key of the measure that is chosen."""
    adding_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._years: tuple[int, ...] = ()
        self.table: TableView | None = None
        self.measures = YearSheet("Nyckeltal", heading="Nyckeltal")
        self.measures.row_chosen.connect(self.measure_chosen)
        self.empty = EmptyState(
            "Inga mål eller riktlinjer ännu",
            "Budgeten ska ange de finansiella mål som är av betydelse för god ekonomisk hushållning "
            "(kommunallagen 11 kap. 6 §). Målen mäts mot resultatet och balansen.",
            action="Lägg till mål",
            on_action=self.adding_wanted.emit,
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.empty)
        self._column.addWidget(self.measures, 1)

    def show_data(self, data: Data) -> None:
        """Show the guidelines and the key figures."""
        if self.table is None or data.made.years != self._years:
            self._make_table(data.made.years, data.made.opening_year)
        self._years = data.made.years
        table = self.table
        if table is None:
            return
        self.empty.setVisible(not data.guidelines)
        table.setVisible(bool(data.guidelines))
        table.show_rows(data.guidelines)
        if data.guidelines and table.current_row() is None:
            table.select(data.guidelines[0].id)
        shown = max(_LEAST_ROWS, min(_MOST_ROWS, len(data.guidelines)))
        row = table.verticalHeader().defaultSectionSize()
        table.setFixedHeight(table.horizontalHeader().sizeHint().height() + shown * row + 2)
        headings = tuple(year_words(year, data.made.opening_year) for year in data.made.years)
        self.measures.show_sheet(headings, measure_rows(data), read_only=True)

    def chosen(self) -> int | None:
        """The key of the guideline that is chosen."""
        row = self.table.current_row() if self.table is not None else None
        return row.id if row is not None else None

    def _make_table(self, years: Sequence[int], opening_year: int) -> None:
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.deleteLater()
        self.table = TableView(
            _columns(years, opening_year),
            key=lambda row: row.id,
            name="Mål och riktlinjer",
            sortable=False,
        )
        self.table.current_changed.connect(
            lambda row: self.guideline_chosen.emit(row.id if row is not None else None)
        )
        self._column.insertWidget(0, self.table)


def _columns(years: Sequence[int], opening_year: int) -> list[Column[GuidelineView]]:
    found: list[Column[GuidelineView]] = [
        Column(
            "title", "Mål eller riktlinje", lambda row: row.title, width=260, stretch=True,
            look=lambda row: CellLook(example=row.example), tooltip=lambda row: row.text,
        ),
        Column("kind", "Slag", lambda row: KIND_NAMES[row.kind], width=130, hidden=True),
        Column("target", "Mål", _target, width=120),
    ]  # fmt: skip
    for year in years:
        found.append(
            Column(
                str(year),
                year_words(year, opening_year),
                partial(_value, year=year),
                width=96,
                look=partial(_look, year=year),
                tooltip=partial(_verdict, year=year),
            )
        )
    return found


def _target(row: GuidelineView) -> str:
    return target_words(row) or _SHORT.get(row.kind, "Riktlinje")


def _value(row: GuidelineView, year: int) -> str:
    return write_measure(row.measure, row.measured.get(year)) if row.is_goal else ""


def _look(row: GuidelineView, year: int) -> CellLook:
    return CellLook(mark=_mark(row, year)) if row.is_goal else CellLook()


def _mark(row: GuidelineView, year: int) -> Mark:
    met = row.met.get(year)
    return Mark.MISSING if met is None else Mark.MET if met else Mark.UNMET


def _verdict(row: GuidelineView, year: int) -> str:
    return f"{year}: {_value(row, year)}, {_mark(row, year).word}" if row.is_goal else ""


def measure_rows(data: Data) -> tuple[SheetRow, ...]:
    """Every key figure by year."""
    return tuple(
        SheetRow(
            measure.key,
            measure.name,
            tuple(_measured(data, measure, year) for year in data.made.years),
            tooltip=measure.about,
        )
        for measure in MEASURES
    )


def _measured(data: Data, measure: Measure, year: int) -> SheetCell:
    value = data.made.measures.get(measure.key, {}).get(year)
    return SheetCell(write_measure(measure, value), copy=value, raised=True, tooltip=measure.about)


def measure_details(data: Data, key: str) -> Details | None:
    """What a key figure is, and which goals rest on it."""
    measure = BY_KEY.get(key)
    if measure is None:
        return None
    values = data.made.measures.get(key, {})
    facts = tuple(
        Fact(year_words(year, data.made.opening_year), write_measure(measure, values.get(year)))
        for year in data.made.years
    )
    goals = [each.title for each in data.guidelines if each.measure is measure]
    parts: list[Part] = [Text(measure.about), Facts(facts)]
    if goals:
        parts.append(Text(f"Mäter målet {', '.join(f'”{title}”' for title in goals)}.", muted=True))
    return Details(("measure", key), "Nyckeltal", measure.name, tuple(parts))


def guideline_details(data: Data, doing: Doing, guideline_id: int) -> Details | None:
    """A guideline in the inspector."""
    row = next((each for each in data.guidelines if each.id == guideline_id), None)
    if row is None:
        return None
    locked = data.why_locked
    say = partial(change_of, doing, row)
    parts: list[Part] = []
    if row.is_goal:
        facts = (Fact(str(year), _value(row, year), mark=_mark(row, year)) for year in data.made.years)
        parts.append(Facts((Fact("Mål", target_words(row)), *facts)))
    parts += [
        Field("text", "Text", row.text, lambda text: say(text=text), lines=4, locked=locked),
        Choice("kind", "Slag", tuple(KIND_NAMES.items()), row.kind, lambda key: say(kind=key), locked=locked),
        *_target_parts(doing, row, locked),
        *_decision_parts(doing, row, locked),
    ]
    if not locked:
        parts.append(Commands(_commands(doing, row)))
    kicker = f"{KIND_NAMES[row.kind]} · {data.made.version_name}"
    rename = None if locked else (lambda title: say(title=title))
    return Details(("guideline", row.id), kicker, row.title, tuple(parts), rename, row.example)


def _target_parts(doing: Doing, row: GuidelineView, locked: str) -> list[Part]:
    say = partial(change_of, doing, row)
    chosen = row.measure.key if row.measure is not None else ""
    options = (("", "Inget mått"), *((each.key, each.name) for each in MEASURES))

    def measured(key: object) -> bool:
        if not key:
            return say(measure=None, target=None)
        return say(measure=key, target=row.target if row.target is not None else read_number("0"))

    found: list[Part] = [Choice("measure", "Mått", options, chosen, measured, locked=locked)]
    if row.measure is not None:
        unit = {"percent": "procent", "per_head": "kr per invånare"}.get(row.measure.unit, "kr")
        target = "" if row.target is None else write_number(row.target)
        found.append(
            Choice("way", "Ska vara", _WAYS, row.at_least, lambda key: say(at_least=key), locked=locked)
        )
        found.append(
            Field(
                "target",
                f"Målvärde, {unit}",
                target,
                lambda text: doing.attempt(lambda: say(target=read_number(text.strip(" %")))),
                locked=locked,
            )
        )
    return found


def _decision_parts(doing: Doing, row: GuidelineView, locked: str) -> list[Part]:
    from app.services.steering.days import read_day

    say = partial(change_of, doing, row)
    day = row.decided_on.isoformat() if row.decided_on else ""

    def decided(text: str) -> bool:
        return doing.attempt(lambda: say(decided_on=read_day(text)))

    return [
        Field("decided", "Beslutad av fullmäktige", day, decided, placeholder="2026-06-15", locked=locked),
        Field("paragraph", "Paragraf", row.paragraph, lambda text: say(paragraph=text), locked=locked),
    ]


def _commands(doing: Doing, row: GuidelineView) -> tuple[Command, ...]:
    from app.services.economy.statements.guidelines import move_guideline, remove_guideline

    move = partial(doing.run, move_guideline, guideline_id=row.id)
    return (
        Command("Upp", lambda: move(step=-1), icon="chevron-up"),
        Command("Ned", lambda: move(step=1), icon="chevron-down"),
        Command("Ta bort", lambda: doing.run(remove_guideline, guideline_id=row.id), icon="trash"),
    )


def change_of(doing: Doing, row: GuidelineView, **other: Any) -> bool:
    """Say otherwise of one thing of a guideline."""
    from app.services.economy.statements.guidelines import change_guideline

    values: dict[str, Any] = {
        "kind": row.kind,
        "title": row.title,
        "text": row.text,
        "measure": row.measure.key if row.measure is not None else None,
        "target": row.target,
        "at_least": row.at_least,
        "node_id": row.node_id,
        "decided_on": row.decided_on,
        "paragraph": row.paragraph,
    }
    return doing.run(change_guideline, guideline_id=row.id, said=GuidelineSaid(**{**values, **other}))


def ask_for_guideline(window: QWidget, doing: Doing, *, goal: bool) -> bool:
    """Let the user add a financial goal, or a guideline in words."""
    from app.services.economy.statements.guidelines import add_guideline

    inputs: list[TextInput | ChoiceInput] = [TextInput("title", "Rubrik")]
    if goal:
        measures = tuple((each.key, each.name) for each in MEASURES)
        inputs += [
            ChoiceInput("measure", "Mått", measures, "result_share"),
            ChoiceInput("at_least", "Ska vara", _WAYS, True),
            TextInput("target", "Målvärde", placeholder="2"),
        ]
    else:
        kinds = tuple((key, name) for key, name in KIND_NAMES.items() if key != "financial_goal")
        inputs += [ChoiceInput("kind", "Slag", kinds, "principle"), TextInput("text", "Text", required=False)]
    title = "Nytt finansiellt mål" if goal else "Ny riktlinje"
    asked = FormDialog.ask(window, title, inputs, "Lägg till")
    if asked is None:
        return False

    def make() -> bool:
        if goal:
            target = read_number(str(asked["target"]).strip(" %"))
            said = GuidelineSaid(
                "financial_goal", str(asked["title"]), "", str(asked["measure"]), target,
                bool(asked["at_least"]),
            )  # fmt: skip
        else:
            said = GuidelineSaid(str(asked["kind"]), str(asked["title"]), str(asked["text"]))
        return doing.on_version(add_guideline, said=said)

    return doing.attempt(make)
