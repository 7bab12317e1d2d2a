"""The gaps of the röda tråden gathered by kind, as the page lists them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.services.checks.finding import SEVERITIES, Finding, Severity, in_order
from app.services.checks.threadrows import Threads, read_rows
from app.services.checks.threads import gaps_in, participation_gaps
from app.services.formatting import write_count

KINDS: Final[dict[str, str]] = {
    "element-without-parent": "Hör inte till något ovanför",
    "element-without-children": "Bärs inte vidare nedåt",
    "level-skipped": "Hoppar över en nivå",
    "plan-without-commitment": "Plan som inte leder till något åtagande",
    "contribution-to-ended": "Bidrar till något som inte längre gäller",
    "goal-without-measure": "Mål utan mått",
    "commitment-without-measure": "Åtagande utan mått",
    "goal-without-target": "Mål vars mått saknar målvärde",
    "commitment-without-target": "Åtagande vars mått saknar målvärde",
    "goal-without-perspective": "Mål utan perspektiv",
    "commitment-without-perspective": "Åtagande utan perspektiv",
    "goal-too-long": "Mål som är svårt att läsa",
    "commitment-too-long": "Åtagande som är svårt att läsa",
    "too-many-elements": "Fler än styrmodellen anger",
    "element-without-owner": "Ingen är ansvarig",
    "goal-not-accepted": "Inte godtaget av utföraren",
    "no-staff-participation": "Personalen har inte deltagit",
    "unit-without-goals": "Utförare utan mål",
    "frame-without-goals": "Budgetram utan mål",
    "goals-without-frame": "Mål utan budgetram",
    "decision-missing": "Beslut saknas",
    "decision-wrong-body": "Beslutat av ett annat organ",
    "decision-body-unstated": "Styrmodellen anger inte vem som beslutar",
    "element-expired": "Giltigheten har gått ut",
    "review-overdue": "Skulle ha setts över",
}
"""What each code is called, in the order that the page lists them."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The gaps of one kind, the gravest kinds first among equals of the list."""

    code: str
    title: str
    severity: Severity
    gaps: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class GapList:
    """All gaps, by kind."""

    groups: tuple[GapGroup, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(group.gaps) for group in self.groups)

    @property
    def sentence(self) -> str:
        """How many of each weight there are."""
        told = Counter(gap.severity for group in self.groups for gap in group.gaps)
        words: tuple[tuple[Severity, str, str], ...] = (
            ("error", "fel", "fel"),
            ("warning", "varning", "varningar"),
            ("note", "notering", "noteringar"),
        )
        counted = [write_count(told[key], one, many) for key, one, many in words if told[key]]
        return ", ".join(counted) if counted else "Inga luckor"

    def by_element(self) -> dict[int, tuple[Finding, ...]]:
        """The gaps of each element that has any."""
        found: dict[int, list[Finding]] = {}
        for group in self.groups:
            for gap in group.gaps:
                if gap.kind == "node" and gap.key is not None:
                    found.setdefault(gap.key, []).append(gap)
        return {key: tuple(gaps) for key, gaps in found.items()}


def thread_gaps(session: Session, *, today: date) -> GapList:
    """The gaps of the röda tråden on a day."""
    threads = read_rows(session, today=today)
    return gathered(told_apart((*gaps_in(threads), *participation_gaps(threads)), threads))


def told_apart(findings: Iterable[Finding], threads: Threads) -> Iterator[Finding]:
    """The findings with the unit beside elements that share their title with others."""
    titles: Counter[str] | None = None
    for finding in findings:
        one = threads.element(finding.key) if finding.kind == "node" else None
        unit = threads.units.get(one.unit_id) if one is not None and one.unit_id is not None else None
        if one is None or unit is None:
            yield finding
            continue
        titles = Counter(threads.columns.titles) if titles is None else titles
        shared = titles[one.title] > 1 and unit.name not in finding.place
        yield replace(finding, place=f"{finding.place}, {unit.name}") if shared else finding


def gathered(findings: Iterable[Finding]) -> GapList:
    """Findings by kind: warnings before notes, kinds in the order of the list."""
    by_code: dict[str, list[Finding]] = {}
    for finding in in_order(findings):
        by_code.setdefault(finding.code, []).append(finding)
    order = list(KINDS)
    groups = [GapGroup(code, KINDS[code], gaps[0].severity, tuple(gaps)) for code, gaps in by_code.items()]
    groups.sort(key=lambda group: (SEVERITIES.index(group.severity), order.index(group.code)))
    return GapList(tuple(groups))
