"""Agreements with every sort of content, in the look of a municipality, and the revision of their frames."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from app.services import richtext
from app.services.agreements.appearance import PaperLook
from app.services.agreements.document import (
    Activities,
    ActivityItem,
    AgreementDocument,
    AssignmentItem,
    Assignments,
    FigurePoint,
    FrameRow,
    FramesTable,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Rich,
    Section,
    Subheading,
)
from app.services.agreements.paperlook import readable_emblem
from app.services.agreements.revisiondocument import RevisionDocument
from app.services.richtext import Document, Heading, ListBlock, Run, Table
from tests.services.reports.samples import COMMITMENT_PART, FOLLOW_UP, FRAMES, RULES, TKR, USUAL


def picture(size: tuple[int, int] = (300, 360), mode: str = "RGBA", kind: str = "PNG") -> bytes:
    """A shield on transparent ground, where the mode has such."""
    ground = (0, 0, 0, 0) if mode == "RGBA" else 255 if mode == "L" else None
    image = Image.new(mode, size, ground) if ground is not None else Image.new(mode, size)
    width, height = size
    edge = [(0, 0), (width - 1, 0), (width - 1, height // 2), (width // 2, height - 1), (0, height // 2)]
    ImageDraw.Draw(image).polygon(edge, fill=120 if mode in ("L", "P") else (20, 80, 150))
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


@cache
def emblem() -> bytes:
    """The shield as it is kept."""
    return readable_emblem(picture(), "vapen.png")


def looks() -> PaperLook:
    """A look with all there is."""
    lines = ("Gruvstugetorget, 714 80 Kopparberg", "Organisationsnummer 212000-2035")
    return PaperLook("#1F5F8B", emblem(), cover=True, charts=True, lines=lines)


def _figure(name: str, values: str, **facts: str) -> KeyFigure:
    outcomes = enumerate(values.split(), 2021)
    return KeyFigure(name, tuple(FigurePoint(str(y), None if v == "-" else v) for y, v in outcomes), **facts)


FIGURES = KeyFigures(
    (
        _figure("Andel nöjda brukare", "81 83 - 86.5", unit="procent", target="90 %", target_value="90"),
        _figure("Kostnad per brukare", "301200 312000 318500 327333", unit="kr", source="Kolada N21010"),
        _figure("Sjukfrånvaro", "- - - 7.25", unit="procent"),
    )
)
ASSIGNMENTS = Assignments(
    (
        AssignmentItem(
            "Fast bemanning i nattpatrullen",
            "Nattpatrullen bemannas med fasta medarbetare.",
            "Kommunfullmäktige",
            "2027-06-30",
            "Uppdraget följs av tillskott i ramen.",
            25_000_000,
            "Kommunstyrelsen i delårsrapporten",
        ),
        AssignmentItem("Se över larmen", funding="Uppdraget genomförs inom tilldelad budgetram."),
    )
)
ACTIVITIES = Activities(
    (
        ActivityItem("Planera scheman", "Enhetschef", "jan–mars 2027", "Trygga brukare"),
        ActivityItem("Utbildning i bemötande"),
    )
)
OWN = richtext.write(
    Document(
        (
            richtext.Paragraph((Run("Enheten ger stöd "), Run("dygnet runt", bold=True), Run("."))),
            Heading(1, (Run("Omfattning"),)),
            ListBlock(False, ((Run("omsorg"),), (Run("larm"),))),
            ListBlock(True, ((Run("först detta"),), (Run("sedan detta"),))),
            Heading(2, (Run("Timmar"),)),
            Table(True, (((Run("År"),), (Run("Timmar"),)), ((Run("2027"),), (Run("53 600"),)))),
        )
    )
)
COMPOSED = replace(FRAMES, chart=True)

WHOLE: AgreementDocument = replace(
    USUAL,
    number="2011:4",
    client_label="Beställande nämnd",
    sections=(
        replace(
            RULES,
            blocks=(
                *(COMPOSED if block is FRAMES else block for block in RULES.blocks),
                Subheading("Särskilda villkor"),
                Rich(OWN),
            ),
        ),
        Section("Verksamhetens syfte och omfattning", (Rich(OWN),)),
        COMMITMENT_PART,
        Section("Uppdrag", (Paragraph("Utföraren har fått följande uppdrag."), ASSIGNMENTS)),
        Section("Aktiviteter", (ACTIVITIES,)),
        Section("Nyckeltal", (FIGURES,)),
        FOLLOW_UP,
    ),
)

REVISION = RevisionDocument(
    municipality=USUAL.municipality,
    kind_name=USUAL.kind_name,
    title="Revidering av ramar för 2012",
    agreement_title=USUAL.full_title,
    performer=USUAL.performer,
    client=USUAL.client,
    number=1,
    year=2012,
    document_date=date(2011, 10, 26),
    agreement_code="AAAA-BBBB-CCCC",
    version="1.0",
    registration_number="KS 2011/201",
    text=OWN,
    before=FramesTable((2012, 2013), tuple(FrameRow(row.label, row.amounts[1:]) for row in FRAMES.rows)),
    after=FramesTable(
        (2012, 2013),
        (
            FrameRow("Föregående års ram", (20_980 * TKR, 21_860 * TKR)),
            FrameRow("Volym: fler timmar", (880 * TKR, None)),
        ),
        chart=True,
    ),
    signatories=USUAL.signatories,
    signature_note="Bilagan är en del av uppdragshandlingen.",
)
