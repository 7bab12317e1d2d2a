"""Koppla till index: asked in the grid, tried while it is typed, and let go when it is typed over."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.services.economy import basis, indexes
from app.services.economy.indexes import IndexEntry
from app.ui.budget.basing import BasisDialog
from tests.services.budget.ledger import DAY, NIGHT, SCHOOL
from tests.ui.agreements.conftest import Answers
from tests.ui.budget.conftest import CTRL, KEY, SHIFT, Desk


@pytest.fixture
def dialogs(qtbot: QtBot) -> Iterator[Answers]:
    answering = Answers()
    yield answering
    answering.stop()
    assert answering.unexpected == []
    assert answering.left == 0


@pytest.fixture
def indexed(desk: Desk) -> Desk:
    entries = [
        IndexEntry(None, 2027, Decimal("3.1"), kind="wages"),
        IndexEntry(None, 2027, Decimal(2), kind="prices"),
    ]
    desk.space.run(partial(indexes.set_index_values, entries=entries, expected_versions={}))
    return desk


def _resting(desk: Desk) -> list[tuple[str, str]]:
    found = desk.space.read(basis.resting_on)
    return [(each.holder_name, each.words.replace("\u00a0", " ")) for each in found]


def test_a_part_is_linked_tried_changed_and_let_go_by_typing(indexed, dialogs, qtbot):
    desk = indexed

    def link(dialog: QDialog) -> None:
        assert isinstance(dialog, BasisDialog)
        assert dialog.choice.name.endswith("(AKI)"), "wages most often rest on it"
        dialog.number.setText("inget")
        assert not dialog.ok.isEnabled()
        assert "går inte att läsa som ett tal" in dialog.refusal.words()
        dialog.number.setText("70")
        said = dialog.said.plain_text().replace("\u00a0", " ")
        assert said == "AKI 2027 3,1 % på 70 % av ramen 2026 blir 22 tkr; nu står där inget."
        dialog.accept()

    view = desk.go(SCHOOL, "wages")
    dialogs.do(link)
    qtbot.keyClick(view, KEY.Key_K, CTRL | SHIFT)
    assert desk.text(SCHOOL, "wages") == "22"
    assert _resting(desk) == [(SCHOOL, "AKI 2027 3,1 % på 70 % av ramen 2026")]

    def change(dialog: QDialog) -> None:
        assert isinstance(dialog, BasisDialog)
        assert dialog.number.text() == "70"
        dialog.of.choose("base")
        dialog._follow()
        dialog.number.setText("2000")
        dialog.accept()

    dialogs.do(change)
    assert desk.page.frames.cells.rest()
    assert desk.text(SCHOOL, "wages") == "62"
    desk.go(SCHOOL, "wages")
    desk.type("50", Qt.Key.Key_Return)
    assert _resting(desk) == []
    desk.space.undo()
    assert len(_resting(desk)) == 1


def test_many_cells_are_linked_and_dropped_together_and_what_cannot_be_is_said(indexed, dialogs):
    desk = indexed
    desk.go(SCHOOL, "previous")
    assert not desk.page.frames.cells.rest()
    assert "till exempel lönekompensation" in desk.said[-1][0]
    desk.choose(desk.index(NIGHT, "wages"), desk.index(NIGHT, "prices"))
    assert not desk.page.frames.cells.rest()
    assert "en och samma kolumn" in desk.said[-1][0]

    def link(dialog: QDialog) -> None:
        assert isinstance(dialog, BasisDialog)
        assert isinstance(dialog.number, QLineEdit)
        assert "2 belopp blir tillsammans" in dialog.said.plain_text()
        dialog.accept()

    def drop(dialog: QDialog) -> None:
        assert isinstance(dialog, BasisDialog)
        dialog.drop.click()

    first, last = sorted(
        (desk.index(NIGHT, "prices"), desk.index(DAY, "prices")), key=lambda index: index.row()
    )
    desk.choose(first, last)
    dialogs.do(link)
    assert desk.page.frames.cells.rest()
    assert sorted(name for name, _ in _resting(desk)) == sorted([NIGHT, DAY])
    desk.choose(desk.index(NIGHT, "prices"), desk.index(DAY, "prices"))
    dialogs.do(drop)
    assert desk.page.frames.cells.rest()
    assert _resting(desk) == []
