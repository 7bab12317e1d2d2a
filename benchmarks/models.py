"""The models that can be chosen are read, checked and laid out in little more than parsing their TOML.

Both sides read the same files from the disk; what is kept from an earlier reading is not used.
"""

import tomllib

from app.services.steering.leveldiagram import level_diagram
from app.services.steering.modelformat import carried_files, read_model
from app.services.steering.modelviews import model_view
from app.services.wheel.picture.rings import wheel_picture
from benchmarks.measuring import Goal, Result, side_by_side, timed

LIMIT = 3.0


def run(rounds: int) -> list[Result]:
    """Read every model in turns with bare parsing; then also with what the page shows of it."""
    paths = [path for path, _ in carried_files()]
    bare = f"the TOML of {len(paths)} models parsed bare"

    def parse() -> None:
        for path in paths:
            tomllib.loads(path.read_text(encoding="utf-8"))

    def read() -> None:
        for path in paths:
            read_model(path)

    def show() -> None:
        for path in paths:
            view = model_view(read_model(path))
            level_diagram(view.levels)
            wheel_picture(view.activities)

    return [
        side_by_side(
            Goal("steering models", f"{len(paths)} models read and checked", bare, LIMIT),
            lambda: timed(read),
            lambda: timed(parse),
            rounds=rounds,
        ),
        side_by_side(
            Goal("steering models drawn", f"{len(paths)} models read, checked and laid out", bare),
            lambda: timed(show),
            lambda: timed(parse),
            rounds=rounds,
        ),
    ]
