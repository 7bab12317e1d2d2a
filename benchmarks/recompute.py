"""Twenty thousand frames are added up anew beside LibreOffice Calc, which recalculates the same sheet.

Calc is started without a window for every round and told to recalculate what it opens; the conversion of an
empty workbook, which takes its start and its end, is subtracted. Without LibreOffice nothing is measured.
"""

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from app.services.budget.rows import BudgetRow
from app.services.budget.rules import PREVIOUS, TOTAL
from app.services.exchange.workbooks.cells import address, column_name
from benchmarks.budget_plan import YEARS, figures, make_ledger
from benchmarks.measuring import Goal, Result, side_by_side, timed

PROGRAM = "soffice"
ROWS = 8_000
"""So many lines have twenty thousand frames among them."""
_MOST_ROUNDS: Final = 5
_PARTS: Final = ("wages", "prices", "volume", "technical", "priority", "efficiency", "plan")
_ORE: Final = 100
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def run(rounds: int) -> list[Result]:
    """Add everything up in turns with Calc; the ratio is told only."""
    program = shutil.which(PROGRAM)
    if program is None:
        print("recompute is left out: LibreOffice is not installed", file=sys.stderr)
        return []
    count = len(figures(ROWS))
    with TemporaryDirectory() as folder:
        calc = _Calc(program, Path(folder))
        calc.check()
        goal = Goal(
            "budget recomputed",
            f"{count} frames added up anew",
            "LibreOffice Calc, an empty start subtracted",
        )
        fewer = min(rounds, _MOST_ROUNDS)
        return [side_by_side(goal, lambda: timed(_add_up), calc.recalculate, rounds=fewer)]


def _add_up() -> None:
    make_ledger(ROWS)


class _Calc:
    """LibreOffice with settings of its own, and the two workbooks that it converts."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        write_sheet(folder / "full.xlsx", ROWS)
        write_sheet(folder / "empty.xlsx", 0)
        self._convert("empty")  # the first start makes the profile

    def recalculate(self) -> float:
        """How much longer the full workbook takes than the empty one, in seconds."""
        return timed(lambda: self._convert("full")) - timed(lambda: self._convert("empty"))

    def check(self) -> None:
        """Calc comes to the same sums as the program, so it has computed and not merely copied."""
        sums = list(csv.reader(StringIO(self._convert("full"))))[-1]
        ledger = make_ledger(ROWS)
        expected = [ledger.sums[year, TOTAL] // _ORE for year in YEARS]
        found = [round(float(sums[place])) for place in _total_places()]
        if found != expected:
            raise AssertionError(f"Calc says {found}, the program {expected}")

    def _convert(self, name: str) -> str:
        profile = (self._folder / "profile").as_uri()
        words = [self._program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "csv"]
        words += ["--outdir", str(self._folder), str(self._folder / f"{name}.xlsx")]
        subprocess.run(words, check=True, capture_output=True, timeout=600)
        return (self._folder / f"{name}.csv").read_text(encoding="cp1252")


def write_sheet(path: Path, count: int) -> None:
    """The plan as a sheet whose sums are formulas that nobody has computed."""
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        sheet = book.add_worksheet("Ramar")
        if not count:
            return
        rows = make_ledger(count).rows
        for at, row in enumerate(rows):
            sheet.write_string(at, 0, row.name)
            for place, formula in _cells(at, row, rows):
                if isinstance(formula, str):
                    sheet.write_formula(at, place, formula)
                else:
                    sheet.write_number(at, place, formula)
        for place in range(1, 1 + _width() * len(YEARS)):
            letters = column_name(place)
            sheet.write_formula(len(rows), place, f"=SUBTOTAL(9,{letters}1:{letters}{len(rows)})")


def _cells(at: int, row: BudgetRow, rows: tuple[BudgetRow, ...]) -> Iterator[tuple[int, Any]]:
    end = at
    while row.group and end + 1 < len(rows) and rows[end + 1].depth > row.depth:
        end += 1
    for number, year in enumerate(YEARS):
        first = 1 + number * _width()
        total = first + _width() - 1
        if row.group:
            for place in range(first, total + 1):
                letters = column_name(place)
                yield place, f"=SUBTOTAL(9,{letters}{at + 2}:{letters}{end + 1})"
            continue
        base = row.amount(year, PREVIOUS) // _ORE if number == 0 else f"={address(at, first - 1)}"
        yield first, base
        for place, kind in enumerate(_PARTS, first + 1):
            yield place, row.amount(year, kind) // _ORE
        yield total, f"={address(at, first)}+SUM({address(at, first + 1)}:{address(at, total - 1)})"


def _width() -> int:
    return len(_PARTS) + 2


def _total_places() -> list[int]:
    return [(number + 1) * _width() for number in range(len(YEARS))]
