"""Text with headings, lists, tables, bold and italic: what it may hold, and how it is kept in the file.

A text is kept as canonical JSON of its blocks, "" when it is empty. What looks like markup is only text.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from app.models.canonical import canonical_json
from app.models.errors import DomainError
from app.services.formatting import write_number
from app.services.textorder import nfc

MAX_CHARACTERS: Final = 200_000
MAX_COLUMNS: Final = 12
MAX_ROWS: Final = 500

_FORMAT: Final = 1
_NEW_LINES = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
#: Controls, half characters, what only steers direction by force, and what text editors keep for themselves.
_REFUSE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff]")
_UNTIDY = re.compile(f"{_REFUSE.pattern[:-1]}\t\v\f\r\u2028\u2029]")
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; a line break in it is "\\n"."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the text, of level 1 or 2."""

    level: Literal[1, 2]
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list with numbers or bullets; the items are in one level."""

    ordered: bool
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows have equally many cells; `header` when the first row heads the columns."""

    header: bool
    rows: tuple[tuple[Runs, ...], ...]

    @property
    def columns(self) -> int:
        """How many cells each row has."""
        return max((len(row) for row in self.rows), default=0)


Block = Heading | Paragraph | ListBlock | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text, its blocks in reading order."""

    blocks: tuple[Block, ...] = ()


EMPTY: Final = Document()


class TextTooLong(DomainError):
    """A text has more characters than one text may have."""

    def __init__(self, characters: int) -> None:
        super().__init__(
            f"Texten är {write_number(characters)} tecken lång och får vara högst "
            f"{write_number(MAX_CHARACTERS)}. Dela upp den."
        )


class TableTooWide(DomainError):
    """A table has more columns than a page has room for."""

    def __init__(self, columns: int) -> None:
        super().__init__(
            f"Tabellen har {columns} kolumner och får ha högst {MAX_COLUMNS}. "
            "Dela upp den eller bifoga den som fil."
        )


class TableTooLong(DomainError):
    """A table has more rows than a text should carry."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"Tabellen har {write_number(rows)} rader och får ha högst {MAX_ROWS}. "
            "Dela upp den eller bifoga den som fil."
        )


class UnreadableText(DomainError):
    """What is kept is not a text as this program writes it."""

    def __init__(self) -> None:
        super().__init__(
            "Texten är skadad eller skriven av ett annat program och går inte att läsa. "
            "Hämta den från en säkerhetskopia."
        )


# ---- one form of every text ----------------------------------------------------------------------


def cleaned(text: str) -> str:
    """The characters of a text that are kept: NFC, one kind of line break, no controls."""
    if _UNTIDY.search(text):
        text = _REFUSE.sub("", _NEW_LINES.sub("\n", text)).replace("\t", " ")
    return nfc(text)


def normal(document: Document) -> Document:
    """The document in its one form: equal texts become equal, and empty blocks go.

    Runs of one style are joined, characters cleaned and the rows of a table made equally long. A heading
    is one line and has no bold words of its own.
    """
    return Document(tuple(kept for block in document.blocks if (kept := _normal_block(block)) is not None))


def _normal_block(block: Block) -> Block | None:
    if isinstance(block, Heading):
        runs = _normal_runs([Run(_one_line(run.text), italic=run.italic) for run in block.runs])
        return Heading(block.level, runs) if _says_something(runs) else None
    if isinstance(block, Paragraph):
        runs = _normal_runs(block.runs)
        return Paragraph(runs) if _says_something(runs) else None
    if isinstance(block, ListBlock):
        items = tuple(_normal_runs(item) for item in block.items)
        return ListBlock(block.ordered, items) if items else None
    width = block.columns
    rows = tuple(_normal_row(row, width) for row in block.rows)
    return Table(block.header, rows) if width else None


def _normal_row(row: Sequence[Runs], width: int) -> tuple[Runs, ...]:
    return (*map(_normal_runs, row), *((),) * (width - len(row)))


def _normal_runs(runs: Sequence[Run]) -> Runs:
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and (joined[-1].bold, joined[-1].italic) == (run.bold, run.italic):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        else:
            joined.append(run)
    tidy = [run if run.text == (text := cleaned(run.text)) else replace(run, text=text) for run in joined]
    if all(run.text for run in tidy):
        return tuple(tidy)
    return _normal_runs([run for run in tidy if run.text])


def _one_line(text: str) -> str:
    return cleaned(text).replace("\n", " ")


def _says_something(runs: Runs) -> bool:
    return any(run.text and not run.text.isspace() for run in runs)


# ---- in and out of the file ----------------------------------------------------------------------


