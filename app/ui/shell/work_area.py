"""What fills the window while a file is open: top bar, pages, inspector and status line."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.ui.parts.messages import MessageBar
from app.ui.parts.page import Page
from app.ui.shell.commands import Commands
from app.ui.shell.navigation import WIDTH, Navigation
from app.ui.shell.pages import PAGES, page_for, page_titles
from app.ui.shell.search_popup import SearchPopup
from app.ui.shell.status_line import StatusLine
from app.ui.shell.top_bar import TopBar
from app.ui.shell.up_next import UpNext
from app.ui.shell.workspace import Workspace

INSPECTOR_WIDTH = 320
_PAGE_WIDTH = 912
_NARROW = 1040
_NOWHERE = "Det du valde visas inte på någon sida ännu."
_NAMING = frozenset({"agreement_kind", "model_part", "steering_model"})
"""Tables that pages are named by."""
_SPECS = {spec.key: spec for spec in PAGES}


class WorkArea(QWidget):
    """Shows one workspace; made when a file is opened and thrown away when it is closed."""

    def __init__(
        self,
        workspace: Workspace,
        commands: Commands,
        widths: Any,
        finder: Callable[[str], Sequence[Any]],
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self._commands = commands
        self._pages: dict[str, Page] = {}
        self.current = ""
        self._refusal = ""
        self._panel = INSPECTOR_WIDTH
        self._panels: dict[int, int] = {}
        """How wide the panel has been made, by the width that its pages ask for."""
        self.top = TopBar(commands.undo, commands.redo)
        self.top.show_year(workspace.working_year, workspace.today.year)
        self.status = StatusLine()
        self.status.follow(workspace.jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self._build_middle(widths), 1)
        column.addWidget(self.status)
        self.popup = SearchPopup(self.top.search, finder, self)
        self.popup.hit_chosen.connect(lambda hit: self.open_place(hit.kind, hit.id))
        self._connect()
        self._name_pages()
        self.show_file_state()
        self.up_next = UpNext(self.workspace, self.status, self)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self.current)

    @property
    def widths(self) -> list[int]:
        """The widths of navigation, page and inspector, as most pages have it."""
        left, middle, right = self.splitter.sizes()
        usual = self._panels.get(INSPECTOR_WIDTH, INSPECTOR_WIDTH)
        if right and self._panel != INSPECTOR_WIDTH:
            middle, right = middle + right - usual, usual
        return [left, middle, right]

    def open_page(self, key: str) -> Page:
        """Show a page, building it the first time."""
        page = self._pages.get(key)
        if page is None:
            page = self._make_page(key)
        self.current = key
        self._page_stack.setCurrentWidget(page)
        if page.inspector is not None:
            self.inspectors.setCurrentWidget(page.inspector)
        shown = not self.inspectors.isHidden()
        self._show_inspector()
        self._fit_panel(page, shown)
        self.navigation.show_current(key)
        self._show_page_status()
        return page

    def open_place(self, kind: str, key: Any) -> None:
        """Go to where a row is shown; without a key, to the page of such rows."""
        spec = page_for(kind)
        page = self.open_page(spec.key) if spec is not None else None
        if page is None or (key is not None and not page.show_place(kind, key)):
            self.messages.say(_NOWHERE)

    def resume(self, field: str, text: str) -> bool:
        """Open the place of a field such as "node:17:text" and put an interrupted text in it."""
        spec = page_for(field.partition(":")[0])
        return spec is not None and self.open_page(spec.key).resume(field, text)

    def settle(self) -> bool:
        """Make changes of everything typed."""
        settled = [page.settle() for page in self._pages.values()]
        return all(settled)

    def go_to_next_area(self) -> None:
        """From the list of pages to the page, to the details, and round again; a grid keeps Tab to itself."""
        areas = [area for area in (self.navigation, self._page_stack, self.inspectors) if area.isVisible()]
        focus = self.window().focusWidget()
        here = next((n for n, area in enumerate(areas) if focus and area.isAncestorOf(focus)), -1)
        for step in range(1, len(areas) + 1):
            target = _first_stop(areas[(here + step) % len(areas)])
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def show_file_state(self) -> None:
        """Say when it was saved."""
        self.status.show_saved(self.workspace.saved_at, read_only=self.workspace.read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the page needs the room more than the names of the pages do."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        if narrow != (event.oldSize().width() < _NARROW) or event.oldSize().width() < 0:
            self.navigation.set_compact(narrow)
            left, _, right = self.splitter.sizes()
            left = self.navigation.sizeHint().width() if left else 0
            right = min(right, INSPECTOR_WIDTH) if narrow else right
            self.splitter.setSizes([left, max(0, event.size().width() - left - right), right])

    def _build_middle(self, widths: Any) -> QSplitter:
        self.navigation = Navigation(PAGES)
        self.messages = MessageBar()
        self._page_stack = QStackedWidget()
        pages = QWidget()
        column = QVBoxLayout(pages)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._page_stack, 1)
        self.inspectors = QStackedWidget()
        self.inspectors.setAccessibleName("Detaljer")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for place, widget in enumerate((self.navigation, pages, self.inspectors)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(place, int(place == 1))
            self.splitter.setCollapsible(place, place != 1)
        self.splitter.setHandleWidth(1)
        self.splitter.setSizes(widths if _are_widths(widths) else [WIDTH, _PAGE_WIDTH, INSPECTOR_WIDTH])
        return self.splitter

    def _connect(self) -> None:
        space, commands = self.workspace, self._commands
        space.told.connect(self._on_told)
        space.changed.connect(lambda _changes: self._forget_refusal())
        space.changed.connect(self._on_changed)
        space.place_requested.connect(self.open_place)
        space.history_changed.connect(self.show_file_state)
        self.navigation.page_chosen.connect(self.open_page)
        self.navigation.setVisible(commands.navigation.isChecked())
        self.top.year_chosen.connect(space.set_working_year)
        commands.navigation.toggled.connect(self.navigation.setVisible)
        commands.details.toggled.connect(self._show_inspector)
        commands.next_area.triggered.connect(lambda _checked=False: self.go_to_next_area())
        commands.search.triggered.connect(self._on_search)
        commands.filter.triggered.connect(self._on_filter)
        for key, action in commands.pages.items():
            action.triggered.connect(lambda _checked=False, key=key: self.open_page(key))

    def _on_changed(self, changes: Any) -> None:
        if not changes.kinds or changes.kinds & _NAMING:
            self._name_pages()

    def _name_pages(self) -> None:
        """Call the pages by the words of the file's model."""
        for key, title in page_titles(self.workspace).items():
            self.navigation.set_title(key, title)
            self._commands.pages[key].setText(title.replace("&", "&&"))

    def _forget_refusal(self) -> None:
        """What was refused has now been done, or something else instead."""
        if self._refusal and self.messages.text == self._refusal:
            self.messages.clear()
        self._refusal = ""

    def _on_told(self, text: str, kind: str) -> None:
        self._refusal = text if kind == "error" else ""
        if kind == "step":
            self.status.show_note(text)
        else:
            self.messages.say(text, kind)

    def _make_page(self, key: str) -> Page:
        page = _SPECS[key].make(self.workspace)
        self._pages[key] = page
        self._page_stack.addWidget(page)
        if page.inspector is not None:
            page.inspector.setProperty("area", "inspector")
            self.inspectors.addWidget(page.inspector)
        page.status_changed.connect(lambda _text: self._show_page_status())
        page.details_wanted_changed.connect(lambda _wanted: self._show_inspector())
        page.badge_changed.connect(lambda number: self.navigation.set_badge(key, number))
        return page

    def _show_inspector(self) -> None:
        page = self.page
        wanted = self._commands.details.isChecked()
        has = page is not None and page.inspector is not None and page.details_wanted
        self.inspectors.setVisible(wanted and has)

    def _fit_panel(self, page: Page, shown: bool) -> None:
        """As wide as the page asks for, or as the user has made it there; a folded panel stays folded."""
        if page.inspector is None or page.details_width == self._panel:
            return
        left, middle, right = self.splitter.sizes()
        narrow = self.width() < _NARROW
        if right and shown and not narrow:
            self._panels[self._panel] = right
        self._panel = page.details_width
        wanted = self._panels.get(self._panel, self._panel)
        wanted = min(wanted, INSPECTOR_WIDTH) if narrow else wanted
        if right or not shown:
            self.splitter.setSizes([left, max(0, middle + right - wanted), wanted])

    def _show_page_status(self) -> None:
        self.status.show_page(self.page.status if self.page is not None else "")

    def _on_search(self) -> None:
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def _on_filter(self) -> None:
        field = self.page.filter_field if self.page is not None else None
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()


def _first_stop(area: QWidget) -> QWidget | None:
    """Where the keyboard begins in an area: its table or tree, or else its first field or button."""
    stops = [w for w in area.findChildren(QWidget) if w.isVisible() and w.isEnabled() and _takes_tab(w)]
    views = [w for w in stops if isinstance(w, QAbstractItemView)]
    return next(iter([*views, *stops]), None)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)


def _are_widths(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(isinstance(each, int) for each in value)
