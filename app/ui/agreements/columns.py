"""The columns of the list of agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow

_MISSING = "–"


def agreement_columns() -> list[Column[AgreementRow]]:
    """Performer and state first; the rest can be chosen."""
    return [
        Column(
            "unit",
            "Utförare",
            lambda row: row.unit,
            width=200,
            stretch=True,
            look=lambda row: CellLook(example=row.example, warning=row.lacks),
            tooltip=lambda row: "\n".join((row.unit, *row.missing)),
        ),
        Column(
            "status",
            "Status",
            lambda row: row.status_word,
            width=104,
            look=lambda row: CellLook(locked=row.locked),
        ),
        Column("administration", "Förvaltning", lambda row: row.administration, width=130, hidden=True),
        Column(
            "decided",
            "Beslutad",
            lambda row: row.decided or _MISSING,
            width=180,
            look=lambda row: CellLook(muted=not row.decided),
            hidden=True,
        ),
        Column(
            "frames",
            "Ramar",
            lambda row: row.frames,
            width=130,
            look=lambda row: CellLook(alarm=row.frames_behind),
            hidden=True,
        ),
        Column("number", "Diarienummer", lambda row: row.registration_number, width=120, hidden=True),
        Column("version", "Version", lambda row: row.version, width=72, hidden=True),
    ]
