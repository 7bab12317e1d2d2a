"""What was found of a paper, as words and signs on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.services.formatting import write_count
from app.ui.parts import theme
from app.ui.parts.layouts import empty
from app.ui.parts.links import Link, Sentence
from app.ui.parts.marks import Mark
from app.ui.parts.sign import Sign

if TYPE_CHECKING:
    from app.services.agreements.papercheck import CodeMatch
    from app.services.reports.signing.paper_check import PaperVerdict
    from app.services.reports.signing.verify import SignatureCheck

_BAD: Final = frozenset({"differs", "signature", "unknown"})
_SIGNATURE_MARKS: Final = {
    "valid": Mark.MET,
    "unknown_issuer": Mark.PARTLY,
    "changed": Mark.UNMET,
    "broken": Mark.UNMET,
}
_NOT_ASKED: Final = "Utfärdaren tillfrågas inte, så ett certifikat som har spärrats upptäcks inte här."
_MOST_PAGES: Final = 12
_SHORTEST: Final = 150


@dataclass(frozen=True, slots=True)
class Doors:
    """Where links in a verdict lead."""

    show: Callable[[CodeMatch], object]
    trust: Callable[[SignatureCheck], object]


class _Words(QWidget):
    """As high as its texts are at the width they have; Qt would also make room for narrower ones."""

    def minimumSizeHint(self) -> QSize:
        """Nothing beside the height for the width."""
        return QSize(0, 0)


class VerdictView(QScrollArea):
    """The verdict in a sentence, then what it is based on."""

    def __init__(self, doors: Doors) -> None:
        super().__init__()
        self._doors = doors
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(_SHORTEST)
        self.setAccessibleName("Vad kontrollen visar")
        holder = _Words()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, theme.NEAR, 0)
        self._column.setSpacing(theme.NEAR)
        self.setWidget(holder)
        self._said: list[str] = []

    @property
    def words(self) -> str:
        """Everything that is said, line by line."""
        return "\n".join(self._said)

    def clear(self) -> None:
        """Say nothing."""
        empty(self._column)
        self._said = []

    def show_text(self, text: str, mark: Mark | None = None, links: tuple[Link, ...] = ()) -> None:
        """Say one thing only."""
        self.clear()
        self._add(text, mark, links=links, role="ink")
        self._column.addStretch(1)

    def show_matches(self, matches: tuple[CodeMatch, ...]) -> None:
        """What a typed code belongs to."""
        self.clear()
        for match in matches:
            mark = Mark.MET if match.current else Mark.PARTLY
            self._add(match.words, mark, links=self._door(match), role="ink")
        note = "Koden visar vilken text papperet ska ha. Öppna PDF-filen för att också få varje sida jämförd."
        self._add(note)
        self._column.addStretch(1)

    def show_verdict(self, verdict: PaperVerdict, name: str = "") -> None:
        """What was found in a file of that name."""
        self.clear()
        if name:
            self._add(name)
        mark = Mark.MET if verdict.good else Mark.UNMET if verdict.level in _BAD else Mark.PARTLY
        links = self._door(verdict.matches[0]) if verdict.matches else ()
        self._add(verdict.words, mark, links=links, role="ink")
        for note in verdict.notes:
            self._add(note)
        self._add_signatures(verdict)
        self._add_pages(verdict)
        self._column.addStretch(1)

    def _add_signatures(self, verdict: PaperVerdict) -> None:
        found = verdict.signatures
        self._add("Digitala underskrifter", role="ink", bold=True)
        if not found.signatures:
            self._add("Filen har ingen digital underskrift.")
            return
        if found.words not in verdict.words:
            self._add(found.words)
        offered: set[bytes] = set()
        for check in found.signatures:
            reason = f" {check.reason}" if check.reason else ""
            links: tuple[Link, ...] = ()
            if check.level == "unknown_issuer" and check.anchor and check.anchor not in offered:
                offered.add(check.anchor)
                links = (Link("Lita på utfärdaren…", partial(self._doors.trust, check)),)
            said = f"{check.words}. {check.verdict}.{reason}"
            self._add(said, _SIGNATURE_MARKS[check.level], links=links, role="ink")
        if found.level in ("valid", "unknown_issuer"):
            self._add(_NOT_ASKED)
        if found.empty_fields:
            left = write_count(found.empty_fields, "underskrift", "underskrifter")
            self._add(f"{left} återstår i filen.")

    def _add_pages(self, verdict: PaperVerdict) -> None:
        if not verdict.matches or not verdict.pages:
            return
        self._add("Sidor", role="ink", bold=True)
        bad = [page for page in verdict.pages if page.differences]
        good = len(verdict.pages) - len(bad)
        for page in bad[:_MOST_PAGES]:
            code = f" (kod {page.code})" if page.code else ""
            self._add(f"Sidan {page.number}{code}: {page.words}", Mark.UNMET, role="ink")
        if len(bad) > _MOST_PAGES:
            self._add(f"Och {len(bad) - _MOST_PAGES} sidor till.")
        if good and verdict.level != "several":
            words = write_count(good, "sida stämmer", "sidor stämmer")
            mark = None if verdict.level == "signature" else Mark.MET
            self._add(f"{words}: koden och varje ord.", mark, role="ink")

    def _door(self, match: CodeMatch) -> tuple[Link, ...]:
        return (Link("Visa den i programmet", partial(self._doors.show, match)),)

    def _add(
        self,
        text: str,
        mark: Mark | None = None,
        *,
        links: tuple[Link, ...] = (),
        role: str = "muted",
        bold: bool = False,
    ) -> None:
        sentence = Sentence(role=role)
        if bold:
            sentence.setFont(theme.font(theme.BODY_POINTS, semibold=True))
        spaced = [one for link in links for one in (" ", link)]
        sentence.show_parts(text, *spaced)
        self._said.append(text)
        if mark is None:
            self._column.addWidget(sentence)
            return
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.NEAR)
        row.addWidget(Sign("", mark), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(sentence, 1)
        self._column.addWidget(holder)
