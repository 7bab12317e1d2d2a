"""Models and their versions: made for an area, copied, moved, removed, and left alone by decisions."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from app.models.errors import ChangedSince, DomainError, MissingText, NotFound
from app.services.budget.allocation import fetching, models, modelversions
from app.services.budget.allocation.errors import (
    AtTheEnd,
    FetchedFrom,
    NoAdjustment,
    NotAFactor,
    OnlyVersion,
    TakenName,
    UsedInDecision,
)
from app.services.budget.allocation.trying import Adjustment
from app.services.budget.allocation.words import AREAS
from app.services.storage import UndoRefused
from tests.conftest import TODAY
from tests.services.budget.allocation.bench import YEAR, Bench
from tests.services.budget.ledger import SCHOOL

EDITED = {
    "name": "Andra", "made_on": date(2026, 3, 1), "base_year": YEAR, "mean_volume": True,
    "price_unit": "tkr", "source": "Budgetunderlag", "note": "Prövas",
}  # fmt: skip


def _filled(bench: Bench) -> None:
    bench.make()
    bench.price(YEAR - 1, "100000")
    bench.index(YEAR, "3.1")
    bench.volumes(SCHOOL, {YEAR - 1: "10", YEAR: "12.5"})


def _fetch(bench: Bench) -> None:
    shown = bench.ledger.database.read(
        partial(
            fetching.preview,
            allocation_version_id=bench.version().id,
            plan_version_id=bench.ledger.version.id,
        )
    )
    bench.run(fetching.fetch, shown=shown)


@pytest.mark.parametrize("area", [area.key for area in AREAS])
def test_a_model_of_every_area_begins_with_what_is_usual_there(bench, area):
    usual = next(each for each in AREAS if each.key == area)
    version = bench.make(usual.name, area)
    assert [group.name for group in bench.view(version.id).factors.groups] == list(usual.groups)
    assert bench.model(usual.name).volume_unit == usual.volume_unit
    assert (version.number, version.base_year, version.made_on) == (1, YEAR - 1, TODAY)
    assert bench.ledger.log() == f"Skapade beräkningsmodellen ”{usual.name}”"


@pytest.mark.parametrize(
    ("typed", "names"), [(["", " "], ["Portioner"]), ([" Lunch", "Lunch", "Frukost "], ["Lunch", "Frukost"])]
)
def test_groups_are_those_that_are_named_else_the_usual(bench, typed, names):
    version = bench.make("Kost", "food", groups=typed)
    assert [group.name for group in bench.view(version.id).factors.groups] == names


def test_an_appropriation_has_no_groups_and_counts_nothing(bench):
    version = bench.make("Kultur", "own", kind="special_account", mean_volume=True)
    assert bench.view(version.id).factors.groups == ()
    assert not version.mean_volume
    assert bench.model("Kultur").special


@pytest.mark.parametrize(("name", "error"), [(" ", MissingText), ("FÖRSKOLA", TakenName)])
def test_a_model_needs_a_name_of_its_own(bench, name, error):
    bench.make()
    with pytest.raises(error):
        bench.make(name)
    assert len(bench.view().models) == 1


def test_a_base_year_far_away_is_refused(bench):
    with pytest.raises(NotAFactor, match="Basåret"):
        bench.make(base_year=20270)


def test_models_are_renamed_described_and_moved(bench):
    bench.make()
    bench.make("Skola", "school")
    model = bench.model()
    known = {"allocation_model_id": model.id, "expected_version": model.row_version}
    bench.run(models.rename_model, name="Förskola och familjedaghem", **known)
    with pytest.raises(ChangedSince):
        bench.run(models.rename_model, name="Annat", **known)
    model = bench.model("Förskola och familjedaghem")
    known["expected_version"] = model.row_version
    bench.run(models.edit_model, volume_unit="heltidsbarn", note="Enligt ÖSB", **known)
    model = bench.model("Förskola och familjedaghem")
    assert (model.volume_unit, model.note) == ("heltidsbarn", "Enligt ÖSB")
    known["expected_version"] = model.row_version
    bench.run(models.move_model, step=1, **known)
    assert [each.name for each in bench.view().models] == ["Skola", "Förskola och familjedaghem"]
    known["expected_version"] = bench.view().models[1].row_version
    with pytest.raises(AtTheEnd):
        bench.run(models.move_model, step=1, **known)


def test_a_new_version_is_a_copy_that_leaves_the_old_one_alone(bench):
    _filled(bench)
    old = bench.view(bench.version().id)
    made = bench.run(
        modelversions.new_version,
        allocation_model_id=old.model.id,
        name="Oktober",
        made_on=TODAY,
        source="Ny",
    )
    new = bench.view(made)
    assert (new.version.number, new.version.name, new.version.source) == (2, "Oktober", "Ny")
    assert new.results.units == old.results.units
    bench.price(YEAR - 1, "1")
    assert bench.view(old.version.id).results.units == old.results.units
    assert bench.view(made).results.units != old.results.units


def test_a_version_says_how_it_calculates(bench):
    _filled(bench)
    before = bench.result(SCHOOL)
    bench.change(modelversions.edit_version, **EDITED)
    version = bench.version()
    assert {key: getattr(version, key) for key in EDITED} == EDITED
    assert bench.result(SCHOOL) == before * 900
    log = bench.ledger.log()
    bench.change(modelversions.edit_version, **EDITED)
    assert (bench.ledger.log(), bench.version().row_version) == (log, version.row_version)


def test_a_version_is_removed_but_not_the_only_one(bench):
    _filled(bench)
    with pytest.raises(OnlyVersion):
        bench.change(modelversions.remove_version)
    bench.run(modelversions.new_version, allocation_model_id=bench.model().id, name="Andra", made_on=TODAY)
    bench.change(modelversions.remove_version, "Förskola", 1)
    assert [version.number for version in bench.model().versions] == [2]


def test_what_was_tried_becomes_a_version_that_says_what_was_tried(bench):
    _filled(bench)
    before = bench.result(SCHOOL)
    tried = (Adjustment("price", YEAR, percent=Decimal("2.5")),)
    version = bench.version()
    bench.run(
        modelversions.save_trial,
        allocation_version_id=version.id, adjustments=tried, name="Pris upp", made_on=TODAY,
    )  # fmt: skip
    assert bench.version().note == "pris +2,5\u00a0% från 2027"
    assert bench.result(SCHOOL) == before * 41 / 40
    assert bench.result(SCHOOL, YEAR - 1) == 1_000_000
    with pytest.raises(NoAdjustment):
        bench.run(
            modelversions.save_trial,
            allocation_version_id=version.id, adjustments=(), name="Inget", made_on=TODAY,
        )  # fmt: skip


def test_what_frames_were_taken_from_cannot_be_removed(bench):
    _filled(bench)
    bench.run(modelversions.new_version, allocation_model_id=bench.model().id, name="Andra", made_on=TODAY)
    _fetch(bench)
    with pytest.raises(FetchedFrom, match="Arbetsversion"):
        bench.change(modelversions.remove_version)
    model = bench.model()
    with pytest.raises(FetchedFrom, match="Förskola"):
        bench.run(models.remove_model, allocation_model_id=model.id, expected_version=model.row_version)
    bench.ledger.database.undo()
    bench.change(modelversions.remove_version)


def test_a_version_that_a_decision_rests_on_never_changes(bench):
    _filled(bench)
    _fetch(bench)
    bench.ledger.lock(decided_on=TODAY)
    assert bench.version().decided == "Arbetsversion"
    for change in (
        partial(bench.price, YEAR, "1"),
        partial(bench.index, YEAR, "1"),
        partial(bench.volumes, SCHOOL, {YEAR: "1"}),
        partial(bench.change, modelversions.edit_version, **EDITED),
        partial(bench.change, modelversions.remove_version),
    ):
        with pytest.raises(UsedInDecision, match="Gör en ny version"):
            change()
    bench.run(modelversions.new_version, allocation_model_id=bench.model().id, name="Efter", made_on=TODAY)
    bench.price(YEAR, "1")


def test_removing_a_model_takes_everything_and_undo_brings_it_back(bench):
    _filled(bench)
    before = bench.result(SCHOOL)
    model = bench.model()
    known = {"allocation_model_id": model.id, "expected_version": model.row_version}
    bench.run(models.remove_model, **known)
    assert bench.view().models == ()
    with pytest.raises(NotFound):
        bench.run(models.remove_model, **known)
    bench.ledger.database.undo()
    assert bench.result(SCHOOL) == before


def test_what_is_gone_is_said_to_be_gone(bench):
    with pytest.raises(DomainError, match="finns inte längre"):
        bench.run(modelversions.new_version, allocation_model_id=1, name="A", made_on=TODAY)


def test_what_a_decision_rests_on_is_not_undone_after_it(bench):
    _filled(bench)
    _fetch(bench)
    before = bench.result(SCHOOL)
    bench.ledger.lock(decided_on=TODAY)
    while bench.ledger.log() is not None:
        try:
            bench.ledger.database.undo()
        except UndoRefused:
            continue
    assert bench.result(SCHOOL) == before
