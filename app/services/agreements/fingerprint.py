"""The hash of what an agreement says: whoever holds the paper can see that it is the decided text."""

import hashlib
import json
import unicodedata
from dataclasses import replace
from typing import Any

from app.services.agreements.document import AgreementDocument, to_plain


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


def impersonal(document: AgreementDocument) -> AgreementDocument:
    """What is decided: the document without personal names and without the mark of a draft.

    A name can be erased later (the decided paper must then still verify), and a paper that is printed
    again is the same agreement.
    """
    signatories = tuple(replace(line, name=None) for line in document.signatories)
    return replace(document, signatories=signatories, draft=False)


def content_hash(document: AgreementDocument) -> str:
    """SHA-256 over what is decided and its schema, as 64 hex digits."""
    return hashlib.sha256(canonical_json(to_plain(impersonal(document)))).hexdigest()
