"""Who may import whom: the contracts in pyproject.toml hold, and nothing has slipped out of them."""

import ast
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source_tree import ROOT, dotted, nodes_of, place, python_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Time zones are read by the standard library, from this package where the machine has none.
NEVER_IMPORTED = {"tzdata"}
PARTS = {
    "pydantic": {"pydantic-core"},
    "pyside6": {"pyside6-essentials", "pyside6-addons", "shiboken6"},
}
LOOK_UPS = {"find_spec", "import_module"}


def _named_modules(node: ast.AST) -> list[str]:
    """Modules that a statement imports, or looks up by a name in quotes."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module] if node.module and not node.level else []
    if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] in LOOK_UPS:
        return [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
    return []


def _imported_packages() -> dict[str, set[str]]:
    """Modules that the program imports from outside, with the packages that could have brought them."""
    owners = packages_distributions()
    modules = {
        name.split(".")[0]
        for path in python_files("app", "migrations")
        for node in nodes_of(path)
        for name in _named_modules(node)
    }
    outside = modules - set(sys.stdlib_module_names) - {"app"}
    return {module: {canonicalize_name(owner) for owner in owners.get(module, [])} for module in outside}


def _declared() -> dict[str, set[str]]:
    """Declared dependencies, each with the packages that are parts of it."""
    names = [canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]]
    return {name: {name} | PARTS.get(name, set()) for name in names}


def test_floors_and_rooms_keep_their_contracts() -> None:
    # In a process of its own: import-linter turns off every logger that exists.
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


def test_every_floor_of_the_program_is_in_a_contract() -> None:
    floors = {path.stem for path in (ROOT / "app").iterdir() if path.suffix == ".py" or path.is_dir()}
    floors -= {"__init__", "__pycache__"}
    floors_contract = PROJECT["tool"]["importlinter"]["contracts"][0]
    named = {layer.strip("()").removeprefix("app.") for layer in floors_contract["layers"]}
    assert floors <= named


def test_everything_imported_by_the_program_is_a_declared_dependency() -> None:
    allowed = set().union(*_declared().values())
    assert not {module for module, owners in _imported_packages().items() if not owners & allowed}


def test_every_declared_dependency_is_imported_by_the_program() -> None:
    used = set().union(*_imported_packages().values())
    assert {name for name, parts in _declared().items() if not parts & used} == NEVER_IMPORTED


def test_nobody_imports_everything_from_a_module() -> None:
    found = [
        place(path, node)
        for path in python_files()
        for node in nodes_of(path)
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert not found


def test_the_window_knows_of_the_stored_rows_only_their_errors() -> None:
    found = [
        f"{place(path, node)} {name}"
        for path in python_files("app/ui")
        for node in nodes_of(path)
        for name in _named_modules(node)
        if name.split(".")[:2] == ["app", "models"] and name != "app.models.errors"
    ]
    assert not found
