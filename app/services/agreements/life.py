"""An agreement's way as a list of steps: when the wheel says, what has been done; and what was said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementComment
from app.models.steering import Decision
from app.services.agreements.revisionpapers import RevisionRow
from app.services.agreements.sources import Source
from app.services.agreements.wheeldates import STAGE_WORDS, Stage, lifecycle_dates
from app.services.formatting import write_long_date

SIDE_WORDS: Final[Mapping[str, str]] = {
    "client": "Beställaren",
    "performer": "Utföraren",
    "preparing": "Beredande organ",
    "deciding": "Beslutande organ",
    "office": "Kontoret",
}
#: The steps that come one after the other until the agreement is decided.
_TO_DECISION: Final = ("dialogue", "prepared", "preliminary", "definitive")
_UNDATED: Final = "dag ej angiven"


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A step with its time in the wheel (`when`) and what has been done (`done`); "" where nothing is known.

    `late` once its last day has passed without it.
    """

    step: str
    words: str
    when: str
    done: str
    activity_id: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class CommentView:
    """What somebody said of the agreement; `on` is the version that it was said of."""

    id: int
    row_version: int
    side: str
    side_words: str
    body: str
    made_on: date | None
    text: str
    on: str

    @property
    def head(self) -> str:
        """Who said it, and when."""
        day = write_long_date(self.made_on) if self.made_on else ""
        return ", ".join(one for one in (self.body or self.side_words, day) if one)


def life_of(
    session: Session,
    source: Source,
    revisions: Sequence[RevisionRow],
    unsigned: Sequence[str],
    today: date,
) -> tuple[LifeStep, ...]:
    """The steps of an agreement in their order, with the end of its term last."""
    agreement = source.agreement
    year = agreement.starts.year if agreement.starts is not None else today.year + 1
    done = _done(source, revisions, unsigned)
    stages = _in_order(lifecycle_dates(session, kind_id=agreement.kind_id, year=year), source, done)
    steps = [
        LifeStep(
            stage.step,
            stage.words,
            stage.when,
            done.get(stage.step, ""),
            stage.activity_id,
            _is_late(stage, done, source, today),
        )
        for stage in stages
    ]
    return (*steps, LifeStep("end", "Sista dag", _term_end(source), _ended(source)))


def comments_of(session: Session, *, agreement_id: int) -> tuple[CommentView, ...]:
    """What was said, the newest first."""
    rows = session.scalars(select(AgreementComment).where(AgreementComment.agreement_id == agreement_id))
    found = sorted(rows, key=lambda row: (row.made_on or date.min, row.id), reverse=True)
    return tuple(
        CommentView(
            row.id, row.version, row.side, SIDE_WORDS.get(row.side, row.side), row.body or "", row.made_on,
            row.text, f"Version {row.version_number}",
        )
        for row in found
    )  # fmt: skip


def _in_order(stages: Sequence[Stage], source: Source, done: Mapping[str, str]) -> list[Stage]:
    """The steps of the kind, and those that were taken all the same.

    What was prepared after the preliminary decision stands after it.
    """
    known = {stage.step: stage for stage in stages}
    found = [known.get(step) or Stage(step, words) for step, words in STAGE_WORDS.items()
             if step in known or step in done]  # fmt: skip
    days = {row.step: row.decided_on for row in source.version.decisions if row.outcome == "decided"}
    prepared, preliminary = days.get("prepared"), days.get("preliminary")
    if prepared is not None and preliminary is not None and prepared > preliminary:
        first = next(place for place, stage in enumerate(found) if stage.step == "prepared")
        found[first : first + 2] = reversed(found[first : first + 2])
    return found


def _done(source: Source, revisions: Sequence[RevisionRow], unsigned: Sequence[str]) -> dict[str, str]:
    agreement, version = source.agreement, source.version
    done = {
        row.step: _decided(row)
        for row in version.decisions
        if row.outcome == "decided" and row.step in ("prepared", "preliminary", "definitive")
    }
    if agreement.dialogue_on is not None:
        done["dialogue"] = write_long_date(agreement.dialogue_on)
    if version.locked and agreement.signatories:
        count = len(agreement.signatories)
        if not unsigned:
            done["signing"] = "Alla har skrivit under"
        elif len(unsigned) < count:
            done["signing"] = f"{count - len(unsigned)} av {count} har skrivit under"
    decided = [row for row in revisions if row.locked]
    if decided:
        done["revision"] = ", ".join(f"{row.year} (bilaga {row.number})" for row in decided)
    return done


def _decided(row: Decision) -> str:
    day = write_long_date(row.decided_on) if row.decided_on else row.decided_text or _UNDATED
    return ", ".join(one for one in (row.body, day, row.paragraph) if one)


def _is_late(stage: Stage, done: Mapping[str, str], source: Source, today: date) -> bool:
    """Whether the wheel's last day has passed; a step that a later one has passed by is not late."""
    if stage.last is None or stage.last >= today or stage.step in done:
        return False
    if stage.step not in _TO_DECISION:
        return stage.step == "signing" and source.version.locked
    return not set(_TO_DECISION[_TO_DECISION.index(stage.step) :]) & set(done)


def _term_end(source: Source) -> str:
    return write_long_date(source.agreement.ends) if source.agreement.ends is not None else "tills vidare"


def _ended(source: Source) -> str:
    agreement = source.agreement
    if agreement.ended_on is None:
        return ""
    words = {"expired": "löpte ut", "terminated": "sades upp", "renewed": "förnyades"}
    told = f"{words.get(agreement.ending or '', 'avslutades')} {write_long_date(agreement.ended_on)}"
    return told[:1].upper() + told[1:]
