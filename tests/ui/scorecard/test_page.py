"""The page Mål och styrkort: a card by keyboard, what is put in it, whose it is, and what it says empty."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.models.scorecard import Indicator, Scorecard
from app.services.clock import fixed_clock
from app.services.storage import Database
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Link, Sentence
from app.ui.parts.theme import font
from app.ui.scorecard import editing
from app.ui.scorecard.card import menus
from app.ui.scorecard.card.columns import BULLET, OUTCOME, WEIGHT, without_unit
from app.ui.scorecard.card.painting import wrapped
from app.ui.scorecard.card.words import outcome_words
from app.ui.scorecard.choosing import ChooseDialog
from app.ui.scorecard.page import ScorecardPage
from app.ui.scorecard.weighing import WeightDialog, weight_rows
from app.ui.shell.workspace import Workspace
from tests.services.scorecard.cardtown import TODAY, CardTown, found
from tests.ui.pages import PageWindow, _look

__all__ = ["_look"]
KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Desk(PageWindow[ScorecardPage]):
    """The page in a window, and what its table says."""

    def __init__(self, town: CardTown, space: Workspace, bot: QtBot) -> None:
        super().__init__(space, ScorecardPage, (1240, 860))
        self.town, self.bot = town, bot
        bot.addWidget(self.window)
        self.window.show()

    @property
    def names(self) -> list[str]:
        """The rows from the top: groups by their names, figures by theirs, goals without figures."""
        rows = self.page.face.table.rows.shown
        return [
            row.group.name if row.goal is None else row.figure.name if row.figure else row.goal.title
            for row in rows
        ]

    def cells(self, name: str) -> dict[str, str]:
        """What the row of a name says, by the heads of its columns."""
        model = self.page.face.table.rows
        place = self.names.index(name)
        heads = [column.key for column in model.columns]
        return {key: str(model.index(place, column).data() or "") for column, key in enumerate(heads)}

    def choose(self, name: str) -> None:
        """Make a row current."""
        self.page.face.table.selectRow(self.names.index(name))

    def unit(self, name: str | None) -> None:
        """Show the card of a unit."""
        key = self.town.ids[name] if name else None
        self.page.show_context(replace(self.page.context, unit_id=key))

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the table."""
        self.window.activateWindow()
        self.page.face.table.setFocus()
        self.bot.keyClick(self.page.face.table, key, held)

    def said(self) -> str:
        """Everything that the inspector says."""
        QApplication.processEvents()
        labels = [one for one in self.inspector.findChildren(QLabel) if one.isVisibleTo(self.inspector)]
        return "\n".join(one.plain_text() if isinstance(one, Sentence) else one.text() for one in labels)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """Ådal with two perspectives and outcomes of half a year, made once."""
    path = tmp_path_factory.mktemp("styrkort") / "Ådal.styr"
    database = Database.create(path, clock=fixed_clock(TODAY), user="Prov")
    town = found(database)
    for name, unit, value in (("Nöjda", "Norra", 88), ("Nöjda", "Södra", 84), ("Avvikelse", "Omsorg", -3)):
        town.measure(name, unit, "2026-H1", value)
    database.close()
    return path, town.ids


@pytest.fixture
def town(made: tuple[Path, dict[str, int]], tmp_path: Path) -> Iterator[CardTown]:
    """The town in a file of its own."""
    path, ids = made
    copy = shutil.copy(path, tmp_path / path.name)
    database = Database.open(copy, clock=fixed_clock(TODAY), user="Prov")
    yield CardTown(database, ids)
    database.close()


@pytest.fixture
def desk(town: CardTown, qtbot: QtBot) -> Iterator[Desk]:
    """The page over Ådal."""
    space = Workspace(town.database, fixed_clock(TODAY))
    shown = Desk(town, space, qtbot)
    yield shown
    shown.page.settle()


