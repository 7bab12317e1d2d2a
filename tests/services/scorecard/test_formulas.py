"""Formulas: a closed grammar, exact reckoning, units that fit, and no circles."""

from contextlib import suppress
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.models.scorecard import Indicator
from app.services.scorecard import formulas, indicators
from app.services.scorecard.formulas import (
    NotAFormula,
    RunsInCircle,
    UnitsClash,
    check_units,
    fill,
    in_order,
    parse,
    unit_of,
)
from app.services.scorecard.formulaterms import Call, Formula, Minus, Number, Operation, Reference
from app.services.scorecard.indicatorerrors import NeededByFormula
from tests.services.assignments.town import Town

NAMES = {1: "Nöjda", 2: "Svar", 3: "Kostnad", 4: "Andel [test]", 5: "Lika", 6: "Lika", 7: "Elever"}
UNITS = {1: "antal", 2: "st", 3: "kr", 4: "procent", 5: None, 6: "tkr", 7: "elever"}

_numbers = st.decimals(0, 10**12, places=3).map(lambda value: Number(abs(value.normalize() + 0)))
_leaves = st.one_of(_numbers, st.sampled_from(sorted(NAMES)).map(Reference))
_terms = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.builds(Minus, inner),
        st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
        st.builds(
            Call, st.sampled_from(formulas.FUNCTIONS), st.lists(inner, min_size=1, max_size=3).map(tuple)
        ),
    ),
    max_leaves=12,
)


@given(_terms)
def test_a_formula_is_read_back_as_it_was_stored_and_shown(term: object) -> None:
    formula = Formula(term)  # type: ignore[arg-type]
    assert parse(formula.stored) == formula
    assert parse(formula.shown(NAMES), NAMES) == formula


@given(_terms, st.dictionaries(st.sampled_from(sorted(NAMES)), st.decimals(-1000, 1000, places=2)))
def test_it_comes_to_a_number_or_says_why_not(term: object, values: dict[int, Decimal]) -> None:
    made = Formula(term).compute(values, NAMES)  # type: ignore[arg-type]
    assert (made.value is None) == bool(made.why)
    if made.value is not None:
        assert made.value.is_finite()
        assert set(Formula(term).references) <= values.keys()  # type: ignore[arg-type]


@given(st.text(alphabet="[]#()+-*/;,. 0123456789medlsuxin", max_size=60))
def test_any_text_is_a_formula_or_a_sentence(text: str) -> None:
    with suppress(NotAFormula):
        formula = parse(text, NAMES)
        assert parse(formula.stored) == formula


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[Nöjda] / [Svar] × 100", "75"), ("2+3*4", "14"), ("(2+3)·4", "20"), ("10 − 2 − 3", "5"),
        ("−2 − −3", "1"), ("medel([Nöjda]; 5, 10)", "6"), ("summa(1; 2; 3)", "6"), ("max(1,5; 1)", "1.5"),
        ("MIN(3;2)", "2"), ("1 000,5 × 2", "2001"), ("8/4/2", "1"), ("[Andel [test]]] + 1", "11"),
    ],
)  # fmt: skip
def test_signs_and_functions_mean_what_they_do_in_arithmetic(text: str, value: str) -> None:
    known = {1: Decimal(3), 2: Decimal(4), 4: Decimal(10)}
    assert parse(text, NAMES).computed(known) == Decimal(value)


def test_what_is_missing_or_divided_by_zero_makes_the_whole_missing() -> None:
    share = parse("[Nöjda] / [Svar]", NAMES)
    assert share.compute({1: Decimal(3), 2: Decimal(0)}).why == "delning med noll"
    assert share.compute({1: Decimal(3), 2: None}, NAMES).why == "uppgift saknas för ”Svar”"
    assert parse("medel([Nöjda]; [Svar])", NAMES).computed({1: Decimal(3)}) is None
    assert parse(f"{'9' * 60}*" * 20 + "1").compute({}).why == "talet blir för stort"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "den är tom"), ("[Nöjda", "stängs aldrig"), ("[]", "utan namn"), ("[Okänd]", "inget mått"),
        ("[Lika]", "2 mått heter"), ("foo(1)", "okänt"), ("medel 3", "parentes"), ("1 2", "tecknen"),
        ("+ 1", "före"), ("(1", "stängs aldrig"), ("1)", "ingen parentes"), ("1.5", "komma"),
        ("__import__('os')", "kan inte stå där"), ("(" * 60 + "1", "för många parenteser"),
        ("1+" * 400 + "1", "för många led"), ("1" * 10_000, "10\u00a0000 tecken"),
        ("1 +", "saknas på slutet"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(text: str, why: str) -> None:
    with pytest.raises(NotAFormula, match=why):
        parse(text, NAMES)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("[Nöjda] / [Svar]", ""), ("[Kostnad] / [Elever]", "kr/elever"), ("[Kostnad] × 2", "kr"),
        ("100 − [Andel [test]]]", "procent"), ("[Kostnad] × [Andel [test]]] / 100", "kr"),
        ("summa([Nöjda]; [Svar])", "antal"), ("[Lika #5] + [Kostnad]", "kr"), ("2 × 3", None),
    ],
)  # fmt: skip
def test_the_unit_follows_from_the_formula(text: str, unit: str | None) -> None:
    assert unit_of(parse(text, NAMES), UNITS) == unit


