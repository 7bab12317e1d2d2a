"""Keeps the reckoned economy of a version as it was decided, and reads it back as the same values."""

import hashlib
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.canonical import canonical_json
from app.models.statements import EconomySnapshot
from app.models.types import new_id

FORMAT: Final = 1
_Kept = TypeVar("_Kept")


def keep(session: Session, *, version_id: int, parts: Mapping[str, object]) -> None:
    """Store the parts of a version's economy under their names, once and for all.

    A part is any frozen dataclass, mapping or tuple of whole numbers, exact decimals, days and words.
    """
    content = {"format": FORMAT, **{name: _plain(part) for name, part in parts.items()}}
    session.add(
        EconomySnapshot(
            id=new_id(), plan_version_id=version_id, content=content, content_hash=content_hash(content)
        )
    )
    session.flush()


def kept(session: Session, version_id: int) -> Mapping[str, Any] | None:
    """What was stored of a version as JSON values; None for one that is not decided or said nothing."""
    rows = select(EconomySnapshot.content)
    return session.scalar(rows.where(EconomySnapshot.plan_version_id == version_id))


def kept_part(session: Session, version_id: int, name: str, kind: type[_Kept] | Any) -> Any:
    """A stored part as the type that it was, such as `Mapping[int, YearRoom]`; None without one."""
    content = kept(session, version_id)
    return (
        None
        if content is None or name not in content
        else _adapter(cast(Hashable, kind)).validate_python(content[name])
    )


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 over what is stored, as 64 hex digits."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def _plain(part: object) -> Any:
    if is_dataclass(part):
        return {field.name: _plain(getattr(part, field.name)) for field in fields(part)}
    if isinstance(part, Mapping):
        return {str(key): _plain(value) for key, value in part.items()}
    if isinstance(part, str | int | None):
        return part
    if isinstance(part, Decimal | date):
        return str(part)
    if isinstance(part, Iterable):
        return [_plain(value) for value in part]
    raise TypeError(f"{part!r} cannot be stored exactly")


@cache
def _adapter(kind: Hashable) -> Any:
    from pydantic import TypeAdapter  # what decides and what is decided need it, the window's start does not

    return TypeAdapter(cast(Any, kind))
