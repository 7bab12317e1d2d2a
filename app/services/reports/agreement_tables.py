"""The tables of an agreement: parties, frames per year, commitments and the plan for follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm

from app.services.agreements.document import (
    AgreementDocument,
    Commitment,
    Decision,
    DecisionStep,
    FollowUp,
    FrameRow,
    FramesTable,
)
from app.services.formatting import DASH, ORE_PER_UNIT, in_units, write_long_date, write_number, write_period
from app.services.reports.flowables import TaggedParagraph
from app.services.reports.fonts import SEMIBOLD, text_width
from app.services.reports.styles import (
    CELL,
    CELL_STRONG,
    DENSE,
    DENSE_ABSENT,
    DENSE_MUTED,
    DENSE_RIGHT,
    DENSE_STRONG,
    LABEL_WIDTH,
    TEXT_WIDTH,
)
from app.services.reports.tables import COLUMN_GAP, STRETCH, Cell, TaggedTable, table_style
from app.services.reports.text import label

UNIT_WORDS: Final = {"tkr": "Tusental kronor", "kr": "Kronor"}
STEP_WORDS: Final[dict[DecisionStep, str]] = {
    "prepared": "Berett av",
    "preliminary": "Preliminärt beslut",
    "definitive": "Beslutat av",
}
_YEAR_WIDTH: Final = 24 * mm
_LABEL_ROOM: Final = 38 * mm
_COMMITMENT_WIDTHS: Final = (7 * mm, 74 * mm, 32 * mm, 18 * mm, 15 * mm, 14 * mm)
_FOLLOW_UP_WIDTHS: Final = (LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH - 40 * mm, 40 * mm)


def party_lines(document: AgreementDocument) -> list[tuple[str, str]]:
    """Who agrees, for how long, and what has been decided about it (`UH-03`, `UH-04`, `UH-12`).

    What is not stated has no line.
    """
    performer = _joined(document.performer, document.performer_description) or DASH
    lines = [
        (document.client_label or "Beställare", document.client or DASH),
        (document.performer_label or ("Extern utförare" if document.external else "Utförare"), performer),
        ("Avtal", document.contract or ""),
        ("Avtalstid" if document.signed else "Gäller", term_words(document)),
    ]
    lines += [(step_words(decision), decision_words(decision)) for decision in document.decisions]
    lines.append(("Nummer", document.number or ""))
    lines.append(("Diarienummer", document.registration_number or ""))
    if document.draft:
        lines.append(("Status", f"Utkast daterat {write_long_date(document.document_date)}"))
    return [(words, value) for words, value in lines if value]


def term_words(document: AgreementDocument) -> str:
    """From when to when, with a capital first."""
    term = write_period(document.term_starts, document.term_ends)
    return term[:1].upper() + term[1:]


def decided_words(document: AgreementDocument) -> tuple[str, ...]:
    """The last step of the decision as a line, or the day of a draft."""
    if document.draft:
        return (f"Utkast daterat {write_long_date(document.document_date)}",)
    return tuple(f"{step_words(one)} {decision_words(one)}" for one in document.decisions[-1:])


def step_words(decision: Decision) -> str:
    """What a step is called before its facts: by whom, unless only the day or the paragraph is known."""
    words = STEP_WORDS[decision.step]
    known = decision.body or not (decision.day or decision.paragraph)
    return words if known else words.removesuffix(" av")


def decision_words(decision: Decision) -> str:
    """Who decided, when and in which paragraph."""
    day = write_long_date(decision.day) if decision.day else None
    paragraph = decision.paragraph
    if paragraph and paragraph.strip()[:1].isdigit():
        paragraph = f"§\u00a0{paragraph.strip()}"
    return _joined(decision.body, day, paragraph) or DASH


def _joined(*parts: str | None) -> str:
    return ", ".join(part.strip() for part in parts if part and part.strip())


def rounding_differences(frames: FramesTable) -> tuple[int, ...]:
    """What each printed column lacks to add up to its printed sum, in whole units."""
    return rounding_of([row.amounts for row in frames.rows], frames.totals, ORE_PER_UNIT[frames.unit])


def rounding_of(
    rows: Sequence[Sequence[int | None]], totals: Sequence[int | None], unit: int
) -> tuple[int, ...]:
    """What each column of printed amounts lacks to add up to its printed total, in whole units."""
    return tuple(
        in_units(total or 0, unit) - sum(in_units(row[place] or 0, unit) for row in rows)
        for place, total in enumerate(totals)
    )


def frames_table(frames: FramesTable) -> TaggedTable:
    """The frame of each year with its components and sum (`UH-05`)."""
    unit = ORE_PER_UNIT[frames.unit]
    rows = list(frames.rows)
    differences = rounding_differences(frames)
    if any(differences):
        rows.append(FrameRow("Avrundning", tuple(lack * unit or None for lack in differences)))
    numbers = [number_cells(amounts, unit) for amounts in (*(row.amounts for row in rows), frames.totals)]
    years = len(frames.years)
    dense, width = year_column(numbers, years)
    style, strong = (DENSE, DENSE_STRONG) if dense else (CELL, CELL_STRONG)
    labels = [
        *(TaggedParagraph.of(label(row.label), style, None) for row in rows),
        TaggedParagraph.of(label(frames.total_label), strong, None),
    ]
    table = TaggedTable(
        [
            [UNIT_WORDS[frames.unit], *map(str, frames.years)],
            *([words, *cells] for words, cells in zip(labels, numbers, strict=True)),
        ],
        colWidths=(TEXT_WIDTH - years * width, *[width] * years),
        repeatRows=1,
    )
    lines = table_style(size=style.fontSize, leading=style.leading, total=True)
    lines.add("ALIGN", (1, 0), (-1, -1), "RIGHT")
    lines.add("RIGHTPADDING", (1, 0), (-1, -1), 0)
    table.setStyle(lines)
    return table


def number_cells(amounts: Sequence[int | None], unit: int) -> list[str]:
    """Amounts in whole units as they are printed, a dash where there is none."""
    return [DASH if amount is None else write_number(in_units(amount, unit)) for amount in amounts]


def year_column(numbers: Sequence[Sequence[str]], years: int) -> tuple[bool, float]:
    """Whether the table must be set in small type, and the width of a year's column."""
    longest = max((cell for row in numbers for cell in row), key=len, default="")
    room = (TEXT_WIDTH - _LABEL_ROOM) / max(years, 1)
    needed = text_width(longest, SEMIBOLD, CELL.fontSize) + COLUMN_GAP
    if needed <= room:
        return False, min(max(needed, _YEAR_WIDTH), room)
    dense = text_width(longest, SEMIBOLD, DENSE.fontSize) + COLUMN_GAP
    return True, min(dense, (TEXT_WIDTH - _LABEL_ROOM / 2) / years)


