"""How many statements something sends: a number that must not grow with the rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.services.storage import Database


@contextmanager
def sent(session: Session) -> Iterator[list[str]]:
    """The statements that are sent while this lasts."""
    found: list[str] = []
    connection = session.connection()

    def on_execute(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        found.append(statement)

    event.listen(connection, "before_cursor_execute", on_execute)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", on_execute)


def statements(database: Database, view: Callable[[Session], object]) -> int:
    """How many statements a view sends."""

    def counted(session: Session) -> int:
        with sent(session) as found:
            view(session)
        return len(found)

    return database.read(counted)
