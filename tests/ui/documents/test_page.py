"""The register and an opened document, as a user works with them."""

import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.models.documents import AttachmentContent
from app.services.steering import deleting, nodes
from app.services.steering.decisions import Made, record_decision
from app.services.steering.documents import adding, heads
from app.services.storage import Database
from app.ui.documents.filters import ENDED, IN_FORCE, OPEN
from app.ui.documents.new_dialog import NewDocumentDialog
from app.ui.documents.opened import ATTACHMENTS, DECISIONS, HEAD, REFERRAL, VERSIONS
from app.ui.documents.timeline import Timeline
from app.ui.parts.detail_widgets import FieldWidget
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Sentence
from tests.ui.documents.conftest import CLOCK, Shown, show
from tests.ui.steering.conftest import Hands

PLAN = "Översiktsplan"
KF = "Kommunfullmäktige"


def _decide(shown: Shown) -> None:
    made = Made(body=KF, decided_on=date(2010, 11, 17), paragraph="§ 98", reservations="En ledamot")
    shown.run(record_decision, made=made, today=CLOCK.today())


def _field(shown: Shown, label: str) -> FieldWidget:
    found = [part for part in shown.page.document.head.parts if isinstance(part, FieldWidget)]
    return next(part for part in found if part.field.accessibleName() == label)


def _type(field: FieldWidget, text: str) -> None:
    field.field.setText(text)
    field.field.draft.commit()


def _words(shown: Shown) -> str:
    """Everything that the timeline says."""
    timeline = shown.page.document.decisions.findChild(Timeline)
    assert timeline is not None
    return "\n".join(one.plain_text() for one in timeline.findChildren(Sentence))


# ---- the register ------------------------------------------------------------------------------------


def test_the_sentence_counts_and_its_figures_filter(shown: Shown) -> None:
    assert shown.state.startswith("23 dokument, ")
    shown.follow("under arbete")
    assert shown.page.filters.state == OPEN
    assert PLAN in shown.titles
    assert "Vision 2020" not in shown.titles
    assert shown.page.status == f"{len(shown.titles)} av 23 dokument visas"
    shown.follow("Visa alla")
    assert len(shown.titles) == 23


def test_what_needs_review_stands_first_and_is_counted(shown: Shown) -> None:
    shown.open("Vision 2020")
    shown.run(heads.set_review_day, review_on=date(2010, 6, 30))
    shown.page.close_document()
    assert shown.titles[0] == "Vision 2020"
    assert "1 behöver ses över i år" in shown.state
    shown.follow("behöver ses över")
    assert shown.titles == ["Vision 2020"]


def test_the_menu_filters_by_what_the_kinds_say(shown: Shown) -> None:
    shown.page.filters.menu.aboutToShow.emit()
    offered = [entry.text() for entry in shown.page.filters.menu.actions()]
    assert offered == ["Kategori", "Fas", "Styrande eller redovisande", "Ansvarig"]
    shown.page.filters.choose("responsible", "Kommunchef", "Kommunchef")
    assert set(shown.titles) == {"Kommunens värdegrund", "Krisledningsplan", "Vision 2020"}
    assert "ansvarig: Kommunchef" in shown.state
    shown.page.filters.choose("responsible", None)
    assert len(shown.titles) == 23


@pytest.mark.parametrize("state", [IN_FORCE, ENDED])
def test_each_state_shows_its_own(shown: Shown, state: str) -> None:
    shown.page.filters.choose_state(state)
    assert (PLAN in shown.titles) is False
    assert bool(shown.titles) == (state == IN_FORCE)


def test_the_inspector_tells_of_the_chosen_and_leads_on(shown: Shown) -> None:
    shown.page.table.select(shown.key("Vision 2020"))
    assert shown.page.inspector is not None
    assert shown.page.inspector.details is not None
    assert shown.page.inspector.details.title == "Vision 2020"
    shown.button("Öppna dokumentet", shown.page.inspector).click()
    assert shown.view.title == "Vision 2020"


def test_enter_opens_and_escape_goes_back_to_the_same_row(shown: Shown, qtbot: QtBot) -> None:
    shown.page.table.select(shown.key(PLAN))
    shown.page.table.setFocus()
    qtbot.keyClick(shown.page.table, Qt.Key.Key_Return)
    assert shown.view.title == PLAN
    assert not shown.page.details_wanted
    qtbot.keyClick(shown.page, Qt.Key.Key_Escape)
    assert shown.page.stack.currentWidget() is shown.page.table
    assert shown.page.table.current_row().title == PLAN
    assert shown.page.details_wanted


