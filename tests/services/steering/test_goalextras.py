"""Acceptance, participation, citations and tags: recorded beside a goal's words, shown, undone."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.documents import CITED, TAG_SCHEMES
from app.models.errors import ChangedSince, Locked, MissingText, NotFound
from app.models.steering import Node
from app.services.steering import deleting
from app.services.steering.goalextras import agenda, citations, participation, tags
from app.services.steering.goalextras.errors import (
    CitedAlready,
    CitesItself,
    NotANumberOfPeople,
    NothingSaid,
    NotYetHappened,
    TooLongTag,
    UnknownTag,
)
from app.services.steering.goalextras.views import (
    GoalExtras,
    extras_of,
    nodes_with_tag,
    tag_choices,
    tags_in_use,
)
from app.services.storage import Database
from tests.services.steering.tree import add, row_of, view_of

TODAY = date(2010, 11, 21)
_GOAL = "Trygg omsorg nära hemmet"


def _extras(database: Database, node_id: int) -> GoalExtras:
    return database.read(partial(extras_of, node_id=node_id))


def _on(database: Database, use_case: Any, node_id: int, **values: Any) -> Any:
    version = database.read(lambda session: session.get_one(Node, node_id).version)
    call = partial(use_case, node_id=node_id, expected_version=version, **values)
    return database.write(call).value


@pytest.fixture
def goal(example: Database) -> int:
    return row_of(example, _GOAL).id


@pytest.fixture
def draft(example: Database, goal: int) -> int:
    return add(example, "verksamhetsmal", goal, "Fler läser mer")


def test_the_performer_accepts_and_it_reads_in_one_line(example: Database, goal: int) -> None:
    unit = row_of(example, "Uppdragshandling Hemtjänst Kopparberg").unit_id
    accept = partial(_on, example, participation.record_acceptance, goal, today=TODAY, unit_id=unit)
    accept(accepted=False, happened_on=date(2010, 9, 3))
    accept(accepted=True, happened_on=date(2010, 10, 5), forum="måldialog")
    words = [row.words for row in _extras(example, goal).participation]
    assert words == [
        "Godtaget av Hemtjänst Kopparberg, måldialog, 5 oktober 2010",
        "Inte godtaget av Hemtjänst Kopparberg, 3 september 2010",
    ]


def test_staff_took_part_as_a_number_and_a_forum(example: Database, goal: int) -> None:
    staff = partial(_on, example, participation.record_staff, goal, today=TODAY)
    with pytest.raises(NothingSaid):
        staff()
    with pytest.raises(NotANumberOfPeople):
        staff(participants=0)
    with pytest.raises(NotYetHappened):
        staff(happened_on=TODAY + timedelta(days=1))
    with pytest.raises(NotFound):
        staff(participants=3, unit_id=1)
    key = staff(participants=14, forum="arbetsplatsträff")
    assert [row.words for row in _extras(example, goal).participation] == [
        "14 medarbetare deltog, arbetsplatsträff"
    ]
    version = example.read(lambda session: session.get_one(Node, goal).version)
    example.write(partial(participation.remove_participation, participation_id=key, expected_version=version))
    assert _extras(example, goal).participation == ()
    example.undo()
    assert len(_extras(example, goal).participation) == 1


def test_it_is_told_by_the_version_of_the_goal(example: Database, goal: int) -> None:
    version = example.read(lambda session: session.get_one(Node, goal).version)
    call = partial(tags.set_tags, node_id=goal, tags=[("dimension", "social")], expected_version=version)
    example.write(call)
    with pytest.raises(ChangedSince):
        example.write(partial(call, tags=[]))


def test_a_goal_rests_on_law_and_on_a_document_in_the_file(example: Database, draft: int, goal: int) -> None:
    cite = partial(_on, example, citations.add_citation, draft)
    key = cite(kind="law", text=" Socialtjänstlagen 5 kap. 4 § ")
    cite(kind="document", cited_node_id=goal)
    with pytest.raises(CitesItself):
        cite(kind="document", cited_node_id=draft)
    with pytest.raises(CitedAlready):
        cite(kind="law", text="Socialtjänstlagen 5 kap. 4 §")
    with pytest.raises(MissingText):
        cite(kind="other", text=" ")
    found = _extras(example, draft).citations
    assert [(row.kind_words, row.text, row.cited_node_id) for row in found] == [
        ("Lag", "Socialtjänstlagen 5 kap. 4 §", None),
        ("Styrdokument", found[1].text, goal),
    ]
    version = example.read(lambda session: session.get_one(Node, draft).version)
    example.write(partial(citations.remove_citation, citation_id=key, expected_version=version))
    assert [row.kind for row in _extras(example, draft).citations] == ["document"]


def test_what_a_decided_goal_rests_on_stays(example: Database) -> None:
    decided = next(row for row in view_of(example).rows if row.locked)
    with pytest.raises(Locked):
        _on(example, citations.add_citation, decided.id, kind="law", text="Plan- och bygglagen")


def test_every_kind_that_can_be_cited_has_a_word() -> None:
    assert tuple(citations.KIND_WORDS) == CITED


def test_tags_are_told_in_the_order_of_their_schemes(example: Database, goal: int) -> None:
    chosen = [("own", "Barn  och unga"), ("agenda_goal", "11"), ("agenda_goal", "3"), ("dimension", "social")]
    _on(example, tags.set_tags, goal, tags=chosen)
    assert [tag.words for tag in _extras(example, goal).tags] == [
        "Social hållbarhet",
        "Mål 3 God hälsa och välbefinnande",
        "Mål 11 Hållbara städer och samhällen",
        "Barn och unga",
    ]
    assert example.undo_words == f"Ändrade etiketterna på ”{row_of(example, _GOAL).title}”"
    _on(example, tags.set_tags, goal, tags=[])
    assert _extras(example, goal).tags == ()
    example.undo()
    assert len(_extras(example, goal).tags) == 4


def test_an_own_tag_is_written_as_it_stands_elsewhere(example: Database, goal: int, draft: int) -> None:
    _on(example, tags.set_tags, goal, tags=[("own", "Barn och unga")])
    _on(example, tags.set_tags, draft, tags=[("own", "BARN OCH UNGA")])
    in_use = example.read(tags_in_use)
    assert [(tag.words, tag.count) for tag in in_use] == [("Barn och unga", 2)]
    assert example.read(partial(nodes_with_tag, tag=("own", "Barn och unga"))) == {goal, draft}


def test_what_no_scheme_has_is_refused(example: Database, goal: int) -> None:
    for tag in (("agenda_goal", "18"), ("dimension", "Social"), ("own", " ")):
        with pytest.raises(UnknownTag):
            _on(example, tags.set_tags, goal, tags=[tag])
    with pytest.raises(TooLongTag):
        _on(example, tags.set_tags, goal, tags=[("own", "a" * (tags.LONGEST_OWN + 1))])


def test_all_global_goals_and_dimensions_can_be_chosen(example: Database, goal: int) -> None:
    _on(example, tags.set_tags, goal, tags=[("own", "Trygghet")])
    rows = example.read(tag_choices)
    assert [row.scheme for row in rows] == ["dimension"] * 3 + ["agenda_goal"] * 17 + ["own"]


@given(st.text(max_size=80), st.sampled_from(TAG_SCHEMES))
def test_any_key_has_words_and_an_order(key: str, scheme: str) -> None:
    assert isinstance(agenda.tag_words(scheme, key), str)
    assert agenda.tag_order(scheme, key)[0] in (0, 1, 2)


def test_everything_goes_with_the_goal_and_whoever_cites_it_keeps_the_words(
    example: Database, draft: int, goal: int
) -> None:
    other = add(example, "verksamhetsmal", goal, "Ett annat mål")
    _on(example, citations.add_citation, other, kind="document", cited_node_id=draft)
    _on(example, citations.add_citation, draft, kind="law", text="Skollagen")
    _on(example, tags.set_tags, draft, tags=[("own", "Läsning")])
    _on(example, participation.record_staff, draft, participants=3, today=TODAY)
    version = example.read(lambda session: session.get_one(Node, draft).version)
    example.write(partial(deleting.remove_nodes, versions={draft: version}))
    assert _extras(example, draft) == GoalExtras((), (), ())
    cited = _extras(example, other).citations[0]
    assert (cited.text, cited.cited_node_id) == ("Fler läser mer", None)
    example.undo()
    assert len(_extras(example, draft).tags) == 1
    assert _extras(example, other).citations[0].cited_node_id == draft
