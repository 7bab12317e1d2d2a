"""`export … ekonomi`: the economy around the frames, as PDF or as a workbook with formulas."""

from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.reports.economy.paper import EconomyPaper


def write_economy(arguments: Namespace, clock: Clock) -> Path:
    """Write a version's economy, all its documents or those that are asked for."""
    from app.commands.opened import reading
    from app.services.reports.batch import write_file

    with reading(arguments.file, clock) as database:
        paper = database.read(partial(_paper, arguments=arguments, clock=clock))
    if arguments.out.suffix.casefold() == ".xlsx":
        from app.services.exchange.economy_excel import economy_workbook

        write_file(arguments.out, economy_workbook(paper))
    else:
        write_file(arguments.out, paper.render())
    return Path(arguments.out)


def _paper(session: "Session", *, arguments: Namespace, clock: Clock) -> "EconomyPaper":
    from app.services.budget.views import budget_view
    from app.services.exchange.budgets.content import NoBudget, version_named
    from app.services.reports.economy.builder import build_economy_paper
    from app.services.reports.economy.parts import part_named

    year: int | None = arguments.year
    version_id = version_named(session, arguments.version, year=year)
    if version_id is None:
        view = budget_view(session, compare_id=0, year=year)
        if view.version is None or year not in (None, view.version.first_year):
            raise NoBudget(year)
        version_id = view.version.id
    parts: Sequence[str] | None = arguments.part
    return build_economy_paper(
        session,
        version_id=version_id,
        today=clock.today(),
        money="tkr" if arguments.tkr else "kr",
        keys=None if parts is None else [part_named(part) for part in parts],
        rounds=_rounds(session, arguments.round, version_id) if arguments.round else None,
    )


def _rounds(session: "Session", names: Sequence[str], version_id: int) -> tuple[int, int]:
    """The two rounds by their names, or by their names with the day in brackets where several are alike."""
    from app.services.economy.prerequisites.views import prerequisites
    from app.services.reports.economy.parts import NoSuchRound, OneRound
    from app.services.textorder import fold

    listed = prerequisites(session, version_id=version_id).rounds
    found = []
    for name in names:
        wanted = fold(name.strip())
        fits = [each for each in listed if wanted in (fold(each.title), fold(each.name))]
        if not fits:
            raise NoSuchRound(name, [each.title for each in listed])
        found.append(fits[0])
    left, right = found
    if left.id == right.id:
        raise OneRound(left.title)
    return left.id, right.id
