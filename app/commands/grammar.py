"""What can be written on the command line; argparse made to speak Swedish and to refuse in one line."""

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn

from app.commands.agreement_grammar import (
    AGREEMENTS,
    BY_UNIT,
    CASES,
    REVISIONS,
    add_agreement_options,
    check_agreements,
)
from app.commands.economy_grammar import ECONOMY, add_economy_options, check_economy
from app.commands.wheel_grammar import (
    CALENDAR,
    PLAN,
    WHEEL,
    YEARLY,
    add_wheel_options,
    check_wheel,
    is_folder,
)
from app.commands.words import speak_swedish
from app.services.clock import NotADay, read_day

PROGRAM = "rodatraden"
#: The commands in the order they are told, each with what it does.
COMMANDS = {
    "models": "visar styrmodellerna som går att välja",
    "new": "skapar en fil med en styrmodell",
    "info": "berättar vad en fil innehåller",
    "check": "granskar en fil; slutar med 1 om något är fel",
    "verify": "kontrollerar en utskrift, med dess kontrollkod eller som PDF, mot filen",
    "export": "skriver uppdragshandlingar, styrdokument, styrkort, budget, ekonomi, årshjul eller allt",
    "import": "läser in en budget, en styrmodell, en kalender eller mätvärden och visar vad som ändras",
    "backup": "säkerhetskopierar en fil",
    "restore": "återställer en fil från en säkerhetskopia",
}
SCORECARD = "styrkort"
KINDS = (
    *AGREEMENTS, REVISIONS, CASES, "dokument", "register", "budget", "jamforelse", "internbudget",
    ECONOMY, "styrmodell", "data", WHEEL, PLAN, SCORECARD,
)  # fmt: skip
_BY_UNIT = frozenset({*BY_UNIT, "dokument", "budget", "internbudget", SCORECARD})
_BY_VERSION = frozenset({"budget", "jamforelse", "styrmodell", ECONOMY})
_IN_UNITS = frozenset({"budget", "jamforelse", ECONOMY})
#: How the file with the budget may be called.
BUDGETS = (".xlsx", ".pdf")
_REGISTERS = frozenset({".pdf", ".xlsx"})
_WORKBOOK = ".xlsx"
MEASURES = ("kolada", "utfall")
IMPORTED = ("budget", "styrmodell", CALENDAR, *MEASURES)
_YEARS = range(1990, 2200)
_LONGEST_EDITION = 4
_CODES = "Slutkoder: 0 klart, 1 anmärkningar eller avslag, 2 fel använt, 3 internt fel."


