"""A long-term plan of ten years and a hundred ages: an assumption changed and all of it drawn anew.

What is redrawn is everything that a changed assumption asks for: the plan read from the file, every scenario
and everything that is tried reckoned, and the chart of the gap as the window draws it. Against it stands the
same chart alone, its values at hand.
"""

import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.economy import PopulationForecast, PopulationNumber
from app.models.longterm import AgeCost, LongTermArea, LongTermAssumption, LongTermPlan, LongTermScenario
from app.services.charts.gap_chart import GapChart, gap_chart
from app.services.charts.sheet import Sheet
from app.services.clock import Clock
from app.services.economy.longterm.views import LongTermView, long_term
from app.services.storage import Database, describe
from app.ui.parts.chart import Gallery
from benchmarks.measuring import Goal, Result, side_by_side, timed

AGES: Final = 100
YEARS: Final = 10
_BASE: Final = 2027
_SHEET = Sheet(900, captions=False, height=260)
REDRAWN = Goal(
    "a long-term plan redrawn",
    f"{YEARS} years and {AGES} ages read, reckoned and drawn",
    "the chart alone",
    2.0,
)


def run(rounds: int) -> list[Result]:
    """Change the growth of the tax base each time."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        database = Database.create(Path(folder, "lep.styr"), clock=Clock(), user="benchmark")
        try:
            database.write(_fill)
            return [_redrawn(database, rounds)]
        finally:
            database.close()


def _redrawn(database: Database, rounds: int) -> Result:
    gallery, growths = Gallery(), _growths()
    plan_id = database.read(lambda session: session.scalars(select(LongTermPlan.id)).one())
    read = partial(long_term, plan_id=plan_id)

    def whole() -> float:
        database.write(partial(_change, growth=next(growths)))
        return timed(lambda: gallery.draw(_chart(database.read(read)), _SHEET, 1.0))

    def alone() -> float:
        database.write(partial(_change, growth=next(growths)))
        chart = _chart(database.read(read))
        return timed(lambda: gallery.draw(chart, _SHEET, 1.0))

    _check(database.read(read))
    return side_by_side(REDRAWN, whole, alone, rounds=rounds)


def _chart(view: LongTermView) -> GapChart:
    return gap_chart(view, view.main)


def _check(view: LongTermView) -> None:
    """The plan is as large as it is said to be, and nothing in it is unknown."""
    ages = sum(len(area.ages) for area in view.areas)
    known = all(one.gap is not None for one in view.main.outcome.values())
    if ages != AGES or len(view.reckoned) != YEARS or not known:
        raise RuntimeError(f"the plan has {ages} ages, {len(view.reckoned)} years")


def _growths() -> Iterator[Decimal]:
    return (Decimal(200 + number % 150) / 100 for number in count(1))


def _change(session: Session, growth: Decimal) -> None:
    row = session.scalars(select(LongTermAssumption).where(LongTermAssumption.key == "tax_base_growth")).one()
    row.value = growth
    describe(session, "Ändrade ett antagande")


def _fill(session: Session) -> None:
    """A hundred ages, each with a cost of its own, in an area for each ten of them."""
    forecast = PopulationForecast(name="Prognos", dated_on=date(2026, 5, 20))
    session.add(forecast)
    session.flush()
    session.add_all(_numbers(forecast.id))
    plan = LongTermPlan(
        name="LEP", base_year=_BASE, years=YEARS, population_id=forecast.id, made_on=date(2026, 11, 20)
    )
    plan.areas = [_area(place) for place in range(AGES // 10)]
    plan.scenarios = [_main()]
    session.add(plan)
    describe(session, "Gjorde en långsiktig plan")


def _numbers(forecast_id: int) -> Iterator[PopulationNumber]:
    for year in range(_BASE - 1, _BASE + YEARS + 1):
        for day in ("nov1", "dec31"):
            for age in range(AGES):
                last = None if age == AGES - 1 else age
                yield PopulationNumber(
                    forecast_id=forecast_id, year=year, day=day, age_from=age, age_to=last,
                    number=60 + (age * 7 + year) % 40,
                )  # fmt: skip


def _area(place: int) -> LongTermArea:
    ages = range(place * 10, place * 10 + 10)
    costs = [
        AgeCost(age_from=age, age_to=None if age == AGES - 1 else age, amount=(40_000 + age * 900) * 100)
        for age in ages
    ]
    return LongTermArea(position=place, name=f"Verksamhet {place}", costs=costs)


def _main() -> LongTermScenario:
    said = {
        "tax_base_growth": Decimal("2.7"), "wages": Decimal("2.9"), "prices": Decimal("2.2"),
        "wage_share": Decimal(65), "grants_growth": Decimal(2), "result_target": Decimal(2),
    }  # fmt: skip
    known = {"tax_income": Decimal(210_000_000), "grants_income": Decimal(120_000_000)}
    rows = [LongTermAssumption(key=key, value=value) for key, value in said.items()]
    rows += [LongTermAssumption(key=key, year=_BASE, value=value) for key, value in known.items()]
    return LongTermScenario(position=1, name="Huvudalternativ", assumptions=rows)
