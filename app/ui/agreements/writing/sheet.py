"""The middle of Skriva: one section with what it is given, and the editor for the performer's own words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services import richtext
from app.ui.agreements.writing.given import Given
from app.ui.parts import theme
from app.ui.parts.links import Sentence
from app.ui.parts.page import WorkspacePort, draft_keeper
from app.ui.parts.rich_text.editor import RichTextEditor

if TYPE_CHECKING:
    from app.services.agreements.sections import SectionView
    from app.services.agreements.views import AgreementDetail, AgreementRow

_LEAST = 304
_FEW_WORDS = 4
_INVITATION = "Skriv här, eller klistra in från Word eller Excel."
_NOTHING = "Ingen egen text."


def draft_field(agreement_id: int, part_id: int) -> str:
    """The name that a text being written is kept under."""
    return f"agreement_text:{agreement_id}:part.{part_id}"


class SectionSheet(QWidget):
    """Writes one section of one agreement; what is typed is told at once, and is one change when left."""

    typed = Signal()
    """The text in the editor is another than a moment ago."""
    standard_wanted = Signal()

    def __init__(
        self,
        workspace: WorkspacePort,
        save: Callable[[int, int, str], bool],
        plan: Callable[[AgreementDetail], object],
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._save = save
        self._open: tuple[int, int] | None = None
        self._editable = False
        self.given = Given(workspace.open_place, self.standard_wanted.emit, plan)
        self.editor = RichTextEditor("Egen text")
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(theme.font(theme.TITLE_POINTS, semibold=True))
        self._title.setWordWrap(True)
        self._lead = Sentence(points=theme.SECONDARY_POINTS)
        self.setMinimumWidth(_LEAST)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PAGE_MARGIN, 12, theme.GROUP, 0)
        column.setSpacing(theme.NEAR)
        for widget in (self._title, self.given, self._lead):
            column.addWidget(widget)
        column.addWidget(self.editor, 1)
        self.editor.refused.connect(lambda text: workspace.tell(text, "error"))
        self.editor.area.textChanged.connect(self.typed)

    @property
    def place(self) -> tuple[int, int] | None:
        """The agreement and the part that stand here."""
        return self._open

    @property
    def unsaved(self) -> dict[int, str]:
        """What is typed and not yet a change, by part."""
        if self._open is None or not self._editable or not self.editor.draft.pending:
            return {}
        return {self._open[1]: self.editor.text()}

    @property
    def words(self) -> str:
        """The last words before the cursor of what is typed and not yet a change."""
        if not self.unsaved:
            return ""
        cursor = self.editor.area.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return " ".join(before.split()[-_FEW_WORDS:])

    def show_section(self, detail: AgreementDetail, section: SectionView, *, editable: bool) -> None:
        """Show a section; a text that is being typed in it is left alone."""
        row = detail.row
        place = (row.id, section.part_id)
        anew = place != self._open
        self._open, self._editable = place, editable
        content = richtext.read(section.own, limited=False)
        if anew:
            keeper = draft_keeper(self._workspace, draft_field(*place), f"{section.title}, {row.unit}")
            self.editor.set_saving(partial(self._save, *place), keeper)
        self.editor.show_document(content, anew=anew)
        self.editor.set_read_only(not editable)
        self.editor.set_name(f"Egen text i avsnittet {section.title}")
        self.editor.area.setPlaceholderText(_INVITATION if editable else _NOTHING)
        self._title.setText(section.title)
        self._lead.show_parts(_lead(row, section, editable))
        self.given.show_section(detail, section, editable=editable)
        self.given.fit(self.height())

    def settle(self) -> bool:
        """Make a change of what is typed."""
        return self.editor.settle()

    def leave(self) -> None:
        """Forget the section, since another agreement is to be shown."""
        self._open = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is given takes its share of the height."""
        super().resizeEvent(event)
        self.given.fit(event.size().height())


def _lead(row: AgreementRow, section: SectionView, editable: bool) -> str:
    if not editable:
        return f"Egen text för {row.unit}, låst" if row.locked else f"Egen text för {row.unit}"
    if section.standard or section.links:
        return f"Egen text för {row.unit}, utöver det som står ovanför"
    return f"Text för {row.unit}"
