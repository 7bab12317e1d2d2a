"""The pictures of dialogs about agreements: printing several, and checking a paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.ui.parts.printers import Printers

Take = Callable[[Any, Path], None]


class _Office(Printers):
    """A printer that every office has."""

    def names(self) -> list[str]:
        return ["Plan 2"]

    def usual(self) -> str:
        return "Plan 2"

    def prints_both_sides(self, _name: str) -> bool:
        return True


def take_printing(window: Any, keys: tuple[int, ...], take: Take, path: Path) -> None:
    """Save the dialog that prints some agreements."""
    from app.ui.agreements.printing.commands import dialog_of

    dialog = dialog_of(window.work.open_page("agreements"), keys, _Office())
    assert dialog is not None, "the example has no such agreements"
    dialog.show()
    take(dialog, path)
    dialog.close()
    dialog.deleteLater()


def take_checking(window: Any, key: int, clock: Any, file: Path, take: Take, path: Path) -> None:
    """Save what the check says of the file of an agreement that is decided."""
    from app.services.agreements.builder import build_document
    from app.services.reports.uppdragshandling import render
    from app.ui.agreements.signing.check_dialog import CheckDialog
    from app.ui.agreements.signing.desk import desk_of

    document = window.workspace.read(partial(build_document, agreement_id=key, clock=clock))
    file.write_bytes(render(document))
    dialog = CheckDialog(desk_of(window.work.open_page("agreements")))
    dialog.show()
    dialog.check_file(file)
    while not dialog.look_up.isEnabled():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    take(dialog, path)
    dialog.close()
    dialog.deleteLater()
