"""Which wording of a standard text holds for an agreement: the municipality's own, else the model's."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementPart, StandardText

#: The municipality's own wordings by part, clause and use, the newest first.
Standards = Mapping[tuple[int, str | None, str], tuple[StandardText, ...]]

INTERNAL, EXTERNAL, EXTRA, WITHIN = "internal", "external", "extra", "within"
#: How an assignment is paid, where the model has no wording of its own.
FUNDING_WORDS: Mapping[str, str] = {
    EXTRA: "Uppdraget följs av ett tillskott på {belopp}.",
    WITHIN: "Uppdraget genomförs inom tilldelad budgetram.",
}


def read_standards(session: Session, kind_ids: Collection[int]) -> Standards:
    """The municipality's own wordings for kinds of agreements."""
    rows = (
        select(StandardText)
        .join(AgreementPart, AgreementPart.id == StandardText.part_id)
        .where(AgreementPart.kind_id.in_(kind_ids))
        .order_by(StandardText.number.desc())
    )
    found: dict[tuple[int, str | None, str], list[StandardText]] = defaultdict(list)
    for row in session.scalars(rows):
        found[row.part_id, row.clause, row.use].append(row)
    return {place: tuple(versions) for place, versions in found.items()}


def holding(
    standards: Standards, part_id: int, clause: str | None, use: str, starts: date | None
) -> StandardText | None:
    """The newest own wording that holds for an agreement that starts on a day, or whose day is not set."""
    versions = standards.get((part_id, clause, use), ())
    held = (row for row in versions if starts is None or row.valid_from is None or row.valid_from <= starts)
    return next(held, None)


def wording(
    standards: Standards, part: AgreementPart, clause: str | None, use: str, starts: date | None
) -> str | None:
    """What a standard text says in one use; None where it is silent."""
    own = holding(standards, part.id, clause, use, starts)
    text = own.text if own is not None else model_wording(part, clause, use)
    return text or None


def standard_wording(
    standards: Standards, part: AgreementPart, clause: str | None, external: bool, starts: date | None
) -> str | None:
    """What a standard text says to a performer; the external wording where there is one for the external."""
    told = wording(standards, part, clause, EXTERNAL, starts) if external else None
    return told or wording(standards, part, clause, INTERNAL, starts)


def funding_wording(
    standards: Standards, part: AgreementPart, funding: str | None, starts: date | None
) -> str | None:
    """The sentence about how an assignment is paid; None where nobody has said how."""
    if funding is None or funding not in FUNDING_WORDS:
        return None
    return wording(standards, part, None, funding, starts)


def model_wording(part: AgreementPart, clause: str | None, use: str) -> str | None:
    """What the model itself says in one use of a part or a clause."""
    if clause is not None:
        row = clause_of(part, clause) or {}
        told: str | None = row.get({INTERNAL: "text", EXTERNAL: "text_external"}.get(use, ""))
        return told
    if use in FUNDING_WORDS:
        return (part.details or {}).get(f"wording_{use}") or FUNDING_WORDS[use]
    return part.standard_text_external if use == EXTERNAL else part.standard_text


def clauses_of(part: AgreementPart) -> tuple[Mapping[str, Any], ...]:
    """The clauses of a part in their order."""
    return tuple((part.details or {}).get("clauses") or ())


def clause_of(part: AgreementPart, key: str) -> Mapping[str, Any] | None:
    """A clause of a part by its key; None when the part has none of it."""
    return next((clause for clause in clauses_of(part) if clause["key"] == key), None)


def mentions(standards: Standards, part: AgreementPart, name: str) -> bool:
    """Whether a standard text of a part, the model's or the municipality's, has a field."""
    field = f"{{{name}}}"
    own = (row.text for (part_id, *_), rows in standards.items() if part_id == part.id for row in rows)
    return field in str(part.details) or any(field in text for text in own)
