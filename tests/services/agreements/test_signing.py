"""Signatures on a decided agreement: on paper, digitally, withdrawn; and what a printed paper is worth."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from operator import attrgetter
from pathlib import Path

import pytest
from pikepdf import Pdf
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementSigning
from app.models.documents import AttachmentContent
from app.models.errors import DomainError, MissingText
from app.models.organisation import Unit
from app.services.agreements import deciding, signing
from app.services.agreements.builder import build_document
from app.services.agreements.document import AgreementDocument
from app.services.agreements.papercheck import find_code, near_codes, read_code
from app.services.agreements.signatures import SignatureState, signature_state, state_or_none
from app.services.agreements.signing_errors import (
    AlreadySigned,
    AlreadyWithdrawn,
    CodeTooShort,
    KeptForEver,
    NotAPaperFile,
    NotDecidedYet,
    SignedBeforeDecided,
    SignedInFuture,
    SignedMeanwhile,
)
from app.services.checks.signed import signed_findings
from app.services.reports.content_hash import code_of
from app.services.reports.signing.agreement import open_lines, paper_to_sign, sign_paper
from app.services.reports.signing.certificates import open_certificate
from app.services.reports.signing.paper_check import PaperVerdict, check_pdf
from app.services.reports.uppdragshandling import render
from app.services.steering.documents.errors import AttachmentDamaged
from app.services.storage import Database, NothingToUndo, erasure
from tests.services.agreements.conftest import CLOCK
from tests.services.agreements.office import HOME_CARE, KITCHEN, Office
from tests.services.reports.signing.certificates import ISSUER, NOW, PASSWORD, person

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
TODAY = CLOCK.today()
LATER = NOW.replace(year=2010)


@pytest.fixture
def read_only(example_of_2011: Path, tmp_path: Path) -> Iterator[Office]:
    """The example, only to read."""
    path = tmp_path / "läst.styr"
    shutil.copy(example_of_2011, path)
    database = Database.open(path, clock=CLOCK, user="Kanslichef")
    yield Office(database)
    database.close()


def agreement(office: Office, unit: str) -> tuple[int, int]:
    """Key and version of a performer's agreement."""
    wanted = select(Agreement.id, Agreement.version).join(Unit, Unit.id == Agreement.unit_id)
    key, version = office.database.read(
        lambda session: session.execute(wanted.where(Unit.name == unit)).one()
    )
    return key, version


def document(office: Office, unit: str) -> AgreementDocument:
    """The paper of an agreement."""
    return office.database.read(partial(build_document, agreement_id=agreement(office, unit)[0], clock=CLOCK))


def state(office: Office, unit: str) -> SignatureState:
    """The signatures of an agreement."""
    return office.database.read(partial(signature_state, agreement_id=agreement(office, unit)[0]))


def decided(office: Office, unit: str = KITCHEN) -> int:
    """An agreement that has just been decided and that nobody has signed."""
    key, version = agreement(office, unit)
    office.database.write(
        partial(
            deciding.decide,
            agreement_id=key,
            expected_version=version,
            body="Kommunstyrelsen",
            decided_on=date(2010, 11, 20),
            paragraph="§ 1",
            registration_number=None,
            clock=CLOCK,
        )
    )
    return key


def record(office: Office, key: int, number: int = 1, **changed: object) -> int:
    """Somebody signs on paper."""
    lines = office.database.read(partial(signature_state, agreement_id=key)).lines
    line = lines[number - 1]
    values = {
        "side": line.side, "role": line.role, "person_name": "Åsa Örn", "signed_on": TODAY,
        "place": "Kopparberg", "clock": CLOCK,
    }  # fmt: skip
    return office.database.write(
        partial(signing.record_signing, agreement_id=key, **(values | changed))  # type: ignore[arg-type]
    ).value


def sign_digitally(office: Office, key: int, place: int, name: str, by: str | None = ISSUER) -> None:
    """Somebody signs with a certificate of their own."""
    paper = office.database.read(partial(paper_to_sign, agreement_id=key, clock=CLOCK))
    holder = person(name, by=by, starts=LATER.replace(month=1), ends=LATER.replace(month=12))
    done = sign_paper(
        paper,
        line=place,
        certificate=open_certificate(holder, PASSWORD),
        place="Prov",
        reason=None,
        now=CLOCK.now(),
    )
    office.database.write(
        partial(
            signing.keep_signed,
            agreement_id=key,
            signatures=(done.signature,),
            upload=done.upload,
            content_hash=paper.text.content_hash,
            built_on=paper.built_on,
            clock=CLOCK,
        )
    )


