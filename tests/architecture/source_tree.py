"""What the rules are checked on: the repository's own files, and the Python ones as syntax trees."""

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON_FOLDERS = ("app", "tests", "migrations", "tools", "benchmarks")
_MADE_BY_TOOLS = {".git", ".venv", "build", "dist", "ut", "__pycache__"}
_TEXT = {"", ".py", ".toml", ".md", ".sh", ".java", ".qss", ".svg", ".mako", ".lock", ".txt", ".yml", ".json"}


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file of the repository, without what tools have made in it."""
    return tuple(sorted(_walk(ROOT)))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        is_cache = path.name.startswith(".") and path.name.endswith("cache")
        if path.name in _MADE_BY_TOOLS or is_cache or path.name == ".hypothesis":
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def text_files() -> Iterator[tuple[str, str]]:
    """Path from the root and content of every text file."""
    for path in repository_files():
        if path.suffix in _TEXT:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


@cache
def python_files(*folders: str) -> tuple[Path, ...]:
    """The Python files below some folders of the root, all of them when none is named."""
    roots = [ROOT / folder for folder in folders or PYTHON_FOLDERS]
    return tuple(
        path
        for path in repository_files()
        if path.suffix == ".py" and any(root in path.parents for root in roots)
    )


@cache
def _trees() -> dict[Path, ast.Module]:
    """All files at once: looking for garbage among what is parsed would take twice as long as parsing it."""
    gc.disable()
    try:
        trees = {path: ast.parse(path.read_bytes(), filename=str(path)) for path in python_files()}
        gc.freeze()
    finally:
        gc.enable()
    return trees


def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return _trees()[path]


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file."""
    return tuple(ast.walk(tree_of(path)))


def let_go() -> None:
    """Forget all trees: no later look for garbage shall pass their millions of objects."""
    nodes_of.cache_clear()
    _trees.cache_clear()
    gc.unfreeze()


def place(path: Path, node: ast.AST) -> str:
    """Where a finding is, as an editor can open it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an attribute chain, or an empty text for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (start := dotted(node.value)):
        return f"{start}.{node.attr}"
    return ""
