"""The years of the inquiry in a file: typed as one step, refused with one sentence, carried and regulated."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.models.errors import DomainError
from app.services.clock import Clock
from app.services.economy.balance import regulating, tables, years
from app.services.economy.balance.regulating import RegulationEntry
from app.services.economy.balance.views import BalanceView, inquiry
from app.services.economy.balance.years import Entry
from app.services.economy.tables import broken_sums
from app.services.storage import Database
from tests.conftest import TODAY
from tests.newfiles import installing, open_founded

M = 100_000_000


class Desk:
    """A file with no plan and nothing but what is typed."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def view(self) -> BalanceView:
        return self.db.read(partial(inquiry, today=TODAY))

    def version(self, year: int) -> int:
        found = self.view().year(year)
        return 0 if found is None else found.version

    def type(self, year: int, **amounts: int | None) -> None:
        entries = [Entry(year, field, amount, self.version(year)) for field, amount in amounts.items()]
        self.db.write(partial(years.set_values, entries=entries))

    def do(self, use_case: Callable[..., Any], year: int, **more: Any) -> None:
        self.db.write(partial(use_case, year=year, expected_version=self.version(year), today=TODAY, **more))

    def refused(self, run: Callable[[], None]) -> str:
        before = self.view()
        with pytest.raises(DomainError) as caught:
            run()
        assert self.view() == before
        return caught.value.message.replace("\u00a0", " ")


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    database = open_founded(tmp_path / "krav.styr", *installing("heby"), clock=clock, user="A")
    yield Desk(database)
    database.close()


def test_a_block_is_one_step_and_carries_the_reserve_and_the_deficit(desk):
    desk.type(2024, result=-6 * M, reserve=4 * M, tax_and_grants=300 * M, equity=90 * M, pension_liability=M)
    block = [Entry(2025, "result", 8 * M, 0), Entry(2025, "used", M, 0), Entry(2026, "result", 2 * M, 0)]
    desk.db.write(partial(years.set_values, entries=block))
    by_year = {year.year: year for year in desk.view().years}
    assert by_year[2025].rows["balance"] == 9 * M
    assert by_year[2025].values["reserve"] == 4 * M
    assert by_year[2026].values["reserve"] == 3 * M
    assert by_year[2026].carried.opening == 6 * M
    desk.db.undo()
    assert [year.year for year in desk.view().years] == [2024]


def test_what_cannot_be_is_one_sentence_and_nothing_changed(desk):
    desk.type(2025, result=9 * M, tax_and_grants=300 * M, equity=90 * M, pension_liability=M, reserve=0)
    sentence = desk.refused(lambda: desk.type(2025, reserved=7 * M))
    assert "högst 6 000 000 kr" in sentence
    assert "11 kap. 14 §" in sentence
    assert "utan minus" in desk.refused(lambda: desk.type(2025, gains=-1))
    assert "vinsterna är 0 kr" in desk.refused(lambda: desk.type(2025, gains_kept=1))
    assert "innehåller 0 kr" in desk.refused(lambda: desk.type(2025, used=1))
    add = partial(years.add_year, year=2025, ground="outcome")
    assert "har redan året 2025" in desk.refused(lambda: desk.db.write(add))
    far = partial(years.add_year, year=3000, ground="outcome")
    assert "mellan 2000 och 2100" in desk.refused(lambda: desk.db.write(far))
    unsaid = partial(years.add_year, year=2030, ground="budget")
    assert "Välj vilken budgetversion" in desk.refused(lambda: desk.db.write(unsaid))
    desk.type(2025, reserved=6 * M)
    assert desk.view().year(2025).reserve_after == 6 * M


def test_a_deficit_is_planned_regulated_and_refrained_from(desk):
    desk.type(2024, result=-10 * M)
    plan = partial(desk.do, regulating.plan_regulation, 2024)
    plan()
    (found,) = desk.view().ledger
    assert [(each.year, each.amount) for each in found.regulations] == [(2026, 5 * M), (2027, 5 * M)]
    assert found.deficit.state == "planned"
    assert {one.code for one in desk.view().findings} == {"deficit-without-plan"}
    typed = RegulationEntry(2024, 2025, 4 * M, desk.version(2024))
    over = partial(regulating.set_regulations, entries=[typed], today=TODAY)
    assert "mer än underskottet 2024" in desk.refused(lambda: desk.db.write(over))
    outside = partial(desk.do, regulating.set_regulation, 2024, amount=M, done=False, note=None)
    assert "2025–2027" in desk.refused(partial(outside, regulated_in=2028))
    fewer = [RegulationEntry(2024, 2027, None, desk.version(2024)), typed]
    desk.db.write(partial(regulating.set_regulations, entries=fewer, today=TODAY))
    (found,) = desk.view().ledger
    assert (found.deficit.regulated, found.deficit.unplanned) == (4 * M, M)
    done = partial(desk.do, regulating.set_regulation, 2024, regulated_in=2026, amount=6 * M, done=True)
    done(note="Bokslutet")
    assert desk.view().ledger[0].deficit.state == "regulated"
    assert "synnerliga skälen" in desk.refused(
        partial(desk.do, regulating.set_refrains, 2024, refrains=True, reason=" ")
    )
    desk.do(regulating.set_refrains, 2024, refrains=True, reason="Brand i skolan")
    assert desk.view().ledger[0].deficit.remaining == 0


