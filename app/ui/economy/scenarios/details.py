"""What the inspector says of a scenario, and of the version that all of them stand beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.parts.details import (
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Links,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link
from app.ui.parts.marks import Mark
from app.ui.parts.page import WorkspacePort, draft_keeper

if TYPE_CHECKING:
    from app.services.economy.scenarios.views import ScenarioComparison, ScenarioView
    from app.ui.economy.scenarios.editing import ScenarioEditing

_READ_ONLY = "Filen är öppen för läsning."
_UNBALANCED = "Scenariot måste gå ihop alla år innan det kan bli ett förslag."


@dataclass(frozen=True, slots=True)
class Acts:
    """What the commands do, beside editing the scenario itself."""

    propose: Callable[[ScenarioView], object]
    copy: Callable[[ScenarioView], object]
    choose_version: Callable[[int], object]


def base_details(compared: ScenarioComparison) -> Details:
    """The version as it is."""
    text = "Varje scenario utgår från versionen och ändrar bara det som dess steg säger."
    parts: list[Part] = [Text(text), *_balance(compared.base.reasons)]
    return Details("base", "Jämförelsens grund", compared.version_name, tuple(parts))


def scenario_details(
    workspace: WorkspacePort, scenario: ScenarioView, editing: ScenarioEditing, acts: Acts
) -> Details:
    """A scenario: what it is, whether it goes together, and what can be done with it."""
    locked = _READ_ONLY if editing.locked else ""
    keep = draft_keeper(workspace, f"scenario:{scenario.id}:note", f"Beskrivning, {scenario.name}")
    parts: list[Part] = [
        *_balance(scenario.reasons),
        Field("note", "Vad det går ut på", scenario.note or "",
              lambda text: editing.change(scenario, note=text), draft=keep, lines=3, locked=locked),
        Field("party", "Parti eller grupp", scenario.party or "",
              lambda text: editing.change(scenario, party=text), locked=locked,
              hint="Med ett parti står scenariot bland partiernas alternativ."),
    ]  # fmt: skip
    if scenario.proposal_id is not None:
        become = Link(scenario.proposal, lambda: acts.choose_version(scenario.proposal_id or 0))
        parts += [Heading("Blev förslaget"), Links((become,))]
    parts.append(_commands(scenario, editing, acts))
    kicker = "Partialternativ" if scenario.party else "Scenario"
    rename = None if editing.locked else lambda name: editing.change(scenario, name=name)
    return Details(
        ("scenario", scenario.id),
        kicker,
        scenario.name,
        tuple(parts),
        rename=rename,
        example=scenario.example,
    )


def _balance(reasons: tuple[str, ...]) -> list[Part]:
    if not reasons:
        return [Facts((Fact("Balans", "går ihop alla år", mark=Mark.MET),))]
    return [Notice(reason, "error") for reason in reasons]


def _commands(scenario: ScenarioView, editing: ScenarioEditing, acts: Acts) -> Commands:
    free = not editing.locked
    return Commands((
        Command("Gör till förslag…", lambda: acts.propose(scenario), icon="plan",
                enabled=free and scenario.balanced,
                why_not=_READ_ONLY if not free else " ".join((_UNBALANCED, *scenario.reasons))),
        Command("Kopiera", lambda: acts.copy(scenario), icon="copy", enabled=free, why_not=_READ_ONLY),
        Command("Flytta upp", lambda: editing.move(scenario, -1), icon="chevron-up", enabled=free,
                why_not=_READ_ONLY),
        Command("Flytta ned", lambda: editing.move(scenario, 1), icon="chevron-down", enabled=free,
                why_not=_READ_ONLY),
        Command("Ta bort…", lambda: editing.remove(scenario), icon="trash", enabled=free, why_not=_READ_ONLY),
    ))  # fmt: skip
