"""Net, income and cost of a frame, what is held, and blocks of many cells."""

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame
from app.models.errors import ChangedSince, NotFound
from app.services.budget import frames, rules
from app.services.budget.entries import KEEP, Entry, Measure, landed
from app.services.budget.errors import CarriedOver, FramesExist, FramesInUse, NotStaff, TooLarge
from app.services.budget.figures import FrameFigures
from app.services.budget.rules import Amounts
from tests.services.budget.ledger import (
    CARE,
    DAY,
    KITCHEN,
    NIGHT,
    SCHOOL,
    TKR,
    YEARS,
    Ledger,
    check_sums,
    many_units,
)
from tests.services.counting import sent

ORE = st.integers(-(10**14), 10**14)


def figures(ledger: Ledger, name: str, year: int = YEARS[0]) -> FrameFigures:
    found = ledger.row(name).frame(year)
    assert found is not None
    return found


@given(ORE, ORE, ORE, st.sampled_from(["net", "income", "cost"]))
def test_net_and_income_are_always_the_cost(net: int, income: int, typed: int, measure: Measure) -> None:
    old = Amounts(net, income)
    new = landed(old, Entry(1, "wages", typed, 1, measure=measure))
    assert new.net + new.income == new.cost
    assert new.measured(measure) == typed
    if measure == "income":
        assert new.cost == old.cost
    else:
        assert new.income == old.income


def test_an_income_beside_its_amount_sets_both_and_one_alone_keeps_the_cost() -> None:
    old = Amounts(70, 30)
    assert landed(old, Entry(1, "wages", 50, 1, income=10)) == Amounts(50, 10)
    assert landed(old, Entry(1, "wages", 50, 1, income=10, measure="cost")) == Amounts(40, 10)
    assert landed(old, Entry(1, "wages", KEEP, 1, income=10)) == Amounts(90, 10)
    assert landed(old, Entry(1, "wages", KEEP, 1)) == old


def test_typing_cost_leaves_income_and_typing_income_leaves_cost(ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=70 * TKR)
    ledger.set(frames.set_income, SCHOOL, kind="wages", income=30 * TKR)
    assert figures(ledger, SCHOOL).part("wages") == Amounts(40 * TKR, 30 * TKR)
    assert ledger.log() == "Ändrade intäkten i lönekompensation i ramen för Skolan 2027"
    ledger.set(frames.set_cost, SCHOOL, kind="wages", cost=100 * TKR)
    assert figures(ledger, SCHOOL).part("wages") == Amounts(70 * TKR, 30 * TKR)
    shown = [ledger.view(measure=measure).sums[2029, "total"] for measure in ("net", "income", "cost")]
    assert shown == [70 * TKR, 30 * TKR, 100 * TKR]


def test_the_income_of_the_year_before_runs_through_the_years(ledger: Ledger) -> None:
    ledger.set(frames.set_previous, DAY, amount=1000 * TKR)
    ledger.set(frames.set_previous_income, DAY, income=200 * TKR)
    assert figures(ledger, DAY, 2029).amounts == Amounts(800 * TKR, 200 * TKR)
    with pytest.raises(CarriedOver):
        ledger.set(frames.set_previous_income, DAY, 2028, income=1)
    known = ledger.frame(DAY, 2028)
    entry = Entry(known["frame_id"], "total", 250 * TKR, known["expected_version"], measure="income")
    ledger.run(frames.paste_amounts, entries=[entry])
    assert figures(ledger, DAY, 2028).amounts == Amounts(750 * TKR, 250 * TKR)
    assert figures(ledger, DAY, 2028).part("plan") == Amounts(-50 * TKR, 50 * TKR)
    check_sums(ledger.view())


def test_an_entry_can_carry_its_note_and_where_it_comes_from(ledger: Ledger) -> None:
    known = ledger.frame(NIGHT)
    block = [
        Entry(**known, kind="volume", amount=5 * TKR, note=" =500*10 ", source="Beräkning"),
        Entry(**known, kind="wages", amount=None, note="Bara en not"),
    ]
    ledger.run(frames.paste_amounts, entries=block, words="Fördelade volymen")
    assert ledger.log() == "Fördelade volymen"
    cell = ledger.row(NIGHT).cells[2027, "volume"]
    assert (cell.note, cell.source) == ("=500*10", "Beräkning")
    assert ledger.row(NIGHT).cells[2027, "wages"].note == "Bara en not"
    ledger.set(frames.set_component, NIGHT, kind="volume", amount=6 * TKR)
    kept = ledger.row(NIGHT).cells[2027, "volume"]
    assert (kept.amount, kept.note, kept.source) == (6 * TKR, "=500*10", "Beräkning")


