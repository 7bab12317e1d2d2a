"""What a dialogue or a network meeting led to becomes a draft in the steering, linked back."""

import pytest
from sqlalchemy import select

from app.models.steering import Level, Node, NodeVersion
from app.services.wheel.editing import set_fields
from app.services.wheel.outcomes import propose
from app.services.wheel.refusals import StillProposed
from tests.services.wheel.files import titled, write, year_of


def _dialogue(example):
    return titled(year_of(example, 2026), "Medborgardialog")


def _level(session) -> int:
    asked = select(Level.id).join(Node, Node.level_id == Level.id).where(Node.parent_id.is_(None))
    return session.scalars(asked.order_by(Level.position)).first()


def test_an_outcome_becomes_a_draft_that_knows_where_it_comes_from(example) -> None:
    one = _dialogue(example)
    given = {
        "level_id": example.read(_level),
        "parent_id": None,
        "title": "Mötesplatser",
        "text": "Önskas",
    }
    node_id = write(example, propose, activity_id=one.key, expected_version=one.version, **given)
    after = _dialogue(example)
    link = after.documents[-1]
    assert (link.role, link.kind, link.target, link.title) == (
        "outcome",
        "node",
        node_id,
        "Mötesplatser",
    )
    current = select(NodeVersion.status, NodeVersion.text).where(NodeVersion.node_id == node_id)
    assert tuple(example.read(lambda session: session.execute(current).one())) == ("draft", "Önskas")
    assert example.undo_words == f"Gjorde förslaget ”Mötesplatser” av ”{one.title}”"
    with pytest.raises(StillProposed, match="har redan ett förslag"):
        write(example, propose, activity_id=one.key, expected_version=after.version, **given)
    example.undo()
    assert example.read(lambda session: session.get(Node, node_id)) is None
    assert _dialogue(example).documents == one.documents


def test_what_came_out_is_kept_in_words_too(example) -> None:
    one = _dialogue(example)
    write(example, set_fields, activity_id=one.key, expected_version=one.version, outcome="Många vill ha bad")
    assert _dialogue(example).outcome == "Många vill ha bad"
