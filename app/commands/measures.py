"""`import … kolada` and `import … utfall`: outcomes taken in after a look at what they would change."""

from argparse import Namespace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from app.commands import console
from app.services.clock import Clock

if TYPE_CHECKING:
    from app.services.exchange.measures.plan import ImportPlan, LeftOut, Unknown
    from app.services.exchange.measures.sheetmapping import SheetMapping
    from app.services.storage import Database

KOLADA, OUTCOMES = "kolada", "utfall"
_MOST_TOLD = 200


def take_in(arguments: Namespace, clock: Clock) -> int:
    """Tell what would change and, unless it was only asked, change it; 1 when something stands against it.

    Key figures that no indicator has are left out and told; anything else that is wrong stops all of it.
    """
    from app.commands.opened import reading, writing

    opening = reading if arguments.dry_run else writing
    with opening(arguments.file, clock) as database:
        found, mapping = _looked_at(arguments, database, clock)
        against = [*found.faults, *(_asked(each) for each in found.unknown if each.what != "indicator")]
        if arguments.kind == OUTCOMES:
            against = [*found.faults, *map(_asked, found.unknown)]
        applied = not found.empty and not against and not arguments.dry_run
        if applied:
            _apply(database, found, mapping, clock.now())
    asked = [_asked(each) for each in found.unknown if each.what == "indicator"]
    skipped = [*found.left_out, *(asked if arguments.kind == KOLADA else ())]
    if arguments.json:
        console.answer(_answer(found, against, skipped, applied))
    else:
        _tell(found, skipped, applied, arguments)
    if against:
        rest = f" (och {len(against) - 1} till)" if len(against) > 1 else ""
        first = f"{against[0].place}: {against[0].reason.rstrip('.')}"
        console.complain(f"{found.file} lästes inte in. {first}{rest}.")
    return 1 if against else 0


def _looked_at(
    arguments: Namespace, database: "Database", clock: Clock
) -> "tuple[ImportPlan, SheetMapping | None]":
    if arguments.kind == KOLADA:
        from app.services.exchange.measures.kolada import look_at_kolada

        return database.read(partial(look_at_kolada, paths=tuple(arguments.sources))), None
    from app.services.exchange.measures.opening import NoOutcomes, open_book
    from app.services.exchange.measures.sheetplan import look_at_sheet
    from app.services.exchange.workbooks.reading import read_book

    book = read_book(arguments.source)
    year = arguments.year or clock.today().year
    opened = database.read(partial(open_book, book=book, year=year))
    problem = opened.mapping.problem()
    if problem:
        raise NoOutcomes(book.name, f"{problem} Läs in den i fönstret och peka ut kolumnerna.")
    looking = partial(look_at_sheet, book=book, mapping=opened.mapping, year=year, today=clock.today())
    return database.read(looking), opened.mapping


def _apply(database: "Database", found: "ImportPlan", mapping: "SheetMapping | None", now: datetime) -> None:
    from app.services.exchange.measures.applying import carry_out

    database.write(partial(carry_out, plan=found, mapping=mapping, measured_at=now))


def _asked(each: "Unknown") -> "LeftOut":
    from app.services.exchange.measures.plan import LeftOut
    from app.services.formatting import write_count

    values = write_count(each.count, "värde", "värden")
    named = each.name if each.name == each.key else f"{each.key} {each.name}"
    if each.what == "indicator" and (each.can_make or each.why_not):
        why = f", som {each.why_not}" if each.why_not else ""
        return LeftOut(each.place, f"inget mått har koden {named}{why} ({values})")
    figure = each.what == "indicator"
    if each.shared:
        what = "flera mått heter" if figure else "flera enheter heter"
    else:
        what = "inget mått heter" if figure else "ingen enhet heter"
    return LeftOut(each.place, f"{what} {each.name} ({values})")


def _answer(
    found: "ImportPlan", against: "list[LeftOut]", skipped: "list[LeftOut]", applied: bool
) -> dict[str, Any]:
    return {
        "would_add": found.added,
        "would_change": found.changed,
        "left_out": [{"place": each.place, "reason": each.reason} for each in [*against, *skipped]],
        "applied": applied,
        "unchanged": found.same,
        "against": len(against),
        "own": [
            {
                "place": one.place,
                "indicator": one.name,
                "unit": one.unit or None,
                "period": one.period,
                "gender": one.gender,
                "before": one.before or None,
                "after": one.after,
            }
            for one in found.own
        ],
        "others": len(found.others),
        "remarks": list(found.remarks),
    }


def _tell(found: "ImportPlan", skipped: "list[LeftOut]", applied: bool, arguments: Namespace) -> None:
    from app.services.formatting import write_count

    rows = [
        (f"  {one.place}", one.name, one.unit or "kommunen", one.period, one.gender, one.before, one.after)
        for one in found.own[:_MOST_TOLD]
    ]
    if rows:
        console.table(rows, numbers_from=5)
    if len(found.own) > _MOST_TOLD:
        console.say(f"  och {len(found.own) - _MOST_TOLD} till")
    if found.others:
        console.say(f"  {write_count(len(found.others), 'värde', 'värden')} för andra kommuner")
    for each in skipped:
        console.say(f"  läses inte: {each.place}: {each.reason}")
    for remark in found.remarks:
        console.say(remark)
    if found.empty:
        console.say(f"{found.file} har inget nytt. Inget ändrades.")
    else:
        console.say(f"{found.added} läggs till, {found.changed} ändras, {found.same} är som förut.")
    if applied:
        console.say(f"Läste in {found.file} i {arguments.file.name}.")
    elif arguments.dry_run:
        console.say(f"{arguments.file.name} är inte ändrad.")
