"""Where the council binds the appropriation, and where money is free to move under it."""

import pytest
from sqlalchemy import select

from app.models.errors import Locked, NotFound
from app.models.organisation import Unit
from app.services.budget import appropriations
from app.services.budget.errors import BoundOnPath
from tests.conftest import TODAY
from tests.services.budget.ledger import CARE, CARE_OWN, NIGHT, SCHOOL, Ledger


def bind(ledger: Ledger, name: str, **values: object) -> None:
    known = {"version_id": ledger.version.id, "expected_version": ledger.version.row_version}
    ledger.run(appropriations.bind, unit_id=ledger.row(name).unit_id, **known, **values)


def unbind(ledger: Ledger, name: str) -> None:
    known = {"version_id": ledger.version.id, "expected_version": ledger.version.row_version}
    ledger.run(appropriations.unbind, unit_id=ledger.row(name).unit_id, **known)


def bound(ledger: Ledger) -> dict[str, object]:
    return {row.name: row.bound or "free" for row in ledger.view().rows if row.bound or row.free}


def test_what_stands_under_a_binding_is_free(ledger: Ledger) -> None:
    bind(ledger, CARE)
    assert ledger.log() == "Band anslaget vid Omsorgen, netto"
    assert bound(ledger) == {CARE: "net", CARE_OWN: "free", NIGHT: "free", "Dagen": "free"}
    bind(ledger, CARE, gross=True, note="Intäkter och kostnader var för sig")
    bind(ledger, SCHOOL)
    assert bound(ledger)[CARE] == "gross"
    assert bound(ledger)[SCHOOL] == "net"
    unbind(ledger, CARE)
    assert bound(ledger) == {SCHOOL: "net"}
    ledger.database.undo()
    assert bound(ledger)[CARE] == "gross"


def test_two_bindings_never_stand_on_the_same_path(ledger: Ledger) -> None:
    bind(ledger, NIGHT)
    with pytest.raises(BoundOnPath, match="kan inte bindas vid Omsorgen: det är redan bundet vid Natten"):
        bind(ledger, CARE)
    unbind(ledger, NIGHT)
    bind(ledger, CARE)
    with pytest.raises(BoundOnPath, match="vid Natten: det är redan bundet vid Omsorgen"):
        bind(ledger, NIGHT)
    with pytest.raises(NotFound, match="Bindningen"):
        unbind(ledger, NIGHT)


def test_the_whole_town_is_free_when_the_top_is_bound(ledger: Ledger) -> None:
    top = ledger.view().rows[0]
    assert top.parent is None
    units = ledger.database.read(lambda s: s.scalars(select(Unit.id).where(Unit.parent_id.is_(None))).all())
    known = {"version_id": ledger.version.id, "expected_version": ledger.version.row_version}
    ledger.run(appropriations.bind, unit_id=units[0], **known)
    assert all(row.free and row.bound is None for row in ledger.view().rows)


def test_the_rules_for_moving_money_are_the_versions(ledger: Ledger) -> None:
    known = {"version_id": ledger.version.id, "expected_version": ledger.version.row_version}
    ledger.run(appropriations.set_reallocation, text=" Nämnden får omdisponera inom anslaget. ", **known)
    assert ledger.version.reallocation == "Nämnden får omdisponera inom anslaget."
    ledger.lock(decided_on=TODAY)
    with pytest.raises(Locked):
        bind(ledger, CARE)
