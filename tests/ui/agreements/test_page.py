"""The page Uppdragshandlingar over a real file."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.services.agreements import writing
from app.services.agreements.writing import FollowUpLine
from app.services.storage.drafts import list_drafts
from app.ui.agreements.rows_dialog import RowsDialog
from app.ui.parts.details import Choice, Notice, Text
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import TextField
from tests.services.agreements.office import ENGINEERING, HOME_CARE, KITCHEN, MUSIC, Office
from tests.ui.agreements.conftest import Answers, Desk, desk_of, rest


def type_text(widget: TextField, text: str) -> None:
    """Type as on a keyboard; QTest cannot type å, ä and ö."""
    for character in text:
        QApplication.sendEvent(
            widget, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
        )


def write_plan(dialog: object) -> None:
    """Add one line to the plan for follow-up and save."""
    assert isinstance(dialog, RowsDialog)
    dialog.add_line()
    model, row = dialog.table.model(), dialog.table.model().rowCount() - 1
    for column, text in enumerate(("April", "Prognos", "Förvaltningschef")):
        model.setData(model.index(row, column), text, Qt.ItemDataRole.EditRole)
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Spara").click()


def test_the_list_says_state_and_what_is_missing(desk: Desk) -> None:
    assert desk.state().plain_text() == "25 uppdragshandlingar, 21 beslutade, 2 saknar något"
    assert desk.page.status == "25 av 25 uppdragshandlingar visas"
    assert desk.names()[:3] == ["Kommunkansli", "Ekonomienhet", "Personalenhet"]
    rows = desk.page.table.rows
    place = desk.names().index(MUSIC)
    assert rows.data(rows.index(place, 1)) == "Utkast"
    assert "Planen för uppföljning saknas." in rows.data(rows.index(place, 0), Qt.ItemDataRole.ToolTipRole)


def test_the_figure_of_what_is_missing_is_a_filter(desk: Desk) -> None:
    next(link for link in desk.state().links() if "saknar" in link.text).on_click()
    assert desk.names() == [MUSIC, "Arbetsmarknad"]
    assert desk.page.status == "2 av 25 uppdragshandlingar visas"


@pytest.mark.parametrize(
    ("choice", "count"), [("all", 25), ("incomplete", 2), ("open", 4), ("decided", 21), ("behind", 0)]
)
def test_the_choice_of_what_is_shown(desk: Desk, choice: str, count: int) -> None:
    desk.page._choice.chosen.emit(choice)
    assert len(desk.names()) == count


def test_the_filter_finds_words_of_the_performer(desk: Desk) -> None:
    desk.page.filter_field.setText("hemtj kopp")
    assert desk.names() == [HOME_CARE]
    desk.page.filter_field.setText("finns inte")
    assert desk.names() == []
    assert desk.page.inspector.details is None


def test_a_link_from_elsewhere_selects_its_agreement_also_through_a_filter(
    desk: Desk, office: Office
) -> None:
    desk.page.filter_field.setText("musik")
    assert desk.page.show_place("agreement", office.row(HOME_CARE).id)
    assert desk.page.table.current_row().unit == HOME_CARE
    assert not desk.page.show_place("unit", 1)


def test_the_inspector_of_a_decided_agreement_is_for_reading(desk: Desk) -> None:
    desk.select(HOME_CARE)
    assert desk.page.inspector.details.title == HOME_CARE
    assert desk.fact("Status").value == "Beslutad, låst"
    assert desk.fact("Diarienummer").value == "KS 2010/184"
    assert desk.fact("För beställaren").value == "Förvaltningschef, Omsorg"
    with pytest.raises(StopIteration):
        desk.field("client")
    assert desk.parts(Choice) == []


def test_the_inspector_of_a_draft_says_what_is_missing_and_why_it_is_not_ready(desk: Desk) -> None:
    desk.select(MUSIC)
    assert [part.text for part in desk.parts(Notice)] == ["Planen för uppföljning saknas."]
    ready = desk.command("Markera som klar för beslut")
    assert (ready.enabled, ready.why_not) == (False, "Planen för uppföljning saknas.")


def test_a_text_is_written_saved_undone_and_redone(desk: Desk, office: Office) -> None:
    desk.select(MUSIC)
    key = office.part(MUSIC, "spelregler").id
    assert desk.field(f"part:{key}").commit("Instrument lånas ut.")
    assert office.part(MUSIC, "spelregler").text == "Instrument lånas ut."
    assert desk.field(f"part:{key}").value == "Instrument lånas ut."
    desk.space.undo()
    assert desk.field(f"part:{key}").value == ""
    desk.space.redo()
    assert desk.field(f"part:{key}").value == "Instrument lånas ut."


def test_what_is_typed_is_kept_as_a_draft_and_becomes_one_change_when_left(
    desk: Desk, office: Office, qtbot: QtBot
) -> None:
    desk.select(MUSIC)
    part = office.part(MUSIC, "spelregler").id
    area = next(
        one
        for one in desk.page.inspector.findChildren(TextField)
        if type(one) is TextField and not one.text()
    )
    area.setFocus()
    type_text(area, "Årets öppna hus ägs av skolan.")
    kept = f"agreement:{office.row(MUSIC).id}:part:{part}"
    qtbot.waitUntil(lambda: kept in [one.field for one in office.database.read(list_drafts)], timeout=5000)
    desk.select(HOME_CARE)
    assert office.part(MUSIC, "spelregler").text == "Årets öppna hus ägs av skolan."
    assert office.database.read(list_drafts) == ()
    assert desk.page.inspector.details.title == HOME_CARE
    desk.space.undo()
    assert office.part(MUSIC, "spelregler").text == ""


def test_the_plan_for_follow_up_is_written_in_a_grid(desk: Desk, office: Office, dialogs: Answers) -> None:
    desk.select(MUSIC)
    dialogs.do(write_plan)
    desk.command("Skriv planen…").on_click()
    assert office.detail(MUSIC).follow_up == (FollowUpLine("April", "Prognos", "Förvaltningschef"),)
    assert desk.parts(Notice) == []
    assert desk.command("Markera som klar för beslut").enabled
    desk.space.undo()
    assert office.detail(MUSIC).follow_up == ()


def test_those_who_sign_are_written_by_side(desk: Desk, office: Office, dialogs: Answers) -> None:
    desk.select(KITCHEN)

    def change(dialog: object) -> None:
        assert isinstance(dialog, RowsDialog)
        model = dialog.table.model()
        model.setData(model.index(0, 0), "Kommunchef", Qt.ItemDataRole.EditRole)
        next(one for one in dialog.findChildren(QPushButton) if one.text() == "Spara").click()

    dialogs.do(change)
    desk.fact("För beställaren").on_click()
    lines = office.detail(KITCHEN).signatories
    assert (lines[0].side, lines[0].role) == ("client", "Kommunchef")
    assert len(lines) == 2


def test_client_term_number_and_frames_are_changed_in_the_inspector(desk: Desk, office: Office) -> None:
    desk.select(MUSIC)
    assert desk.field("client").commit("Bildningsnämnden")
    assert desk.field("number").commit("BN 2010/7")
    assert desk.field("starts").commit("2012-01-01")
    assert desk.field("ends").commit("2014")
    detail = office.detail(MUSIC)
    assert (detail.client, detail.row.registration_number) == ("Bildningsnämnden", "BN 2010/7")
    assert office.document(MUSIC).title == "Uppdragshandling 2012–2014"
    first = detail.plan_versions[0][0]
    assert desk.parts(Choice)[0].commit(first)
    assert desk.fact("Ramar").value == "Äldre än KS förslag"
    for _ in range(5):
        desk.space.undo()
    assert office.detail(MUSIC).client == "Kommunstyrelsen"


@pytest.mark.parametrize(
    ("key", "text", "words"), [("starts", "när som", "datum"), ("ends", "2010-01-01", "slutar")]
)
def test_a_day_that_cannot_be_is_refused_in_words(desk: Desk, key: str, text: str, words: str) -> None:
    desk.select(MUSIC)
    assert not desk.field(key).commit(text)
    said, kind = desk.told[-1]
    assert kind == "error"
    assert words in said


def test_ready_for_decision_and_back(desk: Desk, office: Office) -> None:
    desk.select(KITCHEN)
    desk.command("Markera som klar för beslut").on_click()
    assert office.row(KITCHEN).status_word == "Klar för beslut"
    desk.command("Gör till utkast igen").on_click()
    assert office.row(KITCHEN).status_word == "Utkast"


def test_a_decision_is_asked_for_confirmed_and_final(desk: Desk, office: Office, dialogs: Answers) -> None:
    desk.select(KITCHEN)
    dialogs.fill("Registrera", day="2010-11-20", paragraph="§ 140", number="KS 2010/9")
    dialogs.press("Fastställ")
    desk.command("Registrera beslut…").on_click()
    assert "Det går inte att ångra" in dialogs.seen[1]
    row = office.row(KITCHEN)
    assert (row.locked, row.decided) == (True, "20 november 2010, § 140")
    assert desk.fact("Beslut").value == "Kommunstyrelsen, 20 november 2010, § 140"
    assert desk.fact("Status").value == "Beslutad, låst"
    assert desk.space.undo_words is None
    assert desk.state().plain_text().startswith("25 uppdragshandlingar, 22 beslutade")


def test_a_decision_can_be_regretted_before_it_is_made(desk: Desk, office: Office, dialogs: Answers) -> None:
    desk.select(MUSIC)
    dialogs.fill("Registrera", day="2010-11-20")
    dialogs.press("Avbryt")
    dialogs.press("Avbryt")
    desk.command("Registrera beslut…").on_click()
    assert "Det här saknas: Planen för uppföljning saknas." in dialogs.seen[1]
    assert not office.row(MUSIC).locked


def test_a_step_on_the_way_is_recorded_without_a_question_and_undone(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    desk.select(MUSIC)
    dialogs.fill(
        "Registrera", step="Beredning", body="Utskottet för bildning", day="2010-11-02", paragraph="§ 9"
    )
    desk.command("Registrera beslut…").on_click()
    assert desk.fact("Beredning").value == "Utskottet för bildning, 2 november 2010, § 9"
    assert office.row(MUSIC).status_word == "Beredd"
    desk.space.undo()
    assert office.row(MUSIC).status_word == "Utkast"


def test_an_agreement_that_is_sent_back_is_a_draft_again(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    desk.select(KITCHEN)
    dialogs.fill("Registrera", step="Återremiss", day="2010-11-02")
    desk.command("Registrera beslut…").on_click()
    assert (office.row(KITCHEN).status_word, office.row(KITCHEN).locked) == ("Utkast", False)
    assert desk.fact("Beslut, återremiss").value == "Kommunstyrelsen, 2 november 2010"
    assert office.row(KITCHEN).decided == ""


def test_what_cannot_be_is_said_in_the_dialog_which_keeps_what_was_typed(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    desk.select(KITCHEN)
    dialogs.fill("Registrera", step="Beredning", body="Utskottet", day="i förrgår")
    dialogs.fill("Registrera", day="2011-01-01")
    dialogs.fill("Registrera", day="2010-11-01")
    desk.command("Registrera beslut…").on_click()
    assert "i förrgår" in dialogs.seen[1]
    assert desk.told[0][1] == "error"
    assert desk.fact("Beredning").value
    assert "Utskottet, 1 november 2010" in [one.facts for one in office.detail(KITCHEN).decisions]


def test_a_new_version_can_be_written_while_the_decided_paper_is_looked_at(
    desk: Desk, office: Office, qtbot: QtBot
) -> None:
    desk.select(HOME_CARE)
    decided = office.document(HOME_CARE)
    desk.command("Ny version").on_click()
    assert desk.fact("Status").value == "Utkast"
    desk.links()["Version 1.0, beslutad 27 oktober 2010"].on_click()
    qtbot.waitUntil(lambda: desk.page.preview.document == decided, timeout=20_000)
    assert [part.text for part in desk.parts(Notice)] == ["Du ser version 1.0, beslutad 27 oktober 2010."]
    desk.links()["Visa utkastet igen"].on_click()
    qtbot.waitUntil(lambda: desk.page.preview.document.draft, timeout=20_000)


def test_links_lead_to_the_unit_the_thread_and_the_commitments(desk: Desk, office: Office) -> None:
    desk.select(HOME_CARE)
    row = office.row(HOME_CARE)
    links = desk.links()
    links["Enheten i organisationen"].on_click()
    links["Platsen i röda tråden"].on_click()
    links["Högst tio olika medarbetare hos varje brukare"].on_click()
    assert desk.places[:2] == [("unit", row.unit_id), ("node", row.node_id)]
    assert desk.places[2] == ("node", office.detail(HOME_CARE).commitments[0][0])


def test_commitments_are_added_under_the_draft_in_the_steering_model(desk: Desk, office: Office) -> None:
    desk.select(KITCHEN)
    desk.links()["Lägg till åtaganden"].on_click()
    assert desk.places == [("node", office.row(KITCHEN).node_id)]
    desk.select(HOME_CARE)
    assert "Lägg till åtaganden" not in desk.links()


def test_enter_in_the_list_goes_to_the_paper(desk: Desk, qtbot: QtBot) -> None:
    desk.wait_for_paper(qtbot, "Kommunkansli")
    desk.page.table.setFocus()
    qtbot.keyClick(desk.page.table, Qt.Key.Key_Return)
    assert desk.page.focusWidget() is desk.page.preview.view


def test_an_external_performer_shows_its_contract(desk: Desk) -> None:
    desk.select(ENGINEERING)
    assert desk.fact("Avtal").value == "Förbundsordning, KS 2008/62"


def test_a_change_made_elsewhere_is_seen_and_the_selection_kept(desk: Desk, office: Office) -> None:
    from functools import partial

    desk.select(MUSIC)
    detail = office.detail(MUSIC)
    change = partial(
        writing.set_client, agreement_id=detail.row.id, client="KS", expected_version=detail.version
    )
    desk.space.run(change)
    assert desk.page.table.current_row().unit == MUSIC
    assert desk.field("client").value == "KS"


def test_the_number_beside_the_page_is_what_is_not_decided(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.page.badge_changed) as told:
        desk.page.load()
    assert told.args == [4]


def test_an_empty_file_teaches_the_first_step(bare_desk: Desk) -> None:
    empty_state = bare_desk.page.findChild(EmptyState)
    assert isinstance(empty_state, EmptyState)
    assert bare_desk.state().plain_text() == "Ingen uppdragshandling än"
    assert empty_state.button.text() == "Gå till Organisation"
    empty_state.button.click()
    assert [kind for kind, _key in bare_desk.places] == ["unit"]
    assert not bare_desk.page._export.isVisible()
    assert bare_desk.page.export_actions() == []


def test_a_single_agreement_is_spoken_of_as_one(empty: Office, qtbot: QtBot) -> None:
    empty.add_performer("Biblioteket")
    desk = desk_of(empty, qtbot)
    desk.page.findChild(EmptyState).button.click()
    assert desk.state().plain_text().startswith("1 uppdragshandling, 0 beslutade")
    assert desk.page.status == "1 av 1 uppdragshandling visas"
    assert [entry.text() for entry in desk.page.export_actions()] == ["Uppdragshandling för Biblioteket…"]
    rest(desk, qtbot)


def test_drafts_for_all_are_made_from_the_empty_page_and_undone(empty: Office, qtbot: QtBot) -> None:
    for name in ("Biblioteket", "Köket"):
        empty.add_performer(name)
    desk = desk_of(empty, qtbot)
    empty_state = desk.page.findChild(EmptyState)
    empty_state.button.click()
    assert desk.names() == ["Biblioteket", "Köket"]
    assert desk.page.table.isVisible()
    assert "Budgetramarna saknas." in [part.text for part in desk.parts(Notice)]
    assert any("Inga åtaganden än" in part.text for part in desk.parts(Text))
    desk.space.undo()
    assert desk.page.findChild(EmptyState).isVisible()
    rest(desk, qtbot)


def test_one_is_made_for_a_new_performer(desk: Desk, office: Office) -> None:
    assert not desk.page._new_button.isVisible()
    office.add_performer("Nya biblioteket")
    desk.page.refresh()
    assert desk.page._new_button.isVisible()
    desk.page._new.actions()[0].trigger()
    assert desk.page.table.current_row().unit == "Nya biblioteket"
    assert desk.fact("Status").value == "Utkast"


def test_a_file_open_for_reading_offers_no_changes(office: Office, qtbot: QtBot) -> None:
    from app.services.storage import Database
    from tests.ui.agreements.conftest import CLOCK

    reader = Office(Database.open(office.database.path, clock=CLOCK, user="Läsare", read_only=True))
    desk = desk_of(reader, qtbot)
    desk.select(MUSIC)
    assert desk.parts(Choice) == []
    assert not desk.page._new_button.isVisible()
    with pytest.raises(StopIteration):
        desk.command("Registrera beslut…")
    rest(desk, qtbot)
    desk.space.close()


def test_every_widget_that_takes_the_keyboard_has_a_name(desk: Desk) -> None:
    desk.select(MUSIC)
    widgets = [*desk.page.findChildren(QPushButton), *desk.page.inspector.findChildren(TextField)]
    assert all(one.accessibleName() or one.text() for one in desk.page.findChildren(QPushButton))
    assert all(one.accessibleName() for one in widgets if isinstance(one, TextField))
    assert desk.page.table.accessibleName() == "Uppdragshandlingar"
    assert desk.page.preview.view.accessibleName()
