"""A commitment in the inspector: what figures propose in each period, and what is written and decided."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

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
from app.ui.parts.marks import Mark
from app.ui.parts.page import WorkspacePort, draft_keeper

if TYPE_CHECKING:
    from app.services.agreements.followup import FollowCell, FollowPeriod, FollowRow, FollowUpView
    from app.ui.agreements.follow.edits import FollowEdits

_MARKS = {"met": Mark.MET, "partly": Mark.PARTLY, "unmet": Mark.UNMET}
_NOT_YET = "Inte bedömt"


def mark_of(cell: FollowCell) -> Mark:
    """The sign of how a commitment stands."""
    return _MARKS.get(cell.standing, Mark.MISSING)


def details_of(view: FollowUpView, row: FollowRow, edits: FollowEdits, workspace: WorkspacePort) -> Details:
    """Everything of a commitment, period by period."""
    facts = (
        Fact("Utförare", row.unit),
        Fact("Mått", row.measure or "–"),
        Fact("Målvärde", row.target or "–"),
    )
    parts: list[Part] = [Facts(facts)]
    if not row.decided:
        parts.append(Notice("Handlingen är inte beslutad än, så åtagandet kan ändras.", "info"))
    open_place: Callable[[str, int], object] = workspace.open_place
    links = (
        Link("Målsidan på styrkortet", lambda: open_place("goal", row.node_id)),
        Link("Handlingen i registret", lambda: open_place("agreement", row.agreement_id)),
        Link("Platsen i röda tråden", lambda: open_place("node", row.node_id)),
    )
    parts.append(Links(links))
    for period, cell in zip(view.periods, row.cells, strict=True):
        parts += _period_parts(view, row, period, cell, edits, workspace)
    kicker = f"Åtagande {row.number} · {row.unit}"
    return Details((row.agreement_id, row.node_id), kicker, row.title, tuple(parts), example=row.example)


def _period_parts(
    view: FollowUpView,
    row: FollowRow,
    period: FollowPeriod,
    cell: FollowCell,
    edits: FollowEdits,
    workspace: WorkspacePort,
) -> list[Part]:
    place = (row.agreement_id, row.node_id, cell.period)
    proposed = Fact("Siffrorna föreslår", _proposed(view, cell) or "inget, utfall saknas")
    parts: list[Part] = [Heading(period.words), Facts((Fact("Utfall", cell.outcome or "–"), proposed))]
    if cell.decided or workspace.read_only:
        return [*parts, *_settled(cell, partial(edits.reopen, place), workspace.read_only)]
    parts += _fields(view, row, cell, edits, workspace)
    if cell.differs and not cell.reason:
        parts.append(
            Notice("Resultatet är ett annat än siffrorna föreslår. Skriv skälet innan du fastställer.")
        )
    agreed = "" if cell.result else _proposed(view, cell).lower()
    possible = bool(cell.result or agreed)
    words = f"Fastställ {agreed}" if agreed else "Fastställ"
    why_not = "Välj ett resultat först"
    decide = Command(words, partial(edits.decide, place), icon="check", enabled=possible, why_not=why_not)
    return [*parts, Commands((decide,))]


def _fields(
    view: FollowUpView, row: FollowRow, cell: FollowCell, edits: FollowEdits, workspace: WorkspacePort
) -> list[Part]:
    place = (row.agreement_id, row.node_id, cell.period)
    scale = tuple((step.key, step.name) for step in view.scale)
    keep = partial(_keeper, workspace, row, cell.period)
    key = f"{cell.period}:"
    return [
        Choice(
            f"{key}result",
            "Resultat",
            ((None, _NOT_YET), *scale),
            cell.result,
            lambda value: edits.write(place, "result", value),
        ),
        Field(
            f"{key}analysis",
            "Bedömning i text",
            cell.text,
            partial(edits.write, place, "analysis"),
            draft=keep("analysis"),
            lines=3,
        ),
        Field(
            f"{key}reason",
            "Skäl, om resultatet är ett annat än siffrorna föreslår",
            cell.reason,
            partial(edits.write, place, "reason"),
            draft=keep("reason"),
            lines=2,
        ),
        Field(
            f"{key}assessed_by", "Bedömd av (befattning)", cell.written_by,
            partial(edits.write, place, "assessed_by"),
        ),
    ]  # fmt: skip


def _proposed(view: FollowUpView, cell: FollowCell) -> str:
    """The step that the figures propose; "" where they are not there to propose anything."""
    step = next((one for one in view.scale if one.key == cell.proposed), None)
    return step.name if step is not None and step.mark != "unknown" else ""


def _settled(cell: FollowCell, reopen: Callable[[], object], read_only: bool) -> list[Part]:
    who = ", ".join(one for one in (cell.written_by, cell.assessed) if one)
    facts = [Fact("Resultat", cell.words, mark=mark_of(cell))]
    facts += [Fact(label, said) for label, said in (("Skäl", cell.reason), ("Bedömt", who)) if said]
    parts: list[Part] = [Facts(tuple(facts))]
    if cell.text:
        parts.append(Text(cell.text))
    if cell.decided and not read_only:
        parts.append(Commands((Command("Öppna bedömningen igen", reopen, icon="unlock"),)))
    return parts


def _keeper(workspace: WorkspacePort, row: FollowRow, period: str, name: str) -> Callable[..., object]:
    field = f"agreement_follow:{row.agreement_id}:{row.node_id}.{period}.{name}"
    return draft_keeper(workspace, field, f"{row.title}, {period}")
