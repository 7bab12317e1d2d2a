"""Investeringar: what is typed in the sheet and the inspector is what the statements get."""

from sqlalchemy.orm import Session

from app.services.economy.deciding import keep_decided
from app.services.economy.investments.projects import set_permission
from app.services.storage import describe
from app.ui.economy.investments.face import InvestmentsFace
from app.ui.economy.investments.rows import Layout
from tests.conftest import TODAY
from tests.services.economy.investments.town import KR, MNKR
from tests.ui.agreements.conftest import Answers
from tests.ui.economy.investments.desk import Desk, fill, shown

LAYOUT = Layout((2027, 2028, 2029), tuple(range(2030, 2037)))


def test_a_project_is_made_typed_and_given_lives_and_every_sum_follows(desk: Desk, dialogs: Answers) -> None:
    face = desk.face("investments")
    assert isinstance(face, InvestmentsFace)
    assert face._stack.currentWidget() is face._empty
    dialogs.do(fill(name="Förskola", unit_id="Skolan", kind="Ny"))
    face._empty.button.click()
    (project,) = desk.town.view.projects
    row = ("project", project.id)
    assert face.sheet.current_key() == row
    changes = [(row, 0, "10 000"), (row, 3, "6 000"), (row, 4, "3 000"), (row, 6, "2000")]
    assert face.sheet.commit(changes)
    assert desk.space.undo_words == "Skrev 4 belopp i 1 projekt"
    assert shown(face.sheet, row) == ["10 000", "−1 000", "–", "6 000", "3 000", "–", "2 000", "11 000"]
    assert face.sheet.model.rows[face.sheet.model.place_of(row)].cells[1].alarm
    assert any("mer än totalramen" in said for said in desk.notices())
    assert not desk.write(face.sheet, row, 4, "tre")
    assert desk.told[-1].startswith("”tre” går inte att läsa")
    assert desk.field("use").commit("augusti 2027")
    assert not desk.field("use").commit("våren")
    dialogs.do(fill(name="Stomme", share="80", years="0"))
    dialogs.do(fill(years="40"))
    desk.command("Lägg till komponent…").on_click()
    dialogs.do(fill(name="Drift", amount="1 200"))
    desk.command("Lägg till driftkostnad…").on_click()
    assert desk.links() == ["Stomme, 80 % på 40 år", "Drift, 1\u00a0200 tkr, utanför ramarna"]
    flow = desk.town.shown(project.id).flow(2027)
    assert (flow.depreciation, flow.running) == (50_000 * KR, 500_000 * KR)
    assert shown(face.sheet, ("sum", "depreciation"))[3] == "50"
    assert shown(face.sheet, ("sum", "value"))[3] == "5 950"
    face.filter_field.setText("skola")
    assert face.sheet.model.place_of(row) == 1
    face.filter_field.setText("bro")
    assert face.sheet.model.place_of(row) is None
    assert face.show_place("investment_project", project.id)
    desk.page.units.chosen.emit("kr")
    assert shown(face.sheet, ("sum", "running"))[3] == "500 000"


def test_ombudgetering_is_typed_beside_the_expense_and_a_decided_version_is_only_read(
    desk: Desk, dialogs: Answers
) -> None:
    key = desk.town.project(unit="Natten", y2027=4 * MNKR)
    face = desk.face("investments")
    assert isinstance(face, InvestmentsFace)
    row = ("project", key)
    face.measure.chosen.emit("carried")
    assert desk.write(face.sheet, row, LAYOUT.column_of(2028), "1 500")
    assert shown(face.sheet, row)[3:5] == ["–", "1 500"]
    face.measure.chosen.emit("expense")
    assert shown(face.sheet, ("sum", "expense"))[3:5] == ["2 500", "1 500"]
    assert shown(face.sheet, ("sum", "typed"))[3:5] == ["4 000", "0"]
    assert face.show_place("investment_project", key)
    dialogs.do(fill(amount="0"))
    desk.command("Från 2027 till 2028…").on_click()
    assert shown(face.sheet, ("sum", "expense"))[3:5] == ["4 000", "0"]
    desk.town.decide()
    desk.page.refresh()
    place = face.sheet.model.place_of(row)
    cells = face.sheet.model.rows[place].cells
    assert [cell.editable for cell in cells[:4]] == [True, False, True, False]
    assert not desk.command("Från 2026 till 2027…").enabled
    assert any(getattr(part, "text", "") == "under året" for part in face.state())


def test_what_was_decided_stands_in_the_sheet_while_the_project_goes_on(desk: Desk) -> None:
    key = desk.town.project(unit="Natten", y2027=4 * MNKR)
    desk.town.on(set_permission, key, permitted=4 * MNKR)
    version_id = desk.town.version_id
    desk.town.decide()

    def keep(session: Session) -> None:
        describe(session, "Prov")
        keep_decided(session, version_id=version_id, today=TODAY)

    desk.town.run(keep)
    face = desk.face("investments")
    assert isinstance(face, InvestmentsFace)
    row = ("project", key)
    assert face.show_place("investment_project", key)
    before = shown(face.sheet, row)
    assert not any(cell.editable for cell in face.sheet.model.rows[1].cells)
    for _ in range(2):
        assert desk.field("permitted").commit("9 000")
        assert desk.field("use").commit("2027-01")
    assert (desk.field("permitted").value, desk.field("use").value) == ("9\u00a0000", "2027-01")
    assert desk.town.view.now[key].permitted == 9 * MNKR
    assert shown(face.sheet, row) == before
    added = desk.town.project("Bro")
    desk.page.refresh()
    place = face.sheet.model.place_of(("project", added))
    assert place is not None
    assert face.sheet.model.rows[place - 1].label == "Tillkomna efter beslutet"
    assert shown(face.sheet, ("sum", "expense"))[3] == "4 000"
