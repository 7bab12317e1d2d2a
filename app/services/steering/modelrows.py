"""The rows that a steering model stands as in a file: what each of them says, told from the model alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from app.models.agreements import AgreementKind
from app.models.base import Base
from app.models.followup import ReportKind
from app.models.organisation import UnitKind
from app.models.steering import DocumentKind, GlossaryTerm, Level, Perspective
from app.models.wheel import Wheel, WheelPattern
from app.services.steering import modelformat_process as process
from app.services.steering import modelformat_steering as shape
from app.services.steering.modelformat_model import ModelFile

Values = dict[str, Any]
#: The keys of rows by part and key in the model file.
Ids = Mapping[str, Mapping[str, int]]

_BODY_LISTS = frozenset({"bodies", "decided_by", "prepared_by", "handled_by", "recipients", "scope_bodies",
                         "participants"})  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A part of the model that stands as rows: its table, what identifies a row, and what the rows say."""

    part: str
    table: type[Base]
    column: str
    values: Callable[[ModelFile, Ids], dict[str, Values]]


def term_words(term: process.Term) -> str:
    """A word as its row has it: "Kommunfullmäktige (KF)"."""
    return f"{term.word} ({term.abbreviation})" if term.abbreviation else term.word


def sections_of(model: ModelFile, kind: str) -> dict[str, Values]:
    """The parts that an agreement of a kind has, by key."""
    row = next(row for row in model.agreement_kinds or () if row.key == kind)
    columns = ("title", "mandatory", "standard_text", "standard_text_external")
    return {
        section.key: {
            "position": place,
            "title": section.title,
            "mandatory": bool(section.mandatory),
            "standard_text": section.standard_text,
            "standard_text_external": section.standard_text_external,
            "details": _details(model, section, *columns),
        }
        for place, section in enumerate(row.sections or ())
    }


def _unit_kinds(model: ModelFile, _ids: Ids) -> dict[str, Values]:
    return {
        kind.key: {"name": kind.name, "category": kind.category, "position": place}
        for place, kind in enumerate(model.unit_kinds)
    }


def _perspectives(model: ModelFile, _ids: Ids) -> dict[str, Values]:
    return {
        row.key: {
            "position": row.order,
            "name": row.name,
            "short_name": row.short_name,
            "question": row.question,
            "scope": row.scope,
            "note": row.note,
        }
        for row in model.perspectives or ()
    }


def _glossary(model: ModelFile, _ids: Ids) -> dict[str, Values]:
    return {
        term_words(term): {"explanation": term.explanation, "source": term.source}
        for term in model.glossary or ()
    }


def _report_kinds(model: ModelFile, _ids: Ids) -> dict[str, Values]:
    columns = ("name", "frequency", "period_text", "content", "recipients", "due")
    return {
        row.key: {
            "position": place,
            "name": row.name,
            "frequency": row.frequency,
            "period_text": row.period_text,
            "content": _listed(row.content),
            "recipients": _names(model, row.recipients),
            "due": row.due,
            "details": _details(model, row, *columns),
        }
        for place, row in enumerate(model.report_kinds or ())
    }


def _levels(model: ModelFile, ids: Ids) -> dict[str, Values]:
    """The levels, each after the one it stands under."""
    by_key = {level.key: level for level in model.levels}
    found: dict[str, Values] = {}
    for level in model.levels:
        chain = [level]
        while chain[-1].parent is not None and chain[-1].parent not in found:
            chain.append(by_key[chain[-1].parent])
        for one in reversed(chain):
            found.setdefault(one.key, _level(model, one, ids))
    return found


def _level(model: ModelFile, level: shape.Level, ids: Ids) -> Values:
    horizon = level.horizon or shape.Horizon()
    columns = ("order", "name", "short_name", "question", "form", "parent", "sources", "decided_by",
               "prepared_by", "cycle", "measurable", "scope")  # fmt: skip
    return {
        "position": level.order,
        "name": level.name,
        "short_name": level.short_name,
        "question": level.question,
        "form": level.form,
        "parent_id": ids["levels"][level.parent] if level.parent else None,
        "decided_by": _names(model, level.decided_by),
        "prepared_by": _names(model, level.prepared_by),
        "horizon_min": horizon.min,
        "horizon_max": horizon.max,
        "horizon_text": horizon.text,
        "cycle": level.cycle,
        "measurable": level.measurable,
        "scope": level.scope,
        "details": _details(model, level, *columns),
    }


