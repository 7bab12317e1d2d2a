"""What screen and command line read about agreements: the list, and one of them in full."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementPart, AgreementSnapshot
from app.models.budget import PlanVersion
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import Decision, NodeVersion
from app.services.agreements import rules, wording
from app.services.agreements.changes import changes_of
from app.services.agreements.following import lagging
from app.services.agreements.kinds import fills_of, kind_words
from app.services.agreements.knowing import WHAT
from app.services.agreements.life import CommentView, LifeStep, comments_of, life_of
from app.services.agreements.making import agreement_kind, performers_without
from app.services.agreements.registerrows import AgreementRow, decision_facts, final_of, row_of
from app.services.agreements.revisionpapers import RevisionRow, revisions_of
from app.services.agreements.rowfacts import (
    FRAMES_FOLLOW,
    FRAMES_MISSING,
    Around,
    frames_state,
    read_around,
    unsigned_of,
)
from app.services.agreements.signatures import FileView, SignatureState, SigningView, state_or_none
from app.services.agreements.sources import Source, read_sources
from app.services.agreements.writing import FollowUpLine, SignatoryLine
from app.services.clock import system_clock
from app.services.formatting import write_long_date
from app.services.organisation.rules import contract_words
from app.services.steering.rules import OUTCOME_WORDS, STEP_WORDS

__all__ = [
    "FRAMES_FOLLOW",
    "FRAMES_MISSING",
    "AgreementDetail",
    "AgreementRow",
    "AgreementsView",
    "CommentView",
    "DecisionView",
    "LifeStep",
    "PartView",
    "RevisionRow",
    "agreement_detail",
    "agreements_view",
]


@dataclass(frozen=True, slots=True)
class AgreementsView:
    """All agreements in the order of the organisation, and what is left to do."""

    rows: tuple[AgreementRow, ...]
    kind: str | None
    decided: int
    incomplete: int
    behind: int
    without: tuple[tuple[int, str], ...]
    """Units that can have an agreement of the kind and have none: key and name."""
    first_unit: int | None = None
    """Where the organisation begins, for the way there while nobody is a performer."""
    follow: int = 0
    """How many undecided agreements can be made to follow the decided version of the plan."""
    kind_id: int | None = None
    unsigned: int = 0
    """How many decided agreements wait for signatures."""
    changed: int = 0


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its standard text filled in and what has been written in it: words, and rich text."""

    id: int
    key: str
    title: str
    description: str
    standard: str
    text: str
    mandatory: bool
    rich: str = ""
    fills: tuple[str, ...] = ()
    """What is filled in from data."""


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
    performer_name: str = ""
    client_unit_id: int | None = None
    dialogue_on: date | None = None
    ended_on: date | None = None
    ending: str | None = None
    ending_note: str = ""
    signed: bool = True
    """Whether the kind is signed at all."""
    predecessor_id: int | None = None
    successor_id: int | None = None
    stages: tuple[LifeStep, ...] = ()
    comments: tuple[CommentView, ...] = ()
    revisions: tuple[RevisionRow, ...] = ()
    signings: tuple[SigningView, ...] = ()
    files: tuple[FileView, ...] = ()


def agreements_view(
    session: Session, *, year: int, kind_id: int | None = None, today: date | None = None
) -> AgreementsView:
    """The list, of a kind or of all; the number of statements does not grow with it.

    `year` is the first year that agreements are made for now.
    """
    today = today or system_clock().today()
    every = read_sources(session, figures=False)
    sources = [source for source in every if kind_id in (None, source.agreement.kind_id)]
    around, changed = read_around(session, sources), changes_of(session, sources)
    rows = tuple(row_of(source, around, changed.get(source.agreement.id, ()), today) for source in sources)
    kind = agreement_kind(session)
    asked = kind_id if kind_id is not None else kind.id if kind is not None else None
    missing = performers_without(session, kind_id=asked, year=year) if asked is not None else ()
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
        kind_id=asked,
        unsigned=sum(bool(row.unsigned) for row in rows),
        changed=sum(bool(row.changed) for row in rows),
    )


