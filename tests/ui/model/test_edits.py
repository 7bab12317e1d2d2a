"""Changing the model on the page: each change is one step that can be undone, and nothing is ever lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.services.steering.modeledits import in_order
from app.services.steering.modelformat import find_model
from tests.ui.model.conftest import Shown, tick
from tests.ui.steering.conftest import NO_KEYBOARD, Hands

OpenPage = Callable[..., Shown]


def _names(shown: Shown, part: str = "levels") -> list[str]:
    return [row.name for row in in_order(shown.model, part)]


def _perspective(shown: Shown, key: str) -> Any:
    return next(one for one in shown.model.perspectives if one.key == key)


def _level(shown: Shown, key: str) -> Any:
    return next(one for one in shown.model.levels if one.key == key)


def test_a_name_typed_in_the_tree_is_one_step(heby: Shown) -> None:
    before = heby.model
    row = heby.choose("levels/effektmal")
    assert heby.page._rename(row, "Resultatmål")
    assert "Resultatmål" in _names(heby)
    assert heby.space.undo_words == "Bytte namn på nivån Effektmål till Resultatmål"
    heby.space.undo()
    assert heby.model == before


def test_the_title_of_the_inspector_renames_too(heby: Shown) -> None:
    heby.choose("levels/effektmal")
    assert heby.inspector.details is not None
    assert heby.inspector.details.rename is not None
    assert heby.inspector.details.rename("Resultatmål")
    assert heby.inspector.details.title == "Resultatmål"


def test_parts_of_every_sort_can_be_renamed(heby: Shown) -> None:
    view = heby.page.view
    assert view is not None
    for section in view.sections:
        for row in section.rows:
            if row.key is not None and heby.page._can_rename(row):
                assert heby.page._rename(row, f"{row.name} nu")
                break
    assert heby.page.view is not None
    parts = {row.part for one in heby.page.view.sections for row in one.rows if row.name.endswith(" nu")}
    assert parts >= {"levels", "bodies", "unit_kinds", "document_kinds", "agreement_kinds", "report_kinds",
                     "wheels", "roles"}  # fmt: skip


def test_a_name_that_another_has_is_refused_in_a_sentence(heby: Shown, told: list[str]) -> None:
    row = heby.choose("levels/effektmal")
    assert not heby.page._rename(row, "Resultatkontrakt")
    assert told == ["”Resultatkontrakt” finns redan. Välj ett annat namn."]


def test_fields_of_a_level_are_changed_one_at_a_time(heby: Shown) -> None:
    before = heby.model
    heby.choose("levels/effektmal")
    heby.type("Kort namn", "Effekt")
    heby.type("Fråga", "Vad ska hända?")
    heby.type("Cykel", "varje år")
    heby.type("Omfattning", "alla nämnder")
    heby.pick("Mätbar", "Nej")
    level = next(one for one in heby.model.levels if one.key == "effektmal")
    assert (level.short_name, level.question, level.cycle, level.scope, level.measurable) == (
        "Effekt", "Vad ska hända?", "varje år", "alla nämnder", False,
    )  # fmt: skip
    assert heby.space.undo_words == "Ändrade mätbarheten för nivån Effektmål"
    for _ in range(5):
        heby.space.undo()
    assert heby.model == before


def test_bodies_are_ticked_and_none_means_that_the_source_is_silent(heby: Shown) -> None:
    heby.choose("levels/effektmal")
    fields, keys = heby.page.inspecting._fields, [body.key for body in heby.model.bodies[:2]]
    QTimer.singleShot(0, lambda: tick(*keys))
    fields._ask_bodies("prepared_by", "levels", _level(heby, "effektmal"))
    assert set(_level(heby, "effektmal").prepared_by) == set(keys)
    QTimer.singleShot(0, tick)
    fields._ask_bodies("prepared_by", "levels", _level(heby, "effektmal"))
    assert _level(heby, "effektmal").prepared_by is None


def test_what_a_level_also_builds_on_is_ticked(heby: Shown) -> None:
    heby.choose("levels/resultatkontrakt")
    before = _level(heby, "resultatkontrakt").sources
    top = next(one.key for one in heby.model.levels if one.parent is None)
    assert top not in before
    QTimer.singleShot(0, lambda: tick(*before, top))
    heby.page.inspecting._fields._ask_sources(_level(heby, "resultatkontrakt"))
    assert _level(heby, "resultatkontrakt").sources == (*before, top)
    assert heby.space.undo_words == "Ändrade vad nivån Resultatkontrakt också bygger på"


def test_a_horizon_is_typed_and_wrong_years_are_refused(heby: Shown, hands: Hands) -> None:
    heby.choose("levels/effektmal")
    level = next(one for one in heby.model.levels if one.key == "effektmal")
    hands.will({"kind": "antal år", "min": "5", "max": "3"}, {"max": "8"})
    heby.page.inspecting._fields._ask_horizon(level)
    changed = next(one for one in heby.model.levels if one.key == "effektmal")
    assert (changed.horizon.min, changed.horizon.max) == (5, 8)
    assert any("Högst kräver" in text for text in hands.seen)


def test_a_level_is_added_after_and_below_another(heby: Shown, hands: Hands) -> None:
    before = heby.model
    row = heby.choose("levels/effektmal")
    hands.will({"name": "Delmål", "form": "Mål"})
    heby.page._add_near(row, below=True)
    level = next(one for one in heby.model.levels if one.name == "Delmål")
    assert (level.parent, level.form) == ("effektmal", "goal")
    assert heby.page.table is not None
    assert heby.page.table.current_row().name == "Delmål"
    assert heby.space.undo_words == "Lade till nivån Delmål"
    heby.space.undo()
    assert heby.model == before


def test_a_name_that_is_taken_is_said_in_the_dialog_and_can_be_mended(heby: Shown, hands: Hands) -> None:
    heby.page.parts.choose("perspectives")
    hands.will({"name": "Medborgare", "question": "Vad behöver invånarna?"})
    heby.page._on_add()
    assert _names(heby, "perspectives") == ["Medborgare"]
    hands.will({"name": "medborgare"}, {"name": "Ekonomi"})
    heby.page._on_add()
    assert _names(heby, "perspectives") == ["Medborgare", "Ekonomi"]
    assert "finns redan" in hands.seen[-1]


def test_a_kind_of_document_is_added_and_filled_in(heby: Shown, hands: Hands) -> None:
    heby.page.parts.choose("document_kinds")
    hands.will({"name": "Översiktsplan", "category": "plan"})
    heby.page._on_add()
    kind = next(one for one in heby.model.document_kinds if one.name == "Översiktsplan")
    assert kind.category == "plan"
    heby.type("Innehåll, ett per rad", "mål\nåtgärder")
    heby.pick("Hållning", "Styrande")
    heby.pick("Nivå", "Effektmål")
    kind = next(one for one in heby.model.document_kinds if one.name == "Översiktsplan")
    assert (kind.content, kind.stance, kind.level) == (("mål", "åtgärder"), "styrande", "effektmal")
    heby.type("Kategori", " ")
    assert next(one for one in heby.model.document_kinds if one.key == kind.key).category == "plan"


def test_rows_move_past_those_beside_them_and_stop_at_the_ends(shown: Shown, told: list[str]) -> None:
    row = shown.choose(f"perspectives/{in_order(shown.model, 'perspectives')[0].key}")
    before = _names(shown, "perspectives")
    shown.page.commands.move(row, 1)
    assert _names(shown, "perspectives") == [before[1], before[0], *before[2:]]
    shown.space.undo()
    shown.page.commands.move(shown.choose(row.id), -1)
    assert told[-1].endswith("är redan först.")
    vision = shown.choose("levels/vision")
    shown.page.commands.move(vision, 1)
    assert told[-1].endswith("är redan sist under samma nivå.")


def test_a_level_passes_its_sibling_in_the_tree(shown: Shown) -> None:
    below = [one for one in in_order(shown.model, "levels") if one.parent == "vision"]
    assert len(below) > 1
    shown.page.commands.move(shown.choose(f"levels/{below[1].key}"), -1)
    after = [one.key for one in in_order(shown.model, "levels") if one.parent == "vision"]
    assert after[:2] == [below[1].key, below[0].key]
    assert shown.page.table is not None
    assert shown.page.table.current_row().key == below[1].key


def test_a_level_that_nothing_stands_on_goes_at_once(heby: Shown, told: list[str]) -> None:
    before = heby.model
    heby.page.commands.remove(heby.choose("levels/aktiviteter"))
    assert "Aktiviteter" not in _names(heby)
    assert told == ["Nivån ”Aktiviteter” togs bort. Ctrl+Z ångrar."]
    heby.space.undo()
    assert heby.model == before


def test_a_level_with_elements_goes_once_another_takes_over(
    shown: Shown, hands: Hands, told: list[str]
) -> None:
    assert shown.page.view is not None
    before, held = shown.model, dict(shown.page.view.held)
    assert held["levels", "programplan"] == "5 styrelement"
    hands.will(None)
    shown.page.commands.remove(shown.choose("levels/programplan"))
    assert shown.model == before
    assert "Här finns 5 styrelement." in hands.seen[0]
    heir = _level(shown, "osb").name
    hands.will({"heir": heir})
    shown.page.commands.remove(shown.choose("levels/programplan"))
    assert "programplan" not in [one.key for one in shown.model.levels]
    assert shown.page.view.held["levels", "osb"] == "6 styrelement"
    assert told[-1] == "Nivån ”Programplaner” togs bort. Ctrl+Z ångrar."
    shown.space.undo()
    assert shown.model == before
    assert shown.page.view.held == held


def test_a_perspective_with_elements_goes_once_another_takes_over(shown: Shown, hands: Hands) -> None:
    before = shown.model
    hands.will({"heir": _perspective(shown, "medarbetare").name})
    shown.page.commands.remove(shown.choose("perspectives/ekonomi"))
    assert [one.key for one in shown.model.perspectives] == ["medborgare", "processer", "medarbetare"]
    shown.space.undo()
    assert shown.model == before


def test_a_level_whose_elements_fit_nowhere_else_stays(shown: Shown, told: list[str]) -> None:
    before = shown.model
    shown.page.commands.remove(shown.choose("levels/atagande"))
    assert shown.model == before
    assert told[-1].endswith("54 styrelement som inte får ligga på någon annan nivå. "
                             "Flytta eller ta bort dem först på sidan Styrmodell.")  # fmt: skip


def test_another_form_says_first_what_it_touches(shown: Shown, hands: Hands) -> None:
    before = shown.model
    shown.choose("levels/strategiskt_omrade")
    hands.will("Avbryt")
    shown.pick("Form", "Mål")
    assert shown.model == before
    assert "Nivån ”Strategiska områden”: 4 styrelement" in hands.seen[0]
    hands.will("Ändra")
    shown.pick("Form", "Mål")
    assert _level(shown, "strategiskt_omrade").form == "goal"
    shown.space.undo()
    assert shown.model == before


def test_a_change_that_would_misplace_elements_is_refused(shown: Shown, told: list[str]) -> None:
    before = shown.model
    shown.choose("levels/uppdragshandling")
    shown.pick("Form", "Mål")
    assert shown.model == before
    assert "kan därför inte byta" in told[-1]


@NO_KEYBOARD
def test_the_menus_offer_what_fits_the_row(heby: Shown) -> None:
    heby.choose("levels/effektmal")
    heby.page._fill_menu()
    texts = [action.text().split("\t")[0] for action in heby.page._menu.actions() if action.text()]
    assert texts[:6] == [
        "Byt namn", "Lägg till nivå efter…", "Lägg till nivå under…", "Flytta upp", "Flytta ner", "Ta bort",
    ]  # fmt: skip
    heby.choose("bodies/kommunstyrelsen")
    heby.page._fill_menu()
    texts = [action.text().split("\t")[0] for action in heby.page._menu.actions() if action.text()]
    assert texts == ["Byt namn", "Påbörja ny upplaga…", "Läs in styrmodell…", "Styrmodellen som TOML…",
                     "Fäll ut alla", "Fäll ihop alla"]  # fmt: skip


def test_what_is_said_of_the_model_is_changed_beside_the_overview(heby: Shown, told: list[str]) -> None:
    heby.page.parts.choose("overview")
    heby.type("Titel", "Heby styr")
    heby.type("Gäller från", "2011-01-01")
    heby.type("Gäller till", "2014-12-31")
    heby.type("Giltighet med källans ord", "mandatperioden")
    info = heby.model.model
    assert (info.title, info.valid_from, info.valid_to, info.validity_text) == (
        "Heby styr", date(2011, 1, 1), date(2014, 12, 31), "mandatperioden",
    )  # fmt: skip
    assert heby.space.undo_words == "Ändrade källans ord om giltigheten"
    heby.type("Gäller till", "i höst")
    assert "i höst" in told[-1]
    heby.type("Titel", "")
    assert heby.model.model.title == "Heby styr"


def test_a_new_edition_begins_and_the_earlier_one_can_only_be_read(heby: Shown, hands: Hands) -> None:
    hands.will({"starts": "2012-01-01"})
    heby.page.overview.begin_edition()
    assert heby.model.edition == 2
    assert heby.page.view is not None
    assert [one.number for one in heby.page.view.editions] == [2, 1]
    assert heby.page.edits.rename("levels", "effektmal", "Resultatmål")
    heby.page.show_edition(1)
    assert "Effektmål" in _names(heby)
    assert not heby.page.edits.allowed
    heby.choose("levels/effektmal")
    assert heby.inspector.details is not None
    assert heby.inspector.details.rename is None
    heby.page.show_edition(None)
    assert "Resultatmål" in _names(heby)
    heby.page.show_edition(2)
    heby.space.undo()
    heby.space.undo()
    assert heby.model.edition == 1


def test_an_edition_that_begins_too_early_is_refused_in_the_dialog(heby: Shown, hands: Hands) -> None:
    hands.will({"starts": "2012-01-01"})
    heby.page.overview.begin_edition()
    hands.will({"starts": "2011-01-01"}, None)
    heby.page.overview.begin_edition()
    assert heby.model.edition == 2
    assert "Välj en senare dag" in hands.seen[-1]


def test_f2_in_the_tree_writes_the_name_in_place(heby: Shown, qtbot: QtBot) -> None:
    heby.choose("levels/effektmal")
    table = heby.page.table
    assert table is not None
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = next(one for one in table.findChildren(QLineEdit) if one.isVisible())
    assert editor.text() == "Effektmål"
    editor.setText("Resultatmål")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _level(heby, "effektmal").name == "Resultatmål")
    assert table.current_row().name == "Resultatmål"


def test_keys_move_and_remove_the_current_row(heby: Shown, qtbot: QtBot) -> None:
    before = _names(heby, "document_kinds")
    heby.choose(f"document_kinds/{in_order(heby.model, 'document_kinds')[1].key}")
    table = heby.page.table
    assert table is not None
    qtbot.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _names(heby, "document_kinds")[:2] == [before[1], before[0]]
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _names(heby, "document_kinds") == before
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert before[1] not in _names(heby, "document_kinds")
    assert table.current_row() is not None


def test_keys_do_nothing_where_nothing_can_be_changed(open_page: OpenPage, qtbot: QtBot) -> None:
    shown = open_page("heby", read_only=True)
    shown.choose("levels/effektmal")
    table = shown.page.table
    assert table is not None
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Insert, Qt.Key.Key_Delete):
        qtbot.keyClick(table, key)
    assert not [one for one in table.findChildren(QLineEdit) if one.isVisible()]
    assert shown.model == find_model("heby")
