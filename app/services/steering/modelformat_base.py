"""What every part of a model file is made of: strict texts, keys, dates, and the source of a statement."""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from app.services.textorder import nfc

#: The newest shape of model files that this program reads, and the one it writes.
FORMAT = 1
#: Every reader of JSON and every database keeps a number of this size.
LARGEST_NUMBER = 10**15

_T = TypeVar("_T")
_PRINTABLE = r"^[^\x00-\x08\x0b-\x1f]*[^\s\x00-\x1f][^\x00-\x08\x0b-\x1f]*$"

#: Words for people: not blank, no control characters.
Text = Annotated[str, StringConstraints(strict=True, pattern=_PRINTABLE)]
#: An identifier inside the file.
Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]*$")]
#: A reference such as `level.osb` or `wheel_pattern.LJ-09`.
Place = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z_]+\.[A-Za-z0-9_-]+$")]
#: A day of any year, written `03-17`.
MonthDay = Annotated[str, StringConstraints(strict=True, pattern=r"^\d\d-\d\d$")]
Whole = Annotated[int, Strict(), Field(ge=0, le=LARGEST_NUMBER)]
Positive = Annotated[int, Strict(), Field(ge=1, le=LARGEST_NUMBER)]
Year = Annotated[int, Strict(), Field(ge=1900, le=2200)]
Month = Annotated[int, Strict(), Field(ge=1, le=12)]
Day = Annotated[int, Strict(), Field(ge=1, le=31)]
MandateYear = Annotated[int, Strict(), Field(ge=0, le=4)]
#: The key of a rule of law.
LawStep = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9-]*$")]
YearOffset = Annotated[int, Strict(), Field(ge=-2, le=3)]
Flag = Annotated[bool, Strict()]
Date = Annotated[date, Strict()]
Texts = tuple[Text, ...]
Keys = tuple[Key, ...]

Phase = Literal["planering", "genomforande", "uppfoljning"]
#: Whether the source states something or this program proposes it.
Origin = Literal["kalla", "forslag"]
#: How several deciding bodies share a decision (`HIE-04`): either of them, together, one after another.
DecisionOrder = Literal["either", "together", "in_turn"]


class Part(BaseModel):
    """A part of a model file: frozen, without unknown keys; an absent key means the source is silent."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Part):
    """A part with its source; `derived` names the fields whose value is read out of the source, not stated.

    `name_literal` is false where the name is put together or clarified. `note` is in our own words,
    `quote` a short quotation where the wording itself matters.
    """

    source: Text | None = None
    note: Text | None = None
    quote: Text | None = None
    derived: Keys = ()
    name_literal: Flag = True


def composed(value: _T) -> _T:
    """Tables and lists with every text in them in Unicode form NFC, the one form in which text is kept."""
    found: Any = value
    if isinstance(value, str):
        found = nfc(value)
    elif isinstance(value, dict):
        found = {name: composed(one) for name, one in value.items()}
    elif isinstance(value, list | tuple):
        found = type(value)(composed(one) for one in value)
    made: _T = found
    return made
