"""Makes the document that is printed from a version of a steering document and what belongs to it.

What is decided is the document's head and own text. Its tables are told as of a day; a version that no
longer holds is printed without them, since they belong to the version that came after.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.models.steering import DocumentKind
from app.services import richtext
from app.services.reports.document_frames import all_frames, carried, unit_frames
from app.services.reports.document_goals import goals_parts
from app.services.reports.document_head import decisions_part, head_lines, is_living, replacing_part
from app.services.reports.document_placing import placed
from app.services.reports.document_rows import Element
from app.services.reports.document_rules import Nature, mark_of, nature, years_of
from app.services.reports.document_sources import Sources
from app.services.reports.document_view import (
    Attached,
    FramesPart,
    GoalsPart,
    MadePart,
    Part,
    SteeringDocument,
    TextPart,
)
from app.services.reports.document_work import follow_up_part, imposed_part, work_parts
from app.services.steering.documents.sections import sections
from app.services.steering.documents.views import DocumentView, document_view


def build_steering_document(
    session: Session, *, node_id: int, today: date, version_id: int | None = None
) -> SteeringDocument:
    """The paper of a document on a day, in its current version unless another is asked for."""
    return _built(Sources(session, today), node_id, version_id)


def build_steering_documents(
    session: Session, *, node_ids: Iterable[int], today: date
) -> tuple[SteeringDocument, ...]:
    """The papers of several documents in their current versions, in the order asked for."""
    sources = Sources(session, today)
    return tuple(_built(sources, node_id, None) for node_id in node_ids)


def _built(sources: Sources, node_id: int, version_id: int | None) -> SteeringDocument:
    session, today = sources.session, sources.today
    view = document_view(session, node_id=node_id, today=today, version_id=version_id)
    around = _Around(sources, sources.rows.elements[node_id], _nature(sources, view), view)
    decided = view.decided
    day = decided.decided_on if decided is not None and view.locked else None
    parts = _parts(around)
    return SteeringDocument(
        node_id=node_id,
        municipality=sources.municipality,
        kind_name=view.kind,
        title=view.title,
        version=_version_words(view),
        document_date=day or today,
        as_of=today,
        unit=None if around.found.for_all else view.unit,
        mark=mark_of(view.status),
        draft=not view.locked,
        example=view.example or (sources.example and any(map(_has_figures, parts))),
        registration_number=view.registration_number or (decided.registration_number if decided else None),
        head=head_lines(view, around.found, today),
        intro=view.text.strip(),
        parts=parts,
        attachments=tuple(Attached(one.name, one.size, one.digest) for one in view.attachments),
        signed_for=view.signed_for,
        signing_body=(decided.body if decided else None) or view.body,
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """A document with what is read about it."""

    sources: Sources
    element: Element
    found: Nature
    view: DocumentView


def _parts(around: _Around) -> tuple[Part, ...]:
    view = around.view
    written = sections(around.sources.session, node_id=view.node_id, number=view.number).sections
    bare = not view.text.strip()
    text = [
        TextPart(one.title, richtext.write(one.document))
        for one in written
        if not one.empty or one.required or bare
    ]
    made = _made(around) if is_living(view) else ()
    return (*placed(text, made), *decisions_part(view), *replacing_part(view))


def _made(around: _Around) -> tuple[MadePart, ...]:
    """The parts that the data make: goals, frames, assignments, activities and follow-up."""
    sources, element, found, view = around.sources, around.element, around.found, around.view
    years = years_of(found, view.valid_from, view.valid_to, sources.plan_years)
    return (
        *goals_parts(sources.session, sources.rows, element, found, years),
        *imposed_part(sources, element, found, years),
        *_frames(around, years),
        *work_parts(sources, element, found, years),
        *follow_up_part(sources, found, view),
    )


def _frames(around: _Around, years: tuple[int, ...]) -> tuple[FramesPart, ...]:
    found, view = around.found, around.view
    part: FramesPart | None = None
    if found.all_frames(owned=view.unit_id is not None):
        part = all_frames(around.sources, years, decided=view.locked, node_id=view.node_id)
    elif found.plan and view.unit_id is not None and not found.for_all:
        part = unit_frames(around.sources, view.unit_id, years, decided=view.locked, node_id=view.node_id)
    elif carried(around.sources, view.node_id) is not None:
        part = all_frames(around.sources, years, decided=view.locked, node_id=view.node_id)
    return () if part is None else (part,)


def _has_figures(part: Part) -> bool:
    inside = part.made if isinstance(part, TextPart) else (part,)
    return any(isinstance(one, FramesPart | GoalsPart) for one in inside)


def _nature(sources: Sources, view: DocumentView) -> Nature:
    kind = None if view.kind_id is None else sources.session.get(DocumentKind, view.kind_id)
    level = sources.rows.levels[view.level_id]
    return nature(level, kind, body=view.decided.body if view.decided else None)


def _version_words(view: DocumentView) -> str:
    """1.0 for what is decided first; a draft counts its changes: 0.7."""
    return f"{view.number}.0" if view.locked else f"{view.number - 1}.{view.version}"
