"""Sixty agreements of about eight pages with four charts, and like content as a word processor's files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from app.services.agreements.document import (
    AgreementDocument,
    Commitment,
    Commitments,
    Decision,
    FigurePoint,
    FollowUp,
    FollowUpPlan,
    FrameRow,
    FramesTable,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Signatory,
    Subheading,
)

COUNT, PAGES, CHARTS = 60, 8, 4
_TKR: Final = 100_000
_YEARS: Final = (2027, 2028, 2029)
_SENTENCES: Final = (
    "Enheten ger stöd och service till dem som bor i kommunen och till deras anhöriga. ",
    "Utföraren bestämmer själv hur arbetet läggs upp inom de ramar som handlingen anger. ",
    "Den som behöver stöd ska få det i rätt tid och av medarbetare som känner till vad som är avtalat. ",
    "Överskott följer med till nästa år, och underskott arbetas in inom två år enligt en plan. ",
    "Nya uppdrag ges skriftligt, och det framgår om de ryms i ramen eller följs av tillskott. ",
)


def pile(count: int = COUNT) -> list[AgreementDocument]:
    """So many agreements, each with figures of its own."""
    return [_agreement(number) for number in range(1, count + 1)]


def _agreement(number: int) -> AgreementDocument:
    return AgreementDocument(
        municipality="Provkommunen",
        kind_name="Uppdragshandling",
        title="Uppdragshandling 2027–2029",
        performer=f"Enhet {number}",
        performer_description="intern enhet inom omsorgen",
        client="Kommunstyrelsen",
        document_date=date(2026, 10, 14),
        version="1.0",
        term_starts=date(2027, 1, 1),
        term_ends=date(2029, 12, 31),
        decisions=(Decision("definitive", "Kommunstyrelsen", date(2026, 10, 14), "§ 131"),),
        registration_number=f"KS 2026/{number}",
        number=f"2027:{number}",
        mandate=_SENTENCES[0] + _SENTENCES[1],
        sections=_sections(number),
        signatories=(
            Signatory("För beställaren", "Förvaltningschef", "omsorg"),
            Signatory("För utföraren", "Enhetschef", f"Enhet {number}"),
        ),
        signature_note="Parterna får var sitt exemplar.",
    )


def _sections(number: int) -> tuple[Section, ...]:
    return (
        Section(
            "Spelregler",
            (
                _text(number, 3),
                Subheading("Driftramar"),
                _frames(number),
                _text(number, 2),
                Subheading("Investeringsramar"),
                _frames(number + 100),
                _text(number, 4),
            ),
        ),
        Section("Verksamhetens syfte och omfattning", (_text(number, 10),)),
        Section(
            "Verksamhetens åtagande",
            (Commitments(tuple(_commitment(number, n) for n in range(1, 9))), _text(number, 3)),
        ),
        Section(
            "Nyckeltal",
            (
                _text(number, 1),
                _figures(number, "Andel nöjda"),
                _text(number, 2),
                _figures(number, "Väntetid"),
            ),
        ),
        Section("Uppföljning", (_text(number, 2), _plan())),
    )


def _text(number: int, paragraphs: int) -> Paragraph:
    said = (_SENTENCES[number % 5 :] + _SENTENCES[: number % 5]) * 2
    return Paragraph("\n\n".join("".join(said[: 6 + n % 3]).strip() for n in range(paragraphs)))


def _frames(number: int) -> FramesTable:
    first = (19_640 + number) * _TKR
    return FramesTable(
        _YEARS,
        (
            FrameRow("Föregående års ram", (first, first + 480 * _TKR, first + 960 * _TKR)),
            FrameRow("Lönekompensation", (450 * _TKR, 460 * _TKR, 470 * _TKR)),
            FrameRow("Priskompensation", (60 * _TKR, 60 * _TKR, 60 * _TKR)),
            FrameRow("Volym", (780 * _TKR, None, None)),
            FrameRow("Effektiviseringskrav", (-200 * _TKR, None, None)),
        ),
        note="Ramarna revideras varje år i en numrerad bilaga.",
        chart=True,
    )


def _commitment(number: int, place: int) -> Commitment:
    return Commitment(
        f"Högst {place + number % 9} olika medarbetare hos varje brukare",
        _SENTENCES[place % 5],
        "Brukare",
        "Trygga brukare med inflytande över sin vardag",
        "Olika medarbetare på 14 dagar",
        "12",
        f"{place + number % 9}",
        "2029",
    )


def _figures(number: int, name: str) -> KeyFigures:
    points = tuple(FigurePoint(str(year), str(60 + (number + year) % 17)) for year in range(2019, 2027))
    return KeyFigures((KeyFigure(name, points, "procent", "minst 75 procent", "75", points[-1].value),))


def _plan() -> FollowUpPlan:
    return FollowUpPlan(
        (
            FollowUp("Augusti", "Måluppfyllelse per åtagande, delårsrapport", "Kommunstyrelsen"),
            FollowUp("November", "Verksamhetsplan för nästa år", "Kommunstyrelsen"),
            FollowUp("Mars", "Måluppfyllelse och analys, årsredovisning", None),
        )
    )


def write_word_files(documents: Sequence[AgreementDocument], folder: Path) -> list[Path]:
    """The same words, tables and four pictures of charts, as mail merge leaves them, in files of a folder."""
    picture, made = _picture(), []
    for number, document in enumerate(documents, 1):
        made.append(folder / f"{number}.docx")
        _write_word(document, made[-1], picture)
    return made


def _write_word(document: AgreementDocument, path: Path, picture: bytes) -> None:
    from docx import Document
    from docx.shared import Mm, Pt

    file = Document()
    file.styles["Normal"].font.size = Pt(10)
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin = page.bottom_margin = Mm(20)
    file.add_heading(document.full_title, 0)
    file.add_paragraph(document.mandate or "")
    for section in document.sections:
        file.add_heading(section.heading, 1)
        for block in section.blocks:
            _add(file, block, picture)
    file.add_heading("Underskrift", 1)
    for signatory in document.signatories:
        file.add_paragraph(f"{signatory.side}\n\n____________________\n{signatory.role}")
    file.save(str(path))


def _add(file: Any, block: Any, picture: bytes) -> None:
    from docx.shared import Mm

    match block:
        case Paragraph():
            for text in block.text.split("\n\n"):
                file.add_paragraph(text)
        case Subheading():
            file.add_heading(block.text, 2)
        case FramesTable():
            head = ("", *(str(year) for year in block.years))
            _table(file, [head, *((row.label, *map(str, row.amounts)) for row in block.rows)])
        case Commitments():
            stated = ((one.title, one.text, one.measure, one.baseline, one.target) for one in block.items)
            _table(file, [("Åtagande", "", "Mått", "Läge", "Mål"), *stated])
        case FollowUpPlan():
            _table(
                file, [("När", "Vad", "Till"), *((one.when, one.what, one.recipient) for one in block.rows)]
            )
        case KeyFigures():
            points = block.items[0].points
            _table(file, [[one.period for one in points], [one.value for one in points]])
    if isinstance(block, FramesTable | KeyFigures):
        file.add_picture(BytesIO(picture), width=Mm(150))


def _table(file: Any, rows: Sequence[Sequence[str | None]]) -> None:
    table = file.add_table(len(rows), len(rows[0]))
    for cells, said in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, said, strict=True):
            cell.text = text or ""


def _picture() -> bytes:
    """A chart as a picture of 150 mm at 200 dots to the inch, the same in every file."""
    from matplotlib.figure import Figure

    figure, out = Figure(figsize=(6, 2.6)), BytesIO()
    axes = figure.add_subplot()
    axes.bar([str(year) for year in range(2019, 2027)], [61, 64, 63, 66, 68, 70, 71, 74])
    figure.savefig(out, format="png", dpi=200)
    return out.getvalue()


def plainly(document: AgreementDocument) -> AgreementDocument:
    """The document without anything in it, for the empty conversion."""
    return replace(document, sections=(), signatories=(), mandate=None, performer="", title="")
