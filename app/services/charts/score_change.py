"""What has changed a score since the year before, counted only on what has a score in both years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from app.services.charts.card_charts import about, groups_of, source
from app.services.charts.findings import listed, short_name
from app.services.charts.sheet import Caption
from app.services.charts.waterfall import Step, Waterfall
from app.services.formatting import write_number
from app.services.scorecard.views import Card, Group

_GRAIN = 1000
_NOTE = "Vägda poäng 0–10 per perspektiv."
_Added = tuple[str, str, Decimal]


def score_waterfall(before: Card, now: Card) -> Waterfall:
    """From last year's score to this year's, by what each perspective with a score in both has changed."""
    keys = _scored(before) & _scored(now)
    first, last = (_mean(card, keys) for card in (before, now))
    if first is None or last is None:
        title = f"Poängen {before.year} och {now.year} går inte att jämföra: inget har poäng båda åren"
        return Waterfall((), Caption(title, _NOTE, source(now), about(now)))
    parts = [
        (group.name, group.key, _part(now, group.key, keys) - _part(before, group.key, keys))
        for group in now.groups
        if group.key in keys
    ]
    steps = [_step(str(before.year), first, is_sum=True)]
    steps += [replace(_step(name, value), key=("group", key)) for name, key, value in parts]
    steps.append(_step(str(now.year), last, is_sum=True))
    note = " ".join((_NOTE, *_left_out(before, now, keys), _coverage(before, now, keys)))
    title = _title(first, last, parts)
    return Waterfall(tuple(steps), Caption(title, note.strip(), source(now), about(now)))


def _scored(card: Card) -> set[str]:
    return {group.key for group in card.groups if group.average.score is not None and group.share}


def _mean(card: Card, keys: Iterable[str]) -> Decimal | None:
    parts = [_part(card, key, keys) for key in keys]
    return sum(parts, Decimal(0)) if parts else None


def _part(card: Card, key: str, keys: Iterable[str]) -> Decimal:
    """How much of the mean of the compared groups one of them stands for."""
    counted = {group.key: group for group in card.groups if group.key in set(keys)}
    whole = sum((_share(group) for group in counted.values()), Decimal(0))
    group = counted[key]
    return (group.average.score or Decimal(0)) * _share(group) / whole


def _share(group: Group) -> Decimal:
    return group.share or Decimal(0)


def _left_out(before: Card, now: Card, keys: set[str]) -> list[str]:
    """The groups that cannot be compared, by name."""
    every = {group.key: group.name for card in (before, now) for group in groups_of(card)}
    names = [short_name(name) for key, name in every.items() if key not in keys]
    return [f"Utan poäng något av åren: {listed(names)}."] if names else []


def _coverage(before: Card, now: Card, keys: set[str]) -> str:
    """How much the two years rest on, where that is not the same."""
    counted = [
        sum(group.average.counted for group in card.groups if group.key in keys) for card in (before, now)
    ]
    if counted[0] == counted[1]:
        return ""
    return f"Räknat på {counted[0]} mått {before.year} och {counted[1]} mått {now.year}."


def _step(label: str, score: Decimal, *, is_sum: bool = False) -> Step:
    amount = int((score * _GRAIN).to_integral_value())
    return Step(label, amount, write_number(score, 1, plus=not is_sum), is_sum)


def _title(first: Decimal, last: Decimal, parts: list[_Added]) -> str:
    texts = write_number(first, 1), write_number(last, 1)
    what = f"Poängen för {short_name(parts[0][0])}" if len(parts) == 1 else "Poängen"
    if texts[0] == texts[1]:
        return f"{what} är oförändrad, {texts[1]}"
    how = "ökat" if last > first else "minskat"
    said = f"{what} har {how} från {texts[0]} till {texts[1]}"
    if len(parts) == 1:
        return said
    name, _, _ = max(parts, key=lambda part: part[2] if last > first else -part[2])
    return f"{said}, mest genom {short_name(name)}"
