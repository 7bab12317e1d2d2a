"""The small line in a row of a table: whatever its values, it can be drawn and says all of them."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.charts.sheet import Sheet
from app.services.charts.spark_line import HEIGHT, SparkLine, SparkPoint

VALUES = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
POINTS = st.lists(st.builds(SparkPoint, st.text("åb1 ", max_size=24), VALUES, st.text("12,", max_size=40)))


@settings(max_examples=40)
@given(POINTS, VALUES)
def test_any_line_can_be_drawn_in_its_room(points: list[SparkPoint], target: Decimal | None) -> None:
    chart = SparkLine(tuple(points), target, "mål" if target is not None else "")
    figure = chart.draw(Sheet(200, captions=False))
    assert figure.get_size_inches()[1] * 96 == HEIGHT
    assert all(point.text in chart.words() for point in points)
    assert len(chart.table().rows) == len(points)


def test_a_missing_outcome_and_the_target_are_said() -> None:
    chart = SparkLine(
        (SparkPoint("2025", Decimal(1), "1"), SparkPoint("2026", None, "")), Decimal(2), "2 (2029)"
    )
    assert chart.words() == "2025: 1; 2026: uppgift saknas; mål 2 (2029)"
