"""A new user takes Strängnäs from vision to arbetsplan, decides and revises a plan, and mends gaps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.ui.documents.opened import DECISIONS, HEAD, PAPER, VERSIONS
from app.ui.documents.paper import read_paper
from app.ui.parts.jobs import begun
from app.ui.thread.page import MATRIX
from tests.newfiles import create_file
from tests.pdfcheck.reading import page_texts, verdicts
from tests.pdfcheck.validator import PROFILES
from tests.ui.kanslichef import Kanslichef
from tests.ui.test_journey import opening

PLAN, GOAL, WILL = "Flerårsplan 2027–2029", "Alla barn klarar skolan", "Majoritetsförklaring 2026–2030"
KF, BUN, OFFICE = "Kommunfullmäktige", "Barn- och utbildningsnämnden", "Utbildningskontoret"
SCHOOLS = ("Karinslundsskolan", "Paulinska skolan")
NUMBER, ASSIGNMENT = "KS 2026/214", "Ta fram en plan för skolmaten"


@pytest.fixture
def chief(tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[Kanslichef]:
    path = tmp_path / "Strängnäs.styr"
    create_file(path, "strangnas", clock=clock, user="Prov", example_year=None)
    for window in opening(path, clock, qapp, qtbot):
        yield Kanslichef(window)
        qtbot.waitUntil(lambda: not begun(), timeout=20_000)


def make_units(chief: Kanslichef) -> None:
    """An office under the board, and two schools under it."""
    chief.add_unit(OFFICE, "Kontor", BUN)
    for name in SCHOOLS:
        chief.add_unit(name, "Enhet", OFFICE)
    chief.see("organisation")


def make_thread(chief: Kanslichef) -> None:
    """From the vision down to an arbetsplan for each school."""
    chief.add("Vision", "Vision")
    will = chief.add("Majoritetsförklaring", WILL)
    goal = chief.add("Koncernmål", GOAL, will)
    plan = chief.add("Flerårsplan", PLAN, goal)
    chief.see("styrmodell flerårsplan")
    board = chief.add("Verksamhetsplan", "Verksamhetsplan 2027", plan)
    chief.own(board, "Nämndens ordförande", BUN)
    office = chief.add("Kontorsplan", "Kontorsplan 2027", chief.row("Verksamhetsplan 2027", BUN))
    chief.own(office, "Kontorschef", OFFICE)
    for name in SCHOOLS:
        chief.new_document("Arbetsplan", "Arbetsplan 2027", "Kontorsplan 2027", name)
        chief.see(f"arbetsplan {name}")
    chief.row("Arbetsplan 2027", SCHOOLS[1])
    chief.see("styrmodell tråd")


def tie_to_vision(chief: Kanslichef) -> None:
    """In the matrix the declaration is made to contribute to the vision, with the keyboard."""
    page = chief.thread
    page._go_to_view(MATRIX)
    matrix = page.matrix
    assert page._threads is not None
    levels = {level.short_name: level.id for level in page._threads.levels}
    matrix._choose(levels["Majoritetsförklaring"], levels["Vision"])
    matrix.grid.setCurrentIndex(matrix.grid.model().index(0, 0))
    QTest.keyClick(matrix.grid, Qt.Key.Key_Space)
    chief.see("matrisen")
    assert chief.said(page) == "1 bidrag, varje rad har en koppling."


def give_assignment(chief: Kanslichef) -> None:
    """The council gives the board an assignment, which stands under the plan."""
    page = chief.assignments
    chief.hands.will({"title": ASSIGNMENT, "receiver": BUN, "due": "2027-12-31"})
    page._adding.assignment("council")
    chief.see("uppdrag")
    assert f"under ”{PLAN}”" in chief.hands.seen[-1] or chief.row(ASSIGNMENT, BUN).parent_id
    assert chief.said(chief.assignments) == "1 uppdrag, 1 att göra"


def decide_plan(chief: Kanslichef) -> None:
    """Write the plan, see what it lacks, and record the decision."""
    page = chief.open(PLAN)
    chief.write_sections(lambda title: f"Om {title}.\nVi bygger ut skolan i takt med att kommunen växer.")
    chief.see("plan innehåll")
    page.document.open_tab(HEAD)
    chief.write("Dokumentansvarig", "Ekonomichef", page.document.head)
    chief.write("Nästa översyn", "2026-12-01", page.document.head)
    chief.see("plan uppgifter")
    page.document.open_tab(DECISIONS)
    chief.see("plan beslut")
    chief.press("Klart för beslut", page.document.decisions)
    facts = {"body": KF, "day": "2026-11-16", "paragraph": "§ 112", "number": NUMBER, "notice": "2026-11-18"}
    chief.hands.will(facts, "Registrera")
    chief.press("Registrera beslut…", page.document.decisions)
    chief.see("plan beslutad")
    assert page.document.view is not None
    assert page.document.view.locked


def revise_plan(chief: Kanslichef) -> None:
    """Begin a new version, once who is affected has been seen, and change its text."""
    page = chief.open(PLAN, DECISIONS)
    chief.hands.will("Ny version")
    chief.press("Ny version", page.document.decisions)
    page.document.open_tab(0)
    chief.write_sections(lambda title: f"Om {title}.\nVi bygger ut skolan före bostäderna.")
    chief.see("plan ny version")
    page.document.open_tab(VERSIONS)
    chief.see("versioner")
    chief.press("Jämför med föregående", page.document.versions)
    chief.see("jämförelse")


def print_plan(chief: Kanslichef, folder: Path) -> None:
    """The decided version and the new draft are valid papers with what belongs to them."""
    page = chief.documents
    view = page.document.view
    assert view is not None
    decided = next(one for one in view.versions if one.number == 1)
    papers = {}
    for name, version in (("antagen", decided.id), ("utkast", None)):
        path = folder / f"{name}.pdf"
        page.exporting.write_document(read_paper(chief.space, view.node_id, version), path)
        chief.wait()
        papers[name] = path.read_bytes()
    page.document.open_tab(PAPER)
    chief.see("utskrift")
    found = verdicts(papers, folder)
    assert {key: verdict.broken for key, verdict in found.items() if verdict.verdict != "PASS"} == {}
    assert len(found) == 2 * len(PROFILES)
    words = " ".join(" ".join(page_texts(papers["antagen"])).split())
    for expected in ("§ 112", NUMBER, GOAL, ASSIGNMENT, "i takt med att kommunen växer"):
        assert expected in words
    assert "före bostäderna" in " ".join(page_texts(papers["utkast"]))


def walk_thread(chief: Kanslichef) -> None:
    """Up from an arbetsplan to the top and down again, with the keyboard and by making centres."""
    plan = chief.row("Arbetsplan 2027", SCHOOLS[0])
    page = chief.thread
    page.show_thread_of(plan.id)
    chief.see("tråden från arbetsplan")
    seen = [chief.details(page).title]
    for key in (Qt.Key.Key_Left,) * 6 + (Qt.Key.Key_Right,) * 6:
        QTest.keyClick(page.graph, key)
        seen.append(chief.details(page).title)
    upwards = ["Arbetsplan 2027", "Kontorsplan 2027", "Verksamhetsplan 2027", PLAN, GOAL, WILL, "Vision"]
    assert seen == [*upwards, *reversed(upwards[:-1])]
    top = chief.row(WILL).id
    chief.thread.show_thread_of(top)
    chief.see("tråden från toppen")


def mend_gaps(chief: Kanslichef) -> None:
    """Three gaps are mended where the list leads; each is then gone from it."""
    for code, title, mend in (
        ("element-without-owner", "Vision", lambda row: chief.own(row, "Kommunfullmäktiges presidium")),
        ("element-without-owner", WILL, lambda row: chief.own(row, "Majoriteten")),
        ("goal-without-measure", GOAL, chief.measure),
    ):
        gap = chief.gap(code, title)
        before = len(chief.gaps())
        chief.see(f"luckor {code}")
        page = chief.thread
        page.gap_tree.mend_wanted.emit(gap)
        chief.see(f"åtgärda {code}")
        assert chief.window.page is chief.steering
        mend(chief.steering._current())
        assert len(chief.gaps()) <= before - 1 + (code == "goal-without-measure")
        assert gap not in chief.gaps()
    chief.see("luckor efter")


def read_register(chief: Kanslichef) -> None:
    """What needs review this year stands first."""
    page = chief.documents
    page.close_document()
    chief.see("registret")
    assert "1 behöver ses över i år" in chief.said(page)
    first = page.table.rows.value(page.table.rows.index(0, 0))
    assert (first.title, first.need) == (PLAN, "this_year")


def test_a_new_user_takes_strangnas_from_vision_to_arbetsplan(chief: Kanslichef, tmp_path: Path) -> None:
    make_units(chief)
    make_thread(chief)
    tie_to_vision(chief)
    give_assignment(chief)
    decide_plan(chief)
    revise_plan(chief)
    print_plan(chief, tmp_path)
    walk_thread(chief)
    mend_gaps(chief)
    read_register(chief)
