"""What the yearly revision of the frames says when it is printed: a numbered appendix (`UH-05`)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.services.agreements.document import Decision, FramesTable, Signatory

REVISION_SCHEMA: Final = "ramrevidering/1"
"""The shape below; it goes into the hash."""


@dataclass(frozen=True, slots=True)
class RevisionDocument:
    """The frames before and after, and why; `agreement_code` is the code of the text that it revises."""

    municipality: str
    kind_name: str
    title: str
    agreement_title: str
    performer: str
    client: str
    number: int
    year: int
    document_date: date
    agreement_code: str
    version: str
    registration_number: str | None = None
    decision: Decision | None = None
    text: str = ""
    before: FramesTable | None = None
    after: FramesTable | None = None
    draft: bool = False
    example: bool = False
    signatories: tuple[Signatory, ...] = ()
    signature_note: str | None = None
    missing: tuple[str, ...] = ()
    client_label: str | None = None
    """What the kind calls the client; Beställare where it says nothing."""
    performer_label: str | None = None

    @property
    def full_title(self) -> str:
        """What the file, the bookmark and the head of each page say."""
        return f"{self.title}, {self.performer}"
