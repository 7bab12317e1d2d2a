"""Scorecards with what they can hold: usual, awkward, empty and long."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.services.reports.scorecard_paper import CardPaper, Issue, SummaryPaper, UnitLack
from app.services.scorecard.views import (
    Average,
    Card,
    Cell,
    Figure,
    Goal,
    Goalposts,
    Group,
    Lack,
    Point,
    RollUp,
    RollUpRow,
    Standing,
)
from app.services.scorecard.words import word_of

DAY = date(2026, 11, 21)
ISSUE = Issue("Ljusnarsbergs kommun", DAY, word_of("styrtal"), example=True)
HOSTILE = "<b>Ö & Å</b> ½ 𝔛 " + "Gemensamma nämnden för räddningstjänst och krisberedskap " * 3
HUNDRED = Decimal(100)


def figure(
    key: int,
    name: str,
    unit: str,
    outcome: str | None,
    target: str | None,
    before: str | None = None,
    score: str | None = None,
    standing: Standing = "met",
    limit: str | None = None,
    **more: object,
) -> Figure:
    """A figure with the facts that matter here."""
    value = None if outcome is None else Decimal(outcome)
    was = None if before is None else Decimal(before)
    made = Figure(
        indicator_id=key, version=1, name=name, node_id=key, unit_of_measure=unit, decimals=None,
        direction="higher", scale=(), aspect="quality", nature="lagging", frequency="half_year",
        owner="Enhetschef", source="Brukarenkät",
        goalposts=Goalposts(
            None if target is None else Decimal(target),
            threshold=None if limit is None else Decimal(limit),
        ),
        period=None if outcome is None else "2026-H1", outcome=value, outcome_words=None, before=was,
        score=None if score is None else Decimal(score), standing=standing,
        trend=None if was is None or value is None else "better" if value > was else "worse",
        why="", weight=None, share=HUNDRED, comment=None, computed=False, example=True,
        points=tuple(
            Point(period, spot) for period, spot in (("2025-H1", was), ("2026-H1", value)) if spot is not None
        ),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def average(score: str | None, standing: Standing, counted: int, count: int, formula: str = "") -> Average:
    """An average."""
    return Average(None if score is None else Decimal(score), standing, formula, counted, count)


def goal(
    key: int | None, title: str, figures: tuple[Figure, ...], standing: Standing = "met", **more: object
) -> Goal:
    """A goal of the model."""
    known = sum(each.score is not None for each in figures)
    made = Goal(
        key, key, title, "Verksamhetsmål", figures, average("6", standing, known, len(figures)), standing,
        None, Decimal(50),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def group(key: int, name: str, question: str | None, goals: tuple[Goal, ...], mean: Average) -> Group:
    """A perspective."""
    return Group(f"p{key}", key, None, name, question, goals, mean, None, Decimal(25))


USERS = group(
    1, "Medborgare och brukare", "Hur upplever medborgarna kvaliteten på kommunens tjänster?",
    (
        goal(11, "Brukarna är trygga med sin hemtjänst", (
            figure(111, "Nöjda brukare", "procent", "88", "90", "85", "6.0", "partly", limit="80"),
            figure(112, "Olika medarbetare på 14 dagar", "st", "12", "10", "13", "5.3", "partly",
                   direction="lower", trend="better", limit="13"),
        ), "partly"),
        goal(12, "Brukaren påverkar sin insats", (
            figure(121, "Aktuell genomförandeplan", "procent", "97", "95", "92", "7.1", limit="80"),
        )),
    ),
    average("6.4", "partly", 3, 3, "(5,65 × 50 + 7,1 × 50) ÷ 100 = 6,4"),
)  # fmt: skip
WORK = group(
    2, "Processer", "Arbetar utföraren på rätt sätt?",
    (
        goal(21, "Arbetstiden används hos brukaren", (
            figure(211, "Brukartid av arbetad tid", "procent", "61", "65", "58", "5.3", "partly", limit="55"),
        ), "partly"),
        goal(22, "Avvikelser leder till förbättring", (
            figure(221, "Åtgärdade inom 30 dagar", "procent", "93", "90", "86", "7.2", limit="70"),
        )),
    ),
    average("6.3", "partly", 2, 2, "(5,3 × 50 + 7,2 × 50) ÷ 100 = 6,3"),
)  # fmt: skip
STAFF = group(
    3, "Medarbetare", "Hur upplever medarbetarna sin arbetsmiljö?",
    (
        goal(31, "Medarbetarna är delaktiga", (
            figure(311, "Team med eget veckomöte", "procent", "100", "100", "90", "6.7", limit="80"),
            figure(312, "Medarbetarindex", "index", None, "75", None, None, "missing",
                   why="mäts vartannat år, nästa 2027", limit="65"),
        ), "met", result="met", result_words="Uppfyllt"),
        goal(32, "Arbetsplatsen är hälsosam", (
            figure(321, "Sjukfrånvaro", "procent", "9.4", "6", "9.1", "2.9", "unmet", direction="lower",
                   trend="worse", decimals=1, comment="Två långa sjukskrivningar.", limit="9.0"),
        ), "unmet", analysis="Frånvaron har ökat i nattlaget.",
             actions=("Fast bemanning i två team från 1 februari. Ansvarig: enhetschef",)),
    ),
    average("4.8", "partly", 2, 3, "(6,7 × 50 + 2,9 × 50) ÷ 100 = 4,8"),
)  # fmt: skip
MONEY = group(
    4, "Ekonomi", "Används resurserna på bästa sätt?",
    (
        goal(41, "Verksamheten ryms inom ramen", (
            figure(411, "Avvikelse mot ram", "procent", "0.4", "0", "-0.6", "7.3", decimals=1, limit="-2"),
        )),
        goal(42, "Resurserna ger mer hos brukaren", (
            figure(421, "Kostnad per utförd timme", "kr", "392", "385", "401", "6.0", "partly",
                   direction="lower", trend="better", limit="420"),
        ), "partly"),
    ),
    average("6.7", "met", 2, 2, "(7,3 × 50 + 6,0 × 50) ÷ 100 = 6,7"),
)  # fmt: skip
LACKS = (Lack(312, "Medarbetarindex", "mäts vartannat år, nästa 2027", "missing"),)
CARD = Card(
    scorecard_id=7, version=3, unit_id=5, unit="Hemtjänst Kopparberg", year=2026, period="2026-H1",
    status="draft", comment=None, groups=(USERS, WORK, STAFF, MONEY),
    average=average("6.0", "partly", 9, 10, "(6,4 × 25 + 6,3 × 25 + 4,8 × 25 + 6,7 × 25) ÷ 100 = 6,0"),
    met=4, partly=3, unmet=1, unknown=0, finding="Fyra av åtta mål nås. Sjukfrånvaron drar ned mest.",
    lacks=LACKS, example=True,
)  # fmt: skip
USUAL = CardPaper(ISSUE, CARD)

_MANY = tuple(
    goal(1000 + key, f"Mål {key} som har ett rätt långt namn", tuple(
        figure(2000 + 10 * key + place, f"Styrtal {key}.{place} med ett namn", "procent", "61", "65", "58",
               "5.3", "partly", share=Decimal(20 + 60 * place))
        for place in range(2)
    ), "partly", share=Decimal(3 if key else 13), analysis="Varför det blev så. " * 30,
       actions=("En åtgärd. " * 12, "En till."))
    for key in range(30)
)  # fmt: skip
LONG = CardPaper(
    ISSUE,
    replace(
        CARD, unit="Vård och omsorg",
        groups=(
            *(replace(USERS, name=f"Perspektiv {place + 1}", goals=_MANY[place * 10 : place * 10 + 10],
                      share=Decimal(share)) for place, share in enumerate((50, 30, 20))),
        ),
        lacks=tuple(Lack(key, f"Styrtal {key}", "ingen äger det", "unowned") for key in range(20)),
    ),
)  # fmt: skip
STRANGE = CardPaper(
    replace(ISSUE, municipality=HOSTILE),
    replace(
        CARD, unit=HOSTILE, finding=HOSTILE * 3, scorecard_id=None, comment=HOSTILE * 20,
        groups=(
            replace(USERS, name=HOSTILE, question=HOSTILE, goals=(
                goal(None, "", (figure(1, HOSTILE * 60, HOSTILE, "1" * 15, "2", "3", "0", "unmet",
                                       comment=HOSTILE * 8),), "unmet"),
                goal(5, HOSTILE * 60, (), "missing", analysis=HOSTILE * 30, actions=(HOSTILE * 5,) * 4),
                goal(6, "Text", (
                    figure(2, "I ord", "", None, None, standing="unscored", outcome_words="Bra " * 80,
                           why="ett utfall i ord kan inte poängsättas"),
                    figure(3, "Utan ägare", "procent", "4", "3", standing="unowned", why="ingen äger det"),
                ), "unscored"),
            )),
        ),
        lacks=(Lack(1, HOSTILE, HOSTILE, "unowned"),),
    ),
)  # fmt: skip
EMPTY = CardPaper(
    ISSUE,
    replace(
        CARD, groups=(), average=average(None, "missing", 0, 0), lacks=(), met=0, partly=0, unmet=0,
        finding="Enheten har inga mål och inga styrtal.", scorecard_id=None,
    ),
)  # fmt: skip
AREAS = CardPaper(
    replace(ISSUE, measure=word_of(None)),
    replace(
        CARD,
        groups=tuple(
            replace(each, key=f"n{place}", perspective_id=None, node_id=place, name=name, question=None)
            for place, (each, name) in enumerate(zip((USERS, WORK), ("Trygghet", "Boende"), strict=True))
        ),
    ),
)
CARDS = {"usual": USUAL, "long": LONG, "strange": STRANGE, "empty": EMPTY, "areas": AREAS}


def _row(key: int, name: str, depth: int, scores: tuple[str | None, ...]) -> RollUpRow:
    def standing(score: str | None) -> Standing:
        if score is None:
            return "missing"
        return "met" if Decimal(score) >= 6.67 else "partly" if Decimal(score) >= 3.33 else "unmet"

    cells = tuple(
        Cell(None if score is None else Decimal(score), standing(score), int(score is not None), 1)
        for score in scores
    )
    return RollUpRow(key, name, depth, cells, average("6", "partly", 3, 4, "medel"), own=depth > 0)


ROLL_UP = RollUp(
    2026, "2026-H1", tuple(each.name for each in CARD.groups), ("p1", "p2", "p3", "p4"),
    (
        _row(1, "Vård och omsorg", 0, ("6.4", "6.3", "4.8", "6.7")),
        _row(2, "Hemtjänst Kopparberg", 1, ("6.4", "2.3", None, "6.7")),
        _row(3, "Särskilt boende", 1, ("7.4", "6.9", "5.1", None)),
    ),
    average("6.0", "partly", 9, 10, "medel"),
)  # fmt: skip
SUMMARY = SummaryPaper(
    CardPaper(ISSUE, replace(CARD, unit_id=None, unit="Ljusnarsbergs kommun")),
    ROLL_UP,
    tuple(UnitLack("Hemtjänst Kopparberg", lack) for lack in LACKS),
)
