"""Follow-up: the report kinds of the model."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned


class ReportKind(Versioned, Base):
    """A recurring report: its period, recipients and content as far as the source says."""

    __tablename__ = "report_kind"

    key: Mapped[str] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str]
    frequency: Mapped[str | None]
    period_text: Mapped[str | None]
    content: Mapped[list[str] | None]
    recipients: Mapped[list[str] | None]
    due: Mapped[str | None]
    details: Mapped[dict[str, Any]]
