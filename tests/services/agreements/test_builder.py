"""The paper of an agreement, made from the rows of a file."""

from datetime import date
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementPart, AgreementSnapshot
from app.models.budget import Frame
from app.models.errors import NotFound
from app.models.organisation import Municipality, Unit
from app.models.scorecard import Indicator
from app.models.steering import Node, NodeVersion
from app.services.agreements import deciding, writing
from app.services.agreements.builder import build_document, build_documents
from app.services.agreements.document import Decision, Paragraph, Signatory, Subheading
from app.services.agreements.fingerprint import content_hash
from app.services.reports.uppdragshandling import render
from tests.services.agreements.office import (
    ENGINEERING,
    HOME_CARE,
    KITCHEN,
    MUSIC,
    Office,
    commitments,
    frames,
    rich,
    texts,
)
from tests.services.counting import statements

TKR = 100_000


def amounts(office: Office, unit: str) -> dict[str, tuple[int | None, ...]]:
    """The rows of the frames table in thousand kronor."""
    rows = frames(office.document(unit)).rows
    return {
        row.label: tuple(amount // TKR if amount is not None else None for amount in row.amounts)
        for row in rows
    }


def test_the_frames_stand_with_their_components_as_on_the_municipalitys_paper(office: Office) -> None:
    assert amounts(office, HOME_CARE) == {
        "Föregående års ram": (19640, 20980, 21460),
        "Lönekompensation": (450, None, None),
        "Priskompensation": (60, None, None),
        "Volym: 2\u00a0000 fler timmar à 390\u00a0kr": (780, None, None),
        "Index och volym enligt plan": (None, 480, 510),
        "Tillskott för uppdrag: fast bemanning": (250, None, None),
        "Effektiviseringskrav": (-200, None, None),
    }
    assert frames(office.document(HOME_CARE)).totals == (20980 * TKR, 21460 * TKR, 21970 * TKR)


def test_each_year_goes_out_from_the_frame_of_the_year_before(office: Office) -> None:
    for document in office.documents():
        table = frames(document)
        assert table.rows[0].label == "Föregående års ram"
        assert table.rows[0].amounts[1:] == table.totals[:-1]


def test_a_draft_follows_an_edit_of_the_budget_into_the_later_years(office: Office) -> None:
    before, kept = frames(office.document(MUSIC)), office.document(HOME_CARE)
    unit, version = office.row(MUSIC).unit_id, office.detail(MUSIC).plan_version_id

    def edit(session: Session) -> None:
        mine = select(Frame).where(Frame.unit_id == unit, Frame.plan_version_id == version)
        first = session.scalars(mine.order_by(Frame.year)).first()
        wages = next(part for part in first.components if part.kind == "wages")  # type: ignore[union-attr]
        wages.amount += 5 * TKR

    office.change(edit)
    after = frames(office.document(MUSIC))
    assert after.totals == tuple(total + 5 * TKR for total in before.totals)  # type: ignore[operator]
    assert office.document(HOME_CARE) == kept


def test_parties_term_and_decisions_stand_as_they_were_made(office: Office) -> None:
    document = office.document(HOME_CARE)
    assert (document.municipality, document.client) == ("Ljusnarsbergs kommun", "Kommunstyrelsen")
    assert document.full_title == "Uppdragshandling 2011–2013, Hemtjänst Kopparberg"
    assert document.performer_description == "intern enhet inom Omsorg"
    assert (document.term_starts, document.term_ends) == (date(2011, 1, 1), date(2013, 12, 31))
    assert document.decisions == (
        Decision("prepared", "Utskottet för omsorg", date(2010, 10, 5), "§ 48"),
        Decision("definitive", "Kommunstyrelsen", date(2010, 10, 27), "§ 131"),
    )
    assert (document.version, document.registration_number) == ("1.0", "KS 2010/184")
    assert document.document_date == date(2010, 10, 27)
    assert (document.draft, document.example, document.missing) == (False, True, ())


def test_the_four_parts_stand_in_order_with_the_clauses_of_the_rules(office: Office) -> None:
    document = office.document(HOME_CARE)
    assert [section.heading for section in document.sections] == [
        "Spelregler",
        "Verksamhetens syfte och omfattning",
        "Verksamhetens åtagande",
        "Uppföljning",
    ]
    headings = [block.text for block in document.sections[0].blocks if isinstance(block, Subheading)]
    assert headings[:3] == ["Ekonomi", "Över- och underskott", "Avtalstid"]
    assert headings[-1] == "Särskilda villkor"


def test_the_fields_of_the_standard_texts_are_filled_in(office: Office) -> None:
    said = texts(office.document(HOME_CARE))
    assert "överenskommelse mellan kommunstyrelsen och Hemtjänst Kopparberg" in said
    assert "Övergripande strategier och budget 2011 och 2012–2013 konkret" in said
    assert "gäller i tre år, från och med den 1 januari 2011 till och med den 31 december 2013" in said
    assert not any("{" in texts(document) for document in office.documents())


def test_what_is_not_known_is_left_as_a_line_to_write_on(office: Office) -> None:
    office.do(writing.set_term, MUSIC, starts=None, ends=None)
    assert "gäller …………. Senast i ………… för parterna dialog" in texts(office.document(MUSIC))
    assert office.document(MUSIC).title == "Uppdragshandling"


def test_a_commitment_names_its_goal_perspective_measure_and_target(office: Office) -> None:
    first = commitments(office.document(HOME_CARE))[0]
    assert first.title == "Högst tio olika medarbetare hos varje brukare"
    assert first.perspective == "Medborgarnas/brukarnas upplevda kvalitet"
    assert first.goal == "Brukarna är trygga med sin hemtjänst"
    assert (first.measure, first.baseline, first.target, first.due) == (
        "Olika medarbetare på 14 dagar", "12", "10", "2013",
    )  # fmt: skip
    assert commitments(office.document(HOME_CARE))[1].baseline == "61\u00a0%"


def test_an_external_performer_has_its_own_wording_and_its_contract(office: Office) -> None:
    document = office.document(ENGINEERING)
    assert document.external
    assert document.contract == "Förbundsordning, KS 2008/62"
    said = texts(document)
    assert "Kommunen betalar den ersättning som avtalet ”Förbundsordning” anger" in said
    assert "Verksamheten bedrivs inom de budgetramar" not in said


def test_a_draft_says_so_counts_its_changes_and_lists_what_is_missing(office: Office) -> None:
    before = office.document(MUSIC)
    assert (before.draft, before.document_date) == (True, date(2010, 11, 21))
    assert before.missing == ("Planen för uppföljning saknas.",)
    assert before.version == "0.1"
    office.do(writing.set_registration_number, MUSIC, number="KS 2010/300")
    assert office.document(MUSIC).version == "0.2"
    assert office.document(KITCHEN).missing == ()


def test_the_preliminary_decision_is_told_only_until_the_definitive_one(office: Office) -> None:
    assert [row.step for row in office.document(MUSIC).decisions] == ["preliminary"]
    assert "preliminary" not in [row.step for row in office.document(HOME_CARE).decisions]


def test_the_mandate_names_who_gave_it(office: Office) -> None:
    assert office.document(HOME_CARE).mandate == (
        "I Övergripande strategier och budget 2011 och 2012–2013 ger kommunfullmäktige kommunstyrelsen i "
        "uppdrag att upprätta en uppdragshandling med varje utförare."
    )


def test_those_who_sign_are_named_by_role(office: Office) -> None:
    assert office.document(HOME_CARE).signatories == (
        Signatory("För beställaren", "Förvaltningschef", "Omsorg"),
        Signatory("För utföraren", "Enhetschef", "Hemtjänst Kopparberg"),
    )


def test_own_words_stand_before_the_standard_text_of_the_purpose_and_last_in_the_rules(
    office: Office,
) -> None:
    said = {"syfte_och_omfattning": "Musik åt alla.", "spelregler": "Särskilt."}
    for key, text in said.items():
        office.do(writing.edit_text, MUSIC, part_id=office.part(MUSIC, key).id, text=rich(text))
    rules, purpose, *_ = office.document(MUSIC).sections
    assert purpose.blocks[0] == Paragraph("Musik åt alla.")
    assert rules.blocks[-2:] == (Subheading("Särskilda villkor"), Paragraph("Särskilt."))


def test_documents_come_in_the_order_asked_for_and_from_few_statements(office: Office) -> None:
    keys = [row.id for row in office.view().rows]
    clock = office.database.clock
    some = partial(build_documents, agreement_ids=(keys[5], keys[0]), clock=clock)
    assert [found.performer for found in office.database.read(some)] == [
        office.view().rows[5].unit, office.view().rows[0].unit,
    ]  # fmt: skip
    open_one = next(row.id for row in office.view().rows if not row.locked)
    one = statements(office.database, partial(build_documents, agreement_ids=(open_one,), clock=clock))
    every = statements(office.database, partial(build_documents, clock=clock))
    assert len(office.documents()) == len(keys) == 25
    assert one == every < 34


def test_an_agreement_that_is_gone_is_said(office: Office) -> None:
    with pytest.raises(NotFound, match="Överenskommelsen finns inte längre"):
        office.database.read(partial(build_document, agreement_id=1, clock=office.database.clock))


def test_a_decided_paper_is_the_same_to_the_byte_whatever_is_edited_later(office: Office) -> None:
    before = render(office.document(HOME_CARE))
    row = office.row(HOME_CARE)

    def edit(session: Session) -> None:
        for unit in session.scalars(select(Unit)):
            unit.name += " (ny)"
        for part in session.scalars(select(AgreementPart)):
            part.standard_text, part.title = "Ny standardtext.", "Ny rubrik"
        for indicator in session.scalars(select(Indicator)):
            indicator.name = "Nytt mått"
        for version in session.scalars(select(NodeVersion).where(NodeVersion.locked.is_(False))):
            version.title = "Ny benämning"
        session.scalars(select(Municipality)).one().official_name = "Bergslagens kommun"

    office.change(edit)
    assert office.row("Hemtjänst Kopparberg (ny)").id == row.id
    assert render(office.document("Hemtjänst Kopparberg (ny)")) == before
    draft = office.document(f"{MUSIC} (ny)")
    assert (draft.municipality, draft.sections[0].heading) == ("Bergslagens kommun", "Ny rubrik")


def test_the_kept_paper_has_no_names_and_the_hash_that_was_counted(office: Office) -> None:
    def kept(session: Session) -> list[AgreementSnapshot]:
        rows = session.scalars(select(AgreementSnapshot)).all()
        session.expunge_all()
        return list(rows)

    rows = office.database.read(kept)
    decided = {row.id for row in office.view().rows if row.locked}
    assert {row.agreement_id for row in rows} == decided
    assert len(decided) == 21
    for row in rows:
        assert all(line["name"] is None for line in row.document["signatories"])
        assert row.document["draft"] is False
        one = partial(build_document, agreement_id=row.agreement_id, clock=office.database.clock)
        assert content_hash(office.database.read(one)) == row.content_hash


def test_a_name_that_is_typed_stands_on_paper_also_when_decided(office: Office) -> None:
    lines = tuple(
        writing.SignatoryLine(side, "Chef", "Enhet", name)
        for side, name in (("client", "Förnamn Ett"), ("performer", "Förnamn Två"))
    )
    office.do(writing.set_signatories, KITCHEN, lines=lines)
    draft_hash = content_hash(office.document(KITCHEN))
    office.do(
        deciding.decide, KITCHEN, body="Kommunstyrelsen", decided_on=date(2010, 11, 20), paragraph="§ 140",
        registration_number="KS 2010/9", clock=office.database.clock,
    )  # fmt: skip
    decided = office.document(KITCHEN)
    assert [line.name for line in decided.signatories] == ["Förnamn Ett", "Förnamn Två"]
    assert content_hash(decided) != draft_hash


def test_a_new_version_is_printed_from_the_rows_again(office: Office) -> None:
    row = office.row(HOME_CARE)
    office.database.write(partial(deciding.new_version, agreement_id=row.id))
    document = office.document(HOME_CARE)
    assert document.draft
    assert document.version.startswith("1.")
    assert document.decisions == ()
    node = office.database.read(lambda session: session.get_one(Node, row.node_id).current_number)
    assert node == 2