def write(document: Document, *, limited: bool = True) -> str:
    """The text as it is kept, "" for an empty one; raises when it is larger than a text may be.

    A text that is still being written may be larger, and is not `limited`.
    """
    tidy = normal(document)
    if limited:
        check_limits(tidy)
    return _encoded(tidy)


def check_limits(document: Document) -> None:
    """Refuse a text that is too long, or has a table too large, in one sentence."""
    for block in document.blocks:
        if isinstance(block, Table):
            if block.columns > MAX_COLUMNS:
                raise TableTooWide(block.columns)
            if len(block.rows) > MAX_ROWS:
                raise TableTooLong(len(block.rows))
    if (characters := len(plain(document))) > MAX_CHARACTERS:
        raise TextTooLong(characters)


def read(text: str, *, limited: bool = True) -> Document:
    """A kept text; raises UnreadableText for anything but what `write` gives."""
    if not text:
        return EMPTY
    try:
        document = _decoded(json.loads(text))
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise UnreadableText from error
    if limited:
        check_limits(document)
    if not document.blocks or normal(document) != document or _encoded(document) != text:
        raise UnreadableText
    return document


def _encoded(document: Document) -> str:
    if not document.blocks:
        return ""
    return canonical_json({"format": _FORMAT, "blocks": [_block_out(block) for block in document.blocks]})


def _block_out(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "runs": _runs_out(block.runs)}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "runs": _runs_out(block.runs)}
    if isinstance(block, ListBlock):
        return {"kind": "list", "ordered": block.ordered, "items": [_runs_out(item) for item in block.items]}
    rows = [[_runs_out(cell) for cell in row] for row in block.rows]
    return {"kind": "table", "header": block.header, "rows": rows}


def _runs_out(runs: Runs) -> list[dict[str, Any]]:
    return [_run_out(run) for run in runs]


def _run_out(run: Run) -> dict[str, Any]:
    marks = {name: True for name, on in (("bold", run.bold), ("italic", run.italic)) if on}
    return {"text": run.text, **marks}


def _decoded(value: Any) -> Document:
    """What JSON says, type by type; surplus is found when it is compared with what would be written."""
    if not isinstance(value, dict) or value["format"] != _FORMAT:
        raise ValueError("another format")
    return Document(tuple(_block_in(block) for block in _listed(value["blocks"])))


def _block_in(value: dict[str, Any]) -> Block:
    kind = value["kind"]
    if kind == "heading":
        level = value["level"]
        if type(level) is not int or level not in (1, 2):
            raise ValueError("no such level")
        return Heading(1 if level == 1 else 2, _runs_in(value["runs"]))
    if kind == "paragraph":
        return Paragraph(_runs_in(value["runs"]))
    if kind == "list":
        return ListBlock(_flag(value["ordered"]), tuple(_runs_in(item) for item in _listed(value["items"])))
    if kind == "table":
        rows = tuple(tuple(_runs_in(cell) for cell in _listed(row)) for row in _listed(value["rows"]))
        return Table(_flag(value["header"]), rows)
    raise ValueError("no such block")


def _runs_in(value: Any) -> Runs:
    return tuple(_run_in(run) for run in _listed(value))


def _run_in(value: dict[str, Any]) -> Run:
    text = value["text"]
    if not isinstance(text, str):
        raise TypeError("a run holds text")
    return Run(text, _flag(value.get("bold", False)), _flag(value.get("italic", False)))


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false was expected")
    return value


# ---- only the words ------------------------------------------------------------------------------


def plain(document: Document) -> str:
    """The words alone, for search and counting: blocks apart by an empty line, cells by a tab."""
    return "\n\n".join(map(_plain_block, document.blocks))


def _plain_block(block: Block) -> str:
    if isinstance(block, ListBlock):
        return "\n".join(map(text_of, block.items))
    if isinstance(block, Table):
        return "\n".join("\t".join(map(text_of, row)) for row in block.rows)
    return text_of(block.runs)


def text_of(runs: Runs) -> str:
    """What runs say, without their style."""
    return "".join(run.text for run in runs)


def lines(document: Document) -> Iterator[Runs]:
    """The runs of every heading, paragraph, item and cell, in reading order."""
    for block in document.blocks:
        if isinstance(block, ListBlock):
            yield from block.items
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row
        else:
            yield block.runs


def word_count(document: Document) -> int:
    """How many words the text has."""
    return len(plain(document).split())


def from_plain(text: str) -> Document:
    """A document of plain text: an empty line begins a new paragraph, other line breaks are kept."""
    parts = _PARAGRAPH_BREAK.split(cleaned(text).strip())
    return normal(Document(tuple(Paragraph((Run(part),)) for part in parts)))
