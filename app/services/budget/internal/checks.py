"""What is wrong with internal budgets, in sentences that lead to them."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.services.budget.checks import Finding, in_words
from app.services.budget.internal.views import Performer, internal_view


def internal_findings(session: Session, plan_id: int) -> tuple[Finding, ...]:
    """Internal budgets that do not come to their frame, or whose frame has been decided anew."""
    view = internal_view(session, plan_id=plan_id)
    return tuple(found for each in view.performers for found in _of(each, view.year))


def _of(performer: Performer, year: int) -> Iterator[Finding]:
    if performer.budget_id is None:
        return
    named = f"Internbudgeten {year} för {performer.name}"
    key = performer.budget_id
    if performer.state == "changed":
        was, now = in_words(performer.frame), in_words(performer.newest)
        said = f"{named}: ramen har ändrats sedan den gjordes, från {was} till {now}."
        yield Finding("internal-behind", "warning", said, year, "internal_budget", key, tab="internal")
    elif performer.left:
        way = "saknas till ramen" if performer.left > 0 else "är mer än ramen"
        said = f"{named}: {in_words(abs(performer.left))} {way}."
        yield Finding("internal-differs", "warning", said, year, "internal_budget", key, tab="internal")
