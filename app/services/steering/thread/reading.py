"""Reads every thread of the municipality at once: the elements, and all that they contribute to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.steering import Contribution
from app.services.steering.rules import LevelRow
from app.services.steering.thread.working import Work, read_works
from app.services.steering.views import NodeRow, steering_view


class Serving(NamedTuple):
    """A contribution: who gives, to whom, and the sentence that says how ("" while nobody has said)."""

    giver: int
    taker: int
    note: str


@dataclass(frozen=True)
class ThreadMap:
    """All elements by key in the order of siblings, with what stands under and contributes to each.

    `works` are the assignments and activities by what they are done for.
    """

    rows: Mapping[int, NodeRow]
    levels: tuple[LevelRow, ...]
    servings: tuple[Serving, ...]
    children: Mapping[int, list[int]] = field(default_factory=dict)
    givers: Mapping[int, list[int]] = field(default_factory=dict)
    takers: Mapping[int, list[int]] = field(default_factory=dict)
    works: Mapping[int, list[Work]] = field(default_factory=dict)

    def above(self, key: int) -> list[int]:
        """What an element stands under, then what it contributes to."""
        parent = self.rows[key].parent_id
        own = [parent] if parent is not None and parent in self.rows else []
        return own + self.takers.get(key, [])

    def below(self, key: int) -> list[int]:
        """What stands under an element, then what contributes to it."""
        return self.children.get(key, []) + self.givers.get(key, [])


def read_threads(session: Session, *, today: date) -> ThreadMap:
    """The elements with status words as of a day, the contributions, and what is done: four statements."""
    view = steering_view(session, today=today)
    columns = select(Contribution.from_node_id, Contribution.to_node_id, Contribution.note)
    found = session.connection().execute(columns.order_by(Contribution.id))
    servings = [Serving(giver, to, note or "") for giver, to, note in found]
    return thread_map(view.rows, view.levels, servings, read_works(session, today=today))


def thread_map(
    rows: Iterable[NodeRow],
    levels: tuple[LevelRow, ...],
    servings: Iterable[Serving],
    works: Iterable[Work] = (),
) -> ThreadMap:
    """A map of what was read; contributions of elements that are not among the rows are left out."""
    known = {row.id: row for row in rows}
    kept = tuple(one for one in servings if one.giver in known and one.taker in known)
    children: dict[int, list[int]] = {}
    givers: dict[int, list[int]] = {}
    takers: dict[int, list[int]] = {}
    for row in known.values():
        if row.parent_id is not None:
            children.setdefault(row.parent_id, []).append(row.id)
    for giver, taker, _note in kept:
        givers.setdefault(taker, []).append(giver)
        takers.setdefault(giver, []).append(taker)
    done: dict[int, list[Work]] = {}
    for work in works:
        done.setdefault(work.home_id, []).append(work)
    return ThreadMap(known, levels, kept, children, givers, takers, done)
