"""What is told of a frame: the waterfall and its finding, the years, the note and the place in the thread."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, qAlpha

from app.ui.budget import composition
from app.ui.budget.trend import Point, Trend, places
from app.ui.budget.waterfall import ROW, Step, Waterfall, lay_out
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.parts.details import Field, Thread
from tests.ui.budget.conftest import NBSP, Desk

HOME_CARE = "Hemtjänst Kopparberg"
AMOUNTS = st.integers(-(10**13), 10**13)


@dataclass
class Row:
    """A frame of 2027 by its parts, in tkr."""

    parts: dict[str, int] = field(default_factory=dict)

    def amount(self, _year: int, kind: str) -> int:
        if kind == "total":
            return sum(self.parts.values()) * 100_000
        return self.parts.get(kind, 0) * 100_000


@given(st.integers(0, 10**13), st.lists(AMOUNTS, max_size=9))
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


def test_the_axis_is_broken_only_when_changes_would_not_be_seen() -> None:
    small = [Step("Ram", 19_640, "", True), Step("Lön", 450, ""), Step("Ram", 20_090, "", True)]
    large = [Step("Ram", 100, "", True), Step("Lön", 450, ""), Step("Ram", 550, "", True)]
    assert lay_out(small).broken
    assert not lay_out(large).broken
    assert not lay_out([Step("Ram", 0, "", True)]).broken


def test_parts_of_nothing_are_left_out_and_need_has_its_subtotal() -> None:
    row = Row({"previous": 19_640, "wages": 450, "volume": 780, "efficiency": -200})
    assert [(step.label, step.text) for step in composition.steps(row, 2027, "tkr")] == [
        ("Ram 2026", f"19{NBSP}640"),
        ("Löneindex", "+450"),
        ("Volym", "+780"),
        ("Efter behov", f"20{NBSP}870"),
        ("Effektivisering", "−200"),
        ("Ram 2027", f"20{NBSP}670"),
    ]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"previous": 100, "volume": 58, "wages": 42}, "Volymen står för 58 procent av ökningen"),
        ({"previous": 100, "efficiency": -30, "wages": 10}, "Ramen minskar med 20,0 procent till 2027"),
        (
            {"previous": 100, "efficiency": -8, "technical": -2},
            "Effektiviseringen står för 80 procent av minskningen",
        ),
        ({"previous": 100, "wages": 5, "efficiency": -5}, "Ramen är oförändrad 2027"),
        ({"wages": 5}, "Löneindex står för 100 procent av ökningen"),
        ({"plan": 5}, "Ramen är ny 2027"),
        ({"previous": 100, "plan": 5}, "Ramen växer med 5,0 procent till 2027"),
    ],
)
def test_the_title_is_a_finding(parts: dict[str, int], said: str) -> None:
    assert composition.finding(Row(parts), 2027) == said


def test_kronor_per_inhabitant_and_share_are_silent_where_nothing_is_known() -> None:
    assert composition.per_inhabitant(2_098_000_000, 5077) == f"4{NBSP}132"
    assert composition.per_inhabitant(1, None) is None
    assert composition.share(68, 1000) == f"6,8{NBSP}%"
    assert composition.share(68, 0) is None


@given(st.lists(AMOUNTS, min_size=1, max_size=6))
def test_points_of_the_years_stay_inside_with_the_largest_at_the_top(amounts: list[int]) -> None:
    found = places(amounts, 200, 50)
    assert all(0 <= x <= 200.001 and -1e-6 <= y <= 50.001 for x, y in found)
    if len(set(amounts)) > 1:
        assert found[amounts.index(max(amounts))][1] == min(y for _, y in found)


def inked(widget: Waterfall | Trend) -> int:
    """How many points of a picture that are not empty."""
    image = QImage(widget.size(), QImage.Format.Format_ARGB32)
    image.fill(0)
    widget.render(image)
    return sum(
        qAlpha(image.pixel(x, y)) > 0 for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )


def test_the_charts_paint_and_say_the_same_in_words(qtbot: object) -> None:
    steps = composition.steps(Row({"previous": 19_640, "volume": 780, "efficiency": -200}), 2027, "tkr")
    chart = Waterfall(steps)
    chart.resize(280, chart.sizeHint().height())
    assert chart.sizeHint().height() == ROW * len(steps)
    assert inked(chart) > 100
    assert chart.accessibleDescription() == "; ".join(f"{step.label} {step.text}" for step in steps)
    trend = Trend([Point(2026, 100, "100", False), Point(2027, 120, "120", True)])
    trend.resize(280, trend.sizeHint().height())
    assert inked(trend) > 50
    assert trend.accessibleDescription() == "2026 100; 2027 120"


def test_the_inspector_tells_of_the_unit_under_the_cursor(example_desk: Desk) -> None:
    example_desk.go(HOME_CARE, "volume")
    inspector = example_desk.page.inspector
    assert inspector is not None
    details = inspector.details
    assert details is not None
    assert (details.kicker, details.title, details.example) == ("Omsorg", HOME_CARE, True)
    chart = inspector.findChildren(Waterfall)[-1]
    assert f"Ram 2027 20{NBSP}980" in chart.accessibleDescription()
    assert chart.geometry_of_bars.broken
    facts = {fact.label: fact.value for part in details.parts for fact in getattr(part, "rows", ())}
    assert facts["Andel av det fördelade"] == f"6,8{NBSP}%"
    assert facts["Kronor per invånare 2027"] == f"4{NBSP}132"
    assert any(isinstance(part, Thread) for part in details.parts)


def test_the_note_of_a_cell_is_written_in_the_inspector(desk: Desk) -> None:
    desk.go("Natten", "volume")
    inspector = desk.page.inspector
    assert inspector is not None
    field = next(widget for widget in inspector.parts if isinstance(widget, FieldWidget))
    editor = field.field
    editor.setFocus()
    editor.setPlainText("2 000 fler timmar")  # type: ignore[union-attr]
    assert desk.page.settle()
    assert (
        desk.page.grid.model.cell(
            next(row for row in desk.page.grid.model.rows if row.name == "Natten"),
            next(column for column in desk.page.grid.model.columns if column.kind == "volume"),
        ).note
        == "2 000 fler timmar"
    )
    assert desk.space.undo_words == "Ändrade noten om volym för Natten 2027"


def test_a_group_has_no_note_and_no_thread(example_desk: Desk) -> None:
    example_desk.go("Omsorg", "volume")
    inspector = example_desk.page.inspector
    assert inspector is not None
    assert inspector.details is not None
    assert not any(isinstance(part, (Field, Thread)) for part in inspector.details.parts)


def test_the_thread_opens_the_uppdragshandling(example_desk: Desk) -> None:
    opened: list[tuple[str, object]] = []
    example_desk.space.place_requested.connect(lambda kind, key: opened.append((kind, key)))
    example_desk.go(HOME_CARE, "wages")
    inspector = example_desk.page.inspector
    assert inspector is not None
    assert inspector.details is not None
    thread = next(part for part in inspector.details.parts if isinstance(part, Thread))
    for step in thread.steps:
        if step.on_click is not None:
            step.on_click()
    assert [kind for kind, _ in opened] == ["node"] * (len(opened) - 1) + ["agreement"]
    assert thread.steps[-1].current
