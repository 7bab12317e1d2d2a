"""When a time is past the law's first day: what the paragraph says, and the reasons that it asks for."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_date, write_long_date
from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.wheel.errors import NeedsReason
    from app.services.wheel.views import Activity
    from app.ui.parts.page import WorkspacePort


def noting(use_case: Callable[[Any], Any], needed: "list[NeedsReason]") -> Callable[[Any], Any]:
    """A use case whose refusal for want of a reason is also kept for whoever can ask for it."""
    from app.services.wheel.errors import NeedsReason

    def run(session: Any) -> Any:
        try:
            return use_case(session)
        except NeedsReason as refused:
            needed.append(refused)
            raise

    return run


def ask_for_reason(
    workspace: "WorkspacePort",
    window: "QWidget",
    needed: "NeedsReason",
    row: "Activity",
    ready: Callable[[str, date | None], Callable[[Any], Any]],
) -> Any:
    """Ask for the reasons, and for the day of the tax rate where the law does; then run with them."""
    from app.services.steering.days import read_day

    def made(asked: dict[str, Any]) -> Callable[[Any], Any]:
        return ready(asked["reason"], read_day(asked["tax"]) if "tax" in asked else row.tax_rate_on)

    return ask_until_done(
        workspace,
        window,
        "Senare än lagens första gräns",
        _inputs(needed, row),
        "Spara med skälen",
        made,
        explained(needed),
    )


def explained(needed: "NeedsReason") -> str:
    """The paragraph in plain words, with its two days."""
    bound = needed.bound
    last = write_long_date(bound.deadline)
    return f"{bound.name}: sista dagen är {last} ({bound.paragraph}). {bound.explanation}"


def _inputs(needed: "NeedsReason", row: "Activity") -> list[TextInput | ChoiceInput]:
    from app.services.lawrules import rule_now

    inputs: list[TextInput | ChoiceInput] = [
        TextInput("reason", "Särskilda skäl", row.exception_reason or "")
    ]
    if needed.tax_rate_by is not None:
        known = write_date(row.tax_rate_on) if row.tax_rate_on is not None else ""
        by = write_long_date(needed.tax_rate_by)
        example = write_date(needed.tax_rate_by)
        step = rule_now(needed.bound.key).tax_rate
        label = f"Dagen då skattesatsen {step}, senast {by}"
        inputs.append(TextInput("tax", label, known, placeholder=example))
    return inputs
