"""A tjänsteskrivelse on paper: what stands there, no mark of a draft, and a valid file in a batch."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from app.services import richtext
from app.services.agreements.casedocument import CaseAppendix, CaseDocument
from app.services.reports.batch import export_documents, file_names
from app.services.reports.case_paper import CasePaper, CaseWordPaper
from app.services.reports.printed import Paper
from app.services.richtext import Document, Heading, ListBlock, Run, Table
from tests.pdfcheck.reading import bookmarks, page_texts, verdicts

_RICH = richtext.write(
    Document(
        (
            Heading(2, (Run("Ekonomi"),)),
            ListBlock(False, ((Run("Musikskola: ", bold=True), Run("planen saknas <b>&")),)),
            Table(True, (((Run("Utförare"),), (Run("2027"),)), ((Run("Kostenhet"),), (Run("16 065"),)))),
        )
    )
)
CASE = CaseDocument(
    municipality="Prov kommun",
    title="Uppdragshandlingar 2027–2029",
    body="Kommunstyrelsen",
    step="definitive",
    document_date=date(2026, 11, 21),
    meeting_on=date(2026, 12, 9),
    registration_number="KS 2026/1",
    author_role="Kanslichef",
    summary=richtext.write(richtext.from_plain("Kort sagt.")),
    consequences=_RICH,
    proposal=("fastställa handlingarna", "revidera ramarna årligen"),
    recipients=("Revisorerna",),
    appendices=(CaseAppendix(1, "Uppdragshandling, Kostenhet", "0.2", "AAAA-BBBB-CCCC", draft=True),),
)
BARE = CaseDocument("", "", "", "prepared", date(2026, 11, 21))


def test_the_paper_tells_everything_of_the_case_and_has_no_mark_of_a_draft() -> None:
    content = CasePaper(CASE).render()
    text = " ".join("\n".join(page_texts(content)).split())
    for told in (
        "Tjänsteskrivelse", "9 december 2026", "KS 2026/1", "Kanslichef", "Kommunstyrelsen beslutar att",
        "2. revidera ramarna årligen", "planen saknas <b>&", "16 065", "utkast 0.2", "AAAA-BBBB-CCCC",
        "Revisorerna", "Sida 1 av 1",
    ):  # fmt: skip
        assert told in text, told
    assert "UTKAST" not in text
    assert [words for level, words in bookmarks(content) if level == 1][:1]
    assert content == CasePaper(CASE).render()


def test_every_case_is_a_valid_file_and_goes_in_a_batch_beside_its_text(tmp_path: Path) -> None:
    long = replace(
        CASE,
        title="<b>" + "lång " * 60,
        summary=richtext.write(richtext.from_plain("ord " * 5_000)),
        appendices=tuple(
            replace(CASE.appendices[0], number=number, title=f"Handling {number}") for number in range(1, 90)
        ),
        example=True,
    )
    files = {
        "case": CasePaper(CASE).render(),
        "bare": CasePaper(BARE).render(),
        "long": CasePaper(long).render(),
    }
    found = verdicts(files, tmp_path)
    assert {key: verdict.broken for key, verdict in found.items() if verdict.verdict != "PASS"} == {}
    papers: list[Paper] = [CasePaper(CASE), CaseWordPaper(CASE), CasePaper(CASE)]
    assert file_names(papers) == [
        "Tjänsteskrivelse Uppdragshandlingar 2027-2029.pdf",
        "Tjänsteskrivelse Uppdragshandlingar 2027-2029.docx",
        "Tjänsteskrivelse Uppdragshandlingar 2027-2029 (2).pdf",
    ]
    made = export_documents(papers, tmp_path / "mapp")
    assert not made.failed
    assert [one.path.read_bytes()[:2] for one in made.files] == [b"%P", b"PK", b"%P"]