def test_a_link_opens_a_document_and_only_that(shown: Shown) -> None:
    assert shown.page.show_place("document", shown.key(PLAN))
    assert shown.view.title == PLAN
    assert not shown.page.show_place("document", 7)
    assert not shown.page.show_place("unit", shown.key(PLAN))


def test_an_empty_register_offers_the_first_document(bare: Shown) -> None:
    assert bare.page.findChild(EmptyState) is not None

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewDocumentDialog)
        kinds = [dialog.kind.itemText(row) for row in range(dialog.kind.count())]
        assert kinds[:2] == ["Styrande", "Vision"]
        dialog.kind.setCurrentText("Riktlinjer")
        dialog.title.setText("Riktlinjer för inköp")
        dialog.accept()

    QTimer.singleShot(20, fill)
    bare.button("Lägg till det första").click()
    assert (bare.view.title, bare.view.kind, bare.view.outside) == (
        "Riktlinjer för inköp",
        "Riktlinjer",
        True,
    )
    bare.page.close_document()
    assert bare.state == "1 dokument, 1 under arbete"


def test_what_was_never_decided_can_be_removed_and_brought_back(bare: Shown, hands: Hands) -> None:
    kind = partial(adding.document_choices, today=CLOCK.today())
    first = bare.space.read(kind).kinds[0].id
    assert bare.space.run(partial(adding.add_document, kind_id=first, title="Vision 2040")) is not None
    assert bare.page.inspector is not None
    hands.will("Ta bort")
    bare.button("Ta bort…", bare.page.inspector).click()
    assert bare.page.findChild(EmptyState) is not None
    bare.space.undo()
    assert bare.titles == ["Vision 2040"]
    bare.open("Vision 2040")
    _decide(bare)
    bare.page.close_document()
    assert "Ta bort…" not in [one.text() for one in bare.page.inspector.findChildren(QPushButton)]


# ---- one document ------------------------------------------------------------------------------------


def test_the_head_is_written_field_by_field(shown: Shown) -> None:
    shown.open(PLAN, HEAD)
    for label, text in (("Diarienummer", "KS 2010/184"), ("Gäller för", "Alla nämnder")):
        _type(_field(shown, label), text)
    _type(_field(shown, "Gäller från och med"), "2011")
    _type(_field(shown, "Nästa översyn"), "2013")
    seen = shown.view
    assert (seen.registration_number, seen.applies_to) == ("KS 2010/184", "Alla nämnder")
    assert (seen.valid_from, seen.review_on) == (date(2011, 1, 1), date(2013, 12, 31))
    shown.space.undo()
    assert shown.view.review_on is None


def test_a_day_that_is_none_is_said_and_stays_as_typed(shown: Shown) -> None:
    shown.open(PLAN, HEAD)
    field = _field(shown, "Gäller till och med")
    _type(field, "snart")
    assert shown.told[-1].startswith("”snart” är inte ett datum.")
    assert field.field.text() == "snart"
    field.field.draft.settle("snart")


def test_a_decided_head_is_read_but_the_next_review_can_be_written(shown: Shown) -> None:
    shown.open(PLAN)
    _decide(shown)
    shown.page.document.open_tab(HEAD)
    labels = {
        part.field.accessibleName()
        for part in shown.page.document.head.parts
        if isinstance(part, FieldWidget)
    }
    assert labels == {"Gäller till och med", "Giltighet med ord", "Nästa översyn"}
    _type(_field(shown, "Nästa översyn"), "2012-06-30")
    assert shown.view.review_on == date(2012, 6, 30)


def test_a_decision_is_recorded_in_the_dialog_and_told_in_the_course(shown: Shown, hands: Hands) -> None:
    shown.open(PLAN, DECISIONS)
    assert "Beslut (nästa steg)" in _words(shown)
    facts = {
        "body": KF, "day": "november 2010", "paragraph": "§ 98", "reservations": "En ledamot",
        "notice": "2010-11-19",
    }  # fmt: skip
    hands.will(facts, "Registrera")
    shown.button("Registrera beslut…", shown.page.document.decisions).click()
    assert shown.view.locked
    told = _words(shown)
    assert "november 2010, § 98" in told
    assert "Reservationer: En ledamot" in told
    assert "Kan överklagas till och med 10 december 2010. Får laga kraft 11 december 2010." in told
    assert shown.state == "Beslutad av kommunfullmäktige november 2010, § 98"


