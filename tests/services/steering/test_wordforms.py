"""Words are found whole, in their Swedish forms, and never inside a compound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.steering.wordforms import Entry, Meaning, WordIndex, endings


def entry(
    word: str, short: str | None = None, *forms: str, origin: str = "egna", whole: bool = False
) -> Entry:
    return Entry(Meaning(word, f"Vad {word} är", origin), word, short, forms, whole)


INDEX = WordIndex(
    [
        entry("Mål"),
        entry("Kommunövergripande mål"),
        entry("Nämnd"),
        entry("Satsning"),
        entry("Utförare"),
        entry("Nyckeltal"),
        entry("Måluppfyllelse"),
        entry("Strategi"),
        entry("Teknisk justering"),
        entry("God ekonomisk hushållning", "GEH"),
        entry("Fullmäktige", "KF"),
        entry("Röda tråden", None, "röd tråd"),
        entry("PO-pålägg"),
        entry("Vad – Vem – Hur"),
        entry("Skola"),
        entry("Titel"),
        entry("Ekonomi", whole=True),
        entry("Nämndernas mål", whole=True),
    ]
)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mål", "Mål"),
        ("målen", "Mål"),
        ("MÅLETS", "Mål"),
        ("nämndernas", "Nämnd"),
        ("Satsningarna 2011", "Satsning"),
        ("utföraren", "Utförare"),
        ("Utförarnas", "Utförare"),
        ("nyckeltalens", "Nyckeltal"),
        ("måluppfyllelsen", "Måluppfyllelse"),
        ("strategier", "Strategi"),
        ("skolornas", "Skola"),
        ("titlarna", "Titel"),
        ("Tekniska justeringar", "Teknisk justering"),
        ("den goda ekonomiska hushållningens krav", "God ekonomisk hushållning"),
        ("de kommunövergripande målen", "Kommunövergripande mål"),
        ("En röd tråd", "Röda tråden"),
        ("Vad – Vem – Hur", "Vad – Vem – Hur"),
        ("KF", "Fullmäktige"),
        ("KF:s beslut", "Fullmäktige"),
        ("PO-pålägget", "PO-pålägg"),
        ("Ekonomi", "Ekonomi"),
        (" ekonomi ", "Ekonomi"),
    ],
)
def test_a_word_is_found_in_its_forms(text: str, word: str) -> None:
    found = INDEX.find(text)
    assert found is not None
    assert found.meaning.word == word


@pytest.mark.parametrize(
    "text",
    ["", "1 234", "målarfärg", "KF-mål", "mål-", "delmål", "kf", "Ekonomi i balans", "GEHS", "omnämnd"],
)
def test_what_is_not_the_word_is_not_found(text: str) -> None:
    found = INDEX.find(text)
    assert found is None


def test_the_longest_word_of_a_text_is_explained() -> None:
    found = INDEX.find("Nämnd, satsning")
    assert found is not None
    assert found.meaning.word == "Satsning"
    assert (found.start, found.end) == (7, 15)


def test_a_term_goes_before_the_words_in_it() -> None:
    assert [one.meaning.word for one in INDEX.find_all("Kommunövergripande mål och nämndens mål")] == [
        "Kommunövergripande mål",
        "Nämnd",
        "Mål",
    ]


def test_a_name_of_its_own_goes_before_a_word_that_only_begins_it() -> None:
    found = INDEX.find("Nämndernas mål")
    assert found is not None
    assert found.meaning.word == "Nämndernas mål"


def test_a_name_that_ends_in_a_word_is_explained_by_the_word() -> None:
    index = WordIndex([entry("Värdegrund"), entry("Kommunens värdegrund", whole=True)])
    found = index.find("Kommunens värdegrund")
    assert found is not None
    assert found.meaning.word == "Värdegrund"


def test_the_word_at_a_character_is_known() -> None:
    text = "Nämnden har mål."
    assert INDEX.at(text, 2) is not None
    at_goal = INDEX.at(text, 13)
    assert at_goal is not None
    assert at_goal.meaning.word == "Mål"
    assert INDEX.at(text, 9) is None
    assert INDEX.at(text, 15) is None


def test_words_do_not_reach_over_the_end_of_a_sentence() -> None:
    assert INDEX.find("röd. tråd") is None


def test_of_two_explanations_the_first_holds_and_a_written_form_goes_before_an_ending() -> None:
    own, general = entry("Mål"), entry("mål", origin="allmänna")
    found = WordIndex([own, general]).find("mål")
    assert found is not None
    assert found.meaning.origin == "egna"
    signs = WordIndex([entry("§§"), own]).find("målen")
    assert signs is not None
    assert signs.meaning.word == "Mål"
    calendar = WordIndex([entry("Kalender"), entry("Hjul", None, "kalendern", origin="allmänna")])
    assert (first := calendar.find("kalendern")) is not None
    assert first.meaning.origin == "egna"
    written = WordIndex([entry("Styrkedja"), entry("Kedja", None, "styrkedjan")]).find("styrkedjan")
    assert written is not None
    assert written.meaning.word == "Kedja"


@given(st.text(max_size=60))
def test_any_text_can_be_searched_and_what_is_found_stands_there(text: str) -> None:
    last = 0
    for found in INDEX.find_all(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
    INDEX.find(text)


@given(st.from_regex(r"[a-zåäö]{2,12}", fullmatch=True))
def test_a_word_is_one_of_its_own_forms(word: str) -> None:
    assert word in endings(word)
