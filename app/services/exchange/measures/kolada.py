"""Files from Kolada held against the file: whose values are added, changed, alike and left out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.comparisons import OtherMunicipality
from app.services.exchange.budgets.matching import folded
from app.services.exchange.measures import standing
from app.services.exchange.measures.koladareading import Key, KoladaFound, Tick, read_files
from app.services.exchange.measures.koladarows import Kpi
from app.services.exchange.measures.plan import (
    NEW,
    Found,
    ImportPlan,
    LeftOut,
    Link,
    NewIndicator,
    Other,
    Outcome,
    Unknown,
)
from app.services.exchange.measures.standing import IndicatorRow, Measured
from app.services.formatting import write_count
from app.services.scorecard.compared import written
from app.services.storage.changelog import last_number

SOURCE: Final = "Kolada"
SUFFIX: Final = ".json"
_LONGEST_TOLD: Final = 120


def look_at_kolada(
    session: Session,
    *,
    paths: Sequence[Path],
    answers: Mapping[str, int | None] | None = None,
    tick: Tick | None = None,
) -> ImportPlan:
    """What files from Kolada would add and change; `answers` say by code what unknown figures are.

    An answer is NEW, the id of an indicator that is to have the code, or None to leave the figure out.
    """
    answers = answers or {}
    rows = standing.indicators(session)
    own_code, names = standing.home(session)
    wanted = {row.code for row in rows if row.code} | {
        code for code, answer in answers.items() if answer is not None
    }
    found = read_files(paths, wanted=wanted, own=own_code, tick=tick)
    comparing = _Comparing(session, found, rows, answers, own_code, names)
    return comparing.plan(tuple(path.name for path in paths))


def unit_in(title: str) -> str | None:
    """The unit of measure that the title of a key figure ends with: ", andel (%)", ", kr/inv"."""
    tail = title.rpartition(",")[2].strip()
    if tail.endswith("(%)") or "procent" in tail.casefold():
        return "procent"
    if tail.startswith(("kr", "antal", "tkr", "mnkr")) and len(tail) <= 40:
        return tail
    return None


@dataclass(frozen=True, slots=True)
class _Target:
    """Where the values of a code go: an indicator of the file, or one that is made."""

    id: int | None
    name: str
    unit_of_measure: str | None
    decimals: int | None
    computed: bool = False
    by_gender: bool = True


@dataclass
class _Comparing:
    """Holds what was read against what stands in the file."""

    session: Session
    found: KoladaFound
    rows: Sequence[IndicatorRow]
    answers: Mapping[str, int | None]
    own_code: str | None
    names: tuple[str, ...]
    own: list[Outcome] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    before: dict[int, Decimal | None] = field(default_factory=dict)
    new: list[NewIndicator] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: list[LeftOut] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    same: int = 0

    def plan(self, files: tuple[str, ...]) -> ImportPlan:
        """The whole answer."""
        targets = self._targets()
        ids = {target.id for each in targets.values() for target in each if target.id is not None}
        self._own_values(targets, standing.measurements(self.session, ids))
        self._unit_values(targets, standing.measurements(self.session, ids))
        used = self._other_values(targets, ids)
        self._tell_left_out()
        return ImportPlan(
            kind="kolada",
            files=files,
            seen=last_number(self.session),
            own=tuple(self.own),
            others=tuple(self.others),
            indicators=tuple(self.new),
            links=tuple(self.links),
            municipalities=tuple(self._municipalities(used)),
            same=self.same,
            faults=(*self.found.missing, *self.found.faults.all(), *self.faults),
            left_out=tuple(self.left_out),
            unknown=tuple(self._unknown()),
            remarks=tuple(self._remarks()),
            others_before=self.before,
        )

    def _targets(self) -> dict[str, list[_Target]]:
        """Where the values of each code go."""
        targets: dict[str, list[_Target]] = {}
        by_id = {row.id: row for row in self.rows}
        for row in self.rows:
            if row.code:
                targets.setdefault(row.code, []).append(_target(row))
        for code, answer in self.answers.items():
            if answer is None or code in targets:
                continue
            if answer in by_id:
                row = by_id[answer]
                targets[code] = [_target(row)]
                self.links.append(Link(row.id, row.version, code, row.name))
            elif answer == NEW:
                by_gender = any(kpi == code and gender != "T" for kpi, _, gender in self.found.values)
                made = _new(code, self.found.kpis.get(code), by_gender)
                if made is not None:
                    targets[code] = [_Target(None, made.name, made.unit_of_measure, None)]
                    self.new.append(made)
        return targets

    def _own_values(
        self, targets: Mapping[str, list[_Target]], there: Mapping[standing.Place, Measured]
    ) -> None:
        if self.own_code is None:
            return
        for key, values in self.found.values.items():
            if self.own_code in values:
                place = self.found.places.get(key, "")
                for target in targets.get(key[0], ()):
                    self._own_value(target, key, None, "", values[self.own_code], place, there)

    def _unit_values(
        self, targets: Mapping[str, list[_Target]], there: Mapping[standing.Place, Measured]
    ) -> None:
        units = standing.units(self.session)
        by_name: dict[str, set[int]] = {}
        for key_of, (name, _) in units.items():
            by_name.setdefault(folded(name), set()).add(key_of)
        lost: Counter[str] = Counter()
        for (code, key), (value, place) in self.found.units.items():
            ou = self.found.ous.get(code)
            ids = by_name.get(folded(ou.title), set()) if ou is not None else set()
            if len(ids) != 1:
                lost[f"{ou.title} ({code})" if ou is not None else code] += 1
                continue
            (unit,) = ids
            for target in targets.get(key[0], ()):
                self._own_value(target, key, unit, units[unit][0], value, place, there)
        for name, count in lost.items():
            why = "finns inte bland enheterna i Organisation" if "(" in name else (
                "är en enhet som ingen fil namnger; läs in Koladas fil med enheter samtidigt"
            )  # fmt: skip
            self.left_out.append(LeftOut(name, f"{why} ({write_count(count, 'värde', 'värden')})"))

    def _own_value(
        self,
        target: _Target,
        key: Key,
        unit: int | None,
        unit_name: str,
        value: Decimal | None,
        place: str,
        there: Mapping[standing.Place, Measured],
    ) -> None:
        code, period, gender = key
        if target.computed:
            self.kept[f"{target.name} räknas fram av andra mått"] += 1
            return
        if gender != "T" and not target.by_gender:
            self.kept[f"{target.name} delas inte upp på kvinnor och män"] += 1
            return
        was = None if target.id is None else there.get((target.id, unit, period, gender))
        if was is not None and (was.value, was.missing) == (value, value is None):
            self.same += 1
            return
        if was is not None and value is None and was.source != SOURCE and not was.missing:
            self.kept[f"Kolada saknar värde där {target.name} redan har ett, som behålls"] += 1
            return
        shown = (target.decimals, target.unit_of_measure)
        self.own.append(
            Outcome(
                target.id, code, target.name, unit, unit_name, period, gender, value, value is None, place,
                after=written(value, *shown),
                before="" if was is None else was.text or written(was.value, *shown),
                comment=was.comment if was is not None else None,
                source=SOURCE,
                row_id=was.id if was is not None else None,
                version=was.version if was is not None else 0,
            )
        )  # fmt: skip

    def _other_values(self, targets: Mapping[str, list[_Target]], ids: set[int]) -> set[str]:
        """Compare the values of other municipalities; gives the codes of those that have any."""
        there = standing.others(self.session, ids)
        used: set[str] = set()
        for (code, period, gender), values in self.found.values.items():
            for target in targets.get(code, ()):
                stands = {} if target.id is None else there.get((target.id, period, gender), {})
                for municipality, value in values.items():
                    if municipality == self.own_code:
                        continue
                    used.add(municipality)
                    was = stands.get(municipality)
                    if was is not None and was[1] == value:
                        self.same += 1
                        continue
                    if was is not None:
                        self.before[was[0]] = was[1]
                    row = was[0] if was is not None else None
                    self.others.append((target.id, code, municipality, period, gender, value, row))
        return used

    def _municipalities(self, used: set[str]) -> Iterator[Found]:
        """Those whose values are read, and all that a file of municipalities names."""
        known = {row.code: row for row in self.session.scalars(select(OtherMunicipality))}
        for code in sorted(used | self.found.municipalities.keys()):
            if code == self.own_code:
                continue
            said, row = self.found.municipalities.get(code), known.get(code)
            name = said.title or None if said is not None else row.name if row is not None else None
            kind = said.kind if said is not None else row.kind if row is not None else None
            if row is None or (row.name, row.kind) != (name, kind):
                yield Found(code, name, kind, row.id if row is not None else None)

    def _unknown(self) -> Iterator[Unknown]:
        """Key figures that no indicator has and nobody has answered for."""
        for code, count in sorted(self.found.unasked.items()):
            if code in self.answers:
                continue
            kpi = self.found.kpis.get(code)
            why = kpi.why_not if kpi is not None else ""
            name = _short(kpi.title) if kpi is not None and kpi.title else code
            yield Unknown("indicator", code, name, self.found.first[code], count, not why, why)

    def _tell_left_out(self) -> None:
        found = self.found
        for code, count in sorted(found.unasked.items()):
            if code in self.answers:
                kpi = found.kpis.get(code)
                told = f"{code} {_short(kpi.title)}" if kpi is not None else code
                self.left_out.append(LeftOut(told, f"läses inte in ({_values(count)})"))
        for code, count in sorted((found.deleted & Counter(dict(found.deleted))).items()):
            if count:
                self.left_out.append(LeftOut(code, f"är borttaget i Kolada ({_values(count)})"))
        if found.foreign_units:
            told = _values(found.foreign_units)
            self.left_out.append(LeftOut("Enheter i andra kommuner", f"läses inte in ({told})"))
        for reason, count in self.kept.items():
            self.left_out.append(LeftOut("Egna värden", f"{reason} ({_values(count)})"))
        if found.twice:
            told = write_count(found.twice, "värde står", "värden står")
            self.left_out.append(LeftOut("Dubbletter", f"{told} två gånger och läses en gång"))

    def _remarks(self) -> Iterator[str]:
        if self.own_code is None:
            named = next(
                (
                    p.code
                    for p in self.found.municipalities.values()
                    if folded(p.title) in map(folded, self.names)
                ),
                None,
            )
            hint = f" I Kolada är den {named}." if named else ""
            yield (
                "Kommunens kod saknas, så inget värde läses som kommunens eget. "
                f"Skriv den under Organisation.{hint}"
            )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_TOLD else f"{name[: _LONGEST_TOLD - 1]}…"


def _values(count: int) -> str:
    return write_count(count, "värde", "värden")


def _target(row: IndicatorRow) -> _Target:
    return _Target(row.id, row.name, row.unit_of_measure, row.decimals, row.computed, row.by_gender)


def _new(code: str, kpi: Kpi | None, by_gender: bool) -> NewIndicator | None:
    """The indicator that a key figure becomes; None where its name cannot stand."""
    if kpi is None:
        return NewIndicator(code, code, by_gender=by_gender)
    if kpi.why_not:
        return None
    return NewIndicator(code, kpi.title, kpi.description, unit_in(kpi.title), kpi.by_gender or by_gender)
