"""Who is affected when a decided element is to be changed: all that stands under it or contributes to it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.services.formatting import write_count
from app.services.steering.thread.following import follow
from app.services.steering.thread.reading import read_threads
from app.services.textorder import sort_key

_NAMED = 3
_EVERYTHING = 1_000_000_000
_ENDED = frozenset({"replaced", "revoked"})


@dataclass(frozen=True, slots=True)
class Affected:
    """The titles of what is affected, the nearest first, and the units that stand for it."""

    titles: tuple[str, ...]
    contributors: int
    units: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What to tell before the change; "" when nobody is affected."""
        if not self.titles:
            return ""
        count = write_count(len(self.titles), "styrelement", "styrelement")
        giving = f", varav {self.contributors} bidrar hit" if self.contributors else ""
        said = f"{count} i den röda tråden nedanför berörs{giving}: {_named(self.titles, quoted=True)}."
        if self.units:
            units = write_count(len(self.units), "enhet", "enheter")
            said += f" De gäller {units}: {_named(self.units)}."
        return said


def affected(session: Session, *, node_id: int, today: date) -> Affected:
    """What stands under an element near and far, contributions counted; what has ended is passed over."""
    threads = read_threads(session, today=today)
    if node_id not in threads.rows:
        return Affected((), 0, ())
    thread = follow(threads, node_id, most=_EVERYTHING)
    below = [node for node in thread.nodes if node.distance > 0 and node.row.status not in _ENDED]
    below.sort(key=lambda node: node.distance)
    givers = set(threads.givers.get(node_id, ()))
    units = {node.row.unit for node in below if node.row.unit is not None}
    return Affected(
        tuple(node.row.title for node in below),
        sum(node.row.id in givers for node in below),
        tuple(sorted(units, key=sort_key)),
    )


def _named(names: tuple[str, ...], *, quoted: bool = False) -> str:
    """The first few by name, the rest counted."""
    shown = [f"”{name}”" if quoted else name for name in names[:_NAMED]]
    rest = len(names) - len(shown)
    if rest:
        return f"{', '.join(shown)} och {rest} till"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} och {shown[-1]}"
