"""The steps by which a person judges a goal: the model's own scale, or the four usual ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session

from app.models.steering import ModelPart, SteeringModel
from app.models.types import JsonText

Mark = Literal["met", "partly", "unmet", "unknown"]
MARKS: Final[tuple[Mark, ...]] = ("met", "partly", "unmet", "unknown")


@dataclass(frozen=True, slots=True)
class ResultStep:
    """A step of the scale; `mark` says which sign it is shown with, and whether it counts as met."""

    key: str
    name: str
    mark: Mark


STANDARD: Final = (
    ResultStep("met", "Uppfyllt", "met"),
    ResultStep("partly", "Delvis uppfyllt", "partly"),
    ResultStep("unmet", "Ej uppfyllt", "unmet"),
    ResultStep("unknown", "Går ej att bedöma", "unknown"),
)


def result_scale(session: Session) -> tuple[ResultStep, ...]:
    """The steps of the model that holds, best first; the usual four where it names none."""
    part = (
        select(type_coerce(ModelPart.content, JsonText))
        .join(SteeringModel)
        .where(ModelPart.name == "scorecard")
        .order_by(SteeringModel.edition.desc())
        .limit(1)
    )
    content: Any = session.scalar(part)
    steps = content.get("scale") if isinstance(content, Mapping) else None
    return scale_of(steps or ())


def scale_of(steps: Iterable[Mapping[str, Any]]) -> tuple[ResultStep, ...]:
    """The steps as the model file has them; the usual four where there is none."""
    found = tuple(ResultStep(str(step["key"]), str(step["name"]), step["mark"]) for step in steps)
    return found or STANDARD


def step_of(scale: Sequence[ResultStep], key: str | None) -> ResultStep | None:
    """The step of a key; None for none, and for one that the scale no longer has.

    What was judged by a usual step, before the model had a scale of its own, is the first with that mark.
    """
    found = next((step for step in scale if step.key == key), None)
    return found or next((step_marked(scale, usual.mark) for usual in STANDARD if usual.key == key), None)


def step_marked(scale: Iterable[ResultStep], mark: str) -> ResultStep | None:
    """The first step with a mark: what figures that stand so propose."""
    return next((step for step in scale if step.mark == mark), None)
