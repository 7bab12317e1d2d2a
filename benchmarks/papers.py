"""Printing every agreement of a municipality costs little more than the same text untagged.

Both sides run in one process and without charts, which `agreement_paper` measures. What spawned processes
win when all are exported is told without a goal.
"""

import os
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from app.services.agreements.appearance import PaperLook
from app.services.agreements.builder import build_documents
from app.services.agreements.document import AgreementDocument
from app.services.clock import fixed_clock
from app.services.exchange.newfile import create_file
from app.services.exchange.selection import chosen_agreements
from app.services.reports.batch import export_documents
from app.services.reports.uppdragshandling import render
from app.services.storage import Database
from benchmarks.hierarchy import MODEL, TODAY
from benchmarks.measuring import Goal, Result, side_by_side, timed
from benchmarks.platypus import render_bare

_COUNT = 25
GOAL = Goal(
    "uppdragshandlingar",
    f"{_COUNT} tagged, archivable papers",
    "the same texts and tables untagged with bare platypus",
    1.8,
)
EXPORT = Goal(
    "the whole export",
    f"{_COUNT} papers with charts, to a folder",
    "the same untagged and without, in memory",
)
_PLAIN = PaperLook(charts=False)


def run(rounds: int) -> list[Result]:
    """Render the example's papers in turns."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        papers = _papers(Path(folder))
        export = partial(_export, papers, Path(folder, "ut"))
        return [
            side_by_side(
                GOAL,
                lambda: _all(partial(render, look=_PLAIN), papers),
                lambda: _all(render_bare, papers),
                rounds=rounds,
            ),
            side_by_side(
                EXPORT, lambda: timed(export), lambda: _all(render_bare, papers), rounds=min(rounds, 5)
            ),
        ]


def _papers(folder: Path) -> list[AgreementDocument]:
    clock = fixed_clock(TODAY)
    path = folder / "exempel.styr"
    create_file(path, MODEL, clock=clock, user="", example_year=TODAY.year + 1)
    database = Database.open(path, clock=clock, user="")
    try:
        return database.read(
            lambda session: list(
                build_documents(session, agreement_ids=chosen_agreements(session), clock=clock)
            )
        )[:_COUNT]
    finally:
        database.close()


def _all(make: Any, papers: list[AgreementDocument]) -> float:
    return timed(lambda: [make(paper) for paper in papers])


def _export(papers: list[AgreementDocument], folder: Path) -> None:
    result = export_documents(papers, folder)
    if result.failed:
        raise RuntimeError(f"{len(result.failed)} papers were not written")
    for each in result.files:
        os.unlink(each.path)
