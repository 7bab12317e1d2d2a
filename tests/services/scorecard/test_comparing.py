"""A figure among others: places, quartiles and what counts as a fair picture."""

import shutil
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.models.comparisons import ComparisonValue, OtherMunicipality
from app.models.errors import DomainError
from app.models.organisation import Unit, UnitKind
from app.models.scorecard import Indicator, IndicatorTarget, Measurement
from app.services.clock import fixed_clock
from app.services.scorecard import comparing, groups
from app.services.scorecard.compared import Compared, in_order, quantile
from app.services.scorecard.views import Goalposts
from app.services.storage import Database, describe
from tests.conftest import TODAY
from tests.newfiles import create_file

_CLOCK = fixed_clock(TODAY)


def _fill(session):
    rows = [
        Indicator(name="Nöjda", direction="higher", unit_of_measure="procent", code="N1",
                  targets=[IndicatorTarget(year=2025, value=Decimal(70))]),
        Indicator(name="Kostnad", direction="lower", unit_of_measure="kr"),
        Indicator(name="Andel", direction=None),
    ]  # fmt: skip
    towns = [OtherMunicipality(code=f"20{at:02}", name=f"Kommun {at:02}", kind="K") for at in range(12)]
    towns += [OtherMunicipality(code="0000", name="Riket", kind="L"),
              OtherMunicipality(code="0001", name="Region", kind="L")]  # fmt: skip
    session.add_all([*rows, *towns])
    session.flush()
    for row in rows:
        session.add(Measurement(indicator_id=row.id, period="2025", value=Decimal(60)))
        session.add(Measurement(indicator_id=row.id, period="2023", value=Decimal(55)))
        for at, town in enumerate(towns):
            value = None if at == 11 else Decimal(50 + 2 * at)
            session.add(
                ComparisonValue(
                    indicator_id=row.id, period="2025", municipality_id=town.id, value=value, source="Kolada"
                )
            )
        session.add(
            ComparisonValue(indicator_id=row.id, period="2024", municipality_id=towns[0].id, value=Decimal(1))
        )
    kind = session.scalars(select(UnitKind)).first()
    for name, value in (("Norra", 71), ("Södra", 65)):
        unit = Unit(name=name, kind_id=kind.id)
        session.add(unit)
        session.flush()
        session.add(
            Measurement(indicator_id=rows[0].id, unit_id=unit.id, period="2025", value=Decimal(value))
        )
    describe(session, "Fyllde")


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    path = tmp_path_factory.mktemp("jamfor") / "a.styr"
    create_file(path, "ljusnarsberg", clock=_CLOCK, user="A", example_year=None)
    database = Database.open(path, clock=_CLOCK, user="A")
    database.write(_fill)
    yield database
    database.close()


@pytest.fixture
def own_file(there, tmp_path):
    database = Database.open(Path(shutil.copy(there.path, tmp_path / "b.styr")), clock=_CLOCK, user="A")
    yield database
    database.close()


def _key(database, name):
    return database.read(lambda s: s.scalars(select(Indicator.id).where(Indicator.name == name)).one())


def _compare(database, name="Nöjda", **asked):
    return database.read(partial(comparing.comparison, indicator_id=_key(database, name), **asked))


def test_one_stands_at_a_place_among_those_that_have_a_value(there):
    found = _compare(there)
    assert (found.period, found.rank, found.count, found.missing) == ("2025", "6 av 12", 12, 1)
    assert (found.lower, found.median, found.upper) == (Decimal(55), Decimal(60), Decimal(65))
    assert (found.reference, found.source) == (Decimal(74), "Kolada")
    assert found.finding == "Ljusnarsberg är 6 av 12, på medianen"
    assert [row.name for row in found.rows[:2]] == ["Kommun 10", "Kommun 09"]
    assert found.rows[-1].name == "Kommun 11"


