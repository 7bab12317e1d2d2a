"""The face with all measures over a real file: the list, the editor, targets, goals, formulas."""

import shutil
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu

from app.models.scorecard import Indicator
from app.services.scorecard import indicators, targets
from app.services.storage import Database
from app.ui.parts.empty_state import EmptyState
from app.ui.parts.links import Sentence
from app.ui.scorecard.indicators.face import IndicatorsFace
from app.ui.scorecard.indicators.formula_dialog import FormulaDialog
from app.ui.scorecard.page import ScorecardPage
from app.ui.shell.workspace import Workspace
from tests.services.assignments.conftest import _town_file
from tests.services.assignments.town import CLOCK, Town
from tests.ui.pages import Keep, PageWindow, _look, keep, told
from tests.ui.steering.conftest import Hands, hands, see_pick

__all__ = ["_look", "_town_file", "hands", "keep", "told"]


class Shown(PageWindow[ScorecardPage]):
    """The page with the face of all measures, and the town in its file."""

    def __init__(self, database: Database, keys: dict[str, int]) -> None:
        super().__init__(Workspace(database, CLOCK), ScorecardPage, (1500, 900))
        self.town = Town.__new__(Town)
        self.town.__dict__.update(keys, database=database)

    @property
    def face(self) -> IndicatorsFace:
        face = self.page.face
        assert isinstance(face, IndicatorsFace)
        return face

    def made(self, name: str, **values: Any) -> int:
        given = {"direction": "higher", "unit_of_measure": "procent"} | values
        return int(self.town.write(indicators.new_indicator, name=name, **given))

    def open(self) -> "Shown":
        self.page.show_face("indicators")
        self.window.show()
        return self

    def row(self, key: int) -> Any:
        rows = self.town.database.read(partial(indicators.indicator_rows, year=2026))
        return next(row for row in rows if row.id == key)

    def detail(self, key: int) -> Any:
        call = partial(indicators.indicator_of, indicator_id=key, year=2026)
        return self.town.database.read(call)

    @property
    def names(self) -> list[str]:
        rows = self.face.table.rows
        return [rows.data(rows.index(row, 0)) for row in range(rows.rowCount())]

    @property
    def state(self) -> Sentence:
        return self.page.head.findChildren(Sentence)[0]

    def part(self, key: str) -> Any:
        details = self.inspector.details
        assert details is not None
        place = next(n for n, part in enumerate(details.parts) if getattr(part, "key", None) == key)
        return self.inspector.parts[place]

    def go_to(self, key: str) -> None:
        """Show the section with a field."""
        for section in ("goals", "what", "how"):
            details = self.inspector.details
            assert details is not None
            if not any(getattr(part, "key", None) == key for part in details.parts):
                self.face.show_section(section)

    def choose(self, key: str, words: str) -> None:
        box = self.part(key).box
        box.setCurrentText(words)
        box.activated.emit(box.currentIndex())

    def type(self, key: str, text: str) -> bool:
        field = self.part(key).field
        field.setFocus()
        field.selectAll()
        field.insert(text) if hasattr(field, "insert") else field.setPlainText(text)
        field.draft.touched()
        return bool(self.part(key).settle())


@pytest.fixture
def shown(tmp_path: Path, _town_file: tuple[Path, dict[str, int]], keep: Keep) -> Shown:
    path = tmp_path / "stad.styr"
    shutil.copy(_town_file[0], path)
    shown: Shown = keep(Shown(Database.open(path, clock=CLOCK, user="Prov"), _town_file[1]))
    return shown


def test_an_empty_face_teaches_and_the_first_measure_is_made_from_it(shown: Shown, hands: Hands) -> None:
    shown.open()
    first = shown.face.findChild(EmptyState)
    assert first is not None
    assert (first.button.text(), shown.face.add.isVisible()) == ("Nytt nyckeltal", False)
    assert shown.state.plain_text() == "Inget nyckeltal än"
    goal = "Varje barn klarar skolan (Koncerngemensamma mål)"
    hands.will({"name": "Nöjda elever", "unit": "procent", "goal": goal})
    first.button.click()
    row = shown.face.table.current_row()
    assert (row.name, row.unit_of_measure, row.direction) == ("Nöjda elever", "procent", "higher")
    assert [title for _, title in row.goals] == ["Varje barn klarar skolan"]
    details = shown.inspector.details
    assert details is not None
    assert (details.title, details.kicker) == ("Nöjda elever", "Nyckeltal")


