"""A table of the population as it is copied from SCB or a workbook: ages and years in either direction.

Sums are recognised by the groups that they are made of, checked, and not taken in; footnote signs are left
out, ".." is a number that is not known, and "-" is nobody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Final

from app.services.economy.population_errors import NothingFound, WrongPaste
from app.services.economy.population_table import OLDEST, AgeGroup, Number
from app.services.formatting import NotANumber, read_number, write_count, write_number
from app.services.textorder import fold

_YEAR = re.compile(
    r"(?:(?P<day>31|30|1)\s*(?P<month>dec|nov)[a-z]*\.?\s+)?(?P<year>(?:19|20|21)\d\d)"
    r"(?:-(?P<iso>12-31|11-01))?\s*(?:\(?prognos\)?|\(?p\)?)?"
)
_SINGLE = re.compile(r"(\d{1,3})\s*(?:år|-?åringar)?")
_RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})\s*(?:år)?")
_OPEN = re.compile(
    r"(\d{1,3})\s*(?:\+|[-–—]\s*(?:w|\.\.)?|(?:år)?\s*(?:och|eller)\s*äldre)\s*(?:år)?", re.IGNORECASE
)
_TOTAL: Final = ("totalt", "total", "summa", "samtliga", "alla", "folkmangd", "hela befolkningen")
_MEN, _WOMEN = ("man", "pojkar"), ("kvinnor", "flickor")
_BOTH: Final = ("totalt", "bada konen", "samtliga", "man och kvinnor")
_FOOTNOTE = re.compile(r"(?:\*+|[¹²³⁴⁵]+|\s\d\))$")
#: A point before decimals; before three digits it may part thousands, and is left to be refused.
_DECIMALS: Final = re.compile(r"^(\d+)\.(\d{1,2}|\d{4,})$")
_UNKNOWN: Final = frozenset({"", "..", "…", "x", "n/a"})
_NOBODY: Final = frozenset({"-", "–", "—"})
_MOST_SAID: Final = 3


@dataclass(frozen=True, slots=True)
class PastedPopulation:
    """What a table says: the numbers, and what was left out or checked, in sentences."""

    numbers: tuple[Number, ...]
    day: str
    said: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the table."""
        return tuple(sorted({each.year for each in self.numbers}))

    @property
    def groups(self) -> tuple[AgeGroup, ...]:
        """Its age groups."""
        return tuple(sorted({each.group for each in self.numbers}, key=lambda group: group.first))


