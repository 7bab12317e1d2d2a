"""Funds for assignments in the side panel: which the frame's part is for, and how much each gets."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.services.budget import fundings
from app.services.formatting import write_number
from app.ui.budget import amounts
from app.ui.budget.panel_rows import PanelRow, PanelRows
from app.ui.parts.asking import ask_until_done
from app.ui.parts.details import Command, Commands, Custom, Heading, Notice, Part
from app.ui.parts.dialogs import ChoiceInput, TextInput

ASSIGNMENT = "assignment"
_NOTHING_TO_LINK = (
    "Det finns inget pågående uppdrag att koppla. Lägg till ett på sidan Uppdrag och ge det tillskott."
)


def parts_of(page: Any, ref: Any, panel: Any, column_kind: str, *, may_edit: bool) -> list[Part]:
    """The assignments a frame gives funds to; shown where there are any, or the cursor is on their part."""
    if not panel.fundings and column_kind != ASSIGNMENT:
        return []
    made: list[Part] = [Heading("Uppdrag med tillskott", _balance(panel, page.unit))]
    rows = [_row(page, ref, funding, may_edit=may_edit) for funding in panel.fundings]
    if rows:
        made.append(Custom(partial(PanelRows, rows)))
    if panel.fundings and panel.funded != panel.for_assignments:
        made.append(Notice(_difference(panel, page.unit)))
    if may_edit:
        made.append(Commands((Command("Koppla uppdrag…", partial(link, page, ref, panel), "link"),)))
    return made


def link(page: Any, ref: Any, panel: Any) -> None:
    """Ask which assignment, and how much of the frame's part it gets."""
    choices = page.workspace.read(partial(fundings.funding_choices, frame_id=ref.frame_id))
    if not choices:
        page.workspace.tell(_NOTHING_TO_LINK, "info")
        return
    left = panel.for_assignments - panel.funded
    inputs: list[TextInput | ChoiceInput] = [
        ChoiceInput("assignment", "Uppdrag", tuple((each.assignment_id, _named(each)) for each in choices)),
        _amount(page, left if left > 0 else None),
    ]
    known = {"frame_id": ref.frame_id, "expected_version": ref.version}

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        amount = amounts.read(asked["amount"], page.unit) or 0
        return partial(fundings.link_assignment, assignment_id=asked["assignment"], amount=amount, **known)

    text = "Tillskottet är en del av ramens tillskott för uppdrag, som du skriver i rutnätet."
    ask_until_done(page.workspace, page, "Koppla uppdrag", inputs, "Koppla", ready, text)


def change(page: Any, ref: Any, funding: Any) -> None:
    """Ask how much an assignment gets."""
    known = {
        "frame_id": ref.frame_id, "expected_version": ref.version, "assignment_id": funding.assignment_id,
    }  # fmt: skip

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        amount = amounts.read(asked["amount"], page.unit) or 0
        return partial(fundings.set_funds, amount=amount, **known)

    text = f"Gäller ”{funding.title}”."
    ask_until_done(
        page.workspace, page, "Ändra tillskott", [_amount(page, funding.amount)], "Spara", ready, text
    )


def unlink(page: Any, ref: Any, funding: Any) -> None:
    """Let an assignment have no funds in the frame."""
    page.workspace.run(
        partial(
            fundings.unlink_assignment,
            frame_id=ref.frame_id,
            assignment_id=funding.assignment_id,
            expected_version=ref.version,
        )
    )


def _row(page: Any, ref: Any, funding: Any, *, may_edit: bool) -> PanelRow:
    wanted = funding.wanted
    differs = wanted is not None and wanted != funding.amount
    doing = (
        ("Ändra belopp…", partial(change, page, ref, funding)),
        ("Ta bort kopplingen", partial(unlink, page, ref, funding)),
    )
    return PanelRow(
        funding.title,
        amounts.write(funding.amount, page.unit),
        small=f"Uppdraget anger {amounts.write(wanted, page.unit)} {page.unit}." if differs else "",
        on_click=partial(page.workspace.open_place, ASSIGNMENT, funding.assignment_id),
        actions=doing if may_edit else (),
    )


def _balance(panel: Any, unit: amounts.Unit) -> str:
    if not panel.for_assignments and not panel.fundings:
        return "Ramen har inget tillskott för uppdrag."
    whole = amounts.write(panel.for_assignments, unit)
    if not panel.fundings:
        return f"Tillskottet på {whole} {unit} är inte kopplat till något uppdrag."
    return f"{amounts.write(panel.funded, unit)} av {whole} {unit} är kopplat"


def _difference(panel: Any, unit: amounts.Unit) -> str:
    left = panel.for_assignments - panel.funded
    words = f"{amounts.write(abs(left), unit)} {unit}"
    if left > 0:
        return f"{words} av tillskottet är inte kopplat till något uppdrag."
    return f"Uppdragen får {words} mer än ramens tillskott för uppdrag."


def _amount(page: Any, ore: int | None) -> TextInput:
    value = write_number(amounts.exact(ore, page.unit)) if ore else ""
    return TextInput("amount", f"Tillskott, {page.unit}", value)


def _named(choice: Any) -> str:
    return f"{choice.title}, {choice.receiver}" if choice.receiver else choice.title
