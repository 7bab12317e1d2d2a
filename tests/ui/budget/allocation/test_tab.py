"""Models and versions chosen and made, results explained, tried, compared and fetched to the frames."""

from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from app.services.budget import frames
from app.services.budget.allocation import modelversions, specials
from app.services.budget.allocation.specials import AmountEntry
from app.ui.budget.allocation import commands
from app.ui.budget.allocation.fetching import EXPLAINED, FetchDialog
from app.ui.budget.allocation.volume_lines import AMOUNT, RESULT, VOLUME
from app.ui.parts.columns import LOOK
from tests.conftest import TODAY
from tests.services.budget.allocation.bench import YEAR
from tests.services.budget.ledger import DAY, NIGHT, TKR
from tests.ui.budget.allocation.hands import Hands, answer, entry

SUM = "Summa"


def _choose(hands: Hands, pane: str) -> None:
    words = {"trial": "Pröva", "comparison": "Jämför", "volumes": "Volymer och ramar"}[pane]
    next(each for each in hands.tab.pane.findChildren(QPushButton) if each.text() == words).click()


def _new_version(hands: Hands, name: str = "Oktober") -> None:
    model = hands.bench.model()
    hands.bench.run(modelversions.new_version, allocation_model_id=model.id, name=name, made_on=TODAY)


def _state(hands: Hands) -> str:
    return "".join(getattr(part, "text", part) for part in hands.tab.state()).replace("\u00a0", " ")


def test_an_empty_file_offers_a_model_of_every_area(bare_hands, monkeypatch):
    asked = answer(monkeypatch)
    buttons = {
        button.accessibleName(): button for button in bare_hands.tab.findChildren(QPushButton)
        if button.accessibleName().startswith("Skapa modell")
    }  # fmt: skip
    assert sorted(name.removeprefix("Skapa modell för ") for name in buttons) == [
        "eget område", "förskola", "hemtjänst", "kost", "skola", "särskilt boende",
    ]  # fmt: skip
    buttons["Skapa modell för hemtjänst"].click()
    assert len(asked) == 1
    assert bare_hands.tab.view.title == "Hemtjänst, version 1"
    assert bare_hands.tab.view.model.volume_unit == "timmar"
    assert bare_hands.tab.view.version.base_year == YEAR - 1


@pytest.mark.parametrize("year", ["20270", "", "två", "1066"])
def test_a_model_with_an_impossible_year_is_refused_in_its_dialog(bare_hands, monkeypatch, year):
    asked = answer(monkeypatch, name="Kost", base_year=year)
    commands.make_model(bare_hands.tab, commands.AREAS[4])
    assert "mellan 1990 och 2100" in asked[-1].refused
    assert bare_hands.tab.view.models == ()


def test_the_page_says_what_the_model_gives(hands):
    assert _state(hands) == "Förskola, version 1: 3,3 mnkr 2027. "
    assert hands.tab.models.words == "Förskola"
    assert hands.tab.versions.words == "1. Första beräkningen"


def test_a_result_is_explained_in_the_inspector(hands):
    hands.go(hands.tab.volume_view, NIGHT, (RESULT, YEAR))
    told = hands.told()
    assert "Pris 2027: 100 000 kr × 1,03 = 103 000 kr" in told
    assert "12,5 barn × 103 000 kr = 1 287 500 kr" in told
    hands.go(hands.tab.volume_view, SUM, (RESULT, YEAR))
    assert "3 347 500 kr" in hands.told()
    hands.go(hands.tab.price_view, "Index, procent", ("price", YEAR))
    assert "gånger 1,03" in hands.told()


def test_a_new_version_is_made_and_shown(hands, monkeypatch):
    answer(monkeypatch, name="Oktober", source="SCB")
    entry(hands.tab.more.menu(), "Ny version…").trigger()
    assert hands.tab.view.title == "Förskola, version 2"
    assert hands.tab.view.version.source == "SCB"
    assert hands.text(hands.tab.volume_view, NIGHT, (VOLUME, YEAR)) == "12,5"


def test_the_menu_changes_the_model_and_its_parts(hands, monkeypatch):
    menu: Any = hands.tab.more.menu()
    answer(monkeypatch, name="Barnomsorg")
    entry(menu, "Byt namn på modellen…").trigger()
    answer(monkeypatch, name="Fritids")
    entry(menu, "Lägg till målgrupp…").trigger()
    answer(monkeypatch, volume_unit="heltidsbarn")
    entry(menu, "Modellens uppgifter…").trigger()
    answer(monkeypatch, name="Maj", base_year="2025")
    entry(menu, "Beräkningens uppgifter…").trigger()
    answer(monkeypatch, name="Bas")
    entry(menu, "Byt namn på prisdel…").trigger()
    view = hands.tab.view
    assert (view.model.name, view.model.volume_unit) == ("Barnomsorg", "heltidsbarn")
    assert (view.version.name, view.version.base_year) == ("Maj", 2025)
    assert [group.name for group in view.factors.groups] == ["Barn 1–5 år", "Fritids"]
    assert list(view.factors.groups[0].prices[YEAR - 1]) == ["Bas"]
    entry(menu, "Ta bort modellen").trigger()
    assert hands.tab.view.models == ()


