"""Asks what is known of a decision about an agreement, until it is recorded or given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm
from app.ui.parts.page import WorkspacePort

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementDetail
    from app.services.steering.decisions import Made

_STEPS = (
    ("definitive", "Beslut, antaget"),
    ("preliminary", "Preliminärt beslut"),
    ("prepared", "Beredning"),
    ("referred_back", "Återremiss"),
    ("tabled", "Bordläggning"),
)
_SENT_BACK = frozenset({"referred_back", "tabled"})
_FINAL = (
    "Handlingen och dess åtaganden låses som de är nu och skrivs ut så för alltid. Det går inte att ångra. "
    "En ändring görs som en ny version."
)
_Inputs = tuple[ChoiceInput | TextInput, ...]


class Deciding:
    """The dialog, and the question before what cannot be undone."""

    def __init__(self, workspace: WorkspacePort, window: QWidget) -> None:
        self._workspace = workspace
        self._window = window

    def ask(self, detail: AgreementDetail) -> bool:
        """Record what the user knows of a decision; what cannot be read is said in the dialog."""

        def ready(values: dict[str, Any]) -> Callable[[Any], Any] | None:
            made = _made(values)
            return self._use_case(detail, made) if not made.locks or self._sure(detail) else None

        inputs = _inputs(detail, self._workspace.today)
        text = f"Gäller uppdragshandlingen för {detail.row.unit}. Fyll i det som är känt."
        return (
            ask_until_done(
                self._workspace, self._window, "Registrera beslut", inputs, "Registrera", ready, text
            )
            is not None
        )

    def _use_case(self, detail: AgreementDetail, made: Made) -> Callable[[Any], Any]:
        from app.services.agreements import deciding
        from app.services.clock import fixed_clock

        clock = getattr(self._workspace, "clock", None) or fixed_clock(self._workspace.today)
        return partial(
            deciding.record,
            agreement_id=detail.row.id,
            made=made,
            expected_version=detail.version,
            clock=clock,
        )

    def _sure(self, detail: AgreementDetail) -> bool:
        text = _FINAL
        if detail.row.missing:
            lacking = " ".join(detail.row.missing)
            text = f"Det här saknas: {lacking} Det kommer att stå i handlingen.\n\n{_FINAL}"
        return confirm(self._window, f"Fastställ handlingen för {detail.row.unit}?", text, "Fastställ")


def _inputs(detail: AgreementDetail, today: date) -> _Inputs:
    return (
        ChoiceInput("step", "Vad som beslutades", _STEPS, "definitive"),
        TextInput("body", "Beslutat av", detail.client, required=False),
        TextInput("day", "Beslutsdag", required=False, placeholder=today.isoformat()),
        TextInput("paragraph", "Paragraf", required=False, placeholder="§ 131"),
        TextInput(
            "number",
            "Diarienummer",
            detail.row.registration_number,
            required=False,
            placeholder=f"KS {today.year}/184",
        ),
    )


def _made(values: Mapping[str, Any]) -> Made:
    from app.services.steering.days import read_day
    from app.services.steering.decisions import Made

    step = str(values["step"])
    return Made(
        step="definitive" if step in _SENT_BACK else step,
        outcome=step if step in _SENT_BACK else "decided",
        body=values["body"],
        decided_on=read_day(values["day"]),
        paragraph=values["paragraph"],
        registration_number=values["number"],
    )
