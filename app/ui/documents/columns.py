"""The columns of the register of steering documents, and of the lists of one document."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.services.formatting import write_bytes, write_date
from app.ui.parts.columns import PLAIN, CellLook, Column

if TYPE_CHECKING:
    from datetime import date

    from app.services.steering.documents.register import RegisterRow
    from app.services.steering.documents.views import AttachmentRow, ReferralRow, VersionRow

NOTHING = "–"
_MUTED = CellLook(muted=True)
#: How wide the register must be for a column to be shown beside the titles.
ROOM_FOR = {"validity": 880, "decided": 1020, "kind": 800, "responsible": 740}
_NEED_WORDS = {"overdue": "skulle ha setts över", "this_year": "ses över i år"}


def register_columns() -> list[Column[RegisterRow]]:
    """Title, kind, status, decision, validity, responsible and next review; the rest can be chosen."""
    return [
        Column(
            "title",
            "Dokument",
            lambda row: row.name,
            width=240,
            stretch=True,
            look=lambda row: CellLook(icon="document", example=row.example),
            tooltip=lambda row: " · ".join(part for part in (row.title, row.unit or "") if part),
        ),
        _words("kind", "Slag", lambda row: row.kind, 124),
        Column("status", "Status", status_words, width=168, look=lambda row: CellLook(locked=row.locked)),
        _words("body", "Beslutas av", lambda row: row.body or "", 140, hidden=True),
        _words("decided", "Beslutad", _decided, 150, sort=lambda row: row.decided_on),
        _words("number", "Diarienummer", lambda row: row.registration_number or "", 116, hidden=True),
        _words("validity", "Giltighet", lambda row: row.validity, 92),
        _words("responsible", "Ansvarig", lambda row: row.responsible or "", 132),
        _words("unit", "Enhet", lambda row: row.unit or "", 132, hidden=True),
        Column(
            "review",
            "Nästa översyn",
            _review,
            width=112,
            look=_review_look,
            sort=lambda row: row.next_review,
            tooltip=lambda row: _NEED_WORDS.get(row.need, row.review).capitalize(),
        ),
        _words("follow_up", "Följs upp", lambda row: row.follow_up, 120, hidden=True),
        _words("level", "Nivå", lambda row: row.level, 120, hidden=True),
        _words("management", "Ledningssystem", lambda row: row.management, 120, hidden=True),
    ]


def referral_columns() -> list[Column[ReferralRow]]:
    """Who was asked, and what came back."""
    return [
        Column("recipient", "Mottagare", lambda row: row.recipient, width=200, stretch=True),
        _list("sent", "Skickad", lambda row: _iso(row.sent_on), 96),
        Column(
            "due",
            "Svar senast",
            lambda row: _iso(row.due_on) or NOTHING,
            width=104,
            look=lambda row: CellLook(alarm=True) if row.late else PLAIN if row.due_on else _MUTED,
            tooltip=lambda row: "Svaret är sent" if row.late else "",
        ),
        _list("answered", "Svarade", lambda row: _iso(row.answered_on), 96),
        _list("stance", "Ställningstagande", lambda row: row.stance_word, 180),
        _list("answer", "Svar", lambda row: row.answer or "", 220),
    ]


def attachment_columns() -> list[Column[AttachmentRow]]:
    """Name and size."""
    return [
        Column(
            "name", "Bilaga", lambda row: row.name, width=360, stretch=True,
            look=lambda _row: CellLook(icon="document"),
        ),
        Column(
            "size", "Storlek", lambda row: write_bytes(row.size), width=112, number=True,
            sort=lambda row: row.size, copy=lambda row: row.size,
        ),
    ]  # fmt: skip


def version_columns() -> list[Column[VersionRow]]:
    """The versions with what was decided of each."""
    return [
        Column(
            "number", "Version", lambda row: str(row.number), width=80, number=True,
            sort=lambda row: row.number,
        ),
        Column(
            "title", "Titel", lambda row: row.title, width=260, stretch=True,
            look=lambda row: CellLook(bold=row.current),
        ),
        Column(
            "status", "Status", lambda row: row.status_word, width=128,
            look=lambda row: CellLook(locked=row.locked),
        ),
        _version("decided", "Beslutad", lambda row: row.decided, 220),
        _version("validity", "Giltighet", lambda row: row.validity, 180),
    ]  # fmt: skip


def status_words(row: RegisterRow) -> str:
    """The status, and that of a new version that is being written."""
    return f"{row.status_word} · nytt {row.pending.lower()}" if row.pending else row.status_word


def _decided(row: RegisterRow) -> str:
    return ", ".join(part for part in (row.decided, row.paragraph or "") if part)


def _review(row: RegisterRow) -> str:
    return write_date(row.next_review) if row.next_review else row.review or NOTHING


def _review_look(row: RegisterRow) -> CellLook:
    if row.need == "overdue":
        return CellLook(alarm=True)
    if row.need == "this_year":
        return CellLook(bold=True)
    return PLAIN if row.next_review or row.review else _MUTED


def _words(
    key: str,
    title: str,
    text: Callable[[RegisterRow], str],
    width: int,
    *,
    hidden: bool = False,
    sort: Callable[[RegisterRow], object] | None = None,
) -> Column[RegisterRow]:
    return Column(
        key,
        title,
        lambda row: text(row) or NOTHING,
        width=width,
        look=lambda row: PLAIN if text(row) else _MUTED,
        tooltip=text,
        hidden=hidden,
        sort=sort,
    )


def _list(key: str, title: str, text: Callable[[ReferralRow], str], width: int) -> Column[ReferralRow]:
    return Column(
        key, title, lambda row: text(row) or NOTHING, width=width,
        look=lambda row: PLAIN if text(row) else _MUTED, tooltip=text,
    )  # fmt: skip


def _version(key: str, title: str, text: Callable[[VersionRow], str], width: int) -> Column[VersionRow]:
    return Column(
        key, title, lambda row: text(row) or NOTHING, width=width,
        look=lambda row: PLAIN if text(row) else _MUTED, tooltip=text,
    )  # fmt: skip


def _iso(day: date | None) -> str:
    return write_date(day) if day else ""
