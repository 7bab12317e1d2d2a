"""Arithmetic typed in a cell: exact, rounded once, and refused in one sentence."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.budget import rules
from app.services.budget.arithmetic import DEEPEST, is_arithmetic, is_formula, note_after, reckon
from app.services.formatting import MAX_LENGTH

TKR = 100_000
SMALL = st.integers(-10_000, 10_000)


def amount(text: str, current: int = 0, unit: str = "tkr") -> int:
    return reckon(text, current=current, unit=unit).amount  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "current", "tkr"),
    [
        ("=12000*1,025", 0, 12_300),
        ("=(100+50)*3/2", 0, 225),
        ("=1 000 + 2\u00a0000", 0, 3_000),
        ("=-5-−5", 0, 0),
        ("=2*-3", 0, -6),
        ("=200*5%", 0, 10),
        ("= 100 / 50 %", 0, 200),
        ("=500 kr", 0, Fraction(1, 2)),
        ("=2*3 mnkr", 0, 6_000),
        ("+500", 1_000, 1_500),
        ("+-500", 1_000, 500),
        ("+500", 0, 500),
        ("+2*250", 1_000, 1_500),
        ("-2%", 1_000, 980),
        ("−2 %", 1_000, 980),
        ("+3,5 %", 1_000, 1_035),
        ("+3,5 %", -1_000, -1_035),
        ("*1,02", 1_000, 1_020),
        ("/4", 1_000, 250),
        ("*2%", 1_000, 20),
        ("-500", 1_000, -500),
        ("(500)", 1_000, -500),
        ("1 500,5", 1_000, Fraction(3_001, 2)),
    ],
)
def test_what_is_typed_gives_an_amount(text: str, current: int, tkr: int | Fraction) -> None:
    assert amount(text, current * TKR) == tkr * TKR


@pytest.mark.parametrize("text", ["-500", "−500", "–500", "500", "(500)", "12 000", "- 500", "500 kr"])
def test_a_plain_number_is_an_amount_whatever_its_sign(text: str) -> None:
    assert not is_arithmetic(text)
    assert reckon(text, current=7, unit="kr").formula is None


def test_what_is_relative_or_reckoned_keeps_its_text() -> None:
    for text in ("+500", "-2%", "*2", "/3", "=4"):
        assert reckon(f" {text} ", current=100, unit="kr").formula == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("=1/0", "dela med noll"),
        ("/0", "dela med noll"),
        ("=5/(3-3)", "dela med noll"),
        ("=A1+B1", "bara siffror"),
        ("=SUMMA(A1:A9)", "bara siffror"),
        ("=", "saknas i slutet"),
        ("+", "saknas i slutet"),
        ("=5+", "saknas i slutet"),
        ("=(5", "inte avslutad"),
        ("=5)", "fel plats"),
        ("=*5", "fel plats"),
        ("=5 5", "fel plats"),
        ("=1.5", "med komma"),
        ("=2%", "inte vara i procent"),
        ("=100+2%", r"\*1,02"),
        ("+2% kr", "utan kr"),
        ("*1,02+500", "inom parentes"),
        ("/2+100", "inom parentes"),
        ("/2*3", "inom parentes"),
        ("-1000*2%", "ett enda procenttal"),
        ("-(500)*3%", "ett enda procenttal"),
        ("=5;3", "kan inte användas"),
        ("=1,2,3", "kan inte användas"),
        ("=9999999999*9999999999", "tusen miljarder"),
        ("=" + "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "parenteser"),
        ("=" + "1+" * MAX_LENGTH + "1", f"högst {MAX_LENGTH} tecken"),
        ("=\u0661", "kan inte användas"),
        ("=\u00b2", "kan inte användas"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(text: str, why: str) -> None:
    with pytest.raises(DomainError, match=why) as refused:
        amount(text, 100)
    assert refused.value.message.count(". ") == 0
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("text", ["+2%", "-2%", "*2", "/2"])
def test_an_empty_cell_has_nothing_to_reckon_on(text: str) -> None:
    with pytest.raises(DomainError, match="cellen är tom"):
        amount(text, 0)


def test_an_amount_beyond_the_largest_is_refused() -> None:
    assert amount("1 000 000 000 000", unit="kr") == rules.LARGEST
    for text in ("1 000 000 000 000,01", "−1 000 000 000 001"):
        with pytest.raises(DomainError, match="tusen miljarder"):
            amount(text, unit="kr")


def test_it_is_rounded_half_up_once_at_the_end() -> None:
    assert amount("=1/3*3", unit="kr") == 100
    assert amount("=0,005", unit="kr") == 1
    assert amount("=-0,005", unit="kr") == -1
    assert amount("=0,0049999", unit="kr") == 0
    assert amount("+50%", 1) == 2
    assert amount("+50%", -1) == -2


def sums(depth: int = 3) -> st.SearchStrategy[tuple[str, Fraction]]:
    """Expressions with what they are worth, reckoned apart."""
    number = st.decimals(0, 9999, places=2).map(lambda d: (str(d).replace(".", ","), Fraction(d)))

    def grow(inner: st.SearchStrategy[tuple[str, Fraction]]) -> st.SearchStrategy[tuple[str, Fraction]]:
        return st.tuples(inner, st.sampled_from("+-*"), inner).map(
            lambda p: (
                f"({p[0][0]}{p[1]}{p[2][0]})",
                {"+": p[0][1] + p[2][1], "-": p[0][1] - p[2][1], "*": p[0][1] * p[2][1]}[p[1]],
            )
        )

    return st.recursive(number, grow, max_leaves=depth)


@given(sums())
def test_every_sum_is_exact_to_half_an_ore(made: tuple[str, Fraction]) -> None:
    text, worth = made
    found = amount(f"={text}", unit="kr") if abs(worth) < 10**12 else worth * 100
    assert abs(found - worth * 100) <= Fraction(1, 2)


@given(SMALL, SMALL)
def test_a_plus_adds_and_percent_up_is_the_factor(current: int, added: int) -> None:
    assert amount(f"+{added}", current * 100, "kr") == (current + added) * 100
    if current:
        assert amount(f"+{abs(added)}%", current, "kr") == amount(f"*(1+{abs(added)}/100)", current, "kr")


@given(st.text(alphabet="=+-*/()%0123456789, kr−.aA\n\t", max_size=30))
@example("=" * 30)
def test_whatever_is_typed_gives_an_amount_or_one_sentence(text: str) -> None:
    try:
        found = reckon(text, current=12_345, unit="tkr")
    except DomainError:
        return
    assert abs(found.amount) <= rules.LARGEST
    assert (found.formula is not None) == is_arithmetic(text)


def test_a_formula_replaces_an_earlier_one_and_leaves_other_words() -> None:
    assert note_after(None, "=5*2") == "=5*2"
    assert note_after("", "=5*2") == "=5*2"
    assert note_after("=4+4", "+2%") == "+2%"
    assert note_after("Enligt avtal", "=5*2") == "Enligt avtal\n=5*2"
    assert note_after("Enligt avtal\n=5*2", "*1,02") == "Enligt avtal\n*1,02"
    assert note_after("+ fler barn", "=1") == "+ fler barn\n=1"


@given(sums())
def test_what_was_reckoned_is_known_as_a_formula(made: tuple[str, Fraction]) -> None:
    assert is_formula(f"={made[0]}")
    assert not is_formula(f"Ord {made[0]}")
