"""Use cases on the figures of a proposal: measures of activity, key figures and results of surveys."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.proposals import PROPOSAL_FIGURE_KINDS, Proposal, ProposalFigure
from app.models.scorecard import Indicator, Measurement
from app.models.types import new_id
from app.services.budget.proposals.errors import NothingMeasured
from app.services.budget.proposals.proposals import open_proposal
from app.services.formatting import NBSP, write_number
from app.services.storage import describe, touch
from app.services.textorder import sort_key
from app.services.typed import needed, optional

_EVERYBODY = "T"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is typed."""

    kind: str
    name: str
    value: str | None = None
    period: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest outcome of an indicator, in words."""

    value: str
    period: str


def add_figure(session: Session, *, proposal_id: int, figure: Figure, expected_version: int) -> int:
    """Add a figure (`BUD-08`); gives its key."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    last = max((each.position for each in proposal.figures), default=0)
    row = ProposalFigure(id=new_id(), position=last + 1)
    _write(row, figure)
    proposal.figures.append(row)
    touch(proposal)
    describe(session, f"Lade till ”{row.name}” i förslaget från {name}")
    return row.id


def edit_figure(
    session: Session, *, proposal_id: int, figure_id: int, figure: Figure, expected_version: int
) -> None:
    """Change a figure."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = _row(proposal, figure_id)
    if not _write(row, figure):
        return
    touch(proposal)
    describe(session, f"Ändrade ”{row.name}” i förslaget från {name}")


def remove_figure(session: Session, *, proposal_id: int, figure_id: int, expected_version: int) -> None:
    """Take a figure away."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = _row(proposal, figure_id)
    proposal.figures.remove(row)
    touch(proposal)
    describe(session, f"Tog bort ”{row.name}” ur förslaget från {name}")


def add_indicator_figure(
    session: Session, *, proposal_id: int, indicator_id: int, kind: str, expected_version: int
) -> int:
    """Add a figure that follows an indicator, with its latest outcome where there is one; gives its key."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    indicator = _indicator(session, indicator_id)
    last = max((each.position for each in proposal.figures), default=0)
    row = ProposalFigure(id=new_id(), position=last + 1, indicator_id=indicator_id)
    found = latest_of(session, indicator_id, proposal.unit_id)
    _write(
        row,
        Figure(kind, indicator.name, found.value if found else None, found.period if found else None),
    )
    proposal.figures.append(row)
    touch(proposal)
    describe(session, f"Hämtade ”{indicator.name}” till förslaget från {name}")
    return row.id


def fetch_figure(session: Session, *, proposal_id: int, figure_id: int, expected_version: int) -> None:
    """Bring a figure that follows an indicator up to its latest outcome; refused when there is none."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = _row(proposal, figure_id)
    if row.indicator_id is None:
        raise NotFound("Nyckeltalet")
    indicator = _indicator(session, row.indicator_id)
    found = latest_of(session, indicator.id, proposal.unit_id)
    if found is None:
        raise NothingMeasured(indicator.name)
    if (row.value, row.period) == (found.value, found.period):
        return
    row.value, row.period = found.value, found.period
    touch(proposal)
    describe(session, f"Hämtade utfallet av ”{indicator.name}” till förslaget från {name}")


def latest_of(session: Session, indicator_id: int, unit_id: int) -> Latest | None:
    """The latest outcome of an indicator: the unit's own, else the municipality's."""
    rows = select(Measurement.unit_id, Measurement.period, Measurement.value, Indicator.unit_of_measure)
    rows = rows.join(Indicator, Indicator.id == Measurement.indicator_id).where(
        Measurement.indicator_id == indicator_id,
        Measurement.gender == _EVERYBODY,
        Measurement.value.is_not(None),
        (Measurement.unit_id == unit_id) | Measurement.unit_id.is_(None),
    )
    found = session.execute(rows).all()
    if not found:
        return None
    best = max(found, key=lambda row: (row.unit_id is not None, row.period))
    unit = f"{NBSP}{best.unit_of_measure}" if best.unit_of_measure else ""
    return Latest(f"{write_number(best.value)}{unit}", best.period)


def indicator_choices(session: Session) -> tuple[tuple[int, str], ...]:
    """The indicators that a figure can follow, in Swedish order."""
    rows = session.execute(select(Indicator.id, Indicator.name)).all()
    return tuple((row.id, row.name) for row in sorted(rows, key=lambda row: sort_key(row.name)))


def _indicator(session: Session, indicator_id: int) -> Indicator:
    found = session.get(Indicator, indicator_id)
    if found is None:
        raise NotFound("Nyckeltalet")
    return found


def _write(row: ProposalFigure, figure: Figure) -> bool:
    if figure.kind not in PROPOSAL_FIGURE_KINDS:
        raise ValueError(f"not a kind of figure: {figure.kind}")
    values = {
        "kind": figure.kind,
        "name": needed(figure.name, "Måttets namn"),
        "value": optional(figure.value),
        "period": optional(figure.period),
        "note": optional(figure.note),
    }
    changed = {key: value for key, value in values.items() if getattr(row, key) != value}
    for key, value in changed.items():
        setattr(row, key, value)
    return bool(changed)


def _row(proposal: Proposal, figure_id: int) -> ProposalFigure:
    found = next((row for row in proposal.figures if row.id == figure_id), None)
    if found is None:
        raise NotFound("Måttet")
    return found
