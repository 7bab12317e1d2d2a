"""Signs a field of a PDF with a certificate (PAdES), so that it stays valid for archiving and for readers."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from app.services.reports.signing.certificates import Certificate
from app.services.reports.signing.errors import (
    Encrypted,
    FieldTaken,
    NoSuchField,
    NotReadable,
    SigningBarred,
)
from app.services.reports.signing.stamp import stamp_style, stamp_text

if TYPE_CHECKING:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.signers import PdfSigner

FIELD: Final = "Underskrift"
"""What the fields of the signatories are called, with their number on the paper."""
_DIGEST: Final = "sha256"


@dataclass(frozen=True, slots=True)
class FieldState:
    """A field to sign in, and whether somebody has."""

    name: str
    signed: bool


def field_name(place: int) -> str:
    """The field of a signatory by the place on the paper, from 1."""
    return f"{FIELD}{place}"


def fields_of(pdf: bytes) -> tuple[FieldState, ...]:
    """The fields to sign in, in the order of the file; quick, so that a window can ask."""
    from pikepdf import Name, PasswordError, Pdf, PdfError

    try:
        with Pdf.open(BytesIO(pdf)) as opened:
            form = opened.Root.get("/AcroForm")
            fields = form.get("/Fields", ()) if form is not None else ()
            return tuple(
                FieldState(str(one.get("/T", "")), "/V" in one)
                for one in fields
                if one.get("/FT") == Name.Sig
            )
    except PasswordError:
        raise Encrypted from None
    except (PdfError, ValueError, TypeError, AttributeError):
        raise NotReadable from None


def sign(
    pdf: bytes,
    *,
    field: str,
    certificate: Certificate,
    place: str | None,
    reason: str | None,
    now: datetime,
) -> bytes:
    """The PDF signed in a field, added to its end: what was signed before stays as it was.

    The time is the signer's own; nothing is fetched from anywhere.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError

    certificate.check_on(now)
    try:
        writer = _writer(pdf)
        width, height = _room(writer, field)
        signer = _signer(certificate, field, place, reason, now, (width, height))
        signed = asyncio.run(_signed(signer, writer, now))
    except SigningError:
        raise SigningBarred from None
    except PdfError:
        raise NotReadable from None
    return signed


def sig_fields(reader: Any) -> list[tuple[str, Any, Any]]:
    """Name, signature and object of each field to sign in; raises NotReadable where they are damaged."""
    from pyhanko.sign.fields import enumerate_sig_fields

    try:
        return list(enumerate_sig_fields(reader))
    except Exception:  # whatever is wrong inside a file that somebody else made
        raise NotReadable from None


def open_pdf(pdf: bytes) -> Any:
    """A reader of a PDF; raises what says why it cannot be read."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    _keep_quiet()
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        reader.root  # noqa: B018 - reads the file so far that a broken one is noticed here
        encrypted = reader.encrypted
    except Exception:  # whatever is wrong inside a file that somebody else made
        raise NotReadable from None
    if encrypted:
        raise Encrypted
    return reader


def _keep_quiet() -> None:
    """Nothing of what is wrong with a certificate goes to the log: it would name whose it is."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _writer(pdf: bytes) -> IncrementalPdfFileWriter:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    open_pdf(pdf)
    return IncrementalPdfFileWriter(BytesIO(pdf), strict=False)


def _room(writer: IncrementalPdfFileWriter, field: str) -> tuple[float, float]:
    """How large the field is on its page; refuses one that is missing or signed."""
    for name, value, reference in sig_fields(writer.prev):
        if name == field:
            if value is not None:
                raise FieldTaken
            left, bottom, right, top = (float(side) for side in reference.get_object()["/Rect"])
            return abs(right - left), abs(top - bottom)
    raise NoSuchField


def _signer(
    certificate: Certificate,
    field: str,
    place: str | None,
    reason: str | None,
    now: datetime,
    room: tuple[float, float],
) -> PdfSigner:
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    identity = certificate.identity
    text = stamp_text(identity.name, identity.organisation, now, place or "", identity.issuer)
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=_DIGEST,
        location=place or None,
        reason=reason or None,
        subfilter=SigSeedSubFilter.PADES,
    )
    return PdfSigner(metadata, certificate.signer, stamp_style=stamp_style(text, *room))


async def _signed(signer: PdfSigner, writer: IncrementalPdfFileWriter, now: datetime) -> bytes:
    """What pyHanko does by itself, with the time that we tell instead of the computer's."""
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    session = signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = now
    room = await session.estimate_signature_container_size(None, tight=False)
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=room)
    digest, output = document.digest_tbs_document()
    done = await document.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=now),
    )
    await done.post_signature_processing(output)
    output.seek(0)
    return bytes(output.read())
