"""The plain form of a revision of the frames, and the hash of what it says."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.models.canonical import canonical_json
from app.services.agreements.document import plain_values, read_values
from app.services.agreements.revisiondocument import REVISION_SCHEMA, RevisionDocument


def revision_to_plain(document: RevisionDocument) -> dict[str, Any]:
    """The document as JSON values; `schema` is in it."""
    return {"schema": REVISION_SCHEMA, **plain_values(document)}


def revision_from_plain(values: Mapping[str, Any]) -> RevisionDocument:
    """The document that `revision_to_plain` wrote; raises ValueError for another schema."""
    if values.get("schema") != REVISION_SCHEMA:
        raise ValueError(f"not a document of schema {REVISION_SCHEMA}: {values.get('schema')!r}")
    document: RevisionDocument = read_values(RevisionDocument, values)
    return document


def impersonal_revision(document: RevisionDocument) -> RevisionDocument:
    """What is decided: the document without personal names and without the mark of a draft."""
    signatories = tuple(replace(line, name=None) for line in document.signatories)
    return replace(document, signatories=signatories, draft=False)


def revision_hash(document: RevisionDocument) -> str:
    """SHA-256 over what is decided and its schema, as 64 hex digits."""
    return hashlib.sha256(
        canonical_json(revision_to_plain(impersonal_revision(document))).encode()
    ).hexdigest()
