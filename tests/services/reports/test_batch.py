"""Many papers into a folder."""

import hashlib
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.reports.batch import (
    HANDFUL,
    FileNotWritten,
    FolderNotWritable,
    export_documents,
    file_names,
    write_file,
)
from app.services.reports.uppdragshandling import render
from tests.services.reports.samples import EXTERNAL, USUAL


def test_each_paper_gets_a_file_named_after_its_unit(tmp_path: Path) -> None:
    result = export_documents([USUAL, EXTERNAL], tmp_path / "ny mapp")
    assert [file.path.name for file in result.files] == [
        "Uppdragshandling 2011-2013 Hemtjänst Kopparberg.pdf",
        "Uppdragshandling 2011-2013 Folkets hus- och badförening.pdf",
    ]
    assert sorted(path.name for path in (tmp_path / "ny mapp").iterdir()) == sorted(
        file.path.name for file in result.files
    )
    for document, file in zip((USUAL, EXTERNAL), result.files, strict=True):
        content = file.path.read_bytes()
        assert content == render(document)
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_many_papers_are_the_same_from_other_processes(tmp_path: Path) -> None:
    documents = [replace(USUAL, performer=f"Enhet å{number}") for number in range(HANDFUL + 4)]
    seen: list[tuple[int, int]] = []
    result = export_documents(documents, tmp_path, progress=lambda done, of, _name: seen.append((done, of)))
    assert (result.failed, result.cancelled) == ((), False)
    assert [file.path.read_bytes() for file in result.files] == [render(document) for document in documents]
    assert seen == [(done, len(documents)) for done in range(len(documents) + 1)]


@pytest.mark.parametrize("count", [3, HANDFUL + 4])
def test_cancelling_keeps_what_is_written_and_writes_no_more(tmp_path: Path, count: int) -> None:
    documents = [replace(USUAL, performer=f"Enhet {number}") for number in range(count)]
    answers = iter([False, False, True])
    result = export_documents(documents, tmp_path, cancelled=lambda: next(answers))
    assert result.cancelled
    assert [file.path.name for file in result.files] == file_names(documents)[:2]
    assert len(list(tmp_path.iterdir())) == 2


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / file_names([USUAL])[0]
    target.write_text("gammal", encoding="utf-8")
    export_documents([USUAL], tmp_path)
    assert target.read_bytes().startswith(b"%PDF-1.7")


def test_a_paper_that_cannot_be_written_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / file_names([USUAL])[0]).mkdir()
    result = export_documents([USUAL, EXTERNAL], tmp_path)
    assert [failure.what for failure in result.failed] == [USUAL.full_title]
    assert "skrevs inte" in result.failed[0].reason
    assert [file.path.name for file in result.files] == file_names([EXTERNAL])
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".del"]


def test_a_paper_that_cannot_be_made_stops_no_other(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    broken = replace(USUAL, performer="Trasig", document_date=None)  # type: ignore[arg-type]
    result = export_documents([broken, EXTERNAL], tmp_path)
    assert [failure.what for failure in result.failed] == [broken.full_title]
    assert len(result.files) == 1
    assert "could not be rendered" in caplog.text


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    with pytest.raises(FolderNotWritable, match="går inte att skapa"):
        export_documents([USUAL], tmp_path / "fil" / "mapp")


def test_no_documents_give_an_empty_result(tmp_path: Path) -> None:
    assert export_documents([], tmp_path).files == ()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "mapp" / "a.pdf"
    with pytest.raises(FileNotWritten, match=r"a\.pdf skrevs inte"):
        write_file(target, b"nytt")
    assert list(tmp_path.iterdir()) == []


def test_a_written_file_can_be_read_by_others_as_any_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    written = write_file(tmp_path / "å.pdf", b"1").path
    assert stat.S_IMODE(os.stat(written).st_mode) == stat.S_IMODE(os.stat(plain).st_mode)


def test_units_of_the_same_name_are_told_apart_also_where_case_does_not_count() -> None:
    documents = [replace(USUAL, title="", performer=name) for name in ("Köket", "köket", "Köket")]
    assert file_names(documents) == ["Köket.pdf", "köket (2).pdf", "Köket (3).pdf"]


def test_the_heavy_libraries_stay_out_of_the_document_itself() -> None:
    import subprocess

    program = (
        "import sys, app.services.agreements.document;"
        "print([m for m in ('reportlab', 'pikepdf', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
