"""What is told of a frame: the waterfall and its finding, the years, the versions, and what is tied."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from app.services.budget import frames, versions
from app.services.charts.bars import Bars
from app.services.charts.library import load
from app.services.charts.trend import Trend
from app.services.charts.waterfall import Waterfall
from app.ui.budget import composition
from app.ui.budget.waterfall import finding, frame_waterfall, steps
from app.ui.parts.chart import gallery
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.parts.details import Field, Thread
from tests.conftest import TODAY
from tests.services.budget.ledger import NIGHT, TKR, YEARS
from tests.ui.budget.conftest import NBSP, Desk
from tests.ui.budget.panels import charts_of, go, headings, inspector_of, said

HOME_CARE = "Hemtjänst Kopparberg"
VERSION = SimpleNamespace(name="KS förslag")
NET = SimpleNamespace(measure="net", financing="operating", version=VERSION)


@dataclass
class Row:
    """A frame of 2027 by its parts, in tkr."""

    parts: dict[str, int] = field(default_factory=dict)
    name = "Skolan"

    def amount(self, _year: int, kind: str) -> int:
        if kind == "total":
            return sum(self.parts.values()) * TKR
        return self.parts.get(kind, 0) * TKR


def test_parts_of_nothing_are_left_out_and_need_has_its_subtotal() -> None:
    row = Row({"previous": 19_640, "wages": 450, "volume": 780, "efficiency": -200})
    assert [(step.label, step.text) for step in steps(row, 2027, "tkr")] == [
        ("Ram 2026", f"19{NBSP}640"),
        ("Lönekompensation", "+450"),
        ("Volym", "+780"),
        ("Efter behov", f"20{NBSP}870"),
        ("Effektiviseringskrav", "−200"),
        ("Ram 2027", f"20{NBSP}670"),
    ]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"previous": 100, "volume": 58, "wages": 42}, "Volymen står för 58 procent av ökningen"),
        ({"previous": 100, "efficiency": -30, "wages": 10}, "Ramen minskar med 20,0 procent till 2027"),
        (
            {"previous": 100, "efficiency": -8, "technical": -2},
            "Effektiviseringskravet står för 80 procent av minskningen",
        ),
        ({"previous": 100, "wages": 5, "efficiency": -5}, "Ramen är oförändrad 2027"),
        ({}, "Ingen ram 2027 än"),
        ({"wages": 5}, "Lönekompensationen står för hela ökningen"),
        ({"plan": 5}, "Ramen är ny 2027"),
        ({"previous": 100, "plan": 5}, "Ramen växer med 5,0 procent till 2027"),
    ],
)
def test_the_title_is_a_finding(parts: dict[str, int], told: str) -> None:
    assert finding(Row(parts), 2027) == told


def test_the_note_says_what_is_measured_and_that_the_axis_is_broken() -> None:
    row = Row({"previous": 19_640, "wages": 450})
    note = frame_waterfall(NET, row, 2027, "tkr").caption.note
    assert note == "Från ram 2026 till ram 2027, tkr. Axeln är bruten."
    fees = SimpleNamespace(measure="cost", financing="fees", version=VERSION)
    note = frame_waterfall(fees, Row({"wages": 5}), 2027, "kr").caption.note
    assert note == "Från ram 2026 till ram 2027, avgiftsfinansierat, kostnad, kr."


def test_kronor_per_inhabitant_and_share_are_silent_where_nothing_is_known() -> None:
    assert composition.per_inhabitant(2_098_000_000, 5077) == f"4{NBSP}132"
    assert composition.per_inhabitant(1, None) is None
    assert composition.share(68, 1000) == f"6,8{NBSP}%"
    assert composition.share(68, 0) is None


# ---- the panel -------------------------------------------------------------------------------------


def test_the_panel_tells_of_the_unit_under_the_cursor(example_desk: Desk) -> None:
    inspector = go(example_desk, HOME_CARE, "volume")
    details = inspector.details
    assert details is not None
    assert (details.kicker, details.title, details.example) == ("Omsorg", HOME_CARE, True)
    waterfall, trend, beside = charts_of(inspector)
    assert isinstance(waterfall, Waterfall)
    assert waterfall.broken
    assert f"Ram 2027 20{NBSP}980" in waterfall.words()
    assert "Efter behov" in waterfall.words()
    assert isinstance(trend, Trend)
    assert [line.name for line in trend.lines if line.main] == ["KS förslag"]
    assert isinstance(beside, Bars)
    assert [row.label for row in beside.rows if row.chosen] == [HOME_CARE]
    facts = said(inspector)
    assert f"Andel av det fördelade: 6,5{NBSP}%" in facts
    assert f"Kronor per invånare 2027: 4{NBSP}132" in facts
    assert "Årsarbetare 2027: 31,5" in facts
    assert any(isinstance(part, Thread) for part in details.parts)
    assert headings(inspector)[-1] == "Plats i röda tråden"


def test_the_panel_waits_until_the_cursor_rests(example_desk: Desk, qtbot: QtBot) -> None:
    inspector = go(example_desk, HOME_CARE, "volume")
    before = inspector.details
    example_desk.go("Kommunkansli", "wages")
    assert inspector.details is before
    qtbot.waitUntil(lambda: inspector.details is not None and inspector.details.title == "Kommunkansli")


def test_a_panel_out_of_sight_reads_nothing_until_it_is_seen(example_desk: Desk, qtbot: QtBot) -> None:
    inspector = go(example_desk, HOME_CARE, "volume")
    inspector.hide()
    example_desk.go("Kommunkansli", "wages")
    qtbot.wait(200)
    assert inspector.details is not None
    assert inspector.details.title == HOME_CARE
    inspector.show()
    qtbot.waitUntil(lambda: inspector.details is not None and inspector.details.title == "Kommunkansli")


def drawn_at_rest(qtbot: QtBot, least: int) -> int:
    """How many figures have been drawn when so many have, and no more come."""
    qtbot.waitUntil(lambda: gallery().drawn >= least)
    before = -1
    while before != gallery().drawn:
        before = gallery().drawn
        qtbot.wait(150)
    return before


def test_a_change_draws_only_the_figures_it_concerns(example_desk: Desk, qtbot: QtBot) -> None:
    load()
    example_desk.window.resize(1420, 800)  # the panel is in sight
    begun = gallery().drawn
    inspector = go(example_desk, HOME_CARE, "volume")
    before = drawn_at_rest(qtbot, begun + 2)  # both charts in sight
    view = example_desk.page.view
    row = next(row for row in view.rows if row.name == HOME_CARE)
    ref = row.frames[YEARS[1]]
    example_desk.space.run(
        lambda session: frames.set_year_total(
            session, frame_id=ref.frame_id, total=22_000 * TKR, expected_version=ref.version
        )
    )
    assert drawn_at_rest(qtbot, before + 1) == before + 1  # the trend alone
    assert "22" in charts_of(inspector)[1].words()
    example_desk.go(HOME_CARE, "wages")
    inspector_of(example_desk)
    assert drawn_at_rest(qtbot, before + 1) == before + 1


def test_versions_that_differ_stand_beside_and_all_in_the_table(desk: Desk) -> None:
    first = desk.page.view.version
    made = desk.space.run(
        lambda session: versions.create_version(
            session, source_id=first.id, name="KS förslag", stage="proposal"
        )
    )
    desk.page.choose_version(made.value)
    trend = charts_of(go(desk, NIGHT, "volume"))[1]
    assert [line.name for line in trend.lines] == ["KS förslag"]
    assert [line.name for line in trend.unseen] == [first.name]
    desk.type("50", None)
    desk.page.settle()
    trend = charts_of(inspector_of(desk))[1]
    assert [line.name for line in trend.lines] == ["KS förslag", first.name]
    assert [row[0] for row in trend.table().rows] == ["KS förslag", first.name]
    assert [point.planned for point in trend.lines[0].points] == [False, True, True, True]
    assert any(first.name in text for text in said(inspector_of(desk)))


def test_a_decided_budget_year_is_whole_and_nothing_can_be_changed(desk: Desk) -> None:
    version = desk.page.view.version
    desk.space.run(
        lambda session: versions.lock_version(
            session, version_id=version.id, body="Kommunfullmäktige", decided_on=TODAY, paragraph="§ 1",
            registration_number=None, today=TODAY, expected_version=version.row_version,
        )
    )  # fmt: skip
    inspector = go(desk, NIGHT, "assignment")
    assert [point.planned for point in charts_of(inspector)[1].lines[0].points] == [False, False, True, True]
    assert inspector.details is not None
    assert all(part.locked for part in inspector.details.parts if isinstance(part, Field))
    assert not any("bidrag" in heading for heading in headings(inspector))


def test_the_note_of_a_cell_is_written_in_the_inspector(desk: Desk) -> None:
    inspector = go(desk, "Natten", "volume")
    found = next(widget for widget in inspector.parts if isinstance(widget, FieldWidget))
    editor = found.field
    editor.setFocus()
    editor.setPlainText("2 000 fler timmar")  # type: ignore[union-attr]
    assert desk.page.settle()
    model = desk.page.grid.model
    row = next(row for row in model.rows if row.name == "Natten")
    column = next(column for column in model.columns if column.kind == "volume")
    assert model.cell(row, column).note == "2 000 fler timmar"
    assert desk.space.undo_words == "Ändrade noten om volym för Natten 2027"
    assert "2 000 fler timmar" in said(inspector_of(desk))


def test_a_group_tells_of_its_sum_and_has_no_note_and_no_thread(example_desk: Desk) -> None:
    inspector = go(example_desk, "Omsorg", "volume")
    assert inspector.details is not None
    assert not any(isinstance(part, (Field, Thread)) for part in inspector.details.parts)
    trend = charts_of(inspector)[1]
    row = next(row for row in example_desk.page.view.rows if row.name == "Omsorg")
    ends = [point.amount for point in trend.lines[0].points]
    assert ends == [row.amount(2027, "previous"), *(row.amount(year, "total") for year in YEARS)]


def test_a_central_post_has_its_waterfall_and_no_grants(example_desk: Desk) -> None:
    inspector = go(example_desk, "Pensioner", "total")
    assert charts_of(inspector)[0].caption.title == "Priskompensationen står för hela ökningen"
    assert "Riktade bidrag" not in headings(inspector)


def test_the_thread_opens_the_uppdragshandling(example_desk: Desk) -> None:
    opened: list[tuple[str, object]] = []
    example_desk.space.place_requested.connect(lambda kind, key: opened.append((kind, key)))
    inspector = go(example_desk, HOME_CARE, "wages")
    assert inspector.details is not None
    thread = next(part for part in inspector.details.parts if isinstance(part, Thread))
    for step in thread.steps:
        if step.on_click is not None:
            step.on_click()
    assert [kind for kind, _ in opened] == ["node"] * (len(opened) - 1) + ["agreement"]
    assert thread.steps[-1].current


def test_a_cursor_that_moved_last_does_not_tell_on_another_tab(example_desk: Desk, qtbot: QtBot) -> None:
    inspector = go(example_desk, HOME_CARE, "volume")
    example_desk.go("Kommunkansli", "wages")
    assert example_desk.page.show_tab("comparison")
    before = inspector.details
    qtbot.wait(200)
    assert inspector.details is before
    assert example_desk.page.show_tab("frames")
    assert inspector.details is not None
    assert inspector.details.title == "Kommunkansli"


def test_a_frame_that_nobody_has_written_in_says_so(desk: Desk) -> None:
    view = desk.page.view
    row = next(row for row in view.rows if row.name == NIGHT)
    ref = row.frames[YEARS[0]]
    desk.space.run(
        lambda session: frames.set_previous(
            session, frame_id=ref.frame_id, amount=None, expected_version=ref.version
        )
    )
    shown = charts_of(go(desk, NIGHT, "volume"))
    assert shown[0].caption.title == "Ingen ram 2027 än"
    assert not any(isinstance(chart, Trend) for chart in shown)
