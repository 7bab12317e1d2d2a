"""Text tables are read whatever their encoding and separator, and their cells stay text."""

import pytest

from app.models.errors import DomainError
from app.services.exchange.workbooks.amounts import amount_at
from app.services.exchange.workbooks.reading import book_of
from tests.services.exchange.workbooks.making import sheet_of

LINES = "Enhet;Budget 2027\nKöket på Åsen;1 234,50\nNatten;−7\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_any_usual_encoding_and_separator_is_found_out(encoding: str, separator: str) -> None:
    text = LINES.replace(";", separator)
    if encoding == "cp1252":
        text = text.replace("−", "-")
    sheet = sheet_of(text.encode(encoding), "tabell.csv")
    assert sheet.text(1, 0) == "Köket på Åsen"
    assert [amount_at(sheet, row, 1, "kr").ore for row in (1, 2)] == [123450, -700]


def test_a_comma_separates_when_nothing_else_does() -> None:
    sheet = sheet_of(b'Enhet,Budget\n"Skolan, norra","1 234,50"\n', "tabell.csv")
    assert sheet.rows[1] == ["Skolan, norra", "1 234,50"]


def test_a_line_that_names_the_separator_is_obeyed_and_keeps_its_row() -> None:
    sheet = sheet_of(b"sep=;\r\nEnhet;1,5\r\n", "tabell.csv")
    assert (sheet.rows[0], sheet.rows[1]) == ([], ["Enhet", "1,5"])


def test_a_table_of_bytes_is_refused() -> None:
    with pytest.raises(DomainError, match="ingen arbetsbok"):
        book_of(b"a;b\n\0\1\2;\0", "tabell.csv")


def test_the_sheet_is_called_as_the_file() -> None:
    assert [sheet.name for sheet in book_of(LINES.encode(), "Ramar 2027.csv").sheets] == ["Ramar 2027"]
