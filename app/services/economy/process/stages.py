"""The stages of a plan's process: those that the model names, or else its wheel's and the law's."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from app.services.lawrules import rule_now
from app.services.steering.modelformat import ModelFile
from app.services.steering.modelformat_process import BudgetStage, WheelPattern
from app.services.wheel import legal
from app.services.wheel.reading import step_of
from app.services.wheel.recurring import History, occurrences_of
from app.services.wheel.times import month_timing, when_of
from app.services.wheel.views import When

KIND_WORDS: Final = {
    "analysis": "Analys",
    "prerequisites": "Förutsättningar",
    "needs": "Verksamhetens behov",
    "dialogue": "Dialog",
    "preliminary": "Preliminära ramar",
    "proposal": "Förslag",
    "decided": "Beslut",
    "revised": "Revidering",
    "internal": "Intern planering",
    "plan": "Planering",
}
#: What a pattern of the wheel speaks of when it belongs to the budget's process.
_SPEAKS_OF: Final = ("budget", "flerårsplan", "lep ", "lep,", "långsiktig ekonomisk plan", "ekonomiska ramar")
#: The steps that the law gives every municipality, where a model names no stages: kind, rule, bodies.
_BY_LAW: Final = (
    ("proposal", "board-proposal", ("Kommunstyrelsen",)),
    ("decided", "council-decision", ("Kommunfullmäktige",)),
)
UNDATED: Final = "utan angiven tid"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as it is worked through for a plan; `source` says where it is read from.

    `number` is the source's own number of the step, `law` the paragraph that gives its last day.
    """

    key: str
    name: str
    kind: str
    bodies: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    pattern: str | None = None
    year: int = 0
    when: When | None = None
    number: str | None = None
    note: str | None = None
    source: str | None = None
    law: str | None = None


def stages_of(
    model: ModelFile, first_year: int, elections: Collection[int]
) -> tuple[tuple[Stage, ...], bool]:
    """The stages of the process for a budget year in their order, and whether the model names them."""
    named = (model.budget.stages if model.budget else None) or ()
    patterns = {one.key: one for one in model.wheel_patterns or ()}
    if named:
        made = (_named(model, one, patterns, first_year, elections) for one in named)
        return tuple(made), True
    found = [_read(model, one, first_year, elections) for one in _speaking(model)]
    kinds = {one.kind for one in found}
    given = [one for one in _by_law(first_year, elections) if one.kind not in kinds]
    return (*found, *given), False


def _named(
    model: ModelFile,
    stage: BudgetStage,
    patterns: dict[str, WheelPattern],
    first_year: int,
    elections: Collection[int],
) -> Stage:
    pattern = patterns.get(stage.wheel_pattern or "")
    year = _year_of(pattern, first_year)
    when = None
    if pattern is not None:
        when = _when(pattern, year, elections)
    if (when is None or not when.dated) and stage.month is not None:
        when = when_of(month_timing(year, stage.month, stage.end_month), year)
    return Stage(
        key=stage.key,
        name=stage.name,
        kind=stage.kind,
        bodies=model.body_names(stage.bodies) or (),
        contents=tuple(stage.content or ()),
        pattern=stage.wheel_pattern,
        year=year,
        when=when,
        number=step_of(pattern.title) if pattern else None,
        note=stage.note,
        source=stage.source,
    )


def _speaking(model: ModelFile) -> Iterator[WheelPattern]:
    """The patterns of a model without stages that plan the budget or the economy further on."""
    for pattern in model.wheel_patterns or ():
        text = f"{pattern.title} {pattern.level or ''} ".casefold()
        if pattern.phase in (None, "planering") and any(word in text for word in _SPEAKS_OF):
            yield pattern


def _read(model: ModelFile, pattern: WheelPattern, first_year: int, elections: Collection[int]) -> Stage:
    year = _year_of(pattern, first_year)
    return Stage(
        key=pattern.key,
        name=pattern.title,
        kind="plan",
        bodies=model.body_names(pattern.bodies) or (),
        pattern=pattern.key,
        year=year,
        when=_when(pattern, year, elections),
        note=pattern.note,
        source=pattern.source,
    )


def _by_law(first_year: int, elections: Collection[int]) -> Iterator[Stage]:
    for kind, rule, bodies in _BY_LAW:
        bound = legal.bound_of(rule, first_year, mandates=elections)
        if bound is not None:
            year = bound.deadline.year
            when = When("senast_dag", None, bound.deadline, legal.bound_words(bound).split(" (")[0])
            yield Stage(
                rule, rule_now(rule).name, kind, bodies, year=year, when=when, law=bound.paragraph,
                note=bound.explanation,
            )  # fmt: skip


def _year_of(pattern: WheelPattern | None, first_year: int) -> int:
    """The year that the work is done in: the one before the budget year, unless the model says an earlier.

    What looks back on an earlier year is done in the year before the budget year all the same.
    """
    offset = pattern.year_offset if pattern is not None else None
    return first_year - max(offset or 1, 1)


def _when(pattern: WheelPattern, year: int, elections: Collection[int]) -> When | None:
    found = occurrences_of(pattern, year, History(), elections)
    return when_of(found[0].timing, year) if found else None