def test_a_card_is_shown_for_the_part_of_the_year_that_has_ended(desk: Desk) -> None:
    page = desk.page
    assert page.context.period == "2026-T2"
    assert page.period.words == "Tertial 2, januari–augusti"
    assert desk.names == ["Brukare", "Nöjda", "Ekonomi", "Avvikelse"]
    assert page.head.title.text() == "Styrkort 2026: Ådal"
    assert desk.cells("Brukare")["goal"] == "Brukare Hur går det för Brukare?"
    assert desk.cells("Nöjda")["outcome"] == "86 %".replace(" ", "\u00a0")
    assert desk.cells("Nöjda")["status"] == "Delvis"
    assert desk.cells("Avvikelse")["status"] == "Ej uppfyllt"
    assert page.face.table.isColumnHidden([c.key for c in page.face.table.rows.columns].index(WEIGHT))
    assert page.face.summary.score.text() == "3,5"


def test_what_is_unknown_draws_no_bar_and_is_never_green(desk: Desk) -> None:
    desk.unit("Norra")
    desk.page.period.chosen.emit("2026-T1")
    assert desk.page.context.period == "2026-T1"
    row = next(row for row in desk.page.face.table.rows.shown if row.figure is not None)
    assert row.places is None
    assert desk.cells(row.figure.name)["status"] == "Uppgift saknas"
    assert desk.cells(row.figure.name)[BULLET]
    assert "räknas inte" in desk.page.status


def test_the_inspector_tells_of_the_whole_a_group_and_a_figure(desk: Desk) -> None:
    assert "Så räknas det: " in desk.said()
    desk.choose("Brukare")
    assert "Hur går det för Brukare?" in desk.said()
    desk.choose("Nöjda")
    said = desk.said()
    for words in ("Föreslagen bedömning", "Plats i röda tråden", "Gränsvärde"):
        assert words in said
    assert desk.page.face.foot.isVisible()
    tip = desk.page.face.table.rows.index(1, 6).data(int(Qt.ItemDataRole.ToolTipRole))
    assert "Väger 100" in tip
    assert "Medel: " in tip


def test_a_card_is_made_weighed_moved_and_emptied_by_keyboard(desk: Desk) -> None:
    page, table = desk.page, desk.page.face.table
    link = next(part for part in page.face.state() if isinstance(part, Link))
    link.on_click()
    assert page.inspecting.card.scorecard_id is not None
    assert not any(isinstance(part, Link) for part in page.face.state())
    desk.choose("Ekonomi")
    desk.press(KEY.Key_F2)
    field = next(part for part in desk.inspector.parts if isinstance(part, FieldWidget))
    field.field.setText("3")
    assert field.settle()
    assert [round(group.share) for group in page.inspecting.card.groups] == [25, 75]
    assert page.editing.set_weight("group", page.inspecting.card.groups[0], "mycket") is False
    desk.choose("Avvikelse")
    desk.press(KEY.Key_Delete)
    assert desk.names == ["Brukare", "Nöjda", "Ekonomi"]
    assert desk.cells("Ekonomi")["status"] == "Inga mål"
    assert table.currentIndex().row() == 2
    desk.space.undo()
    assert "Avvikelse" in desk.names
    desk.space.undo()
    assert [round(group.share) for group in page.inspecting.card.groups] == [50, 50]


def test_goals_and_figures_are_added_and_moved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ids, page = desk.town.ids, desk.page
    desk.unit("Södra")
    offered: list[list[str]] = []

    def choose(*names: str) -> None:
        def ask(_parent: object, _title: str, _heads: object, rows: list, _words: object) -> tuple[int, ...]:
            offered.append([row.name for row in rows])
            return tuple(ids[name] for name in names)

        monkeypatch.setattr(ChooseDialog, "ask", ask)

    choose("Brukarna är trygga", "Fler känner personalen")
    page.editing.add_goals()
    assert desk.names == ["Brukare", "Nöjda", "Antal ansikten", "Ekonomi"]
    assert "Ekonomin håller" in offered[0]
    choose("Avvikelse")
    desk.choose("Nöjda")
    desk.press(KEY.Key_Insert)
    assert desk.names == ["Brukare", "Nöjda", "Avvikelse", "Antal ansikten", "Ekonomi"]
    assert offered[-1][0] == "Nöjda"
    desk.choose("Avvikelse")
    desk.press(KEY.Key_Up, ALT)
    assert desk.names[1:3] == ["Avvikelse", "Nöjda"]
    desk.choose("Antal ansikten")
    desk.press(KEY.Key_Up, ALT)
    assert desk.names[1] == "Antal ansikten"


