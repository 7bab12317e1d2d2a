"""When the steps of an agreement are, by the year's wheel or else the model's patterns: never invented."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.followup import ReportKind
from app.models.steering import DocumentKind, Level
from app.models.wheel import WheelActivity, WheelPattern
from app.services.agreements.candidates import get_kind
from app.services.agreements.kinds import KindWords, fills_of, kind_words
from app.services.budget.scope import plan_years
from app.services.wheel import times
from app.services.wheel.reading import timing_of_row
from app.services.wheel.timing import Timing, timing_of, when_of

StageKey = Literal["dialogue", "prepared", "preliminary", "definitive", "signing", "revision"]
STAGE_WORDS: Final[Mapping[StageKey, str]] = {
    "dialogue": "Dialog",
    "prepared": "Beredning",
    "preliminary": "Preliminärt beslut",
    "definitive": "Definitivt beslut",
    "signing": "Underskrift",
    "revision": "Revidering av ramarna",
}
#: What the model calls the steps of its documents.
_STEP_OF: Final[Mapping[str, StageKey]] = {
    "dialogue": "dialogue",
    "preparation": "prepared",
    "proposal": "preliminary",
    "preliminary": "preliminary",
    "definitive": "definitive",
}
#: Words in a pattern's title that tell which step it is, the first that fits.
_TOLD: Final[tuple[tuple[str, StageKey], ...]] = (
    ("revider", "revision"), ("underteckn", "signing"), ("dialog", "dialogue"), ("bered", "prepared"),
    ("preliminär", "preliminary"), ("definitiv", "definitive"), ("klara", "definitive"),
)  # fmt: skip
_FOLLOW_UP: Final = "uppfoljning"
#: How the reports are known: the step by law that decides on them, then words in the title.
_REPORTS: Final = (
    ("interim", ("interim-report",), ("delårsrapport", "delårsbokslut"), "delårsrapport"),
    ("annual", ("annual-report", "annual-approval"), ("årsredovisning", "årsbokslut"), "årsredovisning"),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A step on the way, and when it is as far as is known; `when` is "" where nothing is."""

    step: StageKey
    words: str
    when: str = ""
    first: date | None = None
    last: date | None = None
    activity_id: int | None = None


@dataclass(frozen=True, slots=True)
class WheelLine:
    """What a performer reports and when, by a pattern of the wheel."""

    timing: str
    what: str
    recipient: str = ""
    pattern_key: str | None = None


def lifecycle_dates(session: Session, *, kind_id: int, year: int) -> tuple[Stage, ...]:
    """The steps of agreements that begin in a year, each with its time in the wheel."""
    kind = get_kind(session, kind_id)
    words = kind_words(kind)
    patterns = _patterns(session)
    found = _patterns_of_steps(session, kind, words, patterns)
    activities = _activities(session, {row.id for row in found.values()}, {year})
    stages = [
        _stage(step, found[step], activities, year) if step in found else Stage(step, STAGE_WORDS[step])
        for step in STAGE_WORDS
        if step in found or _is_a_step(kind, words, step)
    ]
    return tuple(_with_due(kind, stage) for stage in stages)


def dialogue_days(
    session: Session, wanted: Collection[tuple[int, int]]
) -> dict[tuple[int, int], date | None]:
    """The last day of the dialogue about what begins in a year, by kind and year; None where none is said."""
    return {
        (kind_id, year): next(
            (
                stage.last
                for stage in lifecycle_dates(session, kind_id=kind_id, year=year)
                if stage.step == "dialogue"
            ),
            None,
        )
        for kind_id, year in wanted
    }


def follow_up_lines(session: Session, *, kind_id: int, year: int) -> tuple[WheelLine, ...]:
    """What the wheel says of reporting: one line for the interim report and one for the annual report.

    Where the model has no time for them, what it says of following the agreement up. None for a kind that
    has no such part, or no client to report to.
    """
    kind = get_kind(session, kind_id)
    fills = {fill for part in kind.parts for fill in fills_of(part)}
    sides = {party.get("side") for party in (kind.details or {}).get("parties") or ()}
    if "follow_up" not in fills or "client" not in sides:
        return ()
    patterns = _patterns(session)
    what = "Måluppfyllelse"
    if "commitments" in fills:
        what += " per åtagande"
    if "frames" in fills:
        what += " och utfall mot ram"
    keys = [pattern for _, pattern in _reports(patterns)]
    words = timing_words(session, keys=[row.key for row in keys], year=year, patterns=patterns)
    lines = [
        WheelLine(words[pattern.key], f"{what}, {report}", pattern_key=pattern.key)
        for report, pattern in _reports(patterns)
        if words.get(pattern.key)
    ]
    return tuple(lines) or tuple(_as_told(session, kind, patterns, what))


