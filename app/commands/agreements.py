"""`export … uppdragshandling`: agreements of every kind, and the revisions of their frames."""

from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING

from app.commands.agreement_grammar import CASES, REVISIONS, is_one_file, is_word
from app.models.errors import DomainError
from app.services.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.services.reports.batch import BatchResult
    from app.services.reports.printed import Paper


class NotOnePaper(DomainError):
    """One file was asked for, and several papers were chosen."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"En fil rymmer en handling, men {count} valdes. Ange en mapp, eller välj en med --unit."
        )


class NoRevisions(DomainError):
    """None of the agreements has a decided revision."""

    def __init__(self) -> None:
        super().__init__("Överenskommelserna har inga beslutade ramrevideringar, så inget skrevs.")


class NoCases(DomainError):
    """There is no case to write."""

    def __init__(self) -> None:
        super().__init__("Filen har inga tjänsteskrivelser om överenskommelser, så inget skrevs.")


def write_agreements(arguments: Namespace, clock: Clock) -> "BatchResult":
    """Write what was asked for to a folder, or the only one to a file."""
    from app.commands.opened import reading
    from app.services import log
    from app.services.reports.batch import BatchResult, export_documents, render, write_file

    with reading(arguments.file, clock) as database:
        papers = database.read(partial(_chosen, arguments=arguments, clock=clock))
    installed = log.install(clock)  # a paper that cannot be made is told about in the log
    try:
        if not is_one_file(arguments.out):
            return export_documents(papers, arguments.out)
        if len(papers) > 1:
            raise NotOnePaper(len(papers))
        return BatchResult((write_file(arguments.out, render(papers[0])),), (), cancelled=False)
    finally:
        installed.close()


def _chosen(session: "Session", *, arguments: Namespace, clock: Clock) -> "Sequence[Paper]":
    if arguments.kind == CASES:
        return _cases(session, arguments=arguments, clock=clock)
    from app.services.exchange.selection import chosen_agreements
    from app.services.reports.printed import AgreementPaper, WordPaper
    from app.services.reports.printed_agreements import agreement_papers, decided_revisions, revision_papers

    keys = chosen_agreements(session, unit=arguments.unit, year=arguments.year, kind=arguments.agreement_kind)
    if arguments.kind == REVISIONS:
        revisions = decided_revisions(session, agreement_ids=keys)
        if not revisions:
            raise NoRevisions
        return revision_papers(session, revision_ids=revisions, clock=clock)
    papers = agreement_papers(session, agreement_ids=keys, clock=clock, archive=arguments.archive or "2a")
    if arguments.word or is_word(arguments.out):
        return tuple(WordPaper(paper.document) for paper in papers if isinstance(paper, AgreementPaper))
    return papers


def _cases(session: "Session", *, arguments: Namespace, clock: Clock) -> "Sequence[Paper]":
    from app.services.agreements.caseviews import case_document, cases_view
    from app.services.agreements.paperlook import paper_look
    from app.services.reports.case_paper import CasePaper, CaseWordPaper

    rows = cases_view(session, kind_id=_kind_id(session, arguments.agreement_kind))
    if not rows:
        raise NoCases
    look = paper_look(session)
    cases = [case_document(session, case_id=row.id, clock=clock) for row in rows]
    if arguments.word or is_word(arguments.out):
        return tuple(CaseWordPaper(case) for case in cases)
    return tuple(CasePaper(case, look) for case in cases)


def _kind_id(session: "Session", named: str | None) -> int | None:
    """The kind that was named, by its key or what it is called; None for every kind."""
    from app.services.agreements.kinds import kinds
    from app.services.exchange.selection import NoSuchKind
    from app.services.textorder import fold

    if named is None:
        return None
    rows = kinds(session)
    for row in rows:
        if fold(named.strip()) in (fold(row.key), fold(row.name), fold(row.plural)):
            return row.id
    raise NoSuchKind(named, tuple(row.key for row in rows))
