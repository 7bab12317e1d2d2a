"""A new user takes the example from preliminary frames to a decided budget, a workbook and an appendix."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.budget.hindrances import FindingsDialog
from app.ui.budget.proposals.pane import MEASURES
from app.ui.budget.spreading_dialog import SpreadingDialog
from app.ui.economy.page import EconomyPage
from app.ui.parts.links import Sentence
from app.ui.shell.files import unfinished_texts
from tests.services.budget.ledger import TKR
from tests.ui.budget.conftest import CTRL, KEY, SHIFT
from tests.ui.budget.test_spreading_dialog import choose, table
from tests.ui.budget.test_versioning import fill, press, then, told
from tests.ui.ekonomichef import Ekonomichef, change_cells, plain, sitting_down, workbook_amounts
from tests.ui.killed_budget import NOTE, TYPED, UNIT

ROOT = Path(__file__).resolve().parents[2]
YEAR = 2027
PRELIMINARY, NEEDS, PROPOSAL, REVISED = (
    "Preliminär, juni", "Förslag, september", "KS förslag, november", "Tilläggsbudget",
)  # fmt: skip
HIGH, AFTER_SCHOOL, MUSIC, KITCHEN, NURSERY = (
    "Grundskola 7–9", "Fritidshem", "Musikskola", "Kostenhet", "Förskola Ställdalen",
)  # fmt: skip
MOVED = 3
COPIED = (
    "Belopp i kronor\t\t\n"
    "Enhet\tPrioritering 2027\tEffektiviseringskrav 2027\n"
    f"{HIGH}\t1 250 000\t−240 000\r\n"
    f"{AFTER_SCHOOL}\t100 500,00 kr\t-60 000\n"
    "Summa\t1 350 500\t-300 000\n"
)
DECISION = {
    "body": "Kommunfullmäktige", "decided_on": "2026-11-20", "paragraph": "§ 131",
    "registration_number": "KS 2026/97",
}  # fmt: skip


@pytest.fixture
def file(example_of_2027: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_of_2027, tmp_path / "Budget å.styr"))


def propose(chief: Ekonomichef) -> None:
    """What the boards ask for is a version of its own, pasted from Excel, with a measure where it is over."""
    chief.choose_version(PRELIMINARY)
    chief.new_version(NEEDS, "Verksamhetens förslag")
    before = chief.grid_texts()
    chief.go(HIGH, "priority")
    chief.clip(COPIED)
    chief.press(KEY.Key_V, CTRL)
    chief.see()
    said = " ".join(text for text, _ in chief.said)
    assert "Raderna följer namnen och beloppen lästes i kr som rubriken säger." in said
    assert chief.text(HIGH, "priority") == "1\u00a0250"
    assert chief.text(HIGH, "efficiency") == "−240"
    kronor = [row.amount(YEAR, "priority") for row in chief.page.view.rows if row.name == AFTER_SCHOOL]
    assert kronor == [100_500_00]
    after = chief.grid_texts()
    chief.space.undo()
    assert chief.grid_texts() == before
    chief.space.redo()
    assert chief.grid_texts() == after


def ask_for_measures(chief: Ekonomichef) -> None:
    """The tab says that measures are missing, until one with its impact is written."""
    assert chief.page.show_tab("proposals")
    tab: Any = chief.page.tab
    assert tab.tree.select(next(row.key for row in tab.view.rows if row.name == HIGH))
    row = tab.tree.current_row()
    assert row.of(YEAR).difference == (1250 - 450) * TKR
    tab.begin_proposal()
    tab.pane.sections.choose(MEASURES)
    tab.pane._show_section()
    grid = tab.pane.table
    lacking = [each.code for each in tab.edits.detail.findings if each.severity == "error"]
    assert lacking == ["proposal-measures"]
    grid.model().setData(grid.rows.index(grid.rows.rowCount() - 1, 0), "Slå ihop två klasser i årskurs 8")
    chief.wait(lambda: grid.rows.rowCount() == 2)
    for column, text in ((1, "Större grupper, men samma lärare hela veckan."), (3, "−800")):
        grid = tab.pane.table
        grid.model().setData(grid.rows.index(0, column), text)
        chief.see()
    assert [each.code for each in tab.edits.detail.findings if each.severity == "error"] == []
    assert chief.page.show_tab("frames")


def prioritise(chief: Ekonomichef) -> None:
    """The board's proposal begins as a copy; arithmetic is typed and explains itself."""
    chief.new_version(PROPOSAL, "Förslag")
    assert chief.enter(HIGH, "priority", "450") == "450"
    assert chief.enter(HIGH, "priority", "+250") == "700"
    assert chief.enter(AFTER_SCHOOL, "priority", "=12000*1,025") == "12\u00a0300"
    notes = [row.cells[YEAR, "priority"].note for row in chief.page.view.rows if row.name == AFTER_SCHOOL]
    assert "=12000*1,025" in str(notes[0])
    assert chief.enter(KITCHEN, "technical", str(MOVED)) == str(MOVED)


