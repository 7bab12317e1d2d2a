"""A change in the inspector: what it gives, how it is paid, and its decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_long_date, write_ore
from app.ui.economy.money import Unit, shown
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
from app.ui.parts.page import DraftKeeper, WorkspacePort, draft_keeper

if TYPE_CHECKING:
    from app.services.economy.changes.views import ChangeView, CurrentBudget, RowView
    from app.ui.economy.changes.editing import ChangeEdits

_LAW = "KL 11 kap. 15 §"
_DECIDED = "Beslutad, låst"
_UNBORNE = "sänker inte årets resultat: en investering betalas med likvida medel eller lån."
_READ_ONLY = "Filen är öppnad för läsning"


def details_of(
    view: CurrentBudget, change: ChangeView, edits: ChangeEdits, workspace: WorkspacePort, unit: Unit
) -> Details:
    """Everything of one change."""
    locked = _DECIDED if change.locked else _READ_ONLY if workspace.read_only else ""
    parts: list[Part] = [*_standing(view, change), *_rows(change, edits, unit, locked)]
    parts += [Heading("Effekt"), Facts(_effects(change, unit)), *_words(change, edits, workspace, locked)]
    parts += _decision(view, change, edits, locked)
    return Details(
        ("budget_change", change.id),
        f"{change.name} · {'beslutad' if change.locked else 'utkast'}",
        change.title,
        tuple(parts),
        rename=None if locked else lambda text: edits.edit(change, title=text),
        example=change.example,
    )


def lacking(change: ChangeView) -> str:
    """In a sentence what hinders the decision; "" when nothing does."""
    if not change.rows:
        return "Lägg till vad pengarna ska gå till och hur det betalas."
    if change.lacks > 0:
        return f"{write_ore(change.lacks)} saknar finansiering ({_LAW})."
    if change.lacks < 0:
        return f"Finansieringen är {write_ore(-change.lacks)} större än utgiften."
    return ""


def _standing(view: CurrentBudget, change: ChangeView) -> list[Part]:
    if change.locked:
        return []
    hinder = lacking(change)
    covered = Notice(f"Finansieringen täcker hela utgiften ({_LAW}).", "info")
    found: list[Part] = [Notice(hinder, "warning") if hinder else covered]
    for name, left in view.overdrawn(change.id):
        found.append(Notice(f"{name} får {write_ore(left)} kvar: mer tas än vad som finns.", "warning"))
    if change.unborne:
        found.append(Notice(f"{write_ore(change.unborne)} {_UNBORNE}", "warning"))
    for name, over in view.beyond_permission(change.id):
        found.append(
            Notice(f"{name} får {write_ore(over)} mer än totalramen. Höj den i samma beslut.", "warning")
        )
    now = view.current_result
    after = None if now is None else now + change.on("result")
    if after is not None and after <= 0 and change.on("result") < 0:
        words = f"Årets resultat blir {write_ore(after)}: intäkterna är då inte större än kostnaderna"
        found.append(Notice(f"{words} (KL 11 kap. 5 §).", "warning"))
    return found


def _rows(change: ChangeView, edits: ChangeEdits, unit: Unit, locked: str) -> list[Part]:
    def listed(rows: tuple[RowView, ...], pays: bool) -> Part:
        if not rows:
            return Text("Inget angivet än.", muted=True)
        if locked:
            return Facts(tuple(Fact(row.words, f"{shown(row.amount, unit)} {unit}") for row in rows))
        links = (
            Link(
                f"{row.words}, {shown(row.amount, unit)} {unit}",
                partial(edits.row, change, pays=pays, row=row),
            )
            for row in rows
        )
        return Links(tuple(links))

    found: list[Part] = [
        Heading("Pengarna går till", f"{shown(change.given, unit)} {unit}"),
        listed(change.gives, False),
        Heading("Betalas med", f"{shown(change.paid, unit)} {unit}"),
        listed(change.pays, True),
    ]
    if not locked:
        commands = [
            Command("Lägg till utgift…", partial(edits.row, change, pays=False)),
            Command("Lägg till finansiering…", partial(edits.row, change, pays=True)),
        ]
        if change.rows:
            commands.append(Command("Ta bort rad…", partial(edits.drop_row, change)))
        found.append(Commands(tuple(commands)))
    return found


def _effects(change: ChangeView, unit: Unit) -> tuple[Fact, ...]:
    rows = [Fact("Årets resultat", _signed(change.on("result"), unit))]
    investments = sum(row.effect for row in change.rows if row.purpose == "investment")
    if investments:
        rows.append(Fact("Investeringar", _signed(investments, unit)))
    rows.append(Fact("Likvida medel", _signed(change.on("cash"), unit)))
    if change.on("loan"):
        rows.append(Fact("Lån", _signed(change.on("loan"), unit)))
    return tuple(rows)


def _signed(amount: int, unit: Unit) -> str:
    return f"{shown(amount, unit, plus=True)} {unit}"


def _words(change: ChangeView, edits: ChangeEdits, workspace: WorkspacePort, locked: str) -> list[Part]:
    from app.services.economy.changes.words import KINDS

    if change.locked:
        said = ((change.note, "Varför"), (change.financing, "Finansiering i ord"))
        pairs = ((Heading(label), Text(text)) for text, label in said if text)
        return [part for pair in pairs for part in pair]

    def keeper(name: str, label: str) -> DraftKeeper:
        return draft_keeper(workspace, f"budget_change:{change.id}:{name}", f"{label}, {change.name}")

    return [
        Heading("Om ändringen"),
        Choice(
            "kind", "Slag", tuple(KINDS.items()), change.kind,
            lambda key: edits.edit(change, kind=key), locked=locked,
        ),
        Field(
            "note", "Varför", change.note or "", lambda text: edits.edit(change, note=text),
            draft=keeper("note", "Varför"), lines=3, locked=locked,
        ),
        Field(
            "financing", "Finansiering i ord", change.financing or "",
            lambda text: edits.edit(change, financing=text), draft=keeper("financing", "Finansiering"),
            lines=2, hint="Lämna tomt, så skrivs raderna ut.", locked=locked,
        ),
    ]  # fmt: skip


def _decision(view: CurrentBudget, change: ChangeView, edits: ChangeEdits, locked: str) -> list[Part]:
    if change.decided_on is not None:
        facts = [
            Fact("Beslutad av", change.body or "–", icon="lock"),
            Fact("Dag", write_long_date(change.decided_on)),
            Fact("Paragraf", change.paragraph or "–"),
            Fact("Diarienummer", change.registration_number or "–"),
        ]
        return [Heading("Beslut"), Facts(tuple(facts))]
    why_not = locked or lacking(change) or ("" if view.changeable else view.why_not)
    decide = Command("Registrera beslut…", partial(edits.decide, change), icon="lock")
    if why_not:
        decide = Command(decide.text, decide.on_click, icon="lock", enabled=False, why_not=why_not)
    remove = Command("Ta bort…", partial(edits.remove, change), enabled=not locked, why_not=locked)
    return [Heading("Beslut"), Commands((decide, remove))]
