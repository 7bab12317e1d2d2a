"""`models` and `info`: what can be chosen, and what is in a file."""

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.commands import console
from app.services.clock import Clock

if TYPE_CHECKING:
    from app.services.exchange.info import Contents, FileInfo

_ROWS = {
    "units": "organisatoriska enheter",
    "nodes": "styrelement",
    "goals": "varav mål",
    "indicators": "mått",
    "measurements": "utfall",
    "frames": "budgetramar",
    "wheel_activities": "aktiviteter i årshjulet",
    "agreements": "uppdragshandlingar och avtal",
    "assignments": "uppdrag",
    "activities": "aktiviteter",
}


def models(arguments: Namespace, _clock: Clock) -> int:
    """The steering models that the program carries."""
    from app.services.steering.modelformat import available_models

    found = available_models()
    if arguments.json:
        console.answer([asdict(each) for each in found])
        return 0
    heading = ("nyckel", "kommun", "nivåer", "perspektiv", "årshjul", "dokument", "rapporter", "avtal")
    rows = [
        (
            each.key, each.name, str(each.levels), str(each.perspectives), str(each.wheel_patterns),
            str(each.document_kinds), str(each.report_kinds), str(each.agreement_kinds),
        )
        for each in found
    ]  # fmt: skip
    console.table([heading, *rows], numbers_from=2)
    return 0


def info(arguments: Namespace, clock: Clock) -> int:
    """What a file holds."""
    from app.services.exchange.info import file_info
    from app.services.formatting import write_bytes, write_instant, write_number
    from app.services.settings import load_settings

    found = file_info(arguments.file, clock=clock, user=load_settings().display_name)
    contents = found.contents
    if arguments.json:
        console.answer(_plain_info(found))
        return 0
    console.say(contents.municipality + (" (exempel)" if contents.example else ""))
    facts = [
        ("styrmodell", f"{contents.model_title} ({contents.model}, upplaga {contents.edition})"),
        ("gäller", _validity_words(contents)),
        ("schema", found.schema),
        ("storlek", write_bytes(found.size)),
        ("säkerhetskopia", write_instant(found.last_backup) if found.last_backup else "ingen"),
        ("kan ändras", _writable_words(found.read_only, found.holder)),
        *((name, write_number(contents.rows[key])) for key, name in _ROWS.items()),
    ]
    console.table([(f"  {name}", value) for name, value in facts], numbers_from=2)
    return 0


def _validity_words(contents: "Contents") -> str:
    from app.services.formatting import write_date

    days = [
        f"{word} {write_date(day)}"
        for word, day in (("från", contents.valid_from), ("till och med", contents.valid_to))
        if day is not None
    ]
    told = [" ".join(days), contents.validity]
    if contents.valid_from is not None and write_date(contents.valid_from) in contents.validity:
        told = [contents.validity]  # the words of the model say the day themselves
    return ", ".join(part for part in told if part) or "modellen anger ingen tid"


def _writable_words(read_only: bool, holder: str | None) -> str:
    if not read_only:
        return "ja"
    return (
        f"nej, filen är öppen hos {holder}"
        if holder
        else "nej, filen är skrivskyddad eller öppen hos någon annan"
    )


def _plain_info(found: "FileInfo") -> dict[str, Any]:
    return {
        "municipality": found.contents.municipality,
        "model": found.contents.model,
        "edition": found.contents.edition,
        "valid_from": found.contents.valid_from and found.contents.valid_from.isoformat(),
        "valid_to": found.contents.valid_to and found.contents.valid_to.isoformat(),
        "example": found.contents.example,
        "schema": found.schema,
        "read_only": found.read_only,
        "holder": found.holder,
        "rows": found.contents.rows,
        "bytes": found.size,
        "last_backup": found.last_backup.isoformat(timespec="seconds") if found.last_backup else None,
    }
