"""Two texts of an agreement beside each other, and what the data says otherwise than what was decided."""

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.scorecard import IndicatorTarget, NodeIndicator
from app.models.steering import Contribution, Node
from app.services import richtext
from app.services.agreements import comparing, deciding, lifecycle, writing
from app.services.agreements.changes import differences
from app.services.agreements.comparing import compare_frames, compare_sections
from app.services.agreements.document import (
    AgreementDocument,
    BulletList,
    Commitment,
    Commitments,
    FollowUp,
    FollowUpPlan,
    FrameRow,
    FramesTable,
    Paragraph,
    Rich,
    Section,
    Subheading,
)
from tests.services.agreements.office import HOME_CARE, MUSIC, Office

GOAL = Commitment("Kortare väntan", target="10 dagar", goal="Trygg omsorg")
FRAMES = FramesTable(
    (2027, 2028), (FrameRow("Föregående års ram", (100, 110)), FrameRow("Volym", (10, None)))
)
BEFORE = (
    Section("Syfte", (Paragraph("Vi ger god vård."), Subheading("Ekonomi"), FRAMES)),
    Section("Åtagande", (Commitments((GOAL, Commitment("Fler kurser"))),)),
    Section("Borttaget", (BulletList(("en", "två")),)),
    Section("Uppföljning", (FollowUpPlan((FollowUp("mars", "Måluppfyllelse", "KS"),)),)),
)


def words(pieces: comparing.Pieces, how: str) -> list[str]:
    """The words that were added or removed."""
    return [piece.text for piece in pieces if piece.how == how]


def test_sections_are_matched_and_what_differs_in_them_is_marked() -> None:
    after = (
        Section("Syfte", (Paragraph("Vi ger trygg vård."), Subheading("Ekonomi"), FRAMES)),
        Section("Åtagande", (Commitments((replace(GOAL, target="8 dagar"), Commitment("Öppet på natten"))),)),
        Section("Uppföljning", BEFORE[3].blocks),
        Section("Nytt", (Rich(richtext.write(richtext.from_plain("Text"))),)),
    )
    changes = compare_sections(BEFORE, after)
    assert [(one.title, one.change) for one in changes] == [
        ("Syfte", "changed"), ("Åtagande", "changed"), ("Borttaget", "removed"), ("Uppföljning", "kept"),
        ("Nytt", "added"),
    ]  # fmt: skip
    (line,) = [pair for pair in changes[0].pairs if pair.change == "changed"]
    assert line.after is not None
    assert words(line.after.cells[0], "added") == ["trygg "]
    kept, gone, new = changes[1].commitments
    assert (kept.change, kept.number_before, kept.number_after) == ("changed", 1, 1)
    assert [one.label for one in kept.fields if one.change != "kept"] == ["Målvärde"]
    assert [(one.change, one.number_before, one.number_after) for one in (gone, new)] == [
        ("removed", 2, None),
        ("added", None, 2),
    ]
    assert changes[0].frames is not None
    assert not changes[0].frames.changed


def test_frames_are_told_year_by_year_over_the_years_of_either() -> None:
    later = FramesTable(
        (2028, 2029), (FrameRow("Föregående års ram", (120, 130)), FrameRow("Priser", (None, 5)))
    )
    found = compare_frames(FRAMES, later)
    assert found is not None
    assert found.years == (2027, 2028, 2029)
    by_label = {line.label: line for line in found.lines}
    assert by_label["Föregående års ram"].before == (100, 110, None)
    assert by_label["Föregående års ram"].after == (None, 120, 130)
    assert by_label["Budgetram"].differences == (-110, 10, 135)
    assert set(by_label) == {"Föregående års ram", "Volym", "Priser", "Budgetram"}
    assert compare_frames(None, None) is None


@given(st.lists(st.sampled_from(BEFORE), unique=True), st.lists(st.sampled_from(BEFORE), unique=True))
def test_every_section_of_both_is_told_once_and_a_text_is_the_same_as_itself(
    before: list[Section], after: list[Section]
) -> None:
    changes = compare_sections(before, after)
    titles = [one.title for one in changes]
    assert len(titles) == len(set(titles)) == len({*before, *after})
    assert [title for title in titles if title in {one.heading for one in after}] == [
        one.heading for one in after
    ]
    assert all(one.change == "kept" for one in compare_sections(before, before))


