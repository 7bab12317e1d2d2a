"""Somebody who works in the whole window: chooses, adds, writes, decides, and looks at what it says."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.services import richtext
from app.services.checks.finding import Finding
from app.services.steering.views import NodeRow
from app.ui.assignments.page import AssignmentsPage
from app.ui.documents.new_dialog import NewDocumentDialog
from app.ui.documents.page import DocumentsPage
from app.ui.organisation.page import OrganisationPage
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.parts.jobs import begun
from app.ui.parts.page import Page
from app.ui.shell.main_window import MainWindow
from app.ui.steering.page import SteeringPage
from app.ui.thread.page import GAPS, ThreadPage
from tests.ui.steering.conftest import Hands


class Kanslichef:
    """The window and its pages, and hands that answer what is asked."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.hands = Hands()
        self.told: list[str] = []
        assert window.workspace is not None
        self.space = window.workspace
        self.space.told.connect(lambda text, _kind: self.told.append(text))

    def see(self, _what: str) -> None:
        """Let the window lay itself out and paint."""
        for _ in range(3):
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def go(self, page: str) -> Page:
        """Open a page."""
        opened = self.window.work.open_page(page)
        assert opened is not None
        return opened

    @property
    def organisation(self) -> OrganisationPage:
        """The page Organisation, opened."""
        page = self.go("organisation")
        assert isinstance(page, OrganisationPage)
        return page

    @property
    def steering(self) -> SteeringPage:
        """The page Styrmodell, opened."""
        page = self.go("steering")
        assert isinstance(page, SteeringPage)
        return page

    @property
    def documents(self) -> DocumentsPage:
        """The page Dokument, opened."""
        page = self.go("documents")
        assert isinstance(page, DocumentsPage)
        return page

    @property
    def assignments(self) -> AssignmentsPage:
        """The page Uppdrag, opened."""
        page = self.go("assignments")
        assert isinstance(page, AssignmentsPage)
        return page

    @property
    def thread(self) -> ThreadPage:
        """The page Röda tråden, opened."""
        page = self.go("thread")
        assert isinstance(page, ThreadPage)
        return page

    def said(self, page: Page) -> str:
        """The sentence under the title of a page."""
        self.see("")
        return page.head.state.plain_text()

    def press(self, words: str, where: QWidget) -> None:
        """Press the button of a page that says this."""
        self.see("")
        buttons = where.findChildren(QAbstractButton)
        found = [one for one in buttons if one.text() == words and one.isEnabled()]
        assert found, f"Knappen {words} finns inte."
        found[-1].click()
        self.see("")

    def write(self, label: str, text: str, where: QWidget) -> None:
        """Type in a field that has this label, and leave it."""
        self.see("")
        fields = [one for one in where.findChildren(FieldWidget) if one.field.accessibleName() == label]
        fields[-1].field.setText(text)
        fields[-1].field.draft.touched()
        assert fields[-1].settle()
        self.see("")

    def add_unit(self, name: str, kind: str, parent: str) -> None:
        """Add a unit under another with the button of the page."""
        page = self.organisation
        above = next(unit for unit in page.view.units if unit.name == parent) if page.view else None
        assert above is not None
        page.tree.select(above.id)
        self.hands.will({"name": name, "kind": kind})
        page._add.click()
        self.see("")

    def row(self, title: str, unit: str = "") -> NodeRow:
        """An element of the hierarchy by the beginning of its title."""
        view = self.steering._view
        assert view is not None
        return next(row for row in view.rows if row.title.startswith(title) and (row.unit or "") == unit)

    def add(self, level: str, title: str, above: NodeRow | None = None) -> NodeRow:
        """Add an element with the menu Lägg till of the page Styrmodell."""
        page = self.steering
        if above is not None:
            page._go_to(above.id)
        menu = page._add_menu(page._current() if above is not None else None, page)
        assert menu is not None
        wanted = [one for one in menu.actions() if one.isEnabled() and one.text().startswith(level)]
        below = [one for one in wanted if above is None or above.title[:20] in one.text()]
        assert below, [one.text() for one in menu.actions()]
        self.hands.will({"title": title})
        below[0].trigger()
        menu.deleteLater()
        self.see("")
        return self.row(title)

    def own(self, row: NodeRow, role: str = "", unit: str = "") -> None:
        """Say who answers for an element."""
        page = self.steering
        page._go_to(row.id)
        self.see("")
        answers = {key: value for key, value in (("role", role), ("unit", unit)) if value}
        self.hands.will(answers)
        page._editing.owner(page._detail(page._current()))
        self.see("")

    def new_document(self, kind: str, title: str, place: str = "", unit: str = "") -> None:
        """Add a document with the button of the page Dokument, and read it."""
        page = self.documents
        page.close_document()
        QTimer.singleShot(0, lambda: self._fill_new(kind, title, place, unit))
        page._on_new()
        self.see("")

    def _fill_new(self, kind: str, title: str, place: str, unit: str) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewDocumentDialog)
        for box, words in ((dialog.kind, kind), (dialog.place, place), (dialog.unit, unit)):
            at = box.findText(words)
            assert not words or at >= 0, (words, [box.itemText(n) for n in range(box.count())])
            if words:
                box.setCurrentIndex(at)
        dialog.title.setText(title)
        self.look_at(dialog)
        self.press("Lägg till", dialog)

    def look_at(self, dialog: QWidget) -> None:
        """A dialog before it is answered."""

    def open(self, title: str, tab: int = 0) -> DocumentsPage:
        """Open a document of the register at a tab."""
        page = self.documents
        view = page._view
        assert view is not None
        assert page.open_document(next(row.id for row in view.rows if row.name.startswith(title)))
        page.document.open_tab(tab)
        self.see("")
        return page

    def write_sections(self, texts: Callable[[str], str]) -> None:
        """Write each section of the document that is open."""
        content = self.documents.document.content
        sections = content._sections
        assert sections is not None
        for section in sections.sections:
            content.list.choose(section.key)
            content.editor.resume(richtext.write(richtext.from_plain(texts(section.title))))
            assert content.settle()
            self.see("")

    def details(self, page: Page) -> Any:
        """What the inspector of a page tells."""
        self.see("")
        assert page.inspector is not None
        return page.inspector.details

    def wait(self) -> None:
        """Until what is written in the background is there."""
        loop = QEventLoop()
        timer = QTimer()
        timer.timeout.connect(lambda: begun() or loop.quit())
        timer.start(10)
        loop.exec()
        self.see("")

    def gaps(self) -> tuple[Finding, ...]:
        """The gaps that the page Röda tråden lists."""
        page = self.thread
        page._go_to_view(GAPS)
        self.see("")
        rows = page.gap_tree.rows
        return tuple(line.value.finding for line in rows.walk() if line.value.finding is not None)

    def gap(self, code: str, title: str) -> Finding:
        """The gap of an element."""
        return next(gap for gap in self.gaps() if gap.code == code and f"”{title}”" in gap.message)

    def measure(self, row: NodeRow) -> None:
        """Say how a goal is measured."""
        page = self.steering
        page._go_to(row.id)
        self.hands.will({"name": "Andel elever med behörighet till gymnasiet"})
        assert page.inspector is not None
        self.press("Lägg till nyckeltal…", page.inspector)
