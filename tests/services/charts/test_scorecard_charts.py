"""Charts of scorecards: what they say, what they never say, and that everything has room."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from app.services.charts import scorecard_charts as charts
from app.services.charts.bullet import bullet_places
from app.services.charts.findings import goals_met
from app.services.charts.library import agg_canvas
from app.services.charts.satisfaction import step_word
from app.services.charts.sheet import Chart, Sheet
from app.services.charts.signs import SIGNS
from app.services.palette import DARK
from app.services.scorecard.views import Card
from tests.services.charts import cards
from tests.services.charts.drawn import texts

LONG = "Ett namn som aldrig tar slut " * 350
SHEET = Sheet(480, captions=False)

EVERY: dict[str, Callable[[], Chart]] = {
    "radar": lambda: charts.radar(cards.home_care()),
    "goals": lambda: charts.bars_against_target(cards.home_care()),
    "bullets": lambda: charts.bullets(cards.home_care()),
    "bullet": lambda: charts.bullet(cards.SICK),
    "trend": lambda: charts.trend_of(cards.SICK),
    "heat": lambda: charts.heat_map(cards.roll_up(), chosen=12),
    "multiples": lambda: charts.small_multiples(cards.by_unit("88", None, "95")),
    "dots": lambda: charts.dot_plot(cards.comparison()),
    "strip": lambda: charts.dot_plot(cards.comparison(60)),
    "compass": lambda: charts.compass_of(
        cards.by_unit("300", "410", "350", name="Kostnad", direction="lower"),
        cards.by_unit("88", "91", None),
        chosen=12,
    ),
    "satisfaction": lambda: charts.satisfaction(
        cards.figure("Nöjd-Kund-Index", "68", "70", "55", unit="index", before="64"), [cards.UNKNOWN]
    ),
    "map": lambda: charts.strategy_map(cards.causes()),
    "change": lambda: charts.score_waterfall(cards.home_care("82"), cards.home_care("95")),
    "dashboard": lambda: charts.card_dashboard(cards.home_care(), cards.roll_up()),
}
NOTHING: dict[str, Callable[[], Chart]] = {
    "radar": lambda: charts.radar(cards.card()),
    "goals": lambda: charts.bars_against_target(cards.card()),
    "bullets": lambda: charts.bullets(cards.card()),
    "trend": lambda: charts.trend_of(cards.UNKNOWN),
    "bullet": lambda: charts.bullet(cards.UNKNOWN),
    "heat": lambda: charts.heat_map(cards.roll_up(0)),
    "multiples": lambda: charts.small_multiples(()),
    "dots": lambda: charts.dot_plot(cards.comparison(0)),
    "compass": lambda: charts.compass_of(cards.by_unit(None), cards.by_unit(None)),
    "map": lambda: charts.strategy_map(cards.causes((), ())),
    "dashboard": lambda: charts.card_dashboard(cards.card()),
}


def with_long_names() -> Card:
    groups = tuple(
        cards.group(at, LONG, cards.goal(at, LONG, cards.figure(LONG, "88"))) for at in range(1, 5)
    )
    return cards.card(*groups, unit=LONG)


CROWDED: dict[str, Callable[[], Chart]] = {
    "radar": lambda: charts.radar(with_long_names()),
    "goals": lambda: charts.bars_against_target(with_long_names()),
    "bullets": lambda: charts.bullets(with_long_names()),
    "trend": lambda: charts.trend_of(cards.figure(LONG, "9.4", years=[str(at) for at in range(1, 13)])),
    "heat": lambda: charts.heat_map(cards.roll_up(24, [f"{at} {LONG[:200]}" for at in range(14)])),
    "multiples": lambda: charts.small_multiples(cards.by_unit(*["88"] * 20, name=LONG)),
    "compass": lambda: charts.compass_of(cards.by_unit(*["300"] * 30), cards.by_unit(*["88"] * 30)),
    "map": lambda: charts.strategy_map(cards.causes((9, 9, 9), [(at, 28 - at) for at in range(1, 14)])),
    "dashboard": lambda: charts.card_dashboard(with_long_names(), cards.roll_up(40, ["Ett perspektiv"] * 9)),
}


def outside(chart: Chart, sheet: Sheet) -> list[str]:
    """Texts that stand outside the picture."""
    figure = chart.draw(sheet)
    renderer = agg_canvas(figure).get_renderer()
    width, height = figure.get_size_inches() * figure.dpi
    found = []
    for each in figure.findobj(Text):
        box = each.get_window_extent(renderer)
        if box.x0 < -2 or box.y0 < -2 or box.x1 > width + 2 or box.y1 > height + 2:
            found.append(each.get_text())
    return found


@pytest.mark.parametrize("name", EVERY)
def test_every_chart_has_room_and_says_itself(name: str) -> None:
    chart = EVERY[name]()
    for width in (700, 900) if name == "dashboard" else (240, 480, 900):
        assert outside(chart, Sheet(width, captions=False)) == []
    caption, table = chart.caption, chart.table()
    assert caption.title
    assert caption.source.startswith("Källa: ")
    assert chart.words()
    assert all(len(row) == len(table.heads) for row in table.rows)


@pytest.mark.parametrize("name", EVERY)
def test_every_part_can_be_pointed_at_where_it_is_drawn(name: str) -> None:
    chart = EVERY[name]()
    wide = 980 if name == "dashboard" else 480
    for sheet in (Sheet(wide, captions=False), Sheet(480, DARK), Sheet(wide, captions=False, height=600)):
        figure, spots = chart.draw(sheet), chart.spots(sheet)
        width, height = figure.get_size_inches() * 96
        assert spots
        assert all(spot.words for spot in spots)
        inside = [
            -8 <= spot.left < spot.right <= width + 8 and -8 <= spot.top < spot.bottom <= height + 8
            for spot in spots
        ]
        assert all(inside)
    assert any(spot.key for spot in chart.spots(SHEET))


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_to_show_is_said(name: str) -> None:
    chart = NOTHING[name]()
    assert chart.caption.title
    assert texts(chart.draw(Sheet(300)))
    chart.words()
    chart.table()


@pytest.mark.parametrize("name", CROWDED)
def test_many_and_long_names_keep_within_the_picture(name: str) -> None:
    chart = CROWDED[name]()
    low = 0 if name == "map" else 180
    for sheet in (Sheet(260), Sheet(700, height=low)):
        assert outside(chart, sheet) == []
    assert max(len(text) for text in texts(chart.draw(Sheet(700)))) < 300


def test_findings_count_the_goals() -> None:
    assert goals_met(3, 1, 1, 0) == "Tre av fem mål nås"
    assert goals_met(0, 1, 1, 0) == "Inget av två mål nås"
    assert goals_met(4, 0, 0, 2) == "Alla fyra mål nås, två går inte att bedöma"
    assert goals_met(0, 0, 0, 3) == "Inga mål går att bedöma än"
    assert goals_met(14, 1, 0, 0) == "14 av 15 mål nås"


def test_titles_say_what_the_values_say() -> None:
    assert EVERY["goals"]().caption.title == "Två av fem mål nås"
    assert EVERY["radar"]().caption.title == "Bara processer når målet, medarbetare är svagast"
    assert (
        EVERY["bullets"]().caption.title == "Två av fem mått når målet; uppgift saknas för ”Medarbetarindex”"
    )
    assert EVERY["trend"]().caption.title == "Sjukfrånvaro har ökat fyra mätningar i rad och når inte målet"
    assert EVERY["dots"]().caption.title == "Ljusnarsberg är 8 av 13, sämre än medianen"
    assert EVERY["multiples"]().caption.title == "Nöjda brukare: en av två enheter når målet"
    assert EVERY["compass"]().caption.title == "Enhet 0: låg kvalitet, låg kostnad"
    assert EVERY["satisfaction"]().caption.title == "Nöjd-Kund-Index: 68, nöjd, upp 4"
    assert EVERY["change"]().caption.title.startswith("Poängen har ökat från ")


def test_a_missing_value_has_neither_bar_nor_number_nor_zero() -> None:
    places = bullet_places(cards.UNKNOWN)
    assert (places.value, places.before) == (None, None)
    row = next(row for row in EVERY["bullets"]().table().rows if row[0] == "Medarbetarindex")
    assert row[1:] == ("–", "75", "–", "–", "Uppgift saknas")
    trend = charts.trend_of(cards.figure("Nöjda", "88", years=("80", None, "84")))
    assert [point.value is None for point in trend.points if not point.forecast] == [
        False,
        True,
        False,
        False,
    ]
    assert "2024: uppgift saknas" in trend.words()
    unknown = charts.radar(
        cards.card(*(cards.group(at, f"P{at}", cards.goal(at, "M", cards.UNKNOWN)) for at in (1, 2, 3)))
    )
    assert unknown.caption.title == "Inga poäng att visa än: uppgifter saknas"
    assert all(axis.score is None for axis in unknown.axes)  # type: ignore[attr-defined]


def test_bullets_lie_on_the_scale_of_the_score() -> None:
    third = pytest.approx(1 / 3, abs=1e-9)
    at_limit = bullet_places(cards.figure("A", "80"))
    assert (at_limit.value, at_limit.threshold, at_limit.target) == (third, third, pytest.approx(2 / 3))
    assert bullet_places(cards.figure("A", "9", "6", "9", direction="lower")).value == third
    without = bullet_places(cards.figure("A", "45", "90", None))
    assert (without.value, without.threshold) == (third, None)
    assert bullet_places(cards.figure("A", "45", None, None)).value is None


def test_colour_is_never_alone() -> None:
    """Every cell of the heat map has its number or a sign; take the colours away and all is still told."""
    chart = charts.heat_map(cards.roll_up(6, ("Ett", "Två", "Tre")))
    board_texts = texts(chart.draw(SHEET))
    numbers = sum(bool(cell.text) for row in chart.rows for cell in row.cells)
    assert sum(text.replace(",", "").isdigit() for text in board_texts) == numbers
    cells = sum(len(row.cells) for row in chart.rows)
    figure = chart.draw(SHEET)
    assert sum(isinstance(each, Rectangle) for each in figure.artists) == cells
    signs = sum(isinstance(each, Line2D) for each in figure.artists)
    assert signs == sum(len(SIGNS[cell.standing][0]) for row in chart.rows for cell in row.cells)


def test_a_forecast_is_the_straight_line_through_whole_years() -> None:
    trend = charts.trend_of(cards.figure("Andel", "71", years=("60", "64", "68")))
    coming = [point for point in trend.points if point.forecast]
    assert [(point.label, point.value, point.text) for point in coming] == [
        ("2026", Decimal(72), "72\u00a0%")
    ]
    assert not any(
        point.forecast for point in charts.trend_of(cards.figure("A", "9", years=("7", "8"))).points
    )
    capped = charts.trend_of(cards.figure("Andel", "99", years=("90", "95", "100")))
    assert next(point.value for point in capped.points if point.forecast) == 100


def test_perspectives_that_are_few_or_many_stand_as_bars() -> None:
    two = cards.card(*cards.home_care().groups[:2])
    assert type(charts.radar(two)).__name__ == "TargetBars"
    assert type(charts.radar(cards.card(*cards.home_care().groups[:3]))).__name__ == "Radar"
    areas = [
        cards.group(at, f"Område {at}", cards.goal(at, "M", cards.SICK), perspective=False) for at in range(9)
    ]
    assert type(charts.radar(cards.card(*areas))).__name__ == "TargetBars"


def test_the_dashboard_is_one_sheet_of_a4_lying_down() -> None:
    dashboard = charts.card_dashboard(cards.home_care(), cards.roll_up())
    width, height = dashboard.draw(Sheet(700)).get_size_inches() * 25.4
    assert (round(float(width)), round(float(height))) == (297, 210)
    told = texts(dashboard.draw(Sheet(700)))
    assert all(any(cell.chart.caption.title.startswith(text) for text in told) for cell in dashboard.cells)
    for first in dashboard.cells:
        for second in dashboard.cells:
            apart = first.right <= second.left or second.right <= first.left
            apart = apart or first.bottom <= second.top or second.bottom <= first.top
            assert first is second or apart
    keys = {spot.key[0] for spot in dashboard.spots(Sheet(700)) if isinstance(spot.key, tuple)}
    assert {"group", "indicator", "cell"} <= keys


def test_the_waterfall_of_scores_adds_up() -> None:
    before, now = cards.home_care("82"), replace(cards.home_care("95"), year=2027)
    steps = charts.score_waterfall(before, now).steps
    changes = sum(step.amount for step in steps if not step.is_sum)
    assert abs(steps[0].amount + changes - steps[-1].amount) <= len(steps)
    assert (steps[0].label, steps[-1].label) == ("2026", "2027")


def test_satisfaction_has_the_words_of_its_scale() -> None:
    words = [step_word(Decimal(each)) for each in (39, 40, 55, 74, 75)]
    assert words == ["inte godkänt", "godkänt", "nöjd", "nöjd", "mycket nöjd"]


REAL = (
    "Medborgarnas/brukarnas upplevda kvalitet", "Verksamhetens processer",
    "Medarbetarnas upplevda arbetsmiljö", "Ekonomi",
)  # fmt: skip


@pytest.mark.parametrize("width", [213, 250, 330])
def test_a_radar_in_a_panel_keeps_its_names_whole(width: int) -> None:
    groups = (replace(one, name=name) for one, name in zip(cards.home_care().groups, REAL, strict=True))
    chart = charts.radar(cards.card(*groups))
    sheet = Sheet(width, captions=False, height=200)
    assert not [words for words in texts(chart.draw(sheet)) if words.endswith("…")]
    assert outside(chart, sheet) == []


def test_the_map_has_room_for_titles_and_for_arrows_between_neighbours() -> None:
    causes = cards.causes((4,), ((1, 2), (4, 1)))
    title = "Resultatet är minst två procent av skatter och bidrag"
    goals = tuple(replace(goal, title=title) for goal in causes.groups[0].goals)
    chart = charts.strategy_map(replace(causes, groups=(replace(causes.groups[0], goals=goals),)))
    for width in (530, 640, 840):
        sheet = Sheet(width, captions=False)
        boxes = sorted((spot for spot in chart.spots(sheet) if spot.key in {("node", 1), ("node", 2)}),
                       key=lambda spot: spot.left)  # fmt: skip
        apart = boxes[1].left - boxes[0].right
        assert apart > 20 or boxes[0].bottom < boxes[1].top or boxes[1].bottom < boxes[0].top
        assert not [words for words in texts(chart.draw(sheet)) if words.endswith("…")]


def test_a_result_that_should_be_high_is_economy_on_the_compass_and_not_cost() -> None:
    results = cards.by_unit("1.2", "-2.8", "0.1", name="Avvikelse mot ram")
    chart = charts.compass_of(results, cards.by_unit("95", "70", "80"))
    assert [chart.quadrant(point) for point in chart.placed] == [
        "Hög kvalitet, god ekonomi", "Låg kvalitet, svag ekonomi", "Hög kvalitet, god ekonomi",
    ]  # fmt: skip
    costs = cards.by_unit("300", "410", name="Kostnad", direction="lower")
    few = charts.compass_of(costs, cards.by_unit("5", "9", name="Olika medarbetare", direction="lower"))
    assert few.quadrant(few.placed[0]) == "Hög kvalitet, låg kostnad"


def test_a_change_is_counted_only_on_what_has_a_score_in_both_years() -> None:
    now = replace(cards.home_care(), year=2027)
    first = cards.home_care("82").groups[0]
    chart = charts.score_waterfall(cards.card(first), now)
    assert [step.label for step in chart.steps] == ["2026", "Medborgare", "2027"]
    assert chart.steps[-1].text == charts.bullets(now).rows[0].score_text
    assert "Utan poäng något av åren: Processer, Medarbetare och Ekonomi." in chart.caption.note
    assert not charts.score_waterfall(cards.card(), now).steps


def test_where_not_all_figures_have_room_the_weakest_stay() -> None:
    good = [cards.figure(f"Gott {at}", "99") for at in range(20)]
    weak = [cards.figure(f"Svagt {at}", "60") for at in range(3)]
    chart = charts.bullets(cards.card(cards.group(1, "Allt", cards.goal(1, "Mål", *good, *weak))))
    told = texts(chart.draw(Sheet(480, captions=False, height=200)))
    assert {"Svagt 0", "Svagt 1", "Svagt 2"} <= set(told)
    assert any("till i styrkortet" in words for words in told)


def test_a_cell_with_nothing_to_measure_is_empty_and_said_so() -> None:
    roll_up = cards.roll_up(1)
    bare = replace(roll_up.rows[0].cells[0], score=None, count=0, standing="missing")
    row = replace(roll_up.rows[0], cells=(bare, *roll_up.rows[0].cells[1:]))
    chart = charts.heat_map(replace(roll_up, rows=(row,)))
    assert "Medborgare inget att mäta" in chart.words()
