"""The command line; without a command it opens the window."""

import argparse
import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module

from app.commands import console
from app.commands.grammar import PROGRAM, WrongUse, read_arguments
from app.models.errors import DomainError
from app.services.clock import Clock, NotADay, fixed_clock, system_clock

DONE, REFUSED, WRONG_USE, INTERNAL = range(4)
#: Where each command is carried out; loaded when it is asked for.
_HOMES = {
    "models": "look.models",
    "info": "look.info",
    "new": "files.new",
    "backup": "files.backup",
    "restore": "files.restore",
    "check": "review.check",
    "verify": "papers.verify",
    "export": "exports.export",
    "import": "imports.take_in",
}
Command = Callable[[argparse.Namespace, Clock], int]


def main(words: list[str] | None = None) -> int:
    """Do what the words ask for (those the program was started with by default); the exit code."""
    console.prepare()
    clock = Clock()
    try:
        arguments = read_arguments(sys.argv[1:] if words is None else words)
        clock = fixed_clock(arguments.today) if arguments.today else system_clock()
        code = _command(arguments, clock) if arguments.command else _window(arguments, clock)
        console.finish()
        return code
    except SystemExit:
        return DONE  # after --help, the only thing that argparse still ends by itself
    except (WrongUse, NotADay) as error:
        console.complain(error.message)
        return WRONG_USE
    except DomainError as error:
        console.complain(error.message)
        return REFUSED
    except BrokenPipeError:
        return _unread()
    except KeyboardInterrupt:
        console.complain("Avbrutet.")
        return REFUSED
    except Exception as error:
        return _broken(error, clock)


def _command(arguments: argparse.Namespace, clock: Clock) -> int:
    for name in ("file", "backup", "source"):  # so that a message can name the folder
        if name in arguments:
            setattr(arguments, name, getattr(arguments, name).absolute())
    home, _, name = _HOMES[arguments.command].partition(".")
    run: Command = getattr(import_module(f"app.commands.{home}"), name)
    return run(arguments, clock)


def _window(arguments: argparse.Namespace, clock: Clock) -> int:
    if not _has_screen():
        console.complain(f"Här finns ingen skärm att öppna fönstret på. Kommandoraden: {PROGRAM} --help")
        return REFUSED
    gc.disable()  # the window looks for garbage itself, when it has been seen
    from app.ui.shell.application import run

    return run(arguments.file, clock=clock, example=arguments.exempel)


def _has_screen() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _unread() -> int:
    """Nobody reads the rest of the answer; the interpreter must not try to write it when it ends."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    return REFUSED


def _broken(error: Exception, clock: Clock) -> int:
    from app.services import log

    installed = log.install(clock)
    try:
        report = installed.record(error)
    finally:
        installed.close()
    where = f"Loggen ligger i {report.log_path}." if report.log_path else "Loggen kunde inte skrivas."
    console.complain(f"Ett internt fel inträffade. Sparade uppgifter är orörda. {where}")
    return INTERNAL