def spread(chief: Ekonomichef) -> None:
    """Given out over a group as one step; what is held stays."""
    held = chief.text(NURSERY, "priority")
    chief.go(NURSERY, "priority")
    chief.see()
    chief.press(KEY.Key_L, CTRL)
    assert chief.space.undo_words == "Höll fast 1 belopp vid fördelning"
    chief.go(MUSIC, "priority")
    before = {row.name: row.amount(YEAR, "priority") for row in chief.page.view.rows}
    shown: list[list[str]] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:  # what is posted comes before the key
            QTimer.singleShot(5, answer)
            return
        assert isinstance(dialog, SpreadingDialog)
        assert dialog.reach.currentText() == "Bildning, 9 enheter"
        choose(dialog, "method", "Lika mycket")
        dialog.amount.setText("80")
        shown.extend(table(dialog))
        chief.bot.keyClick(dialog.amount, KEY.Key_Return)

    QTimer.singleShot(0, answer)
    chief.press(KEY.Key_F, CTRL | SHIFT)
    after = {row.name: row.amount(YEAR, "priority") for row in chief.page.view.rows}
    moved = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert moved.pop("Bildning") == 80 * TKR
    assert set(moved.values()) == {10 * TKR}
    assert len(moved) == 8
    assert chief.text(NURSERY, "priority") == held
    assert [line[3] for line in shown] == [chief.text(line[0], "priority") for line in shown]
    chief.space.undo()
    assert {row.name: row.amount(YEAR, "priority") for row in chief.page.view.rows} == before
    chief.space.redo()


def close_the_lid(file: Path) -> None:
    """The power goes while an amount has been typed and a note is being written."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.killed_budget", file, PROPOSAL],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def find_everything(chief: Ekonomichef, before: dict[str, list[str]]) -> None:
    """Every figure stands, with what was typed last; the half note is put back where it was written."""
    chief.choose_version(PROPOSAL)
    assert chief.names[-2:] == [NEEDS, PROPOSAL]
    assert chief.text(UNIT, "priority") == str(TYPED)
    now = chief.grid_texts()
    assert {name: now[name] for name in now if now[name] != before[name]}.keys() <= {
        UNIT, "Bildning", *(name for name in now if name.startswith(("Fördelat", "Kvar"))),
    }  # fmt: skip
    (draft,) = chief.space.read(unfinished_texts)
    assert NOTE in draft.text
    work: Any = chief.window
    assert work.work.resume(draft.field, draft.text)
    assert chief.page.settle()
    row = next(row for row in chief.page.view.rows if row.name == UNIT)
    assert row.cells[YEAR, "priority"].note == NOTE
    assert not chief.space.read(unfinished_texts)


def compare(chief: Ekonomichef) -> None:
    """What the comparison says of each line is what the grid says of each version."""
    asked = {}
    for name in (PRELIMINARY, PROPOSAL):
        chief.choose_version(name)
        asked[name] = {row.name: row.amount(YEAR, "total") for row in chief.page.view.rows}
        asked[name, "text"] = {each: chief.text(each, "total") for each in asked[name]}
    assert chief.page.show_tab("comparison")
    tab: Any = chief.page.tab
    preliminary = next(each.id for each in chief.page.view.versions if each.name == PRELIMINARY)
    tab.other.chosen.emit(preliminary)
    chief.see()
    tree = tab.table.tree
    compared = 0
    for row in tab.compared.rows:
        index = tree.rows.index_of(row.key)
        said = [index.siblingAtColumn(at).data() for at in range(4)]
        assert said[0] == row.name
        assert said[1:3] == [asked[PRELIMINARY, "text"][row.name], asked[PROPOSAL, "text"][row.name]]
        assert row.of(YEAR).change == asked[PROPOSAL][row.name] - asked[PRELIMINARY][row.name]
        compared += 1
    assert compared == len(asked[PROPOSAL])
    assert chief.page.show_tab("frames")


def mend(chief: Ekonomichef) -> None:
    """The list says what stops the version; each link leads to the cell where it is mended."""
    chief.menu("Markera som klar för beslut")
    (dialog,) = chief.page.findChildren(FindingsDialog)
    assert not chief.page.view.version.ready
    assert any("2027: " in each and "för mycket fördelat" in each for each in told(dialog))
    assert any("Tekniska justeringar 2027" in each for each in told(dialog))
    seen = set()
    for _ in range(10):
        if not chief.page.hindrances.count:
            break
        seen.add(_mend_first(chief, dialog))
    assert {"technical", "total", "law"} <= seen
    chief.wait(lambda: any("kan göras klar för beslut" in each for each in told(dialog)))
    dialog.close()
    chief.see()
    chief.menu("Markera som klar för beslut")
    assert chief.page.view.version.ready


def _write_reasons(chief: Ekonomichef) -> str:
    """Income is below cost: the link leads to where the law is met, and the council's reasons are written."""
    page = chief.window.work.page
    assert isinstance(page, EconomyPage)
    links = page.law.findChildren(Sentence)[0].links()
    then(fill(exception="Synnerliga skäl", reason="Eget kapital från försäljningen av skogen används."))
    next(link for link in links if link.text == "Ange undantag").on_click()
    chief.window.work.open_page("budget")
    chief.see()
    return "law"


