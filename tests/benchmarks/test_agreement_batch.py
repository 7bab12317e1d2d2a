"""The measurement of a batch of agreements can be made, and is of what it says."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtWidgets import QApplication

from benchmarks import agreement_batch
from benchmarks.agreement_pile import CHARTS, pile, plainly, write_word_files
from benchmarks.measuring import Case, Goal, Result


def test_the_papers_are_as_large_as_is_said_and_the_window_is_listened_to(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(agreement_batch, "COUNT", 2)
    documents = pile(2)
    agreement_batch._check(documents[0])
    assert agreement_batch._largest_gap(documents, tmp_path) > 0
    with pytest.raises(RuntimeError, match="pages and"):
        agreement_batch._check(plainly(documents[0]))


def test_the_word_files_hold_the_same_words_and_as_many_pictures(tmp_path: Path) -> None:
    (document,) = pile(1)
    (path,) = write_word_files([document], tmp_path)
    file = Document(str(path))
    assert len(file.inline_shapes) == CHARTS
    assert {section.heading for section in document.sections} <= {one.text for one in file.paragraphs}


def test_without_libreoffice_one_line_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def measured(goal: Goal, _measured: Case, _against: Case, *, rounds: int) -> Result:
        return Result(goal, (1.0,) * rounds, (1.0,) * rounds)

    monkeypatch.setattr(agreement_batch, "side_by_side", measured)
    monkeypatch.setattr(agreement_batch, "_largest_gap", lambda *_given: 0.01)
    monkeypatch.setattr(agreement_batch, "_check", lambda _document: None)
    monkeypatch.setattr(agreement_batch.shutil, "which", lambda _name: None)
    assert [each.goal.limit for each in agreement_batch.run(1)] == [0.65, None, 1.0]
    assert "LibreOffice Writer" in capsys.readouterr().err
