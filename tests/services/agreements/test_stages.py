"""How far an agreement has come is told from what is known of it, on any day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.steering import LOCKED_STATUSES, STATUSES
from app.services.agreements.stages import STAGE_WORDS, STAGES, Facts, stage_of, stage_words

STARTS, ENDS = date(2027, 1, 1), date(2029, 12, 31)
BEFORE, DURING, AFTER = date(2026, 11, 21), date(2028, 5, 1), date(2030, 1, 1)
DECIDED = Facts("decided", True, starts=STARTS, ends=ENDS, unsigned=2)
_DAYS = st.none() | st.dates(date(2025, 1, 1), date(2032, 1, 1))


@pytest.mark.parametrize(
    ("facts", "today", "stage"),
    [
        (Facts("draft", False), BEFORE, "draft"),
        (Facts("draft", False, dialogue_on=BEFORE), BEFORE, "dialogue"),
        (Facts("draft", False, dialogue_on=BEFORE + timedelta(days=1)), BEFORE, "draft"),
        (Facts("prepared", False, dialogue_on=BEFORE), BEFORE, "prepared"),
        (Facts("proposal", False), BEFORE, "preliminary"),
        (Facts("draft", False, "preliminary", dialogue_on=BEFORE), BEFORE, "preliminary"),
        (Facts("ready", False, "preliminary"), BEFORE, "ready"),
        (DECIDED, DURING, "decided"),
        (replace(DECIDED, unsigned=0), BEFORE, "signed"),
        (replace(DECIDED, unsigned=0), DURING, "in_force"),
        (replace(DECIDED, signed=False, unsigned=0), BEFORE, "decided"),
        (replace(DECIDED, signed=False, unsigned=0), DURING, "in_force"),
        (DECIDED, AFTER, "ended"),
        (replace(DECIDED, renewed=True), DURING, "decided"),
        (replace(DECIDED, renewed=True), AFTER, "renewed"),
        (replace(DECIDED, ended_on=BEFORE, ending="terminated"), DURING, "ended"),
        (replace(DECIDED, ended_on=BEFORE, ending="renewed"), DURING, "renewed"),
        (replace(DECIDED, ends=None, unsigned=0), AFTER, "in_force"),
        (Facts("replaced", True, starts=STARTS, ends=ENDS), DURING, "ended"),
    ],
)
def test_the_stage_follows_from_what_is_known(facts: Facts, today: date, stage: str) -> None:
    assert stage_of(facts, today) == stage


@given(st.sampled_from(STATUSES), _DAYS, _DAYS, _DAYS, st.integers(0, 3), st.booleans(), st.booleans())
def test_there_is_always_one_stage_and_it_never_goes_back_while_time_passes(
    status: str, starts: date | None, ends: date | None, ended: date | None, unsigned: int, signed: bool,
    renewed: bool,
) -> None:  # fmt: skip
    facts = Facts(
        status,
        status in LOCKED_STATUSES,
        starts=starts,
        ends=ends,
        ended_on=ended,
        unsigned=unsigned,
        signed=signed,
        renewed=renewed,
    )
    passed = [stage_of(facts, date(2025, 1, 1) + timedelta(days=90 * step)) for step in range(32)]
    assert all(stage in STAGE_WORDS for stage in passed)
    assert passed == sorted(passed, key=STAGES.index)


def test_the_words_are_bent_after_the_name_of_the_kind() -> None:
    assert [stage_words(one) for one in ("prepared", "decided", "signed")] == [
        "Beredd", "Beslutad", "Undertecknad",
    ]  # fmt: skip
    assert [stage_words(one, neuter=True) for one in ("draft", "prepared", "preliminary", "in_force")] == [
        "Utkast", "Berett", "Preliminärt beslutat", "Gäller",
    ]  # fmt: skip
