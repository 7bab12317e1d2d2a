"""Files and functions stay small enough to be read at one sitting, and their names say what they hold."""

import ast

from tests.architecture.source_tree import ROOT, nodes_of, place, python_files

LONGEST_FILE = 399
LONGEST_FUNCTION = 39
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}


def test_no_file_is_longer_than_can_be_read_at_one_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{place(path, node)} {node.name}": lines
        for path in python_files()
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long


def test_module_names_say_what_is_in_them() -> None:
    silent = [str(path.relative_to(ROOT)) for path in python_files() if path.stem in NAMES_THAT_SAY_NOTHING]
    assert not silent
