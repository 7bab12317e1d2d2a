"""No word of argparse's own English reaches the user."""

import argparse
import ast
import inspect
import re

import pytest

from app.commands.grammar import COMMANDS, WrongUse, command_parser, read_arguments, window_parser
from app.commands.words import SWEDISH, speak_swedish

#: Said to programmers, or about things that this command line does not have.
NOT_SAID = re.compile(
    r"conflict|__call__|callable|positionals|mutually exclusive|merge actions|option string|dest=|subparser"
    r"|subcommands|unknown parser|can't open|with mode|Removed|deprecat|conflicting"
)


def _messages() -> set[str]:
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext"))
    return {
        argument.value
        for call in named
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def test_every_message_that_can_be_met_is_translated() -> None:
    met = {message for message in _messages() if not NOT_SAID.search(message)}
    assert len(met) > 10
    assert met <= SWEDISH.keys()


def test_a_translation_keeps_the_fields() -> None:
    for english, swedish in SWEDISH.items():
        assert set(re.findall(r"%\(\w+\)", swedish)) <= set(re.findall(r"%\(\w+\)", english))
        if "%(" not in english:
            assert swedish.count("%") == english.count("%")


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_is_swedish(name: str) -> None:
    speak_swedish()
    text = (command_parser(name) if name else window_parser()).format_help()
    assert "användning:" in text
    assert "visar den här hjälpen" in text
    assert not re.search(r"\b(usage|options|optional|arguments|show|exit|and|the)\b", text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new"], "saknas: FIL, --model"),
        (["new", "x.styr", "--model"], "ska följas av ett värde"),
        (["new", "x.styr", "--model", "y", "--year", "2027"], "--year kräver --example"),
        (["new", "x.styr", "--model", "y", "--example", "--year", "77"], "inte ett år"),
        (["new", "x.styr", "--model", "y", "--example", "--year", "²"], "inte ett år"),
        (["info", "x.styr", "--jason"], "okända argument: --jason"),
        (["info", "x.styr", "--js"], "okända argument: --js"),
        (["info", "x.styr", "--json=1"], "ska inte ha något värde"),
        (["export", "x.styr", "pdf", "--out", "y"], "välj bland"),
        (["export", "x.styr", "data"], "saknas: --out"),
        (["export", "x.styr", "data", "--out", "y", "--unit", "z"], "gäller bara överenskommelser"),
        (
            ["export", "x.styr", "styrmodell", "--out", "y", "--year", "2027"],
            "gäller bara överenskommelser",
        ),
        (
            ["export", "x.styr", "data", "--out", "y", "--version", "1"],
            "--version gäller bara budgeten, jämförelsen",
        ),
        (["export", "x.styr", "styrmodell", "--out", "y", "--version", "0"], "inte en upplaga"),
        (["export", "x.styr", "styrmodell", "--out", "y", "--version", "²"], "inte en upplaga"),
        (["import", "x.styr"], "saknas: SLAG, KÄLLA"),
        (["import", "x.styr", "sie", "y"], "välj bland"),
        (["check", "x.styr", "--today", "21/11"], "inte ett datum"),
        (["chekc"], "inget kommando"),
        (["chekc", "x.styr"], "inget kommando"),
        (["a.styr", "b.styr"], "okända argument: b.styr"),
    ],
)
def test_wrong_use_says_what_is_wrong_and_where_to_read_more(words: list[str], said: str) -> None:
    with pytest.raises(WrongUse) as refused:
        read_arguments(words)
    assert said in refused.value.message
    assert "--help" in refused.value.message
    assert not re.search(
        r"\b(error|argument:|invalid|required|expected|choose|unrecognized)\b", refused.value.message
    )
