"""Moving, splitting and merging in a real file; earlier years as they were, and recast."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from app.models.errors import ChangedSince, MissingText
from app.services.organisation import reorganising, rules, succession, units, views
from app.services.organisation.errors import (
    EndedByChange,
    LaterChange,
    NotValidThen,
    SamePlace,
    SharesNotWhole,
    TooFew,
    UnderItself,
    UnitUsed,
)
from app.services.organisation.reorganising import Part
from app.services.organisation.units import Role
from tests.services.organisation.conftest import Org

NEW_YEAR = date(2026, 1, 1)
BEFORE = date(2025, 12, 31)


def _split(org: Org, key: int, *parts: Part, on: date = NEW_YEAR) -> tuple[int, ...]:
    made: tuple[int, ...] = org.change(reorganising.split_unit, key, parts=parts, happened_on=on)
    return made


def _merge(org: Org, *keys: int, name: str = "Ny", on: date = NEW_YEAR) -> int:
    versions: Mapping[int, int] = {key: org.version(key) for key in keys}
    return org.db.write(
        partial(reorganising.merge_units, unit_versions=versions, name=name, happened_on=on)
    ).value


def _became(org: Org, key: int, on: date) -> list[tuple[str, Decimal | None]]:
    found = org.db.read(partial(succession.successors, unit_id=key, on=on))
    return [(org.unit(each.unit_id).unit.name, each.share) for each in found]


def test_a_dated_move_keeps_the_old_place_before_its_day(org: Org) -> None:
    care, school = org.add("Omsorg", "forvaltning"), org.add("Skola", "forvaltning")
    kitchen = org.add("Kök", parent=care)
    org.change(reorganising.move_unit, kitchen, parent_id=school, happened_on=NEW_YEAR)
    assert org.tree(BEFORE) == [("Omsorg", None), ("Kök", "Omsorg"), ("Skola", None)]
    assert org.tree(NEW_YEAR) == [("Omsorg", None), ("Skola", None), ("Kök", "Skola")]
    (moved,) = org.unit(kitchen).history
    assert (moved.words, moved.other_name, moved.other_id) == ("Låg tidigare under", "Omsorg", care)
    assert org.unit(kitchen).path == ("Skola",)
    org.db.undo()
    assert org.tree(NEW_YEAR) == org.tree(BEFORE)


def test_a_move_without_a_day_corrects_the_past_too(org: Org) -> None:
    top = org.add("Omsorg", "forvaltning")
    below = org.add("Kök", parent=top)
    org.change(reorganising.move_unit, below, parent_id=None)
    assert org.tree(BEFORE) == [("Kök", None), ("Omsorg", None)]
    assert org.unit(below).history == ()


def test_a_unit_is_not_moved_under_itself_nor_to_where_it_is(org: Org) -> None:
    top = org.add("Omsorg", "forvaltning")
    middle = org.add("Hemtjänst", parent=top)
    low = org.add("Nattpatrull", parent=middle)
    for place in (top, middle, low):
        with pytest.raises(UnderItself, match="”Omsorg” kan inte ligga under"):
            org.change(reorganising.move_unit, top, parent_id=place)
    with pytest.raises(SamePlace):
        org.change(reorganising.move_unit, low, parent_id=middle)
    with pytest.raises(SamePlace):
        org.change(reorganising.move_unit, top, parent_id=None)


def test_a_move_is_dated_when_both_units_hold_and_after_the_last_one(org: Org) -> None:
    new = org.add("Ny", "forvaltning", valid_from=NEW_YEAR)
    unit = org.add("Kök")
    with pytest.raises(NotValidThen, match="”Ny” gäller inte 2025-12-31"):
        org.change(reorganising.move_unit, unit, parent_id=new, happened_on=BEFORE)
    org.change(reorganising.move_unit, unit, parent_id=new, happened_on=NEW_YEAR)
    with pytest.raises(LaterChange):
        org.change(reorganising.move_unit, unit, parent_id=None, happened_on=NEW_YEAR)


def test_a_unit_that_is_split_ends_and_what_it_became_begins_without_its_people(org: Org) -> None:
    top = org.add("Omsorg", "forvaltning")
    old = org.add("Hemtjänst", parent=top, performer="internal")
    night = org.add("Nattpatrull", parent=old)
    org.change(units.set_roles, old, roles=[Role("Enhetschef", "Åsa Prov")])
    north, south = _split(org, old, Part("Norra", Decimal("0.4")), Part("Södra", Decimal("0.6")))
    assert org.tree(BEFORE) == [("Omsorg", None), ("Hemtjänst", "Omsorg"), ("Nattpatrull", "Hemtjänst")]
    assert org.tree(NEW_YEAR) == [
        ("Omsorg", None),
        ("Norra", "Omsorg"),
        ("Nattpatrull", "Norra"),
        ("Södra", "Omsorg"),
    ]
    made = org.unit(south).unit
    assert (made.roles, made.performer, made.valid_from) == ((Role("Enhetschef"),), "internal", NEW_YEAR)
    assert org.unit(old).unit.valid_to == BEFORE
    assert org.unit(night).unit.parent_id == north
    assert [(row.words, row.other_name, row.share) for row in org.unit(old).history] == [
        ("Delad, blev bland annat", "Norra", Decimal("0.4")),
        ("Delad, blev bland annat", "Södra", Decimal("0.6")),
    ]


def test_a_split_is_undone_and_redone_as_one_step(org: Org) -> None:
    old = org.add("Hemtjänst")
    org.add("Nattpatrull", parent=old)
    before = org.tree(NEW_YEAR)
    _split(org, old, Part("Norra"), Part("Södra"))
    after = org.tree(NEW_YEAR)
    assert org.db.undo_words == "Delade Hemtjänst i Norra och Södra"
    org.db.undo()
    assert (org.tree(NEW_YEAR), org.tree(None)) == (before, before)
    org.db.redo()
    assert org.tree(NEW_YEAR) == after


@pytest.mark.parametrize(
    ("parts", "refusal"),
    [
        ((Part("Ensam"),), TooFew),
        ((Part("A", Decimal("0.5")), Part("B")), SharesNotWhole),
        ((Part("A", Decimal("0.5")), Part("B", Decimal("0.6"))), SharesNotWhole),
        ((Part("A"), Part(" ")), MissingText),
    ],
)
def test_a_split_that_does_not_make_sense_is_refused(
    org: Org, parts: tuple[Part, ...], refusal: type[Exception]
) -> None:
    key = org.add("Hemtjänst")
    with pytest.raises(refusal):
        _split(org, key, *parts)
    assert org.tree(NEW_YEAR) == [("Hemtjänst", None)]


def test_a_unit_is_split_while_it_holds_and_after_all_that_happened_to_it(org: Org) -> None:
    key = org.add("Hemtjänst", valid_from=NEW_YEAR)
    with pytest.raises(NotValidThen, match="gäller inte 2025-12-31"):
        _split(org, key, Part("A"), Part("B"))
    org.change(units.rename_unit, key, name="Hemvård", happened_on=date(2027, 1, 1))
    with pytest.raises(LaterChange, match="2027-01-01"):
        _split(org, key, Part("A"), Part("B"), on=date(2026, 7, 1))


def test_a_unit_below_that_moved_later_holds_back_a_split(org: Org) -> None:
    key, other = org.add("Hemtjänst"), org.add("Skola")
    below = org.add("Kök", parent=other)
    org.change(reorganising.move_unit, below, parent_id=key, happened_on=date(2026, 7, 1))
    with pytest.raises(LaterChange, match="”Kök” har redan en ändring 2026-07-01"):
        _split(org, key, Part("A"), Part("B"))


def test_a_unit_that_was_split_does_not_come_back_beside_what_it_became(org: Org) -> None:
    key = org.add("Hemtjänst")
    _split(org, key, Part("A"), Part("B"))
    for ends in (None, NEW_YEAR):
        with pytest.raises(EndedByChange, match="2026-01-01"):
            org.change(units.set_validity, key, valid_from=None, valid_to=ends)
    org.change(units.set_validity, key, valid_from=date(2000, 1, 1), valid_to=BEFORE)
    with pytest.raises(UnitUsed):
        org.change(units.remove_unit, key)


def test_merged_units_end_and_the_new_one_takes_their_place_and_what_stood_below(org: Org) -> None:
    top = org.add("Omsorg", "forvaltning")
    north, south = org.add("Norra", parent=top), org.add("Södra", parent=top)
    org.add("Kök", parent=south)
    new = _merge(org, north, south, name="Hemtjänst")
    assert org.tree(BEFORE) == [
        ("Omsorg", None),
        ("Norra", "Omsorg"),
        ("Södra", "Omsorg"),
        ("Kök", "Södra"),
    ]
    assert org.tree(NEW_YEAR) == [("Omsorg", None), ("Hemtjänst", "Omsorg"), ("Kök", "Hemtjänst")]
    assert [row.other_name for row in org.unit(new).history] == ["Norra", "Södra"]
    org.db.undo()
    assert org.tree(NEW_YEAR) == org.tree(BEFORE)


def test_a_unit_merges_with_the_one_above_it(org: Org) -> None:
    top = org.add("Omsorg", "forvaltning")
    above = org.add("Hemtjänst", parent=top)
    below = org.add("Nattpatrull", parent=above)
    _merge(org, below, above, name="Hemvård")
    assert org.tree(NEW_YEAR) == [("Omsorg", None), ("Hemvård", "Omsorg")]


def test_one_unit_is_not_a_merger_and_an_older_state_is_refused(org: Org) -> None:
    key, other = org.add("A"), org.add("B")
    with pytest.raises(TooFew):
        _merge(org, key)
    with pytest.raises(ChangedSince, match="B"):
        org.db.write(
            partial(
                reorganising.merge_units, unit_versions={key: 1, other: 7}, name="C", happened_on=NEW_YEAR
            )
        )
    assert org.tree(NEW_YEAR) == [("A", None), ("B", None)]


def test_earlier_years_are_recast_into_the_organisation_of_a_later_day(org: Org) -> None:
    old, other = org.add("Hemtjänst"), org.add("Boende")
    north, _south = _split(org, old, Part("Norra", Decimal("0.4")), Part("Södra", Decimal("0.6")))
    _merge(org, north, other, name="Norra vård", on=date(2027, 1, 1))
    assert _became(org, old, BEFORE) == [("Hemtjänst", Decimal(1))]
    assert _became(org, old, NEW_YEAR) == [("Norra", Decimal("0.4")), ("Södra", Decimal("0.6"))]
    assert _became(org, old, date(2027, 1, 1)) == [
        ("Norra vård", Decimal("0.4")),
        ("Södra", Decimal("0.6")),
    ]
    assert _became(org, other, date(2027, 1, 1)) == [("Norra vård", Decimal(1))]


def test_recasting_all_gives_every_unit_there_has_been_and_agrees_with_one_by_one(org: Org) -> None:
    old = org.add("Hemtjänst")
    _split(org, old, Part("Norra"), Part("Södra"))
    everything = org.db.read(partial(succession.recast_all, on=NEW_YEAR))
    assert len(everything) == 3
    for key, found in everything.items():
        assert found == org.db.read(partial(succession.successors, unit_id=key, on=NEW_YEAR))
    assert [each.share for each in everything[old]] == [None, None]


def test_a_renamed_or_moved_unit_is_still_itself_when_earlier_years_are_recast(org: Org) -> None:
    top, key = org.add("Skola", "forvaltning"), org.add("Kök")
    org.change(units.rename_unit, key, name="Måltider", happened_on=NEW_YEAR)
    org.change(reorganising.move_unit, key, parent_id=top, happened_on=NEW_YEAR)
    found = org.db.read(partial(succession.successors, unit_id=key, on=date(2030, 1, 1)))
    assert found == (rules.Successor(key, Decimal(1)),)


def test_units_as_of_a_day_have_the_names_and_places_of_that_day(org: Org) -> None:
    top, key = org.add("Skola", "forvaltning"), org.add("Kök")
    org.change(reorganising.move_unit, key, parent_id=top, happened_on=date(2025, 7, 1))
    org.change(units.rename_unit, key, name="Måltider", happened_on=NEW_YEAR)
    for on, place, name in (
        (date(2025, 6, 30), None, "Kök"),
        (date(2025, 7, 1), top, "Kök"),
        (NEW_YEAR, top, "Måltider"),
    ):
        found = {each.unit_id: each for each in org.db.read(partial(succession.units_as_of, on=on))}
        assert (found[key].parent_id, found[key].name) == (place, name)


def test_the_days_of_change_stand_latest_first_and_former_units_are_counted(org: Org) -> None:
    first, second = org.add("A"), org.add("B")
    _split(org, first, Part("A1"), Part("A2"))
    org.change(units.rename_unit, second, name="C", happened_on=date(2026, 7, 1))
    view = org.db.read(partial(views.organisation_view, on=date(2026, 8, 1)))
    assert view.change_days == (date(2026, 7, 1), NEW_YEAR)
    assert (len(view.units), view.former) == (3, 1)
    everything = org.db.read(partial(views.organisation_view, on=None))
    assert (len(everything.units), everything.former, everything.on) == (4, 0, None)
