"""What the law asks of the version, always in sight: each demand with its paragraph, quiet when it is met."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.economy.law_chips import DemandChip, GatheredChip
from app.ui.parts import theme
from app.ui.parts.flow import Flow
from app.ui.parts.links import Link, Sentence

if TYPE_CHECKING:
    from app.services.economy.law.demand import LegalCheck

#: What is asked of most, and so can have an exception.
_INCOME = "balanced-budget"
_HEADING: Final = "KL 11 kap."
_MET, _GAP = "met", 4
_OLDER: Final = "Budgeten antogs före kommunallagen (2017:725), och prövas inte mot den."


class LawStrip(QWidget):
    """The demands side by side, and under them how the chosen one stands, with the way to put it right.

    What breaks the law is chosen by itself. What is met stands last, and what of it has no room in one row
    is gathered with its paragraphs in a chip that unfolds it.
    """

    chosen = Signal(object)
    """The demand whose place the user wants to go to, a `LegalCheck`."""
    exception_wanted = Signal()
    """The user wants to say why income may be less than cost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Lagens krav på budgeten")
        self.checks: tuple[LegalCheck, ...] = ()
        self._rule: str | None = None
        self._closed: frozenset[str] = frozenset()
        self._chips: list[DemandChip] = []
        self._locked = False
        self._asked = False
        """Whether what is told was asked for by the user."""
        self._unfolded = False
        self._room = -1
        self._row = QWidget()
        self._row.installEventFilter(self)
        self._heading = self._make_heading()
        self._gathered = GatheredChip(self._row)
        self._gathered.clicked.connect(self._on_gathered)
        self._flow = Flow(self._row, 0, 0)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._words = Sentence(role="ink", points=theme.SECONDARY_POINTS)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, theme.GRID)
        below.addWidget(self._words, 1)
        body = QVBoxLayout()
        body.setContentsMargins(theme.PAGE_MARGIN, theme.GRID, theme.GROUP, theme.GRID)
        body.setSpacing(theme.GRID // 2)
        body.addWidget(self._row)
        body.addWidget(self._below)
        rule = QFrame()
        rule.setProperty("rule", True)
        rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addWidget(rule)
        self._below.hide()

    @property
    def chips(self) -> tuple[DemandChip, ...]:
        """The demands as they stand in the row."""
        return tuple(self._chips)

    @property
    def gathered(self) -> GatheredChip:
        """What unfolds the met demands that the row has no room for."""
        return self._gathered

    @property
    def told(self) -> str:
        """What is said of the chosen demand; "" when none is."""
        return self._words.plain_text() if not self._below.isHidden() else ""

    def show_checks(self, checks: Sequence[LegalCheck], *, locked: bool = False) -> None:
        """Show how the demands stand; `locked` for a version in which nothing can be changed."""
        same = [_name(check) for check in checks] == [_name(chip.check) for chip in self.chips]
        self.checks, self._locked = tuple(checks), locked
        if same:
            for chip, check in zip(self.chips, checks, strict=True):
                chip.show_check(check)
        else:
            self._make(checks)
        self._heading.setText(_HEADING if checks else _OLDER)
        self._room = -1
        self._fold()
        self._choose_by_itself()

    def choose(self, rule: str, title: str = "") -> bool:
        """Tell how a demand stands; False when there is none such."""
        for chip in self.chips:  # a rule can ask for several things
            if chip.check.rule == rule and title in ("", chip.check.title):
                self._tell(_name(chip.check))
                self._asked = True
                if chip.isHidden() and not self._unfolded:
                    self._on_gathered()
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width has room for more or fewer of those that are met."""
        if watched is self._row and event.type() == QEvent.Type.Resize:
            self._fold()
        return False

    def _make_heading(self) -> QLabel:
        heading = QLabel(_HEADING, self._row)
        heading.setFont(theme.font(theme.SECONDARY_POINTS))
        heading.setProperty("role", "muted")
        heading.setContentsMargins(0, 0, _GAP, 0)
        heading.setToolTip("Kommunallagen (2017:725), 11 kap. Ekonomisk förvaltning")
        return heading

    def _make(self, checks: Sequence[LegalCheck]) -> None:
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = []
        for check in checks:
            chip = DemandChip(check, self._row)
            chip.clicked.connect(lambda _checked=False, one=chip: self._on_clicked(one))
            self._chips.append(chip)

    def _fold(self) -> None:
        """Let what is open stand first, then what is met as far as there is room in the row."""
        if self._row.width() == self._room:
            return
        self._room = self._row.width()
        open_ = [chip for chip in self._chips if chip.check.status != _MET]
        met = [chip for chip in self._chips if chip.check.status == _MET]
        shown = self._how_many(open_, met)
        rest = met[shown:]
        if rest:
            self._gathered.gather(rest, all_of_them=not shown)
        self._gathered.setChecked(self._unfolded)
        gathered: list[QWidget] = [self._gathered] if rest else []
        row = [self._heading, *open_, *met[:shown], *gathered, *(rest if self._unfolded else ())]
        while self._flow.count():
            self._flow.takeAt(0)
        for widget in row:
            self._flow.addWidget(widget)
        for widget in (*self._chips, self._gathered):
            widget.setVisible(widget in row)
        for first, after in pairwise(row):
            QWidget.setTabOrder(first, after)
        self._flow.invalidate()
        self.updateGeometry()

    def _how_many(self, open_: Sequence[DemandChip], met: list[DemandChip]) -> int:
        """How many of the met demands have room beside the open ones and the chip with the rest."""
        room = self._row.width() - self._heading.sizeHint().width()
        room -= sum(chip.sizeHint().width() for chip in open_)
        if sum(chip.sizeHint().width() for chip in met) <= room:
            return len(met)
        for shown in range(len(met) - 2, 0, -1):
            self._gathered.gather(met[shown:], all_of_them=False)
            own = sum(chip.sizeHint().width() for chip in met[:shown])
            if own + self._gathered.sizeHint().width() <= room:
                return shown
        return 0

    def _on_gathered(self) -> None:
        self._unfolded = not self._unfolded
        self._room = -1
        self._fold()

    def _choose_by_itself(self) -> None:
        """What cannot stay unsaid is told until the user closes it; what was chosen stays chosen."""
        telling = [_name(check) for check in self.checks if _tells_itself(check)]
        self._closed &= set(telling)
        first = telling[0] if telling and telling[0] not in self._closed else None
        known = {_name(check) for check in self.checks}
        stays = self._asked and self._rule in known
        self._asked = stays
        self._tell(self._rule if stays else first)

    def _on_clicked(self, chip: DemandChip) -> None:
        name = _name(chip.check)
        if name == self._rule:
            self._closed |= {name}
            self._tell(None)
        else:
            self._tell(name)
        self._asked = self._rule is not None

    def _tell(self, name: str | None) -> None:
        self._rule = name
        found = None
        for chip in self.chips:
            chip.setChecked(_name(chip.check) == name)
            found = chip.check if chip.isChecked() else found
        self._below.setVisible(found is not None)
        if found is not None:
            self._words.show_parts(*self._parts(found))
        self.updateGeometry()

    def _parts(self, check: LegalCheck) -> tuple[str | Link, ...]:
        parts: list[str | Link] = [check.sentence]
        if check.status != "met":
            parts += ["  ·  ", Link("Gå dit", lambda: self.chosen.emit(check))]
        if check.rule == _INCOME and check.status in ("broken", "exception") and not self._locked:
            words = "Ange undantag" if check.status == "broken" else "Ändra undantaget"
            parts += ["  ·  ", Link(words, self.exception_wanted.emit)]
        return tuple(parts)


def _tells_itself(check: LegalCheck) -> bool:
    """An error, and that nothing is known of the result yet."""
    if check.status == "broken":
        return check.grave
    return check.status == "unknown" and check.rule == _INCOME


def _name(check: LegalCheck) -> str:
    """What keeps a demand the same from one reading to the next: a rule can ask for several things."""
    return f"{check.rule}:{check.title}"
