"""What can be written about the economy on the command line: which of its documents."""

import argparse
from typing import Final

ECONOMY: Final = "ekonomi"
_COMPARED: Final = 2
_ENDINGS: Final = frozenset({".pdf", ".xlsx"})


def add_economy_options(parser: argparse.ArgumentParser) -> None:
    """The options of the economy."""
    parser.add_argument(
        "--part",
        action="append",
        metavar="DEL",
        help="bara den delen av ekonomin, till exempel resultat; kan anges flera gånger",
    )
    parser.add_argument(
        "--round",
        action="append",
        metavar="PROGNOS",
        help="ekonomins prognosomgångar att jämföra: anges två gånger, den tidigare först",
    )


def check_economy(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Refuse what does not go together."""
    if arguments.kind != ECONOMY:
        for name in ("part", "round"):
            if getattr(arguments, name):
                parser.error(f"--{name} gäller bara ekonomin")
    elif arguments.round and len(arguments.round) != _COMPARED:
        parser.error("--round anges två gånger: de två prognosomgångar som jämförs")
    elif arguments.out.suffix.casefold() not in _ENDINGS:
        parser.error("ekonomin skrivs till en fil som slutar på .pdf eller .xlsx")
