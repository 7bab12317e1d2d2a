"""What can be written about agreements on the command line: their kind, the kind of file, the archive."""

import argparse
from pathlib import Path

AGREEMENTS = ("uppdragshandling", "overenskommelse")
"""The same thing under two names: agreements of every kind that the model has."""
REVISIONS = "ramrevidering"
CASES = "tjansteskrivelse"
BY_UNIT = frozenset({*AGREEMENTS, REVISIONS})
PAPERS = frozenset({*BY_UNIT, CASES})
ARCHIVES = ("2a", "3a")
WORD = ".docx"


def add_agreement_options(parser: argparse.ArgumentParser) -> None:
    """The options of agreements."""
    parser.add_argument(
        "--kind",
        dest="agreement_kind",
        metavar="SLAG",
        help="bara överenskommelser av slaget, till exempel Resultatkontrakt",
    )
    parser.add_argument(
        "--archive",
        choices=ARCHIVES,
        metavar="ARKIV",
        help="överenskommelsens PDF/A: 2a, eller 3a som också har uppgifterna den gjordes av",
    )
    parser.add_argument("--word", action="store_true", help="överenskommelsernas text som Word i stället")


def check_agreements(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Refuse options that do not go together."""
    kind, out = arguments.kind, arguments.out
    if kind not in PAPERS:
        for name, given in (
            ("--kind", arguments.agreement_kind),
            ("--archive", arguments.archive),
            ("--word", arguments.word),
        ):
            if given:
                parser.error(f"{name} gäller bara överenskommelser och det som hör till dem")
        return
    wants_word = arguments.word or is_word(out)
    if kind == REVISIONS and wants_word:
        parser.error("ramrevideringar skrivs bara som PDF")
    if arguments.archive and (wants_word or kind not in AGREEMENTS):
        parser.error("--archive gäller bara överenskommelser som PDF")
    if arguments.word and out.suffix.casefold() == ".pdf":
        parser.error(f"med --word skrivs en mapp eller en fil som slutar på {WORD}")


def is_word(out: Path) -> bool:
    """Whether a place names a file for a word processor."""
    return out.suffix.casefold() == WORD


def is_one_file(out: Path) -> bool:
    """Whether a place names one file, and not a folder for many."""
    return out.suffix.casefold() in (".pdf", WORD) and not out.is_dir()
