"""The register of steering documents: all of them, those that need review first."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit
from app.models.steering import Decision, DocumentKind, Level, ModelPart, Node, NodeVersion, SteeringModel
from app.services.steering import rules
from app.services.steering.documents import rules as own
from app.services.steering.documents.readiness import document_condition
from app.services.steering.documents.rules import Need
from app.services.textorder import sort_key

_LATE, _SOON, _LATER = 0, 1, 2
_NEED_PLACE: Mapping[str, int] = {"overdue": _LATE, "this_year": _SOON, "": _LATER}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A document in the register, as it stands in force; `pending` tells of a newer version being written.

    `id` is the node; `shared_title` when other documents have the same title. `published` is None where
    the model says nothing of the document system.
    """

    id: int
    version: int
    version_id: int
    title: str
    kind: str
    category: str
    level: str
    unit_id: int | None
    unit: str | None
    status: str
    status_word: str
    pending: str
    locked: bool
    body: str | None
    decided: str
    decided_on: date | None
    paragraph: str | None
    registration_number: str | None
    valid_from: date | None
    valid_to: date | None
    validity: str
    responsible: str | None
    review_on: date | None
    review: str
    next_review: date | None
    follow_up: str
    need: Need
    phase: str
    stance: str
    management_level: int | None
    management: str
    published: bool | None
    example: bool
    shared_title: bool = False

    @property
    def name(self) -> str:
        """The title; with its unit where other documents have the same."""
        return f"{self.title}, {self.unit}" if self.shared_title and self.unit else self.title


@dataclass(frozen=True, slots=True)
class RegisterView:
    """All documents, and by what they can be filtered; each choice is a key and its words."""

    rows: tuple[RegisterRow, ...]
    categories: tuple[tuple[str, str], ...]
    phases: tuple[tuple[str, str], ...]
    stances: tuple[tuple[str, str], ...]
    management_levels: tuple[tuple[int, str], ...]
    publishes: bool
    responsible: tuple[str, ...]

    @property
    def to_review(self) -> int:
        """How many are to be reviewed this year or should have been."""
        return sum(bool(row.need) for row in self.rows)

    @property
    def open_count(self) -> int:
        """How many are being written on."""
        return sum(bool(row.pending) or not row.locked for row in self.rows)


def register_view(session: Session, *, today: date) -> RegisterView:
    """The register on a day, in a fixed number of statements."""
    management = _management_levels(session)
    decisions = _decisions(session)
    by_node: dict[int, list[Any]] = {}
    for row in session.execute(_versions()):
        by_node.setdefault(row.node_id, []).append(row)
    made = [_row(versions, decisions, management, today) for versions in by_node.values()]
    titles = Counter(row.title for row in made)
    rows = [replace(row, shared_title=titles[row.title] > 1) for row in made]
    rows.sort(key=_order)
    return RegisterView(
        rows=tuple(rows),
        categories=_choices((row.category, capital(row.category)) for row in rows),
        phases=_choices((row.phase, own.PHASE_WORDS.get(row.phase, row.phase)) for row in rows),
        stances=_choices((row.stance, own.DOCUMENT_STANCES.get(row.stance, row.stance)) for row in rows),
        management_levels=_levels_in(rows),
        publishes=any(row.published for row in rows),
        responsible=tuple(sorted({row.responsible for row in rows if row.responsible}, key=sort_key)),
    )


def capital(words: str) -> str:
    """Words that begin a line."""
    return words[:1].upper() + words[1:]


def _versions() -> Any:
    columns = (
        Node.id.label("node_id"), Node.version, Node.unit_id, Node.owner_role, Node.example,
        Node.current_number, Unit.name.label("unit"), Level.name.label("level_name"), Level.short_name,
        Level.form, Level.decided_by.label("level_bodies"), Level.details.label("level_details"),
        DocumentKind.name.label("kind"), DocumentKind.category, DocumentKind.decided_by,
        DocumentKind.details, NodeVersion.id.label("version_id"), NodeVersion.number, NodeVersion.title,
        NodeVersion.status, NodeVersion.locked, NodeVersion.body, NodeVersion.valid_from,
        NodeVersion.valid_to, NodeVersion.validity_text, NodeVersion.due_year, NodeVersion.responsible,
        NodeVersion.review_rule, NodeVersion.review_on, NodeVersion.follow_up_rule,
        NodeVersion.registration_number,
    )  # fmt: skip
    statement = (
        select(*columns).select_from(Node).join(Level).join(NodeVersion, NodeVersion.node_id == Node.id)
    )
    statement = statement.outerjoin(DocumentKind, DocumentKind.id == Node.document_kind_id)
    statement = statement.outerjoin(Unit, Unit.id == Node.unit_id).where(document_condition())
    return statement.order_by(Node.id, NodeVersion.number)


