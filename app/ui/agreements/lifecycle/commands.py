"""The steps of agreements as commands in menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow
    from app.ui.agreements.lifecycle.steps import Step
    from app.ui.agreements.page import AgreementsPage


def actions(page: AgreementsPage, row: AgreementRow) -> list[QAction]:
    """What can be done with an agreement from where it stands."""
    return [_action(page, step) for step in page.steps.of(row)]


def page_actions(page: AgreementsPage) -> list[QAction]:
    """What can be done with several."""
    return [_action(page, step) for step in page.steps.of_several()]


def _action(page: AgreementsPage, step: Step) -> QAction:
    made = action(step.text, step.do, icon=step.icon, parent=page)
    made.setEnabled(not step.why_not)
    made.setToolTip(step.why_not)
    return made
