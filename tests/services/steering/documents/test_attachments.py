"""Attached files: what is hostile is refused or made harmless, bytes stand once, none is lost early."""

import tracemalloc
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models.documents import AttachmentContent
from app.models.errors import Locked
from app.services.checks.documents import document_findings
from app.services.clock import fixed_clock
from app.services.steering import nodes
from app.services.steering.documents import attachments
from app.services.steering.documents.attachments import Upload, read_upload
from app.services.steering.documents.errors import (
    AttachmentDamaged,
    AttachmentNotSaved,
    AttachmentTooLarge,
    AttachmentUnreadable,
    EmptyAttachment,
    NotOpenedHere,
)
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.steering.documents.desk import add, decide, on, view

TITLE = "Reglemente"


@pytest.fixture
def drafted(empty: Database) -> Database:
    add(empty, TITLE)
    return empty


def _attach(database: Database, *uploads: Upload) -> None:
    on(database, TITLE, attachments.add_attachments, uploads=uploads)


def _contents(database: Database) -> list[bytes]:
    return database.read(lambda session: list(session.scalars(select(AttachmentContent.data))))


def _read(database: Database, place: int = 0) -> Upload:
    key = view(database, TITLE).attachments[place].id
    return database.read(partial(attachments.read_attachment, attachment_id=key))


def test_a_file_is_kept_with_its_name_size_and_bytes(drafted: Database, tmp_path: Path) -> None:
    path = tmp_path / "Utredning åäö 🎈.pdf"
    path.write_bytes(b"%PDF-1.7")
    _attach(drafted, read_upload(path))
    row = view(drafted, TITLE).attachments[0]
    assert (row.name, row.size) == ("Utredning åäö 🎈.pdf", 8)
    assert _read(drafted) == Upload("Utredning åäö 🎈.pdf", b"%PDF-1.7")


