"""What Ärenden offers in the menus of the page: a case about agreements, and their text for Word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow


def actions(page: Any, row: AgreementRow) -> list[QAction]:
    """The text of an agreement for a word processor, and a case about it."""
    made = [action("Texten som Word…", partial(export_word, page, row.id), icon="export", parent=page)]
    step = _step(row)
    if step is not None and not page.workspace.read_only:
        new = partial(new_case, page, (row.id,), step)
        made.append(action("Nytt ärende om handlingen…", new, icon="agreement", parent=page))
    return made


def page_actions(page: Any) -> list[QAction]:
    """A case about those that are marked, or about those that are not decided."""
    if page.workspace.read_only:
        return []
    marked = page.selected_ids()
    chosen = marked if len(marked) > 1 else ()
    words = f"Nytt ärende om {len(chosen)} markerade…" if chosen else "Nytt ärende…"
    return [action(words, partial(new_case, page, chosen, None), icon="agreement", parent=page)]


def export_word(page: Any, agreement_id: int) -> None:
    """Ask for a file and write the text of an agreement."""
    from app.ui.agreements.cases.exporting import CaseExport

    if page.settle():
        CaseExport(page.workspace, page).agreement_as_word(agreement_id)


def new_case(page: Any, agreement_ids: Sequence[int] = (), step: str | None = None) -> None:
    """Ask for a new case and go to it."""
    from app.ui.agreements.cases.editing import CaseEditing

    if not page.settle():
        return
    made = CaseEditing(page.workspace, page).create(page.context.kind_id, tuple(agreement_ids), step)
    if made is not None:
        page.show_place("agreement_case", made)


def _step(row: AgreementRow) -> str | None:
    """The step that a case about an agreement most likely is for; None when nothing is to be decided."""
    if row.open_revisions:
        return "revision"
    if row.locked:
        return None
    return {"dialogue": "prepared", "prepared": "preliminary"}.get(row.stage, "definitive")
