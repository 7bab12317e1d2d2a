"""Resultat och balans: what is typed runs through the statements, and what must tie is always in sight."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.ui.economy.statements.face import StatementsFace
from app.ui.parts.links import Link
from app.ui.parts.marks import Mark
from tests.services.budget.ledger import YEARS
from tests.services.economy.statements.town import Town
from tests.ui.agreements.conftest import Answers
from tests.ui.economy.investments.desk import Desk, fill, shown

FIRST = YEARS[0]


def opened(desk: Desk, part: str = "result") -> StatementsFace:
    face = desk.face("statements")
    assert isinstance(face, StatementsFace)
    face.show_part(part)
    return face


def marks(face: StatementsFace) -> dict[str, Mark]:
    return {chip.key: chip.mark for chip in face.ties.chips}


def said(face: StatementsFace) -> str:
    return "".join(part.text if isinstance(part, Link) else part for part in face.state())


def test_a_new_version_says_what_it_lacks_and_leads_there(desk: Desk) -> None:
    face = opened(desk)
    assert said(face) == f"Resultatet {FIRST} går inte att räkna ännu: skatt eller bidrag saknas."
    assert set(marks(face).values()) <= {Mark.MISSING, Mark.MET}
    links = [link.text for link in face.ties.words.links()]
    assert links == ["Fyll i förutsättningarna"]
    face.ties.words.links()[0].on_click()
    assert desk.page.face.key == "prerequisites"


def test_amounts_are_typed_undone_noted_and_compared_with_what_a_document_states(
    desk: Desk, town: Town
) -> None:
    town.live()
    face = opened(desk)
    sheet = face.sheets["result"]
    assert said(face).startswith(f"Resultatet {FIRST} är 1,0\u00a0mnkr, 100,0\u00a0% av skatt")
    assert said(face).endswith("Allt stämmer.")
    assert set(marks(face).values()) == {Mark.MET}
    column = {year: place for place, year in enumerate((FIRST - 1, *YEARS))}
    assert desk.write(sheet, "cost_other", column[FIRST], "1 200")
    assert shown(sheet, "cost_other")[column[FIRST]] == "−1 200"
    assert shown(sheet, "result")[column[FIRST]] == "−200"
    assert sheet.model.rows[sheet.model.place_of("result")].cells[column[FIRST]].alarm
    desk.space.undo()
    assert shown(sheet, "result")[column[FIRST]] == "1 000"
    assert not desk.write(sheet, "cost_other", column[FIRST], "tolv")
    assert "går inte att läsa" in desk.told[-1]
    assert sheet.select("result", column[FIRST])
    assert desk.field("stated").commit("990")
    assert marks(face)["stated"] is Mark.UNMET
    assert said(face).endswith("1 avstämning stämmer inte.")
    assert desk.facts()[f"Budget {FIRST}"].value == "1\u00a0000"
    assert desk.field("note").commit("Enligt protokollet")
    assert sheet.model.rows[sheet.model.place_of("result")].note == "Enligt protokollet"
    cast(Link, face.state()[1]).on_click()
    assert desk.facts()["Skillnad"].value == "+10"
    face.capital.chosen.emit(False)
    assert not town.view().capital_in_frames


def test_an_opening_that_does_not_close_is_told_with_its_amount_where_it_is_typed(
    desk: Desk, town: Town, qtbot: QtBot
) -> None:
    town.live()
    face = opened(desk, "balance")
    assert desk.write(face.sheets["balance"], "cash", 0, "53")
    assert marks(face)["balance"] is Mark.UNMET
    chip = next(each for each in face.ties.chips if each.key == "balance")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert desk.facts()["Skillnad"].value == "+3"
    assert any("ingående balansen" in notice for notice in desk.notices())
    face.show_part("cash")
    assert shown(face.sheets["cash"], "cash_opening")[0] == "53"
    face.show_part("operating")
    assert shown(face.sheets["operating"], "sum")[3] == "0"
    assert face.sheets["operating"].select("sum")


def test_loans_are_added_typed_and_taken_away(desk: Desk, dialogs: Answers, town: Town) -> None:
    town.live()
    face = opened(desk, "loans")
    dialogs.do(fill(name="Skollånet", lender="Banken", opening="60", interest="2,75 %", ends="2031"))
    face.no_loans.button.click()
    (loan,) = face.data.loans.loans
    sheet = face.sheets["loans"]
    assert sheet.commit([((loan.id, "borrowed"), 0, "10"), ((loan.id, "repaid"), 0, "4")])
    assert shown(sheet, (loan.id, "closing"))[0] == "66"
    assert desk.write(sheet, (loan.id, "rate"), 1, "3,1")
    assert shown(sheet, (loan.id, "rate")) == ["2,75 %", "3,1 %", "2,75 %"]
    assert not desk.write(sheet, (loan.id, "repaid"), 1, "70")
    assert "kan inte amorteras" in desk.told[-1]
    assert face.show_place("loan", loan.id)
    assert desk.field("interest").commit("2,5")
    assert desk.field("ends").commit("2028-06-30")
    assert desk.notices() == ["Lånet löper ut 2028 men är då inte återbetalt."]
    assert marks(face)["loans"] is Mark.MET
    desk.command("Ta bort lånet").on_click()
    assert face.data.loans.loans == ()
    assert face.stack.currentWidget() is face.no_loans


def _choose(words: str) -> Callable[[QDialog], None]:
    return fill(title=words, measure="Resultat i", target="2 %")


def test_goals_carry_a_sign_for_every_year_and_companies_are_told_of(
    desk: Desk, dialogs: Answers, town: Town
) -> None:
    town.live()
    face = opened(desk, "goals")
    menu = face.goal_menu
    assert [each.text() for each in menu.actions()] == ["Finansiellt mål…", "Riktlinje i ord…"]
    dialogs.do(_choose("Resultatet räcker"))
    menu.actions()[0].trigger()
    (goal,) = face.data.guidelines
    assert face.show_place("guideline", goal.id)
    assert desk.facts()[str(FIRST)].mark is Mark.MET
    assert desk.field("target").commit("101")
    assert desk.facts()[str(FIRST)].mark is Mark.UNMET
    assert not desk.field("target").commit("mycket")
    desk.command("Ta bort").on_click()
    assert face.data.guidelines == ()
    face.show_part("companies")
    dialogs.do(fill(name="Energibolaget"))
    face.companies.empty.button.click()
    (company,) = face.data.companies.accounts
    assert face.show_place("company_account", company.id)
    assert desk.field("turnover").commit("48 200")
    assert desk.field("equity_ratio").commit("18,4 %")
    assert not desk.field("turnover").commit("-1")
    (company,) = face.data.companies.accounts
    assert (company.turnover, str(company.equity_ratio)) == (4_820_000_000, "18.4")
