"""What a column of a tree or table shows: one description for painting, sorting, copying and editing."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from app.services.textorder import fold, sort_key
from app.ui.parts.marks import Mark

Row = TypeVar("Row")

VALUE = int(Qt.ItemDataRole.UserRole)
LOOK = VALUE + 1
COPY = VALUE + 2
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
EDIT = int(Qt.ItemDataRole.EditRole)
TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class CellLook:
    """What stands in a cell beside its text."""

    icon: str = ""
    """Name of an icon before the text."""
    example: bool = False
    """Followed by a small italic ex: an invented figure or row."""
    warning: str = ""
    """Followed by a triangle and these words, such as "saknar mått"."""
    locked: bool = False
    """A lock: after a text, before a number."""
    mark: Mark | None = None
    """A status sign before the text; the text is its word."""
    bold: bool = False
    muted: bool = False
    raised: bool = False
    """Computed or held: on raised ground, so it is seen not to be typed."""
    changed: bool = False
    """A thin accent bar at the left edge: changed since the compared version."""
    comment: bool = False
    """A filled corner: the cell carries a comment."""
    alarm: bool = False
    """In the colour of what is not met, with a triangle: an overdrawn remainder."""
    link: bool = False
    """In accent: activating the row opens another place."""
    middle: bool = False
    """A text that is too long is cut in the middle: names that differ only at their end stay apart."""


PLAIN = CellLook()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column; every callable gets the row that the page handed in."""

    key: str
    title: str
    text: Callable[[Row], str]
    width: int = 120
    number: bool = False
    """Right-aligned."""
    stretch: bool = False
    """Takes what width is left, in equal parts where there are several."""
    look: Callable[[Row], CellLook] | None = None
    sort: Callable[[Row], Any] | None = None
    """What to sort by; by default the text in Swedish order."""
    copy: Callable[[Row], str | int | Decimal | None] | None = None
    """What Ctrl+C takes: a bare number, or by default the text."""
    tooltip: Callable[[Row], str] | None = None
    edit_text: Callable[[Row], str] | None = None
    """What the editor starts with; by default the text."""
    editable: Callable[[Row], bool] | None = None
    """Whether a row can be edited here; asked once for each value of a row."""
    commit: Callable[[Row, str], bool] | None = None
    """Takes what was typed; False keeps the old value (the reason has been shown)."""
    hidden: bool = False
    """Not shown until chosen in the column menu."""

    def can_edit(self, row: Row) -> bool:
        """Whether F2 opens an editor here."""
        return self.commit is not None and (self.editable is None or self.editable(row))

    def order(self, row: Row) -> Any:
        """The key that sorts by this column; missing values last."""
        if self.sort is None:
            return sort_key(self.text(row))
        value = self.sort(row)
        return (value is None, 0 if value is None else value)

    def accessible(self, row: Row) -> str:
        """The text with everything that is only drawn, in words."""
        look = self.look(row) if self.look else PLAIN
        words = [self.text(row), look.warning]
        if look.mark is not None and look.mark.word != words[0]:
            words.append(look.mark.word)
        words += [word for word, on in _drawn_words(look) if on]
        return ", ".join(word for word in words if word)

    def data(self, row: Row, role: int) -> Any:
        """The answer to a model's data() for this column."""
        if role == DISPLAY:
            return self.text(row)
        if role == LOOK:
            return self.look(row) if self.look else PLAIN
        if role == ALIGNMENT:
            return RIGHT if self.number else LEFT
        if role == EDIT:
            return (self.edit_text or self.text)(row)
        if role == TOOLTIP:
            return self.tooltip(row) if self.tooltip else None
        if role == ACCESSIBLE:
            return self.accessible(row)
        if role == COPY:
            return (self.copy or self.text)(row)
        return row if role == VALUE else None


def header_data(column: Column[Any], role: int) -> Any:
    """The answer to a model's headerData() for a column."""
    if role in (DISPLAY, ACCESSIBLE):
        return column.title
    return (RIGHT if column.number else LEFT) if role == ALIGNMENT else None


def folded(columns: tuple[Column[Any], ...], row: Any) -> str:
    """All texts of a row as the filter compares them."""
    return fold("\n".join(column.text(row) for column in columns))


def words_in(text: str, words: tuple[str, ...]) -> bool:
    """Whether every typed word occurs in a folded text."""
    return all(word in text for word in words)


def _drawn_words(look: CellLook) -> tuple[tuple[str, bool], ...]:
    return (
        ("exempel", look.example),
        ("låst", look.locked),
        ("ändrad", look.changed),
        ("har kommentar", look.comment),
        ("överskriden", look.alarm),
    )