def test_the_buttons_follow_the_way_to_a_decision(shown: Shown, hands: Hands) -> None:
    shown.open(PLAN, DECISIONS)

    def buttons() -> list[str]:
        return [one.text() for one in shown.page.document.decisions.findChildren(QPushButton)]

    assert buttons() == [
        "Markera som beredd",
        "Klart för beslut",
        "Registrera beslut…",
        "Är bara ett förslag",
    ]
    shown.button("Markera som beredd", shown.page.document.decisions).click()
    shown.button("Klart för beslut", shown.page.document.decisions).click()
    assert shown.view.status == "ready"
    assert buttons() == ["Registrera beslut…", "Tillbaka till utkast"]
    _decide(shown)
    assert buttons() == ["Ny version", "Förläng…", "Upphäv…"]
    hands.will({"reason": "Inaktuell"}, "Upphäv")
    shown.button("Upphäv…", shown.page.document.decisions).click()
    assert shown.view.status == "revoked"
    assert buttons() == ["Ny version"]


def test_it_is_extended_by_a_decision(shown: Shown, hands: Hands) -> None:
    shown.open("Vision 2020", DECISIONS)
    shown.run(
        nodes.set_validity, valid_from=None, valid_to=date(2010, 12, 31), validity_text=None, due_year=None
    )
    hands.will({"ends": "2010", "day": "2010-11-01"}, "Förläng", {"ends": "2012"}, "Förläng")
    shown.button("Förläng…", shown.page.document.decisions).click()
    assert "gäller redan till och med 31 december 2010" in shown.told[0]
    assert (shown.view.status, shown.view.valid_to) == ("extended", date(2012, 12, 31))
    assert "Förlängd till och med 31 december 2012." in _words(shown)


def test_a_draft_replaces_another_document_and_both_tell_of_it(shown: Shown, hands: Hands) -> None:
    shown.open(PLAN, HEAD)
    hands.will({"replaced": "Vision 2020"})
    shown.button("Ersätter ett annat dokument…", shown.page.document.head).click()
    assert [link.title for link in shown.view.replaces] == ["Vision 2020"]
    _decide(shown)
    shown.open("Vision 2020", HEAD)
    assert (shown.view.status, [link.title for link in shown.view.replaced_by]) == ("replaced", [PLAN])
    links = [link for one in shown.page.document.head.findChildren(Sentence) for link in one.links()]
    next(link for link in links if link.text.startswith(f"{PLAN} (17 november")).on_click()
    assert shown.view.title == PLAN


def test_what_is_missing_stops_ready_and_says_why(shown: Shown) -> None:
    shown.open(PLAN, DECISIONS)
    shown.run(nodes.edit_text, text="")
    ready = shown.button("Klart för beslut", shown.page.document.decisions)
    assert not ready.isEnabled()
    assert "saknar beskrivning" in ready.toolTip()
    shown.space.run(
        partial(nodes.mark_ready, node_id=shown.view.node_id, expected_version=shown.view.version)
    )
    assert "är inte klar för beslut" in shown.told[-1]


def test_a_referral_is_sent_and_answered(shown: Shown, hands: Hands) -> None:
    shown.open(PLAN, REFERRAL)
    tab = shown.page.document.referral
    hands.will({"to": "Länsstyrelsen; Socialnämnden", "sent": "2010-09-01", "due": "2010-10-31"})
    shown.button("Skicka till…", tab).click()
    assert tab.sentence == "0 av 2 har svarat, 2 är sena."
    hands.will({"answered": "2010-10-01", "stance": "Avstyrker", "answer": "För dyrt"})
    tab.table.row_activated.emit(tab.table.current_row())
    assert tab.sentence == "1 av 2 har svarat, 1 är sen."
    assert shown.view.referrals[0].stance_word == "Avstyrker"
    assert shown.page.document.bar.tabText(REFERRAL) == "Remiss 1/2"
    shown.button("Ta bort", tab).click()
    assert [row.recipient for row in shown.view.referrals] == ["Socialnämnden"]


