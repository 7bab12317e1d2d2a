"""The year's activities and meetings as a workbook, read back by another library."""

from io import BytesIO

import openpyxl
import pytest

from app.services.exchange.wheel_excel import meetings_workbook, wheel_workbook
from app.services.wheel.meetingplan import MeetingPlan
from tests.services.exchange.calendars.samples import MEETINGS, YEAR
from tests.services.reports.wheel_samples import DAY, EMPTY, HOSTILE, USUAL

PLAN = MeetingPlan(YEAR, MEETINGS, ())


def _sheets(data: bytes) -> dict[str, list[dict[str, object]]]:
    book = openpyxl.load_workbook(BytesIO(data))
    found = {}
    for sheet in book.worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return found


def test_days_are_days_and_words_are_words() -> None:
    sheets = _sheets(wheel_workbook(USUAL, PLAN, municipality="Norbergs kommun", day=DAY))
    assert list(sheets) == ["Aktiviteter", "Sammanträden"]
    first, second = sheets["Aktiviteter"][:2]
    assert (first["Nr"], first["Aktivitet"], first["Status"]) == (1, "Bokslutet avslutas", "Klar")
    assert first["Första dag"].date().isoformat() == "2026-02-12"
    assert (second["När"], second["Sista dag"].date().isoformat()) == ("mars–maj", "2026-05-31")
    undated = sheets["Aktiviteter"][5]
    assert (undated["Första dag"], undated["När"]) == (None, "utan angiven tid")
    meeting = sheets["Sammanträden"][0]
    assert (meeting["Veckodag"], meeting["Tid"], meeting["Plats"]) == ("mån", "18.30", "Tingshuset")
    assert [row["Status"] for row in sheets["Sammanträden"]] == [None, "Preliminärt", None, "Inställt"]


def test_the_plan_stands_alone_and_an_empty_year_is_a_heading() -> None:
    assert list(_sheets(meetings_workbook(PLAN, municipality="Å", day=DAY))) == ["Sammanträden"]
    assert _sheets(wheel_workbook(EMPTY, None, municipality="Å", day=DAY)) == {"Aktiviteter": []}


@pytest.mark.parametrize("view", [USUAL, HOSTILE], ids=["usual", "hostile"])
def test_the_same_year_gives_the_same_bytes(view) -> None:
    made = {wheel_workbook(view, PLAN, municipality="Å & <b>", day=DAY) for _ in range(2)}
    assert len(made) == 1
