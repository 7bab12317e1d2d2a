"""Every pattern of every model becomes occurrences that say no more than the source, year after year."""

from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import func, select

from app.models.budget import BudgetPlan, PlanVersion
from app.models.wheel import WheelActivity, WheelPattern
from app.services.budget.versions import create_plan, remove_version
from app.services.formatting import MONTHS
from app.services.steering.modelholdings import all_holdings
from app.services.storage import describe
from app.services.wheel.linking import link_document
from app.services.wheel.occurrences import make_year
from app.services.wheel.patternviews import pattern_view
from app.services.wheel.planning import start_year
from app.services.wheel.recurring import History, occurrences_of
from app.services.wheel.refusals import YearHasActivities
from app.services.wheel.timing import timing_of, when_words
from app.services.wheel.views import Activity, WheelView
from app.services.wheel.workdays import is_working
from tests.services.wheel.files import MODELS, model_of, new_file, titled, write, year_of

YEARS = range(2023, 2033)
ELECTIONS = (2022, 2026, 2030)
SEASONS = {"winter": "vintern", "spring": "våren", "summer": "sommaren", "autumn": "hösten"}
PARTS = {"early": "början av", "middle": "mitten av", "late": "slutet av"}


def _patterns():
    return [(key, pattern) for key in MODELS for pattern in model_of(key).wheel_patterns or ()]


def test_all_ten_models_have_their_160_patterns() -> None:
    assert len(_patterns()) == 160


@pytest.mark.parametrize("year", YEARS)
def test_no_occurrence_is_more_exact_than_its_source(year: int) -> None:
    for _, pattern in _patterns():
        for found in occurrences_of(pattern, year, History(), ELECTIONS):
            when = found.timing
            if pattern.rhythm == "monthly":
                assert when.precision == "manad"
                continue
            assert when.precision == pattern.precision
            if pattern.precision == "okand":
                assert (when.first, when.last, when.month_part, when.season) == (None, None, None, None)
            if pattern.precision in ("senast_manad", "senast_dag"):
                assert when.first is None
            if pattern.precision != "dag":
                assert when.source == pattern.timing_text


@pytest.mark.parametrize("year", YEARS)
def test_the_words_of_an_occurrence_are_those_of_the_pattern(year: int) -> None:
    for _, pattern in _patterns():
        if pattern.rhythm == "monthly":
            continue
        words = timing_of(pattern, year)
        expected = _expected(pattern)
        for found in occurrences_of(pattern, year, History(), ELECTIONS):
            moved = found.timing.first != words.first
            if not moved:
                assert when_words(found.timing, year).split(", ev.")[0] == expected
            else:
                assert pattern.precision == "dag"
                assert found.timing.source


def _expected(pattern) -> str:
    """The words that the fields of a pattern mean."""
    first, last = (
        "" if month is None else MONTHS[month - 1] for month in (pattern.start_month, pattern.end_month)
    )
    if pattern.precision == "arstid":
        return SEASONS[pattern.season]
    if pattern.precision == "okand":
        return "utan angiven tid"
    if pattern.precision == "senast_dag":
        return f"senast {pattern.end_day} {last}"
    if pattern.precision == "senast_manad":
        return f"senast {last}"
    if pattern.precision == "del_av_manad":
        return f"{PARTS[pattern.month_part]} {first}"
    if pattern.precision == "dag":
        days = dict.fromkeys((pattern.start_day, pattern.end_day))
        assert first == last
        return f"{'–'.join(map(str, days))} {first}"
    if (pattern.start_month, pattern.end_month) == (1, 12):
        return "hela året"
    return "–".join(dict.fromkeys((first, last)))


@pytest.mark.parametrize("year", YEARS)
def test_days_of_the_source_are_put_on_working_days_but_limits_and_ends_of_periods_stay(year: int) -> None:
    for _, pattern in _patterns():
        for found in occurrences_of(pattern, year, History(), ELECTIONS):
            first, last = found.timing.first, found.timing.last
            if pattern.precision != "dag" or first is None or last is None:
                continue
            wanted = timing_of(pattern, year).first
            assert wanted is not None
            assert abs((first - wanted).days) <= 3
            if (wanted.month, wanted.day) not in ((6, 30), (8, 31)):
                assert is_working(first)
                assert is_working(last)
            else:
                assert first == wanted


def test_every_pattern_of_every_model_is_done_in_some_year() -> None:
    for _, pattern in _patterns():
        assert any(occurrences_of(pattern, year, History(), ELECTIONS) for year in YEARS)


def _count(model: str, key: str, year: int, history: History | None = None) -> int:
    (pattern,) = [one for one in model_of(model).wheel_patterns or () if one.key == key]
    return len(occurrences_of(pattern, year, history or History(), ELECTIONS))


