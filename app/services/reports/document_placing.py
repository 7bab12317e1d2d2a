"""Which required section each table that the data make answers, by the section's words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from app.services.reports import document_frames, document_goals, document_work
from app.services.reports.document_rules import ABOUT_MONEY
from app.services.reports.document_view import GoalsPart, MadePart, Part, TextPart
from app.services.textorder import fold

_GOALS: Final = re.compile(r"mål\b")
_ANSWERS: Final = {
    document_goals.ABOVE: re.compile(r"\bmål\b|åtagande"),
    document_goals.BELOW: _GOALS,
    document_frames.TITLE: ABOUT_MONEY,
    document_work.IMPOSED: re.compile(r"nyckeltal"),
    document_work.ASSIGNMENTS: re.compile(r"\buppdrag"),
    document_work.ACTIVITIES: re.compile(r"aktivitet|åtgärd"),
    document_work.FOLLOW_UP: re.compile(r"uppfölj|följs? upp"),
}


def placed(text: Sequence[TextPart], made: Sequence[MadePart]) -> tuple[Part, ...]:
    """The sections, each with the tables that answer it; tables that answer none follow after them."""
    sections = list(text)
    rest: list[MadePart] = []
    for part in (piece for whole in made for piece in _pieces(whole)):
        place = _place_of(part, sections)
        if place is None:
            rest.append(part)
        else:
            here = sections[place]
            sections[place] = replace(here, made=(*here.made, part))
    return (*_pointing(sections), *_joined(rest))


def _pieces(part: MadePart) -> list[MadePart]:
    """Goals level by level, so that each level can have a section of its own."""
    if not isinstance(part, GoalsPart):
        return [part]
    levels = groupby(part.groups, key=lambda group: group.level)
    return [replace(part, groups=tuple(groups)) for _, groups in levels]


def _place_of(part: MadePart, sections: Sequence[TextPart]) -> int | None:
    """The section that bears the level's name, else the first one whose words ask for the table."""
    titles = [section.title for section in sections]
    if isinstance(part, GoalsPart):
        level = fold(part.groups[0].level)
        for place, title in enumerate(titles):
            if fold(title) == level:
                return place
    pattern = _ANSWERS[part.title]
    return next((place for place, title in enumerate(titles) if pattern.search(title.casefold())), None)


def _pointing(sections: Sequence[TextPart]) -> list[TextPart]:
    """An empty section about goals points at the one where most of the goals stand."""
    most = max(sections, key=_goals_in, default=None)
    home = most.title if most is not None and _goals_in(most) else None
    return [
        replace(one, see=home)
        if home and not one.text and not one.made and _GOALS.search(one.title.casefold())
        else one
        for one in sections
    ]


def _goals_in(section: TextPart) -> int:
    parts = (part for part in section.made if isinstance(part, GoalsPart))
    return sum(len(group.goals) for part in parts for group in part.groups)


def _joined(parts: Sequence[MadePart]) -> list[MadePart]:
    """Levels of the same goals that found no section of their own stand together again."""
    found: list[MadePart] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, GoalsPart) and isinstance(last, GoalsPart) and last.title == part.title:
            found[-1] = replace(last, groups=(*last.groups, *part.groups))
        else:
            found.append(part)
    return found
