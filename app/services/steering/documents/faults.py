"""What is wrong with a document and its decisions: a decision is a fact, so what is wrong with it lasts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import DocumentSection
from app.models.steering import OUTSIDE_LEVEL, Decision, DocumentKind, Level, Node, NodeVersion
from app.services.formatting import write_long_date
from app.services.steering.days import Moment, span_of
from app.services.steering.documents import rules
from app.services.steering.documents.bodies import Bodies
from app.services.steering.rules import bodies_in_words

_PREPARING = frozenset({"prepared", "preliminary"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to know of a document: a stable `code`, its weight and a Swedish sentence."""

    code: str
    severity: Literal["warning", "note"]
    message: str


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is looked at: a version with its kind and the bodies that the model names."""

    version: NodeVersion
    stated: tuple[str, ...]
    order: str | None
    preliminary: tuple[str, ...]
    empty: tuple[str, ...]


def is_outside(level: Level) -> bool:
    """Whether a level only holds documents that no level of the model holds."""
    return level.key == OUTSIDE_LEVEL


def stated_bodies(kind: DocumentKind | None, level: Level) -> tuple[str, ...]:
    """The bodies that decide by the model: of the kind, or else of the level; none where it is silent."""
    return tuple((kind.decided_by if kind else None) or level.decided_by or ())


def of_version(
    session: Session, node: Node, version: NodeVersion, *, bodies: Bodies, today: date
) -> tuple[Fault, ...]:
    """Everything that is wrong with a version; nothing is said of what no longer applies."""
    if version.status in rules.ENDED:
        return ()
    kind = None if node.document_kind_id is None else session.get(DocumentKind, node.document_kind_id)
    looked = _Looked(
        version,
        stated_bodies(kind, node.level),
        ((kind.details if kind else None) or node.level.details).get("decision_order"),
        _bodies_of(kind, "preliminary"),
        _empty_sections(session, version.id) if version.locked else (),
    )
    return (*_of_decisions(looked, bodies), *_of_time(version, today))


def _of_decisions(looked: _Looked, bodies: Bodies) -> Iterator[Fault]:
    made = [row for row in looked.version.decisions if row.outcome == "decided"]
    for row in made:
        yield from _of_decision(looked, row, bodies)
    for row in made:
        if row.step == "definitive":
            yield from _order_of(row, [one for one in made if one.step in _PREPARING])
    if looked.version.locked:
        if not any(row.step == "definitive" for row in made):
            yield Fault(
                "decision-missing", "warning", "Versionen är låst utan att något beslut är registrerat."
            )
        if looked.empty:
            words = ", ".join(f"”{title}”" for title in looked.empty)
            yield Fault("decided-incomplete", "warning", f"Beslutades utan att något stod i {words}.")


def _of_decision(looked: _Looked, row: Decision, bodies: Bodies) -> Iterator[Fault]:
    if row.paragraph and not row.body:
        yield Fault(
            "paragraph-without-body",
            "warning",
            f"{row.paragraph} är angiven, men inte i vems protokoll den står.",
        )
    if row.step in ("definitive", "preliminary"):
        yield from _of_body(looked, row, bodies)
    if row.step == "definitive" and row.decided_on is None and not row.decided_text:
        yield Fault("decision-undated", "note", "Det är inte angivet när beslutet fattades.")


def _of_body(looked: _Looked, row: Decision, bodies: Bodies) -> Iterator[Fault]:
    final = row.step == "definitive"
    expected = looked.stated if final else looked.preliminary or looked.stated
    if not row.body:
        if final and not row.paragraph:
            yield Fault("decision-missing", "warning", "Det är inte angivet vem som fattade beslutet.")
        return
    if not expected:
        if final:
            yield Fault(
                "decision-body-unstated", "note",
                f"Styrmodellen säger inte vem som beslutar. Beslutet är fattat av {_inside(row.body)}.",
            )  # fmt: skip
        return
    if not bodies.is_one_of(row.body, expected):
        words = bodies_in_words(expected, looked.order) or ""
        what = "Beslutet" if final else "Det preliminära beslutet"
        yield Fault(
            "decision-wrong-body", "warning",
            f"{what} är fattat av {_inside(row.body)}. Enligt styrmodellen beslutar {_inside(words)}.",
        )  # fmt: skip


def _order_of(row: Decision, before: Sequence[Decision]) -> Iterator[Fault]:
    decided = span_of(Moment(row.decided_on, row.decided_text))
    if decided is None:
        return
    for step in before:
        prepared = span_of(Moment(step.decided_on, step.decided_text))
        if prepared is not None and decided[1] < prepared[0]:
            words = step.decided_text or write_long_date(prepared[0])
            what = "det preliminära beslutet" if step.step == "preliminary" else "beredningen"
            yield Fault("decided-before-prepared", "warning", f"Beslutet är daterat före {what} ({words}).")
            return


def _of_time(version: NodeVersion, today: date) -> Iterator[Fault]:
    if not version.locked:
        if version.valid_from is not None and version.valid_from <= today:
            yield Fault(
                "applies-undecided", "note",
                f"Ska gälla från {write_long_date(version.valid_from)} men är inte beslutat.",
            )  # fmt: skip
        return
    if version.valid_to is not None and version.valid_to < today:
        yield Fault(
            "element-expired", "warning",
            f"Slutade gälla {write_long_date(version.valid_to)} och har varken förlängts eller ersatts.",
        )  # fmt: skip
    elif version.review_on is not None and version.review_on < today:
        yield Fault(
            "review-overdue", "warning", f"Skulle ha setts över senast {write_long_date(version.review_on)}."
        )


def _empty_sections(session: Session, version_id: int) -> tuple[str, ...]:
    statement = select(DocumentSection.title, DocumentSection.plain).where(
        DocumentSection.node_version_id == version_id, DocumentSection.required
    )
    rows = session.execute(statement.order_by(DocumentSection.position))
    return tuple(title for title, plain in rows if not plain.strip())


def _bodies_of(kind: DocumentKind | None, step_kind: str) -> tuple[str, ...]:
    for step in (kind.decision_steps if kind else None) or ():
        if step["kind"] == step_kind:
            return tuple(step.get("bodies") or ())
    return ()


def _inside(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
