"""What a model gives is taken into the frames: shown before, one step, found when behind."""

from functools import partial

import pytest

from app.models.errors import ChangedSince, Locked
from app.services.budget import frames
from app.services.budget.allocation import fetching, modelversions
from app.services.budget.allocation.checks import allocation_findings
from app.services.budget.allocation.errors import NothingToFetch
from tests.conftest import TODAY
from tests.services.budget.allocation.bench import YEAR, Bench
from tests.services.budget.ledger import DAY, KITCHEN, NIGHT, SCHOOL, TKR


@pytest.fixture
def filled(bench: Bench) -> Bench:
    """Children at 100 tkr, two percent more each year; ten, then twelve and a half, then eleven."""
    bench.make()
    bench.price(YEAR - 1, "100000")
    for year in range(YEAR, YEAR + 3):
        bench.index(year, "2")
    bench.volumes(SCHOOL, {YEAR - 1: "10", YEAR: "12.5", YEAR + 1: "11"})
    bench.ledger.set(frames.set_previous, SCHOOL, amount=900 * TKR)
    return bench


def _preview(bench: Bench, basis: str = "model", name: str = "Förskola"):
    version = bench.version(name)
    return bench.ledger.database.read(
        partial(
            fetching.preview,
            allocation_version_id=version.id,
            plan_version_id=bench.ledger.version.id,
            basis=basis,
        )
    )


def _fetch(bench: Bench, basis: str = "model", name: str = "Förskola") -> None:
    bench.run(fetching.fetch, shown=_preview(bench, basis, name))


def _findings(bench: Bench) -> list[str]:
    version = bench.ledger.version.id
    found = bench.ledger.database.read(partial(allocation_findings, version_id=version))
    return [finding.message for finding in found]


