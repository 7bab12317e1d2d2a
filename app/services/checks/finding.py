"""A finding, and the order findings are told in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from app.services.textorder import sort_key

Severity = Literal["error", "warning", "note"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: a stable `code`, its weight, the place in words, and a Swedish sentence.

    `kind` and `key` name the table and the row, where there is one to go to.
    """

    code: str
    severity: Severity
    place: str
    message: str
    kind: str | None = None
    key: int | None = None


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first, then by code and place."""
    return tuple(
        sorted(
            findings,
            key=lambda each: (
                SEVERITIES.index(each.severity), each.code, sort_key(each.place), sort_key(each.message),
            ),
        )
    )  # fmt: skip
