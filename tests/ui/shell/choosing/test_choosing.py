"""Choosing a model: list, filter, comparison and what is asked for, by mouse and keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QListWidgetItem
from pytestqt.qtbot import QtBot

from app.services.steering import modelformat
from app.services.steering.modelviews import model_views
from app.ui.parts.links import Sentence
from app.ui.shell.choosing.dialog import NewFile, NewFileDialog
from app.ui.shell.choosing.sections import Tall
from app.ui.wheel.small_wheel import SmallWheel
from tests.services.steering.carried import BARE, write_models

KEYS = Qt.Key
MOUSE = Qt.MouseButton.LeftButton


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_models(tmp_path / "styrmodeller")
    monkeypatch.setattr(modelformat, "resource", lambda *_parts: folder)


@pytest.fixture
def dialog(models: None, qtbot: QtBot) -> NewFileDialog:
    made = NewFileDialog(None, model_views(), 2027)
    qtbot.addWidget(made)
    made.show()
    return made


def item(dialog: NewFileDialog, name: str) -> QListWidgetItem:
    (found,) = dialog.list.findItems(name, Qt.MatchFlag.MatchExactly)
    return found


def shown(dialog: NewFileDialog) -> list[str]:
    rows = [dialog.list.item(place) for place in range(dialog.list.count())]
    return [row.text() for row in rows if not row.isHidden()]


def said(dialog: NewFileDialog) -> str:
    content = dialog._right.currentWidget().widget()
    parts = [each.text() for each in content.findChildren(QLabel) if not isinstance(each, Sentence)]
    parts += [each.plain_text() for each in content.findChildren(Sentence)]
    return "\n".join(parts)


def compare(dialog: NewFileDialog) -> None:
    dialog.mode.choose("several")
    dialog.mode.chosen.emit("several")


def test_the_first_model_is_drawn_and_can_be_taken_at_once(dialog: NewFileDialog) -> None:
    assert shown(dialog) == ["Falun", "Ljusnarsberg", "Säter", "Åmål"]
    assert dialog.value == NewFile("falun", "Falun", False, 2027)
    assert "Falu kommun" in said(dialog)


def test_everything_a_model_holds_is_shown_before_it_is_chosen(dialog: NewFileDialog) -> None:
    dialog.list.go_to("ljusnarsberg")
    words = said(dialog)
    for each in (
        "Nivåer (12)",
        "Perspektiv (4)",
        "Har anslagna resurser använts på optimalt sätt?",
        "Årshjul (15)",
        "4 utan angiven tid, i de bleka ringarna.",
        "Organ (29)",
        "Dokumentslag (18)",
        "Avtalsslag (1)",
        "Rapporter (4)",
        "Budgeten omfattar 3 år.",
        "Styrmodell för Ljusnarsbergs kommun, Ljusnarsbergs kommun, 8 december 2010",
        "Kända motsägelser och luckor i källan (6)",
    ):
        assert each in words
    assert dialog.page.findChild(SmallWheel) is not None


def test_what_a_source_does_not_say_is_said(dialog: NewFileDialog) -> None:
    dialog.list.go_to("amal")
    words = said(dialog)
    assert "Modellen har inga perspektiv." in words
    assert "Källan anger inget årshjul." in words
    assert "Källan anger inga avtal." in words
    assert "Källan anges inte." in words


def test_example_data_is_offered_only_for_the_model_that_has_it(dialog: NewFileDialog) -> None:
    assert not dialog.example.isVisible()
    dialog.list.go_to("ljusnarsberg")
    assert dialog.example.isVisible()
    assert not dialog.year.isEnabled()
    dialog.example.setChecked(True)
    assert dialog.year.isEnabled()
    dialog.year.setValue(2030)
    assert dialog.value == NewFile("ljusnarsberg", "Ljusnarsberg", True, 2030)
    dialog.list.go_to("falun")
    assert dialog.value == NewFile("falun", "Falun", False, 2030)


@pytest.mark.parametrize(("typed", "left"), [("Falu kommun", ["Falun"]), ("Sätters", ["Säter"])])
def test_the_filter_knows_other_names_and_makes_what_is_left_current(
    dialog: NewFileDialog, typed: str, left: list[str]
) -> None:
    dialog.filter_field.setText(typed)
    assert shown(dialog) == left
    assert dialog.page.view is not None
    assert dialog.page.view.municipality == left[0]
    dialog.filter_field.clear()
    assert len(shown(dialog)) == 4


def test_a_filter_that_nothing_meets_says_so_and_nothing_can_be_made(dialog: NewFileDialog) -> None:
    dialog.filter_field.setText("zzz")
    assert dialog._none.isVisible()
    assert dialog._none.plain_text() == "Ingen modell stämmer med ”zzz”."
    assert dialog.value is None
    assert not dialog.create_button.isEnabled()
    dialog.filter_field.setText("vision")
    assert not dialog._none.isVisible()
    assert dialog.create_button.isEnabled()


def test_ticked_models_stand_side_by_side_and_a_fourth_is_not_taken(
    dialog: NewFileDialog, qtbot: QtBot
) -> None:
    compare(dialog)
    assert "Bocka för två eller tre modeller" in said(dialog)
    for _ in range(3):
        qtbot.keyClick(dialog.list, KEYS.Key_Down)
        qtbot.keyClick(dialog.list, KEYS.Key_Space)
    assert [view.key for view in dialog.comparison.models] == ["falun", "ljusnarsberg", "sater"]
    words = said(dialog)
    assert words.count("Välj den här") == 3  # Åmål is current, and not compared
    qtbot.keyClick(dialog.list, KEYS.Key_Up)
    qtbot.keyClick(dialog.list, KEYS.Key_Space)
    assert [view.key for view in dialog.comparison.models] == ["falun", "ljusnarsberg"]


def test_a_compared_model_can_be_chosen_where_it_stands(dialog: NewFileDialog, qtbot: QtBot) -> None:
    compare(dialog)
    dialog.list.toggle(item(dialog, "Säter"))
    dialog.comparison.choices["sater"].linkActivated.emit("0")
    assert dialog.value == NewFile("sater", "Säter", False, 2027)
    assert dialog.comparison.choices["sater"].plain_text() == "Vald"
    assert dialog.comparison.choices["falun"].plain_text() == "Välj den här"


def test_a_click_ticks_while_comparing_and_only_then(dialog: NewFileDialog, qtbot: QtBot) -> None:
    place = dialog.list.visualItemRect(item(dialog, "Säter")).center()
    qtbot.mouseClick(dialog.list.viewport(), MOUSE, pos=place)
    assert dialog.list.ticked == ()
    compare(dialog)
    place = dialog.list.visualItemRect(item(dialog, "Falun")).center()
    qtbot.mouseClick(dialog.list.viewport(), MOUSE, pos=place)
    assert [view.key for view in dialog.list.ticked] == ["falun", "sater"]
    dialog.mode.choose("one")
    dialog.mode.chosen.emit("one")
    assert dialog.list.ticked == ()
    assert dialog._right.currentWidget() is dialog.page


def test_one_model_alone_is_not_compared(models: None, qtbot: QtBot) -> None:
    alone = NewFileDialog(None, model_views()[:1], 2027)
    qtbot.addWidget(alone)
    alone.show()
    assert not alone.mode.isVisible()


def test_enter_chooses_and_escape_changes_ones_mind(dialog: NewFileDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.list, KEYS.Key_Down)
    qtbot.keyClick(dialog.list, KEYS.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.value == NewFile("ljusnarsberg", "Ljusnarsberg", False, 2027)
    dialog.show()
    dialog.filter_field.setFocus()
    dialog.filter_field.setText("vision")
    qtbot.keyClick(dialog.filter_field, KEYS.Key_Escape)
    assert dialog.isVisible()
    assert dialog.filter_field.text() == ""
    qtbot.keyClick(dialog.filter_field, KEYS.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_the_keyboard_reaches_filter_list_and_levels(dialog: NewFileDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, KEYS.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.filter_field.hasFocus()
    qtbot.keyClick(dialog.filter_field, KEYS.Key_Down)
    assert dialog.list.hasFocus()
    diagram = dialog.page.diagram
    assert diagram is not None
    for _ in range(12):
        qtbot.keyClick(dialog.focusWidget(), KEYS.Key_Tab)
        if diagram.hasFocus():
            break
    assert diagram.current is not None
    assert diagram.current.name == "Kommunens värdegrund"


def test_pages_are_turned_from_the_list_and_the_current_level_is_kept_in_sight(
    dialog: NewFileDialog, qtbot: QtBot
) -> None:
    dialog.list.go_to("ljusnarsberg")
    dialog.resize(900, 520)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    bar = dialog.page.verticalScrollBar()
    qtbot.keyClick(dialog.list, KEYS.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(dialog.list, KEYS.Key_PageUp)
    assert bar.value() == 0
    diagram = dialog.page.diagram
    assert diagram is not None
    qtbot.keyClick(diagram, KEYS.Key_End)
    top = diagram.mapTo(dialog.page.viewport(), diagram.current_rect.topLeft()).y()
    assert 0 <= top <= dialog.page.viewport().height() - diagram.current_rect.height()
    assert dialog.list.current_model is not None
    assert dialog.list.current_model.key == "ljusnarsberg"


def test_the_rest_of_the_oddities_is_shown_when_asked_for(dialog: NewFileDialog) -> None:
    dialog.list.go_to("ljusnarsberg")
    content = dialog.page.widget()
    (more,) = (each for each in content.findChildren(Sentence) if each.plain_text() == "Visa alla 6")
    hidden = [each for each in content.findChildren(Sentence) if not each.isVisibleTo(content)]
    assert hidden
    more.linkActivated.emit("0")
    assert not more.isVisibleTo(content)
    assert all(each.isVisibleTo(content) for each in hidden)


@pytest.mark.parametrize("key", ["ljusnarsberg", "svenljunga", "borlange"])
@pytest.mark.parametrize("width", [820, 1000, 1360])
def test_no_word_is_cut_and_nothing_is_empty_below(qtbot: QtBot, width: int, key: str) -> None:
    dialog = NewFileDialog(None, model_views(), 2027)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.list.go_to(key)
    dialog.resize(width, 700)
    qtbot.wait(20)
    content = dialog.page.widget()
    assert isinstance(content, Tall)
    assert content.width() == dialog.page.viewport().width()
    for each in content.findChildren(QLabel):
        if each.isVisibleTo(content):
            assert each.height() >= each.heightForWidth(each.width())
            assert each.wordWrap() or each.width() >= each.sizeHint().width()
    last = max(each.mapTo(content, QPoint()).y() + each.height() for each in content.findChildren(QLabel))
    assert content.height() - last < 120


def test_shown_widgets_are_never_windows_of_their_own(
    dialog: NewFileDialog, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    before: Callable[[Sentence, bool], None] = Sentence.setVisible

    def watched(sentence: Sentence, visible: bool) -> None:
        if visible and sentence.parentWidget() is None:
            seen.append(sentence.plain_text())
        before(sentence, visible)

    monkeypatch.setattr(Sentence, "setVisible", watched)
    dialog.list.go_to("sater")
    assert seen == []


# A model in a file of one's own


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "egen modell å.toml"
    path.write_text(BARE.replace('name = "Vision"', 'name = "Framtidsbild"'), encoding="utf-8")
    return path


def pick(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))


def test_a_model_in_a_file_is_shown_first_and_can_be_taken_at_once(
    dialog: NewFileDialog, own: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick(own, monkeypatch)
    dialog.filter_field.setText("Falun")
    qtbot.mouseClick(dialog.file_button, MOUSE)
    assert shown(dialog) == ["Åmål", "Falun", "Ljusnarsberg", "Säter", "Åmål"]
    assert dialog.value == NewFile(own, "Åmål", False, 2027)
    words = said(dialog)
    assert "ur filen egen modell å.toml" in words
    assert dialog._chosen.plain_text() == "Ny fil med styrmodellen för Åmål, ur filen egen modell å.toml"
    role = Qt.ItemDataRole.AccessibleTextRole
    assert dialog.list.item(0).data(role).startswith("Åmål, ur filen egen modell å.toml, liten modell")
    assert not dialog.messages.isVisible()
    dialog.list.go_to("amal")
    assert dialog.value == NewFile("amal", "Åmål", False, 2027)
    dialog.filter_field.setText("egen")
    assert shown(dialog) == ["Åmål"]
    assert dialog.value == NewFile(own, "Åmål", False, 2027)


def test_a_file_that_has_changed_takes_the_place_of_what_was_read_before(
    dialog: NewFileDialog, own: Path
) -> None:
    assert dialog.add_file(own)
    own.write_text(BARE.replace('name = "Åmål"', 'name = "Åre"'), encoding="utf-8")
    assert dialog.add_file(own)
    assert shown(dialog) == ["Åre", "Falun", "Ljusnarsberg", "Säter", "Åmål"]


def test_a_model_in_a_file_is_compared_with_the_one_it_came_from(dialog: NewFileDialog, own: Path) -> None:
    dialog.list.go_to("amal")
    compare(dialog)
    dialog.add_file(own)
    assert [view.key for view in dialog.comparison.models] == [str(own), "amal"]
    words = said(dialog)
    assert "Ur filen egen modell å.toml" in words
    dialog.comparison.choices["amal"].linkActivated.emit("0")
    assert dialog.value == NewFile("amal", "Åmål", False, 2027)
    dialog.comparison.choices[str(own)].linkActivated.emit("0")
    assert dialog.value == NewFile(own, "Åmål", False, 2027)


def test_a_fourth_to_compare_is_listed_but_not_ticked(dialog: NewFileDialog, own: Path) -> None:
    compare(dialog)
    dialog.list.tick(["falun", "sater", "amal"])
    dialog.add_file(own)
    assert [view.key for view in dialog.list.ticked] == ["falun", "sater", "amal"]
    assert dialog.value == NewFile(own, "Åmål", False, 2027)


@pytest.mark.parametrize(
    ("content", "said_of_it"),
    [
        (BARE.replace('parent = "vision"', 'parent = "visjon"'), "anger nivån ”visjon”, som inte finns."),
        ("levels = [", "rad 1, filens slut, är inte giltig TOML."),
        ("", "filen är tom."),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_and_the_choice_stays(
    content: str, said_of_it: str, dialog: NewFileDialog, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.write_text(content, encoding="utf-8")
    pick(own, monkeypatch)
    before = dialog.value
    dialog.ask_file()
    assert dialog.messages.text.startswith("Styrmodellen egen modell å.toml kan inte läsas in: ")
    assert dialog.messages.text.endswith(said_of_it)
    assert shown(dialog) == ["Falun", "Ljusnarsberg", "Säter", "Åmål"]
    assert dialog.value == before
    own.write_text(BARE, encoding="utf-8")
    dialog.ask_file()
    assert dialog.messages.text == ""


def test_no_file_chosen_changes_nothing(dialog: NewFileDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: ("", ""))
    dialog.ask_file()
    assert shown(dialog) == ["Falun", "Ljusnarsberg", "Säter", "Åmål"]
    assert dialog.messages.text == ""
