"""Forecasts, room, statements, scenarios, the balance requirement and LEP, made in the window and printed."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from app.services.clock import Clock
from app.services.exchange.example import MODEL
from app.services.exchange.example_budget import load_budget, lock_versions
from app.services.exchange.example_file import read_example
from app.services.exchange.example_organisation import load_organisation
from app.services.exchange.example_time import Timeline
from app.services.exchange.example_wheel import load_wheel
from app.services.storage import describe, final
from app.ui.economy.indexes.population_dialog import PopulationDialog
from app.ui.economy.prerequisites.reading import ReadDialog
from app.ui.parts.marks import Mark
from tests.conftest import TODAY
from tests.newfiles import installing, open_founded
from tests.pdfcheck.reading import bookmarks, page_texts
from tests.ui import economy_tables as sums
from tests.ui.budgetekonom import Budgetekonom, sitting_down
from tests.ui.economy_tables import YEARS, tkr
from tests.ui.nyanstalld import broken
from tests.ui.planerare import plain

STEPS = {
    "Mer till skolan": (
        ("Belopp på en ram", {"holder": "Grundskola 7–9", "amount": "3 000"}),
        ("Skattesats", {"ore": "50"}),
    ),
    "Lägre skatt": (
        ("Skattesats", {"ore": "-25"}),
        ("Belopp på en ram", {"holder": "Gymnasium och vux", "amount": "-4 100"}),
    ),
}
"""Two scenarios, each with a step that makes it fall short and one that makes it go together."""
CHANGES = {"Mer till skolan": ((3_000_000, 0), (3_000_000, 50)), "Lägre skatt": ((0, -25), (-4_100_000, -25))}
"""The same: how much more the frames get, and how many öre the tax is raised, after each step."""
DOCUMENTS = (
    "Ekonomiska förutsättningar", "Prognoser jämförda", "Resultatbudget", "Kassaflödesbudget",
    "Balansbudget", "Driftbudget per nämnd", "Investeringsbudget", "God ekonomisk hushållning", "Lån",
    "Kommunkoncernens bolag", "Känslighetsanalys", "Scenarier", "Långsiktig ekonomisk plan",
    "Balanskravsutredning", "Resultatreserv",
)  # fmt: skip


def without_economy(session: Session) -> None:
    """The example's organisation, frames and wheel: what a municipality has when it begins."""
    example, time = read_example(), Timeline(2027)
    units = load_organisation(session, example, time)
    plans = load_budget(session, example, time, units)
    load_wheel(session, example.calendar, time)
    lock_versions(session, example, plans, today=TODAY)
    describe(session, "Lade in exempelkommunens ramar")
    final(session)


@pytest.fixture
def file(tmp_path: Path, clock: Clock) -> Path:
    path = tmp_path / "Ekonomi å.styr"
    open_founded(path, installing(MODEL)[0], without_economy, clock=clock, user="Prov").close()
    return path


# ---- forecasts and room ----------------------------------------------------------------------------


def enter_forecasts(one: Budgetekonom) -> None:
    """April's table is pasted with its footnotes and September's as it comes; what was read is told first."""
    heard: list[str] = []

    def read(dialog: ReadDialog) -> None:
        one.see("läs in tabell")
        heard.append(plain(dialog.heard.plain_text()))
        one.press(plain(dialog.ok.text()), dialog)

    face = one.face("prerequisites")
    assert one.state().startswith("Utrymmet 2027 går inte att räkna fram")
    tables = (("2026-04-24", "SKR, cirkulär 26:12", sums.APRIL), ("2026-09-30", "SKR", sums.SEPTEMBER))
    for day, source, table in tables:
        one.will(dated_on=day, source=source)
        one.press("Ny prognosomgång…")
        one.answers.when(ReadDialog, read)
        one.paste(face.rounds.sheet, table)
    assert heard[0] == "28 nya, 0 ändrade, 0 lika som förut. Summor lästes inte; programmet räknar dem själv."
    assert heard[1].startswith("28 nya")
    assert [each.name for each in face.view.rounds] == ["SKR september 2026", "SKR april 2026"]
    assert face.round.words == "SKR april 2026 (2026-04-24)"
    assert "Menade du 22,34?" in one.refuse(face.rounds.sheet, "tax_rate", 1, "2 234")


