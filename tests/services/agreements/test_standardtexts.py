"""The municipality's own standard texts: versions, fields, from when they hold, and the way back."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementKind
from app.models.errors import ChangedSince, NotFound
from app.models.organisation import Unit
from app.services import richtext
from app.services.agreements import standardtexts, writing
from app.services.agreements.standardtexts import FieldElsewhere, StandardTextView, UnknownField
from app.services.steering.modelformat_checks import FUNDING_FIELDS
from tests.services.agreements.office import ENGINEERING, HOME_CARE, KITCHEN, MUSIC, Office, texts

PURPOSE = "syfte_och_omfattning"


def views(office: Office) -> tuple[StandardTextView, ...]:
    def read(session: Session) -> tuple[StandardTextView, ...]:
        kind = session.scalars(select(AgreementKind.id)).one()
        return standardtexts.standard_texts(session, kind_id=kind)

    return office.database.read(read)


def one(office: Office, part: str, clause: str | None, use: str) -> StandardTextView:
    part_id = office.part(MUSIC, part).id
    return next(row for row in views(office) if (row.part_id, row.clause, row.use) == (part_id, clause, use))


def change(office: Office, view: StandardTextView, text: str, **values: Any) -> int:
    place = {"part_id": view.part_id, "clause": view.clause, "use": view.use, "expected_number": view.number}
    return office.database.write(
        partial(standardtexts.set_standard_text, text=text, **(place | values))
    ).value


def restore(office: Office, view: StandardTextView, number: int = 0) -> int:
    place = {"part_id": view.part_id, "clause": view.clause, "use": view.use, "expected_number": view.number}
    return office.database.write(partial(standardtexts.restore_standard_text, number=number, **place)).value


def test_every_part_and_clause_has_two_wordings_and_assignments_two_sentences(office: Office) -> None:
    found = views(office)
    assert all(row.from_model and row.number == 0 and row.earlier == () for row in found)
    assert [row.clause_title for row in found if row.use == "internal" and row.clause][:2] == [
        "Ekonomi", "Över- och underskott",
    ]  # fmt: skip
    assert {row.part for row in found if row.use == "extra"} == {"Verksamhetens åtagande"}
    assert len(found) == (4 + 6) * 2 + 2


def test_a_new_wording_stands_in_drafts_never_in_what_is_decided_and_can_be_undone(office: Office) -> None:
    decided = office.document(HOME_CARE)
    view = one(office, PURPOSE, None, "internal")
    assert change(office, view, " Vi finns till för {utförare}. ") == 1
    assert "Vi finns till för Kostenhet." in texts(office.document(KITCHEN))
    assert office.document(HOME_CARE) == decided
    assert "Vi finns till" not in texts(office.document(ENGINEERING))
    assert office.database.undo_words == "Ändrade standardtexten i ”Verksamhetens syfte och omfattning”"
    office.database.undo()
    assert one(office, PURPOSE, None, "internal") == view


def test_an_own_internal_wording_does_not_take_the_place_of_the_models_external_one(office: Office) -> None:
    def hire(session: Session) -> None:
        unit = session.scalars(select(Unit).where(Unit.name == KITCHEN)).one()
        unit.performer, unit.contract_title = "external", "Måltider"

    office.change(hire)
    change(office, one(office, "spelregler", "over_och_underskott", "internal"), "Allt förs över.")
    assert "Utföraren behåller överskott" in texts(office.document(KITCHEN))
    assert "Allt förs över." in texts(office.document(MUSIC))
    change(office, one(office, "spelregler", "over_och_underskott", "external"), "")
    assert "Allt förs över." in texts(office.document(KITCHEN))


def test_a_wording_holds_for_agreements_that_start_on_its_day_or_later(office: Office) -> None:
    view = one(office, PURPOSE, None, "internal")
    change(office, view, "Nu.")
    change(office, one(office, PURPOSE, None, "internal"), "Senare.", valid_from=date(2012, 1, 1), note="KF")
    assert "Nu." in texts(office.document(KITCHEN))
    office.do(writing.set_term, KITCHEN, starts=date(2012, 1, 1), ends=date(2014, 12, 31))
    assert "Senare." in texts(office.document(KITCHEN))
    newest = one(office, PURPOSE, None, "internal")
    assert (newest.text, newest.number, newest.valid_from, newest.note) == (
        "Senare.", 2, date(2012, 1, 1), "KF",
    )  # fmt: skip
    assert [(row.number, row.text) for row in newest.earlier] == [(1, "Nu."), (0, view.text)]


def test_an_earlier_wording_or_the_models_comes_back_as_a_new_version(office: Office) -> None:
    model = one(office, PURPOSE, None, "internal")
    assert restore(office, model) == 0
    change(office, model, "Ett.")
    change(office, one(office, PURPOSE, None, "internal"), "Två.")
    assert restore(office, one(office, PURPOSE, None, "internal"), 1) == 3
    assert one(office, PURPOSE, None, "internal").text == "Ett."
    assert restore(office, one(office, PURPOSE, None, "internal")) == 4
    back = one(office, PURPOSE, None, "internal")
    assert (back.text, back.from_model, len(back.earlier)) == (model.text, True, 4)
    assert restore(office, back) == 4
    with pytest.raises(NotFound, match="Versionen"):
        restore(office, back, 9)


def test_what_says_the_same_makes_no_version(office: Office) -> None:
    before, view = office.database.undo_words, one(office, PURPOSE, None, "internal")
    assert change(office, view, f"{view.text}  ") == 0
    assert office.database.undo_words == before


def test_fields_that_cannot_be_filled_in_are_refused_in_one_sentence(office: Office) -> None:
    view = one(office, PURPOSE, None, "internal")
    with pytest.raises(
        UnknownField, match=r"^Fältet \{rektor\} kan inte fyllas i\. Fält som går .*\{avtal\}"
    ):
        change(office, view, "För {rektor}.")
    with pytest.raises(FieldElsewhere, match="bara stå i meningen om hur ett uppdrag betalas"):
        change(office, view, "Med {belopp}.")
    with pytest.raises(richtext.TextTooLong):
        change(office, view, "å" * 200_001)
    assert one(office, PURPOSE, None, "internal") == view
    assert {field.name for field in standardtexts.TEXT_FIELDS} == set(FUNDING_FIELDS)


def test_two_who_write_at_once_do_not_overwrite_each_other(office: Office) -> None:
    view = one(office, PURPOSE, None, "internal")
    change(office, view, "Ett.")
    with pytest.raises(ChangedSince, match="Standardtexten har ändrats"):
        change(office, view, "Två.")


@pytest.mark.parametrize(
    "wrong", [{"part_id": 1}, {"clause": "finns_inte"}, {"use": "extra"}, {"use": "annat"}]
)
def test_a_place_that_no_text_has_is_refused(office: Office, wrong: dict[str, Any]) -> None:
    with pytest.raises(NotFound, match="Standardtexten"):
        change(office, one(office, PURPOSE, None, "internal"), "x", **wrong)


def test_the_sentence_about_extra_funds_has_the_amount(office: Office) -> None:
    change(office, one(office, "atagande", None, "extra"), "Pengar: {belopp} till {utförare}.")
    found = one(office, "atagande", None, "extra")
    assert found.text == "Pengar: {belopp} till {utförare}."
