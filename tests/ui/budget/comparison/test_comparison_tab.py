"""The tab Jämförelse: what differs as a table, as charts and as shares, and to files."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.services.budget import frames, versions
from app.ui.budget.comparison.tab import ComparisonTab
from app.ui.parts.chart import CaptionedChart
from app.ui.parts.details import Custom, Facts
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.tree_view import TreeView
from tests.services.budget.ledger import CARE, KITCHEN, NIGHT, SCHOOL, TKR, Ledger
from tests.ui.budget.conftest import NBSP, Desk, sit_down


@pytest.fixture
def pair(ledger: Ledger) -> Ledger:
    """Two versions: the school has 50 more and the night 20 less in the later one."""
    first = ledger.version.id
    ledger.version_id = ledger.run(versions.create_version, source_id=first, name="KF", stage="decided")
    ledger.set(frames.set_component, SCHOOL, kind="volume", amount=50 * TKR)
    ledger.set(frames.set_component, NIGHT, kind="priority", amount=-20 * TKR)
    return ledger


@pytest.fixture
def seat(pair: Ledger, qtbot: QtBot) -> Desk:
    desk = sit_down(pair, qtbot)
    assert desk.page.show_tab("comparison")
    return desk


def tab(desk: Desk) -> ComparisonTab:
    found = desk.page.tab
    assert isinstance(found, ComparisonTab)
    return found


def tree(desk: Desk) -> TreeView:
    found = tab(desk).table.tree
    assert found is not None
    return found


def cells(view: TreeView) -> dict[str, list[str]]:
    """Every line by its name."""
    columns = view.rows.columns
    return {
        columns[0].text(node.value): [each.text(node.value) for each in columns[1:]]
        for node in view.rows.walk()
    }


def titles(view: TreeView) -> list[str]:
    return [column.title for column in view.rows.columns]


def choose(button: QPushButton, text: str) -> None:
    next(entry for entry in button.menu().actions() if entry.text() == text).trigger()


def shape(desk: Desk, text: str) -> None:
    buttons = tab(desk).shape.findChildren(QPushButton)
    next(button for button in buttons if button.text() == text).click()


def test_before_after_difference_and_parts_stand_beside_each_other(seat: Desk) -> None:
    assert seat.page.head.state.plain_text() == (
        "KF jämfört med Arbetsversion: 2 enheter och poster skiljer sig."
    )
    assert titles(tree(seat)) == [
        "Enhet", "Arbetsversion", "KF", "Skillnad", "Procent", "Volym", "Prioritering",
    ]  # fmt: skip
    told = cells(tree(seat))
    assert told["Alla ramar"] == [
        f"1{NBSP}650", f"1{NBSP}680", "+30", f"+1,8{NBSP}%", "+50", "−20",
    ]  # fmt: skip
    assert told[SCHOOL][:4] == [f"1{NBSP}000", f"1{NBSP}050", "+50", f"+5,0{NBSP}%"]
    assert told[KITCHEN][2:] == ["–"] * 4
    assert told["Kvar att fördela"][:3] == ["350", "320", "−30"]
    assert "Ramarna: +30" in tab(seat).status()


def test_only_what_changed_is_shown_when_it_is_asked_for(seat: Desk) -> None:
    tab(seat).changed_only.setChecked(True)
    assert set(cells(tree(seat))) == {"Alla ramar", "Kvar att fördela", SCHOOL, CARE, NIGHT}


def test_units_are_filtered_by_what_is_typed(seat: Desk) -> None:
    field = tab(seat).filter_field
    assert seat.page.filter_field is field
    assert field is not None
    field.setText("natt")
    seat.page.refresh()
    shown = [
        tree(seat).rows.value(tree(seat).rows.index(place, 0)).name
        for place in range(tree(seat).rows.rowCount())
    ]
    assert shown == [CARE]
    assert tree(seat).rows.matches == 1
    field.clear()
    assert tree(seat).rows.rowCount() == 5


def test_lines_are_sorted_among_their_siblings(seat: Desk) -> None:
    def names() -> list[str]:
        return [each.value.name for each in tree(seat).rows.walk() if each.value.parent is None]

    usual = names()
    header = tree(seat).header()
    header.sectionClicked.emit(3)
    assert names() == ["Alla ramar", "Kvar att fördela", SCHOOL, KITCHEN, CARE]
    header.sectionClicked.emit(3)
    assert names()[2:] == [CARE, KITCHEN, SCHOOL]
    header.sectionClicked.emit(3)
    assert names() == usual


def test_figures_are_copied_as_bare_numbers(seat: Desk) -> None:
    tab(seat).table.select(next(row.key for row in seat.page.view.rows if row.name == SCHOOL))
    tree(seat).copy_selection()
    assert QGuiApplication.clipboard().text().split("\t")[:5] == ["Skolan", "1000", "1050", "50", "5"]


def test_another_year_and_unit_are_shown(seat: Desk) -> None:
    choose(tab(seat).year, "2028")
    assert titles(tree(seat))[-1] == "Ram 2027"
    assert cells(tree(seat))[SCHOOL][-1] == "+50"
    seat.show_in("kr")
    assert cells(tree(seat))[SCHOOL][-1] == f"+50{NBSP}000"


def test_another_version_can_be_chosen_on_both_sides(seat: Desk, pair: Ledger) -> None:
    pair.run(versions.create_version, source_id=pair.version.id, name="Tre", stage="revised")
    seat.page.refresh()
    choose(seat.page.version, "KF")
    choose(tab(seat).other, "Tre")
    assert seat.page.head.state.plain_text().startswith("KF jämfört med Tre: 0 enheter")
    choose(seat.page.version, "Arbetsversion")
    assert seat.page.head.state.plain_text().startswith("Arbetsversion jämfört med Tre: 2 ")


def test_income_can_be_compared_alone(seat: Desk) -> None:
    choose(tab(seat).asked, next(e.text() for e in tab(seat).asked.menu().actions() if "ntäkt" in e.text()))
    assert seat.page.head.state.plain_text().endswith("0 enheter och poster skiljer sig.")


def test_a_unit_shows_its_difference_as_a_chart_and_facts(seat: Desk) -> None:
    assert tab(seat).show_place("unit", next(r.unit_id for r in seat.page.view.rows if r.name == SCHOOL))
    details: Any = seat.page.inspector.details
    assert (details.kicker, details.title) == ("Skillnad 2027", SCHOOL)
    charts = [part.make() for part in details.parts if isinstance(part, Custom)]
    assert [type(chart) for chart in charts] == [CaptionedChart]
    assert "Volym +50" in charts[0].view.accessibleDescription()
    facts = next(part for part in details.parts if isinstance(part, Facts))
    assert facts.rows[2].value == f"+50 tkr, +5,0{NBSP}%"
    for chart in charts:
        chart.deleteLater()


def test_the_difference_is_drawn_by_part_and_by_unit(seat: Desk) -> None:
    shape(seat, "Diagram")
    told = [chart.view.accessibleDescription() for chart in tab(seat)._charts.findChildren(CaptionedChart)]
    assert len(told) == 2
    assert "Volym +50; Prioritering −20" in told[0]
    assert "Skolan +50; Omsorgen −20" in told[1]


def test_shares_and_stability_are_told_with_their_measure(seat: Desk) -> None:
    shape(seat, "Andelar")
    view = tab(seat).share_table.tree
    assert view is not None
    assert titles(view) == [
        "Enhet", "Effekt 2027", "Procent", "Stabilitet", "Stabilitet före",
        "Andel 2026", "Andel 2027", "Andel 2028", "Andel 2029",
    ]  # fmt: skip
    assert cells(view)[SCHOOL][:3] == ["+50", f"+5,0{NBSP}%", "0,63"]
    assert tab(seat).said.plain_text().startswith("Stabilitet är hur många procentenheter")
    shape(seat, "Tabell")
    assert tab(seat).said.plain_text() == ""


@pytest.mark.parametrize(("place", "suffix", "begins"), [(0, ".pdf", b"%PDF"), (1, ".xlsx", b"PK")])
def test_what_is_shown_is_written_to_a_file(
    seat: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: int,
    suffix: str,
    begins: bytes,
) -> None:
    target = tmp_path / f"jämförelse{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    seat.page.export_actions()[place].trigger()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: bool(seat.said), timeout=20_000)
    assert target.read_bytes().startswith(begins)
    assert seat.said[-1][0].startswith(f"Sparade jämförelse{suffix}")


def test_with_one_version_it_says_how_to_get_another(ledger: Ledger, qtbot: QtBot) -> None:
    desk = sit_down(ledger, qtbot)
    desk.page.show_tab("comparison")
    assert any(empty.isVisible() for empty in tab(desk).findChildren(EmptyState))
    assert tab(desk).export_actions() == []
    assert not tab(desk).show_place("frame", 1)


def test_what_was_open_and_current_stays_when_figures_change(seat: Desk, pair: Ledger) -> None:
    care = next(row.key for row in seat.page.view.rows if row.name == CARE)
    view = tree(seat)
    view.collapse(view.rows.index_of(care))
    tab(seat).table.select(care)
    pair.set(frames.set_component, SCHOOL, kind="volume", amount=70 * TKR)
    seat.page.refresh()
    assert care not in tree(seat).open_keys()
    assert tree(seat).current_row().key == care
