"""The central posts: lines of their own with frames in every open version, and part of every sum."""

import pytest

from app.models.budget import CentralPot
from app.models.errors import ChangedSince, MissingText, NotFound
from app.services.budget import appropriations, frames, pots, versions
from app.services.budget.errors import BoundOnPath, NoOpenVersion, PotExists, PotInUse
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE, SCHOOL, TKR, Ledger, check_sums


def add(ledger: Ledger, kind: str, **values: object) -> int:
    return ledger.run(pots.create_pot, plan_id=ledger.version.plan_id, kind=kind, **values)


def version_of(ledger: Ledger, pot_id: int) -> int:
    return ledger.database.read(lambda session: session.get_one(CentralPot, pot_id).version)


def change(ledger: Ledger, use_case: object, pot_id: int, version: int, **values: object) -> object:
    return ledger.run(use_case, pot_id=pot_id, expected_version=version, **values)  # type: ignore[arg-type]


def names(ledger: Ledger) -> list[tuple[str, int]]:
    return [(row.name, row.depth) for row in ledger.view().rows][-4:]


def test_central_posts_stand_last_in_a_group_of_their_own_and_are_part_of_the_sum(ledger: Ledger) -> None:
    add(ledger, "finance")
    add(ledger, "own", name="Utvecklingsmedel")
    assert ledger.log() == "Lade till Utvecklingsmedel bland de gemensamma posterna"
    assert names(ledger)[1:] == [("Gemensamma poster", 0), ("Finansförvaltning", 1), ("Utvecklingsmedel", 1)]
    row = ledger.row("Finansförvaltning")
    assert (row.unit_id, row.key) == (None, row.pot_id)
    ledger.set(frames.set_previous, "Finansförvaltning", amount=-300 * TKR)
    ledger.set(frames.set_previous, SCHOOL, amount=1000 * TKR)
    assert ledger.log() == "Ändrade föregående ram för Skolan 2027"
    assert ledger.amount("Gemensamma poster", "total") == -300
    assert ledger.view().sums[2029, "total"] == 700 * TKR
    assert (ledger.view().unit_count, ledger.view().pot_count) == (5, 2)
    check_sums(ledger.view())


def test_a_post_gets_frames_in_every_open_version_and_is_copied_with_them(ledger: Ledger) -> None:
    first = ledger.version.id
    ledger.lock(decided_on=TODAY)
    with pytest.raises(NoOpenVersion, match=r"är beslutade\. Gör en ny version först"):
        add(ledger, "pensions")
    for name in ("Två", "Tre"):
        ledger.run(versions.create_version, source_id=first, name=name, stage="preliminary")
    ledger.version_id = None
    add(ledger, "pensions")
    by_version = {}
    for version in ledger.view().versions:
        rows = ledger.view(version_id=version.id).rows
        by_version[version.name] = [row.name for row in rows if row.pot_id is not None]
    assert by_version == {"Arbetsversion": [], "Två": ["Pensioner"], "Tre": ["Pensioner"]}
    copy = ledger.run(versions.create_version, source_id=ledger.version.id, name="Fyra", stage="preliminary")
    assert ledger.row("Pensioner", version_id=copy).pot_id == ledger.row("Pensioner").pot_id


def test_posts_are_renamed_moved_and_given_a_holder(ledger: Ledger) -> None:
    first, second = add(ledger, "pensions"), add(ledger, "pay")
    change(ledger, pots.move_pot, second, 1, step=-1)
    assert [name for name, _ in names(ledger)][2:] == ["Lönerevision", "Pensioner"]
    change(ledger, pots.rename_pot, second, 2, name="Lönerörelsen")
    assert ledger.log() == "Döpte om Lönerevision till Lönerörelsen"
    change(ledger, pots.set_pot_note, second, 3, note="Avtal från april")
    change(ledger, pots.set_holder, second, 4, unit_id=ledger.row(SCHOOL).unit_id)
    assert ledger.log() == "Skolan förfogar över Lönerörelsen"
    with pytest.raises(ChangedSince):
        change(ledger, pots.rename_pot, second, 1, name="Annat")
    with pytest.raises(PotExists, match="redan en gemensam post som heter pensioner"):
        change(ledger, pots.rename_pot, second, 5, name="pensioner")
    change(ledger, pots.rename_pot, second, 5, name="LÖNERÖRELSEN")
    assert ledger.log() == "Döpte om Lönerörelsen till LÖNERÖRELSEN"
    with pytest.raises(MissingText):
        add(ledger, "own")
    with pytest.raises(ValueError, match="bonus"):
        add(ledger, "bonus", name="Bonus")
    with pytest.raises(NotFound, match="gemensamma posten"):
        change(ledger, pots.move_pot, 1, 1, step=1)
    assert first != second


def test_what_is_so_already_is_no_change(ledger: Ledger) -> None:
    pot = add(ledger, "pay")
    for use_case, same in (
        (pots.set_pot_note, {"note": " "}),
        (pots.set_holder, {"unit_id": None}),
        (pots.move_pot, {"step": 1}),
        (pots.rename_pot, {"name": "Lönerevision"}),
    ):
        change(ledger, use_case, pot, 1, **same)
    assert version_of(ledger, pot) == 1
    assert ledger.log() == "Lade till Lönerevision bland de gemensamma posterna"


def test_a_post_with_amounts_or_in_a_decided_version_stays(ledger: Ledger) -> None:
    pot = add(ledger, "contingency")
    ledger.set(frames.set_component, "Oförutsett", kind="priority", amount=TKR)
    with pytest.raises(PotInUse, match="Oförutsett har belopp i budgetversionen ”Arbetsversion”"):
        change(ledger, pots.remove_pot, pot, version_of(ledger, pot))
    ledger.database.undo()
    known = {"version_id": ledger.version.id, "expected_version": ledger.version.row_version}
    ledger.run(appropriations.bind, pot_id=pot, **known)
    change(ledger, pots.remove_pot, pot, version_of(ledger, pot))
    assert not any(row.pot_id for row in ledger.view().rows)
    ledger.database.undo()
    assert ledger.row("Oförutsett").bound == "net"
    ledger.lock(decided_on=TODAY)
    with pytest.raises(PotInUse, match="som är beslutad, och kan inte tas bort"):
        change(ledger, pots.remove_pot, pot, version_of(ledger, pot))


def test_a_bound_post_is_not_given_to_a_bound_body(ledger: Ledger) -> None:
    pot = add(ledger, "disposal")
    for holder in ({"unit_id": ledger.row(CARE).unit_id}, {"pot_id": pot}):
        known = {"version_id": ledger.version.id, "expected_version": ledger.version.row_version}
        ledger.run(appropriations.bind, **holder, **known)
    with pytest.raises(BoundOnPath):
        change(ledger, pots.set_holder, pot, 1, unit_id=ledger.row(CARE).unit_id)