def test_a_year_without_deficit_has_nothing_to_regulate(desk):
    desk.type(2025, result=M)
    assert "inget underskott" in desk.refused(partial(desk.do, regulating.plan_regulation, 2025))
    assert "inget underskott" in desk.refused(partial(desk.do, regulating.plan_regulation, 2019))


def test_the_third_year_passes_and_the_finding_names_the_law(desk):
    desk.type(2022, result=-3 * M)
    late = next(one for one in desk.view().findings if one.code == "deficit-late")
    assert late.severity == "error"
    assert "31 december 2025" in late.message
    assert "11 kap. 12" in late.message
    assert "skulle ha reglerats senast 2025" in desk.refused(
        partial(desk.do, regulating.plan_regulation, 2022)
    )


def test_every_table_adds_up_and_the_reserve_is_told_step_by_step(desk):
    desk.type(2023, result=4 * M, gains=M, gains_kept=M // 2)
    desk.type(2024, result=-M, losses=M // 4, tax_and_grants=300 * M, equity=9 * M, pension_liability=M)
    desk.type(2025, result=9 * M, tax_and_grants=310 * M, equity=M, pension_liability=9 * M, reserve=0)
    made = desk.db.read(partial(tables.tables, today=TODAY))
    assert [table.key for table in made] == [
        "balance-inquiry", "balance-ledger", "balance-reserve-2024", "balance-reserve-2025",
    ]  # fmt: skip
    assert all(not broken_sums(table) for table in made)
    assert made[0].row("balance").cells == (3_50_000_000, -75_000_000, 9 * M)
    assert made[0].row("carried_closing").cells == (0, 75_000_000, 75_000_000)
    most = made[-1].row("most").cells
    assert most[0] == 9 * M - 620_000_000


def test_a_reserve_above_its_cap_is_refused_though_the_result_is_not_known(desk):
    desk.type(2026, tax_and_grants=300 * M, reserve=14 * M)
    assert "högst 1 000 000 kr" in desk.refused(lambda: desk.type(2026, reserved=2 * M))
    desk.type(2026, reserved=M)


def test_what_was_regulated_before_the_council_refrained_from_the_rest_stays_regulated(desk):
    desk.type(2024, result=-10 * M)
    desk.type(2025, result=4 * M)
    desk.do(regulating.set_regulation, 2024, regulated_in=2025, amount=4 * M, done=True, note=None)
    desk.do(regulating.set_refrains, 2024, refrains=True, reason="Brand i skolan")
    first, after = (desk.view().year(year).carried for year in (2024, 2025))
    assert (first.added, first.refrained, first.closing) == (10 * M, 6 * M, 4 * M)
    assert (after.opening, after.regulated, after.closing) == (4 * M, 4 * M, 0)
    assert "kvar att reglera" in desk.refused(partial(desk.do, regulating.plan_regulation, 2024))
    assert [
        sum_ for table in desk.db.read(partial(tables.tables, today=TODAY)) for sum_ in broken_sums(table)
    ] == []


def test_a_reserve_that_is_typed_beside_the_year_before_is_told(desk):
    desk.type(2025, result=M, reserve=3 * M)
    desk.type(2026, result=M)
    assert desk.view().year(2026).values["reserve"] == 3 * M
    desk.type(2026, reserve=4 * M)
    (told,) = [each for each in desk.view().findings if each.code == "reserve-differs"]
    assert (told.year, told.severity) == (2026, "warning")


def test_deficits_that_overlap_may_not_take_more_than_the_years_surplus(desk):
    desk.type(2024, result=-3 * M)
    desk.type(2025, result=-2 * M)
    desk.type(2026, result=4 * M)
    for year, amount in ((2024, 3 * M), (2025, 2 * M)):
        desk.do(regulating.set_regulation, year, regulated_in=2026, amount=amount, done=False, note=None)
    found = [each for each in desk.view().findings if each.code == "regulation-uncovered"]
    assert [each.year for each in found] == [2026]
    desk.do(regulating.set_refrains, 2025, refrains=True, reason="Brand i skolan")
    assert "regulation-uncovered" not in {each.code for each in desk.view().findings}


def test_a_deficit_from_before_the_act_has_no_last_year(desk):
    desk.type(2010, result=-M)
    (inquiry_,) = [
        each for each in desk.db.read(partial(tables.tables, today=TODAY)) if each.key == "balance-inquiry"
    ]
    assert "None" not in str(inquiry_)