def test_lower_is_first_where_lower_is_better_and_nobody_has_a_place_without_a_direction(there):
    assert _compare(there, "Kostnad").rows[0].name == "Kommun 00"
    without = _compare(there, "Andel")
    assert (without.rank, {row.place for row in without.rows}) == ("", {None})
    assert without.finding == "Ljusnarsberg ligger på medianen 60"


def test_eleven_others_are_a_fair_picture_and_ten_are_not(own_file):
    codes = [row.code for row in own_file.read(groups.municipality_rows)]
    assert len(codes) == 12
    assert _compare(own_file).fair
    ten = own_file.write(partial(groups.add_group, name="Tio", codes=codes[:10])).value
    found = _compare(own_file, group=ten)
    assert (len(found.others), found.fair, found.group) == (10, False, "Tio")
    assert found.fairness == "Jämfört med 10 andra kommuner. För en rättvisande bild behövs fler än tio."
    one_more = own_file.write(partial(groups.add_group, name="Elva", codes=codes[:11])).value
    assert _compare(own_file, group=one_more).fair


def test_a_period_that_only_others_have_shows_oneself_as_missing(there):
    found = _compare(there, period="2024")
    assert (found.own.value, found.rank, found.finding) == (None, "", "Uppgift saknas för Ljusnarsberg")
    assert found.periods == ("2025", "2024")


def test_own_units_are_held_against_their_target_and_years_stand_in_order(there):
    units = there.read(partial(comparing.unit_comparison, indicator_id=_key(there, "Nöjda")))
    assert [(row.name, row.place) for row in units.rows] == [("Norra", 1), ("Södra", 2)]
    assert units.finding == "1 av 2 enheter når målet"
    years = there.read(partial(comparing.year_comparison, indicator_id=_key(there, "Nöjda")))
    assert [(row.name, row.value, row.target) for row in years.rows] == [
        ("2023", Decimal(55), None), ("2025", Decimal(60), Decimal(70)),
    ]  # fmt: skip
    assert years.finding.replace("\N{NO-BREAK SPACE}", " ") == "Har ökat från 55 % 2023 till 60 % 2025"


def test_the_same_part_of_each_year_is_compared_and_a_change_from_last_year_is_a_level(own_file):
    def fill(session):
        row = Indicator(
            name="Halvårsvis", direction="higher", target_kind="previous",
            targets=[IndicatorTarget(year=2025, value=Decimal(3))],
        )  # fmt: skip
        session.add(row)
        session.flush()
        for period, value in (("2024-H1", 10), ("2024-H2", 20), ("2025-H1", 15), ("2023-H1", 8)):
            session.add(Measurement(indicator_id=row.id, period=period, value=Decimal(value)))
        describe(session, "Fyllde")

    own_file.write(fill)
    years = partial(comparing.year_comparison, indicator_id=_key(own_file, "Halvårsvis"))
    found = own_file.read(years)
    assert [(row.name, row.target) for row in found.rows] == [
        ("halvår 1 2023", None), ("halvår 1 2024", Decimal(8)), ("halvår 1 2025", Decimal(13)),
    ]  # fmt: skip
    assert (found.period, found.periods) == ("2025-H1", ("2025-H1", "2024-H2"))
    assert found.finding == "Har ökat från 8 (halvår 1 2023) till 15 (halvår 1 2025)"
    assert [row.key for row in own_file.read(partial(years, period="2024-H2")).rows] == ["2024-H2"]


def test_a_gap_is_what_lies_between_women_and_men_and_smaller_is_better(own_file):
    def fill(session):
        row = Indicator(name="Skillnad", direction="higher", target_kind="gap", by_gender=True)
        session.add(row)
        session.flush()
        towns = session.scalars(select(OtherMunicipality).where(OtherMunicipality.kind == "K")).all()
        for gender, own, one, two in (("K", 230, 220, 240), ("M", 220, 215, 210)):
            session.add(Measurement(indicator_id=row.id, period="2025", gender=gender, value=Decimal(own)))
            for town, value in ((towns[0], one), (towns[1], two)):
                session.add(
                    ComparisonValue(
                        indicator_id=row.id, period="2025", gender=gender, municipality_id=town.id,
                        value=Decimal(value),
                    )
                )  # fmt: skip
        describe(session, "Fyllde")

    own_file.write(fill)
    found = _compare(own_file, "Skillnad")
    assert [(row.value, row.place) for row in found.rows] == [(5, 1), (10, 2), (30, 3)]
    assert (found.own.value, found.genders) == (10, ("T",))