def _decisions(session: Session) -> dict[int, Any]:
    """The decision that made each version binding."""
    columns = (
        Decision.node_version_id, Decision.body, Decision.decided_on, Decision.decided_text,
        Decision.paragraph, Decision.registration_number,
    )  # fmt: skip
    made = select(*columns).where(Decision.step == "definitive", Decision.outcome == "decided")
    rows = session.execute(made.order_by(Decision.decided_on, Decision.id))
    return {row.node_version_id: row for row in rows}


def _management_levels(session: Session) -> dict[int, tuple[str, bool | None]]:
    """The levels of the document system: their words, and whether their documents are published."""
    part = select(ModelPart.content).join(SteeringModel).where(ModelPart.name == "management_levels")
    content = session.scalar(part.order_by(SteeringModel.edition.desc()).limit(1)) or ()
    return {
        row["level"]: (row.get("name") or f"Nivå {row['level']}", row.get("published")) for row in content
    }


def _row(
    versions: list[Any],
    decisions: Mapping[int, Any],
    management: Mapping[int, tuple[str, bool | None]],
    today: date,
) -> RegisterRow:
    newest = next(row for row in versions if row.number == row.current_number)
    held = [row for row in versions if row.locked and row.status in own.IN_FORCE]
    shown = newest if newest.locked or not held else held[-1]
    return RegisterRow(
        id=shown.node_id,
        version=shown.version,
        version_id=shown.version_id,
        title=newest.title,
        kind=shown.kind or shown.short_name or shown.level_name,
        category=shown.category or "",
        level=shown.short_name or shown.level_name,
        unit_id=shown.unit_id,
        unit=shown.unit,
        status=shown.status,
        status_word=_status_word(shown, today),
        pending="" if shown is newest else _status_word(newest, today),
        locked=shown.locked,
        **_decision(shown, decisions.get(shown.version_id)),
        **_times(shown, today),
        **_system(shown.details or {}, management),
        responsible=shown.responsible or shown.owner_role or shown.unit,
        follow_up=shown.follow_up_rule or "",
        example=shown.example,
    )


def _decision(row: Any, made: Any) -> dict[str, Any]:
    """Who decided and when, or who is to decide by the model."""
    order = (row.details or row.level_details or {}).get("decision_order")
    bodies = rules.bodies_in_words(row.decided_by or row.level_bodies, order)
    number = made.registration_number if made else None
    return {
        "body": (made.body if made else None) or row.body or bodies,
        "decided": own.decision_when(made.decided_on, made.decided_text, None) if made else "",
        "decided_on": made.decided_on if made else None,
        "paragraph": made.paragraph if made else None,
        "registration_number": row.registration_number or number,
    }


def _system(details: Mapping[str, Any], management: Mapping[int, tuple[str, bool | None]]) -> dict[str, Any]:
    """What the kind says: phase, stance, and its level in the document system (`HIE-21`, `HIE-23`)."""
    level: int | None = details.get("management_level")
    words, published = management.get(level, ("", None)) if level is not None else ("", None)
    return {
        "phase": details.get("phase") or "",
        "stance": details.get("stance") or "",
        "management_level": level,
        "management": words,
        "published": published,
    }


def _times(row: Any, today: date) -> dict[str, Any]:
    return {
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "validity": rules.validity_text(row.validity_text, row.due_year, row.valid_from, row.valid_to),
        "review_on": row.review_on,
        "review": row.review_rule or "",
        "next_review": own.next_review(row.review_on, row.valid_to),
        "need": own.need_of_review(row.status, row.review_on, row.valid_to, today),
    }


def _status_word(row: Any, today: date) -> str:
    word = rules.status_word(row.status, row.form, row.valid_from, row.valid_to, today)
    return word or rules.STATUS_WORDS[row.status]


def _order(row: RegisterRow) -> tuple[int, bool, date, Any]:
    """What is late first, then what is due this year, then by the day it is due; what has ended last."""
    due = row.next_review if row.status not in own.ENDED else None
    place = _NEED_PLACE[row.need] + (1 if row.status in own.ENDED else 0)
    return (place, due is None, due or date.max, sort_key(row.name))


def _choices(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(key, words) for key, words in found if key}, key=lambda one: sort_key(one[1])))


def _levels_in(rows: Iterable[RegisterRow]) -> tuple[tuple[int, str], ...]:
    found = {row.management_level: row.management for row in rows if row.management_level is not None}
    return tuple((level, words or f"Nivå {level}") for level, words in sorted(found.items()))
