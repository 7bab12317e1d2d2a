"""What an import would do, value by value, before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

Kind = Literal["kolada", "utfall"]
GENDER_WORDS: Final[Mapping[str, str]] = {"T": "totalt", "K": "kvinnor", "M": "män"}
NEW: Final = 0
"""The answer that something unknown is to be made; an id says which it is, None that it is left out."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that is not read in: where it stands, and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the file does not know; `key` is what an answer is remembered by.

    `what` is "indicator" or "unit"; `count` says how many values hang on the answer, `can_make` whether a
    new indicator can be made of it, `shared` whether several have the name.
    """

    what: str
    key: str
    name: str
    place: str
    count: int
    can_make: bool = False
    why_not: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """An indicator that is made with the import, known by its code until it has an id."""

    code: str
    name: str
    definition: str | None = None
    unit_of_measure: str | None = None
    by_gender: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """An indicator of the file that gets a code."""

    indicator_id: int
    version: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A municipality that is new, or has got another name or kind; `row_id` None is new."""

    code: str
    name: str | None
    kind: str | None
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measurement that is added, or changed where `row_id` says which; `code` names a new indicator.

    `before` and `after` are what it says in words; `version` is that of the row that is changed.
    """

    indicator_id: int | None
    code: str
    name: str
    unit_id: int | None
    unit: str
    period: str
    gender: str
    value: Decimal | None
    missing: bool
    place: str
    after: str
    before: str = ""
    text: str | None = None
    comment: str | None = None
    source: str | None = None
    row_id: int | None = None
    version: int = 0


Other = tuple[int | None, str, str, str, str, Decimal | None, int | None]
"""Another municipality's value: indicator id or None with the new one's code, municipality's code, period,
gender, value, and the row that is changed."""


@dataclass(frozen=True)
class ImportPlan:
    """The whole answer; `faults` are what stands against it, `left_out` is left out by rule or choice.

    `seen` is the number of the file's last change when it was made.
    """

    kind: Kind
    files: tuple[str, ...]
    seen: int
    own: tuple[Outcome, ...] = ()
    others: tuple[Other, ...] = ()
    indicators: tuple[NewIndicator, ...] = ()
    links: tuple[Link, ...] = ()
    municipalities: tuple[Found, ...] = ()
    same: int = 0
    faults: tuple[LeftOut, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    remarks: tuple[str, ...] = ()
    others_before: Mapping[int, Decimal | None] = field(default_factory=dict)
    """What stands now in the rows of other municipalities that are changed."""

    @property
    def file(self) -> str:
        """What was read, in words."""
        more = f" och {len(self.files) - 1} till" if len(self.files) > 1 else ""
        return f"{self.files[0]}{more}" if self.files else ""

    @property
    def added(self) -> int:
        """How many values are new."""
        return sum(one.row_id is None for one in self.own) + sum(one[6] is None for one in self.others)

    @property
    def changed(self) -> int:
        """How many values become others."""
        return len(self.own) + len(self.others) - self.added

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.own or self.others or self.indicators or self.links or self.municipalities)