def test_a_figure_remembers_its_group_which_can_be_renamed_and_removed(own_file):
    key = own_file.write(partial(groups.add_group, name=" Grannar ", codes=["2001", "2000", "2001"])).value
    choose = partial(groups.choose_group, indicator_id=_key(own_file, "Nöjda"), comparison_group_id=key)
    own_file.write(partial(choose, expected_version=1))
    assert _compare(own_file).group_id == key
    change = partial(groups.set_group, comparison_group_id=key, name="Vänner", codes=["2000"])
    own_file.write(partial(change, expected_version=1))
    assert (_compare(own_file).group, len(_compare(own_file).others)) == ("Vänner", 1)
    assert len(_compare(own_file, group=comparing.ALL).others) == 11
    own_file.write(partial(groups.remove_group, comparison_group_id=key, expected_version=2))
    assert _compare(own_file).group_id == comparing.ALL
    own_file.undo()
    assert _compare(own_file).group_id == key


@pytest.mark.parametrize(
    ("name", "codes", "why"),
    [("", ["2000"], "namn saknas"), ("A", [], "ingen kommun"), ("x" * 10_000, ["2000"], "10000 tecken"),
     ("GRANNAR", ["2000"], "finns redan")],
)  # fmt: skip
def test_a_group_needs_a_name_of_its_own_and_someone_in_it(own_file, name, codes, why):
    own_file.write(partial(groups.add_group, name="Grannar", codes=["2000"]))
    with pytest.raises(DomainError, match=why):
        own_file.write(partial(groups.add_group, name=name, codes=codes))


def test_groups_suggest_themselves_and_figures_without_values_are_not_offered(own_file):
    (every,) = own_file.read(groups.proposals)
    assert len(every.codes) == 12
    rows = own_file.read(comparing.comparables)
    assert [(row.name, row.municipalities, row.units, row.periods) for row in rows] == [
        ("Andel", 14, 0, 2), ("Kostnad", 14, 0, 2), ("Nöjda", 14, 2, 2),
    ]  # fmt: skip


@given(st.lists(st.integers(-20, 20), min_size=1), st.sampled_from(["higher", "lower", "within", None]))
def test_equal_values_share_a_place_and_better_ones_come_before(values, direction):
    rows = [Compared(str(at), "x", Decimal(value)) for at, value in enumerate(values)]
    ranked = in_order(rows, direction, Goalposts(Decimal(-2), Decimal(3)))
    assert {row.key for row in ranked} == {row.key for row in rows}
    if direction is None:
        assert all(row.place is None for row in ranked)
        return
    worth = {"higher": lambda v: -v, "lower": lambda v: v, "within": lambda v: max(-2 - v, v - 3, 0)}[
        direction
    ]
    for row in ranked:
        assert row.place == 1 + sum(worth(each) < worth(int(row.value)) for each in values)


@given(st.lists(st.integers(-1000, 1000), min_size=1))
def test_quartiles_divide_the_values_where_they_should(values):
    decimals = [Decimal(value) for value in values]
    low, median, high = (quantile(decimals, each) for each in (1, 2, 3))
    assert min(decimals) <= low <= median <= high <= max(decimals)
    for quarter, each in ((1, low), (2, median), (3, high)):
        below, above = (sum(v < each for v in decimals), sum(v > each for v in decimals))
        assert below <= -(-(len(values) - 1) * quarter // 4)
        assert above <= -(-(len(values) - 1) * (4 - quarter) // 4)
