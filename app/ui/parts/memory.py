"""What views remember between runs, such as column widths; the shell loads and stores it."""

from functools import cache
from typing import Any


class ViewMemory:
    """Plain values by key; only what JSON can hold."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def load(self, values: dict[str, Any]) -> None:
        """Replace everything remembered."""
        self._values = dict(values)

    def dump(self) -> dict[str, Any]:
        """Everything remembered, for the settings file."""
        return dict(self._values)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key."""
        return self._values.get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Remember a value."""
        self._values[key] = value


@cache
def memory() -> ViewMemory:
    """The memory that all views share."""
    return ViewMemory()
