"""Reads the documents of the economy: every figure is the one that the window shows."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from app.services.economy.balance.tables import tables as balance_tables
from app.services.economy.changes.tables import tables as change_tables
from app.services.economy.ground_tables import tables as ground_tables
from app.services.economy.investments.tables import tables as investment_tables
from app.services.economy.law.checks import legal
from app.services.economy.longterm import views as longterm
from app.services.economy.longterm.tables import tables_of as longterm_tables
from app.services.economy.prerequisites import comparing
from app.services.economy.prerequisites.tables import tables as prerequisite_tables
from app.services.economy.prerequisites.views import PrerequisitesView, prerequisites
from app.services.economy.scenarios.tables import tables as scenario_tables
from app.services.economy.sensitivity import sensitivity
from app.services.economy.sensitivity import tables as sensitivity_tables
from app.services.economy.statements.tabling import tables as statement_tables
from app.services.economy.statements.views import StatementsView, statements
from app.services.economy.tables import EconomyTable
from app.services.reports.economy import pictures
from app.services.reports.economy.paper import Chapter, Section, Words
from app.services.reports.economy.parts import PARTS, TITLES

_STATEMENTS: Final = {
    "resultat": "result",
    "kassaflode": "cash",
    "balans": "balance",
    "drift": "operating",
    "hushallning": "goals",
    "lan": "loans",
    "bolag": "companies",
}
#: What says nothing true while the version has said nothing of its economy.
_SAID: Final = ("resultat", "kassaflode", "balans")
_STATUS: Final = {
    "met": "Uppfyllt",
    "broken": "Inte uppfyllt",
    "exception": "Undantag",
    "unknown": "Går inte att bedöma",
    "ahead": "Återstår",
}
_DIGIT: Final = re.compile(r"\d")
_LAW: Final = "Lagens krav"
_RESERVE: Final = "balance-reserve"


def chapters(
    session: Session,
    *,
    version_id: int,
    today: date,
    keys: Collection[str] | None = None,
    rounds: tuple[int, int] | None = None,
) -> tuple[Chapter, ...]:
    """The documents that have anything to say, in their order; all of them, or those that are asked for.

    `rounds` are the two forecasts that are compared, the earlier first; else `usual_pair` says which.
    """
    source = _Source(session, version_id, today, rounds)
    wanted = [part.key for part in PARTS if keys is None or part.key in keys]
    made = (Chapter(key, TITLES[key], tuple(_MAKERS[key](source, key))) for key in wanted)
    return tuple(chapter for chapter in made if any(map(_says, chapter.sections)))


def usual_pair(view: PrerequisitesView) -> tuple[int, int] | None:
    """The round before the one that the version rests on, and that one; of the first, the latest after it."""
    chosen = view.round or next(iter(view.rounds), None)
    if chosen is None:
        return None
    before = next((each for each in view.rounds if each.dated_on < chosen.dated_on), None)
    if before is not None:
        return before.id, chosen.id
    after = next((each for each in view.rounds if each.id != chosen.id), None)
    return None if after is None else (chosen.id, after.id)


def _says(section: Section) -> bool:
    """Whether a section tells any figure; a table of nothing but dashes and zeros does not."""
    if not isinstance(section, EconomyTable):
        return True
    cells = [cell for row in section.rows for cell in row.cells if cell is not None]
    figures = [cell for cell in cells if not isinstance(cell, str)]
    if figures:
        return any(figures)
    return any(_DIGIT.search(cell) for cell in cells if isinstance(cell, str))


class _Source:
    """What several documents read, once."""

    def __init__(
        self, session: Session, version_id: int, today: date, rounds: tuple[int, int] | None = None
    ) -> None:
        self.session, self.version_id, self.today, self.rounds = session, version_id, today, rounds

    @cached_property
    def tables(self) -> Mapping[str, EconomyTable]:
        """The tables of the statements by their keys."""
        return {one.key: one for one in statement_tables(self.session, version_id=self.version_id)}

    @cached_property
    def statements(self) -> StatementsView:
        """The statements."""
        return statements(self.session, version_id=self.version_id)

    @cached_property
    def prerequisites(self) -> PrerequisitesView:
        """The prerequisites."""
        return prerequisites(self.session, version_id=self.version_id)

    @cached_property
    def balance(self) -> tuple[EconomyTable, ...]:
        """The tables of the balance requirement."""
        return balance_tables(self.session, today=self.today, version_id=self.version_id)

    @cached_property
    def plan(self) -> longterm.LongTermView | None:
        """The long-term plan made from the version, else the newest."""
        rows = longterm.plans(self.session)
        own = [row for row in rows if row.plan_version_id == self.version_id]
        chosen = next(iter(own or rows), None)
        return None if chosen is None else longterm.long_term(self.session, plan_id=chosen.id)


def _statement(source: _Source, key: str) -> Iterable[Section]:
    table = source.tables.get(_STATEMENTS[key])
    if table is None or (key in _SAID and not source.statements.said):
        return
    yield table
    if key == "resultat":
        yield from pictures.of_result(source.statements, source.prerequisites)
        yield from _law(source)


def _law(source: _Source) -> Iterable[Section]:
    """How the version stands against the law, demand by demand."""
    checks = legal(source.session, version_id=source.version_id, today=source.today)
    if checks:
        told = tuple(f"{each.title}: {_STATUS[each.status].lower()}. {each.sentence}" for each in checks)
        yield Words(_LAW, (), told)


def _prerequisites(source: _Source, _key: str) -> Iterable[Section]:
    if not source.prerequisites.said:
        return
    yield from prerequisite_tables(source.session, version_id=source.version_id)
    yield from pictures.of_room(source.prerequisites)
    yield from ground_tables(source.session, version_id=source.version_id)


def _rounds(source: _Source, _key: str) -> Iterable[Section]:
    """Two rounds beside each other, those that are asked for or the usual two."""
    pair = source.rounds or usual_pair(source.prerequisites)
    if pair is None:
        return
    compared = comparing.compare_rounds(
        source.session, version_id=source.version_id, left_id=pair[0], right_id=pair[1]
    )
    yield comparing.comparison_table(compared)
    yield from pictures.of_comparison(compared)


def _investments(source: _Source, _key: str) -> Iterable[Section]:
    first, *others = investment_tables(source.session, version_id=source.version_id) or (None,)
    if first is not None:
        yield first
        yield from pictures.of_investments(source.session, source.version_id)
        yield from (table for table in others if table is not None)


def _scenarios(source: _Source, _key: str) -> Iterable[Section]:
    return scenario_tables(source.session, version_id=source.version_id)


def _long_term(source: _Source, _key: str) -> Iterable[Section]:
    plan = source.plan
    if plan is None:
        return
    first, *others = longterm_tables(plan)
    yield first
    yield from pictures.of_plan(plan)
    if plan.strategy:
        yield Words("Strategi", (plan.strategy,))
    yield from others


def _sensitivity(source: _Source, _key: str) -> Iterable[Section]:
    if not source.prerequisites.said:
        return
    effects = sensitivity(source.session, version_id=source.version_id)
    if any(effect.known for effect in effects):
        yield from sensitivity_tables(source.session, version_id=source.version_id)
        yield from pictures.of_effects(effects, source.prerequisites.years[0])


def _balance(source: _Source, key: str) -> Iterable[Section]:
    """The inquiry and the ledger, or how what may be reserved is reckoned."""
    for table in source.balance:
        reckoned = any(isinstance(cell, int) and cell for row in table.rows for cell in row.cells)
        if reckoned and table.key.startswith(_RESERVE) == (key == "resultatreserv"):
            yield table


def _changes(source: _Source, _key: str) -> Iterable[Section]:
    return change_tables(source.session, version_id=source.version_id)


_MAKERS: Final[Mapping[str, Callable[[_Source, str], Iterable[Section]]]] = {
    **dict.fromkeys(_STATEMENTS, _statement),
    "forutsattningar": _prerequisites,
    "prognoser": _rounds,
    "investeringar": _investments,
    "kanslighet": _sensitivity,
    "scenarier": _scenarios,
    "lep": _long_term,
    "balanskrav": _balance,
    "resultatreserv": _balance,
    "andringar": _changes,
}
