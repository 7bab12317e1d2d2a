"""The tables of the year: the decisions, and what they make of every nämnd's budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from app.services.formatting import write_date
from app.ui.economy.money import Unit, bare, shown
from app.ui.economy.sheet import SheetCell, SheetRow
from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from app.services.economy.changes.views import ChangeView, CurrentBudget, Line


_RESULT = "Vad besluten gör med resultatet: högre kostnad sänker det, högre skatter och bidrag höjer det."
_NOT_MORE = "Intäkterna är inte större än kostnaderna efter ändringarna (KL 11 kap. 5 §)."


def change_columns(unit: Callable[[], Unit]) -> list[Column[ChangeView]]:
    """Number, kind, title, amount, financing and decision."""
    from app.services.economy.changes.words import KINDS

    return [
        Column("number", "Nr", lambda row: row.short, width=100, sort=lambda row: row.number, look=_look),
        Column("kind", "Slag", lambda row: KINDS[row.kind], width=128),
        Column(
            "title", "Ändring", lambda row: row.title, width=200, stretch=True, tooltip=lambda row: row.title,
            look=lambda row: CellLook(example=row.example),
        ),
        Column(
            "amount", "Belopp", lambda row: shown(row.given, unit()), width=90, number=True,
            sort=lambda row: row.given, copy=lambda row: bare(row.given, unit()),
        ),
        Column(
            "paid", "Finansiering", lambda row: row.financing_words or "–", width=220, stretch=True,
            tooltip=lambda row: row.financing_words, look=_paid_look,
        ),
        Column("decision", "Beslut", decision, width=138, tooltip=lambda row: row.body or "Inte beslutad"),
    ]  # fmt: skip


def decision(change: ChangeView) -> str:
    """When it was decided, and where."""
    if change.decided_on is None:
        return "Utkast"
    return " ".join(each for each in (write_date(change.decided_on), change.paragraph) if each)


def _look(change: ChangeView) -> CellLook:
    return CellLook(locked=change.locked)


def _paid_look(change: ChangeView) -> CellLook:
    lacks = bool(change.lacks) and not change.locked
    return CellLook(warning="täcker inte utgiften" if lacks else "")


def titles(view: CurrentBudget) -> tuple[str, ...]:
    """As decided, by each change, as it is now, and what drafts would make."""
    decided = (f"Nr {each.short}" for each in view.decided)
    drafts = (f"Utkast {each.short}" for each in view.drafts)
    return ("Beslutad budget", *decided, "Nu gällande", *drafts)


def sheet_rows(view: CurrentBudget, unit: Unit) -> tuple[SheetRow, ...]:
    """Every nämnd with those that a change concerns, the result, and the investments."""
    rows: list[SheetRow] = [SheetRow("operating", "Drift, nettokostnad", style="heading")]
    for group in view.groups:
        rows.append(_line(view, ("committee", group.committee.key), group.whole, unit))
        touched = [line for line in group.holders if line.touched]
        if len(group.holders) > 1 or (touched and touched[0].name != group.whole.name):
            rows += [_line(view, ("holder", line.key), line, unit, indent=1) for line in touched]
    rows.append(_line(view, "total", view.total, unit, style="total"))
    words = "Årets resultat ändras" if view.decided_result is None else "Årets resultat"
    rows.append(SheetRow("result", words, tuple(_results(view, unit)), tooltip=_RESULT))
    if view.projects:
        rows.append(SheetRow("investment", "Investeringar", style="heading"))
        rows += [_line(view, ("project", line.key), line, unit) for line in view.projects]
        rows.append(_line(view, "investments", view.investments, unit, style="total"))
    return tuple(rows)


def _line(
    view: CurrentBudget, key: object, line: Line, unit: Unit, *, indent: int = 0, style: str = "row"
) -> SheetRow:
    cells = [SheetCell(shown(line.decided, unit), copy=bare(line.decided, unit))]
    cells += [_changed(line.by_change.get(each.id, 0), unit) for each in view.decided]
    cells.append(
        SheetCell(
            shown(line.current, unit),
            copy=bare(line.current, unit),
            raised=True,
            changed=bool(line.changed),
            alarm=line.overdrawn(),
            tooltip="Mer är taget än vad som fanns." if line.overdrawn() else "",
        )
    )
    cells += [_changed(line.drafted.get(each.id, 0), unit, draft=True) for each in view.drafts]
    if style == "total":
        return SheetRow(key, line.name, tuple(cells), style="total", indent=indent)
    return SheetRow(key, line.name, tuple(cells), indent=indent)


def _results(view: CurrentBudget, unit: Unit) -> Iterator[SheetCell]:
    before, now = view.decided_result, view.current_result
    yield SheetCell("") if before is None else SheetCell(shown(before, unit), copy=bare(before, unit))
    for change in view.decided:
        yield _changed(change.on("result"), unit)
    if now is None:
        yield _changed(view.result_change(), unit)
    else:
        tip = _NOT_MORE if now <= 0 else ""
        yield SheetCell(shown(now, unit), copy=bare(now, unit), raised=True, alarm=now <= 0, tooltip=tip)
    for change in view.drafts:
        yield _changed(change.on("result"), unit, draft=True)


def _changed(amount: int, unit: Unit, *, draft: bool = False) -> SheetCell:
    text = shown(amount, unit, plus=True, dash=True)
    copied = bare(amount, unit) if amount else None
    return SheetCell(text, copy=copied, muted=draft, tooltip="Inte beslutat" if draft and amount else "")
