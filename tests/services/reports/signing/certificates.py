"""Certificates for tests, made in memory: issuers, persons, and what is wrong with some of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "hemligt lösen 123"
ISSUER = "Provkommunens utfärdare"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
_Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Issuer:
    """Somebody who issues certificates."""

    certificate: x509.Certificate
    key: _Key

    @property
    def der(self) -> bytes:
        """The certificate as it is trusted."""
        return self.certificate.public_bytes(Encoding.DER)


def issuer(name: str = ISSUER) -> Issuer:
    """An issuer that signs its own certificate; the same one each time."""
    return _issuer(name)


@cache
def _issuer(name: str) -> Issuer:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name, "Provkommunen")
    built = _builder(subject, subject, key).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    return Issuer(built.sign(key, SHA256()), key)


@cache
def person(
    name: str,
    *,
    by: str | None = ISSUER,
    starts: datetime = NOW - timedelta(days=30),
    ends: datetime = NOW + timedelta(days=365),
    rsa_bits: int = 0,
    signing: bool = True,
    password: str = PASSWORD,
) -> bytes:
    """A PKCS#12 file of somebody; without `by` they issued the certificate themselves."""
    key: _Key = (
        rsa.generate_private_key(65537, rsa_bits) if rsa_bits else ec.generate_private_key(ec.SECP256R1())
    )
    subject = _name(name, "Provkommunen")
    above = issuer(by) if by else None
    builder = _builder(subject, above.certificate.subject if above else subject, key, starts, ends)
    usage = x509.KeyUsage(
        digital_signature=signing, content_commitment=signing, key_encipherment=not signing,
        data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = builder.add_extension(usage, critical=True).sign(above.key if above else key, SHA256())
    chain = [above.certificate] if above else None
    return pkcs12.serialize_key_and_certificates(
        name.encode(), key, certificate, chain, BestAvailableEncryption(password.encode())
    )


def without_key(name: str = "Utan Nyckel") -> bytes:
    """A PKCS#12 file with nothing but a certificate."""
    only = [issuer().certificate]
    return pkcs12.serialize_key_and_certificates(
        name.encode(), None, None, only, BestAvailableEncryption(PASSWORD.encode())
    )


def _name(name: str, organisation: str) -> x509.Name:
    parts = [(NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, organisation)]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])


def _builder(
    subject: x509.Name,
    above: x509.Name,
    key: _Key,
    starts: datetime = NOW - timedelta(days=300),
    ends: datetime = NOW + timedelta(days=3000),
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(above)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
    )