def test_all_units_get_a_card_in_one_step(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "confirm", lambda *_words, **_more: True)
    desk.page.editing.make_all()
    count = lambda session: session.query(Scorecard).count()  # noqa: E731
    made = desk.space.read(count)
    assert made >= 3
    assert all(row.stored for row in desk.page.choices.units if row.filled)
    desk.page.editing.make_all()
    assert "redan ett styrkort" in desk.told[-1]
    desk.space.undo()
    assert desk.space.read(count) == 0


def test_the_sums_and_the_filter_narrow_the_table(desk: Desk) -> None:
    face = desk.page.face
    face.summary.buttons["partly"].click()
    assert desk.names == ["Brukare", "Nöjda"]
    face.summary.buttons["partly"].click()
    face.filter_field.setText("avvik")
    assert desk.names == ["Ekonomi", "Avvikelse"]
    face.filter_field.clear()
    assert len(desk.names) == 4


def test_up_and_down_go_over_groups_and_rows_are_copied(desk: Desk) -> None:
    desk.choose("Brukare")
    for _ in range(3):
        desk.press(KEY.Key_Down)
    assert desk.names[desk.page.face.table.currentIndex().row()] == "Avvikelse"
    desk.press(KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\t")
    assert copied[:4] == ["Ekonomin håller", "Avvikelse", "-3", "0"]


def test_units_are_chosen_by_typing_and_by_arrows(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page
    popup = page.unit.open_tree()
    popup.filter_field.setText("söd")
    qtbot.keyClick(popup.filter_field, KEY.Key_Return)
    assert page.context.unit_id == desk.town.ids["Södra"]
    assert page.unit.words == "Södra"
    qtbot.keyClick(page.unit, KEY.Key_Up)
    assert page.unit.words == "Norra"
    assert page.unit.accessibleName() == "Enhet: Norra"


def test_weights_on_one_sheet_say_what_they_come_to(desk: Desk, qtbot: QtBot) -> None:
    desk.page.editing.make()
    dialog = WeightDialog(desk.page)
    qtbot.addWidget(dialog)
    rows = weight_rows(desk.page.inspecting.card)
    top = next(row for row in rows if row.name == "Brukare")
    column = dialog.tree.rows.columns[1]
    assert column.commit(top, "3")
    assert next(r.share for r in weight_rows(desk.page.inspecting.card) if r.name == "Brukare") == 75
    assert not column.commit(top, "x")


def test_a_place_opens_its_face_and_the_years_card(desk: Desk) -> None:
    desk.page.editing.make()
    key = desk.page.inspecting.card.scorecard_id
    desk.unit("Norra")
    assert desk.page.show_place("scorecard", key)
    assert desk.page.context.unit_id is None
    assert desk.page.show_place("goal", desk.town.ids["Ekonomin håller"])
    assert (desk.page.faces.key, desk.page.chapter) == ("goals", "mal-och-analys")
    assert desk.page.show_place("goal", "unmet")
    desk.unit("Norra")
    assert desk.page.show_place("measure", "due")
    assert (desk.page.faces.key, desk.page.context.unit_id) == ("measures", None)
    assert not desk.page.show_place("plan_version", 1)


def test_an_empty_town_says_what_belongs_here_and_offers_the_first_step(tmp_path: Path, qtbot: QtBot) -> None:
    database = Database.create(tmp_path / "Tom.styr", clock=fixed_clock(TODAY), user="Prov")
    desk = Desk(CardTown(database), Workspace(database, fixed_clock(TODAY)), qtbot)
    empty = desk.page.face.findChild(EmptyState)
    assert empty is not None
    empty.button.click()
    assert desk.places == [("node", None)]
    assert not desk.page.details_wanted
    database.close()


def test_without_perspectives_goals_stand_by_area(tmp_path: Path, qtbot: QtBot) -> None:
    database = Database.create(tmp_path / "Säter.styr", clock=fixed_clock(TODAY), user="Prov")
    town = found(database, perspectives=False)
    town.measure("Nöjda", "Omsorg", "2026-H1", 91)
    desk = Desk(town, Workspace(database, fixed_clock(TODAY)), qtbot)
    assert desk.names[:2] == ["Trygg omsorg", "Nöjda"]
    desk.choose("Trygg omsorg")
    assert "Målområde" in desk.said()
    database.close()


def test_the_menus_offer_what_can_be_done_and_nothing_in_a_file_that_is_only_read(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    face, menu = desk.page.face, QMenu()
    menus.fill_more(menu, face)
    told = [entry.text() for entry in menu.actions() if not entry.isSeparator()]
    assert told[:2] == ["Gör styrkort för Ådal", "Gör styrkort för alla enheter…"]
    assert told[-1] == "Styrkort för 2027…"
    desk.choose("Nöjda")
    menu.clear()
    menus.fill_row(menu, face, face.row)
    assert {"Skriv analys", "Mätvärden", "Jämför", "Flytta upp", "Ta bort ur styrkortet"} <= {
        entry.text() for entry in menu.actions()
    }
    assert any("PDF" in entry.text() for entry in desk.page.export_actions())
    copy = shutil.copy(desk.town.database.path, tmp_path / "läs.styr")
    database = Database.open(copy, clock=fixed_clock(TODAY), user="Prov", read_only=True)
    locked = Desk(desk.town, Workspace(database, fixed_clock(TODAY)), qtbot)
    assert not any(isinstance(part, Link) for part in locked.page.face.state())
    menu.clear()
    menus.fill_more(menu, locked.page.face)
    assert not any(entry.isEnabled() for entry in menu.actions() if not entry.isSeparator())
    locked.choose("Nöjda")
    locked.page.face.do("remove")
    assert locked.told == ["Filen är öppen för läsning."]
    database.close()


def test_analysis_is_written_on_the_page_of_the_goal_that_stands_worst(desk: Desk) -> None:
    desk.page.face.write.click()
    assert desk.page.faces.key == "goals"
    assert "Ekonomin håller" in desk.page.head.state.plain_text()
    assert desk.page.show_face("card")
    desk.choose("Nöjda")
    link = desk.page.face.foot.analysis.links()[-1]
    link.on_click()
    assert "Brukarna är trygga" in desk.page.head.state.plain_text()


def test_numbers_are_never_cut_and_say_of_which_period_they_are(desk: Desk) -> None:
    town = desk.town
    town.change(Indicator, "Antal ansikten", unit_of_measure="ansikten per brukare")
    town.measure("Antal ansikten", "Norra", "2026-H1", "1234.5678")
    desk.unit("Norra")
    desk.page.refresh()
    table = desk.page.face.table
    row = next(row for row in table.rows.shown if row.figure and row.figure.name == "Antal ansikten")
    assert (row.when, without_unit(OUTCOME, row)) == ("halvår 1", "1\u00a0234,5678")
    place = [column.key for column in table.rows.columns].index(OUTCOME)
    assert table.columnWidth(place) > table.fontMetrics().horizontalAdvance("1\u00a0234,5678")
    figure = replace(row.figure, outcome=Decimal(1) / 3, unit_of_measure="kr/timme")
    assert outcome_words(figure, unit=False) == "0,33"


def test_a_name_takes_the_lines_it_needs_and_no_more() -> None:
    metrics = QFontMetrics(font())
    wide = metrics.horizontalAdvance("Brukarna är trygga")
    assert wrapped("Brukarna är trygga", metrics, wide + 20, wide + 20) == ["Brukarna är trygga"]
    assert wrapped("Brukarna är trygga", metrics, wide + 8, wide - 4) == ["Brukarna är", "trygga"]
    lines = wrapped("Arbetsmarknadsenhetens " * 6, metrics, wide, wide)
    assert len(lines) == 3
    assert all(metrics.horizontalAdvance(line) <= wide for line in lines)


def test_tab_stops_at_everything_before_the_table(desk: Desk) -> None:
    page = desk.page
    desk.window.activateWindow()
    page.unit.setFocus()
    seen = []
    for _ in range(14):
        desk.bot.keyClick(desk.window.focusWidget(), KEY.Key_Tab)
        QApplication.processEvents()
        seen.append(desk.window.focusWidget())
    for wanted in (page.period, page.faces.bar, page.face.filter_field, page.face.write, page.face.table):
        assert wanted in seen
