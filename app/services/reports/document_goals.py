"""The goals of a document: those below it, and those it rests on, each with its measures."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from sqlalchemy.orm import Session

from app.models.scorecard import Indicator
from app.models.steering import Level
from app.services.agreements.wording import aim_words, measure_words
from app.services.reports.document_rows import (
    AGREEMENT_FORMS,
    AREA_FORMS,
    GOAL_FORMS,
    Element,
    Rows,
    Words,
    read_words,
)
from app.services.reports.document_rules import Nature, decided_by_council, told_years
from app.services.reports.document_view import Goal, GoalGroup, GoalsPart, Measure

BELOW: Final = "Mål"
ABOVE: Final = "Mål som ligger till grund"
_Placed = tuple[Element, int]


def goals_parts(
    session: Session, rows: Rows, document: Element, found: Nature, years: Sequence[int]
) -> tuple[GoalsPart, ...]:
    """The goals that a document rests on, where it is a plan, and those that stand below it."""
    above = _grounds(rows, document) if found.plan else []
    below = [(one, depth) for one, depth in rows.own_below(document.id) if one.form in GOAL_FORMS]
    chosen = {one.id for one, _ in below} | {one.id for _, placed in above for one, _ in placed}
    words = read_words(session, chosen)
    targets = {row.year for one in words.measures.values() for measure in one for row in measure.targets}
    maker = _Maker(rows, words, told_years(years, targets))
    parts = (
        maker.part(ABOVE, [maker.group(title, placed) for title, placed in above]),
        maker.part(BELOW, maker.groups_below(below)),
    )
    return tuple(part for part in parts if part.groups)


def _grounds(rows: Rows, document: Element) -> list[tuple[str, list[_Placed]]]:
    """Goals above: of the levels that the document's level builds on, and of the agreement it stands under.

    Goals of another unit are left out of a unit's plan, those that the council decides for all are not.
    """
    level = rows.levels[document.level_id]
    wanted = {level.parent_id, *(source.source_id for source in level.sources)}
    own = {one.id for one, _ in rows.own_below(document.id)}
    units = _units_of(rows, document)
    found: list[tuple[str, list[_Placed]]] = []
    for key, each in rows.levels.items():
        if key in wanted and each.form in GOAL_FORMS - AREA_FORMS:
            here = frozenset() if _decides_for_all(each) else units
            placed = [(one, 0) for one in rows.on_level(key) if one.id not in own and _concerns(one, here)]
            if placed:
                found.append((each.name, placed))
    agreement = rows.elements.get(document.parent_id or 0)
    if agreement is not None and agreement.form in AGREEMENT_FORMS:
        placed = [(one, depth) for one, depth in rows.own_below(agreement.id) if one.form in GOAL_FORMS]
        if placed:
            found.append((agreement.title, placed))
    return found


def _units_of(rows: Rows, document: Element) -> frozenset[int]:
    """The units that a document and what it stands under belong to; none when it is for all."""
    level = rows.levels[document.level_id]
    if document.unit_id is None or _decides_for_all(level):
        return frozenset()
    found = {document.unit_id}
    above = rows.elements.get(document.parent_id or 0)
    while above is not None:
        if above.unit_id is not None:
            found.add(above.unit_id)
        above = rows.elements.get(above.parent_id or 0)
    return frozenset(found)


def _decides_for_all(level: Level) -> bool:
    return decided_by_council(level.decided_by or ())


def _concerns(element: Element, units: frozenset[int]) -> bool:
    return not units or element.unit_id is None or element.unit_id in units


class _Maker:
    """Makes goals of what was read; the same years for all of them."""

    def __init__(self, rows: Rows, words: Words, years: tuple[int, ...]) -> None:
        self._rows, self._words, self._years = rows, words, years

    def part(self, title: str, groups: Iterable[GoalGroup]) -> GoalsPart:
        """The groups that hold something, under a heading."""
        kept = tuple(group for group in groups if group.goals or group.text or group.facts)
        measured = any(goal.measures for group in kept for goal in group.goals)
        return GoalsPart(title, self._years if measured else (), kept)

    def groups_below(self, placed: Sequence[_Placed]) -> list[GoalGroup]:
        """An area with its goals, or the goals of a level together."""
        groups: list[GoalGroup] = []
        for (top, area), members in groupby(_with_tops(placed), key=lambda one: one[0]):
            ordered = [one for _, one in members]
            if area:
                first, depth = ordered[0]
                groups.append(self._area(first, [(one, each - depth - 1) for one, each in ordered[1:]]))
            else:
                groups.append(self.group(self._rows.levels[top].name, ordered))
        return groups

    def group(self, title: str, placed: Sequence[_Placed]) -> GoalGroup:
        """Goals under a heading."""
        levels = {one.level_id for one, _ in placed}
        goals = tuple(self._goal(one, depth, len(levels) > 1) for one, depth in placed)
        level = self._rows.levels[placed[0][0].level_id].name if placed else ""
        return GoalGroup(title, level, goals)

    def _area(self, area: Element, placed: Sequence[_Placed]) -> GoalGroup:
        group = self.group(area.title, placed)
        text = self._words.texts.get(area.id, "")
        level = self._rows.levels[area.level_id].name
        return GoalGroup(group.title, level, group.goals, text, self._facts(area, level=False))

    def _goal(self, element: Element, depth: int, level: bool) -> Goal:
        return Goal(
            title=element.title,
            text=self._words.texts.get(element.id, "").strip(),
            facts=self._facts(element, level=level),
            measures=tuple(self._measure(one) for one in self._words.measures.get(element.id, ())),
            depth=max(depth, 0),
        )

    def _facts(self, element: Element, *, level: bool) -> tuple[str, ...]:
        keeper = ", ".join(part for part in (element.owner_role, element.unit) if part)
        views = self._words.perspectives.get(element.id, ())
        first = [self._rows.levels[element.level_id].short_name or ""] if level else []
        first += [f"Ansvarig: {keeper}"] if keeper else ["Ansvarig saknas"]
        first += [f"Perspektiv: {', '.join(views)}"] if views else []
        first += [f"Ska nås {element.due_year}"] if element.due_year is not None else []
        lines = [" · ".join(part for part in first if part)]
        for served in self._words.serves.get(element.id, ()):
            how = f": {served.note.strip()}" if served.note and served.note.strip() else ""
            lines.append(f"Bidrar till ”{served.title}”{how}")
        cited = self._words.citations.get(element.id, ())
        return (*lines, *([f"Stöd: {'; '.join(cited)}"] if cited else []))

    def _measure(self, indicator: Indicator) -> Measure:
        targets = {row.year: row for row in indicator.targets}
        owner = indicator.owner_role or self._words.units.get(indicator.owner_unit_id or 0)
        baseline = measure_words(indicator, indicator.baseline)
        if baseline and indicator.baseline_period:
            baseline = f"{baseline} ({indicator.baseline_period})"
        aims = (aim_words(indicator, targets[year]) if year in targets else None for year in self._years)
        return Measure(indicator.name, owner, baseline, tuple(aims))


def _with_tops(placed: Sequence[_Placed]) -> list[tuple[tuple[int, bool], _Placed]]:
    """Each element with what it is grouped by: its area, or the level of the one at the top."""
    found: list[tuple[tuple[int, bool], _Placed]] = []
    key = (0, False)
    for element, depth in placed:
        if depth == 0 or (element.form in AREA_FORMS and not key[1]):
            area = element.form in AREA_FORMS
            key = (element.id, True) if area else (element.level_id, False)
        found.append((key, (element, depth)))
    return found
