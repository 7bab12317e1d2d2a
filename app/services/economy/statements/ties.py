"""What must tie: sums that are reckoned by two ways, or stated by a document, with what differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.services.economy.statements import lines
from app.services.economy.statements.inputs import RoomYear, StatementInputs, Sums
from app.services.economy.statements.loaning import LoanYearSums

if TYPE_CHECKING:
    from app.services.economy.statements.arithmetic import Statements

#: The kinds of ties in the order they are told.
TIE_NAMES: Final[Mapping[str, str]] = {
    "cash": "Kassa",
    "balance": "Balans",
    "equity": "Eget kapital",
    "assets": "Anläggningar",
    "loans": "Lån",
    "room": "Utrymme",
    "frames": "Nämnder",
    "stated": "Uppgivna summor",
}


@dataclass(frozen=True, slots=True)
class Tie:
    """Two amounts of a year that should be one; None is unknown and ties with nothing.

    `advice` says what to do where they differ.
    """

    key: str
    words: str
    year: int
    left_words: str
    left: int | None
    right_words: str
    right: int | None
    advice: str = ""

    @property
    def difference(self) -> int | None:
        """How much the left is above the right; None where either is unknown."""
        return None if self.left is None or self.right is None else self.left - self.right

    @property
    def known(self) -> bool:
        """Whether both sides are."""
        return self.difference is not None

    @property
    def broken(self) -> bool:
        """Whether they are known and differ."""
        return bool(self.difference)


def tie_all(inputs: StatementInputs, made: Statements, loans: Mapping[int, LoanYearSums]) -> tuple[Tie, ...]:
    """Everything that must tie, by year and then in order."""
    found = [*_opening(inputs, made)]
    before = inputs.opening_year
    for year in inputs.years:
        found += _position(made, year, before)
        found += _movements(made, year, before)
        found += [_loans(made, year, loans[year])] if inputs.loans else []
        found.append(_room(inputs, made, year))
        found += _frames(inputs, year)
        before = year
    found += _stated(inputs, made)
    return tuple(found)


def _opening(inputs: StatementInputs, made: Statements) -> Iterator[Tie]:
    year = inputs.opening_year
    opening = made.balance[year]
    yield Tie(
        "balance",
        f"Den ingående balansen, vid utgången av {year}, går ihop",
        year,
        "Tillgångar",
        opening["assets"],
        "Kapital och skulder",
        _standing(opening, "equity_and_debts"),
        "Rätta den ingående balansen: skillnaden följer med till alla år.",
    )
    if year in made.result:
        yield Tie(
            "equity",
            f"Årets resultat {year} är detsamma i resultatet och balansen",
            year,
            "I resultatet",
            made.result[year]["result"],
            "I balansen",
            opening["equity_result"],
            "Rätta prognosen för resultatet eller raden Årets resultat i den ingående balansen.",
        )
    if inputs.loans:
        owed = sum(loan.opening for loan in inputs.loans)
        yield Tie(
            "loans",
            f"Lånen är de som står i den ingående balansen, vid utgången av {year}",
            year,
            "I balansen",
            _standing(opening, "loans"),
            "Enligt lånen",
            owed,
            "Rätta lånens skuld vid årets början eller raden Långfristiga lån.",
        )


def _position(made: Statements, year: int, before: int) -> Iterator[Tie]:
    cash, balance, earlier = made.cash[year], made.balance[year], made.balance[before]
    yield Tie(
        "cash",
        "Likvida medel är desamma i kassaflödet och balansen",
        year,
        "I kassaflödet",
        cash["cash_closing"],
        "I balansen",
        balance["cash"],
    )
    yield Tie(
        "balance",
        "Tillgångarna är lika stora som eget kapital, avsättningar och skulder",
        year,
        "Tillgångar",
        balance["assets"],
        "Kapital och skulder",
        _standing(balance, "equity_and_debts"),
        "Skillnaden kommer från den ingående balansen.",
    )
    grown = _difference(_standing(balance, "equity"), _standing(earlier, "equity"))
    yield Tie(
        "equity",
        "Det egna kapitalet ändras med årets resultat",
        year,
        "Årets resultat",
        made.result[year]["result"],
        "Kapitalets ändring",
        grown,
    )


def _movements(made: Statements, year: int, before: int) -> Iterator[Tie]:
    cash, balance, earlier = made.cash[year], made.balance[year], made.balance[before]
    if balance["assets"] is None:
        return
    spent = -(cash["investments"] or 0) - (cash["investment_income"] or 0)
    sold = (cash["sales"] or 0) + (cash["gains"] or 0)
    yield Tie(
        "assets",
        "Anläggningarna ändras med investeringar efter bidrag, avskrivning och sålt till bokfört värde",
        year,
        "Ändring i balansen",
        _difference(balance["tangible"] or 0, earlier["tangible"] or 0),
        "Enligt flödena",
        spent - (cash["depreciation"] or 0) - sold,
    )


def _loans(made: Statements, year: int, loans: LoanYearSums) -> Tie:
    return Tie(
        "loans",
        "Långfristiga lån är lånens skuld vid årets slut",
        year,
        "I balansen",
        _standing(made.balance[year], "loans"),
        "Enligt lånen",
        loans.closing,
        "Lägg in lånen, eller rätta raden Långfristiga lån i den ingående balansen.",
    )


def _room(inputs: StatementInputs, made: Statements, year: int) -> Tie:
    """The result by the other way: the target, what is left of the room, and what lies beside it."""
    room = inputs.room.get(year, RoomYear())
    result = made.result[year]
    expected: int | None = None
    if room.room is not None and room.target is not None:
        left = room.room - inputs.frames.get(year, Sums()).net - inputs.held_back.get(year, 0)
        added = sum(result[key] or 0 for key in ("income_other", "gains", "cost_other", "extraordinary"))
        expected = room.target + left - room.reserve_use - room.beside + added + _beside(inputs, made, year)
    return Tie(
        "room",
        "Resultatet är målet, det som är kvar att fördela och det som ligger bredvid ramarna",
        year,
        "Årets resultat",
        result["result"],
        "Från utrymmet",
        expected,
    )


def _beside(inputs: StatementInputs, made: Statements, year: int) -> int:
    """What lies beside the frames: loans, running costs, and capital costs or the internal interest."""
    result = made.result[year]
    capital = "internal_interest" if inputs.capital_in_frames else "depreciation"
    return sum(result[key] or 0 for key in ("loan_interest", "running", capital))


def _frames(inputs: StatementInputs, year: int) -> Iterator[Tie]:
    tops = [board.sums.get(year, Sums()) for board in inputs.boards if board.parent is None]
    if tops:
        yield Tie(
            "frames",
            "Driftbudgeten per nämnd är ramarna tillsammans",
            year,
            "Nämnderna, netto",
            sum(top.net for top in tops),
            "Ramarna, netto",
            inputs.frames.get(year, Sums()).net,
        )


def _stated(inputs: StatementInputs, made: Statements) -> Iterator[Tie]:
    order = {(name, line.key): place for name in lines.LINES for place, line in enumerate(lines.LINES[name])}
    for (statement, key, year), amount in sorted(
        inputs.stated.items(), key=lambda item: (item[0][2], item[0][0], order.get(item[0][:2], 0))
    ):
        line = lines.line_of(statement, key)
        reckoned = made.of(statement).get(year, {}).get(key)
        if line is None:
            continue
        yield Tie(
            "stated",
            f"{line.name} i {lines.STATEMENT_NAMES[statement].lower()}en är som uppgivet",
            year,
            "Räknat",
            reckoned,
            "Uppgivet",
            amount,
            "Kontrollera det uppgivna beloppet mot källan.",
        )


def _standing(balance: Mapping[str, int | None], key: str) -> int | None:
    """A row of a balance; one that nothing is said of is nothing when the balance is known."""
    return None if balance["assets"] is None else balance[key] or 0


def _difference(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before
