"""What can be compared: the years of the file, and the models."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.services.steering.modelformat_model import ModelFile
    from app.services.wheel.comparing import WheelComparison
    from app.services.wheel.views import WheelView
    from app.ui.parts.page import WorkspacePort

YEARS, MODELS = "years", "models"
OWN = "own"
Choices = tuple[tuple[Hashable, str], ...]


def year_choices(workspace: WorkspacePort) -> Choices:
    """The years of the file that have activities."""
    from app.services.wheel.reading import wheel_view

    year = workspace.working_year
    call = partial(wheel_view, year=year, today=workspace.today, start_month=1, noticed=False)
    view = workspace.read(call)
    return tuple((each, str(each)) for each in view.years)


def model_choices(workspace: WorkspacePort) -> Choices:
    """The file's own model, where it has one, and those that the program carries."""
    from app.services.steering.modelformat import available_models

    own = own_model(workspace)
    first = ((OWN, f"Filens modell ({own.municipality.name})"),) if own is not None else ()
    return (*first, *((model.key, model.name) for model in available_models()))


def own_model(workspace: WorkspacePort) -> ModelFile | None:
    """The model of the file."""
    from app.services.steering import ownmodel
    from app.services.steering.modelerrors import NoModel

    try:
        found: ModelFile = workspace.read(ownmodel.own_model)
    except NoModel:
        return None
    return found


def compared(workspace: WorkspacePort, mode: str, first: Any, second: Any) -> WheelComparison:
    """The two that were chosen, compared."""
    from app.services.wheel.comparing import compare_models, compare_years

    if mode == YEARS:
        call = partial(compare_years, first=first, second=second, today=workspace.today)
        found: WheelComparison = workspace.read(call)
        return found
    pair = [_model(workspace, key) for key in (first, second)]
    year = workspace.working_year
    made = compare_models(pair[0], pair[1], year=year)
    return replace(made, first=_timeless(made.first), second=_timeless(made.second))


def _timeless(view: WheelView) -> WheelView:
    """A model has no today."""
    return replace(view, today=date(view.year - 2, 1, 1))


def _model(workspace: WorkspacePort, key: Any) -> ModelFile:
    from app.services.steering.modelformat import find_model

    own: Callable[[], ModelFile | None] = partial(own_model, workspace)
    return (own() if key == OWN else None) or find_model(key)
