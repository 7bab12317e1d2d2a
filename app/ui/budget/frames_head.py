"""What stands beside the title over the frames: the filter, what is counted, and what pays for it."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.services.budget.words import FRAME_KINDS
from app.services.formatting import write_count, write_number
from app.ui.budget.columns import COLUMN_NAMES, PERCENT, STAFF
from app.ui.budget.filtering import Wanted
from app.ui.parts import theme
from app.ui.parts.buttons import menu_button
from app.ui.parts.combo_button import ComboButton
from app.ui.parts.fields import FilterField
from app.ui.parts.links import Link, Sentence

_TAXES = "operating"
MEASURES = (("net", "Netto"), ("income", "Intäkter"), ("cost", "Kostnader"))
_NONE = "Ingen rad stämmer med filtret"
_PARTS = [(kind, name) for kind, name in COLUMN_NAMES.items() if kind not in (PERCENT, STAFF)]


class RowFilter:
    """A field for names, and a menu for what has changed and what stands in the rows."""

    def __init__(self, table: QWidget, on_wanted: Any) -> None:
        self._on_wanted = on_wanted
        self.wanted = Wanted()
        self._compared = ""
        self.field = FilterField(table)
        self.field.setPlaceholderText("Filtrera enheter")
        self.field.setAccessibleName("Filtrera enheter")
        self.field.setToolTip("Visa bara enheter med orden i namnet (Ctrl+F)")
        menu = QMenu()
        menu.setAccessibleName("Filtrera rader")
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.button = menu_button("eye", "Visa bara vissa rader", menu)
        self.button.setCheckable(True)
        menu.aboutToHide.connect(self._mark)
        self.notice = Sentence()
        self.notice.setContentsMargins(theme.PAGE_MARGIN, theme.NEAR, theme.PAGE_MARGIN, theme.NEAR)
        self.field.filter_changed.connect(lambda text: self._want(text=text))

    @property
    def widgets(self) -> list[QWidget]:
        """The field and the button."""
        return [self.field, self.button]

    def say(self, seen: int, of: int) -> None:
        """Say over the grid how many rows are seen, and how all of them are."""
        if not self.wanted:
            self.notice.show_parts()
            self.notice.hide()
            return
        found = f"{write_number(seen)} av {write_count(of, 'rad', 'rader')} visas" if seen else _NONE
        words = ", ".join(filter(None, (found, *self._conditions()))) + ". "
        self.notice.show_parts(words, Link("Visa alla rader", self.clear))
        self.notice.show()

    def _conditions(self) -> list[str]:
        said = [f"ändrade mot {self._compared}"] if self.wanted.changed else []
        if self.wanted.part:
            said.append(f"med {_lower(COLUMN_NAMES[self.wanted.part])}")
        return said

    def show_compared(self, name: str) -> None:
        """Which version rows can have changed from, "" for none."""
        self._compared = name
        if not name and self.wanted.changed:
            self._want(changed=False)

    def clear(self) -> None:
        """Show every row again."""
        self._put(Wanted())

    def show_wanted(self, wanted: Wanted) -> None:
        """Something else is asked for than what was chosen here."""
        self.wanted = wanted
        self.field.blockSignals(True)
        self.field.setText(wanted.text)
        self.field.blockSignals(False)
        self._mark()

    def _want(self, **said: Any) -> None:
        now = self.wanted
        self._put(
            Wanted(said.get("text", now.text), said.get("changed", now.changed), said.get("part", now.part))
        )

    def _put(self, wanted: Wanted) -> None:
        self.show_wanted(wanted)
        self._on_wanted(wanted)

    def _mark(self) -> None:
        chosen = self.wanted.changed or bool(self.wanted.part)
        said = ": ".join(filter(None, ("Visa bara vissa rader", ", ".join(self._conditions()))))
        self.button.setToolTip(said)
        self.button.setAccessibleName(said)
        self.button.setChecked(chosen)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        changed = _tick(menu, "Visa bara ändrade", self.wanted.changed)
        if self._compared:
            changed.setText(f"Visa bara ändrade mot {self._compared}")
        changed.setEnabled(bool(self._compared))
        changed.triggered.connect(lambda on: self._want(changed=on))
        menu.addSeparator()
        group = QActionGroup(menu)
        for kind, name in (("", "Alla delar"), *_PARTS):
            entry = _tick(
                menu, name if not kind else f"Bara rader med {_lower(name)}", self.wanted.part == kind
            )
            group.addAction(entry)
            entry.triggered.connect(lambda _on=False, kind=kind: self._want(part=kind))
        menu.addSeparator()
        everything = menu.addAction("Visa alla rader")
        everything.setEnabled(bool(self.wanted))
        everything.triggered.connect(self.clear)


class Shown(ComboButton):
    """What is shown of the frames: net, income or cost, and of which where not only taxes pay."""

    def __init__(self) -> None:
        super().__init__("Visa")
        self.show_kinds((_TAXES,), _TAXES)

    @property
    def asked(self) -> dict[str, Any]:
        """What the budget is read with."""
        financing, measure = cast("tuple[str, str]", self.choice)
        return {"financing": financing, "measure": measure}

    def show_kinds(self, kinds: Sequence[str], financing: str) -> None:
        """Offer what pays for frames in the version; the measure stays."""
        measure = self.asked["measure"] if self.choice is not None else MEASURES[0][0]
        offered = [((kind, key), _called(kind, name)) for kind in kinds for key, name in MEASURES]
        self.set_choices(offered, (financing, measure))


def _called(kind: str, name: str) -> str:
    return name if kind == _TAXES else f"{FRAME_KINDS[kind].capitalize()}, {name.lower()}"


def _tick(menu: QMenu, text: str, on: bool) -> QAction:
    entry = menu.addAction(text)
    entry.setCheckable(True)
    entry.setChecked(on)
    return entry


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
