"""Mandate periods, validity in time and what units became: pure arithmetic, no session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.services.organisation.errors import BadCode, BadFigure, EndsBeforeStart, SharesNotWhole

COUNCIL, BOARD = "Kommunfullmäktige", "Kommunstyrelsen"
#: Years between ordinary elections (KL 5 kap. 9 §).
TERM_YEARS = 4
#: From the election of 2014 the council serves from 15 October, before that from 1 November.
_OCTOBER_SINCE = 2014
_CODE_LENGTH = 4
_ONE_DAY = timedelta(days=1)
WHOLE = Decimal(1)

#: Categories of unit kinds that stand in groups of their own, outside the municipality's own tree.
OUTSIDE = ("cooperation", "performer", "supplier")
#: Categories whose units name partners (`ORG-06`, `ORG-07`).
JOINT = ("joint", "cooperation")
OUTSIDE_NAMES = {
    "cooperation": "Driftsamverkan och annan samverkan",
    "performer": "Externa utförare",
    "supplier": "Leverantörer",
}
PERFORMER_NAMES = {None: "–", "internal": "Intern", "external": "Extern"}
FACT_NAMES = {
    "inhabitants": "Invånare",
    "employees": "Medarbetare",
    "turnover": "Omsättning",
    "companies": "Bolag",
    "committees": "Utskott",
}
#: Facts that are amounts of money; the others are plain numbers.
MONEY_FACTS = frozenset({"turnover"})


@dataclass(frozen=True)
class Period:
    """A span of days, both included."""

    starts: date
    ends: date


def council_start(election_year: int) -> date:
    """The first day of the council elected that year."""
    if election_year >= _OCTOBER_SINCE:
        return date(election_year, 10, 15)
    return date(election_year, 11, 1)


def council_period(election_year: int) -> Period:
    """The council serves four years counted from 15 October of the election year (KL 5 kap. 9 §)."""
    return Period(council_start(election_year), council_start(election_year + TERM_YEARS) - _ONE_DAY)


def board_period(election_year: int) -> Period:
    """The board normally serves four years from 1 January after the election year (KL 6 kap. 18 §)."""
    return Period(date(election_year + 1, 1, 1), date(election_year + TERM_YEARS, 12, 31))


def periods_after(election_year: int) -> tuple[tuple[str, Period], ...]:
    """The periods that follow an election, each with its body (`ORG-12`)."""
    return (COUNCIL, council_period(election_year)), (BOARD, board_period(election_year))


def year_number(year: int, election_year: int) -> int | None:
    """Which year of the mandate period a calendar year is: the year after the election is 1."""
    number = year - election_year
    return number if 1 <= number <= TERM_YEARS else None


def governing_election(year: int, election_years: Iterable[int]) -> int | None:
    """The election whose mandate period a calendar year belongs to; None when none of them covers it."""
    covering = [election for election in election_years if year_number(year, election) is not None]
    return max(covering, default=None)


def valid_on(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """Whether a row holds on a day; an open end holds for ever."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)


def check_span(valid_from: date | None, valid_to: date | None, what: str) -> None:
    """Refuse a span that ends before it begins."""
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise EndsBeforeStart(what, valid_from, valid_to)


def read_code(text: str) -> str | None:
    """A kommunkod as four digits, leading zero kept; nothing typed gives None."""
    code = text.strip()
    if not code:
        return None
    if len(code) != _CODE_LENGTH or not (code.isascii() and code.isdigit()):
        raise BadCode(code)
    return code


def contract_words(title: str | None, number: str | None) -> str:
    """A contract with its number, "" when there is none."""
    return ", ".join(part for part in (title, number) if part)


def check_figure(kind: str, number: Decimal | None, amount: int | None) -> None:
    """Refuse a figure below zero; what is counted is counted in whole."""
    name = FACT_NAMES.get(kind, kind)
    if number is not None and (number < 0 or number % 1):
        raise BadFigure(name, counted=True)
    if amount is not None and amount < 0:
        raise BadFigure(name, counted=False)


def check_shares(shares: Sequence[Decimal | None]) -> None:
    """The shares of a split unit are all unknown, or positive and together the whole."""
    known = [share for share in shares if share is not None]
    if not known:
        return
    if len(known) != len(shares) or any(share <= 0 for share in known) or sum(known) != WHOLE:
        raise SharesNotWhole


@dataclass(frozen=True)
class Step:
    """One dated step from a unit to another; `share` is None when it was split in unknown parts."""

    from_id: int
    to_id: int
    happened_on: date
    share: Decimal | None


@dataclass(frozen=True)
class Successor:
    """What a unit has become on a day, and how much of it; None when the source does not say."""

    unit_id: int
    share: Decimal | None


def recast(unit_id: int, steps: Mapping[int, Sequence[Step]], on: date) -> tuple[Successor, ...]:
    """Follow a unit through splits and mergers up to a day; a unit that nothing happened to is itself."""
    found: dict[int, Decimal | None] = {}
    for successor in _walk(unit_id, WHOLE, steps, on, frozenset()):
        if successor.unit_id in found:
            found[successor.unit_id] = _add(found[successor.unit_id], successor.share)
        else:
            found[successor.unit_id] = successor.share
    return tuple(Successor(key, share) for key, share in found.items())


def _walk(
    unit_id: int,
    share: Decimal | None,
    steps: Mapping[int, Sequence[Step]],
    on: date,
    seen: frozenset[int],
) -> list[Successor]:
    taken = [step for step in steps.get(unit_id, ()) if step.happened_on <= on and step.to_id not in seen]
    if not taken:
        return [Successor(unit_id, share)]
    path = seen | {unit_id}
    return [
        successor
        for step in taken
        for successor in _walk(step.to_id, _times(share, step.share), steps, on, path)
    ]


def _times(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left * right


def _add(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left + right
