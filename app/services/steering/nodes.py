"""Use cases on steering elements: add, rename, edit, own, date, prepare, and make new versions."""

import re
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.errors import Locked, NotFound
from app.models.organisation import Unit
from app.models.scorecard import NodeIndicator
from app.models.steering import DocumentKind, Level, Node, NodePerspective, NodeVersion
from app.models.types import new_id
from app.services.steering import rules
from app.services.steering.errors import (
    DatedElsewhere,
    EndsBeforeStart,
    MadeElsewhere,
    NotBelow,
    NotDecided,
    NotReady,
)
from app.services.steering.views import level_rows
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

_FIRST = 1
#: White space that is typed by mistake; the spaces that hold a number and its unit together stay.
_GAPS = re.compile(r"[^\S\u00a0\u202f]+")


def add_node(
    session: Session,
    *,
    level_id: int,
    parent_id: int | None,
    title: str,
    owner_role: str | None = None,
    unit_id: int | None = None,
) -> int:
    """Add an element after its siblings as a draft; gives its id.

    Under an agreement it takes over the performer and the manager, unless others are given.
    """
    title = _title(title)
    parent = None if parent_id is None else get_node(session, parent_id)
    level = _level_to_add(session, level_id, parent)
    if parent is not None and level.form == "commitment":
        _refuse_locked(parent.current)
    if parent is not None and unit_id is None and parent.level.form in rules.AGREEMENT_FORMS:
        unit_id, owner_role = parent.unit_id, owner_role or parent.owner_role
    node = make_node(
        session, level_id=level.id, parent_id=parent_id, title=title, unit_id=unit_id, owner_role=owner_role
    )
    describe(session, f"Lade till {level.short_name}: {title}")
    return node.id


def make_node(
    session: Session,
    *,
    level_id: int,
    parent_id: int | None,
    title: str,
    unit_id: int | None,
    owner_role: str | None,
) -> Node:
    """Put a new draft in its place; for use cases that add more than the element itself."""
    last = select(func.max(Node.position)).where(Node.parent_id.is_(None))
    if parent_id is not None:
        last = select(func.max(Node.position)).where(Node.parent_id == parent_id)
    kind = select(DocumentKind.id).where(DocumentKind.level_id == level_id).order_by(DocumentKind.position)
    node = Node(
        id=new_id(),
        level_id=level_id,
        parent_id=parent_id,
        position=1 + (session.scalar(last) or 0),
        unit_id=unit_id,
        owner_role=owner_role,
        document_kind_id=session.scalar(kind.limit(1)),
        current_number=_FIRST,
        versions=[NodeVersion(id=new_id(), number=_FIRST, title=title, text="", status="draft")],
    )
    session.add(node)
    session.flush()
    return node


def rename_node(session: Session, *, node_id: int, title: str, expected_version: int) -> None:
    """Give an element another title."""
    title = _title(title)
    node, current = _open_node(session, node_id, expected_version)
    if current.title == title:
        return
    describe(session, f"Döpte om ”{current.title}” till ”{title}”")
    current.title = title
    touch(node)


def edit_text(session: Session, *, node_id: int, text: str, expected_version: int) -> None:
    """Change what an element says."""
    node, current = _open_node(session, node_id, expected_version)
    text = text.strip()
    if current.text == text:
        return
    describe(session, f"Ändrade beskrivningen av ”{current.title}”")
    current.text = text
    touch(node)


def set_owner(
    session: Session, *, node_id: int, owner_role: str | None, unit_id: int | None, expected_version: int
) -> None:
    """Say which role and unit answer for an element, decided or not; its wording stays as it was."""
    node = get_node(session, node_id)
    check_version(node, expected_version, _named(node))
    role = optional(owner_role)
    if (node.owner_role, node.unit_id) == (role, unit_id):
        return
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise NotFound("Enheten")
    node.owner_role, node.unit_id = role, unit_id
    describe(session, f"Ändrade ägare till ”{node.current.title}”")
    touch(node)


def set_validity(
    session: Session,
    *,
    node_id: int,
    valid_from: date | None,
    valid_to: date | None,
    validity_text: str | None,
    due_year: int | None,
    expected_version: int,
) -> None:
    """Date an element; of a decided one only the end and the words of the validity may change.

    A draft of an agreement holds for its term, which is set with the agreement.
    """
    node = get_node(session, node_id)
    current = node.current
    check_version(node, expected_version, _named(node))
    words = optional(validity_text)
    if valid_from and valid_to and valid_to < valid_from:
        raise EndsBeforeStart(current.title)
    before = (current.valid_from, current.due_year, current.valid_to, current.validity_text)
    if before == (valid_from, due_year, valid_to, words):
        return
    if current.locked and before[:2] != (valid_from, due_year):
        raise Locked(f"”{current.title}”")
    if node.level.form in rules.AGREEMENT_FORMS and not current.locked:
        raise DatedElsewhere(current.title)
    current.valid_from, current.due_year = valid_from, due_year
    current.valid_to, current.validity_text = valid_to, words
    describe(session, f"Ändrade giltigheten för ”{current.title}”")
    touch(node)


def set_perspectives(
    session: Session, *, node_id: int, perspective_ids: tuple[int, ...], expected_version: int
) -> None:
    """Say from which perspectives a goal is seen: none, one or several."""
    node, current = _open_node(session, node_id, expected_version)
    kept = {row.perspective_id: row for row in node.perspectives}
    if set(kept) == set(perspective_ids):
        return
    node.perspectives = [kept.get(one) or NodePerspective(perspective_id=one) for one in perspective_ids]
    describe(session, f"Ändrade perspektiv för ”{current.title}”")
    touch(node)


