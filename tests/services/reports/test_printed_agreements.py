"""Agreements as they leave the program: their look, their appendices, and the files that were signed."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.services.agreements import deciding, paperlook, revisions, signing
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.agreements.signatures import earlier_states
from app.services.agreements.signedtext import signed_text
from app.services.agreements.signing import Signature
from app.services.agreements.views import agreement_detail
from app.services.clock import fixed_clock
from app.services.reports.batch import export_documents
from app.services.reports.content_hash import code_of
from app.services.reports.printed import AgreementPaper, LostPaper, render
from app.services.reports.printed_agreements import (
    agreement_papers,
    appendices_of,
    revision_papers,
    version_paper,
)
from app.services.steering.documents.attachments import Upload
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.reports.samples import DRAFT, USUAL

CLOCK = fixed_clock(TODAY)
SIGNED = b"%PDF-1.7 signed"


@pytest.fixture
def database(example_of_2027: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "Ljusnarsberg.styr"
    shutil.copy(example_of_2027, path)
    opened = Database.open(path, clock=CLOCK, user="Kanslichef")
    yield opened
    opened.close()


def _revision(code: str, number: int, *, draft: bool = False) -> RevisionDocument:
    return RevisionDocument(
        municipality="Ljusnarsbergs kommun",
        kind_name="Uppdragshandling",
        title=f"Ramrevidering {number}",
        agreement_title=USUAL.title,
        performer=USUAL.performer,
        client=USUAL.client,
        number=number,
        year=2011 + number,
        document_date=date(2011, 11, 2),
        agreement_code=code,
        version="1.0",
        draft=draft,
    )


def test_appendices_are_the_decided_revisions_of_just_that_text() -> None:
    code = code_of(USUAL)
    revisions = [_revision(code, 1), _revision("AAAA-BBBB-CCCC", 2), _revision(code, 3, draft=True)]
    assert appendices_of(USUAL, revisions) == (revisions[0],)
    assert appendices_of(DRAFT, [_revision(code_of(DRAFT), 1)]) == ()


def _signings(session: Session, agreement_id: int) -> int:
    return len(signing.signings_of(session, signed_text(session, agreement_id=agreement_id)))


def _sign(session: Session, agreement_id: int, revision_id: int | None = None) -> None:
    text = signed_text(session, agreement_id=agreement_id, revision_id=revision_id)
    line = text.lines[0]
    signing.keep_signed(
        session,
        agreement_id=agreement_id,
        revision_id=revision_id,
        signatures=(Signature(line.side, line.role, signed_on=TODAY),),
        upload=Upload("signerad.pdf", SIGNED),
        content_hash=text.content_hash,
        built_on=None,
        clock=CLOCK,
    )


def _damage(session: Session) -> None:
    """What a disk may do to the bytes that were kept."""
    session.connection().connection.cursor().execute("UPDATE attachment_content SET data = x'00'")


def test_papers_wear_the_look_and_a_signed_one_is_the_file_that_was_signed(
    database: Database, tmp_path: Path
) -> None:
    database.write(
        partial(
            paperlook.set_paper_look,
            colour=None,
            cover=True,
            charts=False,
            lines=["Torget 1"],
            expected_version=0,
        )
    )
    every = database.read(partial(agreement_papers, clock=CLOCK))
    assert len(every) == database.read(lambda session: len(session.scalars(select(Agreement.id)).all()))
    keys = database.read(lambda session: tuple(session.scalars(select(Agreement.id).order_by(Agreement.id))))
    decided = [key for key, paper in zip(keys, every, strict=True) if not paper.document.draft]
    signed = next(key for key in decided if not database.read(partial(_signings, agreement_id=key)))
    other = next(key for key in keys if key != signed)
    database.write(partial(_sign, agreement_id=signed))
    first, second = database.read(partial(agreement_papers, agreement_ids=(signed, 0, other), clock=CLOCK))
    assert render(first) == SIGNED
    assert isinstance(second, AgreementPaper)
    assert second.look is not None
    assert second.look.lines == ("Torget 1",)
    assert render(second) != render(replace(second, look=None))
    (anew,) = database.read(partial(agreement_papers, agreement_ids=(signed,), clock=CLOCK, archive="3a"))
    assert render(anew).startswith(b"%PDF-1.7\n")

    database.write_unlogged(_damage)
    lost, kept = database.read(partial(agreement_papers, agreement_ids=(signed, other), clock=CLOCK))
    assert isinstance(lost, LostPaper)
    result = export_documents([lost, kept], tmp_path / "ut")
    assert [(each.what, each.place) for each in result.failed] == [(first.full_title, 0)]
    assert "skadat" in result.failed[0].reason
    assert len(result.files) == 1


def _decided(database: Database) -> int:
    """A decided agreement that nobody has signed."""
    keys = database.read(lambda session: tuple(session.scalars(select(Agreement.id).order_by(Agreement.id))))
    papers = database.read(partial(agreement_papers, agreement_ids=keys, clock=CLOCK))
    return next(
        key
        for key, paper in zip(keys, papers, strict=True)
        if not paper.document.draft and not database.read(partial(_signings, agreement_id=key))
    )


def test_a_signed_appendix_and_a_signed_version_before_the_newest_are_the_files_that_were_signed(
    database: Database,
) -> None:
    key = _decided(database)
    revision = database.write(partial(revisions.begin_revision, agreement_id=key, year=2028)).value
    (row,) = database.read(partial(revisions.revisions_of, agreement_id=key))
    made = {"body": "Kommunstyrelsen", "decided_on": TODAY, "paragraph": "§ 1", "registration_number": None}
    database.write(
        partial(
            revisions.decide_revision, revision_id=revision, expected_version=row.version, clock=CLOCK, **made
        )
    )
    papers = partial(agreement_papers, agreement_ids=(key,), clock=CLOCK)
    (alone,) = database.read(papers)
    assert len(alone.appendices) == 1
    database.write(partial(_sign, agreement_id=key, revision_id=revision))
    main, appendix = database.read(papers)
    assert (main.signed, main.appendices, appendix.render()) == (None, (), SIGNED)
    (again,) = database.read(partial(revision_papers, revision_ids=(revision,), clock=CLOCK))
    assert again.render() == SIGNED

    database.write(partial(_sign, agreement_id=key))
    assert database.read(partial(earlier_states, agreement_id=key)) == ()
    database.write(partial(deciding.new_version, agreement_id=key))
    detail = database.read(partial(agreement_detail, agreement_id=key, today=TODAY))
    database.write(
        partial(deciding.decide, agreement_id=key, expected_version=detail.version, clock=CLOCK, **made)
    )
    (before,) = database.read(partial(earlier_states, agreement_id=key))
    assert (before.version_number, [file.name for file in before.files]) == (1, ["signerad.pdf"])
    version = detail.earlier[0][0]
    old = database.read(partial(version_paper, agreement_id=key, node_version_id=version))
    assert (old.render(), old.document.version) == (SIGNED, "1.0")
    (new,) = database.read(papers)
    assert new.signed is None
