"""Whether the parts of a model file hold together: references, cycles, orders, dates and fields."""

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.services.steering.modelformat_base import Part, Sourced
from app.services.steering.modelformat_errors import Problem
from app.services.steering.modelformat_model import ModelFile
from app.services.steering.modelformat_process import (
    AgreementKind,
    AgreementSection,
    BudgetStage,
    Clause,
    Party,
    ReportKind,
    SignatoryRule,
    WheelPattern,
)
from app.services.steering.modelformat_steering import (
    Body,
    BodyText,
    DecisionStep,
    DocumentKind,
    Goal,
    Horizon,
    Level,
    Milestone,
    ModelInfo,
    Perspective,
    PerspectiveInfo,
    QualityCriterion,
    RoleRule,
    Scorecard,
)

#: Fields that a standard text of an agreement may hold in braces.
AGREEMENT_FIELDS = (
    "utförare", "enhet", "beställare", "kommun", "första_år", "sista_år", "ramår", "giltighet", "dialog",
    "plan", "avtal",
)  # fmt: skip
#: Fields that a sentence about how an assignment is paid may hold besides.
FUNDING_FIELDS = (*AGREEMENT_FIELDS, "belopp")
#: Fields that the title of an element may hold in braces.
TITLE_FIELDS = ("år", "år+1", "år+2", "år+3", "enhet")

_LISTS = {
    "unit_kind": "unit_kinds", "body": "bodies", "level": "levels", "perspective": "perspectives",
    "document_kind": "document_kinds", "agreement_kind": "agreement_kinds", "report_kind": "report_kinds",
    "wheel": "wheels", "wheel_pattern": "wheel_patterns", "role": "roles", "fact": "facts", "text": "texts",
    "inconsistency": "inconsistencies",
}  # fmt: skip
_SINGLE = (
    "municipality", "model", "source_document", "metadata", "budget", "scorecard", "quality_wheel",
    "perspective_info", "evaluation",
)  # fmt: skip
_NAMES = {
    "unit_kind": "organslaget", "body": "organet", "level": "nivån", "wheel": "årshjulet",
    "wheel_pattern": "årshjulsaktiviteten", "document_kind": "dokumentslaget",
}  # fmt: skip
_DECIDING = {"decided_by": "body", "prepared_by": "body"}
_REFERENCES: dict[type[Part], dict[str, str]] = {
    Body: {"kind": "unit_kind", "part_of": "body"},
    BodyText: {"level": "level"},
    Level: {**_DECIDING, "scope_bodies": "body", "parent": "level", "sources": "level"},
    Perspective: {"scope_bodies": "body"},
    PerspectiveInfo: {"scope_bodies": "body"},
    Scorecard: {"scope_bodies": "body"},
    Goal: {"level": "level", "body": "body"},
    QualityCriterion: {"body": "body"},
    DecisionStep: {"bodies": "body", "wheel_pattern": "wheel_pattern"},
    DocumentKind: {**_DECIDING, "level": "level"},
    RoleRule: {"body": "body", "bodies": "body"},
    Milestone: {"decided_by": "body", "level": "level"},
    Party: {"bodies": "body"},
    SignatoryRule: {"bodies": "body"},
    AgreementSection: {"levels": "level"},
    AgreementKind: {**_DECIDING, "level": "level"},
    ReportKind: {**_DECIDING, "handled_by": "body", "recipients": "body", "document_kind": "document_kind"},
    WheelPattern: {"wheel": "wheel", "bodies": "body", "participants": "body", "level": "level"},
    BudgetStage: {"bodies": "body", "wheel_pattern": "wheel_pattern"},
}
_LONGEST_RING = 8
_NO_DATES = ("start_month", "start_day", "end_month", "end_day")
#: Which dates a precision demands; the others must be absent.
_DEMANDED: dict[str, tuple[str, ...]] = {
    "dag": _NO_DATES,
    "manad": ("start_month", "end_month"),
    "manadsintervall": ("start_month", "end_month"),
    "del_av_manad": ("start_month", "end_month"),
    "arstid": (),
    "senast_manad": ("end_month",),
    "senast_dag": ("end_month", "end_day"),
    "okand": (),
}


def problems_of_sense(model: ModelFile) -> list[Problem]:
    """Everything that does not hold together, in the order of the file."""
    known = {name: {part.key for part in getattr(model, field) or ()} for name, field in _LISTS.items()}
    found = list(_repeated_keys(model))
    for path, part in _parts(model, ""):
        found += _lost_references(path, part, known)
        found += _wrong_derived(path, part)
        found += _wrong_part(path, part)
    found += _lost_places(model, known)
    found += _repeated_orders(model)
    if not found:
        found += _cycle("levels", "bygger på", {level.key: _above(level) for level in model.levels})
        found += _cycle(
            "bodies",
            "är en del av",
            {body.key: (body.part_of,) if body.part_of else () for body in model.bodies},
        )
    return found


