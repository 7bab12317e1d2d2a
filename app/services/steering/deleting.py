"""Removes elements, and lets the user choose first what becomes of all that hangs on them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.agreements import (
    Agreement,
    AgreementCaseMember,
    AgreementComment,
    AgreementText,
    FollowUpRow,
    Signatory,
)
from app.models.errors import DomainError, Locked
from app.models.scorecard import NodeIndicator
from app.models.steering import Contribution, Decision, Node, NodePerspective, NodeVersion
from app.models.types import new_id
from app.services.formatting import write_count
from app.services.steering.errors import DecidedStays, NobodyTakesOver, ServedByDecided, StillHolds
from app.services.steering.goalextras import leaving
from app.services.steering.moving import checked, put_under
from app.services.steering.nodes import get_node
from app.services.steering.placing import Hierarchy, Standing
from app.services.steering.standing import read_hierarchy
from app.services.storage import bulk, describe, touch

_Column = InstrumentedAttribute[int]
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Removal:
    """What hangs on elements that are to be removed, and what can become of it.

    `never` is why they cannot be removed at all, `not_all` why what stands under them cannot go with
    them, `not_moved` why it cannot go to another element; each is "" where nothing stands in the way.
    """

    versions: Mapping[int, int]
    titles: tuple[str, ...]
    below: int
    served_by: int
    serves: int
    measures: int
    agreements: int
    never: str
    not_all: str
    not_moved: str
    activities: int = 0
    assignments: int = 0
    assessments: int = 0

    @property
    def holds(self) -> bool:
        """Whether something hangs on them that must go somewhere."""
        return bool(self.below or self.served_by)


def removal(session: Session, *, node_ids: Collection[int]) -> Removal:
    """Tell before anything is removed what would go, stay or stand in the way."""
    nodes = {one: get_node(session, one) for one in node_ids}
    hierarchy = read_hierarchy(session)
    tops = hierarchy.tops(tuple(node_ids))
    everything = hierarchy.below(tops)
    gone = [one for one in everything if one in nodes]
    never = _decided(hierarchy, gone) or _decided_serving(hierarchy, gone)
    not_all = never or _decided(hierarchy, everything) or _decided_serving(hierarchy, everything)
    return Removal(
        versions={one: node.version for one, node in nodes.items()},
        titles=tuple(hierarchy.elements[one].title for one in tops),
        below=len(everything) - len(gone),
        served_by=len({giver for giver, _taker in hierarchy.givers_to(everything)}),
        serves=sum(len(hierarchy.serves(one)) for one in gone),
        measures=len(_keys(session, NodeIndicator.id, NodeIndicator.node_id, everything)),
        agreements=len(_keys(session, Agreement.id, Agreement.node_id, everything)),
        never=_words(never),
        not_all=_words(not_all),
        not_moved=_words(never) or _why_nobody_takes_over(hierarchy, gone),
        activities=leaving.count_activities(session, everything),
        assignments=leaving.count_assignments(session, everything),
        assessments=leaving.count_assessments(session, everything),
    )


def remove_nodes(
    session: Session, *, versions: Mapping[int, int], heir_id: int | None = None, with_all: bool = False
) -> None:
    """Remove elements in one step.

    What stands under them and what contributes to them goes to the heir, or `with_all` goes with them;
    without a word of it nothing is removed that something hangs on. What was decided is never removed.
    For what else was written beside an element, see `leaving.clear`.
    """
    checked(session, versions)
    hierarchy = read_hierarchy(session)
    tops = hierarchy.tops(tuple(versions))
    gone = [one for one in hierarchy.below(tops) if with_all or one in versions]
    refused = _decided(hierarchy, gone) or _decided_serving(hierarchy, gone)
    if refused is not None:
        raise refused
    if heir_id is not None and not with_all:
        _hand_over(session, hierarchy, gone, heir_id)
    elif not with_all and (hierarchy.left_by(gone) or hierarchy.givers_to(gone)):
        raise StillHolds(hierarchy.elements[tops[0]].title)
    session.flush()
    leaving.clear(session, gone, None if with_all else heir_id)
    _delete(session, gone)
    words = f"”{hierarchy.elements[tops[0]].title}”"
    if len(gone) > 1:
        words = f"{words} och {write_count(len(gone) - 1, 'styrelement', 'styrelement')} till"
    describe(session, f"Tog bort {words}")


def _hand_over(session: Session, hierarchy: Hierarchy, gone: Collection[int], heir: int) -> None:
    """Put what stands under them under the heir, and let what contributes to them contribute to the heir."""
    get_node(session, heir)
    refused = hierarchy.heir_test(gone)(heir)
    if refused is not None:
        raise refused
    left = hierarchy.left_by(gone)
    put_under(session, hierarchy.without(gone), left, heir)
    for one in left:
        get_node(session, one).parent_id = heir
    session.flush()
    now = read_hierarchy(session)
    for giver in dict.fromkeys(giver for giver, _taker in hierarchy.givers_to(gone)):
        if now.serving_refusal(giver, heir) is None:
            session.add(Contribution(id=new_id(), from_node_id=giver, to_node_id=heir))
            touch(get_node(session, giver))


def _delete(session: Session, gone: Sequence[int]) -> None:
    """Everything that is theirs alone, the deepest first; indicators stay, for they may be used elsewhere."""
    versions = _keys(session, NodeVersion.id, NodeVersion.node_id, gone)
    leaving.clear_versions(session, versions)
    agreements = _keys(session, Agreement.id, Agreement.node_id, gone)
    for part in (AgreementText, AgreementComment, AgreementCaseMember, FollowUpRow, Signatory):
        bulk.delete_rows(session, part, _keys(session, part.id, part.agreement_id, agreements))
    for renewal in session.scalars(select(Agreement).where(Agreement.predecessor_id.in_(agreements))).all():
        renewal.predecessor_id = None
        touch(renewal)
    bulk.delete_rows(session, Agreement, agreements)
    threads = [
        *_keys(session, Contribution.id, Contribution.from_node_id, gone),
        *_keys(session, Contribution.id, Contribution.to_node_id, gone),
    ]
    bulk.delete_rows(session, Contribution, list(dict.fromkeys(threads)))
    for link in (NodePerspective, NodeIndicator):
        bulk.delete_rows(session, link, _keys(session, link.id, link.node_id, gone))
    bulk.delete_rows(session, Decision, _keys(session, Decision.id, Decision.node_version_id, versions))
    bulk.delete_rows(session, NodeVersion, versions)
    bulk.delete_rows(session, Node, list(reversed(gone)))


def _keys(
    session: Session,
    key: InstrumentedAttribute[int],
    owner: InstrumentedAttribute[int],
    owners: Sequence[int],
) -> list[int]:
    found: list[int] = []
    for chunk in _chunks(owners):
        found += session.scalars(select(key).where(owner.in_(chunk)))
    return found


def _chunks(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def _decided(hierarchy: Hierarchy, gone: Iterable[int]) -> DomainError | None:
    for one in gone:
        standing = hierarchy.elements[one]
        if isinstance(standing, Standing) and standing.ever_decided:
            return DecidedStays(standing.title)
    return None


def _decided_serving(hierarchy: Hierarchy, gone: Collection[int]) -> DomainError | None:
    for giver, taker in hierarchy.givers_to(gone):
        if hierarchy.elements[giver].locked:
            return ServedByDecided(hierarchy.elements[giver].title, hierarchy.elements[taker].title)
    return None


def _why_nobody_takes_over(hierarchy: Hierarchy, gone: Collection[int]) -> str:
    refusal = hierarchy.heir_test(gone)
    left = hierarchy.left_by(gone)
    closed = next(
        (Locked(f"”{found.title}”") for one in left if (found := hierarchy.elements[one]).locked), None
    )
    if closed is not None:
        return closed.message
    if any(refusal(one) is None for one in hierarchy.elements):
        return ""
    return NobodyTakesOver(hierarchy.elements[next(iter(gone))].title).message


def _words(refused: DomainError | None) -> str:
    return "" if refused is None else refused.message
