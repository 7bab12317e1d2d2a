"""The columns of the list of measures."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_count
from app.services.scorecard.indicatorviews import NO_TARGET
from app.services.scorecard.periods import FREQUENCIES, period_words
from app.services.scorecard.words import ASPECTS, DIRECTIONS, target_words, value_words
from app.ui.parts.columns import PLAIN, CellLook, Column
from app.ui.parts.marks import Mark

if TYPE_CHECKING:
    from app.services.scorecard.indicatorviews import IndicatorRow

NOBODY = "–"
_MUTED = CellLook(muted=True)
_FREQUENCY_ORDER = {key: place for place, key in enumerate(FREQUENCIES)}
#: The narrowest list in which a column is shown without being chosen.
ROOM_FOR = {"goals": 860, "frequency": 1000, "lacks": 640, "owner": 520}


def indicator_columns(
    editable: Callable[[Any], bool],
    rename: Callable[[Any, str], bool],
    set_target: Callable[[Any, str], bool],
) -> "list[Column[IndicatorRow]]":
    """Name, goals, owner, frequency, target, last outcome and what is missing; the rest when chosen."""
    return [
        Column("name", "Benämning", lambda row: row.name, 260, stretch=True, look=_name_look,
               tooltip=_name_tip, editable=editable, commit=rename),
        Column("goals", "Mäter", _goals, 170, look=_or_muted(lambda row: bool(row.goals)),
               tooltip=_goals_tip),
        Column("owner", "Ägare", _owner, 124, look=_or_muted(lambda row: _owner(row) != NOBODY)),
        Column("frequency", "Mäts", _frequency, 104,
               sort=lambda row: _FREQUENCY_ORDER.get(row.frequency or ""),
               look=_or_muted(lambda row: row.frequency is not None)),
        Column("target", "Mål", target_of, 142, number=True, sort=lambda row: row.target.value,
               copy=lambda row: row.target.value if row.target.value is not None else target_of(row),
               look=_or_muted(lambda row: target_of(row) != NOBODY),
               edit_text=_target_typed, editable=editable, commit=set_target),
        Column("last", "Senast", last_of, 122, number=True, sort=_last_value, copy=_last_copied,
               look=_last_look, tooltip=_last_tip),
        Column("lacks", "Saknar", _lacks, 104, sort=lambda row: (-len(row.lacks), row.lacks),
               look=_lacks_look),
        Column("unit", "Måttenhet", lambda row: row.unit_of_measure or NOBODY, 90, hidden=True),
        Column("direction", "Riktning", lambda row: DIRECTIONS.get(row.direction or "", NOBODY), 140,
               hidden=True),
        Column("aspect", "Slag", lambda row: ASPECTS.get(row.aspect or "", NOBODY), 120, hidden=True),
        Column("perspective", "Perspektiv", lambda row: row.perspective or NOBODY, 160, hidden=True),
        Column("code", "Kod i Kolada", lambda row: row.code or NOBODY, 100, hidden=True),
        Column("obligatory", "Obligatoriskt", lambda row: "nedåt" if row.obligatory else NOBODY, 100,
               hidden=True),
    ]  # fmt: skip


def target_of(row: "IndicatorRow") -> str:
    """What is aimed at, in words, or a dash."""
    words = target_words(
        row.target, row.unit_of_measure, decimals=row.decimals, direction=row.direction, scale=row.scale
    )
    return words or NOBODY


def last_of(row: "IndicatorRow") -> str:
    """What was measured last, or where it is measured."""
    point = row.last
    if point is None:
        if row.computed:
            return "beräknas"
        return write_count(row.measured_units, "enhet", "enheter") if row.measured_units else NOBODY
    if point.value is None:
        return point.words or "uppgift saknas"
    return value_words(
        point.value, row.unit_of_measure, decimals=row.decimals, direction=row.direction, scale=row.scale
    )


def _target_typed(row: "IndicatorRow") -> str:
    return "" if row.target.value is None else target_of(row)


def _goals(row: "IndicatorRow") -> str:
    if not row.goals:
        return NOBODY
    more = f" +{len(row.goals) - 1}" if len(row.goals) > 1 else ""
    return f"{row.goals[0][1]}{more}"


def _goals_tip(row: "IndicatorRow") -> str:
    return "\n".join(title for _, title in row.goals)


def _owner(row: "IndicatorRow") -> str:
    return row.owner or row.owner_role or NOBODY


def _frequency(row: "IndicatorRow") -> str:
    return FREQUENCIES.get(row.frequency or "", NOBODY)


def _lacks(row: "IndicatorRow") -> str:
    return ", ".join(lack.removeprefix("saknar ") for lack in row.lacks)


def _lacks_look(row: "IndicatorRow") -> CellLook:
    serious = any(lack != NO_TARGET for lack in row.lacks)
    return CellLook(icon="warning" if serious else "", muted=not serious)


def _last_value(row: "IndicatorRow") -> Decimal | None:
    return row.last.value if row.last is not None else None


def _last_copied(row: "IndicatorRow") -> str | Decimal:
    value = _last_value(row)
    return last_of(row) if value is None else value


def _last_tip(row: "IndicatorRow") -> str:
    if row.last is None:
        return ""
    period = period_words(row.last.period)
    return f"{period}. {row.last.comment}" if row.last.comment else period


def _last_look(row: "IndicatorRow") -> CellLook:
    if row.last is None:
        return _MUTED
    if row.last.value is None and not row.last.words:
        return CellLook(mark=Mark.MISSING, muted=True)
    return CellLook(raised=row.computed, comment=bool(row.last.comment), example=row.last.example)


def _name_look(row: "IndicatorRow") -> CellLook:
    return CellLook(example=row.example, icon="numbers" if row.computed else "", middle=True)


def _name_tip(row: "IndicatorRow") -> str:
    return row.definition or ""


def _or_muted(known: "Callable[[IndicatorRow], bool]") -> "Callable[[IndicatorRow], CellLook]":
    return lambda row: PLAIN if known(row) else _MUTED
