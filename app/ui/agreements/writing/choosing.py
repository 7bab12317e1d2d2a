"""The list of agreements that opens under the button of Skriva."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.agreements.views import AgreementRow


def choice_columns(whose: Callable[[AgreementRow], str]) -> list[Column[AgreementRow]]:
    """Whose agreement of which kind, and what is left to do in it."""
    return [
        Column("unit", "Utförare", whose, stretch=True, width=220),
        Column("kind", "Slag", lambda row: row.kind, width=130, look=lambda _row: CellLook(muted=True)),
        Column(
            "state",
            "Läge",
            state_words,
            width=150,
            look=lambda row: CellLook(muted=True, locked=row.locked),
            tooltip=lambda row: "\n".join((row.unit, *row.missing)),
        ),
    ]


def whose_words(row: AgreementRow, rows: Iterable[AgreementRow]) -> str:
    """The performer, after the client where the performer has several of the kind from the same day."""
    alike = [
        one for one in rows if (one.kind_id, one.unit, one.starts) == (row.kind_id, row.unit, row.starts)
    ]
    return f"{row.client} – {row.unit}" if len({one.client for one in alike}) > 1 else row.unit


def state_words(row: AgreementRow) -> str:
    """What it lacks, else where it is on its way."""
    return row.stage_word.lower() if row.locked else row.lacks or row.stage_word.lower()
