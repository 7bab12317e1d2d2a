"""Asks what is known of a decision until it is recorded or given up; the same dialog on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm

if TYPE_CHECKING:
    from datetime import date

    from app.services.steering.decisions import Made
    from app.ui.parts.page import WorkspacePort

_STEPS = (
    ("definitive", "Beslut, antaget"),
    ("preliminary", "Preliminärt beslut"),
    ("prepared", "Beredning"),
    ("referred_back", "Återremiss"),
    ("tabled", "Bordläggning"),
)
_SENT_BACK = frozenset({"referred_back", "tabled"})
FINAL = "Beslutet låser lydelsen och kan inte ångras. Den som vill ändra gör sedan en ny version."
_Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """What is decided: the element, who usually decides it, and what it lacks.

    `step` is what comes next by the model, and `body` who takes it.
    """

    node_id: int
    version: int
    title: str
    body: str
    number: str
    missing: tuple[str, ...]
    step: str = "definitive"


class Deciding:
    """The dialog of a decision, and the question before what cannot be undone."""

    def __init__(
        self, workspace: WorkspacePort, window: QWidget, bodies: Callable[[], Sequence[str]]
    ) -> None:
        self._workspace = workspace
        self._window = window
        self._bodies = bodies

    def record(self, matter: Matter) -> bool:
        """Record what the user knows of a step that was taken; what cannot be read is said in the dialog."""
        from app.services.steering import decisions

        def ready(asked: _Values) -> Callable[[Any], Any] | None:
            made = made_of(asked)
            if made.locks and not self._sure(matter):
                return None
            return partial(
                decisions.record_decision,
                node_id=matter.node_id,
                made=made,
                expected_version=matter.version,
                today=self._workspace.today,
            )

        step = ChoiceInput("step", "Vad som beslutades", _STEPS, matter.step)
        facts = fact_inputs(matter, self._workspace.today, self._bodies())
        inputs: tuple[ChoiceInput | TextInput, ...] = (step, *facts)
        text = f"Gäller ”{matter.title}”. Fyll i det som är känt."
        return self._ask("Registrera beslut", inputs, "Registrera", ready, text)

    def _sure(self, matter: Matter) -> bool:
        question = f"Registrera beslutet om ”{matter.title}”?"
        text = FINAL if not matter.missing else f"Det här {', '.join(matter.missing)}. {FINAL}"
        return confirm(self._window, question, text, "Registrera")

    def _ask(
        self,
        title: str,
        inputs: Sequence[ChoiceInput | TextInput],
        verb: str,
        ready: Callable[[_Values], Callable[[Any], Any] | None],
        text: str,
    ) -> bool:
        done = ask_until_done(self._workspace, self._window, title, inputs, verb, ready, text)
        return done is not None


def fact_inputs(matter: Matter, today: date, bodies: Sequence[str]) -> tuple[TextInput, ...]:
    """The facts of a decision, none of which must be known."""
    return (
        TextInput("body", "Beslutat av", matter.body, required=False, suggestions=tuple(bodies)),
        TextInput("day", "Beslutsdag, månad eller år", required=False, placeholder=today.isoformat()),
        TextInput("paragraph", "Paragraf", required=False, placeholder="§ 131", beside=True),
        TextInput("number", "Diarienummer", matter.number, False, f"KS {today.year}/184"),
        TextInput(
            "notice", "Protokollet anslaget", required=False, placeholder=today.isoformat(), beside=True
        ),
        TextInput("reservations", "Reservationer", required=False, placeholder="Vilka som reserverade sig"),
    )


def made_of(asked: _Values) -> Made:
    """The decision that was typed in."""
    from app.services.steering import days
    from app.services.steering.decisions import Made

    step = str(asked.get("step") or "definitive")
    moment = days.read_moment(str(asked["day"]))
    return Made(
        step="definitive" if step in _SENT_BACK else step,
        outcome=step if step in _SENT_BACK else "decided",
        body=str(asked["body"]),
        decided_on=moment.day,
        paragraph=str(asked["paragraph"]),
        registration_number=str(asked["number"]),
        note=str(asked.get("note") or ""),
        decided_text=moment.words,
        reservations=str(asked["reservations"]),
        notice_on=days.read_day(str(asked["notice"])),
    )
