"""The sheet of investments: projects by nämnd over the years, and what they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from app.services.economy.tables import Style
from app.services.textorder import fold
from app.ui.economy.money import Unit, bare, shown, typed
from app.ui.economy.sheet import SheetCell, SheetRow
from app.ui.parts.columns import words_in

if TYPE_CHECKING:
    from app.services.economy.investments.views import InvestmentsView, ProjectView, YearFlow

Measure = Literal["expense", "income", "carried"]
Key = tuple[str, Any]
PERMITTED, LEFT, BEFORE = 0, 1, 2
_FIRST_YEAR = 3
_ENDED = frozenset({"finished", "cancelled"})
_BLANK = SheetCell("", raised=True)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns there are, and what a column is of."""

    years: tuple[int, ...]
    later: tuple[int, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings."""
        after = f"{self.later[0]}–" if self.later else "Senare"
        return ("Totalram", "Kvar", f"Före {self.years[0]}", *map(str, self.years), after, "Totalt")

    def year_of(self, column: int) -> int | None:
        """The year of a column; the first of the later ones where they stand together."""
        place = column - _FIRST_YEAR
        if 0 <= place < len(self.years):
            return self.years[place]
        return self.later[0] if place == len(self.years) and self.later else None

    def column_of(self, year: int) -> int:
        """The column of a year of the plan."""
        return _FIRST_YEAR + self.years.index(year)


def sheet_rows(
    view: InvestmentsView, measure: Measure, unit: Unit, *, writable: bool
) -> tuple[SheetRow, ...]:
    """The projects under their nämnder, what they are together, and what follows."""
    layout = Layout(view.years, view.later)
    grave = {remark.project_id: remark.words for remark in view.remarks if remark.grave}
    minor = {remark.project_id: remark.words for remark in view.remarks if not remark.grave}
    rows: list[SheetRow] = []
    for committee in view.committees:
        own = view.of(committee)
        rows.append(_heading(committee.key, committee.name, own, layout, measure, unit))
        for project in own:
            said = grave.get(project.id) or minor.get(project.id, "")
            rows.append(_project(view, project, layout, measure, unit, writable=writable, said=said))
    return (*rows, *_sums(view, layout, unit))


def sifted(rows: tuple[SheetRow, ...], text: str) -> tuple[SheetRow, ...]:
    """The rows whose names have every word that was typed, with their nämnd; the sums stand as they are."""
    words = tuple(fold(text).split())
    if not words:
        return rows
    found: list[SheetRow] = []
    heading: SheetRow | None = None
    for row in rows:
        if row.key[0] == "committee":
            heading = row
        elif row.key[0] != "project":
            found.append(row)
        elif words_in(fold(row.label), words):
            found += [row] if heading is None else [heading, row]
            heading = None
    return tuple(found)


def _project(
    view: InvestmentsView,
    project: ProjectView,
    layout: Layout,
    measure: Measure,
    unit: Unit,
    *,
    writable: bool,
    said: str,
) -> SheetRow:
    ended = project.state in _ENDED
    open_ = writable and not view.locked and not ended
    whole = writable and not view.frozen and not ended
    cells = [
        _typed(project.permitted, unit, whole, missing=True, example=project.example),
        _left(project.left, unit, project.example),
        _typed(project.spent_before, unit, whole, example=project.example),
    ]
    for year in layout.years:
        cells.append(_year_cell(project, year, measure, unit, open_))
    cells.append(_later_cell(project, layout, measure, unit, open_))
    total = SheetCell(shown(project.total, unit), copy=bare(project.total, unit), raised=True)
    cells.append(replace(total, example=project.example))
    number = f"{project.number}  " if project.number else ""
    return SheetRow(
        ("project", project.id),
        f"{number}{project.name}",
        tuple(cells),
        indent=1,
        flag=_flag(project),
        tooltip=f"{project.name}: {said or f'{project.kind_words}, {project.state_words}'.lower()}",
    )


def _later_cell(project: ProjectView, layout: Layout, measure: Measure, unit: Unit, open_: bool) -> SheetCell:
    """What comes after the plan together; it is typed as the first year after, where it is not spread."""
    given = [year for year in layout.later if _amount(project.flow(year), measure)]
    single = given in ([], list(layout.later[:1]))
    return _typed(
        sum(_amount(project.flow(year), measure) for year in layout.later),
        unit,
        open_ and single and measure != "carried",
        example=project.example,
        tooltip="" if single else "Fördelat på flera år efter planen.",
    )


def _flag(project: ProjectView) -> str:
    return project.state_words.lower() if project.state in _ENDED else ""


def _left(left: int | None, unit: Unit, example: bool) -> SheetCell:
    if left is None:
        return SheetCell("–", raised=True, tooltip="Totalramen är inte beslutad.")
    tip = "Mer är använt och planerat än vad som har beslutats." if left < 0 else ""
    return SheetCell(
        shown(left, unit),
        copy=bare(left, unit),
        raised=True,
        alarm=left < 0,
        tooltip=tip,
        example=example,
    )


def _year_cell(project: ProjectView, year: int, measure: Measure, unit: Unit, open_: bool) -> SheetCell:
    flow = project.flow(year)
    amount = _amount(flow, measure)
    tip = ""
    if measure == "expense" and flow.carried:
        words = shown(flow.brought, unit)
        tip = f"{shown(flow.expense, unit)} med det som förts över; hit har {words} {unit} förts."
    elif measure == "carried":
        tip = f"Det som inte användes {year - 1} och ges igen {year}."
    return _typed(
        amount,
        unit,
        open_,
        tooltip=flow.note or tip,
        example=project.example,
        comment=bool(flow.note or (flow.carried and measure == "expense")),
    )


def _amount(flow: YearFlow, measure: Measure) -> int:
    """What is typed: an expense is without what is carried over."""
    if measure == "carried":
        return flow.brought
    return flow.income if measure == "income" else flow.typed


def _typed(
    amount: int | None,
    unit: Unit,
    editable: bool,
    *,
    missing: bool = False,
    example: bool = False,
    tooltip: str = "",
    comment: bool = False,
) -> SheetCell:
    empty = amount is None if missing else not amount
    return SheetCell(
        "–" if empty else shown(amount, unit),
        edit_text=typed(amount, unit),
        editable=editable,
        copy=None if empty or amount is None else bare(amount, unit),
        example=example and not empty,
        tooltip=tooltip,
        comment=comment,
    )


def _heading(
    key: int, name: str, own: Iterable[ProjectView], layout: Layout, measure: Measure, unit: Unit
) -> SheetRow:
    projects = list(own)
    years = [sum(_amount(each.flow(year), measure) for each in projects) for year in layout.years]
    after = sum(_amount(each.flow(year), measure) for each in projects for year in layout.later)
    known = [each.permitted for each in projects if each.permitted is not None]
    permitted = sum(known) if len(known) == len(projects) else None
    sums = (
        permitted,
        None if permitted is None else sum(each.left or 0 for each in projects),
        sum(each.spent_before for each in projects),
        *years,
        after,
        sum(e.total for e in projects),
    )
    cells = [_sum_cell(amount, unit) for amount in sums]
    return SheetRow(("committee", key), name, tuple(cells), style="heading")


@dataclass(frozen=True, slots=True)
class _Sum:
    """A row under the projects: what it is of a year, and whether the years after the plan are told."""

    key: str
    label: str
    amount: Callable[[YearFlow], int]
    style: Style = "row"
    tip: str = ""
    later: bool = False


_EXPENSE = (_Sum("expense", "Utgifter", lambda flow: flow.expense, "sum", later=True),)
_CARRIED = (
    _Sum("typed", "Årets utgifter", lambda flow: flow.typed, "sum", later=True),
    _Sum("carried", "Ombudgeterat", lambda flow: flow.carried, later=True),
    _Sum("expense", "Utgifter tillsammans", lambda flow: flow.expense, "sum", later=True),
)
_INCOME = (_Sum("income", "Inkomster och bidrag", lambda flow: -flow.income, later=True),)
_FOLLOWS = (
    _Sum(
        "net", "Kassaflöde: netto", lambda flow: flow.net, "total", "Det som ska betalas i pengar.",
        later=True,
    ),
    _Sum("depreciation", "Resultat: avskrivningar", lambda flow: flow.depreciation),
    _Sum(
        "running", "Resultat: drift utom ram", lambda flow: flow.running,
        tip="Det som ligger i nämndernas ramar räknas inte en gång till.",
    ),
    _Sum(
        "value", "Balans: tillgångar ökar", lambda flow: flow.net - flow.depreciation, "total",
        "Nettoinvesteringar minus avskrivningar.",
    ),
)  # fmt: skip


def _sums(view: InvestmentsView, layout: Layout, unit: Unit) -> Iterator[SheetRow]:
    flows = view.by_year
    carried = any(flow.carried for flow in flows.values())
    income = any(flow.income for flow in flows.values())
    for each in (*(_CARRIED if carried else _EXPENSE), *(_INCOME if income else ()), *_FOLLOWS):
        cells: list[SheetCell] = [_BLANK, _BLANK, _BLANK]
        cells += [_sum_cell(each.amount(flows[year]), unit) for year in layout.years]
        later = sum(each.amount(flows[year]) for year in layout.later)
        cells.append(_sum_cell(later, unit) if each.later else _BLANK)
        yield SheetRow(("sum", each.key), each.label, (*cells, _BLANK), style=each.style, tooltip=each.tip)


def _sum_cell(amount: int | None, unit: Unit) -> SheetCell:
    if amount is None:
        return SheetCell("–", raised=True, tooltip="Något projekt saknar totalram.")
    return SheetCell(shown(amount, unit), copy=bare(amount, unit), raised=True)