def _parts(part: Part, path: str) -> Iterator[tuple[str, Part]]:
    """Every part with its path, from the outside in."""
    yield path, part
    for name in type(part).model_fields:
        value = getattr(part, name)
        inner = f"{path}.{name}" if path else name
        if isinstance(value, Part):
            yield from _parts(value, inner)
        elif isinstance(value, tuple):
            for number, item in enumerate(value, start=1):
                if isinstance(item, Part):
                    yield from _parts(item, f"{inner}[{getattr(item, 'key', number)}]")


def _repeated_keys(model: ModelFile) -> Iterator[Problem]:
    for _, part in _parts(model, ""):
        for name in type(part).model_fields:
            rows = getattr(part, name)
            if isinstance(rows, tuple) and rows and hasattr(rows[0], "key"):
                for key in _repeated(row.key for row in rows):
                    owner = getattr(part, "key", "") if part is not model else ""
                    yield Problem(f"{owner}.{name}[{key}]".lstrip("."), "finns två gånger")
    for word in _repeated(term.word for term in model.glossary or ()):
        yield Problem(f"glossary[{word}]", "finns två gånger")


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]


def _lost_references(path: str, part: Part, known: dict[str, set[str]]) -> Iterator[Problem]:
    for field, target in _REFERENCES.get(type(part), {}).items():
        value = getattr(part, field)
        for key in (value,) if isinstance(value, str) else value or ():
            if key not in known[target]:
                yield Problem(f"{path}.{field}", f"anger {_NAMES[target]} ”{key}”, som inte finns")


def _wrong_derived(path: str, part: Part) -> Iterator[Problem]:
    if isinstance(part, Sourced):
        for name in part.derived:
            if name not in type(part).model_fields:
                yield Problem(f"{path}.derived", f"anger ”{name}”, som inte är en nyckel här")
            elif getattr(part, name) is None:
                yield Problem(f"{path}.derived", f"anger ”{name}”, som inte har något värde här")


def _wrong_part(path: str, part: Part) -> Iterator[Problem]:
    """What only concerns the part itself."""
    match part:
        case WheelPattern():
            yield from _wrong_dates(path, part)
        case Horizon():
            yield from _wrong_horizon(path, part)
        case Body() if part.role == (part.kind is not None):
            yield Problem(path, "ska ha antingen kind eller role = true")
        case Body() if part.collective and part.count:
            yield Problem(f"{path}.collective", "kan inte anges tillsammans med count")
        case RoleRule() if part.body and part.bodies:
            yield Problem(f"{path}.bodies", "kan inte anges tillsammans med body")
        case Level():
            if part.key in _above(part):
                yield Problem(path, "bygger på sig själv")
            yield from _wrong_fields(f"{path}.title_pattern", part.title_pattern, TITLE_FIELDS)
        case AgreementKind() if (part.term_years_max or 99) < (part.term_years or 0):
            yield Problem(
                f"{path}.term_years_max",
                f"är {part.term_years_max}, men får inte vara mindre än term_years, {part.term_years}",
            )
        case AgreementSection():
            yield from _wrong_section(path, part)
        case Clause():
            for name in ("text", "text_external"):
                yield from _wrong_fields(f"{path}.{name}", getattr(part, name), AGREEMENT_FIELDS)
        case ReportKind():
            if part.times_a_year and part.min_times_a_year:
                yield Problem(f"{path}.min_times_a_year", "kan inte anges tillsammans med times_a_year")
            for name in ("period_start", "period_end"):
                yield from _wrong_day(f"{path}.{name}", getattr(part, name))
        case Milestone() if part.ready_month and not part.ready_year:
            yield Problem(f"{path}.ready_month", "kräver att även ready_year anges")
        case _:
            yield from _wrong_validity(path, part)


def _wrong_section(path: str, part: AgreementSection) -> Iterator[Problem]:
    for name in ("standard_text", "standard_text_external"):
        yield from _wrong_fields(f"{path}.{name}", getattr(part, name), AGREEMENT_FIELDS)
    for name in ("wording_extra", "wording_within"):
        yield from _wrong_fields(f"{path}.{name}", getattr(part, name), FUNDING_FIELDS)
    if "goals" in (part.fills or ()) and part.levels is None:
        yield Problem(f"{path}.levels", "saknas, men behövs när fills innehåller goals")


def _wrong_validity(path: str, part: Part) -> Iterator[Problem]:
    if isinstance(part, ModelInfo) and part.valid_from and part.valid_from_year:
        yield Problem(f"{path}.valid_from_year", "kan inte anges tillsammans med valid_from")
    begins, ends = getattr(part, "valid_from", None), getattr(part, "valid_to", None)
    if begins and ends and ends < begins:
        yield Problem(f"{path}.valid_to", f"är {ends}, men får inte vara före valid_from, {begins}")


