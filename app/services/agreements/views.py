"""What screen and command line read about agreements: the list, and one of them in full."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementPart, AgreementSnapshot
from app.models.budget import PlanVersion
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import Decision, NodeVersion
from app.services.agreements import rules, wording
from app.services.agreements.builder import version_words
from app.services.agreements.following import lagging
from app.services.agreements.making import agreement_kind, performers_without
from app.services.agreements.sources import Source, read_sources
from app.services.agreements.writing import FollowUpLine, SignatoryLine
from app.services.formatting import write_long_date
from app.services.organisation.rules import contract_words
from app.services.steering.rules import OUTCOME_WORDS, STATUS_WORDS, STEP_WORDS

FRAMES_FOLLOW = "Följer planen"
FRAMES_MISSING = "Saknas"


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in the list."""

    id: int
    node_id: int
    unit_id: int
    unit: str
    administration: str
    external: bool
    status: str
    status_word: str
    locked: bool
    decided: str
    frames: str
    frames_behind: bool
    missing: tuple[str, ...]
    lacks: str
    version: str
    registration_number: str
    example: bool


@dataclass(frozen=True, slots=True)
class AgreementsView:
    """All agreements in the order of the organisation, and what is left to do."""

    rows: tuple[AgreementRow, ...]
    kind: str | None
    decided: int
    incomplete: int
    behind: int
    without: tuple[tuple[int, str], ...]
    """Performers of the model that have no agreement: key and name."""
    first_unit: int | None = None
    """Where the organisation begins, for the way there while nobody is a performer."""
    follow: int = 0
    """How many undecided agreements can be made to follow the decided version of the plan."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its standard text filled in and what has been written in it."""

    id: int
    key: str
    title: str
    description: str
    standard: str
    text: str
    mandatory: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A step on the way, and what is known of it."""

    step: str
    facts: str


@dataclass(frozen=True, slots=True)
class AgreementDetail:
    """One agreement with everything that can be written in it."""

    row: AgreementRow
    version: int
    kind: str
    client: str
    starts: date | None
    ends: date | None
    contract: str
    parts: tuple[PartView, ...]
    commitments: tuple[tuple[int, str, bool], ...]
    """Key, title and whether it is measured."""
    follow_up: tuple[FollowUpLine, ...]
    signatories: tuple[SignatoryLine, ...]
    decisions: tuple[DecisionView, ...]
    plan_version_id: int | None
    plan_versions: tuple[tuple[int, str], ...]
    behind: str
    """That the frames lag behind, and what to do; "" when they do not."""
    follow_id: int | None
    """The version of the plan to follow."""
    earlier: tuple[tuple[int, str], ...]
    """Versions that were decided before this one: key of the version and its words."""


def agreements_view(session: Session, *, year: int) -> AgreementsView:
    """The list; the number of statements does not grow with it."""
    rows = tuple(_row(source) for source in read_sources(session))
    kind = agreement_kind(session)
    missing = performers_without(session, year=year)
    names = dict(session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(missing))).all())
    return AgreementsView(
        rows=rows,
        kind=kind.name if kind else None,
        decided=sum(row.locked for row in rows),
        incomplete=sum(bool(row.missing) for row in rows),
        behind=sum(row.frames_behind for row in rows),
        without=tuple((unit_id, names[unit_id]) for unit_id in missing),
        first_unit=session.scalar(select(Unit.id).order_by(Unit.position, Unit.id).limit(1)),
        follow=lagging(session),
    )


def agreement_detail(session: Session, *, agreement_id: int) -> AgreementDetail:
    """One agreement in full; raises NotFound when it is gone."""
    found = read_sources(session, (agreement_id,))
    if not found:
        raise NotFound("Uppdragshandlingen")
    source = found[0]
    agreement, fields = source.agreement, wording.fields_of(source)
    return AgreementDetail(
        row=_row(source),
        version=agreement.version,
        kind=agreement.kind.name,
        client=agreement.client,
        starts=agreement.starts,
        ends=agreement.ends,
        contract=contract_words(source.unit.contract_title, source.unit.contract_number),
        parts=tuple(_part(source, part, fields) for part in agreement.kind.parts),
        commitments=tuple(
            (one.node.id, one.version.title, bool(one.measures)) for one in source.undertakings
        ),
        follow_up=tuple(
            FollowUpLine(row.timing, row.what, row.recipient or "") for row in agreement.follow_up
        ),
        signatories=tuple(
            SignatoryLine(row.side, row.role, row.unit_name or "", row.person_name or "")
            for row in agreement.signatories
        ),
        decisions=tuple(_decision(row) for row in source.version.decisions),
        plan_version_id=agreement.plan_version_id,
        plan_versions=_plan_versions(session, source),
        behind=_behind(source),
        follow_id=source.newest_version.id if source.newest_version else None,
        earlier=_earlier(session, source),
    )


def _row(source: Source) -> AgreementRow:
    agreement, version, unit = source.agreement, source.version, source.unit
    lacks = rules.lacks_of(source)
    made = _final(version)
    return AgreementRow(
        id=agreement.id,
        node_id=source.node.id,
        unit_id=unit.id,
        unit=unit.name,
        administration=source.administration.name if source.administration else "",
        external=unit.performer == "external",
        status=version.status,
        status_word=STATUS_WORDS[version.status],
        locked=version.locked,
        decided=_facts(made, with_body=False) if made else "",
        frames=_frames_words(source),
        frames_behind=rules.behind_plan(source),
        missing=tuple(lack.sentence for lack in lacks),
        lacks=rules.lacks_words(lacks),
        version=version_words(source),
        registration_number=agreement.registration_number or "",
        example=agreement.example,
    )


def _frames_words(source: Source) -> str:
    if not source.frames:
        return FRAMES_MISSING
    return rules.behind_words(source) or FRAMES_FOLLOW


def _behind(source: Source) -> str:
    """What to do about frames that lag behind, in a sentence; "" when they do not."""
    newest = source.newest_version
    if newest is None or not rules.behind_plan(source):
        return ""
    if not newest.locked:
        return "Ramarna är hämtade från en äldre version av budgeten."
    day = f" {write_long_date(newest.decided_on)}" if newest.decided_on else ""
    paragraph = f", {newest.paragraph}" if newest.paragraph else ""
    said = f"Ramarna ligger efter beslutet{day}{paragraph} (”{newest.name}”)."
    if source.version.locked:
        return f"{said} Gör en ny version av handlingen för att ta in de nya ramarna."
    return f"{said} Låt handlingen följa den beslutade versionen."


def _part(source: Source, part: AgreementPart, fields: dict[str, str]) -> PartView:
    standard = rules.standard_text(source, part) or ""
    return PartView(
        id=part.id,
        key=part.key,
        title=part.title,
        description=part.details.get("description", ""),
        standard=wording.fill_in(standard, fields),
        text=rules.own_text(source, part.id),
        mandatory=part.mandatory,
    )


def _decision(row: Decision) -> DecisionView:
    words = STEP_WORDS.get(row.step, row.step)
    outcome = OUTCOME_WORDS.get(row.outcome, "")
    return DecisionView(f"{words}, {outcome}" if outcome else words, _facts(row, with_body=True))


def _facts(row: Decision, *, with_body: bool) -> str:
    day = write_long_date(row.decided_on) if row.decided_on else None
    parts = (row.body if with_body else None, day, row.paragraph)
    return ", ".join(part for part in parts if part) or "Dag ej angiven"


def _earlier(session: Session, source: Source) -> tuple[tuple[int, str], ...]:
    kept = select(AgreementSnapshot.node_version_id).where(
        AgreementSnapshot.agreement_id == source.agreement.id,
        AgreementSnapshot.node_version_id != source.version.id,
    )
    keys = set(session.scalars(kept))
    older = sorted((row for row in source.node.versions if row.id in keys), key=lambda row: -row.number)
    return tuple((row.id, _version_told(row)) for row in older)


def _final(version: NodeVersion) -> Decision | None:
    """The decision that made a version binding."""
    made = (row for row in version.decisions if row.step == "definitive" and row.outcome == "decided")
    return next(made, None)


def _version_told(version: NodeVersion) -> str:
    made = _final(version)
    day = made.decided_on if made else None
    words = f"Version {version.number}.0"
    return f"{words}, beslutad {write_long_date(day)}" if day else words


def _plan_versions(session: Session, source: Source) -> tuple[tuple[int, str], ...]:
    if source.plan is None:
        return ()
    rows = select(PlanVersion.id, PlanVersion.name).where(PlanVersion.plan_id == source.plan.id)
    return tuple(session.execute(rows.order_by(PlanVersion.position)).all())
