"""Rich text from and to HTML, the language that Word, Excel and browsers put on the clipboard.

What is read is reduced to the blocks that a text may hold: images, colours, typefaces and scripts go, a link
becomes its words, a heading below the second level becomes one of the second.
"""

import re
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from typing import Final

from app.services.richtext import (
    MAX_COLUMNS,
    MAX_ROWS,
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Runs,
    Table,
    normal,
)

_HIDDEN: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "svg", "object", "select"}
)
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LINES: Final = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "pre", "address",
     "figure", "figcaption", "dl", "dt", "dd", "form", "fieldset", "body", "html", "center", "caption",
     "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tr", "td", "th", "hr"}
)  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
#: Which open elements a tag closes, and inside which it does not look for them.
_ENDS: Final = {
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table"})),
    "p": (frozenset({"p"}), frozenset({"li", "td", "th", "table", "div"})),
}
_BLANKS = re.compile("[ \t\n\r\f]+")
_STYLE = re.compile(r"\s*([\w-]+)\s*:\s*([^;]*)")
_BOLD_WORDS: Final = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_PLAIN_WORDS: Final = frozenset({"normal", "lighter", "100", "200", "300", "400", "500"})
#: Word keeps its lists as paragraphs that begin with a sign and a wide space.
_WORD_BULLET = re.compile("^[·•o§\uf0b7\uf0a7\u2013\u2014-][ \u00a0\t]{2,}")
_WORD_NUMBER = re.compile("^(?:[0-9]{1,3}|[a-z])[.)][ \u00a0\t]{2,}")
_MOST_DEPTH: Final = 200
_MOST_SPAN: Final = MAX_ROWS


def read_html(html: str) -> Document:
    """What a piece of HTML says, as blocks; nothing in it is fetched, and nothing can make it fail."""
    reader = _Reader(from_word="mso-" in html)
    reader.feed(html)
    reader.close()
    reader.end_line()
    while reader.tables:
        reader.end_table()
    return normal(Document(tuple(reader.blocks)))


def write_html(document: Document) -> str:
    """The text as plain HTML without styles of its own, for other programs to paste."""
    return "".join(map(_block_html, document.blocks))


@dataclass(slots=True)
class _Open:
    """An element that is open: its name and how its words look."""

    name: str
    bold: bool
    italic: bool
    hidden: bool


