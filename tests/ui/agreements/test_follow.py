"""Uppföljning: what is written of a commitment in a period becomes its assessment, and is seen at once."""

from pytestqt.qtbot import QtBot

from app.services.agreements.followup import FollowRow
from app.ui.agreements.follow.face import FollowFace
from app.ui.parts.columns import LOOK
from app.ui.parts.details import Choice, Command, Commands, Field, Links
from app.ui.parts.marks import Mark
from tests.services.agreements.office import HOME_CARE, MUSIC, Office
from tests.ui.agreements.conftest import Desk

PERIOD = "2011-T2"


def shown(desk: Desk) -> FollowFace:
    """The face on the page."""
    assert desk.page.show_face("follow")
    face = desk.page.face
    assert isinstance(face, FollowFace)
    return face


def select(face: FollowFace, unit: str) -> FollowRow:
    """The first commitment of a performer."""
    row = next(row for row in face._view.rows if row.unit == unit)
    assert face.table.select((row.agreement_id, row.node_id))
    return row


def part(desk: Desk, kind: type, key: str) -> object:
    """A field or choice of the interim report."""
    return next(one for one in desk.parts(kind) if one.key == f"{PERIOD}:{key}")


def commands(desk: Desk) -> list[Command]:
    """The buttons of the inspector."""
    return [one for group in desk.parts(Commands) for one in group.commands]


def test_a_commitment_is_judged_at_the_interim_report_and_opened_again(desk: Desk, office: Office) -> None:
    face = shown(desk)
    assert face._view.year == 2011
    every = len(face._view.rows)
    assert face.status() == f"{every} av {every} åtaganden visas"
    row = select(face, HOME_CARE)
    assert not commands(desk)[0].enabled
    assert part(desk, Field, "analysis").commit("Fler <slutar> än väntat.")
    assert part(desk, Choice, "result").commit("unmet")
    assert part(desk, Field, "assessed_by").commit("Enhetschef")
    cell = face.cell(row.agreement_id, row.node_id, PERIOD)
    assert (cell.text, cell.result, cell.decided) == ("Fler <slutar> än väntat.", "unmet", False)
    assert commands(desk)[0].on_click()
    cell = face.cell(row.agreement_id, row.node_id, PERIOD)
    assert (cell.decided, cell.written_by) == (True, "Enhetschef")
    model = face.table.rows
    place = model.index_of((row.agreement_id, row.node_id)).row()
    column = [one.key for one in model.columns].index("period0")
    look = model.data(model.index(place, column), LOOK)
    assert (look.mark, look.locked, look.comment) == (Mark.UNMET, True, True)
    assert f"{every - 1} att bedöma" in [getattr(one, "text", "") for one in face.state()]
    reopen = next(one for one in commands(desk) if one.text == "Öppna bedömningen igen")
    assert reopen.on_click()
    assert not face.cell(row.agreement_id, row.node_id, PERIOD).decided


def test_links_lead_to_the_goal_and_another_year_without_agreements_says_so(
    desk: Desk, office: Office, qtbot: QtBot
) -> None:
    face = shown(desk)
    row = select(face, MUSIC)
    assert desk.page.context.agreement_id == row.agreement_id
    links = {link.text: link for group in desk.parts(Links) for link in group.links}
    links["Målsidan på styrkortet"].on_click()
    links["Handlingen i registret"].on_click()
    assert desk.places[-2:] == [("goal", row.node_id), ("agreement", row.agreement_id)]
    home = office.row(HOME_CARE).id
    assert face.show_place("agreement_follow", home)
    assert face.table.current_row().agreement_id == home
    assert face.resume(f"agreement_follow:{row.agreement_id}:{row.node_id}.{PERIOD}.analysis", "Avbruten")
    assert desk.page.settle()
    assert face.cell(row.agreement_id, row.node_id, PERIOD).text == "Avbruten"
    face._on_year(2009)
    assert face.state() == ("Inga åtaganden för 2009",)
    face._on_year(2011)
    assert face.table.rows.count == len(face._view.rows)
