"""An outcome beside others: the order among them, their median and quartiles, and what stands out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from app.services.formatting import write_count
from app.services.scorecard.views import Goalposts
from app.services.scorecard.words import value_words

Kind = Literal["municipalities", "units", "years"]
KIND_WORDS: Final[dict[Kind, str]] = {
    "municipalities": "Andra kommuner",
    "units": "Egna enheter",
    "years": "Tidigare år",
}
FEWEST_OTHERS: Final = 11
"""More than ten others make a fair picture (`GOAL-08`)."""
_MOST_DECIMALS: Final = 2
_LARGE: Final = 10_000
"""From here on decimals say nothing, unless someone has said how many there are."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One of those that are compared: a municipality by its code, a unit by its id, or a period.

    `value` None is missing, which has no place; equal values share a place. `origin` is the id of the
    measurement or the comparison value.
    """

    key: str
    name: str
    value: Decimal | None
    own: bool = False
    place: int | None = None
    target: Decimal | None = None
    origin: int | None = None


@dataclass(frozen=True, slots=True)
class Comparable:
    """A figure that can be compared: how many other municipalities, own units and periods have values."""

    id: int
    version: int
    name: str
    code: str | None
    municipalities: int
    units: int
    periods: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure in a period among others; `rows` in order from best, those without a value last.

    Median and quartiles are those of the others, without one's own. `reference` is what the whole country
    came to, where that has been read in; `source` names where values come from.
    `periods` and `genders` are what can be chosen instead.
    """

    kind: Kind
    indicator_id: int
    name: str
    unit_of_measure: str | None
    decimals: int | None
    direction: str | None
    goalposts: Goalposts
    period: str | None
    gender: str
    rows: tuple[Compared, ...]
    median: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    reference: Decimal | None = None
    source: str | None = None
    finding: str = ""
    group_id: int | None = None
    group: str = ""
    periods: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    scale: tuple[str, ...] = ()

    @property
    def own(self) -> Compared | None:
        """One's own row; None where there is none, or several units are one's own."""
        found = [row for row in self.rows if row.own]
        return found[0] if len(found) == 1 else None

    @property
    def others(self) -> tuple[Compared, ...]:
        """The other rows that have a value."""
        return tuple(row for row in self.rows if not row.own and row.value is not None)

    @property
    def count(self) -> int:
        """How many have a value, one's own with them."""
        return sum(row.value is not None for row in self.rows)

    @property
    def missing(self) -> int:
        """How many have none."""
        return len(self.rows) - self.count

    @property
    def place(self) -> int | None:
        """One's own place among those that have a value; 1 is best."""
        return self.own.place if self.own is not None else None

    @property
    def rank(self) -> str:
        """The place in words: "12 av 38"; "" where there is none."""
        return "" if self.place is None else f"{self.place} av {self.count}"

    @property
    def fair(self) -> bool:
        """Whether there are enough others for a fair picture: more than ten."""
        return len(self.others) >= FEWEST_OTHERS

    @property
    def fairness(self) -> str:
        """What is to be said of the number of others."""
        if self.kind != "municipalities":
            return ""
        told = write_count(len(self.others), "annan kommun", "andra kommuner")
        if self.fair:
            return f"Jämfört med {told}."
        return f"Jämfört med {told}. För en rättvisande bild behövs fler än tio."

    def write(self, value: Decimal | None) -> str:
        """A value as it is shown, with its unit of measure."""
        return written(value, self.decimals, self.unit_of_measure, self.direction, self.scale)


MunicipalComparison = Comparison


def written(
    value: Decimal | None,
    decimals: int | None,
    unit: str | None,
    direction: str | None = None,
    scale: Sequence[str] = (),
) -> str:
    """A value with its unit of measure, or its word on a scale; missing says so."""
    if value is None:
        return "uppgift saknas"
    places = decimals
    if places is None:
        exponent = value.normalize().as_tuple().exponent
        places = min(_MOST_DECIMALS, max(0, -exponent)) if isinstance(exponent, int) else 0
        places = 0 if abs(value) >= _LARGE else places
    return value_words(value, unit, decimals=places, direction=direction, scale=scale)


