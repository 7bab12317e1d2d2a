"""A controller enters a tertial, reads Kolada in, judges and analyses goals, compares and prints."""

import shutil
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.scorecard.goalviews import GoalPage
from app.services.scorecard.measurehistory import cell_history
from app.services.scorecard.reading import units_with_cards
from app.services.scorecard.views import STANDING_WORDS
from app.ui.overview.page import OverviewPage
from app.ui.parts.marks import Mark
from app.ui.scorecard.card.columns import OUTCOME, SCORE, STATUS
from app.ui.scorecard.card.rows import MARKS
from app.ui.scorecard.comparing.groups_dialog import GroupsDialog
from app.ui.scorecard.nextyear.dialog import NextYearDialog
from tests.pdfcheck.reading import page_texts, verdicts
from tests.services.exchange.measures.kolada_pages import data, kpi, value, write
from tests.ui.controller import Controller, plain, sitting_down

ANSWERS, RESULT = "Den som frågar får svar inom ett dygn", "Resultat av skatter och bidrag"
NIGHTS, SICK, MERIT = "Gästnätter på hotell och camping", "Sjukfrånvaro", "Meritvärde, årskurs 9"
GOAL, HOME, NEW_MEASURE = "Brukaren påverkar sin insats", "Hemtjänst Kopparberg", "Ungas väg vidare (%)"
WHY = "Åtta av tio väljer själva när hjälpen kommer – så såg det inte ut i våras."
REASON = "Höstens granskning väger tyngre än måttet över aktuella planer."
SOON, LATER = "Öppna schemat för önskemål", "Brukaren väljer själv tid för hjälpen"
OTHERS = {
    "1860": "Laxå", "1861": "Hallsberg", "1862": "Degerfors", "1863": "Hällefors", "1881": "Kumla",
    "1882": "Askersund", "1883": "Karlskoga", "1884": "Nora", "1885": "Lindesberg", "1962": "Norberg",
    "1982": "Fagersta",
}  # fmt: skip
STALL = "Hemtjänst Ställdalen"
MONTHS = ("maj", "juni", "juli", "augusti")
BLOCK = [
    ["Styrtal", "Enhet", *MONTHS],
    [SICK, HOME, "9,9", "9,8 %", "9,7", "9,6"],
    [SICK, STALL, "8,1", "8,0", "..", "7,9"],
    [SICK, "LSS-verksamhet", "7,1", "7,0", "6,9", "6,8"],
]


# ---- what nobody knows -----------------------------------------------------------------------------


def see_what_is_unknown(one: Controller) -> None:
    """From Översikt to the figures without owner; on the card what is unknown is never green or zero."""
    page: Any = one.main.page
    assert isinstance(page, OverviewPage)
    one.bot.waitUntil(lambda: page.complete, timeout=10_000)
    one.see()
    unowned = next(link for words, link in one.links(page.goals).items() if words.startswith("1 "))
    unowned.on_click()
    one.see()
    assert one.main.page is one.page
    assert one.page.faces.key == "indicators"
    assert [row.name for row in one.page.face.table.rows.shown] == [NIGHTS]  # type: ignore[attr-defined]
    rows = one.unknown_rows()
    assert rows
    for row, said in rows:
        assert MARKS[row.standing] is Mark.MISSING
        assert row.score is None
        assert (row.places is None) == (row.standing == "missing")
        assert (said[SCORE], said[STATUS]) == ("–", STANDING_WORDS[row.standing])
        assert row.standing == "unowned" or said[OUTCOME] == "–"
        assert row.figure is not None
        assert row.figure.name in [lack.name for lack in one.card().lacks]
    group = rows[0][0].group
    counted = [goal.average.score for goal in group.goals if goal.average.score is not None]
    assert group.average.score == pytest.approx(sum(counted) / len(counted))
    assert group.average.counted < group.average.count
    assert "räknas inte" in one.page.status


def own_nothing(one: Controller) -> None:
    """A figure that nobody owns gets a value far over its target, and still is neither green nor counted."""
    before = one.card(period="2026")
    one.show_grid("varje år")
    assert one.enter(NIGHTS, "hela kommunen", "2026", "14 000") == "14 000"
    one.choose_period(None)
    row, said = next((row, said) for row, said in one.card_rows() if row.figure and row.figure.name == NIGHTS)
    assert (said[STATUS], said[SCORE], MARKS[row.standing]) == ("Ägare saknas", "–", Mark.MISSING)
    after = one.card(period="2026")
    assert next(figure for figure in after.figures if figure.name == NIGHTS).outcome == 14000
    assert (after.average, after.met) == (before.average, before.met)
    one.undo()
    one.choose_period("2026-T2")


