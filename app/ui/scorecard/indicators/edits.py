"""What the face does with measures: each a use case in one line, with what was typed read on the way."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.scorecard.targettyped import read_target, read_value
from app.ui.parts.asking import attempt

if TYPE_CHECKING:
    from app.services.scorecard.indicatorviews import IndicatorDetail, IndicatorRow
    from app.ui.parts.page import WorkspacePort

Ready = Callable[[], "partial[Any]"]


def whole_number(text: str) -> int | None:
    """A whole number as typed, None for nothing; raises a sentence for anything else."""
    from app.services.formatting import read_number
    from app.services.scorecard.targettyped import NotATarget

    if not text.strip():
        return None
    number = read_number(text)
    if number != number.to_integral_value() or abs(number) > 9999:
        raise NotATarget(text, "Skriv ett heltal.")
    return int(number)


def weight(text: str) -> Decimal | None:
    """A weight as typed; nothing is as much as the others."""
    from app.services.formatting import read_number

    return read_number(text) if text.strip() else None


def typed(of: "IndicatorRow") -> Mapping[str, Any]:
    """What reading a target of a measure needs to know of it."""
    return {"unit_of_measure": of.unit_of_measure, "direction": of.direction, "scale": of.scale}


class IndicatorEdits:
    """Changes one measure at a time, in the version that is shown."""

    def __init__(self, workspace: "WorkspacePort") -> None:
        self.workspace = workspace
        self._versions: dict[int, int] = {}

    def know(self, key: int, version: int) -> None:
        """The face shows the measure as it is in this version."""
        self._versions[key] = version

    def of(self, key: int, use_case: "partial[Any]") -> "partial[Any]":
        """A use case on a measure in the version that is shown."""
        return partial(use_case, indicator_id=key, expected_version=self._versions[key])

    def fields(self, key: int, ready: Callable[[], Mapping[str, Any]]) -> bool:
        """Say fields of a measure; `ready` reads what was typed."""
        from app.services.scorecard import indicators

        return self._run(key, lambda: partial(indicators.set_fields, **ready()))

    def field(self, key: int, name: str, value: Any) -> bool:
        """Say one field."""
        return self.fields(key, lambda: {name: value})

    def obligatory(self, key: int, obligatory: bool) -> bool:
        """Say whether units below the owner must follow it."""
        from app.services.scorecard import figures

        return self._run(key, lambda: partial(figures.set_obligatory, obligatory=obligatory))

    def weigh(self, key: int, node_id: int, text: str) -> bool:
        """Say how much it counts in a goal, as typed."""
        from app.services.scorecard import indicators

        return self._run(key, lambda: partial(indicators.set_weight, node_id=node_id, weight=weight(text)))

    def link(self, key: int, node_id: int) -> bool:
        """Let it measure a goal."""
        from app.services.scorecard import indicators

        return self._run(key, lambda: partial(indicators.link, node_id=node_id))

    def unlink(self, key: int, node_id: int) -> bool:
        """Let it measure a goal no longer."""
        from app.services.scorecard import indicators

        return self._run(key, lambda: partial(indicators.unlink, node_id=node_id))

    def remove(self, key: int) -> bool:
        """Remove it."""
        from app.services.scorecard import indicators

        return self._run(key, lambda: partial(indicators.remove_indicator), gone=True)

    def clear_formula(self, key: int) -> bool:
        """Let it be measured by hand again."""
        from app.services.scorecard import formulas

        return self._run(key, lambda: partial(formulas.set_formula, text=None))

    def year_target(self, row: "IndicatorRow", detail: "IndicatorDetail", year: int, text: str) -> bool:
        """Say what is aimed at in a year, as typed in the list; the year keeps its own limits."""
        from app.services.scorecard import targets

        there = next((one for one in detail.targets if one.year == year), None)

        def ready() -> "partial[Any]":
            read = read_target(text, **typed(row))
            return partial(
                targets.set_target,
                year=year,
                value=read.value,
                upper=read.upper,
                text=there.text if there else None,
                threshold=there.threshold if there else None,
                threshold_upper=there.threshold_upper if there else None,
            )

        return self._run(row.id, ready)

    def value_field(self, row: "IndicatorRow", name: str, text: str) -> bool:
        """Say a limit or where it began, as typed."""
        return self.fields(row.id, lambda: {name: read_value(text, **typed(row))})

    def number_field(self, key: int, name: str, text: str) -> bool:
        """Say a whole number, as typed."""
        return self.fields(key, lambda: {name: whole_number(text)})

    def _run(self, key: int, ready: Ready, *, gone: bool = False) -> bool:
        done = attempt(self.workspace, lambda: self.of(key, ready()))
        if done is not None and not gone:
            self._versions[key] = self.workspace.read(partial(_version, key=key))
        return done is not None


def _version(session: Any, *, key: int) -> int:
    from app.services.scorecard.indicators import version_of

    return version_of(session, indicator_id=key)
