"""The statements as tables, which window, paper and workbook share; every sum names its parts."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from app.services.economy.statements import lines
from app.services.economy.statements.companies import CompaniesView, companies
from app.services.economy.statements.guidelines import KIND_NAMES, GuidelineView, guidelines
from app.services.economy.statements.inputs import BoardInput, Sums
from app.services.economy.statements.loaning import LoanYearSums
from app.services.economy.statements.loans import LoansView, loans
from app.services.economy.statements.measuring import MEASURES, Measure
from app.services.economy.statements.views import StatementsView, place, statements
from app.services.economy.tables import Cell, EconomyTable, Part, TableRow
from app.services.formatting import NBSP, write_kr, write_number, write_percent

#: Rows that are printed also where nothing is known of them.
_ALWAYS: Final = frozenset(
    {"income", "cost", "depreciation", "taxes", "grants", "result", "cash_opening", "tangible", "cash"}
)
#: Below this many percent a decimal more is shown, since goals are close there.
_SMALL: Final = 10
_APART: Final = (
    "Driftbudgetens kostnader utan de kapitalkostnader som ingår i ramarna; avskrivningarna står för sig."
)
_SENTENCES: Final[Mapping[str, str]] = {
    lines.RESULT: "Intäkter skrivs utan tecken och kostnader med minus. Ett resultat på noll räcker inte: "
    "intäkterna ska vara större än kostnaderna (kommunallagen 11 kap. 5 §).",
    lines.CASH: "Hur resultatet, investeringarna och lånen ändrar de likvida medlen. Det som betalas ut "
    "skrivs med minus.",
    lines.BALANCE: "Den ekonomiska ställningen vid varje års slut (kommunallagen 11 kap. 6 §). Den första "
    "kolumnen är den ingående balansen.",
}


def tables(session: Session, *, version_id: int) -> tuple[EconomyTable, ...]:
    """Every table of the statements of a version that has anything to say, in the order of a budget."""
    made = statements(session, version_id=version_id)
    found = [statement_table(made, name) for name in lines.LINES]
    found.append(operating_table(made))
    found.append(goals_table(made, guidelines(session, version_id=version_id, made=made)))
    found.append(loans_table(loans(session, version_id=version_id)))
    found.append(companies_table(companies(session, version_id=version_id)))
    return tuple(table for table in found if table.rows)


def year_words(year: int, opening_year: int) -> str:
    """What a column is called: the position before the plan, the budget year, a plan year."""
    if year <= opening_year:
        return f"Prognos {year}"
    return f"{'Budget' if year == opening_year + 1 else 'Plan'} {year}"


def columns_of(made: StatementsView, statement: str, *, typing: bool = False) -> tuple[int, ...]:
    """The years of a statement; the year before the plan too in the balance, and where the result has it."""
    before = statement == lines.BALANCE or (
        statement == lines.RESULT and (typing or made.opening_year in made.result)
    )
    return (made.opening_year, *made.years) if before else made.years


# ---- the three statements ------------------------------------------------------------------------


def statement_table(made: StatementsView, statement: str) -> EconomyTable:
    """One of the three statements, rows without an amount in any year left out."""
    years = columns_of(made, statement)
    rows = tuple(row for line in lines.LINES[statement] if (row := _row(made, statement, line, years)))
    return EconomyTable(
        key=statement,
        title=lines.STATEMENT_NAMES[statement],
        columns=tuple(year_words(year, made.opening_year) for year in years),
        rows=rows,
        sentence=_SENTENCES[statement],
        source=made.version_name,
        first_heading="",
    )


def _row(made: StatementsView, statement: str, line: lines.Line, years: tuple[int, ...]) -> TableRow | None:
    if line.style == "heading":
        return TableRow(line.key, line.name, style="heading")
    if not _is_told(made, statement, line, years):
        return None
    told = (part for part in line.parts if _is_told(made, statement, _part(statement, part), years))
    return TableRow(
        key=line.key,
        label=line.name,
        cells=tuple(made.amount(statement, line.key, year) for year in years),
        style=line.style,
        parts=tuple(told),
        indent=line.indent,
        note=" ".join(filter(None, (_split(made, line.key), _said(made, statement, line.key, years)))),
        flag=_flag(made, statement, line.key),
    )


def _part(statement: str, part: Part) -> lines.Line:
    return lines.BY_KEY[statement][part.key]


def _is_told(made: StatementsView, statement: str, line: lines.Line, years: tuple[int, ...]) -> bool:
    """Whether a row is printed: a sum, what must be known, or what has an amount or a note in some year."""
    if line.memo and statement == lines.RESULT:
        return False
    if line.style in ("sum", "total") or line.key in _ALWAYS:
        return True
    amounts = (made.amount(statement, line.key, year) for year in years)
    return any(amount is not None for amount in amounts) or bool(_said(made, statement, line.key, years))


def _split(made: StatementsView, key: str) -> str:
    """Why the cost of the frames is not that of the driftbudget."""
    apart = any(made.amount(lines.RESULT, "depreciation", year) for year in made.years)
    return _APART if key == "frame_cost" and made.capital_in_frames and apart else ""


def _said(made: StatementsView, statement: str, key: str, years: tuple[int, ...]) -> str:
    found = (made.notes.get(place(statement, key, year)) for year in years)
    return " ".join(dict.fromkeys(note for note in found if note))


def _flag(made: StatementsView, statement: str, key: str) -> str:
    told: list[str] = []
    for year in columns_of(made, statement):
        stated = made.stated.get(place(statement, key, year))
        reckoned = made.amount(statement, key, year)
        if stated is not None and reckoned is not None and stated != reckoned:
            told.append(f"{year}: uppgivet {write_kr(stated)}, räknat {write_kr(reckoned)}.")
    return " ".join(told)


# ---- driftbudget ---------------------------------------------------------------------------------


def operating_table(made: StatementsView) -> EconomyTable:
    """The driftbudget: each nämnd net before, its income, cost and net in the budget year, and net after."""
    first = made.years[0]
    columns = (
        f"Netto {made.opening_year}",
        f"Intäkter {first}",
        f"Kostnader {first}",
        f"Netto {first}",
        *(f"Netto {year}" for year in made.years[1:]),
    )
    rows = tuple(_board_rows(made)) if made.boards else ()
    return EconomyTable(
        "operating",
        "Driftbudget per nämnd",
        columns,
        rows,
        "Ramarna för varje nämnd. Intäkter skrivs utan tecken, kostnader och netto med minus.",
        made.version_name,
        "Nämnd",
    )


def _board_rows(made: StatementsView) -> Iterator[TableRow]:
    below: dict[str, list[str]] = {}
    for board in made.boards:
        below.setdefault(board.parent or "", []).append(board.key)
    for board in made.boards:
        yield TableRow(
            board.key,
            board.name,
            _board_cells(made, board),
            style="sum" if board.key in below else "row",
            parts=tuple(Part(key) for key in below.get(board.key, ())),
            indent=board.depth,
        )
    tops = below.get("", [])
    whole = BoardInput("sum", None, "Ramarna tillsammans", 0, _together(made, tops), _before(made, tops))
    yield TableRow(
        "sum", whole.name, _board_cells(made, whole), style="total", parts=tuple(Part(key) for key in tops)
    )


def _board_cells(made: StatementsView, board: BoardInput) -> tuple[Cell, ...]:
    first, *later = made.years
    now = board.sums.get(first, Sums())
    before = None if board.previous is None else -board.previous.net
    return (
        before,
        now.income,
        -now.cost,
        -now.net,
        *(-board.sums.get(year, Sums()).net for year in later),
    )


def _together(made: StatementsView, keys: list[str]) -> dict[int, Sums]:
    chosen = [board for board in made.boards if board.key in keys]
    return {year: sum((board.sums.get(year, Sums()) for board in chosen), Sums()) for year in made.years}


def _before(made: StatementsView, keys: list[str]) -> Sums:
    chosen = [board.previous for board in made.boards if board.key in keys]
    return sum((each for each in chosen if each is not None), Sums())


# ---- goals, loans, companies ---------------------------------------------------------------------


def goals_table(made: StatementsView, found: tuple[GuidelineView, ...]) -> EconomyTable:
    """The goals with what the budget gives of them, then every measure."""
    columns = ("Mål", *(year_words(year, made.opening_year) for year in made.years))
    rows = [TableRow("goals", "Riktlinjer och finansiella mål", style="heading")] if found else []
    rows += [_goal_row(made, each) for each in found]
    rows.append(TableRow("measures", "Nyckeltal", style="heading"))
    for measure in MEASURES:
        values = tuple(
            write_measure(measure, made.measures.get(measure.key, {}).get(year)) for year in made.years
        )
        rows.append(TableRow(measure.key, measure.name, ("", *values), unit="text", note=""))
    return EconomyTable(
        "goals",
        "God ekonomisk hushållning",
        columns,
        tuple(rows),
        "De finansiella målen jämförda med vad budgeten och planen ger.",
        made.version_name,
        "Mål eller nyckeltal",
    )


def _goal_row(made: StatementsView, each: GuidelineView) -> TableRow:
    key = f"guideline:{each.id}"
    if not each.is_goal:
        return TableRow(key, each.title, (KIND_NAMES[each.kind],), unit="text", note=each.text)
    cells: list[str] = []
    missed = []
    for year in made.years:
        cells.append(_goal_words(each, year))
        if each.met.get(year) is False:
            missed.append(year)
    flag = f"Målet nås inte {', '.join(str(year) for year in missed)}." if missed else ""
    return TableRow(key, each.title, (target_words(each), *cells), unit="text", note=each.text, flag=flag)


def _goal_words(each: GuidelineView, year: int) -> str:
    value = write_measure(each.measure, each.measured.get(year))
    met = each.met.get(year)
    return value if met is None else f"{value}, {'uppfyllt' if met else 'ej uppfyllt'}"


def target_words(each: GuidelineView) -> str:
    """What a goal asks for: minst 2 %."""
    if each.measure is None or each.target is None:
        return ""
    return f"{'minst' if each.at_least else 'högst'} {write_measure(each.measure, each.target, exact=True)}"


def write_measure(measure: Measure | None, value: Decimal | None, *, exact: bool = False) -> str:
    """A measure in its unit; a dash where it is unknown."""
    if measure is None or value is None:
        return "–"
    if measure.unit == "percent":
        return write_percent(value, None if exact else 2 if abs(value) < _SMALL else 1)
    words = "kr per invånare" if measure.unit == "per_head" else "kr"
    return f"{write_number(value, None if exact else 0)}{NBSP}{words}"


def loans_table(view: LoansView) -> EconomyTable:
    """Every loan by year: what is borrowed, repaid and owed, and its interest."""
    rows: list[TableRow] = []
    for loan in view.loans:
        title = f"{loan.name}, {write_percent(loan.interest, None)}"
        rows.append(TableRow(f"loan:{loan.id}", title, style="heading", note=loan.note))
        rows += _loan_rows(f"loan:{loan.id}", [loan.years[year] for year in view.years])
    if len(view.loans) > 1:
        rows.append(TableRow("all", "Lånen tillsammans", style="heading"))
        rows += _loan_rows("all", [view.total[year] for year in view.years])
    columns = tuple(year_words(year, view.years[0] - 1) for year in view.years)
    sentence = "Räntan räknas på genomsnittet av skulden vid årets början och slut."
    return EconomyTable("loans", "Lån", columns, tuple(rows), sentence, "", "Lån")


def _loan_rows(key: str, years: list[LoanYearSums]) -> Iterator[TableRow]:
    names = (
        ("opening", "Skuld vid årets början", 1),
        ("borrowed", "Nyupplåning", 1),
        ("repaid", "Amortering", -1),
    )
    for field, name, times in names:
        cells = tuple(times * getattr(year, field) for year in years)
        yield TableRow(f"{key}:{field}", name, cells, indent=1)
    parts = tuple(Part(f"{key}:{field}") for field, _, _ in names)
    closing = tuple(year.closing for year in years)
    yield TableRow(f"{key}:closing", "Skuld vid årets slut", closing, style="sum", parts=parts)
    interest = tuple(-year.interest for year in years)
    yield TableRow(f"{key}:interest", "Ränta", interest, indent=1)


def companies_table(view: CompaniesView) -> EconomyTable:
    """The economy of the group's companies in the budget year."""
    rows = tuple(
        TableRow(
            f"company:{each.id}",
            each.name,
            (
                _amount(each.turnover),
                _amount(each.result),
                _amount(each.investments),
                "–" if each.equity_ratio is None else write_percent(each.equity_ratio, None),
            ),
            unit="text",
            note=each.text,
        )
        for each in view.accounts
    )
    return EconomyTable(
        "companies",
        f"Kommunkoncernens bolag {view.year}",
        ("Omsättning", "Resultat", "Investeringar", "Soliditet"),
        rows,
        "Budgeten redogör för ekonomin i kommunkoncernens bolag (kommunallagen 11 kap. 6 a §).",
        "",
        "Bolag",
    )


def _amount(ore: int | None) -> str:
    return "–" if ore is None else write_kr(ore)
