"""The columns of the meeting plan and of the negotiations before decisions."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.services.formatting import write_date
from app.ui.parts.columns import CellLook, Column
from app.ui.wheel.meetings.words import clock, meeting_day, remarks, short_day

if TYPE_CHECKING:
    from app.services.wheel.meetingplan import MeetingRow
    from app.ui.wheel.meetings.negotiations import NegotiationLine

Commit = Callable[[Any, str], bool]
Can = Callable[[Any], bool]
_COMPUTED = CellLook(raised=True)
_EXPECTED = CellLook(raised=True, muted=True)


def meeting_columns(
    can: Can, commits: Mapping[str, Commit], notices: "Callable[[MeetingRow], tuple[str, ...]]"
) -> "list[Column[MeetingRow]]":
    """Day, body and place can be typed; the days around a meeting are computed from its body's rule."""

    def typed(name: str) -> dict[str, Any]:
        return {"editable": can, "commit": commits[name]}

    return [
        Column("day", "Dag", meeting_day, 132, look=lambda row: _day_look(row, notices(row)),
               sort=lambda row: row.starts, edit_text=_typed_days,
               tooltip=lambda row: _day_words(row, notices(row)), **typed("day")),
        Column("body", "Organ", lambda row: row.body, 156, look=_body_look, tooltip=_where, **typed("body")),
        Column("begins", "Tid", lambda row: clock(row.begins), 58, **typed("begins")),
        _computed("documents", "Handlingar", lambda row: row.documents_on, "Sista dag för handlingar"),
        _computed("summons", "Kallelse", lambda row: row.summons_on, "Kallelse och kungörelse senast"),
        Column("adjusted", "Justering", _adjusted, 88, look=_adjusted_look,
               sort=lambda row: row.adjusted_on or row.adjust_by,
               edit_text=lambda row: _day_text(row.adjusted_on),
               tooltip=_adjusted_words, **typed("adjusted_on")),
        Column("noticed", "Anslag", lambda row: _short(row.noticed_on), 80, sort=lambda row: row.noticed_on,
               edit_text=lambda row: _day_text(row.noticed_on),
               tooltip=lambda _row: "Dagen då justeringen anslogs", hidden=True, **typed("noticed_on")),
        Column("in_force", "Laga kraft", lambda row: _short(row.in_force_on), 88, look=_force_look,
               sort=lambda row: row.in_force_on, tooltip=_force_words),
        Column("activities", "Behandlar", _treated, 240, stretch=True, tooltip=_treated),
        Column("remarks", "Anmärkning", lambda row: remarks(row, notices(row)), 176,
               look=lambda row: _remark_look(row, notices(row)),
               tooltip=lambda row: remarks(row, notices(row))),
        Column("place", "Plats", lambda row: row.place or "", 144, hidden=True, **typed("place")),
    ]  # fmt: skip


def negotiation_columns(can: Can, commits: Mapping[str, Commit]) -> "list[Column[NegotiationLine]]":
    """What is decided and when, and the negotiation before it."""

    def typed(name: str) -> dict[str, Any]:
        return {"editable": can, "commit": commits[name]}

    return [
        Column("decision", "Inför beslutet", lambda line: line.activity.title, 240, stretch=True,
               look=lambda line: CellLook(icon="warning" if line.wrong else ""), tooltip=_decision_words),
        Column("body", "Organ", lambda line: ", ".join(line.activity.bodies), 136),
        Column("when", "Beslutas", lambda line: line.activity.when.words, 128,
               sort=lambda line: line.activity.when.last),
        Column("kind", "Slag", lambda line: line.kind_words.removesuffix(" MBL"), 124),
        Column("party", "Part", lambda line: line.row.party or "", 116, **typed("party")),
        Column("planned", "Planerad", lambda line: _short(line.row.planned_on), 80,
               sort=lambda line: line.row.planned_on, edit_text=lambda line: _day_text(line.row.planned_on),
               **typed("planned_on")),
        Column("held", "Hållen", lambda line: _short(line.row.held_on), 72,
               sort=lambda line: line.row.held_on, edit_text=lambda line: _day_text(line.row.held_on),
               **typed("held_on")),
        Column("protocol", "Protokoll", lambda line: line.row.protocol or "", 100, **typed("protocol")),
        Column("remark", "Anmärkning", lambda line: line.remark, 150, look=_line_look,
               tooltip=lambda line: line.remark),
    ]  # fmt: skip


