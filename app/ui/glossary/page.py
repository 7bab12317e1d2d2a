"""The page Ordlista: the municipality's own words and the general ones, with the whole explanation beside."""

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from app.services.formatting import write_count
from app.services.textorder import fold
from app.ui.glossary.columns import glossary_columns
from app.ui.glossary.editing import TermEdits
from app.ui.glossary.inspecting import Inspecting
from app.ui.parts.buttons import SegmentedControl, action, primary_button
from app.ui.parts.columns import words_in
from app.ui.parts.fields import FilterField, TextField
from app.ui.parts.inspector import Inspector
from app.ui.parts.links import Link
from app.ui.parts.page import Page, WorkspacePort
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.steering.glossary import GlossaryView, TermRow

_CENTRE = QAbstractItemView.ScrollHint.PositionAtCenter
ALL, OWN, GENERAL = "all", "own", "general"
_CHOICES = ((ALL, "Alla"), (OWN, "Kommunens"), (GENERAL, "Allmänna"))


class GlossaryPage(Page):
    """Shows every word; the municipality's own are edited here."""

    shows_kinds = frozenset({"glossary_term", "steering_model"})
    chapter = "ordlista"

    def __init__(self, workspace: WorkspacePort, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._view: GlossaryView | None = None
        self._wanted: tuple[bool, str] | None = None
        self._edits = TermEdits(workspace)
        self._inspecting = Inspecting(self._edits, self._rename)
        self.table = TableView(
            glossary_columns(self._can_edit, self._rename, self._edits.explain),
            key=lambda row: row.key,
            name="Ordlistans ord",
            remember_as="glossary",
        )
        self.inspector = Inspector("Välj ett ord för att läsa hela förklaringen.")
        self._build_actions()
        self.table.current_changed.connect(self._show_details)
        self.table.row_activated.connect(lambda _row: self._go_to_explanation())
        self.table.menu_requested.connect(self._on_menu_requested)
        delete = QShortcut(QKeySequence("Delete"), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._on_delete)
        self.set_content(self.table)

    def load(self) -> None:
        """Read all words and show them, keeping the one that is selected."""
        from app.services.steering.glossary import glossary

        first = self._view is None
        view = self._view = self.workspace.read(glossary)
        self._edits.know(view.version)
        self._add_button.setEnabled(not self._edits.why_not)
        self._add_button.setToolTip(self._edits.why_not or "Lägg till ett ord som är kommunens eget")
        self.table.show_rows(view.rows)
        if self._wanted is not None:
            self._go_to(self._wanted)
        elif first and view.rows:
            self.table.select(view.rows[0].key)
        self._show_state()
        self._show_details(self.table.current_row())

    def show_place(self, kind: str, key: Hashable) -> bool:
        """Select a word that a link or the search points at."""
        from app.services.steering.glossary import key_of_term

        if kind != "glossary_term" or not isinstance(key, int):
            return False
        found = self.workspace.read(partial(key_of_term, term_id=key))
        return found is not None and self._go_to(found)

    def _build_actions(self) -> None:
        self.origin_choice = SegmentedControl(_CHOICES, name="Vilka ord som visas")
        self.origin_choice.chosen.connect(lambda _key: self._apply_filter())
        self.add_action(self.origin_choice)
        self.filter_field: FilterField = FilterField(self.table)
        self.filter_field.filter_changed.connect(lambda _text: self._apply_filter())
        self.add_action(self.filter_field)
        self._add_button = primary_button("Lägg till ord", "plus", self._on_add)
        self.add_action(self._add_button)

    def _apply_filter(self) -> None:
        choice, words = self.origin_choice.choice, tuple(fold(self.filter_field.text()).split())
        every = choice == ALL and not words
        self.table.set_filter("", None if every else lambda row: _wanted(row, choice, words))
        self._show_state()

    def _show_state(self) -> None:
        view = self._view
        if view is None:
            return
        shown = self.table.rows.rowCount()
        own = write_count(view.own_count, "ord är kommunens eget", "ord är kommunens egna")
        general = write_count(view.general_count, "är allmänt", "är allmänna")
        if shown:
            self.set_title("Ordlista", f"{own}, {general}")
        else:
            self.set_title("Ordlista", "Inget ord stämmer med urvalet. ", Link("Visa alla", self._show_all))
        self.set_status(f"{shown} av {len(view.rows)} ord visas")

    def _show_all(self) -> None:
        self.origin_choice.choose(ALL)
        self.filter_field.clear()
        self._apply_filter()

    def _show_details(self, row: "TermRow | None") -> None:
        if self.inspector is None:
            return
        if row is None:
            self.inspector.show_details(None)
            return
        shown = self._inspecting.details(row, self._adopt, self._remove, self._show_own)
        self.inspector.show_details(shown)

    def _on_menu_requested(self, row: "TermRow | None", place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu, row)
        menu.popup(place)

    def _fill_menu(self, menu: QMenu, row: "TermRow | None") -> None:
        made = [action("Lägg till ord…", self._on_add, icon="plus", parent=menu)]
        if row is not None and row.own:
            made.append(action("Ta bort", lambda: self._remove(row), icon="trash", parent=menu))
        elif row is not None and not row.replaced:
            made.append(action("Gör till eget ord", lambda: self._adopt(row), icon="edit", parent=menu))
        for each in made:
            each.setEnabled(not self._edits.why_not)
            menu.addAction(each)
        menu.addSeparator()
        menu.addAction(action("Kopiera", self.table.copy_selection, icon="copy", parent=menu))

    def _on_add(self) -> None:
        sought = self.filter_field.text().strip() if not self.table.rows.rowCount() else ""
        word = self._edits.ask_new(self, sought)
        if word is not None:
            self._go_to_own(word)

    def _on_delete(self) -> None:
        row = self.table.current_row()
        if row is not None and row.own and not self._edits.why_not:
            self._remove(row)

    def _adopt(self, row: "TermRow") -> None:
        if self._edits.adopt(row):
            self._go_to_own(row.word)
            self._go_to_explanation()

    def _remove(self, row: "TermRow") -> None:
        """Take a word away and stay near: at the general word of the same name, or the next in order."""
        place = self.table.rows.index_of(row.key).row()
        if not self._edits.remove(row) or self.table.select((False, row.key[1])):
            return
        index = self.table.rows.index(min(max(0, place), self.table.rows.rowCount() - 1), 0)
        self.table.select(self.table.rows.key(index))

    def _show_own(self, row: "TermRow") -> None:
        self._go_to_own(row.word)

    def _rename(self, row: "TermRow", word: str) -> bool:
        from app.services.steering.glossary import split_word

        self._wanted = (True, fold(split_word(word)[0]))
        done = self._edits.rename(row, word)
        if not done or self.isVisible():
            self._wanted = None
        return done

    def _go_to_own(self, word: str) -> None:
        from app.services.steering.glossary import split_word

        self._go_to((True, fold(split_word(word)[0])))

    def _go_to(self, key: tuple[bool, str]) -> bool:
        """Select a word, taking away a filter that hides it."""
        self._wanted = None
        if self._view is None:
            self.refresh()
        if not self.table.rows.index_of(key).isValid():
            self._show_all()
        index = self.table.rows.index_of(key)
        seen = self.table.viewport().rect().contains(self.table.visualRect(index))
        self.table.select(key)
        if not seen:
            self.table.scrollTo(index, _CENTRE)
        return index.isValid()

    def _go_to_explanation(self) -> None:
        for part in self.inspector.parts if self.inspector is not None else ():
            for field in part.findChildren(TextField):
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _can_edit(self, row: Any) -> bool:
        return bool(row.own) and not self._edits.why_not


def _wanted(row: "TermRow", choice: object, words: tuple[str, ...]) -> bool:
    """Whether a row is of the chosen origin and says every typed word, in other forms too."""
    if choice != ALL and row.own != (choice == OWN):
        return False
    said = (row.shown, row.explanation, row.source or "", row.origin, *row.forms)
    return words_in(fold("\n".join(said)), words)
