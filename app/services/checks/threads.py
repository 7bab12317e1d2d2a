"""Gaps in the röda tråden: elements without owner or parent, goals without measure or target."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.scorecard import IndicatorTarget, NodeIndicator
from app.models.steering import Level, NodePerspective, Perspective
from app.services.checks.finding import Finding, Severity
from app.services.steering.rules import NO_MEASURE, NO_OWNER
from app.services.steering.views import NodeRow, steering_view

#: Forms of elements that say what is to be achieved.
_AIMS = frozenset({"goal", "commitment"})
_ENDED = frozenset({"replaced", "revoked"})
#: Longer than this and a goal is rarely read as one thing (`GOAL-01`: concrete, clear).
LONGEST_GOAL = 160


@dataclass(frozen=True)
class _Threads:
    """What elements are tied to, as sets of their keys."""

    agreements: frozenset[int]
    aimed: frozenset[int]
    viewed: frozenset[int]
    has_perspectives: bool
    measured: frozenset[int]
    levels_above: dict[int, int]


def thread_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """Every gap; versions that are replaced or revoked are passed over."""
    threads = _threads(session)
    rows = steering_view(session, today=today).rows
    used = {row.level_id for row in rows}
    for row in rows:
        if row.status in _ENDED:
            continue
        yield from _gaps(row, threads)
        if row.parent_id is None and threads.levels_above.get(row.level_id) in used:
            yield _finding(row, "element-without-parent", "warning", "hör inte till något på nivån ovanför.")
        if row.form in _AIMS:
            yield from _unclear(row, threads)


def _gaps(row: NodeRow, threads: _Threads) -> Iterator[Finding]:
    if NO_OWNER in row.gaps:
        yield _finding(row, "element-without-owner", "warning", "saknar ägare.")
    # Of a commitment in an agreement it is said that the agreement lacks it.
    if NO_MEASURE in row.gaps and row.parent_id not in threads.agreements:
        yield _finding(row, f"{row.form}-without-measure", "warning", "saknar mått.")


def _unclear(row: NodeRow, threads: _Threads) -> Iterator[Finding]:
    if row.id in threads.measured and row.id not in threads.aimed:
        yield _finding(row, f"{row.form}-without-target", "note", "har mått men inget målvärde.")
    if threads.has_perspectives and row.id not in threads.viewed:
        yield _finding(row, f"{row.form}-without-perspective", "note", "hör inte till något perspektiv.")
    if len(row.title) > LONGEST_GOAL:
        yield _finding(row, f"{row.form}-too-long", "note", "är så långt att det är svårt att läsa.")


def _finding(row: NodeRow, code: str, severity: Severity, what: str) -> Finding:
    return Finding(code, severity, f"{row.level}: {row.title}", f"”{row.title}” {what}", "node", row.id)


def _threads(session: Session) -> _Threads:
    aimed = (
        select(NodeIndicator.node_id)
        .join(IndicatorTarget, IndicatorTarget.indicator_id == NodeIndicator.indicator_id)
        .distinct()
    )
    above = session.execute(select(Level.id, Level.parent_id).where(Level.parent_id.is_not(None)))
    return _Threads(
        agreements=frozenset(session.scalars(select(Agreement.node_id))),
        aimed=frozenset(session.scalars(aimed)),
        viewed=frozenset(session.scalars(select(NodePerspective.node_id))),
        has_perspectives=session.scalar(select(Perspective.id).limit(1)) is not None,
        measured=frozenset(session.scalars(select(NodeIndicator.node_id))),
        levels_above={level: parent for level, parent in above if parent is not None},
    )
