"""What every part of an example municipality's shape is made of."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints, model_validator

#: Words for people; `{år}`, `{år+1}` and `{år-1}` stand for the budget year and the years around it.
Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9_-]*$")]
#: 0 is the budget year and -1 the year before it; a number from 1000 is a fixed year.
Year = Annotated[int, Strict(), Field(ge=-20, le=2200)]
Thousands = Annotated[int, Strict()]
Status = Literal["draft", "proposal", "prepared", "ready", "decided", "in_force"]


def _plain_number(value: Any) -> Any:
    """Let a number in only as text, so that every digit is the one that was written."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not value.lstrip("-").replace(".", "", 1).isdigit():
        raise ValueError('ska vara ett tal skrivet som text, till exempel "8.7"')
    return value


Number = Annotated[Decimal, BeforeValidator(_plain_number)]


class Part(BaseModel):
    """A part of an example: frozen, without unknown keys; an absent key means that nothing is said."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Part):
    """A row that is an invented example unless it says otherwise; what is not invented names its source."""

    source: Text | None = None
    example: bool = True

    @model_validator(mode="after")
    def _facts_have_a_source(self) -> "Sourced":
        if not self.example and self.source is None:
            raise ValueError("en rad som inte är exempel ska ange sin källa")
        return self


class Moment(Part):
    """A day, a month or a year, counted from the budget year."""

    year: Year
    month: Annotated[int, Strict(), Field(ge=1, le=12)] | None = None
    day: Annotated[int, Strict(), Field(ge=1, le=31)] | None = None


class Day(Part):
    """A day, counted from the budget year."""

    year: Year
    month: Annotated[int, Strict(), Field(ge=1, le=12)]
    day: Annotated[int, Strict(), Field(ge=1, le=31)]
