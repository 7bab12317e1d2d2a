"""Workbooks of every kind are read; broken, locked and hostile ones are refused before they are unfolded."""

import struct
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.models.errors import DomainError
from app.services.exchange.workbooks.amounts import amount_at
from app.services.exchange.workbooks.binary import OLE, scan_binary_sheet
from app.services.exchange.workbooks.cells import UNCOMPUTED
from app.services.exchange.workbooks.errors import (
    EmptyWorkbook,
    NoSuchSheet,
    NotAWorkbook,
    ProtectedWorkbook,
    TooLargeWorkbook,
    UnreadableWorkbook,
    WorkbookNotFound,
)
from app.services.exchange.workbooks.reading import book_of, read_book
from tests.services.exchange.workbooks.making import DATA, made, saved, sheet_of, with_cells, with_parts


def _zip(**parts: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


@pytest.mark.parametrize("name", ["prov.xls", "prov.ods"])
def test_other_formats_say_the_same_as_excels(name: str) -> None:
    book = read_book(DATA / name)
    sheet = book.sheet("Ramar")
    assert [each.name for each in book.hidden] == ["Gömt"]
    assert sheet.text(0, 1) == "Budget 2027"
    assert [amount_at(sheet, row, 1, "kr").ore for row in (1, 3, 4, 5)] == [123450, 700, 123450, 1200]
    assert sheet.errors == {(1, 2): "#DIV/0!", (2, 1): "#N/A"}
    assert {(1, 2), (2, 1)} <= sheet.formulas
    assert not {(1, 0), (1, 1), (3, 1)} & sheet.formulas
    with pytest.raises(DomainError, match="C3 i bladet ”Ramar” är ett datum"):
        amount_at(sheet, 2, 2, "kr")


def test_an_old_workbook_tells_of_merged_cells() -> None:
    assert read_book(DATA / "prov.xls").sheet("Ramar").merged == (((5, 1), (5, 2)),)


def test_errors_and_formulas_that_nobody_computed_are_known_by_their_cells() -> None:
    cells = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>E</t></is></c>'
        b'<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        b'<c r="C1"><f>SUM(A1:A2)</f><v></v></c><c r="D1" s="1"><f>A1</f></c>'
        b'<c r="E1" t="str"><f>""</f><v></v></c><c r="F1"><f>1+1</f><v>2</v></c></row>'
    )
    assert sheet_of(with_cells(cells)).formulas == {(0, column) for column in range(1, 6)}
    assert sheet_of(with_cells(cells)).errors == {(0, 1): "#DIV/0!", (0, 2): UNCOMPUTED, (0, 3): UNCOMPUTED}


def test_cells_that_are_only_coloured_do_not_make_a_sheet_large() -> None:
    cells = b'<row r="1"><c r="A1"><v>5</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert sheet_of(with_cells(cells)).rows == [[5.0]]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (b'<row r="1"><c r="A1048576"><v>1</v></c></row>', "rader"),
        (
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD99999"><v>1</v></c></row>',
            "sträcker sig över",
        ),
        (b"<row r='1'><c r='A1'><v>1</v></c><c\n r = 'XFD1048576'><v>1</v></c></row>", "rader"),
        (b'<row r="1"><c r="A1"><v>1</v></c><c r="ZZ90000"><v>1</v></c></row>', "sträcker sig över"),
    ],
)
def test_a_sheet_that_reaches_too_far_is_never_unfolded(cells: bytes, said: str) -> None:
    book = book_of(with_cells(cells), "prov.xlsx")
    with pytest.raises(TooLargeWorkbook, match=said):
        book.sheet("Blad1")


def test_a_package_that_unfolds_to_too_much_is_never_unfolded() -> None:
    bomb = with_parts(made(("a", 1)), sheet1=b" " * 50_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(TooLargeWorkbook, match=r"packas upp till 50.MB"):
        book_of(bomb, "bomb.xlsx")


def test_repeated_cells_of_a_document_are_counted_before_they_are_unfolded() -> None:
    content = (
        b'<office:document-content xmlns:office="o" xmlns:table="t"><office:body><office:spreadsheet>'
        b'<table:table table:name="B"><table:table-row table:number-rows-repeated="1000000">'
        b'<table:table-cell office:value-type="float" office:value="1"'
        b' table:number-columns-repeated="16384"/>'
        b"</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with ZipFile(DATA / "prov.ods") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, content if name == "content.xml" else part)
    with pytest.raises(DomainError):
        book_of(target.getvalue(), "bomb.ods").sheet("B")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "en tom fil"),
        (b"%PDF-1.7\n", "en PDF"),
        (b"\n<!DOCTYPE html><html><table>", "en webbsida"),
        (b"<table><tr><td>1</td></tr></table>", "en webbsida"),
        (b'<?xml version="1.0"?><Workbook/>', "en XML-fil"),
        (b"Enhet\tBelopp\n", "en fil av ett annat slag"),
        (_zip(word__document_dot_xml=b"<x/>"), "ett Word-dokument"),
        (_zip(bild=b"x"), "en zip-fil"),
    ],
)
def test_what_is_no_workbook_is_named(data: bytes, said: str) -> None:
    with pytest.raises(NotAWorkbook, match=said) as refused:
        book_of(data, "budget.xls")
    assert refused.value.message.startswith("budget.xls är ")


