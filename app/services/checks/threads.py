"""Gaps in the röda tråden: what is not tied together, not answered for, not decided, or no longer holds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.services.checks.finding import Finding, Severity
from app.services.checks.suspects import AIMS, ENDED, LONGEST_GOAL, Ties, suspects
from app.services.checks.threadrows import Element, LevelFacts, Threads, read_rows
from app.services.formatting import write_count, write_long_date
from app.services.steering.rules import AGREEMENT_FORMS, bodies_in_words

_PROMISES = AGREEMENT_FORMS | {"commitment"}


def thread_findings(session: Session, *, today: date) -> Iterator[Finding]:
    """Every gap; versions that are replaced or revoked are passed over."""
    yield from gaps_in(read_rows(session, today=today))


def gaps_in(threads: Threads) -> Iterator[Finding]:
    """The gaps of what has been read."""
    told = _Gaps(threads)
    for row in told.suspects():
        yield from told.of(Element(*row))
    yield from _without_commitment(threads)
    yield from _to_what_ended(threads)
    yield from _too_many(threads)
    yield from _silent(threads)
    yield from _units(threads)


def participation_gaps(threads: Threads) -> Iterator[Finding]:
    """Elements that nobody has accepted, or that staff have had no part in, where the model demands it.

    In the review of a whole file these are told with the assignments.
    """
    demanding = {key for key, level in threads.levels.items() if level.accepted or level.staffed}
    for row in threads.rows if demanding else ():
        if row[2] not in demanding or row[6] in ENDED:
            continue
        one = Element(*row)
        level = threads.levels[one.level_id]
        if level.accepted and not one.accepted:
            yield _gap(one, level, "goal-not-accepted", "har inte godtagits av den som ska utföra det.")
        if level.staffed and not one.staffed:
            what = "saknar anteckning om att personalen har deltagit."
            yield _gap(one, level, "no-staff-participation", what, "note")


class _Gaps:
    """Looks at one element after the other."""

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        self._levels = threads.levels
        self._today = threads.today
        self._ties = Ties(threads)
        self._named: dict[tuple[str, tuple[str, ...]], bool] = {}

    def suspects(self) -> Iterator[Any]:
        """The rows of elements that may lack something."""
        return suspects(self._threads, self._ties)

    def of(self, one: Element) -> Iterator[Finding]:
        """What one element lacks."""
        level = self._levels[one.level_id]
        form = level.form
        parent = self._threads.element(one.parent_id)
        in_agreement = parent is not None and parent.agreed
        if one.owner_role is None and one.unit_id is None:
            yield _gap(one, level, "element-without-owner", "saknar ägare.")
        usual = self._ties.usual.get(one.level_id)
        if usual is not None and (parent is None or parent.level_id != usual):
            yield from self._misplaced(one, level, parent, usual)
        if one.id in self._ties.bare:
            yield _gap(one, level, "element-without-children", "har inget som bär det vidare nedåt.", "note")
        if one.locked:
            yield from self._decided(one, level, in_agreement)
        if one.review_on is not None and one.review_on < self._today:
            day = write_long_date(one.review_on)
            yield _gap(one, level, "review-overdue", f"skulle ha setts över {day}.")
        if form in AIMS:
            yield from self._aim(one, level, in_agreement)

    def _misplaced(
        self, one: Element, level: LevelFacts, parent: Element | None, usual: int
    ) -> Iterator[Finding]:
        if parent is None:
            yield _gap(one, level, "element-without-parent", "hör inte till något på nivån ovanför.")
        else:
            above, between = self._levels[parent.level_id].name, self._levels[usual].name
            what = f"står direkt under {above.lower()} och hoppar över {between.lower()}."
            yield _gap(one, level, "level-skipped", what)

    def _decided(self, one: Element, level: LevelFacts, in_agreement: bool) -> Iterator[Finding]:
        if in_agreement and level.form == "commitment":
            return  # decided with its agreement, and holds as long
        if one.valid_to is not None and one.valid_to < self._today and not one.agreed:
            day = write_long_date(one.valid_to)
            yield _gap(one, level, "element-expired", f"gällde till och med {day} och har inte ersatts.")
        bodies = tuple(one.kind_bodies or level.decided_by or ())
        if one.decided is None:
            if level.decided_by != ():
                yield _gap(one, level, "decision-missing", "gäller, men det finns inget beslut antecknat.")
        elif not one.decided:
            yield _gap(one, level, "decision-missing", "är beslutad, men det är inte antecknat av vem.")
        elif bodies and not self._may_decide(one.decided, bodies):
            named = bodies_in_words([_inside(name) for name in bodies], None)
            what = f"är beslutad av {_inside(one.decided)}, men enligt styrmodellen beslutar {named}."
            yield _gap(one, level, "decision-wrong-body", what)

    def _may_decide(self, body: str, named: tuple[str, ...]) -> bool:
        """Whether a body is one that decides; asked once for each that is said."""
        asked = (body, named)
        if asked not in self._named:
            self._named[asked] = self._threads.bodies.is_one_of(body, named)
        return self._named[asked]

    def _aim(self, one: Element, level: LevelFacts, in_agreement: bool) -> Iterator[Finding]:
        form = level.form
        if not one.measured:
            # Of a commitment in an agreement it is said that the agreement lacks it.
            if level.measurable is not False and not in_agreement:
                yield _gap(one, level, f"{form}-without-measure", "saknar mått.")
        elif not one.aimed:
            yield _gap(one, level, f"{form}-without-target", "har mått men inget målvärde.", "note")
        if self._threads.has_perspectives and not one.viewed:
            what = "hör inte till något perspektiv."
            yield _gap(one, level, f"{form}-without-perspective", what, "note")
        if len(one.title) > LONGEST_GOAL:
            yield _gap(one, level, f"{form}-too-long", "är så långt att det är svårt att läsa.", "note")


def _without_commitment(threads: Threads) -> Iterator[Finding]:
    """Plans that carry out agreements, or commitments, and lead to none of them (`UH-16`)."""
    levels = threads.levels
    plans = {key for key, level in levels.items() if level.form == "document" and _is_plan(level, levels)}
    written = [row for row in threads.rows if row[2] in plans and row[6] not in ENDED]
    if not written:
        return
    reached = _led_from_commitments(threads)
    for row in written:
        if row[0] not in reached:
            one = Element(*row)
            yield _gap(
                one, levels[one.level_id], "plan-without-commitment", "leder inte till något åtagande."
            )


def _led_from_commitments(threads: Threads) -> set[int]:
    """Commitments, the agreements that hold them, and all that stands under these or contributes to them."""
    below: dict[int, list[int]] = {}
    for row in threads.rows:
        below.setdefault(row[1], []).append(row[0])
    for giver, taker in threads.servings:
        below.setdefault(taker, []).append(giver)
    forms = {key: level.form for key, level in threads.levels.items()}
    held = [row for row in threads.rows if forms[row[2]] == "commitment"]
    reached = {row[0] for row in held} | {row[1] for row in held if row[1] is not None}
    waiting = list(reached)
    while waiting:
        for other in below.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


def _is_plan(level: LevelFacts, levels: Mapping[int, LevelFacts]) -> bool:
    """Whether a level stands below agreements or commitments, in a model that has commitments."""
    if not any(one.form == "commitment" for one in levels.values()):
        return False
    seen: set[int] = set()
    above = level.parent_id
    while above is not None and above not in seen:
        if levels[above].form in _PROMISES:
            return True
        seen.add(above)
        above = levels[above].parent_id
    return False


def _to_what_ended(threads: Threads) -> Iterator[Finding]:
    """Contributions to what was replaced or revoked, or whose time has run out."""
    columns, today = threads.columns, threads.today
    gone: set[int] = set()
    if not ENDED.isdisjoint(columns.statuses) or any(columns.ends):
        told = zip(columns.keys, columns.statuses, columns.locked, columns.ends, strict=True)
        gone.update(
            key
            for key, status, locked, end in told
            if status in ENDED or (end is not None and locked and end < today)
        )
    for giver, taker in threads.servings if gone else ():
        if taker not in gone:
            continue
        one, other = threads.element(giver), threads.element(taker)
        if one is not None and other is not None and one.status not in ENDED:
            what = f"bidrar till ”{other.title}”, som inte längre gäller."
            yield _gap(one, threads.levels[one.level_id], "contribution-to-ended", what)


def _too_many(threads: Threads) -> Iterator[Finding]:
    """Levels with more elements than the model states (`GOAL-02`)."""
    columns = threads.columns
    limited = [level for level in threads.levels.values() if level.most is not None]
    placed = Counter(zip(columns.levels, columns.statuses, strict=True) if limited else ())
    for level in limited:
        count = sum(placed[place] for place in placed if place[0] == level.id and place[1] not in ENDED)
        if level.most is not None and count > level.most:
            what = f"Det finns {count} på nivån {level.name}. Styrmodellen anger högst {level.most}."
            yield Finding("too-many-elements", "warning", f"Nivå: {level.name}", what, "level", level.id)


def _silent(threads: Threads) -> Iterator[Finding]:
    """Levels with decided elements of which the model does not say who decides."""
    silent = {
        key
        for key, one in threads.levels.items()
        if one.decided_by is None and one.form != "commitment" and not one.outside
    }
    counts = Counter(
        row[2]
        for row in threads.rows
        if row[7] and row[2] in silent and row[6] not in ENDED and row[15] is None
    )
    for key, count in counts.items():
        name = threads.levels[key].name
        said = write_count(count, "beslutat styrelement", "beslutade styrelement")
        what = f"Styrmodellen säger inte vem som beslutar på nivån {name}. Där finns {said}."
        yield Finding("decision-body-unstated", "note", f"Nivå: {name}", what, "level", key)


def _units(threads: Threads) -> Iterator[Finding]:
    """Performers with goals but no frame, a frame but no goals, or neither."""
    columns = threads.columns
    holding = zip(columns.units, columns.statuses, strict=True)
    ended = not ENDED.isdisjoint(columns.statuses)
    aiming = {unit for unit, status in holding if status not in ENDED} if ended else set(columns.units)
    performers = [unit for unit in threads.units.values() if unit.performs]
    if not any(unit.id in aiming for unit in performers):
        return  # nobody has begun
    budgeted = any(unit.framed for unit in performers)
    for unit in performers:
        has_goals = unit.id in aiming
        if unit.framed and not has_goals:
            what = f"{unit.name} har en budgetram men inga mål, ingen plan och ingen uppdragshandling."
            yield Finding("frame-without-goals", "warning", f"Enhet: {unit.name}", what, "unit", unit.id)
        elif not unit.framed and has_goals and budgeted:
            what = f"{unit.name} har mål eller plan men ingen ram i den senaste budgeten."
            place = ("plan_version", threads.plan_version)
            yield Finding("goals-without-frame", "warning", f"Enhet: {unit.name}", what, *place)
        elif not has_goals:
            what = f"{unit.name} är utförare men har inget styrelement."
            yield Finding("unit-without-goals", "warning", f"Enhet: {unit.name}", what, "unit", unit.id)


def _inside(name: str) -> str:
    """A name inside a sentence: without its capital, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _gap(one: Element, level: LevelFacts, code: str, what: str, severity: Severity = "warning") -> Finding:
    return Finding(code, severity, f"{level.name}: {one.title}", f"”{one.title}” {what}", "node", one.id)
