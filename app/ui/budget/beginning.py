"""What the page says before there is a budget: the first step, or what must come before it."""

from collections.abc import Callable

from app.ui.parts.empty_state import EmptyState


def without_plan(on_create: Callable[[], object]) -> EmptyState:
    """There are performers to give frames."""
    return EmptyState(
        "Ingen budget ännu",
        "Här står varje enhets ram för budgetåret och planåren. Börja med att skapa planen: "
        "alla utförare får då en tom ram att fylla i.",
        icon="budget",
        action="Skapa budget",
        on_action=on_create,
    )


def without_performers(on_go: Callable[[], object]) -> EmptyState:
    """There is nobody to give a frame."""
    return EmptyState(
        "Inga utförare ännu",
        "En budget fördelar ramar till de enheter som är utförare. Lägg till dem på sidan Organisation, "
        "så kan du skapa budgeten här.",
        icon="budget",
        action="Gå till Organisation",
        on_action=on_go,
    )
