"""Imports without PySide's search for `__feature__` in every module that is loaded."""

import builtins
from typing import Final

_PLAIN: Final = "__orig_import__"


def import_plainly() -> None:
    """Let imports go past PySide's own, which nobody here has a use for; called outside of any import.

    That one steps aside while an import runs and comes back after it, on whatever thread: what another
    thread is just loading then meets it half done, and a module that answers for missing names breaks.
    """
    plain = getattr(builtins, _PLAIN, None)
    if plain is not None:
        builtins.__import__ = plain
