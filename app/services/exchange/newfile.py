"""A new file: built whole in a private place, then put where it was asked for, or not at all."""

import tempfile
from functools import partial
from pathlib import Path

from app.models.errors import DomainError
from app.services.clock import Clock
from app.services.exchange.example import MODEL, load_example
from app.services.steering.install import install, install_bodies
from app.services.steering.modelformat import ModelFile, find_model
from app.services.storage import Database
from app.services.storage.backup import save_copy_as
from app.services.storage.errors import spoken
from app.services.storage.fileformat import SUFFIX, check_new


class NoExample(DomainError):
    """Example data was asked for with a steering model that has none."""

    def __init__(self, municipality: str) -> None:
        super().__init__(
            f"Det finns inget exempel för {municipality}. "
            f"Välj modellen {MODEL}, eller skapa filen utan exempel."
        )


def create_file(path: Path, model_key: str, *, clock: Clock, user: str, example_year: int | None) -> None:
    """Make and close the file `path` with a steering model; `example_year` adds the example around it.

    Raises what says why not, and then leaves nothing behind. Nothing is ever replaced.
    """
    check_new(path)
    model = find_model(model_key)
    if example_year is not None and model.key != MODEL:
        raise NoExample(model.municipality.name)
    # Built on the computer's own disk: a share is then written once, and its backup folder is not begun.
    with spoken(path), tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        built = Path(folder, f"ny{SUFFIX}")
        _build(built, model, clock=clock, user=user, example_year=example_year)
        save_copy_as(built, path)


def _build(path: Path, model: ModelFile, *, clock: Clock, user: str, example_year: int | None) -> None:
    database = Database.create(path, clock=clock, user=user)
    try:
        database.write(partial(install, model=model))
        if example_year is None:
            database.write(partial(install_bodies, model=model))
        else:
            database.write(partial(load_example, budget_year=example_year, clock=clock))
    finally:
        database.close()