def timing_words(
    session: Session,
    *,
    keys: Collection[str],
    year: int,
    patterns: Mapping[str, WheelPattern] | None = None,
) -> dict[str, str]:
    """The time of each pattern in words that hold every year: "Oktober"; a key without a time is left out."""
    told = times_of(session, [(key, year) for key in keys], patterns=patterns)
    return {key: words for (key, _), words in told.items()}


def times_of(
    session: Session,
    wanted: Collection[tuple[str, int]],
    *,
    patterns: Mapping[str, WheelPattern] | None = None,
) -> dict[tuple[str, int], str]:
    """The same for patterns and the years that they are about, in two statements however many they are.

    An activity that has been moved in that year is followed.
    """
    known = patterns or (_patterns(session) if wanted else {})
    asked = [(known[key], year) for key, year in dict.fromkeys(wanted) if key in known]
    if not asked:
        return {}
    activities = _activities(session, {row.id for row, _ in asked}, {year for _, year in asked})
    found: dict[tuple[str, int], str] = {}
    for pattern, year in asked:
        timing, _ = _timing(pattern, activities, year)
        told = _yearly_words(timing) if timing.last is not None else _said(pattern)
        if told:
            found[pattern.key, year] = told[:1].upper() + told[1:]
    return found


def term_years(session: Session, kind: AgreementKind) -> int | None:
    """How long agreements of a kind hold; None where neither the model nor its wheel tells.

    One that the wheel decides or signs every year holds for a year, one for the plan period as long as that.
    """
    if kind.term_years is not None:
        return kind.term_years
    if "planperiod" in str((kind.details or {}).get("term_text") or "").casefold():
        return plan_years(session)
    found = _patterns_of_steps(session, kind, kind_words(kind), _patterns(session))
    binding = [found[step] for step in ("definitive", "signing") if step in found]
    yearly = any((pattern.details or {}).get("rhythm") == "yearly" for pattern in binding)
    return 1 if yearly else None


def _patterns(session: Session) -> dict[str, WheelPattern]:
    rows = session.scalars(select(WheelPattern).order_by(WheelPattern.position, WheelPattern.id))
    return {row.key: row for row in rows}


def _patterns_of_steps(
    session: Session, kind: AgreementKind, words: KindWords, patterns: Mapping[str, WheelPattern]
) -> dict[StageKey, WheelPattern]:
    """Which pattern each step has: by the decision steps of the model, else by the patterns' titles."""
    found: dict[StageKey, WheelPattern] = {}
    level = session.get(Level, kind.level_id) if kind.level_id is not None else None
    if level is not None:
        steps = select(DocumentKind.decision_steps).where(DocumentKind.level_id == level.id)
        for said in session.scalars(steps.order_by(DocumentKind.position)):
            for step in said or ():
                _take(found, _step_kind(step), patterns.get(str(step.get("wheel_pattern"))))
    for pattern in patterns.values():
        at_level = level is not None and (pattern.details or {}).get("level") == level.key
        if pattern.phase != _FOLLOW_UP and (at_level or _names(pattern.title, words)):
            told = next((step for word, step in _TOLD if word in pattern.title.casefold()), None)
            _take(found, told or ("definitive" if at_level else None), pattern)
    return found


def _step_kind(step: Mapping[str, Any]) -> StageKey | None:
    told = f"{step.get('name', '')}".casefold()
    if "underteckn" in told:
        return "signing"
    return _STEP_OF.get(str(step.get("kind")))


def _take(found: dict[StageKey, WheelPattern], step: StageKey | None, pattern: WheelPattern | None) -> None:
    if step is not None and pattern is not None and pattern not in found.values():
        found.setdefault(step, pattern)


def _names(title: str, words: KindWords) -> bool:
    """Whether a pattern's title names the kind."""
    said = title.casefold()
    forms = (words.name, words.plural, words.definite)
    return any(len(form) > 6 and form.casefold() in said for form in forms)