@dataclass(slots=True)
class _OpenTable:
    """A table that is being read; `below` counts the rows that a cell of each column still reaches into."""

    rows: list[list[Runs]] = field(default_factory=list)
    cell: list[Run] | None = None
    span: tuple[int, int] = (1, 1)
    heads: bool = False
    below: dict[int, int] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects blocks while it meets tags and words."""

    def __init__(self, *, from_word: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.tables: list[_OpenTable] = []
        self._from_word = from_word
        self._open: list[_Open] = []
        self._lists: list[bool] = []
        self._runs: list[Run] = []
        self._new_list = False

    # ---- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag == "br":
            self._add("\n", keep=True)
            return
        if tag in _LINES:
            self.end_line()
        self._close_implied(tag)
        if tag in _VOID or len(self._open) >= _MOST_DEPTH:
            return
        values = {name: value or "" for name, value in attrs}
        self._open.append(self._styled(tag, values))
        if tag in ("ul", "ol"):
            self._lists.append(tag == "ol")
            self._new_list = len(self._lists) == 1 or self._new_list
        elif tag == "table":
            self.tables.append(_OpenTable())
        elif tag == "tr" and self.tables:
            self._begin_row()
        elif tag in ("td", "th") and self.tables:
            self._begin_cell(tag, values)

    def _close_implied(self, tag: str) -> None:
        """Close what a tag ends by beginning, as cells and items do that are never closed."""
        ends, inside = _ENDS.get(tag, (frozenset(), frozenset()))
        for one in reversed(self._open):
            if one.name in inside:
                return
            if one.name in ends:
                self.handle_endtag(one.name)
                return

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those inside it that were left open."""
        if tag in _LINES:
            self.end_line()
        if not any(one.name == tag for one in self._open):
            return
        while self._open:
            name = self._open.pop().name
            if name in ("ul", "ol") and self._lists:
                self._lists.pop()
            elif name in ("td", "th"):
                self._end_cell()
            elif name == "table":
                self.end_table()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        inside_pre = any(one.name == "pre" for one in self._open)
        self._add(data if inside_pre else _BLANKS.sub(" ", data), keep=inside_pre)

    def unknown_decl(self, data: str) -> None:
        """A section that only Word knows: what stands inside it is read as usual."""

    def _styled(self, tag: str, values: dict[str, str]) -> _Open:
        above = self._open[-1] if self._open else _Open("", False, False, False)
        bold = above.bold or tag in ("b", "strong")
        italic = above.italic or tag in ("i", "em", "cite", "dfn", "var")
        hidden = above.hidden or tag in _HIDDEN
        for name, value in _STYLE.findall(values.get("style", "")):
            said = value.strip().lower().removesuffix("!important").strip()
            if name.lower() == "font-weight":
                bold = said in _BOLD_WORDS or (bold and said not in _PLAIN_WORDS)
            elif name.lower() == "font-style":
                italic = said in ("italic", "oblique") or (italic and said != "normal")
            elif name.lower() == "display" and said == "none":
                hidden = True
        return _Open(tag, bold, italic, hidden)

    # ---- words

    def _add(self, text: str, *, keep: bool = False) -> None:
        now = self._open[-1] if self._open else _Open("", False, False, False)
        if now.hidden:
            return
        runs = self._target
        if not keep and text.startswith(" ") and (not runs or runs[-1].text.endswith((" ", "\n"))):
            text = text[1:]
        if text:
            runs.append(Run(text, now.bold, now.italic))

    @property
    def _target(self) -> list[Run]:
        if self.tables and self.tables[-1].cell is not None:
            return self.tables[-1].cell
        return self._runs

    def end_line(self) -> None:
        """End a paragraph, heading or item; in a cell begin a new line."""
        if self.tables and self.tables[-1].cell is not None:
            if self.tables[-1].cell:
                self.tables[-1].cell.append(Run("\n"))
            return
        runs, self._runs = _trimmed(self._runs), []
        if not runs:
            return
        heading = next((one.name for one in reversed(self._open) if re.fullmatch("h[1-6]", one.name)), None)
        if heading is not None:
            self.blocks.append(Heading(1 if heading == "h1" else 2, runs))
        elif self._lists:
            self._add_item(self._lists[-1], runs)
        elif self._from_word and (kind := _word_item(runs)) is not None:
            self._add_item(*kind)
        else:
            self.blocks.append(Paragraph(runs))

    def _add_item(self, ordered: bool, runs: Runs) -> None:
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, ListBlock) and last.ordered == ordered and not self._new_list:
            self.blocks[-1] = ListBlock(ordered, (*last.items, runs))
        else:
            self.blocks.append(ListBlock(ordered, (runs,)))
        self._new_list = False

    # ---- tables

    def _begin_row(self) -> None:
        self._end_cell()
        self.tables[-1].rows.append([])

    def _begin_cell(self, tag: str, values: dict[str, str]) -> None:
        table = self.tables[-1]
        self._end_cell()
        if not table.rows:
            table.rows.append([])
        if tag == "th" and len(table.rows) == 1:
            table.heads = True
        table.cell, table.span = [], (_span(values, "colspan"), _span(values, "rowspan"))
        self._fill_from_above(table)

    def _fill_from_above(self, table: _OpenTable) -> None:
        """Leave room for the cells that reach down into this row."""
        row = table.rows[-1]
        while table.below.get(len(row), 0) > 0:
            table.below[len(row)] -= 1
            row.append(())

    def _end_cell(self) -> None:
        if not self.tables or self.tables[-1].cell is None:
            return
        table = self.tables[-1]
        row = table.rows[-1]
        wide, high = table.span
        for place in range(len(row), len(row) + wide):
            if high > 1:
                table.below[place] = high - 1
        row.append(_trimmed(table.cell or []))
        row.extend(() for _ in range(wide - 1))
        table.cell = None

    def end_table(self) -> None:
        """Put a table in place; one that stands in a cell gives the cell its words."""
        self._end_cell()
        table = self.tables.pop()
        rows = [row for row in table.rows if row]
        if self.tables and self.tables[-1].cell is not None:
            for row in rows:
                for cell in row:
                    self.tables[-1].cell.extend((*cell, Run("\n")) if cell else ())
        elif max(map(len, rows), default=0) == 1:  # a frame for the layout of a page
            self.blocks += [Paragraph(row[0]) for row in rows]
        elif rows:
            width = max(map(len, rows))
            rows = [row + [()] * (width - len(row)) for row in rows]
            self.blocks.append(Table(table.heads or _heads_itself(rows), tuple(map(tuple, rows))))


