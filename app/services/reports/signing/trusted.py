"""The issuers of certificates that the user trusts: one file each, in the folder of the settings."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from app.services.paths import settings_dir
from app.services.reports.signing.certificates import Identity, identity_of, read_certificate
from app.services.reports.signing.errors import NotAnIssuer, NotTrusted

_FOLDER: Final = "utfardare"
_SUFFIX: Final = ".cer"
_LARGEST: Final = 100_000


def trusted_issuers() -> tuple[bytes, ...]:
    """The certificates of the trusted issuers; a file that is damaged is passed over."""
    found = []
    for path in _files():
        try:
            data = path.read_bytes()
            read_identity(data)
        except (OSError, NotAnIssuer):
            continue
        found.append(data)
    return tuple(found)


def trusted_count() -> int:
    """How many issuers are trusted, without reading them."""
    return len(_files())


def trust(data: bytes) -> Identity:
    """Trust an issuer from now on; gives who it is. Raises NotAnIssuer, NotTrusted."""
    identity = read_identity(data)
    folder = settings_dir() / _FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{identity.fingerprint}{_SUFFIX}"
        unfinished = path.with_suffix(".del")
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError:
        raise NotTrusted(str(folder)) from None
    return identity


def distrust(fingerprint: str) -> None:
    """Trust an issuer no longer; nothing happens when it was not trusted."""
    for path in _files():
        if path.stem == fingerprint:
            path.unlink(missing_ok=True)


def read_identity(data: bytes) -> Identity:
    """Whom a certificate in DER or PEM names; raises NotAnIssuer."""
    if len(data) > _LARGEST:
        raise NotAnIssuer
    try:
        return identity_of(read_certificate(data))
    except Exception:  # whatever is wrong inside a file that somebody else made
        raise NotAnIssuer from None


def _files() -> list[Path]:
    folder = settings_dir() / _FOLDER
    return sorted(folder.glob(f"*{_SUFFIX}")) if folder.is_dir() else []