def _changes(bench: Bench, basis: str) -> dict[int, int]:
    return {cell.year: cell.after // 100 for cell in _preview(bench, basis).cells}


def test_the_change_of_the_models_frame_counts_prices_and_volumes(filled):
    assert _changes(filled, "model") == {YEAR: 275_000, YEAR + 1: 1_144_440 - 1_275_000}


def test_only_the_volumes_change_at_the_price_of_the_year(filled):
    assert _changes(filled, "volume") == {YEAR: 255_000, YEAR + 1: -156_060}


def test_against_the_frame_before_the_frame_becomes_what_the_model_says(filled):
    filled.ledger.set(frames.set_component, SCHOOL, kind="priority", amount=10 * TKR)
    _fetch(filled, "frame")
    assert filled.ledger.row(SCHOOL).amount(YEAR, "total") == (1275 + 10) * TKR
    assert filled.ledger.row(SCHOOL).amount(YEAR + 1, "total") == 114_444_000
    assert _preview(filled, "frame").cells == ()
    assert _findings(filled) == []


def test_a_fetch_writes_the_part_with_its_source_as_one_step(filled):
    before = filled.ledger.row(SCHOOL)
    _fetch(filled)
    cell = filled.ledger.row(SCHOOL).cells[YEAR, "volume"]
    assert cell.amount == 275 * TKR
    assert cell.source == ("Förskola, version 1: modellens ram mot modellens ram året före; 12,5 barn mot 10")
    assert filled.ledger.log() == "Hämtade 2 belopp från Förskola, version 1 till ramarna"
    filled.ledger.database.undo()
    assert filled.ledger.row(SCHOOL).amount(YEAR, "total") == before.amount(YEAR, "total")


def test_years_and_units_that_cannot_be_fetched_are_said(filled):
    filled.volumes(NIGHT, {YEAR: "1"})
    shown = _preview(filled)
    assert shown.left == ("2029: modellen har inga volymer med pris, så ramarna lämnas som de är.",)
    assert {(cell.name, cell.year) for cell in shown.cells} == {
        (SCHOOL, YEAR), (SCHOOL, YEAR + 1), (NIGHT, YEAR),
    }  # fmt: skip


def test_a_model_without_the_year_before_says_what_to_do(filled):
    filled.volumes(SCHOOL, {YEAR: "12"})
    filled.price(YEAR, "5")
    filled.price(YEAR - 1, None)
    shown = _preview(filled)
    assert shown.left[0].startswith("2027: modellen har inga volymer med pris för 2026")
    assert "föregående ram" in shown.left[0]
    assert {cell.year for cell in _preview(filled, "frame").cells} == {YEAR, YEAR + 1}


def test_a_unit_without_a_frame_is_told(filled):
    filled.volumes("Styrelsen", {YEAR - 1: "1", YEAR: "1"})
    assert "Saknar ram i budgetversionen: Styrelsen." in _preview(filled).left


def test_a_held_amount_is_left(filled):
    filled.ledger.set(frames.set_component, SCHOOL, kind="volume", amount=TKR)
    frame = filled.ledger.frame(SCHOOL)["frame_id"]
    filled.run(frames.set_held, cells=[(frame, "volume")], held=True)
    shown = _preview(filled)
    assert "2027: låst volym lämnas för Skolan." in shown.left
    assert [cell.year for cell in shown.cells] == [YEAR + 1]


def test_what_would_be_lost_is_said(filled):
    filled.ledger.set(frames.set_component, SCHOOL, kind="volume", amount=TKR)
    filled.make("Skola", "school")
    filled.price(YEAR - 1, "1", "Skola")
    filled.volumes(SCHOOL, {YEAR - 1: "1", YEAR: "2"}, "Skola")
    assert [cell.replaces for cell in _preview(filled).cells] == ["skrivet belopp", ""]
    _fetch(filled)
    assert [cell.replaces for cell in _preview(filled, "model", "Skola").cells] == ["annan beräkningsmodell"]
    filled.run(modelversions.new_version, allocation_model_id=filled.model().id, name="Andra", made_on=TODAY)
    assert {cell.replaces for cell in _preview(filled).cells} == {"äldre version"}


def test_a_fetch_that_changes_nothing_is_refused(filled):
    _fetch(filled)
    shown = _preview(filled)
    assert shown.cells == ()
    with pytest.raises(NothingToFetch):
        filled.run(fetching.fetch, shown=shown)


@pytest.mark.parametrize("what", ["factor", "frame"])
def test_a_fetch_of_what_has_changed_since_is_refused(filled, what):
    shown = _preview(filled)
    if what == "factor":
        filled.index(YEAR, "3")
    else:
        filled.ledger.set(frames.set_component, SCHOOL, kind="prices", amount=TKR)
    with pytest.raises(ChangedSince):
        filled.run(fetching.fetch, shown=shown)


def test_a_decided_budget_is_not_fetched_to(filled):
    filled.ledger.lock(decided_on=TODAY)
    with pytest.raises(Locked):
        _preview(filled)


def test_amounts_are_rounded_once_to_whole_ore(filled):
    filled.index(YEAR, "0.00001")
    filled.volumes(SCHOOL, {YEAR - 1: "0.1", YEAR: "0.15"})
    wanted = filled.result(SCHOOL, YEAR) - filled.result(SCHOOL, YEAR - 1)
    assert wanted.denominator > 100
    assert _preview(filled).cells[0].after == 500_000


def test_frames_that_say_what_the_model_says_are_not_behind(filled):
    assert _findings(filled) == []
    for basis in ("model", "volume", "frame"):
        _fetch(filled, basis)
        assert _findings(filled) == []


def test_frames_are_behind_when_factors_change(filled):
    _fetch(filled)
    filled.volumes(SCHOOL, {YEAR: "13"})
    assert _findings(filled) == [
        "Volymen i 2 ramar är hämtad från Förskola, version 1 men är inte vad modellen ger nu."
    ]
    _fetch(filled)
    assert _findings(filled) == []


def test_frames_are_behind_when_there_is_a_newer_version(filled):
    _fetch(filled)
    filled.run(modelversions.new_version, allocation_model_id=filled.model().id, name="Andra", made_on=TODAY)
    assert _findings(filled) == ["Volymen i 2 ramar är hämtad från Förskola, version 1, men version 2 finns."]
    _fetch(filled)
    assert _findings(filled) == []


def test_cells_stand_in_the_order_of_the_organisation(filled):
    for name in (KITCHEN, DAY, NIGHT):
        filled.volumes(name, {YEAR - 1: "1", YEAR: "2"})
    assert list(dict.fromkeys(cell.name for cell in _preview(filled).cells)) == [SCHOOL, NIGHT, DAY, KITCHEN]


def test_a_held_frame_is_left_as_it_is_and_said(filled):
    frame = filled.ledger.row(SCHOOL).frames[YEAR].frame_id
    filled.run(frames.set_held, cells=[(frame, "total")], held=True)
    shown = _preview(filled)
    assert YEAR not in {cell.year for cell in shown.cells}
    assert any("låst volym lämnas för Skolan" in said for said in shown.left)


def test_a_unit_that_the_model_does_not_know_the_year_before_keeps_its_frame(filled):
    filled.volumes(NIGHT, {YEAR: "10"})
    filled.ledger.set(frames.set_previous, NIGHT, amount=1000 * TKR)
    for basis in ("model", "volume"):
        shown = _preview(filled, basis)
        assert (filled.unit(NIGHT), YEAR) not in {(cell.unit_id, cell.year) for cell in shown.cells}
        assert any("saknas i modellen för" in said for said in shown.left)


def test_an_amount_typed_over_a_fetched_one_is_no_longer_the_models(filled):
    _fetch(filled)
    filled.ledger.set(frames.set_component, SCHOOL, kind="volume", amount=300 * TKR)
    cell = filled.ledger.row(SCHOOL).cells[YEAR, "volume"]
    assert cell.source is None
    again = next(cell for cell in _preview(filled).cells if cell.year == YEAR)
    assert again.replaces == "skrivet belopp"