def _found(model: str, key: str, year: int = 2027):
    (pattern,) = [one for one in model_of(model).wheel_patterns or () if one.key == key]
    return occurrences_of(pattern, year, History(), ELECTIONS)


@pytest.mark.parametrize(
    ("model", "key"), [("borlange", "BO-10"), ("heby", "HE-15"), ("svenljunga", "SV-06")]
)
def test_what_is_done_every_month_is_twelve_months(model: str, key: str) -> None:
    found = _found(model, key)
    assert [one.number for one in found] == list(range(1, 13))
    assert [one.timing.first for one in found] == [date(2027, month, 1) for month in range(1, 13)]


def test_several_times_a_year_are_numbered_without_any_month() -> None:
    four = _found("sater", "SA-16")
    assert [one.title[-9:] for one in four] == [f" ({number} av 4)" for number in range(1, 5)]
    assert [one.timing.last for one in four] == [None] * 4
    three = _found("norberg", "NO-21")
    assert [one.title for one in three] == [f"Uppföljning ({number} av minst 3)" for number in (1, 2, 3)]
    assert len(_found("sater", "SA-11")) == 1


def test_surveys_are_done_every_second_or_third_year_from_the_first() -> None:
    assert [year for year in YEARS if _count("vansbro", "VA-08", year)] == [2025, 2028, 2031]
    assert [year for year in YEARS if _count("vansbro", "VA-09", year)] == [2024, 2026, 2028, 2030, 2032]
    assert _count("vansbro", "VA-08", 2007) == 0


def test_what_has_no_first_year_is_counted_from_when_it_was_planned_first() -> None:
    planned = History(planned=frozenset({2024, 2027}), file_starts=2020)
    assert [year for year in YEARS if _count("vansbro", "VA-05", year, planned)] == [2024, 2027, 2030]
    unplanned = History(file_starts=2026)
    assert [year for year in YEARS if _count("vansbro", "VA-05", year, unplanned)] == [2023, 2026, 2029, 2032]


def test_year_one_of_the_mandate_is_the_year_after_the_election() -> None:
    assert [year for year in YEARS if _count("sater", "SA-02", year)] == [2023, 2027, 2031]


def test_once_per_mandate_is_open_every_year_until_it_is_done() -> None:
    assert [year for year in YEARS if _count("svenljunga", "SV-10", year)] == list(YEARS)
    done = History(planned=frozenset({2027}), done=frozenset({2027}))
    assert [year for year in range(2025, 2033) if _count("svenljunga", "SV-10", year, done)] == [
        2025, 2026, 2027, 2031, 2032,
    ]  # fmt: skip


def test_a_school_year_is_named_and_has_no_months_of_its_own() -> None:
    (found,) = _found("strangnas", "ST-15")
    assert found.title.endswith("(läsåret 2027/28)")
    assert found.timing.last is None


@pytest.fixture(scope="module", params=MODELS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, WheelView]:
    """Each model with its year 2027, made in a file."""
    database = new_file(tmp_path_factory.mktemp("modell"), request.param)
    try:
        if not year_of(database, 2027).activities:
            write(database, start_year, year=2027)
        return request.param, year_of(database, 2027)
    finally:
        database.close()


def test_a_models_year_is_the_same_in_a_file_as_without_one(filled) -> None:
    model, in_file = filled
    alone = pattern_view(model_of(model), 2027)
    assert sorted(map(_said, in_file.activities)) == sorted(map(_said, alone.activities))
    assert [one.status for one in in_file.activities] == ["planned"] * len(in_file.activities)


def _said(one: Activity) -> str:
    return str((one.step, one.title, one.short, one.when, one.bodies, one.phase, one.offset, one.law))


def test_heby_keeps_its_ten_steps_apart_from_the_order_of_time_and_their_contents(tmp_path) -> None:
    database = new_file(tmp_path, "heby")
    try:
        if not year_of(database, 2027).activities:
            write(database, start_year, year=2027)
        view = year_of(database, 2027)
        steps = [one.step for one in view.activities if one.step]
        assert sorted(steps, key=int) == [str(number) for number in range(1, 11)]
        assert steps != sorted(steps, key=int)
        first = titled(view, "1. Strategisk analysfas")
        assert [step.text for step in first.checklist][:2] == [
            "Planeringsförutsättningar",
            "Ekonomisk utveckling",
        ]
        assert first.concerns == 2029
    finally:
        database.close()