@dataclass
class _Found:
    """What has been read so far."""

    values: dict[tuple[int, AgeGroup], dict[str, Decimal]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    rounded: int = 0


def cells_of(text: str) -> list[list[str]]:
    """The cells of a text that was copied from a workbook, a web page or a text table."""
    sign = "\t" if "\t" in text else ";"
    return [line.split(sign) for line in text.replace("\r\n", "\n").split("\n")]


def read_population(rows: Sequence[Sequence[str]], *, day: str = "dec31") -> PastedPopulation:
    """Read a table; `day` is what the numbers are of where the table itself does not say."""
    cells = [[_clean(cell) for cell in row] for row in rows]
    top = "\n".join(" ".join(row) for row in cells[:8])
    if "medelfolk" in fold(top):
        raise NothingFound(
            "Den har medelfolkmängd, som räknas fram här. Ta antalen den 31 december i stället."
        )
    day = _day_in(top) or day
    found = _Found()
    years = [len(_years(row)) for row in cells]
    heading = years.index(max(years)) if any(years) else None
    ages = next((place for place, row in enumerate(cells) if len(_ages(row)) > 1 and not _years(row)), None)
    if ages is not None and (heading is None or ages < heading):
        day = _read_across(cells, ages, found, day)
    elif heading is not None:
        day = _read_down(cells, heading, found, day)
    else:
        raise NothingFound("Den ska ha årtal som rubriker och åldrar som rader, eller tvärtom.")
    if found.problems:
        raise WrongPaste(found.problems)
    numbers, said = _without_sums(found, day)
    if not numbers:
        raise NothingFound("Ingen rad har både en ålder och ett antal.")
    return PastedPopulation(tuple(numbers), day, (*said, *_also_said(found)))


def age_of(text: str) -> AgeGroup | None:
    """An age group as it is written: "0–5 år", "7", "100+", "80 år och äldre", "Totalt"."""
    said = text.strip()
    if fold(said).split(" ")[0].rstrip(",:") in _TOTAL or _plain(said) in _TOTAL:
        return AgeGroup(0, None)
    for pattern in (_SINGLE, _RANGE, _OPEN):
        match = pattern.fullmatch(said)
        if match is None:
            continue
        first = int(match[1])
        to = None if pattern is _OPEN else int(match[2]) if pattern is _RANGE else first
        fits = first <= OLDEST and (to is None or first <= to <= OLDEST)
        return AgeGroup(first, to) if fits else None
    return None


# ---- reading ---------------------------------------------------------------------------------------


def _read_down(cells: Sequence[Sequence[str]], heading: int, found: _Found, day: str) -> str:
    """Years are the headings, ages the rows."""
    years = _years(cells[heading])
    days = {at for _, at in years.values() if at}
    first = min(years)
    at = _sex_column(cells[heading + 1 :], first)
    before: AgeGroup | None = None
    for place, row in enumerate(cells[heading + 1 :], heading + 1):
        sex = _sex(row[at]) if at is not None and at < len(row) else ""
        labels = [text for column, text in enumerate(row[:first]) if column != at]
        group = next((age for text in labels if text and (age := age_of(text)) is not None), None)
        if group is None and sex:
            group = before
        if group is None:
            if any(row[column] for column in years if column < len(row)):
                found.unknown.append(next((text for text in labels if text), f"rad {place + 1}"))
            continue
        before = group
        for column, (year, _) in years.items():
            _take(found, row[column] if column < len(row) else "", year, group, sex)
    return _one_day(days, day)


def _read_across(cells: Sequence[Sequence[str]], heading: int, found: _Found, day: str) -> str:
    """Ages are the headings, years the rows."""
    ages = _ages(cells[heading])
    days: set[str] = set()
    at = _sex_column(cells[heading + 1 :], min(ages))
    for row in cells[heading + 1 :]:
        said = next((match for text in row[: min(ages)] if (match := _YEAR.fullmatch(text.lower()))), None)
        if said is None:
            continue
        days |= {at for at in (_day_of(said),) if at}
        sex = _sex(row[at]) if at is not None and at < len(row) else ""
        for column, group in ages.items():
            _take(found, row[column] if column < len(row) else "", int(said["year"]), group, sex)
    return _one_day(days, day)


def _sex_column(rows: Sequence[Sequence[str]], before: int) -> int | None:
    """The column that says men and women, None in a table of both."""
    for row in rows:
        for column, text in enumerate(row[:before]):
            if _sex(text) in ("men", "women"):
                return column
    return None


def _take(found: _Found, text: str, year: int, group: AgeGroup, sex: str) -> None:
    if text.lower() in _UNKNOWN:
        return
    where = f"{group.words} {year}"
    if text in _NOBODY:
        value = Decimal(0)
    else:
        try:
            value = read_number(_DECIMALS.sub(r"\1,\2", text))
        except NotANumber:
            found.problems.append(f"”{text[:40]}” för {where} går inte att läsa som ett antal invånare.")
            return
    if value < 0:
        found.problems.append(
            f"Antalet invånare för {where} är {write_number(value)}. Det kan inte vara mindre än noll."
        )
        return
    if value != value.to_integral_value():
        found.rounded += 1
    sexes = found.values.setdefault((year, group), {})
    if sex in sexes:
        found.problems.append(f"{where} står på mer än en rad i tabellen.")
    sexes[sex] = value


# ---- sums --------------------------------------------------------------------------------------------


def _without_sums(found: _Found, day: str) -> tuple[list[Number], list[str]]:
    by_year: dict[int, dict[AgeGroup, Decimal]] = {}
    for (year, group), sexes in found.values.items():
        by_year.setdefault(year, {})[group] = _of_both(found, year, group, sexes)
    numbers: list[Number] = []
    checked = unchecked = 0
    for year, groups in sorted(by_year.items()):
        kept = dict(groups)
        for group in sorted(groups, key=_width, reverse=True):
            narrower = [each for each in kept if _width(each) < _width(group)]
            parts = _parts(group, narrower)
            if parts is None:
                if any(_within(each, group) and each.first >= group.first for each in narrower):
                    unchecked += 1
                    del kept[group]
                continue
            together = sum((kept[part] for part in parts), Decimal(0))
            if abs(together - groups[group]) > Decimal(len(parts)) / 2:
                found.problems.append(
                    f"{group.words.capitalize()} {year} är {write_number(groups[group])} i tabellen, men "
                    f"åldersgrupperna är tillsammans {write_number(together)}."
                )
            checked += 1
            del kept[group]
        for group, value in sorted(kept.items(), key=lambda item: item[0].first):
            whole = int(value.quantize(Decimal(1), ROUND_HALF_UP))
            numbers.append(Number(year, day, group.first, group.to, whole))
    if found.problems:
        raise WrongPaste(found.problems)
    words = write_count(checked, "summa stämde och togs inte med", "summor stämde och togs inte med")
    said = [f"{words}."] if checked else []
    if unchecked:
        words = write_count(unchecked, "summa", "summor")
        said.append(f"{words} gick inte att stämma av och togs inte med: åldersgrupper saknas.")
    return numbers, said


def _of_both(found: _Found, year: int, group: AgeGroup, sexes: dict[str, Decimal]) -> Decimal:
    """Men and women together; a row of both is checked against them."""
    if "men" in sexes and "women" in sexes:
        together = sexes["men"] + sexes["women"]
        said = sexes.get("both", sexes.get(""))
        if said is not None and said != together:
            found.problems.append(
                f"{group.words.capitalize()} {year} är {write_number(said)}, men män och kvinnor är "
                f"tillsammans {write_number(together)}."
            )
        return together
    if "both" in sexes or "" in sexes:
        return sexes.get("both", sexes.get("", Decimal(0)))
    found.problems.append(
        f"{group.words.capitalize()} {year} har bara {'män' if 'men' in sexes else 'kvinnor'} i tabellen."
    )
    return Decimal(0)


def _parts(group: AgeGroup, narrower: Sequence[AgeGroup]) -> list[AgeGroup] | None:
    """The narrower groups that make up a group, the narrowest first; None where they do not."""
    parts: list[AgeGroup] = []
    at = group.first
    while True:
        starting = sorted((each for each in narrower if each.first == at), key=_width)
        fitting = [each for each in starting if _within(each, group)]
        if not fitting:
            return None
        parts.append(fitting[0])
        if fitting[0].to == group.to:
            return parts
        if fitting[0].to is None:
            return None
        at = fitting[0].to + 1


def _within(one: AgeGroup, other: AgeGroup) -> bool:
    return other.to is None or (one.to is not None and one.to <= other.to)


def _width(group: AgeGroup) -> int:
    return (10 * OLDEST if group.to is None else group.to) - group.first


# ---- cells -------------------------------------------------------------------------------------------


def _clean(cell: str) -> str:
    text = " ".join(cell.replace("\u00a0", " ").replace("\u202f", " ").split()).strip("\"' ")
    return _FOOTNOTE.sub("", text).strip()


def _years(row: Sequence[str]) -> dict[int, tuple[int, str]]:
    """The years of a row by column, with the day where it is said; what else stands there is passed over."""
    found: dict[int, tuple[int, str]] = {}
    for column, text in enumerate(row):
        match = _YEAR.fullmatch(text.lower())
        if column and match is not None:
            found[column] = int(match["year"]), _day_of(match)
    years = [year for year, _ in found.values()]
    rising = all(later - earlier in (1, -1) for earlier, later in pairwise(years))
    numbers = any(age_of(text) or _sex(text) for text in row[: min(found, default=0)])
    fits = rising or len(years) > 2 or not numbers
    return found if len(set(years)) == len(years) and fits else {}


def _ages(row: Sequence[str]) -> dict[int, AgeGroup]:
    """The ages of a heading row by column; empty where one that follows is none."""
    found: dict[int, AgeGroup] = {}
    for column, text in enumerate(row):
        age = age_of(text) if column and text else None
        if age is not None:
            found[column] = age
        elif found and text:
            return {}
    return found if len(set(found.values())) == len(found) else {}


def _sex(text: str) -> str:
    said = _plain(text)
    return (
        "men" if said in _MEN
        else "women" if said in _WOMEN
        else "both" if said in _BOTH
        else ""
    )  # fmt: skip


def _plain(text: str) -> str:
    return fold(text).translate(str.maketrans("åäö", "aao")).strip(" :.")


def _day_of(match: re.Match[str]) -> str:
    said = match["iso"] or match["month"] or ""
    return {"12-31": "dec31", "dec": "dec31", "11-01": "nov1", "nov": "nov1"}.get(said, "")


def _day_in(text: str) -> str:
    said = fold(text)
    if re.search(r"\b1 nov", said):
        return "nov1"
    return "dec31" if re.search(r"\b31 dec", said) else ""


def _one_day(days: set[str], day: str) -> str:
    if len(days) > 1:
        raise NothingFound("Den blandar den 1 november och den 31 december. Ta en dag i taget.")
    return next(iter(days), day)


def _also_said(found: _Found) -> Iterator[str]:
    if found.rounded:
        yield f"{write_count(found.rounded, 'antal', 'antal')} med decimaler avrundades."
    if found.unknown:
        named = ", ".join(f"”{each}”" for each in found.unknown[:_MOST_SAID])
        rest = len(found.unknown) - _MOST_SAID
        yield f"Ingen ålder kändes igen på {named}{f' och {rest} rader till' if rest > 0 else ''}."
