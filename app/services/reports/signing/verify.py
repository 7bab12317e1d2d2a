"""What a signed PDF is worth: who signed, whether it was changed since, whether the issuer is known."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from app.models.errors import DomainError
from app.services.clock import swedish_time
from app.services.formatting import write_count, write_long_date
from app.services.reports.signing.certificates import X509, Identity, identity_of, read_certificate
from app.services.reports.signing.errors import NotReadable
from app.services.reports.signing.sign import open_pdf, sig_fields

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

Level = Literal["valid", "unknown_issuer", "unsigned", "changed", "broken"]
_WORST_FIRST: Final[tuple[Level, ...]] = ("changed", "broken", "unknown_issuer", "valid")
_WORDS: Final[dict[Level, str]] = {
    "valid": "Giltig",
    "unknown_issuer": "Giltig, men utfärdaren är okänd",
    "changed": "Ändrad efter underskriften",
    "broken": "Ogiltig",
    "unsigned": "Inte undertecknad",
}


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """One signature: whose it is, when it was made by the signer's own word, and what it is worth."""

    field: str
    name: str
    organisation: str
    issuer: str
    fingerprint: str
    """The SHA-256 of the signer's certificate."""
    signed_at: datetime | None
    place: str
    level: Level
    reason: str
    """Why it is not simply valid, in a sentence; "" when it is."""
    anchor: bytes
    """The certificate to trust for the issuer to be known: the last of the chain; b"" without one."""

    @property
    def words(self) -> str:
        """Whose it is and when it was made."""
        when = f", {_write_when(self.signed_at)}" if self.signed_at else ""
        organisation = f", {self.organisation}" if self.organisation else ""
        return f"{self.name}{organisation}{when}"

    @property
    def verdict(self) -> str:
        """What it is worth, in a word or two."""
        return _WORDS[self.level]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all signatures of a file are worth together."""

    level: Level
    words: str
    signatures: tuple[SignatureCheck, ...] = ()
    empty_fields: int = 0


def verify(pdf: bytes, *, trusted: Sequence[bytes] = (), now: datetime | None = None) -> Verdict:
    """The verdict on a PDF; `trusted` are certificates of known issuers. Raises NotReadable, Encrypted.

    Nothing is fetched: a certificate that has been revoked since is not noticed.
    """
    reader = open_pdf(pdf)
    found = _signatures(reader)
    checks = tuple(_check(one, trusted, now) for one in found)
    empty = sum(1 for _, value, _ in sig_fields(reader) if value is None)
    if not checks:
        return Verdict("unsigned", "Filen har ingen digital underskrift.", (), empty)
    level = next(one for one in _WORST_FIRST if any(check.level == one for check in checks))
    return Verdict(level, _told(level, checks), checks, empty)


def is_signed(data: bytes) -> bool:
    """Whether it is a PDF that can be read and that somebody has signed digitally."""
    try:
        return bool(_signatures(open_pdf(data)))
    except DomainError:
        return False


def _signatures(reader: Any) -> list[EmbeddedPdfSignature]:
    from pyhanko.sign.validation.pdf_embedded import collect_embedded_signatures

    try:
        return [one for one in collect_embedded_signatures(reader) if one.sig_object_type == "/Sig"]
    except Exception:  # whatever is wrong inside a file that somebody else made
        raise NotReadable from None


def _check(found: EmbeddedPdfSignature, trusted: Sequence[bytes], now: datetime | None) -> SignatureCheck:
    try:
        certificate = found.signer_cert
        chain = [certificate, *found.other_embedded_certs]
        identity, anchor = identity_of(certificate), _last_of(chain).dump()
    except Exception:  # whatever is wrong inside a file that somebody else made
        return _unread(found)
    level, reason = _judged(found, trusted, now, identity)
    return SignatureCheck(
        field=str(found.field_name),
        name=identity.name,
        organisation=identity.organisation,
        issuer=identity.issuer,
        fingerprint=identity.fingerprint,
        signed_at=_claimed(found),
        place=str(found.sig_object.get("/Location", "")),
        level=level,
        reason=reason,
        anchor=anchor,
    )


def _unread(found: EmbeddedPdfSignature) -> SignatureCheck:
    return SignatureCheck(
        field=str(found.field_name), name="Okänd undertecknare", organisation="", issuer="", fingerprint="",
        signed_at=None, place="", level="broken", reason="Underskriften går inte att läsa.", anchor=b"",
    )  # fmt: skip


def _judged(
    found: EmbeddedPdfSignature, trusted: Sequence[bytes], now: datetime | None, identity: Identity
) -> tuple[Level, str]:
    at = _claimed(found)
    if at is not None and now is not None and at > now:
        return "broken", "Underskriften har en tid som inte har varit än."
    if at is not None and not identity.not_before <= at <= identity.not_after:
        return "broken", "Certifikatet gällde inte när underskriften gjordes."
    try:
        status: PdfSignatureStatus = asyncio.run(_validated(found, trusted, at or now))
    except Exception:  # whatever is wrong inside a file that somebody else made
        return "broken", "Underskriften går inte att kontrollera: den är skadad eller av ett okänt slag."
    return _level_of(status, identity)


async def _validated(
    found: EmbeddedPdfSignature, trusted: Sequence[bytes], moment: datetime | None
) -> PdfSignatureStatus:
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(
        trust_roots=[read_certificate(one) for one in trusted],
        other_certs=found.other_embedded_certs,
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    uses = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
    return await async_validate_pdf_signature(found, context, key_usage_settings=uses)


def _level_of(status: PdfSignatureStatus, identity: Identity) -> tuple[Level, str]:
    from pyhanko.sign.diff_analysis import ModificationLevel

    if not status.intact:
        return "changed", "Innehållet är inte det som undertecknades."
    if not status.valid:
        return "broken", "Underskriften stämmer inte med sitt certifikat."
    level = status.modification_level
    if status.docmdp_ok is False or level is None or level > ModificationLevel.FORM_FILLING:
        return "changed", "Filen har ändrats efter underskriften."
    if status.revoked:
        return "broken", "Certifikatet var återkallat."
    if status.trusted:
        return "valid", ""
    if identity.self_issued:
        return "unknown_issuer", "Certifikatet är utfärdat av undertecknaren själv, och ingen har gått i god."
    return "unknown_issuer", f"{identity.issuer} finns inte bland de utfärdare som du litar på."


def _last_of(chain: list[X509]) -> X509:
    """The certificate at the end of the chain that came along: the issuer of the issuers."""
    by_subject = {one.subject.dump(): one for one in chain}
    last, seen = chain[0], {chain[0].subject.dump()}
    while (above := by_subject.get(last.issuer.dump())) is not None:
        if above.subject.dump() in seen:
            break
        seen.add(above.subject.dump())
        last = above
    return last


def _claimed(found: EmbeddedPdfSignature) -> datetime | None:
    try:
        at = found.self_reported_timestamp
    except Exception:  # a time that is no time
        return None
    return at if at is None or at.tzinfo else None


def _told(level: Level, checks: tuple[SignatureCheck, ...]) -> str:
    count = write_count(len(checks), "giltig underskrift", "giltiga underskrifter")
    if level == "valid":
        return f"Filen har {count} och har inte ändrats sedan dess."
    if level == "unknown_issuer":
        return (
            "Filen har inte ändrats sedan den undertecknades, men det går inte att veta vem som har "
            "undertecknat: certifikatets utfärdare är okänd."
        )
    if level == "changed":
        return "Filen har ändrats efter att den undertecknades. Lita inte på den."
    bad = sum(check.level == "broken" for check in checks)
    return (
        f"{write_count(bad, 'underskrift', 'underskrifter')} i filen är ogiltig. Lita inte på den."
        if (bad == 1)
        else f"{bad} underskrifter i filen är ogiltiga. Lita inte på den."
    )


def _write_when(at: datetime) -> str:
    seen = swedish_time(at)
    return f"{write_long_date(seen.date())} kl. {seen:%H.%M}"
