"""The hash of what a paper says: whoever holds the paper can see that it is the decided text."""

import hashlib
import json
import unicodedata
from typing import Any, Final

from app.services.agreements.document import AgreementDocument, to_plain

PRINTED_DIGITS: Final = 12


def canonical_json(value: Any) -> bytes:
    """The one way to write a value: NFC, sorted keys, no spaces, UTF-8; floats are refused."""
    text = json.dumps(
        _normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_normal(key): _normal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    if isinstance(value, float):
        raise TypeError("a float has no exact text and is never hashed")
    return value


def content_hash(document: AgreementDocument) -> str:
    """SHA-256 over the document and its schema, as 64 hex digits."""
    return hashlib.sha256(canonical_json(to_plain(document))).hexdigest()


def printed_code(digest: str) -> str:
    """The first twelve hex digits as they are printed: 7F3A-91C2-E05B."""
    digits = digest[:PRINTED_DIGITS].upper()
    return "-".join(digits[start : start + 4] for start in range(0, PRINTED_DIGITS, 4))
