"""Use cases through an agreement's life: the dialogue, what was said of it, and how it ended."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.models.agreements import COMMENT_SIDES, ENDINGS, Agreement, AgreementComment
from app.models.errors import NotFound
from app.models.steering import Node
from app.models.types import new_id
from app.services.agreements.errors import EndsOutsideTerm, HasEnded, NobodyChosen, NotEnded
from app.services.agreements.kinds import kind_words
from app.services.agreements.knowing import (
    get_agreement,
    inside_of,
    known_agreement,
    named_of,
    refuse_locked,
    refuse_undecided,
    version_of,
)
from app.services.agreements.renewing import renew, renew_all
from app.services.agreements.stages import STAGE_WORDS, STAGES, Facts, StageKey, stage_of, stage_words
from app.services.formatting import write_count
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

__all__ = [
    "STAGES",
    "STAGE_WORDS",
    "Facts",
    "StageKey",
    "add_comment",
    "end_agreement",
    "remove_comment",
    "renew",
    "renew_all",
    "set_comment",
    "set_dialogue",
    "set_dialogue_several",
    "stage_of",
    "stage_words",
    "take_back_ending",
]


def set_dialogue(session: Session, *, agreement_id: int, day: date | None, expected_version: int) -> None:
    """Say when the dialogue with the performer is or was held (`UH-12`); None takes the day away."""
    agreement, _ = known_agreement(session, agreement_id, expected_version)
    refuse_locked(session, agreement)
    if agreement.dialogue_on == day:
        return
    agreement.dialogue_on = day
    describe(session, f"Ändrade dialogdagen för {inside_of(session, agreement)}")
    touch(agreement)


def set_dialogue_several(session: Session, *, agreement_ids: Sequence[int], day: date | None) -> int:
    """Say the same day of dialogue for several agreements in one step; gives how many were changed."""
    if not agreement_ids:
        raise NobodyChosen
    changed: list[Agreement] = []
    for agreement_id in agreement_ids:
        agreement = get_agreement(session, agreement_id)
        refuse_locked(session, agreement)
        if agreement.dialogue_on != day:
            agreement.dialogue_on = day
            touch(agreement)
            changed.append(agreement)
    if changed:
        words = kind_words(changed[0].kind)
        describe(session, f"Ändrade dialogdagen för {write_count(len(changed), words.one, words.many)}")
    return len(changed)


def add_comment(
    session: Session,
    *,
    agreement_id: int,
    side: str,
    text: str,
    body: str | None = None,
    made_on: date | None = None,
) -> int:
    """Keep what somebody said of the agreement, also of a decided one; gives the comment's key.

    `side` is one of `COMMENT_SIDES`; `body` who said it, by role or body.
    """
    agreement = get_agreement(session, agreement_id)
    comment = AgreementComment(
        id=new_id(),
        agreement_id=agreement.id,
        version_number=version_of(session, agreement).number,
        side=_side(side),
        body=optional(body),
        made_on=made_on,
        text=needed(text, "Synpunkten"),
    )
    session.add(comment)
    describe(session, f"Lade till en synpunkt på {inside_of(session, agreement)}")
    session.flush()
    return comment.id


def set_comment(
    session: Session,
    *,
    comment_id: int,
    side: str,
    text: str,
    body: str | None,
    made_on: date | None,
    expected_version: int,
) -> None:
    """Change what was noted of a comment."""
    comment, agreement = _comment(session, comment_id, expected_version)
    wanted = (_side(side), needed(text, "Synpunkten"), optional(body), made_on)
    if wanted == (comment.side, comment.text, comment.body, comment.made_on):
        return
    comment.side, comment.text, comment.body, comment.made_on = wanted
    describe(session, f"Ändrade en synpunkt på {inside_of(session, agreement)}")
    touch(comment)


def remove_comment(session: Session, *, comment_id: int, expected_version: int) -> None:
    """Take a comment away."""
    comment, agreement = _comment(session, comment_id, expected_version)
    describe(session, f"Tog bort en synpunkt på {inside_of(session, agreement)}")
    session.delete(comment)


def end_agreement(
    session: Session,
    *,
    agreement_id: int,
    ended_on: date,
    ending: str,
    note: str | None,
    expected_version: int,
) -> None:
    """Record that a decided agreement ends: `ended_on` is its last day, `ending` one of `ENDINGS`."""
    agreement, named = known_agreement(session, agreement_id, expected_version)
    refuse_undecided(session, agreement, "avslutas")
    if ending not in ENDINGS:
        raise ValueError(f"no way for an agreement to end: {ending!r}")
    if agreement.ended_on is not None:
        raise HasEnded(named)
    if agreement.starts is not None and ended_on < agreement.starts:
        raise EndsOutsideTerm(named)
    agreement.ended_on, agreement.ending, agreement.ending_note = ended_on, ending, optional(note)
    _hold_until(session, agreement, ended_on)
    describe(session, f"Avslutade {inside_of(session, agreement)}")
    touch(agreement)


def take_back_ending(session: Session, *, agreement_id: int, expected_version: int) -> None:
    """Let an agreement that was ended by mistake hold for its term again."""
    agreement, named = known_agreement(session, agreement_id, expected_version)
    if agreement.ended_on is None:
        raise NotEnded(named)
    agreement.ended_on = agreement.ending = agreement.ending_note = None
    _hold_until(session, agreement, agreement.ends)
    describe(session, f"Tog tillbaka avslutet av {inside_of(session, agreement)}")
    touch(agreement)


def _hold_until(session: Session, agreement: Agreement, day: date | None) -> None:
    node = session.get_one(Node, agreement.node_id)
    node.current.valid_to = day
    touch(node)


def _side(side: str) -> str:
    if side not in COMMENT_SIDES:
        raise ValueError(f"nobody comments as {side!r}")
    return side


def _comment(session: Session, comment_id: int, expected_version: int) -> tuple[AgreementComment, Agreement]:
    comment = session.get(AgreementComment, comment_id)
    if comment is None:
        raise NotFound("Synpunkten")
    agreement = get_agreement(session, comment.agreement_id)
    check_version(comment, expected_version, f"Synpunkten på {named_of(session, agreement)}")
    return comment, agreement
