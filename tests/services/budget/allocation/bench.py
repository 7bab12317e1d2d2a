"""A town with its budget, and what the tests ask of its allocation models again and again."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import select

from app.models.organisation import Unit
from app.services.budget.allocation import factors, models, views
from app.services.budget.allocation.factors import PriceEntry, VolumeEntry
from app.services.budget.allocation.views import AllocationView, ModelInfo, VersionInfo
from tests.conftest import TODAY
from tests.services.budget.ledger import YEARS, Ledger

YEAR = YEARS[0]


@dataclass
class Bench:
    """The allocation models of a town."""

    ledger: Ledger

    def run(self, use_case: Any, **values: Any) -> Any:
        """Run a use case."""
        return self.ledger.run(use_case, **values)

    def view(self, version_id: int | None = None, **choice: Any) -> AllocationView:
        """What the tab shows."""
        choice.setdefault("plan_years", YEARS)
        return self.ledger.database.read(partial(views.allocation_view, version_id=version_id, **choice))

    def model(self, name: str = "Förskola") -> ModelInfo:
        """A model by its name."""
        return next(each for each in self.view().models if each.name == name)

    def version(self, name: str = "Förskola", number: int = -1) -> VersionInfo:
        """A version of a model, by default the latest."""
        versions = self.model(name).versions
        return versions[number] if number < 0 else versions[number - 1]

    def unit(self, name: str) -> int:
        """The key of a unit."""
        return self.ledger.database.read(lambda s: s.scalars(select(Unit.id).where(Unit.name == name)).one())

    def make(self, name: str = "Förskola", area: str = "preschool", **values: Any) -> VersionInfo:
        """Make a model; gives its version."""
        values.setdefault("base_year", YEAR - 1)
        self.run(models.create_model, name=name, area=area, made_on=TODAY, **values)
        return self.version(name)

    def change(self, use_case: Any, of: str = "Förskola", number: int = -1, /, **values: Any) -> Any:
        """Run a use case on a version as it is now."""
        version = self.version(of, number)
        known = {"allocation_version_id": version.id, "expected_version": version.row_version}
        return self.run(use_case, **known, **values)

    def group(self, name: str = "Förskola", place: int = 0) -> int:
        """The key of a group of the latest version."""
        return self.view(self.version(name).id).factors.groups[place].id

    def price(self, year: int, price: str | None, name: str = "Förskola", part: str = "Grundbelopp") -> None:
        """Type a price of the first group."""
        typed = None if price is None else Decimal(price)
        self.change(factors.set_prices, name, prices=[PriceEntry(self.group(name), year, part, typed)])

    def index(self, year: int, percent: str | None, name: str = "Förskola") -> None:
        """Type an index."""
        typed = None if percent is None else Decimal(percent)
        self.change(factors.set_prices, name, indexes={year: typed})

    def volumes(self, unit: str, typed: dict[int, str], name: str = "Förskola") -> None:
        """Type the volumes of a unit in the first group, by year."""
        entries = [
            VolumeEntry(self.group(name), self.unit(unit), year, Decimal(volume))
            for year, volume in typed.items()
        ]
        self.change(factors.set_volumes, name, entries=entries)

    def result(self, unit: str, year: int = YEAR, name: str = "Förskola") -> Any:
        """What a unit gets in kronor."""
        found = self.view(self.version(name).id).results
        assert found is not None
        amount = found.units.get((self.unit(unit), year))
        return None if amount is None else amount / 100
