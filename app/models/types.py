"""Column types and ids: exact money, exact decimals, NFC text, UTC instants, JSON with a fixed form."""

import json
import secrets
import threading
import time
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from app.models.canonical import canonical_json

_EPOCH_MS = 1_704_067_200_000  # 2024-01-01T00:00:00Z
_RANDOM_BITS = 22
_LARGEST_ID = (1 << 63) - 1
_id_lock = threading.Lock()
_last_id = 0


def new_id() -> int:
    """A 63-bit key: 41 bits of milliseconds since 2024, 22 random bits, strictly rising in a process.

    Copies of one file that were edited apart can be merged, since their keys never meet.
    """
    return new_ids(1)[0]


def new_ids(count: int) -> range:
    """Many keys at once, next to each other: they rise, and stay apart from those of copies, as one does."""
    global _last_id
    milliseconds = time.time_ns() // 1_000_000 - _EPOCH_MS
    candidate = (max(milliseconds, 0) << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)
    with _id_lock:
        first = min(max(candidate, _last_id + 1), _LARGEST_ID)
        _last_id = min(first + count - 1, _LARGEST_ID)
        return range(first, first + count)


class Ore(TypeDecorator[int]):
    """Money in whole öre; anything but an int is refused before it reaches the file."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Refuse floats, decimals and booleans."""
        if value is not None and type(value) is not int:
            raise TypeError(f"money must be int öre, not {type(value).__name__}")
        return value


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal kept as text with every digit that was typed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write the plain form, never an exponent."""
        if value is None:
            return None
        if not isinstance(value, Decimal) or not value.is_finite():
            raise TypeError(f"an exact number must be a finite Decimal, not {value!r}")
        return format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read back the same digits."""
        return None if value is None else Decimal(value)


class NfcText(TypeDecorator[str]):
    """Text in Unicode form NFC, so that equal words are equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Normalise on the way in."""
        return None if value is None else unicodedata.normalize("NFC", value)


class UtcInstant(TypeDecorator[datetime]):
    """An instant in UTC as ISO text ending in Z."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Refuse an instant without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("an instant must carry its time zone")
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Give back an aware instant in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class JsonText(TypeDecorator[Any]):
    """A list or mapping as canonical JSON; None (the source is silent) stays NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the canonical form."""
        return None if value is None else canonical_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read it back as lists and dicts."""
        return None if value is None else json.loads(value)
