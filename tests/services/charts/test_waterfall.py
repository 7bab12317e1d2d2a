"""Bars of a waterfall stand where they should, whatever the amounts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.charts.sheet import Caption, Sheet
from app.services.charts.waterfall import ROW, Step, Waterfall, lay_out
from app.services.palette import DARK, LIGHT
from tests.services.charts.drawn import colours, texts

AMOUNTS = st.integers(-(10**13), 10**13)
SMALL = (
    Step("Ram 2026", 19_640, "19 640", True),
    Step("Volym", 780, "+780"),
    Step("Effektiviseringskrav", -200, "−200"),
    Step("Ram 2027", 20_220, "20 220", True),
)


@given(AMOUNTS, st.lists(AMOUNTS, max_size=9))
def test_bars_stay_on_the_paper_and_hand_over_to_each_other(first: int, changes: list[int]) -> None:
    steps = [Step("Ram 2026", first, "", True)]
    steps += [Step("Del", amount, "") for amount in changes]
    steps.append(Step("Ram 2027", first + sum(changes), "", True))
    geometry = lay_out(steps)
    for bar, step in zip(geometry.bars, steps, strict=True):
        assert -1e-9 <= bar.start <= bar.end <= 1 + 1e-9
        assert bar.falls == (step.amount < 0 and not step.is_sum)
    for above, bar, step in zip(geometry.bars, geometry.bars[1:], steps[1:], strict=False):
        if not step.is_sum:
            assert abs((bar.start if step.amount >= 0 else bar.end) - above.level) < 1e-9
    assert abs(geometry.bars[-1].level - geometry.bars[-2].level) < 1e-9


@given(AMOUNTS, st.lists(AMOUNTS, max_size=5))
def test_more_is_further_to_the_right(first: int, changes: list[int]) -> None:
    steps = [Step("Ram", first, "", True), *(Step("Del", amount, "") for amount in changes)]
    levels, at = [], 0
    for step in steps:
        at = step.amount if step.is_sum else at + step.amount
        levels.append(at)
    places = [bar.level for bar in lay_out(steps).bars]
    for one, other in zip(range(len(steps)), range(1, len(steps)), strict=False):
        assert (levels[one] < levels[other]) <= (places[one] <= places[other] + 1e-9)


@pytest.mark.parametrize(
    ("first", "change", "broken"),
    [(19_640, 450, True), (100, 450, False), (-19_640, -450, True), (0, 0, False)],
)
def test_the_axis_is_broken_only_when_needed(first: int, change: int, broken: bool) -> None:
    steps = [Step("Ram", first, "", True), Step("Lön", change, ""), Step("Ram", first + change, "", True)]
    assert lay_out(steps).broken == broken


def test_zero_is_marked_where_a_frame_passes_it() -> None:
    through = [Step("Ram", 100, "", True), Step("Intäkt", -300, ""), Step("Ram", -200, "", True)]
    assert lay_out(through).zero == pytest.approx(2 / 3)
    assert lay_out(SMALL).zero is None


def test_increase_is_filled_and_decrease_outlined_in_ink_and_muted() -> None:
    for palette in (LIGHT, DARK):
        figure = Waterfall(SMALL).draw(Sheet(280, palette))
        ink, muted = palette.ink.lower(), palette.muted.lower()
        assert colours(figure) == [(ink, None), (muted, None), (None, ink), (ink, None)]


def test_the_chart_says_its_captions_where_it_stands_alone() -> None:
    chart = Waterfall(SMALL, Caption("Volymen växer", "Tkr.", "Källa: KS förslag", "Skolan"))
    alone, captioned = chart.draw(Sheet(280)), chart.draw(Sheet(280, captions=False))
    assert {"Skolan", "Volymen växer", "Tkr.", "Källa: KS förslag", "Ram 2026", "−200"} <= set(texts(alone))
    assert "Volymen växer" not in texts(captioned)
    assert round(captioned.get_size_inches()[1] * 96) == chart.height == 4 * ROW
    assert alone.get_size_inches()[1] > captioned.get_size_inches()[1]


def test_a_long_label_is_cut_and_a_long_title_wrapped() -> None:
    steps = (Step("Ett mycket långt namn på en enhet som aldrig får rum", 5, "5", True),)
    drawn = texts(Waterfall(steps, Caption("Ord " * 20)).draw(Sheet(200)))
    assert any(text.endswith("…") for text in drawn)
    assert sum(text.startswith("Ord") for text in drawn) > 1


def test_words_and_table_say_the_same() -> None:
    chart = Waterfall(SMALL)
    assert chart.words().startswith("Ram 2026 19 640; Volym +780")
    assert chart.table().rows[1] == ("Volym", "+780")
    assert len(chart.table().rows) == 4
