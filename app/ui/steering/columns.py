"""The columns of the hierarchy and the icon of each level."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from app.ui.parts.columns import PLAIN, CellLook, Column

if TYPE_CHECKING:
    from app.services.steering.rules import LevelRow
    from app.services.steering.views import NodeRow

_NOTHING = "–"
_MUTED = CellLook(muted=True)
_LOCKED = CellLook(locked=True)
_ICONS = {
    "document": "document",
    "goal_area": "folder",
    "goal": "goal",
    "assignment": "pin",
    "commitment": "goal",
    "agreement": "agreement",
    "contract": "agreement",
    "performance_contract": "agreement",
    "scorecard": "target",
    "dialogue": "dialogue",
    "activity": "check",
    "structure": "organisation",
}
_AGREEMENTS = frozenset({"agreement", "contract", "performance_contract"})


def level_icons(levels: Iterable["LevelRow"]) -> dict[int, str]:
    """The icon of each level; a document that carries out an agreement is a plan."""
    rows = tuple(levels)
    agreements = {level.id for level in rows if level.form in _AGREEMENTS}
    return {
        level.id: "plan"
        if level.form == "document" and level.parent_id in agreements
        else _ICONS.get(level.form, "document")
        for level in rows
    }


def steering_columns(
    icons: Mapping[int, str],
    can_rename: Callable[["NodeRow"], bool],
    rename: Callable[["NodeRow", str], bool],
) -> list[Column["NodeRow"]]:
    """Name, level, who decides, owner, validity and status; the name can be edited in place."""

    def name_look(row: "NodeRow") -> CellLook:
        icon = icons.get(row.level_id, "document")
        return CellLook(icon=icon, example=row.example, warning=", ".join(row.gaps))

    name = Column["NodeRow"](
        "title",
        "Benämning",
        lambda row: row.title,
        380,
        stretch=True,
        look=name_look,
        tooltip=lambda row: f"{row.level}: {row.title}",
        editable=can_rename,
        commit=rename,
    )
    status = Column["NodeRow"](
        "status",
        "Status",
        lambda row: row.status_word or _NOTHING,
        104,
        look=lambda row: _LOCKED if row.locked else PLAIN if row.status_word else _MUTED,
    )
    return [
        name,
        Column("level", "Nivå", lambda row: row.level, 128, hidden=True),
        _plain("body", "Beslutas av", lambda row: row.body or "", 140),
        _plain("owner", "Ägare", lambda row: row.owner or "", 136, tooltip=_owner_and_unit),
        Column("unit", "Enhet", lambda row: row.unit or _NOTHING, 128, hidden=True),
        _plain("validity", "Giltighet", lambda row: row.validity, 88),
        status,
    ]


def _plain(
    key: str,
    title: str,
    text: Callable[["NodeRow"], str],
    width: int,
    tooltip: Callable[["NodeRow"], str] | None = None,
) -> Column["NodeRow"]:
    """A column of words, with a pale dash where there are none."""
    return Column(
        key,
        title,
        lambda row: text(row) or _NOTHING,
        width,
        look=lambda row: PLAIN if text(row) else _MUTED,
        tooltip=tooltip or text,
    )


def _owner_and_unit(row: "NodeRow") -> str:
    return " · ".join(part for part in (row.owner, row.unit) if part)
