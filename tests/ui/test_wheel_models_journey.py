"""The wheels of all ten models in every face and on paper, and what nobody should type, in the window."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.checks.collect import steering_findings
from app.services.clock import Clock
from app.ui.parts.empty_state import EmptyState
from app.ui.wheel.calendar_face import CalendarFace
from app.ui.wheel.page import CALENDAR, MEETINGS, TIMELINE, WHEEL
from app.ui.wheel.timeline_face import TimelineFace
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.pdfcheck.reading import page_texts
from tests.services.wheel.files import MODELS
from tests.ui.planerare import Planerare, plain, sitting_down
from tests.ui.test_journey import entries

APRIL, AUGUST = "Kommunens delårsrapport 1 beslutas", "Delårsrapport 2 med delårsbokslut"
DIALOGUE, LONG = "Medborgardialog", 400
NUMBERED = re.compile(r"^\d+\. ")
YEARS = (2027, 2026)
"""The later first: a year after one that has activities is planned from it instead."""
BROKEN = {
    "trasig.ics": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261301T99\r\nUID:\xff\xfe\r\n",
    "tom.ics": b"",
    "bild.ics": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "text.ics": "Hej, det här är ingen kalender.\n".encode() * 30,
    "bok.xlsx": b"PK\x03\x04" + bytes(200),
}
UNREADABLE = {
    "29 februari": "29 februari 2026 finns inte: februari har 28 dagar 2026.",
    "senast 29 februari": "29 februari 2026 finns inte",
    "2026-02-29": "29 februari 2026 finns inte",
    "31 november": "31 november 2026 finns inte",
    "v. 54": "2026 har ingen vecka 54",
    "12–10 mars": "slutar innan det börjar",
    "maj–mars": "slutar innan det börjar",
    "snart 🎉": "går inte att läsa som en tid",
    "mars " * 80: "går inte att läsa som en tid",
}


# ---- all ten models --------------------------------------------------------------------------------


def begin(planner: Planerare, year: int) -> int:
    """Lay the model's activities out over an empty year with the button of the page; how many there are."""
    planner.page.show_face(WHEEL)
    planner.space.set_working_year(year)
    planner.see(f"tomt {year}")
    button = next(one.button for one in planner.page.findChildren(EmptyState) if one.isVisible())
    assert button.text() == "Skapa årets aktiviteter"
    button.click()
    planner.see(f"hjul {year}")
    count = len(planner.view.activities)
    assert planner.told[-1] == f"{count} aktiviteter lades ut på {year}. Ctrl+Z ångrar."
    return count


def shown_in_faces(planner: Planerare, year: int) -> dict[str, list[int]]:
    """The activities that wheel, calendar, timeline and list show, each once."""
    wheel = planner.wheel
    assert wheel.picture is not None
    # "+ 2 till" on a crowded band stands for activities whose words are in the list only.
    found = {"wheel": {target.key for target in wheel.picture.targets} | set(wheel.picture.hidden)}
    page = planner.page
    for face in (CALENDAR, TIMELINE, MEETINGS):
        page.show_face(face)
        planner.see(f"{face} {year}")
    calendar, timeline = page.faces.made[CALENDAR], page.faces.made[TIMELINE]
    assert isinstance(calendar, CalendarFace)
    assert isinstance(timeline, TimelineFace)
    places = calendar.sheet.places
    assert places is not None
    hidden = {key for more in places.mores for key in more.keys}
    found["calendar"] = {piece.key for piece in places.pieces} | hidden
    listed = [row.activity.key for row in page.rows.shown if row.activity is not None]
    return {name: sorted(keys) for name, keys in found.items()} | {
        "timeline": sorted(timeline.sheet.keys),
        "list": sorted(listed),
    }


def said_of_interim_reports(planner: Planerare) -> list[str]:
    """What the check says of interim reports: that none is about the right part of the year, or any error."""
    found = planner.space.read(lambda session: list(steering_findings(session, today=TODAY)))
    grave = [each for each in found if each.severity == "error" and "delår" in each.place.casefold()]
    spans = [each for each in found if each.code == "wheel-interim-period"]
    return [f"{each.place}: {each.message}" for each in (*grave, *spans)]