# ---- a tertial's figures ---------------------------------------------------------------------------


def enter_by_keyboard(one: Controller) -> None:
    """A value is corrected and its history keeps the old one; "uppgift saknas" leaves the average."""
    one.show_grid("varje tertial")
    before, start = one.stored(), one.card()
    assert one.cell(ANSWERS, "Kommunkansli", "2026-T2") == "82"
    assert one.enter(ANSWERS, "Kommunkansli", "2026-T2", "86,5") == "86,5"
    one.one_step(before)
    figure = next(figure for figure in one.card().figures if figure.name == ANSWERS)
    assert (figure.outcome, figure.standing) == (Decimal("86.5"), "met")
    office = next(row for row in one.page.choices.units if row.name == "Kommunkansli").unit_id
    asked = partial(cell_history, indicator_id=figure.indicator_id, unit_id=office, period="2026-T2")
    last = one.space.read(asked)[-1]
    assert [stood.reading.value for stood in (last.before, last.after)] == [Decimal(82), Decimal("86.5")]
    steps = one.stored()
    assert one.enter(RESULT, "Ekonomienhet", "2026-T2", "..") == ".."
    row, said = next((row, said) for row, said in one.card_rows() if row.figure and row.figure.name == RESULT)
    assert (row.score, row.places, said[STATUS]) == (None, None, "Uppgift saknas")
    assert one.card().average.counted == start.average.counted - 1
    one.undo()
    assert one.stored() == steps
    one.show_grid("varje tertial")
    told = len(one.told)
    assert one.refuse(ANSWERS, "Kommunkansli", "2026-T3", "ca 40") == ""
    assert "ungefärligt" in one.told[told]
    assert one.stored() == steps


def enter_by_paste(one: Controller) -> None:
    """A block with names and months is refused whole for what is no value; mended it is one step."""
    one.show_grid("varje månad")
    before = one.stored()
    one.go(SICK, HOME, "2026-01")
    one.paste([*BLOCK[:-1], [*BLOCK[-1][:2], "ca 7", *BLOCK[-1][3:]]])
    assert "”ca 7” är ett ungefärligt värde (Sjukfrånvaro, LSS-verksamhet, maj" in one.told[-1]
    assert one.stored() == before
    one.paste(BLOCK)
    assert [one.cell(SICK, HOME, f"2026-0{n}") for n in (5, 6, 7, 8)] == ["9,9", "9,8", "9,7", "9,6"]
    assert one.cell(SICK, STALL, "2026-07") == ".."
    assert one.cell(SICK, "LSS-verksamhet", "2026-05") == "7,1"
    one.one_step(before)


# ---- Kolada ----------------------------------------------------------------------------------------


