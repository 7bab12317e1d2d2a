"""What the page says while the file has no steering elements yet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.parts.empty_state import EmptyState

if TYPE_CHECKING:
    from app.services.steering.views import SteeringView

_NAMED_LEVELS = 4


def first_step(view: "SteeringView", on_add: Callable[[], object] | None) -> EmptyState:
    """Teach where to begin; without `on_add` nothing can be added."""
    tops = view.allowed_below(None)
    if not tops:
        return EmptyState("Ingen styrmodell", "Filen har inga nivåer att lägga något på.", icon="steering")
    top = tops[0].short_name
    then = ", ".join(level.short_name for level in tops[1:_NAMED_LEVELS])
    return EmptyState(
        f"Börja med {top}",
        f"Den står överst i den röda tråden. Under den lägger du {then} och så vidare. "
        "Saknar kommunen de översta nivåerna börjar du längre ner.",
        icon="steering",
        action="Lägg till" if on_add is not None else "",
        on_action=on_add,
    )