def commitments_table(items: Sequence[Commitment], called: str = "Åtagande") -> TaggedTable:
    """The numbered commitments, each with its perspective, goal and measure (`UH-08`)."""
    header: list[Cell] = [
        "Nr",
        TaggedParagraph.of(label(called), DENSE_STRONG, None),
        "Mått",
        "Utgångsläge",
        "Mål",
        "Senast",
    ]
    rows = [_commitment_cells(number, item) for number, item in enumerate(items, 1)]
    table = TaggedTable([header, *rows], colWidths=_COMMITMENT_WIDTHS, repeatRows=1)
    table.row_header = 1
    lines = table_style(size=9, leading=12.5)
    lines.add("ALIGN", (3, 0), (-1, -1), "RIGHT")
    lines.add("RIGHTPADDING", (3, 0), (-1, -1), 0)
    table.setStyle(lines)
    return table


def _commitment_cells(number: int, item: Commitment) -> list[Cell]:
    stated = [TaggedParagraph.of(item.title, DENSE_STRONG)]
    if item.text:
        stated.append(TaggedParagraph.of(item.text, DENSE))
    if serves := serving_words(item):
        stated.append(TaggedParagraph.of(serves, DENSE_MUTED))
    measure = TaggedParagraph.of(item.measure or "Mått saknas", DENSE if item.measure else DENSE_ABSENT, None)
    values = (*(beside(item.measure, value) for value in (item.baseline, item.target)), item.due)
    return [
        str(number),
        stated,
        measure,
        *(TaggedParagraph.of(value or DASH, DENSE_RIGHT, None) for value in values),
    ]


def beside(measures: str | None, values: str | None) -> str | None:
    """Values, one on each line, moved down so that each begins beside its measure."""
    named, stated = (measures or "").split("\n"), (values or "").split("\n")
    if len(named) < 2 or len(stated) != len(named):
        return values
    room = _COMMITMENT_WIDTHS[2] - COLUMN_GAP
    heights = (TaggedParagraph.of(name, DENSE, None).wrap(room, STRETCH)[1] for name in named)
    lines = (max(round(height / DENSE.leading), 1) for height in heights)
    return "".join(value + "\n" * count for value, count in zip(stated, lines, strict=True)).rstrip("\n")


def serving_words(item: Commitment) -> str:
    """The perspective and the goal that a commitment serves, a line for each."""
    goal = f"Bidrar till ”{item.goal.strip()}”" if item.goal and item.goal.strip() else None
    return "\n".join(part for part in (item.perspective, goal) if part)


def follow_up_table(rows: Sequence[FollowUp], what: str = "Vad utföraren redovisar") -> TaggedTable:
    """When the performer reports what, and to whom (`UH-09`)."""
    header: list[Cell] = ["När", what, "Till"]
    cells: list[list[Cell]] = [
        [TaggedParagraph.of(text or DASH, CELL, None) for text in (row.when, row.what, row.recipient)]
        for row in rows
    ]
    table = TaggedTable([header, *cells], colWidths=_FOLLOW_UP_WIDTHS, repeatRows=1)
    table.setStyle(table_style())
    return table
