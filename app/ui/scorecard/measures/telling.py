"""What the inspector says of a cell: the value, what it is held against, and what is wrong with it."""

from typing import Any

from app.services.scorecard.outcomes_typed import shown_decimals
from app.services.scorecard.periods import FREQUENCIES, period_words
from app.services.scorecard.score import resolved
from app.services.scorecard.words import DIRECTIONS, target_words, value_words
from app.ui.parts.details import (
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Links,
    Notice,
    Part,
    Text,
)
from app.ui.parts.links import Link

_NOTHING = "–"


def cell_details(
    row: Any,
    cell: Any,
    year: int,
    *,
    commands: tuple[Command, ...],
    note: Field | None,
    measure: Link,
) -> Details:
    """A cell in full; without a cell the row."""
    kicker = f"Mätvärde · {period_words(cell.period)}" if cell is not None else f"Mätvärden · {year}"
    parts: list[Part] = []
    if cell is not None:
        parts += [Notice(words, "warning") for words in cell.warnings]
        if cell.due and cell.reading.empty:
            late = cell.due == "overdue"
            words = "Värdet skulle ha fyllts i." if late else "Perioden är slut. Värdet ska fyllas i nu."
            parts.append(Notice(words, "error" if late else "info"))
    parts.append(Facts(tuple(_facts(row, cell, year))))
    if cell is not None and cell.why:
        parts.append(Text(cell.why, muted=True))
    if note is not None:
        parts.append(note)
    if cell is not None and not cell.computed:
        parts.append(Commands(commands))
    if row.definition:
        parts += [Heading("Vad som mäts"), Text(row.definition)]
    parts.append(Links((measure,)))
    return Details(
        ("measure", *row.key, cell.period if cell is not None else ""), kicker, row.name, tuple(parts)
    )


def _facts(row: Any, cell: Any, year: int) -> list[Fact]:
    def said(value: Any) -> str:
        decimals = None if value is None else shown_decimals(value, row.decimals)
        return value_words(
            value, row.unit_of_measure, decimals=decimals, direction=row.direction, scale=row.scale
        )

    facts = [Fact("Enhet", row.whose)]
    posts = row.goalposts
    if cell is not None:
        missing = "uppgift saknas" if cell.missing else "inte ifyllt"
        facts.append(Fact("Värde", said(cell.value) or cell.text or missing))
        facts.append(Fact("Året före", said(cell.before) or _NOTHING))
        posts = resolved(cell.aim or posts, cell.before)
    else:
        posts = resolved(posts, row.before)
        facts.append(Fact(f"Utfall {year - 1}", said(row.before) or _NOTHING))
    aim = target_words(
        posts, row.unit_of_measure, decimals=row.decimals, direction=row.direction, scale=row.scale
    )
    facts.append(Fact("Mål", aim or _NOTHING))
    limits = [said(one) for one in (posts.threshold, posts.threshold_upper) if one is not None]
    if limits:
        facts.append(Fact("Gräns", " och ".join(limits)))
    facts.append(Fact("Riktning", DIRECTIONS.get(row.direction or "", "inte angiven")))
    facts.append(Fact("Mäts", FREQUENCIES.get(row.frequency or "", "varje år")))
    facts.append(Fact("Fylls i av", row.owner))
    source = (cell.source if cell is not None else None) or row.source
    if source:
        facts.append(Fact("Källa", source))
    return facts