@pytest.mark.parametrize(
    "text", ["[Kostnad] + [Andel [test]]]", "[Kostnad] − [Lika #6]", "max([Svar]; [Kostnad])"]
)
def test_units_that_cannot_be_added_are_refused(text: str) -> None:
    with pytest.raises(UnitsClash, match="kan inte"):
        unit_of(parse(text, NAMES), UNITS)


def test_the_result_must_be_in_the_unit_of_the_measure() -> None:
    ratio, cost = parse("[Nöjda] / [Svar]", NAMES), parse("[Kostnad] / [Elever]", NAMES)
    with pytest.raises(UnitsClash, match="Multiplicera med 100"):
        check_units(ratio, UNITS, "procent")
    with pytest.raises(UnitsClash, match="kr/elever, men måttet anges i tkr"):
        check_units(cost, UNITS, "tkr")
    for formula, unit in ((cost, "kr per elev"), (ratio, None), (cost, None), (ratio, "index")):
        check_units(formula, UNITS, unit)
    check_units(parse("[Nöjda] / [Svar] × 100", NAMES), UNITS, "procent")
    check_units(parse("[Kostnad] / 1000", NAMES), UNITS, "tkr")


def test_computed_measures_are_reckoned_after_what_they_need() -> None:
    made = {10: parse("[#11] + 1"), 11: parse("[#1] × 2"), 12: parse("[#13]"), 13: parse("[#12]")}
    order = in_order(made)
    assert order.index(11) < order.index(10)
    found = fill(made, {1: Decimal(5)})
    assert (found[11].value, found[10].value) == (Decimal(10), Decimal(11))
    assert found[12].why == found[13].why == "formeln går i cirkel"


def test_a_formula_is_stored_by_id_and_follows_a_new_name(town: Town) -> None:
    part = town.write(indicators.new_indicator, name="Nöjda", unit_of_measure="st")
    whole = town.write(indicators.new_indicator, name="Svar", unit_of_measure="st")
    share = town.write(indicators.new_indicator, name="Andel nöjda", unit_of_measure="procent")
    change = partial(town.change, formulas.set_formula, Indicator)
    change(share, text="[nöjda] / [svar] × 100")
    town.change(indicators.set_fields, Indicator, part, name="Mycket nöjda")
    detail = town.database.read(partial(indicators.indicator_of, indicator_id=share, year=2026))
    assert (detail.formula, detail.formula_unit) == ("[Mycket nöjda] / [Svar] × 100", "tal utan enhet")
    with pytest.raises(RunsInCircle, match="”Svar” → ”Andel nöjda” → ”Svar”"):
        change(whole, text="[Andel nöjda]")
    with pytest.raises(RunsInCircle):
        change(share, text="[Andel nöjda] + 1")
    with pytest.raises(UnitsClash, match="i ”Andel nöjda”"):
        town.change(indicators.set_fields, Indicator, part, unit_of_measure="kr")
    with pytest.raises(NeededByFormula, match="”Andel nöjda” räknas ut ur det"):
        town.change(indicators.remove_indicator, Indicator, whole)
    with pytest.raises(DomainError):
        change(share, text="[#1] + 1")
    change(share, text=" ")
    assert town.database.read(lambda s: s.get_one(Indicator, share).formula) is None
    town.change(indicators.remove_indicator, Indicator, whole)
    for _ in range(2):
        town.database.undo()
    assert town.database.read(partial(indicators.indicator_of, indicator_id=share, year=2026)).formula
