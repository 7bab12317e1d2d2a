"""A pasted table of a forecast, such as SKR's: lines and years are recognised, and the rest is told."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from app.models.errors import DomainError
from app.services.economy.prerequisites.checking import FIRST_YEAR, LAST_YEAR, check_value
from app.services.economy.prerequisites.lines import BY_KEY, UNIT_WORDS, Line
from app.services.economy.prerequisites.recognising import is_sum, line_of, unit_of
from app.services.formatting import read_number, write_number

Place = tuple[str, int]
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009]+")
_FOOTNOTE: Final = re.compile(r"(?:(?<=[A-Za-zåäöÅÄÖ%)])\s*(?:\d\)|\*+|[¹²³⁴]+))+\s*$")
_FOOTED: Final = re.compile(r"(?<=\d)(?:\s*\*+|[¹²³⁴]+|\s+\d\))$")
_NOTE_LINE: Final = re.compile(r"(?:\*+|\d\)|[¹²³⁴])|(?:källa|anm|not)\b", re.IGNORECASE)
_MISSING: Final = frozenset({"", "..", ".", "-", "–", "−", "—", "…", "x", "saknas"})
_HEADED: Final = ("kr", "tkr", "mnkr", "per_head", "%")
_UNIT_WORDS: Final[Mapping[str, str]] = {"per_head": "kr per invånare", "%": "procent"} | {
    unit: unit for unit in ("kr", "tkr", "mnkr")
}
_SCALES: Final[Mapping[str, Decimal]] = {
    "kr": Decimal(1),
    "tkr": Decimal(1000),
    "mnkr": Decimal(1_000_000),
}


@dataclass(frozen=True, slots=True)
class PastedValue:
    """A value that was understood: `written` is what stood there."""

    line: str
    year: int
    value: Decimal
    written: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted table says: its values, the rows that were not recognised, and what stops it.

    `heard` is what was made of it where it could be read in more than one way.
    """

    found: tuple[PastedValue, ...] = ()
    unknown: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def values(self) -> Mapping[Place, Decimal]:
        """The values by line and year."""
        return {(each.line, each.year): each.value for each in self.found}

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that were found, in order."""
        return tuple(dict.fromkeys(each.line for each in self.found))


@dataclass(slots=True)
class _Reading:
    """A table while it is read."""

    unit: str = ""
    found: dict[Place, PastedValue] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    years: Mapping[int, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)

    def head(self, years: Mapping[int, int]) -> None:
        """The columns that are years from here on."""
        self.years = years
        self.seen.update(years.values())
        twice = sorted({year for year in years.values() if list(years.values()).count(year) > 1})
        if twice:
            self.problems.append(f"Året {twice[0]} står i mer än en kolumn. Ta med en tabell i taget.")

    def say(self, words: str) -> None:
        """Something that was made of the table, once."""
        if words not in self.heard:
            self.heard.append(words)


def read_table(rows: Iterable[Sequence[str]]) -> Pasted:
    """Read a table whose years stand in a heading, or down its first column.

    Amounts are in the unit that a heading or a row says.
    """
    cells = [[_plain(cell) for cell in row] for row in rows]
    cells = [row for row in cells if any(row)]
    found = _with_heading(cells)
    if found is None:
        return Pasted(problems=(_no_years(cells),))
    cells, heading = found
    reading = _Reading()
    reading.unit = _unit_above(cells[: heading + 1], reading)
    reading.head(_years_in(cells[heading]))
    for row in cells[heading + 1 :]:
        _read_row(reading, row)
    if not reading.found and not reading.problems:
        reading.problems.append(
            "Ingen rad kändes igen. Raderna ska heta som i prognosen, till exempel Inkomstutjämning."
        )
    return Pasted(
        tuple(reading.found.values()), tuple(dict.fromkeys(reading.unknown)), tuple(reading.problems),
        tuple(reading.heard), tuple(sorted(reading.seen)),
    )  # fmt: skip


def read_text(text: str) -> Pasted:
    """Read what was pasted: columns are parted by tabs, by semicolons, or by two spaces or more."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return read_table(_columns(line) for line in lines)


