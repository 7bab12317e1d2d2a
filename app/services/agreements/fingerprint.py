"""The hash of what an agreement says: whoever holds the paper can see that it is the decided text."""

import hashlib
from dataclasses import replace

from app.models.types import canonical_json
from app.services.agreements.document import AgreementDocument, to_plain


def impersonal(document: AgreementDocument) -> AgreementDocument:
    """What is decided: the document without personal names and without the mark of a draft.

    A name can be erased later (the decided paper must then still verify), and a paper that is printed
    again is the same agreement.
    """
    signatories = tuple(replace(line, name=None) for line in document.signatories)
    return replace(document, signatories=signatories, draft=False)


def content_hash(document: AgreementDocument) -> str:
    """SHA-256 over what is decided and its schema, as 64 hex digits."""
    return hashlib.sha256(canonical_json(to_plain(impersonal(document))).encode()).hexdigest()
