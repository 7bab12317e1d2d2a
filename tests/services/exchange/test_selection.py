"""Which agreements a name and a year choose."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from app.models.agreements import Agreement
from app.models.organisation import Unit
from app.services.exchange.selection import NoAgreements, NoSuchKind, NoSuchPerformer, chosen_agreements
from app.services.storage import Database, describe
from app.services.textorder import sort_key


def _names(database: Database, **chosen: Any) -> list[str]:
    def read(session: Any) -> list[str]:
        keys = chosen_agreements(session, **chosen)
        return [session.get_one(Unit, session.get_one(Agreement, key).unit_id).name for key in keys]

    return database.read(read)


def test_all_are_chosen_in_swedish_order(opened: Database) -> None:
    names = _names(opened)
    assert len(names) == 25
    assert names == sorted(names, key=sort_key)


@pytest.mark.parametrize("written", ["Musikskola", "musikskola", "  MUSIKSKOLA "])
def test_a_unit_is_found_whatever_its_case(opened: Database, written: str) -> None:
    assert _names(opened, unit=written) == ["Musikskola"]


def test_a_unit_is_found_by_its_abbreviation(opened: Database) -> None:
    def shorten(session: Any) -> None:
        describe(session, "Prov")
        session.scalars(select(Unit).where(Unit.name == "Musikskola")).one().abbreviation = "MS"

    opened.write(shorten)
    assert _names(opened, unit="ms") == ["Musikskola"]


@pytest.mark.parametrize("unit", ["Musik", "", "Kommunfullmäktige", "%"])
def test_a_name_that_has_none_is_refused_with_those_that_have(opened: Database, unit: str) -> None:
    with pytest.raises(NoSuchPerformer) as refused:
        _names(opened, unit=unit)
    assert refused.value.others == tuple(_names(opened))
    assert "Musikskola" in refused.value.message


def test_a_year_before_or_after_the_terms_is_refused(opened: Database) -> None:
    assert _names(opened, year=2027)
    with pytest.raises(NoAgreements) as refused:
        _names(opened, year=1995)
    assert "1995" in refused.value.message


def test_an_agreement_without_term_runs_in_every_year(opened: Database) -> None:
    def open_ended(session: Any) -> None:
        describe(session, "Prov")
        agreement = session.get_one(Agreement, chosen_agreements(session, unit="Musikskola")[0])
        agreement.starts, agreement.ends = date(2027, 7, 1), None

    opened.write(open_ended)
    assert _names(opened, year=2150) == ["Musikskola"]
    with pytest.raises(NoAgreements):
        opened.read(partial(chosen_agreements, unit="Musikskola", year=2026))


def test_a_kind_is_named_by_key_or_by_word_and_one_that_is_not_there_is_refused(opened: Database) -> None:
    assert len(_names(opened, kind="uppdragshandling")) == len(_names(opened, kind=" Uppdragshandlingar "))
    with pytest.raises(NoSuchKind, match="Slag som finns: uppdragshandling"):
        _names(opened, kind="kontrakt")
