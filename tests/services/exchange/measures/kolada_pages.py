"""Files from Kolada made up for tests."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
URL = "https://api.kolada.se/v2/data/kpi/N1?page={}&per_page=2"


def value(number: object, gender: str = "T", **more: object) -> Row:
    """A value of a row."""
    return {"gender": gender, "status": "", "value": number, "count": 1, **more}


def data(kpi: str, municipality: str, period: object, *values: Row) -> Row:
    """A row of data."""
    return {"kpi": kpi, "municipality": municipality, "period": period, "values": list(values)}


def kpi(code: str, title: str, **more: object) -> Row:
    """A row that describes a key figure."""
    return {"id": code, "title": title, "description": "Så mäts det", "operating_area": "Skola",
            "is_divided_by_gender": 1, "has_ou_data": True, **more}  # fmt: skip


def write(path: Path, rows: Sequence[Row], **said: object) -> Path:
    """A page of rows."""
    path.write_text(json.dumps({"count": len(rows), **said, "values": list(rows)}), "utf-8")
    return path


def others(kpi_code: str, period: object, count: int) -> Iterable[Row]:
    """Rows of other municipalities, with rising values."""
    return (data(kpi_code, str(2000 + at), period, value(at + 0.5)) for at in range(count))
