"""What is seen of a steering model before it is chosen: its parts as plain rows, read once per file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.services import formatting, paths, textorder
from app.services.steering.modelformat import carried_files, read_model, read_once
from app.services.steering.rules import bodies_in_words

_HORIZON_WORDS = {
    "until_further_notice": "tills vidare",
    "unlimited": "utan gräns",
    "mandate_period": "mandatperioden",
    "plan_period": "planperioden",
    "school_year": "läsåret",
}
_BODY_GROUPS = {
    "decision": "Beslutar",
    "preparation": "Bereder",
    "administration": "Förvaltning",
    "unit": "Enheter",
    "company": "Bolag",
    "joint": "Gemensamt med andra",
    "cooperation": "Samverkan",
    "performer": "Externa utförare",
    "supplier": "Leverantörer",
    "council": "Råd",
    "union": "Fackliga parter",
    "audit": "Revision",
    "other": "Övriga",
}
_ROLES = "Roller"
_SMALL, _MIDDLE = 7, 11


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level: `body` and `horizon` are None where the source is silent."""

    key: str
    name: str
    short_name: str
    question: str | None
    form: str
    parent: str | None
    sources: tuple[str, ...]
    body: str | None
    horizon: str | None
    cycle: str | None


@dataclass(frozen=True, slots=True)
class PerspectiveView:
    """A perspective with its question or the longer name it goes by, and whom alone it concerns."""

    name: str
    question: str | None
    scope: str | None


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """Bodies or kinds of document of one sort, by name, in the order of the model."""

    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity of the wheel, timed only as far as the source says."""

    title: str
    wheel: str
    precision: str
    start_month: int | None
    start_day: int | None
    end_month: int | None
    end_day: int | None
    month_part: str | None
    season: str | None
    timing: str | None
    year_offset: int | None
    phase: str | None
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part that is shown by its name and a few words about it."""

    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ModelView:
    """A model as it is shown; `perspectives` is None where the source is silent, empty where it has none.

    `file` is the name of the file that the user took it from, and then `key` the whole path.
    """

    key: str
    municipality: str
    official_name: str
    place: str
    title: str
    name: str
    summary: str
    approach: str
    status: str
    found_by: str
    levels: tuple[LevelView, ...]
    perspectives: tuple[PerspectiveView, ...] | None
    perspective_note: str
    body_groups: tuple[NamedGroup, ...]
    activities: tuple[ActivityView, ...]
    wheels: tuple[str, ...]
    document_groups: tuple[NamedGroup, ...]
    agreements: tuple[NamedPart, ...]
    reports: tuple[NamedPart, ...]
    plan_years: int | None
    source: str
    source_note: str
    inconsistencies: tuple[NamedPart, ...]
    has_example: bool
    file: str = ""

    @property
    def body_count(self) -> int:
        """How many bodies the source names."""
        return sum(len(group.members) for group in self.body_groups)

    @property
    def document_count(self) -> int:
        """How many kinds of document there are."""
        return sum(len(group.members) for group in self.document_groups)

    @property
    def size_word(self) -> str:
        """How much of a model it is, by its levels."""
        count = len(self.levels)
        return "liten" if count < _SMALL else "mellanstor" if count < _MIDDLE else "stor"

    @property
    def counts(self) -> str:
        """The size in figures: "12 nivåer, 4 perspektiv, 29 organ"."""
        levels = formatting.write_count(len(self.levels), "nivå", "nivåer")
        return f"{levels}, {self.perspective_words}, {self.body_count} organ"

    @property
    def perspective_words(self) -> str:
        """How many perspectives there are, told apart from a source that says nothing of them."""
        if self.perspectives is None:
            return "perspektiv anges inte"
        return f"{len(self.perspectives)} perspektiv" if self.perspectives else "inga perspektiv"

    def found(self, text: str) -> bool:
        """Whether every word that is looked for stands in its names, levels or perspectives."""
        return all(word in self.found_by for word in textorder.fold(text).split())


def model_views() -> tuple[ModelView, ...]:
    """All models that the program carries, by municipality."""
    views = (_view_once(path, changed) for path, changed in carried_files())
    return tuple(sorted(views, key=lambda view: textorder.sort_key(view.municipality)))


def file_view(path: Path) -> ModelView:
    """A model in a file that the user chose; raises what says why it cannot be read."""
    view = model_view(read_model(path))
    found_by = f"{view.found_by} {textorder.fold(path.name)}"
    return replace(view, key=str(path), file=path.name, found_by=found_by, has_example=False)


@lru_cache(maxsize=32)
def _view_once(path: Path, changed: int) -> ModelView:
    return model_view(read_once(path, changed))


