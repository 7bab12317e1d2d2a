"""A new user moves the council's budget meeting, plans the coming year, and hangs the wheel on the wall."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.overview.page import OverviewPage
from app.ui.parts.details import Links
from app.ui.wheel.checklist import Checklist
from app.ui.wheel.linking import ask_negotiation, ask_order
from app.ui.wheel.next_year.dialog import NextYearDialog
from app.ui.wheel.wheel_face import WheelFace
from tests.conftest import TODAY
from tests.pdfcheck.reading import page_texts, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.ui.planerare import Planerare, plain, sitting_down
from tests.ui.test_journey import entries
from tests.ui.wheel.conftest import COUNCIL
from tests.ui.wheel.pointing import drag, on_arc, on_day, radius_of

DIALOGUE, REVIEW = "Medborgardialog", "Löneöversynens dialoger"
LAST, DECEMBER = date(2026, 11, 30), date(2026, 12, 10)
REASON, TAXED = "Statens besked om bidragen dröjer", date(2026, 11, 25)
REASONS = {"reason": REASON, "tax": TAXED.isoformat()}
KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
LESSON = "Börja före höstlovet."


@pytest.fixture
def file(example_of_2027: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_of_2027, tmp_path / "Årshjul å.styr"))


@pytest.fixture
def planner(file: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[Planerare]:
    yield from sitting_down(file, clock, qapp, qtbot)


# ---- what is due -----------------------------------------------------------------------------------


def read_overview(planner: Planerare) -> None:
    """The file opens with what is due; the line at the bottom says what is next, and leads there."""
    page: Any = planner.main.page
    assert isinstance(page, OverviewPage)
    planner.bot.waitUntil(lambda: page.complete, timeout=10_000)
    planner.see("översikt")
    due = planner.links(page.due)
    assert COUNCIL in due
    assert any(words.startswith(REVIEW[:12]) for words in planner.links(page.late))
    line = planner.main.work.status
    planner.bot.waitUntil(lambda: "Nästa" in line.text, timeout=5000)
    assert "Nästa: KF beslut om ÖSB, senast 30 november" in plain(line.text)
    due[COUNCIL].on_click()
    planner.see("från översikten")
    assert planner.main.page is planner.page
    assert planner.page.selected == planner.council().key


# ---- the council's meeting -------------------------------------------------------------------------


def move_without_reasons(planner: Planerare) -> None:
    """In December the law asks for särskilda skäl and the tax rate in November; without, all stands."""
    before, written = planner.stored(), entries(planner.main)
    planner.hands.will(None)
    assert not planner.type_day(planner.meeting(LAST), "10 december")
    asked = plain(planner.hands.seen[-1])
    assert "30 november 2026" in asked
    assert "11 kap." in asked
    assert "11 §" in asked
    assert "ärskilda skäl" in asked
    assert "skattesatsen" in asked
    late = {"reason": REASON, "tax": "2026-12-02"}
    planner.hands.will({"reason": "", "tax": ""}, None)
    assert not planner.type_day(planner.meeting(LAST), "10 december")
    planner.hands.will(late, None)
    assert not planner.type_day(planner.meeting(LAST), "10 december")
    assert "2 december 2026" in plain(planner.hands.seen[-1])
    assert planner.stored() == before
    assert entries(planner.main) == written


def move_with_reasons(planner: Planerare) -> None:
    """With reasons the meeting moves and the decision with it; undo and redo take both along."""
    before = planner.stored()
    planner.hands.will(REASONS)
    assert planner.type_day(planner.meeting(LAST), "10 december")
    one, row = planner.council(), planner.meeting(DECEMBER)
    assert (one.meeting, one.when.first, one.when.last) == (row.key, DECEMBER, DECEMBER)
    assert (one.exception_reason, one.tax_rate_on) == (REASON, TAXED)
    planner.open(COUNCIL)
    after = planner.stored()
    planner.main.commands.undo.trigger()
    assert planner.stored() == before
    planner.main.commands.redo.trigger()
    assert planner.stored() == after


def refuse_past_december(planner: Planerare) -> None:
    """Past the year no reasons help: the paragraph is said, and everything stands."""
    before = planner.stored()
    planner.told.clear()
    assert not planner.type_day(planner.meeting(DECEMBER), "2027-01-12")
    assert "11 kap. 11 §" in planner.refused()
    assert "31 december 2026" in planner.refused()
    assert len(planner.told) == 1
    assert planner.stored() == before
    planner.main.commands.undo.trigger()
    assert planner.council().when.words == "oktober–november"


def move_in_the_wheel(planner: Planerare) -> None:
    """Pointer and keys ask the same as the plan of meetings, and do the same."""
    at_first = planner.stored()
    planner.open(COUNCIL)
    assert planner.type("when", "30 november")
    before = planner.stored()
    face, key = planner.wheel, planner.council().key
    planner.hands.will(None)
    end = on_day(face, date(2026, 12, 20), radius_of(face, key))
    drag(face, on_arc(face, key), end)
    assert "skattesatsen" in plain(planner.hands.seen[-1])
    assert planner.stored() == before
    planner.hands.will(REASONS)
    drag(face, on_arc(face, key), end)
    assert planner.council().when.last.month == 12  # type: ignore[union-attr]
    assert planner.council().exception_reason == REASON
    planner.main.commands.undo.trigger()
    assert planner.stored() == before
    planner.see("draget och ångrat")
    walk_and_move(planner, face)
    assert planner.stored() == before
    planner.main.commands.undo.trigger()
    assert planner.stored() == at_first


def walk_and_move(planner: Planerare, face: WheelFace) -> None:
    """With arrows to the dialogue, which goes a day and a week later; the council asks for its reasons."""
    titles = [one.title for one in planner.view.activities]
    face.setFocus(Qt.FocusReason.TabFocusReason)
    face.select(None)
    planner.page.select(None)
    planner.bot.keyClick(face, KEY.Key_Home)
    for _ in range(next(n for n, title in enumerate(titles) if title.startswith(DIALOGUE))):
        planner.bot.keyClick(face, KEY.Key_Right)
    assert planner.page.selected == planner.activity(DIALOGUE).key
    planner.bot.keyClick(face, KEY.Key_Right, ALT)
    assert planner.activity(DIALOGUE).when.first == date(2026, 12, 2)
    planner.bot.keyClick(face, KEY.Key_Right, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert planner.activity(DIALOGUE).when.first == date(2026, 12, 9)
    planner.page.select(planner.council().key)
    planner.hands.will(None)
    planner.bot.keyClick(face, KEY.Key_Right, ALT)
    assert "11 kap." in plain(planner.hands.seen[-1])
    for _ in range(2):
        planner.main.commands.undo.trigger()


# ---- the year's work -------------------------------------------------------------------------------


def work_through(planner: Planerare) -> None:
    """Status, checklist, MBL, order and learning: each a step that is taken back alone."""
    steps = [planner.stored()]
    for work in (tick, negotiate, say_done, learn, put_in_order):
        work(planner)
        steps.append(planner.stored())
        assert steps[-1] != steps[-2]
    for before in reversed(steps[:-1]):
        planner.main.commands.undo.trigger()
        assert planner.stored() == before
    for after in steps[1:]:
        planner.main.commands.redo.trigger()
        assert planner.stored() == after


def tick(planner: Planerare) -> None:
    """One more point of the council's checklist is done."""
    planner.open(COUNCIL)
    done = [step.done_on is not None for step in planner.council().checklist]
    boxes = planner.page.side.inspector.findChildren(Checklist)[-1].boxes
    boxes[done.index(False)].click()
    assert sum(step.done_on is not None for step in planner.council().checklist) == sum(done) + 1
    planner.see("checklista")


