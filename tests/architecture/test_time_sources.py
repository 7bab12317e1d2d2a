"""The program has one source of time, so that papers, pictures and tests can be made again exactly."""

import ast

from tests.architecture.source_tree import ROOT, dotted, nodes_of, place, python_files

CLOCK = ROOT / "app" / "services" / "clock.py"
# Keys rise with the machine's own milliseconds; they are never shown and no decision rests on them.
KEYS = ROOT / "app" / "models" / "types.py"
ENDINGS = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.strftime",
    "time.ctime",
    "QDateTime.currentDateTime",
    "QDateTime.currentDateTimeUtc",
    "QDateTime.currentSecsSinceEpoch",
    "QDateTime.currentMSecsSinceEpoch",
    "QDate.currentDate",
    "QTime.currentTime",
    "func.now",
    "func.current_date",
    "func.current_timestamp",
)
IN_SQL = ("CURRENT_TIMESTAMP", "CURRENT_DATE", "'now'")
BARE = {"time_ns", "localtime", "gmtime"}


def _reads_the_time(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        chain = f".{dotted(node)}"
        return any(chain.endswith(f".{ending}") for ending in ENDINGS)
    if isinstance(node, ast.ImportFrom) and node.module == "time":
        return any(alias.name in BARE | {"time"} for alias in node.names)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return any(word in node.value for word in IN_SQL)
    return False


def test_only_the_clock_reads_the_time() -> None:
    found = [
        place(path, node)
        for path in python_files("app", "migrations")
        if path not in (CLOCK, KEYS)
        for node in nodes_of(path)
        if _reads_the_time(node)
    ]
    assert not found


def test_keys_read_the_time_in_one_place_only() -> None:
    found = [node for node in nodes_of(KEYS) if _reads_the_time(node)]
    assert len(found) == 1


def test_the_rule_sees_the_ways_there_are() -> None:
    sources = (
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "date.today()",
        "time.time()",
        "QtCore.QDate.currentDate()",
        "select(func.now())",
        "text(\"SELECT date('now')\")",
        "from time import time",
    )
    for source in sources:
        assert any(_reads_the_time(node) for node in ast.walk(ast.parse(source))), source
    assert not any(_reads_the_time(node) for node in ast.walk(ast.parse("clock.now(); time.monotonic()")))
