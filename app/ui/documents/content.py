"""The tab Innehåll: the sections of a document at the left, the chosen one's text at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSplitter, QVBoxLayout, QWidget

from app.ui.documents.section_list import SectionList
from app.ui.parts import theme
from app.ui.parts.buttons import action, icon_button, menu_button
from app.ui.parts.dialogs import FormDialog, TextInput
from app.ui.parts.links import Sentence
from app.ui.parts.page import WorkspacePort, draft_keeper
from app.ui.parts.rich_text.editor import RichTextEditor

if TYPE_CHECKING:
    from app.services.steering.documents.sections import SectionsView, SectionView
    from app.services.steering.documents.views import DocumentView

_LIST_WIDTH = 248
_LEAST_TEXT = 320
_INVITATION = "Skriv här, eller klistra in från Word eller Excel."
_EMPTY = "Avsnittet är tomt."
_EMPTY_DESCRIBED = "Avsnittet är tomt. Beskrivningen står på fliken Uppgifter."


class ContentTab(QWidget):
    """Writes the sections of a document; a decided version is only read."""

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sections: SectionsView | None = None
        self._open: tuple[int, int, str] | None = None
        """Node, number of the version and key of the section in the editor."""
        self._editable = False
        self._empty = _EMPTY
        self.list = SectionList()
        self.editor = RichTextEditor("Text")
        self._build()
        self.list.section_chosen.connect(self._on_section_chosen)
        self.list.renamed.connect(self._on_renamed)
        self.list.move_wanted.connect(self._on_move_wanted)
        self.list.removal_wanted.connect(self._on_removal_wanted)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.editor.refused.connect(lambda text: workspace.tell(text, "error"))

    # ---- what is shown

    def show_document(self, view: DocumentView | None) -> None:
        """Show a version of a document; a text that is being typed is left alone."""
        other = view is None or self._open is None or (view.node_id, view.number) != self._open[:2]
        if other:
            self.settle()
            self._open = None
        if view is None:
            self._sections = None
            self.list.show_sections((), editable=False)
            self.setEnabled(False)
            return
        self.setEnabled(True)
        self._editable = view.open_for_edits and not self._workspace.read_only
        self._empty = _EMPTY_DESCRIBED if view.text else _EMPTY
        self._show_sections(self._read(view.node_id, view.number))

    def settle(self) -> bool:
        """Make a change of what is typed."""
        return self.editor.settle()

    def resume(self, field: str, text: str) -> bool:
        """Go on with a text that a crash interrupted, when its section is in this document."""
        sections = self._sections
        start = f"document:{sections.node_id}:section." if sections is not None else ":"
        if sections is None or not self._editable or not field.startswith(start):
            return False
        key = field.removeprefix(start)
        if sections.of(key) is None:
            return False
        self.list.choose(key)
        self.editor.resume(text)
        return True

    def _read(self, node_id: int, number: int) -> SectionsView:
        from app.services.steering.documents.sections import sections

        found: SectionsView = self._workspace.read(partial(sections, node_id=node_id, number=number))
        return found

    def _show_sections(self, sections: SectionsView) -> None:
        self._sections = sections
        self.list.show_sections(sections.sections, editable=self._editable)
        self._commands.setVisible(self._editable)
        self.editor.set_read_only(not self._editable)
        self.editor.area.setPlaceholderText(_INVITATION if self._editable else self._empty)
        wanted = self._open[2] if self._open else ""
        chosen = sections.of(wanted) or sections.sections[0]
        self.list.choose_quietly(chosen.key)
        self._show_section(chosen)

    def _show_section(self, section: SectionView) -> None:
        sections = self._sections
        if sections is None:
            return
        place = (sections.node_id, sections.number, section.key)
        if place != self._open:
            self._open = place
            field = f"document:{sections.node_id}:section.{section.key}"
            keeper = draft_keeper(self._workspace, field, f"{section.title}, {sections.title}")
            self.editor.set_saving(partial(self._write, section.key), keeper)
            self.editor.show_document(section.document, anew=True)
        else:
            self.editor.show_document(section.document)
        self.editor.set_name(f"Text i avsnittet {section.title}")
        self._title.setText(section.title)
        self._hint.show_parts(*self._hints(section))

    def _hints(self, section: SectionView) -> tuple[str, ...]:
        if section.requirement and section.requirement != section.title:
            return (f"Styrmodellen kräver: {section.requirement}",)
        if section.required and section.empty:
            return ("Styrmodellen kräver att avsnittet skrivs innan dokumentet är klart för beslut.",)
        return ()

    # ---- what is done

    def _write(self, key: str, text: str) -> bool:
        from app.services.steering.documents.sections import write_section

        return self._run(write_section, key=key, text=text) is not None

    def _run(self, use_case: Callable[..., Any], **values: Any) -> Any:
        """Run a use case on the open document; None when refused."""
        sections = self._sections
        if sections is None:
            return None
        return self._workspace.run(
            partial(use_case, node_id=sections.node_id, expected_version=sections.version, **values)
        )

    def add_section(self) -> None:
        """Ask for a title and add a section after the chosen one."""
        from app.services.steering.documents.sections import add_section

        if not self.settle():
            return
        values = FormDialog.ask(self, "Nytt avsnitt", [TextInput("title", "Rubrik")], "Lägg till")
        if values is None:
            return
        written = self._run(add_section, title=str(values["title"]), after=self.list.chosen)
        if written is not None:
            self.list.choose(written.value)
            self.editor.area.setFocus()

    def _on_section_chosen(self, key: str) -> None:
        if self._open is not None and key != self._open[2] and not self.settle():
            self.list.choose_quietly(self._open[2])  # what was refused stays to be put right
            return
        section = self._sections.of(key) if self._sections else None
        if section is not None:
            self._show_section(section)

    def _on_renamed(self, key: str, title: str) -> None:
        from app.services.steering.documents.sections import rename_section

        if self._run(rename_section, key=key, title=title) is None and self._sections is not None:
            self.list.show_sections(self._sections.sections, editable=self._editable)

    def _on_move_wanted(self, key: str, steps: int) -> None:
        from app.services.steering.documents.sections import move_section

        if self._editable and self.settle():
            self._run(move_section, key=key, steps=steps)

    def _on_removal_wanted(self, key: str) -> None:
        from app.services.steering.documents.sections import remove_section

        if self._editable and self.settle():
            self._run(remove_section, key=key)

    def _rename_chosen(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.editItem(item)

    def _with_chosen(self, do: Callable[[str], object]) -> Callable[[], None]:
        def run() -> None:
            if self.list.chosen is not None:
                do(self.list.chosen)

        return run

    # ---- widgets

    def _build(self) -> None:
        left = QWidget()
        left.setMinimumWidth(_LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(self.list, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self._build_text())
        split.setStretchFactor(1, 1)
        split.setSizes([_LIST_WIDTH, 3 * _LIST_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _build_head(self) -> QHBoxLayout:
        heading = QLabel("Avsnitt")
        heading.setProperty("role", "muted")
        self._menu = self._build_menu()
        self._commands = QWidget()
        inner = QHBoxLayout(self._commands)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(icon_button("plus", "Lägg till avsnitt", self.add_section))
        inner.addWidget(menu_button("more", "Mer om avsnittet", self._menu))
        row = QHBoxLayout()
        row.setContentsMargins(theme.PAGE_MARGIN, theme.GRID, theme.GRID, theme.GRID)
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(self._commands)
        self._commands.setFixedHeight(theme.FIELD_HEIGHT)
        return row

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        self._rename = action("Byt rubrik", self._rename_chosen, icon="edit", parent=menu)
        self._up = self._step("Flytta upp", "chevron-up", -1, menu)
        self._down = self._step("Flytta ner", "chevron-down", 1, menu)
        self._remove = action(
            "Ta bort avsnittet", self._with_chosen(self._on_removal_wanted), icon="trash", parent=menu
        )
        for each in (self._rename, self._up, self._down):
            menu.addAction(each)
        menu.addSeparator()
        menu.addAction(self._remove)
        menu.aboutToShow.connect(self._on_menu_about_to_show)
        return menu

    def _step(self, text: str, icon: str, steps: int, menu: QMenu) -> QAction:
        move = self._with_chosen(lambda key: self._on_move_wanted(key, steps))
        return action(text, move, icon=icon, parent=menu)

    def _build_text(self) -> QWidget:
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        self._title.setWordWrap(True)
        self._hint = Sentence(points=theme.SECONDARY_POINTS)
        right = QFrame()
        right.setMinimumWidth(_LEAST_TEXT)
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.PAGE_MARGIN, theme.GROUP - theme.GRID, theme.GROUP, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(theme.GRID)
        column.addWidget(self.editor, 1)
        return right

    def _on_menu_wanted(self, place: QPoint) -> None:
        if self._editable and self.list.chosen is not None:
            self._menu.popup(place)

    def _on_menu_about_to_show(self) -> None:
        chosen = self._sections.of(self.list.chosen or "") if self._sections else None
        place, last = self.list.currentRow(), self.list.count() - 1
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < last)
        self._remove.setEnabled(chosen is not None and not chosen.required and last > 0)
        self._remove.setToolTip("Styrmodellen kräver avsnittet" if chosen and chosen.required else "")
