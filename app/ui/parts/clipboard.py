"""Cells as tab-separated text, the way a Swedish spreadsheet reads it."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from PySide6.QtGui import QGuiApplication

_DANGEROUS = ("=", "+", "-", "@")
_BREAKS = str.maketrans({"\t": " ", "\n": " ", "\r": " "})

Value = str | int | Decimal | None


def as_text(rows: Iterable[Sequence[Value]]) -> str:
    """Tab-separated lines with bare numbers and decimal comma; no text can become a formula."""
    return "\n".join("\t".join(cell(value) for value in row) for row in rows)


def cell(value: Value) -> str:
    """One cell; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f").replace(".", ",")
    if isinstance(value, int):
        return str(value)
    plain = value.translate(_BREAKS)
    return "'" + plain if plain.startswith(_DANGEROUS) and len(plain) > 1 else plain


def copy(rows: Iterable[Sequence[Value]]) -> None:
    """Put cells on the clipboard."""
    QGuiApplication.clipboard().setText(as_text(rows))
