"""What is asked when a signature that was made elsewhere is recorded, and what the answers mean."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.services.agreements.signatures import LineView, SignatureState

_SIDES: Final = {"client": "För beställaren", "performer": "För utföraren"}
"""The sides of a text that has no lines to sign on."""
Inputs = tuple[ChoiceInput | TextInput, ...]


def record_inputs(state: SignatureState, today: date, place: str) -> Inputs:
    """Who, when and where; the first line that nobody has signed on is proposed."""
    options: list[tuple[object, str]] = [(line.place, line_words(line)) for line in state.unsigned]
    sides = {line.side: line.side_words for line in state.lines} or _SIDES
    options += [(side, f"Någon annan ({words.lower()})") for side, words in sides.items()]
    return (
        ChoiceInput("line", "Vem som skrev under", tuple(options), options[0][0]),  # type: ignore[arg-type]
        TextInput("role", "Befattning, om det var någon annan", required=False),
        ChoiceInput(
            "how", "Hur", (("paper", "På papper"), ("digital", "Digitalt i en annan tjänst")), "paper"
        ),
        TextInput("name", "Namnförtydligande", required=False),
        TextInput("day", "Dag", today.isoformat(), required=False, placeholder=today.isoformat()),
        TextInput("place", "Ort", place, required=False, beside=True),
    )


def recorded(state: SignatureState, values: dict[str, Any]) -> dict[str, Any]:
    """What `record_signing` takes."""
    from app.services.steering.days import read_day

    line = next((one for one in state.lines if one.place == values["line"]), None)
    return {
        "side": line.side if line else str(values["line"]),
        "role": line.role if line else values["role"],
        "person_name": values["name"],
        "signed_on": read_day(values["day"]),
        "place": values["place"],
        "digital": values["how"] == "digital",
    }


def line_words(line: LineView) -> str:
    """A line to sign on, as it stands on the paper."""
    return ", ".join(one for one in (line.role, line.unit) if one) + f" ({line.side_words.lower()})"
