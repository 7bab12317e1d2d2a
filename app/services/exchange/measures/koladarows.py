"""What one row of a file from Kolada says: a figure's values, or what a code is called."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from app.services.formatting import write_number

LONGEST_NAME: Final = 500
LONGEST_TEXT: Final = 10_000
_LONGEST_CODE: Final = 40
_YEARS: Final = range(1900, 2200)
_GENDERS: Final[Mapping[str, str]] = {"T": "T", "K": "K", "M": "M", "F": "K"}
_LARGEST: Final = Decimal(10) ** 15
_MOST_DECIMALS: Final = 20
_KPI_SIGNS: Final = frozenset(
    {"operating_area", "has_ou_data", "is_divided_by_gender", "municipality_type", "definition"}
)


class Unusable(Exception):
    """Why a row cannot be used, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a row: `value` None is published as missing."""

    gender: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Data:
    """A figure in a period, of a municipality or of one of its units; `deleted` of its values are gone."""

    kpi: str
    municipality: str
    unit: str
    period: str
    values: tuple[Value, ...]
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Kpi:
    """A key figure as Kolada describes it; `why_not` says why it cannot become an indicator."""

    code: str
    title: str
    description: str | None
    by_gender: bool
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with its kind K or L, or a unit with the code of its municipality."""

    code: str
    title: str
    kind: str | None = None
    municipality: str | None = None


def understand(row: Any) -> Data | Kpi | Place:
    """What a row is; raises Unusable."""
    if not isinstance(row, dict):
        raise Unusable("är ingen post från Kolada")
    if "kpi" in row:
        return _data(row)
    if "members" in row:
        raise Unusable("är en grupp av kommuner eller nyckeltal, som inte läses")
    if "id" in row and "title" in row:
        return _kpi(row) if _KPI_SIGNS & row.keys() else _place(row)
    raise Unusable("är ingen post från Kolada: den har varken nyckeltal eller namn")


def _data(row: Mapping[str, Any]) -> Data:
    kpi = _code(row.get("kpi"), "nyckeltalets kod")
    unit = row.get("ou", row.get("out"))
    municipality = row.get("municipality")
    if unit is None and municipality is None:
        raise Unusable(f"säger inte vilken kommun eller enhet {kpi} gäller")
    values = row.get("values")
    if not isinstance(values, list):
        raise Unusable(f"har inga värden för {kpi}")
    kept: list[Value] = []
    deleted = 0
    for each in values:
        if not isinstance(each, dict):
            raise Unusable(f"har ett värde för {kpi} som inte går att läsa: {_shown(each)}")
        if _gone(row) or _gone(each):
            deleted += 1
            continue
        kept.append(Value(_gender(each, kpi), _number(each.get("value"), kpi)))
    return Data(
        kpi,
        "" if municipality is None else _code(municipality, "kommunens kod"),
        "" if unit is None else _code(unit, "enhetens kod"),
        _period(row.get("period"), kpi),
        tuple(kept),
        deleted,
    )


def _gone(said: Mapping[str, Any]) -> bool:
    return said.get("is_deleted") is True or said.get("isdeleted") is True


def _gender(said: Mapping[str, Any], kpi: str) -> str:
    given = said.get("gender", "T")
    known = _GENDERS.get(given.upper()) if isinstance(given, str) else None
    if known is None:
        raise Unusable(f"har könet {_shown(given)} för {kpi}; det kan vara T, K, M eller F")
    return known


def _number(given: Any, kpi: str) -> Decimal | None:
    if given is None:
        return None
    if not isinstance(given, Decimal):
        raise Unusable(f"har {_shown(given)} i stället för ett tal för {kpi}")
    exponent = given.as_tuple().exponent
    if abs(given) >= _LARGEST or not isinstance(exponent, int) or -exponent > _MOST_DECIMALS:
        raise Unusable(f"har ett orimligt stort eller långt tal för {kpi}")
    return given


def _period(given: Any, kpi: str) -> str:
    text = str(given) if isinstance(given, str | Decimal) else ""
    if not (len(text) == 4 and text.isascii() and text.isdigit() and int(text) in _YEARS):
        raise Unusable(f"har perioden {_shown(given)} för {kpi}; den ska vara ett år")
    return sys.intern(text)


def _kpi(row: Mapping[str, Any]) -> Kpi:
    code = _code(row["id"], "nyckeltalets kod")
    title = " ".join(str(row["title"] or "").split())
    description = row.get("description") or row.get("definition")
    why_not = ""
    if not title:
        why_not = "saknar namn"
    elif len(title) > LONGEST_NAME:
        why_not = f"har ett namn på {write_number(len(title))} tecken"
    text = str(description).strip()[:LONGEST_TEXT] if description else None
    return Kpi(code, title[:LONGEST_NAME], text, row.get("is_divided_by_gender") in (True, 1), why_not)


def _place(row: Mapping[str, Any]) -> Place:
    code = _code(row["id"], "koden")
    title = " ".join(str(row["title"] or "").split())
    if len(title) > LONGEST_NAME:
        raise Unusable(f"har ett namn på {write_number(len(title))} tecken ({title[:30]}…)")
    municipality = row.get("municipality")
    if municipality is not None:
        return Place(code, title, municipality=_code(municipality, "kommunens kod"))
    kind = row.get("type")
    return Place(code, title, kind=kind if kind in ("K", "L") else None)


def _code(given: Any, what: str) -> str:
    text = str(given).strip() if isinstance(given, str | Decimal) else ""
    if not text or len(text) > _LONGEST_CODE or not text.isprintable():
        raise Unusable(f"har {what} {_shown(given)}, som inte går att läsa")
    return sys.intern(text)


def _shown(given: Any) -> str:
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in str(given)).split())
    return f"”{text}”" if len(text) <= 30 else f"”{text[:29]}…”"
