"""Tables of forecasts as people copy them: footnotes, units, spaces, order of years, and what is refused."""

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.prerequisites.pasting import read_table, read_text
from app.services.exchange.forecasts import NoForecast, read_forecasts

_TABLE = """Prognos 2026 (tkr)
\t2029\t2027\t2028*
Preliminära skatteintäkter 1)\t281 345\t265\u00a0100\t273 200
Slutavräkning, kr/inv\t..\t−120 \t35,5
Inkomstutjämning\t80 000\t78 000\t79 000
Kostnadsutjämning, kr per invånare\t1 200\t1 150\t1 180
Regleringsavgift\t-5 000\t−6 000 *\t(5 500)
Bidrag/avgift LSS\t-100\t200-\t-300
Skatteunderlagets utveckling\t4,1 %\t3,9%\t4.0
Summa skatter och bidrag\t1\t2\t3
Någonting annat\t1\t2\t3
*) Preliminära uppgifter
Källa: SKR
"""


def test_a_table_is_read_with_its_footnotes_units_and_years_in_any_order():
    pasted = read_text(_TABLE)
    assert pasted.problems == ()
    assert pasted.years == (2027, 2028, 2029)
    assert pasted.values["tax_income", 2027] == 265_100_000
    assert pasted.values["tax_settlement", 2027] == -120
    assert pasted.values["tax_settlement", 2028] == Decimal("35.5")
    assert ("tax_settlement", 2029) not in pasted.values
    assert pasted.values["cost_equalisation_per_head", 2029] == 1200
    assert [pasted.values["regulation", year] for year in pasted.years] == [
        -6_000_000,
        -5_500_000,
        -5_000_000,
    ]
    assert pasted.values["lss", 2027] == -200_000
    assert pasted.values["tax_base_growth", 2028] == 4
    assert pasted.unknown == ("Någonting annat",)
    assert "Summor lästes inte; programmet räknar dem själv." in pasted.heard


def test_a_table_in_kronor_per_inhabitant_is_never_read_as_kronor():
    pasted = read_text(
        "Tabell 3, kr per invånare\t2027\t2028\n"
        "Skatteintäkter före slutavräkning\t51 937\t53 924\n"
        "Slutavräkning¹\t−312\t..\n"
        "Inkomstutjämning\t17\u00a0104\t17 650\n"
        "Strukturbidrag\t123\t123\n"
        "Kommunal fastighetsavgift\t2 020\t2 060\n"
        "Tkr\t2027\t2028\n"
        "Allmän kommunalskatt\t257 004\t266 100\n"
        "Generella bidrag från staten\t1 200\t0\n"
        "Finansiella intäkter och kostnader\t100\t100\n"
    )
    assert pasted.problems == ()
    assert {key: value for (key, year), value in pasted.values.items() if year == 2027} == {
        "tax_settlement": -312,
        "income_equalisation_per_head": 17104,
        "structure_per_head": 123,
        "property_fee_per_head": 2020,
        "tax_income": 257_004_000,
        "other_grants": 1_200_000,
    }
    assert pasted.heard[0] == (
        "Preliminär skatteintäkt står i kr per invånare i tabellen och lästes inte; den anges i kr."
    )
    assert pasted.unknown == ("Finansiella intäkter och kostnader",)


def test_years_downwards_factors_and_a_table_without_unit_are_understood_and_told():
    turned = read_text("År;Skatteintäkter (mnkr);Uppräkningsfaktor\n2027;257,0;1,044\n2028;266,1;1,04")
    assert turned.values == {
        ("tax_income", 2027): 257_000_000,
        ("tax_income", 2028): 266_100_000,
        ("tax_base_growth", 2027): Decimal("4.4"),
        ("tax_base_growth", 2028): 4,
    }
    assert turned.heard[0] == "Uppräkningsfaktorn 1,044 läses som 4,4 %."
    bare = read_text("\t2027\t2028\nSkatteintäkter\t257 004\t266 100")
    assert bare.heard == ("Tabellen säger ingen enhet, så beloppen läses som kronor.",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ljusnarsberg 2027 2028\nInkomstutjämning 81 210 83 011", "Kolumnerna går inte att skilja åt"),
        ("Inkomstutjämning\t1\t2", "Inga årtal hittades"),
        ("\t2027\t2027\nInkomstutjämning\t1\t2", "Året 2027 står i mer än en kolumn"),
        ("\t2027\nSkattesats\t2 234", "Menade du 22,34?"),
        ("\t2027\nSkattesats\t0,2234", "Menade du 22,34?"),
        ("\t2027\nInvånare\t-4 390", "antalet invånare kan inte vara mindre än noll"),
        ("\t2027\nInkomstutjämning\tabc", "går inte att läsa som ett tal"),
        ("\t2027\nLSS\t265.100", "Skriv decimaler med komma"),
        ("\t2027\nRäksmörgås\t1", "Ingen rad kändes igen"),
        ("(tkr)\t2027\nLSS\t1\nLSS-utjämning\t2", "LSS-utjämning 2027 står två gånger"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(text, said):
    problems = read_text(text).problems
    assert any(said in problem for problem in problems)


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_whatever_is_pasted_is_read_or_told(rows):
    pasted = read_table(rows)
    assert pasted.found or pasted.problems
    assert len(pasted.values) == len(pasted.found)


def test_a_file_gives_the_sheet_that_says_most(tmp_path: Path):
    good, bad = tmp_path / "prognos.xlsx", tmp_path / "annat.csv"
    book = xlsxwriter.Workbook(str(good))
    book.add_worksheet("Läs mig").write(0, 0, "Prognos")
    sheet, percent = book.add_worksheet("Prognos"), book.add_format({"num_format": "0.0%"})
    sheet.write(0, 0, "Skatter och bidrag, mnkr")
    sheet.write_row(1, 1, [2027, 2028])
    sheet.write_row(2, 0, ["Skatteintäkter", 265.1, 273.25])
    sheet.write_row(3, 0, ["Skatteunderlagets utveckling", 0.039, 0.036], percent)
    book.close()
    bad.write_text("a;b\n1;2\n", encoding="utf-8")
    (found,) = read_forecasts(good)
    assert found.name == "Prognos"
    assert found.pasted.values == {
        ("tax_income", 2027): 265_100_000,
        ("tax_income", 2028): 273_250_000,
        ("tax_base_growth", 2027): Decimal("3.9"),
        ("tax_base_growth", 2028): Decimal("3.6"),
    }
    with pytest.raises(NoForecast, match="innehåller ingen prognos"):
        read_forecasts(bad)
