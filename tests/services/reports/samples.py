"""Agreements to print: a usual one, and those that try the layout."""

from dataclasses import replace
from datetime import date

from app.services.agreements.document import (
    AgreementDocument,
    BulletList,
    Commitment,
    Commitments,
    Decision,
    FollowUp,
    FollowUpPlan,
    FrameRow,
    FramesTable,
    Paragraph,
    Section,
    Signatory,
    Subheading,
)

TKR = 100_000

FRAMES = FramesTable(
    years=(2011, 2012, 2013),
    rows=(
        FrameRow("Föregående års ram", (19_640 * TKR, 20_980 * TKR, 21_460 * TKR)),
        FrameRow("Lönekompensation", (450 * TKR, None, None)),
        FrameRow("Priskompensation", (60 * TKR, None, None)),
        FrameRow("Volym, 2\u00a0000 timmar", (780 * TKR, None, None)),
        FrameRow("Index och volym enligt plan", (None, 480 * TKR, 510 * TKR)),
        FrameRow("Tillskott för uppdrag: fast bemanning", (250 * TKR, None, None)),
        FrameRow("Effektiviseringskrav", (-200 * TKR, None, None)),
    ),
    note="Ramarna följer kommunstyrelsens förslag till ÖSB 2011 och 2012–2013. De gäller när fullmäktige har "
    "fattat beslut och revideras varje år i en numrerad bilaga.",
)

COMMITMENTS = (
    Commitment(
        "Högst tio olika medarbetare hos varje brukare",
        "Den som har hemtjänst möter högst tio olika medarbetare under fjorton dagar. Läget 2010 är tolv.",
        "Medborgarnas/brukarnas upplevda kvalitet",
        "Trygga brukare med inflytande över sin vardag",
        "Olika medarbetare på 14 dagar",
        "12",
        "10",
        "2013",
    ),
    Commitment(
        "Minst 65 procent av arbetstiden hos brukaren",
        "Mer av den arbetade tiden används hos brukaren och mindre till resor och byten.",
        "Verksamhetens processer",
        "Mer av arbetstiden till dem vi är till för",
        "Brukartid av arbetad tid",
        "61 %",
        "65 %",
        "2013",
    ),
    Commitment(
        "Sjukfrånvaron minskar till sex procent",
        None,
        "Medarbetarnas upplevda arbetsmiljö",
        None,
        None,
        None,
        None,
        "dec 2012",
    ),
)

RULES = Section(
    "Spelregler",
    (
        Paragraph(
            "Uppdragshandlingen är en överenskommelse mellan kommunstyrelsen och utföraren. Den gör "
            "Övergripande "
            "strategier och budget (ÖSB) konkret för enheten och klargör utförarens handlingsutrymme. "
            "Utföraren "
            "bestämmer själv arbetsmetoder och organisation."
        ),
        Subheading("Budgetramar"),
        FRAMES,
        Subheading("Över- och underskott"),
        Paragraph(
            "Överskott upp till två procent av ramen förs över till nästa år. Underskott arbetas in "
            "inom två år "
            "enligt en plan som utföraren lämnar till kommunstyrelsen senast i mars."
        ),
        Subheading("Ändringar under avtalstiden"),
        Paragraph(
            "Nya uppdrag ges skriftligt. Av uppdraget framgår om det ryms i ramen eller följs av tillskott."
        ),
    ),
)
PURPOSE = Section(
    "Verksamhetens syfte och omfattning",
    (
        Paragraph(
            "Hemtjänsten ger stöd och omsorg i hemmet, dygnet runt, till den som har beslut om "
            "insatsen. Enheten "
            "ska ge tjänster av god kvalitet, utveckla dem och arbeta med ständiga förbättringar. År "
            "2011 omfattar "
            "uppdraget 53\u00a0600 timmar hos brukare."
        ),
        Paragraph("Uppdraget omfattar:"),
        BulletList(
            ("omsorg och service enligt biståndsbeslut", "trygghetslarm", "nattpatrull i hela kommunen")
        ),
    ),
)
COMMITMENT_PART = Section(
    "Verksamhetens åtagande",
    (
        Paragraph(
            "Utföraren åtar sig att nå målen nedan. I verksamhetsplanen visar utföraren hur det ska gå till."
        ),
        Commitments(COMMITMENTS),
    ),
)
FOLLOW_UP = Section(
    "Uppföljning",
    (
        Paragraph(
            "Utförarens måluppfyllelse följs upp i samband med delårsrapporten och årsredovisningen. "
            "Alla åtaganden "
            "i avsnitt 3 ingår i styrkortets fyra perspektiv."
        ),
        FollowUpPlan(
            (
                FollowUp(
                    "April, september", "Prognos för ramen och avvikelser med åtgärder", "Förvaltningschef"
                ),
                FollowUp(
                    "Augusti",
                    "Måluppfyllelse per åtagande och utfall mot ram, delårsrapport",
                    "Kommunstyrelsen",
                ),
                FollowUp("November", "Verksamhetsplan för nästa år", "Kommunstyrelsen"),
                FollowUp("Mars", "Måluppfyllelse, analys och förbättringar, årsredovisning", None),
            )
        ),
        Paragraph("Uppgifter som saknas redovisas som saknade, med skäl och datum då de finns."),
    ),
)

