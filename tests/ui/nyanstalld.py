"""Somebody new at the office who makes, writes, prints and checks agreements in the whole window."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.services.agreements.views import AgreementRow
from app.services.clock import Clock
from app.services.steering.views import NodeRow
from app.ui.agreements.page import AgreementsPage
from app.ui.agreements.signing.check_dialog import CheckDialog
from app.ui.agreements.signing.sign_dialog import SignDialog
from app.ui.agreements.writing.face import WritingFace
from app.ui.parts.dialogs import FormDialog
from app.ui.parts.jobs import begun
from app.ui.parts.links import Link, Sentence
from app.ui.parts.print_dialog import PrintDialog
from app.ui.parts.printers import Printers
from app.ui.shell.main_window import MainWindow
from tests.pdfcheck.reading import page_texts, verdicts
from tests.services.reports.signing.certificates import PASSWORD
from tests.ui.agreements.conftest import Answers
from tests.ui.kanslichef import Kanslichef
from tests.ui.parts.test_printing import file_printer
from tests.ui.planerare import plain
from tests.ui.test_journey import opening

_LONG = 30_000
_CODE = re.compile("(?:[0-9A-F]{4}-){2}[0-9A-F]{4}")
_ALONE = Qt.KeyboardModifier.NoModifier
_FORWARD = QItemSelectionModel.SelectionFlag


class AnswersOfForms(Answers):
    """Answers as the hands of others do: a form that is filled in, or a function of the journey's own."""

    def __init__(self) -> None:
        super().__init__()
        self._busy: list[QDialog] = []

    def _look(self) -> None:
        """A dialog that is being answered is no new one when what it asked has been answered."""
        if QApplication.activeModalWidget() not in self._busy:
            super()._look()

    def will(self, *answers: dict[str, Any]) -> None:
        """Fill in the forms that come, one after the other, and press their verbs."""
        for values in answers:
            self.when(FormDialog, partial(_fill_in, values=values))

    def when(self, kind: type[QDialog], answer: Callable[[Any], object]) -> None:
        """Do something with the next dialog, which may ask in its turn."""

        def handle(dialog: QDialog) -> None:
            self._busy.append(dialog)
            try:
                assert isinstance(dialog, kind), type(dialog)
                answer(dialog)
            except BaseException:
                dialog.reject()  # or the journey would wait for ever for somebody to answer
                raise
            finally:
                self._busy.remove(dialog)

        self.do(lambda dialog: QTimer.singleShot(0, dialog, lambda: handle(dialog)))


def _fill_in(form: FormDialog, *, values: dict[str, Any]) -> None:
    for key, text in values.items():
        field: Any = form.field(key)
        field.setText(text) if isinstance(field, QLineEdit) else field.setCurrentText(text)
    agree(form)


def agree(form: FormDialog) -> None:
    """Press the verb of a form."""
    assert form._ok.isEnabled(), form.windowTitle()
    form._ok.click()


