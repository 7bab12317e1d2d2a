"""The use cases on standard texts as steps."""

import random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementPart, StandardText
from app.services.agreements import standardtexts
from tests.services.storage.steps_assignments import Taken, pick

_WORDS = ("", "Utföraren ger tjänster av god kvalitet.", "Gäller {giltighet}.", "Tillskott på {belopp}.")


def _place(session: Session, dice: random.Random) -> tuple[dict[str, Any], int]:
    """A wording of a part or a clause, and the number that it has come to."""
    part = pick(session, dice, AgreementPart)
    clauses = [clause["key"] for clause in part.details.get("clauses", [])]
    clause = dice.choice([None, *clauses])
    use = dice.choice(("internal", "external") if clause else ("internal", "external", "extra", "within"))
    newest = select(func.max(StandardText.number)).where(
        StandardText.part_id == part.id,
        StandardText.clause.is_not_distinct_from(clause),
        StandardText.use == use,
    )
    number = session.scalar(newest) or 0
    return {"part_id": part.id, "clause": clause, "use": use, "expected_number": number}, number


def _set(session: Session, dice: random.Random) -> object:
    place, _ = _place(session, dice)
    return standardtexts.set_standard_text(session, text=dice.choice(_WORDS), **place)


def _restore(session: Session, dice: random.Random) -> object:
    place, number = _place(session, dice)
    return standardtexts.restore_standard_text(session, number=dice.randint(0, number), **place)


STEPS: tuple[Taken, ...] = (
    (standardtexts.set_standard_text, _set),
    (standardtexts.restore_standard_text, _restore),
)
MAKE_WAY = {
    "agreements.standardtexts.restore_standard_text": ("agreements.standardtexts.set_standard_text",) * 3,
}