def test_signatures_on_paper_are_recorded_and_only_withdrawn(office: Office) -> None:
    key = decided(office)
    first = record(office, key)
    assert state(office, KITCHEN).words == "1 av 2 har skrivit under"
    assert not office.database.read(partial(signing.is_signed, agreement_id=key))
    with pytest.raises(AlreadySigned, match="Ta tillbaka underskriften först"):
        record(office, key)
    record(office, key, 2, person_name="", place=" ", signed_on=None)
    seen = state(office, KITCHEN)
    assert seen.signed
    assert seen.lines[0].signing is not None
    assert seen.lines[0].signing.facts == "På papper, 21 november 2010, Kopparberg"
    assert seen.lines[1].signing is not None
    assert seen.lines[1].signing.facts == "På papper, dag ej angiven"
    with pytest.raises(NothingToUndo):
        office.database.undo()
    withdraw = partial(signing.withdraw_signing, signing_id=first, clock=CLOCK)
    with pytest.raises(MissingText):
        office.database.write(partial(withdraw, why=" "))
    office.database.write(partial(withdraw, why="Fel person"))
    with pytest.raises(AlreadyWithdrawn):
        office.database.write(partial(withdraw, why="Igen"))
    after = state(office, KITCHEN)
    assert [line.place for line in after.unsigned] == [1]
    assert after.withdrawn[0].withdrawn.endswith("Fel person")
    record(office, key, side="client", role="Vikarierande chef")
    assert [one.role for one in state(office, KITCHEN).others] == ["Vikarierande chef"]


def test_what_cannot_be_signed_is_refused(office: Office) -> None:
    draft = agreement(office, KITCHEN)[0]
    assert office.database.read(partial(state_or_none, agreement_id=draft)) is None
    with pytest.raises(NotDecidedYet, match="Kostenhet är inte beslutad än"):
        record(office, draft)
    key = decided(office)
    with pytest.raises(SignedInFuture):
        record(office, key, signed_on=date(2010, 11, 22))
    with pytest.raises(SignedBeforeDecided, match="20 november 2010"):
        record(office, key, signed_on=date(2010, 11, 19))
    with pytest.raises(MissingText):
        record(office, key, role=" ")
    keep = partial(signing.keep_file, agreement_id=key, clock=CLOCK)
    with pytest.raises(NotAPaperFile, match="varken PDF"):
        office.database.write(partial(keep, kind="scan", name="brev.docx", data=b"PK\x03\x04"))
    with pytest.raises(DomainError, match="ingen PDF"):
        office.database.write(partial(keep, kind="signed", name="bild.png", data=PNG))


def test_a_scan_is_kept_opened_and_taken_away(office: Office) -> None:
    key = decided(office)
    keep = partial(
        signing.keep_file, agreement_id=key, kind="scan", name="../skannad.png", data=PNG, clock=CLOCK
    )
    first, second = (office.database.write(keep).value for _ in range(2))
    names = [file.name for file in state(office, KITCHEN).files]
    assert names == ["skannad (2).png", "skannad.png"]
    assert office.database.read(partial(signing.read_file, file_id=first)).data == PNG
    office.database.write(partial(signing.remove_file, file_id=second))
    assert len(state(office, KITCHEN).files) == 1
    office.database.undo()
    assert len(state(office, KITCHEN).files) == 2
    assert office.database.read(lambda session: list(signed_findings(session))) == []

    def lose(session: Session) -> None:
        for row in session.scalars(select(AttachmentContent)):
            session.delete(row)

    office.database.write_unlogged(lose)
    lost = office.database.read(lambda session: list(signed_findings(session)))
    assert set(map(attrgetter("code", "key"), lost)) == {("signed-file-missing", key)}
    with pytest.raises(AttachmentDamaged):
        office.database.read(partial(signing.read_file, file_id=first))


def test_two_sign_digitally_one_after_the_other(office: Office) -> None:
    key = decided(office)
    signed_file = partial(signing.signed_file, agreement_id=key)
    old = office.database.read(partial(paper_to_sign, agreement_id=key, clock=CLOCK))
    sign_digitally(office, key, 1, "Åsa Örn")
    once = office.database.read(signed_file)
    now = office.database.read(partial(paper_to_sign, agreement_id=key, clock=CLOCK))
    assert [line.place for line in open_lines(now)] == [2]
    sign_digitally(office, key, 2, "Nils Ek")
    twice = office.database.read(signed_file)
    assert once is not None
    assert twice is not None
    assert twice.startswith(once)
    assert state(office, KITCHEN).signed
    with pytest.raises(SignedMeanwhile):
        office.database.write(
            partial(
                signing.keep_signed,
                agreement_id=key,
                signatures=(),
                upload=signing.Upload("a.pdf", once),
                content_hash=old.text.content_hash,
                built_on=old.built_on,
                clock=CLOCK,
            )
        )
    with pytest.raises(KeptForEver):
        office.database.write(partial(signing.remove_file, file_id=state(office, KITCHEN).files[0].id))


