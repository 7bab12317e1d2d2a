"""Signing a paper: one signer after another, still valid for archiving, and what a changed file is worth."""

import logging
import subprocess
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Pdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from app.models.errors import DomainError
from app.services.reports.signing import errors
from app.services.reports.signing.certificates import open_certificate
from app.services.reports.signing.sign import fields_of, sign
from app.services.reports.signing.verify import verify
from app.services.reports.uppdragshandling import render
from tests.pdfcheck.reading import verdicts
from tests.services.reports.samples import USUAL
from tests.services.reports.signing.certificates import NOW, PASSWORD, issuer, person


@cache
def unsigned() -> bytes:
    """The paper with its empty fields."""
    return render(USUAL, fields=True)


@cache
def once() -> bytes:
    """Signed by one whom a known issuer goes good for."""
    return signed(unsigned(), 1, person("Åsa Örn"))


@cache
def twice() -> bytes:
    """Signed by a second one, who issued the certificate and has an RSA key."""
    return signed(once(), 2, person("Nils Ek", by=None, rsa_bits=2048))


def signed(pdf: bytes, place: int, holder: bytes, *, days: int = 0) -> bytes:
    """The file with one more signature."""
    certificate = open_certificate(holder, PASSWORD)
    at = NOW + timedelta(days=days)
    return sign(pdf, field=f"Underskrift{place}", certificate=certificate, place="Prov", reason=None, now=at)


def added_to(pdf: bytes) -> bytes:
    """A signed file to which somebody has added a page's text."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"BT ET")
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(stream)])
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_two_signers_one_after_the_other_keep_the_paper_valid(tmp_path: Path) -> None:
    assert [field.signed for field in fields_of(once())] == [True, False]
    assert twice().startswith(once())
    assert once().startswith(unsigned())
    odd = signed(unsigned(), 1, person("\u202eمحمد " + "Å" * 25, by=None))
    found = verdicts({"twice": twice(), "a name that no typeface draws": odd}, tmp_path)
    assert {key: verdict.broken for key, verdict in found.items() if verdict.verdict != "PASS"} == {}


def test_another_program_agrees_that_both_signatures_are_valid(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(twice())
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=True).stdout
    assert said.count("Signature is Valid") == 2
    assert said.count("ETSI.CAdES.detached") == 2
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
    assert "Courier" not in fonts


def test_the_verdict_tells_a_known_issuer_from_an_unknown_one(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        known = verify(once(), trusted=[issuer().der], now=NOW)
        unknown = verify(twice(), trusted=[issuer().der], now=NOW)
    assert (known.level, known.empty_fields) == ("valid", 1)
    assert known.signatures[0].words == "Åsa Örn, Provkommunen, 21 november 2026 kl. 13.00"
    assert known.signatures[0].place == "Prov"
    assert known.signatures[0].anchor == issuer().der
    assert [check.level for check in unknown.signatures] == ["valid", "unknown_issuer"]
    assert unknown.level == "unknown_issuer"
    assert "gått i god" in unknown.signatures[1].reason
    assert "Örn" not in caplog.text
    assert verify(unsigned()).level == "unsigned"


def test_what_was_changed_after_signing_is_seen() -> None:
    held = once()
    for changed in (held[:3000] + bytes([held[3000] ^ 1]) + held[3001:], added_to(held), added_to(twice())):
        verdict = verify(changed, trusted=[issuer().der], now=NOW)
        assert verdict.level == "changed"
        assert verdict.words == "Filen har ändrats efter att den undertecknades. Lita inte på den."


def test_a_damaged_signature_and_a_time_that_cannot_be_are_told() -> None:
    content = once()
    start = content.index(b"/Contents <") + 400
    damaged = content[:start] + b"00000000" + content[start + 8 :]
    assert verify(damaged, now=NOW).level in ("broken", "changed")
    assert verify(once(), now=NOW - timedelta(days=1)).level == "broken"
    outlived = verify(once(), trusted=[issuer().der], now=NOW + timedelta(days=900))
    assert outlived.level == "valid"


def test_what_cannot_be_signed_is_refused() -> None:
    with pytest.raises(errors.FieldTaken):
        signed(once(), 1, person("Åsa Örn"))
    with pytest.raises(errors.NoSuchField):
        signed(once(), 3, person("Åsa Örn"))
    with pytest.raises(errors.Expired):
        signed(unsigned(), 1, person("Åsa Örn"), days=800)
    for data in (b"", b"%PDF-1.7", b"hej" * 1000, unsigned()[:2000]):
        with pytest.raises(errors.NotReadable):
            signed(data, 1, person("Åsa Örn"))
        with pytest.raises(errors.NotReadable):
            verify(data)
    with Pdf.open(BytesIO(unsigned())) as pdf:
        locked = BytesIO()
        pdf.save(locked, encryption={"owner": "a", "user": "b"})  # type: ignore[arg-type]
    with pytest.raises(errors.Encrypted):
        verify(locked.getvalue())


def test_a_field_that_is_very_small_still_signs() -> None:
    with Pdf.open(BytesIO(unsigned())) as pdf:
        for page in pdf.pages:
            for one in page.obj.get("/Annots", ()):
                if isinstance(one, Dictionary) and one.get("/FT") == Name.Sig:
                    one.Rect = [100, 100, 103, 101]
        small = BytesIO()
        pdf.save(small)
    assert verify(signed(small.getvalue(), 1, person("Åsa Örn")), now=NOW).level == "unknown_issuer"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_file_with_any_bytes_changed_is_never_valid(data: st.DataObject) -> None:
    whole = bytearray(once())
    start = whole.index(b"/Contents <")
    gap = range(start, whole.index(b">", start))
    places = data.draw(st.sets(st.integers(0, len(whole) - 1), min_size=1, max_size=6))
    for place in places:
        whole[place] ^= data.draw(st.integers(1, 255))
    try:
        level = verify(bytes(whole), trusted=[issuer().der], now=NOW).level
    except DomainError:
        return
    assert level != "valid" or all(place in gap for place in places)


def test_signatures_that_are_hidden_with_an_older_end_of_the_file_do_not_count() -> None:
    with pytest.raises(errors.NotReadable):
        verify(once() + b"\n%%EOF\n", trusted=[issuer().der], now=NOW)
    blank = once() + b"\n" * 3  # some ways of sending a file add such
    assert verify(blank, trusted=[issuer().der], now=NOW).level == "valid"
    assert verify(once()[: len(unsigned())]).level == "unsigned"
