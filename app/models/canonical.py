"""The one way to write a value as JSON, so that equal values are equal bytes and have equal hashes."""

import json
import unicodedata
from typing import Any


def canonical_json(value: Any) -> str:
    """The value as JSON: NFC, sorted keys, no blanks; equal values give equal text."""
    return json.dumps(_normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_normal(key): _normal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    if isinstance(value, float):
        raise TypeError("a float has no exact text and is never stored or hashed")
    return value
