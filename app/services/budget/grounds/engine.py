"""Parts of frames reckoned from an index or a line: only what rests on what changed, year by year.

A frame builds on the year before, so a part that is a share of the frame the year before rests on every
earlier part of the same holder too. Everything is reckoned in whole numbers and rounded half away from zero
to whole öre once for each part.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import add, sub
from typing import Final, Literal

Kind = Literal["share", "base", "quantity", "line"]
Source = int | str
"""The key of an index table, or of a line of the prerequisites."""
Place = tuple[int, int, str]
"""A holder, a year and a part of its frame."""
_ORE: Final = 100


@dataclass(frozen=True, slots=True)
class Ground:
    """What a part rests on: `times` percent of the frame the year before ("share"), so many öre ("base"), so
    many of what kronor are for ("quantity"), or so many percent of a line ("line").
    """

    holder: int
    year: int
    component: str
    source: Source
    kind: Kind
    times: Decimal

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.holder, self.year, self.component


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A part that becomes another amount, in öre."""

    place: Place
    before: int
    after: int

    @property
    def change(self) -> int:
        """How much more it is."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class HolderFrames:
    """The frames of a holder: its net frame before the first year, and the net frame of each year after."""

    holder: int
    previous: int
    totals: Mapping[int, int]


class Changes:
    """The parts that became other amounts, as they were and as they are; told one by one when asked."""

    def __init__(self, groups: Mapping["_Group", list[int]]) -> None:
        self._groups = [(group, before, group.amounts) for group, before in groups.items()]

    def told(self) -> tuple[Reckoned, ...]:
        """Every part that is another amount."""
        return tuple(
            Reckoned(group.grounds[at].place, was, now)
            for group, before, after in self._groups
            for at, (was, now) in enumerate(zip(before, after, strict=True))
            if was != now
        )


class _Group:
    """All parts of a year that rest on the same thing in the same way, column by column."""

    __slots__ = ("amounts", "den", "grounds", "num", "rows", "scale", "share", "times", "whole")

    def __init__(self, kind: Kind) -> None:
        self.share = kind == "share"
        self.scale = {"share": _ORE * _ORE, "base": _ORE, "quantity": 1, "line": 1}[kind]
        self.grounds: list[Ground] = []
        self.rows: list[int] = []
        """Which holder each part belongs to, by its place among the holders."""
        self.times: list[int] = []
        self.amounts: list[int] = []
        self.whole = False
        """Whether it has one part of every holder, in their order."""
        self.num, self.den = 0, 0

    def close(self, count: int) -> None:
        """Bring what the parts are multiplied by to the same decimals."""
        wholes = [_whole(ground.times) for ground in self.grounds]
        largest = max(scale for _, scale in wholes)
        ore = _ORE if self.grounds[0].kind == "quantity" else 1
        self.times = [number * (largest // scale) * ore for number, scale in wholes]
        self.scale *= largest
        self.whole = self.rows == list(range(count))

    def multiply(self, worth: Decimal) -> None:
        """Take the value of the index or line."""
        num, scale = _whole(worth)
        self.num, self.den = 2 * num, self.scale * scale

    def values(self, before: list[int], places: Sequence[int] | None) -> list[int]:
        """What the parts are, or some of them, rounded half away from zero."""
        num, den, twice = self.num, self.den, 2 * self.den
        times = self.times if places is None else [self.times[place] for place in places]
        if not self.share:
            return [((n := t * num) + den - (n < 0)) // twice for t in times]
        bases = before
        if places is not None:
            bases = [before[self.rows[place]] for place in places]
        elif not self.whole:
            bases = [before[row] for row in self.rows]
        return [((n := b * t * num) + den - (n < 0)) // twice for b, t in zip(bases, times, strict=True)]


class Recompute:
    """The frames of a version that something rests in, kept up as indexes and lines change.

    `pots` says which line is taken from the frame of which central post; `held` parts stay as they are.
    """

    def __init__(
        self,
        frames: Iterable[HolderFrames],
        grounds: Iterable[Ground],
        amounts: Mapping[Place, int],
        worths: Mapping[tuple[Source, int], Decimal],
        *,
        pots: Mapping[str, int] | None = None,
        held: Collection[Place] = (),
    ) -> None:
        self.counted = 0
        """How many parts have been reckoned."""
        holders = list(frames)
        self._rows = {each.holder: row for row, each in enumerate(holders)}
        self._years = sorted({year for each in holders for year in each.totals})
        self._totals = [[each.previous for each in holders]]
        for year in self._years:
            before = self._totals[-1]
            self._totals.append(
                [each.totals.get(year, was) for each, was in zip(holders, before, strict=True)]
            )
        self._groups: dict[tuple[Source, int], list[_Group]] = {}
        self._shares: dict[int, list[_Group]] = {}
        self._worths = dict(worths)
        self._pots: dict[int, list[str]] = {}
        framed = {(each.holder, year) for each in holders for year in each.totals}
        self._collect([each for each in grounds if (each.holder, each.year) in framed], amounts, held)
        self._read_pots(pots or {})
        for key, groups in self._groups.items():
            for group in groups if key in self._worths else ():
                group.multiply(self._worths[key])

    def change(self, source: Source, worths: Mapping[int, Decimal]) -> Changes:
        """Take new values of an index or a line by year; gives the parts that become another amount."""
        for year, worth in worths.items():
            self._worths[source, year] = worth
            for group in self._groups.get((source, year), ()):
                group.multiply(worth)
        return self._run({year: self._groups.get((source, year), []) for year in worths})

    def all(self) -> Changes:
        """Reckon every part whose index or line is known."""
        wanted: dict[int, list[_Group]] = {}
        for key, groups in self._groups.items():
            if key in self._worths:
                wanted.setdefault(key[1], []).extend(groups)
        return self._run(wanted)

    # ---- within ----------------------------------------------------------------------------------

    def _collect(
        self, grounds: Iterable[Ground], amounts: Mapping[Place, int], held: Collection[Place]
    ) -> None:
        made: dict[tuple[Source, int, Kind], _Group] = {}
        for ground in sorted(grounds, key=lambda each: self._rows[each.holder]):
            if ground.place in held:
                continue
            key = ground.source, ground.year, ground.kind
            if key not in made:
                made[key] = _Group(ground.kind)
            group = made[key]
            group.grounds.append(ground)
            group.rows.append(self._rows[ground.holder])
            group.amounts.append(amounts.get(ground.place, 0))
        for (source, year, _), group in made.items():
            group.close(len(self._rows))
            self._groups.setdefault((source, year), []).append(group)
            if group.share:
                self._shares.setdefault(year, []).append(group)

    def _read_pots(self, pots: Mapping[str, int]) -> None:
        for line, holder in pots.items():
            row = self._rows.get(holder)
            if row is not None:
                self._pots.setdefault(row, []).append(line)
                for place, year in enumerate(self._years, start=1):
                    self._worths[line, year] = kronor(self._totals[place][row])

    def _run(self, wanted: Mapping[int, Sequence[_Group]]) -> Changes:
        """Go through the years from the first that is wanted; each hands its changes on to the next."""
        before: dict[_Group, list[int]] = {}
        carried = [0] * len(self._rows)
        first = min(wanted, default=0)
        for place, year in enumerate(self._years, start=1):
            if year < first:
                continue
            totals = self._totals[place]
            if any(carried):
                self._totals[place] = [total + more for total, more in zip(totals, carried, strict=True)]
            pending: list[tuple[_Group, list[int] | None]] = [(group, None) for group in wanted.get(year, ())]
            full = set(wanted.get(year, ()))
            for group in self._shares.get(year, ()):
                if group not in full and group.den:
                    pending += self._following(group, carried)
            pending += self._lines(place, year, [row for row in self._pots if carried[row]])
            while pending:
                group, places = pending.pop(0)
                carried, pots = self._reckon(group, places, place, carried, before)
                pending += self._lines(place, year, pots)
        return Changes(before)

    def _following(self, group: _Group, carried: Sequence[int]) -> list[tuple[_Group, list[int] | None]]:
        """The parts of a group whose frame the year before is another."""
        if group.whole and 0 not in carried:
            return [(group, None)]
        places = [place for place, row in enumerate(group.rows) if carried[row]]
        return [(group, places)] if places else []

    def _reckon(
        self,
        group: _Group,
        places: list[int] | None,
        at: int,
        carried: list[int],
        before: dict[_Group, list[int]],
    ) -> tuple[list[int], list[int]]:
        """Reckon a group, or some of its parts; gives what is carried on, and the posts that changed."""
        after = group.values(self._totals[at - 1], places)
        self.counted += len(after)
        was = group.amounts
        before.setdefault(group, was)
        if places is None:
            changes = list(map(sub, after, was))
            group.amounts = after
            if group.whole:
                self._totals[at] = list(map(add, self._totals[at], changes))
                carried = list(map(add, carried, changes))
                return carried, [row for row in self._pots if changes[row]]
            rows = group.rows
        else:
            changes = [now - was[place] for now, place in zip(after, places, strict=True)]
            group.amounts = was.copy()
            for now, place in zip(after, places, strict=True):
                group.amounts[place] = now
            rows = [group.rows[place] for place in places]
        totals = self._totals[at]
        for row, change in zip(rows, changes, strict=True):
            totals[row] += change
            carried[row] += change
        touched = self._pots and {row for row, change in zip(rows, changes, strict=True) if change}
        return carried, [row for row in self._pots if row in touched]

    def _lines(self, at: int, year: int, pots: Iterable[int]) -> list[tuple[_Group, list[int] | None]]:
        """What rests on lines follows the frames that the lines are taken from."""
        found: list[tuple[_Group, list[int] | None]] = []
        for row in pots:
            for line in self._pots[row]:
                worth = self._worths[line, year] = kronor(self._totals[at][row])
                for group in self._groups.get((line, year), ()):
                    group.multiply(worth)
                    found.append((group, None))
        return found


def reckon(ground: Ground, worth: Decimal, previous: int) -> int:
    """What a part is, given its index or line and the net frame the year before in öre."""
    frames = HolderFrames(ground.holder, previous, {ground.year: previous})
    engine = Recompute([frames], [ground], {}, {(ground.source, ground.year): worth})
    return sum(each.after for each in engine.all().told())


def kronor(ore: int) -> Decimal:
    """An amount in öre as kronor, exactly."""
    return Decimal(ore).scaleb(-2)


def circle(grounds: Iterable[Ground], pots: Mapping[str, int]) -> tuple[Ground, ...]:
    """Parts that rest on each other by lines taken from central posts, in order; empty when none do."""
    resting: dict[tuple[int, int], list[Ground]] = {}
    for ground in grounds:
        if isinstance(ground.source, str) and ground.source in pots:
            resting.setdefault((ground.holder, ground.year), []).append(ground)
    done: set[tuple[int, int]] = set()
    for start in resting:
        found = _walk(start, resting, pots, [], done)
        if found:
            return tuple(found)
    return ()


def _walk(
    at: tuple[int, int],
    resting: Mapping[tuple[int, int], list[Ground]],
    pots: Mapping[str, int],
    path: list[Ground],
    done: set[tuple[int, int]],
) -> list[Ground]:
    """Go on from a frame; a frame that is on the way already closes a circle.

    A line of a year has in it every year of the post before, since frames carry over; those are met by
    walking the years down.
    """
    for place, ground in enumerate(path):
        if (ground.holder, ground.year) == at:
            return path[place:]
    if at in done:
        return []
    for ground in resting.get(at, ()):
        holder = pots[str(ground.source)]
        for year in sorted({y for h, y in resting if h == holder and y <= ground.year}, reverse=True):
            found = _walk((holder, year), resting, pots, [*path, ground], done)
            if found:
                return found
    done.add(at)
    return []


def _whole(value: Decimal) -> tuple[int, int]:
    """A decimal as a whole number and what it is divided by."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return int(value.scaleb(places)), 10**places