def test_files_are_attached_refused_saved_and_removed(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    shown.open(PLAN, ATTACHMENTS)
    tab = shown.page.document.attachments
    good, empty, large = tmp_path / "Karta åäö 🎈.txt", tmp_path / "tom.txt", tmp_path / "stor.bin"
    good.write_bytes(b"karta")
    empty.touch()
    with large.open("wb") as opened:
        opened.truncate(200_000_000)
    with qtbot.waitSignal(shown.space.changed):
        tab.add_files([good, empty, large])
    assert "”tom.txt” är tom" in shown.told[-1]
    assert "”stor.bin” är 200\xa0MB" in shown.told[-1]
    assert tab.sentence == "1 bilaga, 5\xa0byte."
    row = tab.table.current_row()
    assert tab.save_to(row, tmp_path / "kopia.txt")
    assert (tmp_path / "kopia.txt").read_bytes() == b"karta"
    shown.button("Ta bort", tab).click()
    assert shown.view.attachments == ()
    shown.space.undo()
    assert [one.name for one in shown.view.attachments] == ["Karta åäö 🎈.txt"]


def test_bytes_of_a_removed_attachment_go_when_the_file_is_closed(shown: Shown, tmp_path: Path) -> None:
    shown.open(PLAN, ATTACHMENTS)
    path = tmp_path / "a.txt"
    path.write_bytes(b"borta")
    shown.page.document.attachments.add_files([path])
    shown.button("Ta bort", shown.page.document.attachments).click()
    shown.space.close()
    database = Database.open(shown.space.path, clock=CLOCK, user="Prov")
    assert database.read(lambda session: session.scalars(select(AttachmentContent.id)).all()) == []
    database.close()


def test_two_versions_are_compared_and_the_old_one_is_read(shown: Shown, qtbot: QtBot) -> None:
    shown.open(PLAN, VERSIONS)
    _decide(shown)
    shown.run(nodes.new_version)
    shown.run(nodes.edit_text, text="Helt ny text")
    tab = shown.page.document.versions
    assert [row.number for row in shown.view.versions] == [2, 1]
    tab.list.table.selectAll()
    shown.button("Jämför två", tab).click()
    assert tab.is_comparing
    qtbot.keyClick(shown.page, Qt.Key.Key_Escape)
    assert not tab.is_comparing
    shown.button("Jämför två", tab).click()
    shown.button("Tillbaka till versionerna", tab).click()
    assert not tab.is_comparing
    tab.list.table.row_activated.emit(shown.view.versions[-1])
    assert (shown.view.number, shown.view.open_for_edits) == (1, False)
    assert shown.page.status == "Version 1 av 2, låst"
    shown.page.document.version_wanted.emit(None)
    assert shown.view.number == 2


def test_the_place_of_a_document_is_one_click_away(shown: Shown) -> None:
    shown.open(PLAN, HEAD)
    links = [link for one in shown.page.document.head.findChildren(Sentence) for link in one.links()]
    next(link for link in links if link.text == "Visa i styrmodellen").on_click()
    assert shown.places == [("node", shown.view.node_id)]


def test_an_interrupted_text_comes_back_in_its_field(shown: Shown) -> None:
    key = shown.key(PLAN)
    shown.page.load()
    assert shown.page.resume(f"document:{key}:applies_to", "Alla näm")
    assert _field(shown, "Gäller för").field.text() == "Alla näm"
    assert shown.page.settle()
    assert shown.view.applies_to == "Alla näm"


def test_a_document_removed_elsewhere_leads_back_to_the_register(shown: Shown) -> None:
    shown.open(PLAN)
    shown.page.close_document()
    choices = shown.space.read(partial(adding.document_choices, today=CLOCK.today()))
    kind = next(one.id for one in choices.kinds if one.name == "Reglementen")
    assert shown.space.run(partial(adding.add_document, kind_id=kind, title="Reglemente")) is not None
    shown.open("Reglemente")
    versions = {shown.view.node_id: shown.view.version}
    assert shown.space.run(partial(deleting.remove_nodes, versions=versions)) is not None
    assert shown.page.stack.currentWidget() is shown.page.table
    assert "Reglemente" not in shown.titles


def test_open_for_reading_nothing_offers_to_write(
    example_of_2011: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "läs.styr"
    shutil.copy(example_of_2011, path)
    read = show(Database.open(path, clock=CLOCK, user="Prov", read_only=True), qtbot)
    assert not read.page._new.isVisibleTo(read.page)
    read.open(PLAN, DECISIONS)
    assert not read.page.document.decisions.findChildren(QPushButton)
    read.page.document.open_tab(HEAD)
    assert not read.page.document.head.findChildren(QLineEdit)
    assert not read.page.document.head.findChildren(QComboBox)
    assert not read.button("Skicka till…").isVisibleTo(read.page)
    read.window.hide()
    read.space.close()
