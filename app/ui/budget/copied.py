"""What stands on the clipboard: lines of cells, with headings, names and a unit where there are any."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.models.errors import DomainError
from app.services.formatting import Unit

_UNITS: dict[str, Unit] = {
    "kr": "kr", "sek": "kr", "kronor": "kr",
    "tkr": "tkr", "kkr": "tkr", "tusen kronor": "tkr", "tusental kronor": "tkr",
    "mnkr": "mnkr", "mkr": "mnkr", "miljoner kronor": "mnkr",
}  # fmt: skip
_UNIT = re.compile(rf"(?<!\w)({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_NUMERIC = re.compile(r"[\s0-9.,+\-−–()%]*[0-9][\s0-9.,+\-−–()%]*(?:mnkr|tkr|kr)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_AROUND_UNIT = re.compile(r"^[\s,(\[]+|[\s,)\]:]+$")
_HEADINGS = frozenset({"enhet", "namn", "nämnd", "förvaltning", "verksamhet", "belopp", "utförare"})
_SUMS = ("summa", "totalt", "total", "fördelat till", "hålls inne", "ram att fördela", "kvar att fördela")
_NEUTRAL = frozenset({"", "–", "-", "−"})


class TwoUnits(DomainError):
    """The headings of a copied block name more than one unit."""

    def __init__(self, units: Collection[str]) -> None:
        named = " och ".join(sorted(units))
        super().__init__(f"Inget klistrades in: rubrikerna i det kopierade säger både {named}.")


@dataclass(frozen=True, slots=True)
class Copied:
    """The amounts of a copied block, and what stood above and before them."""

    lines: tuple[tuple[str, ...], ...]
    names: tuple[str, ...] | None = None
    titles: tuple[str, ...] | None = None
    unit: Unit | None = None

    @property
    def width(self) -> int:
        """How many columns the widest line has."""
        return max((len(line) for line in self.lines), default=0)

    @property
    def single(self) -> str | None:
        """The only cell, when there is but one and nothing around it."""
        alone = len(self.lines) == 1 and len(self.lines[0]) == 1 and self.names is None
        return self.lines[0][0] if alone else None


def parse(text: str) -> list[list[str]]:
    """Lines of cells; the last line break of a spreadsheet does not make a line.

    A cell that holds a tab, a line break or a quotation mark stands within quotation marks.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if '"' not in text:
        return [[cell.strip() for cell in line.split("\t")] for line in text.split("\n")]
    return [[cell.strip() for cell in line] for line in _quoted(text)]


def understand(cells: Sequence[Sequence[str]], known: Collection[str] = ()) -> Copied:
    """Tell headings and names from amounts; `known` are the titles of the grid's columns.

    Only what cannot be an amount is taken for a heading, so that a wrong amount is never passed over.
    """
    words = {_plain(title) for title in known} | _HEADINGS
    rest = [list(line) for line in cells]
    heads: list[list[str]] = []
    while len(rest) > 1:
        above = _titles_above(rest, words)
        if not above and not _is_heading(rest[0], words, named=_has_names(rest[1:])):
            break
        heads += [] if above else rest[:1]
        del rest[: above or 1]
    named = _has_names(rest)
    units = {unit for line in heads for cell in line if (unit := _unit_of(cell)) is not None}
    if len(units) > 1:
        raise TwoUnits(units)
    start = 1 if named else 0
    titles = tuple(_plain(cell) for cell in heads[-1][1:]) if heads and named else None
    return Copied(
        tuple(tuple(line[start:]) for line in rest),
        tuple(line[0].lstrip("'") for line in rest) if named else None,
        titles,
        next(iter(units), None),
    )


def plain_title(text: str) -> str:
    """A heading as it is compared: without its unit, in small letters."""
    return _plain(text)


def is_sum(name: str) -> bool:
    """Whether a line is a sum of others by its name."""
    return name.strip().casefold().startswith(_SUMS)


def _is_heading(line: Sequence[str], known: Collection[str], *, named: bool) -> bool:
    filled = [cell for cell in line if cell not in _NEUTRAL]
    if not filled or any(cell.startswith(("=", "#")) for cell in filled):
        return False
    texts = [cell for cell in filled if not _YEAR.fullmatch(cell)]
    if any(_NUMERIC.fullmatch(cell) for cell in texts) or not all(_has_letters(cell) for cell in texts):
        return False
    recognised = any(_plain(cell) in known or _unit_of(cell) is not None for cell in texts)
    return recognised or (named and bool(texts) and len(filled) > 1)


def _titles_above(lines: Sequence[Sequence[str]], known: Collection[str]) -> int:
    """How many lines stand over a known heading with a title or nothing in them."""
    count = 0
    while count < len(lines) - 1 and not _is_heading(lines[count], known, named=False):
        first, *others = lines[count]
        if any(others) or (first and not _is_name(first)):
            return 0
        count += 1
    return count if count < len(lines) - 1 else 0


def _has_names(lines: Sequence[Sequence[str]]) -> bool:
    firsts = [line[0] for line in lines if line and line[0] not in _NEUTRAL]
    several = any(len(line) > 1 for line in lines)
    return several and bool(firsts) and all(_is_name(cell) for cell in firsts)


def _is_name(cell: str) -> bool:
    return _has_letters(cell) and not _NUMERIC.fullmatch(cell) and not cell.startswith(("=", "#"))


def _has_letters(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell)


def _unit_of(cell: str) -> Unit | None:
    found = _UNIT.search(cell)
    return _UNITS[found[1].lower()] if found is not None else None


def _plain(text: str) -> str:
    return _AROUND_UNIT.sub("", _UNIT.sub("", text)).casefold()


def _quoted(text: str) -> Iterator[list[str]]:
    line: list[str] = []
    place = 0
    while place <= len(text):
        if text[place : place + 1] == '"' and (found := _QUOTED.match(text, place)) is not None:
            line.append(found[1].replace('""', '"'))
            place = found.end()
        else:
            end = min(at for at in (text.find("\t", place), text.find("\n", place), len(text)) if at >= 0)
            line.append(text[place:end])
            place = end
        if text[place : place + 1] != "\t":
            yield line
            line = []
        place += 1


_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|$)')
