"""Qt constants are written with their class, and looked up outside what runs for every cell."""

import ast
import importlib
from pathlib import Path

import pytest

from tests.architecture.source_tree import dotted, place, python_files, tree_of

RUN_FOR_EVERY_CELL = {"data", "flags", "headerData", "paint", "rowCount", "columnCount", "index", "parent"}


def _qt_names(tree: ast.Module) -> dict[str, object]:
    """What a module has imported from Qt, by the name it uses."""
    names: dict[str, object] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
            module = importlib.import_module(str(node.module))
            names.update({alias.asname or alias.name: getattr(module, alias.name) for alias in node.names})
    return names


def unknown_attributes(tree: ast.Module) -> list[ast.Attribute]:
    """Attributes of imported Qt classes that do not exist; a short enum is one, as the tests run Qt."""
    names = _qt_names(tree)
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in names
        and not hasattr(names[node.value.id], node.attr)
    ]


def constants_in_hot_paths(tree: ast.Module) -> list[ast.Attribute]:
    """Look-ups such as Qt.ItemDataRole.DisplayRole inside a method that a view calls for each cell."""
    names = _qt_names(tree)
    return [
        inner
        for method in ast.walk(tree)
        if isinstance(method, ast.FunctionDef) and method.name in RUN_FOR_EVERY_CELL
        for statement in method.body
        for inner in ast.walk(statement)
        if isinstance(inner, ast.Attribute)
        and (chain := dotted(inner).split("."))[0] in names
        and len(chain) == 3
        and chain[1][0].isupper()
    ]


@pytest.mark.parametrize("path", python_files("app/ui"), ids=lambda path: path.stem)
def test_qt_constants_are_written_with_their_class(path: Path) -> None:
    assert not [f"{place(path, node)} {dotted(node)}" for node in unknown_attributes(tree_of(path))]


@pytest.mark.parametrize("path", python_files("app/ui"), ids=lambda path: path.stem)
def test_qt_constants_are_looked_up_outside_hot_paths(path: Path) -> None:
    assert not [f"{place(path, node)} {dotted(node)}" for node in constants_in_hot_paths(tree_of(path))]


def test_a_short_constant_is_seen() -> None:
    tree = ast.parse("from PySide6.QtCore import Qt\nprint(Qt.DisplayRole, Qt.ItemDataRole.DisplayRole)")
    assert [dotted(node) for node in unknown_attributes(tree)] == ["Qt.DisplayRole"]


def test_a_constant_in_a_hot_path_is_seen() -> None:
    source = (
        "from PySide6.QtCore import Qt\n"
        "ROLE = Qt.ItemDataRole.DisplayRole\n"
        "def data(index, role):\n"
        "    return role == Qt.ItemDataRole.DisplayRole\n"
    )
    assert [node.lineno for node in constants_in_hot_paths(ast.parse(source))] == [4]
