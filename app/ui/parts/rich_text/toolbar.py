"""The slim row of commands above the text; it shows what the cursor stands in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextCursor, QTextTable
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app.ui.parts import theme
from app.ui.parts.buttons import action, icon_button, menu_button
from app.ui.parts.rich_text import tables
from app.ui.parts.rich_text.area import RichTextArea
from app.ui.parts.rich_text.formats import Style

_STYLES: tuple[tuple[Style, str, str], ...] = (
    ("paragraph", "Brödtext", "Ctrl+Alt+0"),
    ("heading1", "Rubrik", "Ctrl+Alt+1"),
    ("heading2", "Underrubrik", "Ctrl+Alt+2"),
)
_TABLE_COMMANDS: tuple[tuple[str, Callable[[QTextCursor, QTextTable], None] | None], ...] = (
    ("Rad ovanför", partial(tables.insert_row, below=False)),
    ("Rad nedanför", partial(tables.insert_row, below=True)),
    ("Kolumn till vänster", partial(tables.insert_column, right=False)),
    ("Kolumn till höger", partial(tables.insert_column, right=True)),
    ("", None),
    ("Ta bort raden", tables.remove_row),
    ("Ta bort kolumnen", tables.remove_column),
    ("Ta bort tabellen", tables.remove_table),
    ("", None),
    ("Första raden är rubriker", tables.toggle_header),
)
_KEYS: list[Style] = [key for key, _, _ in _STYLES]
_STYLE_WIDTH = 132


class RichTextToolbar(QWidget):
    """Style, bold, italic, lists and table; clicks leave the keyboard in the text."""

    def __init__(self, area: RichTextArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Textens utseende")
        self._area = area
        self._styles = self._build_styles()
        self._bold = self._toggle("bold", "Fet (Ctrl+B)", area.toggle_bold)
        self._italic = self._toggle("italic", "Kursiv (Ctrl+I)", area.toggle_italic)
        self._bullets = self._toggle("bullets", "Punktlista (Ctrl+Skift+L)", lambda: area.toggle_list(False))
        self._numbers = self._toggle(
            "numbers", "Numrerad lista (Ctrl+Skift+N)", lambda: area.toggle_list(True)
        )
        self._table, self._table_menu = self._build_table()
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.said.setFont(theme.font(theme.SECONDARY_POINTS))
        self._lay_out()
        area.state_changed.connect(self._on_state_changed)
        self._on_state_changed()

    def _build_styles(self) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName("Textstil")
        made.setFixedSize(_STYLE_WIDTH, theme.FIELD_HEIGHT)
        for place, (_, name, keys) in enumerate(_STYLES):
            made.addItem(name)
            made.setItemData(place, keys, Qt.ItemDataRole.ToolTipRole)
        made.setToolTip("Textstil (Ctrl+Alt+0, 1 eller 2)")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.activated.connect(self._on_style_chosen)
        return made

    def _toggle(self, icon: str, name: str, on_click: Callable[[], object]) -> QToolButton:
        made = icon_button(icon, name, on_click)
        made.setAccessibleName(name.partition(" (")[0])
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _build_table(self) -> tuple[QToolButton, QMenu]:
        menu = QMenu(self)
        area = self._area
        self._insert = action("Infoga tabell", area.insert_table, parent=menu)
        menu.addAction(self._insert)
        menu.addSeparator()
        self._inside: list[QAction] = []
        for name, change in _TABLE_COMMANDS:
            if change is None:
                menu.addSeparator()
                continue
            made = action(name, partial(area.change_table, change), parent=menu)
            menu.addAction(made)
            self._inside.append(made)
        self._header = self._inside[-1]
        self._header.setCheckable(True)
        menu.aboutToShow.connect(self._on_menu_about_to_show)
        button = menu_button("table", "Tabell", menu)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button, menu

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._styles)
        row.addSpacing(theme.NEAR)
        for button in (self._bold, self._italic, self._bullets, self._numbers, self._table):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.said)

    def _on_style_chosen(self, place: int) -> None:
        self._area.set_style(_KEYS[place])
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_state_changed(self) -> None:
        area = self._area
        in_table = area.table is not None
        self._styles.setCurrentIndex(_KEYS.index(area.style_here))
        self._bold.setChecked(area.bold_here)
        self._italic.setChecked(area.italic_here)
        self._bullets.setChecked(area.list_here is False)
        self._numbers.setChecked(area.list_here is True)
        self._bold.setEnabled(area.style_here == "paragraph")
        for widget in (self._styles, self._bullets, self._numbers):
            widget.setEnabled(not in_table)

    def _on_menu_about_to_show(self) -> None:
        table = self._area.table
        self._insert.setEnabled(table is None)
        for each in self._inside:
            each.setEnabled(table is not None)
        self._header.setChecked(table is not None and table.format().headerRowCount() > 0)
