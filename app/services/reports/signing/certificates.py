"""Certificates to sign with: a PKCS#12 file is opened with its password, which is forgotten at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from app.services.clock import swedish_time
from app.services.reports.signing.errors import (
    Expired,
    NoKey,
    NotACertificate,
    NotForSigning,
    NotYetValid,
    UnknownKeySort,
    WeakKey,
    WrongPassword,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
    from pyhanko.sign.signers import SimpleSigner

SELF_ISSUED: Final = "undertecknaren själv"
"""What is kept in the place of an issuer that has the signer's own name."""
X509 = Any
"""A certificate as asn1crypto reads it, which has no types."""
_WRONG_PASSWORD: Final = "Invalid password"
"""How the reader of PKCS#12 tells a wrong password from what is no such file."""
_SHORTEST_RSA: Final = 2048
_SIGNING_USES: Final = frozenset({"digital_signature", "non_repudiation"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a certificate names: a person or a function, the organisation, and the number of it."""

    name: str
    organisation: str
    issuer: str
    serial: str
    fingerprint: str
    not_before: datetime
    not_after: datetime
    self_issued: bool

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of it in the file: never the name, which must be possible to erase."""
        return {
            "organisation": self.organisation,
            "issuer": SELF_ISSUED if self.self_issued else self.issuer,
            "serial": self.serial,
            "fingerprint": self.fingerprint,
            "not_after": self.not_after.date().isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Certificate:
    """An opened certificate; the key is inside the signer and is never shown."""

    identity: Identity
    signer: SimpleSigner = field(repr=False, compare=False)

    @property
    def subject(self) -> str:
        """Whom it names."""
        return self.identity.name

    @property
    def issuer(self) -> str:
        """Who issued it."""
        return self.identity.issuer

    def check_on(self, now: datetime) -> None:
        """Refuse a certificate that does not hold at an instant."""
        if now > self.identity.not_after:
            raise Expired(swedish_time(self.identity.not_after).date())
        if now < self.identity.not_before:
            raise NotYetValid(swedish_time(self.identity.not_before).date())


def open_certificate(data: bytes, password: str) -> Certificate:
    """The certificate in a PKCS#12 file; raises what says in a sentence why it cannot be used."""
    signer = _signer(_opened(data, password))
    certificate = signer.signing_cert
    _refuse_unfit(certificate)
    return Certificate(identity_of(certificate), signer)


def identity_of(certificate: X509) -> Identity:
    """Whom a certificate names, in words."""
    validity = certificate["tbs_certificate"]["validity"]
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return Identity(
        name=_called(subject),
        organisation=_one(subject.get("organization_name")),
        issuer=_called(issuer),
        serial=f"{certificate.serial_number:X}",
        fingerprint=sha256(certificate.dump()).hexdigest(),
        not_before=_aware(validity["not_before"].native),
        not_after=_aware(validity["not_after"].native),
        self_issued=certificate.subject.dump() == certificate.issuer.dump(),
    )


def _opened(data: bytes, password: str) -> PKCS12KeyAndCertificates:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        return pkcs12.load_pkcs12(data, password.encode() or None)
    except (UnsupportedAlgorithm, NotImplementedError):
        raise UnknownKeySort from None
    except (ValueError, TypeError) as refused:
        wrong = _WRONG_PASSWORD in str(refused)
    raise WrongPassword if wrong else NotACertificate


def _signer(opened: PKCS12KeyAndCertificates) -> SimpleSigner:
    """A signer with the key and the chain of the file."""
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.keys import load_private_key_from_pemder_data
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    if opened.key is None or opened.cert is None:
        raise NoKey
    chain = (read_certificate(one.certificate.public_bytes(Encoding.DER)) for one in opened.additional_certs)
    plain = opened.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=read_certificate(opened.cert.certificate.public_bytes(Encoding.DER)),
        signing_key=load_private_key_from_pemder_data(plain, passphrase=None),
        cert_registry=SimpleCertificateStore.from_certs(chain),
    )


def read_certificate(data: bytes) -> X509:
    """A certificate as pyHanko knows it, from DER or PEM."""
    from pyhanko.keys import load_certs_from_pemder_data

    return next(iter(load_certs_from_pemder_data(data)))


def _refuse_unfit(certificate: X509) -> None:
    key = certificate.public_key
    if key.algorithm not in ("rsa", "ec"):
        raise UnknownKeySort
    if key.algorithm == "rsa" and key.bit_size < _SHORTEST_RSA:
        raise WeakKey(key.bit_size)
    uses = certificate.key_usage_value
    if uses is not None and not uses.native & _SIGNING_USES:
        raise NotForSigning


def _called(name: dict[str, Any]) -> str:
    """What a name is called: its common name, else its organisation; never a personal number."""
    known = ("common_name", "organizational_unit_name", "organization_name")
    return next((_one(name[key]) for key in known if name.get(key)), "okänd")


def _one(value: Any) -> str:
    """A part of a name, which may stand several times."""
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value or "")


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
