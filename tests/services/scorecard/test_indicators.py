"""Indicators: what is said of them, what they measure, their targets, and what goes when one goes."""

from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models.errors import ChangedSince, DomainError, MissingText, NotFound
from app.models.scorecard import Indicator, Measurement, NodeIndicator, PeriodTarget
from app.models.types import new_id
from app.services.scorecard import figures, formulas, indicators, targets
from app.services.scorecard.indicatorerrors import (
    AlreadyLinked,
    CodeTaken,
    EndsBeforeItBegins,
    GapNeedsGender,
    NameTooLong,
    NotAWeight,
    OutOfBounds,
    ScaleInUse,
    ScaleTooShort,
    UnknownChoice,
)
from app.services.scorecard.indicatorviews import (
    LIMIT_AMISS,
    NO_DIRECTION,
    NO_GOAL,
    NO_OWNER,
    NO_TARGET,
    IndicatorDetail,
    IndicatorRow,
)
from app.services.scorecard.targets import LimitMisplaced, NotASpan, NotAYear, RangeNeeded, nearest
from app.services.scorecard.targettyped import NotATarget, read_target
from app.services.scorecard.views import Goalposts
from app.services.scorecard.words import MeasureWord, measure_word, target_words, value_words, word_of
from app.services.storage import describe
from tests.conftest import TODAY
from tests.services.assignments.town import Town

_SCALE = ("Ej", "Delvis", "Helt")


def _made(town: Town, name: str = "Nöjda elever", **values: Any) -> int:
    given = {"unit_of_measure": "procent", "direction": "higher", "frequency": "tertial"} | values
    return int(town.write(indicators.new_indicator, name=name, **given))


def _measure(town: Town, key: int, period: str, value: int | None, unit: int | None = None) -> None:
    number = None if value is None else Decimal(value)

    def write(session: Session) -> None:
        describe(session, "Mätte")
        session.add(
            Measurement(
                id=new_id(),
                indicator_id=key,
                unit_id=unit,
                period=period,
                value=number,
                missing=value is None,
            )
        )

    town.database.write(write)


def _row(town: Town, key: int, year: int | None = 2026) -> IndicatorRow:
    rows = town.database.read(partial(indicators.indicator_rows, year=year))
    return next(row for row in rows if row.id == key)


def _detail(town: Town, key: int) -> IndicatorDetail:
    call = partial(indicators.indicator_of, indicator_id=key, year=2026, today=TODAY)
    return town.database.read(call)


def test_the_list_tells_owner_goals_target_last_outcome_and_what_is_missing(town: Town) -> None:
    key = _made(town, direction=None)
    assert _row(town, key).lacks == (NO_OWNER, NO_GOAL, NO_TARGET, NO_DIRECTION)
    change = partial(town.change, indicators.set_fields, Indicator, key)
    change(direction="higher", owner_unit_id=town.office)
    town.change(indicators.link, Indicator, key, node_id=town.goal)
    town.change(targets.set_target, Indicator, key, year=2026, value=Decimal(90))
    for period, value in (("2026-T1", 88), ("2025", 80), ("2026-T2", None)):
        _measure(town, key, period, value)
    _measure(town, key, "2026-T3", 70, town.first)
    row = _row(town, key)
    assert (row.owner, row.goals, row.lacks) == (
        "Utbildningskontoret", ((town.goal, "Varje barn klarar skolan"),), (),
    )  # fmt: skip
    assert row.target.value == Decimal(90)
    assert row.last is not None
    assert (row.last.period, row.last.value, row.measured_units) == ("2026-T2", None, 1)
    assert _row(town, key, 2027).lacks == (NO_TARGET,)
    change(frequency="two_years", first_year=2026)
    assert _row(town, key, 2027).lacks == ()
    change(threshold=Decimal(95))
    assert _row(town, key).lacks == (LIMIT_AMISS,)


