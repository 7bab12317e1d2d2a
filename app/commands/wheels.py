"""`export … arshjul`, `export … sammantraden` and `import … kalender`: the wheel's year out and in."""

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import console
from app.commands.wheel_grammar import PLAN, is_folder
from app.services.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.exchange.calendars.dryrun import CalendarDryRun, ImportRow
    from app.services.exchange.calendars.found import FoundCalendar
    from app.services.exchange.wheel_files import WheelContent


def write_year(arguments: Namespace, clock: Clock) -> list[Path]:
    """Write a year's wheel or meeting plan to a file, or the calendars of its bodies to a folder."""
    from app.commands.opened import reading
    from app.services.reports.batch import FileNotWritten, write_file

    with reading(arguments.file, clock) as database:
        content = database.read(partial(_content, arguments=arguments, clock=clock))
    written: list[Path] = []
    for path, data in _files(content, arguments):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FileNotWritten(path, error) from error
        write_file(path, data)
        written.append(path)
    _tell_undated(content, arguments)
    return written


def _content(session: "Session", *, arguments: Namespace, clock: Clock) -> "WheelContent":
    from app.services.exchange.wheel_files import NoPlan, read_wheel, usual_year

    year = arguments.year or usual_year(session, today=clock.today())
    content = read_wheel(session, year=year, clock=clock)
    if arguments.kind == PLAN and not content.calendar.plan.rows:
        raise NoPlan(year)
    return content


def _files(content: "WheelContent", arguments: Namespace) -> list[tuple[Path, bytes]]:
    from app.services.exchange import wheel_files
    from app.services.exchange.calendars.ical import calendar_files
    from app.services.wheel.picture.options import WheelOptions

    path, plan = Path(arguments.out), arguments.kind == PLAN
    if is_folder(path):
        files = calendar_files(content.calendar, meetings_only=plan)
        return [(path / name, data) for name, data in files]
    if plan and path.suffix.casefold() == wheel_files.EXCEL:
        return [(path, wheel_files.plan_workbook(content))]
    if plan:
        return [(path, wheel_files.calendar(content, arguments.body, meetings_only=True))]
    options = WheelOptions(rings=arguments.rings, mono=arguments.mono)
    choice = wheel_files.WheelChoice(arguments.paper, arguments.landscape, options, arguments.dpi)
    return [(path, wheel_files.wheel_bytes(content, choice, path, arguments.body))]


def _tell_undated(content: "WheelContent", arguments: Namespace) -> None:
    """Say that activities without time stand in no calendar."""
    from app.services.formatting import write_count

    calendar = is_folder(arguments.out) or arguments.out.suffix.casefold() == ".ics"
    count = content.calendar.undated() if calendar and arguments.kind != PLAN else 0
    if count and not arguments.json:
        told = write_count(count, "aktivitet utan angiven tid står", "aktiviteter utan angiven tid står")
        console.say(f"{told} inte i någon kalender.")


def take_in(arguments: Namespace, clock: Clock) -> int:
    """Tell what a calendar would change and, unless it was only asked, change it; 1 when it is not whole."""
    from app.commands.opened import reading, writing
    from app.services.exchange.calendars.applying import import_calendar, read_calendar_file

    opening = reading if arguments.dry_run else writing
    with opening(arguments.file, clock) as database:
        year = arguments.year or database.read(partial(_usual_year, clock=clock))
        calendar = read_calendar_file(arguments.source, year)
        looking = partial(_looked_at, calendar=calendar, year=year, clock=clock, body=arguments.body)
        found = database.read(looking)
        applied = bool(found.rows) and not arguments.dry_run
        if applied:
            database.write(partial(import_calendar, rows=found.rows, year=year, file=calendar.name))
    if arguments.json:
        console.answer(_answer(found, applied))
    else:
        _tell(found, applied, arguments)
    against = [each for each in found.left_out if not each.expected]
    if against:
        rest = f" (och {len(against) - 1} till)" if len(against) > 1 else ""
        console.complain(f"Lästes inte in: {against[0].place} {against[0].reason.rstrip('.')}{rest}.")
    return 1 if against else 0


def _usual_year(session: "Session", *, clock: Clock) -> int:
    from app.services.exchange.wheel_files import usual_year

    return usual_year(session, today=clock.today())


def _looked_at(
    session: "Session", *, calendar: "FoundCalendar", year: int, clock: Clock, body: str | None
) -> "CalendarDryRun":
    from app.services.exchange.calendars.dryrun import look_at

    return look_at(session, calendar=calendar, year=year, today=clock.today(), body=body)


def _answer(found: "CalendarDryRun", applied: bool) -> dict[str, Any]:
    told = [{"place": each.place, "reason": each.reason} for each in found.left_out if not each.expected]
    skipped = [{"place": each.place, "reason": each.reason} for each in found.left_out if each.expected]
    return {
        "would_add": found.added,
        "would_change": found.changed,
        "left_out": told,
        "applied": applied,
        "year": found.year,
        "unchanged": found.same,
        "rows": [_row(row) for row in found.rows],
        "skipped": skipped,
    }


def _row(row: "ImportRow") -> dict[str, Any]:
    return {
        "place": row.event.place,
        "kind": row.kind,
        "new": row.new,
        "name": row.name,
        "title": row.title,
        "before": row.before,
        "after": row.after,
    }


def _tell(found: "CalendarDryRun", applied: bool, arguments: Namespace) -> None:
    verbs = {True: "  lägger till", False: "  ändrar"}
    rows = [
        (verbs[row.new], _name(row), f"{row.before} → {row.after}" if row.before else row.after)
        for row in found.rows
    ]
    if rows:
        console.table(rows, numbers_from=len(rows[0]))
    for each in found.left_out:
        if each.expected:
            console.say(f"  läses inte: {each.place} {each.reason}")
    if not found.rows:
        console.say(f"{found.name} har inget nytt för {found.year}. Inget ändrades.")
    else:
        console.say(f"{found.added} läggs till, {found.changed} ändras, {found.same} är som förut.")
    if applied:
        console.say(f"Läste in {found.name} i {arguments.file.name}.")
    elif arguments.dry_run:
        console.say(f"{arguments.file.name} är inte ändrad.")


def _name(row: "ImportRow") -> str:
    return f"{row.name}: {row.title}" if row.kind == "meeting" and row.title else row.name
