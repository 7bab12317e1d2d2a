"""What is missing in the proposals of a version, in sentences (`BUD-07`, `BUD-08`, `BUD-15`)."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.organisation import Unit
from app.models.proposals import Proposal
from app.services.budget.checks import Finding, Severity, in_words
from app.services.budget.proposals.comparing import YearFigures
from app.services.budget.proposals.demands import Demands, read_demands
from app.services.budget.proposals.proposals import STAGE
from app.services.budget.proposals.reading import Read, read_proposals, unexplained
from app.services.budget.proposals.words import MISSING_FIGURES, TREATED_IN
from app.services.textorder import sort_key

TAB = "proposals"


def proposal_findings(session: Session, version_id: int) -> tuple[Finding, ...]:
    """Everything to put right in the proposals of a version; nothing for a version of another stage."""
    if session.get_one(PlanVersion, version_id).stage != STAGE:
        return ()
    found = read_proposals(session, version_id)
    names = {row.id: row.name for row in session.execute(select(Unit.id, Unit.name))}
    demands = read_demands(session)
    findings = [
        finding
        for unit_id, proposal in found.proposals.items()
        for finding in of_proposal(proposal, names[unit_id], found.figures(unit_id), demands)
    ]
    return (*findings, *_without_proposal(found, names))


def of_proposal(
    proposal: Proposal, name: str, years: tuple[YearFigures, ...], demands: Demands
) -> Iterator[Finding]:
    """What is missing in one proposal, the worst first."""
    yield from _of_measures(proposal, name, years)
    treated = {treatment.kind for treatment in proposal.treatments}
    for kind in demands.treatments:
        if kind not in treated:
            words = f"Förslaget från {name} är inte behandlat i {TREATED_IN[kind]}."
            yield _finding("proposal-untreated", "error", words, proposal)
    given = {figure.kind for figure in proposal.figures}
    for kind in demands.figures:
        if kind not in given:
            words = f"Förslaget från {name} saknar {MISSING_FIGURES[kind]}."
            yield _finding("proposal-figures", "note", words, proposal)
    if not demands.treatments and not proposal.treatments:
        words = f"Förslaget från {name} har ingen behandling noterad."
        yield _finding("proposal-untreated", "note", words, proposal)
    if proposal.follows is None:
        words = f"Förslaget från {name} är inte bedömt mot inriktningsbeslutet."
        yield _finding("proposal-unjudged", "note", words, proposal)


def _of_measures(proposal: Proposal, name: str, years: tuple[YearFigures, ...]) -> Iterator[Finding]:
    """Measures are mandatory where the frame does not hold, and each says what it leads to."""
    over = [year for year in years if year.over]
    if over and not proposal.measures:
        yield _no_measures(name, over[0], "proposal", proposal.id)
        return
    if over and (titles := unexplained(proposal)):
        told = f"åtgärden ”{titles[0]}”" if len(titles) == 1 else f"{len(titles)} åtgärder"
        words = f"I förslaget från {name} saknar {told} konsekvensbeskrivning."
        yield _finding("proposal-unexplained", "error", words, proposal)
    if left := [year for year in over if year.uncovered]:
        told = _joined([f"{in_words(year.uncovered)} {year.year}" for year in left])
        words = f"Åtgärderna i förslaget från {name} täcker inte {told}."
        yield _finding("proposal-uncovered", "warning", words, proposal, left[0].year)


def _without_proposal(found: Read, names: dict[int, str]) -> Iterator[Finding]:
    """Frames over the preliminary ones that nobody has proposed measures for."""
    for unit_id in sorted(found.framed, key=lambda key: sort_key(names[key])):
        if found.covering(unit_id) is not None:
            continue
        over = next((year for year in found.figures(unit_id) if year.over), None)
        if over is not None:
            yield _no_measures(names[unit_id], over, "unit", unit_id)


def _no_measures(name: str, year: YearFigures, kind: str, key: int) -> Finding:
    more = in_words(year.difference or 0)
    words = f"{name} föreslår {more} över preliminär ram {year.year} utan åtgärder och konsekvensbeskrivning."
    return Finding("proposal-measures", "error", words, year.year, kind, key, tab=TAB)


def _joined(words: list[str]) -> str:
    return " och ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _finding(
    code: str, severity: Severity, words: str, proposal: Proposal, year: int | None = None
) -> Finding:
    return Finding(code, severity, words, year, "proposal", proposal.id, tab=TAB)
