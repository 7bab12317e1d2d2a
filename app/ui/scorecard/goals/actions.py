"""The actions of an analysis: written, and turned into an activity or next year's goal in one click."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from app.services.formatting import write_long_date
from app.ui.parts import theme
from app.ui.parts.buttons import action, menu_button, quiet_button
from app.ui.parts.links import Link, Sentence

if TYPE_CHECKING:
    from app.services.scorecard.goalviews import Action

_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class ActionCommands:
    """What can be done with an action; each is given it, `open_place` a kind and a key."""

    edit: Callable[["Action"], object]
    remove: Callable[["Action"], object]
    to_activity: Callable[["Action"], object]
    to_goal: Callable[["Action"], object]
    to_goal_elsewhere: Callable[["Action"], object]
    open_place: Callable[[str, int], object]
    next_year: int
    read_only: bool


def action_list(actions: Sequence["Action"], commands: ActionCommands) -> QWidget:
    """The actions under each other, each with what it has become or can become."""
    made = QWidget()
    made.setAccessibleName("Åtgärder")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.NEAR)
    for place, one in enumerate(actions):
        if place:
            column.addWidget(_rule())
        column.addWidget(_row(one, commands))
    return made


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    rule.setFixedHeight(1)
    return rule


def _row(one: "Action", commands: ActionCommands) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.NEAR)
    column = QVBoxLayout()
    column.setSpacing(2)
    text = QLabel(one.text)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(text)
    told = Sentence(points=theme.SECONDARY_POINTS)
    told.show_parts(*_told(one, commands))
    column.addWidget(told)
    line.addLayout(column, 1)
    if commands.read_only:
        return row
    if one.open:
        for button in (
            quiet_button("Blir aktivitet", "plus", partial(commands.to_activity, one)),
            quiet_button(f"Blir mål {commands.next_year}", "goal", partial(commands.to_goal, one)),
        ):
            line.addWidget(button, 0, _TOP)
    line.addWidget(_menu(one, commands), 0, _TOP)
    return row


def _menu(one: "Action", commands: ActionCommands) -> QWidget:
    menu = QMenu()
    menu.addAction(action("Ändra…", partial(commands.edit, one), icon="edit", parent=menu))
    if one.activity_id is None:
        menu.addAction(action("Blir aktivitet", partial(commands.to_activity, one), parent=menu))
    if one.node_id is None:
        words = f"Blir mål {commands.next_year} på annan plats…"
        menu.addAction(action(words, partial(commands.to_goal_elsewhere, one), parent=menu))
    menu.addSeparator()
    menu.addAction(action("Ta bort", partial(commands.remove, one), icon="trash", parent=menu))
    return menu_button("more", f"Åtgärden {one.text}", menu)


def _told(one: "Action", commands: ActionCommands) -> list[str | Link]:
    """Who and when, and where it has gone."""
    parts: list[str | Link] = [_whose(one)]
    if one.activity_id is not None:
        before, words = (
            ("en ", "aktivitet") if one.activity == one.text else ("aktiviteten ", f"”{one.activity}”")
        )
        parts += [
            f" · Blev {before}",
            Link(words, partial(commands.open_place, "activity", one.activity_id)),
            f" ({(one.activity_status or '').lower()})",
        ]
    if one.node_id is not None:
        before, words = ("ett ", "mål") if one.node == one.text else ("målet ", f"”{one.node}”")
        parts += [f" · Blev {before}", Link(words, partial(commands.open_place, "goal", one.node_id))]
    return parts


def _whose(one: "Action") -> str:
    who = one.responsible or "Ingen ansvarig"
    example = " · exempel" if one.example else ""
    return f"{who}, klart senast {_day(one.due)}{example}" if one.due else f"{who}, ingen slutdag{example}"


def _day(day: date) -> str:
    return write_long_date(day)
