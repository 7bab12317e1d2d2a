"""New files for tests: the same one is made once and copied after that."""

from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from app.services.clock import Clock
from app.services.exchange import newfile
from app.services.steering.install import install, install_bodies
from app.services.steering.modelformat import find_model
from app.services.storage import Database

UseCase = Callable[[Session], object]
_made: dict[tuple[str, datetime, str, int | None], bytes] = {}
_founded: dict[tuple[datetime, str, tuple[UseCase, ...]], bytes] = {}


def create_file(path: Path, model: str, *, clock: Clock, user: str, example_year: int | None) -> None:
    """What `newfile.create_file` makes of a built-in model."""
    key = model, clock.now(), user, example_year
    if key not in _made:
        newfile.create_file(path, model, clock=clock, user=user, example_year=example_year)
        _made[key] = path.read_bytes()
        return
    if path.exists():
        raise FileExistsError(path)
    path.write_bytes(_made[key])


def open_founded(path: Path, *founding: UseCase, clock: Clock, user: str) -> Database:
    """A new file in which some use cases have been run, opened afterwards."""
    key = clock.now(), user, founding
    if key not in _founded:
        with TemporaryDirectory() as folder:
            made = Path(folder, "mall.styr")
            database = Database.create(made, clock=clock, user=user)
            for use_case in founding:
                database.write(use_case)
            database.close()
            _founded[key] = made.read_bytes()
    path.write_bytes(_founded[key])
    return Database.open(path, clock=clock, user=user)


@cache
def installing(model: str) -> tuple[UseCase, ...]:
    """What puts a built-in model and its bodies into a new file."""
    read = find_model(model)
    return partial(install, model=read), partial(install_bodies, model=read)
