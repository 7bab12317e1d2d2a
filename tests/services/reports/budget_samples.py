"""Budget papers with what papers can hold: usual, awkward, empty and long."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.services.reports.budget_paper import BudgetPaper, PaperColumn, PaperRow, PaperTable

DAY = date(2026, 11, 21)
TKR = 100_000
COLUMNS = (
    PaperColumn("Ram 2026"),
    PaperColumn("Lön", band="Behov och kostnader"),
    PaperColumn("Pris", band="Behov och kostnader"),
    PaperColumn("Prio.", band="Prioritering"),
    PaperColumn("Ram 2027", band="2027"),
    PaperColumn("Ändr. %", "percent", "2027"),
)
TABLE = PaperTable(
    "Skattefinansierad verksamhet",
    COLUMNS,
    (
        PaperRow("Omsorg", (300 * TKR, 5 * TKR, 0, 10 * TKR, 315 * TKR, Decimal(5)), group=True, mark="*"),
        PaperRow("Natten", (100 * TKR, 5 * TKR, 0, 0, 105 * TKR, Decimal(5)), 1, notes={1: 1}),
        PaperRow("Dagen", (200 * TKR, 0, 0, 10 * TKR, 210 * TKR, Decimal(5)), 1),
        PaperRow("Fördelat till 2 enheter", (300 * TKR, 5 * TKR, 0, 10 * TKR, 315 * TKR, None), sums=True),
        PaperRow("Kvar att fördela", (None, None, None, None, -5 * TKR, None), sums=True),
    ),
    after=("* Fullmäktige binder nettoanslaget här.",),
)
GRANTS = PaperTable(
    "Riktade bidrag",
    (PaperColumn("Enhet", "words"), PaperColumn("Upphör", "words"), PaperColumn("2027")),
    (PaperRow("Stimulansmedel", ("Natten", "2027-12-31", 40 * TKR)),),
    lead="Bidragen ingår inte i ramarna.",
)
USUAL = BudgetPaper(
    municipality="Ådals kommun",
    title="Budget 2027 och plan 2028–2029",
    version="KS förslag",
    stage="Förslag",
    day=DAY,
    money="tkr",
    registration_number="KS 2026/97",
    tables=(TABLE, GRANTS),
    footnotes=("Natten, lönekompensation 2027: Nytt avtal.",),
)
DECIDED = replace(USUAL, decided="Kommunfullmäktige, 23 november 2026, § 131", version="Beslut")
EMPTY = BudgetPaper("", "", "", "", DAY, "kr")
HOSTILE = replace(
    USUAL,
    municipality="<b>Å</b> & 🚀",
    title="Budget\n2027\u202e",
    money="kr",
    tables=(
        replace(
            TABLE,
            columns=(*COLUMNS, *(PaperColumn(f"Ram {year}", band="Plan") for year in range(2028, 2040))),
            rows=tuple(
                PaperRow("Enhet med ett mycket långt namn " * 6, (-(10**14),) * 5 + (None,) * 13, depth)
                for depth in range(12)
            ),
        ),
    ),
    footnotes=("ord " * 900,),
)
LONG = replace(
    USUAL,
    tables=(
        replace(
            TABLE,
            rows=tuple(
                PaperRow(f"Enhet {number}", (TKR, TKR, TKR, TKR, TKR, None), number % 3)
                for number in range(300)
            ),
        ),
    ),
)
