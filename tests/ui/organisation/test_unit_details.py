"""What the inspector shows of a unit and what can be changed there, each change undone through the file."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QWidget

from app.services.organisation import reorganising, units
from app.services.organisation.reorganising import Part
from app.services.organisation.units import Role
from app.services.organisation.views import UnitRow
from app.services.storage import drafts
from app.ui.organisation.page import EVER, OrganisationPage
from app.ui.parts.details import Fact, Facts, Field, Heading
from app.ui.parts.fields import LineField, TextField, TitleField
from app.ui.parts.inspector import Inspector
from app.ui.shell.workspace import Workspace
from tests.ui.organisation.conftest import NAME, Told, Town, tree_of
from tests.ui.parts.test_views import type_text


@pytest.fixture
def inspector(page: OrganisationPage) -> Inspector:
    assert page.inspector is not None
    return page.inspector


def _labels(inspector: Inspector) -> list[str]:
    """The labels of all fields, in order, with the headings between them."""
    assert inspector.details is not None
    found = []
    for part in inspector.details.parts:
        if isinstance(part, Heading):
            found.append(part.text.upper())
        elif isinstance(part, Field):
            found.append(part.label)
    return found


def _widget(inspector: Inspector, label: str, kind: type[QWidget] = LineField) -> QWidget:
    found = [*inspector.findChildren(kind), *inspector.findChildren(TitleField)]
    return next(w for w in found if w.accessibleName() == label)


def _type(inspector: Inspector, label: str, text: str) -> None:
    """Type a text in place of what stands in a field, and leave it with Enter."""
    field = _widget(inspector, label)
    assert isinstance(field, LineField | TitleField)
    field.setFocus()
    field.selectAll()
    type_text(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _choose(inspector: Inspector, label: str, text: str) -> None:
    box = _widget(inspector, label, QComboBox)
    assert isinstance(box, QComboBox)
    place = box.findText(text)
    box.setCurrentIndex(place)
    box.activated.emit(place)


_Read = Callable[[UnitRow], object]


@pytest.mark.parametrize(
    ("unit", "label", "text", "read", "new"),
    [
        ("Hemtjänst", "Benämning", "Hemvård", lambda u: u.name, "Hemvård"),
        ("Hemtjänst", "Förkortning", "HTJ", lambda u: u.abbreviation, "HTJ"),
        ("Hemtjänst", "Roll", "Områdeschef", lambda u: u.roles[0], Role("Områdeschef", NAME)),
        ("Hemtjänst", "Namn (kan lämnas tomt)", "Bo Prov", lambda u: u.people, ("Bo Prov",)),
        ("Hemtjänst", "Namn (kan lämnas tomt)", "", lambda u: u.roles[0], Role("Enhetschef")),
        ("Hemtjänst", "Från", "2020-01-01", lambda u: u.valid_from, date(2020, 1, 1)),
        ("Hemtjänst", "Till", "2030-12-31", lambda u: u.valid_to, date(2030, 12, 31)),
        ("Badhus", "Vad det vilar på", "Entreprenad", lambda u: u.contract_title, "Entreprenad"),
        ("Badhus", "Diarienummer", "KS 2/9", lambda u: u.contract_number, "KS 2/9"),
        ("Badhus", "Gäller till", "2027-06-30", lambda u: u.contract_ends, date(2027, 6, 30)),
    ],
)
def test_what_is_typed_becomes_one_change_that_is_undone(
    page: OrganisationPage,
    inspector: Inspector,
    town: Town,
    space: Workspace,
    unit: str,
    label: str,
    text: str,
    read: _Read,
    new: object,
) -> None:
    page.show_place("unit", town.keys[unit])
    before = read(town.unit(unit))
    _type(inspector, label, text)
    assert read(town.unit(unit)) == new
    space.undo()
    assert read(town.unit(unit)) == before
    space.redo()
    assert read(town.unit(unit)) == new


def test_a_role_is_added_without_a_name_and_removed_by_emptying_it(
    page: OrganisationPage, inspector: Inspector, town: Town
) -> None:
    page.show_place("unit", town.keys["Kök"])
    assert _labels(inspector)[:3] == ["Förkortning", "ANSVARIGA", "Lägg till roll"]
    _type(inspector, "Lägg till roll", "Kostchef")
    assert town.unit("Kök").roles == (Role("Kostchef"),)
    assert _labels(inspector)[1:5] == ["ANSVARIGA", "Roll", "Namn (kan lämnas tomt)", "Lägg till roll"]
    _type(inspector, "Roll", "")
    assert town.unit("Kök").roles == ()


def test_a_name_is_kept_only_when_somebody_types_it_and_never_said_by_the_log(
    page: OrganisationPage, inspector: Inspector, town: Town, space: Workspace
) -> None:
    page.show_place("unit", town.keys["Kök"])
    _type(inspector, "Lägg till roll", "Kostchef")
    assert town.unit("Kök").people == ()
    _type(inspector, "Namn (kan lämnas tomt)", "Bo Prov")
    assert town.unit("Kök").people == ("Bo Prov",)
    assert space.undo_words == "Ändrade ansvariga i Kök"
    assert "Bo Prov" not in str([node.value.unit.manager_words for node in page.tree.rows.walk()
                                 if node.value.unit])  # fmt: skip


def test_kind_performer_and_whether_the_model_applies_are_chosen(
    page: OrganisationPage, inspector: Inspector, town: Town, space: Workspace
) -> None:
    page.show_place("unit", town.keys["Skola"])
    assert not inspector.findChildren(QCheckBox)
    _choose(inspector, "Slag", "Enhet")
    _choose(inspector, "Utförare", "Extern utförare")
    assert "Styrmodellen gäller inte än" in str(inspector.details)
    QApplication.processEvents()
    (box,) = [b for b in inspector.findChildren(QCheckBox) if b.isVisibleTo(inspector)]
    assert not box.isChecked()
    box.click()
    unit = town.unit("Skola")
    assert (unit.kind, unit.performer, unit.in_model) == ("Enhet", "external", True)
    for _ in range(3):
        space.undo()
    unit = town.unit("Skola")
    assert (unit.kind, unit.performer) == ("Förvaltning", None)


def test_partners_stand_one_on_each_line(
    page: OrganisationPage, inspector: Inspector, town: Town, space: Workspace
) -> None:
    page.show_place("unit", town.keys["Räddningstjänst"])
    field = _widget(inspector, "Parter, en på varje rad", TextField)
    assert isinstance(field, TextField)
    assert field.text() == "Ludvika\nNora"
    field.setFocus()
    field.setPlainText("Nora\n\n Hällefors ")
    assert page.settle()
    assert town.unit("Räddningstjänst").partners == ("Nora", "Hällefors")
    space.undo()
    assert town.unit("Räddningstjänst").partners == ("Ludvika", "Nora")


@pytest.mark.parametrize(
    ("unit", "present", "absent"),
    [
        ("Hemtjänst", ["ANSVARIGA", "GILTIGHET"], ["AVTAL", "SAMVERKAR MED", "HISTORIK"]),
        ("Badhus", ["AVTAL", "GILTIGHET"], ["SAMVERKAR MED"]),
        ("Räddningstjänst", ["SAMVERKAR MED", "AVTAL"], ["HISTORIK"]),
    ],
)
def test_only_what_concerns_the_unit_is_asked(
    page: OrganisationPage,
    inspector: Inspector,
    town: Town,
    unit: str,
    present: list[str],
    absent: list[str],
) -> None:
    page.show_place("unit", town.keys[unit])
    labels = _labels(inspector)
    assert set(present) <= set(labels)
    assert not set(absent) & set(labels)


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("Från", "i våras", "Gäller från"),
        ("Till", "2026-02-30", "Gäller till"),
        ("Benämning", " ", "Enhetens namn"),
    ],
)
def test_what_is_refused_is_said_and_stays_as_typed(
    page: OrganisationPage, inspector: Inspector, town: Town, told: Told, label: str, text: str, said: str
) -> None:
    page.show_place("unit", town.keys["Hemtjänst"])
    before = town.unit("Hemtjänst")
    _type(inspector, label, text)
    assert said in told[-1][0]
    assert told[-1][1] == "error"
    field = _widget(inspector, label)
    assert isinstance(field, LineField | TitleField)
    assert field.text() == text
    assert town.unit("Hemtjänst") == before


def test_a_text_being_written_is_kept_as_a_draft_and_dropped_when_it_is_a_change(
    page: OrganisationPage, inspector: Inspector, town: Town
) -> None:
    page.show_place("unit", town.keys["Hemtjänst"])
    note = _widget(inspector, "Anteckning", TextField)
    assert isinstance(note, TextField)
    note.setFocus()
    type_text(note, "Prövas")
    note.draft._on_due()
    (kept,) = town.db.read(drafts.list_drafts)
    assert (kept.label, kept.text) == ("Anteckning, Hemtjänst", "Prövas")
    assert page.settle()
    assert town.unit("Hemtjänst").note == "Prövas"
    assert not town.db.read(drafts.list_drafts)


@pytest.mark.parametrize(("unit", "field"), [("Hemtjänst", "note"), ("Räddningstjänst", "partners")])
def test_a_text_that_was_interrupted_is_put_back_in_its_field(
    page: OrganisationPage, inspector: Inspector, town: Town, unit: str, field: str
) -> None:
    page.show_place("unit", town.keys[unit])
    assert inspector.resume(f"unit:{town.keys[unit]}:{field}", "Avbrutet")
    assert page.settle()
    found = town.unit(unit)
    assert "Avbrutet" in (found.note, *found.partners)


def test_leaving_the_page_makes_a_change_of_what_is_typed(
    page: OrganisationPage, inspector: Inspector, town: Town
) -> None:
    page.show_place("unit", town.keys["Hemtjänst"])
    field = _widget(inspector, "Förkortning")
    field.setFocus()
    type_text(field, "HTJ")
    page.hide()
    assert town.unit("Hemtjänst").abbreviation == "HTJ"


def test_the_history_leads_to_what_the_unit_became_and_back(
    page: OrganisationPage, inspector: Inspector, town: Town
) -> None:
    town.change(
        reorganising.split_unit,
        "Hemtjänst",
        parts=[Part("Norra"), Part("Södra")],
        happened_on=date(2026, 1, 1),
    )
    page.show_on(EVER)
    page.show_place("unit", town.keys["Hemtjänst"])
    first, second = _history(inspector)
    assert (first.label, first.value) == ("1 januari 2026", "Delad, blev bland annat Norra")
    assert second.value == "Delad, blev bland annat Södra"
    assert second.on_click is not None
    second.on_click()
    assert page.tree.current_row().title == "Södra"
    (back,) = _history(inspector)
    assert back.value == "Kom till genom delning av Hemtjänst"
    assert back.on_click is not None
    back.on_click()
    assert page.tree.current_row().title == "Hemtjänst"


def _history(inspector: Inspector) -> list[Fact]:
    assert inspector.details is not None
    return [row for part in inspector.details.parts if isinstance(part, Facts) for row in part.rows]


def test_a_unit_with_somebodys_name_offers_to_erase_it_and_others_do_not(
    page: OrganisationPage, inspector: Inspector, town: Town
) -> None:
    page.show_place("unit", town.keys["Hemtjänst"])
    assert "Radera personnamn…" in [b.text() for b in inspector.findChildren(QPushButton)]
    page.show_place("unit", town.keys["Skola"])
    visible = [b.text() for b in inspector.findChildren(QPushButton) if b.isVisibleTo(inspector)]
    assert "Radera personnamn…" not in visible


def test_a_unit_that_is_edited_to_end_before_today_leaves_the_tree(
    page: OrganisationPage, inspector: Inspector, town: Town
) -> None:
    page.show_place("unit", town.keys["Kök"])
    _type(inspector, "Till", "2026-06-30")
    assert "    Kök" not in tree_of(page)
    assert inspector.details is None
    town.db.undo()
    assert town.unit("Kök").valid_to is None


def test_every_field_has_a_name_for_those_who_do_not_see_it(
    page: OrganisationPage, inspector: Inspector, town: Town
) -> None:
    town.change(units.set_partners, "Badhus", names=["Nora"])
    page.show_place("unit", town.keys["Badhus"])
    fields = [*inspector.findChildren(QLineEdit), *inspector.findChildren(QComboBox)]
    assert len(fields) > 8
    assert all(field.accessibleName() for field in fields if not field.objectName().startswith("qt_"))