def test_the_list_says_what_is_missing_filters_by_it_and_is_edited_in_place(shown: Shown) -> None:
    owned = shown.made("Behöriga", owner_unit_id=shown.town.office)
    shown.town.change(targets.set_target, Indicator, owned, year=2026, value=Decimal(90))
    shown.made("Ägarlöst")
    shown.open()
    said = "2 nyckeltal, 1 saknar ägare, 2 saknar mål, 1 saknar målvärde 2026"
    assert shown.state.plain_text() == said
    shown.state.linkActivated.emit("0")
    assert shown.names == ["Ägarlöst"]
    assert shown.face.status() == "1 av 2 nyckeltal visas"
    assert shown.page.show_place("indicator", owned)
    assert shown.names == ["Behöriga", "Ägarlöst"]
    shown.face.filter_field.setText("kontoret")
    assert shown.names == ["Behöriga"]
    rows = shown.face.table.rows
    keys = [column.key for column in rows.columns]
    edit = Qt.ItemDataRole.EditRole
    assert rows.setData(rows.index_of(owned, keys.index("target")), "minst 92,5 %", edit)
    assert not rows.setData(rows.index_of(owned, keys.index("target")), "92 kr", edit)
    assert "i procent" in shown.told[-1]
    assert rows.setData(rows.index_of(owned, 0), "Behöriga till gymnasiet", edit)
    row = shown.row(owned)
    assert (row.name, row.target.value) == ("Behöriga till gymnasiet", Decimal("92.5"))
    shown.space.undo()
    shown.space.undo()
    assert shown.row(owned).target.value == Decimal(90)


def test_every_field_is_changed_in_the_inspector_and_refused_in_words(shown: Shown) -> None:
    key = shown.made("Nöjda elever")
    shown.open()
    for field, words in (("frequency", "Vartannat år"), ("owner_unit_id", "Utbildningskontoret"),
                         ("aspect", "Upplevd kvalitet"), ("nature", "Eftersläpande"),
                         ("summing", "Periodernas medelvärde"), ("across", "Medelvärdet av enheterna"),
                         ("direction", "Ska ligga inom ett intervall")):  # fmt: skip
        shown.go_to(field)
        shown.choose(field, words)
    for field, text in (("threshold", "40 %"), ("threshold_upper", "90"), ("first_year", "2026"),
                        ("due_days", "30"), ("decimals", "1"), ("baseline", "61,5"), ("code", "N00945"),
                        ("baseline_period", "T1 2025"), ("owner_role", "Rektor"), ("source", "Enkät"),
                        ("definition", "Andel som svarar ja.")):  # fmt: skip
        shown.go_to(field)
        assert shown.type(field, text), field
    detail = shown.detail(key)
    row = detail.row
    assert (row.frequency, row.owner, row.owner_role) == ("two_years", "Utbildningskontoret", "Rektor")
    assert (row.aspect, row.nature, row.direction) == ("quality", "lagging", "within")
    assert (detail.threshold, detail.threshold_upper, detail.baseline) == (40, 90, Decimal("61.5"))
    assert (detail.first_year, detail.due_days, row.decimals, row.code) == (2026, 30, 1, "N00945")
    assert (detail.baseline_period, detail.summing, detail.across) == ("2025-T1", "mean", "mean")
    shown.go_to("decimals")
    assert not shown.type("first_year", "i fjol")
    assert not shown.type("decimals", "9")
    assert "mellan 0 och 6" in shown.told[-1]
    shown.go_to("obligatory")
    assert shown.part("obligatory").box.text().startswith("Obligatoriskt för 2 enheter")
    shown.face.show_section("goals")
    assert shown.page.resume(f"indicator:{key}:definition", "Andel som")
    assert shown.part("definition").field.text() == "Andel som"
    assert shown.part("definition").settle()
    shown.choose("direction", "Skala i ord")
    assert shown.type("scale", "Ej\nDelvis\nHelt")
    assert shown.row(key).definition == "Andel som"
    assert shown.row(key).scale == ("Ej", "Delvis", "Helt")


