"""All findings of a file, in the order they are told."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.services.checks.assignments import assignment_findings
from app.services.checks.documents import document_findings
from app.services.checks.economy import economy_findings
from app.services.checks.finding import Finding, in_order
from app.services.checks.internal import internal_budget_findings
from app.services.checks.law import law_findings
from app.services.checks.papers import paper_findings
from app.services.checks.scorecard import scorecard_findings
from app.services.checks.signed import signed_findings
from app.services.checks.sums import sum_findings
from app.services.checks.threads import thread_findings
from app.services.checks.wheel import wheel_findings
from app.services.storage.check import integrity_faults, log_faults

_FILE = "Filen"
_LOG = "Ändringsloggen"


def findings(session: Session, *, today: date) -> tuple[Finding, ...]:
    """Everything there is to find: the file itself, the threads, the sums, the agreements and the law."""
    faults = tuple(file_findings(session))
    if any(each.code == "integrity" for each in faults):
        return in_order(faults)  # what is read from damaged pages cannot be relied on
    return in_order((*faults, *steering_findings(session, today=today)))


def file_findings(session: Session) -> Iterator[Finding]:
    """What is wrong with the file itself; always errors."""
    for fault in integrity_faults(session):
        advice = "Återställ filen från en säkerhetskopia."
        yield Finding("integrity", "error", _FILE, f"Filen är skadad ({fault}). {advice}")
    for sentence in log_faults(session):
        yield Finding("change-log", "error", _LOG, sentence)


def steering_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """What there is to say about what the municipality has written."""
    threads = tuple(thread_findings(session, today=today))
    yield from threads
    told = frozenset((each.code, each.key) for each in threads)
    yield from document_findings(session, today=today, told=told)
    yield from sum_findings(session)
    yield from internal_budget_findings(session)
    yield from paper_findings(session, today=today)
    yield from signed_findings(session)
    yield from law_findings(session, today=today)
    yield from economy_findings(session, today=today)
    yield from assignment_findings(session, today=today)
    yield from wheel_findings(session, today=today)
    yield from scorecard_findings(session, today=today)
