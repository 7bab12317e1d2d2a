"""Säter's, Heby's and Strängnäs' own budget process leads the way through the economy of a new file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.economy.prerequisites.reading import ReadDialog
from app.ui.economy.process.step_row import StepRow
from tests.newfiles import create_file
from tests.ui.budgetekonom import Budgetekonom, sitting_down
from tests.ui.economy_tables import SEPTEMBER, YEARS, tax_and_grants, tkr
from tests.ui.planerare import plain

LATE = "Tiden har gått"


def begin(one: Budgetekonom) -> None:
    """From page to page an empty file says what comes first: a unit, a plan, and then the process."""
    one.press("Gå till Budget")
    one.press("Gå till Organisation", one.main)
    one.will(name="Skolan", performer="Intern")
    one.press("Lägg till enhet", one.main)
    one.main.work.open_page("budget")
    one.press("Skapa budget", one.main)
    one.face("process")


def step(one: Budgetekonom, key: str) -> StepRow:
    """A step of the process, opened."""
    face = one.face("process")
    assert face.go_to(key)
    one.see(key)
    found: StepRow = next(row for row in face.rows if row.step.key == key)
    return found


def shown(row: StepRow) -> list[str]:
    """What the file shows of a step."""
    return [plain(each.words) for each in row.step.evidence]


def sater(one: Budgetekonom) -> None:
    """The total frame comes first, of known income and the council's goals; the step leads to it."""
    row = step(one, "direktiv")
    assert row.boxes[0].text() == "Total ram ur kända intäkter och fullmäktiges finansiella mål"
    one.press("Utrymmet att fördela", row)
    face = one.page.face
    assert face.key == "prerequisites"
    one.will(dated_on="2026-09-30", source="SKR")
    one.press("Ny prognosomgång…")
    one.answers.when(ReadDialog, lambda dialog: one.press(plain(dialog.ok.text()), dialog))
    one.paste(face.rounds.sheet, SEPTEMBER)
    one.press("Räkningen", face.parts)
    one.enter(face.account.sheet, "result_target", 1, "4 500", "4 500", "4 500")
    one.follow("För till ramarna")
    rooms = [tkr(tax_and_grants("september", year) - 4_500_000) for year in YEARS]
    row = step(one, "direktiv")
    assert f"Total ram att fördela i ”Arbetsversion”: {rooms[0]} tkr" in shown(row)
    one.bot.mouseClick(row.boxes[0], Qt.MouseButton.LeftButton)
    row = step(one, "direktiv")
    assert row.boxes[0].text().endswith(", 2026-11-21")
    assert row.step.state_words == LATE
    one.press("Markera som klart", row)
    assert one.state().startswith("1 av 8 steg är klara. Börja med Budgetupptakt dag 1")
    assert one.in_budget("Ram att fördela")[-2:] == rooms[1:]


def heby(one: Budgetekonom) -> None:
    """Ten numbered steps with what each deals with; one done leads on to the next."""
    rows = one.page.face.rows
    assert sorted(int(row.step.number) for row in rows if row.step.number) == [*range(1, 11)]
    assert one.state() == "0 av 14 steg är klara. Börja med Förvaltningsdialog."
    dialogue = step(one, "medborgardialog")
    assert dialogue.boxes[0].text() == "Verksamheten sedd tio år framåt"
    one.write("Anteckning", "Två kvällar i september.")
    assert step(one, "medborgardialog").step.note == "Två kvällar i september."
    one.press("Markera som klart", step(one, "forvaltningsdialog"))
    one.follow("Strategisk analysfas")
    row = step(one, "analys")
    assert row.is_open
    assert [box.text() for box in row.boxes][1:3] == [
        "Ekonomisk utveckling",
        "Kommunens styrkor och svagheter",
    ]
    one.press("Prognoser och förutsättningar", row)
    assert one.page.face.key == "prerequisites"


def strangnas(one: Budgetekonom) -> None:
    """The wheel and the law lead where the model names no stages; the LEP is made on the way."""
    assert [row.step.name for row in one.page.face.rows][:2] == ["Flerårsplanen revideras", "LEP uppdateras"]
    assert one.state() == "0 av 4 steg är klara. Börja med Styrelsens förslag till budget."
    one.press("Långsiktig ekonomisk plan", step(one, "ST-10"))
    one.press("Gör en LEP av budgetversionen")
    row = step(one, "ST-10")
    assert shown(row) == ["”LEP 2028–2037” är gjord, 2026-11-21"]
    one.follow("”LEP 2028–2037” är gjord, 2026-11-21", row)
    assert one.page.face.key == "longterm"


@pytest.mark.parametrize("model", [sater, heby, strangnas], ids=lambda model: model.__name__)
def test_the_models_own_process_leads_the_way(
    model: Callable[[Budgetekonom], None], tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> None:
    path = tmp_path / "Ny.styr"
    create_file(path, model.__name__, clock=clock, user="Prov", example_year=None)
    for one in sitting_down(path, clock, qapp, qtbot):
        begin(one)
        model(one)