@pytest.mark.parametrize("model", MODELS)
def test_the_wheel_of_every_model_shows_the_same_in_all_faces_and_on_paper(
    model: str,
    tmp_path: Path,
    clock: Clock,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / f"{model}.styr"
    create_file(path, model, clock=clock, user="Prov", example_year=None)
    for planner in sitting_down(path, clock, qapp, qtbot):
        for year in YEARS:
            assert begin(planner, year) > 1
            keys = sorted(one.key for one in planner.view.activities)
            assert shown_in_faces(planner, year) == dict.fromkeys(
                ("wheel", "calendar", "timeline", "list"), keys
            )
        poster = planner.export("Affisch", tmp_path / "affisch.pdf", monkeypatch, paper="A3")
        paper = plain(" ".join(page_texts(poster)))
        titles = [
            NUMBERED.sub("", one.title) for one in planner.view.activities
        ]  # the number stands as "steg 2"
        assert [title for title in titles if plain(title) not in paper] == []


def test_a_report_in_april_is_no_error_where_another_is_about_two_thirds_of_the_year(
    tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> None:
    path = tmp_path / "strangnas.styr"
    create_file(path, "strangnas", clock=clock, user="Prov", example_year=None)
    for planner in sitting_down(path, clock, qapp, qtbot):
        begin(planner, 2026)
        april, august = planner.activity(APRIL), planner.activity(AUGUST)
        assert (april.bound, april.red) == (None, False)
        assert august.bound is not None
        assert august.bound.paragraph.startswith("11 kap. 16 §")
        told = said_of_interim_reports(planner)
        assert all("KS och KF: delårsrapport 2" in each for each in told), told
        planner.open(AUGUST)
        planner.pick("status", "Klar")
        assert planner.type("done_on", "2026-10-26")
        assert said_of_interim_reports(planner) == []


# ---- what nobody should type -----------------------------------------------------------------------


@pytest.fixture
def planner(
    example_of_2027: Path, tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> Iterator[Planerare]:
    path = Path(shutil.copy(example_of_2027, tmp_path / "kommun.styr"))
    yield from sitting_down(path, clock, qapp, qtbot)


def is_one_sentence(text: str) -> bool:
    """What went wrong in a sentence, and at most what to do in one more; nothing of how it was found."""
    sentences = plain(text).replace("kap. ", "kap ").replace("v. ", "v ").split(". ")
    foreign = ("Error", "Exception", "Traceback", "None", "invalid", "<")
    return text.endswith(".") and len(sentences) <= 2 and not any(word in text for word in foreign)


def refuses(planner: Planerare, key: str, text: str) -> str:
    """Type in a field of the dialogue's details; what the window says when it is refused."""
    before, written = planner.stored(), entries(planner.main)
    planner.told.clear()
    taken = planner.type(key, text)
    planner.see(f"vägrat {text[:20]}")
    field = planner.part(key).field
    typed = field.text()
    planner.bot.keyClick(field, Qt.Key.Key_Escape)
    assert not taken
    assert typed.strip() == text.strip()
    assert field.text() == planner.activity(DIALOGUE).when.words
    assert (planner.stored(), entries(planner.main)) == (before, written)
    (said,) = planner.told
    assert is_one_sentence(said), said
    return plain(said)


def test_a_time_that_cannot_be_is_one_sentence_and_changes_nothing(planner: Planerare) -> None:
    planner.open(DIALOGUE)
    for typed, expected in UNREADABLE.items():
        assert expected in refuses(planner, "when", typed), typed


def test_week_53_is_a_week_only_in_the_years_that_have_it(planner: Planerare) -> None:
    planner.open(DIALOGUE)
    assert planner.type("when", "v. 53")
    assert planner.activity(DIALOGUE).when.last is not None
    planner.main.commands.undo.trigger()
    planner.space.set_working_year(2027)
    planner.hands.will({"title": "Julkalas", "time": "v. 53"}, None)
    planner.page.adding.activity()
    assert "2027 har ingen vecka 53. Årets sista vecka är vecka 52." in plain(planner.hands.seen[-1])
    assert planner.view.activities == ()


def test_a_title_can_be_long_and_have_emoji_and_one_that_is_too_long_is_refused(planner: Planerare) -> None:
    for title in (("Boka lokal 🎉 " * 40)[:LONG].strip(), "🗳️ Öppet hus 👩‍🏫"):
        planner.hands.will({"title": title, "time": "12 mars"})
        key = planner.page.adding.activity()
        assert key is not None
        planner.see("lång titel")
        assert planner.view.activity(key).title == title  # type: ignore[union-attr]
        for face in (CALENDAR, TIMELINE):
            planner.page.show_face(face)
            planner.see(f"lång titel i {face}")
        assert not planner.wheel.grab().isNull()
    planner.open(DIALOGUE)
    before = planner.stored()
    planner.told.clear()
    assert not planner.page.edits.fields(planner.activity(DIALOGUE).key, title="x" * (LONG + 1))
    (said,) = planner.told
    assert is_one_sentence(said), said
    assert planner.stored() == before


def test_a_broken_calendar_is_one_sentence_and_changes_nothing(planner: Planerare, tmp_path: Path) -> None:
    before, written = planner.stored(), entries(planner.main)
    for name, data in BROKEN.items():
        (tmp_path / name).write_bytes(data)
        planner.told.clear()
        assert planner.hand_in(tmp_path / name) is None, name
        planner.see(f"trasig {name}")
        (said,) = planner.told
        assert name in said
        assert is_one_sentence(said), said
    assert (planner.stored(), entries(planner.main)) == (before, written)
