"""The inspector of a proposal: frames, what is missing, yttrande, and what it is checked against."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.budget.proposals.words import FOLLOWS, NOT_JUDGED
from app.services.formatting import write_date, write_percent
from app.ui.budget import amounts
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Links,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.services.budget.proposals.detail import ProposalDetail
    from app.services.budget.proposals.views import ProposalRow
    from app.ui.budget.proposals.tab import ProposalsTab

_KINDS = {"error": "error", "warning": "warning", "note": "info"}


def proposal_details(tab: ProposalsTab, detail: ProposalDetail) -> Details:
    """What is shown of a proposal."""
    parts: list[Part] = [*_missing(detail), Facts(tuple(_facts(tab, detail)))]
    parts += _handed_in(tab, detail)
    parts += _directive(tab, detail)
    parts.append(Commands(tuple(_commands(tab, detail))))
    kicker = f"Förslag, {tab.view.version.name}" if tab.view.version is not None else "Förslag"
    return Details(("proposal", detail.id), kicker, detail.unit, tuple(parts), example=detail.example)


def unit_details(tab: ProposalsTab, row: ProposalRow) -> Details:
    """What is shown of a unit that has no proposal."""
    figures = row.of(tab.year)
    parts: list[Part] = []
    if row.lacks_measures:
        parts.append(
            Notice("Förslaget ryms inte i ramen. Då krävs åtgärder med konsekvensbeskrivning.", "error")
        )
    rows = _facts_of(figures, tab.page.unit)
    parts.append(Facts(tuple(Fact(label, value) for label, value in rows)))
    if row.part_of:
        parts.append(Text(f"Enheten ingår i förslaget från {row.part_of}.", muted=True))
    parts.append(Commands((_to_grid(tab, row.unit_id),)))
    return Details(("unit", row.key), "Inget förslag", row.name, tuple(parts))


def _missing(detail: ProposalDetail) -> list[Part]:
    """What is missing; notes last, in muted words."""
    said: list[Part] = [
        Notice(finding.message, _KINDS[finding.severity])
        for finding in detail.findings
        if finding.severity != "note"
    ]
    notes = [finding.message for finding in detail.findings if finding.severity == "note"]
    return [*said, *([Text(" ".join(notes), muted=True)] if notes else [])]


def _facts(tab: ProposalsTab, detail: ProposalDetail) -> list[Fact]:
    figures = next(each for each in detail.years if each.year == tab.year)
    return [Fact(label, value) for label, value in _facts_of(figures, tab.page.unit)]


def _facts_of(figures: Any, unit: Any) -> list[tuple[str, str]]:
    def write(ore: int, *, plus: bool = False) -> str:
        return f"{amounts.write(ore, unit, plus=plus)}\u00a0{unit}"

    found = [(f"Förslag {figures.year}", write(figures.proposed))]
    if figures.preliminary is None:
        return found
    share = f" ({write_percent(figures.percent, plus=True)})" if figures.percent else ""
    found.append(("Preliminär ram", write(figures.preliminary)))
    found.append(("Skillnad", f"{write(figures.difference, plus=True)}{share}"))
    if figures.over or figures.measures:
        found.append(("Åtgärder", write(figures.measures, plus=True)))
        found.append(("Ej täckt", write(figures.uncovered)))
    return found


def _handed_in(tab: ProposalsTab, detail: ProposalDetail) -> list[Part]:
    edits = tab.edits
    known = (detail.against_id if detail.others else None) or 0
    return [
        Choice(
            "against", "Stäms av mot", tuple(edits.versions), known, edits.against, locked=edits.locked
        ),
        _field(
            tab, detail, "submitted", "Inlämnat",
            write_date(detail.submitted_on) if detail.submitted_on else "", edits.submitted,
            placeholder="2026-05-15",
        ),
        _field(
            tab, detail, "statement", "Yttrande", detail.statement or "", edits.statement, lines=5,
            placeholder="Vad nämnden vill säga om budgeten",
        ),
    ]  # fmt: skip


def _directive(tab: ProposalsTab, detail: ProposalDetail) -> list[Part]:
    edits, afterwards = tab.edits, _read_only(tab)
    parts: list[Part] = [Heading("Mot inriktningsbeslutet")]
    if detail.directive is not None:
        opens = partial(tab.page.workspace.open_place, "node", detail.directive_id)
        parts.append(Links((Link(detail.directive, opens),)))
    else:
        parts.append(Text("Inget inriktningsbeslut är valt.", muted=True))
    if not afterwards:
        words = "Välj beslut…" if detail.directive is None else "Byt beslut…"
        parts.append(Commands((Command(words, tab.choose_directive, "link"),)))
    options = (("", NOT_JUDGED), *FOLLOWS.items())
    parts.append(
        Choice("follows", "Bedömning", options, detail.follows or "", edits.follows, locked=afterwards)
    )
    parts.append(
        _field(
            tab, detail, "follows_note", "Motivering", detail.follows_note or "", edits.follows_note, lines=3,
            locked=afterwards,
        )
    )  # fmt: skip
    return parts


def _commands(tab: ProposalsTab, detail: ProposalDetail) -> list[Command]:
    commands = [_to_grid(tab, detail.unit_id)]
    if not tab.edits.locked:
        commands.append(Command("Ta bort förslaget", tab.edits.remove, "trash"))
    return commands


def _to_grid(tab: ProposalsTab, unit_id: int) -> Command:
    return Command("Visa i ramarna", partial(tab.open_in_grid, unit_id), "budget")


def _field(
    tab: ProposalsTab,
    detail: ProposalDetail,
    key: str,
    label: str,
    value: str,
    commit: Callable[[str], bool],
    *,
    locked: str | None = None,
    **more: Any,
) -> Field:
    name = f"proposal:{detail.id}:{key}"
    keeper = draft_keeper(tab.page.workspace, name, f"{label}, {detail.unit}")
    why = tab.edits.locked if locked is None else locked
    return Field(name, label, value, commit, draft=keeper, locked=why, **more)


def _read_only(tab: ProposalsTab) -> str:
    return "Filen är öppen för läsning" if tab.page.workspace.read_only else ""
