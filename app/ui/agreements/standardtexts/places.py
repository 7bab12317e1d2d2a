"""Where standard texts stand: a part or a clause of it, with the two wordings that are shown side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.parts.section_list import SectionLine

if TYPE_CHECKING:
    from app.services.agreements.standardtexts import StandardTextView

PERFORMERS, FUNDING = ("internal", "external"), ("extra", "within")
USE_WORDS = {
    "internal": "Intern enhet",
    "external": "Extern utförare",
    "extra": "Uppdrag med tillskott",
    "within": "Uppdrag inom ramen",
}
USE_HINTS = {
    "internal": "Handlingen är ett styrdokument för en enhet i kommunen.",
    "external": "Handlingen hänvisar till det upphandlade avtalet och ändrar det aldrig.",
    "extra": "Skrivs efter ett uppdrag som följs av extra pengar.",
    "within": "Skrivs efter ett uppdrag som ska klaras med de pengar som finns.",
}
EMPTY_WORDS = {
    "internal": "Ingen standardtext",
    "external": "Samma lydelse som för interna enheter",
    "extra": "Ingen mening skrivs ut",
    "within": "Ingen mening skrivs ut",
}
_CLAUSE = "–\u2002"
_FUNDING_TITLE = "Pengar till uppdrag"


@dataclass(frozen=True, slots=True)
class Place:
    """A part or a clause with its wordings, in the order in which they stand side by side."""

    key: str
    part_id: int
    title: str
    line: str
    """The title as the list shows it: clauses a step in under their part."""
    wordings: tuple[StandardTextView, ...]


def places_of(texts: Sequence[StandardTextView]) -> tuple[Place, ...]:
    """The places of the texts of a kind, in their order."""
    found: dict[tuple[int, str | None, tuple[str, ...]], list[StandardTextView]] = {}
    for text in texts:
        pair = FUNDING if text.use in FUNDING else PERFORMERS
        found.setdefault((text.part_id, text.clause, pair), []).append(text)
    return tuple(_place(pair, rows) for (_, _, pair), rows in found.items())


def field_name(text: StandardTextView) -> str:
    """The name that a text being written is kept under."""
    return f"standard_text:{text.part_id}:{text.clause or ''}.{text.use}"


def lines_of(places: Sequence[Place]) -> tuple[SectionLine, ...]:
    """The places as lines of a list, with where their wordings come from."""
    return tuple(SectionLine(place.key, place.line, _said(place)) for place in places)


def _place(pair: tuple[str, ...], rows: Sequence[StandardTextView]) -> Place:
    first = rows[0]
    ordered = tuple(sorted(rows, key=lambda row: pair.index(row.use)))
    key = f"{first.part_id}:{first.clause or ''}:{pair[0]}"
    if pair == FUNDING:
        return Place(key, first.part_id, f"{first.part}: {_FUNDING_TITLE.lower()}",
                     f"{_CLAUSE}{_FUNDING_TITLE}", ordered)  # fmt: skip
    if first.clause is None:
        return Place(key, first.part_id, first.part, first.part, ordered)
    title = first.clause_title or first.clause
    return Place(key, first.part_id, f"{first.part}: {title}", f"{_CLAUSE}{title}", ordered)


def _said(place: Place) -> str:
    own = [text for text in place.wordings if text.text and not text.from_model]
    if own:
        return f"Kommunens egen, version {max(text.number for text in own)}"
    return "Ur styrmodellen" if any(text.text for text in place.wordings) else "Ingen text"