def _columns(line: str) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    if ";" in line:
        return line.split(";")
    return re.split(r"[ \u00a0]{2,}", line.strip())


def _plain(cell: str) -> str:
    return _SPACES.sub(" ", cell).strip().strip('"').strip()


def _years_in(row: Sequence[str]) -> dict[int, int]:
    """The columns of a row that are years: every other cell in it must be words."""
    years: dict[int, int] = {}
    for place, cell in enumerate(row):
        bare = _FOOTED.sub("", _FOOTNOTE.sub("", cell))
        found = _YEAR.findall(bare)
        if len(found) == 1 and not re.sub(
            r"[\W\d_]|år|prognos|budget|bokslut|plan|utfall", "", bare.casefold()
        ):
            year = int(found[0])
            if FIRST_YEAR <= year <= LAST_YEAR:
                years[place] = year
        elif place and re.fullmatch(r"[−\-+]?[\d ,.]+%?", bare):
            return {}
    return years


def _with_heading(cells: list[list[str]]) -> tuple[list[list[str]], int] | None:
    """The table with its years in a heading, turned where they stand downwards, and where the heading is."""
    turned = [list(column) for column in zip_longest(*cells, fillvalue="")]
    for table, least in ((cells, 2), (turned, 2), (cells, 1)):
        for place, row in enumerate(table):
            if len(_years_in(row)) >= least:
                return table, place
    return None


def _no_years(cells: Sequence[Sequence[str]]) -> str:
    if not cells:
        return "Det finns inget att läsa. Kopiera tabellen med sina årtal och rader."
    if any(len(_YEAR.findall(cell)) > 1 and len(row) < 3 for row in cells for cell in row):
        return (
            "Kolumnerna går inte att skilja åt. Öppna tabellen i Excel och kopiera den därifrån, eller "
            "skriv semikolon mellan talen."
        )
    return "Inga årtal hittades. Ta med raden med åren, till exempel 2027, 2028 och 2029."


def _unit_above(rows: Sequence[Sequence[str]], reading: _Reading) -> str:
    """The unit that the heading says, or what stands nearest above it."""
    for row in reversed(rows):
        said = sorted({unit for cell in row if (unit := unit_of(cell))}, key=_HEADED.index)
        if len(said) > 1 and "%" in said:
            said.remove("%")
        if len(said) > 1:
            words = " och ".join(_UNIT_WORDS.get(unit, unit) for unit in said)
            reading.problems.append(f"Rubrikerna säger både {words}. Ta med en tabell i taget.")
        if said:
            return said[0]
    return ""


def _is_heading(reading: _Reading, name: str, years: Mapping[int, int]) -> bool:
    """Whether a row begins another table below the first: the same years again, or years and no line."""
    if years == reading.years:
        return True
    return len(years) > 1 and line_of(name, "") is None


def _read_row(reading: _Reading, row: Sequence[str]) -> None:
    years = reading.years
    name = next((cell for place, cell in enumerate(row) if cell and place not in years), "")
    again = _years_in(row)
    if again and _is_heading(reading, name, again):
        reading.unit = unit_of(name) or reading.unit
        reading.head(again)
        return
    written = {year: row[place] for place, year in years.items() if place < len(row)}
    numbers = {year: text for year, text in written.items() if text.casefold() not in _MISSING}
    if not numbers:
        if unit_of(name) and line_of(name, "") is None:
            reading.unit = unit_of(name)
        return
    label = _FOOTNOTE.sub("", name).strip()
    if not label or _NOTE_LINE.match(label):
        return
    unit = unit_of(name) or ("%" if all(text.endswith("%") for text in numbers.values()) else "")
    line = _known(reading, label, unit or reading.unit, headed=not unit)
    if line is None:
        return
    _say_unit(reading, line, unit or reading.unit)
    for year, text in numbers.items():
        _take(reading, line, year, _growth(reading, line, label, text), unit or reading.unit)
    _turn_costs(reading, line, numbers)