def mark_draft(session: Session, *, node_id: int, expected_version: int) -> None:
    """Take an element back to being written on."""
    _set_status(session, node_id, "draft", expected_version)


def mark_proposal(session: Session, *, node_id: int, expected_version: int) -> None:
    """Say that what stands there is only a proposal (`HIE-31`)."""
    _set_status(session, node_id, "proposal", expected_version)


def mark_prepared(session: Session, *, node_id: int, expected_version: int) -> None:
    """Say that the preparing body has prepared an element."""
    _set_status(session, node_id, "prepared", expected_version)


def mark_ready(session: Session, *, node_id: int, expected_version: int) -> None:
    """Put an element up for decision; refused with a list of what it lacks."""
    node = get_node(session, node_id)
    missing = missing_parts(session, node)
    if missing and not node.current.locked:
        raise NotReady(node.current.title, missing)
    _set_status(session, node_id, "ready", expected_version)


def new_version(session: Session, *, node_id: int, expected_version: int) -> int:
    """Begin a new draft of a decided element, and of the commitments it holds; gives the new number.

    The decided version stays as it is and is named by the new one as what it replaces.
    """
    node = get_node(session, node_id)
    check_version(node, expected_version, _named(node))
    if not node.current.locked:
        raise NotDecided(node.current.title)
    describe(session, f"Ny version av ”{node.current.title}”")
    for member in (node, *commitments_of(session, node)):
        if member.current.locked:
            _start_version(session, member)
    session.flush()
    return node.current_number


def missing_parts(session: Session, node: Node) -> tuple[str, ...]:
    """What an element lacks before a decision."""
    from app.services.steering.documents import readiness  # which builds on this module

    measured = session.scalar(select(NodeIndicator.id).where(NodeIndicator.node_id == node.id).limit(1))
    found = rules.gaps(
        form=node.level.form,
        measurable=node.level.measurable,
        status=node.current.status,
        owned=bool(node.owner_role or node.unit_id or node.current.responsible),
        measured=measured is not None,
    )
    if readiness.is_document(node):
        return readiness.missing_of_document(session, node, found)
    return rules.missing_for_decision(gap_words=found, text=node.current.text)


def commitments_of(session: Session, node: Node) -> list[Node]:
    """The commitments that are a part of an agreement; none for what is no agreement."""
    if node.level.form not in rules.AGREEMENT_FORMS:
        return []
    statement = select(Node).join(Level).where(Node.parent_id == node.id, Level.form == "commitment")
    return list(session.scalars(statement.order_by(Node.position)))


def get_node(session: Session, node_id: int) -> Node:
    """The element, or a sentence that it is gone."""
    node = session.get(Node, node_id)
    if node is None:
        raise NotFound("Styrelementet")
    return node


def known_node(session: Session, node_id: int, expected_version: int) -> Node:
    """The element, if nobody has changed it since it was read."""
    node = get_node(session, node_id)
    check_version(node, expected_version, _named(node))
    return node


def draft_node(session: Session, node_id: int, expected_version: int) -> Node:
    """The element, if nobody has changed it since it was read and its current version is open."""
    node = known_node(session, node_id, expected_version)
    _refuse_locked(node.current)
    return node


def _level_to_add(session: Session, level_id: int, parent: Node | None) -> rules.LevelRow:
    levels = level_rows(session)
    level = next((one for one in levels if one.id == level_id), None)
    if level is None:
        raise NotFound("Nivån")
    used = set(session.scalars(select(Node.level_id).distinct()))
    if level not in rules.allowed_levels(parent.level_id if parent else None, levels, used):
        raise NotBelow(level.short_name, parent.current.title if parent else None)
    if level.made_elsewhere:
        raise MadeElsewhere(level.short_name)
    return level


def _start_version(session: Session, node: Node) -> None:
    """A draft that says what the version before says; its matter and its review are its own."""
    from app.services.steering.documents import readiness  # which builds on this module

    old = node.current
    kept = (
        "title", "text", "body", "valid_from", "valid_to", "validity_text", "due_year", "responsible",
        "review_rule", "follow_up_rule", "authority", "applies_to", "author", "signed_for",
    )  # fmt: skip
    new = NodeVersion(
        id=new_id(),
        number=max(version.number for version in node.versions) + 1,
        status="draft",
        replaces_id=old.id,
        **{name: getattr(old, name) for name in kept},
    )
    node.versions.append(new)
    node.current_number = new.number
    readiness.copy_parts(session, old, new)
    touch(node)


def _set_status(session: Session, node_id: int, status: str, expected_version: int) -> None:
    node, current = _open_node(session, node_id, expected_version)
    if current.status == status:
        return
    describe(session, f"Markerade ”{current.title}” som {rules.STATUS_WORDS[status].lower()}")
    for member in (node, *commitments_of(session, node)):
        if not member.current.locked:
            member.current.status = status
            touch(member)


def _open_node(session: Session, node_id: int, expected_version: int) -> tuple[Node, NodeVersion]:
    node = get_node(session, node_id)
    current = node.current
    _refuse_locked(current)
    check_version(node, expected_version, _named(node))
    return node, current


def _refuse_locked(version: NodeVersion) -> None:
    if version.locked:
        raise Locked(f"”{version.title}”")


def _named(node: Node) -> str:
    return f"”{node.current.title}”"


def _title(text: str) -> str:
    return needed(_GAPS.sub(" ", text), "Benämningen")
