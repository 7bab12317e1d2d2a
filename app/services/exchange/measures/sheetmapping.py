"""How a sheet of outcomes is understood: what each column holds, and what unknown names mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from app.services.exchange.budgets.mapping import labels_of

KIND: Final = "measures"
INDICATOR: Final = "indicator"
UNIT: Final = "unit"
PERIOD: Final = "period"
GENDER: Final = "gender"
VALUE: Final = "value"
COMMENT: Final = "comment"
SOURCE: Final = "source"
WHOLE: Final = 0
AT: Final = "at:"
"""Before the period that a column of values belongs to: "at:2027-T1"."""
ROLES: Final[Mapping[str, str]] = {
    INDICATOR: "Mått (namn eller kod)",
    UNIT: "Enhet",
    PERIOD: "Period",
    GENDER: "Kön",
    VALUE: "Värde",
    COMMENT: "Kommentar",
    SOURCE: "Källa",
}
ONCE: Final = frozenset(ROLES)


@dataclass(frozen=True)
class SheetMapping:
    """A sheet, where its lines begin, and the role of each column that is read.

    `indicator_id`, `unit_id` and `period` hold for every line where no column says it. `units` and
    `indicators` answer for names that the file does not know: an id, WHOLE for the municipality itself, or
    None to leave the line out.
    """

    sheet: str
    first_row: int
    headings: tuple[str, ...] = ()
    columns: Mapping[int, str] = field(default_factory=dict)
    indicator_id: int | None = None
    unit_id: int | None = None
    period: str | None = None
    units: Mapping[str, int | None] = field(default_factory=dict)
    indicators: Mapping[str, int | None] = field(default_factory=dict)

    def column_of(self, role: str) -> int | None:
        """The column that has a role."""
        return next((column for column, each in sorted(self.columns.items()) if each == role), None)

    @property
    def value_columns(self) -> tuple[tuple[int, str | None], ...]:
        """The columns of values, each with its period or None where a column of periods says it."""
        return tuple(
            (column, role.removeprefix(AT) if role.startswith(AT) else None)
            for column, role in sorted(self.columns.items())
            if role == VALUE or role.startswith(AT)
        )

    def problem(self) -> str:
        """Why nothing can be read with it, "" when it can."""
        if not self.value_columns:
            return "Välj minst en kolumn med värden."
        if self.column_of(INDICATOR) is None and self.indicator_id is None:
            return "Välj vilken kolumn som säger måttet, eller ett mått för hela bladet."
        lacks = any(period is None for _, period in self.value_columns)
        if lacks and self.column_of(PERIOD) is None and self.period is None:
            return "Välj vilken kolumn som säger perioden, eller en period för hela bladet."
        roles = list(self.columns.values())
        twice = next((role for role in roles if roles.count(role) > 1), None)
        if twice is not None:
            named = ROLES.get(twice, f"värden för {twice.removeprefix(AT)}")
            return f"Två kolumner är valda som {named[:1].lower()}{named[1:]}."
        return ""


def remembered(mapping: SheetMapping) -> dict[str, Any]:
    """The mapping as it is kept in the file, by headings and names."""
    labels = labels_of(mapping.headings)
    return {
        "columns": {labels[column]: role for column, role in sorted(mapping.columns.items())},
        "indicator": _text(mapping.indicator_id),
        "unit": _text(mapping.unit_id),
        "units": {name: _text(key) for name, key in sorted(mapping.units.items())},
        "indicators": {name: _text(key) for name, key in sorted(mapping.indicators.items())},
    }


def recalled(
    guessed: SheetMapping, content: Mapping[str, Any], *, units: Sequence[int], indicators: Sequence[int]
) -> SheetMapping:
    """A guessed mapping as it was understood the last time; what is no longer there stays guessed."""
    places = {text: column for column, text in enumerate(labels_of(guessed.headings))}
    columns = {
        places[heading]: role
        for heading, role in content.get("columns", {}).items()
        if heading in places and (role in ROLES or str(role).startswith(AT))
    }
    return replace(
        guessed,
        columns=columns or guessed.columns,
        indicator_id=_known(content.get("indicator"), indicators),
        unit_id=_known(content.get("unit"), units),
        units=_answers(content.get("units", {}), units),
        indicators=_answers(content.get("indicators", {}), indicators),
    )


def _text(key: int | None) -> str | None:
    return None if key is None else str(key)


def _known(text: str | None, ids: Sequence[int]) -> int | None:
    return int(text) if text is not None and int(text) in ids else None


def _answers(said: Mapping[str, str | None], ids: Sequence[int]) -> dict[str, int | None]:
    return {
        name: None if text is None else int(text)
        for name, text in said.items()
        if text is None or int(text) in (0, *ids)
    }
