"""Five perspectives, three, four for one administration and none: each model's scorecard in the window."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import UnitKind
from app.models.steering import Level, Perspective
from app.services.clock import Clock
from app.services.organisation.units import add_unit
from app.services.scorecard.indicators import new_indicator
from app.services.scorecard.measuring import CellChange, set_values
from app.services.scorecard.outcomes_typed import Reading
from app.services.scorecard.targets import set_target
from app.services.steering import modeledits, nodes
from app.services.steering.ownmodel import change_model, own_version
from tests.newfiles import create_file
from tests.ui.controller import plain, sitting_down

SCORES = {60: "3,3", 70: "5,0", 80: "6,7", 90: "8,3", 50: "1,7"}
"""Outcomes with their scores where 60 is the limit and 80 the target."""
ASKED = "Hur har vi det på jobbet?"


@dataclass(frozen=True)
class Model:
    """A model, the level of its goals, and what its scorecard is to hold: groups with their outcomes.

    `other` and `whole` are the groups of another unit and of the municipality where these are others.
    """

    key: str
    level: str
    unit: str
    groups: dict[str, int | None]
    other: tuple[str, ...] = ()
    asks: str = ""
    kind: str = "forvaltning"
    whole: tuple[str, ...] = ()


MODELS = (
    Model(
        "vansbro", "verksamhetsmal", "Vård och omsorg",
        {"Medborgare": 90, "Ekonomi": 80, "Medarbetare": 70, "Utveckling": 60, "Samverkan": 50},
        asks="Medarbetare",
    ),
    Model("svenljunga", "kf_mal", "Skola", {"Ekonomi": 80, "Personal": None, "Verksamhet": 60}),
    Model(
        "fagersta", "namnd_mal", "Socialförvaltningen",
        {"Kund": 90, "Verksamhet": 80, "Medarbetare": 70, "Ekonomi": None},
        other=("Mål",), whole=("Mål",),
    ),
    Model("sater", "verksamhetsmal", "Kulturkontoret", {"Mål": 70}, kind="kontor"),
)  # fmt: skip


def fill(session: Session, *, model: Model) -> None:
    """Add two units, a goal in each group, its figure and outcome, by the program's own use cases."""
    if model.asks:
        edit = partial(modeledits.set_fields, part="perspectives", key=model.asks.casefold(), question=ASKED)
        change_model(session, edit=edit, expected_version=own_version(session), words="Skrev en fråga")
    kinds, levels = ({row.key: row.id for row in session.scalars(select(one))} for one in (UnitKind, Level))
    perspectives = {row.name: row.id for row in session.scalars(select(Perspective))}
    for unit_name in (model.unit, "Teknik"):
        unit = add_unit(session, name=unit_name, kind_id=kinds[model.kind])
        for name, outcome in model.groups.items():
            title = f"Bättre {name.casefold()}"
            goal = nodes.add_node(
                session, level_id=levels[model.level], parent_id=None, title=title, unit_id=unit
            )
            if name in perspectives:
                keys = (perspectives[name],)
                nodes.set_perspectives(session, node_id=goal, perspective_ids=keys, expected_version=1)
            measure(session, goal, unit, name, outcome)


def measure(session: Session, goal: int, unit: int, name: str, outcome: int | None) -> None:
    """Give a goal a figure with a target and a limit, and enter what it came to; None is missing."""
    values: dict[str, Any] = {
        "unit_of_measure": "procent", "direction": "higher", "frequency": "half_year",
        "threshold": Decimal(60), "owner_unit_id": unit,
    }  # fmt: skip
    figure = new_indicator(session, name=f"{name}, andel nöjda", node_id=goal, **values)
    set_target(session, indicator_id=figure, year=2026, value=Decimal(80), expected_version=1)
    read = Reading(missing=True) if outcome is None else Reading(Decimal(outcome))
    set_values(session, cells=(CellChange(figure, unit, "2026-H1", reading=read),))


def expected(model: Model) -> list[tuple[str, str, str]]:
    """The groups with their questions, scores and standings."""
    rows = []
    for name, outcome in model.groups.items():
        title = f"{name} {ASKED}" if name == model.asks else name
        words = "Uppgift saknas" if outcome is None else _standing(outcome)
        rows.append((title, "–" if outcome is None else SCORES[outcome], words))
    return rows


def _standing(outcome: int) -> str:
    return "Uppfyllt" if outcome >= 80 else "Delvis" if outcome >= 60 else "Ej uppfyllt"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.key)
def test_the_scorecard_has_the_groups_of_the_model_and_no_others(
    model: Model, tmp_path: Path, clock: Clock, qapp: QApplication, qtbot: QtBot
) -> None:
    path = tmp_path / f"{model.key}.styr"
    create_file(path, model.key, clock=clock, user="Prov", example_year=None)
    for one in sitting_down(path, clock, qapp, qtbot):
        assert one.space.run(partial(fill, model=model))
        one.choose_unit(model.unit)
        assert one.groups() == expected(model)
        known = [outcome for outcome in model.groups.values() if outcome is not None]
        assert one.card(one.page.context.unit_id).average.counted == len(known)
        one.choose_unit("Teknik")
        wanted = model.other or [name for name, _, _ in expected(model)]
        assert [name for name, _, _ in one.groups()] == list(wanted)
        for key in ("goals", "causes", "charts"):
            assert one.face(key).isVisible(), key
        one.page.unit.chosen.emit(None)
        wanted = model.whole or [name for name, _, _ in expected(model)]
        assert [name for name, _, _ in one.groups()] == list(wanted)
        assert plain(one.page.head.title.text()).startswith("Styrkort 2026: ")
