"""Översikt: what it says is what the file holds, and every figure leads to its place."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from app.models.economy import PrerequisiteValue
from app.services.budget.views import version_ids
from app.services.storage import describe
from app.services.wheel import editing
from app.services.wheel.reading import wheel_view
from app.ui.overview import lines
from app.ui.parts.links import Sentence
from tests.conftest import TODAY
from tests.ui.overview.conftest import Shown

COUNCIL = "KF beslut om Övergripande strategier och budget"
Open = Callable[..., Shown]


@pytest.fixture
def shown(open_page: Open) -> Shown:
    return open_page()


def activity(shown: Shown, title: str) -> int:
    view = shown.space.read(partial(wheel_view, year=2026, today=TODAY))
    return next(one.key for one in view.activities if one.title.startswith(title))


def test_the_sentence_counts_down_to_the_council_s_budget_and_tells_what_is_late(shown: Shown) -> None:
    assert shown.page.accessibleName() == "Översikt, 21 november 2026"
    late = len(shown.page.ahead.late)
    words = "1 uppgift är försenad" if late == 1 else f"{late} uppgifter är försenade"
    assert shown.state == f"9 dagar till fullmäktiges budgetbeslut. {words}."
    assert shown.follow("9 dagar") == ("wheel_activity", activity(shown, COUNCIL))
    assert shown.follow(words) == ("wheel_activity", "late")


def test_what_is_due_leads_to_its_activity_with_how_long_is_left(shown: Shown) -> None:
    words = shown.page.due.words
    assert words[0] == "Kommande 30 dagar"
    place = next(n for n, text in enumerate(words) if text.startswith(COUNCIL))
    assert "KL 11 kap. 10" in words[place]
    assert words[place - 1] == "okt–nov"
    assert words[place + 1] == "om 9 dagar"
    assert shown.follow(COUNCIL, shown.page.due) == ("wheel_activity", activity(shown, COUNCIL))


def test_a_meeting_s_last_day_leads_to_the_meeting(shown: Shown) -> None:
    first = next(one for one in shown.page.overview.meetings if one.title.startswith("Sista dag"))
    assert shown.follow("Sista dag", shown.page.due) == ("meeting", first.key)


def test_what_is_late_says_how_many_days(shown: Shown) -> None:
    first = shown.page.ahead.late[0]
    assert f"{-first.days} dagar sen" in shown.page.late.words
    assert shown.follow(first.title, shown.page.late) == ("wheel_activity", first.key)


def test_gaps_are_counted_by_kind_and_lead_to_their_list(shown: Shown) -> None:
    gaps = shown.page.overview.gaps
    assert shown.page.gaps.words[0] == f"{gaps.count} luckor i röda tråden"
    group = gaps.groups[0]
    assert shown.follow(group.title, shown.page.gaps) == ("thread", f"gaps:{group.code}")
    assert shown.follow("Röda tråden", shown.page.gaps) == ("thread", "gaps:")


def test_frames_say_what_is_left_and_lead_to_the_version(shown: Shown) -> None:
    frames = shown.page.overview.frames
    words = shown.page.frames.words
    assert words[0] == "3,2\u00a0mnkr kvar att fördela 2027"
    assert {"3\u00a0200", "850", "−1\u00a0640"} <= set(words)
    assert words[-1].endswith("Mer än ramen är fördelat 2029.")
    assert shown.follow("2028", shown.page.frames) == ("plan_version", frames.version)
    assert frames.version in shown.space.read(version_ids)


def test_agreements_that_wait_are_listed_with_how_far_they_have_come(shown: Shown) -> None:
    words = shown.page.waiting.words
    assert words[0] == "4 uppdragshandlingar väntar på beslut"
    assert words[-1].startswith("21 av 25 är beslutade. ")
    assert shown.page.overview.unsigned > 0
    waiting = f"{shown.page.overview.unsigned} väntar på underskrift"
    assert shown.follow(waiting, shown.page.waiting) == ("agreement", "unsigned")
    assert shown.follow("Kostenhet", shown.page.waiting)[0] == "agreement"
    assert shown.follow("Uppdragshandlingar", shown.page.waiting) == ("agreement", "open")


def test_a_change_in_the_file_is_seen_at_once(shown: Shown, qtbot: QtBot) -> None:
    key = activity(shown, COUNCIL)
    view = shown.space.read(partial(wheel_view, year=2026, today=TODAY))
    done = partial(
        editing.set_status, activity_id=key, expected_version=view.activity(key).version, status="done",
        done_on=TODAY,
    )  # fmt: skip
    shown.space.run(done)
    assert "budgetbeslut" not in shown.state
    assert not any(words.startswith(COUNCIL) for words in shown.page.due.words)
    shown.space.undo()
    assert shown.state.startswith("9 dagar till fullmäktiges budgetbeslut.")


def test_a_new_file_teaches_the_first_steps_and_says_the_law_s_day(open_page: Open) -> None:
    shown = open_page(bare=True)
    page = shown.page
    assert page.start.words[0] == "Kom igång"
    assert shown.follow("Skriv de första målen", page.start) == ("node", None)
    assert shown.follow("Börja på budgeten för 2027", page.start) == ("plan_version", None)
    assert shown.follow("Lägg upp årshjulet för 2026", page.start) == ("wheel_activity", None)
    assert page.due.isVisible()
    assert any("fullmäktige antar budgeten" in words for words in page.due.words)
    for section in (page.late, page.collisions, page.gaps, page.frames, page.waiting):
        assert not section.isVisible()
    assert page.status == "Inga aktiviteter under 2026 än"


def test_a_file_that_has_begun_is_not_taught(shown: Shown) -> None:
    assert not shown.page.start.isVisible()


def test_it_reads_the_same_in_a_file_that_is_open_for_reading(open_page: Open) -> None:
    shown = open_page(read_only=True)
    assert shown.page.waiting.isVisible()
    assert shown.state.startswith("9 dagar")


def test_the_columns_stand_under_each_other_where_it_is_narrow(shown: Shown) -> None:
    ways = QBoxLayout.Direction
    assert shown.page._columns.direction() == ways.LeftToRight
    shown.page.resize(700, 780)
    assert shown.page._columns.direction() == ways.TopToBottom


def test_another_working_year_shows_that_year_and_keeps_what_is_due(shown: Shown) -> None:
    due = shown.page.due.words
    shown.space.set_working_year(2027)
    assert shown.page.ahead.wheel.year == 2027
    assert shown.page.due.words == due


def test_every_link_is_reached_by_the_keyboard(shown: Shown) -> None:
    linked = [label for label in shown.page.findChildren(Sentence) if label.links() and label.isVisible()]
    assert len(linked) > 15
    assert all(label.focusPolicy() == Qt.FocusPolicy.StrongFocus for label in linked)


def test_the_strip_opens_an_activity_by_keyboard_and_pointer(shown: Shown) -> None:
    strip = shown.page.strip
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert shown.places[-1] == ("wheel_activity", strip.strip.bars[0].activity.key)
    QTest.keyClick(strip, Qt.Key.Key_Left)
    for _ in strip.strip.bars:
        QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert shown.places[-1] == ("wheel_activity", strip.strip.bars[-1].activity.key)


def test_all_of_the_days_ahead_are_shown_on_the_page_and_folded_again(
    shown: Shown, qapp: QApplication
) -> None:
    items = len(shown.page.ahead.due) + len(shown.page.overview.meetings)
    assert items > lines.MOST
    folded = shown.page.due.words
    shown.links(shown.page.due)[f"{items - lines.MOST} till"].on_click()
    qapp.processEvents()
    assert sum(words.startswith(("om ", "i morgon", "i dag")) for words in shown.page.due.words) == items
    shown.links(shown.page.due)["Visa färre"].on_click()
    qapp.processEvents()
    assert shown.page.due.words == folded


@pytest.mark.parametrize("title", ["Ett namn som aldrig tar slut " * 14, "å" * 400])
def test_an_endless_name_is_cut_and_told_whole_to_the_pointer(shown: Shown, title: str) -> None:
    key, width = activity(shown, COUNCIL), shown.page.due.width()
    version = shown.space.read(partial(wheel_view, year=2026, today=TODAY)).activity(key).version
    name = title[:400].strip()
    call = partial(editing.set_fields, activity_id=key, expected_version=version, title=name)
    assert shown.space.run(call) is not None
    shown.page.load()
    line = next(one for one in shown.page.due.findChildren(Sentence) if one.toolTip())
    assert line.toolTip() == name
    assert len(line.plain_text()) < len(name) / 2
    assert shown.page.due.width() == width
    assert line.sizeHint().width() <= width


def test_a_budget_that_breaks_the_law_is_seen_with_its_paragraph(shown: Shown, qtbot: QtBot) -> None:
    def spend(session: Session) -> None:
        describe(session, "Prov")
        version = shown.page.overview.frames.version
        more = {"plan_version_id": version, "line": "central_cost", "year": 2027}
        session.add(PrerequisiteValue(**more, value=Decimal(90_000_000)))

    assert shown.page.law.isHidden()
    shown.space.run(spend)
    qtbot.waitUntil(lambda: shown.page.complete, timeout=5000)
    said = shown.page.law.words
    assert said[0] == "1 lagkrav som budgeten inte uppfyller"
    assert shown.follow("1 lagkrav på budgeten är inte uppfyllt") == ("economy", None)
    assert any("11 kap. 5 §" in words and "inget undantag" in words for words in said)
    assert shown.follow("Resultat över noll", shown.page.law) == ("economy", "statements")
    shown.space.undo()
    qtbot.waitUntil(lambda: shown.page.complete and shown.page.law.isHidden(), timeout=5000)
    assert "lagkrav" not in shown.state
