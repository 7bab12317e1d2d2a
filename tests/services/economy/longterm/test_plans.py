"""Long-term plans in the file: made from a version, fitted to its frames, updated for a new year."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.errors import ChangedSince, DomainError
from app.models.longterm import LongTermPlan
from app.services.budget import versions
from app.services.clock import Clock
from app.services.economy.longterm import areas, plans, scenarios, updating
from app.services.economy.longterm.ages import AgeEntry, read_age_groups, read_ages, short_ages, write_ages
from app.services.economy.longterm.scenarios import AssumptionEntry
from app.services.economy.longterm.tables import tables_of
from app.services.economy.longterm.views import LongTermView, long_term
from app.services.economy.longterm.views import plans as all_plans
from app.services.economy.prerequisites.views import room
from app.services.economy.sensitivity import sensitivity
from app.services.economy.sensitivity import tables as sensitivity_tables
from app.services.economy.tables import broken_sums
from app.services.storage import Database
from tests.conftest import TODAY


@dataclass
class Office:
    """The example, open, with a plan of one's own."""

    database: Database
    plan_id: int = 0

    @property
    def view(self) -> LongTermView:
        """The plan as it is now."""
        return self.database.read(partial(long_term, plan_id=self.plan_id))

    @property
    def version_id(self) -> int:
        """The newest version of the example's budget, which is not decided."""
        newest = select(PlanVersion.id).order_by(PlanVersion.position.desc())
        return int(self.database.read(lambda s: s.scalars(newest).first()) or 0)

    def version_of(self, year: int) -> int:
        """A version of the budget of a year."""
        rows = select(PlanVersion.id).join(BudgetPlan).where(BudgetPlan.first_year == year)
        return int(self.database.read(lambda s: s.scalars(rows).first()) or 0)

    def read(self, view: Callable[[Session], Any]) -> Any:
        """What a view says."""
        return self.database.read(view)

    def run(self, use_case: Callable[..., Any], **values: Any) -> Any:
        """Run a use case; what it gives back."""
        return self.database.write(partial(use_case, **values)).value

    def on(self, use_case: Callable[..., Any], **values: Any) -> Any:
        """Run a use case on the plan as it is now."""
        return self.run(use_case, expected_version=self.view.version, **values)

    def area(self, name: str) -> Any:
        """An area of the plan."""
        return next(area for area in self.view.areas if area.name == name)


@pytest.fixture
def office(example_of_2027: Path, tmp_path: Path, clock: Clock) -> Iterator[Office]:
    path = Path(shutil.copy(example_of_2027, tmp_path / "lep.styr"))
    database = Database.open(path, clock=clock, user="Prov")
    made = Office(database)
    made.plan_id = made.run(plans.make_plan, version_id=made.version_id, today=TODAY)
    yield made
    database.close()


def test_a_plan_begins_from_the_frames_and_the_prerequisites_of_its_version(office: Office) -> None:
    view = office.view
    assert (view.name, view.base_year, view.reckoned[0], view.last) == ("LEP 2028–2037", 2027, 2028, 2037)
    assert view.beside_frames == 0
    assert all(area.base == area.frame for area in view.areas if area.unit_id)
    accounts = office.read(partial(room, version_id=office.version_id))
    for year in (2027, 2028, 2029):
        one = view.main.outcome[year]
        assert (one.tax, one.grants) == (accounts[year].tax, accounts[year].grants)
    first = accounts[2027]
    assert view.main.outcome[2027].rest == first.fees + first.financial + first.central + first.beside


def test_ages_and_assumptions_move_the_gap_and_every_table_ties(office: Office) -> None:
    school = office.view.areas[1]
    ages = [AgeEntry(1, 5, 100_000_00), AgeEntry(6, 15, 120_000_00)]
    office.on(areas.set_ages, area_id=school.id, ages=ages)
    fitted = office.on(areas.fit_to_frame, area_id=school.id)
    found = office.area(school.name)
    assert fitted == found.base
    assert abs(found.base - found.frame) < 10_000
    assert [(one.age_from, one.age_to) for one in found.ages] == [(1, 5), (6, 15)]
    office.on(areas.set_costs, plan_id=office.plan_id, costs={found.ages[0].id: 5}, amounts={})
    assert office.area(school.name).ages[0].cost == 5
    said = [AssumptionEntry(key, None, Decimal(2)) for key in ("tax_base_growth", "wages", "prices")]
    said.append(AssumptionEntry("wage_share", None, Decimal(60)))
    office.on(scenarios.set_assumptions, scenario_id=office.view.main.id, entries=said)
    weaker = [AssumptionEntry("tax_base_growth", None, Decimal(1))]
    office.on(scenarios.add_scenario, plan_id=office.plan_id, name="Svagare", assumptions=weaker)
    view = office.view
    last = max(year for year, one in view.main.outcome.items() if one.gap is not None)
    strong, weak = (one.outcome[last] for one in view.scenarios)
    assert strong.gap is not None
    assert weak.gap is not None
    assert weak.gap < strong.gap
    assert strong.demography is not None
    assert strong.demography < 0
    made = tables_of(view)
    assert not [table.title for table in made if broken_sums(table)]
    assert {"longterm-scenarios", "longterm-people", "longterm-areas"} <= {table.key for table in made}
    while office.database.undo_words is not None:
        office.database.undo()
    assert office.read(lambda s: s.get(LongTermPlan, office.plan_id)) is None


