"""What an agreement says when it is printed: plain values, ready for paper, for storing and for a hash."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

SCHEMA: Final = "uppdragshandling/1"
"""The shape below; it goes into the hash, so that papers printed from an older shape still verify.

A field that came later is made by `_later`: it is left out while it says nothing new, so that what was
decided before it existed keeps its hash.
"""
_LATER: Final = {"later": True}

DecisionStep = Literal["prepared", "preliminary", "definitive"]
AmountUnit = Literal["tkr", "kr"]


def _later(default: Any) -> Any:
    """A field that the first papers did not have."""
    return field(default=default, metadata=_LATER)


@dataclass(frozen=True, slots=True)
class Decision:
    """A step on the way to a binding agreement; whatever is not stated is None (`UH-12`)."""

    step: DecisionStep
    body: str | None = None
    day: date | None = None
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; an empty line in it begins a new paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Rich:
    """Text with headings, lists, tables, bold and italic, as `richtext.write` keeps it."""

    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a part; its number is given when printed."""

    text: str


@dataclass(frozen=True, slots=True)
class BulletList:
    """Short statements that stand one below the other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameRow:
    """One component of the frame, in öre for each year; None where the year has none."""

    label: str
    amounts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class FramesTable:
    """The frame of each year with its components (`UH-05`); printed in whole units, summed exactly."""

    years: tuple[int, ...]
    rows: tuple[FrameRow, ...]
    unit: AmountUnit = "tkr"
    total_label: str = "Budgetram"
    note: str | None = None
    chart: bool = _later(False)
    """Whether a chart of how the frame of the first year is composed stands below the table."""

    def __post_init__(self) -> None:
        if any(len(row.amounts) != len(self.years) for row in self.rows):
            raise ValueError("each row of a frames table has one amount for each year")

    @property
    def totals(self) -> tuple[int | None, ...]:
        """The exact sum of each year; None for a year without a single amount."""
        columns = ([row.amounts[n] for row in self.rows] for n in range(len(self.years)))
        stated = ([amount for amount in column if amount is not None] for column in columns)
        return tuple(sum(amounts) if amounts else None for amounts in stated)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the performer undertakes, the goal it serves and how it is measured (`UH-08`)."""

    title: str
    text: str | None = None
    perspective: str | None = None
    goal: str | None = None
    measure: str | None = None
    baseline: str | None = None
    target: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Commitments:
    """The commitments of the agreement, in the order they are numbered; `label` is what one is called."""

    items: tuple[Commitment, ...]
    label: str = _later("Åtagande")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """When the performer reports, what and to whom (`UH-09`)."""

    when: str
    what: str
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUpPlan:
    """The reporting through the year, in time order."""

    rows: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class ActivityItem:
    """What is to be done, who answers for it by role, and when."""

    title: str
    responsible: str | None = None
    when: str | None = None
    serves: str | None = None


@dataclass(frozen=True, slots=True)
class Activities:
    """The activities that the agreement holds."""

    items: tuple[ActivityItem, ...]


@dataclass(frozen=True, slots=True)
class AssignmentItem:
    """An assignment to the performer; `funding` is the whole sentence about extra funds or the frame."""

    title: str
    text: str | None = None
    giver: str | None = None
    due: str | None = None
    funding: str | None = None
    amount: int | None = None
    """Extra funds in öre."""
    report: str | None = None
    """When and to whom it is reported back, where it must be."""


@dataclass(frozen=True, slots=True)
class Assignments:
    """The assignments that go with the agreement."""

    items: tuple[AssignmentItem, ...]


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """An outcome of a period, exact digits as text; None where it is missing."""

    period: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A key figure with its development; `target` and `shown` are in words with the unit of measure."""

    name: str
    points: tuple[FigurePoint, ...]
    unit: str | None = None
    target: str | None = None
    target_value: str | None = None
    shown: str | None = None
    """The latest outcome with its period."""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Key figures of the performer; `chart` says whether their development is drawn."""

    items: tuple[KeyFigure, ...]
    chart: bool = True


Block = (
    Paragraph
    | Rich
    | Subheading
    | BulletList
    | FramesTable
    | Commitments
    | FollowUpPlan
    | Activities
    | Assignments
    | KeyFigures
)


@dataclass(frozen=True, slots=True)
class Section:
    """A main part; without blocks it is printed with a line that says that it is missing."""

    heading: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Someone who signs: the side as heading, the role, the unit, a name only if one is known (`UH-11`)."""

    side: str
    role: str
    unit: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """An agreement between client and performer, complete as it stands on paper (`UH-01` … `UH-16`)."""

    municipality: str
    kind_name: str
    title: str
    performer: str
    client: str
    document_date: date
    version: str
    performer_description: str | None = None
    external: bool = False
    contract: str | None = None
    term_starts: date | None = None
    term_ends: date | None = None
    decisions: tuple[Decision, ...] = ()
    registration_number: str | None = None
    draft: bool = False
    example: bool = False
    mandate: str | None = None
    sections: tuple[Section, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    signature_note: str | None = None
    missing: tuple[str, ...] = ()
    number: str | None = _later(None)
    """The number within kind and year as it is printed: 2027:4."""
    client_label: str | None = _later(None)
    """What the kind calls the client: Beställande nämnd; Beställare where it says nothing."""
    performer_label: str | None = _later(None)
    signed: bool = _later(True)
    """Whether the kind is signed at all; a service declaration is not."""

    @property
    def full_title(self) -> str:
        """The title with the performer: what the file, the bookmark and the head of each page say."""
        return f"{self.title}, {self.performer}" if self.performer else self.title


def to_plain(document: AgreementDocument) -> dict[str, Any]:
    """The document as JSON values; `schema` and the kind of each block are in it."""
    return {"schema": SCHEMA, **_plain(document)}


def from_plain(values: Mapping[str, Any]) -> AgreementDocument:
    """The document that `to_plain` wrote; raises ValueError for another schema."""
    if values.get("schema") != SCHEMA:
        raise ValueError(f"not a document of schema {SCHEMA}: {values.get('schema')!r}")
    document: AgreementDocument = _read(AgreementDocument, values)
    return document


def plain_values(value: Any) -> Any:
    """Any of the values above as JSON values, such as the frames of a revision."""
    return _plain(value)


def read_values(kind: type, values: Mapping[str, Any]) -> Any:
    """The value of a kind that `plain_values` wrote."""
    return _read(kind, values)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        kind = {"kind": type(value).__name__} if isinstance(value, get_args(Block)) else {}
        stated = ((one, getattr(value, one.name)) for one in fields(value))
        return {**kind, **{one.name: _plain(said) for one, said in stated if not _is_silent(one, said)}}
    return value


def _is_silent(one: Field[Any], said: Any) -> bool:
    return bool(one.metadata) and one.default is not MISSING and said == one.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        choices = [choice for choice in get_args(kind) if choice is not type(None)]
        if value is None or len(choices) == 1:
            return None if value is None else _read(choices[0], value)
        return _read(next(choice for choice in choices if choice.__name__ == value["kind"]), value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in value)
    if kind is date:
        return date.fromisoformat(value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        later = {one.name for one in fields(kind) if one.metadata}
        return kind(
            **{
                name: _read(hint, value[name])
                for name, hint in hints.items()
                if name in value or name not in later
            }
        )
    return value
