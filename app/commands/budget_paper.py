"""`export … budget --out fil.pdf`: the budget's tables on paper, whole or of one unit."""

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.reports.budget_paper import BudgetPaper


def write_paper(arguments: Namespace, clock: Clock) -> Path:
    """Write a version of the budget, or what one unit has in it, as PDF."""
    from app.commands.opened import reading
    from app.services.reports.batch import write_file
    from app.services.reports.budget_pdf import render_budget

    with reading(arguments.file, clock) as database:
        paper = database.read(partial(_paper, arguments=arguments, clock=clock))
    write_file(arguments.out, render_budget(paper))
    return Path(arguments.out)


def _paper(session: "Session", *, arguments: Namespace, clock: Clock) -> "BudgetPaper":
    from app.services.exchange.budgets.content import line_named, version_named
    from app.services.reports.budget_builder import build_budget_paper

    year: int | None = arguments.year
    version_id = version_named(session, arguments.version, year=year)
    return build_budget_paper(
        session,
        today=clock.today(),
        money="tkr" if arguments.tkr else "kr",
        version_id=version_id,
        line=line_named(session, arguments.unit, version_id, year) if arguments.unit else None,
        year=year,
    )