def test_a_workbook_with_a_password_is_refused() -> None:
    locked = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    with pytest.raises(ProtectedWorkbook, match="skyddad med lösenord"):
        book_of(locked, "budget.xlsx")
    with pytest.raises(ProtectedWorkbook):
        book_of(
            _zip(content_dot_xml=b"<x/>", **{"META-INF__manifest_dot_xml": b"<manifest:encryption-data/>"}),
            "budget.ods",
        )


@pytest.mark.parametrize("cut", [30, 400, 2000])
@pytest.mark.parametrize("name", ["prov.xls", "prov.ods"])
def test_a_file_that_was_cut_is_refused(name: str, cut: int) -> None:
    with pytest.raises(DomainError):
        book_of((DATA / name).read_bytes()[:cut], name).filled()


def test_an_old_workbook_that_claims_too_much_is_never_parsed() -> None:
    """The parser takes the memory that the records ask for, and would end the program."""
    data = (DATA / "prov.xls").read_bytes()
    number = struct.pack("<HHH", 0x27E, 10, 3)  # the record of an amount on the fourth line
    at = data.index(number) + len(number)
    refused = data[:at] + struct.pack("<H", 60_000) + data[at + 2 :]
    with pytest.raises(UnreadableWorkbook):
        book_of(refused, "prov.xls")
    strings = data.index(struct.pack("<H", 0xFC)) + 8
    many = data[:strings] + struct.pack("<I", 2**31 - 1) + data[strings + 4 :]
    with pytest.raises(UnreadableWorkbook):
        book_of(many, "prov.xls")


def test_two_parts_of_one_name_are_refused() -> None:
    target = BytesIO(made(("a", 1)))
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(target, "a") as package:
        package.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    with pytest.raises(UnreadableWorkbook):
        book_of(target.getvalue(), "x.xlsx")


def test_entities_are_never_unfolded() -> None:
    with pytest.raises(UnreadableWorkbook):
        book_of(with_parts(made(("a", 1)), workbook=b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'), "x.xlsx")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "saknas.xlsx", tmp_path):
        with pytest.raises(WorkbookNotFound):
            read_book(path)


def test_hidden_and_empty_sheets_are_not_chosen() -> None:
    workbook = Workbook()
    workbook.active.title = "Tomt"
    hidden = workbook.create_sheet("Gömt")
    hidden["A1"], hidden.sheet_state = 5, "veryHidden"
    book = book_of(saved(workbook), "prov.xlsx")
    with pytest.raises(EmptyWorkbook, match="dolda blad"):
        book.filled()
    assert book.sheet("Gömt").text(0, 0) == "5"
    with pytest.raises(NoSuchSheet, match="”Annat”"):
        book.sheet("Annat")


def test_a_sheet_is_read_once() -> None:
    book = book_of(made(("a", 1)), "prov.xlsx")
    assert book.sheet("Blad1") is book.sheet("Blad1")


@settings(max_examples=150)
@given(st.sampled_from(["prov.xls", "prov.ods"]), st.integers(0, 6000), st.binary(min_size=1, max_size=40))
def test_whatever_is_broken_is_read_or_refused_and_never_more(name: str, at: int, noise: bytes) -> None:
    data = bytearray((DATA / name).read_bytes())
    at %= len(data)
    data[at : at + len(noise)] = noise
    with suppress(DomainError):
        for sheet in book_of(bytes(data), name).filled():
            assert all(sheet.text(row, 0) is not None for row in range(min(sheet.height, 9)))


def test_records_of_a_binary_sheet_tell_how_far_it_reaches_and_what_went_wrong() -> None:
    def record(kind: int, body: bytes) -> bytes:
        return bytes([kind, len(body)]) + body

    cell = struct.pack("<II", 3, 0)
    sheet = record(0, struct.pack("<I", 41)) + record(11, cell + b"\x17") + record(2, cell + b"\0" * 4)
    found = scan_binary_sheet(sheet)
    assert (found.rows, found.columns, dict(found.errors)) == (42, 4, {(41, 3): "#REF!"})
    assert found.formulas == {(41, 3)}


def test_cells_shown_as_percent_are_known_from_their_styles() -> None:
    workbook = Workbook()
    sheet = workbook.active
    for at, shown in enumerate(("0%", "0.0%", '0 "% av"', "General", '[Red]-0.0" "%'), start=1):
        sheet.cell(at, 1, 0.5).number_format = shown
    found = sheet_of(saved(workbook))
    assert found.percents == {(0, 0), (1, 0), (4, 0)}
