"""Words of the glossary are explained where they stand: by tooltip, and by Shift+F1 at the keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.services.clock import fixed_clock
from app.services.steering.modelterms import add_term, change_term
from app.services.steering.ownmodel import change_model, own_version
from app.services.storage import Database
from app.ui.parts.columns import Column
from app.ui.parts.links import Link, Sentence
from app.ui.parts.table_view import TableView
from app.ui.parts.theme import theme
from app.ui.parts.tree_view import TreeView
from app.ui.shell import explaining
from app.ui.shell.explaining import LONGEST_TEXT, WIDEST, Explainer, markup
from app.ui.shell.workspace import Workspace
from tests.conftest import TODAY
from tests.newfiles import create_file

CLOCK = fixed_clock(TODAY)
LONG = "Det här är en lång text om annat som slutar med ett ord som finns i ordlistan, nämligen kommunbidrag."


@dataclass(frozen=True)
class Row:
    """A row of the tables here."""

    id: int
    level: str
    title: str


def columns() -> list[Column[Row]]:
    return [
        Column("title", "Benämning", text=lambda row: row.title, width=300),
        Column(
            "level", "Kommunbidrag", text=lambda row: row.level, width=200, tooltip=lambda row: f"#{row.id}"
        ),
    ]


ROWS = (Row(1, "Uppdragshandling", "Vi gör det här"), Row(2, "xyz", "1 234"))


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "ord.styr"
    create_file(path, "ljusnarsberg", clock=CLOCK, user="Kanslichef", example_year=None)
    workspace = Workspace(Database.open(path, clock=CLOCK, user="Kanslichef"), CLOCK)
    yield workspace
    workspace.close()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme().install(qapp, "light")
    widget = QWidget()
    QVBoxLayout(widget)
    widget.resize(900, 700)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def explainer(window: QWidget, space: Workspace) -> Explainer:
    return Explainer(lambda: space, window)


def show(window: QWidget, widget: Any) -> Any:
    """Put a widget in the window."""
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    QApplication.processEvents()
    return widget


def tip(widget: QWidget, point: QPoint | None = None) -> str:
    """What is told when the pointer rests on a widget."""
    QToolTip.showText(QPoint(0, 0), "", widget)
    for top in QApplication.topLevelWidgets():
        if top.metaObject().className() == "QTipLabel":
            top.close()
            QApplication.processEvents()
    place = point or widget.rect().center()
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    return QToolTip.text() if QToolTip.isVisible() else ""


def table_in(window: QWidget) -> TableView:
    table = TableView(columns(), key=lambda row: row.id, name="Rader")
    table.show_rows(ROWS)
    made: TableView = show(window, table)
    return made


@pytest.mark.usefixtures("explainer")
def test_a_label_a_button_and_a_tab_are_explained(window: QWidget) -> None:
    assert "skattepengar" in tip(show(window, QLabel("Kommunbidrag")))
    assert "skattepengar" in tip(show(window, QPushButton("Visa &kommunbidraget")))
    tabs = QTabBar()
    tabs.addTab("Text")
    tabs.addTab("Styrkort")
    show(window, tabs)
    assert tip(tabs, tabs.tabRect(0).center()) == ""
    assert "perspektiv för perspektiv" in tip(tabs, tabs.tabRect(1).center())
    assert tip(show(window, QLabel("Inget särskilt"))) == ""


@pytest.mark.usefixtures("explainer")
def test_headings_and_cells_of_a_table_are_explained(window: QWidget) -> None:
    table = table_in(window)
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    assert "skattepengar" in tip(header.viewport(), place)
    assert tip(header.viewport(), QPoint(20, header.height() // 2)) == ""
    cell = table.visualRect(table.rows.index(0, 1)).center()
    assert "Överenskommelsen mellan kommunstyrelsen" in tip(table.viewport(), cell)
    assert tip(table.viewport(), table.visualRect(table.rows.index(1, 0)).center()) == ""


@pytest.mark.usefixtures("explainer")
def test_the_level_of_a_tree_row_is_explained_after_what_the_cell_says_itself(window: QWidget) -> None:
    tree = TreeView(columns(), key=lambda row: row.id, parent_key=lambda _row: None, name="Träd")
    tree.show_rows(ROWS)
    show(window, tree)
    first = tip(tree.viewport(), tree.visualRect(tree.rows.index_of(1).siblingAtColumn(1)).center())
    assert first.index("#1") < first.index("Uppdragshandling") < first.index("Överenskommelsen")
    assert tip(tree.viewport(), tree.visualRect(tree.rows.index_of(2).siblingAtColumn(1)).center()) == "#2"


@pytest.mark.usefixtures("explainer")
def test_a_tooltip_of_its_own_stays_and_a_shortened_text_is_explained_by_it(window: QWidget) -> None:
    button = show(window, QPushButton("Budget"))
    button.setToolTip("Budget (Ctrl+2)")
    assert tip(button).index("Ctrl+2") < tip(button).index("kalenderår")
    short = show(window, QLabel("Effekt."))
    short.setToolTip("Effektivisering 2011")
    assert "för mindre pengar" in tip(short)
    plain = show(window, QLabel("Något"))
    plain.setToolTip("Något annat")
    assert tip(plain) == "Något annat"


@pytest.mark.usefixtures("explainer")
@pytest.mark.parametrize("rich", [False, True])
def test_in_a_long_text_only_the_word_pointed_at_is_explained(window: QWidget, *, rich: bool) -> None:
    assert len(LONG) > LONGEST_TEXT
    label: QLabel = Sentence() if rich else QLabel(LONG)
    show(window, label)
    if isinstance(label, Sentence):
        label.show_parts(LONG[:20], Link(LONG[20:60], lambda: None), LONG[60:])
    label.setFixedSize(1200, 40)
    QApplication.processEvents()
    end = label.fontMetrics().horizontalAdvance(LONG)
    assert "skattepengar" in tip(label, QPoint(end - 20, 20))
    assert tip(label, QPoint(20, 20)) == ""
    assert tip(label, QPoint(end + 100, 20)) == ""


@pytest.mark.usefixtures("explainer")
def test_nothing_is_explained_in_a_field(window: QWidget) -> None:
    field = show(window, QLineEdit("Kommunbidrag"))
    assert tip(field) == ""
    field.setToolTip("Skriv här")
    assert tip(field) == "Skriv här"


@pytest.mark.usefixtures("explainer")
def test_what_users_write_is_not_read_as_markup(window: QWidget, space: Workspace) -> None:
    change(space, partial(add_term, word="A & B", explanation="<b>Först</b> & sist"))
    change(space, partial(add_term, word="Flöde", explanation="<img src=x> & sist"))
    shown = tip(show(window, QLabel("Flöde")))
    assert "&lt;img src=x&gt; &amp; sist" in shown


def test_the_index_is_made_at_the_first_tooltip_and_again_when_words_change(
    window: QWidget, space: Workspace, explainer: Explainer
) -> None:
    assert explainer._index is None
    label = show(window, QLabel("Styrkort"))
    tip(label)
    made = explainer._index
    assert made is not None
    tip(label)
    assert explainer._index is made
    change(space, partial(change_term, shown="Styrkort", explanation="Ett kort med tal."))
    assert "Ett kort med tal." in tip(label)
    assert explainer._index is not made
    space.undo()
    assert "Ett kort med tal." not in tip(label)


def test_without_a_file_the_general_words_are_explained(window: QWidget, space: Workspace) -> None:
    opened: list[Workspace] = []
    explainer = Explainer(lambda: opened[0] if opened else None, window)
    label = show(window, QLabel("Styrkort"))
    assert "vad som skulle nås" in tip(label)
    opened.append(space)
    assert "perspektiv för perspektiv" in tip(label)
    opened.clear()
    assert "vad som skulle nås" in tip(label)
    assert explainer.parent() is window


def test_a_tooltip_is_no_wider_than_a_few_words(window: QWidget, explainer: Explainer) -> None:
    label = show(window, QLabel("God ekonomisk hushållning"))
    tip(label)
    wide = next(one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QTipLabel")
    assert WIDEST <= wide.width() <= WIDEST + 40
    assert wide.height() > 2 * label.fontMetrics().height()
    assert markup([]) == ""
    assert explainer.parent() is window


def test_the_keyboard_gets_the_same_explanations(
    window: QWidget, explainer: Explainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    shown = SimpleNamespace(showText=lambda _place, text, _widget: seen.append(text))
    monkeypatch.setattr(explaining, "QWhatsThis", shown)
    table = table_in(window)
    field = show(window, QLineEdit())
    field.setAccessibleName("Målvärde")
    plain = show(window, QPushButton("Inget särskilt"))
    window.activateWindow()
    table.select(1)
    for widget in (table, field, plain):
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        explainer.explain_focus()
    assert "Överenskommelsen mellan" in seen[0]
    assert "Det värde som ett mått ska nå" in seen[1]
    assert seen[2] == "Inget av orden här finns i ordlistan."
    assert len(seen) == 3


def change(space: Workspace, edit: Any) -> None:
    """Change the model of the open file."""
    version = space.read(own_version)
    assert space.run(partial(change_model, edit=edit, expected_version=version, words="Ändrade ett ord"))
