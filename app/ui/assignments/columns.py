"""The columns of the three tables."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from app.services.formatting import write_date, write_kr
from app.ui.parts.columns import PLAIN, CellLook, Column

if TYPE_CHECKING:
    from app.services.assignments.views import ActivityRow, AssignmentRow, DialogueRow

Row = TypeVar("Row")
_NOTHING = "–"
_MUTED = CellLook(muted=True)
LATE, TO_REPORT = "försenat", "att rapportera"
_LATE_ACTIVITY = "försenad"
_RAISED = CellLook(raised=True)


def assignment_columns(
    can_rename: "Callable[[AssignmentRow], bool]",
    rename: "Callable[[AssignmentRow, str], bool]",
    can_edit: "Callable[[AssignmentRow], bool]",
    set_due: "Callable[[AssignmentRow, str], bool]",
) -> "list[Column[AssignmentRow]]":
    """What is to be done, by whom, by when, how far it has come and how it is paid."""
    from app.services.assignments import rules

    return [
        Column(
            "title", "Uppdrag", lambda row: row.title, 230, stretch=True,
            look=lambda row: CellLook(icon="assignment", example=row.example),
            tooltip=lambda row: row.title, editable=can_rename, commit=rename,
        ),
        Column("kind", "Slag", lambda row: rules.KIND_WORDS[row.kind], 130, hidden=True),
        _words("giver", "Gett av", lambda row: row.giver, 150, hidden=True),
        _words("receiver", "Mottagare", lambda row: row.receiver, 150),
        Column(
            "due", "Klart senast", lambda row: _day(row.due), 164, look=_due_look,
            sort=lambda row: row.due, edit_text=lambda row: _typed(row.due), editable=can_edit,
            commit=set_due,
        ),
        Column("status", "Status", lambda row: rules.ASSIGNMENT_STATUS[row.status], 96),
        Column(
            "funding", "Finansiering", _funding, 150, sort=lambda row: row.amount,
            look=lambda row: PLAIN if row.funding else _MUTED,
            copy=lambda row: None if row.amount is None else row.amount // 100,
        ),
        _words("serves", "Bidrar till", lambda row: row.serves or row.element_level, 180, hidden=True),
        _words("decided", "Beslut", _decision, 150, hidden=True),
        Column(
            "reported", "Återrapporterat", lambda row: _day(row.reported_on), 130, hidden=True,
            sort=lambda row: row.reported_on, look=lambda row: PLAIN if row.reported_on else _MUTED,
        ),
    ]  # fmt: skip


def activity_columns(
    can_edit: "Callable[[ActivityRow], bool]",
    rename: "Callable[[ActivityRow, str], bool]",
    set_responsible: "Callable[[ActivityRow, str], bool]",
    set_end: "Callable[[ActivityRow, str], bool]",
) -> "list[Column[ActivityRow]]":
    """What is done, for what, by whom, until when and how far it has come."""
    from app.services.assignments import rules

    return [
        Column(
            "title", "Aktivitet", lambda row: row.title, 220, stretch=True,
            look=lambda row: CellLook(icon="check", example=row.example), tooltip=lambda row: row.title,
            editable=can_edit, commit=rename,
        ),
        _words("home", "Hör till", lambda row: row.home_title, 180),
        Column(
            "responsible", "Ansvarig", lambda row: row.responsible or _NOTHING, 130,
            look=lambda row: PLAIN if row.responsible else _MUTED,
            edit_text=lambda row: row.responsible or "", editable=can_edit, commit=set_responsible,
        ),
        _words("unit", "Enhet", lambda row: row.unit, 130, hidden=True),
        Column(
            "starts", "Börjar", lambda row: _day(row.starts), 96, hidden=True, sort=lambda row: row.starts,
            look=lambda row: PLAIN if row.starts else _MUTED,
        ),
        Column(
            "ends", "Klar senast", lambda row: _day(row.ends), 164, look=_end_look,
            sort=lambda row: row.ends, edit_text=lambda row: _typed(row.ends), editable=can_edit,
            commit=set_end,
        ),
        Column("status", "Status", lambda row: rules.ACTIVITY_STATUS[row.status], 96),
    ]  # fmt: skip


def dialogue_columns(
    can_edit: "Callable[[DialogueRow], bool]",
    set_planned: "Callable[[DialogueRow, str], bool]",
    set_held: "Callable[[DialogueRow, str], bool]",
) -> "list[Column[DialogueRow]]":
    """How many dialogues each unit planned and held, and how many activities came of them."""
    return [
        Column(
            "unit", "Enhet", lambda row: row.unit, 260, stretch=True,
            look=lambda row: CellLook(example=row.example),
        ),
        _words("above", "Hör till", lambda row: row.above, 180),
        Column(
            "planned", "Planerade", lambda row: _count(row.planned), 104, number=True,
            sort=lambda row: row.planned, edit_text=lambda row: _typed_count(row.planned),
            editable=can_edit, commit=set_planned, copy=lambda row: row.planned,
        ),
        Column(
            "held", "Hållna", lambda row: _count(row.held), 104, number=True, sort=lambda row: row.held,
            edit_text=lambda row: _typed_count(row.held), editable=can_edit, commit=set_held,
            copy=lambda row: row.held,
        ),
        Column(
            "agreed", "Aktiviteter", lambda row: _count(len(row.agreed) or None), 104, number=True,
            sort=lambda row: len(row.agreed), look=lambda _row: _RAISED, copy=lambda row: len(row.agreed),
        ),
    ]  # fmt: skip


def _words(
    key: str, title: str, text: Callable[[Row], str | None], width: int, *, hidden: bool = False
) -> Column[Row]:
    """A column of words, with a pale dash where there are none."""
    return Column(
        key, title, lambda row: text(row) or _NOTHING, width, hidden=hidden,
        look=lambda row: PLAIN if text(row) else _MUTED, tooltip=lambda row: text(row) or "",
    )  # fmt: skip


def _due_look(row: "AssignmentRow") -> CellLook:
    if row.late:
        return CellLook(warning=LATE)
    if row.awaits_report:
        return CellLook(warning=TO_REPORT)
    return PLAIN if row.due else _MUTED


def _end_look(row: "ActivityRow") -> CellLook:
    if row.late:
        return CellLook(warning=_LATE_ACTIVITY)
    return PLAIN if row.ends else _MUTED


def _funding(row: "AssignmentRow") -> str:
    from app.services.assignments.rules import FUNDING_WORDS

    if row.funding is None:
        return _NOTHING
    return FUNDING_WORDS[row.funding] if row.amount is None else f"Tillskott {write_kr(row.amount)}"


def _decision(row: "AssignmentRow") -> str:
    day = write_date(row.decided_on) if row.decided_on else ""
    return ", ".join(part for part in (day, row.paragraph, row.registration_number) if part)


def _day(day: date | None) -> str:
    return _NOTHING if day is None else write_date(day)


def _typed(day: date | None) -> str:
    return "" if day is None else write_date(day)


def _count(count: int | None) -> str:
    return _NOTHING if count is None else str(count)


def _typed_count(count: int | None) -> str:
    return "" if count is None else str(count)
