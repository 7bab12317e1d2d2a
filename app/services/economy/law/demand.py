"""A demand of law as it stands for a version of the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Status = Literal["met", "broken", "exception", "unknown", "ahead"]
STATUS_WORDS: Final = {
    "met": "uppfyllt",
    "broken": "inte uppfyllt",
    "exception": "undantag",
    "unknown": "går inte att pröva än",
    "ahead": "återstår",
}
#: Which is told first.
ORDER: Final[tuple[Status, ...]] = ("broken", "unknown", "exception", "ahead", "met")


@dataclass(frozen=True, slots=True)
class LegalCheck:
    """A demand: the rule's key, its short name and paragraph, and in `words` how it stands.

    `grave` is an error and no warning: only of a version that is put forward or decided and says something
    of its economy, so that an office that only uses frames is not stopped. `in_time` is
    about a day, which nothing in the version can put right. `kind` and `key` are the place to go to, and
    `face` the face of the page Ekonomi where it is put right.
    """

    rule: str
    title: str
    paragraph: str
    words: str
    status: Status
    grave: bool = False
    kind: str = "economy"
    key: int | str | None = None
    face: str = ""
    in_time: bool = False
    explanation: str = ""

    @property
    def stops(self) -> bool:
        """Whether the version cannot be marked as ready for decision while it stands."""
        return self.status == "broken" and self.grave and not self.in_time

    @property
    def sentence(self) -> str:
        """How it stands, with its paragraph; the number of the statute stands with the paragraph alone."""
        paragraph, _, _ = self.paragraph.partition(" (")
        return f"{self.words.rstrip('.')} ({paragraph})."


def stopping(checks: Iterable[LegalCheck]) -> tuple[LegalCheck, ...]:
    """What keeps a version from being ready for decision."""
    return tuple(check for check in checks if check.stops)
