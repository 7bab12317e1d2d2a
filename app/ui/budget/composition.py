"""What the side panel tells of a frame in figures, and of each part why it is as it is."""

from datetime import date
from typing import Any

from app.services.budget import rules
from app.services.budget.words import FRAME_KINDS, PART_NAMES
from app.services.clock import swedish_time
from app.services.formatting import write_day_month, write_long_date, write_number, write_percent
from app.ui.budget.amounts import Unit, write
from app.ui.budget.columns import TOTAL
from app.ui.budget.neighbours import per_worker
from app.ui.budget.panel_rows import PanelRow

_BOUND = {
    "net": "Fullmäktige binder nettoanslaget här.",
    "gross": "Fullmäktige binder intäkt och kostnad här.",
}
_FREE = "Anslaget binds längre upp, så omdisponering är fri."


def facts(view: Any, row: Any, panel: Any, year: int, unit: Unit) -> tuple[PanelRow, ...]:
    """Per inhabitant, share, income and cost, what else pays, and årsarbetare."""
    amount = row.amount(year, TOTAL)
    pairs: list[tuple[str, str | None]] = [
        (f"Kronor per invånare {year}", per_inhabitant(amount, view.inhabitants)),
        ("Andel av det fördelade", share(amount, view.sums.get((year, TOTAL), 0))),
    ]
    own = panel.financed.get(view.financing)
    if own is not None and own.income:
        pairs += [
            (f"Kostnad, {unit}", write(own.cost, unit)),
            (f"Intäkt, {unit}", write(own.income, unit)),
            (f"Nettoanslag, {unit}", write(own.net, unit)),
        ]
    for kind, other in panel.financed.items():
        if kind != view.financing and (other.net or other.income):
            pairs.append((f"{FRAME_KINDS[kind].capitalize()}, {unit}", _financed(other, unit)))
    staff = row.staff(year)
    if staff is not None:
        pairs.append((f"Årsarbetare {year}", write_number(staff)))
        each = per_worker(row, year)
        pairs.append(("Kronor per årsarbetare", None if each is None else write(each // 100 * 100, "kr")))
    return tuple(PanelRow(label, value, muted=True) for label, value in pairs if value is not None)


def binding(row: Any) -> str:
    """Where the council binds the appropriation of a line, "" where nothing is said."""
    return _BOUND[row.bound] if row.bound else _FREE if row.free else ""


def per_inhabitant(amount: int, inhabitants: int | None) -> str | None:
    """Whole kronor of a frame per inhabitant."""
    return write_number(rules.per_head(amount, inhabitants), 0) if inhabitants else None


def share(amount: int, distributed: int) -> str | None:
    """A frame's share of all frames of the year."""
    percent = rules.percent(amount, distributed)
    return None if percent is None else write_percent(percent)


def part_rows(panel: Any, unit: Unit, today: date) -> tuple[PanelRow, ...]:
    """Each part of a frame with its note, where it comes from, and who changed it last."""
    return tuple(
        PanelRow(
            PART_NAMES[part.kind].capitalize(),
            write(part.amount, unit, plus=True),
            part.note or "",
            _origin(part, unit, today),
        )
        for part in panel.parts
        if part.amount or part.income or part.note
    )


def revision_rows(page: Any, panel: Any, unit: Unit) -> tuple[PanelRow, ...]:
    """The frame of the year in every version, with its decision."""
    shown = page.view.version.id
    return tuple(
        PanelRow(
            found.name,
            "–" if found.amount is None else write(found.amount, unit),
            small=_decision(found, unit),
            on_click=None if found.version_id == shown else _opens(page, found.version_id),
            bold=found.version_id == shown,
        )
        for found in panel.revisions
    )


def _financed(amounts: Any, unit: Unit) -> str:
    if not amounts.income:
        return write(amounts.net, unit)
    return f"{write(amounts.net, unit)} netto"


def _origin(part: Any, unit: Unit, today: date) -> str:
    said = [f"Intäkt {write(part.income, unit)}"] if part.income else []
    said += ["Hålls fast vid fördelning"] if part.held else []
    said += [part.source] if part.source else []
    if part.changed is not None:
        day = swedish_time(part.changed.made_at).date()
        written = write_day_month if day.year == today.year else write_long_date
        said.append(f"{part.changed.made_by}, {written(day)}")
    return ". ".join(said)


def _decision(found: Any, unit: Unit) -> str:
    said = []
    if found.body and found.decided_on:
        place = f", {found.paragraph}" if found.paragraph else ""
        said.append(f"{found.body} {found.decided_on.isoformat()}{place}")
    if found.in_force:
        said.append("gäller")
    elif found.replaced_on is not None:
        said.append(f"ersatt {found.replaced_on.isoformat()}")
    if found.change:
        said.append(f"{write(found.change, unit, plus=True)} {unit}")
    return ", ".join(said)


def _opens(page: Any, version_id: int) -> Any:
    return lambda: page.choose_version(version_id)
