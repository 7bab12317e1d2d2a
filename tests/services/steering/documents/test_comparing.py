"""Two versions of a document beside each other."""

from functools import partial

import pytest
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.steering import Node, NodeVersion
from app.models.types import new_id
from app.services import richtext
from app.services.steering.documents import comparing, sections
from app.services.steering.documents.comparing import Comparison, compare, compare_sections
from app.services.steering.documents.sections import SectionView, copy_sections
from app.services.storage import Database, describe
from tests.services.steering.tree import add, view_of


def section(key: str, title: str, words: str = "") -> SectionView:
    text = richtext.write(richtext.from_plain(words))
    return SectionView(key, title, False, text, len(words.split()), not words)


def outcome(*pair: list[SectionView]) -> list[tuple[str, str]]:
    return [(one.key, one.change) for one in compare_sections(*pair)]


def _revised(database: Database) -> tuple[int, int]:
    """A document with sections in two versions; the ids of both versions."""
    beside = next(row for row in view_of(database).rows if row.level == "ÖSB")
    node_id = add(database, "osb", beside.parent_id, "Mål och budget")

    def write(session: Session, key: str, words: str) -> None:
        text = richtext.write(richtext.from_plain(words))
        version = session.get_one(Node, node_id).version
        sections.write_section(session, node_id=node_id, key=key, text=text, expected_version=version)

    def revise(session: Session) -> None:
        node = session.get_one(Node, node_id)
        first = node.current
        node.versions.append(
            NodeVersion(id=new_id(), number=2, title="Mål och budget 2013", replaces_id=first.id)
        )
        node.current_number = 2
        session.flush()
        copy_sections(session, from_version_id=first.id, to_version_id=node.current.id)
        describe(session, "Ny version")

    keys = [one.key for one in database.read(partial(sections.sections, node_id=node_id)).sections]
    database.write(partial(write, key=keys[0], words="Alla barn ska kunna läsa."))
    database.write(revise)
    database.write(partial(write, key=keys[0], words="Alla elever ska kunna läsa."))
    database.write(partial(write, key=keys[1], words="Nytt mål."))
    choices = database.read(partial(comparing.version_choices, node_id=node_id))
    assert [choice.words for choice in choices] == ["Version 2, utkast", "Version 1, utkast"]
    return choices[1].version_id, choices[0].version_id


def test_two_versions_are_compared_field_by_field_and_word_by_word(example: Database) -> None:
    before, after = _revised(example)
    found: Comparison = example.read(partial(compare, before_id=before, after_id=after))
    assert found.summary == "2 avsnitt ändrade, 1 uppgift i huvudet ändrad."
    title = found.head[0]
    assert (title.label, title.change) == ("Titel", "changed")
    assert [(piece.how, piece.text) for piece in title.after][-1][0] == "added"
    changed = [one for one in found.sections if one.change == "changed"]
    assert [pair.change for pair in changed[0].pairs] == ["changed"]
    assert [pair.change for pair in changed[1].pairs] == ["added"]
    assert (found.before.words, found.after.title) == ("Version 1, utkast", "Mål och budget 2013")


def test_a_version_does_not_differ_from_itself(example: Database) -> None:
    before, _ = _revised(example)
    found = example.read(partial(compare, before_id=before, after_id=before))
    assert found.same
    assert found.summary == "Inga skillnader."


def test_a_version_that_is_gone_is_named(example: Database) -> None:
    before, _ = _revised(example)
    with pytest.raises(NotFound, match="Versionen"):
        example.read(partial(compare, before_id=before, after_id=17))


def test_sections_are_matched_by_key_and_else_by_title() -> None:
    before = [section("mal", "Mål", "a"), section("eget-1", "Risker", "b")]
    after = [section("mal", "Våra mål", "a"), section("eget-9", "risker", "b")]
    assert outcome(before, after) == [("mal", "changed"), ("eget-9", "changed")]
    assert outcome(before, [section("mal", "Mål", "a"), section("eget-9", "Risker", "b")]) == [
        ("mal", "kept"),
        ("eget-9", "kept"),
    ]


def test_what_was_removed_stands_where_it_stood() -> None:
    before = [section(key, key, "x") for key in "abcd"]
    after = [section(key, key, "x") for key in "aed"]
    assert outcome(before, after) == [
        ("a", "kept"),
        ("b", "removed"),
        ("c", "removed"),
        ("e", "added"),
        ("d", "kept"),
    ]
    assert outcome(before, []) == [(key, "removed") for key in "abcd"]


def test_sections_in_another_order_are_moved() -> None:
    before = [section(key, key, "x") for key in "abc"]
    found = compare_sections(before, [before[2], before[0], before[1]])
    assert [(one.key, one.moved) for one in found] == [("c", True), ("a", False), ("b", False)]


def test_the_summary_counts_each_kind_of_change() -> None:
    before = [section("a", "A", "ett"), section("b", "B", "två"), section("c", "C"), section("d", "D")]
    after = [section("a", "A", "tre"), section("d", "D"), section("c", "C"), section("e", "E")]
    side = comparing.Side(1, "", "")
    found = Comparison(side, side, (), compare_sections(before, after))
    assert found.summary == "1 avsnitt ändrat, 1 tillagt, 1 borttaget, 1 flyttat."
