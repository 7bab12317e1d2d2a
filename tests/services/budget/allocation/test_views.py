"""What the tab shows: versions, years, units and words for every figure."""

from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import event

from app.services.budget.allocation import factors, modelversions
from app.services.budget.allocation.factors import VolumeEntry
from app.services.budget.allocation.views import allocation_view
from app.services.budget.allocation.words import explain_line, per_volume, write_exact, write_volume
from tests.conftest import TODAY
from tests.services.budget.allocation.bench import YEAR, Bench
from tests.services.budget.ledger import CARE, DAY, KITCHEN, NIGHT, PERFORMERS, SCHOOL, YEARS

NBSP = "\u00a0"


def _explained(bench: Bench, year: int = YEAR) -> tuple[str, ...]:
    view = bench.view(bench.version().id)
    group = view.factors.groups[0]
    return explain_line(view.factors, view.results, group, bench.unit(SCHOOL), year, view.model.volume_unit)


def test_nothing_is_shown_without_a_model(bench):
    view = bench.view()
    assert (view.models, view.version, view.title) == ((), None, "")


def test_the_latest_version_of_the_first_model_is_shown_at_first(bench):
    bench.make()
    bench.run(modelversions.new_version, allocation_model_id=bench.model().id, name="Andra", made_on=TODAY)
    bench.make("Skola", "school")
    view = bench.view()
    assert view.title == "Förskola, version 2"
    first = bench.view(bench.version(number=1).id, compare_id=view.version.id)
    assert (first.title, first.compare.number) == ("Förskola, version 1", 2)
    assert bench.view(compare_id=bench.version("Skola").id).compare is None


def test_a_version_that_is_gone_gives_way_to_the_first(bench):
    bench.make()
    assert bench.view(1).title == "Förskola, version 1"


@pytest.mark.parametrize(
    ("plan", "years"),
    [((), (2026, 2028)), ((2027, 2028, 2029), (2026, 2029)), ((2030,), (2026, 2030))],
)
def test_the_plans_years_are_shown_with_the_one_before(bench, plan, years):
    bench.make()
    view = bench.view(plan_years=plan)
    assert (view.years[0], view.years[-1]) == years
    bench.volumes(SCHOOL, {2024: "1"})
    assert bench.view(plan_years=plan).years[0] == 2024


def test_all_performers_are_offered_until_some_are_in_the_calculation(bench):
    bench.make()
    view = bench.view()
    assert view.every_unit
    assert {unit.name for unit in view.units} == set(PERFORMERS)
    bench.volumes(DAY, {YEAR: "1"})
    assert [(unit.name, unit.above) for unit in bench.view().units] == [(DAY, CARE)]
    assert [unit.name for unit in bench.view(every_unit=True).units] == [SCHOOL, CARE, NIGHT, DAY, KITCHEN]


def test_a_result_is_explained_with_every_factor(bench):
    bench.make()
    bench.price(YEAR - 1, "107400")
    bench.volumes(SCHOOL, {YEAR - 1: "12.5", YEAR: "10"})
    assert _explained(bench, YEAR - 1) == (f"12,5 barn × 107{NBSP}400{NBSP}kr = 1{NBSP}342{NBSP}500{NBSP}kr",)
    bench.index(YEAR, "3.1")
    assert _explained(bench) == (
        f"Pris 2027: 107{NBSP}400{NBSP}kr × 1,031 = 110{NBSP}729,4{NBSP}kr",
        f"10 barn × 110{NBSP}729,4{NBSP}kr = 1{NBSP}107{NBSP}294{NBSP}kr",
    )


def test_a_mean_a_built_price_and_a_subsidy_are_explained(bench):
    bench.make(mean_volume=True)
    bench.price(YEAR, "100")
    bench.price(YEAR, "10", part="Kvalitet")
    entry = VolumeEntry(bench.group(), bench.unit(SCHOOL), YEAR, Decimal(13), Decimal(12))
    bench.change(factors.set_volumes, entries=[entry])
    bench.change(factors.set_prices, subsidies={bench.group(): Decimal("85")})
    assert _explained(bench) == (
        "(12 + 13) / 2 = 12,5 barn i medeltal",
        f"Pris 2027: Grundbelopp 100 + Kvalitet 10 = 110{NBSP}kr",
        f"12,5 barn × 110{NBSP}kr × 85{NBSP}% = 1{NBSP}168,75{NBSP}kr",
    )


def test_a_missing_price_is_said(bench):
    bench.make()
    bench.volumes(SCHOOL, {YEAR: "1"})
    assert _explained(bench) == ("Pris 2027 saknas för Barn 1–5 år.",)
    assert _explained(bench, YEAR + 1) == ()


def test_kronor_per_volume_is_told_of_a_unit_and_of_all(bench):
    bench.make()
    bench.price(YEAR, "100")
    bench.change(factors.set_prices, subsidies={bench.group(): Decimal(50)})
    bench.volumes(SCHOOL, {YEAR: "3"})
    bench.volumes(KITCHEN, {YEAR: "0"})
    found = bench.view(bench.version().id).results
    assert per_volume(found, bench.unit(SCHOOL), YEAR) == per_volume(found, None, YEAR) == 5000
    assert per_volume(found, bench.unit(KITCHEN), YEAR) is None


@pytest.mark.parametrize(
    ("value", "text"), [("1234.50", f"1{NBSP}234,5"), ("100", "100"), ("0.123456789", f"≈{NBSP}0,12345679")]
)
def test_numbers_are_written_with_every_decimal_they_have(value, text):
    assert write_volume(Decimal(value)) == text
    assert write_exact(Fraction(Decimal(value))) == text


def test_a_version_is_read_in_as_many_statements_whatever_its_size(bench):
    bench.make()
    bench.volumes(SCHOOL, {YEAR: "1"})
    few = _statements(bench)
    for name in (CARE, NIGHT, DAY, KITCHEN):
        bench.volumes(name, dict.fromkeys(range(YEAR - 5, YEAR + 5), "1"))
    assert _statements(bench) == few


def _statements(bench: Bench) -> int:
    counted: list[str] = []

    def count(_connection, _cursor, statement, *_rest):
        counted.append(statement)

    def read(session):
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", count)
        try:
            allocation_view(session, plan_years=YEARS)
        finally:
            event.remove(engine, "before_cursor_execute", count)

    bench.ledger.database.read(read)
    return len(counted)
