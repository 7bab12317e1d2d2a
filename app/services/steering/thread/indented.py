"""A thread as an indented list: the elements of the graph, each once, with its other ties in words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.services.formatting import write_count
from app.services.steering.thread.following import Thread
from app.services.steering.thread.working import Work
from app.services.steering.views import NodeRow

_NAMED = 2


@dataclass(frozen=True, slots=True)
class ListedNode:
    """A line of the list; `also` says what else it contributes to than what it is listed under.

    `row` is an element, or an assignment or activity that is done for the line above.
    """

    id: int
    parent_id: int | None
    depth: int
    row: NodeRow | Work
    title: str
    """With the unit, where another line has the same title."""
    level: str
    current: bool
    contributes: bool
    also: str

    @property
    def late_word(self) -> str:
        """That what is done should have been done by now; "" otherwise."""
        return self.row.late_word if isinstance(self.row, Work) else ""

    @property
    def status(self) -> str:
        """How far it has come, in words; "" where nothing is said."""
        return ", ".join(part for part in (self.row.status_word, self.late_word.lower()) if part)

    @property
    def tie_words(self) -> str:
        """How it is tied to the line it stands under, and to others."""
        return ", ".join(part for part in ("bidrar hit" if self.contributes else "", self.also) if part)

    @property
    def words(self) -> str:
        """The whole line: level, title, and its ties."""
        here = ", du är här" if self.current else ""
        tie = f" ({self.tie_words})" if self.tie_words else ""
        return f"{self.level}: {self.title}{here}{tie}"


def indented(thread: Thread) -> tuple[ListedNode, ...]:
    """The lines from the top down, each followed by what stands under it.

    An element whose parent is not in the thread is listed under the first that it contributes to.
    """
    rows: dict[int, NodeRow | Work] = {each.work.id: each.work for each in thread.works}
    rows |= {node.row.id: node.row for node in thread.nodes}
    parents = {edge.lower: edge.upper for edge in thread.edges if not edge.contributes}
    serves: dict[int, list[int]] = {}
    for edge in thread.edges:
        if edge.contributes:
            serves.setdefault(edge.lower, []).append(edge.upper)
    above = {key: parents.get(key, next(iter(serves.get(key, ())), None)) for key in rows}
    above = {key: upper for key, upper in above.items() if not _circles(key, above)}
    children: dict[int | None, list[int]] = {}
    for key in rows:
        children.setdefault(above.get(key), []).append(key)
    titles = Counter(row.title for row in rows.values())
    found: list[ListedNode] = []
    waiting = [(key, 0) for key in reversed(children.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        upper = above.get(key)
        others = [one for one in serves.get(key, ()) if one != upper]
        row = rows[key]
        alike = titles[row.title] > 1 and row.unit is not None
        title = f"{row.title}, {row.unit}" if alike else row.title
        found.append(
            ListedNode(
                key, upper, depth, row, title, row.level, key == thread.centre,
                upper is not None and key not in parents, _also(others, rows),
            )
        )  # fmt: skip
        waiting.extend((one, depth + 1) for one in reversed(children.get(key, [])))
    return tuple(found)


def _circles(key: int, above: Mapping[int, int | None]) -> bool:
    """Whether the way up leads back; a file that was damaged may hold such a way."""
    seen = {key}
    current = above.get(key)
    while current is not None:
        if current in seen:
            return current == key
        seen.add(current)
        current = above.get(current)
    return False


def _also(others: list[int], rows: Mapping[int, NodeRow | Work]) -> str:
    if not others:
        return ""
    named = " och ".join(f"”{rows[key].title}”" for key in others[:_NAMED])
    if len(others) > _NAMED:
        named = ", ".join(f"”{rows[key].title}”" for key in others[:_NAMED])
        named += f" och {write_count(len(others) - _NAMED, 'till', 'till')}"
    return f"bidrar även till {named}"
