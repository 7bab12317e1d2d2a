"""The parties of a new agreement and who signs it, from what the model and the organisation say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind, Signatory
from app.models.organisation import Unit
from app.models.steering import ModelPart, SteeringModel
from app.services.agreements.kinds import PERFORMER_LABEL, kind_words, per_of

MUNICIPALITY: Final = "Kommunen"
_CLIENT_ROLE: Final = "Kommunchef/förvaltningschef"
_PERFORMER_ROLE: Final = "Utförarens chef"
_ANY_ROLE: Final = "Behörig företrädare"
_MANAGER: Final = "chef"
_CLIENT, _PERFORMER = "client", "performer"


@dataclass(frozen=True, slots=True)
class Parties:
    """Who the agreement is between; `client_role` and `performer_role` where a party is a role itself.

    `named`: the client is a body or a unit, that something can be reported to.
    """

    client: str
    client_unit: Unit | None = None
    performer_name: str | None = None
    client_role: str | None = None
    performer_role: str | None = None
    named: bool = False


def model_bodies(session: Session) -> tuple[Mapping[str, Any], ...]:
    """The bodies as the model that holds has them."""
    content = select(ModelPart.content).join(SteeringModel).where(ModelPart.name == "bodies")
    found = session.scalar(content.order_by(SteeringModel.edition.desc()).limit(1))
    return tuple(found or ())


def parties_of(
    session: Session, kind: AgreementKind, *, client_unit: Unit | None, performer_name: str | None
) -> Parties:
    """The parties by the kind, with the client and the other party that were chosen."""
    said = (kind.details or {}).get("parties") or ()
    others = [party["name"] for party in said if party.get("side") is None]
    has_performer = any(party.get("side") == _PERFORMER for party in said)
    if client_unit is not None:
        return Parties(client_unit.name, client_unit, performer_name, named=True)
    client = _client_words(session, kind, said)
    if client is not None:
        return Parties(client, None, performer_name, named=True)
    if others and has_performer:
        return Parties(others[0], None, performer_name)
    if len(others) > 1:  # two roles, such as a manager and an employee
        return Parties(others[0], None, performer_name, others[0], others[1])
    return Parties(MUNICIPALITY, None, performer_name)


def signatories_of(kind: AgreementKind, unit: Unit, above: Unit | None, parties: Parties) -> list[Signatory]:
    """A line for each that signs by the model, else one for each side, by the organisation's roles."""
    if not kind_words(kind).signed:
        return []
    rules = (kind.details or {}).get("signed_by") or ()
    wanted = [(rule.get("side") or _CLIENT, rule["name"]) for rule in rules]
    for side in (_CLIENT, _PERFORMER):
        if not any(one == side for one, _ in wanted):
            wanted.append((side, ""))
    found: list[Signatory] = []
    for side in (_CLIENT, _PERFORMER):
        for place, (_, name) in enumerate(rule for rule in wanted if rule[0] == side):
            line = _line(kind, unit, above, parties, side, name, first=place == 0)
            line.position = len(found) + 1
            found.append(line)
    return found


def _line(
    kind: AgreementKind,
    unit: Unit,
    above: Unit | None,
    parties: Parties,
    side: str,
    name: str,
    *,
    first: bool,
) -> Signatory:
    if not first:
        return Signatory(side=side, role=name, unit_name=None)
    if side == _PERFORMER:
        role = parties.performer_role or _lead(unit) or name or _role(kind, _PERFORMER)
        other = parties.performer_name or (kind.details or {}).get("other_party")
        if other and not parties.performer_role:
            return Signatory(side=side, role=name or _ANY_ROLE, unit_name=other)
        return Signatory(side=side, role=role, unit_name=unit.name)
    if parties.client_role:
        return Signatory(side=side, role=parties.client_role, unit_name=unit.name)
    asked = parties.client_unit or (above if name or per_of(kind) != "unit" else None)
    leads = _lead(asked)
    if asked is not None and leads:
        return Signatory(side=side, role=leads, unit_name=asked.name)
    if parties.client_unit is not None or per_of(kind) == "unit":
        return Signatory(side=side, role=name or _role(kind, _CLIENT), unit_name=parties.client)
    return Signatory(side=side, role=name or _CLIENT_ROLE, unit_name=None)


def _role(kind: AgreementKind, side: str) -> str:
    """Who signs where nobody is named: the manager, as the kind calls the party where it is one."""
    words = kind_words(kind)
    label = words.client_label if side == _CLIENT else words.performer_label
    if label.endswith(_MANAGER):
        return label
    if side == _CLIENT or per_of(kind) == "unit":
        return _ANY_ROLE
    return _PERFORMER_ROLE if label == PERFORMER_LABEL else _MANAGER.capitalize()


def _lead(unit: Unit | None) -> str | None:
    return unit.roles[0].title if unit is not None and unit.roles else None


def _client_words(session: Session, kind: AgreementKind, said: Sequence[Mapping[str, Any]]) -> str | None:
    """The body that is the client, else the words of the model for it; None where it is silent."""
    collective = {body["name"] for body in model_bodies(session) if body.get("collective")}
    party = next((one for one in said if one.get("side") == _CLIENT), None)
    bodies = [name for name in (party or {}).get("bodies") or () if name not in collective]
    if len(bodies) == 1:
        return str(bodies[0])
    decided = [name for name in kind.decided_by or () if name not in collective]
    if decided and (party is None or set(decided) & set(bodies)):
        return decided[0]
    return None if party is None else str(party["name"])