def test_what_is_held_stays_known_also_where_nothing_stands(ledger: Ledger) -> None:
    frame = ledger.frame(KITCHEN)["frame_id"]
    ledger.run(frames.set_held, cells=[(frame, "wages"), (frame, "total")], held=True)
    assert ledger.log() == "Höll fast 2 belopp vid fördelning"
    row = ledger.row(KITCHEN)
    assert figures(ledger, KITCHEN).held
    assert row.cells[2027, "wages"].held
    assert row.cells[2027, "wages"].part_id is not None
    ledger.run(frames.set_held, cells=[(frame, "wages"), (frame, "total")], held=False)
    row = ledger.row(KITCHEN)
    assert row.cells[2027, "wages"].part_id is None
    assert not row.cells[2027, "total"].held
    with pytest.raises(ChangedSince):
        ledger.run(frames.set_held, cells=[(frame, "wages")], held=True, expected_versions={frame: 1})


def test_arsarbetare_stand_beside_the_kronor_and_are_summed(ledger: Ledger) -> None:
    ledger.set(frames.set_staff, NIGHT, staff=Decimal("12.50"))
    ledger.set(frames.set_staff, DAY, staff=Decimal("7.25"))
    assert ledger.row(NIGHT).staff(2027) == Decimal("12.50")
    assert ledger.row(CARE).staff(2027) == Decimal("19.75")
    assert ledger.row(CARE).staff(2028) is None
    assert ledger.log() == "Ändrade årsarbetare för Dagen 2027"
    for wrong in (Decimal(-1), Decimal(10**7)):
        with pytest.raises(NotStaff, match="Antalet årsarbetare 2027 för Natten"):
            ledger.set(frames.set_staff, NIGHT, staff=wrong)


def test_an_amount_beyond_a_billion_kronor_a_thousand_times_is_refused_with_its_place(ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=rules.LARGEST)
    with pytest.raises(TooLarge, match=r"Beloppet 2027 för Skolan är större än 1.000.000.000.000.kr"):
        ledger.set(frames.set_component, SCHOOL, kind="wages", amount=rules.LARGEST + 1)
    with pytest.raises(TooLarge):
        ledger.set(frames.set_income, SCHOOL, kind="prices", income=rules.LARGEST + 1)


def test_frames_paid_by_fees_are_kept_apart(ledger: Ledger) -> None:
    unit = ledger.row(KITCHEN).unit_id
    known = {"version_id": ledger.version.id, "unit_id": unit, "kind": "fees"}
    ledger.run(frames.add_financing, **known)
    assert ledger.log() == "Lade till ramar för Köket, avgiftsfinansierat"
    with pytest.raises(FramesExist, match="redan en ram som är avgiftsfinansierat"):
        ledger.run(frames.add_financing, **known)
    row = ledger.row(KITCHEN, financing="fees")
    fee = {"frame_id": row.frames[2027].frame_id, "expected_version": 1}
    ledger.run(frames.set_component, kind="wages", amount=9 * TKR, **fee)
    fees, taxes = ledger.view(financing="fees"), ledger.view()
    assert [each.name for each in fees.rows] == [KITCHEN]
    assert (fees.sums[2027, "total"], taxes.sums[2027, "total"]) == (9 * TKR, 0)
    assert fees.rooms == taxes.rooms
    assert taxes.rooms[0].distributed == 0
    assert taxes.financings == ("operating", "fees")
    with pytest.raises(FramesInUse, match="Nollställ"):
        ledger.run(frames.remove_financing, **known)
    ledger.database.undo()
    ledger.run(frames.remove_financing, **known)
    assert ledger.view().financings == ("operating",)
    with pytest.raises(NotFound):
        ledger.run(frames.paste_amounts, entries=[Entry(row.frames[2027].frame_id, "wages", 1, 1)])


def test_a_block_asks_the_file_as_often_for_a_thousand_cells_as_for_twelve(ledger: Ledger) -> None:
    keys = ledger.run(many_units, version_id=ledger.version.id, count=400)
    kinds = ("wages", "prices", "volume")

    def asked(session: Session, amount: int | None, count: int) -> int:
        versions = {frame.id: frame.version for frame in session.execute(select(Frame.id, Frame.version))}
        entries = [
            Entry(key, kind, amount, versions[key], note=None) for key in keys[:count] for kind in kinds
        ]
        with sent(session) as found:
            frames.paste_amounts(session, entries=entries)
            session.flush()
        return len(found)

    few = ledger.database.write(partial(asked, amount=5, count=4)).value
    ledger.database.undo()
    many = ledger.database.write(partial(asked, amount=5, count=400)).value
    assert ledger.view().sums[2027, "wages"] == 400 * 5
    cleared = ledger.database.write(partial(asked, amount=None, count=400)).value
    assert ledger.view().sums[2027, "wages"] == 0
    assert max(few, many, cleared) < 20
