"""The charts of the economy: what they find, where things stand, and what they tell without being seen."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from app.services.charts import demography_chart as ages
from app.services.charts import result_chart as results
from app.services.charts.gap_chart import GapChart, GapPoint, crossing, finding
from app.services.charts.investment_chart import MOST, InvestmentPart, investment_chart
from app.services.charts.result_chart import ResultPoint, result_chart
from app.services.charts.sensitivity_chart import Effect, sensitivity_chart
from app.services.charts.sheet import Sheet
from app.services.charts.year_axis import scale_of, step_of
from app.services.economy.longterm.people import AgeGroupView
from tests.services.charts import drawn

MNKR = 100_000_000
AMOUNTS = st.integers(-(10**13), 10**13)
GAPS = st.lists(st.tuples(AMOUNTS | st.none(), AMOUNTS | st.none()), min_size=1, max_size=8)


def plain(text: str) -> str:
    """A text as it is read, with common spaces."""
    return text.replace("\u00a0", " ")


def texts(figure: Figure) -> set[str]:
    """Everything that is written in a figure."""
    return {plain(text) for text in drawn.texts(figure)}


def _gap(*pairs: tuple[int | None, int | None]) -> tuple[GapPoint, ...]:
    return tuple(GapPoint(2027 + at, need, income) for at, (need, income) in enumerate(pairs))


@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.booleans())
def test_a_scale_holds_every_amount_between_even_lines(amounts: list[int], zero: bool) -> None:
    scale = scale_of(amounts, zero=zero)
    assert all(0 <= scale.share(amount) <= 1 for amount in (*amounts, *([0] if zero else [])))
    steps = {after - before for before, after in zip(scale.ticks, scale.ticks[1:], strict=False)}
    assert len(steps) <= 1
    assert all(scale.least <= tick <= scale.most for tick in scale.ticks)
    assert len(scale.ticks) <= 9
    assert str(step_of(max(amounts) - min(amounts) + 1)).rstrip("0") in ("1", "2", "5")


@given(st.tuples(AMOUNTS, AMOUNTS), st.tuples(AMOUNTS, AMOUNTS))
def test_lines_meet_between_two_years_only_where_they_change_places(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    met = crossing(one, other)
    changed = (one[0] - one[1]) * (other[0] - other[1]) < 0
    assert (met is not None) == changed
    assert met is None or 0 <= met <= 1


@given(GAPS)
def test_any_gap_can_be_drawn_and_told(pairs: list[tuple[int | None, int | None]]) -> None:
    chart = GapChart(_gap(*pairs))
    assert chart.draw(Sheet(420)) is not None
    assert len(chart.table().rows) == len(pairs)
    assert finding(chart.points)


def test_the_gap_is_filled_where_the_need_is_the_larger_and_said_in_numbers() -> None:
    chart = GapChart(_gap((10 * MNKR, 12 * MNKR), (13 * MNKR, 12 * MNKR), (16 * MNKR, 13 * MNKR)))
    figure = chart.draw(Sheet(480, captions=False))
    filled = [one for one in figure.artists if isinstance(one, Polygon)]
    assert len(filled) == 1
    assert len(filled[0].get_xy()) == 5 + 1
    assert {"+2,0", "−1,0", "−3,0", "Behov", "16,0"} <= (texts(figure))
    assert plain(finding(chart.points)) == "2029 saknas 3,0 mnkr; intäkterna räcker inte från 2028"
    assert "gap −3,0 mnkr" in plain(chart.spots(Sheet(480))[-1].words)
    enough = GapChart(_gap((1, 2), (1, 3))).draw(Sheet(480))
    assert not [one for one in enough.artists if isinstance(one, Polygon)]
    assert finding(_gap((1, 2), (2, 1), (1, 2))) == "Intäkterna räcker 2029, men inte 2028"
    assert finding(_gap((1, None))) == "Gapet går inte att räkna ut än"
    assert finding(_gap((1, 2), (1, None))) == "Gapet går inte att räkna ut efter 2027 än"


def test_ages_say_who_become_more_and_fewer() -> None:
    heads = {"80+": (400, 480), "1–5": (200, 180), "19–64": (2000, 2002)}
    groups = [
        AgeGroupView(low, high, {2027: Decimal(first), 2037: Decimal(last), 2038: None})
        for (low, high), (first, last) in zip(((80, None), (1, 5), (19, 64)), heads.values(), strict=True)
    ]
    chart = ages.demography_chart(groups, (2027, 2037, 2038))
    assert plain(chart.caption.title) == (
        "De som är 80 år och äldre blir 20 % fler till 2037, de som är 1–5 år 10 % färre"
    )
    assert chart.years == (2027, 2037)
    assert {"+20,0 %", "−10,0 %", "80 år och äldre"} <= (texts(chart.draw(Sheet(520))))
    assert [plain(cell) for cell in chart.table().rows[0]] == ["80 år och äldre", "400", "480", "+20,0 %"]
    empty = ages.demography_chart((), ())
    assert empty.draw(Sheet(300)).texts
    assert empty.caption.title == "Befolkningen i åldrarna är inte känd"


def test_a_deficit_is_outlined_and_the_target_is_a_tick() -> None:
    points = (
        ResultPoint(2027, 6 * MNKR, 5 * MNKR),
        ResultPoint(2028, -2 * MNKR, 5 * MNKR),
        ResultPoint(2029, None),
    )
    chart = result_chart(points)
    bars = [one for one in chart.draw(Sheet(300, captions=False)).artists if isinstance(one, Rectangle)]
    assert [bar.get_fill() for bar in bars].count(True) >= 1
    assert {"6,0", "−2,0", "–"} <= (texts(chart.draw(Sheet(300))))
    assert plain(chart.caption.title) == "Intäkterna är inte större än kostnaderna 2028"
    assert results.finding(points[:1]) == "Resultatet når målet alla år"
    assert results.finding([ResultPoint(2027, 1, 2)]) == "Resultatet når inte målet 2027"
    assert results.finding([]) == "Resultatet går inte att räkna ut än"


def test_the_largest_effect_comes_first_and_what_is_not_known_is_left_out() -> None:
    effects = [
        Effect("Ränta", -MNKR),
        Effect("Löner", -3 * MNKR),
        Effect("Priser", None),
        Effect("Skatt", 2 * MNKR),
    ]
    chart = sensitivity_chart(effects, on="resultatet 2027")
    assert [row.label for row in chart.rows] == ["Löner", "Skatt", "Ränta"]
    assert plain(chart.caption.title) == "Löner ändrar resultatet 2027 mest, med −3,0 mnkr"


def test_investments_of_many_become_five_parts_and_every_year_keeps_its_sum() -> None:
    years = (2027, 2028)
    parts = [InvestmentPart(f"Projekt {at}", {2027: at * MNKR, 2028: MNKR}) for at in range(1, 9)]
    chart = investment_chart(parts, years)
    assert len(chart.parts) == MOST
    assert [chart.total(year) for year in years] == [36 * MNKR, 8 * MNKR]
    assert plain(chart.caption.title) == "Investeringarna 2027–2028 är 44,0 mnkr, 20 procent av dem Projekt 8"
    assert {"36,0", "8,0", "4 andra", "Projekt 8"} <= (texts(chart.draw(Sheet(420))))
    assert chart.table().rows[-1] == ("Summa", "36,0", "8,0")
    assert hash(chart) == hash(investment_chart(parts, years))
    assert investment_chart((), years).caption.title == "Inga investeringar är planerade"
