"""Swedish for everything that argparse says itself."""

import argparse
from typing import Final

SWEDISH: Final = {
    "usage: ": "användning: ",
    "positional arguments": "argument",
    "options": "val",
    "show this help message and exit": "visar den här hjälpen",
    "the following arguments are required: %s": "det här saknas: %s",
    "unrecognized arguments: %s": "okända argument: %s",
    "expected one argument": "ska följas av ett värde",
    "expected at most one argument": "ska följas av högst ett värde",
    "expected at least one argument": "ska följas av minst ett värde",
    "expected %s argument": "ska följas av %s värde",
    "expected %s arguments": "ska följas av %s värden",
    "ignored explicit argument %r": "ska inte ha något värde (%r)",
    "not allowed with argument %s": "kan inte användas tillsammans med %s",
    "one of the arguments %s is required": "något av %s måste anges",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda %(matches)s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    'argument "%s": %s': "%s: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r finns inte; välj bland %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r finns inte, menade du %(closest)r? Välj bland %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r går inte att läsa",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    " (default: %(default)s)": " (annars: %(default)s)",
}


def _word(message: str) -> str:
    return SWEDISH.get(message, message)


def _words(one: str, several: str, count: int) -> str:
    return _word(one if count == 1 else several)


def speak_swedish() -> None:
    """Let argparse ask here for its messages; it looks its translator up by these two names."""
    vars(argparse)["_"] = _word
    vars(argparse)["ngettext"] = _words
