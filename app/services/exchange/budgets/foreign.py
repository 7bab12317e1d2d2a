"""Somebody else's workbook against a version of the budget, as its mapping understands it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS
from app.services.budget.figures import OPERATING
from app.services.budget.rows import BudgetRow
from app.services.budget.rules import PREVIOUS, TOTAL
from app.services.budget.views import BudgetView, budget_view
from app.services.exchange.budgets.content import HIDDEN
from app.services.exchange.budgets.dryrun import Change, DryRun, LeftOut, Unknown
from app.services.exchange.budgets.mapping import SheetMapping, Target
from app.services.exchange.budgets.matching import Names, folded, is_sum, names_of
from app.services.exchange.workbooks.amounts import Amount, amount_at
from app.services.exchange.workbooks.cells import Sheet, address
from app.services.exchange.workbooks.errors import NoAmount
from app.services.exchange.workbooks.reading import Book

REST: Final = "priority"
"""Where a whole frame of the budget year lands: what its other parts do not explain."""
_HELD = "ramen ska vara kvar fast året före ändras"
_ON_REST = "skillnaden mot ramen i arbetsboken"


@dataclass
class _Lines:
    """The lines of a sheet by whom they mean, and what could not be used."""

    of: dict[int, int] = field(default_factory=dict)
    faults: list[LeftOut] = field(default_factory=list)
    unknown: dict[str, Unknown] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def compare_foreign(
    session: Session, *, book: Book, mapping: SheetMapping, version_id: int, financing: str = OPERATING
) -> DryRun:
    """What a workbook would change in a version; an empty cell changes nothing."""
    view = budget_view(session, version_id=version_id, compare_id=0, financing=financing)
    if view.version is None or view.plan is None:
        raise ValueError("no version to compare with")
    sheet = book.sheet(mapping.sheet)
    lines = _lines(sheet, mapping, names_of(session, view.rows), view)
    rows = {row.key: row for row in view.rows if not row.group}
    changes: list[Change] = []
    cells = 0
    for holder, at in lines.of.items():
        said = _amounts(sheet, at, mapping, lines)
        cells += len(said)
        changes += _Holder(rows[holder], at, said).changes()
    return DryRun(
        file=book.name,
        version=view.version,
        own=False,
        changes=tuple(changes),
        same=max(0, cells - len(changes)),
        faults=tuple(lines.faults),
        unknown=tuple(lines.unknown.values()),
        left_out=tuple(lines.left_out),
        remarks=tuple(_remarks(book, mapping)),
    )


def _lines(sheet: Sheet, mapping: SheetMapping, names: Names, view: BudgetView) -> _Lines:
    found = _Lines()
    holders = {row.key for row in view.rows if not row.group}
    groups: list[tuple[int, str, int]] = []
    for at in range(mapping.first_row, sheet.height):
        name = sheet.text(at, mapping.unit_column)
        if not name or not _says_something(sheet, at, mapping):
            continue
        holder = names.find(name)
        if holder is None and folded(name) in mapping.units:
            holder = mapping.units[folded(name)]
            if holder is None or holder not in holders:
                found.left_out.append(LeftOut(_place(sheet, at, mapping), f"{name} (utelämnad)"))
                continue
        if holder is not None:
            _keep(found, sheet, at, mapping, holder, name)
        elif is_sum(name):
            found.left_out.append(LeftOut(_place(sheet, at, mapping), f"{name} (summa)"))
        elif (group := names.group(name)) is not None:
            groups.append((at, name, group))
        else:
            _ask(found, sheet, at, mapping, name)
    for at, name, group in groups:
        if _any_under(group, found.of, view):
            reason = f"{name} (summa av dem som står under)"
            found.left_out.append(LeftOut(_place(sheet, at, mapping), reason))
        else:
            _ask(found, sheet, at, mapping, name)
    return found


def _keep(found: _Lines, sheet: Sheet, at: int, mapping: SheetMapping, holder: int, name: str) -> None:
    if holder in found.of:
        reason = f"{name} står både på rad {found.of[holder] + 1} och på rad {at + 1}. Ta bort den ena raden."
        found.faults.append(LeftOut(_place(sheet, at, mapping), reason))
    else:
        found.of[holder] = at


def _ask(found: _Lines, sheet: Sheet, at: int, mapping: SheetMapping, name: str) -> None:
    place = _place(sheet, at, mapping)
    found.unknown.setdefault(folded(name), Unknown(folded(name), name, place))


def _any_under(group: int, of: Mapping[int, int], view: BudgetView) -> bool:
    parents = {row.key: row.parent for row in view.rows}
    for holder in of:
        above = parents.get(holder)
        while above is not None:
            if above == group:
                return True
            above = parents.get(above)
    return False


def _says_something(sheet: Sheet, at: int, mapping: SheetMapping) -> bool:
    return any(
        sheet.cell(at, column) is not None or (at, column) in sheet.errors for column in mapping.columns
    )


def _place(sheet: Sheet, at: int, mapping: SheetMapping) -> str:
    return f"{sheet.name}!{address(at, mapping.unit_column)}"


def _amounts(sheet: Sheet, at: int, mapping: SheetMapping, lines: _Lines) -> dict[Target, tuple[Amount, str]]:
    found: dict[Target, tuple[Amount, str]] = {}
    for column, target in mapping.columns.items():
        try:
            amount = amount_at(sheet, at, column, mapping.money)
        except NoAmount as refused:
            lines.faults.append(LeftOut(f"{refused.sheet}!{refused.address}", refused.message))
            continue
        if amount.ore is not None:
            found[target] = (amount, f"{sheet.name}!{address(at, column)}")
    return found


class _Holder:
    """One line of the budget and what the workbook says of it, year by year."""

    def __init__(self, row: BudgetRow, at: int, said: Mapping[Target, tuple[Amount, str]]) -> None:
        self._row, self._at, self._said = row, at, said
        self._made: list[Change] = []

    def changes(self) -> list[Change]:
        """The changed cells; a later year builds on what the years before become."""
        before: int | None = None
        for year in sorted(self._row.frames):
            before = self._year(year, before)
        return self._made

    def _year(self, year: int, before: int | None) -> int:
        """Take a year's amounts; gives what its frame becomes."""
        now = {kind: self._row.amount(year, kind) for kind in COMPONENTS}
        base = self._row.amount(year, PREVIOUS)
        moved = before is not None and before != base
        if before is None:
            base = self._take(year, PREVIOUS, base)
        for kind in COMPONENTS:
            now[kind] = self._take(year, kind, now[kind])
        total = (base if before is None else before) + sum(now.values())
        said = self._said.get(Target(year, TOTAL))
        if said is None or said[0].ore is None:
            return total
        if before is None:
            rest = now[REST] + said[0].ore - total
            if rest != now[REST]:
                self._change(year, REST, self._row.amount(year, REST), rest, said, _ON_REST)
        elif said[0].ore != total:
            unmoved = moved and said[0].ore == self._row.amount(year, TOTAL)
            self._change(
                year, TOTAL, self._row.amount(year, TOTAL), said[0].ore, said, _HELD if unmoved else ""
            )
        return said[0].ore

    def _take(self, year: int, kind: str, now: int) -> int:
        said = self._said.get(Target(year, kind))
        if said is None or said[0].ore is None:
            return now
        if said[0].ore != now:
            self._change(year, kind, now, said[0].ore, said)
        return said[0].ore

    def _change(
        self, year: int, kind: str, old: int, new: int, said: tuple[Amount, str], why: str = ""
    ) -> None:
        amount, place = said
        ref = self._row.frames[year]
        remark = "; ".join(text for text in (amount.remark, why) if text)
        key = (self._row.key, year, kind)
        made = Change(key, ref.frame_id, ref.version, self._row.name, old, new, place, remark=remark)
        self._made = [*(each for each in self._made if each.key != key), made]


def _remarks(book: Book, mapping: SheetMapping) -> Iterator[str]:
    hidden = [each.name for each in book.hidden if each.name != HIDDEN]
    if mapping.sheet in hidden:
        yield f"Bladet ”{mapping.sheet}” är dolt i arbetsboken."
        return
    if hidden:
        named = ", ".join(f"”{name}”" for name in hidden[:3])
        yield f"Dolda blad läses inte: {named}{' med flera' if len(hidden) > 3 else ''}."
    others = [each.name for each in book.visible if each.name != mapping.sheet]
    if others:
        yield f"Bara bladet ”{mapping.sheet}” läses."
