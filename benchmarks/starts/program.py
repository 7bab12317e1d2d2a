"""The command itself with a file, telling when its window is painted and when its rows are."""

import sys
from typing import Any

from app.ui.shell import application
from benchmarks.starts.watching import leave, say_when_painted

_begin = application.begin


class _Watched(application.MainWindow):
    def show(self) -> None:
        say_when_painted(self, "seen")
        super().show()


def _watched_begin(window: Any, *rest: Any, **options: Any) -> Any:
    kept = _begin(window, *rest, **options)
    tree = window.page.tree
    if not tree.rows.matches:
        raise RuntimeError("the page shows no rows")
    say_when_painted(tree.viewport(), "filled", leave)
    return kept


if __name__ == "__main__":
    from app.cli import main

    application.MainWindow = _Watched  # type: ignore[misc]
    application.begin = _watched_begin
    sys.exit(main())