def test_what_is_measured_in_one_unit_only_or_computed_is_last_there(town: Town) -> None:
    single, double = _made(town, "En skola"), _made(town, "Dubbelt", unit_of_measure=None)
    _measure(town, single, "2026-T1", 7, town.first)
    town.change(formulas.set_formula, Indicator, double, text="[En skola] × 2")
    assert _row(town, single).last == _row(town, single, None).last
    assert getattr(_row(town, single).last, "value", None) == Decimal(7)
    assert _row(town, double).last is None
    town.change(indicators.set_fields, Indicator, single, across="sum")
    _measure(town, single, "2026-T1", 9, town.second)
    assert [getattr(_row(town, key).last, "value", None) for key in (single, double)] == [16, 32]
    _measure(town, single, "2026-T2", 8)
    _measure(town, single, "2026-T1", 5)
    computed = _row(town, double)
    assert computed.computed
    assert (getattr(computed.last, "period", ""), getattr(computed.last, "value", None)) == ("2026-T2", 16)


_REFUSED: tuple[tuple[dict[str, Any], type[DomainError]], ...] = (
    ({"name": "x" * 10_000}, NameTooLong), ({"name": "  "}, MissingText), ({"decimals": 7}, OutOfBounds),
    ({"first_year": 2027, "last_year": 2026}, EndsBeforeItBegins), ({"direction": "up"}, UnknownChoice),
    ({"summing": None}, UnknownChoice), ({"scale": ["Ja"]}, ScaleTooShort),
    ({"scale": ["Ja", "ja "]}, ScaleTooShort), ({"target_kind": "gap"}, GapNeedsGender),
    ({"code": "N1"}, CodeTaken), ({"owner_unit_id": 1}, NotFound), ({"perspective_id": 1}, NotFound),
    ({"baseline_period": "snart"}, DomainError), ({"due_days": -1}, OutOfBounds),
    ({"direction": "scale", "scale": list(_SCALE)}, ScaleInUse),
)  # fmt: skip


def test_what_does_not_fit_is_refused_and_nothing_is_changed(town: Town) -> None:
    _made(town, "Annat", code="N1")
    key = _made(town)
    _measure(town, key, "2026", 4)
    before = _detail(town, key)
    for values, refused in _REFUSED:
        with pytest.raises(refused) as why:
            town.change(indicators.set_fields, Indicator, key, definition="Ny", **values)
        assert len(why.value.message) < 300
        assert _detail(town, key) == before


def test_fields_are_set_in_one_step_that_can_be_undone(town: Town) -> None:
    key = _made(town)
    change = partial(town.change, indicators.set_fields, Indicator, key)
    change(target_kind="gap", by_gender=True, scale=[" Ej ", "", "Helt"], baseline_period="tertial 1 2025")
    detail = _detail(town, key)
    assert (detail.target_kind, detail.row.scale, detail.baseline_period) == (
        "gap",
        ("Ej", "Helt"),
        "2025-T1",
    )
    version = detail.row.version
    change(by_gender=True)
    assert _detail(town, key).row.version == version
    with pytest.raises(ChangedSince):
        town.write(indicators.set_fields, indicator_id=key, expected_version=version - 1, name="Annat")
    town.database.undo()
    assert not _detail(town, key).row.by_gender
    with pytest.raises(NameTooLong):
        _made(town, "x" * 301)


def test_weights_are_shares_of_the_goal_in_per_cent(town: Town) -> None:
    one, two = _made(town, "Ett"), _made(town, "Två")
    for key, weight in ((one, None), (two, Decimal(3))):
        town.change(indicators.link, Indicator, key, node_id=town.goal, weight=weight)
    assert [(goal.share, goal.others) for goal in _detail(town, one).goals] == [(Decimal(25), 1)]
    town.change(indicators.set_weight, Indicator, two, node_id=town.goal, weight=None)
    assert _detail(town, one).goals[0].share == Decimal(50)
    with pytest.raises(AlreadyLinked):
        town.change(indicators.link, Indicator, one, node_id=town.goal)
    with pytest.raises(NotAWeight):
        town.change(indicators.set_weight, Indicator, one, node_id=town.goal, weight=Decimal(-1))
    town.change(indicators.unlink, Indicator, two, node_id=town.goal)
    assert _detail(town, one).goals[0].share == Decimal(100)
    with pytest.raises(NotFound):
        town.change(indicators.set_weight, Indicator, two, node_id=town.goal, weight=None)


