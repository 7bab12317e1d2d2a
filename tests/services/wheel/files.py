"""Files with a model's wheel, for tests: made once, copied for each test that writes."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.services.clock import fixed_clock
from app.services.exchange.newfile import chosen_model, create_file
from app.services.steering.modelformat_model import ModelFile
from app.services.storage import Database
from app.services.wheel.reading import wheel_view
from app.services.wheel.views import Activity, WheelView

TODAY = date(2026, 11, 21)
MODELS = (
    "borlange", "fagersta", "falun", "heby", "ljusnarsberg", "norberg", "sater", "strangnas", "svenljunga",
    "vansbro",
)  # fmt: skip


@cache
def model_of(key: str) -> ModelFile:
    """A built-in model, read once."""
    return chosen_model(key)


def opened(path: Path, today: date = TODAY) -> Database:
    """A file open for writing."""
    return Database.open(path, clock=fixed_clock(today), user="Prov")


def new_file(folder: Path, model: str) -> Database:
    """A new file of a model, open for writing."""
    path = folder / f"{model}.styr"
    create_file(path, model, clock=fixed_clock(TODAY), user="Prov", example_year=None)
    return opened(path)


def year_of(database: Database, year: int, today: date = TODAY) -> WheelView:
    """A working year as it is shown."""
    return database.read(lambda session: wheel_view(session, year=year, today=today))


def titled(view: WheelView, words: str) -> Activity:
    """The one activity whose title begins so."""
    (found,) = [one for one in view.activities if one.title.startswith(words)]
    return found


def write(database: Database, use_case: Any, **values: Any) -> Any:
    """Run a use case; gives what it gives."""

    def run(session: Session) -> Any:
        return use_case(session, **values)

    run.__name__, run.__module__ = use_case.__name__, use_case.__module__
    return database.write(run).value
