"""`import`: a steering model or a workbook taken into a file, after a look at what that would change."""

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.commands import console
from app.services.clock import Clock

if TYPE_CHECKING:
    from app.services.steering.consequences import Consequences
    from app.services.steering.modelcomparing import Difference
    from app.services.steering.modelformat import ModelFile
    from app.services.steering.ownmodel import Edit

_VERBS = {"added": "lägger till", "changed": "ändrar", "removed": "tar bort", "reordered": "ordnar om"}


def take_in(arguments: Namespace, clock: Clock) -> int:
    """Tell what would change and, unless it was only asked, change it; 1 when something stands against it."""
    return _READERS[arguments.kind](arguments, clock)


def _budget(arguments: Namespace, clock: Clock) -> int:
    from app.commands.budgets import take_in as take_in_budget

    return take_in_budget(arguments, clock)


def _calendar(arguments: Namespace, clock: Clock) -> int:
    from app.commands.wheels import take_in as take_in_calendar

    return take_in_calendar(arguments, clock)


def _measures(arguments: Namespace, clock: Clock) -> int:
    from app.commands.measures import take_in as take_in_measures

    return take_in_measures(arguments, clock)


def _model(arguments: Namespace, clock: Clock) -> int:
    from app.services.exchange.modelfiles import read_model_file, replacing

    model = read_model_file(arguments.source)
    edit = replacing(model)
    found = _looked_at(arguments, clock, edit) if arguments.dry_run else _done(arguments, clock, edit)
    against = _against(found)
    applied = bool(found.differences) and not against and not arguments.dry_run
    if arguments.json:
        console.answer({**_counts(found), "left_out": against, "applied": applied})
    else:
        _tell(found, model, applied, arguments)
    if against:
        console.complain(_refusal(against, arguments))
    return 1 if against else 0


def _looked_at(arguments: Namespace, clock: Clock, edit: "Edit") -> "Consequences":
    from app.commands.opened import reading
    from app.services.steering.consequences import consequences

    with reading(arguments.file, clock) as database:
        return database.read(partial(consequences, edit=edit))


def _done(arguments: Namespace, clock: Clock, edit: "Edit") -> "Consequences":
    from app.commands.opened import writing
    from app.services.steering.consequences import consequences
    from app.services.steering.ownmodel import change_model, own_version

    words = f"Läste in styrmodellen ur {arguments.source.name}"
    with writing(arguments.file, clock) as database:
        found = database.read(partial(consequences, edit=edit))
        if found.differences and not _against(found):
            version = database.read(own_version)
            database.write(partial(change_model, edit=edit, expected_version=version, words=words))
    return found


def _against(found: "Consequences") -> list[dict[str, str]]:
    """What stands against it: parts that are gone although something stands on them, or another reason."""
    held = [
        {"place": one.name, "reason": f"har {one.words} men finns inte i den nya modellen"}
        for one in found.held
    ]
    return [*held, {"place": "Styrmodellen", "reason": found.refusal}] if found.refusal else held


def _counts(found: "Consequences") -> dict[str, int]:
    return {
        "would_add": found.count("added"),
        "would_change": found.count("changed") + found.count("reordered"),
        "would_remove": found.count("removed"),
    }


def _tell(found: "Consequences", model: "ModelFile", applied: bool, arguments: Namespace) -> None:
    if not found.differences and not found.refusal:
        console.say(f"{arguments.source.name} är lik den modell som filen redan har. Inget ändrades.")
        return
    rows = [(f"  {_VERBS[one.how]}", _named(model, one)) for one in found.differences]
    rows += [("  berör", f"{one.name}: {one.words}") for one in found.touched]
    if rows:
        console.table(rows, numbers_from=2)
    counts = _counts(found)
    console.say("{would_add} läggs till, {would_change} ändras, {would_remove} tas bort.".format(**counts))
    if applied:
        console.say(f"Läste in {arguments.source.name} i {arguments.file.name}.")
    elif arguments.dry_run:
        console.say(f"{arguments.file.name} är inte ändrad.")


def _named(model: "ModelFile", one: "Difference") -> str:
    """A part by its name, with the fields that differ: "Nivå ”Mål” (namn, beslutas av)"."""
    from app.services.steering.modelcomparing import PART_WORDS
    from app.services.steering.modelwords import label_of

    word, rows = PART_WORDS[one.part][0], getattr(model, one.part)
    shape = type(rows[0] if isinstance(rows, tuple) and rows else rows).__name__
    labels = [label_of(shape, field) for field in one.fields]
    fields = f" ({', '.join(label[:1].lower() + label[1:] for label in labels)})" if labels else ""
    if not one.key:
        return f"{one.name}{fields}"
    if one.old_name and one.old_name != one.name:
        return f"{word} ”{one.old_name}” till ”{one.name}”{fields}"
    return f"{word} ”{one.name}”{fields}"


def _refusal(against: list[dict[str, str]], arguments: Namespace) -> str:
    first: dict[str, Any] = against[0]
    if first["place"] == "Styrmodellen":
        return f"{arguments.source.name} lästes inte in. {first['reason']}"
    rest = f" (och {len(against) - 1} till)" if len(against) > 1 else ""
    return (
        f"{arguments.source.name} lästes inte in. {first['place']} {first['reason']}{rest}. "
        "Läs in den i fönstret, där du väljer vad som tar över."
    )


_READERS: dict[str, Callable[[Namespace, Clock], int]] = {
    "budget": _budget,
    "styrmodell": _model,
    "kalender": _calendar,
    "kolada": _measures,
    "utfall": _measures,
}
