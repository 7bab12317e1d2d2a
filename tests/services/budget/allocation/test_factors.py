"""Factors are kept exactly as typed; many are one step, and what cannot be leaves everything as it was."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from app.models.errors import ChangedSince, MissingText, NotFound
from app.services.budget.allocation import factors, groups
from app.services.budget.allocation.errors import (
    AtTheEnd,
    NotAFactor,
    OfOtherKind,
    OnlyGroup,
    TakenName,
)
from app.services.budget.allocation.factors import PriceEntry, VolumeEntry
from app.services.budget.entries import KEEP
from tests.services.budget.allocation.bench import YEAR, Bench
from tests.services.budget.allocation.calculations import decimals
from tests.services.budget.ledger import CARE, KITCHEN, SCHOOL


def _factors(bench: Bench, name: str = "Förskola"):
    return bench.view(bench.version(name).id).factors


def _volume(bench: Bench, unit: str, year: int = YEAR):
    return _factors(bench).groups[0].volumes.get((bench.unit(unit), year))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decimals(-1_000, 10**9, 8))
def test_prices_volumes_and_percents_keep_every_digit(bench, value):
    if not bench.view().models:
        bench.make()
    percent, volume = value % 100, abs(value)
    entries = [VolumeEntry(bench.group(), bench.unit(SCHOOL), YEAR, volume, volume)]
    bench.change(factors.set_volumes, entries=entries)
    bench.change(
        factors.set_prices,
        prices=[PriceEntry(bench.group(), YEAR, "Grundbelopp", value)],
        indexes={YEAR: percent},
        subsidies={bench.group(): abs(percent)},
    )
    found = _factors(bench)
    one = found.groups[0]
    stored = one.volumes[bench.unit(SCHOOL), YEAR]
    assert format(one.prices[YEAR]["Grundbelopp"], "f") == format(value, "f")
    assert (stored.volume, stored.opening) == (volume, volume)
    assert (found.indexes[YEAR], one.subsidy) == (percent, abs(percent))


def test_a_block_of_prices_and_indexes_is_one_step(bench):
    bench.make()
    key = bench.group()
    before = _factors(bench)
    bench.change(
        factors.set_prices,
        prices=[
            PriceEntry(key, YEAR, "Kvalitet", Decimal(5)),
            PriceEntry(key, YEAR, "Grundbelopp", Decimal(7)),
        ],
        indexes={YEAR + 1: Decimal("3.1")},
        subsidies={key: Decimal(80)},
    )
    assert _factors(bench).groups[0].prices == {YEAR: {"Kvalitet": Decimal(5), "Grundbelopp": Decimal(7)}}
    assert bench.ledger.log() == "Ändrade 4 priser och index i Förskola, version 1"
    bench.ledger.database.undo()
    assert _factors(bench) == before


def test_clearing_takes_a_price_an_index_and_a_subsidy_away(bench):
    bench.make()
    bench.price(YEAR, "5")
    bench.index(YEAR, "5")
    bench.change(factors.set_prices, subsidies={bench.group(): Decimal(5)})
    bench.price(YEAR, None)
    bench.price(YEAR, None)
    bench.index(YEAR, None)
    bench.index(YEAR, None)
    bench.change(factors.set_prices, subsidies={bench.group(): None})
    found = _factors(bench)
    assert (found.groups[0].prices, found.indexes, found.groups[0].subsidy) == ({}, {}, None)


def test_a_block_with_one_impossible_figure_leaves_everything_as_it_was(bench):
    bench.make()
    bench.volumes(SCHOOL, {YEAR: "1"})
    entries = [
        VolumeEntry(bench.group(), bench.unit(KITCHEN), YEAR, Decimal(5)),
        VolumeEntry(bench.group(), bench.unit(SCHOOL), YEAR, Decimal(-5)),
    ]
    with pytest.raises(
        NotAFactor, match="Volymen 2027 för Skolan, Barn 1–5 år, kan inte vara mindre än noll"
    ):
        bench.change(factors.set_volumes, entries=entries)
    assert _volume(bench, KITCHEN) is None
    assert _volume(bench, SCHOOL).volume == 1


@pytest.mark.parametrize(
    "values",
    [
        {"indexes": {YEAR: Decimal(-100)}},
        {"indexes": {1800: Decimal(1)}},
    ],
)
def test_an_impossible_index_is_refused(bench, values):
    bench.make()
    with pytest.raises(NotAFactor):
        bench.change(factors.set_prices, **values)


def test_prices_are_refused_with_their_place(bench):
    bench.make()
    with pytest.raises(NotAFactor, match="Priset 2027 för Barn 1–5 år"):
        bench.price(YEAR, "0.123456789")
    with pytest.raises(NotAFactor, match="Subventionen för Barn 1–5 år"):
        bench.change(factors.set_prices, subsidies={bench.group(): Decimal(101)})
    with pytest.raises(MissingText, match="Prisdelens namn"):
        bench.price(YEAR, "1", part=" ")


def test_opening_and_closing_volumes_are_typed_apart(bench):
    bench.make(mean_volume=True)
    key, unit = bench.group(), bench.unit(SCHOOL)

    def typed(**values):
        bench.change(factors.set_volumes, entries=[VolumeEntry(key, unit, YEAR, **values)])
        found = _volume(bench, SCHOOL)
        return None if found is None else (found.opening, found.volume)

    assert typed(opening=Decimal(8)) == (8, 0)
    assert typed(volume=Decimal(10)) == (8, 10)
    assert typed(opening=None) == (None, 10)
    assert typed(opening=Decimal(9), volume=KEEP) == (9, 10)
    assert typed(volume=None) == (9, 0)
    assert typed(opening=None) is None
    assert typed(volume=Decimal(0)) == (None, 0)
    assert typed(volume=None) is None
    assert typed(volume=None) is None


def test_many_volumes_are_one_step(bench):
    bench.make()
    units = [bench.unit(name) for name in (SCHOOL, CARE, KITCHEN)]
    entries = [
        VolumeEntry(bench.group(), unit, year, Decimal(unit % 7))
        for unit in units
        for year in range(2000, 2050)
    ]
    assert bench.change(factors.set_volumes, entries=entries) == 150
    assert bench.ledger.log() == "Ändrade 150 volymer i Förskola, version 1"
    bench.ledger.database.undo()
    assert _factors(bench).groups[0].volumes == {}


def test_a_typed_change_against_older_factors_is_refused(bench):
    bench.make()
    version = bench.version()
    bench.price(YEAR, "1")
    with pytest.raises(ChangedSince):
        bench.run(
            factors.set_prices,
            allocation_version_id=version.id,
            expected_version=version.row_version,
            indexes={},
        )


def test_units_and_groups_that_are_gone_are_said_to_be_gone(bench):
    bench.make()
    for entry in (VolumeEntry(1, bench.unit(SCHOOL), YEAR, None), VolumeEntry(bench.group(), 1, YEAR, None)):
        with pytest.raises(NotFound):
            bench.change(factors.set_volumes, entries=[entry])


def test_an_index_can_have_a_source(bench):
    bench.make()
    bench.index(YEAR, "3.1")
    bench.change(factors.set_index_source, year=YEAR, source="Prisindex för kommunal verksamhet")
    with pytest.raises(NotFound):
        bench.change(factors.set_index_source, year=YEAR + 1, source="A")


def test_an_appropriation_has_no_prices_or_volumes(bench):
    bench.make("Kultur", "own", kind="special_account")
    for use_case, values in (
        (factors.set_prices, {"indexes": {YEAR: Decimal(1)}}),
        (factors.set_volumes, {"entries": ()}),
        (groups.add_group, {"name": "A"}),
    ):
        with pytest.raises(OfOtherKind, match="särskild redovisning"):
            bench.change(use_case, "Kultur", **values)


def test_groups_are_added_renamed_moved_and_removed(bench):
    bench.make()
    added = bench.change(groups.add_group, name="Fritids")
    bench.change(groups.edit_group, group_id=added, name="Fritidshem", note="6–12 år")
    bench.change(groups.move_group, group_id=added, step=-1)
    assert [(group.name, group.note) for group in _factors(bench).groups] == [
        ("Fritidshem", "6–12 år"),
        ("Barn 1–5 år", None),
    ]
    with pytest.raises(AtTheEnd):
        bench.change(groups.move_group, group_id=added, step=-1)
    with pytest.raises(TakenName):
        bench.change(groups.add_group, name="fritidshem")
    bench.change(groups.remove_group, group_id=added)
    with pytest.raises(OnlyGroup):
        bench.change(groups.remove_group, group_id=bench.group())
    with pytest.raises(NotFound):
        bench.change(groups.remove_group, group_id=added)


def test_a_part_of_the_prices_is_renamed_everywhere(bench):
    bench.make()
    bench.price(YEAR, "1")
    bench.price(YEAR + 1, "2")
    bench.price(YEAR, "3", part="Kvalitet")
    bench.change(groups.rename_part, part="Grundbelopp", name="Bas")
    assert _factors(bench).groups[0].prices == {
        YEAR: {"Bas": Decimal(1), "Kvalitet": Decimal(3)},
        YEAR + 1: {"Bas": Decimal(2)},
    }
    with pytest.raises(TakenName):
        bench.change(groups.rename_part, part="Bas", name="Kvalitet")
