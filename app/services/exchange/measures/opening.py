"""A workbook or table of outcomes opened: how it is understood, now and the next time."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.models.exchange import ImportMapping
from app.models.types import new_id
from app.services.exchange.budgets.mapping import signature
from app.services.exchange.measures import standing
from app.services.exchange.measures.kolada import SUFFIX
from app.services.exchange.measures.sheetguessing import Names, guess, names_of, score
from app.services.exchange.measures.sheetmapping import KIND, SheetMapping, recalled, remembered
from app.services.exchange.workbooks.reading import SUFFIXES, Book
from app.services.storage import touch

READ: Final = (SUFFIX, *SUFFIXES)
"""What can be chosen: files from Kolada, workbooks and tables."""


class NoOutcomes(DomainError):
    """Nothing in the workbook could be understood as outcomes."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} går inte att känna igen som mätvärden. {why}")


@dataclass(frozen=True)
class Opened:
    """A workbook and how it is understood; `known` when that was remembered."""

    book: Book
    mapping: SheetMapping
    known: bool = False


def is_kolada(path: Path) -> bool:
    """Whether a file is to be read as one from Kolada."""
    return path.suffix.casefold() == SUFFIX


def open_book(session: Session, *, book: Book, year: int) -> Opened:
    """How a workbook is understood: as the last time, or by the sheet that says most."""
    names = _names(session)
    found = [_of_sheet(session, book, sheet.name, names, year) for sheet in book.filled()]
    return max(
        found, key=lambda each: (each.known, score(each.mapping, book.sheet(each.mapping.sheet), names))
    )


def open_sheet(session: Session, *, book: Book, sheet: str, year: int) -> Opened:
    """How one sheet of a workbook is understood."""
    return _of_sheet(session, book, sheet, _names(session), year)


def remember(session: Session, mapping: SheetMapping, file: str) -> None:
    """Keep how a workbook was understood; a part of the step that reads it in."""
    content = remembered(mapping)
    row = _row(session, mapping)
    if row is None:
        made = ImportMapping(id=new_id(), kind=KIND, signature=signature(mapping.headings), name=file)
        made.content = content
        session.add(made)
    elif row.content != content:
        row.content, row.name = content, file
        touch(row)


def _names(session: Session) -> Names:
    return names_of(standing.indicators(session), standing.units(session), standing.home(session)[1])


def _of_sheet(session: Session, book: Book, name: str, names: Names, year: int) -> Opened:
    guessed = guess(book.sheet(name), names, year)
    row = _row(session, guessed)
    if row is None:
        return Opened(book, guessed)
    units = list(standing.units(session))
    indicators = [each.id for each in standing.indicators(session)]
    mapping = recalled(guessed, row.content, units=units, indicators=indicators)
    return Opened(book, mapping, known=not mapping.problem())


def _row(session: Session, mapping: SheetMapping) -> ImportMapping | None:
    wanted = select(ImportMapping).where(
        ImportMapping.kind == KIND, ImportMapping.signature == signature(mapping.headings)
    )
    return session.scalars(wanted).first()
