"""The page Årshjul over a real file: one year in four faces and a list, with one selection and one filter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu

from app.services.wheel.timing import day_timing, timing_of_when
from app.ui.parts.columns import ACCESSIBLE
from app.ui.parts.empty_state import EmptyState
from app.ui.shell.pages import page_for
from app.ui.wheel.faces import Face
from app.ui.wheel.filtering import Choice
from app.ui.wheel.page import CALENDAR, MEETINGS, TIMELINE, WHEEL
from app.ui.wheel.side import DETAILS, LIST
from tests.ui.wheel.conftest import COUNCIL, Hands, ShownWheel, plain

HEADINGS = ["Utan angiven tid i modellen", "Lagens gränser"]
pytestmark = pytest.mark.usefixtures("qapp")


def _face(shown: ShownWheel) -> Face:
    face = shown.page.faces.current
    assert isinstance(face, Face)
    return face


def test_links_to_activities_and_meetings_lead_here() -> None:
    for kind in ("wheel_activity", "meeting"):
        spec = page_for(kind)
        assert spec is not None
        assert spec.key == "wheel"


def test_the_sentence_counts_every_activity_once_and_its_figures_filter(shown_wheel: ShownWheel) -> None:
    view = shown_wheel.view
    done = [one.title for one in view.activities if one.status == "done"]
    assert shown_wheel.state.startswith(f"{len(view.activities)} aktiviteter: {len(done)} klara")
    shown_wheel.follow("klara")
    assert shown_wheel.listed == done
    assert shown_wheel.page.shown is not None
    assert [one.title for one in shown_wheel.page.shown.activities] == done
    assert shown_wheel.state.endswith(f"Just nu visar {len(done)}. Visa alla")
    shown_wheel.follow("Visa alla")
    assert len(shown_wheel.listed) == len(view.activities)


def test_the_list_has_everything_in_three_parts(shown_wheel: ShownWheel) -> None:
    view = shown_wheel.view
    headings = [row.title for row in shown_wheel.page.rows.shown if row.heading]
    assert headings == HEADINGS
    days = [row.title for row in shown_wheel.page.rows.shown if row.day is not None]
    assert days == [day.name for day in view.legal]
    undated = [one for one in view.activities if not one.when.dated]
    titles = shown_wheel.listed
    assert titles[-len(undated) :] == [one.title for one in undated]


def test_sorting_keeps_the_parts_apart(shown_wheel: ShownWheel) -> None:
    rows = shown_wheel.page.rows
    by_time = shown_wheel.listed
    rows.horizontalHeader().sectionClicked.emit(1)
    assert shown_wheel.listed != by_time
    assert [row.title for row in rows.shown if row.heading] == [
        "Utan angiven tid i modellen",
        "Lagens gränser",
    ]
    assert sorted(shown_wheel.listed) == sorted(by_time)
    for _ in range(2):
        rows.horizontalHeader().sectionClicked.emit(1)
    assert shown_wheel.listed == by_time


def test_the_list_says_in_words_all_that_is_drawn(shown_wheel: ShownWheel) -> None:
    rows = shown_wheel.page.rows.rows
    row = next(n for n, one in enumerate(shown_wheel.page.rows.shown) if one.title.startswith(COUNCIL))
    said = rows.data(rows.index(row, 1), ACCESSIBLE)
    assert "Planering" in said
    assert "Kommunfullmäktige" in said
    assert "Lagens gräns 30 november" in said


def test_the_list_keeps_the_rules_of_a_model(shown_wheel: ShownWheel) -> None:
    tester = QAbstractItemModelTester(
        shown_wheel.page.rows.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    shown_wheel.page.narrow(Choice(text="budget"))
    shown_wheel.page.rows.sort_list("title", Qt.SortOrder.DescendingOrder)
    shown_wheel.page.narrow(Choice())
    assert tester.model() is shown_wheel.page.rows.rows


def test_the_selection_is_shared_by_faces_list_and_details(shown_wheel: ShownWheel) -> None:
    page = shown_wheel.page
    one = shown_wheel.activity(COUNCIL)
    _face(shown_wheel).selected.emit(one.key)
    row = page.rows.current_row()
    assert row.key == one.key
    page.side.turn(DETAILS)
    assert page.side.details is not None
    assert page.side.details.title == one.title
    other = shown_wheel.activity("Bokslut")
    page.rows.select(other.key)
    assert page.selected == other.key
    assert page.side.details.title == other.title


@pytest.mark.parametrize("key", [WHEEL, CALENDAR, TIMELINE, MEETINGS])
def test_every_face_is_made_when_it_is_chosen_and_keeps_the_selection(
    shown_wheel: ShownWheel, key: str
) -> None:
    page = shown_wheel.page
    assert set(page.faces.made) == {WHEEL}
    one = shown_wheel.activity(COUNCIL)
    page.select(one.key)
    page.show_face(key)
    assert page.faces.current is page.faces.made[key]
    assert page.faces.current.isVisibleTo(page.faces)
    assert page.selected == one.key


def test_the_filter_acts_on_faces_and_list_alike(shown_wheel: ShownWheel) -> None:
    page = shown_wheel.page
    page.filter_field.setText("uppdragshandling")
    assert shown_wheel.listed
    assert all("uppdragshandling" in title.casefold() for title in shown_wheel.listed)
    assert page.shown is not None
    assert [one.title for one in page.shown.activities] == shown_wheel.listed
    page.choices.narrowed.emit(replace(page.choice, text="", phase="uppfoljning"))
    assert page.filter_field.text() == ""
    assert {one.phase for one in page.shown.activities} == {"uppfoljning"}
    page.filter_field.setText("finns inte alls")
    assert "ingen stämmer med urvalet" in shown_wheel.state


def test_the_menu_of_choices_narrows_and_says_so(shown_wheel: ShownWheel) -> None:
    page = shown_wheel.page
    under = next(menu for menu in page.choices.menu().findChildren(QMenu) if menu.title() == "Status")
    next(entry for entry in under.actions() if entry.text() == "Klar").trigger()
    assert page.choices.words == "Klar"
    assert {one.status for one in page.shown.activities} == {"done"} if page.shown else False
    next(entry for entry in page.choices.menu().actions() if entry.text() == "Visa alla").trigger()
    assert page.choices.words == "alla"


def test_a_link_to_an_activity_takes_away_the_filter_that_hides_it(shown_wheel: ShownWheel) -> None:
    page = shown_wheel.page
    page.narrow(Choice(text="medborgardialog"))
    one = shown_wheel.activity(COUNCIL)
    assert page.show_place("wheel_activity", one.key)
    assert (page.selected, page.choice) == (one.key, Choice())
    assert not page.show_place("wheel_activity", 1)


def test_a_link_to_a_meeting_opens_the_plan(shown_wheel: ShownWheel) -> None:
    from app.services.wheel.meetings import meeting_plan

    plan = shown_wheel.space.read(partial(meeting_plan, year=2026))
    page = shown_wheel.page
    assert page.show_place("meeting", plan.rows[3].key)
    assert page.faces.key == MEETINGS
    assert not page.show_place("meeting", 1)
    assert page.show_place("wheel_activity", shown_wheel.activity(COUNCIL).key)
    assert page.faces.key == WHEEL


def test_another_year_shows_what_it_has(shown_wheel: ShownWheel) -> None:
    shown_wheel.page.select(shown_wheel.activity(COUNCIL).key)
    shown_wheel.space.set_working_year(2031)
    assert shown_wheel.page.selected is None
    assert shown_wheel.state == "Inga aktiviteter för 2031 än"
    assert shown_wheel.page.findChild(EmptyState) is not None


def test_an_empty_year_is_filled_from_the_model_in_one_step(open_wheel: Callable[..., ShownWheel]) -> None:
    shown = open_wheel(empty=True)
    first = shown.page.findChild(EmptyState)
    assert first is not None
    assert first.button.text() == "Skapa årets aktiviteter"
    assert not shown.page.add_button.isVisible()
    first.button.click()
    assert shown.view.activities
    assert shown.told[-1].endswith("lades ut på 2026. Ctrl+Z ångrar.")
    assert len(shown.listed) == len(shown.view.activities)
    shown.space.undo()
    assert not shown.view.activities


def test_a_drag_writes_and_a_refused_one_stands_where_it_stood(shown_wheel: ShownWheel, hands: Hands) -> None:
    page = shown_wheel.page
    dialogue = shown_wheel.activity("Medborgardialog")
    _face(shown_wheel).time_wanted.emit(dialogue.key, day_timing(date(2026, 12, 8)))
    assert shown_wheel.activity("Medborgardialog").when.first == date(2026, 12, 8)
    council = shown_wheel.activity(COUNCIL)
    hands.will(None)
    _face(shown_wheel).time_wanted.emit(council.key, day_timing(date(2026, 12, 14)))
    assert "11 kap. 10 och 11 §§" in plain(hands.seen[0])
    assert shown_wheel.activity(COUNCIL).when == council.when
    assert page.view is not None
    assert page.view.activity(council.key) == council


def test_a_copy_is_selected(shown_wheel: ShownWheel) -> None:
    one = shown_wheel.activity("Nätverksträff")
    before = len(shown_wheel.view.activities)
    _face(shown_wheel).copy_wanted.emit(one.key, day_timing(date(2026, 12, 3)))
    assert len(shown_wheel.view.activities) == before + 1
    copied = shown_wheel.page.selected
    assert copied != one.key
    assert shown_wheel.view.activity(copied).when.first == date(2026, 12, 3)  # type: ignore


def test_a_new_activity_is_asked_for_on_the_day_that_was_pointed_at(
    shown_wheel: ShownWheel, hands: Hands
) -> None:
    hands.will({"title": "Studiebesök", "body": "Kommunstyrelsen"})
    _face(shown_wheel).day_wanted.emit(date(2026, 12, 9))
    made = shown_wheel.activity("Studiebesök")
    assert (made.when.first, made.bodies, made.concerns) == (date(2026, 12, 9), ("Kommunstyrelsen",), 2027)
    assert shown_wheel.page.selected == made.key


def test_a_time_that_cannot_be_read_is_said_in_the_dialog(shown_wheel: ShownWheel, hands: Hands) -> None:
    hands.will({"title": "Studiebesök", "time": "31 februari"}, {"time": "mitten av mars"})
    shown_wheel.page.adding.activity()
    assert "31 februari" in plain(hands.seen[1])
    assert shown_wheel.activity("Studiebesök").when.words == "mitten av mars"


def test_the_menu_of_an_activity_sets_status_and_moves(shown_wheel: ShownWheel) -> None:
    from app.ui.wheel import menus

    page = shown_wheel.page
    one = shown_wheel.activity("Medborgardialog")
    menu = QMenu(page)
    menus.fill_menu(menu, page, one.key)
    words = [entry.text() for entry in menu.actions() if entry.text()]
    assert words == ["Visa detaljer", "Status", "Flytta", "Kopiera aktiviteten…", "Ta bort", "Ny aktivitet…"]
    status, moves = (entry.menu() for entry in menu.actions()[1:3])
    next(entry for entry in status.actions() if entry.text() == "Pågår").trigger()
    assert shown_wheel.activity("Medborgardialog").status == "ongoing"
    next(entry for entry in moves.actions() if entry.text() == "En vecka senare").trigger()
    assert one.when.first is not None
    assert shown_wheel.activity("Medborgardialog").when.first == one.when.first + timedelta(days=7)


def test_the_menu_opens_on_what_was_pointed_at(
    shown_wheel: ShownWheel, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(
        QMenu, "popup", lambda menu, _at: opened.append([one.text() for one in menu.actions()])
    )
    one = shown_wheel.activity(COUNCIL)
    _face(shown_wheel).menu_wanted.emit(one.key, QPoint(10, 10))
    assert shown_wheel.page.selected == one.key
    assert opened[0][0] == "Visa detaljer"
    _face(shown_wheel).menu_wanted.emit(None, QPoint(10, 10))
    assert opened[1] == ["Ny aktivitet…"]


def test_menus_of_the_year_offer_what_can_be_done(open_wheel: Callable[..., ShownWheel]) -> None:
    shown = open_wheel()
    page = shown.page
    page._menus["export"].aboutToShow.emit()
    texts = [entry.text() for entry in page._menus["export"].actions() if entry.text()]
    assert texts[0] == "Skriv ut…"
    assert "Affisch (PDF)…" in texts
    assert "Kalenderfil (.ics)…" in texts
    page._menus["more"].aboutToShow.emit()
    texts = [entry.text() for entry in page._menus["more"].actions() if entry.text()]
    assert texts[:2] == ["Planera 2027 från 2026…", "Jämför år eller modeller…"]
    assert page.export_actions()[0].text() == "Affisch (PDF)…"
    page.show_face(MEETINGS)
    assert any("Sammanträden" in entry.text() for entry in page.export_actions())


def test_what_has_passed_is_marked_as_done_at_once(
    open_wheel: Callable[..., ShownWheel], hands: Hands
) -> None:
    shown = open_wheel(empty=True)
    first = shown.page.findChild(EmptyState)
    assert first is not None
    first.button.click()
    late = [one.key for one in shown.view.activities if one.status == "late"]
    page = shown.page
    page._menus["more"].aboutToShow.emit()
    entry = next(one for one in page._menus["more"].actions() if one.text().startswith("Markera"))
    assert str(len(late)) in entry.text()
    hands.will("Markera som klara")
    entry.trigger()
    assert all(shown.view.activity(key).status == "done" for key in late)  # type: ignore[union-attr]


def test_delete_removes_and_asks_first_where_something_goes_with_it(
    shown_wheel: ShownWheel, hands: Hands
) -> None:
    page = shown_wheel.page
    one = shown_wheel.activity("Årsredovisningen lämnas")
    assert one.documents
    page.select(one.key)
    hands.will(None)
    page._on_delete()
    assert shown_wheel.view.activity(one.key) is not None
    hands.will("Ta bort")
    page._on_delete()
    assert shown_wheel.view.activity(one.key) is None
    shown_wheel.space.undo()
    assert shown_wheel.view.activity(one.key) is not None


def test_options_reach_the_face_and_are_remembered(shown_wheel: ShownWheel) -> None:
    page = shown_wheel.page
    page.options.choose(rings="body", start_month=7)
    assert page.view is not None
    options = page.options.of(page.view)
    assert (options.rings, options.start_month) == ("body", 7)
    assert page.faces._told[WHEEL][1] == options
    menu = QMenu(page)
    page.options.fill(menu, 1)
    rings = next(entry.menu() for entry in menu.actions() if entry.text() == "Ringar")
    assert [entry.text() for entry in rings.actions() if entry.isChecked()] == ["Efter organ"]
    page.options.choose(start_month=None)
    assert page.options.of(page.view).start_month == 1


def test_zoom_is_kept_until_another_year(shown_wheel: ShownWheel) -> None:
    page = shown_wheel.page
    days = (date(2026, 10, 1), date(2026, 12, 31))
    _face(shown_wheel).zoom_wanted.emit(days)
    assert page.view is not None
    assert page.options.of(page.view).zoom == days
    shown_wheel.space.set_working_year(2027)
    assert page.options.zoom is None


def test_read_only_shows_everything_and_writes_nothing(open_wheel: Callable[..., ShownWheel]) -> None:
    shown = open_wheel(read_only=True)
    page = shown.page
    one = shown.activity(COUNCIL)
    page.open_details(one.key)
    assert _face(shown).read_only
    assert not page.add_button.isEnabled()
    assert shown.part("when").field.isReadOnly()
    _face(shown).time_wanted.emit(one.key, day_timing(date(2026, 11, 23)))
    page._on_delete()
    assert shown.activity(COUNCIL) == one
    page.side.turn(LIST)
    assert page.rows.current_row().key == one.key


def test_a_change_elsewhere_is_seen(shown_wheel: ShownWheel) -> None:
    from app.services.wheel import editing

    one = shown_wheel.activity("Medborgardialog")
    use_case = partial(
        editing.set_time,
        activity_id=one.key,
        expected_version=one.version,
        timing=replace(timing_of_when(one.when), first=date(2026, 12, 15), last=date(2026, 12, 15)),
    )
    shown_wheel.space.run(use_case)
    row = next(row for row in shown_wheel.page.rows.shown if row.key == one.key)
    assert row.time == "15 december"