USUAL = AgreementDocument(
    municipality="Ljusnarsbergs kommun",
    kind_name="Uppdragshandling",
    title="Uppdragshandling 2011–2013",
    performer="Hemtjänst Kopparberg",
    performer_description="intern enhet inom omsorgen",
    client="Kommunstyrelsen",
    document_date=date(2010, 10, 27),
    version="1.0",
    term_starts=date(2011, 1, 1),
    term_ends=date(2013, 12, 31),
    decisions=(
        Decision("prepared", "Utskottet för omsorg", date(2010, 10, 5), "§ 48"),
        Decision("definitive", "Kommunstyrelsen", date(2010, 10, 27), "131"),
    ),
    registration_number="KS 2010/184",
    example=True,
    mandate="I Övergripande strategier och budget 2011 och 2012–2013 ger kommunfullmäktige kommunstyrelsen i "
    "uppdrag att upprätta en uppdragshandling med varje utförare.",
    sections=(RULES, PURPOSE, COMMITMENT_PART, FOLLOW_UP),
    signatories=(
        Signatory("För beställaren", "Förvaltningschef", "omsorg"),
        Signatory("För utföraren", "Enhetschef", "Hemtjänst Kopparberg"),
    ),
    signature_note="Uppdragshandlingen är upprättad i två exemplar. Parterna har fått var sitt.",
)

DRAFT = replace(
    USUAL,
    version="0.3",
    draft=True,
    decisions=(Decision("preliminary", "Kommunstyrelsen", date(2010, 6, 9), "§ 96"),),
    registration_number=None,
    sections=(RULES, Section("Verksamhetens syfte och omfattning"), COMMITMENT_PART, FOLLOW_UP),
    missing=(
        "Verksamhetens syfte och omfattning är inte beskrivet.",
        "Åtagande 3 saknar mått.",
    ),
)

EXTERNAL = replace(
    USUAL,
    performer="Folkets hus- och badförening",
    performer_description="förening",
    external=True,
    contract="Avtal om drift av badhuset 2009–2014, KS 2008/77",
    signatories=(
        Signatory("För beställaren", "Kommunchef"),
        Signatory("För utföraren", "Ordförande", "Folkets hus- och badförening", "Förnamn Efternamn"),
    ),
)

EMPTY = AgreementDocument(
    municipality="",
    kind_name="",
    title="",
    performer="",
    client="",
    document_date=date(2026, 11, 21),
    version="",
    sections=(
        Section(""),
        Section("Åtagande", (Commitments(()),)),
        Section("Uppföljning", (FollowUpPlan(()), FramesTable((), ()))),
    ),
)

