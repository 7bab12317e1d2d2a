"""What investments and loans cost outside the frames, which takes of the room as much as a frame would."""

from collections.abc import Mapping

from sqlalchemy.orm import Session


def beside(session: Session, version_id: int) -> Mapping[str, Mapping[int, int]]:
    """Öre by year, below zero, by what it is called."""
    from app.services.economy.statements.beside import beside as of_statements  # which read the room itself

    return of_statements(session, version_id)