def make_the_room(one: Budgetekonom) -> None:
    """What no forecast says is typed in the account, and the room is there with how it is reckoned."""
    face = one.face("prerequisites")
    one.press("Räkningen", face.parts)
    sheet = face.account.sheet
    one.enter(sheet, "tax_rate", 1, "21,50", "21,50", "21,50")
    for key, rows in (
        ("financial_income", ("450\t450\t450", "290\t275\t190")),
        ("result_target", ("4 500\t4 600\t4 700",)),
    ):
        sheet.select(key, 1)
        one.paste(sheet, "\n".join(rows))
    assert one.row(sheet, "room")[1:] == [tkr(sums.room("april", year)) for year in YEARS]
    sheet.select("lss_per_head", 1)
    assert any("−1 040 kr per invånare, gånger 5 060 invånare" in said for said in one.explained())


def compare(one: Budgetekonom) -> None:
    """What September changes in the room is told for each year, and its parts make the whole."""
    face = one.face("prerequisites")
    one.press("Jämför", face.parts)
    sheet = face.compare.sheet
    changes = [sums.room("september", year) - sums.room("april", year) for year in YEARS]
    assert one.row(sheet, "left") == [tkr(sums.room("april", year)) for year in YEARS]
    assert one.row(sheet, "effect") == [tkr(change, plus=True) for change in changes]
    assert one.row(sheet, "right") == [tkr(sums.room("september", year)) for year in YEARS]
    for year, change in zip(YEARS, changes, strict=True):
        assert sum(line.cells[year].effect for line in face.compare.comparison.lines) == change * 100
    assert "ändras utrymmet med +0,4 mnkr 2027" in plain(face.compare.finding.plain_text())


def take_the_room(one: Budgetekonom) -> None:
    """The version goes over to September's forecast, and its room becomes the frames' to distribute."""
    face = one.face("prerequisites")
    one.press("Räkningen", face.parts)
    one.choose(face.round, "SKR september 2026")
    rooms = [tkr(sums.room("september", year)) for year in YEARS]
    assert one.row(face.account.sheet, "room")[1:] == rooms
    one.follow("För till ramarna")
    assert one.state() == "Utrymme att fördela 2027: 326,7 mnkr"
    assert [one.in_budget("Ram att fördela")[at] for at in (0, -2, -1)] == rooms


# ---- statements ------------------------------------------------------------------------------------


def build(one: Budgetekonom) -> None:
    """A kitchen with its parts, and a loan that pays for some of it."""
    face = one.face("investments")
    one.will(name="Nytt storkök", unit_id="Kostenhet", kind="Reinvestering")
    one.press("Lägg till projekt")
    row = face.sheet.current_key()
    one.enter(face.sheet, row, 0, "14 000")
    one.enter(face.sheet, row, 3, "8 000", "6 000")
    face.sheet.select(row)
    one.write("Tas i bruk", "2028-07")
    for name, share, years in (("Byggnad", "70", "33"), ("Utrustning", "30", "10")):
        one.will(name=name, share=share, years=years)
        one.press("Lägg till komponent…", one.page.inspector)
    worn = Decimal(9_800_000) / 33 + 420_000
    assert one.row(face.sheet, ("sum", "depreciation"))[3:6] == ["0", tkr(worn / 2), tkr(worn)]
    face = one.face("statements")
    one.press("Lån", face.parts)
    one.will(name="Köpingslånet", lender="Långivaren", opening="46 000", interest="2,5")
    one.press("Lägg till lån")
    (loan,) = face.data.loans.loans
    sheet = face.sheets["loans"]
    sheet.select((loan.id, "borrowed"), 0)
    one.paste(sheet, "5 000\t3 000\t0\n1 500\t1 500\t1 500")
    assert one.row(sheet, (loan.id, "interest")) == [tkr(sums.INTEREST[year]) for year in YEARS]


def tie(one: Budgetekonom) -> None:
    """The position at the beginning is pasted; what does not tie says by how much, until it does."""
    face = one.face("statements")
    one.press("Resultat", face.parts)
    result = face.sheets["result"]
    one.enter(result, "depreciation_stock", 1, "12 400", "11 600", "10 900")
    assert one.row(result, "result")[1:] == [tkr(sums.result(year)) for year in YEARS]
    one.press("Balans", face.parts)
    balance = face.sheets["balance"]
    one.paste(balance, sums.OPENING)
    assert [chip.key for chip in face.ties.chips if chip.mark is Mark.UNMET] == ["balance"]
    assert one.law("Ställning").status == "broken"
    assert "skillnaden är −100 000 kr" in plain(one.law("Ställning").words)
    one.enter(balance, "cash", 0, "31 200")
    assert {chip.mark for chip in face.ties.chips} == {Mark.MET}
    assert one.state().endswith("Allt stämmer.")
    assert one.law("Ställning").status == "met"
    one.press("Kassaflöde", face.parts)
    cash = face.sheets["cash"]
    assert one.row(cash, "cash_closing") == one.row(balance, "cash")[1:]
    closing = 31_200_000 + sums.result(2027) + 12_400_000 - 8_000_000 + 5_000_000 - 1_500_000
    assert one.row(cash, "cash_closing")[0] == tkr(closing)
    assert one.row(cash, "result") == one.row(balance, "equity_result")[1:] == one.row(result, "result")[1:]
    assert one.row(balance, "assets") == one.row(balance, "equity_and_debts")


