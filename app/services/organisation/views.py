"""What screen, paper and command line read about the municipality and its organisation."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Municipality


@dataclass(frozen=True)
class MunicipalityBrief:
    """What stands at the top of the window."""

    official_name: str
    example: bool


def municipality_brief(session: Session) -> MunicipalityBrief:
    """The municipality's official name, and whether the file is the example."""
    row = session.scalars(select(Municipality)).first()
    if row is None:
        return MunicipalityBrief("Kommunen", False)
    return MunicipalityBrief(row.official_name, row.example)
