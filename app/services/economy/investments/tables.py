"""The investment budget as tables: what is spent on what, and what it leads to."""

from collections.abc import Callable, Iterable
from functools import partial

from sqlalchemy.orm import Session

from app.services.economy.committees import Committee
from app.services.economy.investments.values import ProjectView, YearFlow
from app.services.economy.investments.views import InvestmentsView, investments
from app.services.economy.tables import EconomyTable, Part, TableRow
from app.services.formatting import write_years

Amount = Callable[[YearFlow], int]
_SOURCE = "Totalramen är ett tillstånd för hela projektet. Anslaget är det som budgeten ger för varje år."


def tables(session: Session, *, version_id: int) -> tuple[EconomyTable, ...]:
    """Investeringsbudget, and what the projects cost afterwards; nothing where there are no projects."""
    view = investments(session, version_id=version_id)
    shown = [project for project in view.projects if _counts(project)]
    if not shown:
        return ()
    return (_spending(view, shown), _effects(view, shown))


def _counts(project: ProjectView) -> bool:
    """Whether a project says anything in the years of the plan or after."""
    return any(
        flow.expense or flow.income or flow.depreciation or flow.running for flow in project.years.values()
    )


def _spending(view: InvestmentsView, shown: list[ProjectView]) -> EconomyTable:
    before = f"Använt före {view.years[0]}"
    later = [f"{view.later[0]}\u2013"] if _later(view, shown) else []
    columns = ("Totalram", before, *map(str, view.years), *later, "Totalt")
    rows: list[TableRow] = []
    groups: list[Part] = []
    for committee, projects in _grouped(shown):
        rows.append(TableRow(f"heading:{committee.key}", committee.name, style="heading"))
        lines = [_line(view, project, bool(later)) for project in projects]
        rows += lines
        key = f"committee:{committee.key}"
        rows.append(_sum(key, f"Summa {committee.name}", lines, style="sum"))
        groups.append(Part(key))
    total = _sum("expense", "Summa investeringsutgifter", _of(rows, groups), style="sum")
    income = _income(view, shown, bool(later))
    rows += [total, income, _difference(total, income)]
    sentence = f"Vad varje projekt får kosta {write_years(view.years[0], view.years[-1])}."
    return EconomyTable(
        "investments", "Investeringsbudget", columns, tuple(rows), sentence, _SOURCE, first_heading="Projekt"
    )


def _effects(view: InvestmentsView, shown: list[ProjectView]) -> EconomyTable:
    rows: list[TableRow] = []
    kinds: tuple[tuple[str, str, str, Amount], ...] = (
        ("depreciation", "Avskrivningar", "Summa avskrivningar", lambda flow: flow.depreciation),
        ("running", "Driftkostnad utanför ramarna", "Summa driftkostnader", lambda flow: flow.running),
    )
    sums: list[TableRow] = []
    for key, words, closing, amount in kinds:
        lines = [
            TableRow(
                f"{key}:{each.id}", each.name, tuple(amount(each.flow(year)) for year in view.years), indent=1
            )
            for each in shown
            if any(amount(each.flow(year)) for year in view.years)
        ]
        if lines:
            rows.append(TableRow(f"{key}:heading", words, style="heading"))
            sums.append(_sum(key, closing, lines, style="sum"))
            rows += [*lines, sums[-1]]
    rows.append(
        _sum("cost", "Projekten kostar i resultatet", sums, style="total")
        if sums
        else TableRow("cost", "Projekten kostar i resultatet", (0,) * len(view.years), style="total")
    )
    source = "Avskrivning räknas från den månad då anläggningen tas i bruk, lika mycket varje månad."
    return EconomyTable(
        "investment_effects",
        "Vad investeringarna kostar i resultatet",
        tuple(map(str, view.years)),
        tuple(rows),
        "Avskrivningar och driftkostnader som följer av projekten.",
        source,
        first_heading="Projekt",
    )


def _later(view: InvestmentsView, shown: Iterable[ProjectView]) -> bool:
    return any(
        project.flow(year).expense or project.flow(year).income for project in shown for year in view.later
    )


def _grouped(shown: list[ProjectView]) -> list[tuple[Committee, list[ProjectView]]]:
    found: list[tuple[Committee, list[ProjectView]]] = []
    for project in shown:
        if not found or found[-1][0].key != project.committee.key:
            found.append((project.committee, []))
        found[-1][1].append(project)
    return found


def _line(view: InvestmentsView, project: ProjectView, later: bool) -> TableRow:
    years = [project.flow(year).expense for year in view.years]
    after = [sum(project.flow(year).expense for year in view.later)] if later else []
    flag = ""
    if project.left is not None and project.left < 0:
        flag = "Mer än totalramen"
    name = f"{project.number} {project.name}" if project.number else project.name
    cells = (project.permitted, project.spent_before, *years, *after, project.total)
    carried = sum(project.flow(year).brought for year in view.years[:1])
    note = ""
    if carried > 0:
        note = f"Med det som förts över från {view.years[0] - 1}."
    return TableRow(f"project:{project.id}", name, cells, indent=1, note=note, flag=flag)


def _income(view: InvestmentsView, shown: list[ProjectView], later: bool) -> TableRow:
    by_year = [sum(project.flow(year).income for project in shown) for year in view.years]
    after = [sum(project.flow(year).income for project in shown for year in view.later)] if later else []
    cells = (None, None, *by_year, *after, sum(by_year) + sum(after))
    return TableRow("income", "Investeringsinkomster och bidrag", cells)


def _of(rows: list[TableRow], parts: list[Part]) -> list[TableRow]:
    keys = {part.key for part in parts}
    return [row for row in rows if row.key in keys]


def _sum(key: str, label: str, lines: list[TableRow], *, style: str) -> TableRow:
    cells = tuple(_added(cells) for cells in zip(*(line.cells for line in lines), strict=True))
    parts = tuple(Part(line.key) for line in lines)
    make = partial(TableRow, key, label, cells, parts=parts)
    return make(style="total") if style == "total" else make(style="sum")


def _added(cells: tuple[object, ...]) -> int | None:
    """Where a part is missing the sum is not known either."""
    known = [cell for cell in cells if isinstance(cell, int)]
    return sum(known) if len(known) == len(cells) else None


def _difference(total: TableRow, income: TableRow) -> TableRow:
    pairs = zip(total.cells, income.cells, strict=True)
    cells = tuple(
        one - other if isinstance(one, int) and isinstance(other, int) else None for one, other in pairs
    )
    parts = (Part(total.key), Part(income.key, -1))
    return TableRow("net", "Nettoinvesteringar", cells, style="total", parts=parts)