def _computed(
    key: str, title: str, day: "Callable[[MeetingRow], date | None]", words: str
) -> "Column[MeetingRow]":
    return Column(
        key, title, lambda row: _short(day(row)), 84, look=lambda _row: _COMPUTED, sort=day,
        tooltip=lambda row: f"{words} {_long(day(row))}" if day(row) else "Organet har ingen regel för det",
    )  # fmt: skip


def _short(day: date | None) -> str:
    return short_day(day) if day is not None else "–"


def _long(day: date | None) -> str:
    return write_date(day) if day is not None else ""


def _day_text(day: date | None) -> str:
    return write_date(day) if day is not None else ""


def _typed_days(row: "MeetingRow") -> str:
    if row.ends is None:
        return write_date(row.starts)
    return f"{write_date(row.starts)}–{write_date(row.ends)}"


def _adjusted(row: "MeetingRow") -> str:
    return _short(row.adjusted_on or row.adjust_by)


def _adjusted_look(row: "MeetingRow") -> CellLook:
    return CellLook(icon="check") if row.adjusted_on is not None else _COMPUTED


def _adjusted_words(row: "MeetingRow") -> str:
    if row.adjusted_on is not None:
        return f"Justerat {write_date(row.adjusted_on)}"
    return (
        f"Justeras senast {_long(row.adjust_by)}"
        if row.adjust_by is not None
        else "Skriv dagen för justeringen"
    )


def _force_look(row: "MeetingRow") -> CellLook:
    return _EXPECTED if row.expected else _COMPUTED


def _force_words(row: "MeetingRow") -> str:
    if row.in_force_on is None:
        return "Räknas från dagen då justeringen anslås"
    last = f"Överklagas senast {_long(row.appeal_until)}. Laga kraft {_long(row.in_force_on)}"
    force = f"{last}, om justeringen anslås som väntat" if row.expected else last
    adjusted = row.adjusted_on is not None or row.adjust_by is not None
    return f"{_adjusted_words(row)}. {force}" if adjusted else force


def _decision_words(line: "NegotiationLine") -> str:
    """The decision with its bodies and time, whichever columns are shown."""
    one = line.activity
    who = f"{', '.join(one.bodies)}, {one.when.words}" if one.bodies else one.when.words
    return ". ".join(words for words in (f"{one.title}\n{who}", line.remark) if words)


def _day_look(row: "MeetingRow", notices: tuple[str, ...]) -> CellLook:
    wrong = bool(row.notices or notices) and not row.cancelled
    return CellLook(icon="warning" if wrong else "", muted=row.cancelled)


def _day_words(row: "MeetingRow", notices: tuple[str, ...]) -> str:
    said = (f"Vecka {row.starts.isocalendar().week}", _time_words(row), remarks(row, notices))
    return ". ".join(words for words in said if words)


def _time_words(row: "MeetingRow") -> str:
    return f"Klockan {clock(row.begins)}" if row.begins else ""


def _where(row: "MeetingRow") -> str:
    """What a meeting is, when it begins and where, whichever columns are shown."""
    said = (row.title or row.body, _time_words(row), row.place or "")
    return ". ".join(words for words in said if words)


def _body_look(row: "MeetingRow") -> CellLook:
    return CellLook(example=row.example, muted=row.cancelled)


def _remark_look(row: "MeetingRow", notices: tuple[str, ...]) -> CellLook:
    if (row.notices or notices) and not row.cancelled:
        return CellLook(icon="warning")
    return CellLook(muted=True)


def _line_look(line: "NegotiationLine") -> CellLook:
    return CellLook(icon="warning") if line.wrong else CellLook(icon="check" if line.held else "", muted=True)


def _treated(row: "MeetingRow") -> str:
    return ", ".join(one.title for one in row.activities)
