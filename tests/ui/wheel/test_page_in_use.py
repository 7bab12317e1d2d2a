"""The page as it is used: a drag over the law's day, typing in a large year, Tab, long titles, tooltips."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.services.wheel.views import Activity, WheelView
from app.ui.wheel.activity_delegate import TITLE, height_of
from app.ui.wheel.activity_list import ActivityList
from app.ui.wheel.activity_rows import ListRow, activity_row
from app.ui.wheel.row_text import MARK, fitted, note_lines, title_lines
from app.ui.wheel.side import DETAILS, LIST
from app.ui.wheel.wheel_face import WheelFace
from tests.ui.wheel.conftest import COUNCIL, Hands, ShownWheel, plain
from tests.ui.wheel.pointing import click, drag, on_arc, on_day, radius_of
from tests.ui.wheel.sample_year import activity, year_view

REASON = "Statens besked om bidragen dröjer"
INTERIM = "Delårsrapporten behandlas"
LONG = "Förvaltningschefens motsvarande sammanställning av månadsrapporter " * 6
TOOLTIP = Qt.ItemDataRole.ToolTipRole


def _wheel(shown: ShownWheel) -> WheelFace:
    face = shown.page.faces.current
    assert isinstance(face, WheelFace)
    return face


def _drag(shown: ShownWheel, title: str, day: date, part: float = 0.5) -> None:
    face, key = _wheel(shown), shown.activity(title).key
    drag(face, on_arc(face, key, part), on_day(face, day, radius_of(face, key)))


def _settle(shown: ShownWheel, title: str, time: str) -> None:
    assert shown.page.edits.time(shown.activity(title).key, time)


# ---- the law, by the hand on the wheel ------------------------------------------------------------


def test_a_drag_past_november_asks_for_the_reasons_and_the_tax_rate(
    shown_wheel: ShownWheel, hands: Hands
) -> None:
    _settle(shown_wheel, COUNCIL, "24 november")
    hands.will({"reason": REASON, "tax": "2026-11-23"})
    _drag(shown_wheel, COUNCIL, date(2026, 12, 10))
    assert "11 kap. 10 och 11 §§" in plain(hands.seen[0])
    assert "skattesatsen" in hands.seen[0]
    after = shown_wheel.activity(COUNCIL)
    assert after.when.last == date(2026, 12, 10)
    assert (after.exception_reason, after.tax_rate_on) == (REASON, date(2026, 11, 23))


def test_giving_up_the_reasons_leaves_the_arc_where_it_was(shown_wheel: ShownWheel, hands: Hands) -> None:
    _settle(shown_wheel, COUNCIL, "24 november")
    before = on_arc(_wheel(shown_wheel), shown_wheel.activity(COUNCIL).key)
    hands.will(None)
    _drag(shown_wheel, COUNCIL, date(2026, 12, 10))
    assert shown_wheel.activity(COUNCIL).when.last == date(2026, 11, 24)
    assert on_arc(_wheel(shown_wheel), shown_wheel.activity(COUNCIL).key) == before


def test_where_the_law_knows_no_reasons_a_drag_is_told_the_paragraph(shown_wheel: ShownWheel) -> None:
    one = next(
        one for one in shown_wheel.view.activities
        if (one.bound is not None and one.bound.latest == one.bound.deadline and one.status != "done")
        or one.title.startswith(INTERIM)
    )  # fmt: skip
    assert one.bound is not None
    shown_wheel.page.edits.status(one.key, "planned")
    _drag(shown_wheel, one.title, date(2026, 12, 15))
    assert one.bound.paragraph in plain(shown_wheel.told[-1])
    assert shown_wheel.activity(one.title).when.last == one.when.last


def test_months_drawn_over_the_law_ask_for_the_reasons_too(shown_wheel: ShownWheel, hands: Hands) -> None:
    assert shown_wheel.page.edits.treat_at(shown_wheel.activity(COUNCIL).key, None)
    assert shown_wheel.activity(COUNCIL).when.words == "oktober–november"
    hands.will({"reason": REASON, "tax": "2026-11-23"})
    _drag(shown_wheel, COUNCIL, date(2026, 12, 10), part=0.99)
    after = shown_wheel.activity(COUNCIL)
    assert (after.when.words, after.exception_reason) == ("oktober–december", REASON)


def test_what_a_move_brings_out_of_order_is_said_at_once(shown_wheel: ShownWheel) -> None:
    _settle(shown_wheel, COUNCIL, "24 november")
    key = shown_wheel.activity(COUNCIL).key
    before = shown_wheel.view.notices[key]
    _drag(shown_wheel, COUNCIL, date(2026, 10, 12))
    new = next(said for said in shown_wheel.view.notices[key] if said not in before)
    assert shown_wheel.told[-1] == f"Aktiviteten flyttades. {new}"


# ---- typing ---------------------------------------------------------------------------------------


def _many(view: WheelView, count: int) -> WheelView:
    ones = [
        replace(one, key=one.key + 10_000 * turn)
        for turn in range(count // len(view.activities) + 1)
        for one in view.activities
    ]
    return replace(view, activities=tuple(ones[:count]))


def test_a_large_year_is_narrowed_when_the_typing_pauses(
    shown_wheel: ShownWheel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown_wheel.page
    monkeypatch.setattr(page, "view", _many(shown_wheel.view, 400))
    for text in ("m", "me", "medb"):
        page.filter_field.setText(text)
        assert page.choice.text == ""
    qtbot.waitUntil(lambda: page.choice.text == "medb")
    assert page.shown is not None
    assert 0 < len(page.shown.activities) < 400
    page.filter_field.setText("medbo")
    page.filter_field.editingFinished.emit()
    assert page.choice.text == "medbo"
    page.filter_field.clear()
    assert page.choice.text == ""


def test_a_refused_time_stays_in_its_field_to_be_mended(shown_wheel: ShownWheel) -> None:
    shown_wheel.page.open_details(shown_wheel.activity(COUNCIL).key)
    assert not shown_wheel.type("when", "31 juni")
    assert shown_wheel.part("when").field.text() == "31 juni"
    assert shown_wheel.told


def test_what_was_refused_is_not_left_behind_by_choosing_something_else(shown_wheel: ShownWheel) -> None:
    page, key = shown_wheel.page, shown_wheel.activity(COUNCIL).key
    page.open_details(key)
    assert not shown_wheel.type("when", "31 juni")
    face = _wheel(shown_wheel)
    click(face, on_arc(face, shown_wheel.activity("Medarbetarsamtal").key))
    assert (page.selected, face.chosen) == (key, key)
    page.side.turn(LIST)
    assert page.side.shown == DETAILS
    assert shown_wheel.part("when").field.text() == "31 juni"
    assert shown_wheel.type("when", "30 november")
    click(face, on_arc(face, shown_wheel.activity("Medarbetarsamtal").key))
    assert page.selected == shown_wheel.activity("Medarbetarsamtal").key
    page.side.turn(LIST)
    assert page.side.shown == LIST


# ---- Tab ------------------------------------------------------------------------------------------


def _order(window: QWidget) -> list[QWidget]:
    found, each = [window], window.nextInFocusChain()
    while each is not window:
        found.append(each)
        each = each.nextInFocusChain()
    return found


@pytest.mark.parametrize("key", ["wheel", "calendar", "timeline"])
def test_tab_goes_from_the_tools_to_the_year_the_list_and_the_details(
    shown_wheel: ShownWheel, key: str
) -> None:
    page = shown_wheel.page
    page.show_face(key)
    page.open_details(shown_wheel.activity(COUNCIL).key)
    order = _order(shown_wheel.window)
    face: Any = page.faces.current
    year = order.index(face.focusProxy() or face)
    listed, tab = order.index(page.rows), order.index(page.side.tabs.findChildren(QWidget)[0])
    field = order.index(shown_wheel.part("when").field)
    turned = [*order[order.index(page.add_button) :], *order[: order.index(page.add_button)]]
    places = [turned.index(order[place]) for place in (year, tab, listed, field)]
    assert places == sorted(places)
    assert page.side.shown == DETAILS


# ---- long titles and what is told of them ---------------------------------------------------------


def _row(one: Activity) -> ListRow:
    return activity_row(one, year_view((one,)))


@pytest.mark.parametrize("width", [90, 150, 220, 400])
@pytest.mark.parametrize("example", [False, True])
@pytest.mark.parametrize("title", ["KF", LONG, "Å" * 400, "🎉 Fest i fullmäktige med många ord som bryts"])
def test_a_title_takes_up_to_three_lines_and_loses_no_word_before_the_cut(
    shown_wheel: ShownWheel, title: str, example: bool, width: int
) -> None:
    lines = title_lines(title, width, bold=False, example=example)
    assert 1 <= len(lines) <= 3
    assert MARK not in lines[-1][-3:] or title.endswith(MARK)
    kept = "".join(lines).replace(" ", "").removesuffix("…")
    assert title.replace(" ", "").startswith(kept)
    assert lines[-1].endswith("…") or kept == title.replace(" ", "")


def test_a_row_is_as_high_as_its_title_and_its_note(shown_wheel: ShownWheel) -> None:
    short, long = (_row(activity(1, title, _march())) for title in ("KF", LONG))
    assert height_of(long, 180, 90) == height_of(short, 180, 90) + 2 * 18
    noted = replace(short, note="Källan säger ”i samband med årsredovisning och delårsrapport”")
    assert len(note_lines(noted.note, 150)) == 2
    assert height_of(noted, 176, 90) == height_of(short, 176, 90) + 2 * 16
    assert fitted("", 100, 2) == ("",)


def _march() -> Any:
    from app.services.wheel.times import month_timing

    return month_timing(2026, 3)


def test_a_long_title_is_told_whole_in_a_tooltip_that_wraps(shown_wheel: ShownWheel) -> None:
    one = activity(1, LONG, _march(), example=True, law=None)
    rows = ActivityList(lambda _row: False, lambda _row, _title: False)
    rows.show_view(year_view((one,)))
    said = rows.rows.index(0, TITLE).data(TOOLTIP)
    assert said.startswith("<div style=")
    assert LONG.strip() in said
    assert "<i>ex</i>" in said
    law = next(place for place, row in enumerate(rows.shown) if row.day is not None)
    told = plain(rows.rows.index(law, TITLE).data(TOOLTIP))
    assert "Med särskilda skäl senast 31 december 2026" in told
    rows.deleteLater()


def test_the_tooltip_of_the_wheel_and_that_of_the_list_are_the_same(shown_wheel: ShownWheel) -> None:
    from app.ui.wheel import wheel_words

    page = shown_wheel.page
    one = shown_wheel.activity(COUNCIL)
    place = next(n for n, row in enumerate(page.rows.shown) if row.key == one.key)
    said = page.rows.rows.index(place, TITLE).data(TOOLTIP)
    assert said == wheel_words.tooltip(one, tuple(shown_wheel.view.notices.get(one.key, ())))
    assert "Övergripande strategier och budget 2027" in said
    for code in ("planering", "manadsintervall", "council-decision", "produces", "year", "None"):
        assert f">{code}<" not in said
