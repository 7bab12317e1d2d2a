"""Årsarbetare typed in blocks, beside amounts or alone, and what menus ask about a line."""

from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame
from app.models.errors import DomainError
from app.services.budget import appropriations, frames, pots, rowfacts, staffing
from app.services.budget.entries import Entry
from app.services.budget.staffing import StaffEntry
from tests.services.budget.ledger import CARE, DAY, NIGHT, TKR, YEARS, Ledger, many_units
from tests.services.counting import sent


def _of(ledger: Ledger, name: str) -> tuple[int, int]:
    ref = ledger.row(name).frames[YEARS[0]]
    return ref.frame_id, ref.version


def test_amounts_and_staff_are_one_change(ledger: Ledger) -> None:
    (night, night_version), (day, day_version) = _of(ledger, NIGHT), _of(ledger, DAY)
    count = ledger.run(
        staffing.paste_cells,
        entries=[Entry(night, "wages", 5 * TKR, night_version)],
        staff=[
            StaffEntry(night, Decimal("12.5"), night_version),
            StaffEntry(day, Decimal(3), day_version),
        ],
    )
    assert count == 3
    assert ledger.log() == "Ändrade 3 celler i budgeten"
    assert ledger.amount(NIGHT, "wages") == 5
    assert [ledger.row(name).staff(YEARS[0]) for name in (NIGHT, DAY, CARE)] == [
        Decimal("12.5"),
        Decimal(3),
        Decimal("15.5"),
    ]
    ledger.database.undo()
    assert ledger.row(CARE).staff(YEARS[0]) is None
    assert ledger.amount(NIGHT, "wages") == 0


def test_what_somebody_else_changed_meanwhile_changes_nothing(ledger: Ledger) -> None:
    (night, version), (day, day_version) = _of(ledger, NIGHT), _of(ledger, DAY)
    ledger.run(frames.set_staff, frame_id=night, staff=Decimal(1), expected_version=version)
    with pytest.raises(DomainError):
        ledger.run(
            staffing.paste_cells,
            entries=[Entry(day, "wages", 5 * TKR, day_version)],
            staff=[StaffEntry(night, Decimal(2), version)],
        )
    assert ledger.amount(DAY, "wages") == 0
    assert ledger.row(NIGHT).staff(YEARS[0]) == Decimal(1)


def test_a_block_of_staff_asks_the_file_as_often_for_four_hundred_cells_as_for_four(ledger: Ledger) -> None:
    keys = ledger.run(many_units, version_id=ledger.version.id, count=400)

    def asked(session: Session, count: int, beside: bool) -> int:
        versions = {row.id: row.version for row in session.execute(select(Frame.id, Frame.version))}
        chosen = keys[:count]
        entries = [Entry(key, "wages", 5, versions[key]) for key in chosen if beside]
        staff = [StaffEntry(key, Decimal("1.5"), versions[key]) for key in chosen]
        with sent(session) as found:
            assert staffing.paste_cells(session, entries=entries, staff=staff) == count * (1 + beside)
            session.flush()
        return len(found)

    def run(count: int, beside: bool) -> int:
        return ledger.database.write(partial(asked, count=count, beside=beside)).value

    few = run(4, False)
    ledger.database.undo()
    many = run(400, False)
    assert few == many
    ledger.database.undo()
    assert max(many, run(400, True)) < 20
    assert ledger.row("Enhet 399").staff(YEARS[0]) == Decimal("1.5")
    assert ledger.view().sums[YEARS[0], "wages"] == 400 * 5


def test_more_staff_than_there_can_be_is_refused_and_nothing_changes(ledger: Ledger) -> None:
    (night, version), (day, day_version) = _of(ledger, NIGHT), _of(ledger, DAY)
    with pytest.raises(DomainError, match=NIGHT):
        ledger.run(
            staffing.paste_cells,
            entries=[],
            staff=[StaffEntry(day, Decimal(2), day_version), StaffEntry(night, Decimal(-1), version)],
        )
    assert ledger.row(DAY).staff(YEARS[0]) is None


def test_a_post_and_the_rules_are_told_as_they_are(ledger: Ledger) -> None:
    version, plan = ledger.version, ledger.view().plan
    assert plan is not None
    pot = ledger.run(pots.create_pot, plan_id=plan.id, kind="pensions")
    facts = ledger.database.read(partial(rowfacts.pot_facts, pot_id=pot))
    assert (facts.id, facts.name, facts.kind) == (pot, "Pensioner", "pensions")
    ledger.run(
        appropriations.set_reallocation,
        version_id=version.id,
        text="Fritt",
        expected_version=ledger.version.row_version,
    )
    rules = ledger.database.read(partial(rowfacts.reallocation_facts, version_id=version.id))
    assert (rules.text, rules.version) == ("Fritt", ledger.version.row_version)


def test_what_is_not_there_is_said(ledger: Ledger) -> None:
    with pytest.raises(DomainError):
        ledger.database.read(partial(rowfacts.pot_facts, pot_id=1))
    with pytest.raises(DomainError):
        ledger.database.read(partial(rowfacts.reallocation_facts, version_id=1))