class WrongUse(Exception):
    """What was written cannot be understood; `message` says why and where to read more."""

    def __init__(self, why: str, program: str) -> None:
        self.message = f"{program}: {why}. Se {program} --help."
        super().__init__(self.message)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises WrongUse instead of writing its usage and ending the process."""

    def error(self, message: str) -> NoReturn:
        """Refuse what was written."""
        raise WrongUse(message.rstrip("."), self.prog)


def read_arguments(words: list[str]) -> argparse.Namespace:
    """What was asked for; `command` is "" when the window is to be opened. Raises WrongUse."""
    speak_swedish()
    place = _first_word(words)
    name = "" if place is None else words[place]
    if place is not None and name in COMMANDS:
        parser = command_parser(name)
        arguments = parser.parse_args(words[:place] + words[place + 1 :])
        _check_together(arguments, parser)
    else:
        arguments, extra = window_parser().parse_known_args(words)
        if extra or _is_misspelt(name):
            raise WrongUse(_unknown(name, extra), PROGRAM)
        name = ""
    arguments.command = name
    return arguments


def window_parser() -> Parser:
    """The grammar without a command."""
    commands = "\n".join(f"  {name:<9} {words}" for name, words in COMMANDS.items())
    parser = Parser(
        PROGRAM,
        usage=f"{PROGRAM} [FIL] | {PROGRAM} KOMMANDO …",
        description=f"Öppnar fönstret, med en fil om du anger en.\n\nkommandon:\n{commands}",
        epilog=f"{_CODES}\nMer om ett kommando: {PROGRAM} KOMMANDO --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FIL", help="filen som ska öppnas")
    parser.add_argument("--exempel", action="store_true", help="öppnar exempelkommunen i din dokumentmapp")
    _add_today(parser)
    return parser


def command_parser(name: str) -> Parser:
    """The grammar of one command."""
    parser = Parser(
        f"{PROGRAM} {name}", description=f"{PROGRAM} {name} {COMMANDS[name]}.", allow_abbrev=False
    )
    if name != "models":
        parser.add_argument("file", type=Path, metavar="FIL", help="filen, som slutar på .styr")
    if name == "new":
        parser.add_argument(
            "--model",
            required=True,
            metavar="MODELL",
            help="styrmodellens nyckel (se models) eller en TOML-fil",
        )
        parser.add_argument("--example", action="store_true", help="lägger in exempelkommunen")
        parser.add_argument("--year", type=_year, metavar="ÅR", help="exemplets budgetår; annars nästa år")
    elif name == "export":
        _add_export(parser)
    elif name == "import":
        _add_import(parser)
    elif name == "verify":
        _add_verify(parser)
    elif name == "backup":
        parser.add_argument("--out", type=Path, metavar="PLATS", help="ny fil eller mapp för kopian")
    elif name == "restore":
        parser.add_argument("backup", type=Path, metavar="KOPIA", help="säkerhetskopian")
    parser.add_argument("--json", action="store_true", help="svarar med JSON för andra program")
    _add_today(parser)
    return parser


def _add_export(parser: Parser) -> None:
    parser.add_argument("kind", choices=KINDS, metavar="SLAG", help=f"något av {', '.join(KINDS)}")
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="PLATS",
        help="mapp för PDF-filerna eller kalendrarna, annars filen som ska skrivas",
    )
    parser.add_argument(
        "--unit", metavar="ENHET", help="bara den enhetens handlingar, ramar, internbudget eller styrkort"
    )
    parser.add_argument("--year", type=_year, metavar="ÅR", help="bara det som gäller året")
    parser.add_argument(
        "--period", metavar="PERIOD", help="styrkortets period, till exempel T1 2027; annars hela året"
    )
    parser.add_argument("--title", metavar="TEXT", help="bara styrdokument med texten i titeln")
    parser.add_argument(
        "--version", metavar="VERSION", help="budgetversionens namn, eller styrmodellens upplaga"
    )
    parser.add_argument("--compare", metavar="VERSION", help="budgetversionen att jämföra med")
    parser.add_argument(
        "--tkr", action="store_true", help="budgetens, ekonomins eller jämförelsens belopp i tusental kronor"
    )
    add_economy_options(parser)
    add_wheel_options(parser)
    add_agreement_options(parser)


def _add_import(parser: Parser) -> None:
    parser.add_argument("kind", choices=IMPORTED, metavar="SLAG", help=f"något av {', '.join(IMPORTED)}")
    parser.add_argument(
        "sources",
        type=Path,
        nargs="+",
        metavar="KÄLLA",
        help="arbetsboken, kalendern eller TOML-filen; från Kolada alla sidor på en gång",
    )
    parser.add_argument("--version", metavar="VERSION", help="budgetversionen som ska ändras")
    parser.add_argument("--year", type=_year, metavar="ÅR", help="kalenderns arbetsår, eller utfallens år")
    parser.add_argument("--body", metavar="ORGAN", help="organet vars sammanträden kalendern är")
    parser.add_argument("--dry-run", action="store_true", help="visar bara vad som skulle ändras")


def _add_verify(parser: Parser) -> None:
    parser.add_argument("paper", metavar="UTSKRIFT", help="PDF-filen, eller koden som står på papperet")
    parser.add_argument(
        "--trust", type=Path, action="append", metavar="UTFÄRDARE",
        help="certifikatfilen för en utfärdare av underskrifter att lita på; kan anges flera gånger",
    )  # fmt: skip


def _add_today(parser: Parser) -> None:
    parser.add_argument("--today", type=_day, metavar="DATUM", help="dagens datum, till exempel 2026-11-21")


def _check_together(arguments: argparse.Namespace, parser: Parser) -> None:
    given = vars(arguments)
    if "example" in given and arguments.year is not None and not arguments.example:
        parser.error("--year kräver --example")
    if "unit" in given:
        _check_export(arguments, parser)
    if "sources" in given:
        _check_import(arguments, parser)


def _check_import(arguments: argparse.Namespace, parser: Parser) -> None:
    kind = arguments.kind
    arguments.source = arguments.sources[0]
    if len(arguments.sources) > 1 and kind != MEASURES[0]:
        parser.error("flera källor på en gång gäller bara filer från Kolada")
    if arguments.version and kind != "budget":
        parser.error("--version gäller bara budgeten")
    if arguments.year and kind not in (CALENDAR, MEASURES[1]):
        parser.error("--year gäller bara kalendern och utfallen")
    if arguments.body and kind != CALENDAR:
        parser.error("--body gäller bara kalendern")


def _check_export(arguments: argparse.Namespace, parser: Parser) -> None:
    kind = arguments.kind
    check_wheel(arguments, parser)
    check_economy(arguments, parser)
    _check_scorecard(arguments, parser)
    check_agreements(arguments, parser)
    if kind not in _BY_UNIT and (arguments.unit or (arguments.year and kind not in (*YEARLY, ECONOMY))):
        parser.error(
            "--unit och --year gäller bara överenskommelser, styrdokument, styrkort, budget och internbudget"
        )
    if kind != "dokument" and arguments.title:
        parser.error("--title gäller bara styrdokument")
    if kind not in _BY_VERSION and arguments.version:
        parser.error("--version gäller bara budgeten, jämförelsen, styrmodellen och ekonomin")
    arguments.edition = _edition(arguments.version, parser) if kind == "styrmodell" else None
    if kind not in _IN_UNITS and arguments.tkr:
        parser.error("--tkr gäller bara budgeten, jämförelsen och ekonomin")
    if kind != "jamforelse" and arguments.compare:
        parser.error("--compare gäller bara jämförelsen")
    if kind == "jamforelse" and arguments.out.suffix.casefold() not in _REGISTERS:
        parser.error("jämförelsen skrivs till en fil som slutar på .pdf eller .xlsx")
    if kind == "budget" and arguments.out.suffix.casefold() not in BUDGETS:
        parser.error(f"budgeten skrivs till en fil som slutar på {' eller '.join(BUDGETS)}")
    if kind == "internbudget" and arguments.out.suffix.casefold() != _WORKBOOK:
        parser.error(f"internbudgeten skrivs till en fil som slutar på {_WORKBOOK}")
    if kind == "register" and arguments.out.suffix.casefold() not in _REGISTERS:
        parser.error("registret skrivs till en fil som slutar på .pdf eller .xlsx")


def _check_scorecard(arguments: argparse.Namespace, parser: Parser) -> None:
    if arguments.kind != SCORECARD:
        if arguments.period:
            parser.error("--period gäller bara styrkort")
    elif arguments.out.suffix.casefold() not in _REGISTERS and not is_folder(arguments.out):
        parser.error("styrkorten skrivs till en mapp eller en fil som slutar på .pdf eller .xlsx")


def _first_word(words: list[str]) -> int | None:
    """The place of the first word that is neither an option nor the day after --today."""
    place = 0
    while place < len(words) and words[place] != "--":
        if not words[place].startswith("-"):
            return place
        place += 2 if words[place] == "--today" else 1
    return None


def _is_misspelt(word: str) -> bool:
    """A bare word that names no file is taken for a command that does not exist."""
    return bool(word) and Path(word).name == word and not Path(word).suffix and not Path(word).exists()


def _unknown(word: str, extra: list[str]) -> str:
    if _is_misspelt(word):
        return f"”{word}” är inget kommando; kommandona är {', '.join(COMMANDS)}"
    return f"okända argument: {' '.join(extra)}"


def _day(text: str) -> date:
    try:
        return read_day(text, "datumet")
    except NotADay:
        raise argparse.ArgumentTypeError(
            f"”{text}” är inte ett datum, skriv till exempel 2026-11-21"
        ) from None


def _edition(text: str | None, parser: Parser) -> int | None:
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > _LONGEST_EDITION or not int(text):
        parser.error(f"--version: ”{text}” är inte en upplaga, skriv till exempel 1")
    return int(text)


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in _YEARS:
        raise argparse.ArgumentTypeError(
            f"”{text}” är inte ett år mellan {_YEARS.start} och {_YEARS.stop - 1}"
        )
    return int(text)
