"""Sections of a document against a real file: required ones, own ones, and what is refused."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import DocumentSection
from app.models.errors import ChangedSince, DomainError, Locked, MissingText, NotFound
from app.models.steering import DocumentKind, Node
from app.services import richtext
from app.services.steering.documents import sections
from app.services.steering.documents.sectionerrors import NoDocument, OnlySection, RequiredStays, TitleTaken
from app.services.steering.documents.sections import SectionsView, copy_sections, required_parts
from app.services.storage import Database, describe
from tests.services.steering.tree import add, row_of, view_of

OSB = "Mål och budget 2012"
CONTENT = ("strategier på kort och lång sikt", "konkreta verksamhetsmål", "fördelning av resurser")
TEXT = richtext.write(richtext.from_plain("Vi ska läsa mer.\n\nOch skriva."))


@pytest.fixture
def osb(example: Database) -> int:
    node_id = _add(example, OSB)
    _require(example, *CONTENT)
    return node_id


def _add(database: Database, title: str) -> int:
    beside = next(row for row in view_of(database).rows if row.level == "ÖSB")
    return add(database, "osb", beside.parent_id, title)


def _require(database: Database, *content: str) -> None:
    def change(session: Session) -> None:
        kind_id = session.scalars(select(DocumentKind.id).where(DocumentKind.key == "osb")).one()
        session.get_one(DocumentKind, kind_id).content = list(content)
        describe(session, "Ändrade krav")

    database.write(change)


def _view(database: Database, node_id: int, number: int | None = None) -> SectionsView:
    return database.read(partial(sections.sections, node_id=node_id, number=number))


def _run(database: Database, use_case: Callable[..., Any], node_id: int, **values: Any) -> Any:
    version = _view(database, node_id).version
    call = partial(use_case, node_id=node_id, expected_version=version, **values)
    return database.write(call).value


def _titles(database: Database, node_id: int) -> list[str]:
    return [one.title for one in _view(database, node_id).sections]


def _stored(database: Database) -> int:
    return len(database.read(lambda session: session.scalars(select(DocumentSection.id)).all()))


def _lock(database: Database, node_id: int) -> None:
    def lock(session: Session) -> None:
        node = session.get_one(Node, node_id)
        node.current.locked, node.current.status = True, "decided"
        describe(session, "Beslutade")

    database.write(lock)


def test_the_parts_that_the_kind_requires_stand_in_order_before_anything_is_stored(
    example: Database, osb: int
) -> None:
    view = _view(example, osb)
    assert [one.title for one in view.sections] == [text[0].upper() + text[1:] for text in CONTENT]
    assert all(one.required and one.empty and one.words == 0 for one in view.sections)
    assert view.missing == tuple(one.title for one in view.sections)
    assert (view.title, view.number, view.locked) == (OSB, 1, False)
    assert _stored(example) == 0


def test_writing_the_first_section_is_one_step_that_makes_them_all(example: Database, osb: int) -> None:
    key = _view(example, osb).sections[1].key
    _run(example, sections.write_section, osb, key=key, text=TEXT)
    written = _view(example, osb).sections[1]
    assert (written.text, written.words, written.empty) == (TEXT, 6, False)
    assert _stored(example) == len(CONTENT)
    assert example.undo_words == "Ändrade avsnittet ”Konkreta verksamhetsmål” i ”Mål och budget 2012”"
    assert _view(example, osb).missing == ("Strategier på kort och lång sikt", "Fördelning av resurser")
    example.undo()
    assert _stored(example) == 0


def test_missing_sections_are_the_required_ones_without_words(example: Database, osb: int) -> None:
    table = richtext.write(richtext.Document((richtext.Table(True, (((), ()), ((), ()))),)))
    for one in _view(example, osb).sections[:2]:
        _run(example, sections.write_section, osb, key=one.key, text=table)
    _run(example, sections.add_section, osb, title="Bilaga")
    missing = example.read(lambda session: sections.missing_sections(session, osb))
    assert missing == tuple(text[0].upper() + text[1:] for text in CONTENT)


def test_a_kind_that_requires_nothing_has_one_free_section(example: Database, osb: int) -> None:
    _require(example)
    view = _view(example, osb)
    assert [(one.title, one.required) for one in view.sections] == [("Innehåll", False)]
    assert view.missing == ()
    _run(example, sections.write_section, osb, key=sections.FREE_KEY, text=TEXT)
    assert _view(example, osb).sections[0].text == TEXT
    with pytest.raises(OnlySection):
        _run(example, sections.remove_section, osb, key=sections.FREE_KEY)


def test_sections_can_be_laid_out_without_writing(example: Database, osb: int) -> None:
    _run(example, sections.ensure_sections, osb)
    assert _stored(example) == len(CONTENT)
    before = _view(example, osb)
    _run(example, sections.ensure_sections, osb)
    assert _view(example, osb) == before


def test_own_sections_are_added_renamed_moved_and_removed(example: Database, osb: int) -> None:
    first, second, third = _titles(example, osb)
    key = _run(example, sections.add_section, osb, title="  Vår \n egen  del ")
    assert _titles(example, osb) == [first, second, third, "Vår egen del"]
    _run(example, sections.move_section, osb, key=key, steps=-2)
    assert _titles(example, osb) == [first, "Vår egen del", second, third]
    _run(example, sections.rename_section, osb, key=key, title="Bakgrund")
    _run(example, sections.write_section, osb, key=key, text=TEXT)
    assert _view(example, osb).of(key).text == TEXT
    _run(example, sections.remove_section, osb, key=key)
    assert _titles(example, osb) == [first, second, third]
    example.undo()
    assert _view(example, osb).of(key).text == TEXT


def test_an_own_section_can_be_added_after_another(example: Database, osb: int) -> None:
    first = _view(example, osb).sections[0]
    _run(example, sections.add_section, osb, title="Efter", after=first.key)
    assert _titles(example, osb)[:2] == [first.title, "Efter"]


def test_moving_beyond_the_ends_stays_at_the_end(example: Database, osb: int) -> None:
    first = _view(example, osb).sections[0]
    _run(example, sections.move_section, osb, key=first.key, steps=99)
    assert _titles(example, osb)[-1] == first.title
    stored = _view(example, osb)
    _run(example, sections.move_section, osb, key=first.key, steps=1)
    assert _view(example, osb) == stored


def test_a_required_section_can_be_called_something_else_but_not_removed(example: Database, osb: int) -> None:
    key = _view(example, osb).sections[1].key
    _run(example, sections.rename_section, osb, key=key, title="Våra mål")
    renamed = _view(example, osb).of(key)
    assert (renamed.title, renamed.required, renamed.requirement) == (
        "Våra mål",
        True,
        "Konkreta verksamhetsmål",
    )
    with pytest.raises(RequiredStays, match="Våra mål"):
        _run(example, sections.remove_section, osb, key=key)


def test_what_the_model_requires_later_is_asked_for_and_what_it_no_longer_requires_stays_as_ones_own(
    example: Database, osb: int
) -> None:
    first, second, _ = _view(example, osb).sections
    _run(example, sections.write_section, osb, key=second.key, text=TEXT)
    _require(example, CONTENT[0], "risker", CONTENT[2])
    view = _view(example, osb)
    assert [(one.title, one.required) for one in view.sections] == [
        (first.title, True),
        ("Risker", True),
        (second.title, False),
        ("Fördelning av resurser", True),
    ]
    assert view.of(second.key).text == TEXT
    _run(example, sections.remove_section, osb, key=second.key)


def test_a_decided_version_stays_as_it_was_decided(example: Database, osb: int) -> None:
    view = _view(example, osb)
    _run(example, sections.write_section, osb, key=view.sections[0].key, text=TEXT)
    _lock(example, osb)
    _require(example, "något annat")
    assert [one.title for one in _view(example, osb).sections] == [one.title for one in view.sections]
    assert _view(example, osb).missing == view.missing[1:]


@pytest.mark.parametrize(
    ("use_case", "values"),
    [
        (sections.write_section, {"key": "x", "text": ""}),
        (sections.ensure_sections, {}),
        (sections.add_section, {"title": "Ny"}),
        (sections.rename_section, {"key": "x", "title": "Ny"}),
        (sections.move_section, {"key": "x", "steps": 1}),
        (sections.remove_section, {"key": "x"}),
    ],
)
def test_nothing_changes_in_a_decided_document_or_over_what_another_changed(
    example: Database, osb: int, use_case: Callable[..., Any], values: dict[str, Any]
) -> None:
    key = _view(example, osb).sections[0].key
    values = {name: key if name == "key" else value for name, value in values.items()}
    with pytest.raises(ChangedSince, match="Mål och budget 2012"):
        example.write(partial(use_case, node_id=osb, expected_version=99, **values))
    _lock(example, osb)
    with pytest.raises(Locked):
        _run(example, use_case, osb, **values)


def test_what_is_no_document_has_no_sections(example: Database) -> None:
    goal = row_of(example, "Trygg omsorg nära hemmet").id
    with pytest.raises(NoDocument):
        _run(example, sections.add_section, goal, title="Ny")
    agreement = row_of(example, "Uppdragshandling Musikskola").id
    with pytest.raises(NoDocument):
        _run(example, sections.add_section, agreement, title="Ny")


def test_sections_and_versions_that_are_not_there_are_named(example: Database, osb: int) -> None:
    with pytest.raises(NotFound, match="Avsnittet"):
        _run(example, sections.write_section, osb, key="borta", text=TEXT)
    with pytest.raises(NotFound, match="Version 7"):
        _view(example, osb, 7)


def test_a_section_needs_a_title_that_no_other_has(example: Database, osb: int) -> None:
    with pytest.raises(MissingText):
        _run(example, sections.add_section, osb, title=" \n")
    with pytest.raises(TitleTaken):
        _run(example, sections.add_section, osb, title="konkreta VERKSAMHETSMÅL")


@pytest.mark.parametrize(
    "text",
    ["<b>fet</b>", "{}", richtext.write(richtext.from_plain("å")) + " ", '{"blocks":[],"format":1}'],
)
def test_what_is_no_kept_text_is_refused(example: Database, osb: int, text: str) -> None:
    key = _view(example, osb).sections[0].key
    with pytest.raises(DomainError):
        _run(example, sections.write_section, osb, key=key, text=text)


def test_markup_is_kept_as_it_was_typed(example: Database, osb: int) -> None:
    key = _view(example, osb).sections[0].key
    text = richtext.write(richtext.from_plain("<b>fet</b> &amp; 'x'; DROP TABLE node"))
    _run(example, sections.write_section, osb, key=key, text=text)
    assert richtext.plain(richtext.read(_view(example, osb).of(key).text)).startswith("<b>fet</b> &amp;")


def test_a_new_version_takes_over_the_sections(example: Database, osb: int) -> None:
    _run(example, sections.write_section, osb, key=_view(example, osb).sections[0].key, text=TEXT)
    other = _add(example, "Mål och budget 2013")

    def copy(session: Session) -> None:
        copy_sections(
            session,
            from_version_id=session.get_one(Node, osb).current.id,
            to_version_id=session.get_one(Node, other).current.id,
        )
        describe(session, "Kopierade")

    example.write(copy)
    assert _view(example, other).sections == _view(example, osb).sections


def test_keys_of_requirements_are_their_words() -> None:
    assert required_parts(["Mål: vad & hur?", " mål: vad & hur ", "", "§"]) == (
        ("mål-vad-hur", "Mål: vad & hur?"),
        ("avsnitt", "§"),
    )
    assert required_parts(None) == ()


def test_a_damaged_row_in_the_file_does_not_hide_its_words(example: Database, osb: int) -> None:
    key = _view(example, osb).sections[0].key
    _run(example, sections.write_section, osb, key=key, text=TEXT)

    def damage(session: Session) -> None:
        row = session.scalars(select(DocumentSection).where(DocumentSection.key == key)).one()
        row.text = "{trasig"
        describe(session, "Skadade")

    example.write(damage)
    damaged = _view(example, osb).of(key)
    assert damaged.words == 6
    assert richtext.plain(damaged.document) == "Vi ska läsa mer.\n\nOch skriva."
