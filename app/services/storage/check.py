"""Whether the file itself is sound: its pages, its references and the chain of its change log."""

from sqlalchemy.orm import Session

from app.services.storage import changelog, fileformat

_MOST = 20


def integrity_faults(session: Session) -> tuple[str, ...]:
    """What SQLite's whole check and the foreign keys complain of, at most the first twenty."""
    connection = session.connection().connection.driver_connection
    assert connection is not None  # a session that reads always has one
    return tuple(fileformat.faults(connection)[:_MOST])


def log_faults(session: Session) -> tuple[str, ...]:
    """Where the change log was altered behind the program, in Swedish sentences."""
    return tuple(fault.message for fault in changelog.verify(session)[:_MOST])
