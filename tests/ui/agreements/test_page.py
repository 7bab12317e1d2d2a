"""The register of agreements and the page around it, over real files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.services.agreements import kinds, making, writing
from app.services.storage import Database
from app.ui.agreements.lifecycle.making import MakingForm
from app.ui.parts.details import Choice, Heading, Notice
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.fields import TextField
from tests.newfiles import installing, open_founded
from tests.services.agreements.office import ENGINEERING, HOME_CARE, KITCHEN, MUSIC, Office
from tests.ui.agreements.conftest import CLOCK, Answers, Desk, desk_of, rest


def test_the_list_says_state_and_filters_by_its_figures(desk: Desk, qtbot: QtBot) -> None:
    assert desk.state().plain_text().startswith("25 uppdragshandlingar, 21 beslutade, 2 saknar något")
    assert desk.page.head.title.text() == "Uppdragshandlingar"
    assert desk.page.status == "25 av 25 uppdragshandlingar visas"
    assert desk.names()[:3] == ["Kommunkansli", "Ekonomienhet", "Personalenhet"]
    with qtbot.waitSignal(desk.page.badge_changed) as told:
        desk.page.refresh()
    assert told.args == [4]
    next(link for link in desk.state().links() if "saknar" in link.text).on_click()
    assert desk.names() == [MUSIC, "Arbetsmarknad"]
    assert desk.page.status == "2 av 25 uppdragshandlingar visas"
    choice = desk.page.register._choice.chosen
    shown = {}
    for key in ("all", "open", "decided", "behind", "unsigned", "changed", "ending"):
        choice.emit(key)
        shown[key] = len(desk.names())
    waiting = sum(bool(row.unsigned) for row in desk.page.register.rows)
    assert (shown["all"], shown["open"], shown["decided"]) == (25, 4, 21)
    assert shown["behind"] == shown["changed"] == shown["ending"] == 0
    assert shown["unsigned"] == waiting > 0


def test_a_row_says_how_far_it_has_come_and_what_is_missing(desk: Desk) -> None:
    columns = {column.key: column for column in desk.table.rows.columns}
    rows = {row.unit: row for row in desk.page.register.rows}
    music, care = rows[MUSIC], rows[HOME_CARE]
    assert "Planen för uppföljning saknas." in columns["missing"].tooltip(music)
    assert columns["missing"].accessible(music).endswith("uppföljning")
    assert columns["missing"].text(care) == "–"
    assert columns["number"].text(care).startswith("2011:")
    assert columns["term"].text(care) == "2011–2013"
    assert columns["stage"].look(care).locked
    assert columns["signed"].text(care).endswith(" av 2")
    assert columns["signed"].text(music) == "–"
    assert columns["changed"].text(care) == "–"
    assert not desk.table.isColumnHidden([*columns].index("signed"))
    assert desk.table.isColumnHidden([*columns].index("kind"))


def test_the_filter_finds_words_and_a_link_from_elsewhere_goes_through_it(desk: Desk, office: Office) -> None:
    desk.page.filter_field.setText("hemtj kopp")
    assert desk.names() == [HOME_CARE]
    desk.page.filter_field.setText("finns inte")
    assert desk.names() == []
    assert desk.page.inspector.details is None
    assert desk.page.show_place("agreement", office.row(MUSIC).id)
    assert desk.current().unit == MUSIC
    assert desk.page.context.agreement_id == office.row(MUSIC).id
    assert not desk.page.show_place("unit", 1)
    assert not desk.page.show_place("agreement", 1)
    assert desk.page.show_place("agreement", "open")
    assert len(desk.names()) == 4


def test_the_paper_stands_beside_the_list_and_an_earlier_version_can_be_looked_at(
    desk: Desk, office: Office, qtbot: QtBot
) -> None:
    desk.table.setFocus()
    qtbot.keyClick(desk.table, Qt.Key.Key_Return)
    desk.wait_for_paper(qtbot, "Kommunkansli")
    assert desk.page.focusWidget() is desk.preview.view
    shown = [
        column.key
        for place, column in enumerate(desk.table.rows.columns)
        if not desk.table.isColumnHidden(place)
    ]
    assert shown == ["unit", "stage"]
    desk.select(HOME_CARE)
    decided = office.document(HOME_CARE)
    desk.command("Ny version").on_click()
    assert desk.fact("Version").value == "1.1"
    desk.links()["Version 1.0, beslutad 27 oktober 2010"].on_click()
    qtbot.waitUntil(lambda: desk.preview.document == decided, timeout=20_000)
    assert "Du ser version 1.0, beslutad 27 oktober 2010." in [one.text for one in desk.parts(Notice)]
    desk.links()["Visa utkastet igen"].on_click()
    qtbot.waitUntil(lambda: desk.preview.document.draft, timeout=20_000)


def test_the_inspector_of_a_decided_agreement_is_for_reading(desk: Desk) -> None:
    desk.select(HOME_CARE)
    assert desk.page.inspector.details.title == HOME_CARE
    assert desk.fact("Läge").value.endswith(", låst")
    assert desk.fact("Diarienummer").value == "KS 2010/184"
    assert "27 oktober 2010" in desk.fact("Definitivt beslut").value
    with pytest.raises(StopIteration):
        desk.field("client")
    assert desk.parts(Choice) == []
    assert "Lägg till åtaganden" not in desk.links()
    desk.links()["Enheten i organisationen"].on_click()
    desk.links()["Högst tio olika medarbetare hos varje brukare"].on_click()
    assert [kind for kind, _key in desk.places] == ["unit", "node"]
    desk.select(ENGINEERING)
    assert desk.fact("Avtal").value == "Förbundsordning, KS 2008/62"


def test_the_inspector_of_a_draft_leads_to_what_is_left(desk: Desk, office: Office) -> None:
    desk.select(MUSIC)
    assert [part.text for part in desk.parts(Notice)] == ["Planen för uppföljning saknas."]
    ready = desk.command("Markera som klar för beslut")
    assert (ready.enabled, ready.why_not) == (False, "Planen för uppföljning saknas.")
    sections = desk.parts_under("Avsnitt")
    assert {fact.label for fact in sections} == {part.title for part in office.detail(MUSIC).parts}
    desk.links()["Lägg till åtaganden"].on_click()
    assert desk.places == [("node", office.row(MUSIC).node_id)]
    sections[0].on_click()
    assert desk.page.face.key == "writing"
    assert desk.page.context.agreement_id == office.row(MUSIC).id


def test_client_term_number_and_frames_are_changed_in_the_inspector(desk: Desk, office: Office) -> None:
    desk.select(MUSIC)
    assert desk.field("client").commit("Bildningsnämnden")
    assert desk.field("number").commit("BN 2010/7")
    assert desk.field("starts").commit("2012-01-01")
    assert desk.field("ends").commit("2014")
    detail = office.detail(MUSIC)
    assert (detail.client, detail.row.registration_number) == ("Bildningsnämnden", "BN 2010/7")
    assert office.document(MUSIC).title == "Uppdragshandling 2012–2014"
    assert desk.parts(Choice)[0].commit(detail.plan_versions[0][0])
    assert desk.fact("Ramar").value == "Äldre än KS förslag"
    for key, text, words in (("starts", "när som", "datum"), ("ends", "2010-01-01", "slutar")):
        assert not desk.field(key).commit(text)
        assert words in desk.told[-1][0]
    for _ in range(5):
        desk.space.undo()
    assert office.detail(MUSIC).client == "Kommunstyrelsen"


def test_a_change_made_elsewhere_is_seen_and_the_selection_kept(desk: Desk, office: Office) -> None:
    from functools import partial

    desk.select(MUSIC)
    detail = office.detail(MUSIC)
    change = partial(
        writing.set_client, agreement_id=detail.row.id, client="KS", expected_version=detail.version
    )
    desk.space.run(change)
    assert desk.current().unit == MUSIC
    assert desk.field("client").value == "KS"
    assert all(one.accessibleName() or one.text() for one in desk.page.findChildren(QPushButton))
    assert all(one.accessibleName() for one in desk.page.inspector.findChildren(TextField))
    assert desk.preview.view.accessibleName()


def test_an_empty_file_teaches_the_first_step_and_makes_drafts_for_all(
    bare_desk: Desk, empty: Office, dialogs: Answers
) -> None:
    state = bare_desk.empty_state()
    assert bare_desk.state().plain_text() == "Inga uppdragshandlingar än"
    state.button.click()
    assert [kind for kind, _key in bare_desk.places] == ["unit"]
    assert bare_desk.page.export_actions() == []
    assert not bare_desk.page.details_wanted
    for name in ("Biblioteket", "Köket"):
        empty.add_performer(name)
    bare_desk.page.refresh()
    dialogs.press("Gör utkast")
    bare_desk.empty_state().button.click()
    assert "2 uppdragshandlingar för 2011–2013 görs" in dialogs.seen[0]
    assert bare_desk.names() == ["Biblioteket", "Köket"]
    assert "Budgetramarna saknas." in [part.text for part in bare_desk.parts(Notice)]
    bare_desk.space.undo()
    assert bare_desk.empty_state().isVisible()


def test_one_is_made_for_a_new_performer_and_those_that_have_one_are_left_out(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    office.add_performer("Nya biblioteket")
    desk.page.refresh()

    def make(dialog: object) -> None:
        assert isinstance(dialog, MakingForm)
        assert (dialog.offered, dialog.left, len(dialog.list.keys)) == (26, 1, 1)
        dialog.list.tick_all()
        assert not dialog._ok.isEnabled()
        dialog.list.tick_all()
        dialog._ok.click()

    dialogs.do(make)
    desk.page.register.making.ask()
    assert desk.current().unit == "Nya biblioteket"
    assert desk.fact("Läge").value == "Utkast"
    assert desk.told[-1] == ("1 uppdragshandling gjordes. Ctrl+Z ångrar.", "info")


def test_a_file_open_for_reading_offers_no_changes(office: Office, qtbot: QtBot) -> None:
    reader = Office(Database.open(office.database.path, clock=CLOCK, user="Läsare", read_only=True))
    desk = desk_of(reader, qtbot)
    desk.select(MUSIC)
    assert desk.parts(Choice) == []
    assert not desk.page.register._new.isVisible()
    assert desk.page.steps.of(desk.current()) == []
    assert desk.page.steps.of_several() == []
    with pytest.raises(StopIteration):
        desk.command("Registrera beslut…")
    rest(desk, qtbot)
    desk.space.close()


def test_several_kinds_are_made_and_chosen_among_by_the_words_of_the_model(
    tmp_path: Path, qtbot: QtBot, dialogs: Answers
) -> None:
    database = open_founded(tmp_path / "heby.styr", *installing("heby"), clock=CLOCK, user="Kanslichef")
    office = Office(database)
    contract, agreement, cooperation = database.read(kinds.kinds)
    units = [one.unit_id for one in database.read(
        lambda session: making.candidates(session, kind_id=cooperation.id, year=2011)
    )]  # fmt: skip
    desk = desk_of(office, qtbot)
    assert desk.page.head.title.text() == "Överenskommelser"

    def make(dialog: object) -> None:
        assert isinstance(dialog, MakingForm)
        kind = dialog.field("kind")
        kind.setCurrentIndex(0)
        assert "Lägg till dem på sidan Organisation" in dialog.summary.plain_text()
        assert not dialog._ok.isEnabled()
        kind.setCurrentIndex(2)
        dialog.list.tick_all()
        assert len(dialog.list.keys) == len(units)
        dialog._ok.click()

    dialogs.do(make)
    desk.page.register.making.ask()
    assert [row.kind for row in desk.page.register.rows] == [cooperation.name] * len(units)
    assert desk.page.kind.isVisible()
    assert desk.page.choose_kind(contract.id)
    assert desk.state().plain_text() == "Inga resultatkontrakt än"
    assert desk.page.show_place("agreement_kind", cooperation.id)
    assert desk.state().plain_text().startswith(f"{len(units)} samverkansavtal")
    assert agreement.plural in [entry.text() for entry in desk.page.kind.menu().actions()]
    rest(desk, qtbot)
    database.close()


def test_a_model_without_agreements_says_so_and_where_they_are_added(tmp_path: Path, qtbot: QtBot) -> None:
    database = open_founded(tmp_path / "falun.styr", *installing("falun"), clock=CLOCK, user="Kanslichef")
    desk = desk_of(Office(database), qtbot)
    assert desk.state().plain_text() == "Styrmodellen har inga överenskommelser"
    desk.page.findChild(EmptyState).button.click()
    assert desk.places == [("model_part", None)]
    rest(desk, qtbot)
    database.close()


def test_the_headings_of_the_inspector_stand_in_the_order_of_the_work(desk: Desk) -> None:
    desk.select(KITCHEN)
    assert [part.text for part in desk.parts(Heading)] == [
        "Handlingens väg",
        "Avsnitt",
        "Åtaganden",
        "Plan för uppföljning",
        "Undertecknare",
        "Synpunkter",
        "Parter, tid och diarienummer",
        "Hör ihop med",
    ]
