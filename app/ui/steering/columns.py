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
_HEADING_ICON = "organisation"
#: How wide the tree must be for a column to be shown beside the names.
ROOM_FOR = {"body": 820, "validity": 640, "owner": 540}
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
    forms = {level.id: level.form for level in rows}
    return {level.id: level_icon(level.form, forms.get(level.parent_id or 0)) for level in rows}


def level_icon(form: str, parent_form: str | None) -> str:
    """The icon of a level of a form under a level of another."""
    if form == "document" and parent_form in _AGREEMENTS:
        return "plan"
    return _ICONS.get(form, "document")


def steering_columns(
    icons: Mapping[int, str],
    can_rename: Callable[["NodeRow"], bool],
    rename: Callable[["NodeRow", str], bool],
    is_cut: Callable[["NodeRow"], bool] = lambda _row: False,
) -> list[Column["NodeRow"]]:
    """Name, level, who decides, owner, validity and status; the name can be edited in place.

    What is cut and waits to be pasted is pale; a heading in a tree of other things is bold.
    """

    def name_look(row: "NodeRow") -> CellLook:
        if isinstance(row.id, str):
            return CellLook(
                icon=_HEADING_ICON if row.level_id is None else icons.get(row.level_id, "document"), bold=True
            )
        icon = icons.get(row.level_id, "document")
        return CellLook(icon=icon, example=row.example, warning=", ".join(row.gaps), muted=is_cut(row))

    name = Column["NodeRow"](
        "title",
        "Benämning",
        lambda row: row.title,
        380,
        stretch=True,
        look=name_look,
        tooltip=lambda row: f"{row.level}: {row.title}" if row.level else row.title,
        editable=can_rename,
        commit=rename,
    )
    return [
        name,
        Column("level", "Nivå", lambda row: row.level, 128, hidden=True),
        _plain("body", "Beslutas av", lambda row: row.body or "", 140),
        _plain("owner", "Ägare", lambda row: row.owner or "", 136, tooltip=_owner_and_unit),
        Column("unit", "Enhet", lambda row: row.unit or _nothing(row), 128, hidden=True),
        _plain("validity", "Giltighet", lambda row: row.validity, 88),
        Column("status", "Status", lambda row: row.status_word or _nothing(row), 104, look=_status_look),
    ]


def _status_look(row: "NodeRow") -> CellLook:
    return _LOCKED if row.locked else PLAIN if row.status_word else _MUTED


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
        lambda row: text(row) or _nothing(row),
        width,
        look=lambda row: PLAIN if text(row) else _MUTED,
        tooltip=tooltip or text,
    )


def _nothing(row: "NodeRow") -> str:
    """A dash where an element lacks something; a heading lacks nothing."""
    return "" if isinstance(row.id, str) else _NOTHING


def _owner_and_unit(row: "NodeRow") -> str:
    return " · ".join(part for part in (row.owner, row.unit) if part)
