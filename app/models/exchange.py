"""What is remembered of workbooks that have been read in."""

from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned


class ImportMapping(Versioned, Base):
    """How a workbook's columns and units were understood, by the `signature` of its headings.

    `content` holds "columns" (heading to year and part) and "units" (name in the workbook to key, or null
    for one that is left out).
    """

    __tablename__ = "import_mapping"
    __table_args__ = (UniqueConstraint("kind", "signature"),)

    kind: Mapped[str]
    signature: Mapped[str]
    name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column()
