"""Everything that is shown of one steering document, in the version that is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import DocumentKind, Node, NodeVersion
from app.services.steering import rules
from app.services.steering.documents import faults
from app.services.steering.documents import rules as own
from app.services.steering.documents.bodies import read_bodies
from app.services.steering.documents.rows import (
    AttachmentRow,
    DecisionRow,
    DocumentLink,
    ReferralRow,
    VersionRow,
    attachment_rows,
    decision_rows,
    referral_rows,
    replaced_links,
    replacing_links,
    status_word,
    version_in_force,
    version_row,
)
from app.services.steering.documents.rules import PlannedStep, Taken
from app.services.steering.nodes import get_node, missing_parts

__all__ = [
    "AttachmentRow",
    "DecisionRow",
    "DocumentLink",
    "DocumentView",
    "ReferralRow",
    "VersionRow",
    "document_view",
]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document in one version; `version` is what a use case takes as `expected_version`.

    `open_for_edits` is false for a decided version and for any but the newest. `in_force_id` is the
    version that can be extended or revoked.
    """

    node_id: int
    version: int
    version_id: int
    number: int
    newest: bool
    title: str
    text: str
    kind_id: int | None
    kind: str
    category: str
    level_id: int
    level: str
    outside: bool
    unit_id: int | None
    unit: str | None
    owner_role: str | None
    parent: tuple[int, str] | None
    status: str
    status_word: str
    locked: bool
    example: bool
    body: str | None
    stated_bodies: tuple[str, ...]
    authority: str | None
    registration_number: str | None
    applies_to: str | None
    author: str | None
    signed_for: str | None
    replaces_text: str | None
    responsible: str | None
    review_rule: str | None
    review_on: date | None
    follow_up_rule: str | None
    valid_from: date | None
    valid_to: date | None
    validity_text: str | None
    due_year: int | None
    cycle: str | None
    decisions: tuple[DecisionRow, ...]
    plan: tuple[PlannedStep, ...]
    missing: tuple[str, ...]
    faults: tuple[faults.Fault, ...]
    referrals: tuple[ReferralRow, ...]
    attachments: tuple[AttachmentRow, ...]
    replaces: tuple[DocumentLink, ...]
    replaced_by: tuple[DocumentLink, ...]
    versions: tuple[VersionRow, ...]
    in_force_id: int | None
    details: Mapping[str, Any]

    @property
    def open_for_edits(self) -> bool:
        """Whether its words, head and parts can be changed."""
        return self.newest and not self.locked

    @property
    def validity(self) -> str:
        """The validity in full, "" when nothing is known of it."""
        return rules.validity_in_full(self.validity_text, self.valid_from, self.valid_to)

    @property
    def decided(self) -> DecisionRow | None:
        """The decision that made the version binding."""
        made = [row for row in self.decisions if row.step == "definitive" and row.outcome == "decided"]
        return made[-1] if made else None

    @property
    def following(self) -> PlannedStep | None:
        """The step that comes next by the model."""
        return next((step for step in self.plan if step.following), None)

    @property
    def answered(self) -> int:
        """How many recipients of the referral have answered."""
        return sum(row.answered for row in self.referrals)

    @property
    def referral_words(self) -> str:
        """How far the referral has come: "3 av 5 har svarat"."""
        return own.answered_words(self.answered, len(self.referrals))

    @property
    def total_size(self) -> int:
        """What all attachments together hold, in bytes."""
        return sum(row.size for row in self.attachments)


def document_view(
    session: Session, *, node_id: int, today: date, version_id: int | None = None
) -> DocumentView:
    """One document, in its newest version unless another is asked for."""
    node = get_node(session, node_id)
    version = _version(node, version_id)
    kind = None if node.document_kind_id is None else session.get(DocumentKind, node.document_kind_id)
    newest = version.number == node.current_number
    decided_by = faults.stated_bodies(kind, node.level)
    return DocumentView(
        node_id=node.id,
        version=node.version,
        newest=newest,
        **_head(version, node, today),
        kind_id=kind.id if kind else None,
        kind=kind.name if kind else node.level.short_name or node.level.name,
        category=kind.category if kind else "",
        level_id=node.level_id,
        level=node.level.short_name or node.level.name,
        outside=faults.is_outside(node.level),
        **_belonging(session, node),
        stated_bodies=decided_by,
        cycle=(kind.cycle if kind else None) or node.level.cycle,
        decisions=decision_rows(version),
        plan=_plan(kind, node, version, decided_by),
        missing=missing_parts(session, node) if newest and not version.locked else (),
        faults=faults.of_version(session, node, version, bodies=read_bodies(session), today=today),
        referrals=referral_rows(session, version.id, today),
        attachments=attachment_rows(session, version.id),
        replaces=replaced_links(session, version, today),
        replaced_by=replacing_links(session, version, today),
        versions=tuple(version_row(one, node, today) for one in reversed(node.versions)),
        in_force_id=version_in_force(node),
        details=kind.details if kind else {},
    )


def _version(node: Node, version_id: int | None) -> NodeVersion:
    if version_id is None:
        return node.current
    found = next((one for one in node.versions if one.id == version_id), None)
    if found is None:
        raise NotFound("Versionen")
    return found


def _head(version: NodeVersion, node: Node, today: date) -> dict[str, Any]:
    same = (
        "number", "title", "text", "status", "locked", "authority", "registration_number", "applies_to",
        "author", "signed_for", "replaces_text", "responsible", "review_rule", "review_on",
        "follow_up_rule", "valid_from",
        "valid_to", "validity_text", "due_year", "body",
    )  # fmt: skip
    return {
        **{name: getattr(version, name) for name in same},
        "version_id": version.id,
        "status_word": status_word(version, node, today),
    }


def _belonging(session: Session, node: Node) -> dict[str, Any]:
    """Who answers for the document, and what it lies under."""
    unit = None if node.unit_id is None else session.get(Unit, node.unit_id)
    parent = None if node.parent_id is None else session.get(Node, node.parent_id)
    return {
        "unit_id": node.unit_id,
        "unit": unit.name if unit else None,
        "owner_role": node.owner_role,
        "parent": (parent.id, parent.current.title) if parent else None,
        "example": node.example,
    }


def _plan(
    kind: DocumentKind | None, node: Node, version: NodeVersion, decided_by: Sequence[str]
) -> tuple[PlannedStep, ...]:
    order = ((kind.details if kind else None) or node.level.details).get("decision_order")
    plan = own.planned_steps(
        kind.decision_steps if kind else None,
        decided_by,
        (kind.prepared_by if kind else None) or node.level.prepared_by,
        order,
    )
    taken = [Taken(row.step, row.body) for row in version.decisions if row.outcome == "decided"]
    return own.followed(plan, taken, version.locked)
