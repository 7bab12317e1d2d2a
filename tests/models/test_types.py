"""Stored values come back as they went in, and what cannot be stored exactly is refused."""

import math
import string
import threading
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from app.models import types
from app.models.canonical import canonical_json
from app.models.types import ExactDecimal, JsonText, NfcText, Ore, UtcInstant, new_id

DIALECT = sqlite.dialect()


def _round_trip(column, value):
    column = column.dialect_impl(DIALECT)
    into, out = column.bind_processor(DIALECT), column.result_processor(DIALECT, None)
    stored = into(value)
    return stored, stored if out is None else out(stored)


@given(st.none() | st.integers(-(2**63), 2**63 - 1))
def test_money_keeps_every_ore(amount):
    assert _round_trip(Ore(), amount) == (amount, amount)


@pytest.mark.parametrize("amount", [1.0, 0.1, Decimal(1), True, "1", math.nan])
def test_money_of_another_kind_is_refused(amount):
    with pytest.raises(TypeError, match="money must be int öre"):
        Ore().process_bind_param(amount, DIALECT)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=None))
def test_an_exact_number_keeps_every_digit(number):
    stored, back = _round_trip(ExactDecimal(), number)
    assert back == number
    assert "E" not in stored.upper()


@pytest.mark.parametrize("typed", ["8.70", "0.00", "-0.1", "1000000000000000000000.000000000001", "100"])
def test_an_exact_number_keeps_the_digits_that_were_typed(typed):
    stored, back = _round_trip(ExactDecimal(), Decimal(typed))
    assert (stored, str(back)) == (typed, typed)


@pytest.mark.parametrize("number", [0.1, 1, "1", Decimal("NaN"), Decimal("Infinity")])
def test_an_exact_number_of_another_kind_is_refused(number):
    with pytest.raises(TypeError, match="finite Decimal"):
        ExactDecimal().process_bind_param(number, DIALECT)


@given(st.text())
def test_text_is_kept_composed_and_stays_so(text):
    stored = NfcText().process_bind_param(text, DIALECT)
    assert unicodedata.is_normalized("NFC", stored)
    assert NfcText().process_bind_param(stored, DIALECT) == stored
    assert unicodedata.normalize("NFD", stored) == unicodedata.normalize("NFD", text)


def test_words_that_look_the_same_are_the_same_bytes():
    composed, decomposed = "Åtagande för äldre", unicodedata.normalize("NFD", "Åtagande för äldre")
    assert composed != decomposed
    assert NfcText().process_bind_param(decomposed, DIALECT) == composed


_offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(datetime(1900, 1, 2), datetime(2999, 12, 30), timezones=_offsets))
def test_an_instant_comes_back_in_utc_to_the_millisecond(moment):
    stored, back = _round_trip(UtcInstant(), moment)
    assert stored.endswith("Z")
    assert back.tzinfo is UTC
    assert back == moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@given(st.lists(st.datetimes(datetime(1900, 1, 2), datetime(2999, 12, 30), timezones=_offsets), max_size=6))
def test_instants_sort_as_text_in_the_order_of_time(moments):
    in_whole_ms = [each.replace(microsecond=each.microsecond // 1000 * 1000) for each in moments]
    stored = [UtcInstant().process_bind_param(each, DIALECT) for each in in_whole_ms]
    by_time = [UtcInstant().process_bind_param(each, DIALECT) for each in sorted(in_whole_ms)]
    assert sorted(stored) == by_time


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(TypeError, match="time zone"):
        UtcInstant().process_bind_param(datetime(2026, 11, 21), DIALECT)


_composed = st.text().map(lambda text: unicodedata.normalize("NFC", text))
_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | _composed,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_composed, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: value is not None)


@given(_json)
def test_lists_and_mappings_come_back_equal(value):
    stored, back = _round_trip(JsonText(), value)
    assert back == value
    assert unicodedata.is_normalized("NFC", stored)


def test_equal_mappings_are_equal_text_and_silence_is_not_an_empty_list():
    assert (
        canonical_json({"b": 1, "å": [1, "ö"]})
        == canonical_json({"å": [1, "ö"], "b": 1})
        == '{"b":1,"å":[1,"ö"]}'
    )
    assert JsonText().process_bind_param(None, DIALECT) is None
    assert JsonText().process_bind_param([], DIALECT) == "[]"


@pytest.mark.parametrize("number", [1.5, math.inf, math.nan])
def test_a_float_is_refused(number):
    with pytest.raises(TypeError, match="float"):
        canonical_json({"amount": [number]})


def test_the_canonical_form_is_sorted_compact_and_composed():
    assert canonical_json({"b": "A\u030a", "a": (1, None, True)}) == '{"a":[1,null,true],"b":"Å"}'


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none(), max_size=5))
def test_neither_order_nor_composition_changes_the_canonical_form(values):
    turned = {key: values[key] for key in reversed(values)}
    if all(unicodedata.is_normalized("NFC", key) for key in values):
        apart = {
            key: unicodedata.normalize("NFD", value) if isinstance(value, str) else value
            for key, value in turned.items()
        }
        assert canonical_json(apart) == canonical_json(values)
    assert canonical_json(turned) == canonical_json(values)


@pytest.mark.parametrize("column", [Ore(), ExactDecimal(), NfcText(), UtcInstant(), JsonText()])
def test_nothing_stays_nothing(column):
    assert _round_trip(column, None) == (None, None)


def test_keys_rise_strictly_and_fit_in_63_bits():
    keys = [new_id() for _ in range(20_000)]
    assert keys == sorted(set(keys))
    assert keys[0] > 0
    assert keys[-1] < 1 << 63


def test_keys_made_at_once_in_many_threads_never_meet():
    made: list[list[int]] = [[] for _ in range(8)]
    start = threading.Barrier(len(made))

    def work(mine: list[int]) -> None:
        start.wait()
        mine.extend(new_id() for _ in range(2000))

    threads = [threading.Thread(target=work, args=(mine,)) for mine in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [key for mine in made for key in mine]
    assert len(set(every)) == len(every) == 16_000
    assert all(mine == sorted(mine) for mine in made)


def test_keys_rise_also_when_the_computers_clock_is_set_back(monkeypatch):
    first = new_id()
    monkeypatch.setattr(types.time, "time_ns", lambda: 0)
    assert first < new_id() < new_id()


def test_a_key_tells_nothing_but_when_it_was_made():
    assert new_id() >> 22 > 0
    assert not set(str(new_id())) - set(string.digits)
