"""The rows of a year change, and what is said of each."""

from dataclasses import dataclass
from functools import partial

from app.models.scorecard import Indicator, IndicatorTarget
from app.models.steering import NodeVersion
from app.services.formatting import DASH, write_number
from app.services.scorecard import words
from app.services.scorecard.views import Goalposts


@dataclass(frozen=True, slots=True)
class NextRow:
    """A scorecard, goal or figure of this year; `id` is its row's and `above` that of what it stands under.

    `words` says what becomes of it and `why` what stands in the way of a card; `stays`: it is proposed to go
    on; `barred`: it cannot.
    """

    id: int
    kind: str
    above: int | None
    title: str
    words: str
    why: str
    stays: bool
    barred: bool


def goal_words(version: NodeVersion, year: int) -> str:
    """What is to be said of a goal that may not go on; "" where nothing is."""
    if version.status == "replaced":
        return "ersatt av ett nytt mål"
    if version.status == "revoked":
        return "upphävt"
    if version.valid_to is not None and version.valid_to.year < year:
        return f"gäller till och med {version.valid_to.year}"
    if version.due_year is not None and version.due_year < year:
        return f"skulle nås {version.due_year}"
    return ""


def figure_words(facts: Indicator, year: int, coming: int | None) -> str:
    """What becomes of the target of a figure, and when it is measured next if not next year."""
    if facts.last_year is not None and facts.last_year <= year:
        return f"mäts inte efter {facts.last_year}"
    targets = {target.year: target for target in facts.targets}
    if year + 1 in targets:
        said = f"mål {year + 1}: {target_words(targets[year + 1], facts)}"
    elif year in targets:
        said = f"målet {target_words(targets[year], facts)} förs vidare"
    else:
        said = "målvärde saknas"
    return f"{said}; mäts nästa gång {coming}" if coming else said


def target_words(target: IndicatorTarget, facts: Indicator) -> str:
    """A target with its unit of measure, without the side that is good."""
    if target.value is None:
        return f"”{target.text}”" if target.text else "utan värde"
    posts = Goalposts(target.value, target.upper, kind=facts.target_kind)
    if facts.target_kind != "absolute":
        return words.target_words(posts, facts.unit_of_measure, direction=facts.direction)
    said = partial(
        words.value_words,
        unit_of_measure=facts.unit_of_measure,
        direction=facts.direction,
        scale=facts.scale,
    )
    if target.upper is not None:
        return f"{write_number(target.value)}{DASH}{said(target.upper)}"
    return said(target.value)