def negotiate(planner: Planerare) -> None:
    """The unions are to be met before the decision."""
    planner.hands.will({"party": "Vision", "planned": "2026-11-26"})
    assert ask_negotiation(planner.open(COUNCIL), None)
    row = planner.council().negotiations[-1]
    assert (row.kind, row.party, row.planned_on) == ("mbl11", "Vision", date(2026, 11, 26))
    planner.see("mbl")


def say_done(planner: Planerare) -> None:
    """What was late is done, and no longer late."""
    planner.open(REVIEW)
    planner.pick("status", "Klar")
    assert (planner.activity(REVIEW).status, planner.activity(REVIEW).done_on) == ("done", TODAY)
    planner.see("klar")


def learn(planner: Planerare) -> None:
    """What was learnt is written down for the coming year."""
    planner.open(REVIEW)
    assert planner.type("learning", LESSON)


def put_in_order(planner: Planerare) -> None:
    """The dialogue has to be before the decision, which it is not."""
    council = planner.council()
    planner.hands.will({"way": "före", "other": f"{council.title} ({council.when.words})", "days": "3"})
    assert ask_order(planner.open(DIALOGUE))
    planner.see("ordning")


def mend_conflict(planner: Planerare) -> None:
    """The broken order is counted, said on the activity, and righted by the time that is offered."""
    noticed = len(planner.view.notices)
    assert f"{noticed} att se över" in planner.state
    planner.open(DIALOGUE)
    assert planner.view.notices[planner.activity(DIALOGUE).key]
    before = planner.stored()
    offered = [part for part in planner.page.side.details.parts if isinstance(part, Links)]  # type: ignore
    first = offered[0].links[0]
    planner.see(f"krock {first.text}")
    first.on_click()
    planner.see("lagad")
    one = planner.activity(DIALOGUE)
    assert one.key not in planner.view.notices
    assert TODAY <= one.when.first <= date(2026, 11, 27)  # type: ignore[operator]
    planner.main.commands.undo.trigger()
    assert planner.stored() == before
    planner.main.commands.redo.trigger()
    assert len(planner.view.notices) < noticed