def _document_kinds(model: ModelFile, ids: Ids) -> dict[str, Values]:
    columns = ("name", "category", "level", "decided_by", "prepared_by", "content", "decision_steps", "cycle")
    return {
        row.key: {
            "position": place,
            "name": row.name,
            "category": row.category,
            "level_id": ids["levels"][row.level] if row.level else None,
            "decided_by": _names(model, row.decided_by),
            "prepared_by": _names(model, row.prepared_by),
            "content": _listed(row.content),
            "decision_steps": None
            if row.decision_steps is None
            else [{"key": step.key, **_details(model, step)} for step in row.decision_steps],
            "cycle": row.cycle,
            "details": _details(model, row, *columns),
        }
        for place, row in enumerate(model.document_kinds or ())
    }


def _agreement_kinds(model: ModelFile, ids: Ids) -> dict[str, Values]:
    columns = ("name", "level", "term_years", "decided_by", "prepared_by", "sections")
    return {
        row.key: {
            "position": place,
            "name": row.name,
            "level_id": ids["levels"][row.level] if row.level else None,
            "term_years": row.term_years,
            "signed_by": None if row.signed_by is None else [rule.name for rule in row.signed_by],
            "decided_by": _names(model, row.decided_by),
            "prepared_by": _names(model, row.prepared_by),
            "details": _details(model, row, *columns),
        }
        for place, row in enumerate(model.agreement_kinds or ())
    }


def _wheels(model: ModelFile, _ids: Ids) -> dict[str, Values]:
    return {
        row.key: {
            "name": row.name,
            "position": place,
            "start_month": row.start_month or 1,
            "details": _details(model, row, "name", "start_month"),
        }
        for place, row in enumerate(model.wheels or ())
    }


def _wheel_patterns(model: ModelFile, ids: Ids) -> dict[str, Values]:
    columns = ("order", "title", "wheel", "bodies", "start_month", "start_day", "end_month", "end_day",
               "precision", "deadline", "year_offset", "phase", "recurrence")  # fmt: skip
    return {
        row.key: {
            "wheel_id": ids["wheels"][row.wheel],
            "position": row.order,
            "title": row.title,
            "bodies": _names(model, row.bodies),
            "start_month": row.start_month,
            "start_day": row.start_day,
            "end_month": row.end_month,
            "end_day": row.end_day,
            "precision": row.precision,
            "deadline": row.deadline,
            "year_offset": row.year_offset,
            "phase": row.phase,
            "recurrence": row.recurrence,
            "details": _details(model, row, *columns),
        }
        for row in model.wheel_patterns or ()
    }


#: Every part that stands as rows; what is referred to stands before what refers to it.
KINDS = (
    Kind("unit_kinds", UnitKind, "key", _unit_kinds),
    Kind("perspectives", Perspective, "key", _perspectives),
    Kind("glossary", GlossaryTerm, "word", _glossary),
    Kind("report_kinds", ReportKind, "key", _report_kinds),
    Kind("levels", Level, "key", _levels),
    Kind("document_kinds", DocumentKind, "key", _document_kinds),
    Kind("agreement_kinds", AgreementKind, "key", _agreement_kinds),
    Kind("wheels", Wheel, "key", _wheels),
    Kind("wheel_patterns", WheelPattern, "key", _wheel_patterns),
)  # fmt: skip


def row_keys(model: ModelFile, part: str) -> list[str]:
    """What identifies the rows of a part, in the order of the file."""
    if part == "glossary":
        return [term_words(term) for term in model.glossary or ()]
    return [row.key for row in getattr(model, part) or ()]


def _details(model: ModelFile, part: BaseModel, *kept: str) -> Values:
    """What a part says beside the columns in `kept`, with bodies by their names."""
    details = part.model_dump(mode="json", exclude_none=True, exclude={"key", *kept})
    return {name: _named(model, name, value) for name, value in details.items()}


def _named(model: ModelFile, name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {inner: _named(model, inner, one) for inner, one in value.items()}
    if isinstance(value, list) and name in _BODY_LISTS:
        return _names(model, tuple(value))
    if isinstance(value, list):
        return [_named(model, "", one) for one in value]
    return value


def _names(model: ModelFile, keys: tuple[str, ...] | None) -> list[str] | None:
    names = model.body_names(keys)
    return None if names is None else list(names)


def _listed(texts: tuple[str, ...] | None) -> list[str] | None:
    return None if texts is None else list(texts)
