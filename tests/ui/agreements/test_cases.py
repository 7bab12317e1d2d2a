"""Ärenden: a case is asked for, written with its paper beside, exported, and nothing typed is lost."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services import richtext
from app.ui.agreements.cases.commands import actions
from app.ui.agreements.cases.face import CasesFace
from app.ui.agreements.cases.making import CaseForm
from app.ui.parts.details import Command, Commands, Facts, Field
from app.ui.parts.links import Link
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office
from tests.ui.agreements.conftest import Answers, Desk


def shown(desk: Desk) -> CasesFace:
    """The face on the page."""
    assert desk.page.show_face("cases")
    face = desk.page.face
    assert isinstance(face, CasesFace)
    return face


def field(face: CasesFace, key: str) -> Field:
    """A field of the facts."""
    return next(part for part in face.desk.pane._shown if isinstance(part, Field) and part.key == key)


def command(face: CasesFace, text: str) -> Command:
    """A button under the facts."""
    groups = (part for part in face.desk.pane._shown if isinstance(part, Commands))
    return next(one for group in groups for one in group.commands if one.text == text)


def paper(face: CasesFace, qtbot: QtBot) -> object:
    """What the paper says when its pages have been made."""
    qtbot.waitUntil(lambda: face.desk.preview.at_rest and not face.desk._timer.isActive(), timeout=20_000)
    return face.desk.preview.document.case


def answer_files(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Say where to when a file, another one and a folder are asked for."""
    asked = iter(["ärende", "text.docx"])
    chooser = "app.ui.parts.exporting.QFileDialog"
    monkeypatch.setattr(f"{chooser}.getSaveFileName", lambda *_given: (str(folder / next(asked)), ""))
    monkeypatch.setattr(f"{chooser}.getExistingDirectory", lambda *_given: str(folder / "mapp"))


def untick(unit: str) -> object:
    """An answer to the dialog of a case: all but one."""

    def answer(dialog: CaseForm) -> None:
        row = next(row for row in dialog.list._rows if row.name == unit)
        dialog.list.toggle(row)
        dialog.accept()

    return answer


def made_by_hand(face: CasesFace, dialogs: Answers) -> tuple[int | None, list[str]]:
    """A case for the definitive decision about all but one; its key and what was offered."""
    offered: list[str] = []

    def answer(dialog: CaseForm) -> None:
        dialog.field("step").setCurrentIndex(2)
        offered.extend(row.name for row in dialog.list._rows)
        untick(MUSIC)(dialog)

    dialogs.do(answer)
    return face.create(), offered


def test_a_case_is_made_and_its_facts_are_written(
    desk: Desk, dialogs: Answers, office: Office, qtbot: QtBot
) -> None:
    face = shown(desk)
    assert face.state()[0] == "1 ärende"
    made, offered = made_by_hand(face, dialogs)
    detail = face.desk.detail
    assert detail is not None
    assert detail.row.id == made
    assert set(offered) == {row.unit for row in office.view().rows if not row.locked}
    assert len(detail.members) == len(offered) - 1
    assert detail.row.step == "definitive"
    assert paper(face, qtbot).title == detail.row.title

    assert field(face, "meeting_on").commit("2010-12-07")
    assert not field(face, "meeting_on").commit("i morgon bitti")
    assert desk.told[-1][1] == "error"
    assert field(face, "proposal").commit("fastställa\n\nrevidera")
    assert face.desk.detail.proposal == ("fastställa", "revidera")
    assert isinstance(face.state()[1], Link)
    assert "7 december 2010" in face.state()[1].text
    facts = next(part for part in face.desk.pane._shown if isinstance(part, Facts))
    facts.rows[0].on_click()
    assert desk.places[-1] == ("agreement", face.desk.detail.members[0].agreement_id)


def test_its_texts_are_seen_on_paper_while_typed_and_it_can_be_written_anew_and_taken_away(
    desk: Desk, dialogs: Answers, qtbot: QtBot
) -> None:
    face = shown(desk)
    made_by_hand(face, dialogs)
    assert face.desk.choose_part("summary")
    face.desk.editor.area.setFocus()
    face.desk.editor.area.selectAll()
    face.desk.editor.area.textCursor().insertText("Kort <b>sagt</b>.")
    face.desk._on_typed()
    assert "Kort <b>sagt</b>." in richtext.plain(richtext.read(paper(face, qtbot).summary))
    assert face.desk.choose_part("facts")
    assert richtext.plain(richtext.read(face.desk.detail.summary)) == "Kort <b>sagt</b>."

    dialogs.do(untick(KITCHEN))
    command(face, "Ändra bilagor…").on_click()
    assert KITCHEN not in {member.title.rpartition(", ")[2] for member in face.desk.detail.members}
    dialogs.press("Skriv om")
    command(face, "Skriv om texterna…").on_click()
    assert "Kort" not in richtext.plain(richtext.read(face.desk.detail.summary))
    dialogs.press("Ta bort")
    command(face, "Ta bort ärendet…").on_click()
    assert face.state()[0] == "1 ärende"


def test_a_case_becomes_files_with_its_appendices_and_an_agreement_a_text(
    desk: Desk,
    dialogs: Answers,
    office: Office,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = office.row(KITCHEN)
    new = next(one for one in actions(desk.page, row) if one.text().startswith("Nytt ärende"))
    dialogs.do(lambda dialog: dialog.accept())
    new.trigger()
    face = shown(desk)
    assert [member.agreement_id for member in face.desk.detail.members] == [row.id]
    locked = [one.text() for one in actions(desk.page, office.row(HOME_CARE))]
    assert locked == ["Texten som Word…"]

    answer_files(monkeypatch, tmp_path)
    as_pdf, as_word, everything = face.export_actions()
    as_pdf.trigger()
    qtbot.waitUntil(lambda: (tmp_path / "ärende.pdf").exists(), timeout=20_000)
    as_word.trigger()
    qtbot.waitUntil(lambda: (tmp_path / "text.docx").exists(), timeout=20_000)
    face.exporting._show_summary = lambda *_given: None
    everything.trigger()
    qtbot.waitUntil(lambda: any("Sparade 2 handlingar" in words for words, _ in desk.told), timeout=30_000)
    names = sorted(path.name for path in (tmp_path / "mapp").iterdir())
    assert names == [
        f"Tjänsteskrivelse Uppdragshandling för {KITCHEN} 2011-2013, preliminärt beslut.pdf",
        f"Uppdragshandling 2011-2013 {KITCHEN}.pdf",
    ]
    assert face.resume(f"agreement_case:{face.desk.detail.row.id}:background", "Avbruten text")
    assert face.desk.editor.area.toPlainText() == "Avbruten text"
    assert face.settle()
    assert richtext.plain(richtext.read(face.desk.detail.background)) == "Avbruten text"