# ---- the coming year -------------------------------------------------------------------------------


def plan_next_year(planner: Planerare) -> None:
    """2027 is previewed with what was learnt, made without one activity, and taken back in one step."""
    empty = planner.stored(2027)
    seen: list[tuple[str, int]] = []
    QTimer.singleShot(0, lambda: _leave_out(planner, seen))
    planner.menu("more", "Planera 2027 från 2026")
    ((left, count),) = seen
    planner.space.set_working_year(2027)
    planner.see("2027")
    assert planner.refused() == f"{count} aktiviteter lades i årshjulet 2027. Ctrl+Z ångrar."
    made = planner.stored(2027)
    assert len(planner.view.activities) == count
    assert left not in made["activities"]
    assert planner.council().when.last <= date(2027, 11, 30)  # type: ignore[operator]
    assert planner.council().exception_reason is None
    planner.open(REVIEW)
    assert ("Förra året", LESSON) in _facts(planner)
    planner.main.commands.undo.trigger()
    assert planner.stored(2027) == empty
    planner.main.commands.redo.trigger()
    assert planner.stored(2027) == made
    planner.space.set_working_year(2026)


def _leave_out(planner: Planerare, seen: list[tuple[str, int]]) -> None:
    """Look through the preview, leave the dialogue out with the keyboard, and go on."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, NextYearDialog):
        QTimer.singleShot(5, lambda: _leave_out(planner, seen))
        return
    planner.see("planera 2027")
    row = next(row for row in dialog.rows if row.planned.title.startswith(DIALOGUE))
    assert next(row.learning for row in dialog.rows if row.planned.title.startswith(REVIEW)) == LESSON
    dialog.table.select(row.place)
    planner.bot.keyClick(dialog.table, KEY.Key_Space)
    assert dialog.is_in(row) is False
    planner.see("planera 2027 utan en")
    seen.append((row.planned.title, sum(dialog.is_in(each) is True for each in dialog.rows)))
    dialog.ok.click()


def _facts(planner: Planerare) -> list[tuple[str, str]]:
    details = planner.page.side.details
    assert details is not None
    parts = [part for part in details.parts if type(part).__name__ == "Facts"]
    return [(fact.label, fact.value) for part in parts for fact in part.rows]


# ---- out and in ------------------------------------------------------------------------------------


def hang_on_the_wall(planner: Planerare, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """The poster is a valid paper with every title in it; the pictures show the same year."""
    poster = planner.export("Affisch", folder / "hjul.pdf", patch, paper="A3")
    found = verdicts({"hjul": poster}, folder)
    assert {key: verdict.broken for key, verdict in found.items() if verdict.verdict != "PASS"} == {}
    assert len(found) == len(PROFILES)
    words = plain(" ".join(page_texts(poster)))
    titles = [one.title for one in planner.view.activities]
    assert [title for title in titles if plain(title) not in words] == []
    drawn = planner.export("Bild", folder / "hjul.svg", patch, kind="SVG, bara hjulet").decode()
    assert [title for title in titles if plain(title) not in plain(drawn)] == []
    planner.export("Bild", folder / "hjul.png", patch, kind="PNG, för skärm och bildspel", paper="A4")
    with Image.open(folder / "hjul.png") as picture:
        assert abs(picture.width - 210 / 25.4 * 150) < 2
        assert len(picture.convert("RGB").getcolors(picture.width * picture.height) or ()) > 50


def subscribe(planner: Planerare, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """The calendar is the same in two exports, and read back it is nothing new."""
    files = [folder / "först.ics", folder / "sedan.ics"]
    read = []
    for path in files:
        data = planner.export("Kalenderfil", path, patch, body="Alla organ i en fil")
        read.append({str(event["UID"]): event for event in Calendar.from_ical(data).walk("VEVENT")})
    dated = [one for one in planner.view.activities if one.when.dated]
    assert set(read[0]) == set(read[1])
    assert len(read[0]) == len(dated) + len(planner.stored()["meetings"])
    days = {str(event["SUMMARY"]): event.decoded("DTSTART") for event in read[1].values()}
    assert (
        days[next(one.title for one in dated if one.title.startswith(DIALOGUE))]
        == planner.activity(DIALOGUE).when.first
    )
    before = planner.stored()
    dialog = planner.hand_in(files[0])
    assert dialog is not None
    planner.see("läs in igen")
    assert "inget nytt" in dialog.summary.plain_text()
    assert not dialog.ok.isEnabled()
    dialog.reject()
    assert planner.stored() == before


def list_in_excel(planner: Planerare, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """The workbook holds every activity."""
    planner.export("Excel", folder / "hjul.xlsx", patch)
    book = load_workbook(folder / "hjul.xlsx")
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
    assert {one.title for one in planner.view.activities} <= cells


def test_a_new_user_moves_the_budget_meeting_plans_the_coming_year_and_hangs_the_wheel_on_the_wall(
    file: Path,
    tmp_path: Path,
    clock: Clock,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept: list[Any] = []
    for planner in sitting_down(file, clock, qapp, qtbot):
        read_overview(planner)
        move_without_reasons(planner)
        move_with_reasons(planner)
        refuse_past_december(planner)
        move_in_the_wheel(planner)
        work_through(planner)
        mend_conflict(planner)
        plan_next_year(planner)
        hang_on_the_wall(planner, tmp_path, monkeypatch)
        subscribe(planner, tmp_path, monkeypatch)
        list_in_excel(planner, tmp_path, monkeypatch)
        kept = [planner.stored(), planner.stored(2027)]
    for planner in sitting_down(file, clock, qapp, qtbot):
        planner.see("öppnad igen")
        assert [planner.stored(), planner.stored(2027)] == kept
