"""The volumes that amounts can be spread by: the newest version of each model, the latest year known."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from sqlalchemy.orm import Session

from app.models.allocation import AllocationGroup, AllocationModel, AllocationVersion, AllocationVolume
from app.models.types import new_id
from app.services.budget.volumes import volumes_to_spread_by
from app.services.storage import describe
from tests.services.budget.ledger import DAY, NIGHT, Ledger


def model(
    ledger: Ledger, name: str, *versions: list[tuple[str, int, str]], kind: str = "volume"
) -> dict[str, int]:
    """Store a model whose versions have volumes by unit and year; gives the units' keys."""
    units = {row.name: row.unit_id or 0 for row in ledger.view().rows if not row.group}

    def write(session: Session) -> None:
        made = AllocationModel(id=new_id(), position=1, name=name, area="own", kind=kind, volume_unit="barn")
        session.add(made)
        for number, volumes in enumerate(versions, start=1):
            version = AllocationVersion(
                id=new_id(), number=number, name="A", made_on=date(2026, 1, 1), base_year=2027
            )
            groups = [AllocationGroup(id=new_id(), position=place, name=f"{place}") for place in (1, 2)]
            for place, (unit, year, volume) in enumerate(volumes):
                groups[place % 2].volumes.append(
                    AllocationVolume(unit_id=units[unit], year=year, volume=Decimal(volume))
                )
            version.groups = groups
            made.versions.append(version)
        describe(session, "Prov")

    ledger.run(write)
    return units


def test_the_groups_of_the_newest_version_are_added_up_by_unit(ledger: Ledger) -> None:
    units = model(
        ledger,
        "Förskola",
        [(NIGHT, 2027, "999")],
        [(NIGHT, 2027, "10.5"), (NIGHT, 2027, "2"), (DAY, 2027, "30"), (DAY, 2026, "7")],
    )
    (found,) = ledger.database.read(partial(volumes_to_spread_by, year=2027))
    assert (found.name, found.year) == ("Förskola (barn)", 2027)
    assert found.of == {units[NIGHT]: Fraction(25, 2), units[DAY]: Fraction(30)}


def test_without_volumes_of_the_year_the_latest_before_it_count(ledger: Ledger) -> None:
    model(ledger, "Förskola", [(NIGHT, 2025, "5"), (NIGHT, 2026, "6"), (NIGHT, 2031, "9")])
    (found,) = ledger.database.read(partial(volumes_to_spread_by, year=2028))
    assert (found.year, list(found.of.values())) == (2026, [Fraction(6)])
    assert ledger.database.read(partial(volumes_to_spread_by, year=2024)) == ()


def test_an_appropriation_with_special_account_has_no_volumes(ledger: Ledger) -> None:
    model(ledger, "Kultur", [(NIGHT, 2027, "5")], kind="special_account")
    assert ledger.database.read(partial(volumes_to_spread_by, year=2027)) == ()