def _wrong_dates(path: str, pattern: WheelPattern) -> Iterator[Problem]:
    """A pattern states exactly the dates that its precision speaks of (`WHL-*`)."""
    demanded = _DEMANDED[pattern.precision]
    for field in _NO_DATES:
        if field in demanded and getattr(pattern, field) is None:
            yield Problem(f"{path}.{field}", f"saknas, men behövs när precision är {pattern.precision}")
        if field not in demanded and getattr(pattern, field) is not None:
            yield Problem(f"{path}.{field}", f"kan inte anges när precision är {pattern.precision}")
    if pattern.precision in ("manad", "del_av_manad") and pattern.start_month != pattern.end_month:
        yield Problem(
            f"{path}.end_month", f"ska vara samma månad som start_month när precision är {pattern.precision}"
        )
    if pattern.precision.startswith("senast") and not pattern.deadline:
        yield Problem(f"{path}.deadline", f"ska vara true när precision är {pattern.precision}")
    for month, day, name in (
        (pattern.start_month, pattern.start_day, "start_day"),
        (pattern.end_month, pattern.end_day, "end_day"),
    ):
        if month and day and not _is_day(month, day):
            yield Problem(f"{path}.{name}", f"är {day}, men så många dagar har inte månad {month}")
    for text in pattern.tentative or ():
        yield from _wrong_day(f"{path}.tentative", text)


def _wrong_day(path: str, text: str | None) -> Iterator[Problem]:
    if text is not None and not _is_day(int(text[:2]), int(text[3:])):
        yield Problem(path, f"är ”{text}”, som inte är en dag")


def _is_day(month: int, day: int) -> bool:
    """Whether the day exists in some year."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]


def _wrong_horizon(path: str, horizon: Horizon) -> Iterator[Problem]:
    if horizon.max is not None and (horizon.min is None or horizon.max < horizon.min):
        yield Problem(f"{path}.max", "kräver att även min anges, lika stort eller mindre")
    if (horizon.kind == "target_year") != (horizon.target_year is not None):
        yield Problem(f"{path}.target_year", "ska anges när kind är target_year, annars inte")


def _wrong_fields(path: str, text: str | None, allowed: Sequence[str]) -> Iterator[Problem]:
    """Fields in braces must be among the allowed, and no brace may stand alone."""
    if text is None:
        return
    for field in re.findall(r"\{([^{}]*)\}", text):
        if field not in allowed:
            yield Problem(path, f"har fältet {{{field}}}, men kan bara ha {', '.join(allowed)}")
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", text)):
        yield Problem(path, "har en klammer utan motsvarighet")


def _lost_places(model: ModelFile, known: dict[str, set[str]]) -> Iterator[Problem]:
    for row in model.inconsistencies or ():
        for place in row.places:
            kind, _, key = place.partition(".")
            single = getattr(model, kind) if kind in _SINGLE else None
            if key not in known.get(kind, ()) and key not in _fields(single):
                yield Problem(
                    f"inconsistencies[{row.key}].places", f"anger platsen ”{place}”, som inte finns"
                )


def _fields(part: Any) -> Sequence[str]:
    return tuple(type(part).model_fields) if isinstance(part, Part) else ()


def _repeated_orders(model: ModelFile) -> Iterator[Problem]:
    """Two rows of one list cannot have the same place in it."""
    rows: list[tuple[str, str, object, int]] = [("levels", row.key, "", row.order) for row in model.levels]
    rows += [("perspectives", row.key, "", row.order) for row in model.perspectives or ()]
    rows += [("wheel_patterns", row.key, row.wheel, row.order) for row in model.wheel_patterns or ()]
    seen: set[tuple[str, object, int]] = set()
    for name, key, group, order in rows:
        if (name, group, order) in seen:
            yield Problem(f"{name}[{key}].order", f"är {order}, men det numret har en annan rad")
        seen.add((name, group, order))


def _above(level: Level) -> tuple[str, ...]:
    return (*((level.parent,) if level.parent else ()), *level.sources)


def _cycle(name: str, verb: str, above: dict[str, tuple[str, ...]]) -> Iterator[Problem]:
    """A ring in the graph, if there is one; without recursion, so that a long chain is no danger."""
    waiting = {key: len(set(others)) for key, others in above.items()}
    below: dict[str, list[str]] = defaultdict(list)
    for key, others in above.items():
        for other in set(others):
            below[other].append(key)
    free = [key for key, count in waiting.items() if not count]
    while free:
        key = free.pop()
        del waiting[key]
        for other in below[key]:
            waiting[other] -= 1
            if not waiting[other]:
                free.append(other)
    if waiting:
        key = next(iter(waiting))
        walked: dict[str, None] = {}
        while key not in walked:
            walked[key] = None
            key = next(other for other in above[key] if other in waiting)
        steps = list(walked)
        ring = [*steps[steps.index(key) :], key]
        yield Problem(f"{name}[{key}]", f"{verb} sig själv: {' → '.join(_cut(ring))}")


def _cut(ring: list[str]) -> list[str]:
    """A ring that is too long to be told is told by its beginning and its end."""
    return ring if len(ring) <= _LONGEST_RING else [*ring[: _LONGEST_RING - 2], "…", ring[-1]]
