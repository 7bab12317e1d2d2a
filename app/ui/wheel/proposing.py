"""What came out of a dialogue or a network meeting as a draft in the steering model (`WHL-12`, `BUD-25`)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from app.ui.parts.asking import ask_until_done
from app.ui.parts.dialogs import ChoiceInput, FormDialog, TextInput
from app.ui.steering.columns import level_icons
from app.ui.steering.picking import PickDialog

if TYPE_CHECKING:
    from app.services.steering.rules import LevelRow
    from app.services.steering.views import NodeRow, SteeringView
    from app.ui.wheel.detail_form import Form

_TITLE = "Gör ett förslag av utfallet"
_TEXT = "Förslaget blir ett utkast i styrmodellen, som går igenom samma beslut som andra."


def ask_proposal(form: "Form") -> int | None:
    """Ask on which level, under what, and in which words; gives the key of the new element."""
    from app.services.steering.views import steering_view

    view: SteeringView = form.space.read(partial(steering_view, today=form.space.today))
    levels = levels_of(view)
    if not levels:
        form.space.tell("Styrmodellen har ingen nivå som förslaget kan stå på.", "warning")
        return None
    options = tuple((level.id, level.name) for level in levels)
    asked = FormDialog.ask(
        form.page, _TITLE, [ChoiceInput("level", "Nivå", options, options[0][0])], "Fortsätt", _TEXT
    )
    if asked is None:
        return None
    level = next(one for one in levels if one.id == asked["level"])
    parent = None if _at_top(view, level) else _parent(form, view, level)
    if parent is None and not _at_top(view, level):
        return None
    return _propose(form, level, parent)


def levels_of(view: "SteeringView") -> "list[LevelRow]":
    """Every level on which something can be added somewhere, in the model's order."""
    able = {level.id for row in (None, *view.rows) for level in view.allowed_below(row)}
    return [level for level in view.levels if level.id in able]


def _at_top(view: "SteeringView", level: "LevelRow") -> bool:
    return any(one.id == level.id for one in view.allowed_below(None))


def _parent(form: "Form", view: "SteeringView", level: "LevelRow") -> "NodeRow | None":
    def refusal(row: "NodeRow") -> str:
        fits = any(one.id == level.id for one in view.allowed_below(row))
        return "" if fits else f"{level.name} hör inte hemma här."

    text = f"Välj vad förslaget på nivån {level.name} ska stå under."
    return PickDialog.ask(form.page, _TITLE, text, "Välj", view.rows, level_icons(view.levels), refusal)


def _propose(form: "Form", level: "LevelRow", parent: "NodeRow | None") -> int | None:
    from app.services.wheel import outcomes

    one = form.one

    def ready(asked: dict[str, Any]) -> Callable[[Any], Any]:
        return form.edits.of(
            one.key,
            partial(
                outcomes.propose,
                level_id=level.id,
                parent_id=parent.id if parent is not None else None,
                title=asked["title"],
                text=asked["text"],
            ),
        )

    lines = (one.outcome or "").strip().splitlines()
    inputs = [
        TextInput("title", "Benämning", lines[0] if lines else ""),
        TextInput("text", "Beskrivning", " ".join(lines), required=False),
    ]
    where = f"{level.name} under ”{parent.title}”." if parent is not None else f"{level.name}."
    done = ask_until_done(form.space, form.page, _TITLE, inputs, "Lägg till förslaget", ready, where)
    if done is None:
        return None
    form.space.tell("Förslaget står som utkast i styrmodellen, med länk från aktiviteten.")
    return int(done.value)