def test_sequences_follow_the_decision_steps_and_never_contradict_the_sources_times(filled) -> None:
    model, view = filled
    known = {one.key: one for one in view.activities}
    after_of = defaultdict(set)
    for before, after, _ in view.orders:
        first, second = known[before].when.first, known[after].when.last
        assert first is None or second is None or first <= second
        after_of[before].add(after)
    assert not any(_leads_round(after_of, key) for key in list(after_of))
    assert bool(view.orders) == (model not in ("svenljunga", "vansbro"))


def _leads_round(after_of, key) -> bool:
    seen, waiting = set(), list(after_of[key])
    while waiting:
        one = waiting.pop()
        if one == key:
            return True
        if one not in seen:
            seen.add(one)
            waiting += after_of.get(one, ())
    return False


def test_a_year_is_begun_once_and_undone_in_one_step(tmp_path) -> None:
    database = new_file(tmp_path, "norberg")
    try:
        there = len(year_of(database, 2031).activities)
        assert there == 0
        assert write(database, start_year, year=2031) == 25
        with pytest.raises(YearHasActivities, match="2031 har redan aktiviteter"):
            write(database, start_year, year=2031)
        database.undo()
        assert year_of(database, 2031).activities == ()
        database.redo()
        assert len(year_of(database, 2031).activities) == 25
    finally:
        database.close()


def test_the_next_year_of_the_same_pattern_knows_the_one_before(tmp_path) -> None:
    database = new_file(tmp_path, "fagersta")
    try:
        for year in (2030, 2031):
            write(database, start_year, year=year)
        before = {one.key for one in year_of(database, 2030).activities}
        assert {one.previous for one in year_of(database, 2031).activities} == before
    finally:
        database.close()


def test_make_year_gives_the_rows_by_the_keys_of_the_patterns(tmp_path) -> None:
    database = new_file(tmp_path, "borlange")
    try:

        def made(session):
            describe(session, "Prov")
            return {key: [row.number for row in rows] for key, rows in make_year(session, year=2031).items()}

        rows = database.write(made).value
        assert rows["BO-10"] == list(range(1, 13))
        assert rows["BO-18"] == [1]
        total = database.read(
            lambda s: s.scalar(select(func.count(WheelActivity.id)).where(WheelActivity.year == 2031))
        )
        assert total == sum(map(len, rows.values()))
        assert set(rows) == set(database.read(lambda s: s.scalars(select(WheelPattern.key)).all()))
    finally:
        database.close()


def test_activities_are_linked_to_the_documents_that_the_model_says_they_lead_to(example) -> None:
    def links(title: str):
        return [(one.role, one.kind, one.title) for one in titled(year_of(example, 2026), title).documents]

    plan = ("produces", "plan", "Övergripande strategier och budget 2027 och 2028–2029")
    assert links("KF beslut om Övergripande strategier") == [plan]
    agreement = ("produces", "agreement_kind", "Uppdragshandling")
    assert links("KS beslut om förslag till ÖSB samt definitiva") == [agreement, plan]
    assert links("Uppföljning av utförarens") == [("basis", "agreement_kind", "Uppdragshandling")]


def test_reports_are_linked_to_the_steps_of_their_decision(tmp_path) -> None:
    database = new_file(tmp_path, "norberg")
    try:
        write(database, start_year, year=2031)
        one = titled(year_of(database, 2031), "Kommunfullmäktiges behandling av delårsrapport")
        assert [(link.kind, link.title) for link in one.documents] == [("report_kind", "Delårsrapport")]
    finally:
        database.close()


def test_a_budget_that_is_removed_leaves_the_activities_without_their_link(example) -> None:
    plan = example.read(lambda session: session.scalars(select(BudgetPlan)).one().id)
    made = write(example, create_plan, first_year=2031)
    one = titled(year_of(example, 2026), "Medarbetarsamtal")
    given = {"activity_id": one.key, "expected_version": one.version, "kind": "plan"}
    version = example.read(
        lambda session: session.scalars(select(PlanVersion).where(PlanVersion.plan_id != plan)).one().id
    )
    target = example.read(lambda session: session.get_one(PlanVersion, version).plan_id)
    assert made in (target, version)
    write(example, link_document, target=target, **given)
    expected = example.read(lambda session: session.get_one(PlanVersion, version).version)
    write(example, remove_version, version_id=version, expected_version=expected)
    assert titled(year_of(example, 2026), "Medarbetarsamtal").documents == ()
    example.undo()
    assert [link.target for link in titled(year_of(example, 2026), "Medarbetarsamtal").documents] == [target]


def test_what_the_wheel_stands_on_is_told_with_the_models_parts(example) -> None:
    held = example.read(all_holdings)
    assert "kopplingar i årshjulet" in held["agreement_kinds", "uppdragshandling"]
