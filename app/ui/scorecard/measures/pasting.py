"""A block from a spreadsheet into the grid: all of it or nothing, with a sentence of what had no place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.services.formatting import write_count
from app.services.scorecard.measuring import NotAnOutcome, read_outcome
from app.services.scorecard.periods import NotAPeriod, read_period
from app.services.textorder import fold
from app.ui.budget.block import NotPasted, TooLargeBlock
from app.ui.budget.copied import is_sum
from app.ui.budget.grid_model import Edit
from app.ui.scorecard.measures.columns import PERIOD
from app.ui.scorecard.measures.model import MeasureModel

_TOLD = 3
"""So many cells are named in a sentence; the others are counted."""
_LONGEST = 60
_Target = tuple[int, int, str]


@dataclass
class Pasted:
    """What a block would change, what of it could not be read, and what has no cell to stand in."""

    edits: list[Edit] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    locked: int = 0
    unknown: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    """Headings that no column has."""

    @property
    def left_out(self) -> str:
        """What to say of it, "" when everything was pasted."""
        said = []
        for what, names in (("Rader", self.unknown), ("Kolumner", self.columns)):
            if names:
                listed = ", ".join(f"”{_short(name)}”" for name in names[:_TOLD])
                more = f" och {len(names) - _TOLD} till" if len(names) > _TOLD else ""
                said.append(f"{what} som inte finns i tabellen hoppades över: {listed}{more}.")
        if self.locked:
            said.append(f"{_cells(self.locked)} räknas fram eller mäts inte då och lämnades som de var.")
        if said and self.edits:
            said.insert(0, f"{write_count(len(self.edits), 'värde', 'värden')} klistrades in.")
        return " ".join(said)


def plan(model: MeasureModel, chosen: Sequence[tuple[int, int]], cells: list[list[str]]) -> Pasted:
    """Where the cells go: one into everything chosen, by names and periods where those stand in the block,
    or else from the corner of what is chosen. Raises `NotPasted` where a cell cannot be read.
    """
    if not chosen:
        return Pasted()
    found = Pasted()
    if len(cells) == 1 and len(cells[0]) == 1:
        targets: Iterator[_Target] = ((row, column, cells[0][0]) for row, column in chosen)
    else:
        targets = _block(model, chosen, cells, found)
    for row, column, text in targets:
        _take(model, row, column, text, found)
    if found.refused:
        more = len(found.refused) - _TOLD
        raise NotPasted("; ".join(found.refused[:_TOLD]) + (f"; och {more} till" if more > 0 else ""))
    return found


def clear(model: MeasureModel, chosen: Sequence[tuple[int, int]]) -> Pasted:
    """Take away everything chosen that can be typed in."""
    found = Pasted()
    for row, column in chosen:
        if model.amount(model.rows[row], model.columns[column]) is not None or column < model.first:
            _take(model, row, column, "", found)
    return found


def _take(model: MeasureModel, row: int, column: int, text: str, found: Pasted) -> None:
    if column < model.first:
        return
    at, under = model.rows[row], model.columns[column]
    if not model.typed(row, column):
        found.locked += bool(text.strip())
        return
    try:
        reading = read_outcome(_unquoted(text), at)
    except NotAnOutcome as error:
        found.refused.append(
            f"{error.why} ({at.name}, {at.whose}, {under.words[:1].lower()}{under.words[1:]})"
        )
        return
    found.edits.append(Edit(at, under, None if reading.empty else reading))


def _block(
    model: MeasureModel, chosen: Sequence[tuple[int, int]], cells: list[list[str]], found: Pasted
) -> Iterator[_Target]:
    top, left = min(row for row, _ in chosen), max(model.first, min(column for _, column in chosen))
    named = _names(model, cells)
    heads, cells = _heads(model, cells, named, found)
    columns = heads if heads is not None else list(range(left, model.columnCount()))
    width = max((len(line) for line in cells), default=0) - named
    if heads is None and width > len(columns):
        raise TooLargeBlock(
            len(cells), width, model.rowCount() - top, len(columns), model.columns[left].words
        )
    if not named and len(cells) > model.rowCount() - top:
        where = f"{model.rows[top].name}, {model.columns[left].words}"
        raise TooLargeBlock(len(cells), width, model.rowCount() - top, len(columns), where)
    used: set[int] = set()
    for down, line in enumerate(cells):
        row = _row_of(model, line[:named], found) if named else top + down
        if row is None:
            continue
        if row in used:
            raise NotPasted(f"”{' '.join(line[:named])}” står på mer än en rad i det kopierade")
        used.add(row)
        for column, text in zip(columns, line[named:], strict=False):
            if column is not None:
                yield row, column, text


def _names(model: MeasureModel, cells: list[list[str]]) -> int:
    """How many of the first columns name rows: none, the figure, or the figure and the unit."""
    names = {fold(row.name) for row in model.rows}
    units = {fold(row.whose) for row in model.rows} | {fold(row.unit) for row in model.rows}
    if not any(len(line) > 1 and fold(_unquoted(line[0])) in names for line in cells):
        return 0
    return 2 if any(len(line) > 2 and fold(_unquoted(line[1])) in units for line in cells) else 1


def _heads(
    model: MeasureModel, cells: list[list[str]], named: int, found: Pasted
) -> tuple[list[int | None] | None, list[list[str]]]:
    """Where the columns go by the first line that names their periods, with the lines below it; a title may
    stand above. None where no line names any.
    """
    outside: list[str] = []
    for at, line in enumerate(cells[: _above(model, cells, named)]):
        heads, others = _understood(model, line[named:])
        known = [place for place in heads if place is not None]
        if any(place >= model.first for place in known):
            if len(set(known)) < len(known):
                raise NotPasted("samma period står två gånger i rubrikerna")
            found.columns += others
            return heads, cells[at + 1 :]
        periods = [text for text in others if _period(text, _year(model))]
        rest = [text for text in line[named:] if text.strip() and text not in periods]
        if not any(sign.isdigit() for text in rest for sign in text):
            outside += periods if named or not rest else []
    if outside:
        raise NotPasted(
            f"rubriken ”{_short(outside[0])}” är ingen av kolumnerna som visas. "
            "Byt år, eller välj hur ofta det mäts"
        )
    return None, cells


def _above(model: MeasureModel, cells: list[list[str]], named: int) -> int:
    """How many of the first lines can be headings: those above the first row that is named, or else the first
    one where every cell has a word. A year alone could as well be a value.
    """
    if named:
        names = {fold(row.name) for row in model.rows}
        return next(at for at, line in enumerate(cells) if fold(_unquoted(line[0])) in names)
    words = all(any(sign.isalpha() for sign in text) for text in cells[0] if text)
    return int(len(cells) > 1 and words)


def _understood(model: MeasureModel, line: Sequence[str]) -> tuple[list[int | None], list[str]]:
    """The column of each heading, and the headings that no column has."""
    places: dict[str, int] = {}
    for place, column in enumerate(model.shown):
        places.setdefault(fold(column.words), place)
        if column.kind == PERIOD:
            places.setdefault(fold(column.title), place)
            places[fold(column.period)] = place
    heads = [_head(text, places, _year(model)) for text in line]
    return heads, [text for text, place in zip(line, heads, strict=True) if text.strip() and place is None]


def _year(model: MeasureModel) -> int | None:
    return next((int(each.period[:4]) for each in model.shown if each.kind == PERIOD), None)


def _head(text: str, places: dict[str, int], year: int | None) -> int | None:
    known = places.get(fold(_unquoted(text)))
    return known if known is not None or not text.strip() else places.get(fold(_period(text, year)))


def _period(text: str, year: int | None) -> str:
    """The period that a heading names, "" when none."""
    try:
        return read_period(text, year=year).text
    except NotAPeriod:
        return ""


def _row_of(model: MeasureModel, names: Sequence[str], found: Pasted) -> int | None:
    wanted = [fold(_unquoted(name)) for name in names]
    if not any(wanted) or is_sum(names[0]):
        return None
    rows = [place for place, row in enumerate(model.rows) if fold(row.name) == wanted[0]]
    if len(wanted) > 1:
        rows = [at for at in rows if wanted[1] in (fold(model.rows[at].whose), fold(model.rows[at].unit))]
        whole = [at for at in rows if fold(model.rows[at].whose) == wanted[1]]
        rows = whole or rows
    if not rows:
        found.unknown.append(", ".join(name for name in names if name))
        return None
    if len(rows) > 1:
        raise NotPasted(f"flera rader heter ”{names[0]}”. Ta med enheten i kolumnen efter")
    return rows[0]


def _unquoted(text: str) -> str:
    """A text without the apostrophe by which a spreadsheet keeps it from being a formula."""
    return text[1:] if text.startswith("'") else text


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _cells(count: int) -> str:
    return write_count(count, "cell", "celler").capitalize()
