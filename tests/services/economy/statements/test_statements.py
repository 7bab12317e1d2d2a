"""The statements of a file: typed, taken from the year before, kept when decided, and refused where wrong."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import select

from app.models.budget import PlanVersion
from app.models.errors import ChangedSince, DomainError, Locked, MissingText, NotFound
from app.models.organisation import Unit, UnitKind
from app.services.budget import versions
from app.services.economy.own import state_of
from app.services.economy.snapshots import keep
from app.services.economy.statements import companies, guidelines, loans, opening, tabling, values
from app.services.economy.statements.beside import beside
from app.services.economy.statements.companies import CompanySaid
from app.services.economy.statements.guidelines import GuidelineSaid
from app.services.economy.statements.inputs import LoanYearInput
from app.services.economy.tables import broken_sums
from app.services.storage import describe
from tests.conftest import TODAY
from tests.services.budget.ledger import YEARS
from tests.services.economy.statements.town import TKR

FIRST = YEARS[0]
GOAL = "financial_goal"


def test_the_example_ties_and_its_tables_add_up(example):
    for version_id in example.read(lambda s: s.scalars(select(PlanVersion.id)).all()):
        made = example.view(version_id)
        assert made.lacks == ()
        assert made.broken == ()
        assert {tie.key for tie in made.ties if tie.known} >= {"cash", "balance", "equity", "assets", "loans"}
        tables = example.read(partial(tabling.tables, version_id=version_id))
        assert [table.key for table in tables] == [
            "result", "cash", "balance", "operating", "goals", "loans", "companies",
        ]  # fmt: skip
        assert [broken_sums(table) for table in tables] == [{}] * len(tables)
        whole = next(table for table in tables if table.key == "operating").row("sum")
        frames = sum(board.sums[2027].net for board in made.boards if board.parent is None)
        assert whole.cells[3] == -frames


def test_a_version_that_has_said_nothing_is_told_what_it_lacks(town):
    made = town.view()
    assert not made.said
    assert made.amount("result", "result", FIRST) is None
    assert made.amount("balance", "assets", FIRST) is None
    assert made.lacks[0] == (
        f"Skatteintäkter och generella statsbidrag saknas i förutsättningarna för {FIRST}–{YEARS[-1]}."
    )
    assert any(f"vid utgången av {FIRST - 1}, saknas" in said for said in made.lacks)
    assert not made.broken


def test_what_is_typed_runs_through_the_three_statements(town):
    town.live()
    before = town.view()
    town.type({("result", "cost_other", FIRST): 7, ("cash", "receivables", FIRST): -3})
    after = town.view()
    assert after.amount("result", "cost_other", FIRST) == -7 * TKR
    assert after.amount("result", "result", FIRST) == before.amount("result", "result", FIRST) - 7 * TKR
    assert after.amount("balance", "receivables", FIRST) == 3 * TKR
    assert after.amount("balance", "cash", FIRST) == before.amount("balance", "cash", FIRST) - 10 * TKR
    assert after.broken == ()
    town.database.undo()
    assert town.view().result == before.result


def test_what_adds_up_and_cannot_be_is_told(town):
    town.live()
    assert town.view().lacks[1:] == ()
    town.type({("result", "gains", FIRST): 5, ("result", "depreciation_stock", FIRST): 300})
    town.type({("result", "cost_other", FIRST + 1): 9_000})
    told = " ".join(town.view().lacks)
    assert f"större än försäljningen {FIRST}: skriv vad köparen betalar" in told
    assert f"värdet är under noll {FIRST}" in told
    assert "Likvida medel är under noll" in told
    assert town.view().broken == ()
    town.type({("cash", "sales", FIRST): 5})
    assert "Realisationsvinsten" not in " ".join(town.view().lacks)


def test_the_year_before_is_compared_with_and_ties_with_the_position(town):
    town.live()
    town.type({("result", "taxes", FIRST - 1): 90, ("result", "grants", FIRST - 1): 10})
    town.type({("result", "cost", FIRST - 1): 97, ("balance", "equity_result", FIRST - 1): 4})
    town.type({("balance", "equity_other", FIRST - 1): 146})
    made = town.view()
    assert made.amount("result", "cost", FIRST - 1) == 97 * TKR
    told = [tie for tie in made.ties if tie.key == "equity" and tie.year == FIRST - 1]
    assert [tie.difference for tie in told] == [193 * TKR]
    town.type({("result", "cost", FIRST - 1): -96})
    assert town.view().broken == ()
    table = tabling.statement_table(town.view(), "result")
    assert table.columns[0] == f"Prognos {FIRST - 1}"


def test_capital_costs_beside_the_frames_are_what_the_room_must_leave_place_for(town):
    town.live()
    town.type({("result", "depreciation_stock", year): 12 for year in YEARS})
    town.run(loans.add_loan, name="Skollånet", opening=60 * TKR, interest=Decimal(3))
    inside = town.view()
    town.run(values.set_capital_in_frames, inside=False)
    made = town.view()
    apart = made.amount("result", "result", FIRST) - inside.amount("result", "result", FIRST)
    assert apart == -12 * TKR
    assert made.broken == ()
    told = town.read(partial(beside, version_id=town.version_id))
    assert {name: years[FIRST] for name, years in told.items()} == {
        "Ränta på lån": -180_000,
        "Avskrivningar utanför ramarna": -12 * TKR,
    }


def test_several_loans_are_changed_in_one_step_and_never_repaid_beyond_the_debt(town):
    town.live()
    first = town.run(loans.add_loan, name="A", opening=40 * TKR, interest=Decimal("2.5"))
    second = town.run(loans.add_loan, name="B", opening=20 * TKR, interest=Decimal(2), ends=date(FIRST, 6, 1))
    years = {first: {FIRST: LoanYearInput(10 * TKR, 5 * TKR)}, second: {FIRST: LoanYearInput(0, 20 * TKR)}}
    town.run(loans.set_loans, years=years)
    view = town.read(partial(loans.loans, version_id=town.version_id))
    assert [loan.years[FIRST].closing for loan in view.loans] == [45 * TKR, 0]
    assert town.view().amount("cash", "financing", FIRST) == -15 * TKR
    wrong = {first: {FIRST: LoanYearInput(0, 5 * TKR)}, second: {FIRST: LoanYearInput(0, 21 * TKR)}}
    with pytest.raises(DomainError, match="kan inte amorteras med mer än skulden"):
        town.run(loans.set_loans, years=wrong)
    with pytest.raises(DomainError, match="löper ut"):
        town.on_row(loans.set_loan_years, loan_id=second, years={FIRST + 1: LoanYearInput(TKR)})
    assert town.read(partial(loans.loans, version_id=town.version_id)) == view
    town.database.undo()
    assert town.view().amount("cash", "financing", FIRST) is None


@pytest.mark.parametrize(
    ("use_case", "given", "words"),
    [
        (values.set_statement_values, {"values": {("result", "result", FIRST): 1}}, "räknas ur andra"),
        (values.set_statement_values, {"values": {("balance", "cash", FIRST): 1}}, "räknas ur andra"),
        (values.set_statement_values, {"values": {("cash", "stock", FIRST - 1): 1}}, "ingen ingående balans"),
        (values.set_statement_values, {"values": {("cash", "stock", FIRST + 9): 1}}, "planen omfattar"),
        (values.set_statement_values, {"values": {("cash", "stock", FIRST): 10**15}}, "för stort"),
        (loans.add_loan, {"name": "L", "opening": -1, "interest": Decimal(2)}, "kan inte vara"),
        (loans.add_loan, {"name": "L", "opening": 0, "interest": Decimal(275)}, "till exempel 2,75"),
        (loans.add_loan, {"name": " ", "opening": 0, "interest": Decimal(2)}, "namn saknas"),
        (guidelines.add_guideline, {"said": GuidelineSaid(GOAL, "M", target=Decimal(2))}, "inget mått"),
        (guidelines.add_guideline, {"said": GuidelineSaid(GOAL, "M", measure="cash")}, "inget målvärde"),
        (guidelines.copy_guidelines, {}, "ingen budget för"),
        (opening.take_opening, {}, "ingen budget för"),
        (companies.add_company, {"said": CompanySaid("B", turnover=-1)}, "Skriv noll eller mer"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_changed(town, use_case, given, words):
    before = town.read(partial(state_of, version_id=town.version_id))
    with pytest.raises(DomainError, match=words) as refused:
        town.run(use_case, **given)
    assert refused.value.message.endswith(".")
    assert town.read(partial(state_of, version_id=town.version_id)) == before


def test_goals_are_measured_year_by_year(town):
    town.live()
    share = GuidelineSaid("financial_goal", "Resultatet", measure="result_share", target=Decimal(1))
    key = town.run(guidelines.add_guideline, said=share)
    second = town.run(guidelines.add_guideline, said=GuidelineSaid("principle", "Varsamhet"))
    seen = partial(guidelines.guidelines, version_id=town.version_id)
    goal, principle = town.read(seen)
    assert goal.measured[FIRST] == Decimal(100)
    assert goal.met[FIRST] is True
    assert principle.met == {}
    town.on_row(guidelines.change_guideline, guideline_id=key, said=replace(share, at_least=False))
    town.on_row(guidelines.move_guideline, guideline_id=second, step=-1)
    assert [(row.title, row.met.get(FIRST)) for row in town.read(seen)] == [
        ("Varsamhet", None),
        ("Resultatet", False),
    ]


def test_position_loans_and_guidelines_come_from_the_plan_of_the_year_before(town):
    town.live()
    town.run(loans.add_loan, name="Skollånet", opening=60 * TKR, interest=Decimal(2))
    town.run(guidelines.add_guideline, said=GuidelineSaid("principle", "Varsamhet"))
    ended = town.view().balance[FIRST]
    later = town.database.write(partial(versions.create_plan, first_year=FIRST + 1)).value
    assert town.version_id == later
    assert town.run(opening.take_opening) == sum(ended[key] is not None for key in opening.position_keys())
    assert town.run(guidelines.copy_guidelines) == 1
    assert town.run(guidelines.copy_guidelines) == 0
    town.run(_nothing_typed_is_lost)
    made = town.view()
    assert made.balance[FIRST]["assets"] == ended["assets"]
    assert made.balance[FIRST]["equity_and_debts"] == ended["equity_and_debts"]
    (loan,) = town.read(partial(loans.loans, version_id=later)).loans
    assert (loan.name, loan.opening) == ("Skollånet", 60 * TKR)
    assert not [tie for tie in made.ties if tie.year == FIRST and tie.broken]


def _nothing_typed_is_lost(session, *, version_id, expected_version):
    """Taking the position again replaces it, and takes no loan twice."""
    opening.take_opening(session, version_id=version_id, expected_version=expected_version)


def test_companies_of_the_organisation_without_an_account_are_named(town):
    def add(session):
        kind = UnitKind(key="bolag", name="Bolag", category="company", position=99)
        session.add(kind)
        session.flush()
        session.add(Unit(kind_id=kind.id, name="Energibolaget", position=9))
        describe(session, "Lade till Energibolaget")

    town.database.write(add)
    seen = partial(companies.companies, version_id=town.version_id)
    ((unit_id, name),) = town.read(seen).missing
    town.run(companies.add_company, said=CompanySaid(name, unit_id))
    view = town.read(seen)
    assert view.missing == ()
    assert not view.accounts[0].told
    with pytest.raises(DomainError, match="finns redan"):
        town.run(companies.add_company, said=CompanySaid("energibolaget"))


def test_a_decided_version_shows_what_was_kept_and_refuses_every_change(town):
    town.live()
    version_id, made = town.version_id, town.view()
    row = town.read(lambda s: s.get_one(PlanVersion, version_id).version)

    def decide(session):
        keep(session, version_id=version_id, parts={"statements": made})
        versions.lock_version(
            session, version_id=version_id, body="Kommunfullmäktige", decided_on=TODAY, paragraph=None,
            registration_number=None, expected_version=row, today=TODAY, stage="decided",
        )  # fmt: skip

    town.database.write(decide)
    assert town.view() == replace(made, locked=True, frozen=True)
    with pytest.raises(Locked):
        town.type({("result", "gains", FIRST): 1})


def test_a_stale_form_and_a_row_that_is_gone_are_told(town):
    town.live()
    stale = partial(
        loans.add_loan,
        version_id=town.version_id,
        name="A",
        opening=0,
        interest=Decimal(1),
        expected_version=0,
    )
    with pytest.raises(ChangedSince):
        town.database.write(stale)
    for use_case, name in ((loans.remove_loan, "loan_id"), (companies.remove_company, "company_id")):
        with pytest.raises(NotFound):
            town.on_row(use_case, **{name: 1})
    with pytest.raises(MissingText):
        town.run(companies.add_company, said=CompanySaid(""))
