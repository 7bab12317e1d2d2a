"""The sentence that says how the agreements stand, whose figures filter the register."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.services.formatting import write_count
from app.ui.agreements.naming import Words
from app.ui.agreements.register import choices
from app.ui.parts.links import Link

if TYPE_CHECKING:
    from app.services.agreements.views import AgreementRow


def state_of(
    rows: Sequence[AgreementRow],
    words: Words,
    show: Callable[[str], object],
    follow: int,
    on_follow: Callable[[], object] | None,
) -> tuple[str | Link, ...]:
    """How many there are, what each still needs, and the step that can be taken for many at once."""
    if not rows:
        return (f"Inga {words.many} än",)
    decided = sum(row.locked for row in rows)
    state: list[str | Link] = [words.count(len(rows)), f", {write_count(decided, 'beslutad', 'beslutade')}"]
    counted = (
        (sum(bool(row.missing) for row in rows), "{} saknar något", choices.INCOMPLETE),
        (
            sum(bool(row.unsigned) and row.locked for row in rows),
            "{} väntar på underskrift",
            choices.UNSIGNED,
        ),
        (sum(row.frames_behind for row in rows), "{} med äldre ramar", choices.BEHIND),
        (sum(bool(row.changed) for row in rows), "{} med ändringar sedan beslutet", choices.CHANGED),
    )
    for count, told, choice in counted:
        if count:
            state += [", ", Link(told.format(count), partial(show, choice))]
    if follow and on_follow is not None:
        told = f"Låt {words.count(follow)} följa den beslutade versionen"
        state += [". ", Link(told, on_follow)]
    return tuple(state)
