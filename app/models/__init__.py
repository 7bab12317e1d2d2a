"""What is stored: one module per room, imported here so that the metadata is whole."""

from app.models import (
    agreements,
    budget,
    followup,
    organisation,
    scorecard,
    steering,
    storage,
    wheel,
)
from app.models.base import Base, add_money_checks

add_money_checks(Base.metadata)

__all__ = [
    "Base",
    "agreements",
    "budget",
    "followup",
    "organisation",
    "scorecard",
    "steering",
    "storage",
    "wheel",
]
