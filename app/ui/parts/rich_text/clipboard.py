"""Rich text to and from the clipboard: our own form, HTML for other programs, and plain words."""

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument, QTextDocumentFragment

from app.models.errors import DomainError
from app.services import richtext
from app.services.richhtml import read_html, write_html
from app.services.richtext import Document, Paragraph, Run
from app.ui.parts.rich_text.converting import read_document

OWN_FORM = "application/x-rodatraden-text"
_LONGEST_HTML = 20_000_000


def to_mime(cursor: QTextCursor) -> QMimeData:
    """What is selected, in every form that someone may ask for."""
    document = _selected(cursor.selection())
    data = QMimeData()
    data.setData(OWN_FORM, QByteArray(richtext.write(document, limited=False).encode()))
    data.setHtml(write_html(document))
    data.setText(richtext.plain(document))
    return data


def can_be_pasted(data: QMimeData) -> bool:
    """Whether there are words in it."""
    return data.hasFormat(OWN_FORM) or data.hasHtml() or data.hasText()


def from_mime(data: QMimeData, *, only_words: bool = False) -> Document:
    """What is on the clipboard as blocks; raises a DomainError when it is larger than a text may be."""
    document = plain_lines(data.text()) if only_words else _read(data)
    richtext.check_limits(document)
    return document


def plain_lines(text: str) -> Document:
    """Plain text, each line a paragraph, as other programs paste it."""
    lines = richtext.cleaned(text).split("\n")
    return richtext.normal(Document(tuple(Paragraph((Run(line),)) for line in lines)))


def _read(data: QMimeData) -> Document:
    if data.hasFormat(OWN_FORM):
        try:
            return richtext.read(bytes(data.data(OWN_FORM).data()).decode(), limited=False)
        except (UnicodeDecodeError, DomainError):
            return plain_lines(data.text())
    if data.hasHtml() and len(html := data.html()) <= _LONGEST_HTML:
        return read_html(html)
    return plain_lines(data.text())


def _selected(fragment: QTextDocumentFragment) -> Document:
    shown = QTextDocument()
    QTextCursor(shown).insertFragment(fragment)
    return read_document(shown)
