"""The life of an agreement in the inspector: when its steps are, its revisions, what was said of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.ui.parts.details import Command, Commands, Fact, Facts, Heading, Links, Part, Text
from app.ui.parts.links import Link
from app.ui.parts.marks import Mark

if TYPE_CHECKING:
    from app.services.agreements.life import CommentView, LifeStep
    from app.services.agreements.views import AgreementDetail
    from app.ui.agreements.page import AgreementsPage

_UNDATED = "–"


def way_parts(page: AgreementsPage, detail: AgreementDetail) -> list[Part]:
    """The steps in their order: what has been done, and for the rest when the wheel says."""
    half = "signing" if detail.row.unsigned else ""
    rows = tuple(_step(page, step, Mark.PARTLY if step.step == half else Mark.MET) for step in detail.stages)
    return [Heading("Handlingens väg"), Facts(rows)] if rows else []


def revision_parts(page: AgreementsPage, detail: AgreementDetail) -> list[Part]:
    """The appendices with revised frames, each a way to its paper."""
    open_it = page.steps.revising.open
    links = tuple(
        Link(f"{one.words}, {one.decided or 'utkast'}", partial(open_it, one.id, detail.row))
        for one in detail.revisions
    )
    return [Heading("Ramrevideringar"), Links(links)] if links else []


def comment_parts(page: AgreementsPage, detail: AgreementDetail) -> list[Part]:
    """What was said, the newest first, with who said it and when."""
    made: list[Part] = []
    for comment in detail.comments:
        made.append(Text(f"{comment.head} · {comment.on.lower()}", muted=True))
        made.append(Text(comment.text))
        if not page.workspace.read_only:
            made.append(Links(_ways(page, comment)))
    if not page.workspace.read_only:
        add = partial(page.steps.commenting.add, detail.row)
        made.append(Commands((Command("Ny synpunkt…", add, icon="comment"),)))
    return [Heading("Synpunkter"), *made] if made else []


def _step(page: AgreementsPage, step: LifeStep, mark: Mark) -> Fact:
    """`mark` is that of a step that has been taken."""
    go = None
    if step.activity_id is not None:
        go = partial(page.workspace.open_place, "wheel_activity", step.activity_id)
    if step.done:
        return Fact(step.words, step.done, mark=mark)
    if step.late:
        return Fact(step.words, f"{step.when}, försenat", mark=Mark.UNMET, on_click=go)
    return Fact(step.words, step.when or _UNDATED, on_click=go if step.when else None)


def _ways(page: AgreementsPage, comment: CommentView) -> tuple[Link, ...]:
    commenting = page.steps.commenting
    return (
        Link("Ändra", partial(commenting.change, comment)),
        Link("Ta bort", partial(commenting.remove, comment)),
    )
