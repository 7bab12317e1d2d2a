"""A workbook of our own against the file, three ways: what was written, what stands there, what is now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from app.services.budget import history
from app.services.budget.rows import BudgetRow
from app.services.budget.rules import PREVIOUS, TOTAL
from app.services.budget.views import budget_view
from app.services.exchange.budgets.dryrun import Change, DryRun, LeftOut
from app.services.exchange.budgets.hidden import CellKey, Exported
from app.services.exchange.budgets.ownsheet import OwnSheet, keyed_sheet, read_own
from app.services.exchange.workbooks.reading import Book
from app.services.formatting import write_count, write_instant

_MOST_ASKED = 100
_COMPOSED = "Ramen räknas fram ur sina delar. Ändra delarna i stället."


def compare_own(session: Session, *, book: Book, exported: Exported, version_id: int) -> DryRun:
    """What a workbook of our own would change in a version.

    A cell that was emptied is zero, as in the grid. A plan year's frame that was written over is typed;
    that of the budget year follows from its parts and cannot be.
    """
    view = budget_view(session, version_id=version_id, compare_id=0, financing=exported.financing)
    keyed = keyed_sheet(book)
    if view.version is None or keyed is None:
        raise ValueError("neither a version nor keys to compare with")
    rows = {row.key: row for row in view.rows if not row.group}
    read = read_own(*keyed, exported, {row.name for row in view.rows})
    changes = _told(session, list(_changes(read, exported, rows)), rows)
    return DryRun(
        file=book.name,
        version=view.version,
        own=True,
        changes=tuple(changes),
        same=len(read.amounts) - len(changes),
        faults=tuple(read.faults),
        remarks=tuple(_remarks(read, exported, view.version.id)),
    )


def _changes(read: OwnSheet, exported: Exported, rows: Mapping[int, BudgetRow]) -> Iterator[Change]:
    """The changed cells, line by line as they stand in the workbook."""
    written_of = _by_holder(exported.amounts)
    for holder, keys in _by_holder(read.amounts).items():
        row = rows.get(holder)
        typed = set(_typed_totals(read, exported, keys, written_of[holder]))
        for key in sorted(keys, key=lambda key: key[1]):
            written, said = exported.amounts[key], read.amounts[key].ore or 0
            if said == written or not _counts(key, typed):
                continue
            if row is None or key[1] not in row.frames:
                reason = "Enheten har inte längre någon ram i versionen."
                read.faults.append(LeftOut(read.place(key), reason))
                continue
            if key[2] == TOTAL and not row.cells[key[1:]].typed:
                fault = LeftOut(read.place(key), f"{row.name}: {_COMPOSED}")
                read.faults.append(fault)
                continue
            change = _change(read, key, row, written, said)
            if change is not None:
                yield change


def _counts(key: CellKey, typed: set[CellKey]) -> bool:
    """A sum counts only when it was written over, and then its year's change follows from it."""
    holder, year, kind = key
    if kind == TOTAL:
        return key in typed
    return kind != "plan" or (holder, year, TOTAL) not in typed


def _change(read: OwnSheet, key: CellKey, row: BudgetRow, written: int, said: int) -> Change | None:
    now, ref = row.amount(*key[1:]), row.frames[key[1]]
    if now == said:
        return None
    return Change(
        key=key,
        frame_id=ref.frame_id,
        version=ref.version,
        name=row.name,
        old=now,
        new=said,
        place=read.place(key),
        conflict=now != written,
        remark=read.amounts[key].remark,
    )


def _by_holder(keys: Iterable[CellKey]) -> dict[int, list[CellKey]]:
    found: dict[int, list[CellKey]] = {}
    for key in keys:
        found.setdefault(key[0], []).append(key)
    return found


def _typed_totals(
    read: OwnSheet, exported: Exported, keys: list[CellKey], written: list[CellKey]
) -> Iterator[CellKey]:
    """Frames that were written over: neither what was exported nor what the parts now come to."""
    holder = keys[0][0]
    kinds: dict[int, list[str]] = {}
    for _, year, kind in written:
        if kind not in (TOTAL, PREVIOUS):
            kinds.setdefault(year, []).append(kind)
    for year in sorted({year for _, year, _ in keys}):
        key = (holder, year, TOTAL)
        if key not in read.amounts:
            continue
        said = read.amounts[key].ore or 0
        base = _value(read, exported, (holder, year - 1, TOTAL))
        if (holder, year, PREVIOUS) in exported.amounts:
            base = _value(read, exported, (holder, year, PREVIOUS))
        parts = sum(_value(read, exported, (holder, year, kind)) for kind in kinds.get(year, ()))
        if said not in (exported.amounts[key], base + parts):
            yield key


def _value(read: OwnSheet, exported: Exported, key: CellKey) -> int:
    amount = read.amounts.get(key)
    return (amount.ore or 0) if amount is not None else exported.amounts.get(key, 0)


def _told(session: Session, changes: list[Change], rows: Mapping[int, BudgetRow]) -> list[Change]:
    """Let each conflict say who changed the file since."""
    asked = 0
    for place, change in enumerate(changes):
        if not change.conflict:
            continue
        asked += 1
        cell = rows[change.key[0]].cells.get(change.key[1:])
        part = cell.part_id if cell is not None and asked <= _MOST_ASKED else None
        made = history.last_change(session, part_id=part)
        words = f"{write_instant(made.made_at)} av {made.made_by}" if made is not None else "sedan dess"
        changes[place] = replace(change, since=words)
    return changes


def _remarks(read: OwnSheet, exported: Exported, version_id: int) -> Iterator[str]:
    if exported.version_id != version_id:
        yield "Arbetsboken är skriven ur en annan version av budgeten än den som läses in i."
    typed = {key for key in exported.amounts if key[2] != TOTAL}
    missing = len(typed - set(read.amounts))
    if missing and not read.faults:
        cells = write_count(missing, "cell", "celler")
        yield f"{cells} som fanns när arbetsboken skrevs är borta ur den och lämnas som de är."