def _known(reading: _Reading, label: str, unit: str, *, headed: bool) -> Line | None:
    """The line that a row is; one that is none, or is in a unit that it cannot have, is told."""
    line = line_of(label, unit)
    if line is None and headed and (of_itself := line_of(label, "")) is not None:
        line = of_itself if of_itself.unit in ("number", "rate", "percent") else None
    if line is not None:
        return line
    other = line_of(label, "")
    if is_sum(label):
        reading.say("Summor lästes inte; programmet räknar dem själv.")
    elif other is not None:
        reading.say(
            f"{other.name} står i {_UNIT_WORDS[unit]} i tabellen och lästes inte; "
            f"den anges i {UNIT_WORDS[other.unit]}."
        )
    else:
        reading.unknown.append(label)
    return None


def _say_unit(reading: _Reading, line: Line, unit: str) -> None:
    if unit:
        return
    if line.unit == "per_head":
        reading.say(f"{line.name}: tabellen säger ingen enhet, så talen läses som kronor per invånare.")
    if line.unit == "kr":
        reading.say("Tabellen säger ingen enhet, så beloppen läses som kronor.")


def _growth(reading: _Reading, line: Line, label: str, text: str) -> str:
    """A factor such as 1,044 as the percent that it raises by."""
    if line.key != "tax_base_growth" or "faktor" not in label.casefold():
        return text
    try:
        factor = read_number(_number_text(text))
    except DomainError:
        return text
    if not Decimal("0.8") < factor < Decimal("1.2") or text.endswith("%"):
        return text
    percent = write_number(((factor - 1) * 100).normalize())
    reading.say(f"Uppräkningsfaktorn {write_number(factor)} läses som {percent} %.")
    return percent


def _take(reading: _Reading, line: Line, year: int, text: str, unit: str) -> None:
    try:
        value = read_number(_number_text(text))
        if line.unit == "kr":
            value *= _SCALES.get(unit, Decimal(1))
        if line.effect < 0 and line.unit == "kr":
            value = abs(value) if not line.negative else value
        value = value.normalize() if value != value.to_integral_value() else Decimal(int(value))
        check_value(line, year, value)
    except DomainError as error:
        said = (
            error.message if error.message.startswith(line.name) else f"{line.name} {year}: {error.message}"
        )
        reading.problems.append(said)
        return
    had = reading.found.get((line.key, year))
    if had is not None and had.value != value:
        reading.problems.append(
            f"{line.name} {year} står två gånger, som {write_number(had.value)} och {write_number(value)}."
        )
        return
    if had is None and line.twin and (line.twin, year) in reading.found:
        reading.say(
            f"{BY_KEY[line.key].name} står både i kronor och i kronor per invånare; kronorna används."
        )
        if line.unit == "per_head":
            return
        del reading.found[line.twin, year]
    reading.found[line.key, year] = PastedValue(line.key, year, value, text)


def _turn_costs(reading: _Reading, line: Line, numbers: Mapping[int, str]) -> None:
    if line.effect < 0 and not line.negative and any(text[:1] in "-−(" for text in numbers.values()):
        reading.say(f"{line.name} stod med minus och läses som en kostnad.")


def _number_text(text: str) -> str:
    """A number without its footnote, its percent sign and its unit; a point before decimals is a comma.

    A point before three digits may part thousands as well, and is left to be refused.
    """
    bare = _FOOTED.sub("", text).removesuffix("%").strip()
    bare = re.sub(r"(?i)\s*(?:mnkr|mkr|tkr|kkr|kronor|kr)\.?$", "", bare).replace(" ", "")
    if re.fullmatch(r"[+\-−]?\d+\.\d+", bare) and not re.fullmatch(r"\D?\d{1,3}\.\d{3}", bare):
        bare = bare.replace(".", ",")
    if re.fullmatch(r"[\d,]+[-−]", bare):
        bare = f"-{bare[:-1]}"
    return bare
