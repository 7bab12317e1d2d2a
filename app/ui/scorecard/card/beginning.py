"""What the face Styrkort says where there is nothing yet, and the first step."""

from typing import TYPE_CHECKING

from app.ui.parts.empty_state import EmptyState

if TYPE_CHECKING:
    from app.ui.scorecard.page import ScorecardPage


def beginning(page: "ScorecardPage") -> EmptyState:
    """For the municipality the first step is its goals; for a unit a goal or measure in its card."""
    word = page.choices.measure
    if page.context.unit_id is None and not page.editing.any_goals():
        return EmptyState(
            "Inga mål än",
            f"Här samlas målen med sina {word.counted}: vad som ska nås, vad det blev och varför. "
            "Börja med att skriva målen i styrmodellen.",
            icon="target",
            action="" if page.workspace.read_only else "Öppna styrmodellen",
            on_action=lambda: page.workspace.open_place("node", None),
        )
    card = page.inspecting.card
    by = "per perspektiv" if any(group.perspective_id for group in card.groups) else "samlade"
    unit = card.unit
    return EmptyState(
        f"{unit} har inget i sitt styrkort {page.context.year}",
        f"Ett styrkort visar enhetens mål och {word.counted} {by}. "
        "Börja med de mål som enheten ska bidra till.",
        icon="target",
        action="" if page.workspace.read_only else "Lägg till mål…",
        on_action=page.editing.add_goals,
    )
