"""`check`: everything there is to find in a file."""

from argparse import Namespace
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from app.commands import console
from app.services.clock import Clock

if TYPE_CHECKING:
    from app.services.checks.finding import Finding

_HEADINGS = {"error": "FEL", "warning": "VARNING", "note": "NOTERING"}


def check(arguments: Namespace, clock: Clock) -> int:
    """Tell what was found; 1 when anything of it is an error."""
    found = _findings(arguments, clock)
    errors = sum(each.severity == "error" for each in found)
    if arguments.json:
        shown = [
            {name: value for name, value in asdict(each).items() if name not in _INNER} for each in found
        ]
        console.answer({"ok": not errors, "findings": shown})
    else:
        for each in found:
            console.say(f"{_HEADINGS[each.severity]:<9}{each.place}\n         {each.message} [{each.code}]")
        console.say(_summary(found))
    if errors:
        console.complain(f"{arguments.file.name}: granskningen fann {errors} fel.")
    return 1 if errors else 0


_INNER = frozenset({"kind", "key"})


def _findings(arguments: Namespace, clock: Clock) -> "tuple[Finding, ...]":
    from app.commands.opened import reading
    from app.services.checks.collect import findings
    from app.services.checks.finding import Finding
    from app.services.storage.errors import Damaged

    try:
        with reading(arguments.file, clock) as database:
            return database.read(partial(findings, today=clock.today()))
    except Damaged as error:
        return (Finding("integrity", "error", "Filen", error.message),)


def _summary(found: "tuple[Finding, ...]") -> str:
    from app.services.formatting import write_count

    if not found:
        return "Inget att anmärka på."
    counts = {name: sum(each.severity == name for each in found) for name in _HEADINGS}
    return (
        ", ".join(
            (
                write_count(counts["error"], "fel", "fel"),
                write_count(counts["warning"], "varning", "varningar"),
                write_count(counts["note"], "notering", "noteringar"),
            )
        )
        + "."
    )
