"""What the steering model demands of a proposal: where it is treated, which figures it holds (`BUD-08`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.services.budget.proposals.proposals import STAGE
from app.services.steering.modelerrors import NoModel
from app.services.steering.modelformat import ModelFile
from app.services.steering.ownmodel import own_model

_PREPARATION = "preparation"
_UNION = "union"
_WORDS = {"arbetsutskott": "subcommittee", "samverkan": "cooperation", "mbl": "cooperation"}
_FIGURE_WORDS = {"verksamhetsmått": "activity", "nyckeltal": "key_figure", "brukarundersök": "survey"}


@dataclass(frozen=True, slots=True)
class Demands:
    """Kinds of treatments and of figures, each in the order that a proposal lists them."""

    treatments: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


def read_demands(session: Session) -> Demands:
    """What the model that holds demands; nothing where it is silent or there is none."""
    try:
        return demands_of(own_model(session))
    except NoModel:
        return Demands()


def demands_of(model: ModelFile) -> Demands:
    """What a model demands: the stage of proposals says it, or the kind of document that is handed in then.

    A document belongs to the stage when a step of its decision has the stage's place in the årshjul; the
    bodies of its preparation treat the proposal before that.
    """
    stages = [stage for stage in (model.budget.stages if model.budget else None) or () if stage.kind == STAGE]
    patterns = {stage.wheel_pattern for stage in stages if stage.wheel_pattern}
    texts = [text for stage in stages for text in stage.content or ()]
    bodies = {key for stage in stages for key in stage.bodies or ()}
    for kind in model.document_kinds or ():
        steps = kind.decision_steps or ()
        handed_in = next((at for at, step in enumerate(steps) if step.wheel_pattern in patterns), None)
        if handed_in is not None:
            before = [step for step in steps[:handed_in] if step.kind == _PREPARATION]
            texts += (kind.content or ()) if before else ()
            bodies |= {key for step in before for key in step.bodies or ()}
    treated = {*_told(texts, _WORDS), *_kinds_of(model, bodies)}
    figures = set(_told(texts, _FIGURE_WORDS))
    return Demands(
        tuple(kind for kind in ("subcommittee", "cooperation") if kind in treated),
        tuple(kind for kind in ("activity", "key_figure", "survey") if kind in figures),
    )


def _kinds_of(model: ModelFile, keys: set[str]) -> set[str]:
    """How bodies treat a proposal: those of a union kind in cooperation, sub-committees as such."""
    union = {kind.key for kind in model.unit_kinds or () if kind.category == _UNION}
    found: set[str] = set()
    for body in model.bodies or ():
        if body.key not in keys:
            continue
        if body.kind in union:
            found.add("cooperation")
        found.update(_told([body.kind or "", body.name], {"arbetsutskott": "subcommittee"}))
    return found


def _told(texts: Iterable[str], words: dict[str, str]) -> list[str]:
    folded = [text.casefold() for text in texts]
    return [kind for word, kind in words.items() if any(word in text for text in folded)]
