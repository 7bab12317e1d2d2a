"""Every command of the program, in menus; the same actions serve toolbar and shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.ui.shell.pages import PAGES, shortcut_of

if TYPE_CHECKING:
    from app.ui.parts.page import Page

APPEARANCES = (("system", "Som systemet"), ("light", "Ljust"), ("dark", "Mörkt"))
SCALES = (100, 110, 125, 150, 175, 200)
_KEYS = QKeySequence.StandardKey


class Commands:
    """The menus of a window; callbacks are set by who can carry them out."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._menus = window.menuBar()
        self._menus.setAccessibleName("Menyer")
        self._needs_file: list[QAction] = []
        self._needs_writing: list[QAction] = []
        self.page: Callable[[], Page | None] = lambda: None
        self._build_file()
        self._build_edit()
        self._build_view()
        self._build_help()
        self.show_state(is_open=False, read_only=False, undo=None, redo=None)

    def show_state(self, *, is_open: bool, read_only: bool, undo: str | None, redo: str | None) -> None:
        """Enable what can be done now, and name what undo and redo would do."""
        for action in self._needs_file:
            action.setEnabled(is_open)
        for action in self._needs_writing:
            action.setEnabled(is_open and not read_only)
        _name_step(self.undo, "Ångra", undo, "Ctrl+Z")
        _name_step(self.redo, "Gör om", redo, "Ctrl+Y")

    def _build_file(self) -> None:
        menu = self._menus.addMenu("&Arkiv")
        self.new = self._add(menu, "&Ny styrmodell…", _KEYS.New)
        self.open = self._add(menu, "&Öppna…", _KEYS.Open)
        self.example = self._add(menu, "Öppna &exempel", None)
        menu.addSeparator()
        self.copy_as = self._add(menu, "&Spara kopia som…", _KEYS.SaveAs, needs="file")
        self.restore = self._add(menu, "Återställ från säkerhets&kopia…", None, needs="writing")
        self._export = menu.addMenu("E&xportera")
        self._export.aboutToShow.connect(self._fill_export)
        self._needs_file.append(self._export.menuAction())
        menu.addSeparator()
        self.preferences = self._add(menu, "&Inställningar…", QKeySequence("Ctrl+,"))
        menu.addSeparator()
        self.close = self._add(menu, "Stäng &filen", _KEYS.Close, needs="file")
        self.quit = self._add(menu, "&Avsluta", QKeySequence("Ctrl+Q"))

    def _build_edit(self) -> None:
        menu = self._menus.addMenu("&Redigera")
        self.undo = self._add(menu, "Ångra", _KEYS.Undo)
        self.redo = self._add(menu, "Gör om", None)
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        menu.addSeparator()
        self.search = self._add(menu, "&Sök i allt", QKeySequence("Ctrl+K"), needs="file")
        self.filter = self._add(menu, "&Filtrera sidan", QKeySequence("Ctrl+F"), needs="file")

    def _build_view(self) -> None:
        menu = self._menus.addMenu("&Visa")
        self.pages: dict[str, QAction] = {}
        for number, spec in enumerate(PAGES, start=1):
            keys = shortcut_of(number)
            shortcut = QKeySequence(keys) if keys else None
            self.pages[spec.key] = self._add(menu, spec.title, shortcut, needs="file")
        menu.addSeparator()
        self.navigation = self._add(menu, "Si&dlista", QKeySequence("Ctrl+Shift+L"), needs="file")
        self.details = self._add(menu, "D&etaljer", QKeySequence("Ctrl+Shift+D"), needs="file")
        self.next_area = self._add(menu, "&Nästa del av fönstret", QKeySequence("F6"), needs="file")
        for action in (self.navigation, self.details):
            action.setCheckable(True)
            action.setChecked(True)
        menu.addSeparator()
        self.appearance = self._choices(menu.addMenu("&Utseende"), APPEARANCES)
        self.scale = self._choices(menu.addMenu("S&kala"), tuple((n, f"{n} %") for n in SCALES))

    def _build_help(self) -> None:
        menu = self._menus.addMenu("&Hjälp")
        self.handbook = self._add(menu, "&Handbok", QKeySequence("F1"))
        self.explain = self._add(menu, "&Förklara orden här", QKeySequence("Shift+F1"))
        self.about = self._add(menu, "&Om Röda tråden", None)

    def _add(
        self,
        menu: QMenu,
        text: str,
        shortcut: QKeySequence | QKeySequence.StandardKey | None,
        needs: str = "",
    ) -> QAction:
        action = QAction(text, self._window)
        if shortcut is not None:
            action.setShortcut(shortcut)
        if needs == "file":
            self._needs_file.append(action)
        elif needs == "writing":
            self._needs_writing.append(action)
        menu.addAction(action)
        return action

    def _choices(self, menu: QMenu, choices: tuple[tuple[object, str], ...]) -> QActionGroup:
        group = QActionGroup(menu)
        for key, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
        return group

    def _fill_export(self) -> None:
        self._export.clear()
        page = self.page()
        actions = page.export_actions() if page is not None else []
        for action in actions:
            self._export.addAction(action)
        if not actions:
            self._export.addAction("Inget att exportera på den här sidan").setEnabled(False)


def choose(group: QActionGroup, key: object) -> None:
    """Tick the choice in force."""
    for action in group.actions():
        action.setChecked(action.data() == key)


def _name_step(action: QAction, verb: str, words: str | None, shortcut: str) -> None:
    action.setEnabled(words is not None)
    action.setText(f"{verb}: {words}" if words else verb)
    action.setToolTip(f"{verb}: {words} ({shortcut})" if words else f"Inget att {verb.lower()}")
