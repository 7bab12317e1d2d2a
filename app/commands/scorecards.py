"""`export … styrkort`: a unit's scorecard, the municipality's summary, a workbook, or all of them."""

from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.services.clock import Clock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.reports.batch import BatchResult
    from app.services.reports.scorecard_paper import CardPaper, SummaryPaper

    Read = tuple[tuple[CardPaper, ...], SummaryPaper | None]
SUFFIXES = (".pdf", ".xlsx")


def write_scorecards(arguments: Namespace, clock: Clock) -> "BatchResult":
    """Write one file by how its name ends, or a folder with every unit's scorecard and the summary."""
    from app.commands.opened import reading
    from app.services import log
    from app.services.reports.batch import BatchResult, export_documents, write_file

    with reading(arguments.file, clock) as database:
        cards, summary = database.read(partial(_read, arguments=arguments, clock=clock))
    out: Path = arguments.out
    if out.suffix.casefold() in SUFFIXES:
        return BatchResult((write_file(out, _content(cards, summary, out)),), (), cancelled=False)
    installed = log.install(clock)  # a paper that cannot be made is told about in the log
    try:
        return export_documents([*cards, *([summary] if summary is not None else [])], out)
    finally:
        installed.close()


def _read(session: "Session", *, arguments: Namespace, clock: Clock) -> "Read":
    """The scorecards that were asked for; the summary where no unit was named."""
    from app.services.reports import scorecard_builder as builder

    today = clock.today()
    year, period = builder.period_of(arguments.period, arguments.year, today)
    when: Any = {"year": year, "period": period, "today": today}
    if arguments.unit:
        unit_id = builder.unit_named(session, arguments.unit)
        return (builder.build_card(session, unit_id=unit_id, **when),), None
    cards = builder.build_cards(session, **when)
    if not cards:
        raise builder.NoCards(year)
    return cards, builder.build_summary(session, cards=cards, **when)


def _content(cards: "tuple[CardPaper, ...]", summary: "SummaryPaper | None", path: Path) -> bytes:
    if path.suffix.casefold() == ".xlsx":
        from app.services.exchange.scorecard_excel import scorecard_workbook

        return scorecard_workbook(cards, summary)
    from app.services.reports.batch import render

    return render(summary if summary is not None else cards[0])