def test_targets_of_years_units_and_parts_of_a_year_are_asked_for(shown: Shown, hands: Hands) -> None:
    key = shown.made("Nöjda elever")
    shown.open()
    hands.will({"year": "2026–2027", "value": "95", "threshold": "97"}, {"value": "95 %", "threshold": "80"})
    shown.button("Målvärde för ett år…").click()
    assert "fel sida" in hands.seen[1]
    hands.will({"unit": "Karinslundsskolan", "period": "tertial 1", "value": "70"})
    shown.button("Delmål eller enhetens mål…").click()
    detail = shown.detail(key)
    assert [(one.year, one.value, one.threshold) for one in detail.targets] == [
        (2026, 95, 80),
        (2027, 95, 80),
    ]
    assert [(one.unit, one.period, one.value) for one in detail.near] == [
        ("Karinslundsskolan", "2026-T1", 70)
    ]
    texts = [link.text for part in shown.inspector.details.parts for link in getattr(part, "links", ())]
    assert "Karinslundsskolan, tertial 1 2026: minst 70\u00a0%" in texts
    hands.will({"value": "", "threshold": ""})
    facts = [fact for part in shown.inspector.details.parts for fact in getattr(part, "rows", ())]
    next(fact for fact in facts if fact.label == "2026").on_click()
    assert [one.year for one in shown.detail(key).targets] == [2027]


def test_goals_are_linked_weighed_and_let_go_and_a_measure_is_copied_and_removed(
    shown: Shown, hands: Hands
) -> None:
    key, seen = shown.made("Nöjda elever"), {}
    shown.open()
    QTimer.singleShot(0, lambda: see_pick(seen, "Varje barn klarar skolan"))
    shown.button("Koppla till mål…").click()
    assert shown.type(f"weight:{shown.town.goal}", "2,5")
    assert [(goal.weight, goal.share) for goal in shown.detail(key).goals] == [(Decimal("2.5"), 100)]
    hands.will({"name": "Nöjda föräldrar"})
    shown.button("Kopiera…").click()
    copy = next(row for row in shown.face._rows if row.name == "Nöjda föräldrar")
    assert shown.face.table.current_row().id == copy.id
    assert [goal.share for goal in shown.detail(copy.id).goals] == [Decimal(50)]
    shown.button("Koppla från…").click()
    assert shown.detail(copy.id).goals == ()
    shown.button("Ta bort…").click()
    assert shown.names == ["Nöjda elever"]
    hands.will("Avbryt", "Ta bort")
    shown.button("Ta bort…").click()
    assert "1 mål mäts inte längre av det." in hands.seen[-1]
    assert shown.names == ["Nöjda elever"]
    shown.button("Ta bort…").click()
    assert shown.names == []
    shown.space.undo()
    assert shown.names == ["Nöjda elever"]
    menu = QMenu()
    shown.face.fill_menu(menu, shown.face._rows[0])
    assert "Formel…" in [one.text() for one in menu.actions()]


def test_a_formula_is_written_with_names_and_says_at_once_what_it_comes_to(shown: Shown) -> None:
    for name in ("Nöjda", "Svar"):
        shown.made(name, unit_of_measure="antal")
    cost = shown.made("Kostnad", unit_of_measure="kr")
    share = shown.made("Andel nöjda")
    shown.open()
    shown.page.show_place("indicator", share)
    heard: list[str] = []

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormulaDialog)
        assert not dialog.ok.isEnabled()
        rows = {row.name: row for row in shown.face._rows}
        for text in ("[Nöjda", "[Nöjda] + [Kostnad]", "[Nöjda] / [Svar]"):
            dialog.field.setPlainText(text)
            heard.append(dialog.words)
            assert not dialog.ok.isEnabled()
        dialog.field.setPlainText("")
        dialog.insert(rows["Nöjda"])
        dialog._write_around(" / ")
        dialog.insert(rows["Svar"])
        dialog._write(" × 100")
        heard.append(dialog.words)
        dialog.ok.click()

    QTimer.singleShot(0, write)
    shown.face.show_section("how")
    shown.button("Räkna ut ur andra nyckeltal…").click()
    assert "stängs aldrig" in heard[0]
    assert "antal och kr kan inte läggas ihop" in heard[1]
    assert "Multiplicera med 100" in heard[2]
    assert heard[3] == "Ger ett tal utan enhet. Just nu: uppgift saknas för ”Nöjda”."
    assert shown.detail(share).formula == "[Nöjda] / [Svar] × 100"
    assert shown.row(share).computed
    shown.button("Ta bort formeln").click()
    assert not shown.row(share).computed
    assert not shown.row(cost).computed