class Nyanstalld(Kanslichef):
    """The window and its page of agreements, and answers to what is asked."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        super().__init__(window)
        self.bot = bot
        self.answers = AnswersOfForms()
        self.hands = self.answers  # type: ignore[assignment]

    @property
    def page(self) -> AgreementsPage:
        """The page of agreements, opened."""
        page = self.go("agreements")
        assert isinstance(page, AgreementsPage)
        return page

    def row(self, title: str, unit: str = "") -> NodeRow:
        """An element by the beginning of its title, whosever it is unless that is said."""
        view = self.steering._view
        assert view is not None
        return next(row for row in view.rows if row.title.startswith(title) and unit in ("", row.unit))

    def face(self, key: str) -> Any:
        """A face of the page, shown."""
        assert self.page.show_face(key)
        self.see(key)
        return self.page.face

    # ---- the register ----------------------------------------------------------------------------

    def rows(self) -> dict[str, AgreementRow]:
        """Every agreement by its performer."""
        self.see("")
        return {row.unit: row for row in self.face("register").rows}

    def mark(self, *whose: str | int) -> None:
        """Mark agreements, by performer or by key, in the list; the first becomes the current one."""
        rows, face = self.rows(), self.face("register")
        keys = [rows[one].id if isinstance(one, str) else one for one in whose]
        face.table.select(keys[0])
        model, shown = face.table.rows, face.shown_ids()
        for key in keys:
            place = model.index(shown.index(key), 0)
            face.table.selectionModel().select(place, _FORWARD.Select | _FORWARD.Rows)
        self.see("")

    def command(self, words: str, unit: str = "") -> None:
        """Choose in the menu of an agreement, or without one in the menu Mer."""
        if unit:
            self.mark(unit)
        page = self.page
        found = page.commands(self.rows()[unit].id) if unit else self._more()
        chosen = [one for one in found if plain(one.text()) == words and one.isEnabled()]
        assert chosen, [one.text() for one in found]
        chosen[0].trigger()
        self.see("")

    def _more(self) -> list[Any]:
        face = self.face("register")
        face._more_menu.aboutToShow.emit()
        return list(face._more_menu.actions())

    def state(self) -> str:
        """The sentence under the title of the page."""
        return plain(self.said(self.page))

    def follow(self, words: str) -> None:
        """Follow a link of that sentence."""
        self.see("")
        found = {plain(link.text): link for link in self.page.head.state.links()}
        found[words].on_click()
        self.see("")

    # ---- writing ---------------------------------------------------------------------------------

    @property
    def writing(self) -> WritingFace:
        """The face Skriva, shown."""
        face = self.face("writing")
        assert isinstance(face, WritingFace)
        return face

    def write(self, whose: str | int, title: str, text: str) -> None:  # type: ignore[override]
        """Write in a section of an agreement, and leave it."""
        self.mark(whose)
        desk = self.writing.desk
        assert desk.choose(next(line.key for line in desk._lines if line.title == title))
        self.see("")
        self.type(text)

    def title(self) -> str:
        """The section that is written."""
        return self.writing.desk._title()

    def lacking(self) -> list[str]:
        """The sections of the agreement that lack something."""
        return [line.title for line in self.writing.desk._lines if line.lacks]

    def type(self, text: str) -> None:
        """Type at the end of the section's own text, and leave it."""
        area = self.writing.desk.sheet.editor.area
        area.setFocus()
        area.moveCursor(area.textCursor().MoveOperation.End)
        for letter in text:
            QApplication.sendEvent(area, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, _ALONE, letter))
        assert self.page.settle()
        self.see("")

    def given(self) -> dict[str, Link]:
        """The links above the editor by their words."""
        every = self.writing.desk.sheet.given.findChildren(Sentence)
        return {plain(link.text): link for sentence in every for link in sentence.links()}

    # ---- paper -----------------------------------------------------------------------------------

    def export(self, words: str, target: Path, patch: pytest.MonkeyPatch) -> str:
        """Export what the menu says to a file or a folder; what was said."""
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
        patch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(target))
        said = len(self.told)
        found = self.page.export_actions()
        chosen = [one for one in found if plain(one.text()).startswith(words)]
        assert chosen, [one.text() for one in found]
        chosen[0].trigger()
        self.bot.waitUntil(lambda: len(self.told) > said, timeout=_LONG)
        self.wait()
        return plain(self.told[-1])

    def print_marked(self, words: str, target: Path, patch: pytest.MonkeyPatch) -> str:
        """Print on a printer whose paper is a file; what was said."""
        patch.setattr(Printers, "names", lambda _: ["Plan 2"])
        patch.setattr(Printers, "usual", lambda _: "Plan 2")
        patch.setattr(Printers, "made", lambda *_: file_printer(target))

        def go(dialog: PrintDialog) -> None:
            preview = dialog.preview
            self.bot.waitUntil(lambda: preview.at_rest and preview.page_count > 0, timeout=_LONG)
            assert dialog.print.isEnabled()
            dialog.print.click()

        said = len(self.told)
        self.answers.when(PrintDialog, go)
        self.command(words)
        self.bot.waitUntil(lambda: len(self.told) > said, timeout=_LONG)
        return plain(self.told[-1])

    # ---- signatures ------------------------------------------------------------------------------

    def sign(self, unit: str, holder: Path) -> str:
        """Sign the next line of an agreement with a certificate; who the dialog said it was."""
        seen: list[str] = []

        def go(dialog: SignDialog) -> None:
            dialog.choose_file(holder)
            dialog.password.setText(PASSWORD)
            dialog.go.click()
            self.bot.waitUntil(lambda: dialog.certificate is not None, timeout=_LONG)
            seen.append(plain(dialog.told.plain_text()))
            dialog.place.setText("Kopparberg")
            dialog.go.click()

        said = len(self.told)
        self.answers.when(SignDialog, go)
        self.command("Skriv under digitalt…", unit)
        assert plain(self.told[-1]).endswith("digitalt."), self.told[said:]
        return seen[0]

    def check(self, *, code: str = "", file: Path | None = None) -> str:
        """What the dialog Kontrollera utskrift says of a code or of a PDF."""
        seen: list[str] = []

        def go(dialog: CheckDialog) -> None:
            if file is not None:
                dialog.check_file(file)
                self.bot.waitUntil(lambda: dialog._job is None, timeout=_LONG)
            else:
                dialog.code.setText(code)
                dialog.look_up.click()
            seen.append(plain(dialog.verdict.words))
            dialog.reject()

        self.answers.when(CheckDialog, go)
        self.command("Kontrollera utskrift…")
        return seen[0]


def sitting_down(file: Path, clock: Clock, qapp: QApplication, qtbot: QtBot) -> Iterator[Nyanstalld]:
    """A window on a file, closed when its work has ended; every dialog was awaited and answered."""
    for window in opening(file, clock, qapp, qtbot):
        window.resize(1440, 900)
        one = Nyanstalld(window, qtbot)
        try:
            yield one
            qtbot.waitUntil(lambda: not begun(), timeout=_LONG)
        finally:
            one.answers.stop()
        assert (one.answers.unexpected, one.answers.left) == ([], 0)


def code_on(paper: Path) -> str:
    """The code at the foot of the last page of a paper."""
    found = _CODE.search(page_texts(paper.read_bytes())[-1])
    assert found is not None
    return found[0]


def broken(papers: Mapping[str, Path], folder: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The rules for archives and for accessibility that papers break, by paper and profile."""
    checked = verdicts({name: path.read_bytes() for name, path in papers.items()}, folder)
    return {key: verdict.broken for key, verdict in checked.items() if verdict.verdict != "PASS"}
