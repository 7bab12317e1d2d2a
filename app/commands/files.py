"""`new`, `backup` and `restore`: making files and keeping them safe."""

from argparse import Namespace
from pathlib import Path

from app.commands import console
from app.services.clock import Clock


def new(arguments: Namespace, clock: Clock) -> int:
    """Make a file with a steering model, and with the example when asked."""
    from app.services.exchange.newfile import create_file
    from app.services.settings import load_settings

    example_year = (arguments.year or clock.today().year + 1) if arguments.example else None
    user = load_settings().display_name
    create_file(arguments.file, arguments.model, clock=clock, user=user, example_year=example_year)
    if arguments.json:
        console.answer(
            {"path": str(arguments.file), "bytes": arguments.file.stat().st_size, "year": example_year}
        )
    else:
        example = f", med exemplet kring budgetåret {example_year}" if example_year else ""
        console.say(f"Skapade {arguments.file}{example}.")
    return 0


def backup(arguments: Namespace, clock: Clock) -> int:
    """Back up a file beside itself, or where it is asked for."""
    from app.commands.opened import settled
    from app.services.formatting import write_bytes
    from app.services.storage.backup import list_backups, make_backup, save_copy_as

    path: Path = arguments.file
    settled(path, clock)
    target: Path | None = arguments.out
    if target is not None and not target.is_dir():
        save_copy_as(path, target)
        return _tell_copy(
            target, f"Kopierade till {target} ({write_bytes(target.stat().st_size)}).", arguments
        )
    made = make_backup(path, path, clock=clock, folder=target)
    if made is not None:
        return _tell_copy(made.path, f"Kopierade till {made.path} ({write_bytes(made.bytes)}).", arguments)
    latest = list_backups(path, folder=target)[0].path
    return _tell_copy(latest, f"Inget har ändrats sedan {latest}.", arguments, made=False)


def restore(arguments: Namespace, clock: Clock) -> int:
    """Let a file become what it was in a backup; what it was before is kept as a backup."""
    from app.services.settings import load_settings
    from app.services.storage.backup import restore as put_back

    before = put_back(arguments.file, arguments.backup, clock=clock, user=load_settings().display_name)
    if arguments.json:
        console.answer({"path": str(arguments.file), "before": str(before.path) if before else None})
    else:
        console.say(f"Återställde {arguments.file} från {arguments.backup}.")
        if before is not None:
            console.say(f"Som den var före återställningen: {before.path}")
    return 0


def _tell_copy(path: Path, words: str, arguments: Namespace, *, made: bool = True) -> int:
    if arguments.json:
        console.answer({"path": str(path), "bytes": path.stat().st_size, "made": made})
    else:
        console.say(words)
    return 0
