"""A project in the inspector: permission, use, components, running cost, and what it gives each year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_date, write_kr, write_number, write_tkr
from app.ui.economy.flow_table import flow_table
from app.ui.economy.money import MISSING, Unit, shown, typed
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Custom,
    Details,
    Field,
    Heading,
    Links,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link
from app.ui.parts.page import WorkspacePort, draft_keeper

if TYPE_CHECKING:
    from app.services.economy.investments.views import InvestmentsView, ProjectView
    from app.ui.economy.investments.editing import ProjectEdits

_READ_ONLY = "Filen är öppnad för läsning"
_DECIDED = "Tabellen visar det som beslutades. Det du ändrar nedan gäller projektet från nu."
_ORDER = "Ordningen är den som beslutades"


def details_of(
    view: InvestmentsView, project: ProjectView, edits: ProjectEdits, workspace: WorkspacePort, unit: Unit
) -> Details:
    """Everything of one project; of a decided version what was decided, and then the project as it is."""
    own = view.now.get(project.id, project)
    locked = _READ_ONLY if workspace.read_only else ""
    parts: list[Part] = [
        Notice(each.words, "error" if each.grave else "info")
        for each in view.remarks
        if each.project_id == project.id
    ]
    parts += [
        Heading("Det här ger projektet", f"{unit}"),
        Custom(partial(_flows, view, project, unit)),
        *([Text(_DECIDED, muted=True)] if view.frozen else ()),
        *_permission(own, edits, unit, locked),
        *_use(own, edits, locked),
        *_components(own, edits, locked),
        *_running(own, edits, unit, locked),
        *_carried(view, project, edits, unit, locked),
        *_about(view, own, edits, workspace, locked),
    ]
    number = f" {own.number}" if own.number else ""
    return Details(
        ("investment_project", project.id),
        f"Investering{number} · {project.committee.name}",
        own.name,
        tuple(parts),
        rename=None if locked else lambda text: edits.change(own, name=text),
        example=project.example,
    )


def _flows(view: InvestmentsView, project: ProjectView, unit: Unit) -> QWidget:
    """What it is in cash, in the result and in the balance."""
    flows = [project.flow(year) for year in view.years]

    def line(label: str, amounts: list[int]) -> tuple[str, list[str]]:
        return label, [_whole(amount, unit) for amount in amounts]

    rows = [
        line("Kassaflöde: betalas", [flow.net for flow in flows]),
        line("Resultat: avskrivning", [flow.depreciation for flow in flows]),
        line("Resultat: drift", [flow.running for flow in flows]),
        line("Balans: ökning", [flow.net - flow.depreciation for flow in flows]),
    ]
    if any(flow.running_in_frames for flow in flows):
        rows.insert(3, line("Drift i ramarna", [flow.running_in_frames for flow in flows]))
    return flow_table("Det här ger projektet", [str(year) for year in view.years], rows)


def _whole(amount: int, unit: Unit) -> str:
    """What is reckoned, without öre: there is little room."""
    if not amount:
        return MISSING
    return write_kr(amount, unit=False) if unit == "kr" else write_tkr(amount)


def _permission(project: ProjectView, edits: ProjectEdits, unit: Unit, locked: str) -> list[Part]:
    return [
        Heading("Totalram"),
        Text("Vad projektet får kosta sammanlagt. Ett tillstånd, inte ett anslag.", muted=True),
        Field(
            "permitted", f"Totalram, {unit}", typed(project.permitted, unit),
            lambda text: edits.permitted(project, text), locked=locked,
        ),
        Field(
            "body", "Beslutad av", project.body or "", lambda text: edits.permission(project, body=text),
            placeholder="Kommunfullmäktige", locked=locked,
        ),
        Field(
            "decided_on", "Beslutsdag", write_date(project.decided_on) if project.decided_on else "",
            lambda text: edits.decided_on(project, text), placeholder="2026-11-24", locked=locked,
        ),
        Field(
            "paragraph", "Paragraf", project.paragraph or "",
            lambda text: edits.permission(project, paragraph=text), placeholder="§ 118", locked=locked,
        ),
    ]  # fmt: skip


def _use(project: ProjectView, edits: ProjectEdits, locked: str) -> list[Part]:
    from app.services.economy.investments.typed import write_use

    text = write_use(project.in_use_year, project.in_use_month)
    hint = "Från den månaden räknas avskrivning och driftkostnad."
    return [
        Field(
            "use", "Tas i bruk", text, lambda typed_text: edits.use(project, typed_text),
            placeholder="2028-08", hint=hint, locked=locked,
        )
    ]  # fmt: skip


def _components(project: ProjectView, edits: ProjectEdits, locked: str) -> list[Part]:
    rows: list[Part] = [Heading("Komponenter", f"{write_number(project.shared)} %")]
    if project.parts:
        rows.append(
            Links(
                tuple(
                    Link(
                        _component(part.name, write_number(part.share), part.years),
                        _doing(edits.part, project, part, locked),
                    )
                    for part in project.parts
                )
            )
        )
    else:
        rows.append(Text("Varje del skrivs av på sin egen tid: stommen längre än ventilationen.", muted=True))
    return [
        *rows,
        _commands(
            "komponent",
            partial(edits.part, project),
            partial(edits.drop_part, project),
            bool(project.parts),
            locked,
        ),
    ]


def _component(name: str, share: str, years: int | None) -> str:
    life = f"på {years} år" if years is not None else "skrivs inte av"
    return f"{name}, {share} % {life}"


def _running(project: ProjectView, edits: ProjectEdits, unit: Unit, locked: str) -> list[Part]:
    rows: list[Part] = [Heading("Driftkostnad från start", "per helt år")]
    if project.running:
        links = []
        for row in project.running:
            where = "i ramen" if row.in_frames else "utanför ramarna"
            links.append(
                Link(
                    f"{row.name}, {shown(row.amount, unit)} {unit}, {where}",
                    _doing(edits.running, project, row, locked),
                )
            )
        rows.append(Links(tuple(links)))
    else:
        rows.append(Text("Ingen driftkostnad är angiven.", muted=True))
    drop = partial(edits.drop_running, project)
    return [
        *rows,
        _commands("driftkostnad", partial(edits.running, project), drop, bool(project.running), locked),
    ]


def _carried(
    view: InvestmentsView, project: ProjectView, edits: ProjectEdits, unit: Unit, locked: str
) -> list[Part]:
    rows: list[Part] = [Heading("Ombudgetering")]
    brought = [(year, project.flow(year).brought) for year in view.years if project.flow(year).brought]
    for year, amount in brought:
        rows.append(Text(f"{shown(amount, unit)} {unit} förs över från {year - 1} till {year}."))
    why_not = (
        "Versionen är beslutad. Ombudgetera med ett beslut på fliken Under året." if view.locked else locked
    )
    commands = tuple(
        Command(
            f"Från {year - 1} till {year}…",
            partial(edits.carry, project, year),
            enabled=not why_not,
            why_not=why_not,
        )
        for year in view.years
    )
    return [*rows, Commands(commands)]


def _about(
    view: InvestmentsView, project: ProjectView, edits: ProjectEdits, workspace: WorkspacePort, locked: str
) -> list[Part]:
    from app.services.economy.investments.words import KINDS, STATES

    draft = draft_keeper(workspace, f"investment_project:{project.id}:note", f"Not, {project.name}")
    still = locked or (_ORDER if view.frozen else "")
    return [
        Heading("Om projektet"),
        Choice(
            "state", "Läge", tuple(STATES.items()), project.state,
            lambda key: edits.state(project, key), locked=locked,
        ),
        Choice(
            "kind", "Slag", tuple(KINDS.items()), project.kind,
            lambda key: edits.change(project, kind=key), locked=locked,
        ),
        Choice(
            "unit", "Ansvarig", ((None, "Ingen"), *view.units), project.unit_id,
            lambda key: edits.change(project, unit_id=key), locked=locked,
        ),
        Field(
            "number", "Nummer", project.number or "",
            lambda text: edits.change(project, number=text), locked=locked,
        ),
        Field(
            "note", "Not", project.note or "", lambda text: edits.change(project, note=text), draft=draft,
            lines=3, locked=locked,
        ),
        Commands(
            (
                Command("Flytta upp", partial(edits.move, project, -1), enabled=not still, why_not=still),
                Command("Flytta ned", partial(edits.move, project, 1), enabled=not still, why_not=still),
                Command("Ta bort…", partial(edits.remove, project), enabled=not locked, why_not=locked),
            )
        ),
    ]  # fmt: skip


def _commands(
    what: str, add: Callable[[], object], drop: Callable[[], object], some: bool, locked: str
) -> Commands:
    commands = [Command(f"Lägg till {what}…", add, enabled=not locked, why_not=locked)]
    if some:
        commands.append(Command("Ta bort…", drop, enabled=not locked, why_not=locked))
    return Commands(tuple(commands))


def _doing(
    act: Callable[..., object], project: ProjectView, row: object, locked: str
) -> Callable[[], object]:
    return (lambda: None) if locked else partial(act, project, row)
