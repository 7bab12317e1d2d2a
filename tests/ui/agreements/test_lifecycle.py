"""The way of agreements in the window: talked about, decided, renewed and ended; one and several."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.services.agreements.writing import FollowUpLine
from app.ui.agreements.lifecycle.commands import actions, page_actions
from app.ui.agreements.lifecycle.picking import PickingForm
from app.ui.agreements.lifecycle.text_form import TextForm
from app.ui.agreements.rows_dialog import RowsDialog
from app.ui.parts.details import Notice, Text
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office
from tests.ui.agreements.conftest import Answers, Desk


def save(dialog: RowsDialog) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == "Spara").click()


def test_the_plan_for_follow_up_and_those_who_sign_are_written_in_a_grid(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    desk.select(MUSIC)

    def write_plan(dialog: object) -> None:
        assert isinstance(dialog, RowsDialog)
        dialog.add_line()
        model, row = dialog.table.model(), dialog.table.model().rowCount() - 1
        for column, text in enumerate(("April", "Prognos", "Förvaltningschef")):
            model.setData(model.index(row, column), text, Qt.ItemDataRole.EditRole)
        save(dialog)

    def change_role(dialog: object) -> None:
        assert isinstance(dialog, RowsDialog)
        dialog.table.model().setData(dialog.table.model().index(0, 0), "Kommunchef", Qt.ItemDataRole.EditRole)
        save(dialog)

    dialogs.do(write_plan)
    desk.command("Skriv planen…").on_click()
    assert office.detail(MUSIC).follow_up == (FollowUpLine("April", "Prognos", "Förvaltningschef"),)
    assert desk.parts(Notice) == []
    assert desk.command("Markera som klar för beslut").enabled
    desk.space.undo()
    assert office.detail(MUSIC).follow_up == ()
    dialogs.do(change_role)
    desk.fact("För beställaren").on_click()
    lines = office.detail(MUSIC).signatories
    assert (lines[0].side, lines[0].role, len(lines)) == ("client", "Kommunchef", 2)


def test_dialogue_readiness_and_a_step_on_the_way_are_recorded_and_undone(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    desk.select(KITCHEN)
    before = office.row(KITCHEN).stage_word
    dialogs.fill("Spara", day="2010-05-20")
    desk.command("Dialog…").on_click()
    assert desk.fact("Dialog").value == "20 maj 2010"
    desk.command("Markera som klar för beslut").on_click()
    assert office.row(KITCHEN).stage_word == "Klar för beslut"
    desk.command("Gör till utkast igen").on_click()
    dialogs.fill(
        "Registrera", step="Beredning", body="Utskottet för bildning", day="2010-11-02", paragraph="§ 9"
    )
    desk.command("Registrera beslut…").on_click()
    assert desk.fact("Beredning").value == "Utskottet för bildning, 2 november 2010, § 9"
    assert office.row(KITCHEN).stage_word == "Beredd"
    dialogs.fill("Registrera", step="Återremiss", day="2010-11-03")
    desk.command("Registrera beslut…").on_click()
    assert not office.row(KITCHEN).locked
    assert desk.fact("Beslut, återremiss").value == "Kommunstyrelsen, 3 november 2010"
    for _ in range(5):
        desk.space.undo()
    assert office.row(KITCHEN).stage_word == before


def test_a_decision_is_asked_for_can_be_regretted_and_is_final(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    desk.select(MUSIC)
    dialogs.fill("Registrera", day="2010-11-20")
    dialogs.press("Avbryt")
    dialogs.press("Avbryt")
    desk.command("Registrera beslut…").on_click()
    assert "Det här saknas: Planen för uppföljning saknas." in dialogs.seen[1]
    assert not office.row(MUSIC).locked
    desk.select(KITCHEN)
    dialogs.fill("Registrera", step="Beredning", body="Utskottet", day="i förrgår")
    dialogs.fill("Registrera", day="2011-01-01")
    dialogs.fill(
        "Registrera", step="Beslut, antaget", body="Kommunstyrelsen", day="2010-11-20", paragraph="§ 140",
        number="KS 2010/9",
    )  # fmt: skip
    dialogs.press("Fastställ")
    desk.command("Registrera beslut…").on_click()
    assert "i förrgår" in dialogs.seen[4]
    assert "Det går inte att ångra" in dialogs.seen[-1]
    row = office.row(KITCHEN)
    assert (row.locked, row.decided) == (True, "20 november 2010, § 140")
    assert desk.fact("Definitivt beslut").value == "Kommunstyrelsen, 20 november 2010, § 140"
    assert desk.space.undo_words is None
    assert desk.state().plain_text().startswith("25 uppdragshandlingar, 22 beslutade")


def test_the_board_decides_several_at_once(desk: Desk, office: Office, dialogs: Answers) -> None:
    whole = [row.unit for row in desk.page.register.rows if not row.locked and not row.missing]

    def fill(dialog: object) -> None:
        assert isinstance(dialog, PickingForm)
        assert [row.name for row in dialog.list._rows if row.key in dialog.list.keys] == whole
        assert dialog.summary.plain_text() == f"Beslutet gäller {len(whole)} uppdragshandlingar."
        dialog.list.filter_field.setText(MUSIC)
        dialog.list.tick_all()
        dialog.field("day").setText("2010-11-20")
        dialog._ok.click()

    dialogs.do(fill)
    dialogs.press("Fastställ")
    desk.several("Registrera beslut för flera…")
    assert f"{MUSIC}: Planen för uppföljning saknas." in dialogs.seen[1]
    assert f"Fastställ {len(whole) + 1} uppdragshandlingar?" in dialogs.seen[1]
    assert all(office.row(unit).locked for unit in (*whole, MUSIC))
    assert desk.space.undo_words is None


def test_several_are_talked_about_and_put_up_for_decision(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    drafts = [row for row in desk.page.register.rows if not row.locked]

    def talk(dialog: object) -> None:
        assert isinstance(dialog, PickingForm)
        assert dialog.list.keys == ()  # every one of them has had its dialogue
        dialog.list.tick_all()
        dialog.field("day").setText("2010-05-20")
        dialog._ok.click()

    dialogs.do(talk)
    desk.several("Dialog med flera…")
    assert {office.detail(row.unit).dialogue_on.isoformat() for row in drafts} == {"2010-05-20"}

    def choose(dialog: object) -> None:
        assert isinstance(dialog, PickingForm)
        assert [row.name for row in dialog.list._rows if not row.free] == [
            row.unit for row in drafts if row.missing
        ]
        dialog._ok.click()

    dialogs.do(choose)
    desk.several("Markera flera som klara för beslut…")
    whole = [row.unit for row in drafts if not row.missing]
    assert {office.row(unit).stage_word for unit in whole} == {"Klar för beslut"}
    desk.space.undo()
    desk.space.undo()
    assert all(office.detail(row.unit).dialogue_on != "2010-05-20" for row in drafts)


def test_what_was_said_is_kept_with_a_decided_agreement_changed_and_taken_away(
    desk: Desk, office: Office, dialogs: Answers
) -> None:
    desk.select(HOME_CARE)
    before = len(office.detail(HOME_CARE).comments)

    def say(dialog: object) -> None:
        assert isinstance(dialog, TextForm)
        assert not dialog._ok.isEnabled()
        dialog.written.setPlainText("Ramen räcker inte.")
        dialog.field("body").setText("Enhetschefen")
        dialog._ok.click()

    def change(dialog: object) -> None:
        assert isinstance(dialog, TextForm)
        seen.append(dialog.values["body"])
        dialog.written.setPlainText("Ramen räcker.")
        dialog._ok.click()

    seen: list[str] = []
    dialogs.do(say)
    desk.command("Ny synpunkt…").on_click()
    assert "Enhetschefen, 21 november 2010 · version 1" in [part.text for part in desk.parts(Text)]
    assert desk.current().comments == before + 1
    dialogs.do(change)
    desk.first_link("Ändra").on_click()
    assert seen == ["Enhetschefen"]
    assert "Ramen räcker." in [one.text for one in office.detail(HOME_CARE).comments]
    dialogs.press("Ta bort")
    desk.first_link("Ta bort").on_click()
    assert len(office.detail(HOME_CARE).comments) == before


def test_an_agreement_is_renewed_ended_and_taken_back(desk: Desk, office: Office, dialogs: Answers) -> None:
    desk.select(HOME_CARE)

    def end(dialog: object) -> None:
        assert isinstance(dialog, TextForm)
        dialog.field("day").setText("2012-06-30")
        dialog.written.setPlainText("Verksamheten läggs ned.")
        dialog._ok.click()

    dialogs.do(end)
    desk.step(HOME_CARE, "Avsluta…").do()
    assert desk.fact("Avslutad").value == "30 juni 2012, Verksamheten läggs ned."
    desk.step(HOME_CARE, "Ta tillbaka avslutet").do()
    assert office.detail(HOME_CARE).ended_on is None
    dialogs.press("Förnya")
    desk.step(HOME_CARE, "Förnya…").do()
    new = desk.current()
    assert (new.unit, new.locked, new.starts.year) == (HOME_CARE, False, 2014)
    desk.links()["Handlingen som den förnyar"].on_click()
    assert desk.places[-1][0] == "agreement"
    assert desk.page.show_place("agreement", desk.places[-1][1])
    assert "Handlingen som kommer efter" in desk.links()


def test_the_menus_offer_what_can_be_done_from_where_an_agreement_stands(desk: Desk) -> None:
    rows = {row.unit: row for row in desk.page.register.rows}
    decided = [one.text() for one in actions(desk.page, rows[HOME_CARE])]
    assert decided == ["Revidera ramarna…", "Ny version", "Förnya…", "Avsluta…", "Ny synpunkt…"]
    draft = {one.text(): one for one in actions(desk.page, rows[MUSIC])}
    assert [*draft] == ["Dialog…", "Markera som klar för beslut", "Registrera beslut…", "Ny synpunkt…"]
    assert not draft["Markera som klar för beslut"].isEnabled()
    desk.page.register._on_choice("decided")
    assert [one.text() for one in page_actions(desk.page)] == [
        "Revidera ramarna för flera…",
        "Besluta ramrevideringar…",
        "Förnya flera…",
    ]
    desk.page.register._on_choice("all")
    desk.page.register._fill_more()
    texts = [one.text() for one in desk.page.register._more_menu.actions()]
    assert "Registrera beslut för flera…" in texts
    assert [one for one in desk.page.commands(rows[MUSIC].id) if one.text() == "Dialog…"]


@pytest.mark.parametrize("ticked", [True, False])
def test_a_list_to_tick_in_follows_keyboard_and_filter(desk: Desk, ticked: bool) -> None:
    from PySide6.QtTest import QTest

    from app.ui.agreements.lifecycle.picking import PickList, PickRow

    picked = PickList("Enheter", ("Enhet", "Hör till", "Läge"), desk.page)
    rows = [PickRow(1, "Alfa"), PickRow(2, "Beta"), PickRow(3, "Gamma", free=False)]
    picked.show_rows(rows, (1, 2, 3) if ticked else ())
    assert picked.keys == ((1, 2) if ticked else ())
    picked.table.setCurrentIndex(picked.table.rows.index(0, 1))
    QTest.keyClick(picked.table, Qt.Key.Key_Space)
    assert (1 in picked.keys) is not ticked
    picked.filter_field.setText("bet")
    picked.tick_all()
    assert (2 in picked.keys) is not ticked
    assert 3 not in picked.keys
