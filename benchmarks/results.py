"""Telling results: a table for the eye, and the file that keeps them."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from app.services.clock import Clock
from benchmarks.measuring import Result, milliseconds

FILE = Path(__file__).with_name("RESULTS.md")
_PACKAGES = ("PySide6", "SQLAlchemy", "reportlab", "pikepdf")
_HEAD = """# Results

What is measured, and why as ratios, stands in `benchmarks/__init__.py` and in each module beside it. Both
sides of a ratio run in turns within one run, so the machine's own speed and its slow moments cancel out;
milliseconds are told only to give an idea. A ratio is the median of the rounds, and the range beside it
holds the middle half of them. A goal that is missed is reported as missed.

"Painted" is when what the user looks at has been drawn. What cannot be seen yet, such as matches far down
a tree, is opened after that; the time until nothing waits is told in rows of its own, without a goal.
Programs are started with their modules already compiled, as for a user from the second start on.
"""


def outcome(result: Result) -> str:
    """One word for what became of a goal."""
    return {True: "met", False: "MISSED", None: "told only"}[result.met]


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table."""
    rows = [
        "| goal | measured | against | ratio | middle half | limit | outcome |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in results:
        low, high = each.spread
        limit = f"≤ {each.goal.limit:g}" if each.goal.limit is not None else "–"
        cells = (
            each.goal.name,
            f"{each.goal.measured}: {milliseconds(each.measured):.1f} ms",
            f"{each.goal.against}: {milliseconds(each.against):.1f} ms",
            f"{each.ratio:.2f}",
            f"{low:.2f}–{high:.2f}",
            limit,
            outcome(each),
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def surroundings(clock: Clock, command: str, load: float | None) -> str:
    """When, how and on what was measured."""
    versions = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    busy = f", load {load:.1f} before the run" if load is not None else ""
    return "\n".join(
        (
            f"- Date: {clock.today().isoformat()}",
            f"- Command: `{command}`",
            f"- Machine: {platform.system()}, {platform.machine()}, {os.cpu_count()} cores{busy}",
            f"- Qt platform: {os.environ.get('QT_QPA_PLATFORM', 'the desktop')}",
            f"- Versions: Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}",
        )
    )


def load_average() -> float | None:
    """How busy the machine is, where it can say so."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def keep(results: Sequence[Result], about: str, path: Path = FILE) -> None:
    """Write the results of a whole run in place of the last one's."""
    missed = [each.goal.name for each in results if each.met is False]
    verdict = f"Missed: {', '.join(missed)}." if missed else "Every goal is met."
    path.write_text(f"{_HEAD}\n{about}\n\n{table(results)}\n\n{verdict}\n", encoding="utf-8")