def promise(one: Budgetekonom) -> None:
    """A goal, a guideline and what is said of the companies: what the law asks of the plan besides."""
    face = one.face("statements")
    one.press("Mål", face.parts)
    one.will(title="Resultatet räcker", measure="Resultat i", target="1")
    one.choose_in(face.goal_menu, "Finansiellt mål…")
    one.will(title="Varje generation bär sina kostnader")
    one.choose_in(face.goal_menu, "Riktlinje i ord…")
    (goal, _) = face.data.guidelines
    assert [goal.met[year] for year in YEARS] == [
        100 * sums.result(year) >= sums.tax_and_grants("september", year) for year in YEARS
    ]
    one.press("Bolag", face.parts)
    for name in ("Bostadsbolaget", "Fastighetsbolaget"):
        one.follow(name, face.companies.missing)
        one.write("Omsättning 2027, tkr", "48 200")
    for title in ("Resultat över noll", "Skattesats", "Anslag", "Treårsplan", "Riktlinjer", "Bolagen"):
        assert one.law(title).status == "met", title


# ---- scenarios -------------------------------------------------------------------------------------


def weigh(one: Budgetekonom) -> None:
    """Two scenarios go together after a step more each; until then neither becomes a proposal."""
    face = one.face("scenarios")
    for place, (name, steps) in enumerate(STEPS.items(), 1):
        one.will(name=name)
        one.press("Nytt scenario")
        for (kind, values), (more, ore) in zip(steps, CHANGES[name], strict=True):
            one.will(**values)
            one.choose(face._add_step, kind)
            lefts = {year: sums.left(year, more=more, ore=ore) for year in YEARS}
            assert [one.row(face.sheet, f"{year}.left")[place] for year in YEARS] == [
                *map(tkr, lefts.values())
            ]
            short = [f"{year} saknas {tkr(-left)} tkr" for year, left in lefts.items() if left < 0]
            assert [said.partition(":")[0] for said in one.notices()] == short
            propose = one.button("Gör till förslag…", one.page.inspector)
            assert propose.isEnabled() is not bool(short)
            assert [said for said in short if said not in plain(propose.toolTip())] == []
        one.will(name=f"Förslag: {name}")
        one.press("Gör till förslag…", one.page.inspector)
    assert one.state() == "2 scenarier, alla går ihop"
    one.follow("Förslag: Lägre skatt", one.page.inspector)
    assert one.page.version.words == "Förslag: Lägre skatt"
    sheet = one.face("prerequisites").account.sheet
    assert one.row(sheet, "tax_rate")[1:] == ["21,25", "21,25", "21,25"]
    expected = (sums.left(year, ore=-25) + sums.HELD_BACK + sums.FRAMES[year] for year in YEARS)
    assert one.row(sheet, "room")[1:] == [*map(tkr, expected)]
    assert "För till ramarna" not in one.state()
    one.choose(one.page.version, "KS förslag")


# ---- the balance requirement -----------------------------------------------------------------------


def go_below_zero(one: Budgetekonom) -> None:
    """A cost takes a year below zero: its deficit is to be regulated in three years, by a last day."""
    face = one.face("statements")
    one.press("Resultat", face.parts)
    one.enter(face.sheets["result"], "cost_other", 2, "6 000")
    deficit = 6_000_000 - sums.result(2028)
    face = one.face("balance")
    assert one.row(face.inquiry, "balance") == [tkr(sums.result(2027)), tkr(-deficit), tkr(sums.result(2029))]
    one.follow(f"{tkr(deficit)} tkr är kvar att reglera")
    face.ledger.select(2028)
    assert one.row(face.ledger, 2028)[:4] == [tkr(deficit), "2031-12-31", "att planera", tkr(deficit)]
    assert one.facts()["Regleras senast"].value == "31 december 2031"
    one.press("Fördela på åren 2029–2031", one.page.inspector)
    assert one.row(face.ledger, 2028)[1:] == ["2031-12-31", "planerat", "0", *[tkr(Decimal(deficit) / 3)] * 3]
    one.write("Åtgärder", "Färre lokaler, från augusti 2028.")
    one.write("Antagen av fullmäktige", "2026-11-20")
    assert one.notices() == []