def test_a_part_of_the_price_is_added_in_a_dialog(hands, monkeypatch):
    group = hands.tab.view.factors.groups[0]
    answer(monkeypatch, part="Kvalitet", price="2,5 tkr")
    commands.add_part(hands.tab, group)
    assert hands.tab.view.factors.groups[0].prices[YEAR - 1]["Kvalitet"] == 2500
    asked = answer(monkeypatch, part="Kvalitet", price="1")
    commands.add_part(hands.tab, hands.tab.view.factors.groups[0])
    assert "finns redan" in asked[-1].refused


def test_all_performers_can_be_shown(hands):
    entry(hands.tab.more.menu(), "Visa alla utförare").trigger()
    assert "Köket" in hands.names(hands.tab.volume_view)


def test_what_is_tried_shows_at_once_and_is_not_saved(hands):
    before = hands.bench.ledger.log()
    _choose(hands, "trial")
    hands.tab.trial.fields["price", "percent"].setText("+2")
    hands.tab.trial.reckon()
    assert hands.tab.trial.said.plain_text().replace("\u00a0", " ") == (
        "Summan 2027 ökar med 67 tkr (+2,0 %). 2 av 2 enheter får en annan ram."
    )
    rows = hands.tab.trial.table.rows.shown
    assert [(row.name, row.change) for row in rows] == [
        (NIGHT, 2_575_000), (DAY, 4_120_000), (SUM, 6_695_000),
    ]  # fmt: skip
    assert hands.bench.ledger.log() == before


@pytest.mark.parametrize("text", ["tio", "2.5", "1 2", "-200"])
def test_what_cannot_be_tried_is_said_under_the_fields(hands, text):
    _choose(hands, "trial")
    hands.tab.trial.fields["volume", "percent"].setText(text)
    hands.tab.trial.reckon()
    assert hands.tab.trial.said.plain_text()
    assert not hands.tab.trial.save.isEnabled()


def test_what_is_tried_can_be_saved_as_a_new_version(hands, monkeypatch):
    _choose(hands, "trial")
    hands.tab.trial.fields["volume", "number"].setText("2")
    hands.tab.trial.reckon()
    answer(monkeypatch, name="Två fler")
    hands.tab.trial.save.click()
    assert hands.tab.view.title == "Förskola, version 2"
    assert hands.tab.trial.adjustments == ()
    _choose(hands, "volumes")
    assert hands.text(hands.tab.volume_view, NIGHT, (VOLUME, YEAR)) == "14,5"


