"""What a network meeting or a dialogue led to becomes a proposal in the steering (`WHL-12`, `BUD-25`)."""

from sqlalchemy.orm import Session

from app.models.types import new_id
from app.models.wheel import ActivityDocument
from app.services.steering.nodes import add_node, edit_text, get_node
from app.services.storage import describe
from app.services.wheel.refusals import StillProposed, quoted
from app.services.wheel.rows import changed, open_activity

OUTCOME = "outcome"


def propose(
    session: Session,
    *,
    activity_id: int,
    expected_version: int,
    level_id: int,
    parent_id: int | None,
    title: str,
    text: str,
) -> int:
    """Put an outcome as a draft in the steering, linked back to the activity; gives the element's id."""
    row = open_activity(session, activity_id, expected_version)
    titles = {
        get_node(session, link.node_id).current.title.casefold()
        for link in row.documents
        if link.role == OUTCOME and link.node_id is not None
    }
    if " ".join(title.split()).casefold() in titles:
        raise StillProposed(title)
    node_id = add_node(session, level_id=level_id, parent_id=parent_id, title=title)
    node = get_node(session, node_id)
    if text.strip():
        edit_text(session, node_id=node_id, text=text, expected_version=node.version)
    row.documents.append(ActivityDocument(id=new_id(), activity_id=row.id, role=OUTCOME, node_id=node_id))
    changed(row)
    describe(session, f"Gjorde förslaget {quoted(node.current.title)} av {quoted(row.title)}")
    return node_id
