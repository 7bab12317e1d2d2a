"""Reads an example municipality from its folder and checks that it holds together.

Import this only when an example is loaded: pydantic is not loaded when the window starts.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.models.errors import DomainError
from app.services.budget.internal.standard import GROUPS, PROFILES
from app.services.exchange.example_format import Example
from app.services.exchange.example_format_budget import Budget
from app.services.exchange.example_format_scorecard import Scorecards
from app.services.exchange.example_format_signing import Agreed
from app.services.exchange.example_format_wheel import Calendar
from app.services.paths import resource
from app.services.steering.modelformat_errors import problems_of_shape
from app.services.textorder import nfc

MUNICIPALITY = "ljusnarsberg"


class ExampleUnreadable(DomainError):
    """A file of the example is damaged, or the files do not hold together."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        super().__init__(f"Exemplet går inte att läsa. {place}: {reason}. Installera om programmet.")


def read_example(folder: Path | None = None) -> Example:
    """The example in a folder, by default the one that the program carries."""
    source = resource("resources", "exempel", MUNICIPALITY) if folder is None else folder
    data: dict[str, Any] = {}
    for path in sorted(source.glob("*.toml")):
        _merge(data, _tables(path), path.name)
    try:
        example = Example.model_validate(data)
    except ValidationError as error:
        raise ExampleUnreadable(*_first_problem(error, data)) from None
    for place, name in _loose_ends(example):
        raise ExampleUnreadable(place, f"”{name}” finns inte")
    for place, name in _doubles(example):
        raise ExampleUnreadable(place, f"”{name}” finns två gånger")
    return example


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(nfc(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise ExampleUnreadable(path.name, "filen är inte skriven i UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ExampleUnreadable(path.name, f"fel i TOML ({error})") from None


def _first_problem(error: ValidationError, data: dict[str, Any]) -> tuple[str, str]:
    """Where the first problem stands and what it is, in Swedish."""
    problem = problems_of_shape(error, data)[0]
    own_words = error.errors()[0].get("ctx", {}).get("error")
    return problem.key, problem.reason if own_words is None else str(own_words)


def _merge(data: dict[str, Any], tables: dict[str, Any], file: str) -> None:
    """Lists that stand in several files become one; anything else may stand in one file only."""
    for name, value in tables.items():
        if isinstance(value, list) and isinstance(data.get(name, []), list):
            data.setdefault(name, []).extend(value)
        elif name in data:
            raise ExampleUnreadable(file, f"”{name}” står också i en annan fil")
        else:
            data[name] = value


def _keys(example: Example) -> tuple[list[str], list[str], list[str]]:
    """The keys of units, of steering elements (commitments too), and of indicators."""
    commitments = [row for agreement in example.agreements for row in agreement.commitments]
    units = [unit.key for unit in example.units]
    nodes = [node.key for node in example.nodes] + [row.key for row in commitments]
    indicators = [row.key for row in example.indicators]
    return units, nodes, indicators + [row.measure.key for row in commitments if row.measure.key]


def _doubles(example: Example) -> Iterator[tuple[str, str]]:
    for place, keys in zip(("units", "nodes", "indicators"), _keys(example), strict=True):
        yield from ((place, key) for key in sorted(set(keys)) if keys.count(key) > 1)


def _loose_ends(example: Example) -> Iterator[tuple[str, str]]:
    """Every reference whose key is nowhere, with the place it stands in."""
    units, nodes, indicators = (set(keys) for keys in _keys(example))
    versions = {version.key for version in example.versions}
    known = {
        "unit": units, "node": nodes, "indicator": indicators, "version": versions,
        "group": {name for name, _, _ in GROUPS}, "profile": {name for name, _ in PROFILES},
        "meeting": {row.body for row in example.calendar.sessions},
        "activity": {row.pattern for row in example.calendar.known}
        | {row.title for row in example.calendar.own},
    }  # fmt: skip
    for kind, place, name in _references(example):
        if name is not None and name not in known[kind]:
            yield place, name


def _references(example: Example) -> Iterator[tuple[str, str, str | None]]:
    yield from _references_to_units(example)
    yield from (("version", "differences", row.version) for row in example.differences)
    yield from (("version", f"versions.{row.key}", row.copied_from) for row in example.versions)
    for proposal in example.proposals:
        yield "version", f"proposals.{proposal.unit}.version", proposal.version
        yield "version", f"proposals.{proposal.unit}.against", proposal.against
    yield from _internal_references(example)
    yield from _agreed_references(example.agreed)
    yield from _calendar_references(example.calendar)
    yield from _scorecard_references(example.scorecards)
    for node in example.nodes:
        yield "node", f"nodes.{node.key}.parent", node.parent
        yield from (("node", f"nodes.{node.key}.contributes", key) for key in node.contributes)
    yield from (("node", "assignments.serves", row.serves) for row in example.assignments)
    yield from (("node", "activities.node", row.node) for row in example.activities)
    for plan in example.plans:
        yield from (("node", f"plans.{plan.unit}.contributes", key) for key in plan.contributes)
    for agreement in example.agreements:
        for row in agreement.commitments:
            served = (row.serves, *row.also_serves, *row.measure.also_measures)
            yield from (("node", f"agreements.{agreement.unit}.{row.key}", key) for key in served)
    for indicator in example.indicators:
        yield from (("node", f"indicators.{indicator.key}.measures", key) for key in indicator.measures)


def _scorecard_references(cards: Scorecards) -> Iterator[tuple[str, str, str | None]]:
    yield from (("indicator", "scorecards.series", row.indicator) for row in cards.series)
    yield from (("unit", f"scorecards.series.{row.indicator}", row.unit) for row in cards.series)
    for card in cards.cards:
        yield from (("unit", "scorecards.cards.units", unit) for unit in card.units)
        for goal in card.goals:
            yield "node", "scorecards.cards.goals", goal.goal
            yield from (("indicator", f"scorecards.cards.goals.{goal.goal}", one) for one in goal.figures)
    for row in cards.assessments:
        yield "node", "scorecards.assessments", row.goal
        yield "unit", f"scorecards.assessments.{row.goal}", row.unit
    for cause in cards.causes:
        yield "node", "scorecards.causes", cause.cause
        yield "node", "scorecards.causes", cause.effect
    yield from (("indicator", "scorecards.compared", row.indicator) for row in cards.compared.values)


def _agreed_references(agreed: Agreed) -> Iterator[tuple[str, str, str | None]]:
    yield from (("unit", "agreed.dialogues", unit) for row in agreed.dialogues for unit in row.units)
    yield from (("unit", "agreed.signed", unit) for row in agreed.signed for unit in row.units)
    yield from (("unit", "agreed.case", unit) for unit in agreed.case.units)
    yield from (("unit", "agreed.comments", row.unit) for row in agreed.comments)


def _calendar_references(calendar: Calendar) -> Iterator[tuple[str, str, str | None]]:
    for known in calendar.known:
        yield "meeting", f"calendar.known.{known.pattern}.at", known.at
    yield from (("meeting", f"calendar.own.{row.title}.at", row.at) for row in calendar.own)
    for row in calendar.orders:
        yield "activity", "calendar.orders.before", row.before
        yield "activity", "calendar.orders.after", row.after


def _internal_references(example: Budget) -> Iterator[tuple[str, str, str | None]]:
    for budget in example.internal_budgets:
        place = f"internal_budgets.{budget.unit}"
        yield "version", f"{place}.version", budget.version
        for row in budget.rows:
            yield "group", f"{place}.rows.group", row.group
            yield "profile", f"{place}.rows.profile", row.profile


def _references_to_units(example: Example) -> Iterator[tuple[str, str, str | None]]:
    for unit in example.units:
        yield "unit", f"units.{unit.key}.parent", unit.parent
    for succession in example.successions:
        yield "unit", "successions.from_unit", succession.from_unit
        yield "unit", "successions.to_unit", succession.to_unit
    for node in example.nodes:
        yield "unit", f"nodes.{node.key}.unit", node.unit
    for plan in example.plans:
        yield "unit", "plans.unit", plan.unit
    yield from (("unit", "frames.unit", row.unit) for row in example.frames)
    yield from (("unit", "differences.unit", row.unit) for row in example.differences)
    yield from (("unit", "agreements.unit", row.unit) for row in example.agreements)
    for indicator in example.indicators:
        yield "unit", f"indicators.{indicator.key}.owner", indicator.owner
    yield from (("unit", "assignments.unit", row.unit) for row in example.assignments)
    yield from (("unit", "dialogues.unit", row.unit) for row in example.dialogues)
    yield from _budget_units(example)


def _budget_units(example: Budget) -> Iterator[tuple[str, str, str | None]]:
    yield from (("unit", "bindings.unit", row.unit) for row in example.bindings)
    yield from (("unit", "fee_frames.unit", row.unit) for row in example.fee_frames)
    yield from (("unit", "grants.unit", row.unit) for row in example.grants)
    yield from (("unit", "proposals.unit", row.unit) for row in example.proposals)
    yield from (("unit", "internal_budgets.unit", row.unit) for row in example.internal_budgets)
    for model in example.calculations:
        yield from (("unit", f"calculations.{model.name}", row.unit) for row in model.specials)
        volumes = (row for group in model.groups for row in group.volumes)
        yield from (("unit", f"calculations.{model.name}", row.unit) for row in volumes)
