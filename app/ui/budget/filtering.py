"""Which rows of the grid are wanted: by name, by what has changed, and by a part that stands in them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.services.textorder import fold


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; everything in it must be so."""

    text: str = ""
    changed: bool = False
    """Only rows that differ from the compared version."""
    part: str = ""
    """Only rows where this part stands in some year."""

    def __bool__(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.text.strip() or self.changed or self.part)


def wanted_keys(rows: Sequence[Any], wanted: Wanted, years: Collection[int]) -> frozenset[int] | None:
    """The keys of the rows that are shown, with the groups above them; None when nothing is asked for.

    A group whose name is asked for is shown with everything under it.
    """
    if not wanted:
        return None
    found = [row for row in rows if not row.group]
    if wanted.part:
        found = [row for row in found if any(row.amount(year, wanted.part) for year in years)]
    if wanted.changed:
        found = [row for row in found if row.changed]
    words = fold(wanted.text).split()
    if words:
        named = _named(rows, words)
        found = [row for row in found if row.key in named]
    return _with_groups(rows, found)


def _named(rows: Iterable[Any], words: Sequence[str]) -> set[int]:
    named: set[int] = set()
    for row in rows:
        if row.parent in named:
            named.add(row.key)
            continue
        name = fold(row.name)
        if all(word in name for word in words):
            named.add(row.key)
    return named


def _with_groups(rows: Iterable[Any], found: Iterable[Any]) -> frozenset[int]:
    above = {row.key: row.parent for row in rows if row.group}
    kept: set[int] = set()
    for row in found:
        kept.add(row.key)
        key = row.parent
        while key is not None and key not in kept:
            kept.add(key)
            key = above[key]
    return frozenset(kept)
