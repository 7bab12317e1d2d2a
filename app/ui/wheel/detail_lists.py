"""The lists in an activity's details: checklist, documents, MBL steps, and what comes before and after."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.services.formatting import write_count
from app.ui.parts.details import Command, Commands, Custom, Heading, Part, Text
from app.ui.parts.dialogs import FormDialog, TextInput
from app.ui.parts.links import Link
from app.ui.steering.line_list import ClosableLine, LineList
from app.ui.wheel import words
from app.ui.wheel.checklist import Checklist, ListActs
from app.ui.wheel.detail_form import Form
from app.ui.wheel.linking import ask_document, ask_negotiation, ask_order

if TYPE_CHECKING:
    from app.services.wheel.views import NegotiationRow, Step

_PLACES = {"node": "node", "plan": "plan", "agreement_kind": "agreement", "report_kind": "model_part"}


# ---- checklist -----------------------------------------------------------------------------------


def checklist_parts(form: Form) -> list[Part]:
    """The checklist with how much of it is done."""
    steps = form.one.checklist
    if form.locked and not steps:
        return []
    done = sum(step.done_on is not None for step in steps)
    return [
        Heading("Checklista", f"{done} av {len(steps)} klara" if steps else ""),
        Custom(partial(_checklist, form)),
    ]


def _checklist(form: Form) -> QWidget:
    made = Checklist(form.one.checklist, None if form.locked else _acts(form))
    if form.page.writing_list == form.one.key:
        form.page.writing_list = None
        made.take_focus()
    return made


def _acts(form: Form) -> ListActs:
    from app.services.wheel import steps

    edits, key = form.edits, form.one.key

    def change(use_case: "partial[Any]") -> bool:
        return edits.change(key, lambda: use_case)

    def add(text: str) -> bool:
        form.page.writing_list = key
        return change(partial(steps.add_step, text=text))

    def tick(step: "Step", done: bool) -> bool:
        day = form.space.today if done else None
        return change(partial(steps.tick_step, step_id=step.key, done_on=day))

    def rename(step: "Step") -> bool:
        asked = FormDialog.ask(form.page, "Ändra punkten", [TextInput("text", "Punkt", step.text)], "Spara")
        return asked is not None and change(
            partial(steps.set_step, step_id=step.key, text=str(asked["text"]))
        )

    return ListActs(
        add,
        tick,
        rename,
        lambda step, way: change(partial(steps.move_step, step_id=step.key, by=way)),
        lambda step: change(partial(steps.remove_step, step_id=step.key)),
    )


# ---- documents -----------------------------------------------------------------------------------


def document_parts(form: Form) -> list[Part]:
    """What it produces, rests on and became, each a link to its place."""
    from app.services.wheel import linking

    lines = [
        ClosableLine(
            Link(link.title, partial(_open, form, link.kind, link.target)),
            words.ROLES[link.role],
            "Ta bort kopplingen",
            None
            if form.locked
            else partial(_change, form, partial(linking.unlink_document, link_id=link.key)),
        )
        for link in form.one.documents
    ]
    return _listed(form, "Dokument", lines, "Koppla dokument…", partial(ask_document, form), "link")


def _change(form: Form, use_case: "partial[Any]") -> bool:
    return form.edits.change(form.one.key, lambda: use_case)


def _open(form: Form, kind: str, target: int) -> None:
    place = _PLACES[kind]
    if place in ("agreement", "model_part"):
        form.space.open_place(place, None)
    else:
        form.space.open_place(place, target)


# ---- MBL -----------------------------------------------------------------------------------------


def negotiation_parts(form: Form) -> list[Part]:
    """Negotiation and information before the decision, with day, party and protocol."""
    from app.services.wheel.negotiations import remove_negotiation as remove

    lines = [
        ClosableLine(
            words.negotiation_words(row),
            "\n".join(part for part in (_protocol(row), row.outcome or "") if part),
            "Ta bort",
            None if form.locked else partial(_change, form, partial(remove, negotiation_id=row.key)),
            "Ändra",
            None if form.locked else partial(ask_negotiation, form, row),
        )
        for row in form.one.negotiations
    ]
    return _listed(
        form,
        "MBL före beslutet",
        lines,
        "Lägg till MBL-steg…",
        partial(ask_negotiation, form, None),
        "people",
    )


def _protocol(row: "NegotiationRow") -> str:
    return f"Protokoll {row.protocol}" if row.protocol else ""


# ---- order ---------------------------------------------------------------------------------------


def order_parts(form: Form) -> list[Part]:
    """What it has to follow, and what has to follow it."""
    one = form.one
    lines = []
    for before, after, least in form.view.orders:
        if one.key in (before, after):
            lines.append(_order_line(form, before, after, least))
    return _listed(form, "Ordning", lines, "Lägg till ordning…", partial(ask_order, form), "sort")


def _order_line(form: Form, before: int, after: int, least: int) -> ClosableLine:
    from app.services.wheel import ordering

    mine = form.one.key == after
    other_key = before if mine else after
    other = form.view.activity(other_key)
    title = other.title if other is not None else ""
    note = "Kommer före" if mine else "Kommer efter"
    if least:
        note += f", minst {write_count(least, 'dag', 'dagar')} emellan"
    remove = partial(ordering.remove_order, before_id=before, after_id=after)
    return ClosableLine(
        Link(title, partial(form.page.open_details, other_key)),
        note,
        "Ta bort ordningen",
        None if form.locked else partial(form.edits.run, form.one.key, remove),
    )


def _listed(form: Form, title: str, lines: list[ClosableLine], verb: str, add: Any, icon: str) -> list[Part]:
    """A heading, the lines, and the button that adds one; nothing where nothing can be said."""
    if form.locked and not lines:
        return []
    parts: list[Part] = [Heading(title)]
    parts.append(Custom(partial(LineList, lines)) if lines else Text("Inget än.", muted=True))
    if not form.locked:
        parts.append(Commands((Command(verb, add, icon),)))
    return parts
