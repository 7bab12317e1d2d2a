"""What the register can export: one agreement, those marked, those shown, or all; as papers or as text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from app.ui.parts.buttons import action

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow
    from app.services.reports.printed import Paper
    from app.ui.agreements.exporting import Exporting
    from app.ui.agreements.page import AgreementsPage
    from app.ui.agreements.register.face import RegisterFace

_Keys = tuple[int, ...]


def export_actions(face: RegisterFace) -> list[QAction]:
    """Fewest first; made anew each time the menu opens."""
    row, parent = face.table.current_row(), face.page
    made = []
    if row is not None:
        made.append(action(_told(row), partial(_one, face), parent=parent))
    for words, keys in _groups(face):
        made.append(action(f"{words} i en mapp…", partial(_many, face, keys), parent=parent))
    every = face.shown_ids()
    if len(every) > 1:
        told = f"{len(every)} visade som Word i en mapp…"
        made.append(action(told, partial(_many_as_word, face, every), parent=parent))
    return made


def written_action(page: AgreementsPage, row: AgreementRow) -> QAction:
    """The agreement that is being written, as it is now."""
    return action(_told(row), partial(_written, page, row.id), parent=page)


def _told(row: AgreementRow) -> str:
    return f"{row.kind} för {row.unit}…".replace("&", "&&")


def _groups(face: RegisterFace) -> list[tuple[str, _Keys]]:
    """The groups of several that can be exported, in words."""
    groups = []
    marked, every = face.selected_ids(), tuple(row.id for row in face.rows)
    if len(marked) > 1:
        groups.append((f"{len(marked)} markerade", marked))
    if face.table.rows.filtered:
        groups.append((f"{face.table.rows.matches} visade", face.shown_ids()))
    if len(every) > 1:
        groups.append((f"Alla {face.page.words.count(len(every))}", every))
    return groups


def _one(face: RegisterFace) -> None:
    row = face.table.current_row()
    if row is None or not face.page.settle():
        return
    _write(face.exporting, face.papers(row))


def _written(page: AgreementsPage, key: int) -> None:
    if page.settle():
        exporting = page.register.exporting
        exporting.words = (page.words.one, page.words.many)
        _write(exporting, exporting.papers((key,)))


def _write(exporting: Exporting, papers: tuple[Paper, ...]) -> None:
    """A file for one paper; a folder where appendices stand with it."""
    if len(papers) > 1:
        exporting.many(papers)
    else:
        exporting.one(papers[0])


def _many(face: RegisterFace, keys: _Keys) -> None:
    if face.page.settle():
        face.exporting.many(face.exporting.papers(keys))


def _many_as_word(face: RegisterFace, keys: _Keys) -> None:
    if face.page.settle():
        face.exporting.many_as_word(face.exporting.papers(keys))