def test_a_copy_has_targets_and_goals_but_nothing_measured(town: Town) -> None:
    key = _made(town, code="N1", owner_unit_id=town.office)
    town.change(indicators.link, Indicator, key, node_id=town.goal, weight=Decimal(2))
    town.change(figures.set_obligatory, Indicator, key, obligatory=True)
    town.change(targets.set_target, Indicator, key, year=2026, value=Decimal(90), threshold=Decimal(80))
    town.change(
        targets.set_period_target, Indicator, key, unit_id=town.first, period="T1 2026", value=Decimal(70)
    )
    _measure(town, key, "2026", 85)
    copy = _detail(town, town.write(indicators.copy_indicator, indicator_id=key, name="Kopia"))
    one = _detail(town, key)
    assert (copy.row.code, copy.row.last, copy.row.obligatory) == (None, None, True)
    assert (copy.targets, copy.near, copy.hangs.measurements) == (one.targets, one.near, 0)
    assert [(goal.node_id, goal.weight) for goal in copy.goals] == [(town.goal, Decimal(2))]
    assert (one.hangs.targets, one.hangs.measurements, one.hangs.goals, one.below) == (2, 1, 1, 2)
    town.change(indicators.remove_indicator, Indicator, key)
    with pytest.raises(NotFound):
        _detail(town, key)
    for model in (Measurement, PeriodTarget, NodeIndicator):
        left = town.database.read(lambda s, model=model: [row.indicator_id for row in s.query(model)])
        assert key not in left
    town.database.undo()
    assert _detail(town, key).hangs == one.hangs


def test_the_nearest_target_holds(town: Town) -> None:
    key = _made(town, threshold=Decimal(60))
    near = partial(town.change, targets.set_period_target, Indicator, key)
    town.change(targets.set_target, Indicator, key, year=2026, value=Decimal(90), threshold=Decimal(80))
    near(unit_id=town.first, period="2026", value=Decimal(70))
    near(unit_id=None, period="tertial 1 2026", value=Decimal(85))
    near(unit_id=town.first, period="2026-T1", value=None, text="på väg")
    detail, found = _detail(town, key), {}
    aimed = SimpleNamespace(
        direction="higher", target_kind="absolute", threshold=detail.threshold, threshold_upper=None
    )
    for unit in (town.first, town.second):
        for period in ("2026", "2026-T1"):
            found[unit, period] = nearest(
                aimed, detail.targets[0], detail.near, unit_id=unit, year=2026, period=period
            )
    assert found[town.first, "2026-T1"] == Goalposts(words="på väg", threshold=Decimal(80))
    assert found[town.first, "2026"] == Goalposts(Decimal(70))  # 80 is no limit of what aims at 70
    assert found[town.second, "2026-T1"] == Goalposts(Decimal(85), threshold=Decimal(80))
    assert found[town.second, "2026"] == Goalposts(Decimal(90), threshold=Decimal(80))
    near(unit_id=town.first, period="2026", value=None)
    near(unit_id=None, period="2026", value=Decimal(91))
    assert [(one.value, one.threshold) for one in _detail(town, key).targets] == [(Decimal(91), Decimal(80))]
    assert len(_detail(town, key).near) == 2
    town.change(targets.set_target, Indicator, key, year=2025, through=2027, value=Decimal(92))
    assert [(one.year, one.value) for one in _detail(town, key).targets] == [
        (year, Decimal(92)) for year in (2025, 2026, 2027)
    ]
    town.change(targets.set_target, Indicator, key, year=2025, through=2027, value=None)
    assert _detail(town, key).targets == ()


_NO_TARGETS: tuple[tuple[str, dict[str, Any], type[DomainError]], ...] = (
    ("higher", {"value": Decimal(90), "threshold": Decimal(95)}, LimitMisplaced),
    ("lower", {"value": Decimal(5), "threshold": Decimal(4)}, LimitMisplaced),
    ("within", {"value": Decimal(4), "upper": Decimal(6), "threshold": Decimal(5)}, LimitMisplaced),
    ("within", {"value": Decimal(6), "upper": Decimal(4)}, RangeNeeded),
    ("higher", {"value": Decimal(4), "upper": Decimal(6)}, RangeNeeded),
    ("higher", {"value": Decimal(4), "year": 20260}, NotAYear),
    ("higher", {"value": Decimal(4), "through": 2025}, NotASpan),
    ("higher", {"value": Decimal(4), "through": 2199}, NotASpan),
)  # fmt: skip


