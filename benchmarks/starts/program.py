"""The command itself with a file, telling when its window is painted and when a page of it is.

`program FILE PAGE` opens the page that was shown when the program was last closed: the tree, or Översikt.
"""

import sys
from collections.abc import Callable
from typing import Any

from app.ui.shell import application
from benchmarks.starts.watching import leave, say_when_painted

_begin = application.begin
_PAGE = sys.argv.pop() if len(sys.argv) > 2 else "steering"
#: What is painted last on a page, and whether there is anything on it.
_SEEN: dict[str, Callable[[Any], tuple[Any, bool]]] = {
    "steering": lambda page: (page.tree.viewport(), bool(page.tree.rows.matches)),
    "overview": lambda page: (page.strip, page.ahead is not None),
}


class _Watched(application.MainWindow):
    def show(self) -> None:
        say_when_painted(self, "seen")
        super().show()


def _watched_begin(window: Any, *rest: Any, **options: Any) -> Any:
    window.preferences._state["page"] = _PAGE
    kept = _begin(window, *rest, **options)
    seen, filled = _SEEN[_PAGE](window.page)
    if not filled:
        raise RuntimeError("the page shows nothing")
    say_when_painted(seen, "filled", leave)
    return kept


if __name__ == "__main__":
    from app.cli import main

    application.MainWindow = _Watched  # type: ignore[misc]
    application.begin = _watched_begin
    sys.exit(main())
