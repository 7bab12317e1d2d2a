"""`export … budget` and `import … budget`: the budget as a workbook, out and in."""

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import console
from app.services.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.exchange.budgets.applying import Opened
    from app.services.exchange.budgets.content import WorkbookContent
    from app.services.exchange.budgets.dryrun import Change, DryRun
    from app.services.exchange.workbooks.reading import Book


def write_workbook(arguments: Namespace, clock: Clock) -> Path:
    """Write a version of the budget, or what one unit has in it, to an Excel workbook."""
    from app.commands.opened import reading
    from app.services.exchange.budgets.excel import budget_workbook
    from app.services.reports.batch import write_file

    with reading(arguments.file, clock) as database:
        content = database.read(partial(_content, arguments=arguments, clock=clock))
    write_file(arguments.out, budget_workbook(content))
    return Path(arguments.out)


def _content(session: "Session", *, arguments: Namespace, clock: Clock) -> "WorkbookContent":
    from app.services.exchange.budgets.content import line_named, read_content, version_named

    year: int | None = arguments.year
    version_id = version_named(session, arguments.version, year=year)
    line = line_named(session, arguments.unit, version_id, year) if arguments.unit else None
    return read_content(
        session,
        today=clock.today(),
        money="tkr" if arguments.tkr else "kr",
        version_id=version_id,
        line=line,
        year=year,
    )


def take_in(arguments: Namespace, clock: Clock) -> int:
    """Tell what a workbook would change and, unless it was only asked, change it; 1 when it cannot be."""
    from app.services.exchange.workbooks.reading import read_book

    book = read_book(arguments.source)
    found = _looked_at(arguments, clock, book) if arguments.dry_run else _done(arguments, clock, book)
    against = [{"place": each.place, "reason": each.reason} for each in found.hindrances]
    applied = bool(found.changes) and not against and not arguments.dry_run
    if arguments.json:
        console.answer(_answer(found, against, applied))
    else:
        _tell(found, applied, arguments)
    if against:
        rest = f" (och {len(against) - 1} till)" if len(against) > 1 else ""
        first = f"{against[0]['place']}: {against[0]['reason'].rstrip('.')}"
        console.complain(f"{book.name} lästes inte in. {first}{rest}. {_advice(found)}")
    return 1 if against else 0


def _looked_at(arguments: Namespace, clock: Clock, book: "Book") -> "DryRun":
    from app.commands.opened import reading
    from app.services.exchange.budgets.applying import look_at

    with reading(arguments.file, clock) as database:
        opened = database.read(partial(_opened, arguments=arguments, book=book))
        return database.read(partial(look_at, opened=opened))


def _done(arguments: Namespace, clock: Clock, book: "Book") -> "DryRun":
    from app.commands.opened import writing
    from app.services.exchange.budgets.applying import import_amounts, look_at

    with writing(arguments.file, clock) as database:
        opened = database.read(partial(_opened, arguments=arguments, book=book))
        found = database.read(partial(look_at, opened=opened))
        if found.changes and not found.hindrances:
            database.write(partial(import_amounts, changes=found.changes, file=book.name))
    return found


def _opened(session: "Session", *, arguments: Namespace, book: "Book") -> "Opened":
    from app.services.exchange.budgets.applying import open_for
    from app.services.exchange.budgets.content import version_named

    return open_for(session, book=book, version_id=version_named(session, arguments.version))


def _answer(found: "DryRun", against: list[dict[str, str]], applied: bool) -> dict[str, Any]:
    return {
        "would_add": 0,
        "would_change": len(found.changes) - len(found.conflicts),
        "left_out": against,
        "applied": applied,
        "version": found.version.name,
        "own": found.own,
        "unchanged": found.same,
        "cells": [_cell(change) for change in found.changes],
        "skipped": [{"place": each.place, "reason": each.reason} for each in found.left_out],
        "remarks": list(found.remarks),
    }


def _cell(change: "Change") -> dict[str, Any]:
    return {
        "place": change.place,
        "unit": change.name,
        "year": change.year,
        "part": change.kind,
        "old": change.old,
        "new": change.new,
        "conflict": change.conflict,
        "remark": change.remark,
    }


def _tell(found: "DryRun", applied: bool, arguments: Namespace) -> None:
    from app.services.budget.words import PART_NAMES
    from app.services.formatting import write_count, write_ore

    name = arguments.source.name
    rows = [
        (
            f"  {one.place}",
            one.name,
            f"{PART_NAMES[one.kind]} {one.year}",
            write_ore(one.old),
            write_ore(one.new),
        )
        for one in found.changes
    ]
    if rows:
        console.table(rows, numbers_from=3)
    for each in found.left_out:
        console.say(f"  {each.place}  läses inte: {each.reason}")
    for remark in found.remarks:
        console.say(remark)
    if not found.changes and not found.hindrances:
        console.say(f"{name} säger detsamma som versionen {found.version.name}. Inget ändrades.")
    elif found.changes:
        console.say(
            f"{write_count(len(found.changes), 'belopp ändras', 'belopp ändras')} i {found.version.name}."
        )
    if applied:
        console.say(f"Läste in {name} i {arguments.file.name}.")
    elif arguments.dry_run:
        console.say(f"{arguments.file.name} är inte ändrad.")


def _advice(found: "DryRun") -> str:
    if found.faults:
        return "Rätta arbetsboken och läs in den igen."
    return "Läs in den i fönstret, där du väljer vad som ska gälla."