def test_a_withdrawn_digital_signature_takes_the_later_with_it_and_its_name_is_erased(office: Office) -> None:
    key = decided(office)
    sign_digitally(office, key, 1, "Åsa Örn")
    sign_digitally(office, key, 2, "Nils Ek")
    pdf = office.database.read(partial(signing.signed_file, agreement_id=key))
    row = state(office, KITCHEN).lines[0].signing
    assert row is not None
    assert (row.digital, row.issuer, row.person_name) == (True, "Provkommunens utfärdare", "Åsa Örn")
    office.database.write(partial(signing.withdraw_signing, signing_id=row.id, why="Fel roll", clock=CLOCK))
    assert len(state(office, KITCHEN).withdrawn) == 2
    assert office.database.read(partial(signing.signed_file, agreement_id=key)) is None
    assert pdf is not None
    gone = checked(office, pdf)
    assert (gone.level, gone.words) == (
        "signature", "Underskriften av Åsa Örn har tagits tillbaka: Fel roll. Filen gäller inte längre."
    )  # fmt: skip
    assert {file.replaced for file in state(office, KITCHEN).files} == {True}
    sign_digitally(office, key, 2, "Nils Ek", by=None)
    assert [line.place for line in state(office, KITCHEN).unsigned] == [1]
    office.database.write(partial(erasure.erase_person, name="nils ek"))

    def kept(session: Session) -> str:
        rows = session.scalars(select(AgreementSigning))
        return " ".join(f"{row.person_name} {row.certificate}" for row in rows)

    assert "Nils" not in office.database.read(kept)
    assert PASSWORD not in office.database.read(kept)


def test_a_code_is_found_however_it_is_typed(read_only: Office) -> None:
    code = code_of(document(read_only, HOME_CARE))
    look = partial(find_code, clock=CLOCK)
    for typed in (code, code.lower(), code.replace("-", " "), f"Kontrollkod {code.replace('0', 'O')}"):
        (match,) = read_only.database.read(partial(look, text=typed))
        assert (match.decided, match.current, match.agreement_id) == (
            True,
            True,
            agreement(read_only, HOME_CARE)[0],
        )
        assert "Hemtjänst Kopparberg, version 1.0, beslutad" in match.words
    (draft,) = read_only.database.read(partial(look, text=code_of(document(read_only, KITCHEN))))
    assert not draft.decided
    assert draft.words.endswith("Det är inte beslutat.")
    assert read_only.database.read(partial(look, text="0000-0000-0000")) == ()
    misread = ("1" if code[0] == "2" else "2") + code[1:]
    (near,) = read_only.database.read(partial(near_codes, text=misread))
    assert near[:12].upper() == code.replace("-", "")
    for wrong in ("", "7F3A", "7F3A-91C2-E05Å", "x" * 12, "a" * 65):
        with pytest.raises(CodeTooShort, match="12 tecken"):
            read_code(wrong)


def checked(office: Office, pdf: bytes) -> PaperVerdict:
    """The verdict on a file."""
    return office.database.read(partial(check_pdf, data=pdf, clock=CLOCK))


def redrawn(pdf: bytes, work: str, page: int = 0) -> bytes:
    """The file with something drawn over a page."""
    with Pdf.open(BytesIO(pdf)) as opened:
        opened.pages[page].contents_add(work.encode())
        out = BytesIO()
        opened.save(out)
    return out.getvalue()


def test_a_paper_is_held_against_what_was_decided(office: Office) -> None:
    home = document(office, HOME_CARE)
    verdict = checked(office, render(home))
    assert (verdict.level, verdict.good) == ("decided", True)
    assert verdict.words.endswith("Varje sida stämmer.")
    covered = checked(office, redrawn(render(home), "q 1 g 100 500 80 30 re f Q"))
    assert covered.level == "drawn"
    assert covered.pages[0].words.startswith("Sidan ser annorlunda ut")
    draft = checked(office, render(document(office, KITCHEN)))
    assert draft.level == "draft"
    key = decided(office)
    sign_digitally(office, key, 1, "Åsa Örn")
    signed = office.database.read(partial(signing.signed_file, agreement_id=key))
    assert signed is not None
    verdict = checked(office, signed)
    assert (verdict.level, verdict.signatures.level) == ("decided", "unknown_issuer")
    assert verdict.signatures.empty_fields == 1
    forged = replace(home, client="Kommunstyrelsens arbetsutskott")
    assert checked(office, render(forged)).level == "unknown"
    named = render(replace(home, signatories=tuple(replace(one, name="Åsa Örn") for one in home.signatories)))
    verdict = checked(office, named)
    assert verdict.level == "decided"
    assert "Namn ingår inte i kontrollkoden" in verdict.notes[0]
