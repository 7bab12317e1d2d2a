"""Two wheels side by side: two years of a municipality, or two models, with what differs in words."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final, Literal

from sqlalchemy.orm import Session

from app.services.steering.modelformat_model import ModelFile
from app.services.wheel.patternviews import pattern_view
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import Activity, WheelView

__all__ = ["ComparedRow", "WheelComparison", "compare_models", "compare_years", "pattern_view"]

_KeyOf = Callable[[Activity], Hashable]
How = Literal["same", "changed", "first", "second"]
PHASE_WORDS: Mapping[str | None, str] = {
    "planering": "planering", "genomforande": "genomförande", "uppfoljning": "uppföljning", None: "ingen fas",
}  # fmt: skip
_OFFSET_WORDS: Mapping[int | None, str] = {
    -2: "två år före", -1: "året före", 0: "samma år", 1: "året efter", 2: "två år efter", 3: "tre år efter",
    None: "inget angivet år",
}  # fmt: skip
_NONE = "inget"
#: A year to lay out models in; they say no year.
_YEAR: Final = 2027
#: Titles that have less than this in common are about different things.
_ALIKE: Final = 0.62


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An activity of both wheels, or of one of them; `differences` say what is not the same."""

    title: str
    how: How
    first: Activity | None
    second: Activity | None
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WheelComparison:
    """Two wheels with the names they are told apart by, and their activities matched in order of time."""

    first_name: str
    second_name: str
    first: WheelView
    second: WheelView
    rows: tuple[ComparedRow, ...]

    def count(self, how: How) -> int:
        """How many rows are the same, changed, or in one wheel only."""
        return sum(row.how == how for row in self.rows)

    @property
    def words(self) -> str:
        """The whole in a sentence."""
        return (
            f"{self.count('same')} lika, {self.count('changed')} olika, "
            f"{self.count('first')} bara i {self.first_name}, "
            f"{self.count('second')} bara i {self.second_name}"
        )


def compare_years(session: Session, *, first: int, second: int, today: date) -> WheelComparison:
    """Two working years: activities are matched by what they come from, then by title."""
    before = wheel_view(session, year=first, today=today, start_month=1)
    after = wheel_view(session, year=second, today=today, start_month=1)
    rules = ((_row_key, _previous), (_previous, _row_key), (_pattern, _pattern), (_title, _title))
    pairs = _matched(before.activities, after.activities, rules)
    return WheelComparison(str(first), str(second), before, after, _rows(before, after, pairs))


def compare_models(model_a: ModelFile, model_b: ModelFile, *, year: int = _YEAR) -> WheelComparison:
    """Two models in the same year: activities are matched by legal step, title, and titles that are alike."""
    first, second = pattern_view(model_a, year), pattern_view(model_b, year)
    pairs = _matched(first.activities, second.activities, ((_law, _law), (_title, _title)))
    _add_alike(pairs, first.activities, second.activities)
    names = [model.municipality.name for model in (model_a, model_b)]
    if names[0] == names[1]:
        names = [model.model.title for model in (model_a, model_b)]
    return WheelComparison(names[0], names[1], first, second, _rows(first, second, pairs))


# ---- matching ----------------------------------------------------------------------------------------


def _matched(
    first: Sequence[Activity], second: Sequence[Activity], rules: Iterable[tuple[_KeyOf, _KeyOf]]
) -> dict[int, Activity]:
    """The second wheel's activity for each key of the first, by what is the same; the surest rule first."""
    found: dict[int, Activity] = {}
    taken: set[int] = set()
    for key_of, other_key_of in rules:
        waiting: dict[Hashable, list[Activity]] = defaultdict(list)
        for other in second:
            if other.key not in taken:
                waiting[other_key_of(other)].append(other)
        for one in first:
            key = key_of(one)
            if key is not None and one.key not in found and waiting.get(key):
                found[one.key] = waiting[key].pop(0)
                taken.add(found[one.key].key)
    return found


def _add_alike(found: dict[int, Activity], first: Sequence[Activity], second: Sequence[Activity]) -> None:
    """Match what is left by titles that are alike, the most alike first."""
    taken = {other.key for other in found.values()}
    scored = [
        (-score, a, b)
        for a, one in enumerate(first)
        if one.key not in found
        for b, other in enumerate(second)
        if other.key not in taken and (score := _alike(one, other)) > 0
    ]
    for _, a, b in sorted(scored):
        one, other = first[a], second[b]
        if one.key not in found and other.key not in taken:
            found[one.key] = other
            taken.add(other.key)


def _row_key(one: Activity) -> Hashable:
    return one.key


def _previous(one: Activity) -> Hashable:
    return one.previous


def _pattern(one: Activity) -> Hashable:
    return None if one.pattern is None else (one.pattern, one.number)


def _title(one: Activity) -> Hashable:
    return one.title.casefold(), one.number


def _law(one: Activity) -> Hashable:
    return None if one.law is None else (one.law, one.number)


def _alike(one: Activity, other: Activity) -> float:
    """How much the titles have in common, where the phase is the same."""
    if one.phase != other.phase or one.number != other.number or one.offset != other.offset:
        return 0.0
    matcher = SequenceMatcher(None, one.short.casefold(), other.short.casefold(), autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    score = matcher.ratio()
    return score if score >= _ALIKE else 0.0


# ---- rows --------------------------------------------------------------------------------------------


def _rows(first: WheelView, second: WheelView, pairs: Mapping[int, Activity]) -> tuple[ComparedRow, ...]:
    matched = {other.key for other in pairs.values()}
    found = [_row(one, pairs.get(one.key)) for one in first.activities]
    found += [_row(None, other) for other in second.activities if other.key not in matched]
    return tuple(sorted(found, key=_place))


def _row(one: Activity | None, other: Activity | None) -> ComparedRow:
    if one is None or other is None:
        title = one.title if one else other.title if other else ""
        return ComparedRow(title, "first" if one else "second", one, other)
    differences = tuple(_differences(one, other))
    return ComparedRow(one.title, "changed" if differences else "same", one, other, differences)


def _place(row: ComparedRow) -> tuple[bool, int, int, int]:
    """The order of the year, whichever year it is; what has no time last."""
    one = row.first or row.second
    day = None if one is None else one.when.first or one.when.last
    if one is None or day is None:
        return True, 0, 0, one.position if one else 0
    return False, day.month, day.day, one.position


def _differences(one: Activity, other: Activity) -> Iterable[str]:
    facts = (
        ("Namn", one.title, other.title),
        ("Tid", one.when.words, other.when.words),
        ("Organ", _listed(one.bodies), _listed(other.bodies)),
        ("Ansvarig", one.responsible or _NONE, other.responsible or _NONE),
        ("Fas", PHASE_WORDS.get(one.phase, _NONE), PHASE_WORDS.get(other.phase, _NONE)),
        ("Avser", _OFFSET_WORDS.get(one.offset, _NONE), _OFFSET_WORDS.get(other.offset, _NONE)),
    )
    return (f"{name}: {before} → {after}" for name, before, after in facts if before != after)


def _listed(bodies: Iterable[str]) -> str:
    return ", ".join(bodies) or _NONE
