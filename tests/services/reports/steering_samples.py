"""Steering documents to print: a usual one, and those that try the layout."""

from dataclasses import replace
from datetime import date

from app.services import richtext
from app.services.agreements.document import FrameRow, FramesTable
from app.services.reports.document_view import (
    Attached,
    FramesPart,
    Goal,
    GoalGroup,
    GoalsPart,
    HeadLine,
    Measure,
    SteeringDocument,
    TextPart,
    UnitFrames,
    UnitRow,
    WordsPart,
)
from app.services.richtext import Document, Heading, ListBlock, Paragraph, Run, Table

TKR = 100_000
YEARS = (2027, 2028, 2029)


def words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def kept(*blocks: richtext.Block) -> str:
    return richtext.write(Document(blocks))


TEXT = kept(
    Paragraph(
        (Run("Kommunen ska "), Run("växa", bold=True), Run(" hållbart. "), Run("Tillsammans.", italic=True))
    ),
    Heading(1, words("Barn och unga")),
    ListBlock(ordered=True, items=(words("läsa"), words("räkna"))),
    Heading(2, words("Skolan")),
    Table(True, tuple((words(f"rad {row}"), words(str(row * 1_000))) for row in range(5))),
)
MEASURES = (
    Measure("Elever som känner sig trygga", "Controller", "84 % (2025)", ("86 %", "88 %", "90 %")),
    Measure("Behöriga till gymnasiet", None, None, ("83 %", None, "87 %")),
)
GOALS = GoalsPart(
    "Mål",
    YEARS,
    (
        GoalGroup(
            "Trygga barn och unga",
            "Målområden",
            (
                Goal("Alla elever når målen", "Stödet sätts in tidigt.", ("Ansvarig: Skolchef",), MEASURES),
                Goal("Fler fullföljer gymnasiet", "", ("Ansvarig saknas",), (), depth=1),
            ),
            text="Varje barn ska få det stöd som krävs.",
            facts=("Ansvarig: Nämnden",),
        ),
        GoalGroup("Finansiella mål", "Finansiella mål", (Goal("Resultatet är två procent"),)),
    ),
)
UNIT_FRAMES = UnitFrames(
    YEARS,
    (
        UnitRow("Bildning", 0, True, (62_000_40_000, 63_000 * TKR, 64_000 * TKR)),
        UnitRow("Norra skolan", 1, False, (31_000_40_000, 32_000 * TKR, 33_000 * TKR)),
        UnitRow("Södra skolan", 1, False, (31_000_00_000, 31_000 * TKR, 31_000 * TKR)),
        UnitRow("Kök", 0, False, (None, 2_000 * TKR, 2_000 * TKR)),
    ),
    (62_000_40_000, 65_000 * TKR, 66_000 * TKR),
    (FrameRow("Kvar att fördela", (500 * TKR, 0, -20 * TKR)),),
    "Ramarna följer versionen ”Förslag”.",
)
ASSIGNMENTS = WordsPart(
    "Uppdrag",
    ("Uppdrag", "Från", "Till", "Klart senast"),
    (50, 30, 30, 20),
    (
        (
            "Öppna en fritidsgård\nI varje tätort.",
            "Kommunfullmäktige\n16 november 2026, § 112",
            "–",
            "2028-06-30",
        ),
    ),
)
DECISIONS = WordsPart(
    "Beslut",
    ("Steg", "Organ", "Dag och paragraf", "Diarienummer"),
    (42, 46, 44, 28),
    (("Beslut", "Kommunfullmäktige", "16 november 2026, § 112", "–"),),
    notes=("Reservationer mot beslutet: två ledamöter.",),
    dated=False,
)
USUAL = SteeringDocument(
    node_id=1,
    municipality="Strängnäs kommun",
    kind_name="Flerårsplan",
    title="Flerårsplan 2027–2029",
    version="1.0",
    document_date=date(2026, 11, 16),
    as_of=date(2026, 11, 21),
    draft=False,
    registration_number="KS/2026:214",
    head=(
        HeadLine("Beslutad", "16 november 2026, § 112"),
        HeadLine("Ersätter", "Flerårsplan 2026–2028 (17 november 2025, § 98)"),
        HeadLine("Dokumentansvarig", "Ekonomichef"),
    ),
    intro="Planen är navet i styrningen.",
    parts=(
        TextPart("De största utmaningarna", TEXT),
        TextPart("Koncernens mål", "", made=(GOALS,)),
        TextPart("Andra mål", "", see="Koncernens mål"),
        FramesPart("Budgetramar", UNIT_FRAMES, dated=False),
        ASSIGNMENTS,
        DECISIONS,
    ),
    attachments=(Attached("Karta över ån.pdf", 1_200_000, "ab" * 32),),
    signed_for="Strängnäs kommun",
    signing_body="Kommunfullmäktige",
)
DRAFT = replace(
    USUAL,
    version="0.4",
    mark="UTKAST",
    draft=True,
    unit="Norra skolan",
    signed_for=None,
    attachments=(),
    example=True,
    parts=(
        TextPart("Aktiviteter", ""),
        FramesPart("Budgetramar", FramesTable((2027,), (FrameRow("Föregående års ram", (100 * TKR,)),))),
    ),
)
EMPTY = SteeringDocument(0, "", "", "", "0.0", date(2026, 11, 21), date(2026, 11, 21))
LONG = replace(
    USUAL,
    title="Översiktsplan",
    parts=tuple(
        TextPart(
            f"Kapitel {number}",
            kept(
                *(
                    block
                    for part in range(6)
                    for block in (
                        Heading(1, words(f"Del {number}.{part}")),
                        *(Paragraph(words("Marken ska räcka till bostäder, skolor och natur. " * 9)),) * 5,
                    )
                ),
                Table(True, tuple((words(f"område {row}"), words(str(row))) for row in range(60))),
            ),
        )
        for number in range(1, 16)
    ),
)
_ENDLESS = Goal("Mål " * 100, "Texten. " * 2_000, ("Fakta. " * 300,), (), 9)
_BROAD = Goal("<b>", "", (), (Measure("m" * 90, "k" * 90, "1" * 40, ("9" * 30,) * 6),))
HOSTILE = replace(
    USUAL,
    municipality="<b>Å & Ö</b>",
    title="Plan <i>2027</i> & \U0001f600 " + "Lång titel " * 40,
    unit="Enhet\u0000 \u202eA\u030a <font color='red'>röd</font>",
    head=(HeadLine("Ersätter", "En rad\n" * 80), HeadLine("Gäller för", "</para>" * 200)),
    intro="Första raden\nAndra raden <br/> &nbsp; &amp; </para> 漢字 ﬁ½",
    parts=(
        TextPart("<a href='x'>Länk</a> " + "rubrik " * 30, kept(Paragraph(words("Orden " * 20_000)))),
        TextPart("x" * 300, kept(Table(True, ((words("y" * 300),) * 12,) * 3))),
        GoalsPart(
            "Mål",
            (2027, 2028, 2029, 2030, 2031, 2032),
            (
                GoalGroup("", "", (_ENDLESS,)),
                GoalGroup("Tomt", "", ()),
                GoalGroup("Brett", "", (_BROAD,)),
            ),
        ),
        WordsPart("Uppdrag", ("A", "B"), (1, 1), (("=1+1\n" * 200, "<br>" * 900),)),
        WordsPart("Inget", ("A", "B"), (1, 1), ()),
    ),
    attachments=(Attached("../../x\U0001f600.exe", 0, "00"),),
    signed_for="<b>" * 60,
)
ALL = {"usual": USUAL, "draft": DRAFT, "empty": EMPTY, "long": LONG, "hostile": HOSTILE}
