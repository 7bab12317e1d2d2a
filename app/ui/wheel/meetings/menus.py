"""The menus of the meeting plan: for a meeting, for a negotiation, and for the whole plan."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.parts.buttons import action
from app.ui.wheel.exporting import Shown

if TYPE_CHECKING:
    from app.services.wheel.meetingplan import MeetingRow, RuleRow
    from app.ui.wheel.meetings.negotiations import NegotiationLine
    from app.ui.wheel.meetings.tab import MeetingsView


def popup(parent: QWidget, place: QPoint, fill: Callable[[QMenu], object]) -> None:
    """A menu at a place, thrown away when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(menu)
    menu.popup(place)


def fill_meeting(menu: QMenu, view: "MeetingsView", row: "MeetingRow | None") -> None:
    """What can be done with a meeting, and how more are added."""
    may = not view.locked
    if row is not None:
        edits = view.edits
        for one in row.activities:
            _add(menu, f"Visa ”{one.title}”", partial(view.activated.emit, one.key))
        _add(menu, "Behandla en aktivitet här…", partial(edits.treat, row), "plus", may and not row.cancelled)
        if row.activities:
            release = menu.addMenu("Ta bort från sammanträdet")
            release.setEnabled(may)
            for one in row.activities:
                _add(release, one.title, partial(edits.release, one.key))
        menu.addSeparator()
        _add(menu, "Ändra uppgifter…", partial(edits.describe, row), "edit", may)
        _tick(
            menu, "Preliminärt", row.tentative, partial(edits.flag, "tentative", row, not row.tentative), may
        )
        _tick(menu, "Inställt", row.cancelled, partial(edits.flag, "cancelled", row, not row.cancelled), may)
        _add(menu, "Ta bort", partial(edits.remove, row), "trash", may)
        menu.addSeparator()
        rule = next((one for one in view.rules if one.body == row.body), None)
        if rule is not None:
            _add(menu, f"Dagar runt {row.body}…", partial(edits.rule, rule), "calendar", may)
    _add(menu, "Nytt sammanträde…", view.add, "plus", may)
    _add(menu, "Lägg in flera…", view.add_several, may=may)


def fill_line(menu: QMenu, view: "MeetingsView", line: "NegotiationLine | None") -> None:
    """What can be done with a negotiation."""
    may = not view.locked
    if line is not None:
        _add(menu, "Visa beslutet", partial(view.activated.emit, line.activity.key))
        _add(menu, "Ta bort", view.remove, "trash", may)
        menu.addSeparator()
    _add(menu, "Nytt MBL-steg…", view.add, "plus", may)


def fill_more(menu: QMenu, view: "MeetingsView") -> None:
    """The rules of the bodies, and what goes out and in."""
    menu.clear()
    may = not view.locked
    rules = menu.addMenu("Dagar runt sammanträden")
    rules.setEnabled(may and bool(view.rules))
    for rule in view.rules:
        _add(rules, f"{rule.body}: {_ruled(rule)}…", partial(view.edits.rule, rule))
    _add(menu, "Lägg in flera sammanträden…", view.add_several, "calendar", may)
    menu.addAction(view.importing.action())
    if view.plan is not None and view.plan.rows:
        menu.addSeparator()
        menu.addActions(view.exporting.meeting_actions(Shown(view.plan.year)))


def _ruled(rule: "RuleRow") -> str:
    """A rule in a few words."""
    said = [
        f"{words} {days}"
        for words, days in (
            ("handlingar", rule.documents_days),
            ("kallelse", rule.summons_days or rule.least_summons or None),
            ("justering", rule.adjusting_days),
        )
        if days is not None
    ]  # fmt: skip
    return f"{', '.join(said)} dagar" if said else "inga dagar"


def _tick(menu: QMenu, words: str, on: bool, act: Callable[[], object], may: bool) -> None:
    made = _add(menu, words, act, may=may)
    made.setCheckable(True)
    made.setChecked(on)


def _add(menu: QMenu, words: str, act: Callable[[], object], icon: str = "", may: bool = True) -> QAction:
    made = action(words.replace("&", "&&"), act, icon=icon, parent=menu)
    made.setEnabled(may)
    menu.addAction(made)
    return made
