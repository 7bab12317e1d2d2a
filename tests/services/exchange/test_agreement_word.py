"""Word files: real headings, lists and tables; marked as a copy; hostile text is only text."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from app.services import richtext
from app.services.agreements.casedocument import CaseAppendix, CaseDocument
from app.services.agreements.document import (
    AgreementDocument,
    AssignmentItem,
    Assignments,
    BulletList,
    Commitment,
    Commitments,
    FollowUp,
    FollowUpPlan,
    FrameRow,
    FramesTable,
    Paragraph,
    Rich,
    Section,
    Signatory,
)
from app.services.agreements.fingerprint import content_hash, printed_code
from app.services.exchange.agreement_word import COPY, case_word_file, word_file
from app.services.richtext import Document, ListBlock, Run, Table

HOSTILE = 'A <b>fet</b> & <img src="file:///etc/passwd"> \x00\x07\x1b\ufffe \u202eomvänt'
SHOWN = 'A <b>fet</b> & <img src="file:///etc/passwd">  omvänt'
_TEXT = richtext.write(
    Document(
        (
            richtext.Heading(1, (Run("Inre rubrik"),)),
            ListBlock(True, ((Run("ett"),), (Run("två", bold=True),))),
            ListBlock(True, ((Run("åter ett"),),)),
            Table(True, (((Run("Kol"),), (Run("Tal"),)), ((Run("rad"),), (Run("7"),)))),
        )
    )
)
DOCUMENT = AgreementDocument(
    municipality="Prov kommun",
    kind_name="Uppdragshandling",
    title="Uppdragshandling 2027–2029",
    performer=HOSTILE,
    client="Kommunstyrelsen",
    document_date=date(2026, 10, 27),
    version="1.0",
    sections=(
        Section(
            "Spelregler", (Paragraph(HOSTILE), FramesTable((2027, 2028), (FrameRow("Ram", (5_00000, None)),)))
        ),
        Section("Syfte", (Rich(_TEXT), BulletList(("punkt",)))),
        Section("Åtagande", (Commitments((Commitment("Svar", measure="Andel", target="95 %"),)),)),
        Section("Uppföljning", (FollowUpPlan((FollowUp("Oktober", "Resultat", "KS"),)),)),
        Section("Uppdrag", (Assignments((AssignmentItem("Se över", amount=12_500_000),)),)),
        Section("Tomt"),
    ),
    signatories=(Signatory("För beställaren", "Kommunchef"),),
)


def opened(content: bytes) -> docx.document.Document:
    """The file as a word processor reads it."""
    return docx.Document(BytesIO(content))


def styled(file: docx.document.Document, style: str) -> list[str]:
    """The paragraphs with a style."""
    return [one.text for one in file.paragraphs if one.style is not None and one.style.name == style]


def test_an_agreement_has_real_headings_lists_and_tables_and_says_that_it_is_a_copy() -> None:
    content = word_file(DOCUMENT)
    file = opened(content)
    code = printed_code(content_hash(DOCUMENT))
    header = file.sections[0].header.paragraphs[0].text
    for told in (header, file.paragraphs[0].text):
        assert told.startswith(COPY)
        assert code in told
    assert styled(file, "Title") == ["Uppdragshandling 2027–2029"]
    assert styled(file, "Heading 1") == [
        "1. Spelregler", "2. Syfte", "3. Åtagande", "4. Uppföljning", "5. Uppdrag", "6. Tomt", "Underskrift",
    ]  # fmt: skip
    assert styled(file, "Heading 2") == ["Inre rubrik", "Åtagande 1: Svar", "Uppdrag 1: Se över"]
    assert styled(file, "List Number") == ["ett", "två", "åter ett"]
    assert styled(file, "List Bullet") == ["punkt", "För beställaren: Kommunchef"]
    assert SHOWN in [one.text for one in file.paragraphs]
    cells = [[cell.text for cell in row.cells] for row in file.tables[0].rows]
    assert cells == [["Tusental kronor", "2027", "2028"], ["Ram", "5", "–"], ["Budgetram", "5", "–"]]
    number, text = file.tables[1].rows[1].cells[1], file.tables[1].rows[1].cells[0]
    assert number.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert text.paragraphs[0].alignment is None
    assert [cell.text for cell in file.tables[2].rows[1].cells] == ["Oktober", "Resultat", "KS"]
    assert "Tillskott: 125\xa0tkr" in [one.text for one in file.paragraphs]
    assert file.core_properties.author == "Prov kommun"


def test_each_numbered_list_begins_at_one_and_the_head_of_a_table_is_repeated() -> None:
    with zipfile.ZipFile(BytesIO(word_file(DOCUMENT))) as package:
        body = package.read("word/document.xml").decode()
        styles = package.read("word/styles.xml").decode()
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', body)
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]
    assert body.count("<w:tblHeader/>") == 3
    assert 'w:val="sv-SE"' in styles
    assert 'w:val="en-US"' not in styles


def test_the_same_text_gives_the_same_bytes_however_long_it_is() -> None:
    long = replace(
        DOCUMENT,
        draft=True,
        sections=(Section("Lång", (Paragraph("å" * 200_000), *DOCUMENT.sections[0].blocks)),),
    )
    assert word_file(long) == word_file(long)
    assert "å" * 200_000 in [one.text for one in opened(word_file(long)).paragraphs]
    assert word_file(DOCUMENT) != word_file(long)


def test_a_case_has_its_proposal_numbered_and_its_appendices_with_their_codes() -> None:
    case = CaseDocument(
        municipality="Prov kommun",
        title=HOSTILE,
        body="kommunstyrelsen",
        step="definitive",
        document_date=date(2026, 11, 21),
        background=_TEXT,
        proposal=("fastställa", HOSTILE),
        recipients=("Revisorerna",),
        appendices=(CaseAppendix(1, HOSTILE, "0.2", "AAAA-BBBB-CCCC", draft=True),),
    )
    file = opened(case_word_file(case))
    assert file.paragraphs[0].text.startswith(COPY)
    assert file.sections[0].header.paragraphs[0].text.startswith(COPY)
    assert styled(file, "Title") == [" ".join(SHOWN.split())]
    assert styled(file, "Heading 1") == [
        "Förslag till beslut",
        "Bakgrund",
        "Bilagor",
        "Beslutet skickas till",
    ]
    assert "Kommunstyrelsen beslutar att" in [one.text for one in file.paragraphs]
    assert styled(file, "List Number")[:2] == ["fastställa", SHOWN]
    last = [cell.text for cell in file.tables[-1].rows[1].cells]
    assert last == ["1", SHOWN, "utkast 0.2", "AAAA-BBBB-CCCC"]
