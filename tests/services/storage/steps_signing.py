"""The use cases of signatures as steps."""

import random
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementFile, AgreementSigning, AgreementSnapshot
from app.services.agreements import signing
from app.services.agreements.signatures import state_or_none
from app.services.agreements.signedtext import signed_text
from app.services.clock import fixed_clock
from app.services.steering.documents.attachments import Upload
from tests.services.storage.steps_assignments import Taken, pick, words

_CLOCK = fixed_clock(date(2026, 11, 21))
_PDF = b"%PDF-1.7 "


def _decided(session: Session, dice: random.Random) -> int | None:
    keys = sorted(set(session.scalars(select(AgreementSnapshot.agreement_id))))
    return dice.choice(keys) if keys else None


def _record(session: Session, dice: random.Random) -> object:
    key = _decided(session, dice)
    state = None if key is None else state_or_none(session, agreement_id=key)
    if key is None or state is None or not state.unsigned:
        return None
    line = dice.choice(state.unsigned)
    return signing.record_signing(
        session, agreement_id=key, side=line.side, role=line.role, person_name=words(session, dice),
        signed_on=None, place=words(session, dice), clock=_CLOCK,
    )  # fmt: skip


def _keep_signed(session: Session, dice: random.Random) -> object:
    key = _decided(session, dice)
    if key is None or state_or_none(session, agreement_id=key) is None:
        return None
    before = signing.signed_file(session, agreement_id=key)
    return signing.keep_signed(
        session, agreement_id=key, signatures=(), upload=Upload("a.pdf", _PDF + dice.randbytes(9)),
        content_hash=signed_text(session, agreement_id=key).content_hash,
        built_on=None if before is None else sha256(before).hexdigest(), clock=_CLOCK,
    )  # fmt: skip


def _keep_file(session: Session, dice: random.Random) -> object:
    key = _decided(session, dice)
    if key is None or state_or_none(session, agreement_id=key) is None:
        return None
    data = _PDF + dice.randbytes(9)
    return signing.keep_file(session, agreement_id=key, kind="scan", name="a.pdf", data=data, clock=_CLOCK)


def _withdraw(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, AgreementSigning)
    if row is None or row.withdrawn_at is not None:
        return None
    return signing.withdraw_signing(
        session, signing_id=row.id, why=words(session, dice) or "Fel", clock=_CLOCK
    )


def _remove(session: Session, dice: random.Random) -> object:
    row = pick(session, dice, AgreementFile)
    return None if row is None else signing.remove_file(session, file_id=row.id)


#: What can be undone.
STEPS: tuple[Taken, ...] = (
    (signing.keep_file, _keep_file),
    (signing.remove_file, _remove),
)
#: What cannot.
DECIDING: tuple[Taken, ...] = (
    (signing.record_signing, _record),
    (signing.keep_signed, _keep_signed),
    (signing.withdraw_signing, _withdraw),
)

MAKE_WAY = {"agreements.signing.remove_file": ("agreements.signing.keep_file",)}
