"""A part of the model as running text: headings, facts, and what the source contradicts itself in."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.services.textorder import fold
from app.ui.parts import details, theme
from app.ui.parts.detail_widgets import PartWidget, widget_for
from app.ui.parts.layouts import empty

if TYPE_CHECKING:
    from app.services.steering.ownrows import ModelRow

_WIDTH = 760
_SOURCE = "Källa: {}"
_NO_MATCH = "Inget stämmer med filtret."


class Reading(QScrollArea):
    """Everything of a part, in words that wrap; the filter leaves what says every typed word."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ModelRow] = ()
        self._words: tuple[str, ...] = ()
        self.shown: list[PartWidget] = []
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = QWidget()
        body.setMaximumWidth(_WIDTH + 2 * theme.PAGE_MARGIN)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.PAGE_MARGIN)
        self._column.setSpacing(theme.NEAR)
        self.setWidget(body)

    @property
    def texts(self) -> str:
        """All that is shown, for whoever looks for a word."""
        return self.accessibleDescription()

    def show_rows(self, rows: "Sequence[ModelRow]") -> None:
        """Show the rows of a part."""
        self._rows = rows
        self._build()

    def set_filter(self, text: str) -> None:
        """Leave what says every word of a text."""
        self._words = tuple(fold(text).split())
        self._build()

    def _build(self) -> None:
        scrolled = self.verticalScrollBar().value()
        empty(self._column)
        parts = list(described([row for row in self._rows if self._says(row)]))
        self.shown = [widget_for(part) for part in parts or (details.Text(_NO_MATCH, muted=True),)]
        for widget in self.shown:
            self._column.addWidget(widget)
        _without_rule(self.shown[0])
        self._column.addStretch(1)
        self.setAccessibleDescription("\n".join(_said(parts)))
        self.verticalScrollBar().setValue(scrolled)

    def _says(self, row: "ModelRow") -> bool:
        if not self._words or row.sort == "group":
            return True
        text = fold("\n".join(row.texts))
        return all(word in text for word in self._words)


def _without_rule(widget: QWidget) -> None:
    """The first heading stands below the rule of the page's head already."""
    for child in widget.findChildren(QFrame):
        if child.property("rule"):
            child.hide()


def described(rows: "Sequence[ModelRow]") -> Iterator[details.Part]:
    """Rows as headings with their facts; a heading with nothing below it is left out."""
    below: dict[str | None, list[ModelRow]] = {}
    for row in rows:
        below.setdefault(row.above, []).append(row)
    tops = [row for row in rows if row.above is None]
    for top in tops:
        inner = below.get(top.id, [])
        if inner:
            yield details.Heading(top.name)
            yield from _content(inner, below)
            yield from _notes(top)


def _content(rows: "Iterable[ModelRow]", below: "dict[str | None, list[ModelRow]]") -> Iterator[details.Part]:
    facts: list[details.Fact] = []
    for row in rows:
        lines = [_line(one) for one in below.get(row.id, ())]
        if row.part == "facts":
            facts.append(details.Fact(row.name, _fact_words(row)))
        elif row.part == "renamings":
            facts.append(details.Fact(row.name, _renamed(row)))
        elif row.sort in ("part", "inner") and row.part != "municipality":
            yield from _taken(facts)
            yield from _whole(row)
            continue
        elif row.sort == "item":
            facts.append(details.Fact(row.name, row.cells.get("value", "")))
        else:
            facts.append(details.Fact(row.name, "\n".join(lines) or row.cells.get("value", "")))
        if row.oddities:
            yield from _taken(facts)
            yield from (details.Notice(text, "info") for text in row.oddities)
    yield from _taken(facts)


def _line(row: "ModelRow") -> str:
    value = row.cells.get("value", "")
    if row.sort == "item":
        return value
    said = ", ".join(one for one in (row.name, value) if one)
    return ". ".join(one for one in (said, row.note) if one)


def _taken(facts: list[details.Fact]) -> Iterator[details.Part]:
    if facts:
        yield details.Facts(tuple(facts))
        facts.clear()


def _whole(row: "ModelRow") -> Iterator[details.Part]:
    """A text under its title, or a known inconsistency with what is stated."""
    if row.part == "inconsistencies":
        said = [f"{one.label}: {one.words}" for one in row.statements if one.field != "kind"]
        said += [_SOURCE.format(row.source)] if row.source else []
        yield details.Notice(f"{row.name}\n{'. '.join(said)}" if said else row.name, "info")
        return
    yield details.Heading(row.name)
    facts = []
    for statement in row.statements:
        if statement.field == "paragraphs":
            yield from (details.Text(line) for line in statement.lines)
        else:
            facts.append(details.Fact(statement.label, "\n".join(statement.lines)))
    yield from _taken(facts)
    yield from (details.Notice(text, "info") for text in row.oddities)
    yield from _notes(row)


def _notes(row: "ModelRow") -> Iterator[details.Part]:
    if row.quote:
        yield details.Text(f"”{row.quote}”")
    if row.note:
        yield details.Text(row.note, muted=True)
    if row.source:
        yield details.Text(_SOURCE.format(row.source), muted=True)
    yield from (details.Notice(text, "info") for text in row.oddities if row.sort == "group")


def _fact_words(row: "ModelRow") -> str:
    words = {one.field: one.words for one in row.statements}
    first = words.pop("text", "")
    rest = [f"{one.label.lower()} {one.words}" for one in row.statements if one.field in words]
    said = f"{first} ({', '.join(rest)})" if rest else first
    source = _SOURCE.format(row.source) if row.source else ""
    return "\n".join(one for one in (said, row.note, row.quote, source) if one)


def _renamed(row: "ModelRow") -> str:
    words = " ".join(f"{one.label.lower()} {one.words}" for one in row.statements)
    return "\n".join(one for one in (words, row.note) if one)


def _said(parts: Iterable[details.Part]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, details.Facts):
            yield from (f"{fact.label}: {fact.value}" for fact in part.rows)
        elif isinstance(part, details.Heading | details.Text | details.Notice):
            yield part.text