def quantile(values: Sequence[Decimal], quarters: int) -> Decimal | None:
    """A quartile of values, exact between its neighbours; 2 quarters are the median."""
    if not values:
        return None
    ordered = sorted(values)
    whole, part = divmod((len(ordered) - 1) * quarters, 4)
    if not part:
        return ordered[whole]
    return ordered[whole] + (ordered[whole + 1] - ordered[whole]) * part / 4


def badness(value: Decimal, direction: str | None, goalposts: Goalposts) -> Decimal | None:
    """What is smaller for a better outcome; None where nobody has said what is better."""
    if direction in ("higher", "yes_no", "scale"):
        return -value
    if direction == "lower":
        return value
    if direction == "within" and goalposts.value is not None:
        low, high = goalposts.value, goalposts.upper if goalposts.upper is not None else goalposts.value
        return max(low - value, value - high, Decimal(0))
    return None


def in_order(rows: Sequence[Compared], direction: str | None, goalposts: Goalposts) -> tuple[Compared, ...]:
    """The rows with their places, best first; without a direction from the largest, without places."""
    known = [(row, row.value) for row in rows if row.value is not None]
    worth = {row.key: badness(value, direction, goalposts) for row, value in known}
    ranked = [row for row, value in sorted(known, key=lambda pair: _sorted_by(worth[pair[0].key], pair[1]))]
    made: list[Compared] = []
    for at, row in enumerate(ranked, 1):
        mine = worth[row.key]
        same = made and mine is not None and worth[made[-1].key] == mine
        place = None if mine is None else made[-1].place if same else at
        made.append(replace(row, place=place))
    return (*made, *(row for row in rows if row.value is None))


def _sorted_by(worth: Decimal | None, value: Decimal) -> Decimal:
    return -value if worth is None else worth


def concluded(found: Comparison, own_name: str) -> Comparison:
    """The comparison with its median, its quartiles and its finding."""
    values = [row.value for row in found.others if row.value is not None]
    found = replace(found, median=quantile(values, 2), lower=quantile(values, 1), upper=quantile(values, 3))
    tellers = {"municipalities": _of_municipalities, "units": _of_units, "years": _of_years}
    return replace(found, finding=tellers[found.kind](found, own_name))


def _of_municipalities(found: Comparison, own_name: str) -> str:
    own, median = found.own, found.median
    if own is None or own.value is None:
        return f"Uppgift saknas för {own_name}"
    if median is None:
        return f"{own_name} har inga andra att jämföras med"
    mine, theirs = (badness(each, found.direction, found.goalposts) for each in (own.value, median))
    if mine is None or theirs is None:
        above = "över" if own.value > median else "under" if own.value < median else "på"
        return f"{own_name} ligger {above} medianen {found.write(median)}"
    stands = "bättre än" if mine < theirs else "sämre än" if mine > theirs else "på"
    return f"{own_name} är {found.rank}, {stands} medianen"


def _of_units(found: Comparison, _own_name: str) -> str:
    known = [row for row in found.rows if row.value is not None]
    if not known:
        return "Ingen enhet har något värde"
    held = [row for row in known if row.target is not None and row.value is not None]
    met = [row for row in held if row.value is not None and row.target is not None and _meets(found, row)]
    if held and found.direction in ("higher", "lower"):
        return f"{len(met)} av {write_count(len(held), 'enhet', 'enheter')} når målet"
    if len(known) == 1:
        return f"Bara {known[0].name} har något värde"
    word = "bäst" if known[0].place is not None else "högst"
    return f"{known[0].name} har {word} värde av {write_count(len(known), 'enhet', 'enheter')}"


def _meets(found: Comparison, row: Compared) -> bool:
    assert row.value is not None
    assert row.target is not None
    return row.value >= row.target if found.direction == "higher" else row.value <= row.target


def _of_years(found: Comparison, _own_name: str) -> str:
    known = [row for row in found.rows if row.value is not None]
    if len(known) < 2:
        return "Det finns inga tidigare år att jämföra med"
    first, last = known[0], known[-1]
    assert first.value is not None
    assert last.value is not None
    if first.value == last.value:
        return f"Oförändrat {found.write(last.value)} sedan {first.name}"
    verb = "ökat" if last.value > first.value else "minskat"
    then, now = (f"({row.name})" if " " in row.name else row.name for row in (first, last))
    return f"Har {verb} från {found.write(first.value)} {then} till {found.write(last.value)} {now}"
