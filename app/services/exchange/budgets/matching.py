"""Which line of the budget a name in somebody else's workbook means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.services.budget.rows import BudgetRow
from app.services.textorder import fold

_SUMS: Final = re.compile(r"(delsumma|summa|total|totalt|totalsumma|s:a|varav)\b")
_NUMBERED: Final = re.compile(r"[0-9][0-9 .\-–/]*[:.)\-–]?\s+(?=\S)")
_OWN: Final = ", gemensamt"


def folded(name: str) -> str:
    """The form in which names are compared and remembered: one line, without case and closing marks."""
    return fold(" ".join(name.split())).rstrip(" .:;,")


def is_sum(name: str) -> bool:
    """Whether a line says of itself that it is a sum."""
    return _SUMS.match(folded(name)) is not None


@dataclass(frozen=True)
class Names:
    """The lines of a budget by what they may be called; a name that two lines have means none."""

    holders: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)

    def find(self, name: str) -> int | None:
        """The key of the unit or central post that a name means, with or without a number before it."""
        return next((self.holders[form] for form in _forms(name) if form in self.holders), None)

    def group(self, name: str) -> int | None:
        """The key of the group that a name means."""
        return next((self.groups[form] for form in _forms(name) if form in self.groups), None)

    def knows(self, name: str) -> bool:
        """Whether a name means anything in the budget."""
        return self.find(name) is not None or self.group(name) is not None


def names_of(session: Session, rows: Iterable[BudgetRow]) -> Names:
    """The names of the lines, and the abbreviations of their units."""
    short = {
        key: text for key, text in session.execute(select(Unit.id, Unit.abbreviation)) if text is not None
    }
    holders: dict[str, set[int]] = {}
    groups: dict[str, set[int]] = {}
    for row in rows:
        kept = groups if row.group else holders
        called = [row.name]
        if row.unit_id in short and not row.name.endswith(_OWN):
            called.append(short[row.unit_id])
        for name in called:
            kept.setdefault(folded(name), set()).add(row.key)
    return Names(_single(holders), _single(groups))


def _single(found: Mapping[str, set[int]]) -> dict[str, int]:
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _forms(name: str) -> tuple[str, ...]:
    whole = folded(name)
    bare = _NUMBERED.sub("", whole, count=1)
    number = whole[: len(whole) - len(bare)].strip(" .:;-–)")
    return (whole, bare, number) if bare != whole else (whole,)
