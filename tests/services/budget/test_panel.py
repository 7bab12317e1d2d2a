"""What the side panel tells agrees with what the grid and the other versions say."""

from functools import partial
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.models.budget import COMPONENTS, Frame
from app.services.budget import frames, panel, pots, versions
from app.services.budget.panel import Panel
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE_OWN, DAY, NIGHT, SCHOOL, TKR, YEARS, Ledger
from tests.services.counting import statements

CARE = (CARE_OWN, NIGHT, DAY)
_ORE = (st.integers(-(10**9), 10**9), st.integers(0, 10**6))


def told(ledger: Ledger, *names: str, year: int = YEARS[0], version_id: int | None = None) -> Panel:
    rows = [ledger.row(name) for name in names]
    ref = rows[0].frames[year] if len(rows) == 1 else None
    read = partial(
        panel.frame_panel,
        version_id=version_id or ledger.version.id,
        year=year,
        holders=[row.key for row in rows],
        frame_id=ref.frame_id if ref else None,
    )
    return ledger.database.read(read)


def fill(ledger: Ledger, name: str, previous: int, **parts: int) -> None:
    ledger.set(frames.set_previous, name, amount=previous * TKR)
    for kind, tkr in parts.items():
        ledger.set(frames.set_component, name, kind=kind, amount=tkr * TKR)


def test_the_tracks_are_what_the_grid_says_of_a_unit_and_of_a_group(ledger: Ledger) -> None:
    fill(ledger, NIGHT, 200, wages=10, volume=-3)
    fill(ledger, DAY, 300, priority=7)
    ledger.set(frames.set_year_total, NIGHT, YEARS[1], total=250 * TKR)
    for names, shown in (((NIGHT,), NIGHT), (CARE, "Omsorgen")):
        (track,) = told(ledger, *names).tracks
        for year in YEARS:
            assert track.measured(year) == ledger.row(shown).amount(year, "total"), (shown, year)
        assert track.measured(YEARS[0] - 1) == ledger.row(shown).amount(YEARS[0], "previous")
        assert track.measured(2050) is None


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(CARE), st.sampled_from(YEARS), st.sampled_from(COMPONENTS), *_ORE)))
def test_the_database_adds_up_to_the_same_as_the_ledger(ledger: Ledger, typed: list[Any]) -> None:
    for name, year, kind, amount, income in typed:
        if kind == "plan" and year == YEARS[0]:
            continue
        ledger.set(frames.set_component, name, year, kind=kind, amount=amount)
        ledger.set(frames.set_income, name, year, kind=kind, income=income)
    (track,) = told(ledger, *CARE).tracks
    for year in YEARS:
        for measure in ("net", "income", "cost"):
            row = ledger.row("Omsorgen", measure=measure)
            assert track.measured(year, measure=measure) == row.amount(year, "total")


def test_frames_with_years_missing_begin_anew(ledger: Ledger) -> None:
    fill(ledger, NIGHT, 200, wages=10)
    last = ledger.frame(NIGHT, YEARS[2])["frame_id"]
    middle = ledger.frame(NIGHT, YEARS[1])["frame_id"]

    def cut(session: Any) -> None:
        session.delete(session.get_one(Frame, middle))
        session.get_one(Frame, last).previous = 5 * TKR
        from app.services.storage import describe

        describe(session, "Kapade")

    ledger.database.write(cut)
    (track,) = told(ledger, NIGHT).tracks
    assert [track.measured(year) for year in YEARS] == [210 * TKR, None, 5 * TKR]


def test_every_version_is_told_and_the_decided_one_holds(ledger: Ledger) -> None:
    fill(ledger, NIGHT, 200, wages=10)
    first = ledger.version.id
    later = ledger.run(versions.create_version, source_id=first, name="KF beslut", stage="decided")
    ledger.version_id = later
    ledger.set(frames.set_component, NIGHT, kind="volume", amount=5 * TKR)
    ledger.lock(decided_on=TODAY)
    found = told(ledger, NIGHT)
    assert [(track.version_id, track.holds) for track in found.tracks] == [(first, False), (later, True)]
    assert [track.measured(YEARS[0]) for track in found.tracks] == [210 * TKR, 215 * TKR]
    assert [(each.version_id, each.amount) for each in found.revisions] == [
        (first, 210 * TKR), (later, 215 * TKR),
    ]  # fmt: skip


def test_income_and_what_fees_pay_are_kept_apart(ledger: Ledger) -> None:
    fill(ledger, NIGHT, 200, wages=10)
    ledger.set(frames.set_income, NIGHT, kind="wages", income=4 * TKR)
    unit_id = ledger.row(NIGHT).unit_id
    ledger.run(frames.add_financing, version_id=ledger.version.id, kind="fees", unit_id=unit_id)
    fees = ledger.row(NIGHT, financing="fees").frames[YEARS[0]]
    ledger.run(frames.set_previous, frame_id=fees.frame_id, expected_version=fees.version, amount=9 * TKR)
    found = told(ledger, NIGHT).financed
    total = ledger.amount(NIGHT, "total")
    assert (found["operating"].net, found["operating"].income) == (total * TKR, 4 * TKR)
    assert found["fees"].net == 9 * TKR


def test_each_part_says_who_changed_it_last_and_why(ledger: Ledger) -> None:
    fill(ledger, NIGHT, 200, volume=10, wages=5)
    ledger.set(frames.set_note, NIGHT, kind="volume", note="Fler timmar")
    parts = told(ledger, NIGHT).parts
    assert [part.kind for part in parts] == ["wages", "volume"]
    assert parts[1].note == "Fler timmar"
    assert all(part.changed is not None and part.changed.made_by == "Prov" for part in parts)


def test_the_latest_change_of_a_part_is_the_one_that_is_told(ledger: Ledger) -> None:
    fill(ledger, NIGHT, 200, volume=10)
    fill(ledger, SCHOOL, 200, volume=10)
    before = told(ledger, SCHOOL).parts[0].changed
    ledger.set(frames.set_component, NIGHT, kind="volume", amount=7)
    assert told(ledger, SCHOOL).parts[0].changed == before
    assert ledger.database.read(partial(panel.latest_changes, part_ids=[1])) == {}
    assert ledger.database.read(partial(panel.latest_changes, part_ids=[])) == {}


def test_a_central_post_has_a_track_and_no_grants(ledger: Ledger) -> None:
    plan = ledger.view().plan
    assert plan is not None
    ledger.run(pots.create_pot, plan_id=plan.id, kind="pensions", name="Pensioner", unit_id=None)
    found = told(ledger, "Pensioner")
    assert [track.measured(YEARS[0]) for track in found.tracks] == [0]
    assert (found.grants, found.fundings, found.funded) == ((), (), 0)


def test_the_file_is_asked_as_often_whatever_is_told(ledger: Ledger) -> None:
    rows = {name: ledger.row(name) for name in CARE}
    known = {"version_id": ledger.version.id, "year": YEARS[0]}

    def asked(*names: str) -> int:
        holders = [rows[name].key for name in names]
        return statements(ledger.database, partial(panel.frame_panel, holders=holders, **known))

    before = asked(NIGHT)
    ledger.set(frames.set_component, NIGHT, kind="volume", amount=TKR)
    ledger.run(versions.create_version, source_id=ledger.version.id, name="Till", stage="proposal")
    assert asked(NIGHT) == asked(*CARE) == before <= 4