def _is_a_step(kind: AgreementKind, words: KindWords, step: StageKey) -> bool:
    """Whether a step without a time belongs to the kind: what the model demands, and what always is."""
    if step == "signing":
        return words.signed
    if step == "prepared":
        return bool(kind.prepared_by)
    if step == "revision":
        return bool((kind.details or {}).get("revision"))
    return step in ("dialogue", "definitive")


def _with_due(kind: AgreementKind, stage: Stage) -> Stage:
    """The words of the model for when the kind is due, for the step that has no time otherwise."""
    due = str((kind.details or {}).get("due") or "")
    step = "signing" if "underteckn" in due.casefold() else "definitive"
    if stage.when or stage.step != step or not due:
        return stage
    return Stage(stage.step, stage.words, due)


def _activities(
    session: Session, patterns: Collection[int], years: Collection[int]
) -> dict[tuple[int, int], WheelActivity]:
    """The first activity of each pattern in each year that is planned, around the years asked for."""
    asked = (
        select(WheelActivity)
        .where(
            WheelActivity.pattern_id.in_(patterns),
            WheelActivity.year.between(min(years) - 2, max(years) + 2),
            WheelActivity.status != "cancelled",
        )
        .order_by(WheelActivity.number.desc(), WheelActivity.id.desc())
    )
    return {(row.pattern_id or 0, row.year): row for row in session.scalars(asked)}


def _timing(
    pattern: WheelPattern, activities: Mapping[tuple[int, int], WheelActivity], year: int
) -> tuple[Timing, int | None]:
    """When a pattern is done for the year that it concerns, and the activity that says so."""
    working = year - (pattern.year_offset or 0)
    row = activities.get((pattern.id, working))
    if row is not None:
        return timing_of_row(row), row.id
    return timing_of(pattern, working), None


def _stage(
    step: StageKey,
    pattern: WheelPattern,
    activities: Mapping[tuple[int, int], WheelActivity],
    year: int,
) -> Stage:
    timing, activity = _timing(pattern, activities, year)
    if timing.last is None:
        return Stage(step, STAGE_WORDS[step], _said(pattern), activity_id=activity)
    words = when_of(timing, 0).words
    return Stage(step, STAGE_WORDS[step], words, timing.first, timing.last, activity)


def _said(pattern: WheelPattern) -> str:
    """What the source says of a time that has no months: "årligen"."""
    return str(pattern.recurrence or (pattern.details or {}).get("timing_text") or "")


def _yearly_words(timing: Timing) -> str:
    """A time in words that hold every year: without its year, and days only by their month."""
    first, last = timing.first, timing.last
    if last is None or timing.precision not in (times.DAY, times.BY_DAY):
        return when_of(timing, last.year if last is not None else None).words
    whole = times.month_timing(first.year, first.month, last.month) if first else None
    return when_of(whole or times.by_month(last.year, last.month), last.year).words


def _reports(patterns: Mapping[str, WheelPattern]) -> list[tuple[str, WheelPattern]]:
    found: list[tuple[str, WheelPattern]] = []
    for _, laws, titles, report in _REPORTS:
        by_law = [row for law in laws for row in patterns.values() if (row.details or {}).get("law") == law]
        by_title = [
            row
            for row in patterns.values()
            if row.phase == _FOLLOW_UP and any(title in row.title.casefold() for title in titles)
        ]
        first = next((row for row in (*by_law, *by_title) if row.end_month), None)
        if first is not None:
            found.append((report, first))
    return found


def _as_told(
    session: Session, kind: AgreementKind, patterns: Mapping[str, WheelPattern], what: str
) -> Iterable[WheelLine]:
    """What the model says of following up the kind's level, else the kinds of report that it names."""
    level = session.get(Level, kind.level_id) if kind.level_id is not None else None
    own = [
        row
        for row in patterns.values()
        if level is not None and (row.details or {}).get("level") == level.key and row.phase == _FOLLOW_UP
    ]
    for row in own:
        told = _said(row)
        if told:
            recipient = (row.bodies or [""])[0]
            yield WheelLine(told[:1].upper() + told[1:], what, recipient, row.key)
    if own:
        return
    for name in session.scalars(select(ReportKind.name).order_by(ReportKind.position)):
        report = name.casefold()
        if any(word in report for word in ("delårsrapport", "årsredovisning")):
            yield WheelLine(f"I samband med {report}en", what)
