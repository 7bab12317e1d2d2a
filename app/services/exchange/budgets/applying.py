"""Reading a workbook in: how it is understood, what it would change, and the change as one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError, Locked
from app.models.exchange import ImportMapping
from app.models.storage import FileInfo
from app.models.types import new_id
from app.services.budget import frames
from app.services.budget.figures import OPERATING
from app.services.budget.views import BudgetView, budget_view
from app.services.exchange.budgets.content import NoBudget
from app.services.exchange.budgets.dryrun import Change, DryRun, entries_of
from app.services.exchange.budgets.foreign import compare_foreign
from app.services.exchange.budgets.guessing import guess, score
from app.services.exchange.budgets.hidden import Exported, read_keys
from app.services.exchange.budgets.mapping import KIND, SheetMapping, recalled, remembered, signature
from app.services.exchange.budgets.matching import names_of
from app.services.exchange.budgets.own import compare_own
from app.services.exchange.budgets.ownsheet import keyed_sheet
from app.services.exchange.workbooks.reading import Book
from app.services.formatting import write_count
from app.services.storage import describe, touch


class NoColumns(DomainError):
    """No column of the workbook could be understood as amounts of the budget."""

    def __init__(self, file: str, years: Sequence[int]) -> None:
        super().__init__(
            f"{file} har ingen kolumn som går att känna igen som belopp för {years[0]}–{years[-1]}. "
            "Läs in den i fönstret och peka ut kolumnerna."
        )


@dataclass(frozen=True)
class Opened:
    """A workbook that is to be read into a version: `own` when it reads back by its keys, else mapped."""

    book: Book
    version_id: int
    own: Exported | None
    mapping: SheetMapping | None
    known: bool = False
    """The mapping is one that was remembered."""
    financing: str = OPERATING


def open_for(
    session: Session, *, book: Book, version_id: int | None = None, financing: str = OPERATING
) -> Opened:
    """How a workbook is understood for a version; by default the one it was written from, or the newest.

    `financing` is what pays for the frames that somebody else's workbook is about. A decided version is
    refused.
    """
    exported = read_keys(book)
    file_key = session.scalars(select(FileInfo.file_key)).one()
    own = exported if exported and exported.file_key == file_key and keyed_sheet(book) else None
    view = _target(session, own, version_id, financing)
    assert view.version is not None
    if view.version.locked:
        raise Locked(f"Budgetversionen ”{view.version.name}”")
    if own is not None:
        return Opened(book, view.version.id, own, None)
    mapping, known = _best(session, book, view)
    return Opened(book, view.version.id, None, mapping, known, financing)


def understood(session: Session, *, opened: Opened, sheet: str) -> tuple[SheetMapping, bool]:
    """How another sheet of the workbook is understood, and whether that was remembered."""
    view = _view(session, opened)
    return _of_sheet(session, opened.book, view, sheet)


def look_at(session: Session, *, opened: Opened) -> DryRun:
    """What the workbook would change, cell by cell."""
    if opened.own is not None:
        return compare_own(session, book=opened.book, exported=opened.own, version_id=opened.version_id)
    assert opened.mapping is not None
    if not opened.mapping.columns:
        view = _view(session, opened)
        raise NoColumns(opened.book.name, view.plan.years if view.plan is not None else (0,))
    return compare_foreign(
        session,
        book=opened.book,
        mapping=opened.mapping,
        version_id=opened.version_id,
        financing=opened.financing,
    )


def import_amounts(
    session: Session, *, changes: Sequence[Change], file: str, mapping: SheetMapping | None = None
) -> int:
    """Take the changes into the budget as one step, and remember how the workbook was understood.

    Gives how many amounts were changed.
    """
    if mapping is not None:
        _remember(session, mapping, file)
    words = f"Läste in {write_count(len(changes), 'belopp', 'belopp')} ur {file}"
    if changes:
        return frames.paste_amounts(session, entries=entries_of(changes), words=words)
    describe(session, f"Sparade hur {file} ska läsas")
    return 0


def _view(session: Session, opened: Opened) -> BudgetView:
    return budget_view(session, version_id=opened.version_id, compare_id=0, financing=opened.financing)


def _target(session: Session, own: Exported | None, version_id: int | None, financing: str) -> BudgetView:
    listed = budget_view(session, compare_id=0, financing=financing)
    if listed.version is None:
        raise NoBudget(None)
    wanted = version_id if version_id is not None else own.version_id if own is not None else None
    if version_id is None and wanted not in {each.id for each in listed.versions}:
        return listed
    return budget_view(session, version_id=wanted, compare_id=0, financing=financing)


def _best(session: Session, book: Book, view: BudgetView) -> tuple[SheetMapping, bool]:
    names = names_of(session, view.rows)
    found = [_of_sheet(session, book, view, sheet.name) for sheet in book.filled()]
    return max(found, key=lambda pair: (pair[1], score(pair[0], book.sheet(pair[0].sheet), names)))


def _of_sheet(session: Session, book: Book, view: BudgetView, name: str) -> tuple[SheetMapping, bool]:
    assert view.plan is not None
    guessed = guess(book.sheet(name), names_of(session, view.rows), view.plan.years)
    row = _row(session, guessed)
    if row is None:
        return guessed, False
    mapping = recalled(guessed, row.content)
    years = set(view.plan.years)
    fitting = {column: target for column, target in mapping.columns.items() if target.year in years}
    if not fitting or len(fitting) < len(mapping.columns):
        return guessed, False  # remembered for other years: what it said of them is not true of these
    return mapping, True


def _row(session: Session, mapping: SheetMapping) -> ImportMapping | None:
    wanted = select(ImportMapping).where(
        ImportMapping.kind == KIND, ImportMapping.signature == signature(mapping.headings)
    )
    return session.scalars(wanted).first()


def _remember(session: Session, mapping: SheetMapping, file: str) -> None:
    content = remembered(mapping)
    row = _row(session, mapping)
    if row is None:
        made = ImportMapping(id=new_id(), kind=KIND, signature=signature(mapping.headings), name=file)
        made.content = content
        session.add(made)
    elif row.content != content:
        row.content, row.name = content, file
        touch(row)
