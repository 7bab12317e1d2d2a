"""How the municipality's papers look: emblem, colour, cover, charts and lines, with the paper beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.models.errors import DomainError
from app.ui.agreements.look.choosing import ColourChoice, EmblemView
from app.ui.parts import theme
from app.ui.parts.buttons import primary_button
from app.ui.parts.dialogs import dialog_buttons, dialog_heading
from app.ui.parts.importing import FileChoice, Refusal
from app.ui.parts.links import Sentence
from app.ui.parts.page import WorkspacePort
from app.ui.parts.paper import PaperPreview

if TYPE_CHECKING:
    from app.services.agreements.appearance import PaperLook
    from app.services.agreements.document import AgreementDocument
    from app.services.agreements.paperlook import EmblemChoice

_SIZE, _LEAST, _AROUND = QSize(1080, 760), QSize(760, 520), 48
_FORM_WIDTH, _PAPER_WIDTH = 372, 640
_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp")
_LINES_HEIGHT = 96
_INTRO = (
    "Gäller alla handlingar som skrivs ut eller exporteras härefter. Utan egna val är papperet svart på "
    "vitt. Allt går att läsa också i svartvitt."
)


@dataclass(frozen=True, slots=True)
class _Dressed:
    """A paper in a look."""

    document: AgreementDocument
    look: PaperLook


class LookDialog(QDialog):
    """The choices at the left, a paper that wears them at the right; saving makes the change."""

    def __init__(
        self, workspace: WorkspacePort, parent: QWidget | None = None, *, agreement_id: int | None = None
    ) -> None:
        from app.services.agreements.paperlook import paper_look_row

        super().__init__(parent)
        self.setWindowTitle("Papperets utseende")
        self.setSizeGripEnabled(True)
        self._workspace = workspace
        self._kept = workspace.read(paper_look_row)
        self._chosen: EmblemChoice | None = None
        self._picture: bytes | None = self._kept.look.emblem
        self._paper = _paper(workspace, agreement_id)
        self._files = FileChoice(self)
        self.refusal = Refusal()
        self.emblem = EmblemView()
        self.colour = ColourChoice()
        self.cover = QCheckBox("Omslag framför handlingen")
        self.charts = QCheckBox("Diagram över ramar och nyckeltal")
        self.lines = QPlainTextEdit()
        self.preview = PaperPreview(
            _rendered,
            nothing="Det finns ingen handling att visa.",
            failure="Papperet gick inte att visa. Försök igen eller se loggen.",
            same=lambda before, after: before.document == after.document,
        )
        self._build()
        self._show_kept()
        self._follow()

    @property
    def look(self) -> PaperLook:
        """The look as chosen."""
        from app.services.agreements.appearance import PaperLook
        from app.services.agreements.paperlook import LONGEST_LINE, MOST_LINES

        lines = [" ".join(line.split()) for line in self.lines.toPlainText().split("\n")]
        shown = tuple(line[:LONGEST_LINE] for line in lines if line)[:MOST_LINES]
        colour = self.colour.readable
        return PaperLook(colour, self._picture, self.cover.isChecked(), self.charts.isChecked(), shown)

    def take_picture(self, path: Path) -> bool:
        """Take a file as emblem; one that cannot be used is refused in place and changes nothing."""
        from app.services.agreements.paperlook import EmblemChoice, readable_emblem

        try:
            data = path.read_bytes()
            picture = readable_emblem(data, path.name)
        except DomainError as error:
            self.refusal.say(error.message)
            return False
        except OSError:
            self.refusal.say(f"{path.name} går inte att läsa. Kontrollera att filen finns och försök igen.")
            return False
        self._chosen, self._picture = EmblemChoice(data, path.name), picture
        self._on_chosen()
        return True

    def accept(self) -> None:
        """Save what is chosen; what is refused keeps the dialog open."""
        from app.services.agreements.paperlook import set_paper_look

        write = partial(
            set_paper_look,
            colour=self.colour.text,
            cover=self.cover.isChecked(),
            charts=self.charts.isChecked(),
            lines=self.lines.toPlainText().split("\n"),
            emblem=self._chosen,
            expected_version=self._kept.version,
        )
        if self._workspace.run(write) is not None:
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """As large as its window lets it be."""
        super().showEvent(event)
        window = self.parentWidget().window() if self.parentWidget() else None
        room = window.size() - QSize(_AROUND, _AROUND) if window else _SIZE
        self.resize(_SIZE.boundedTo(room).expandedTo(_LEAST))

    # ---- how it is laid out --------------------------------------------------------------------------

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self._build_form())
        splitter.addWidget(self.preview)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([_FORM_WIDTH, _PAPER_WIDTH])
        splitter.setStretchFactor(1, 1)
        save = primary_button("Spara", on_click=self.accept)
        save.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.PAGE_MARGIN,) * 4)
        column.setSpacing(theme.GROUP)
        column.addWidget(dialog_heading("Papperets utseende"))
        column.addWidget(splitter, 1)
        column.addLayout(dialog_buttons(self, save))
        self.setMinimumSize(_LEAST)
        self.resize(_SIZE)

    def _build_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, theme.GROUP, 0)
        column.setSpacing(theme.NEAR)
        intro = Sentence()
        column.addWidget(intro)
        intro.show_parts(_INTRO)
        column.addWidget(self.refusal)
        column.addSpacing(theme.NEAR)
        for label, widget in (("Vapen eller logotyp", self.emblem), ("Färg på rubriker", self.colour)):
            column.addWidget(_label(label, widget))
            column.addWidget(widget)
            column.addSpacing(theme.NEAR)
        column.addWidget(_label("På papperet", self.cover))
        column.addWidget(self.cover)
        column.addWidget(self.charts)
        column.addSpacing(theme.NEAR)
        self.lines.setAccessibleName("Rader längst ned på omslaget")
        self.lines.setFixedHeight(_LINES_HEIGHT)
        self.lines.setTabChangesFocus(True)
        self.lines.setPlaceholderText("Adress, organisationsnummer, webbplats")
        self._lines_label = _label("Rader längst ned på omslaget", self.lines)
        column.addWidget(self._lines_label)
        column.addWidget(self.lines)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        return area

    # ---- what is chosen ------------------------------------------------------------------------------

    def _show_kept(self) -> None:
        look = self._kept.look
        self.emblem.show_picture(self._picture, self._kept.emblem_name or "")
        self.colour.show_colour(look.colour)
        self.cover.setChecked(look.cover)
        self.charts.setChecked(look.charts)
        self.lines.setPlainText("\n".join(look.lines))
        self.emblem.asked.connect(self._on_ask)
        self.emblem.removed.connect(self._on_remove)
        self.colour.changed.connect(self._follow)
        self.cover.toggled.connect(lambda _on: self._follow())
        self.charts.toggled.connect(lambda _on: self._follow())
        self.lines.textChanged.connect(self._follow)

    def _on_ask(self) -> None:
        path = self._files.ask("Välj vapen eller logotyp", "Bilder", _SUFFIXES)
        if path is not None:
            self.take_picture(path)

    def _on_remove(self) -> None:
        from app.services.agreements.paperlook import EmblemChoice

        self._chosen, self._picture = EmblemChoice(None), None
        self._on_chosen()

    def _on_chosen(self) -> None:
        self.refusal.say("")
        name = self._chosen.name if self._chosen is not None else None
        self.emblem.show_picture(self._picture, name or "")
        self._follow()

    def _follow(self) -> None:
        """Let the paper wear what is chosen."""
        covered = self.cover.isChecked()
        self.lines.setEnabled(covered)
        self._lines_label.setEnabled(covered)
        self.preview.show_document(_Dressed(self._paper, self.look))


def _label(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.font(theme.BODY_POINTS, semibold=True))
    label.setBuddy(buddy)
    return label


def _paper(workspace: WorkspacePort, agreement_id: int | None) -> AgreementDocument:
    """The agreement that is looked at, else the first one, else a made up one."""
    from app.services.agreements.builder import build_documents
    from app.services.agreements.lookpaper import sample_agreement, shown_agreement
    from app.services.clock import fixed_clock

    clock = fixed_clock(workspace.today)
    key = agreement_id or workspace.read(shown_agreement)
    found: Any = workspace.read(partial(build_documents, agreement_ids=(key,), clock=clock)) if key else ()
    return found[0] if found else workspace.read(partial(sample_agreement, today=workspace.today))


def _rendered(paper: _Dressed) -> bytes:
    from app.services.reports.uppdragshandling import render

    return render(paper.document, look=paper.look)
