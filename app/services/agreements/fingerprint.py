"""The hash of what an agreement says: whoever holds the paper can see that it is the decided text."""

import hashlib
from dataclasses import replace
from typing import Final

from app.models.canonical import canonical_json
from app.services.agreements.document import AgreementDocument, to_plain

PRINTED_DIGITS: Final = 12


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


def printed_code(digest: str) -> str:
    """The first twelve hex digits as they are printed: 7F3A-91C2-E05B."""
    digits = digest[:PRINTED_DIGITS].upper()
    return "-".join(digits[start : start + 4] for start in range(0, PRINTED_DIGITS, 4))