def import_kolada(one: Controller, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Two pages are looked at without being read in, and then are, in one step."""
    names = write(folder / "nyckeltal.json", [kpi("N15505", MERIT), kpi("N17462", NEW_MEASURE)])
    towns = [{"id": code, "title": name, "type": "K"} for code, name in OTHERS.items()]
    merits = [data("N15505", code, 2025, value(200 + 3 * n)) for n, code in enumerate(OTHERS)]
    own = [
        data("N15505", "1864", 2025, value(221)),
        data("N17462", "1864", 2024, value(71.5), value(None, "K", status="Missing")),
        data("N17462", "1864", 2023, value(70, "X")),
    ]
    pages = [write(folder / "kommuner.json", towns), write(folder / "värden å.json", [*merits, *own])]
    before = one.stored()
    dialog = one.hand_in([names, *pages], patch)
    assert dialog.step is dialog.unknown
    boxes = dialog.unknown.boxes
    for code, answer in (("N15505", MERIT), ("N17462", "Nytt styrtal")):
        boxes["indicator", code].setCurrentText(answer)
    assert dialog.ok.isEnabled()
    dialog.ok.click()
    one.bot.waitUntil(lambda: dialog.step is dialog.preview, timeout=10_000)
    lines = [line.what for line in dialog.preview.table.rows.shown]
    assert {"Fel", "Nytt styrtal", "Får kod", "Andra kommuner", "Nytt värde"} <= set(lines)
    assert "1 nytt styrtal" in dialog.preview.summary
    assert not dialog.ok.isEnabled()
    dialog.preview.leave_faults.click()
    assert one.stored() == before
    dialog.ok.click()
    one.see()
    assert "Ctrl+Z ångrar" in one.told[-1]
    one.one_step(before)


def compare(one: Controller) -> None:
    """Eleven others make a fair picture, ten do not."""
    face = one.face("comparing")
    face.figure.setCurrentText(MERIT)
    face.figure.activated.emit(face.figure.currentIndex())
    assert (face.found.name, len(face.found.others), face.found.fair) == (MERIT, 11, True)
    assert face.found.rank == "4 av 12"
    assert plain(str(face.state()[0])) == "Plats 4 av 12. Jämfört med 11 andra kommuner."
    assert face.table.current_row().own
    codes = list(OTHERS)
    for name, some, fair in (("Nära", codes[:10], False), ("Länet", codes, True)):
        face.groups_button.click()
        groups = face.dialog
        assert isinstance(groups, GroupsDialog)
        groups.groups.setCurrentRow(groups.groups.count() - 1)
        groups.name.setText(name)
        groups.tick(tuple(some))
        groups.save_button.click()
        groups.accept()
        one.see()
        one.choose(face.group, name)
        assert (face.found.group, len(face.found.others), face.found.fair) == (name, len(some), fair)
        assert ("behövs fler än tio" in str(face.state()[0])) != fair
    assert face.found.median == Decimal(215)


# ---- goals -----------------------------------------------------------------------------------------


def judge(one: Controller) -> None:
    """The assessment differs from what the figures say, and is decided only with its reason."""
    met = one.card().met
    face = one.open_goal(GOAL)
    assert face.pane.page.proposed.key == "partly"
    one.write("Analys: varför blev det så?", WHY)
    one.write("Slutsats", "Låt fler göra som Kopparberg.")
    one.pick("Utveckling", "Bättre")
    one.pick("Din bedömning", "Uppfyllt")
    before = one.stored()
    one.press("Fastställ bedömningen")
    assert "Skriv varför bedömningen blir en annan" in one.told[-1]
    assert one.stored() == before
    one.write("Varför skiljer sig bedömningen från utfallet?", REASON)
    before = one.stored()
    one.press("Fastställ bedömningen")
    one.one_step(before)
    told = one.goal(GOAL).judgement
    assert (told.decided, told.result.key, told.reason, told.analysis) == (True, "met", REASON, WHY)  # type: ignore[union-attr]
    line = one.goals()[GOAL]
    assert (line.differs, line.proposed.key, line.standing) == (True, "partly", "met")  # type: ignore[union-attr]
    shown = next(row for row, _ in one.card_rows() if row.goal is not None and row.goal.title == GOAL)
    assert (shown.goal.standing, shown.goal.result_words) == ("met", "Uppfyllt")  # type: ignore[union-attr]
    assert one.card().met == met + 1


def carry_on(one: Controller) -> None:
    """One action becomes an activity, another next year's goal, and the thread holds."""
    face = one.open_goal(GOAL)
    for action in (SOON, LATER):
        one.hands.will({"text": action, "due": "2027-03-31"})
        one.press("Lägg till åtgärd…")
    assert [action.text for action in one.goal(GOAL).judgement.actions] == [SOON, LATER]
    before = one.stored()
    one.press("Blir aktivitet")
    one.one_step(before)
    before = one.stored()
    one.press("Blir mål 2027")
    one.one_step(before)
    soon, later = one.goal(GOAL).judgement.actions
    assert (soon.activity, soon.node, later.node, later.activity) == (SOON, None, LATER, None)
    assert [deed.title for deed in one.goal(GOAL).deeds if deed.title == SOON] == [SOON]
    assert face.open_goal(later.node_id)
    one.see()
    made = face.pane.page
    assert (made.title, made.origin.title, made.status_word) == (LATER, GOAL, "Utkast")
    assert {link.id for link in made.serves} == {link.id for link in one.goal(GOAL).serves}
    assert above(made) == above(one.goal(GOAL)) != []
    one.space.open_place("node", later.node_id)
    one.see()
    assert one.main.page is not one.main.work.open_page("scorecard")


def above(page: GoalPage) -> list[str]:
    """What a goal stands under in the thread."""
    titles = [link.title for link in page.thread]
    return titles[: titles.index(page.title)]


# ---- charts, papers and next year ------------------------------------------------------------------


def draw(one: Controller, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """The dashboard of a home-help unit is drawn and saved."""
    one.choose_unit(HOME)
    face = one.face("charts")
    assert one.page.head.title.text() == f"Diagram 2026: {HOME}"
    charts, bar = face.dashboard.charts, face.dashboard.verticalScrollBar()
    for chart, place in ((charts[0], 0), (charts[-1], bar.maximum())):
        bar.setValue(place)
        one.bot.waitUntil(lambda chart=chart: chart.view._image is not None, timeout=20_000)
    assert len(charts) >= 4
    assert all(chart.view.chart.words() for chart in charts)
    one.export("Översikten som PNG…", folder / "översikt.png", patch)
    with Image.open(folder / "översikt.png") as picture:
        assert abs(picture.width / picture.height - 297 / 210) < 0.01
        assert len(picture.convert("RGB").reduce(8).getcolors(1_000_000) or ()) > 50
    one.export("Översikten som PDF…", folder / "översikt.pdf", patch)
    assert HOME in plain(page_texts((folder / "översikt.pdf").read_bytes())[0])


def print_all(one: Controller, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Every unit's card and the summary are papers in a folder, valid ones, and sheets of a workbook."""
    one.face("card")
    said = one.export("Alla styrkort som PDF…", folder / "styrkort", patch)
    units = one.space.read(partial(units_with_cards, year=2026))
    found = {path.name: path.read_bytes() for path in (folder / "styrkort").iterdir()}
    assert said.startswith(f"Sparade {len(found)} styrkort")
    assert len(found) >= len(units)
    one.export("Instrumentpanelen som PDF…", folder / "panel.pdf", patch)
    home = next(data for name, data in found.items() if HOME in name)
    assert any("sammanfattning" in name for name in found)
    papers = {"home": home, "panel": (folder / "panel.pdf").read_bytes()}
    checked = verdicts(papers, folder)
    assert {key: verdict.broken for key, verdict in checked.items() if verdict.verdict != "PASS"} == {}
    words = plain(" ".join(page_texts(home)))
    assert "Uppgift saknas" in words
    assert GOAL in words
    one.export("Alla styrkort som Excel…", folder / "styrkort.xlsx", patch)
    book = load_workbook(folder / "styrkort.xlsx")
    assert len(book.sheetnames) > len(units)
    cells = {str(cell.value) for row in book[HOME].iter_rows() for cell in row if cell.value is not None}
    assert {GOAL, SICK, "Uppgift saknas"} <= cells


def make_next_year(one: Controller) -> None:
    """Every unit gets its card, and next year's come from them in one step."""
    one.hands.will("Gör styrkort")
    one.card_menu("Gör styrkort för alla enheter…")
    before, seen = one.stored(), []

    def go_on(dialog: NextYearDialog) -> None:
        dialog.toggle(next(row for row in dialog.plan.cards if row.title == "Musikskola"))
        seen.append(dialog.choices.count("card"))
        dialog.ok.click()

    one.when_asked(NextYearDialog, go_on)
    one.card_menu("Styrkort för 2027…")
    assert one.told[-1] == f"{seen[0]} styrkort gjordes för 2027. Ctrl+Z ångrar."
    one.one_step(before)
    made = {name: stored for _, name, _, stored in one.space.read(partial(units_with_cards, year=2027))}
    assert sum(made.values()) == seen[0]
    assert (made[HOME], made.get("Musikskola", False)) == (True, False)


def test_a_controller_enters_a_tertial_judges_the_goals_and_prints_all_scorecards(
    example_of_2027: Path,
    tmp_path: Path,
    clock: Clock,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = Path(shutil.copy(example_of_2027, tmp_path / "Styrkort å.styr"))
    kept: list[Any] = []
    for one in sitting_down(file, clock, qapp, qtbot):
        see_what_is_unknown(one)
        own_nothing(one)
        enter_by_keyboard(one)
        enter_by_paste(one)
        import_kolada(one, tmp_path, monkeypatch)
        compare(one)
        judge(one)
        carry_on(one)
        draw(one, tmp_path, monkeypatch)
        print_all(one, tmp_path, monkeypatch)
        make_next_year(one)
        kept = [one.stored(), one.card()]
    for one in sitting_down(file, clock, qapp, qtbot):
        assert [one.stored(), one.card()] == kept
