"""Which agreements the register can show, and what decides whether one is among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow

ALL, INCOMPLETE, OPEN, DECIDED = "all", "incomplete", "open", "decided"
UNSIGNED, BEHIND, CHANGED, ENDING = "unsigned", "behind", "changed", "ending"
CHOICES = (
    (ALL, "Alla"),
    (INCOMPLETE, "Saknar något"),
    (OPEN, "Inte beslutade"),
    (DECIDED, "Beslutade"),
    (UNSIGNED, "Väntar på underskrift"),
    (BEHIND, "Äldre ramar än planen"),
    (CHANGED, "Ändrat sedan beslutet"),
    (ENDING, "Löper ut utan att vara förnyade"),
)


CONDITIONS: Mapping[str, Callable[[date, AgreementRow], bool] | None] = {
    ALL: None,
    INCOMPLETE: lambda _today, row: bool(row.missing),
    OPEN: lambda _today, row: not row.locked,
    DECIDED: lambda _today, row: row.locked,
    UNSIGNED: lambda _today, row: bool(row.unsigned) and row.locked,
    BEHIND: lambda _today, row: row.frames_behind,
    CHANGED: lambda _today, row: bool(row.changed),
    ENDING: lambda _today, row: row.due,
}
"""What each choice asks of today and a row; None is passed by all."""
