"""The tab Kommunen: names and code, facts by year, mandate periods, and a file without any of them."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.services.clock import Clock
from app.services.organisation import municipality, views
from app.services.organisation.views import MunicipalityView
from app.services.storage import Database
from app.ui.organisation.municipality_tab import MunicipalityTab
from app.ui.organisation.page import MUNICIPALITY, UNITS, OrganisationPage
from app.ui.parts.fields import LineField
from app.ui.parts.links import Sentence
from app.ui.parts.table_view import TableView
from app.ui.shell.workspace import Workspace
from tests.ui.organisation.conftest import Dialogs, Told, Town, follow, shown, state_of
from tests.ui.parts.test_views import type_text

NBSP = "\N{NO-BREAK SPACE}"


def _view(town: Town) -> MunicipalityView:
    found = town.db.read(partial(views.municipality_view, year=2026))
    assert found is not None
    return found


def _set_fact(town: Town, **values: object) -> None:
    town.db.write(partial(municipality.set_fact, expected_version=_view(town).version, **values))


@pytest.fixture
def known(bare: Town) -> Town:
    """A municipality with facts and an election."""
    _set_fact(bare, kind="inhabitants", year=2025, reference_date=date(2025, 12, 31), number=Decimal(5077))
    _set_fact(bare, kind="turnover", year=2025, amount=300_000_000_00, stated="drygt 300 miljoner")
    bare.db.write(partial(municipality.add_election, election_year=2022))
    return bare


@pytest.fixture
def page(known: Town, space: Workspace, qtbot: QtBot) -> OrganisationPage:
    made = shown(OrganisationPage(space), qtbot)
    made._choose(MUNICIPALITY)
    return made


@pytest.fixture
def tab(page: OrganisationPage) -> MunicipalityTab:
    return page.municipality


def _rows(table: TableView) -> list[list[str]]:
    model, header = table.model(), table.horizontalHeader()
    places = [c for c in range(model.columnCount()) if not header.isSectionHidden(c)]
    return [[str(model.index(r, c).data()) for c in places] for r in range(model.rowCount())]


def _field(parent: object, label: str) -> LineField:
    found = parent.findChildren(LineField)  # type: ignore[attr-defined]
    return next(field for field in found if field.accessibleName() == label)


def _type(field: LineField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_tab_shows_names_code_facts_and_mandate_periods(
    page: OrganisationPage, tab: MunicipalityTab
) -> None:
    assert tab.isVisible()
    labels = ("Namn", "Officiellt namn", "Kommunkod", "Län", "Centralort", "Skrivs även")
    assert [_field(tab, label).text() for label in labels] == ["Ådal", "Ådals kommun", "0114", "", "", ""]
    assert _rows(tab.facts) == [
        ["Invånare", "2025", "2025-12-31", f"5{NBSP}077", "–"],
        ["Omsättning", "2025", "–", f"300{NBSP}000{NBSP}000{NBSP}kr", "drygt 300 miljoner"],
    ]
    assert _rows(tab.mandates) == [
        ["Kommunfullmäktige", "2022", "2022-10-15", "2026-10-14", "år 4"],
        ["Kommunstyrelsen", "2022", "2023-01-01", "2026-12-31", "år 4"],
    ]
    assert state_of(page) == "2026 är år 4 i mandatperioden 2023\N{EN DASH}2026."
    assert page.status == "2 uppgifter"


def test_another_working_year_is_another_year_of_the_mandate_period(
    page: OrganisationPage, tab: MunicipalityTab, space: Workspace
) -> None:
    space.set_working_year(2024)
    assert state_of(page).startswith("2024 är år 2 i mandatperioden")
    assert [row[-1] for row in _rows(tab.mandates)] == ["år 2", "år 2"]
    space.set_working_year(2027)
    assert [row[-1] for row in _rows(tab.mandates)] == ["–", "–"]


@pytest.mark.parametrize(
    ("label", "text", "field", "new"),
    [
        ("Namn", "Ådalen", "name", "Ådalen"),
        ("Officiellt namn", "Ådalens kommun", "official_name", "Ådalens kommun"),
        ("Kommunkod", "0127", "code", "0127"),
        ("Kommunkod", "", "code", None),
        ("Län", "Västernorrlands län", "county", "Västernorrlands län"),
        ("Centralort", "Sollefteå", "seat", "Sollefteå"),
        ("Skrivs även", "Ådahl, Adal", "aliases", ("Adal", "Ådahl")),
    ],
)
def test_what_is_typed_in_the_form_becomes_one_change_that_is_undone(
    tab: MunicipalityTab, known: Town, space: Workspace, label: str, text: str, field: str, new: object
) -> None:
    before = getattr(_view(known), field)
    _type(_field(tab, label), text)
    assert getattr(_view(known), field) == new
    space.undo()
    assert getattr(_view(known), field) == before
    assert _field(tab, label).text() == (before or "")


def test_a_code_that_is_refused_stays_as_typed_and_can_be_put_right(
    tab: MunicipalityTab, known: Town, told: Told
) -> None:
    _type(_field(tab, "Kommunkod"), "114")
    assert told == [("Kommunkod: ”114” är inte fyra siffror. Skriv till exempel 1864 eller 0114.", "error")]
    assert _field(tab, "Kommunkod").text() == "114"
    assert _view(known).code == "0114"
    _type(_field(tab, "Kommunkod"), "0115")
    assert _view(known).code == "0115"


def test_several_fields_left_one_after_another_are_changes_of_their_own(
    tab: MunicipalityTab, known: Town, space: Workspace
) -> None:
    _type(_field(tab, "Län"), "Västernorrlands län")
    _type(_field(tab, "Centralort"), "Sollefteå")
    view = _view(known)
    assert (view.county, view.seat) == ("Västernorrlands län", "Sollefteå")
    space.undo()
    view = _view(known)
    assert (view.county, view.seat) == ("Västernorrlands län", None)


def test_the_inspector_edits_the_selected_fact(
    page: OrganisationPage, tab: MunicipalityTab, known: Town, space: Workspace
) -> None:
    tab.facts.selectRow(0)
    assert page.inspector is not None
    assert page.inspector.details is not None
    assert page.inspector.details.title == "Invånare"
    _type(_field(page.inspector, "Värde"), "5 100")
    assert _rows(tab.facts)[0][3] == f"5{NBSP}100"
    _type(_field(page.inspector, "Per den"), "2025-11-01")
    _type(_field(page.inspector, "År"), "2024")
    fact = _view(known).facts[0]
    assert (fact.number, fact.reference_date, fact.year) == (Decimal(5100), date(2025, 11, 1), 2024)
    for _ in range(3):
        space.undo()
    assert _view(known).facts[0].number == Decimal(5077)


def test_money_is_typed_in_kronor_or_with_its_unit(
    page: OrganisationPage, tab: MunicipalityTab, known: Town
) -> None:
    tab.facts.selectRow(1)
    assert page.inspector is not None
    _type(_field(page.inspector, "Värde i kronor"), "310 mnkr")
    assert _view(known).facts[1].amount == 310_000_000_00
    _type(_field(page.inspector, "Värde i kronor"), "1 250,50")
    assert _view(known).facts[1].amount == 1250_50


def test_f2_edits_a_fact_in_its_table(tab: MunicipalityTab, known: Town, qtbot: QtBot) -> None:
    tab.facts.setCurrentIndex(tab.facts.model().index(0, 3))
    tab.facts.setFocus()
    QTest.keyClick(tab.facts, Qt.Key.Key_F2)
    editor = tab.facts.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("5200")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _view(known).facts[0].number == Decimal(5200))


@pytest.mark.parametrize(("place", "text"), [(1, "2024"), (2, "2025-11-01"), (4, "enligt statistiken")])
def test_every_value_of_a_fact_is_edited_in_its_table_and_a_wrong_one_is_refused(
    tab: MunicipalityTab, known: Town, told: Told, place: int, text: str
) -> None:
    model = tab.facts.model()
    assert model.setData(model.index(0, place), text)
    assert _rows(tab.facts)[0][place] == text
    assert not model.setData(model.index(0, 3), "många")
    assert "många" in told[-1][0]
    assert not model.setData(model.index(0, 0), "Annat")


def test_a_fact_is_added_removed_and_comes_back(
    page: OrganisationPage, tab: MunicipalityTab, known: Town, dialogs: Dialogs, space: Workspace
) -> None:
    dialogs.fill("Lägg till", kind="Medarbetare", year="2025", value="320", source="Personalbokslut")
    tab.add_fact.click()
    assert [row[0] for row in _rows(tab.facts)] == ["Invånare", "Medarbetare", "Omsättning"]
    tab.facts.selectRow(1)
    assert page.inspector is not None
    buttons = page.inspector.findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Ta bort uppgiften").click()
    assert len(_rows(tab.facts)) == 2
    space.undo()
    assert len(_rows(tab.facts)) == 3


def test_a_fact_that_is_refused_is_asked_for_again(
    tab: MunicipalityTab, known: Town, dialogs: Dialogs, told: Told
) -> None:
    dialogs.fill("Lägg till", kind="Medarbetare", year="förra året", value="320")
    dialogs.fill("Lägg till", year="2025", day="2025-12-31")
    tab.add_fact.click()
    assert "förra året" in dialogs.seen[1]
    assert told == []
    fact = _view(known).facts[1]
    assert (fact.name, fact.number, fact.reference_date) == ("Medarbetare", Decimal(320), date(2025, 12, 31))


def test_an_election_is_added_four_years_after_the_last(
    tab: MunicipalityTab, known: Town, dialogs: Dialogs
) -> None:
    dialogs.fill("Lägg till")
    tab.add_election.click()
    assert [row[1] for row in _rows(tab.mandates)] == ["2026", "2026", "2022", "2022"]
    dialogs.fill("Lägg till", year="2026")
    dialogs.press("Avbryt")
    tab.add_election.click()
    assert len(_rows(tab.mandates)) == 4


def test_the_inspector_edits_an_election_and_the_days_of_a_period(
    page: OrganisationPage, tab: MunicipalityTab, known: Town, space: Workspace
) -> None:
    tab.mandates.selectRow(1)
    assert page.inspector is not None
    assert page.inspector.details is not None
    assert page.inspector.details.title == "Kommunstyrelsen"
    assert "6 kap. 18 §" in str(page.inspector.details.parts)
    _type(_field(page.inspector, "Från"), "2022-12-01")
    _type(_field(page.inspector, "Till"), "2026-11-30")
    assert _rows(tab.mandates)[1][2:4] == ["2022-12-01", "2026-11-30"]
    _type(_field(page.inspector, "Valår"), "2026")
    assert [row[2] for row in _rows(tab.mandates)] == ["2026-10-15", "2027-01-01"]
    for _ in range(3):
        space.undo()
    assert [row[2] for row in _rows(tab.mandates)] == ["2022-10-15", "2023-01-01"]


def test_one_row_at_a_time_is_selected_in_the_two_tables(
    page: OrganisationPage, tab: MunicipalityTab
) -> None:
    tab.facts.selectRow(0)
    tab.mandates.selectRow(0)
    assert not tab.facts.selectionModel().hasSelection()
    assert page.inspector is not None
    assert page.inspector.details is not None
    assert page.inspector.details.title == "Kommunfullmäktige"
    tab.facts.selectRow(0)
    assert not tab.mandates.selectionModel().hasSelection()
    assert page.inspector.details.title == "Invånare"


def test_the_menu_of_a_row_removes_it(tab: MunicipalityTab, known: Town) -> None:
    edits = tab._edits
    (remove,) = tab.menu_of(
        "Ta bort valet", partial(edits.remove_election, _view(known).mandates[0])
    ).actions()
    remove.trigger()
    assert _view(known).mandates == ()


def test_the_models_of_the_tables_keep_qts_rules(tab: MunicipalityTab, known: Town, space: Workspace) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(table.rows, mode) for table in (tab.facts, tab.mandates)]
    space.run(partial(municipality.add_election, election_year=2026))
    tab.facts.sort_by(3)
    space.undo()
    assert len(_rows(tab.mandates)) == 2
    assert len(testers) == 2


def test_facts_sort_by_value_and_are_copied_as_bare_numbers(tab: MunicipalityTab) -> None:
    tab.facts.sort_by(3, Qt.SortOrder.DescendingOrder)
    assert [row[0] for row in _rows(tab.facts)] == ["Omsättning", "Invånare"]
    tab.facts.selectRow(1)
    tab.facts.copy_selection()
    assert QApplication.clipboard().text().strip() == "Invånare\t2025\t2025-12-31\t5077\t–"


def test_an_empty_file_says_what_belongs_there_and_leads_to_the_election(
    bare_page: OrganisationPage, bare: Town, dialogs: Dialogs
) -> None:
    bare_page._choose(MUNICIPALITY)
    tab = bare_page.municipality
    assert not tab.facts.isVisible()
    assert not tab.mandates.isVisible()
    hints = [s.plain_text() for s in tab.findChildren(Sentence) if s.isVisible()]
    assert any(text.startswith("Lägg till invånare") for text in hints)
    assert any(text.startswith("Lägg till valåret") for text in hints)
    dialogs.fill("Lägg till", year="2022")
    follow(bare_page, "Lägg till valet")
    assert state_of(bare_page) == "2026 är år 4 i mandatperioden 2023\N{EN DASH}2026."
    assert tab.mandates.isVisible()


def test_tables_are_as_high_as_their_rows_and_do_not_scroll_by_themselves(tab: MunicipalityTab) -> None:
    for table in (tab.facts, tab.mandates):
        assert table.verticalScrollBar().maximum() == 0


def test_going_to_the_units_makes_a_change_of_what_is_typed(
    page: OrganisationPage, tab: MunicipalityTab, known: Town
) -> None:
    field = _field(tab, "Centralort")
    field.setFocus()
    type_text(field, "Sollefteå")
    page.tabs.choose(UNITS)
    page._on_tab(UNITS)
    assert _view(known).seat == "Sollefteå"
    assert page.tree.isVisible()


def test_a_file_open_for_reading_can_be_read(known: Town, clock: Clock, qtbot: QtBot) -> None:
    reader = Workspace(Database.open(known.db.path, clock=clock, user="Bo"), clock)
    page = shown(OrganisationPage(reader), qtbot)
    page._choose(MUNICIPALITY)
    tab = page.municipality
    assert _rows(tab.facts)[0][0] == "Invånare"
    assert all(field.isReadOnly() for field in tab.findChildren(LineField))
    assert not tab.add_fact.isEnabled()
    assert not tab.add_election.isEnabled()
    assert not tab.facts.model().index(0, 3).flags() & Qt.ItemFlag.ItemIsEditable
    reader.close()


def test_tab_goes_down_the_page(tab: MunicipalityTab) -> None:
    tab.show()
    stops = [tab.findChildren(LineField)[0]]
    wanted = (tab.add_fact, tab.facts, tab.add_election, tab.mandates)
    following = stops[0].nextInFocusChain()
    seen = []
    while following is not stops[0]:
        if following in wanted or isinstance(following, LineField):
            seen.append(following)
        following = following.nextInFocusChain()
    assert [widget for widget in seen if widget in wanted] == list(wanted)
    assert all(isinstance(widget, LineField) for widget in seen[:5])


def test_the_first_fact_is_current_so_that_the_inspector_tells_something(tab: MunicipalityTab) -> None:
    tab.start_somewhere()
    assert tab.facts.current_row() is not None
    assert tab.facts.selectionModel().hasSelection()
    tab.mandates.selectRow(0)
    tab.start_somewhere()
    assert not tab.facts.selectionModel().hasSelection()


def test_in_a_narrow_tab_the_words_of_the_source_stand_back(tab: MunicipalityTab) -> None:
    place = [column.key for column in tab.facts.rows.columns].index("stated")
    tab.show()
    for width, hidden in ((480, True), (900, False)):
        tab.resize(width, 600)
        assert tab.facts.isColumnHidden(place) == hidden
