"""An agreement as ReportLab prints it by itself: the same words and tables, no tags and no archive file."""

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from app.services import richtext
from app.services.agreements import document as parts
from app.services.formatting import write_number
from app.services.reports.agreement_tables import party_lines
from app.services.reports.fonts import REGULAR, SEMIBOLD, register_fonts
from app.services.reports.styles import (
    BODY,
    CELL,
    DENSE,
    HEADING,
    INK,
    LABEL,
    LABEL_WIDTH,
    LINE,
    MUTED,
    NOTE,
    PORTRAIT,
    SUBHEADING,
    SUBTITLE,
    TEXT_WIDTH,
    TITLE,
)

_TKR = 100_000
_THIRDS = [74 * mm, 50 * mm, 36 * mm]
_COMMITMENTS = [7 * mm, 74 * mm, 32 * mm, 18 * mm, 15 * mm, 14 * mm]
_LINES = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
        ("FONT", (0, 0), (-1, -1), REGULAR, 10),
        ("FONT", (0, 0), (-1, 0), SEMIBOLD, 10),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
)


def bare_template(target: BytesIO, **more: Any) -> SimpleDocTemplate:
    """The program's page with nothing of the program on it."""
    return SimpleDocTemplate(
        target,
        pagesize=(PORTRAIT.width, PORTRAIT.height),
        leftMargin=PORTRAIT.side,
        rightMargin=PORTRAIT.side,
        topMargin=PORTRAIT.top,
        bottomMargin=PORTRAIT.bottom,
        invariant=1,
        **more,
    )


def render_bare(document: parts.AgreementDocument) -> bytes:
    """The plain PDF of an agreement."""
    register_fonts()
    target = BytesIO()
    template = bare_template(target, title=document.full_title)

    def furniture(canvas: Any, _template: Any) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(PORTRAIT.side, PORTRAIT.height - 14 * mm, document.municipality)
        canvas.drawRightString(PORTRAIT.width - PORTRAIT.side, PORTRAIT.height - 14 * mm, document.full_title)
        canvas.drawString(PORTRAIT.side, 10 * mm, document.registration_number or "")
        canvas.drawRightString(PORTRAIT.width - PORTRAIT.side, 10 * mm, f"Sida {canvas.getPageNumber()}")

    template.build(_story(document), onFirstPage=furniture, onLaterPages=furniture)
    return target.getvalue()


def _story(document: parts.AgreementDocument) -> list[Flowable]:
    story: list[Flowable] = [_text(document.title, TITLE), _text(document.performer, SUBTITLE)]
    parties = [[_text(words, LABEL), _text(value, CELL)] for words, value in party_lines(document)]
    story.append(Table(parties, colWidths=[LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH]))
    story += [_text(document.mandate or "", BODY), *(_text(f"– {lack}", BODY) for lack in document.missing)]
    for number, section in enumerate(document.sections, 1):
        story.append(_text(f"{number} {section.heading}", HEADING))
        for block in section.blocks:
            story += _block(block)
    return [*story, *_signatures(document)]


def _block(block: parts.Block) -> list[Flowable]:
    match block:
        case parts.Paragraph():
            return [_text(text, BODY) for text in block.text.split("\n\n")]
        case parts.Subheading():
            return [_text(block.text, SUBHEADING)]
        case parts.BulletList():
            return [_text(f"– {item}", BODY) for item in block.items]
        case parts.FramesTable():
            return [_frames(block), *([_text(block.note, NOTE)] if block.note else [])]
        case parts.Commitments():
            return [_commitments(block)]
        case parts.FollowUpPlan():
            rows = [
                [_text(text or "", CELL) for text in (row.when, row.what, row.recipient)]
                for row in block.rows
            ]
            return [
                _table(
                    [["När", "Vad utföraren redovisar", "Till"], *rows],
                    [LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH - 40 * mm, 40 * mm],
                )
            ]
        case parts.Rich():
            return _rich(block)
        case parts.Activities():
            done = [_row(one.title, one.responsible, one.when) for one in block.items]
            return [_table([["Aktivitet", "Ansvarig", "När"], *done], _THIRDS)]
        case parts.Assignments():
            given = [_row(one.title, one.funding, one.due) for one in block.items]
            return [_table([["Uppdrag", "Medel", "Klart"], *given], _THIRDS)]
        case parts.KeyFigures():
            values = [[one.name, *(point.value or "–" for point in one.points[-6:])] for one in block.items]
            heads = ["Nyckeltal", *(point.period for point in block.items[0].points[-6:])]
            return [_table([heads, *values], [TEXT_WIDTH - 96 * mm, *[16 * mm] * 6][: len(heads)])]
    raise TypeError(f"no bare shape of {type(block).__name__}")


def _row(*texts: str | None) -> list[Flowable]:
    return [_text(text or "–", DENSE) for text in texts]


def _rich(block: parts.Rich) -> list[Flowable]:
    """The words of a text, without its lists and tables."""
    words = richtext.plain(richtext.read(block.text))
    return [_text(text, BODY) for text in words.split("\n") if text.strip()]


def _frames(frames: parts.FramesTable) -> Table:
    rows: list[list[Any]] = [["Tusental kronor", *map(str, frames.years)]]
    for label, amounts in (
        *((row.label, row.amounts) for row in frames.rows),
        (frames.total_label, frames.totals),
    ):
        numbers = ["–" if amount is None else write_number(amount // _TKR) for amount in amounts]
        rows.append([_text(label, CELL), *numbers])
    return _table(rows, [TEXT_WIDTH - len(frames.years) * 24 * mm, *[24 * mm] * len(frames.years)])


def _commitments(block: parts.Commitments) -> Table:
    rows: list[list[Any]] = [["Nr", "Åtagande", "Mått", "Utgångsläge", "Mål", "Senast"]]
    for number, item in enumerate(block.items, 1):
        said = [text for text in (item.title, item.text, item.perspective, item.goal) if text]
        values = (item.measure, item.baseline, item.target, item.due)
        rows.append(
            [
                str(number),
                [_text(text, DENSE) for text in said],
                *(_text(text or "", DENSE) for text in values),
            ]
        )
    return _table(rows, _COMMITMENTS)


def _signatures(document: parts.AgreementDocument) -> list[Flowable]:
    lines: list[Flowable] = [_text("Underskrift", HEADING), _text(document.signature_note or "", BODY)]
    for each in document.signatories:
        words = "\n".join(text for text in (each.side, each.role, each.unit, each.name) if text)
        lines += [Spacer(0, 10 * mm), _text(words, CELL)]
    return [KeepTogether(lines)]


def _table(rows: list[list[Any]], widths: list[float]) -> Table:
    return Table(rows, colWidths=widths, repeatRows=1, style=_LINES)


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)