DECIDED = AgreementDocument(
    "Kommun", "Uppdragshandling", "Uppdragshandling 2027", "Hemtjänst", "Kommunstyrelsen",
    date(2026, 11, 1), "1.0", sections=BEFORE,
)  # fmt: skip


def test_what_the_data_says_otherwise_is_told_in_sentences() -> None:
    document = DECIDED
    changed = replace(GOAL, target="8 dagar", goal="Trygghet", measure="Väntetid")
    section = Section("Åtagande", (Commitments((changed, Commitment("Ny kurs"))),))
    after = replace(document, performer="Hemvård", sections=(BEFORE[0], section))
    assert tuple(differences(document, after)) == (
        "Hemtjänst heter nu Hemvård.",
        "Åtagande ”Fler kurser” finns inte längre.",
        "Åtagande ”Ny kurs” har tillkommit.",
        "Målet som åtagande 1 bidrar till är nu ”Trygghet”, tidigare ”Trygg omsorg”.",
        "Måttet för åtagande 1 är nu ”Väntetid”, tidigare inget.",
        "Målvärdet för åtagande 1 är nu 8 dagar, tidigare 10 dagar.",
    )
    assert tuple(differences(document, document)) == ()


def test_versions_and_years_of_an_agreement_are_compared(office: Office) -> None:
    key = office.row(HOME_CARE).id
    office.database.write(partial(deciding.new_version, agreement_id=key))
    part = office.part(HOME_CARE, "spelregler")
    text = richtext.write(richtext.from_plain("Nattpatrullen ingår."))
    office.do(writing.edit_text, HOME_CARE, part_id=part.id, text=text)
    choices = office.database.read(partial(comparing.version_choices, agreement_id=key))
    assert [one.words for one in choices] == [
        "2011–2013, utkast till version 2.0",
        "2011–2013, version 1.0, beslutad 27 oktober 2010",
    ]
    compare = partial(comparing.compare, clock=office.database.clock)
    found = office.database.read(partial(compare, left=choices[1].text, right=choices[0].text))
    assert found.before.words == "Version 1.0, beslutad 27 oktober 2010"
    assert found.summary == f"Skillnader i ”{part.title}”."
    assert not found.same
    again = office.database.read(partial(compare, left=choices[1].text, right=choices[1].text))
    assert (again.same, again.summary) == (True, "Inga skillnader.")
    with pytest.raises(NotFound, match="Versionen"):
        office.database.read(partial(compare, left=(key, 1), right=choices[0].text))
    decided = next(row for row in office.view().rows if row.locked)
    newer = office.database.write(
        partial(lifecycle.renew, agreement_id=decided.id, today=date(2013, 11, 20))
    ).value
    years = office.database.read(partial(comparing.version_choices, agreement_id=newer))
    assert [one.words[:9] for one in years] == ["2014–2016", "2011–2013"]
    between = office.database.read(partial(compare, left=years[1].text, right=years[0].text))
    assert "uppgifter i huvudet" in between.summary


def test_the_register_tells_what_has_changed_since_an_agreement_was_decided(office: Office) -> None:
    row = office.row(HOME_CARE)
    assert {one.changed for one in office.view().rows} == {()}

    def change(session) -> None:
        node = session.scalars(
            select(Node)
            .join(NodeIndicator, NodeIndicator.node_id == Node.id)
            .where(Node.parent_id == row.node_id)
        ).first()
        measured = select(NodeIndicator.indicator_id).where(NodeIndicator.node_id == node.id)
        for target in session.scalars(
            select(IndicatorTarget).where(IndicatorTarget.indicator_id.in_(measured))
        ):
            target.value = target.value and target.value + 1
        session.get_one(Unit, row.unit_id).name = "Hemvården"
        tied = select(Contribution).where(Contribution.from_node_id == node.id).order_by(Contribution.id)
        session.delete(session.scalars(tied).first())

    office.change(change)
    changed = office.row("Hemvården").changed
    assert changed[0] == "Hemtjänst Kopparberg heter nu Hemvården."
    assert any(one.startswith("Målvärdet för åtagande 1 är nu") for one in changed)
    assert any(one.startswith("Målet som åtagande 1 bidrar till") for one in changed)
    assert office.row(MUSIC).changed == ()
    assert office.view().changed == 1
    told = office.database.read(lambda session: comparing.changed_since(session, (row.id,)))
    assert told[row.id] == changed