LONG_NAME = (
    "Gruppboende och daglig verksamhet för personer med omfattande funktionsnedsättning i Ställdalen, " * 2
)

CROWDED = replace(
    USUAL,
    performer=LONG_NAME[:200],
    title="Uppdragshandling för åren 2011, 2012 och 2013 med tillhörande numrerade bilagor",
    municipality="Kommunalförbundet för samverkan mellan Hällefors, "
    "Lindesbergs, Ljusnarsbergs och Nora kommuner",
    registration_number="KS 2010/184-2010/1899999-övrigt",
    decisions=(
        Decision("prepared", "Utskottet för omsorg", date(2010, 10, 5), "§ 48"),
        Decision("preliminary", "Kommunstyrelsen", date(2010, 6, 9)),
        Decision("definitive", LONG_NAME[:200], None, "§ 131"),
    ),
    sections=(
        replace(
            RULES,
            blocks=(
                *RULES.blocks,
                Subheading("Ramar i kronor, öre fördelade på sex år"),
                FramesTable(
                    (2011, 2012, 2013, 2014, 2015, 2016),
                    tuple(
                        FrameRow(
                            f"Komponent {n} " + "med en lång benämning " * (n % 3), (33_333_333_349,) * 6
                        )
                        for n in range(4)
                    ),
                    unit="kr",
                ),
                Subheading("Ramar som inte går jämnt upp"),
                FramesTable(
                    (2011, 2012),
                    (
                        FrameRow("Löner", (1_450_000, -50_000)),
                        FrameRow("Hyra", (1_450_000, 149_999)),
                        FrameRow("Övrigt", (40_000, None)),
                    ),
                ),
            ),
        ),
        Section(
            "Verksamhetens syfte och omfattning",
            (
                Paragraph(
                    "\n\n".join(
                        "Enheten finns för dem som bor i kommunen och för deras anhöriga. Den som "
                        "behöver stöd ska få "
                        "det i rätt tid, av medarbetare som känner till vad som är avtalat. " * (4 + n % 5)
                        for n in range(20)
                    )
                ),
            ),
        ),
        Section(
            "Verksamhetens åtagande",
            (
                Commitments(
                    tuple(
                        replace(
                            COMMITMENTS[n % 3],
                            title=f"{COMMITMENTS[n % 3].title}, etapp {n + 1}",
                            measure="Andel nöjda enligt den årliga brukarundersökningen och egen mätning",
                            target="minst godkänt på alla enheter" if n % 4 == 0 else "10",
                        )
                        for n in range(50)
                    )
                ),
            ),
        ),
        FOLLOW_UP,
    ),
    signatories=(
        Signatory("För beställaren", "Förvaltningschef", "omsorg"),
        Signatory("För utföraren", "Enhetschef", LONG_NAME[:200]),
        Signatory("För samverkansparten", "Förbundschef", "Bergslagens kommunalteknik"),
    ),
)

HOSTILE = replace(
    USUAL,
    municipality="<b>Å & Ö</b>",
    title="Uppdrag <i>2011</i> & \U0001f600",
    performer="Enhet\u0000 \u202eA\u030a <font color='red'>röd</font>",
    mandate="Första raden\nAndra raden <br/> &nbsp; &amp; </para> \u2011 \u00ad \u200b 漢字 ﬁ½ ”citat” − –",
    sections=(
        Section(
            "<a href='x'>Länk</a>",
            (
                Paragraph("x" * 400),
                Commitments((Commitment("Mycket långt", "Orden tar inte slut. " * 600),)),
                BulletList(("Lång punkt. " * 300, "Kort punkt")),
            ),
        ),
    ),
)

ALL = {
    "usual": USUAL,
    "draft": DRAFT,
    "external": EXTERNAL,
    "empty": EMPTY,
    "crowded": CROWDED,
    "hostile": HOSTILE,
}
