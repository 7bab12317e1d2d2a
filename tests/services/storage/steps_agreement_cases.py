"""The use cases of tjänsteskrivelser as steps."""

import random
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementCase, AgreementRevision
from app.services import richtext
from app.services.agreements import cases
from app.services.agreements.casedocument import STEPS as CASE_STEPS
from app.services.agreements.casedocument import TEXTS
from app.services.clock import fixed_clock
from tests.conftest import TODAY
from tests.services.storage.steps_assignments import Chance, Taken, maybe_day, one_of, pick, plain, words

_CLOCK = one_of(fixed_clock(TODAY))
_RICH = one_of("", *(richtext.write(richtext.from_plain(text)) for text in ("Kort.", "Ett\n\nTvå")))


def _some(session: Session, dice: random.Random) -> list[int]:
    keys = sorted(session.scalars(select(Agreement.id)))
    return dice.sample(keys, min(2, len(keys)))


def _revised(session: Session, _dice: random.Random) -> list[tuple[int, int]]:
    rows = session.execute(select(AgreementRevision.agreement_id, AgreementRevision.id))
    return [(agreement, revision) for agreement, revision in rows]


def _on(use_case: Callable[..., object], **given: Chance) -> Taken:
    """A step on a case, or on nothing where there is none yet."""

    def take(session: Session, dice: random.Random) -> object:
        row = pick(session, dice, AgreementCase)
        if row is None:
            return None
        values = {key: make(session, dice) for key, make in given.items()}
        return use_case(session, case_id=row.id, expected_version=row.version, **values)

    return use_case, take


STEPS: tuple[Taken, ...] = (
    plain(
        cases.create_case, step=one_of(*CASE_STEPS), agreement_ids=_some, revision_ids=_revised, clock=_CLOCK
    ),
    _on(
        cases.set_case,
        title=words,
        body=one_of("", "Utskottet"),
        meeting_on=maybe_day,
        written_on=maybe_day,
        registration_number=one_of(None, "KS 2026/7"),
        author_role=one_of(None, "Kanslichef"),
    ),
    _on(cases.set_case_text, name=one_of(*TEXTS), text=_RICH),
    _on(cases.set_proposal, points=one_of((), ("fastställa",), ("ett", "två"))),
    _on(cases.set_recipients, names=one_of((), ("Revisorerna",))),
    _on(cases.set_members, agreement_ids=_some, clock=_CLOCK),
    _on(cases.redraft, clock=_CLOCK),
    _on(cases.remove_case),
)
_MADE = ("agreements.cases.create_case",)
MAKE_WAY = {
    f"agreements.cases.{name}": _MADE
    for name in (
        "set_case",
        "set_case_text",
        "set_proposal",
        "set_recipients",
        "set_members",
        "remove_case",
    )
} | {"agreements.cases.redraft": (*_MADE, "agreements.cases.set_proposal")}
