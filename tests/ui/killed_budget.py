"""A window where an amount is typed and a note half written; run as a program it is then killed at once."""

import os
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from app.services.clock import fixed_clock
from app.ui.parts.note_popup import NotePopup
from app.ui.shell.application import make_application
from app.ui.shell.files import FileController, unfinished_texts
from app.ui.shell.main_window import MainWindow
from app.ui.shell.preferences import Preferences

UNIT, TYPED, NOTE = "Musikskola", 55, "Instrument till de som"
_LONGEST_WAIT = 10_000


def begin(page: Any, version: str) -> None:
    """Type an amount in a version, and begin to explain it."""
    page.choose_version(next(one.id for one in page.view.versions if one.name == version))
    model = page.grid.model
    rows, columns = [row.name for row in model.rows], [column.key for column in model.columns]
    place = model.index(rows.index(UNIT), columns.index(("priority", 2027)))
    page.grid.view.setCurrentIndex(place)
    model.commit([model.edit_of(model.rows[place.row()], model.columns[place.column()], str(TYPED))])
    page.frames.cells.note()
    (popup,) = page.grid.findChildren(NotePopup)
    QTest.keyClicks(popup.field, NOTE)


def main() -> None:
    """Open, type, and end as in a power cut when the text is known to be kept."""
    make_application()
    window = MainWindow(Preferences())
    window.show()
    files = FileController(window, window.preferences, fixed_clock(date(2026, 11, 21)))
    assert files.open_path(Path(sys.argv[1]))
    page = window.work.open_page("budget")
    window.activateWindow()
    QTest.qWait(50)
    begin(page, sys.argv[2])
    for _ in range(_LONGEST_WAIT // 50):
        QTest.qWait(50)
        if window.workspace is not None and window.workspace.read(unfinished_texts):
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
