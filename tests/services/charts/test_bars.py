"""Small bars beside each other."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.services.charts.bars import BarRow, Bars, ends
from app.services.charts.sheet import Sheet
from app.services.palette import LIGHT
from tests.services.charts.drawn import colours, texts

ROWS = (
    BarRow("Hemtjänst", Decimal("6.8"), "+6,8", "666", True),
    BarRow("Särskilt boende", Decimal("-1.2"), "−1,2", "640"),
    BarRow("Ny enhet", None, "ny", "–"),
    BarRow("Kök", Decimal(0), "0,0", "512"),
)


@given(st.lists(st.decimals(-1000, 1000, places=1), min_size=1, max_size=8))
def test_bars_begin_or_end_at_zero_and_stay_inside(values: list[Decimal]) -> None:
    least, most = min([Decimal(0), *values]), max([Decimal(0), *values])
    zero = ends(Decimal(0), least, most)[0]
    for value in values:
        start, end = ends(value, least, most)
        assert -1e-9 <= start <= end <= 1 + 1e-9
        assert min(abs(start - zero), abs(end - zero)) < 1e-9


def test_the_chosen_is_in_ink_what_falls_is_outlined_and_nothing_has_no_bar() -> None:
    figure = Bars(ROWS, ("Enhet", "%", "tkr/åa")).draw(Sheet(320))
    assert colours(figure) == [(LIGHT.ink.lower(), None), (None, LIGHT.muted.lower())]
    assert {"%", "tkr/åa", "+6,8", "666", "ny"} <= set(texts(figure))


def test_words_and_table_leave_out_what_nobody_knows() -> None:
    chart = Bars(ROWS[:2], ("Enhet", "%", ""))
    assert chart.table().rows == (("Hemtjänst", "+6,8"), ("Särskilt boende", "−1,2"))
    assert chart.words() == "Hemtjänst +6,8; Särskilt boende −1,2"
    assert Bars(ROWS[:1], ("Enhet", "%", "tkr/åa")).words() == "Hemtjänst +6,8, tkr/åa 666"
