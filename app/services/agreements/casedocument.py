"""What a tjänsteskrivelse says when it is printed: plain values, ready for paper and for a word processor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from app.services.formatting import write_long_date

CaseStep = Literal["prepared", "preliminary", "definitive", "revision"]
STEPS: Final[tuple[CaseStep, ...]] = ("prepared", "preliminary", "definitive", "revision")
STEP_NAMES: Final[Mapping[CaseStep, str]] = {
    "prepared": "Beredning",
    "preliminary": "Preliminärt beslut",
    "definitive": "Definitivt beslut",
    "revision": "Revidering av ramar",
}
KIND_NAME: Final = "Tjänsteskrivelse"
#: The texts of a case in the order of the paper, and their headings.
TEXTS: Final[Mapping[str, str]] = {
    "summary": "Sammanfattning",
    "background": "Bakgrund",
    "consequences": "Konsekvenser",
}
PROPOSAL: Final = "Förslag till beslut"
APPENDICES: Final = "Bilagor"
RECIPIENTS: Final = "Beslutet skickas till"


@dataclass(frozen=True, slots=True)
class CaseAppendix:
    """An agreement or a revision that goes with the case; the code tells which text it is."""

    number: int
    title: str
    version: str
    code: str
    draft: bool = False

    @property
    def words(self) -> str:
        """The appendix on one line, as the list of the case has it."""
        version = f"{'utkast' if self.draft else 'version'} {self.version}"
        return f"Bilaga {self.number}: {self.title}, {version}, kontrollkod {self.code}"


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A case complete as it stands on paper; its texts are rich text as `richtext.write` keeps it."""

    municipality: str
    title: str
    body: str
    step: CaseStep
    document_date: date
    meeting_on: date | None = None
    registration_number: str | None = None
    author_role: str | None = None
    summary: str = ""
    background: str = ""
    consequences: str = ""
    proposal: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    appendices: tuple[CaseAppendix, ...] = ()
    example: bool = False
    kind_name: str = KIND_NAME

    @property
    def full_title(self) -> str:
        """What the file, the bookmark and the head of each page say."""
        return f"{self.kind_name}: {self.title}"

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The heading and the rich text of each text."""
        return tuple((heading, getattr(self, name)) for name, heading in TEXTS.items())

    @property
    def lead(self) -> str:
        """What stands before the points of the proposed decision."""
        return f"{self.body[:1].upper()}{self.body[1:]} beslutar att" if self.body else "Beslutet blir att"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What the head of the paper says, without what nobody has stated."""
        said = (
            ("Till", self.body),
            ("Sammanträde", write_long_date(self.meeting_on) if self.meeting_on else ""),
            ("Datum", write_long_date(self.document_date)),
            ("Diarienummer", self.registration_number or ""),
            ("Handläggare", self.author_role or ""),
        )
        return tuple((label, value) for label, value in said if value.strip())
