"""What the search field finds, called by the model's own words."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.services.storage.search import SearchHit, search

if TYPE_CHECKING:
    from app.ui.shell.workspace import Workspace


def find(space: "Workspace", text: str) -> tuple[SearchHit, ...]:
    """Everything in which the words stand; what measures a goal is called as the model calls it."""
    hits: tuple[SearchHit, ...] = space.read(partial(search, text=text))
    if not any(hit.kind == "indicator" for hit in hits):
        return hits
    from app.services.scorecard.words import measure_word

    word = space.read(measure_word).single
    return tuple(
        replace(hit, context=" · ".join([word, *hit.context.split(" · ")[1:]]))
        if hit.kind == "indicator"
        else hit
        for hit in hits
    )
