"""The columns of the register of agreements."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow

_MISSING = "–"
LEAVE_OUT = ("number", "term", "frames", "signed", "changed")
"""The columns that a narrow list is without, in that order; the inspector tells them too."""


def agreement_columns(beside_paper: Callable[[], bool]) -> list[Column[AgreementRow]]:
    """Performer and state first; some can be chosen. Beside the paper the performer says what is missing."""
    return [
        Column(
            "unit",
            "Utförare",
            lambda row: row.unit,
            width=210,
            stretch=True,
            look=lambda row: CellLook(example=row.example, warning=row.lacks if beside_paper() else ""),
            tooltip=lambda row: "\n".join((row.unit, *row.missing)),
        ),
        Column("number", "Nummer", number_words, width=74, sort=lambda row: number_words(row) or None),
        Column("kind", "Slag", lambda row: row.kind, width=132, tooltip=lambda row: row.kind),
        Column("client", "Beställare", lambda row: row.client, width=140, hidden=True),
        Column("term", "Gäller", term_words, width=88, sort=lambda row: row.starts),
        Column(
            "stage",
            "Läge",
            lambda row: row.stage_word,
            width=128,
            look=lambda row: CellLook(locked=row.locked),
            tooltip=lambda row: row.decided,
        ),
        Column(
            "missing",
            "Saknas",
            lambda row: "" if row.missing else _MISSING,
            width=118,
            look=lambda row: CellLook(warning=_lacking(row), muted=not row.missing),
            sort=lambda row: row.lacks or None,
            copy=lambda row: " ".join(row.missing),
            tooltip=lambda row: "\n".join(row.missing),
        ),
        *_state_columns(),
        *_chosen_columns(),
    ]


def _state_columns() -> list[Column[AgreementRow]]:
    """What is left to see to of what has been decided: unsigned, behind the plan, changed."""
    return [
        Column(
            "signed",
            "Underskrifter",
            lambda row: row.signed_words or _MISSING,
            width=94,
            look=lambda row: CellLook(muted=not row.unsigned),
            tooltip=_unsigned_words,
        ),
        Column(
            "frames",
            "Ramar",
            frames_words,
            width=100,
            look=lambda row: CellLook(alarm=row.frames_behind, muted=not row.frames_behind),
            tooltip=frames_words,
        ),
        Column(
            "changed",
            "Ändrat sedan",
            _changed_words,
            width=104,
            look=lambda row: CellLook(changed=bool(row.changed), muted=not row.changed),
            sort=lambda row: len(row.changed) or None,
            copy=lambda row: " ".join(row.changed),
            tooltip=lambda row: "\n".join(("Ändrat sedan beslutet:", *row.changed)) if row.changed else "",
        ),
    ]


def _chosen_columns() -> list[Column[AgreementRow]]:
    """What can be chosen in the menu of columns."""
    return [
        Column("administration", "Förvaltning", lambda row: row.administration, width=130, hidden=True),
        Column(
            "decided",
            "Beslutad",
            lambda row: row.decided or _MISSING,
            width=180,
            look=lambda row: CellLook(muted=not row.decided),
            hidden=True,
        ),
        Column(
            "revisions",
            "Ramrevideringar",
            lambda row: str(row.revisions) if row.revisions else _MISSING,
            width=110,
            number=True,
            sort=lambda row: row.revisions,
            hidden=True,
        ),
        Column(
            "comments",
            "Synpunkter",
            lambda row: str(row.comments) if row.comments else _MISSING,
            width=88,
            number=True,
            sort=lambda row: row.comments,
            hidden=True,
        ),
        Column("registration", "Diarienummer", lambda row: row.registration_number, width=120, hidden=True),
        Column("version", "Version", lambda row: row.version, width=72, hidden=True),
    ]


def number_words(row: AgreementRow) -> str:
    """The number within kind and year, such as 2027:4."""
    return str(row.number) if row.number else ""


def term_words(row: AgreementRow) -> str:
    """The years of the term: 2027–2029."""
    if row.starts is not None and row.ends is None:
        return f"från {row.starts.year}"
    years = [day.year for day in (row.starts, row.ends) if day is not None]
    return "–".join(str(year) for year in sorted(set(years))) or _MISSING


def frames_words(row: AgreementRow) -> str:
    """How the frames stand to the plan; nothing where the agreement is not about frames."""
    about = bool(row.starts) and (row.frames_behind or not row.frames.startswith("Saknas"))
    return row.frames if about or any("ramar" in said.lower() for said in row.missing) else _MISSING


def _lacking(row: AgreementRow) -> str:
    """What is missing, under a heading that says that it is."""
    return row.lacks.removeprefix("saknar ")


def _changed_words(row: AgreementRow) -> str:
    count = len(row.changed)
    return f"{count} ändring{'ar' if count > 1 else ''}" if count else _MISSING


def _unsigned_words(row: AgreementRow) -> str:
    return "\n".join(f"{role} har inte skrivit under." for role in row.unsigned)
