"""What a steering document says when it is printed: plain values, ready for paper and for a hash.

Its own text is what is decided; the tables that are made for it are as of a day, which is data too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from app.models.canonical import canonical_json
from app.services.agreements.document import FrameRow, FramesTable

SCHEMA: Final = "styrdokument/1"
"""The shape of what is hashed, so that papers printed from an older shape still verify."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of the document's head (`META-01` … `META-09`)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that belongs to the document."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class TextPart:
    """A section in the document's own words, as kept rich text; "" when nothing is written.

    `made` is what the data add to it: tables that are as of a day and no part of what was decided.
    """

    title: str
    text: str
    made: tuple["GoalsPart | FramesPart | WordsPart", ...] = ()
    see: str | None = None
    """The section where what this one asks for stands."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a goal is measured: its start and its target in each of the document's years, in words."""

    name: str
    keeper: str | None
    baseline: str | None
    targets: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, commitment or assignment below the document; `depth` from 0, `facts` are lines below it."""

    title: str
    text: str = ""
    facts: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    depth: int = 0


@dataclass(frozen=True, slots=True)
class GoalGroup:
    """The goals of an area or of a level; `level` is the name of the area's level, or of the goals'."""

    title: str
    level: str
    goals: tuple[Goal, ...]
    text: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalsPart:
    """Goals in groups, with the years that their targets are told for."""

    title: str
    years: tuple[int, ...]
    groups: tuple[GoalGroup, ...]
    dated: bool = True


@dataclass(frozen=True, slots=True)
class UnitRow:
    """The frame of a unit in each year, or with `group` the sum of those below it; in öre."""

    name: str
    depth: int
    group: bool
    amounts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class UnitFrames:
    """The frames of all units with their sum, and what is left of what there is to distribute."""

    years: tuple[int, ...]
    rows: tuple[UnitRow, ...]
    totals: tuple[int | None, ...]
    rest: tuple[FrameRow, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FramesPart:
    """The frames that the document sets or rests on; not `dated` when they are decided."""

    title: str
    frames: FramesTable | UnitFrames
    dated: bool = True


@dataclass(frozen=True, slots=True)
class WordsPart:
    """A table of words; `shares` are the widths of the columns, `notes` follow the table."""

    title: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    intro: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    dated: bool = True


MadePart = GoalsPart | FramesPart | WordsPart
Part = TextPart | MadePart


@dataclass(frozen=True, slots=True)
class SteeringDocument:
    """A version of a steering document, complete as it stands on paper."""

    node_id: int
    municipality: str
    kind_name: str
    title: str
    version: str
    document_date: date
    as_of: date
    unit: str | None = None
    mark: str | None = None
    draft: bool = True
    example: bool = False
    registration_number: str | None = None
    head: tuple[HeadLine, ...] = ()
    intro: str = ""
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attached, ...] = ()
    signed_for: str | None = None
    signing_body: str | None = None

    @property
    def full_title(self) -> str:
        """The title with its unit, unless the title names it."""
        if self.unit is None or self.unit.casefold() in self.title.casefold():
            return self.title
        return f"{self.title}, {self.unit}"


def content_hash(document: SteeringDocument) -> str:
    """SHA-256 over the document's own words and files, as 64 hex digits.

    What is told as of a day is not in it, so every print of a decided version has the same code.
    """
    return sha256(canonical_json(_decided(document)).encode()).hexdigest()


def _decided(document: SteeringDocument) -> Mapping[str, Any]:
    sections = [[part.title, part.text] for part in document.parts if isinstance(part, TextPart)]
    return {
        "schema": SCHEMA,
        "municipality": document.municipality,
        "kind": document.kind_name,
        "title": document.title,
        "version": document.version,
        "intro": document.intro,
        "sections": sections,
        "attachments": [[one.name, one.digest] for one in document.attachments],
    }
