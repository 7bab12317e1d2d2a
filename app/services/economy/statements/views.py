"""The statements of a version as they are shown: reckoned now, or as they were when it was decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from app.services.economy.own import economy_of, state_of, version_of
from app.services.economy.snapshots import kept_part
from app.services.economy.statements.arithmetic import Statements, reckon
from app.services.economy.statements.inputs import BoardInput, RoomYear, StatementInputs
from app.services.economy.statements.reading import statement_inputs
from app.services.economy.statements.ties import Tie
from app.services.formatting import write_years

__all__ = ["StatementsView", "statement_inputs", "statements"]
PART = "statements"

Rows = Mapping[int, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class StatementsView:
    """Result, cash flow and balance of a version, by year and row in öre, with ties and measures.

    `typed`, `stated` and `notes` are by "statement.line.year". `lacks` says what the statements lack.
    `frozen` is true for what was kept when the version was decided.
    """

    version_id: int
    version_name: str
    years: tuple[int, ...]
    result: Rows
    cash: Rows
    balance: Rows
    ties: tuple[Tie, ...]
    measures: Mapping[str, Mapping[int, Decimal | None]]
    boards: tuple[BoardInput, ...]
    typed: Mapping[str, int]
    stated: Mapping[str, int]
    notes: Mapping[str, str]
    lacks: tuple[str, ...]
    capital_in_frames: bool
    said: bool
    locked: bool = False
    state: int = 0
    frozen: bool = False
    example: bool = False
    inhabitants: Mapping[int, Decimal] = field(default_factory=dict)
    targets: Mapping[int, int | None] = field(default_factory=dict)
    """The result that is wanted in each year, in öre."""

    @property
    def opening_year(self) -> int:
        """The year before the plan."""
        return self.years[0] - 1

    @property
    def broken(self) -> tuple[Tie, ...]:
        """What does not tie."""
        return tuple(tie for tie in self.ties if tie.broken)

    def of(self, statement: str) -> Rows:
        """One of the three statements."""
        return {"result": self.result, "cash": self.cash, "balance": self.balance}[statement]

    def amount(self, statement: str, line: str, year: int) -> int | None:
        """A row in a year."""
        return self.of(statement).get(year, {}).get(line)


def place(statement: str, line: str, year: int) -> str:
    """The key of what is typed, stated or noted in a row."""
    return f"{statement}.{line}.{year}"


def statements(session: Session, *, version_id: int) -> StatementsView:
    """The statements of a version; of one that is decided, as they were then where they were kept."""
    version = version_of(session, version_id)
    if version.locked:
        found = kept_part(session, version_id, PART, StatementsView)
        if isinstance(found, StatementsView):
            return replace(found, locked=True, frozen=True)
    inputs = statement_inputs(session, version_id=version_id)
    made, economy = reckon(inputs), economy_of(session, version_id)
    return StatementsView(
        version_id,
        version.name,
        inputs.years,
        made.result,
        made.cash,
        made.balance,
        made.ties,
        made.measures,
        inputs.boards,
        {place(*key): amount for key, amount in inputs.typed.items()},
        {place(*key): amount for key, amount in inputs.stated.items()},
        {place(*key): note for key, note in inputs.notes.items()},
        lacks(inputs, made),
        inputs.capital_in_frames,
        economy is not None,
        version.locked,
        state_of(session, version_id),
        False,
        economy is not None and economy.example,
        inputs.inhabitants,
        {year: room.target for year, room in inputs.room.items()},
    )


def lacks(inputs: StatementInputs, made: Statements) -> tuple[str, ...]:
    """What is not known, or cannot be, one sentence each, the gravest first."""
    found = [*_missing_income(inputs)]
    if not inputs.opening_given:
        found.append(
            f"Ingående balans, det vill säga ställningen vid utgången av {inputs.opening_year}, saknas."
        )
    elif inputs.of("balance", "cash", inputs.opening_year) is None:
        found.append(f"Kassa och bank vid utgången av {inputs.opening_year} saknas och räknas som noll.")
    without = [year for year in inputs.years if made.result[year]["depreciation_stock"] is None]
    if without and inputs.opening_given and inputs.of("balance", "tangible", inputs.opening_year):
        found.append(f"Avskrivning på befintliga anläggningar saknas för {listed_years(without)}.")
    return (*found, *_strange(inputs, made))


def _strange(inputs: StatementInputs, made: Statements) -> Iterator[str]:
    """What adds up and still cannot be, or must not come true."""
    gained = [
        year for year in inputs.years if (made.result[year]["gains"] or 0) > (made.cash[year]["sales"] or 0)
    ]
    if gained:
        yield (
            f"Realisationsvinsten är större än försäljningen {listed_years(gained)}: skriv vad köparen "
            "betalar i kassaflödesbudgeten."
        )
    short = [year for year in inputs.years if (made.balance[year]["cash"] or 0) < 0]
    if short:
        yield f"Likvida medel är under noll vid utgången av {listed_years(short)}: låna eller senarelägg."
    worn = [year for year in inputs.years if (made.balance[year]["tangible"] or 0) < 0]
    if worn:
        yield f"Mer skrivs av än anläggningarna är värda: värdet är under noll {listed_years(worn)}."


def _missing_income(inputs: StatementInputs) -> Iterator[str]:
    """The years without tax or grants, those that lack the same told together."""
    years: dict[tuple[str, ...], list[int]] = {}
    for year in inputs.years:
        room = inputs.room.get(year, RoomYear())
        told = (("skatteintäkter", room.tax), ("generella statsbidrag", room.grants))
        missing = tuple(name for name, amount in told if amount is None)
        if missing:
            years.setdefault(missing, []).append(year)
    for names, listed in years.items():
        what = " och ".join(names).capitalize()
        yield f"{what} saknas i förutsättningarna för {listed_years(listed)}."


def listed_years(years: Sequence[int]) -> str:
    """Years in words: 2027–2029, or 2027 och 2029."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return write_years(years[0], years[-1])
    *first, last = years
    return f"{', '.join(str(year) for year in first)} och {last}" if first else str(last)
