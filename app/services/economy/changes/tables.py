"""Changes during the year as tables: budget and investments as they are now, and the decisions."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.services.economy.changes.values import ChangeView, CurrentBudget, Line
from app.services.economy.changes.views import current_budget
from app.services.economy.changes.words import KINDS
from app.services.economy.tables import Cell, EconomyTable, Part, TableRow
from app.services.formatting import write_long_date, write_ore

_MOST_COLUMNS = 5
"""With more changes than these a table has a column for each kind."""
_SOURCE = "Beslutade ändringar under året. Det som är utkast räknas inte med."


def tables(session: Session, *, version_id: int, year: int | None = None) -> tuple[EconomyTable, ...]:
    """The budget as it is now, and the decisions that made it so; nothing where nothing is changed."""
    view = current_budget(session, version_id=version_id, year=year)
    if not view.decided:
        return ()
    found = [_frames(view), _decisions(view)]
    if view.investments.touched:
        found.insert(1, _investments(view))
    return tuple(found)


def columns_of(view: CurrentBudget) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The columns of changes: each by its number, or by kind where they are many."""
    decided = view.decided
    if len(decided) <= _MOST_COLUMNS:
        return tuple((f"Nr {each.short}", (each.id,)) for each in decided)
    kinds = [kind for kind in KINDS if any(each.kind == kind for each in decided)]
    return tuple((KINDS[kind], tuple(each.id for each in decided if each.kind == kind)) for kind in kinds)


def _frames(view: CurrentBudget) -> EconomyTable:
    columns = columns_of(view)
    rows: list[TableRow] = []
    for group in view.groups:
        rows.append(_row(f"committee:{group.whole.key}", group.whole, columns))
    parts = tuple(Part(row.key) for row in rows)
    rows.append(
        TableRow("total", "Summa nettokostnad", _cells(view.total, columns), style="total", parts=parts)
    )
    rows.append(_result_row(view, columns))
    return EconomyTable(
        f"changed_frames_{view.year}",
        f"Driftbudget {view.year} efter ändringar",
        ("Beslutad budget", *(title for title, _ in columns), "Nu gällande"),
        tuple(rows),
        f"Hur besluten under {view.year} har ändrat ramarna.",
        _SOURCE,
        first_heading="Nämnd",
    )


def _result_row(view: CurrentBudget, columns: Sequence[tuple[str, tuple[int, ...]]]) -> TableRow:
    """The year's result where it is known, otherwise what the changes do to it."""
    changed = [sum(_result(view, keys)) for _, keys in columns]
    if view.decided_result is None:
        words = "Förändring av årets resultat"
        return TableRow("result", words, (None, *changed, view.result_change()))
    return TableRow("result", "Årets resultat", (view.decided_result, *changed, view.current_result))


def _investments(view: CurrentBudget) -> EconomyTable:
    columns = columns_of(view)
    rows = [_row(f"project:{line.key}", line, columns) for line in view.projects]
    parts = tuple(Part(row.key) for row in rows)
    cells = _cells(view.investments, columns)
    rows.append(TableRow("total", "Summa investeringar", cells, style="total", parts=parts))
    return EconomyTable(
        f"changed_investments_{view.year}",
        f"Investeringsbudget {view.year} efter ändringar",
        ("Beslutad budget", *(title for title, _ in columns), "Nu gällande"),
        tuple(rows),
        f"Hur besluten under {view.year} har ändrat investeringarna.",
        _SOURCE,
        first_heading="Projekt",
    )


def _decisions(view: CurrentBudget) -> EconomyTable:
    rows = [
        TableRow(
            f"change:{each.id}",
            f"{each.short} {each.title}",
            (KINDS[each.kind], decision_words(each), write_ore(each.given), each.financing_words),
            unit="text",
        )
        for each in view.decided
    ]
    return EconomyTable(
        f"changes_{view.year}",
        f"Beslut om ändringar {view.year}",
        ("Slag", "Beslut", "Belopp", "Finansiering"),
        tuple(rows),
        "Varje beslut om en utgift under året anger hur den finansieras (KL 11 kap. 15 §).",
        first_heading="Ändring",
    )


def decision_words(change: ChangeView) -> str:
    """Who decided a change, when and where: Kommunfullmäktige 14 april 2027, § 31."""
    if change.decided_on is None:
        return "Utkast"
    words = f"{change.body} {write_long_date(change.decided_on)}"
    return ", ".join(each for each in (words, change.paragraph, change.registration_number) if each)


def _row(key: str, line: Line, columns: Sequence[tuple[str, tuple[int, ...]]]) -> TableRow:
    return TableRow(key, line.name, _cells(line, columns))


def _cells(line: Line, columns: Sequence[tuple[str, tuple[int, ...]]]) -> tuple[Cell, ...]:
    changed = (sum(line.by_change.get(key, 0) for key in keys) for _, keys in columns)
    return (line.decided, *changed, line.current)


def _result(view: CurrentBudget, keys: Iterable[int]) -> Iterable[int]:
    return (each.on("result") for each in view.decided if each.id in keys)
