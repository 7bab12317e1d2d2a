"""The alignment matrix: the elements of one level against those of another, or against units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app.services.formatting import write_count
from app.services.steering.thread.reading import ThreadMap
from app.services.steering.views import NodeRow
from app.services.textorder import sort_key

State = Literal["", "parent", "contributes"]
#: What the columns are when they are no level.
UNITS: Final = 0
_ENDED = frozenset({"replaced", "revoked"})
#: Forms whose elements are talks with people and align with nothing.
_APART = frozenset({"dialogue", "structure"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or column: an element, or a unit; `version` and `locked` are the element's."""

    key: int
    title: str
    unit: str = ""
    version: int = 0
    locked: bool = False

    @property
    def words(self) -> str:
        """The title, told from its namesakes by the unit."""
        return f"{self.title}, {self.unit}" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins a row with a column: `givers` contribute or stand below; `note` says how."""

    state: State
    giver: int
    taker: int
    note: str = ""
    givers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """A filled matrix; `rows_give` when the rows contribute to the columns."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    ties: Mapping[tuple[int, int], Tie]
    rows_give: bool
    elements: Mapping[int, tuple[NodeRow, ...]]
    """What each unit has that could contribute, when the columns are units."""
    by_unit: bool = False

    @property
    def sentence(self) -> str:
        """How full the matrix is, in words."""
        giving = sum(tie.state == "contributes" for tie in self.ties.values())
        alone = self.alone()
        said = write_count(giving, "bidrag", "bidrag")
        if not self.rows or not self.columns:
            return said
        missing = write_count(alone, "rad", "rader")
        return f"{said}, {missing} utan koppling" if alone else f"{said}, varje rad har en koppling"

    def alone(self) -> int:
        """How many rows nothing is joined with."""
        tied = {row for row, _column in self.ties}
        return sum(row.key not in tied for row in self.rows)

    def tie(self, row: int, column: int) -> Tie:
        """What a cell holds; an empty one says who would contribute to whom."""
        found = self.ties.get((row, column))
        if found is not None:
            return found
        giver, taker = (row, column) if self.rows_give else (column, row)
        return Tie("", giver, taker)


def level_choices(threads: ThreadMap) -> tuple[tuple[int, str], ...]:
    """The levels that have elements to align."""
    used = {row.level_id for row in threads.rows.values() if row.status not in _ENDED}
    return tuple(
        (level.id, level.short_name)
        for level in threads.levels
        if level.id in used and level.form not in _APART
    )


def first_choice(threads: ThreadMap) -> tuple[int, int] | None:
    """The levels between which most contributions are made; rows receive and columns give."""
    if len(level_choices(threads)) < 2:
        return None
    counts: dict[tuple[int, int], int] = {}
    for giver, taker, _note in threads.servings:
        pair = (threads.rows[taker].level_id, threads.rows[giver].level_id)
        goals = threads.rows[taker].form == "goal"
        counts[pair] = counts.get(pair, 0) + (1000 if goals else 1)
    offered = {key for key, _name in level_choices(threads)}
    found = max(
        (pair for pair in counts if offered.issuperset(pair)), key=lambda pair: counts[pair], default=None
    )
    keys = [key for key, _name in level_choices(threads)]
    return found or (keys[-2], keys[-1])


def align(threads: ThreadMap, row_level: int, column_level: int) -> Alignment:
    """The matrix of two levels, or of a level and the units when the column level is UNITS."""
    rows = _of_level(threads, row_level)
    if column_level == UNITS:
        return _with_units(threads, rows, row_level)
    columns = _of_level(threads, column_level)
    places = {level.id: level.position for level in threads.levels}
    rows_give = places[row_level] > places[column_level]
    ties: dict[tuple[int, int], Tie] = {}
    right = {row.id for row in columns}
    left = {row.id for row in rows}
    for key in left | right:
        parent = threads.rows[key].parent_id
        if parent is not None:
            _put(ties, left, right, Tie("parent", key, parent))
    for giver, taker, note in threads.servings:
        _put(ties, left, right, Tie("contributes", giver, taker, note))
    return Alignment(tuple(map(_heading, rows)), tuple(map(_heading, columns)), ties, rows_give, {})


def _put(ties: dict[tuple[int, int], Tie], left: set[int], right: set[int], tie: Tie) -> None:
    if tie.giver in left and tie.taker in right:
        ties.setdefault((tie.giver, tie.taker), tie)
    elif tie.taker in left and tie.giver in right:
        ties.setdefault((tie.taker, tie.giver), tie)


def _of_level(threads: ThreadMap, level_id: int) -> list[NodeRow]:
    return [row for row in threads.rows.values() if row.level_id == level_id and row.status not in _ENDED]


def _heading(row: NodeRow) -> Heading:
    return Heading(row.id, row.title, row.unit or "", row.version, row.locked)


def _with_units(threads: ThreadMap, rows: list[NodeRow], row_level: int) -> Alignment:
    """The units that have elements below the level, with what of it is joined to each row."""
    places = {level.id: level.position for level in threads.levels}
    elements: dict[int, list[NodeRow]] = {}
    names: dict[int, str] = {}
    for row in threads.rows.values():
        lower = places[row.level_id] > places[row_level]
        if row.unit_id is not None and lower and row.status not in _ENDED and row.form not in _APART:
            elements.setdefault(row.unit_id, []).append(row)
            names[row.unit_id] = row.unit or ""
    joined: dict[tuple[int, int], list[Tie]] = {}
    for row in rows:
        for tie in _ties_to(threads, row.id):
            unit = threads.rows[tie.giver].unit_id
            if unit in elements:
                joined.setdefault((row.id, unit), []).append(tie)
    ties = {place: _summed(found) for place, found in joined.items()}
    columns = [Heading(key, names[key]) for key in sorted(names, key=lambda key: sort_key(names[key]))]
    held = {key: tuple(found) for key, found in elements.items()}
    return Alignment(tuple(map(_heading, rows)), tuple(columns), ties, False, held, by_unit=True)


def _ties_to(threads: ThreadMap, key: int) -> Iterable[Tie]:
    for child in threads.children.get(key, ()):
        yield Tie("parent", child, key)
    for giver in threads.givers.get(key, ()):
        yield Tie("contributes", giver, key)


def _summed(found: list[Tie]) -> Tie:
    """Several ties of one unit to one element, a contribution before a parentage."""
    giving = [tie for tie in found if tie.state == "contributes"]
    first = (giving or found)[0]
    return Tie(first.state, first.giver, first.taker, "", tuple(tie.giver for tie in giving))
