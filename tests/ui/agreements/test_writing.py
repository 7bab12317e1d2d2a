"""Skriva: section by section with the paper beside, what is missing, and nothing that is typed is lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.services import richtext
from app.services.agreements import deciding
from app.services.agreements.document import Paragraph
from app.services.agreements.sections import SectionView, SourceLink
from app.services.storage.drafts import list_drafts
from app.ui.agreements.writing.choosing import whose_words
from app.ui.agreements.writing.face import WritingFace
from app.ui.agreements.writing.given import Given
from app.ui.agreements.writing.lines import FORMALITIES, next_gap
from app.ui.parts.drafts import DRAFT_AFTER_MS
from app.ui.parts.links import Link, Sentence
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office
from tests.ui.agreements.conftest import Desk, desk_of, rest

PURPOSE, FOLLOW_UP, RULES = "syfte_och_omfattning", "uppfoljning", "spelregler"


class Writer:
    """The face on the page, and what a user does with it."""

    def __init__(self, desk: Desk, office: Office) -> None:
        self.desk, self.office = desk, office
        assert desk.page.show_face("writing")
        face = desk.page.face
        assert isinstance(face, WritingFace)
        self.face: WritingFace = face

    def open(self, unit: str, part: str = RULES) -> None:
        """Go to a section of a performer's agreement."""
        assert self.face.choose(self.office.row(unit).id)
        assert self.face.desk.choose(str(self.office.part(unit, part).id))

    def type(self, text: str) -> None:
        """Type at the end of the own text."""
        area = self.face.desk.sheet.editor.area
        area.setFocus()
        area.moveCursor(area.textCursor().MoveOperation.End)
        for letter in text:
            event = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter
            )
            QApplication.sendEvent(area, event)

    def lines(self) -> list[str]:
        """What is heard of each line in the list."""
        listed = self.face.desk.list
        return [listed.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(listed.count())]

    def links(self) -> dict[str, Link]:
        """The links above the editor, by their words."""
        every = self.face.desk.sheet.given.findChildren(Sentence)
        return {link.text: link for sentence in every for link in sentence.links()}

    def wait_for_paper(self, qtbot: QtBot) -> None:
        """Wait until the pages of what is typed stand there."""
        paper = self.face.desk.paper
        qtbot.waitUntil(lambda: paper.at_rest and paper.preview.document is not None, timeout=20_000)

    def printed(self, heading: str) -> list[str]:
        """The paragraphs of a section in the paper beside the text."""
        section = next(
            one for one in self.face.desk.paper.preview.document.sections if one.heading == heading
        )
        return [block.text for block in section.blocks if isinstance(block, Paragraph)]


@pytest.fixture
def writer(office: Office, qtbot: QtBot) -> Iterator[Writer]:
    desk = desk_of(office, qtbot)
    desk.page.resize(1240, 760)
    yield Writer(desk, office)
    rest(desk, qtbot)


def test_agreements_are_found_by_what_they_lack_and_by_typing(writer: Writer) -> None:
    face = writer.face
    writer.open(MUSIC)
    assert writer.lines()[3].endswith(", 1 sak saknas")
    assert writer.lines()[-1] == "Hela handlingen, Parter, tid, underskrift"
    face.go_to_gap()
    assert face.desk.sheet._title.text() == "Uppföljning"
    assert "Skriv planen för uppföljning…" in writer.links()
    told = [one.plain_text() for one in face.desk.sheet.given.findChildren(Sentence)]
    assert "Planen för uppföljning saknas." in told
    lacking = [row.id for row in face._rows if row.missing and not row.locked]
    assert len(lacking) > 1
    face.go_to_gap()
    assert writer.desk.page.context.agreement_id in lacking
    assert writer.desk.page.context.agreement_id != writer.office.row(MUSIC).id
    writer.open(KITCHEN)
    popup = writer.face.picker.open_list()
    popup.filter_field.setText(MUSIC)
    assert popup.table.rows.rowCount() == 1
    enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(popup.filter_field, enter)
    assert writer.desk.page.context.agreement_id == writer.office.row(MUSIC).id
    assert writer.face.picker.words == MUSIC
    before = writer.desk.page.context.agreement_id
    writer.face.on.click()
    assert writer.desk.page.context.agreement_id != before
    writer.face.back.click()
    assert writer.desk.page.context.agreement_id == before


def test_the_way_to_the_next_gap_goes_on_and_ends() -> None:
    keys = ("a", "b", "c")
    assert next_gap(keys, ("a", "c"), None) == "a"
    assert next_gap(keys, ("a", "c"), "a") == "c"
    assert next_gap(keys, ("a", "c"), "c") is None
    assert next_gap(keys, (), "a") is None


def test_the_paper_shows_what_is_typed_before_it_is_saved_and_follows_the_section(
    writer: Writer, qtbot: QtBot
) -> None:
    writer.open(KITCHEN, PURPOSE)
    writer.wait_for_paper(qtbot)
    title = writer.face.desk.sheet._title.text()
    before = writer.office.part(KITCHEN, PURPOSE).text
    writer.type(" Nyss <b>skrivet</b> & inte sparat.")
    qtbot.waitUntil(
        lambda: any("Nyss <b>skrivet</b>" in said for said in writer.printed(title)), timeout=20_000
    )
    assert writer.office.part(KITCHEN, PURPOSE).text == before
    preview = writer.face.desk.paper.preview
    assert preview.show_words("skrivet</b> & inte", title)
    assert not preview.show_words("står ingenstans", title)
    assert preview.go_to("Underskrift")
    last = preview.view.verticalScrollBar().value()
    writer.wait_for_paper(qtbot)
    assert writer.face.desk.choose(str(writer.office.part(KITCHEN, RULES).id))
    assert writer.office.part(KITCHEN, PURPOSE).text.endswith("& inte sparat.")
    assert writer.office.database.undo_words == f"Ändrade ”{title}” i uppdragshandlingen för {KITCHEN}"
    writer.wait_for_paper(qtbot)
    assert preview.view.verticalScrollBar().value() < last


