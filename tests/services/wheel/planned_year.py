"""A file with a model and no example, to plan a year in, and short ways to write and read in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.types import new_id
from app.models.wheel import Wheel, WheelActivity
from app.services.storage import Database, describe

TODAY = date(2026, 3, 2)


class Year:
    """A file in which nothing is planned yet."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def run(self, use_case: Callable[..., Any], **given: Any) -> Any:
        """Run a use case; gives what it gives."""
        return self.database.write(lambda session: use_case(session, **given)).value

    def read(self, question: Callable[..., Any], **given: Any) -> Any:
        """Ask something of the file."""
        return self.database.read(lambda session: question(session, **given))

    def activity(self, **values: Any) -> int:
        """An activity of 2026 with any values; gives its key."""

        def add(session: Session) -> int:
            describe(session, "Lade till en aktivitet")
            made = {"year": 2026, "title": "Aktivitet", "precision": "okand", "position": 1, **values}
            row = WheelActivity(id=new_id(), wheel_id=session.scalars(select(Wheel.id)).first(), **made)
            session.add(row)
            return row.id

        return self.database.write(add).value

    def row(self, model: Any, key: int) -> Any:
        """A row as it is now."""

        def take(session: Session) -> Any:
            found = session.get_one(model, key)
            session.expunge(found)
            return found

        return self.database.read(take)
