"""The line at the bottom: what was saved when, what the page says, work that goes on, and what is next."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from app.services import formatting
from app.ui.parts import theme
from app.ui.parts.jobs import Job, JobRunner
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign

HEIGHT = 28
NOTE_MS = 8000
_NEXT_WIDTH, _NEXT_SHARE = 440, 3
_ROOM_FOR_AHEAD = 900
"""In a narrower window only what is next is said of the wheel."""


class StatusLine(QWidget):
    """Quiet words at the bottom of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("area", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Statusrad")
        self.setFixedHeight(HEIGHT)
        self._sign = Sign("check", role="muted")
        self._saved, self._note, self._job = _label(), _label(), _label()
        self._page = _Cut()
        self._note_timer = QTimer(self)
        self._note_timer.setSingleShot(True)
        self._note_timer.setInterval(NOTE_MS)
        self._note_timer.timeout.connect(lambda: self.show_note(""))
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Arbetets förlopp")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._cancel = QPushButton("Avbryt")
        self._cancel.setProperty("look", "small")
        self._cancel.clicked.connect(self._on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GROUP, 0, theme.GROUP, 0)
        row.setSpacing(theme.NEAR)
        row.addWidget(self._sign)
        row.addWidget(self._saved)
        row.addWidget(self._note)
        row.addSpacing(theme.GROUP)
        row.addWidget(self._page, 1)
        for widget in (self._job, self._bar, self._cancel):
            row.addWidget(widget)
        self._next_said: Link | None = None
        self._ahead_said: Link | None = None
        self._build_next(row)
        self._running: Job | None = None
        self._show_job(None)
        self.show_next("", lambda: None)
        self.show_ahead("", lambda: None)
        self.show_note("")

    @property
    def text(self) -> str:
        """Everything the line says, for tests and screen readers."""
        labels = (self._saved, self._note, self._page, self._job)
        said = [label.text() for label in labels if label.text() and not label.isHidden()]
        links = (link for link in (self._ahead_said, self._next_said) if link is not None)
        return " · ".join([*said, *(link.text for link in links)])

    def show_saved(self, instant: datetime | None, *, read_only: bool = False) -> None:
        """Say when the last change was saved, or that nothing can be written."""
        if read_only:
            self._sign.show_sign("lock", "muted")
            self._saved.setText("Öppen för läsning")
        else:
            self._sign.show_sign("check", "muted")
            self._saved.setText(f"Sparat {formatting.write_time(instant)}" if instant else "Allt är sparat")

    def show_note(self, text: str) -> None:
        """Say for a while what was just undone or redone, where nothing on the page moves for it."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._note_timer.start() if text else self._note_timer.stop()

    def show_page(self, text: str) -> None:
        """What the shown page says."""
        self._page.setText(text)

    def show_next(self, text: str, open_it: Callable[[], object]) -> None:
        """Say what is next in the wheel, with the way there; "" says nothing."""
        self._next_said = Link(text, open_it) if text else None
        self._show_next()

    def show_ahead(self, text: str, open_it: Callable[[], object]) -> None:
        """Say how much is near by the wheel, with the way to it; "" says nothing."""
        self._ahead_said = Link(text, open_it) if text else None
        self._ahead.show_parts(*([self._ahead_said] if self._ahead_said is not None else []))
        self._show_next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is next is cut where the window is narrow."""
        super().resizeEvent(event)
        self._show_next()

    def _build_next(self, row: QHBoxLayout) -> None:
        self._next_sign = Sign("clock", role="muted")
        self._ahead, self._next = (Sentence(points=theme.SECONDARY_POINTS) for _ in range(2))
        for words in (self._ahead, self._next):
            words.setWordWrap(False)
        row.addSpacing(theme.NEAR)
        row.addWidget(self._next_sign)
        row.addWidget(self._ahead)
        row.addSpacing(theme.NEAR)
        row.addWidget(self._next)

    def _show_next(self) -> None:
        said = self._next_said
        ahead = self._ahead_said is not None and (said is None or self.width() >= _ROOM_FOR_AHEAD)
        self._ahead.setVisible(ahead)
        self._next_sign.setVisible(ahead or said is not None)
        self._next.setVisible(said is not None)
        if said is None:
            return
        room = min(_NEXT_WIDTH, self.width() // _NEXT_SHARE)
        words = self._next.fontMetrics().elidedText(said.text, Qt.TextElideMode.ElideMiddle, room)
        self._next.show_parts(Link(words, said.on_click))
        self._next.setAccessibleName(said.text)
        self._next.setToolTip(said.text if words != said.text else "")

    def follow(self, jobs: JobRunner) -> None:
        """Show the work that runs."""
        jobs.started.connect(self._show_job)
        jobs.ended.connect(lambda _job: self._show_job(jobs.current))

    def _show_job(self, job: Job | None) -> None:
        self._running = job
        for widget in (self._job, self._bar, self._cancel):
            widget.setVisible(job is not None)
        if job is not None:
            self._job.setText(job.title)
            self._cancel.setAccessibleName(f"Avbryt {job.title}")
            self._cancel.setEnabled(True)
            self._bar.setRange(0, 0)
            job.progressed.connect(self._on_progressed)

    def _on_progressed(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self._running is not None:
            self._job.setText(f"{self._running.title}: {words}" if words else self._running.title)

    def _on_cancel(self) -> None:
        if self._running is not None:
            self._cancel.setEnabled(False)
            self._running.cancel()


class _Cut(QLabel):
    """Words that are cut where the window is narrow, and never make it wider."""

    def __init__(self) -> None:
        super().__init__()
        _dress(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.color("muted"))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _label() -> QLabel:
    return _dress(QLabel())


def _dress(label: QLabel) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(theme.SECONDARY_POINTS))
    label.setProperty("role", "muted")
    return label