def _span(values: dict[str, str], name: str) -> int:
    said = values.get(name, "")
    limit = MAX_COLUMNS + 1 if name == "colspan" else _MOST_SPAN
    return min(max(int(said), 1), limit) if re.fullmatch("[0-9]{1,4}", said) else 1


def _heads_itself(rows: list[list[Runs]]) -> bool:
    """Whether every word of the first row is bold and not every word of the next."""
    return len(rows) > 1 and _all_bold(rows[0]) and not _all_bold(rows[1])


def _all_bold(row: list[Runs]) -> bool:
    words = [run for cell in row for run in cell if run.text.strip()]
    return bool(words) and all(run.bold for run in words)


def _trimmed(runs: list[Run]) -> Runs:
    """The runs without the blanks and line breaks at their ends that only were layout."""
    left = list(runs)
    while left and not left[-1].text.strip(" \n"):
        left.pop()
    if left:
        left[-1] = replace(left[-1], text=left[-1].text.rstrip(" \n"))
    while left and not left[0].text.strip(" \n"):
        left.pop(0)
    if left:
        left[0] = replace(left[0], text=left[0].text.lstrip(" \n"))
    return tuple(left)


def _word_item(runs: Runs) -> tuple[bool, Runs] | None:
    """A paragraph of Word that is an item of a list: whether it has a number, and its words."""
    whole = "".join(run.text for run in runs)
    for ordered, pattern in ((False, _WORD_BULLET), (True, _WORD_NUMBER)):
        if found := pattern.match(whole):
            return ordered, _without_start(runs, found.end())
    return None


def _without_start(runs: Runs, count: int) -> Runs:
    left: list[Run] = []
    for run in runs:
        cut = min(count, len(run.text))
        count -= cut
        if run.text[cut:]:
            left.append(replace(run, text=run.text[cut:]))
    return tuple(left)


# ---- out -----------------------------------------------------------------------------------------


def _block_html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_runs_html(block.runs)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_runs_html(block.runs)}</p>"
    if isinstance(block, ListBlock):
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{_runs_html(item)}</li>' for item in block.items)}</{tag}>"
    return f'<table border="1">{"".join(_row_html(block, place) for place in range(len(block.rows)))}</table>'


def _row_html(table: Table, place: int) -> str:
    tag = "th" if table.header and place == 0 else "td"
    cells = "".join(f"<{tag}>{_runs_html(cell)}</{tag}>" for cell in table.rows[place])
    return f"<tr>{cells}</tr>"


def _runs_html(runs: Runs) -> str:
    return "".join(map(_run_html, runs))


def _run_html(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    text = f"<i>{text}</i>" if run.italic else text
    return f"<b>{text}</b>" if run.bold else text
