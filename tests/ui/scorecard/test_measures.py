"""The grid of outcomes by keyboard and by paste, its notes and history, and what is to be filled in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.models.scorecard import Indicator, IndicatorTarget
from app.models.types import new_id
from app.services.clock import Clock
from app.services.scorecard import measuring
from app.services.scorecard.measuring import CellChange, Reading
from app.services.storage import Database, describe
from app.ui.parts.history_dialog import ChangesDialog
from app.ui.parts.inspector import Inspector
from app.ui.parts.note_popup import NotePopup
from app.ui.scorecard.context import Context
from app.ui.scorecard.measures.face import WAITING, MeasuresFace
from app.ui.shell.workspace import Workspace
from tests.services.assignments.town import Town, found
from tests.ui.pages import _look

__all__ = ["_look"]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
OFFICE, FIRST, SECOND = "Utbildningskontoret", "Karinslundsskolan", "Paulinska skolan"


class Host:
    """What a face asks of its page."""

    def __init__(self, space: Workspace) -> None:
        self.workspace = space
        self.inspector = Inspector()
        self.context = Context(2026)
        self.went: list[str] = []

    def show_face(self, key: str) -> bool:
        self.went.append(key)
        return True


@dataclass
class Desk:
    """The face in a window, with hands that type in it and ears for what it says."""

    town: Town
    space: Workspace
    host: Host
    face: MeasuresFace
    bot: QtBot
    window: QWidget
    keys: dict[str, int]
    told: list[tuple[str, str]] = field(default_factory=list)
    places: list[tuple[str, object]] = field(default_factory=list)

    def go(self, name: str, whose: str, period: str) -> None:
        row = next(one for one in self.face.view.measures.rows if (one.name, one.whose) == (name, whose))
        assert self.face.view.go_to(row.key, period)

    def type(self, text: str, key: Qt.Key = KEY.Key_Return) -> None:
        self.bot.keyClicks(self.face.view, text[:1])
        editor = self.editor()
        assert editor is not None
        self.bot.keyClicks(editor, text[1:])
        self.bot.keyClick(editor, key)

    def editor(self) -> QLineEdit | None:
        fields = self.face.view.viewport().findChildren(QLineEdit)
        return next((one for one in fields if one.isVisible()), None)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.face.view, key, held)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(KEY.Key_V, CTRL)

    def texts(self, name: str, whose: str) -> list[str]:
        """What the cells of a row say, from its first period on."""
        model = self.face.view.measures
        row = next(one for one in model.rows if (one.name, one.whose) == (name, whose))
        return [model.text(row, column) for column in model.columns[model.first :]]

    def at(self) -> tuple[str, str, str]:
        index, model = self.face.view.currentIndex(), self.face.view.measures
        row, column = model.rows[index.row()], model.columns[index.column()]
        return row.name, row.whose, column.period


def _figures(town: Town) -> dict[str, int]:
    made: dict[str, int] = {}

    def add(session: Any) -> None:
        describe(session, "Lade till mått")
        plain = {"unit_of_measure": "procent", "direction": "higher", "frequency": "tertial"}
        for name, values in (
            ("Närvaro", {"obligatory": True, "across": "mean", "threshold": Decimal(80)}),
            ("Behörighet", {"frequency": "year"}),
            ("Plan finns", {"direction": "yes_no", "unit_of_measure": None}),
        ):
            row = Indicator(id=new_id(), name=name, owner_unit_id=town.office, **(plain | values))
            session.add(row)
            made[name] = row.id
        half = Indicator(
            id=new_id(), name="Halva närvaron", owner_unit_id=town.first, formula=f"[#{made['Närvaro']}] / 2",
            **plain,
        )  # fmt: skip
        session.add(half)
        session.flush()
        session.add(IndicatorTarget(indicator_id=made["Närvaro"], year=2026, value=Decimal(95)))

    town.database.write(add)
    return made


@pytest.fixture
def desk(tmp_path: Path, clock: Clock, qtbot: QtBot) -> Iterator[Desk]:
    database = Database.create(tmp_path / "Ådal.styr", clock=clock, user="Prov")
    town = found(database)
    keys = _figures(town)
    space = Workspace(database, clock)
    host = Host(space)
    face = MeasuresFace(host)
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(face, 1)
    row.addWidget(host.inspector)
    for tool in (*face.tools(), *face.actions()):
        row.addWidget(tool)
    face.inspect.connect(host.inspector.show_details)
    window.resize(1500, 600)
    desk = Desk(town, space, host, face, qtbot, window, keys)
    space.told.connect(lambda text, kind: desk.told.append((text, kind)))
    space.place_requested.connect(lambda kind, key: desk.places.append((kind, key)))
    space.changed.connect(lambda _changes: face.load(host.context))
    face.context_wanted.connect(lambda wanted: (setattr(host, "context", wanted), face.load(wanted)))
    face._often = None
    face.load(host.context)
    window.show()
    window.activateWindow()
    yield desk
    database.close()


def test_values_are_typed_by_keyboard_refused_in_place_and_undone_one_by_one(desk: Desk) -> None:
    desk.go("Närvaro", FIRST, "2026-T1")
    desk.type("91,5 %")
    assert desk.at() == ("Närvaro", SECOND, "2026-T1")
    desk.type("..", KEY.Key_Tab)
    assert desk.at() == ("Närvaro", SECOND, "2026-T2")
    assert desk.texts("Närvaro", FIRST)[0] == "91,5"
    assert desk.texts("Närvaro", SECOND)[0] == ".."
    assert desk.texts("Halva närvaron", FIRST)[0] == "45,75"
    desk.type("ca 40")
    assert "ungefärligt" in desk.told[-1][0]
    assert "tertial 2 2026" in desk.told[-1][0].casefold()
    assert desk.editor() is not None
    desk.bot.keyClick(desk.editor(), KEY.Key_Escape)
    desk.go("Halva närvaron", FIRST, "2026-T1")
    desk.bot.keyClicks(desk.face.view, "5")
    assert desk.editor() is None
    assert "räknas fram" in desk.told[-1][0]
    desk.go("Plan finns", OFFICE, "2026-T1")
    desk.type("ja")
    assert desk.texts("Plan finns", OFFICE)[0] == "ja"
    desk.space.database.undo()
    desk.space.database.undo()
    desk.face.load(desk.host.context)
    assert desk.texts("Plan finns", OFFICE)[0] == "fyll i"
    assert desk.texts("Närvaro", SECOND)[0] == "fyll i"
    assert desk.texts("Närvaro", FIRST)[0] == "91,5"


def test_a_block_is_pasted_by_names_and_periods_and_says_what_was_left_out(desk: Desk) -> None:
    desk.go("Plan finns", OFFICE, "2026-T3")
    desk.paste(
        f"Mått\tEnhet\tTertial 2\ttertial 1\r\nNärvaro\t{FIRST}\t88 %\t92\r\nNärvaro\t{SECOND}\tca 40\t<5\r\n"
    )
    said, kind = desk.told[-1]
    assert kind == "error"
    for words in ("Inget klistrades in", "”ca 40”", "”<5”", SECOND):
        assert words in said
    desk.paste(
        "Mått\tEnhet\tTertial 2\ttertial 1\r\n"
        f"Närvaro\t{FIRST}\t88 %\t92\r\n"
        f"Halva närvaron\t{FIRST}\t1\t\r\nOkänt\tSkolan\t1\t2\r\nSumma\t\t9\t9\r\n"
    )
    assert desk.texts("Närvaro", FIRST)[:2] == ["92", "88"]
    assert desk.texts("Närvaro", SECOND)[:2] == ["fyll i", "fyll i"]
    said, kind = desk.told[-1]
    assert kind == "warning"
    for words in ("2 värden klistrades in", "”Okänt, Skolan”", "1 cell räknas fram"):
        assert words in said
    assert desk.space.database.undo_words == "Ändrade 2 mätvärden"
    desk.go("Närvaro", SECOND, "2026-T1")
    desk.paste("1\t2\t3\t4\t5\t6\n")
    assert desk.told[-1][1] == "error"
    desk.paste("70\n-\n")
    assert desk.texts("Närvaro", SECOND)[0] == "70"
    assert desk.texts("Plan finns", OFFICE)[0] == ".."
    desk.go("Närvaro", SECOND, "2026-T1")
    model = desk.face.view.measures
    row, column = desk.face.view.current_row(), model.columns[model.first]
    assert "gränsvärdet" in model.tooltip(row, column)
    assert model.look(row, column).alarm
    assert "överskriden" in model.spoken(row, column)


def test_a_block_is_filled_cleared_and_copied_with_the_budgets_keys(desk: Desk) -> None:
    view = desk.face.view
    desk.go("Närvaro", FIRST, "2026-T1")
    desk.type("90", KEY.Key_Up)
    desk.go("Närvaro", FIRST, "2026-T1")
    first = view.currentIndex()
    last = first.siblingAtRow(first.row() + 1)
    view.selectionModel().select(
        QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    desk.press(KEY.Key_D, CTRL)
    assert desk.texts("Närvaro", SECOND)[0] == "90"
    assert "2 värden, summa 180, medel 90,00" in desk.face.status()
    desk.press(KEY.Key_C, CTRL | SHIFT)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0].split("\t")[1:] == ["Enhet", "Tertial 1 2026"]
    assert copied[2] == f"Närvaro\t{SECOND}\t90"
    desk.press(KEY.Key_Delete)
    assert desk.texts("Närvaro", FIRST)[0] == desk.texts("Närvaro", SECOND)[0] == "fyll i"
    view.set_missing()
    assert view.current_cell()[1].missing
    desk.space.database.undo()
    desk.space.database.undo()
    desk.face.load(desk.host.context)
    assert desk.texts("Närvaro", SECOND)[0] == "90"
    desk.press(KEY.Key_Home)
    assert desk.at()[2] == view.measures.columns[view.measures.first].period


def test_a_note_and_the_history_of_a_cell(desk: Desk) -> None:
    desk.go("Närvaro", FIRST, "2026-T1")
    assert desk.face.cells.note() is None
    assert "inget värde att förklara" in desk.told[-1][0]
    desk.type("90", KEY.Key_Up)
    desk.go("Närvaro", FIRST, "2026-T1")
    popup = desk.face.cells.note()
    assert isinstance(popup, NotePopup)
    popup.field.insertPlainText("Enligt Skolportalen")
    desk.bot.keyClick(popup.field, KEY.Key_Return, CTRL)
    row, cell = desk.face.view.current_cell()
    assert cell.comment == "Enligt Skolportalen"
    kept = f"measure:{row.indicator_id}:{row.unit_id}:T:2026-T1"
    desk.go("Plan finns", OFFICE, "2026-T1")
    assert desk.face.resume(kept, "Enligt Skol")
    assert desk.at() == ("Närvaro", FIRST, "2026-T1")
    assert desk.host.inspector.settle()
    assert desk.face.view.current_cell()[1].comment == "Enligt Skol"
    assert not desk.face.resume("node:1:text", "x")
    desk.type("85", KEY.Key_Up)
    desk.go("Närvaro", FIRST, "2026-T1")
    dialog = desk.face.cells.history()
    assert isinstance(dialog, ChangesDialog)
    cells = [
        [dialog.table.model().index(at, column).data() for column in (1, 2, 3)]
        for at in range(dialog.table.model().rowCount())
    ]
    assert cells == [["Prov", "–", "90"], ["Prov", "90", "90"], ["Prov", "90", "90"], ["Prov", "90", "85"]]
    dialog.accept()
    desk.face._open_measure()
    assert desk.places == [("indicator", row.indicator_id)]


def test_the_list_of_what_waits_leads_into_the_cell_and_is_copied_per_owner(desk: Desk) -> None:
    face = desk.face
    assert "försenad" in str(face.state()[-1])
    face.show_mode(WAITING)
    lists = face.waiting.lists
    assert [each.owner for each in lists] == [FIRST, SECOND, OFFICE]
    assert [row.indicator for row in lists[0].rows] == ["Närvaro", "Närvaro"]
    face.waiting.copy_all()
    text = QGuiApplication.clipboard().text()
    assert text.count("att fylla i") == 3
    assert f"– Närvaro, {FIRST}, tertial 1 2026: skulle ha fyllts i senast 2026-05-30" in text
    assert desk.told[-1] == ("Påminnelsen för 3 ansvariga är kopierad.", "info")
    face.filter_field.setText("paulinska")
    assert [each.owner for each in face.waiting.lists] == [SECOND]
    face.waiting.wanted.emit(face.waiting.lists[0].rows[0])
    assert desk.at() == ("Närvaro", SECOND, "2026-T1")
    desk.type("90", KEY.Key_Up)
    face.show_mode(WAITING)
    assert [len(each.rows) for each in face.waiting.lists if each.owner == SECOND] == [1]


def test_what_is_shown_is_chosen_and_a_typed_value_does_not_take_its_row_away(desk: Desk) -> None:
    face, model = desk.face, desk.face.view.measures
    assert model.counts == (5, 5)
    face._on_often("year")
    assert [row.name for row in model.rows] == ["Behörighet"]
    assert [column.period for column in model.columns[model.first :]] == ["2026"]
    face._on_often("tertial")
    face.show_only.set_choices([("waits", "det som ska fyllas i")], "waits")
    face._sift()
    assert [row.whose for row in model.rows] == [FIRST, SECOND, OFFICE]
    desk.go("Närvaro", FIRST, "2026-T1")
    desk.type("1")
    desk.type("90")
    desk.go("Närvaro", FIRST, "2026-T2")
    desk.type("90")
    assert [row.whose for row in model.rows][:2] == [FIRST, SECOND]
    face.owner.chosen.emit(SECOND)
    face.owner.set_choices([(SECOND, SECOND)], SECOND)
    face._sift()
    assert {row.whose for row in model.rows} == {SECOND}
    other = desk.town.write(
        measuring.set_values,
        cells=[CellChange(desk.keys["Behörighet"], desk.town.office, "2024", reading=Reading(Decimal(60)))],
    )
    assert other == 1
    measured = desk.town.database.read(
        lambda session: (
            session.connection().exec_driver_sql("SELECT id FROM measurement WHERE period = '2024'").scalar()
        )
    )
    assert face.show_place("measurement", measured)
    assert desk.host.context.year == 2024
    assert desk.at() == ("Behörighet", OFFICE, "2024")
    assert not face.show_place("measurement", 4711)
