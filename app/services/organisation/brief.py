"""The two facts of the municipality that the window shows first; light, so that they come at once."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Municipality


@dataclass(frozen=True)
class MunicipalityBrief:
    """What the window says about the open file's municipality."""

    official_name: str
    example: bool


def municipality_brief(session: Session) -> MunicipalityBrief:
    """The municipality's official name, and whether the file is the example."""
    row = session.execute(select(Municipality.official_name, Municipality.example)).first()
    return MunicipalityBrief("Kommunen", False) if row is None else MunicipalityBrief(*row)
