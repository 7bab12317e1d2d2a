"""The list of scenarios: the version as it is, the what-ifs, and the parties' alternatives by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.economy.money import Unit, shown
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.marks import Mark
from app.ui.parts.table_view import TableView

if TYPE_CHECKING:
    from app.services.economy.scenarios.arithmetic import ScenarioYear
    from app.services.economy.scenarios.views import ScenarioComparison

BASE, WHAT_IFS, PARTIES = "base", "what-ifs", "parties"
_LEFT_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Item:
    """A row: a scenario's key, or the key of the base or a heading; `year` is its first year."""

    key: int | str
    name: str
    year: ScenarioYear | None = None
    balanced: bool | None = None
    reasons: tuple[str, ...] = ()
    example: bool = False

    @property
    def group(self) -> bool:
        """Whether it is a heading over others."""
        return self.key in (WHAT_IFS, PARTIES)


def items_of(compared: ScenarioComparison) -> tuple[Item, ...]:
    """The rows of the list."""
    first = compared.years[0]
    base = compared.base
    items = [Item(BASE, compared.version_name, base.years[first], base.balanced, base.reasons)]
    for key, title in ((WHAT_IFS, "Scenarier"), (PARTIES, "Partiernas alternativ")):
        own = [each for each in compared.scenarios if bool(each.party) == (key == PARTIES)]
        if own:
            items.append(Item(key, title))
        items += [
            Item(
                each.id,
                f"{each.party}: {each.name}" if each.party else each.name,
                each.years[first],
                each.balanced,
                each.reasons,
                each.example,
            )
            for each in own
        ]
    return tuple(items)


def make_list(unit: Callable[[], Unit]) -> TableView:
    """The list with its columns."""
    columns: list[Column[Item]] = [
        Column("name", "Scenario", lambda item: item.name, stretch=True, look=_look, tooltip=_tooltip),
        Column(
            "left",
            "Kvar",
            lambda item: "" if item.year is None else shown(item.year.left, unit()),
            width=_LEFT_WIDTH,
            number=True,
            look=_left_look,
        ),
    ]
    return TableView(
        columns,
        key=lambda item: item.key,
        name="Scenarier och alternativa budgetar",
        remember_as="economy/scenarios",
        sortable=False,
    )


def _look(item: Item) -> CellLook:
    if item.group:
        return CellLook(bold=True)
    return CellLook(mark=Mark.MET if item.balanced else Mark.UNMET, example=item.example)


def _left_look(item: Item) -> CellLook:
    left = item.year.left if item.year is not None else None
    return CellLook(alarm=left is not None and left < 0)


def _tooltip(item: Item) -> str:
    if item.group:
        return ""
    return "\n".join(item.reasons) if item.reasons else "Går ihop alla år."
