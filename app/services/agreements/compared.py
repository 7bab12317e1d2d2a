"""The words of a section as one rich text, so that two of them can be compared line by line."""

from collections.abc import Iterable, Iterator

from app.services import richtext
from app.services.agreements.document import (
    Activities,
    Assignments,
    Block,
    BulletList,
    FollowUpPlan,
    KeyFigures,
    Paragraph,
    Rich,
    Subheading,
)
from app.services.formatting import write_kr
from app.services.richtext import Document, Heading, ListBlock, Run, Runs, Table


def rich_of(blocks: Iterable[Block]) -> Document:
    """Everything in words; frames and commitments are compared by themselves."""
    return Document(tuple(one for block in blocks for one in _rich(block)))


def _rich(block: Block) -> Iterator[richtext.Block]:
    if isinstance(block, Rich):
        yield from richtext.read(block.text, limited=False).blocks
    elif isinstance(block, Paragraph):
        for piece in block.text.split("\n\n"):
            if piece.strip():
                yield richtext.Paragraph(_runs(piece))
    elif isinstance(block, Subheading):
        yield Heading(1, _runs(block.text))
    elif isinstance(block, BulletList):
        yield ListBlock(ordered=False, items=tuple(_runs(item) for item in block.items))
    else:
        rows = tuple(_rows(block))
        if rows:
            yield Table(header=False, rows=rows)


def _rows(block: Block) -> Iterator[tuple[Runs, ...]]:
    if isinstance(block, FollowUpPlan):
        yield from (_cells(row.when, row.what, row.recipient) for row in block.rows)
    elif isinstance(block, Activities):
        yield from (_cells(row.title, row.responsible, row.when, row.serves) for row in block.items)
    elif isinstance(block, Assignments):
        for row in block.items:
            amount = write_kr(row.amount) if row.amount is not None else None
            yield _cells(row.title, row.text, row.giver, row.due, row.funding, amount, row.report)
    elif isinstance(block, KeyFigures):
        yield from (_cells(row.name, row.shown, row.target) for row in block.items)


def _cells(*texts: str | None) -> tuple[Runs, ...]:
    return tuple(_runs(text or "") for text in texts)


def _runs(text: str) -> Runs:
    return (Run(text),) if text else ()
