"""Targeted grants in the side panel: shown beside the frame, added, changed and removed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from app.services.budget import grants
from app.services.formatting import write_number
from app.services.steering.days import read_day
from app.ui.budget import amounts
from app.ui.budget.panel_rows import PanelRow, PanelRows
from app.ui.parts.asking import ask_until_done
from app.ui.parts.details import Command, Commands, Custom, Heading, Part
from app.ui.parts.dialogs import ChoiceInput, TextInput
from app.ui.parts.messages import confirm

_BESIDE = "Riktat bidrag, ingår inte i ramen"


def parts_of(page: Any, row: Any, panel: Any, year: int, *, may_edit: bool) -> list[Part]:
    """The grants of a unit, or of all units under a group."""
    may_add = may_edit and row.unit_id is not None and not row.group
    if not panel.grants and not may_add:
        return []
    made: list[Part] = [Heading("Riktade bidrag", "" if panel.grants else "Inga bidrag är inlagda.")]
    if panel.grants:
        rows = [_row(page, row, grant, year, may_edit=may_edit) for grant in panel.grants]
        made.append(Custom(partial(PanelRows, rows)))
    if may_add:
        made.append(Commands((Command("Lägg till bidrag…", partial(add, page, row), "plus"),)))
    return made


def add(page: Any, row: Any) -> None:
    """Ask for a grant to a unit."""

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        return partial(
            grants.add_grant, unit_id=row.unit_id, version_id=page.view.version.id, **_said(page, asked)
        )

    text = f"Gäller {row.name}. Bidraget visas bredvid ramen och räknas aldrig in i den."
    ask_until_done(page.workspace, page, "Nytt riktat bidrag", _inputs(page, None), "Lägg till", ready, text)


def change(page: Any, grant: Any) -> None:
    """Ask what is otherwise."""

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        return partial(grants.change_grant, grant_id=grant.id, **_said(page, asked))

    text = f"Gäller {grant.unit}."
    ask_until_done(page.workspace, page, "Ändra riktat bidrag", _inputs(page, grant), "Spara", ready, text)


def remove(page: Any, grant: Any) -> None:
    """Ask, and take a grant away."""
    text = f"”{grant.name}” tas bort ur versionen {page.view.version.name}. Du kan ångra."
    if confirm(page, "Ta bort bidraget?", text, "Ta bort"):
        version = page.view.version.row_version
        page.workspace.run(partial(grants.remove_grant, grant_id=grant.id, expected_version=version))


def ending(grant: Any) -> str:
    """What a grant is, and when it ceases."""
    return f"{_BESIDE}, upphör {grant.ends.isoformat()}" if grant.ends else f"{_BESIDE}, utan slutdatum"


def _row(page: Any, row: Any, grant: Any, year: int, *, may_edit: bool) -> PanelRow:
    amount = grant.amounts.get(year)
    said = [ending(grant)] + ([f"från {grant.giver}"] if grant.giver else [])
    said += [grant.unit] if row.group else []
    doing = (("Ändra…", partial(change, page, grant)), ("Ta bort…", partial(remove, page, grant)))
    return PanelRow(
        grant.name,
        "–" if amount is None else amounts.write(amount, page.unit),
        grant.note or "",
        f"{', '.join(said)}.",
        actions=doing if may_edit else (),
    )


def _inputs(page: Any, grant: Any) -> list[TextInput | ChoiceInput]:
    def typed(year: int) -> str:
        amount = grant.amounts.get(year) if grant is not None else None
        return write_number(amounts.exact(amount, page.unit)) if amount else ""

    years = page.view.plan.years
    return [
        TextInput("name", "Bidrag", grant.name if grant else "", placeholder="Statsbidrag för god omsorg"),
        TextInput("giver", "Givare", (grant.giver or "") if grant else "", False, "Socialstyrelsen"),
        *(
            TextInput(f"year{year}", f"{year}, {page.unit}", typed(year), False, beside=place > 0)
            for place, year in enumerate(years)
        ),
        TextInput("ends", "Upphör", _day(grant), False, f"{years[-1]}-12-31"),
        TextInput("note", "Not", (grant.note or "") if grant else "", False),
    ]


def _day(grant: Any) -> str:
    return grant.ends.isoformat() if grant is not None and grant.ends else ""


def _said(page: Any, asked: dict[str, Any]) -> dict[str, Any]:
    years = page.view.plan.years
    return {
        "name": asked["name"],
        "giver": asked["giver"],
        "ends": read_day(asked["ends"], end=True),
        "note": asked["note"],
        "amounts": {year: amounts.read(asked[f"year{year}"], page.unit) for year in years},
        "expected_version": page.view.version.row_version,
    }