def test_a_version_is_compared_with_another(hands):
    _choose(hands, "comparison")
    assert "bara en beräkning" in hands.tab.comparison.said.plain_text()
    _new_version(hands)
    hands.bench.price(YEAR, "110000")
    hands.tab.show_model(hands.bench.model().id)
    _choose(hands, "volumes")
    _choose(hands, "comparison")
    rows = hands.tab.comparison.table.rows.shown
    assert [(row.name, row.change // TKR) for row in rows] == [(NIGHT, 87), (DAY, 140), (SUM, 227)]
    titles = [column.title for column in hands.tab.comparison.table.rows.columns]
    assert titles[1:3] == ["Version 1", "Version 2"]
    shown = hands.tab.price_view.factors
    changed = [
        shown.columns[c].year for c in range(1, shown.columnCount()) if shown.index(1, c).data(LOOK).changed
    ]
    assert changed == [YEAR, YEAR + 1, YEAR + 2]
    _choose(hands, "volumes")
    assert not any(shown.index(1, c).data(LOOK).changed for c in range(1, shown.columnCount()))


def test_fetching_shows_every_cell_first_and_then_writes_them_as_one_step(hands):
    dialog = FetchDialog(hands.tab)
    cells = dialog.table.rows.shown
    assert [(cell.name, cell.year, cell.change // TKR) for cell in cells] == [
        (NIGHT, YEAR, 287),
        (DAY, YEAR, 60),
    ]
    assert "2028: modellen har inga volymer med pris" in dialog.left.plain_text()
    dialog.basis.chosen.emit("model")
    dialog.ok.click()
    assert hands.bench.ledger.row(NIGHT).amount(YEAR, "volume") == 28_750_000
    assert hands.bench.ledger.log() == "Hämtade 2 belopp från Förskola, version 1 till ramarna"
    assert "Arbetsversion" in hands.told()
    assert hands.said[-1] == "2 belopp hämtade till Arbetsversion."


def test_the_way_to_reckon_is_explained_and_changes_the_cells(hands):
    dialog = FetchDialog(hands.tab)
    dialog.basis._on_chosen("volume", "bara volymens förändring")
    assert dialog.explained.plain_text() == EXPLAINED["volume"]
    assert [cell.change // TKR for cell in dialog.table.rows.shown] == [257]


def test_frames_that_are_behind_are_said_with_a_way_there(hands):
    dialog = FetchDialog(hands.tab)
    dialog.ok.click()
    hands.bench.volumes(NIGHT, {YEAR: "13"})
    hands.desk.page.refresh()
    assert "är inte vad modellen ger nu" in _state(hands)


def test_nothing_is_fetched_to_a_decided_budget(hands):
    dialog = FetchDialog(hands.tab)
    dialog.ok.click()
    hands.bench.ledger.lock(decided_on=TODAY)
    hands.desk.page.refresh()
    assert not hands.tab.fetch.isEnabled()
    assert "beslutad" in hands.tab.fetch.toolTip()
    shown = hands.tab.volume_view
    assert not shown.factors.typed(*hands.place(shown, NIGHT, (VOLUME, YEAR)))
    assert "beslutad budget vilar" in _state(hands)


def test_an_appropriation_is_typed_and_accounted_for(hands):
    hands.bench.make("Kultur", "own", kind="special_account")
    entries = [AmountEntry(hands.bench.unit(NIGHT), YEAR, 500 * TKR)]
    hands.bench.change(specials.set_appropriations, "Kultur", entries=entries)
    hands.tab.show_model(hands.bench.model("Kultur").id)
    shown = hands.tab.volume_view
    hands.type(shown, NIGHT, (AMOUNT, YEAR), "600")
    assert hands.text(shown, SUM, (AMOUNT, YEAR)) == "600"
    hands.go(shown, NIGHT, (AMOUNT, YEAR))
    assert "Inte redovisad än." in hands.told()
    field = _field(hands, "Så har uppdragen fullgjorts")
    assert field.commit("Allt är gjort.")
    assert "Redovisad den" in hands.told()
    field = _field(hands, "Redovisad den")
    assert not field.commit("2099-01-01")
    assert not field.commit("i går")


def test_a_text_that_was_interrupted_comes_back(hands):
    version, group = hands.bench.version(), hands.bench.group()
    assert hands.desk.page.resume(f"allocation_version:{version.id}:{group}", "Påbörjad")
    assert not hands.desk.page.resume("allocation_version:1:2", "Påbörjad")
    hands.bench.make("Kultur", "own", kind="special_account")
    unit = hands.bench.unit(NIGHT)
    entries = [AmountEntry(unit, YEAR, TKR)]
    hands.bench.change(specials.set_appropriations, "Kultur", entries=entries)
    field = f"special_account:{hands.bench.version('Kultur').id}:{unit}:{YEAR}:account"
    assert hands.desk.page.resume(field, "Påbörjad")


def test_links_and_the_search_find_a_version(hands):
    _new_version(hands)
    first = hands.bench.version(number=1)
    assert hands.desk.page.show_place("allocation_version", first.id)
    assert hands.tab.view.version.number == 1
    assert not hands.tab.show_place("allocation_version", 1)
    assert hands.desk.page.show_place("allocation_model", hands.bench.model().id)
    assert hands.tab.view.version.number == 2


def test_kronor_or_tkr_is_the_pages_choice(hands):
    hands.desk.show_in("kr")
    assert hands.text(hands.tab.volume_view, NIGHT, (RESULT, YEAR)) == "1 287 500"


def test_a_previous_frame_can_be_what_is_counted_against(hands):
    hands.bench.ledger.set(frames.set_previous, NIGHT, amount=1000 * TKR)
    hands.desk.page.refresh()
    dialog = FetchDialog(hands.tab)
    dialog.basis._on_chosen("frame", "modellens ram mot föregående ram")
    found = {cell.name: cell.after for cell in dialog.table.rows.shown}
    assert found[NIGHT] == 28_750_000


def _field(hands: Hands, label: str) -> Any:
    from app.ui.budget.allocation.details import volume_details

    shown = hands.tab.volume_view
    row = shown.factors.rows[shown.currentIndex().row()]
    details = volume_details(hands.tab, row, YEAR)
    return next(part for part in details.parts if getattr(part, "label", "") == label)
