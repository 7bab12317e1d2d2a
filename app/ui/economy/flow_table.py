"""A small table for the inspector: a few rows over a few years, right-aligned."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.ui.parts import theme

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_SMALLER = 9.5


def flow_table(
    name: str, titles: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], strong: Sequence[int] = ()
) -> QWidget:
    """Headings over rows of a label and its values; `strong` are the places of sums."""
    table = QWidget()
    table.setAccessibleName(name)
    said = [f"{label}: {', '.join(map(_pair, zip(titles, values, strict=True)))}" for label, values in rows]
    table.setAccessibleDescription(". ".join(said))
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.NEAR)
    grid.setVerticalSpacing(theme.GRID)
    grid.setColumnStretch(0, 1)
    for place, title in enumerate(titles, start=1):
        grid.addWidget(_label(title, muted=True), 0, place, _RIGHT)
    for line, (label, values) in enumerate(rows, start=1):
        heavy = line - 1 in strong
        first = _label(label, heavy=heavy, muted=not heavy)
        first.setWordWrap(True)
        grid.addWidget(first, line, 0, _LEFT)
        for place, value in enumerate(values, start=1):
            grid.addWidget(_label(value, heavy=heavy), line, place, _RIGHT)
    return table


def _pair(pair: tuple[str, str]) -> str:
    return f"{pair[0]} {pair[1]}"


def _label(text: str, *, heavy: bool = False, muted: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.font(_SMALLER, semibold=heavy))
    if muted:
        label.setProperty("role", "muted")
    return label
