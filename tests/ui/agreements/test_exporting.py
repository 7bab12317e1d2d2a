"""Agreements written as files from the page."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.services.reports.uppdragshandling import render
from app.ui.parts.fields import LineField
from tests.services.agreements.office import HOME_CARE, MUSIC, Office
from tests.ui.agreements.conftest import Desk


def choose(desk: Desk, words: str) -> None:
    """Choose from the export menu."""
    next(one for one in desk.page.export_actions() if one.text().startswith(words)).trigger()


def said(desk: Desk, qtbot: QtBot) -> tuple[str, str]:
    """What is told when the work has ended."""
    qtbot.waitUntil(lambda: bool(desk.told), timeout=60_000)
    return desk.told[-1]


def answer_folder(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    chosen = str(folder) if folder else ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: chosen)


def test_the_menu_offers_one_those_shown_and_all(desk: Desk) -> None:
    desk.select(HOME_CARE)
    assert [one.text() for one in desk.page.export_actions()] == [
        f"Uppdragshandling för {HOME_CARE}…",
        "Alla 25 uppdragshandlingar i en mapp…",
        "25 visade som Word i en mapp…",
    ]
    desk.page.register.filter_field.setText("hemtj")
    assert [one.text() for one in desk.page.export_actions()][1] == "2 visade i en mapp…"


def test_one_is_written_where_the_user_says(
    desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, suggested: str, _kinds: str) -> tuple[str, str]:
        asked.append(suggested)
        return str(tmp_path / "handlingen"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    desk.select(HOME_CARE)
    choose(desk, "Uppdragshandling för")
    assert said(desk, qtbot) == (f"Sparade handlingen.pdf i {tmp_path}.", "info")
    assert Path(asked[0]).name == "Uppdragshandling 2011-2013 Hemtjänst Kopparberg.pdf"
    assert (tmp_path / "handlingen.pdf").read_bytes() == render(office.document(HOME_CARE))


def test_nothing_is_written_when_the_user_changes_their_mind(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    answer_folder(monkeypatch, None)
    choose(desk, "Uppdragshandling för")
    choose(desk, "Alla 25")
    assert desk.space.jobs.current is None
    assert desk.told == []


def test_those_shown_are_written_to_a_folder_in_the_background(
    desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "handlingar"
    answer_folder(monkeypatch, folder)
    seen: list[tuple[int, int]] = []
    desk.space.jobs.started.connect(
        lambda job: job.progressed.connect(lambda done, of, _words: seen.append((done, of)))
    )
    desk.page.register.filter_field.setText("hemtj")
    choose(desk, "2 visade")
    assert said(desk, qtbot) == (f"Sparade 2 uppdragshandlingar i {folder}.", "info")
    assert sorted(path.name for path in folder.iterdir()) == [
        "Uppdragshandling 2011-2013 Hemtjänst Kopparberg.pdf",
        "Uppdragshandling 2011-2013 Hemtjänst Ställdalen.pdf",
    ]
    assert seen[-1] == (2, 2)


def test_an_export_can_be_cancelled_and_says_what_was_saved(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_folder(monkeypatch, tmp_path / "alla")
    desk.space.jobs.started.connect(lambda job: job.cancel())
    choose(desk, "Alla 25")
    text, kind = said(desk, qtbot)
    assert text.startswith("Exporten avbröts. Sparade 0 uppdragshandlingar")
    assert kind == "warning"


def test_a_folder_that_cannot_be_written_is_said(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    answer_folder(monkeypatch, tmp_path / "fil" / "mapp")
    choose(desk, "Alla 25")
    text, kind = said(desk, qtbot)
    assert "går inte att skapa" in text
    assert kind == "error"


def test_a_file_that_cannot_be_replaced_is_named(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Uppdragshandling 2011-2013 Hemtjänst Kopparberg.pdf").mkdir()
    answer_folder(monkeypatch, tmp_path)
    desk.page.register.filter_field.setText("hemtj")
    choose(desk, "2 visade")
    text, kind = said(desk, qtbot)
    assert text.startswith(f"Sparade 1 uppdragshandling i {tmp_path}. 1 gick inte att spara, först")
    assert "Hemtjänst Kopparberg" in text
    assert kind == "error"


def test_what_is_typed_stands_in_the_file(
    desk: Desk, office: Office, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    desk.select(MUSIC)
    fields = desk.page.inspector.findChildren(LineField)
    field = next(one for one in fields if one.accessibleName() == "Diarienummer")
    field.setText("BN 2010/99")
    field.draft.touched()
    choose(desk, "Uppdragshandling för")
    said(desk, qtbot)
    assert office.row(MUSIC).registration_number == "BN 2010/99"
    assert target.read_bytes() == render(office.document(MUSIC))
