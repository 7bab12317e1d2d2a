"""Changes during the year: numbered, financed by law, and what the budget is after them."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame
from app.models.budgetchanges import BudgetChange
from app.models.errors import DomainError
from app.services.budget import frames, pots, versions
from app.services.economy.changes import changing, errors
from app.services.economy.changes.changing import RowEntry
from app.services.economy.changes.tables import tables
from app.services.economy.changes.values import ChangeView, CurrentBudget, Line, RowView, together
from app.services.economy.changes.views import current_budget, targets
from app.services.economy.committees import Committee
from app.services.economy.investments import projects
from app.services.economy.tables import broken_sums
from app.services.steering.errors import DecidedInFuture
from app.services.storage import UndoRefused
from tests.conftest import TODAY
from tests.services.economy.investments.town import MNKR, Town


class Year:
    """A decided budget of 2027, with frames, a central post and a project."""

    def __init__(self, town: Town) -> None:
        self.town = town
        plan_id = town.read(lambda s: s.scalars(select(BudgetPlan.id)).one())
        self.pot = town.run(pots.create_pot, plan_id=plan_id, kind="contingency")
        for holder, amount in ((town.unit("Skolan"), 100), (town.unit("Natten"), 40), (self.pot, 5)):
            self._frame(holder, amount * MNKR)
        self.project = town.project("Skola", "Skolan", y2027=20 * MNKR)
        town.decide()

    def _frame(self, holder: int, amount: int) -> None:
        def found(session: Session) -> tuple[int, int]:
            own = (Frame.unit_id == holder) | (Frame.pot_id == holder)
            frame = session.scalars(select(Frame).where(own, Frame.year == 2027)).one()
            return frame.id, frame.version

        key, version = self.town.read(found)
        self.town.run(
            frames.set_component, frame_id=key, kind="volume", amount=amount, expected_version=version
        )

    @property
    def view(self) -> CurrentBudget:
        found: CurrentBudget = self.town.read(partial(current_budget, version_id=self.town.version_id))
        return found

    def add(self, *rows: RowEntry, kind: str = "supplementary", title: str = "Fler platser") -> int:
        return int(
            self.town.run(
                changing.add_change,
                version_id=self.town.version_id,
                year=2027,
                kind=kind,
                title=title,
                rows=rows,
            )
        )

    def on(self, use_case, key, **values):
        version = self.town.read(lambda s: s.get_one(BudgetChange, key).version)
        return self.town.run(use_case, change_id=key, expected_version=version, **values)

    def decide(self, key, **values):
        said = {"body": "Kommunfullmäktige", "decided_on": TODAY, "paragraph": "§ 31", "today": TODAY}
        return self.on(changing.decide_change, key, **{**said, **values})

    def line(self, name: str) -> Line:
        lines = [line for group in self.view.groups for line in (group.whole, *group.holders)]
        return next(line for line in (*lines, *self.view.projects) if line.name == name)


@pytest.fixture
def year(town) -> Year:
    return Year(town)


def test_a_decided_change_moves_the_budget_and_a_draft_does_not(year):
    school, night = year.town.unit("Skolan"), year.town.unit("Natten")
    key = year.add(
        RowEntry("operating", 3 * MNKR, unit_id=night),
        RowEntry("operating", 1 * MNKR, pays=True, pot_id=year.pot),
        RowEntry("income", 1 * MNKR, pays=True),
        RowEntry("result", 1 * MNKR, pays=True),
    )
    assert year.line("Omsorgen").current == 40 * MNKR
    assert year.line("Natten").drafted == {key: 3 * MNKR}
    year.decide(key)
    view = year.view
    assert (year.line("Omsorgen").current, year.line("Oförutsett").current) == (43 * MNKR, 4 * MNKR)
    assert view.total.current - view.total.decided == 2 * MNKR
    assert view.result_change() == -1 * MNKR
    moved = year.add(
        RowEntry("investment", 6 * MNKR, project_id=year.project),
        RowEntry("loan", 4 * MNKR, pays=True),
        RowEntry("liquidity", 2 * MNKR, pays=True),
        kind="carried",
    )
    year.decide(moved)
    change = year.view.change(moved)
    assert change is not None
    assert (change.short, change.on("result"), change.on("cash"), change.on("loan")) == (
        "2/2027", 0, -2 * MNKR, 4 * MNKR,
    )  # fmt: skip
    assert year.line("Skola").current == 26 * MNKR
    assert school in [unit for unit, _ in year.town.read(partial(targets, version_id=view.version_id)).units]


def test_a_draft_that_gives_more_than_a_project_may_cost_is_told_and_what_is_carried_is_not_more(year):
    year.town.on(projects.set_permission, year.project, permitted=22 * MNKR)

    def draft(amount: int, kind: str = "supplementary") -> int:
        given = RowEntry("investment", amount * MNKR, project_id=year.project)
        return year.add(given, RowEntry("loan", amount * MNKR, pays=True), kind=kind)

    first, carried = draft(2), draft(9, "carried")
    assert year.view.beyond_permission(first) == year.view.beyond_permission(carried) == ()
    year.decide(first)
    year.decide(carried)
    paid = year.add(
        RowEntry("investment", 3 * MNKR, project_id=year.project),
        RowEntry("operating", 1 * MNKR, unit_id=year.town.unit("Natten")),
        RowEntry("result", 4 * MNKR, pays=True),
    )
    assert [each.unborne for each in year.view.changes if each.id in (first, paid)] == [0, 3 * MNKR]
    last = draft(1)
    assert year.view.beyond_permission(last) == (("Skola", 1 * MNKR),)


def test_an_expense_without_financing_cannot_be_decided_and_says_the_paragraph(year):
    key = year.add(
        RowEntry("operating", 500_00, unit_id=year.town.unit("Skolan")), RowEntry("result", 400_00, pays=True)
    )
    with pytest.raises(errors.NotFinanced, match=r"100.kr saknar finansiering.*KL 11 kap. 15 §"):
        year.decide(key)
    row = year.view.changes[0].pays[0]
    year.on(changing.set_row, key, row_id=row.id, entry=RowEntry("reserve", 500_00, pays=True))
    with pytest.raises(DecidedInFuture):
        year.decide(key, decided_on=TODAY + timedelta(days=1))
    with pytest.raises(errors.DecidedBefore, match="före budgeten"):
        year.decide(key, decided_on=TODAY - timedelta(days=1))
    year.decide(key)
    assert year.view.changes[0].financing_words == "Resultatreserv 500\u00a0kr"
    while year.town.database.undo_words is not None:
        with suppress(UndoRefused):
            year.town.database.undo()
    assert year.view.changes[0].locked
    for use_case, values in (
        (changing.edit_change, {"title": "Annat"}),
        (changing.remove_row, {"row_id": row.id}),
        (changing.remove_change, {}),
    ):
        with pytest.raises(errors.ChangeDecided, match="Tilläggsbudget 1/2027 är beslutad"):
            year.on(use_case, key, **values)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (RowEntry("operating", 5), "Välj den enhet"),
        (RowEntry("investment", 5, pays=True), "Välj det investeringsprojekt"),
        (RowEntry("result", 0, pays=True), "inte är noll"),
        (RowEntry("loan", -5, pays=True), "över noll"),
        (RowEntry("operating", 10**15, unit_id=1), "större än"),
        (RowEntry("operating", 5, unit_id=1), "finns inte längre"),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_nothing_is_added(year, entry, words):
    key = year.add()
    with pytest.raises(DomainError, match=words):
        year.on(changing.add_row, key, entry=entry)
    with pytest.raises(errors.NothingChanged):
        year.decide(key)
    assert year.view.change(key).rows == ()


def test_only_the_budget_that_holds_is_changed(town):
    with pytest.raises(errors.NotDecidedYet):
        town.run(changing.add_change, version_id=town.version_id, year=2027, kind="transfer", title="X")
    year = Year(town)
    with pytest.raises(errors.YearOutside, match="omfattar inte 2030"):
        town.run(changing.add_change, version_id=town.version_id, year=2030, kind="transfer", title="X")
    first, second = year.add(), year.add()
    year.on(changing.remove_change, second)
    year.on(changing.remove_change, first)
    assert year.view.changes == ()
    assert year.view.changeable


def test_the_tables_add_up_and_tell_the_decisions(year):
    night = year.town.unit("Natten")
    for _ in range(6):
        year.decide(year.add(RowEntry("operating", MNKR, unit_id=night), RowEntry("result", MNKR, pays=True)))
    carried = year.add(
        RowEntry("investment", MNKR, project_id=year.project), RowEntry("liquidity", MNKR, pays=True),
        kind="carried", title="Från 2026",
    )  # fmt: skip
    year.decide(carried)
    operating, investing, decisions = year.town.read(partial(tables, version_id=year.town.version_id))
    assert not broken_sums(operating)
    assert not broken_sums(investing)
    # more changes than columns: one for each kind
    assert operating.columns == ("Beslutad budget", "Tilläggsbudget", "Ombudgetering", "Nu gällande")
    assert operating.row("total").cells == (145 * MNKR, 6 * MNKR, 0, 151 * MNKR)
    assert operating.row("result").cells == (None, -6 * MNKR, 0, -6 * MNKR)
    assert investing.row("total").cells == (20 * MNKR, 0, MNKR, 21 * MNKR)
    assert decisions.rows[-1].label == "7/2027 Från 2026"
    assert decisions.rows[-1].cells[1] == "Kommunfullmäktige 21 november 2026, § 31"


_COMMITTEE = Committee(1, "Skolan", 0)
_ROWS = st.builds(
    RowView, id=st.integers(1, 9), purpose=st.sampled_from(("operating", "investment", "income", "loan")),
    pays=st.booleans(), amount=st.integers(1, 10**9), unit_id=st.sampled_from((5, 6)), pot_id=st.none(),
    project_id=st.none(), name=st.just("X"), committee=st.just(_COMMITTEE), note=st.none(),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(_ROWS, max_size=4), max_size=4), st.integers(-(10**9), 10**9))
def test_lines_together_are_the_sum_whatever_the_changes_are(changes, decided):
    said = ("transfer", "X", None, None, None, None, None, None, True, False)
    made = [ChangeView(place, 1, 1, 2027, place, *said, tuple(rows)) for place, rows in enumerate(changes)]
    lines = [Line(key, "X", decided, {each.id: each.effect(key) for each in made}) for key in (5, 6)]
    whole = together(1, "Summa", lines)
    assert whole.current == sum(line.current for line in lines)
    given_less_paid = sum(row.effect for each in made for row in each.rows if row.holder in (5, 6))
    assert whole.changed == given_less_paid


def test_a_draft_of_a_budget_that_a_later_decision_has_replaced_is_not_decided(year):
    key = year.add(
        RowEntry("operating", 5_00, unit_id=year.town.unit("Natten")), RowEntry("result", 5_00, pays=True)
    )
    source = year.town.version_id
    made = year.town.run(versions.create_version, source_id=source, name="November", stage="revised")
    year.town.run(
        versions.lock_version, version_id=made, body="Kommunfullmäktige", decided_on=TODAY, paragraph=None,
        registration_number=None, expected_version=1, today=TODAY,
    )  # fmt: skip
    with pytest.raises(errors.NotTheBudget, match="Ändra ”November”"):
        year.decide(key)
    assert not year.view.changeable
    assert year.view.holds_id == made
