"""How far an agreement has come, from dialogue to the end of its term, told from plain facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

StageKey = Literal[
    "draft", "dialogue", "prepared", "preliminary", "ready", "decided", "signed", "in_force", "ended",
    "renewed",
]  # fmt: skip
STAGE_WORDS: Final[Mapping[StageKey, str]] = {
    "draft": "Utkast",
    "dialogue": "Dialog hållen",
    "prepared": "Beredd",
    "preliminary": "Preliminärt beslutad",
    "ready": "Klar för beslut",
    "decided": "Beslutad",
    "signed": "Undertecknad",
    "in_force": "Gäller",
    "ended": "Avslutad",
    "renewed": "Förnyad",
}
#: What a kind with a neuter name is: ett avtal är beslutat.
_NEUTER: Final[Mapping[StageKey, str]] = {
    "prepared": "Berett",
    "preliminary": "Preliminärt beslutat",
    "ready": "Klart för beslut",
    "decided": "Beslutat",
    "signed": "Undertecknat",
    "ended": "Avslutat",
    "renewed": "Förnyat",
}
#: Stages in their order, for sorting and for showing how far an agreement has come.
STAGES: Final = tuple(STAGE_WORDS)
_BY_STATUS: Final[Mapping[str, StageKey]] = {
    "prepared": "prepared",
    "proposal": "preliminary",
    "ready": "ready",
}
_ON_THE_WAY: Final[Mapping[str | None, StageKey]] = {"prepared": "prepared", "preliminary": "preliminary"}
#: The stages of what no longer holds.
OVER: Final[frozenset[StageKey]] = frozenset({"ended", "renewed"})
_PAST: Final = frozenset({"replaced", "revoked"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the stage is told from; `unsigned` is how many of the lines to sign on are empty."""

    status: str
    locked: bool
    reached: str | None = None
    """The last step that was decided, for what is written on again after it."""
    starts: date | None = None
    ends: date | None = None
    dialogue_on: date | None = None
    ended_on: date | None = None
    ending: str | None = None
    signed: bool = True
    """Whether the kind is signed at all."""
    unsigned: int = 0
    renewed: bool = False
    """Whether a later agreement renews it."""


def stage_of(facts: Facts, today: date) -> StageKey:
    """The stage on a day."""
    if is_over(facts, today):
        return "renewed" if facts.renewed or facts.ending == "renewed" else "ended"
    if not facts.locked:
        if facts.status in _BY_STATUS:
            return _BY_STATUS[facts.status]
        if facts.reached in _ON_THE_WAY:
            return _ON_THE_WAY[facts.reached]
        return "dialogue" if facts.dialogue_on is not None and facts.dialogue_on <= today else "draft"
    if facts.signed and facts.unsigned:
        return "decided"
    if facts.starts is None or facts.starts <= today:
        return "in_force"
    return "signed" if facts.signed else "decided"


def is_over(facts: Facts, today: date) -> bool:
    """Whether a decided agreement no longer holds, because it was ended or its term is over."""
    if not facts.locked:
        return facts.status in _PAST
    if facts.ended_on is not None and facts.ended_on < today:
        return True
    return facts.status in _PAST or (facts.ends is not None and facts.ends < today)


def stage_words(stage: StageKey, *, neuter: bool = False) -> str:
    """The stage in words, bent after the name of the kind."""
    return _NEUTER.get(stage, STAGE_WORDS[stage]) if neuter else STAGE_WORDS[stage]
