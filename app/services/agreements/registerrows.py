"""The line of an agreement in the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.agreements import Agreement
from app.models.steering import Decision, NodeVersion
from app.services.agreements import rules
from app.services.agreements.builder import number_words, version_words
from app.services.agreements.kinds import fills_of, kind_words
from app.services.agreements.rowfacts import (
    Around,
    Revised,
    frames_state,
    signed_words,
    stage_of_source,
    unsigned_of,
)
from app.services.agreements.sources import Source
from app.services.agreements.stages import OVER, StageKey, stage_words
from app.services.formatting import write_long_date
from app.services.steering.rules import STATUS_WORDS


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in the list."""

    id: int
    node_id: int
    unit_id: int
    unit: str
    administration: str
    external: bool
    status: str
    status_word: str
    locked: bool
    decided: str
    frames: str
    frames_behind: bool
    missing: tuple[str, ...]
    lacks: str
    version: str
    registration_number: str
    example: bool
    kind_id: int = 0
    kind: str = ""
    number: str = ""
    """Within kind and year: 2027:4."""
    stage: StageKey = "draft"
    stage_word: str = ""
    client: str = ""
    starts: date | None = None
    ends: date | None = None
    unsigned: tuple[str, ...] = ()
    """The roles that have not signed what was decided; none once it is over."""
    signed_words: str = ""
    changed: tuple[str, ...] = ()
    """What has changed in the data since it was decided."""
    revisions: int = 0
    comments: int = 0
    open_revisions: int = 0
    """How many revisions are being written."""
    renewed_by: int | None = None
    """The agreement of the next term."""
    framed: bool = True
    """Whether the kind says what frames there are."""
    due: bool = False
    """Whether its term ends this year or ended last year, and nothing renews it."""


def row_of(source: Source, around: Around, changed: Sequence[str], today: date) -> AgreementRow:
    """The line of an agreement, with what stands around it and what has changed since it was decided."""
    agreement, version, unit = source.agreement, source.version, source.unit
    lacks, made = rules.lacks_of(source), final_of(version)
    revised = around.revisions.get(agreement.id, Revised())
    frames, standing = frames_state(source, around), _standing(source, around, today)
    over = standing["stage"] in OVER
    return AgreementRow(
        id=agreement.id,
        node_id=source.node.id,
        unit_id=unit.id,
        unit=f"{unit.name}, {agreement.performer_name}" if agreement.performer_name else unit.name,
        administration=source.administration.name if source.administration else "",
        external=unit.performer == "external",
        status=version.status,
        status_word=STATUS_WORDS[version.status],
        locked=version.locked,
        decided=decision_facts(made, with_body=False) if made else "",
        frames=frames.words,
        frames_behind=frames.behind and not over,
        missing=tuple(lack.sentence for lack in lacks),
        lacks=rules.lacks_words(lacks),
        version=version_words(source),
        registration_number=agreement.registration_number or "",
        example=agreement.example,
        kind_id=agreement.kind_id,
        kind=kind_words(agreement.kind).name,
        number=number_words(agreement) or "",
        client=agreement.client,
        starts=agreement.starts,
        ends=agreement.ended_on or agreement.ends,
        changed=() if over else tuple(changed),
        revisions=revised.decided,
        comments=around.comments.get(agreement.id, 0),
        open_revisions=revised.drafts,
        **standing,
    )


def is_due(agreement: Agreement, around: Around, *, locked: bool, today: date) -> bool:
    """Whether an agreement is to be renewed: the same as what `renewing.renewable` asks the file for."""
    ends = agreement.ends
    near = ends is not None and today.year - 1 <= ends.year <= today.year
    return locked and near and agreement.ended_on is None and agreement.id not in around.renewed_by


def _standing(source: Source, around: Around, today: date) -> dict[str, Any]:
    """How far it has come, who has not signed, and whether its frames and its term can be seen to."""
    agreement = source.agreement
    unsigned = unsigned_of(source, around)
    stage, _ = stage_of_source(source, around, unsigned, today)
    return {
        "stage": stage,
        "stage_word": stage_words(stage, neuter=kind_words(agreement.kind).neuter),
        "unsigned": () if stage in OVER else unsigned,
        "signed_words": signed_words(source, unsigned),
        "renewed_by": around.renewed_by.get(agreement.id, (None, None))[0],
        "framed": any("frames" in fills_of(part) for part in agreement.kind.parts),
        "due": is_due(agreement, around, locked=source.version.locked, today=today),
    }


def final_of(version: NodeVersion) -> Decision | None:
    """The decision that made a version binding."""
    made = (row for row in version.decisions if row.step == "definitive" and row.outcome == "decided")
    return next(made, None)


def decision_facts(row: Decision, *, with_body: bool) -> str:
    """Who decided, when and in which paragraph, as far as is known."""
    day = write_long_date(row.decided_on) if row.decided_on else None
    parts = (row.body if with_body else None, day, row.paragraph)
    return ", ".join(part for part in parts if part) or "Dag ej angiven"
