"""Many papers into a folder."""

import errno
import hashlib
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.reports.batch import (
    FileNotWritten,
    FolderNotWritable,
    export_documents,
    file_names,
    write_file,
)
from app.services.reports.printed import KeptPaper
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


class Lethal:
    """A paper that ends the process that makes it."""

    full_title = file_title = "Dödlig"
    suffix = ".pdf"

    def render(self) -> bytes:
        """End at once, as when there is no memory left."""
        os._exit(9)


def test_papers_from_other_processes_are_the_same_and_one_that_ends_its_process_stops_no_other(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    documents = [replace(USUAL, performer=f"Enhet å{number}") for number in range(4)]
    seen: list[tuple[int, int]] = []
    result = export_documents(
        [Lethal(), *documents],
        tmp_path,
        progress=lambda done, of, _name: seen.append((done, of)),
        workers=2,
    )
    assert [(failure.what, failure.place) for failure in result.failed] == [("Dödlig", 0)]
    assert "minnet" in result.failed[0].reason
    assert not result.cancelled
    assert [file.path.name for file in result.files] == file_names(documents)
    assert [file.path.read_bytes() for file in result.files] == [render(document) for document in documents]
    assert seen == [(done, 5) for done in range(6)]
    assert "ended early" in caplog.text


@pytest.mark.parametrize("workers", [0, 1])
def test_cancelling_keeps_what_is_written_and_writes_no_more(tmp_path: Path, workers: int) -> None:
    papers = [KeptPaper(f"Handling {number}", f"{number}", b"%PDF") for number in range(20)]
    done: list[int] = []
    result = export_documents(
        papers,
        tmp_path,
        progress=lambda count, _of, _name: done.append(count),
        cancelled=lambda: bool(done) and done[-1] >= 2,
        workers=workers,
    )
    assert result.cancelled
    assert 2 <= len(result.files) < len(papers)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(each.path.name for each in result.files)


_SMALL_DISK = """
import resource, sys
from pathlib import Path
from app.services.reports.batch import export_documents
from app.services.reports.printed import KeptPaper

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
papers = [KeptPaper(f"Handling {size}", f"{size}", bytes(size)) for size in (100, 30_000, 200)]
result = export_documents(papers, Path(sys.argv[1]))
print([file.path.name for file in result.files], [(each.what, each.reason) for each in result.failed])
"""


def test_a_disk_that_takes_no_more_costs_only_what_did_not_fit(tmp_path: Path) -> None:
    words = [sys.executable, "-c", _SMALL_DISK, str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "['100.pdf', '200.pdf']" in done.stdout
    assert "('Handling 30000', '30000.pdf skrevs inte. Disken tar inte" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["100.pdf", "200.pdf"]


def test_a_full_disk_is_said_as_such(tmp_path: Path) -> None:
    full = FileNotWritten(tmp_path / "å.pdf", OSError(errno.ENOSPC, "No space left"))
    assert full.message == "å.pdf skrevs inte. Disken är full. Frigör utrymme och försök igen."


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / file_names([USUAL])[0]
    target.write_text("gammal", encoding="utf-8")
    assert export_documents([USUAL], tmp_path).files[0].replaced
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


def test_names_hold_neither_slashes_nor_signs_that_are_not_seen() -> None:
    names = ("Vård/omsorg \\ nord", "A\u202eB\u0007:C", "...", "con")
    documents = [replace(USUAL, title="", performer=name) for name in names]
    assert file_names(documents) == ["Vård-omsorg - nord.pdf", "AB-C.pdf", "namnlös.pdf", "_con.pdf"]


def test_the_heavy_libraries_stay_out_of_the_document_itself() -> None:
    program = (
        "import sys, app.services.agreements.document;"
        "print([m for m in ('reportlab', 'pikepdf', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
