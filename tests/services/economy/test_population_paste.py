"""Tables of the population as they are copied: either direction, sums checked, footnotes left out."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.population_errors import NothingFound, WrongPaste
from app.services.economy.population_paste import age_of, cells_of, read_population
from app.services.economy.population_table import AgeGroup

SCB = """Folkmängd 31 december efter ålder, prognos

Ålder\t2026\t2027 prognos\t2028
0 år\t40\t41*\t..
1–5 år\t210 1)\t212\t215
6-15 år\t1 500\t1\u00a0501\t1 502
0–15 år\t1 750\t1 754\t
16 år och äldre\t-\t1\t2
Totalt\t1 750\t1 755\t1 719
Källa: SCB
"""


def _read(text: str, day: str = "dec31") -> dict[tuple[int, str], int | None]:
    found = read_population(cells_of(text), day=day)
    return {(each.year, each.group.words): each.number for each in found.numbers}


def test_ages_as_rows_with_footnotes_missing_values_and_sums():
    found = read_population(cells_of(SCB), day="nov1")
    assert found.day == "dec31", "the table itself says which day"
    numbers = {(each.year, each.age_from): each.number for each in found.numbers}
    assert numbers[2026, 0] == 40
    assert numbers[2026, 16] == 0
    assert (2028, 0) not in numbers, "what is not known is no number"
    assert numbers[2027, 6] == 1501
    assert len(numbers) == 11
    assert found.said[0].startswith("4 summor stämde")
    assert any("gick inte att stämma av" in words for words in found.said)


def test_years_as_rows_men_and_women_and_the_oldest():
    across = (
        "1 november\når\t0-5\t6–15\t16+\tsumma\n2026\t250\t500\t4 000\t4 750\n2027\t251\t501\t4 001\t4 753\n"
    )
    assert _read(across)[2027, "16 år och äldre"] == 4001
    assert read_population(cells_of(across)).day == "nov1"
    sexes = "region\tålder\tkön\t2026\n" + "".join(
        f"Heby\t{age}\t{sex}\t{number}\n"
        for age, men, women in (("0 år", 20, 22), ("100+ år", 1, 3))
        for sex, number in (("män", men), ("kvinnor", women), ("totalt", men + women))
    )
    assert _read(sexes) == {(2026, "0 år"): 42, (2026, "100 år och äldre"): 4}
    assert _read("Ålder\t2026\tförändring i procent\n0 år\t4\t5") == {(2026, "0 år"): 4}
    rounded = read_population(cells_of("Ålder;2026\n0 år;41,6\n1-5;200\n"))
    assert [each.number for each in rounded.numbers] == [42, 200]
    assert "avrundades" in rounded.said[-1]


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        (
            SCB.replace("1 755", "1 900"),
            WrongPaste,
            "är 1 900 i tabellen, men åldersgrupperna är tillsammans 1 755",
        ),
        (SCB.replace("\t212", "\t−212"), WrongPaste, "1–5 år 2027 är −212"),
        (SCB.replace("\t212", "\tfler"), WrongPaste, "”fler” för 1–5 år 2027 går inte att läsa"),
        ("Ålder\t2026\n0 år\t4\n0 år\t5", WrongPaste, "mer än en rad"),
        ("kön\tå\t2026\nmän\t0 år\t4", WrongPaste, "bara män"),
        ("Medelfolkmängd\nÅlder\t2026\n0 år\t4", NothingFound, "räknas fram här"),
        ("Ålder\t31 dec 2026\t1 nov 2027\n0 år\t4\t5", NothingFound, "blandar"),
        ("Ålder\t2026\n0+\t4.633", WrongPaste, "”4.633” för alla åldrar 2026 går inte att läsa"),
        ("hej\nhopp", NothingFound, "årtal som rubriker"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_its_place(text, error, words):
    with pytest.raises(error) as refused:
        read_population(cells_of(text))
    assert words in refused.value.message.replace("\u00a0", " ")


def test_two_years_far_apart_are_years():
    pasted = read_population(cells_of("Ålder\t2025\t2030\n0–5\t46\t44\n6+\t12,5\t13"))
    assert pasted.years == (2025, 2030)
    assert [each.number for each in pasted.numbers] == [46, 13, 44, 13]


@given(st.integers(0, 130), st.integers(0, 130))
def test_every_group_is_read_back_from_its_own_words(one, other):
    for group in (AgeGroup(one), AgeGroup(one, one), AgeGroup(min(one, other), max(one, other))):
        assert age_of(group.words) == group


@given(st.text(max_size=60))
def test_whatever_is_pasted_it_is_read_or_refused_in_a_sentence(text):
    with suppress(NothingFound, WrongPaste):
        assert read_population(cells_of(text)).numbers
