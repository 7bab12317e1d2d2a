"""What the register says while there is no agreement: what belongs there, and the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.parts.empty_state import EmptyState

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementsView
    from app.ui.agreements.lifecycle.making import Making
    from app.ui.agreements.page import AgreementsPage


def empty_state(page: AgreementsPage, view: AgreementsView, making: Making) -> EmptyState:
    """The sentence and the button that fit what the file holds."""
    words = page.words
    if view.first_unit is None or not making.possible():
        return EmptyState(
            "Först behövs enheter",
            f"{words.many.capitalize()} sluts med kommunens enheter. Ange på sidan Organisation vilka som "
            "finns och vilka som är utförare. Sedan går det att göra en handling för var och en.",
            icon="agreement",
            action="Gå till Organisation",
            on_action=lambda: page.workspace.open_place("unit", view.first_unit),
        )
    return EmptyState(
        f"Gör {words.many} för enheterna",
        "Varje handling får kommunens standardtexter, ramarna ur budgeten, tiderna ur årshjulet och en plats "
        "i röda tråden. Sedan skriver du det som är eget.",
        icon="agreement",
        action="" if page.workspace.read_only else f"Gör {words.many}…",
        on_action=making.ask,
    )
