"""Two versions of an agreement beside each other: text, frames and commitments with what differs marked."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.services.agreements import deciding, writing
from app.services.agreements.comparing import FramesChange, FramesLine
from app.ui.agreements.comparing.rows import _frames_rows
from app.ui.agreements.writing.face import WritingFace
from tests.services.agreements.office import HOME_CARE, KITCHEN, Office, rich
from tests.ui.agreements.conftest import Desk

PURPOSE = "syfte_och_omfattning"


@pytest.fixture
def face(desk: Desk) -> WritingFace:
    assert desk.page.show_face("writing")
    face = desk.page.face
    assert isinstance(face, WritingFace)
    return face


def test_the_new_version_stands_beside_the_decided_one(
    face: WritingFace, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    assert desk.page.show_place("agreement_comparison", office.row(KITCHEN).id)
    pane = face.comparing
    assert pane is not None
    assert not pane.comparison.isVisible()
    assert not pane.before.isVisible()

    home = office.row(HOME_CARE).id
    desk.space.run(partial(deciding.new_version, agreement_id=home))
    part = office.part(HOME_CARE, PURPOSE)
    edit = partial(writing.edit_text, agreement_id=home, part_id=part.id)
    text = rich(f"{part.text}\n\nEtt <b>nytt</b> stycke.")
    desk.space.run(partial(edit, text=text, expected_version=office.detail(HOME_CARE).version))
    assert desk.page.show_place("agreement_comparison", home)
    assert pane.comparison.isVisible()
    changed = [row.words for row in pane.comparison._rows if row.changed]
    assert any("Tillagt: Ett <b>nytt</b> stycke" in words for words in changed)
    assert part.title in pane.comparison.summary.plain_text()
    before, after = pane.before.choice, pane.after.choice
    pane.before.chosen.emit(after)
    assert (pane.before.choice, pane.after.choice) == (after, before)
    changed = [row.words for row in pane.comparison._rows if row.changed]
    assert any("Borttaget: Ett <b>nytt</b> stycke" in words for words in changed)
    pane.comparison.only_changed.setChecked(True)
    assert all(row.changed or row.kind in ("title", "heading2", "figures") for row in pane.comparison._rows)
    pane.closed.emit()
    assert face.desk.isVisible()


def test_amounts_stand_year_by_year_with_how_much_they_differ() -> None:
    lines = (
        FramesLine("Volym", (None, 500_000), (100_000, 500_000)),
        FramesLine("Budgetram", (100_000_000, 100_500_000), (102_100_000, 100_500_000)),
    )
    rows = list(_frames_rows(FramesChange((2011, 2012), lines), "Spelregler", only_changed=False))
    said = [["".join(piece.text for piece in cell) for cell in row.after or ()] for row in rows]
    assert said[0] == ["Tusental kronor", "2011", "2012"]
    assert said[1] == ["Volym", "1", "5"]
    assert said[2] == ["Budgetram", "1\u00a0021 (+21)", "1\u00a0005"]
    assert [row.changed for row in rows] == [False, True, True]
    assert [piece.how for piece in (rows[2].before or ((), ()))[1]] == ["removed"]
    assert all(piece.bold for piece in (rows[2].before or ())[0])
