"""The register as a file, of the kind that its name asks for."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Municipality
from app.services.steering.documents.register import RegisterView, register_view

EXCEL: Final = ".xlsx"


@dataclass(frozen=True, slots=True)
class Register:
    """A register on a day, with whose it is; `whole` is how many documents there are in all."""

    view: RegisterView
    municipality: str
    day: date
    whole: int


def read_register(session: Session, *, today: date, only: Collection[int] | None = None) -> Register:
    """The register on a day, or the chosen documents of it, in its order."""
    row = session.scalars(select(Municipality)).first()
    view = register_view(session, today=today)
    whole = len(view.rows)
    if only is not None:
        view = replace(view, rows=tuple(each for each in view.rows if each.id in only))
    return Register(view, row.official_name if row else "", today, whole)


def register_bytes(register: Register, path: Path) -> bytes:
    """An Excel workbook for a name that ends so, else a PDF."""
    if path.suffix.casefold() == EXCEL:
        from app.services.exchange.register_excel import register_workbook

        return register_workbook(register.view, municipality=register.municipality, day=register.day)
    from app.services.reports.register_pdf import render_register

    return render_register(
        register.view, municipality=register.municipality, day=register.day, whole=register.whole
    )
