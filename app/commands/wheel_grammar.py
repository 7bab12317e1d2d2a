"""What can be written about the year wheel and the meeting plan on the command line."""

import argparse
from pathlib import Path
from typing import Final

#: What the wheel can be written as; a name without ending is a folder with a calendar for each body.
WHEELS: Final = (".pdf", ".png", ".svg", ".ics", ".xlsx")
PLANS: Final = (".ics", ".xlsx")
WHEEL, PLAN, CALENDAR = "arshjul", "sammantraden", "kalender"
YEARLY: Final = frozenset({WHEEL, PLAN})
_PAPERS: Final = ("a4", "a3", "a2", "a1")
_RINGS: Final = {"ar": "year", "organ": "body", "fas": "phase", "hjul": "wheel"}
_DOTS: Final = range(36, 601)
_USUAL_DOTS: Final = 150


def add_wheel_options(parser: argparse.ArgumentParser) -> None:
    """The options of `export … arshjul` and `export … sammantraden`."""
    parser.add_argument(
        "--paper", choices=_PAPERS, metavar="PAPPER", help="affischens format: a4, a3, a2, a1"
    )
    parser.add_argument("--landscape", action="store_true", help="affischen på liggande papper")
    parser.add_argument("--mono", action="store_true", help="årshjulet i svartvitt")
    parser.add_argument(
        "--rings",
        choices=tuple(_RINGS),
        metavar="RINGAR",
        help="årshjulets ringar: ar, organ, fas eller hjul",
    )
    parser.add_argument("--dpi", type=int, metavar="TAL", help="bildens punkter per tum; annars 150")
    parser.add_argument("--body", metavar="ORGAN", help="bara organets kalender")


def check_wheel(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Refuse what does not go together, and fill in what was left out."""
    drawn = (arguments.paper, arguments.landscape, arguments.mono, arguments.rings, arguments.dpi)
    if arguments.kind != WHEEL and any(drawn):
        parser.error("--paper, --landscape, --mono, --rings och --dpi gäller bara årshjulet")
    if arguments.kind not in YEARLY:
        if arguments.body:
            parser.error("--body gäller bara årshjulet och sammanträdena")
        return
    suffix, allowed = arguments.out.suffix.casefold(), WHEELS if arguments.kind == WHEEL else PLANS
    if suffix not in allowed and not is_folder(arguments.out):
        what = "årshjulet" if arguments.kind == WHEEL else "sammanträdena"
        parser.error(f"{what} skrivs till en mapp eller en fil som slutar på {_either(allowed)}")
    if arguments.body and suffix != ".ics":
        parser.error("--body kräver en fil som slutar på .ics")
    if arguments.dpi is not None and (suffix != ".png" or arguments.dpi not in _DOTS):
        parser.error(
            f"--dpi är ett tal från {_DOTS.start} till {_DOTS.stop - 1}, för en fil som slutar på .png"
        )
    if any(drawn) and suffix not in (".pdf", ".png", ".svg"):
        parser.error(
            "--paper, --landscape, --mono och --rings kräver en fil som slutar på .pdf, .png eller .svg"
        )
    arguments.paper = arguments.paper or "a3"
    arguments.rings = _RINGS[arguments.rings or "ar"]
    arguments.dpi = arguments.dpi or _USUAL_DOTS


def is_folder(path: Path) -> bool:
    """Whether a place is a folder, there or to be made."""
    return path.is_dir() or not path.suffix


def _either(endings: tuple[str, ...]) -> str:
    *most, last = endings
    return f"{', '.join(most)} eller {last}"