def test_an_empty_file_is_refused(drafted: Database, tmp_path: Path) -> None:
    (tmp_path / "tom.txt").touch()
    with pytest.raises(EmptyAttachment, match=r"”tom\.txt” är tom \(0 byte\)"):
        read_upload(tmp_path / "tom.txt")
    with pytest.raises(EmptyAttachment):
        _attach(drafted, Upload("a.txt", b"ok"), Upload("tom.txt", b""))
    assert view(drafted, TITLE).attachments == ()


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as opened:
        opened.truncate(200_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(AttachmentTooLarge, match=r"är 200\xa0MB .* högst 25\xa0MB"):
            read_upload(path)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1_000_000


def test_what_grew_while_it_was_read_is_refused_too(drafted: Database) -> None:
    with pytest.raises(AttachmentTooLarge):
        on(drafted, TITLE, attachments.add_attachments, uploads=(Upload("a", b"1234"),), limit=3)


def test_the_limit_itself_is_let_through(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    assert read_upload(tmp_path / "a", limit=3).data == b"123"
    with pytest.raises(AttachmentTooLarge):
        read_upload(tmp_path / "a", limit=2)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "finns inte"):
        with pytest.raises(AttachmentUnreadable):
            read_upload(path)


def test_a_hostile_name_reaches_nowhere(drafted: Database, tmp_path: Path) -> None:
    _attach(drafted, Upload("../../x", b"1"), Upload("..\\..\\x", b"2"), Upload("/etc/passwd", b"3"))
    names = [row.name for row in view(drafted, TITLE).attachments]
    assert names == ["x", "x (2)", "passwd"]
    path = attachments.write_to_look_at(Upload("../../../x", b"1"), tmp_path / "titta")
    assert tmp_path / "titta" in path.parents


def test_equal_bytes_stand_once(drafted: Database) -> None:
    _attach(drafted, Upload("a.txt", b"samma"), Upload("b.txt", b"samma"), Upload("c.txt", b"annat"))
    assert sorted(_contents(drafted)) == [b"annat", b"samma"]
    seen = view(drafted, TITLE)
    assert (len(seen.attachments), seen.total_size) == (3, 15)


def test_bytes_stay_while_an_undo_may_want_them_and_go_when_the_file_is_closed(drafted: Database) -> None:
    _attach(drafted, Upload("a.txt", b"borta"))
    seen = view(drafted, TITLE)
    key = seen.attachments[0].id
    drafted.write(partial(attachments.remove_attachment, attachment_id=key, expected_version=seen.version))
    assert _contents(drafted) == [b"borta"]
    drafted.undo()
    assert _read(drafted).data == b"borta"
    drafted.redo()
    assert drafted.read(attachments.has_unreferenced)
    assert drafted.write_unlogged(attachments.clear_unreferenced) == 1
    assert _contents(drafted) == []
    assert not drafted.read(attachments.has_unreferenced)


def test_what_a_version_holds_is_never_cleared(drafted: Database) -> None:
    _attach(drafted, Upload("a.txt", b"kvar"))
    decide(drafted, TITLE)
    on(drafted, TITLE, nodes.new_version)
    seen = view(drafted, TITLE)
    key = seen.attachments[0].id
    drafted.write(partial(attachments.remove_attachment, attachment_id=key, expected_version=seen.version))
    drafted.write_unlogged(attachments.clear_unreferenced)
    assert _contents(drafted) == [b"kvar"]


def test_a_name_can_be_changed_and_keeps_its_suffix(drafted: Database) -> None:
    _attach(drafted, Upload("a.pdf", b"1"), Upload("b.pdf", b"2"))
    seen = view(drafted, TITLE)
    call = partial(attachments.rename_attachment, attachment_id=seen.attachments[1].id, name="../A")
    drafted.write(partial(call, expected_version=seen.version))
    assert [row.name for row in view(drafted, TITLE).attachments] == ["a.pdf", "A (2).pdf"]


def test_attachments_of_what_was_decided_stay(drafted: Database) -> None:
    _attach(drafted, Upload("a.pdf", b"1"))
    decide(drafted, TITLE)
    seen = view(drafted, TITLE)
    with pytest.raises(Locked):
        _attach(drafted, Upload("b.pdf", b"2"))
    call = partial(attachments.remove_attachment, attachment_id=seen.attachments[0].id)
    with pytest.raises(Locked):
        drafted.write(partial(call, expected_version=seen.version))


def test_a_copy_to_look_at_cannot_be_written_and_a_program_is_not_opened(tmp_path: Path) -> None:
    path = attachments.write_to_look_at(Upload("a.txt", b"1"), tmp_path)
    assert path.read_bytes() == b"1"
    assert not path.stat().st_mode & 0o222
    assert attachments.write_to_look_at(Upload("a.txt", b"1"), tmp_path) == path
    with pytest.raises(NotOpenedHere):
        attachments.write_to_look_at(Upload("gratis.EXE", b"MZ"), tmp_path)


def test_a_copy_is_whole_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(AttachmentNotSaved):
        attachments.write_copy(Upload("a.txt", b"1"), tmp_path / "finns inte" / "a.txt")
    attachments.write_copy(Upload("a.txt", b"1"), tmp_path / "a.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_bytes_that_are_gone_or_changed_are_told(drafted: Database) -> None:
    _attach(drafted, Upload("a.txt", b"1"))

    def spoil(session: Session) -> None:
        session.scalars(select(AttachmentContent)).one().data = b"2"
        session.flush()

    drafted.write_unlogged(spoil)
    with pytest.raises(AttachmentDamaged):
        _read(drafted)

    def lose(session: Session) -> None:
        session.delete(session.scalars(select(AttachmentContent)).one())

    drafted.write_unlogged(lose)
    found = drafted.read(lambda session: list(document_findings(session, today=TODAY)))
    assert [(one.code, one.severity) for one in found if one.code.startswith("attachment")] == [
        ("attachment-missing", "error")
    ]


def test_bytes_are_no_part_of_the_log(drafted: Database) -> None:
    secret = b"hemligt innehall " * 64
    _attach(drafted, Upload("a.txt", secret))
    payloads = text("SELECT sum(length(payload)) FROM change_payload")
    before = drafted.read(lambda session: session.execute(payloads).scalar_one())
    _attach(drafted, Upload("b.bin", bytes(range(256)) * 400))
    after = drafted.read(lambda session: session.execute(payloads).scalar_one())
    assert after - before < 10_000
    assert drafted.clock.today() == fixed_clock(drafted.clock.today()).today()
