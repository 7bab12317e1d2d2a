"""The list of agreements and one of them in full."""

from functools import partial

import pytest

from app.models.errors import NotFound
from app.services.agreements import writing
from app.services.agreements.views import agreement_detail, agreements_view
from tests.services.agreements.office import ENGINEERING, HOME_CARE, KITCHEN, MUSIC, Office
from tests.services.counting import statements


def test_the_list_has_every_performer_in_the_order_of_the_organisation(office: Office) -> None:
    view = office.view()
    assert len(view.rows) == 25
    assert [row.unit for row in view.rows[:2]] == ["Kommunkansli", "Ekonomienhet"]
    assert (view.decided, view.incomplete, view.behind, view.without) == (21, 2, 0, ())
    assert view.kind == "Uppdragshandling"


def test_a_row_says_state_frames_and_what_is_missing(office: Office) -> None:
    decided, draft = office.row(HOME_CARE), office.row(MUSIC)
    assert (decided.status_word, decided.locked, decided.version) == ("Beslutad", True, "1.0")
    assert decided.decided == "27 oktober 2010, § 131"
    assert (decided.administration, decided.registration_number) == ("Omsorg", "KS 2010/184")
    assert (draft.locked, draft.decided, draft.lacks) == (False, "", "saknar uppföljning")
    assert office.row(ENGINEERING).external
    assert {row.frames for row in office.view().rows} == {"Följer planen"}


def test_the_list_takes_as_many_statements_for_one_as_for_all(office: Office, empty: Office) -> None:
    view = partial(agreements_view, year=2011)
    every = statements(office.database, view)
    unit = empty.add_performer("Biblioteket")
    empty.make(unit)
    assert statements(empty.database, view) <= every < 45


def test_an_empty_file_has_the_kind_and_nobody_to_agree_with(empty: Office) -> None:
    view = empty.view()
    assert (view.rows, view.without, view.kind) == ((), (), "Uppdragshandling")


def test_the_detail_holds_the_parts_with_standard_texts_filled_in(office: Office) -> None:
    part = office.part(MUSIC, "spelregler")
    assert part.standard.startswith("Uppdragshandlingen är en överenskommelse mellan kommunstyrelsen och Mus")
    assert (part.mandatory, part.text) == (True, "")
    assert "avtalet ”Förbundsordning”" in office.part(ENGINEERING, "spelregler").standard


def test_the_detail_holds_commitments_decisions_and_versions_of_the_plan(office: Office) -> None:
    detail = office.detail(HOME_CARE)
    assert [(title, measured) for _key, title, measured in detail.commitments] == [
        ("Högst tio olika medarbetare hos varje brukare", True),
        ("Minst 65\u00a0procent av arbetstiden hos brukaren", True),
    ]
    assert "Kommunstyrelsen, 27 oktober 2010, § 131" in [row.facts for row in detail.decisions]
    assert detail.plan_version_id in dict(detail.plan_versions)
    assert office.detail(ENGINEERING).contract.startswith("Förbundsordning")


def test_a_change_is_seen_at_once(office: Office) -> None:
    before = office.detail(KITCHEN).version
    office.do(writing.set_client, KITCHEN, client="Bildningsnämnden")
    assert (office.detail(KITCHEN).client, office.detail(KITCHEN).version) == ("Bildningsnämnden", before + 1)


def test_a_detail_that_is_gone_is_said(office: Office) -> None:
    with pytest.raises(NotFound):
        office.database.read(partial(agreement_detail, agreement_id=1))
