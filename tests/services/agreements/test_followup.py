"""Commitments by report: what the figures propose, what somebody writes and decides (`UH-13`)."""

from datetime import date
from functools import partial

from app.services.agreements.followup import FollowRow, FollowUpView, follow_up
from app.services.scorecard import assessing
from tests.services.agreements.office import HOME_CARE, MUSIC, Office
from tests.services.counting import statements

TODAY = date(2011, 9, 20)


def view(office: Office, year: int = 2011, **chosen: object) -> FollowUpView:
    """The commitments of a year."""
    return office.database.read(partial(follow_up, year=year, today=TODAY, **chosen))


def row_of(found: FollowUpView, unit: str) -> FollowRow:
    """The first commitment of a performer."""
    return next(row for row in found.rows if row.unit == unit)


def test_every_commitment_is_followed_at_the_interim_and_the_annual_report(office: Office) -> None:
    found = view(office)
    assert [(one.period, one.over) for one in found.periods] == [("2011-T2", True), ("2011", False)]
    assert {row.unit for row in found.rows} == {row.unit for row in office.view().rows}
    row = row_of(found, HOME_CARE)
    assert (row.number, row.title, row.decided) == (1, "Högst tio olika medarbetare hos varje brukare", True)
    assert row.measure == "Olika medarbetare på 14 dagar"
    assert row.target
    assert not row_of(found, MUSIC).decided
    assert [cell.period for cell in row.cells] == ["2011-T2", "2011"]
    assert (found.assessed("2011"), found.left("2011")) == (0, len(found.rows))
    only = view(office, agreement_ids=(row.agreement_id,))
    assert {one.unit for one in only.rows} == {HOME_CARE}
    assert view(office, year=2014).rows == ()
    assert view(office, kind_id=office.kind_id).rows == found.rows


def test_what_is_written_of_a_commitment_is_an_assessment_of_the_performer(office: Office) -> None:
    cell = row_of(view(office), HOME_CARE).cells[0]
    place = {"node_id": cell.node_id, "unit_id": cell.unit_id, "period": cell.period}
    office.database.write(
        partial(
            assessing.assess,
            analysis="Fler slutar än väntat.",
            assessed_by="Enhetschef",
            expected_version=cell.version,
            **place,
        )
    )
    written = row_of(view(office), HOME_CARE).cells[0]
    assert (written.text, written.written_by, written.decided) == (
        "Fler slutar än väntat.",
        "Enhetschef",
        False,
    )
    office.database.write(
        partial(
            assessing.decide, result="unmet", reason="Elva i snitt.", today=TODAY,
            expected_version=written.version, **place,
        )
    )  # fmt: skip
    found = view(office)
    decided = row_of(found, HOME_CARE).cells[0]
    assert (decided.decided, decided.result, decided.assessed) == (True, "unmet", "20 september 2011")
    assert decided.words == next(step.name for step in found.scale if step.key == "unmet")
    assert (found.assessed("2011-T2"), found.assessed("2011")) == (1, 0)
    assert row_of(found, HOME_CARE).cells[1].written is False


def test_more_agreements_take_no_more_statements(office: Office) -> None:
    two = tuple(row_of(view(office), unit).agreement_id for unit in (HOME_CARE, MUSIC))
    some = partial(follow_up, year=2011, today=TODAY, agreement_ids=two)
    every = partial(follow_up, year=2011, today=TODAY)
    assert statements(office.database, every) <= statements(office.database, some)
