"""The page Modell: every part of every model opens, says everything, and can be found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.model.diagram import LevelsPane
from app.ui.model.reading import Reading
from tests.ui.model.conftest import TEN, Shown

OpenPage = Callable[..., Shown]


@pytest.mark.parametrize("key", TEN)
def test_every_part_of_every_model_opens_and_says_its_names(open_page: OpenPage, key: str) -> None:
    shown = open_page(key)
    page = shown.page
    assert page.view is not None
    assert page.parts.keys == [section.spec.key for section in page.view.sections]
    for section in page.view.sections:
        assert page.parts.choose(section.spec.key)
        assert section.rows
        if page.table is None:
            reading = page._shown[section.spec.key]
            assert isinstance(reading, Reading)
            for row in section.rows:
                assert row.sort == "item" or row.name in reading.texts
                assert all(text in reading.texts for text in row.oddities)
            continue
        assert [node.value.id for node in page.table.rows.walk()] != []
        assert {node.value.id for node in page.table.rows.walk()} == {row.id for row in section.rows}
        assert shown.inspector.details is not None


@pytest.mark.parametrize("key", ["falun", "strangnas"])
def test_the_inspector_says_everything_of_each_row(open_page: OpenPage, key: str) -> None:
    shown = open_page(key, read_only=True)
    assert shown.page.view is not None
    for section in shown.page.view.sections:
        if section.spec.reading:
            continue
        for row in section.rows:
            shown.choose(row.id)
            words = shown.words
            for text in (row.note, row.quote, row.source, *row.oddities):
                assert text in words
            assert all(line in words for one in row.statements for line in one.lines)


@pytest.mark.parametrize("key", ["example", "vansbro"])
def test_looking_at_every_row_changes_nothing(open_page: OpenPage, key: str) -> None:
    shown = open_page(key)
    before = shown.model
    assert shown.page.view is not None
    for section in shown.page.view.sections:
        for row in section.rows:
            assert shown.page.show_place("model_part", row.id)
    assert shown.page.settle()
    assert shown.space.undo_words is None
    assert shown.model is before


def test_an_inconsistency_stands_at_its_place(shown: Shown) -> None:
    row = next(row for row in shown.page.view.section("levels").rows if row.oddities)  # type: ignore[union-attr]
    shown.choose(row.id)
    assert row.oddities[0] in shown.words
    look = shown.page.table.rows.columns[0].look(row)  # type: ignore[union-attr,misc]
    assert "motsägelse" in look.warning


def test_a_figure_that_is_missing_is_no_contradiction(open_page: OpenPage) -> None:
    shown = open_page("strangnas")
    row = shown.choose("levels/kf_uppdrag")
    assert shown.page.table is not None
    look = shown.page.table.rows.columns[0].look
    assert look is not None
    assert look(row).warning == "lucka"
    assert row.oddities[0] in shown.words


def test_the_source_of_a_row_is_said_to_be_one(shown: Shown) -> None:
    row = shown.choose("levels/vision")
    assert f"Källa: {row.source}" in shown.words


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("strangnas", "Ersätter: Styrmodell för Strängnäs kommunkoncern, beslutad 24 september 2018"),
        ("borlange", "Ersätts av: Ny styrmodell och organisation"),
    ],
)
def test_other_models_are_called_by_their_titles(open_page: OpenPage, key: str, wanted: str) -> None:
    shown = open_page(key)
    shown.page.parts.choose("overview")
    reading = shown.page._shown["overview"]
    assert isinstance(reading, Reading)
    assert wanted in reading.texts
    assert reading.texts.count(wanted.split(":")[0] + ":") == 1
    assert f"{key}_20" not in reading.texts
    boxes = shown.inspector.findChildren(QComboBox)
    options = [box.itemText(place) for box in boxes for place in range(box.count())]
    assert options
    assert not [text for text in options if "_20" in text or text.startswith(f"{key.capitalize()} 20")]


def test_the_sentence_of_state_leads_to_the_inconsistencies(shown: Shown) -> None:
    link = next(
        link for label in shown.page.head.findChildren(QLabel) for link in getattr(label, "links", tuple)()
    )
    assert link.text == "6 kända motsägelser och luckor i källan"
    link.on_click()
    assert shown.page.parts.chosen == "source"


def test_the_diagram_follows_the_tree_and_the_tree_the_diagram(heby: Shown) -> None:
    row = heby.page.view.section("levels").rows[3]  # type: ignore[union-attr]
    heby.choose(row.id)
    pane = heby.page._shown["levels"]
    assert isinstance(pane, LevelsPane)
    assert pane.diagram is not None
    assert pane.diagram.current is not None
    assert pane.diagram.current.key == row.key
    other = next(one for one in pane.diagram.diagram.rows if one.level.key != row.key)
    pane.diagram.show_current(other.level.key)
    assert heby.page.table is not None
    assert heby.page.table.current_row().key == other.level.key


def test_the_diagram_stands_beside_the_tree_where_there_is_room(heby: Shown, qtbot: QtBot) -> None:
    heby.page.parts.choose("levels")
    pane = heby.page._shown["levels"]
    assert isinstance(pane, LevelsPane)
    assert pane.orientation() == Qt.Orientation.Vertical
    heby.window.resize(1800, 800)
    qtbot.waitUntil(lambda: pane.orientation() == Qt.Orientation.Horizontal)


def test_the_filter_leaves_what_says_the_words(shown: Shown) -> None:
    shown.page.parts.choose("levels")
    assert shown.page.filter_field is not None
    shown.page.filter_field.setText("vision")
    assert shown.page.status.startswith("1 av 12") or "av 12 rader" in shown.page.status
    assert shown.page.table is not None
    assert any(
        node.value.name.startswith("Vision")
        for node in shown.page.table.rows.walk()
        if node.shown is not None
    )
    shown.page.parts.choose("source")
    assert shown.page.filter_field.text() == ""
    shown.page.filter_field.setText("stavning finns inte här")
    reading = shown.page._shown["source"]
    assert isinstance(reading, Reading)
    assert len(reading.shown) == 1


def test_a_column_that_says_nothing_of_any_row_is_left_out(open_page: OpenPage) -> None:
    columns: dict[str, bool] = {}
    for key in ("falun", "heby"):
        shown = open_page(key)
        shown.window.resize(1900, 800)
        shown.page.parts.choose("bodies")
        table = shown.page.table
        assert table is not None
        keys = [column.key for column in table.rows.columns]
        columns[key] = table.isColumnHidden(keys.index("name_today"))
        named = any(body.name_today for body in shown.model.bodies)
        assert columns[key] is not named
        assert not table.isColumnHidden(keys.index("kind"))


def test_a_link_finds_a_row_that_the_filter_hides(shown: Shown) -> None:
    shown.page.parts.choose("levels")
    assert shown.page.filter_field is not None
    shown.page.filter_field.setText("vision")
    assert shown.page.show_place("model_part", "levels/uppdragshandling")
    assert shown.page.table is not None
    assert shown.page.table.current_row().key == "uppdragshandling"
    assert not shown.page.show_place("model_part", "levels/finns_inte")
    assert not shown.page.show_place("node", 1)
    assert shown.page.show_place("steering_model", 1)


def test_what_stands_on_a_level_is_a_link_to_it(shown: Shown) -> None:
    wanted: list[tuple[str, object]] = []
    shown.space.place_requested.connect(lambda kind, key: wanted.append((kind, key)))
    shown.choose("levels/vision")
    links = [
        link for label in shown.inspector.findChildren(QLabel) for link in getattr(label, "links", tuple)()
    ]
    next(link for link in links if link.text == "1 styrelement").on_click()
    assert shown.page.view is not None
    assert wanted == [("level", shown.page.view.level_ids["vision"])]


def test_a_word_leads_to_the_page_ordlista(shown: Shown) -> None:
    wanted: list[str] = []
    shown.space.place_requested.connect(lambda kind, _key: wanted.append(kind))
    row = shown.page.view.section("glossary").rows[0]  # type: ignore[union-attr]
    shown.choose(row.id)
    links = [
        link for label in shown.inspector.findChildren(QLabel) for link in getattr(label, "links", tuple)()
    ]
    next(link for link in links if "Ordlista" in link.text).on_click()
    assert wanted == ["glossary_term"]


def test_an_empty_file_shows_its_model(open_page: OpenPage) -> None:
    shown = open_page("ljusnarsberg")
    shown.choose("levels/vision")
    assert "Används av" not in shown.words
    assert shown.button("Ta bort").isEnabled()


@pytest.mark.parametrize("key", ["heby", "example"])
def test_a_read_only_file_shows_everything_and_offers_no_change(open_page: OpenPage, key: str) -> None:
    shown = open_page(key, read_only=True)
    page = shown.page
    for part in page.parts.keys:
        page.parts.choose(part)
        assert not page._add_button.isVisible()
        if page.table is None:
            continue
        row = page.table.current_row()
        assert not page._can_rename(row)
        assert shown.inspector.details is not None
        assert shown.inspector.details.rename is None
        names = {button.text() for button in shown.inspector.findChildren(QPushButton)}
        assert not names & {"Ta bort", "Lägg till nivå under…"}
    page.parts.choose("overview")
    page._fill_menu()
    texts = [action.text() for action in page._menu.actions() if action.text()]
    assert texts == ["Styrmodellen som TOML…"]
    assert all(action.isEnabled() for action in page._menu.actions())


def test_the_model_is_read_once_for_a_change_and_not_for_a_selection(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []
    read = shown.page._read
    monkeypatch.setattr(shown.page, "_read", lambda: (reads.append(1), read())[1])
    for level in ("vision", "uppdragshandling", "vision"):
        shown.choose(f"levels/{level}")
    assert reads == []
    assert shown.page.edits.rename("levels", "vision", "Framtidsbild")
    assert reads == [1]


def test_a_text_that_was_interrupted_comes_back(shown: Shown) -> None:
    assert shown.page.resume("model_part:levels/vision:question", "Vart ska vi?")
    assert shown.page.resume("model_part:model:summary", "Kort sagt")
    assert not shown.page.resume("model_part:levels/finns_inte:question", "Vart ska vi?")


def test_a_new_file_without_a_model_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    from app.services.storage import Database
    from tests.ui.model.conftest import CLOCK, USER

    path = tmp_path / "tom.styr"
    Database.create(path, clock=CLOCK, user=USER).close()
    shown = open_page(path=path)
    said = [label.text() for label in shown.page.findChildren(QLabel)]
    assert any("ingen styrmodell" in text for text in said)
    assert shown.page.export_actions() == []