def _mend_first(chief: Ekonomichef, dialog: FindingsDialog) -> str:
    """Follow a link to where too much is given out, or to what is moved and does not add up; mend it."""
    count = chief.page.hindrances.count
    for link in dialog.links:
        link.on_click()
        chief.see()
        if not chief.page.isVisible():
            kind = _write_reasons(chief)
            break
        name, kind, year = chief.at()
        if name == "Kvar att fördela":
            room = next(each for each in chief.page.view.rooms if each.year == year)
            if room.remaining is not None and room.remaining < 0:
                wanted = (room.to_distribute or 0) - room.remaining
                chief.enter("Ram att fördela", "total", str(-(-wanted // TKR)), year)
                break
        elif kind == "technical":
            row = next(row for row in chief.page.view.rows if row.name == name)
            chief.enter(name, kind, str(row.amount(year, kind) // TKR - MOVED), year)
            break
    chief.wait(lambda: chief.page.hindrances.count < count)
    chief.wait(lambda: not dialog._soon.isActive())
    return kind


def decide(chief: Ekonomichef) -> None:
    """The council's decision locks the version."""
    chief.decide(**DECISION, stage="Beslutad")
    version = chief.page.view.version
    assert (version.name, version.locked, version.paragraph) == (PROPOSAL, True, "§ 131")
    assert not chief.page.decide.isVisible()
    assert not any(chief.page.grid.model.typed(0, at) for at in range(1, chief.page.grid.model.columnCount()))
    assert "Beslutad av kommunfullmäktige 20 november, § 131, och låst." in chief.said_of_version()


def send_and_read(chief: Ekonomichef, folder: Path) -> None:
    """A manager changes the workbook of the decided version; it is read into a new one, as one step."""
    path = chief.send(folder / "till chefen.xlsx")
    change_cells(path, (KITCHEN, f"priority:{YEAR}", 150), (MUSIC, "plan:2028", 20.5))
    then(press("Ny version…"), fill(name=REVISED, stage="Reviderad"))
    dialog = chief.hand_in(path)
    assert chief.page.view.version.name == REVISED
    before = chief.grid_texts()
    music = next(row for row in chief.page.view.rows if row.name == MUSIC).amount(2028, "plan")
    found = {(each.name, each.kind, each.year): (each.old, each.new) for each in dialog.preview.chosen}
    assert found == {
        (KITCHEN, "priority", YEAR): (0, 150 * TKR),
        (MUSIC, "plan", 2028): (music, 2_050_000),
    }
    dialog.go_on()
    chief.wait(lambda: chief.page.frames.workbooks.reading.dialog is None)
    assert chief.text(KITCHEN, "priority") == "150"
    chief.space.undo()
    assert chief.grid_texts() == before
    chief.space.redo()
    assert chief.text(KITCHEN, "priority") == "150"


def print_appendix(chief: Ekonomichef, folder: Path) -> None:
    """Every figure on paper is the one on the screen and the one in the workbook."""
    paper = chief.print(folder / "bilaga.pdf")
    lines = 0
    for name, cells in chief.grid_texts().items():
        assert plain(" ".join([name, *cells])) in paper, name
        lines += 1
    assert lines > 30
    amounts = workbook_amounts(chief.send(folder / "slut.xlsx"))
    compared = 0
    for row in chief.page.view.rows:
        for column in chief.page.grid.model.columns:
            written = amounts.get((row.name, f"{column.kind}:{column.year}"))
            if column.money and written is not None:
                assert written == row.amount(column.year, column.kind), (row.name, column.words)
                compared += 1
    assert compared > 200


def test_a_new_user_takes_the_example_from_preliminary_frames_to_a_decided_budget(
    file: Path, tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> None:
    before: dict[str, list[str]] = {}
    for chief in sitting_down(file, clock, qapp, qtbot):
        propose(chief)
        ask_for_measures(chief)
        prioritise(chief)
        spread(chief)
        before = chief.grid_texts()
    close_the_lid(file)
    for chief in sitting_down(file, clock, qapp, qtbot):
        find_everything(chief, before)
        compare(chief)
        mend(chief)
        decide(chief)
        send_and_read(chief, tmp_path)
        print_appendix(chief, tmp_path)
