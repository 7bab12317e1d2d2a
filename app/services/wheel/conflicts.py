"""What does not go together in a year, and the nearest times that put it right."""

from app.services.wheel.clashes import Surroundings, notices
from app.services.wheel.mending import Mend, mends

__all__ = ["Mend", "Surroundings", "mends", "notices"]
