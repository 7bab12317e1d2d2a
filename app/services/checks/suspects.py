"""Which elements may lack something, found without looking at one element at a time."""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import compress, repeat
from operator import is_not, itemgetter
from typing import Any, Final

from app.services.checks.threadrows import Columns, LevelFacts, Threads

#: Forms of elements that say what is to be achieved.
AIMS: Final = frozenset({"goal", "commitment"})
ENDED: Final = frozenset({"replaced", "revoked"})
#: Forms that nothing needs to stand under: talks, and what only orders others.
APART: Final = frozenset({"dialogue", "structure"})
#: Longer than this and a goal is rarely read as one thing (`GOAL-01`: concrete, clear).
LONGEST_GOAL: Final = 160


class Ties:
    """How the elements hang together: `bare` have nothing below them on a level whose others have."""

    def __init__(self, threads: Threads) -> None:
        columns, levels = threads.columns, threads.levels
        used = frozenset(columns.levels)
        self.usual: Mapping[int, int] = {
            key: level.parent_id for key, level in levels.items() if level.parent_id in used
        }
        level_of: Mapping[Any, int] = threads.level_of
        self.places = tuple(zip(columns.levels, map(level_of.get, columns.parents), strict=True))
        self.pairs = frozenset(self.places)
        carried = {upper for lower, upper in self.pairs if levels[lower].form not in APART}
        self.bare = set(_among(columns.keys, columns.levels, carried)).difference(columns.parents)
        if self.bare:
            self.bare.difference_update(map(itemgetter(1), threads.servings))


def suspects(threads: Threads, ties: Ties) -> Iterator[Any]:
    """The rows of elements that may lack something, in their order; what has ended is passed over."""
    columns, keys = threads.columns, threads.columns.keys
    found = set(ties.bare)
    found.update(_among(keys, zip(columns.units, columns.roles, strict=True), {(None, None)}))
    found.update(compress(keys, columns.reviews))
    usual = ties.usual
    wrong = {(level, upper) for level, upper in ties.pairs if usual.get(level, upper) != upper}
    found.update(_among(keys, ties.places, wrong))
    if any(columns.locked):
        found.update(_wrongly_decided(columns, threads.levels))
    found.update(_wrongly_aimed(columns, threads.levels, viewing=threads.has_perspectives))
    if not ENDED.isdisjoint(columns.statuses):
        found.difference_update(_among(keys, columns.statuses, ENDED))
    return compress(threads.rows, map(found.__contains__, keys))


def _wrongly_decided(columns: Columns, levels: Mapping[int, LevelFacts]) -> set[int]:
    """Those whose time may have run out, or that are not decided by the very body that their level names."""
    keys = columns.keys
    fine = {(key, body) for key, level in levels.items() for body in level.decided_by or ()}
    stated = set(zip(columns.levels, columns.decided, strict=True))
    found = set(_among(keys, zip(columns.levels, columns.decided, strict=True), stated - fine))
    found.update(compress(keys, columns.ends))
    found.update(compress(keys, map(is_not, columns.kind_bodies, repeat(None))))
    found.intersection_update(compress(keys, columns.locked))
    return found


def _wrongly_aimed(columns: Columns, levels: Mapping[int, LevelFacts], *, viewing: bool) -> set[int]:
    """Those that say what is to be achieved without a measure, target or perspective, or at length."""
    aims = {key for key, level in levels.items() if level.form in AIMS}
    shapes = tuple(zip(columns.levels, columns.measured, columns.aimed, columns.viewed, strict=True))
    wrong = {
        (level, measured, aimed, viewed)
        for level, measured, aimed, viewed in set(shapes)
        if level in aims and not (measured and aimed and (viewed or not viewing))
    }
    found = set(_among(columns.keys, shapes, wrong))
    if max(map(len, columns.titles), default=0) > LONGEST_GOAL:
        found.update(compress(columns.keys, map(LONGEST_GOAL.__lt__, map(len, columns.titles))))
    return found


def _among(keys: Iterable[int], values: Iterable[Any], wanted: Container[Any]) -> Iterable[int]:
    """The keys whose value is among some; nothing is looked at when there are none."""
    return compress(keys, map(wanted.__contains__, values)) if wanted else ()
