"""Times that put an activity right, offered beside what is remarked on it."""

from functools import partial
from typing import TYPE_CHECKING

from app.ui.parts.details import Links, Part
from app.ui.parts.links import Link
from app.ui.wheel.detail_form import Form

if TYPE_CHECKING:
    from app.services.wheel.mending import Mend

_MOST = 3


def mend_parts(form: Form) -> list[Part]:
    """A link for each of the nearest times; none where no time would help."""
    from app.services.wheel.conflicts import mends

    call = partial(mends, activity_id=form.one.key, today=form.space.today)
    offered: tuple[Mend, ...] = form.space.read(call)
    links = tuple(Link(mend.words, partial(take, form, mend)) for mend in offered[:_MOST])
    return [Links(links)] if links else []


def take(form: Form, mend: "Mend") -> bool:
    """Move the activity to the time that was offered, or to its meeting."""
    if mend.meeting is not None:
        return form.edits.treat_at(form.one.key, mend.meeting)
    return form.edits.place(form.one.key, mend.timing)
