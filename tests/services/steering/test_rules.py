"""The rules of the hierarchy: words, periods, gaps, and where an element may stand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.steering import LOCKED_STATUSES, STATUSES
from app.services.steering import rules
from app.services.steering.rules import LevelRow

TODAY = date(2010, 11, 21)


def _level(
    id_: int, parent: int | None = None, *sources: int, position: int | None = None, form: str = "document"
) -> LevelRow:
    name = f"Nivå {id_}"
    return LevelRow(
        id=id_,
        key=f"n{id_}",
        position=id_ if position is None else position,
        name=name,
        short_name=name,
        form=form,
        parent_id=parent,
        source_ids=sources,
    )


def test_every_status_has_a_word() -> None:
    assert set(rules.STATUS_WORDS) == set(STATUSES)


@pytest.mark.parametrize(
    ("status", "start", "end", "word"),
    [
        ("draft", None, None, "Utkast"),
        ("ready", None, None, "Klar för beslut"),
        ("decided", None, None, "Beslutad"),
        ("decided", date(2011, 1, 1), date(2013, 12, 31), "Beslutad"),
        ("decided", TODAY, None, "Gällande"),
        ("decided", date(2009, 1, 1), TODAY, "Gällande"),
        ("in_force", date(2007, 1, 1), date(2010, 11, 20), "Utgången"),
        ("decided", date(2007, 1, 1), date(2009, 12, 31), "Utgången"),
        ("draft", date(2007, 1, 1), date(2009, 12, 31), "Utkast"),
        ("replaced", date(2007, 1, 1), date(2009, 12, 31), "Ersatt"),
    ],
)
def test_a_status_reads_as_of_today(status: str, start: date | None, end: date | None, word: str) -> None:
    assert rules.status_word(status, "document", start, end, TODAY) == word


def test_a_talk_is_never_decided_and_so_has_no_status() -> None:
    assert rules.status_word("draft", "dialogue", None, None, TODAY) is None


@pytest.mark.parametrize(
    ("stated", "due", "start", "end", "words"),
    [
        (None, None, None, None, ""),
        ("Minst 4 år", 2013, date(2009, 1, 1), None, "Minst 4 år"),
        (None, 2013, date(2011, 1, 1), date(2013, 12, 31), "2013"),
        (None, None, date(2011, 1, 1), date(2013, 12, 31), "2011–2013"),
        (None, None, date(2011, 1, 1), date(2011, 12, 31), "2011"),
        (None, None, date(2009, 1, 1), None, "2009–"),
        (None, None, date(2009, 6, 17), None, "2009-06-17–"),
        (None, None, None, date(2013, 12, 31), "t.o.m. 2013"),
        (None, None, None, date(2013, 6, 30), "t.o.m. 2013-06-30"),
        (None, None, date(2010, 7, 1), date(2011, 6, 30), "2010-07-01–2011-06-30"),
    ],
)
def test_a_validity_is_said_in_as_few_words_as_a_column_holds(
    stated: str | None, due: int | None, start: date | None, end: date | None, words: str
) -> None:
    assert rules.validity_text(stated, due, start, end) == words


def test_a_validity_in_full_has_its_days_or_the_stated_words() -> None:
    start, end = date(2011, 1, 1), date(2013, 12, 31)
    assert rules.validity_in_full(None, start, end) == "1 jan 2011–31 dec 2013"
    assert rules.validity_in_full("Tills vidare", start, end) == "Tills vidare"
    assert rules.validity_in_full(None, None, None) == ""
    assert "2011" in rules.validity_in_full(None, start, None)


@pytest.mark.parametrize(
    ("form", "measurable", "owned", "measured", "found"),
    [
        ("document", None, True, False, ()),
        ("document", None, False, False, ("saknar ägare",)),
        ("goal", None, True, False, ("saknar mått",)),
        ("goal", True, False, False, ("saknar ägare", "saknar mått")),
        ("goal", False, True, False, ()),
        ("commitment", None, True, True, ()),
    ],
)
def test_an_element_lacks_an_owner_and_a_goal_a_measure(
    form: str, measurable: bool | None, owned: bool, measured: bool, found: tuple[str, ...]
) -> None:
    got = rules.gaps(form=form, measurable=measurable, status="draft", owned=owned, measured=measured)
    assert got == found


@pytest.mark.parametrize("status", ["replaced", "revoked"])
def test_nothing_is_asked_of_what_no_longer_applies(status: str) -> None:
    assert rules.gaps(form="goal", measurable=None, status=status, owned=False, measured=False) == ()


def test_a_decision_needs_a_text_too() -> None:
    assert rules.missing_for_decision(gap_words=(), text="Något") == ()
    assert rules.missing_for_decision(gap_words=("saknar ägare",), text=" \n") == (
        "saknar ägare",
        "saknar beskrivning",
    )


@given(st.sampled_from(STATUSES))
def test_decided_statuses_are_locked_and_no_others(status: str) -> None:
    assert rules.is_locked(status) is (status in LOCKED_STATUSES)


def test_an_element_stands_under_its_primary_parent_and_the_first_ones_at_the_top() -> None:
    levels = [_level(1), _level(2, 1), _level(3, 1, 2)]
    assert [level.id for level in rules.allowed_levels(1, levels, {1, 2})] == [2, 3]
    assert [level.id for level in rules.allowed_levels(None, levels, {1, 2})] == [1]


def test_while_the_primary_parent_is_unused_a_level_it_builds_on_will_do() -> None:
    levels = [_level(1), _level(2, 1), _level(3, 2, 1)]
    assert [level.id for level in rules.allowed_levels(1, levels, {1})] == [2, 3]
    assert [level.id for level in rules.allowed_levels(1, levels, {1, 2})] == [2]


def test_in_an_empty_file_any_level_may_begin() -> None:
    levels = [_level(1), _level(2, 1), _level(3, 2, 1)]
    assert [level.id for level in rules.allowed_levels(None, levels, set())] == [1, 2, 3]


@st.composite
def _models(draw: st.DrawFn) -> tuple[list[LevelRow], set[int]]:
    """Levels in any order of reading whose parents and sources come before them, and those in use."""
    count = draw(st.integers(1, 8))
    places = draw(st.permutations(range(count)))
    levels = []
    for id_ in range(1, count + 1):
        above = list(range(1, id_))
        parent = draw(st.sampled_from([None, *above]))
        sources = draw(st.lists(st.sampled_from(above), unique=True)) if above else []
        levels.append(
            _level(id_, parent, *(one for one in sources if one != parent), position=places[id_ - 1])
        )
    used = set(draw(st.lists(st.sampled_from([level.id for level in levels]), unique=True)))
    return levels, used


@given(_models(), st.data())
def test_what_may_be_added_is_offered_in_the_order_of_the_model(
    model: tuple[list[LevelRow], set[int]], data: st.DataObject
) -> None:
    levels, used = model
    above = data.draw(st.sampled_from([None, *(level.id for level in levels)]))
    offered = rules.allowed_levels(above, levels, used)
    assert [level.position for level in offered] == sorted(level.position for level in offered)
    for level in offered:
        if above is not None:
            assert above == level.parent_id or above in level.source_ids


@given(_models())
def test_every_level_has_a_place_whatever_stands_there_already(
    model: tuple[list[LevelRow], set[int]],
) -> None:
    levels, used = model
    places = [None, *used]
    for level in levels:
        reachable = level.parent_id is None or level.parent_id in used or bool(set(level.source_ids) & used)
        offered = any(level in rules.allowed_levels(above, levels, used) for above in places)
        assert offered or not reachable


@pytest.mark.parametrize(
    ("pattern", "unit", "title"),
    [
        (None, "Hemtjänst", ""),
        ("Verksamhetsplan {år}", None, "Verksamhetsplan 2011"),
        ("ÖSB {år} och {år+1}–{år+2}", None, "ÖSB 2011 och 2012–2013"),
        ("Bokslut {år-1}", None, "Bokslut 2010"),
        ("Uppdragshandling {enhet}", "Hemtjänst", "Uppdragshandling Hemtjänst"),
        ("Uppdragshandling {enhet}", None, ""),
    ],
)
def test_a_first_title_follows_the_pattern_of_the_level(
    pattern: str | None, unit: str | None, title: str
) -> None:
    level = LevelRow(1, "n", 1, "Nivå", "Nivå", "document", None, title_pattern=pattern)
    assert rules.suggested_title(level, 2011, unit) == title


@pytest.mark.parametrize(
    ("names", "order", "words"),
    [
        (("Kommunstyrelsen",), "in_turn", "Kommunstyrelsen"),
        (("Kommunstyrelsen", "Nämnder"), None, "Kommunstyrelsen eller nämnder"),
        (("Kommunstyrelsen", "Nämnder"), "either", "Kommunstyrelsen eller nämnder"),
        (("Kommunstyrelsen", "Nämnder"), "together", "Kommunstyrelsen och nämnder"),
        (("Kommunstyrelsen", "Kommunfullmäktige"), "in_turn", "Kommunstyrelsen, därefter kommunfullmäktige"),
        (("Nämnder", "Bolag", "KSAU"), "either", "Nämnder, bolag eller KSAU"),
        (("Nämnder", "KSAU", "Bolag"), "in_turn", "Nämnder, därefter KSAU, därefter bolag"),
    ],
)
def test_who_decides_is_said_as_one_of_several_all_together_or_in_turn(
    names: tuple[str, ...], order: str | None, words: str
) -> None:
    level = LevelRow(1, "n", 1, "Nivå", "Nivå", "document", None, decided_by=names, decision_order=order)
    assert level.body == words


def test_a_level_that_nobody_decides_names_nobody() -> None:
    assert _level(1).body is None


@given(st.lists(st.text("abcåäö", min_size=1), min_size=1, max_size=4), st.sampled_from(["either", None]))
def test_every_deciding_body_is_named(names: list[str], order: str | None) -> None:
    said = rules.bodies_in_words(names, order)
    assert said is not None
    assert said.count(",") + said.count(" eller ") == len(names) - 1
