"""Fills a file with the example's uppdragshandlingar: parts, commitments, follow-up and signatories."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import (
    Agreement,
    AgreementKind,
    AgreementText,
    FollowUpRow,
    Signatory,
)
from app.models.budget import PlanVersion
from app.models.organisation import Unit
from app.models.types import new_id
from app.services import richtext
from app.services.exchange import example_format as shape
from app.services.exchange.example_format_base import Day
from app.services.exchange.example_scorecard import ScorecardLoader
from app.services.exchange.example_steering import SteeringLoader, agreement_key
from app.services.exchange.example_time import Timeline

_KIND = "uppdragshandling"
_CLIENT = "Kommunstyrelsen"
_PARENT = "osb"


def load_agreements(
    session: Session,
    example: shape.Example,
    time: Timeline,
    units: dict[str, Unit],
    steering: SteeringLoader,
    scorecard: ScorecardLoader,
    plan_version: PlanVersion,
) -> None:
    """Every performer's uppdragshandling with its steering elements and the measures of its commitments."""
    kind = session.scalars(select(AgreementKind).where(AgreementKind.key == _KIND)).one()
    parts = {part.key: part.id for part in kind.parts}
    for row in example.agreements:
        unit = units[row.unit]
        node = steering.add(_node(row, unit, example.term))
        session.flush()
        node.current.review_rule = kind.details.get("revision")
        agreement = Agreement(
            id=new_id(),
            kind_id=kind.id,
            unit_id=unit.id,
            node_id=node.id,
            plan_version_id=plan_version.id,
            client=_CLIENT,
            registration_number=time.words(row.registration_number),
            starts=time.day(example.term.starts),
            ends=time.day(example.term.ends),
            example=True,
            texts=[_text(parts[key], time.words(text)) for key, text in _texts(row).items()],
            follow_up=_follow_up(row, example.standard_follow_up),
            signatories=_signatories(row, unit),
        )
        session.add(agreement)
        _load_commitments(row, unit, steering, scorecard)


def _node(row: shape.Agreement, unit: Unit, term: shape.Term) -> shape.Node:
    return shape.Node(
        key=agreement_key(row.unit),
        level=_KIND,
        parent=_PARENT,
        title=f"Uppdragshandling {unit.name}",
        text=f"Överenskommelse mellan kommunstyrelsen och {unit.name} för {{år}}–{{år+2}}.",
        status=row.status,
        body=_CLIENT,
        unit=row.unit,
        owner_role=unit.roles[0].title,
        valid_from=term.starts,
        valid_to=term.ends,
        decisions=_decisions(row),
    )


def _decisions(row: shape.Agreement) -> tuple[shape.DecisionRow, ...]:
    steps = {"preliminary": row.preliminary, "prepared": row.prepared, "definitive": row.definitive}
    return tuple(
        shape.DecisionRow.model_validate(
            {"step": step, **made.model_dump(), "registration_number": row.registration_number}
        )
        for step, made in steps.items()
        if made
    )


def _text(part_id: int, words: str) -> AgreementText:
    document = richtext.from_plain(words)
    return AgreementText(part_id=part_id, text=richtext.write(document), plain=richtext.plain(document))


def _texts(row: shape.Agreement) -> dict[str, str]:
    """The performer's own words by part; a part without words is not there."""
    purpose = "\n\n".join(text for text in (row.purpose, row.scope) if text)
    texts = {"spelregler": row.rules or "", "syfte_och_omfattning": purpose}
    return {part: text for part, text in texts.items() if text}


def _follow_up(row: shape.Agreement, standard: tuple[shape.FollowUp, ...]) -> list[FollowUpRow]:
    plan = [*(standard if row.follow_up else ()), *row.extra_follow_up]
    return [
        FollowUpRow(
            position=place,
            timing=line.timing,
            what=line.what,
            recipient=line.recipient.replace("{chef}", row.client_signatory.role),
        )
        for place, line in enumerate(plan, start=1)
    ]


def _signatories(row: shape.Agreement, unit: Unit) -> list[Signatory]:
    client = row.client_signatory
    return [
        Signatory(position=1, side="client", role=client.role, unit_name=client.unit),
        Signatory(position=2, side="performer", role=unit.roles[0].title, unit_name=unit.name),
    ]


def _load_commitments(
    row: shape.Agreement, unit: Unit, steering: SteeringLoader, scorecard: ScorecardLoader
) -> None:
    """The commitments; each contributes to the goal it serves first, then to the others."""
    for commitment in row.commitments:
        steering.add(
            shape.Node(
                key=commitment.key,
                level="atagande",
                parent=agreement_key(row.unit),
                title=commitment.title,
                text=commitment.text,
                status=row.status,
                body=_CLIENT,
                unit=row.unit,
                owner_role=unit.roles[0].title,
                goal_nature="operational",
                perspectives=(commitment.perspective,),
                due=commitment.due,
                valid_from=Day(year=0, month=1, day=1),
                valid_to=Day(year=2, month=12, day=31),
                decisions=_decisions(row),
            )
        )
        steering.contribute(commitment.key, (commitment.serves, *commitment.also_serves))
        scorecard.add_commitment(commitment, unit)