def test_a_target_that_nothing_can_meet_is_refused(town: Town) -> None:
    key = _made(town)
    for direction, values, refused in _NO_TARGETS:
        if _row(town, key).direction != direction:
            town.change(indicators.set_fields, Indicator, key, direction=direction)
        with pytest.raises(refused):
            town.change(targets.set_target, Indicator, key, **{"year": 2026} | values)
    assert _detail(town, key).targets == ()


@pytest.mark.parametrize(
    ("text", "about", "value", "upper"),
    [
        ("minst 95,5 %", {"unit_of_measure": "procent"}, "95.5", None),
        ("4–6", {"direction": "within"}, 4, 6),
        ("−4 till −2 dagar", {"direction": "within", "unit_of_measure": "dagar"}, -4, -2),
        ("ja", {"direction": "yes_no"}, 1, None),
        ("delvis", {"direction": "scale", "scale": _SCALE}, 2, None),
        ("+2", {}, 2, None), ("1 234 kronor", {"unit_of_measure": "kr"}, 1234, None), ("  ", {}, None, None),
    ],
)  # fmt: skip
def test_targets_are_read_as_people_type_them(text: str, about: Any, value: Any, upper: Any) -> None:
    read = read_target(text, **about)
    assert (read.value, read.upper) == tuple(None if one is None else Decimal(one) for one in (value, upper))


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("95 kr", {"unit_of_measure": "procent"}), ("ca 40", {}), ("4–6", {}),
        ("kanske", {"direction": "yes_no"}),
        ("4", {"direction": "scale", "scale": _SCALE}), ("6–4", {"direction": "within"}), ("9" * 10_000, {}),
    ],
)  # fmt: skip
def test_what_is_no_target_is_refused_in_a_sentence(text: str, about: Any) -> None:
    with pytest.raises(NotATarget):
        read_target(text, **about)


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["procent", "kr", "st", "kr/elev", None]))
def test_a_target_is_read_back_as_it_is_shown(value: Decimal, unit: str | None) -> None:
    assert read_target(value_words(value, unit), unit_of_measure=unit).value == value


def test_the_models_words_are_inflected(town: Town) -> None:
    assert town.database.read(measure_word) == MeasureWord("nyckeltal", "nyckeltal", "nyckeltalet")
    words = [
        word_of(term) for term in ("Resultatindikator", "Styrmått", "Verksamhetsmått och nyckeltal", None)
    ]
    assert [(word.one, word.many, word.definite) for word in words] == [
        ("resultatindikator", "resultatindikatorer", "resultatindikatorn"),
        ("styrmått", "styrmått", "styrmåttet"),
        ("verksamhetsmått", "verksamhetsmått och nyckeltal", "verksamhetsmåttet"),
        ("mått", "mått", "måttet"),
    ]
    assert (words[0].new, words[0].no, words[1].new, words[1].no) == ("ny", "ingen", "nytt", "inget")


def test_targets_are_said_by_direction_and_kind() -> None:
    posts = Goalposts(Decimal(5), Decimal(7))
    assert target_words(posts, "st", direction="within") == "5–7"
    assert target_words(Goalposts(Decimal(95)), "procent", direction="higher") == "minst 95\u00a0%"
    assert target_words(Goalposts(Decimal(2), kind="gap"), "procent") == "högst 2\u00a0% i skillnad"
    assert target_words(Goalposts(Decimal(2), kind="previous"), "st") == "+2 mot förra året"
    assert target_words(Goalposts(Decimal(1)), None, direction="yes_no") == "ja"
    assert target_words(Goalposts(words="fler"), None) == "fler"
    assert value_words(Decimal(100) / 3, "kr") == "33,33 kr"
    assert value_words(Decimal("1.123456"), "kr") == "1,123456 kr"
