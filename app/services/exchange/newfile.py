"""A new file: built whole in a private place, then put where it was asked for, or not at all."""

import os
import tempfile
from functools import partial
from pathlib import Path

from app.models.errors import DomainError
from app.services.clock import Clock
from app.services.exchange.example import MODEL, load_example
from app.services.exchange.modelfiles import SUFFIX as MODEL_SUFFIX
from app.services.exchange.modelfiles import read_model_file
from app.services.steering.install import install, install_bodies
from app.services.steering.modelformat import ModelFile, ModelUnknown, find_model
from app.services.storage import Database
from app.services.storage.backup import save_copy_as
from app.services.storage.errors import spoken
from app.services.storage.fileformat import SUFFIX, check_new


class NoExample(DomainError):
    """Example data was asked for with a steering model that has none."""

    def __init__(self, municipality: str, *, changed: bool = False) -> None:
        which = f"en ändrad modell för {municipality}" if changed else municipality
        super().__init__(
            f"Det finns inget exempel för {which}. Välj modellen {MODEL}, eller skapa filen utan exempel."
        )


def chosen_model(model: str | Path) -> ModelFile:
    """The model in a TOML file, or the carried one with a key or one of its municipality's names.

    A word is taken for a file when it ends with .toml, has a folder in it, or names nothing but a file.
    Raises ModelUnknown, or what says why the file cannot be read.
    """
    if isinstance(model, Path):
        return read_model_file(model)
    path = Path(model)
    if path.suffix.casefold() == MODEL_SUFFIX or path.name != model:
        return read_model_file(path)
    try:
        return find_model(model)
    except ModelUnknown:
        if os.path.isfile(path):
            return read_model_file(path)
        raise


def create_file(path: Path, model: str | Path, *, clock: Clock, user: str, example_year: int | None) -> None:
    """Make and close the file `path` with a steering model; `example_year` adds the example around it.

    The model is a TOML file, or a word as for `chosen_model`.

    Raises what says why not, and then leaves nothing behind. Nothing is ever replaced.
    """
    check_new(path)
    chosen = chosen_model(model)
    if example_year is not None and chosen != find_model(MODEL):
        raise NoExample(chosen.municipality.name, changed=chosen.key == MODEL)
    # Built on the computer's own disk: a share is then written once, and its backup folder is not begun.
    with spoken(path), tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        built = Path(folder, f"ny{SUFFIX}")
        _build(built, chosen, clock=clock, user=user, example_year=example_year)
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
