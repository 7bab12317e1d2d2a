"""A scorecard, a roll-up, a comparison and a map as plain values, for the charts."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import count

from app.services.scorecard.byunit import UnitFigure
from app.services.scorecard.causes import CauseGoal, CauseGroup, CauseLine, CauseMap
from app.services.scorecard.compared import Compared, Comparison, concluded, in_order
from app.services.scorecard.score import Part, score, standing, weighted
from app.services.scorecard.views import (
    Card,
    Cell,
    Figure,
    Goal,
    Goalposts,
    Group,
    Point,
    RollUp,
    RollUpRow,
    Standing,
)

_ids = count(1)
Number = str | None


def number(text: Number) -> Decimal | None:
    return None if text is None else Decimal(text)


def figure(
    name: str,
    outcome: Number,
    target: Number = "90",
    limit: Number = "80",
    *,
    direction: str = "higher",
    unit: str = "procent",
    before: Number = None,
    years: Sequence[Number] = (),
    why: str = "",
    upper: Number = None,
) -> Figure:
    posts = Goalposts(number(target), number(upper), None, number(limit))
    value = number(outcome)
    points = score(value, posts, direction)
    stands: Standing = "missing" if value is None else standing(points)
    earlier = [Point(str(2026 - len(years) + at), number(each)) for at, each in enumerate(years)]
    return Figure(
        indicator_id=next(_ids), version=1, name=name, node_id=1, unit_of_measure=unit, decimals=None,
        direction=direction, scale=(), aspect="quality", nature=None, frequency="half_year", owner="chefen",
        source="Enkät", goalposts=posts, period="2026-H1" if value is not None else None, outcome=value,
        outcome_words=None, before=number(before), score=points, standing=stands, trend=None, why=why,
        weight=None, share=Decimal(100), comment=None, computed=False, example=False,
        points=(*earlier, *([Point("2026-H1", value)] if value is not None else [])),
    )  # fmt: skip


def goal(node_id: int, title: str, *figures: Figure) -> Goal:
    average = weighted([Part(each.score, None, None, each.standing) for each in figures])
    return Goal(node_id, None, title, "Mål", figures, average, average.standing, None, Decimal(50))


def group(key: int, name: str, *goals: Goal, perspective: bool = True) -> Group:
    average = weighted([Part(each.average.score, None, None, each.standing) for each in goals])
    return Group(f"p{key}", key if perspective else None, None, name, None, goals, average, None, Decimal(25))


def card(*groups: Group, unit: str = "Hemtjänst", unit_id: int | None = 12, year: int = 2026) -> Card:
    goals = [each for part in groups for each in part.goals]
    counts = [sum(each.standing == one for each in goals) for one in ("met", "partly", "unmet", "missing")]
    average = weighted([Part(each.average.score, None, None, each.average.standing) for each in groups])
    return Card(
        1,
        1,
        unit_id,
        unit,
        year,
        f"{year}-H1",
        "draft",
        None,
        groups,
        average,
        *counts,
        "Sjukfrånvaron ökar.",
    )


SICK = figure(
    "Sjukfrånvaro", "9.4", "6", "9", direction="lower", before="9.1", years=("7.1", "7.6", "8.2", "9.1")
)
UNKNOWN = figure("Medarbetarindex", None, "75", "65", unit="index", why="mäts vartannat år, nästa 2027")


def home_care(pleased: str = "88") -> Card:
    """Four perspectives, five goals: two met, two partly, one unmet; one figure without a value."""
    return card(
        group(1, "Medborgare", goal(1, "Brukarna är trygga", figure("Nöjda brukare", pleased, before="86"))),
        group(2, "Processer", goal(2, "Planer finns", figure("Genomförandeplan", "97", "95", "85"))),
        group(
            3, "Medarbetare",
            goal(3, "Delaktiga", figure("Veckomöten", "100", "100"), UNKNOWN), goal(4, "Friska", SICK),
        ),
        group(
            4, "Ekonomi",
            goal(5, "Inom ramen", figure("Kostnad", "392", "385", "410", direction="lower", unit="kr")),
        ),
    )  # fmt: skip


def roll_up(rows: int = 4, heads: Sequence[str] = ("Medborgare", "Processer")) -> RollUp:
    made = []
    for row in range(rows):
        scores = [
            None if (row + at) % 5 == 4 else Decimal((row * 3 + at * 4) % 10) for at in range(len(heads))
        ]
        cells = tuple(
            Cell(each, "missing" if each is None else standing(each), each is not None, 1) for each in scores
        )
        whole = weighted([Part(each.score, None, None, each.standing) for each in cells])
        made.append(RollUpRow(12 + row, f"Enhet {row}", int(row > 0), cells, whole, True))
    keys = tuple(f"p{at}" for at in range(len(heads)))
    return RollUp(2026, "2026-H1", tuple(heads), keys, tuple(made), weighted([]))


def comparison(others: int = 12) -> Comparison:
    rows = [Compared(str(1800 + at), f"Kommun {at}", Decimal(80 + at)) for at in range(others)]
    rows += [Compared("1864", "Ljusnarsberg", Decimal("84.5"), True), Compared("9", "Grums", None)]
    ordered = in_order(rows, "higher", Goalposts())
    made = Comparison(
        "municipalities",
        3,
        "Nöjda",
        "procent",
        None,
        "higher",
        Goalposts(),
        "2025",
        "T",
        ordered,
        source="Kolada",
    )
    return concluded(made, "Ljusnarsberg")


def causes(
    lanes: Sequence[int] = (2, 2, 1), links: Sequence[tuple[int, int]] = ((3, 1), (4, 2), (5, 3))
) -> CauseMap:
    steps: tuple[Standing, ...] = ("met", "partly", "unmet", "missing")
    ids, groups = count(1), []
    for at, size in enumerate(lanes):
        goals = [next(ids) for _ in range(size)]
        made = (
            CauseGoal(key, f"Mål nummer {key}", "Mål", None, steps[key % 4], "", None, False, False)
            for key in goals
        )
        groups.append(CauseGroup(f"p{at}", f"Perspektiv {at}", None, tuple(made)))
    lines = tuple(CauseLine(100 + at, 1, cause, effect, None) for at, (cause, effect) in enumerate(links))
    return CauseMap("Hemtjänst", 2026, "2026-H1", tuple(groups), lines)


def by_unit(
    *values: Number, name: str = "Nöjda brukare", direction: str = "higher"
) -> tuple[UnitFigure, ...]:
    return tuple(
        UnitFigure(12 + at, f"Enhet {at}", figure(name, each, years=("80", None), direction=direction))
        for at, each in enumerate(values)
    )
