"""A document may replace several and be replaced by several, and both sides tell of it."""

from functools import partial

import pytest

from app.models.errors import Locked
from app.services.steering import nodes
from app.services.steering.documents import replacing
from app.services.steering.documents.errors import (
    ReplacedNotDecided,
    ReplaceEachOther,
    ReplacesAlready,
    ReplacesItself,
)
from app.services.storage import Database
from tests.services.steering.documents.desk import add, add_decided, decide, on, row, view


def _replace(database: Database, title: str, replaced: str) -> None:
    on(database, title, replacing.add_replacement, replaced_id=view(database, replaced).version_id)


def test_two_become_one(empty: Database) -> None:
    for title in ("Alkoholpolicy", "Drogpolicy"):
        add_decided(empty, title)
    add(empty, "Samlad policy")
    _replace(empty, "Samlad policy", "Alkoholpolicy")
    _replace(empty, "Samlad policy", "Drogpolicy")
    assert row(empty, "Drogpolicy").status == "decided"
    decide(empty, "Samlad policy")
    assert [link.title for link in view(empty, "Samlad policy").replaces] == ["Alkoholpolicy", "Drogpolicy"]
    for title in ("Alkoholpolicy", "Drogpolicy"):
        seen = view(empty, title)
        assert seen.status == "replaced"
        assert [link.title for link in seen.replaced_by] == ["Samlad policy"]


def test_one_becomes_two(empty: Database) -> None:
    add_decided(empty, "Social plan")
    for title in ("Plan för äldre", "Plan för barn"):
        add(empty, title)
        _replace(empty, title, "Social plan")
        decide(empty, title)
    assert [link.title for link in view(empty, "Social plan").replaced_by] == [
        "Plan för äldre",
        "Plan för barn",
    ]


def test_only_another_decided_document_is_replaced_and_once(empty: Database) -> None:
    add_decided(empty, "Gammal")
    add(empty, "Ny")
    add(empty, "Utkast till annat")
    with pytest.raises(ReplacedNotDecided):
        _replace(empty, "Ny", "Utkast till annat")
    _replace(empty, "Ny", "Gammal")
    with pytest.raises(ReplacesAlready):
        _replace(empty, "Ny", "Gammal")
    on(empty, "Gammal", nodes.new_version)
    held = view(empty, "Gammal").versions[-1].id
    with pytest.raises(ReplacesItself):
        on(empty, "Gammal", replacing.add_replacement, replaced_id=held)


def test_two_do_not_replace_each_other(empty: Database) -> None:
    add_decided(empty, "Första")
    add(empty, "Andra")
    _replace(empty, "Andra", "Första")
    decide(empty, "Andra")
    on(empty, "Första", nodes.new_version)
    with pytest.raises(ReplaceEachOther):
        _replace(empty, "Första", "Andra")


def test_a_draft_can_take_it_back_and_what_was_decided_cannot(empty: Database) -> None:
    add_decided(empty, "Gammal")
    add(empty, "Ny")
    _replace(empty, "Ny", "Gammal")
    link = view(empty, "Ny").replaces[0]
    on(empty, "Ny", replacing.remove_replacement, replacement_id=link.replacement_id)
    assert view(empty, "Ny").replaces == ()
    empty.undo()
    assert [one.title for one in view(empty, "Ny").replaces] == ["Gammal"]
    decide(empty, "Ny")
    with pytest.raises(Locked):
        on(empty, "Ny", replacing.remove_replacement, replacement_id=link.replacement_id)


def test_what_can_be_replaced_is_in_force_and_in_swedish_order(empty: Database) -> None:
    for title in ("Äldreplan", "Avfallsplan", "Zonplan"):
        add_decided(empty, title)
    key = add(empty, "Ny")
    found = empty.read(partial(replacing.replaceable, node_id=key))
    assert [title for _version, title in found] == ["Avfallsplan", "Zonplan", "Äldreplan"]
