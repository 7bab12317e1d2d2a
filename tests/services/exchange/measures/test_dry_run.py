"""What a dry run says is what comes to stand in the file: nothing more, nothing less."""

from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.comparisons import ComparisonValue, OtherMunicipality
from app.models.scorecard import Indicator, Measurement
from app.services.exchange.measures.applying import carry_out
from app.services.exchange.measures.kolada import look_at_kolada
from app.services.exchange.measures.plan import NEW
from tests.services.exchange.measures.conftest import CODE
from tests.services.exchange.measures.kolada_pages import data, value, write

_VALUES = st.one_of(
    st.none(),
    st.integers(-50, 50),
    st.decimals(-100, 100, places=2, allow_nan=False).map(float),
    st.sampled_from(["12,5 %", True]),
)
_ROWS = st.lists(
    st.builds(
        lambda kpi, who, period, values: data(kpi, who, period, *values),
        st.sampled_from(["N1", "N2", "N7", "N8"]),
        st.sampled_from([CODE, "0180", "0181", "0000"]),
        st.sampled_from([2023, "2024", "i fjol"]),
        st.lists(
            st.builds(lambda number, sex, gone: value(number, sex, is_deleted=gone), _VALUES,
                      st.sampled_from(["T", "K", "M", "F", "X"]), st.booleans()), max_size=3),
    ),
    max_size=12,
)  # fmt: skip


def _state(session: Session) -> dict[object, Decimal | None]:
    codes = {row.id: row.code for row in session.execute(select(Indicator.id, Indicator.code))}
    towns = {
        row.id: row.code for row in session.execute(select(OtherMunicipality.id, OtherMunicipality.code))
    }
    own = session.execute(
        select(Measurement.indicator_id, Measurement.period, Measurement.gender, Measurement.value)
    )
    found: dict[object, Decimal | None] = {(codes[i], CODE, p, g): v for i, p, g, v in own}
    rows = session.execute(
        select(ComparisonValue.indicator_id, ComparisonValue.municipality_id, ComparisonValue.period,
               ComparisonValue.gender, ComparisonValue.value)
    )  # fmt: skip
    return found | {(codes[i], towns[m], p, g): v for i, m, p, g, v in rows}


def _foretold(plan, before):
    own = {(one.code, CODE, one.period, one.gender): one.value for one in plan.own}
    return before | own | {(code, who, p, g): value for _, code, who, p, g, value, _ in plan.others}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(_ROWS, min_size=1, max_size=3))
def test_the_dry_run_is_what_happens_and_undo_takes_it_back(town, tmp_path, files):
    page: Path = tmp_path / "sida.json"
    start = town.read(_state)
    steps = 0
    for rows in files:
        if not any(isinstance(row["period"], int) or row["period"].isdigit() for row in rows):
            continue
        write(page, [*rows, data("N1", "0182", 2020, value(1))])
        plan = town.read(partial(look_at_kolada, paths=[page], answers={"N7": NEW}))
        before = town.read(_state)
        assert plan.added == len(set(_foretold(plan, before)) - set(before))
        written = town.write(partial(carry_out, plan=plan))
        assert written.value == plan.added + plan.changed
        assert town.read(_state) == _foretold(plan, before)
        again = town.read(partial(look_at_kolada, paths=[page], answers={"N7": NEW}))
        assert (again.added, again.changed) == (0, 0)
        steps += not plan.empty
    for _ in range(steps):
        town.undo()
    assert town.read(_state) == start


def test_a_plan_of_an_older_file_is_refused_whole(town, tmp_path):
    page = write(tmp_path / "a.json", [data("N1", CODE, 2024, value(1)), data("N1", "0180", 2024, value(2))])
    look = partial(look_at_kolada, paths=[page])
    plan = town.read(look)
    town.write(partial(carry_out, plan=plan))
    state = town.read(_state)
    with pytest.raises(Exception, match="har ändrats sedan du öppnade"):
        town.write(partial(carry_out, plan=plan))
    assert town.read(_state) == state
