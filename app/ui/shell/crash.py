"""What the user sees when the program meets an error of its own: what is saved, and a report to copy."""

import logging
import platform
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import primary_button, quiet_button
from app.ui.parts.links import Sentence
from app.ui.shell.about import program_version

_SAVED = (
    "Allt som du har sparat före felet finns kvar i filen. Det du höll på att göra kan behöva göras om. "
    "Ingenting skickas. Kopiera gärna rapporten till den som sköter programmet hos er."
)
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Report(Protocol):
    """What the log tells about an unexpected error."""

    @property
    def text(self) -> str:
        """Safe to send: no user data."""
        ...


class CrashDialog(QDialog):
    """Says what happened, what is kept, and what to do; "Fortsätt" is the default."""

    def __init__(self, report: Report, log_path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Något gick fel")
        self.setMinimumWidth(560)
        self.quit_wanted = False
        self._report = f"{_made_with()}\n{report.text}"
        heading = QLabel("Något gick fel i programmet")
        heading.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        words = Sentence(role="ink")
        words.show_parts(_SAVED)
        where = Sentence(points=theme.SECONDARY_POINTS)
        where.show_parts(*([f"Mer står i loggen: {log_path}"] if log_path else []))
        details = QPlainTextEdit(self._report)
        details.setReadOnly(True)
        details.setAccessibleName("Rapport om felet")
        details.setMinimumHeight(140)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.NEAR)
        for widget in (heading, words, details, where):
            column.addWidget(widget)
        column.setStretchFactor(details, 1)
        column.addSpacing(theme.NEAR)
        column.addLayout(self._build_buttons())
        self._go_on.setFocus()

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.NEAR)
        row.addWidget(quiet_button("Kopiera rapporten", "copy", self.copy_report))
        row.addStretch(1)
        row.addWidget(quiet_button("Avsluta", on_click=self._on_quit))
        go_on = primary_button("Fortsätt", on_click=self.accept)
        go_on.setDefault(True)
        self._go_on = go_on
        row.addWidget(go_on)
        return row

    def _on_quit(self) -> None:
        self.quit_wanted = True
        self.accept()


class CrashPresenter(QObject):
    """Brings reports from any thread to the window's, one dialog at a time."""

    quit_wanted = Signal()
    _arrived = Signal(object)

    def __init__(self, log_path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._log_path = parent, log_path
        self._showing = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def present(self, report: Report) -> None:
        """Show a report soon; may be called on any thread."""
        self._arrived.emit(report)

    def _on_arrived(self, report: Report) -> None:
        if self._showing:
            return
        self._showing = True
        dialog = CrashDialog(report, self._log_path, self._window)
        dialog.exec()
        self._showing = False
        if dialog.quit_wanted:
            self.quit_wanted.emit()


def _made_with() -> str:
    """What whoever helps asks first: program, Python, Qt and operating system."""
    return (
        f"Röda tråden {program_version()}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}"
    )


def log_qt_messages() -> Callable[[], object]:
    """Send Qt's own warnings to the log instead of the console; the answer puts things back."""
    before = qInstallMessageHandler(_on_qt_message)
    return lambda: qInstallMessageHandler(before)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.DEBUG), "%s: %s", context.category, message)
