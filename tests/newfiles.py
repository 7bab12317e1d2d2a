"""New files for tests: the same one is made once and copied after that."""

from datetime import datetime
from pathlib import Path

from app.services.clock import Clock
from app.services.exchange import newfile

_made: dict[tuple[str, datetime, str, int | None], bytes] = {}


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
