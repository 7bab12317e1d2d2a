"""The account from tax to room: rounding, what is lacking, and that the steps and sums are the room."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.prerequisites.arithmetic import BASE, OwnAmounts, reckon, to_ore
from app.services.economy.prerequisites.lines import INCOME_RATE, LINES

YEARS = (2027, 2028)
_KRONOR = st.decimals(min_value=-(10**9), max_value=10**9, places=2)
_PLACES = st.sampled_from([(line.key, year) for line in LINES for year in (2026, *YEARS)])
_GIVEN = {"tax_income": "265100000", "income_equalisation": "1000000", "result_target": "2000000"}


def values(year=2027, **said):
    return {(line, year): Decimal(text) for line, text in said.items()}


@given(st.dictionaries(_PLACES, _KRONOR, max_size=30), st.sampled_from(["base", "income"]), _KRONOR)
def test_the_room_is_what_its_lines_make_it(said, mode, own):
    extra = OwnAmounts("own_1", "Egen", "central", -1, {2027: to_ore(own)})
    held = OwnAmounts("own_2", "Pensioner", "central", -1, {2027: 700}, in_frames=True)
    for room in reckon(
        said, YEARS, mode=mode, own_lines=(extra, held), beside={"Ränta": {2027: -5}}
    ).values():
        assert (room.room is None) == bool(room.lacks)
        if room.room is not None:
            counted = {key: each for key, each in room.amounts.items() if key != "own_2"}
            assert room.room == sum(counted.values())
            assert room.steps[-1].amount == room.room
        if room.year == 2027:
            assert room.in_frames == -700
            assert room.beside == -5


def test_tax_follows_from_base_growth_and_rate_with_every_step_told():
    said = values(2025, tax_base="842500000")
    said |= {("tax_base_growth", 2026): Decimal("3.9"), ("tax_base_growth", 2027): Decimal("4.4")}
    said |= values(tax_rate="21.75", regulation="0", result_target_percent="2")
    room = reckon(said, (2027,), mode=BASE)[2027]
    assert room.tax == 198_767_427_53  # 842 500 000 × 1,039 × 1,044 × 21,75 % to the öre
    assert room.result_target == 397_534_855  # two percent, half away from zero
    assert room.room == room.tax - room.result_target
    words = room.steps[0].words
    assert "uppräknat +3,9\u00a0% 2026" in words
    assert "skattesatsen 21,75" in words


def test_another_rate_than_the_forecasts_scales_its_income():
    said = values(**_GIVEN, tax_rate="22.75") | {(INCOME_RATE, 2027): Decimal("21.75")}
    assert reckon(said, (2027,))[2027].tax == to_ore(
        Decimal("265100000") / Decimal("21.75") * Decimal("22.75")
    )


def test_settlements_are_counted_on_the_inhabitants_they_are_paid_by():
    said = values(**_GIVEN, inhabitants="4390", tax_settlement="-120", tax_settlement_before="10")
    lacking = reckon(said, (2027,))[2027]
    assert lacking.room is None
    assert lacking.lacks == ("Invånare den 1 november 2025",)
    said["inhabitants", 2026] = Decimal(4425)
    room = reckon(said, (2027,))[2027]
    assert room.tax == 265_100_000_00 - 120 * 4390_00 + 10 * 4425_00
    told = next(step for step in room.steps if step.line == "tax_settlement_kr")
    assert told.words.endswith("gånger 4\u00a0390 invånare den 1 november 2026")


@pytest.mark.parametrize(
    ("gone", "lacks"),
    [
        ("tax_income", "Preliminär skatteintäkt 2027"),
        ("income_equalisation", "Generella statsbidrag och utjämning 2027"),
        ("result_target", "Resultatmål 2027"),
    ],
)
def test_what_is_not_said_is_missing_and_never_zero(gone, lacks):
    said = values(**{key: text for key, text in _GIVEN.items() if key != gone})
    room = reckon(said, (2027,))[2027]
    assert (room.room, room.lacks) == (None, (lacks,))


@given(_KRONOR)
def test_kronor_become_ore_half_away_from_zero(value):
    assert to_ore(value) == int(value * 100)
    assert to_ore(value + Decimal("0.005")) == (int(value * 100) + (1 if value + Decimal("0.005") > 0 else 0))