def model_view(model: Any) -> ModelView:
    """What is shown of a model file."""
    who, about, source = model.municipality, model.model, model.source_document
    levels = tuple(_level(model, level) for level in sorted(model.levels, key=lambda one: one.order))
    perspectives = _perspectives(model)
    return ModelView(
        key=model.key,
        municipality=who.name,
        official_name=who.official_name or who.name,
        place=who.county or "",
        title=about.title,
        name=about.name or "",
        summary=about.summary or "",
        approach=about.approach or "",
        status=about.status or "",
        found_by=_found_by(model, levels, perspectives or ()),
        levels=levels,
        perspectives=perspectives,
        perspective_note=(model.perspective_info and model.perspective_info.note) or "",
        body_groups=_body_groups(model),
        activities=tuple(_activity(model, one) for one in model.wheel_patterns or ()),
        wheels=tuple(wheel.name for wheel in model.wheels or ()),
        document_groups=_document_groups(model),
        agreements=tuple(NamedPart(one.name, _term(one)) for one in model.agreement_kinds or ()),
        reports=tuple(NamedPart(one.name, one.frequency or "") for one in model.report_kinds or ()),
        plan_years=model.budget.plan_years if model.budget is not None else None,
        source=_source(source),
        source_note=(source and source.note) or "",
        inconsistencies=tuple(NamedPart(one.text, _figures(one)) for one in model.inconsistencies or ()),
        has_example=_has_example(model.key),
    )


def _has_example(key: str) -> bool:
    try:
        return paths.resource("resources", "exempel", key).is_dir()
    except paths.ResourceMissing:
        return False


def _found_by(model: Any, levels: Iterable[LevelView], perspectives: Iterable[PerspectiveView]) -> str:
    who, about = model.municipality, model.model
    words = [who.name, who.official_name or "", *who.aliases, who.county or "", about.title, about.name or ""]
    words += [level.name for level in levels]
    words += [perspective.name for perspective in perspectives]
    return textorder.fold("\n".join(words))


def _level(model: Any, level: Any) -> LevelView:
    return LevelView(
        key=level.key,
        name=level.name,
        short_name=level.short_name or level.name,
        question=level.question,
        form=level.form,
        parent=level.parent,
        sources=tuple(level.sources),
        body=bodies_in_words(model.body_names(level.decided_by), level.decision_order),
        horizon=horizon_words(level.horizon),
        cycle=level.cycle,
    )


def horizon_words(horizon: Any) -> str | None:
    """How far a level looks: "3 år", "20–25 år", "minst 4 år"; else the words of the source."""
    if horizon is None:
        return None
    if horizon.target_year is not None:
        return str(horizon.target_year)
    if horizon.min is not None or horizon.max is not None:
        return _year_words(horizon.min, horizon.max)
    return _HORIZON_WORDS.get(horizon.kind or "") or horizon.text


def _year_words(least: int | None, most: int | None) -> str:
    if most is None:
        return f"minst {least} år"
    if least is None:
        return f"högst {most} år"
    return f"{most} år" if least == most else f"{least}–{most} år"


def _perspectives(model: Any) -> tuple[PerspectiveView, ...] | None:
    if model.perspectives is None:
        return None
    general = model.perspective_info.scope if model.perspective_info is not None else None
    ordered = sorted(model.perspectives, key=lambda one: one.order)
    return tuple(_perspective(one, general) for one in ordered)


def _perspective(one: Any, general: str | None) -> PerspectiveView:
    asks = one.question is None and one.name.endswith("?") and one.short_name is not None
    name = one.short_name if asks else one.name
    return PerspectiveView(name, one.name if asks else one.question, one.scope or general)


def _body_groups(model: Any) -> tuple[NamedGroup, ...]:
    sorts = {kind.key: _BODY_GROUPS[kind.category] for kind in model.unit_kinds}
    found: dict[str, list[str]] = {name: [] for name in (*_BODY_GROUPS.values(), _ROLES)}
    for body in model.bodies:
        group = _ROLES if body.role else sorts.get(body.kind or "", _BODY_GROUPS["other"])
        found[group].append(f"{body.name} (i dag {body.name_today})" if body.name_today else body.name)
    return tuple(NamedGroup(name, tuple(names)) for name, names in found.items() if names)


def _activity(model: Any, one: Any) -> ActivityView:
    return ActivityView(
        title=one.title,
        wheel=one.wheel,
        precision=one.precision,
        start_month=one.start_month,
        start_day=one.start_day,
        end_month=one.end_month,
        end_day=one.end_day,
        month_part=one.month_part,
        season=one.season,
        timing=one.timing_text or one.recurrence,
        year_offset=one.year_offset,
        phase=one.phase,
        bodies=model.body_names(one.bodies) or (),
    )


def _document_groups(model: Any) -> tuple[NamedGroup, ...]:
    """The kinds by category, the largest category first."""
    found: dict[str, list[str]] = {}
    for one in model.document_kinds or ():
        found.setdefault(one.category, []).append(one.name)
    ordered = sorted(found, key=lambda category: (-len(found[category]), textorder.sort_key(category)))
    return tuple(NamedGroup(one.capitalize(), tuple(found[one])) for one in ordered)


def _term(agreement: Any) -> str:
    if agreement.term_years is None and agreement.term_years_max is None:
        return agreement.term_text or ""
    return _year_words(agreement.term_years, agreement.term_years_max or agreement.term_years)


def _source(source: Any) -> str:
    if source is None:
        return ""
    day = formatting.write_long_date(source.date) if source.date is not None else source.date_text or ""
    return ", ".join(each for each in (source.title, source.publisher, day) if each)


def _figures(one: Any) -> str:
    """What the source states beside what follows from it."""
    if one.stated and one.computed:
        return f"Angivet: {one.stated}. Mot det står: {one.computed}."
    return f"Angivet: {one.stated}." if one.stated else ""