def agreement_detail(session: Session, *, agreement_id: int, today: date | None = None) -> AgreementDetail:
    """One agreement in full; raises NotFound when it is gone."""
    found = read_sources(session, (agreement_id,))
    if not found:
        raise NotFound(WHAT)
    source = found[0]
    today = today or system_clock().today()
    around, changed = read_around(session, found), changes_of(session, found)
    agreement = source.agreement
    return AgreementDetail(
        row=row_of(source, around, changed.get(agreement_id, ()), today),
        version=agreement.version,
        kind=agreement.kind.name,
        client=agreement.client,
        starts=agreement.starts,
        ends=agreement.ends,
        contract=contract_words(source.unit.contract_title, source.unit.contract_number),
        decisions=tuple(_decision(row) for row in source.version.decisions),
        earlier=_earlier(session, source),
        performer_name=agreement.performer_name or "",
        client_unit_id=agreement.client_unit_id,
        dialogue_on=agreement.dialogue_on,
        ended_on=agreement.ended_on,
        ending=agreement.ending,
        ending_note=agreement.ending_note or "",
        signed=kind_words(agreement.kind).signed,
        predecessor_id=agreement.predecessor_id,
        successor_id=around.renewed_by.get(agreement_id, (None, None))[0],
        **_content(source),
        **_frames(session, source, around),
        **_around(session, source, around, today),
    )


def _content(source: Source) -> dict[str, Any]:
    """What stands in the agreement."""
    agreement, fields = source.agreement, wording.fields_of(source)
    return {
        "parts": tuple(_part(source, part, fields) for part in agreement.kind.parts),
        "commitments": tuple(
            (one.node.id, one.version.title, bool(one.measures)) for one in source.undertakings
        ),
        "follow_up": tuple(
            FollowUpLine(source.times.get(row.pattern_key or "", row.timing), row.what, row.recipient or "")
            for row in agreement.follow_up
        ),
        "signatories": tuple(
            SignatoryLine(row.side, row.role, row.unit_name or "", row.person_name or "")
            for row in agreement.signatories
        ),
    }


def _frames(session: Session, source: Source, around: Around) -> dict[str, Any]:
    """Which version of the budget the frames follow, and whether that is the one to follow."""
    frames = frames_state(source, around)
    return {
        "plan_version_id": source.agreement.plan_version_id,
        "plan_versions": _plan_versions(session, source),
        "behind": frames.advice,
        "follow_id": frames.follow_id,
    }


def _around(session: Session, source: Source, around: Around, today: date) -> dict[str, Any]:
    """What has been done with the agreement: its steps, comments, appendices, signatures and files."""
    key = source.agreement.id
    revisions, state = revisions_of(session, agreement_id=key), state_or_none(session, agreement_id=key)
    return {
        "stages": life_of(session, source, revisions, unsigned_of(source, around), today),
        "comments": comments_of(session, agreement_id=key),
        "revisions": revisions,
        "signings": _signings(state),
        "files": state.files if state is not None else (),
    }


def _part(source: Source, part: AgreementPart, fields: dict[str, str]) -> PartView:
    standard = rules.standard_text(source, part) or ""
    return PartView(
        id=part.id,
        key=part.key,
        title=part.title,
        description=(part.details or {}).get("description", ""),
        standard=wording.fill_in(standard, fields),
        text=rules.own_words(source, part.id),
        mandatory=part.mandatory,
        rich=rules.own_text(source, part.id),
        fills=fills_of(part),
    )


def _signings(state: SignatureState | None) -> tuple[SigningView, ...]:
    """The signatures that count, in the order of the lines."""
    if state is None:
        return ()
    return (*(line.signing for line in state.lines if line.signing is not None), *state.others)


def _decision(row: Decision) -> DecisionView:
    words = STEP_WORDS.get(row.step, row.step)
    outcome = OUTCOME_WORDS.get(row.outcome, "")
    return DecisionView(f"{words}, {outcome}" if outcome else words, decision_facts(row, with_body=True))


def _earlier(session: Session, source: Source) -> tuple[tuple[int, str], ...]:
    kept = select(AgreementSnapshot.node_version_id).where(
        AgreementSnapshot.agreement_id == source.agreement.id,
        AgreementSnapshot.node_version_id != source.version.id,
    )
    keys = set(session.scalars(kept))
    older = sorted((row for row in source.node.versions if row.id in keys), key=lambda row: -row.number)
    return tuple((row.id, _version_told(row)) for row in older)


def _version_told(version: NodeVersion) -> str:
    made = final_of(version)
    day = made.decided_on if made else None
    words = f"Version {version.number}.0"
    return f"{words}, beslutad {write_long_date(day)}" if day else words


def _plan_versions(session: Session, source: Source) -> tuple[tuple[int, str], ...]:
    if source.plan is None:
        return ()
    rows = select(PlanVersion.id, PlanVersion.name).where(PlanVersion.plan_id == source.plan.id)
    return tuple(session.execute(rows.order_by(PlanVersion.position)).all())
