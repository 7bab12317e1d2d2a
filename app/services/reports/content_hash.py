"""The code printed on each page: the first digits of the hash of what the paper says."""

from app.services.agreements.document import AgreementDocument
from app.services.agreements.fingerprint import PRINTED_DIGITS, content_hash, printed_code
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.agreements.revisionform import revision_hash

__all__ = ["PRINTED_DIGITS", "code_of", "printed_code"]


def code_of(document: AgreementDocument | RevisionDocument) -> str:
    """The code that is printed on a document's pages."""
    if isinstance(document, RevisionDocument):
        return printed_code(revision_hash(document))
    return printed_code(content_hash(document))
