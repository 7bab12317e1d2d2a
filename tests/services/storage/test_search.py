"""Search by words and by parts of words, in Swedish letters."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementKind
from app.models.organisation import Municipality, MunicipalityAlias, Unit, UnitKind
from app.models.scorecard import Indicator
from app.models.steering import Decision, GlossaryTerm, Level, Node, NodeVersion
from app.services.storage import schema
from app.services.storage.search import search
from app.services.storage.searchtables import PIECES, WORDS

TITLES = ("Får får får", "Bil far fram", "Äldreomsorgens uppdrag", "Aldrig ensam", 'Säg "hej" till 50 %')


@pytest.fixture
def town(session: Session) -> Session:
    """A small municipality in which there is something to find."""
    session.add_all(
        [
            UnitKind(id=1, key="enhet", name="Enhet", category="unit", position=1),
            Level(
                id=1, key="mal", position=1, name="Verksamhetsmål", short_name="Mål", form="goal", details={}
            ),
            AgreementKind(id=1, key="uh", position=1, name="Uppdragshandling", details={}),
            Municipality(id=1, name="Ljusnarsberg", official_name="Ljusnarsbergs kommun", code="1864"),
            MunicipalityAlias(id=1, municipality_id=1, name="Kopparbergs bergslag"),
            Unit(id=1, kind_id=1, name="Bildning"),
            GlossaryTerm(id=1, word="Röda tråden", explanation="Kedjan från vision till aktivitet"),
        ]
    )
    session.flush()
    session.add(Unit(id=2, kind_id=1, parent_id=1, name="Kyrkskolan", abbreviation="KS7"))
    for number, title in enumerate(TITLES, start=1):
        session.add(Node(id=number, level_id=1, unit_id=1))
        session.flush()
        session.add(NodeVersion(id=number, node_id=number, number=1, title=title, text=f"Text {number}"))
    session.add(
        Indicator(id=1, name="Andel behöriga lärare", definition="Lärarlegitimation", owner_unit_id=2)
    )
    session.flush()
    session.add(
        Agreement(id=1, kind_id=1, unit_id=2, node_id=3, client="KS", registration_number="KS 2026/147")
    )
    session.commit()
    return session


def _titles(session: Session, text: str) -> list[str]:
    return [hit.title for hit in search(session, text)]


def test_rings_and_dots_are_letters_of_their_own(town):
    assert _titles(town, "får") == ["Får får får"]
    assert _titles(town, "far") == ["Bil far fram"]
    assert _titles(town, "äld") == ["Äldreomsorgens uppdrag"]
    assert _titles(town, "ald") == ["Aldrig ensam"]


@pytest.mark.parametrize("typed", ["FÅR", "Får", "fa\u030ar", "  får "])
def test_case_blanks_and_the_form_of_the_letter_do_not_matter(town, typed):
    assert _titles(town, typed) == ["Får får får"]


@pytest.mark.parametrize("typed", ["omsorg", "sorgens upp", "ÄLDREOMSORGENS", "uppdrag äldre", "drag äl"])
def test_any_part_of_a_word_and_any_order_finds(town, typed):
    assert "Äldreomsorgens uppdrag" in _titles(town, typed)


def test_one_and_two_letters_find_by_the_beginning_of_a_word(town):
    assert "Äldreomsorgens uppdrag" in _titles(town, "Ä")
    assert "Kyrkskolan" in _titles(town, "ky")
    assert "Kyrkskolan" not in _titles(town, "rk")


def test_all_words_must_be_there(town):
    assert _titles(town, "äldreomsorgens ensam") == []


def test_the_title_goes_before_the_text_and_the_whole_before_the_part(town):
    town.add_all(
        [
            GlossaryTerm(id=11, word="Ramverk", explanation="x"),
            GlossaryTerm(id=12, word="Budgetram", explanation="x"),
            GlossaryTerm(id=13, word="Ram", explanation="x"),
            GlossaryTerm(id=14, word="Anslag", explanation="en ram"),
            GlossaryTerm(id=15, word="Årets ram", explanation="x"),
        ]
    )
    town.commit()
    expected = ["Ram", "Ramverk", "Årets ram", "Bil far fram", "Budgetram", "Anslag"]
    assert _titles(town, "ram") == expected


def test_the_very_title_is_found_among_very_many_that_hold_its_words(town):
    crowd = [GlossaryTerm(id=1000 + n, word=f"A ram ram ram {n}", explanation="ram " * 9) for n in range(900)]
    town.add_all([*crowd, GlossaryTerm(id=11, word="Ram", explanation="ett annat ord " * 50)])
    town.commit()
    assert _titles(town, "ram")[0] == "Ram"


def test_every_kind_is_found_with_its_place(town):
    found = {(hit.kind, hit.id, hit.title, hit.context) for typed in (
        "kyrkskolan", "ks7", "behöriga", "legitimation", "tråden", "1864", "bergslag", "2026/147", "ensam",
    ) for hit in search(town, typed)}  # fmt: skip
    assert found == {
        ("unit", 2, "Kyrkskolan", "Enhet · Bildning"),
        ("indicator", 1, "Andel behöriga lärare", "Nyckeltal · Kyrkskolan"),
        ("glossary_term", 1, "Röda tråden", "Ordlista"),
        ("municipality", 1, "Ljusnarsberg", "Kommun"),
        ("agreement", 1, "Kyrkskolan · KS 2026/147", "Uppdragshandling"),
        ("node", 4, "Aldrig ensam", "Mål · Bildning"),
    }


def test_the_search_follows_every_change(town):
    town.get(NodeVersion, 1).title = "Getter"
    town.add(Decision(id=1, node_version_id=2, step="definitive", registration_number="KS 77/88"))
    town.delete(town.get(GlossaryTerm, 1))
    town.delete(town.get(MunicipalityAlias, 1))
    town.commit()
    assert _titles(town, "får") == []
    assert _titles(town, "getter") == ["Getter"]
    assert _titles(town, "77/88") == ["Bil far fram"]
    assert _titles(town, "tråden") == []
    assert _titles(town, "bergslag") == []


def test_only_the_current_version_of_a_node_is_found(town):
    town.add(NodeVersion(id=21, node_id=1, number=2, title="Nya ord"))
    town.commit()
    assert _titles(town, "nya ord") == []
    town.get(Node, 1).current_number = 2
    town.commit()
    assert _titles(town, "nya ord") == ["Nya ord"]
    assert _titles(town, "får") == []


def test_a_row_that_changes_its_owner_leaves_the_old_one(town):
    town.add(Municipality(id=2, name="Säter", official_name="Säters kommun"))
    town.flush()
    town.get(MunicipalityAlias, 1).municipality_id = 2
    town.commit()
    assert _titles(town, "bergslag") == ["Säter"]


@pytest.mark.parametrize(
    "typed",
    ['"', "*", "får*", 'får" OR "far', "NEAR(får far)", "-får", "(", "får)", "title:får", "får AND", "^får",
     "", "   ", "%", "\0", "får\0", "–", "{a b}:x", "+", "'", ";--", "\ud800får"],
)  # fmt: skip
def test_signs_are_never_commands(town, typed):
    assert {hit.title for hit in search(town, typed)} <= {"Får får får"}


def test_quotes_and_signs_in_a_title_can_be_searched_for(town):
    assert _titles(town, '"hej"') == [TITLES[4]]
    assert _titles(town, "50 %") == [TITLES[4]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(st.sampled_from("fårFÅR \"*()-^:{}+NEAROT'\\%\0\ud8005–") | st.characters(), max_size=30)
)
def test_nothing_that_can_be_typed_breaks_the_search(town, typed):
    assert len(search(town, typed)) <= len(TITLES) + 6


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.data())
def test_every_part_of_three_letters_or_more_of_every_title_finds_it(town, cut):
    title = cut.draw(st.sampled_from(TITLES))
    start = cut.draw(st.integers(0, len(title) - 3))
    part = title[start : cut.draw(st.integers(start + 3, len(title)))]
    if all(len(word) >= 3 for word in part.split()):
        assert title in _titles(town, part.upper())


def test_no_more_than_the_limit_are_given(town):
    town.add_all([GlossaryTerm(id=100 + n, word=f"Ord {n}", explanation="") for n in range(50)])
    town.commit()
    assert len(search(town, "ord")) == 30
    assert len(search(town, "ord", limit=7)) == 7
    assert search(town, "ord", limit=0) == ()


def test_ties_stand_in_swedish_order(town):
    words = ("Zonen", "Ängen", "Ån", "Ön", "Alen")
    town.add_all([GlossaryTerm(id=200 + n, word=f"Led {w}", explanation="") for n, w in enumerate(words)])
    town.commit()
    assert _titles(town, "led") == ["Led Alen", "Led Zonen", "Led Ån", "Led Ängen", "Led Ön"]


def test_the_indexes_agree_with_their_content_after_many_changes(town):
    for round_ in range(3):
        for number in range(1, 6):
            town.get(NodeVersion, number).text = f"{round_} {number} ö"
        town.commit()
    for index in (WORDS, PIECES):
        town.execute(sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"))


def test_search_tables_made_anew_hold_what_was_there(town):
    before = {typed: search(town, typed) for typed in ("kyrk", "får", "147", "lärar")}
    schema.install(town.connection())
    assert {typed: search(town, typed) for typed in before} == before
    assert all(before.values())