def test_a_newer_budget_takes_the_plan_along_and_leaves_the_old_one(office: Office) -> None:
    old = office.view
    school = old.areas[1]
    office.on(areas.set_ages, area_id=school.id, ages=[AgeEntry(7, 15, 120_000_00)])
    said = [AssumptionEntry("wages", 2027, Decimal(9)), AssumptionEntry("wages", 2030, Decimal(3))]
    office.on(scenarios.set_assumptions, scenario_id=old.main.id, entries=said)
    office.run(versions.create_plan, first_year=2028)
    given = {"plan_id": office.plan_id, "version_id": office.version_of(2028), "today": TODAY}
    made = office.on(updating.update_plan, **given)
    view = office.read(partial(long_term, plan_id=made))
    assert (view.name, view.base_year) == ("LEP 2029–2038", 2028)
    assert [area.name for area in view.areas] == [area.name for area in old.areas]
    assert ("wages", 2030) in view.main.said
    assert ("wages", 2027) not in view.main.said
    assert office.view.name == old.name
    assert next(one.id for one in office.read(all_plans)) == made
    with pytest.raises(DomainError, match="utgår redan från 2027"):
        office.on(updating.update_plan, **{**given, "version_id": office.version_of(2027)})


def test_what_cannot_be_is_refused_in_one_sentence_and_changes_nothing(office: Office) -> None:
    view, area = office.view, office.view.areas[0]
    pots = next(one for one in view.areas if one.unit_id is None)

    def entry(key: str, value: str, year: int | None = None) -> dict[str, Any]:
        return {"scenario_id": view.main.id, "entries": [AssumptionEntry(key, year, Decimal(value))]}

    refused: list[tuple[str, Callable[..., Any], dict[str, Any]]] = [
        (r"2\s234 går inte.*Menar du 22,34", scenarios.set_assumptions, entry("tax_rate", "2234")),
        (r"0,2234 går inte.*Menar du 22,34", scenarios.set_assumptions, entry("tax_rate", "0.2234")),
        ("helt antal år, minst 1", scenarios.set_assumptions, entry("lifetime", "0")),
        ("mellan −50 och 50", scenarios.set_assumptions, entry("wages", "250")),
        ("2040 ligger utanför", scenarios.set_assumptions, entry("wages", "2", 2040)),
        ("går i varandra", areas.set_ages, {"area_id": area.id, "ages": [AgeEntry(0, 6), AgeEntry(6, 15)]}),
        ("mindre än noll", areas.set_ages, {"area_id": area.id, "ages": [AgeEntry(0, 6, -1)]}),
        ("inte kopplad till någon enhet", areas.fit_to_frame, {"area_id": pots.id}),
        ("finns redan", areas.change_area, {"area_id": area.id, "name": view.areas[1].name}),
        ("kan inte tas bort", scenarios.remove_scenario, {"scenario_id": view.main.id}),
        ("1–30 år", plans.change_plan, {"plan_id": view.id, "years": 31}),
    ]
    for words, use_case, given in refused:
        with pytest.raises(DomainError, match=words):
            office.on(use_case, **given)
    with pytest.raises(ChangedSince):
        office.run(plans.change_plan, plan_id=view.id, note="A", expected_version=view.version + 1)
    assert office.view == view


def test_ages_are_read_as_they_are_written() -> None:
    typed = {"0–5": (0, 5), "7": (7, 7), "80+": (80, None), "16-18 år": (16, 18), "alla åldrar": (0, None)}
    for text, ages in typed.items():
        assert read_ages(text) == ages
        assert read_ages(short_ages(*ages)) == ages
        assert read_ages(write_ages(*ages)) == ages
    assert read_age_groups("1–5, 6; 80+") == ((1, 5), (6, 6), (80, None))
    for text in ("", "fem", "5–1", "200", "1–5–7"):
        with pytest.raises(DomainError, match="är inga åldrar"):
            read_ages(text)


def test_every_effect_of_the_budget_says_how_it_is_reckoned(office: Office) -> None:
    effects = {one.key: one for one in office.read(partial(sensitivity, version_id=office.version_id))}
    assert {"wages", "tax_rate", "tax_base", "people", "interest", "prices"} <= set(effects)
    accounts = office.read(partial(room, version_id=office.version_id))
    tax = accounts[2027].amounts["tax_income"]
    assert effects["tax_base"].amounts[2027] == (tax + 50) // 100
    rate = Decimal("21.50")
    assert abs((effects["tax_rate"].amounts[2027] or 0) - int(tax * Decimal("0.1") / rate)) < 1_000_00_000_00
    for one in effects.values():
        assert one.how.endswith(".")
        better = one.key in ("tax_rate", "tax_base", "people")
        assert all((amount > 0) == better for amount in one.amounts.values() if amount)
    (table,) = office.read(partial(sensitivity_tables, version_id=office.version_id))
    assert [row.note for row in table.rows] == [one.how for one in effects.values()]
