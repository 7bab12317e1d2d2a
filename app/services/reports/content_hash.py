"""The code printed on each page: the first digits of the hash of what the paper says."""

from typing import Final

from app.services.agreements.document import AgreementDocument
from app.services.agreements.fingerprint import content_hash

PRINTED_DIGITS: Final = 12


def printed_code(digest: str) -> str:
    """The first twelve hex digits as they are printed: 7F3A-91C2-E05B."""
    digits = digest[:PRINTED_DIGITS].upper()
    return "-".join(digits[start : start + 4] for start in range(0, PRINTED_DIGITS, 4))


def code_of(document: AgreementDocument) -> str:
    """The code that is printed on a document's pages."""
    return printed_code(content_hash(document))