def reserve(one: Budgetekonom) -> None:
    """Every step to what may be reserved is told with its amount; what may be is reserved."""
    face = one.face("balance")
    one.press("Utredning", face.choice)
    one.enter(face.inquiry, "reserve", 0, "0")
    one.press("Resultatreserv", face.choice)
    face.reserve.select("most", 0)
    steps = sums.reserve_steps()
    told = one.explained()
    for number, amount in enumerate(steps, 1):
        place = next(at for at, said in enumerate(told) if said.startswith(f"{number}. "))
        assert told[place + 1] == f"{tkr(amount)} tkr"
        assert told[place + 2].endswith(".")
    one.press(f"Reservera {tkr(steps[-1])} tkr", one.page.inspector)
    assert one.row(face.inquiry, "reserved")[0] == tkr(-steps[-1])
    assert one.row(face.inquiry, "balance")[0] == tkr(sums.result(2027) - steps[-1])


# ---- the long term ---------------------------------------------------------------------------------


def look_ahead(one: Budgetekonom) -> None:
    """A forecast of the population, and a plan over ten years with need, income and the gap between."""

    def read(dialog: PopulationDialog) -> None:
        dialog.name.setText("Egen prognos")
        dialog.text.setPlainText(sums.population())
        assert "13 summor stämde" in plain(dialog.said.plain_text())
        one.press("Läs in", dialog)

    one.face("indexes")
    one.answers.when(PopulationDialog, read)
    one.press("Ny prognos…")
    face = one.face("longterm")
    one.press("Gör en LEP av budgetversionen")
    one.press("Verksamheter", face.chooser)
    care = next(area for area in face._view.areas if area.name == "Omsorg")
    face.sheet.select(("area", care.id))
    one.write("Åldrar som kostnaden följer", "80+")
    one.press("Stäm av mot ramen", one.page.inspector)
    one.follow("Fyll i antaganden")
    for key, text in (("tax_base_growth", "2,6"), ("grants_growth", "2"), ("wages", "3,1\n2,1\n65")):
        face.sheet.select(("line", key), 0)
        one.paste(face.sheet, text)
    one.press("Gapet", face.chooser)
    outcome = face.scenario.outcome[2037]
    need = sums.need_of_the_oldest(care.frame // 100, 2037)
    need += (sums.FRAMES[2027] - care.frame // 100) * sums.dearer(2037)
    income = sums.income_ahead(2037)
    for found, expected in ((outcome.demand, need), (outcome.income, income), (outcome.gap, income - need)):
        assert abs(Decimal(found) / 100 - expected) < 1000  # a cost per head is whole kronor
    assert one.state().startswith(
        f"Huvudalternativ: 2037 saknas {-outcome.gap / 10**8:.1f}".replace(".", ",")
    )
    assert face.chart.view.chart.points[-1].gap == outcome.gap


# ---- paper -----------------------------------------------------------------------------------------


def check_workbook(path: Path) -> None:
    """Sums are formulas, and what they came to stands in their cells."""
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    counted = 0
    for sheet in formulas:
        for cell in (cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"):
            assert isinstance(values[sheet.title][cell.coordinate].value, int | float), cell
            counted += 1
    assert counted > 150
    sheet = values["Resultatbudget"]
    row = next(line for line in sheet.iter_rows(values_only=True) if line[0] == "Årets resultat")
    assert round(row[1]) == sums.result(2027)


def test_a_new_user_makes_the_economy_around_the_frames_and_prints_all_of_it(
    file: Path,
    tmp_path: Path,
    clock: Clock,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper, workbook = tmp_path / "ekonomi.pdf", tmp_path / "ekonomi.xlsx"
    for one in sitting_down(file, clock, qapp, qtbot):
        for act in (enter_forecasts, make_the_room, compare, take_the_room, build, tie, promise, weigh,
                    go_below_zero, reserve, look_ahead):  # fmt: skip
            act(one)
        offered = one.print_all(paper, workbook, monkeypatch)
    assert offered == [*DOCUMENTS, "Ändringar under året, inga uppgifter"]
    printed = plain(" ".join(page_texts(paper.read_bytes())))
    titles = [plain(title) for level, title in bookmarks(paper.read_bytes()) if not level]
    for number, words in enumerate(DOCUMENTS, 1):
        assert titles[number].startswith(f"Bilaga {number}. {words}")
    for words in ("SKR september 2026", "Nytt storkök", "2031-12-31", "Mer till skolan", "Egen prognos"):
        assert words in printed
    assert broken({"ekonomi": paper}, tmp_path) == {}
    check_workbook(workbook)
