"""Papers of the economy made by hand: standing and lying pages, words, charts, notes, and hostile names."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.services.charts.sheet import Caption
from app.services.charts.waterfall import Step, Waterfall
from app.services.economy.tables import EconomyTable, Part, TableRow
from app.services.reports.economy.paper import Chapter, EconomyPaper, Picture, Words

TKR = 100_000


def row(key: str, label: str, *tkr: float | None, **more: object) -> TableRow:
    """A row in thousands of kronor."""
    cells = tuple(None if one is None else round(one * TKR) for one in tkr)
    return TableRow(key, label, cells, **more)  # type: ignore[arg-type]


RESULT = EconomyTable(
    "result",
    "Resultatbudget",
    ("Budget 2027", "Plan 2028", "Plan 2029"),
    (
        row("income", "Verksamhetens intäkter", 90250.4, 91800, 93300),
        row("cost", "Verksamhetens kostnader", -455310, -468200, -481050, note="Varav pensioner"),
        row(
            "net", "Verksamhetens nettokostnader", -365059.6, -376400, -387750,
            style="sum", parts=(Part("income"), Part("cost")),
        ),
        row("tax", "Skatteintäkter", 368300.4, 377100, 386000, flag="Prognosen är äldre än tre månader"),
        row("extra", "Extraordinära poster", None, 0, 0),
        row(
            "year", "Årets resultat", 3240.8, 700, -1750,
            style="total", parts=(Part("net"), Part("tax")),
        ),
        TableRow(
            "share", "Resultat i procent", (Decimal("0.9"), Decimal("0.2"), None),
            unit="percent", style="note",
        ),
    ),
    "Kostnader skrivs med minus.",
    "SKR, augusti 2026",
    "Post",
)  # fmt: skip
LONG_TERM = EconomyTable(
    "longterm",
    "Långsiktig ekonomisk plan",
    tuple(str(year) for year in range(2027, 2038)),
    (
        TableRow("heading", "Behov", style="heading"),
        row("school", "Skola", *[141_000 + step for step in range(11)], indent=1),
        row(
            "need", "Summa behov", *[141_000 + step for step in range(11)],
            style="sum", parts=(Part("school"),),
        ),
    ),
    first_heading="Område",
)  # fmt: skip
STEPS = EconomyTable(
    "reserve",
    "Resultatreserv 2025",
    ("Belopp", "Så räknas det"),
    (
        TableRow("over", "Över gränsen", (5545 * TKR, "Årets resultat minus en procent av skatten " * 4)),
        TableRow("may", "Får reserveras", (5545 * TKR, "Resultatet sätter gränsen."), style="total"),
    ),
)  # fmt: skip
CHART = Waterfall(
    (
        Step("April", 365_000 * TKR, "365 000", True),
        Step("Skatteunderlag", 2_100 * TKR, "+2 100"),
        Step("September", 367_100 * TKR, "367 100", True),
    ),
    Caption("Utrymmet växer med 2 100 tkr", "Tkr, 2027.", "SKR"),
)
LAW = Words("Lagens krav", ("Så står budgeten mot lagen.",), ("Uppfyllt: resultatet är över noll.",))
ONE = EconomyPaper(
    municipality="Ljusnarsbergs kommun",
    plan="Budget 2027 och plan 2028–2029",
    version="KS förslag",
    stage="Förslag",
    day=date(2026, 11, 21),
    money="tkr",
    chapters=(Chapter("resultat", "Resultatbudget", (RESULT, Picture(CHART), LAW)),),
)
ALL = replace(
    ONE,
    decided="Kommunfullmäktige, 26 november 2026, § 112",
    registration_number="KS 2026/97",
    example=True,
    chapters=(
        *ONE.chapters,
        Chapter("lep", "Långsiktig ekonomisk plan", (LONG_TERM,)),
        Chapter("resultatreserv", "Resultatreserv", (STEPS,)),
    ),
)
_STRANGE = "=SUMMA(A1) <b>&amp;</b> \x07\U0001f600 " + "lång " * 60
HOSTILE = replace(
    ONE,
    municipality=_STRANGE,
    version=_STRANGE,
    chapters=(
        Chapter(
            "drift",
            _STRANGE,
            (
                EconomyTable(
                    "x", _STRANGE, (_STRANGE, "2027"),
                    tuple(TableRow(f"{at}", _STRANGE, (_STRANGE, at), indent=at) for at in range(9)),
                    _STRANGE, _STRANGE, _STRANGE,
                ),
                Words("", (_STRANGE,), (_STRANGE,)),
                EconomyTable("empty", "Tom", (), ()),
            ),
        ),
    ),
)  # fmt: skip
