"""The list of general words is read strictly, and what the program carries holds together."""

import re
from pathlib import Path

import pytest

from app.services.steering.wordlist import WordListInvalid, general_words, parse_words, read_words

_GOOD = '[[words]]\nword = "Ram"\nexplanation = "Ett belopp."\nsource = "BUD-01"\n'
#: Words that stand on the program's pages or in every municipality's documents.
_NEEDED = (
    "kommunbidrag nettoanslag budgetram ramkomponent satsning anslagsbindning omdisponering",
    "balanskrav resultatmål styrkort perspektiv styrtal nyckeltal indikator målvärde måluppfyllelse",
    "uppdragshandling utförare beställare fullmäktige kommunstyrelse nämnd utskott beredning",
    "diarienummer paragraf tertial delårsrapport årsredovisning mandatperiod verksamhetsår årshjul",
    "styrkedja kommunkoncern ägardirektiv samverkan remiss återremiss bordläggning",
    "revisionsberättelse internbudget tilläggsbudget skatteunderlag utjämning LSS PKV AKI PO-pålägg",
    "internränta lönekompensation priskompensation effektiviseringskrav",
)
_TERMS = ("God ekonomisk hushållning", "Teknisk justering", "Laga kraft", "Röda tråden")
_SOURCED = {f"GLO-{n:02}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17, 18, 20, 27, 28, 39, 40, 41)}


def parse(text: str) -> None:
    parse_words(f"format = 1\n{text}".encode(), "ord.toml")


@pytest.mark.parametrize("word", [*" ".join(_NEEDED).split(), *_TERMS])
def test_the_words_of_the_pages_are_explained(word: str) -> None:
    known = {text.casefold() for each in general_words() for text in (each.word, *each.forms)}
    assert word.casefold() in known


def test_every_explanation_is_a_sentence_or_two() -> None:
    for each in general_words():
        assert each.explanation[0].isupper(), each.word
        assert each.explanation.endswith("."), each.word
        assert 20 <= len(each.explanation) <= 230, each.word
        assert len(re.findall(r"[.?:](?: |$)", each.explanation)) <= 3, each.word


def test_common_words_of_the_sources_have_their_requirement() -> None:
    assert {each.source for each in general_words()} >= _SOURCED


@pytest.mark.parametrize(
    ("word", "law"),
    [
        ("Balanskrav", "11 kap. 5, 12 och 13 §§ kommunallagen"),
        ("Årsredovisning", "11 kap. 20 § kommunallagen"),
        ("Tilläggsbudget", "11 kap. 15 § kommunallagen"),
        ("Resultatreserv", "11 kap. 14 § kommunallagen"),
        ("Laga kraft", "13 kap. 5 § kommunallagen"),
    ],
)
def test_a_word_of_the_law_names_its_paragraph(word: str, law: str) -> None:
    assert next(each.law for each in general_words() if each.word == word) == law


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("", "words", "saknas"),
        (_GOOD.replace('word = "Ram"\n', ""), "words[1].word", "saknas"),
        (_GOOD + 'colour = "red"\n', "words[1].colour", "okänd nyckel"),
        (_GOOD.replace('"Ett belopp."', "7"), "words[1].explanation", "ska vara text"),
        (_GOOD.replace("Ett belopp.", " "), "words[1].explanation", "är en tom text"),
        (_GOOD + _GOOD, "words[Ram]", "som redan står för Ram"),
        (
            _GOOD + _GOOD.replace('"Ram"', '"Belopp"\nforms = ["ram"]'),
            "words[Belopp]",
            "som redan står för Ram",
        ),
        (_GOOD.replace("BUD-01", "boken"), "words[Ram].source", "ett krav som GLO-05"),
        (_GOOD.replace("BUD-01", "lag"), "words[Ram].law", "saknas"),
        ("words = 3", "words", "ska vara en lista"),
        ("[[words", "rad 2", ""),
    ],
)
def test_a_fault_is_told_with_file_and_key(text: str, key: str, reason: str) -> None:
    with pytest.raises(WordListInvalid) as caught:
        parse(text)
    assert caught.value.message.startswith("Ordlistan ord.toml kan inte läsas in: ")
    assert key in caught.value.message
    assert reason in caught.value.message


def test_a_newer_format_and_another_encoding_are_refused() -> None:
    with pytest.raises(WordListInvalid, match="högst 1"):
        parse_words(f"format = 2\n{_GOOD}".encode(), "ord.toml")
    with pytest.raises(WordListInvalid, match="inte skriven i UTF-8"):
        parse_words("format = 1 # å".encode("latin-1"), "ord.toml")


def test_many_faults_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "ord.toml"
    path.write_text("format = 1\n" + '[[words]]\nword = ""\n' * 4, encoding="utf-8")
    with pytest.raises(WordListInvalid, match="och 11 fel till"):
        read_words(path)