def test_data_is_linked_and_standard_text_is_told_apart(writer: Writer) -> None:
    writer.open(KITCHEN, "atagande")
    titles = [title for _, title, _ in writer.office.detail(KITCHEN).commitments]
    assert titles
    for title in titles[:3]:
        writer.links()[title].on_click()
        assert writer.desk.places[-1][0] == "node"
    writer.open(KITCHEN, RULES)
    given = writer.face.desk.sheet.given
    folded = given._column.totalHeightForWidth(400)
    writer.links()["Visa hela"].on_click()
    assert given._column.totalHeightForWidth(400) > folded
    writer.links()["Ändra standardtexten"].on_click()
    assert writer.face.standard is not None
    assert writer.face.standard.isVisible()
    detail = writer.office.detail(KITCHEN)
    links = tuple(SourceLink(f"Mål {number}", "node", number) for number in range(300))
    section = SectionView(1, "mal", "Mål", True, "", "", "", (), links)
    given = Given(writer.desk.space.open_place, lambda: None, lambda _detail: None)
    given.show_section(detail, section, editable=False)
    words = [link.text for sentence in given.findChildren(Sentence) for link in sentence.links()]
    assert words == ["Mål 0", "Mål 1", "Mål 2", "Mål 3", "Visa 296 till"]
    given.deleteLater()


def test_what_is_typed_is_not_lost_by_a_crash_or_when_it_is_refused(writer: Writer, qtbot: QtBot) -> None:
    writer.open(KITCHEN, PURPOSE)
    writer.type(" Halvfärdigt")
    database = writer.office.database
    qtbot.waitUntil(lambda: bool(database.read(list_drafts)), timeout=5 * DRAFT_AFTER_MS)
    (draft,) = database.read(list_drafts)
    assert draft.label.endswith(KITCHEN)
    writer.face.desk.sheet.editor.area.show_content(richtext.EMPTY)
    assert writer.face.choose(writer.office.row(MUSIC).id)
    assert writer.desk.page.resume(draft.field, draft.text)
    assert writer.desk.page.settle()
    assert writer.office.part(KITCHEN, PURPOSE).text.endswith("Halvfärdigt")
    assert database.read(list_drafts) == ()
    writer.desk.space.undo()
    assert not richtext.plain(writer.face.desk.sheet.editor.area.content()).endswith("Halvfärdigt")
    writer.open(KITCHEN, PURPOSE)
    wide = richtext.Document((richtext.Table(False, (((richtext.Run("x"),),) * 13,)),))
    writer.face.desk.sheet.editor.area.show_content(wide)
    assert not writer.face.choose(writer.office.row(MUSIC).id)
    assert not writer.face.desk.choose(FORMALITIES)
    assert "får ha högst 12" in writer.desk.told[-1][0]
    assert writer.face.desk.sheet.editor.area.content().blocks[0] == wide.blocks[0]
    writer.face.desk.sheet.editor.area.show_content(richtext.from_plain("Kort."))
    assert writer.face.choose(writer.office.row(MUSIC).id)


def test_what_is_decided_can_only_be_read_and_the_rest_is_filled_in(writer: Writer) -> None:
    writer.open(HOME_CARE, PURPOSE)
    sheet = writer.face.desk.sheet
    assert sheet.editor.area.isReadOnly()
    assert sheet.unsaved == {}
    assert "låst" in writer.desk.page.head.state.plain_text()
    assert not writer.face.resume(f"agreement_text:{writer.office.row(HOME_CARE).id}:part.1", "Text")
    writer.desk.space.run(
        lambda session: deciding.new_version(session, agreement_id=writer.office.row(HOME_CARE).id)
    )
    assert not sheet.editor.area.isReadOnly()
    writer.open(KITCHEN)
    assert writer.face.desk.choose(FORMALITIES)
    formal = writer.face.desk.formal
    number = next(one for one in formal.findChildren(QLineEdit) if one.accessibleName() == "Diarienummer")
    number.setText("KS 2010/77")
    assert writer.face.settle()
    assert writer.office.row(KITCHEN).registration_number == "KS 2010/77"


def test_a_file_without_agreements_says_where_they_are_made(empty: Office, qtbot: QtBot) -> None:
    desk = desk_of(empty, qtbot)
    assert desk.page.show_face("writing")
    face = desk.page.face
    assert isinstance(face, WritingFace)
    assert face._empty is not None
    face._empty.button.click()
    assert desk.page.faces.key == "register"
    rest(desk, qtbot)


def test_agreements_with_the_same_performer_are_told_apart_by_their_clients(office: Office) -> None:
    row = replace(office.view().rows[0], unit="Produktionsstyrelsen", client="Socialnämnden")
    other = replace(row, client="Omsorgsnämnden")
    assert whose_words(row, (row, other)) == "Socialnämnden – Produktionsstyrelsen"
    assert whose_words(row, (row,)) == "Produktionsstyrelsen"
