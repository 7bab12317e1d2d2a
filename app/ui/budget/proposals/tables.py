"""The four grids of a proposal: measures, figures, treatments and budget dialogues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from app.models.errors import DomainError
from app.services.budget.proposals import figures, rows
from app.services.budget.proposals.words import FIGURES, TREATMENTS
from app.services.formatting import write_date
from app.ui.budget import amounts
from app.ui.budget.proposals.edits import Edits
from app.ui.budget.proposals.rowtable import Cell, RowTable
from app.ui.parts.columns import CellLook


class NotAYear(DomainError):
    """What was typed is no year."""

    def __init__(self, text: str) -> None:
        super().__init__(f"”{text}” är inte ett år. Skriv till exempel 2027.")


def measure_table(edits: Edits, year: Callable[[], int], unit: Callable[[], Any]) -> RowTable:
    """Measures with their effect and what they lead to (`BUD-07`)."""
    cells = (
        Cell("title", "Åtgärd", lambda row: row.title, _text("title"), 250, stretch=True,
             begins="Skriv en åtgärd…"),
        Cell(
            "impact", "Konsekvens", lambda row: row.impact or "", _text("impact"), 300, stretch=True,
            look=lambda line: CellLook(warning="" if line.typed.impact else "saknas"),
        ),
        Cell("year", "År", lambda row: str(row.year), _year, 64, number=True),
        Cell(
            "amount", "Effekt", lambda row: _amount(row.amount, unit()),
            lambda row, text: replace(row, amount=amounts.read(text, unit())), 104, number=True,
        ),
    )  # fmt: skip
    return RowTable(
        cells, name="Åtgärder", remember_as="proposal-measures",
        save=partial(_save, edits, "measure", rows.add_measure, rows.edit_measure),
        blank=lambda: rows.Measure("", year()), may=lambda: not edits.locked,
    )  # fmt: skip


def figure_table(edits: Edits) -> RowTable:
    """Measures of activity, key figures and results of surveys (`BUD-08`)."""
    cells = (
        Cell(
            "name", "Mått", lambda row: row.name, _text("name"), 260, stretch=True, begins="Skriv ett mått…",
            look=lambda line: CellLook(icon="target" if line.more else ""),
        ),
        Cell("kind", "Slag", lambda row: FIGURES[row.kind], _chosen("kind", FIGURES), 148,
             choices=tuple(FIGURES.values())),
        Cell("value", "Värde", lambda row: row.value or "", _text("value"), 92, number=True),
        Cell("period", "Period", lambda row: row.period or "", _text("period"), 136),
        Cell("note", "Anmärkning", lambda row: row.note or "", _text("note"), 160),
    )  # fmt: skip
    return RowTable(
        cells, name="Mått och nyckeltal", remember_as="proposal-figures",
        save=partial(_save, edits, "figure", figures.add_figure, figures.edit_figure),
        blank=lambda: figures.Figure("activity", ""), may=lambda: not edits.locked,
    )  # fmt: skip


def treatment_table(edits: Edits) -> RowTable:
    """The meetings that have treated the proposal (`BUD-08`)."""
    cells = (
        Cell("kind", "Behandlat i", lambda row: TREATMENTS[row.kind], _chosen("kind", TREATMENTS), 220,
             begins="Välj var…", choices=tuple(TREATMENTS.values())),
        Cell("body", "Organ", lambda row: row.body or "", _text("body"), 220, stretch=True),
        Cell("day", "Datum", lambda row: _day_words(row.treated_on), _day("treated_on"), 110),
        Cell("paragraph", "Paragraf", lambda row: row.paragraph or "", _text("paragraph"), 90),
        Cell("note", "Anmärkning", lambda row: row.note or "", _text("note"), 220),
    )  # fmt: skip
    return RowTable(
        cells, name="Behandling", remember_as="proposal-treatments",
        save=partial(_save, edits, "treatment", rows.add_treatment, rows.edit_treatment),
        blank=lambda: rows.Treatment("subcommittee"), may=lambda: not edits.locked,
    )  # fmt: skip


def dialogue_table(edits: Edits) -> RowTable:
    """The budget dialogues about the proposal (`BUD-17`); they may come after the decision."""
    cells = (
        Cell("parties", "Parter", lambda row: row.parties or "", _text("parties"), 240,
             begins="Skriv vilka som möts…"),
        Cell("day", "Datum", lambda row: _day_words(row.held_on), _day("held_on"), 110),
        Cell("basis", "Underlag", lambda row: row.basis or "", _text("basis"), 220),
        Cell("note", "Vad som sades", lambda row: row.note or "", _text("note"), 240, stretch=True),
    )  # fmt: skip
    return RowTable(
        cells, name="Budgetdialog", remember_as="proposal-dialogues",
        save=partial(_save, edits, "dialogue", rows.add_dialogue, rows.edit_dialogue),
        blank=rows.Dialogue, may=lambda: not edits.workspace.read_only,
    )  # fmt: skip


def _save(
    edits: Edits, what: str, add: Any, edit: Any, key: int | None, values: Callable[[], Any]
) -> int | None:
    """Add a row or change one; gives its key, None when it was refused."""
    if key is None:
        done = edits.made(lambda: partial(add, **{what: values()}))
        return None if done is None else int(done.value)
    done = edits.made(lambda: partial(edit, **{f"{what}_id": key, what: values()}))
    return None if done is None else key


def _text(name: str) -> Callable[[Any, str], Any]:
    return lambda row, text: replace(row, **{name: text})


def _chosen(name: str, words: dict[str, str]) -> Callable[[Any, str], Any]:
    keys = {word: key for key, word in words.items()}
    return lambda row, text: replace(row, **{name: keys.get(text, getattr(row, name))})


def _day(name: str) -> Callable[[Any, str], Any]:
    def typed(row: Any, text: str) -> Any:
        from app.services.steering.days import read_day

        return replace(row, **{name: read_day(text)})

    return typed


def _day_words(day: Any) -> str:
    return write_date(day) if day is not None else ""


def _year(row: Any, text: str) -> Any:
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise NotAYear(text.strip())
    return replace(row, year=int(text))


def _amount(ore: int | None, unit: Any) -> str:
    return "" if ore is None else amounts.edit_text(ore, unit)
