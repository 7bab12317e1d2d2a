"""What the tests of documents do again and again: find one by its title, run a use case on it, read it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select

from app.models.steering import DocumentKind, Level
from app.services.steering import nodes
from app.services.steering.decisions import Made, record_decision
from app.services.steering.documents import adding
from app.services.steering.documents.register import RegisterRow, RegisterView, register_view
from app.services.steering.documents.views import DocumentView, document_view
from app.services.storage import Database

MADE = Made(body="Kommunfullmäktige", decided_on=date(2010, 11, 17), paragraph="§ 98")
REGULATION = "Reglementen"


def register(database: Database, today: date | None = None) -> RegisterView:
    """The register on a day, the clock's unless another is given."""
    return database.read(partial(register_view, today=today or database.clock.today()))


def row(database: Database, title: str) -> RegisterRow:
    """The only document whose title begins with these words."""
    found = [one for one in register(database).rows if one.title.startswith(title)]
    assert len(found) == 1, [one.title for one in found]
    return found[0]


def view(database: Database, title: str, *, version_id: int | None = None) -> DocumentView:
    """Everything of a document."""
    key = row(database, title).id
    call = partial(document_view, node_id=key, today=database.clock.today(), version_id=version_id)
    return database.read(call)


def on(database: Database, title: str, use_case: Callable[..., Any], **values: Any) -> Any:
    """Run a use case on a document as it is now; gives what it gave."""
    seen = view(database, title)
    call = partial(use_case, node_id=seen.node_id, expected_version=seen.version, **values)
    return database.write(call).value


def kind_id(database: Database, name: str) -> int:
    """The kind of a name."""
    named = select(DocumentKind.id).where(DocumentKind.name == name)
    return database.read(lambda session: session.scalars(named).one())


def add(database: Database, title: str, kind: str = REGULATION, **values: Any) -> int:
    """Add a document of a kind."""
    call = partial(adding.add_document, kind_id=kind_id(database, kind), title=title, **values)
    return database.write(call).value


def decide(database: Database, title: str, made: Made = MADE) -> tuple[str, ...]:
    """Record a decision about a document."""
    lacked: tuple[str, ...] = on(database, title, record_decision, made=made, today=database.clock.today())
    return lacked


def add_decided(database: Database, title: str, made: Made = MADE, **head: Any) -> int:
    """Add a document outside the levels and decide it; `head` is its validity."""
    key = add(database, title)
    if head:
        values = {"valid_from": None, "valid_to": None, "validity_text": None, "due_year": None, **head}
        on(database, title, nodes.set_validity, **values)
    decide(database, title, made)
    return key


def codes(seen: DocumentView) -> list[str]:
    """The codes of what is wrong with a document."""
    return [fault.code for fault in seen.faults]


def levels(database: Database) -> list[str]:
    """The keys of every level row."""
    return database.read(lambda session: list(session.scalars(select(Level.key))))
