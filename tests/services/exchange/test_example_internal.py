"""The internal budgets of the example: one that meets its frame, and one with some of it left."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan
from app.models.internalbudget import AccountGroup, InternalBudget, MonthProfile
from app.services.budget.internal.views import InternalPaper, internal_paper, internal_view
from app.services.storage import Database
from tests.conftest import TODAY

TKR = 100_000


def plan_of(session: Session) -> int:
    return session.scalars(select(BudgetPlan.id)).one()


def test_one_meets_its_frame_and_one_has_some_left(opened: Database) -> None:
    view = opened.read(lambda session: internal_view(session, plan_id=plan_of(session)))
    assert view.tied_name == "KS förslag"
    made = [each for each in view.performers if each.budget_id is not None]
    assert {each.name: (each.state, each.frame // TKR, each.left // TKR) for each in made} == {
        "Bibliotek och kultur": ("met", 5540, 0),
        "Förskola Kopparberg": ("open", 17295, 120),
    }
    assert [each for each in view.performers if each.example] == made


def test_the_income_is_that_of_the_frame(opened: Database) -> None:
    def paper(session: Session) -> InternalPaper:
        return internal_paper(session, plan_id=plan_of(session), today=TODAY)

    sides = [(each.total("income") // TKR, each.frame.income // TKR) for each in opened.read(paper).internals]
    assert sorted(sides) == [(185, 185), (795, 795)]


def test_every_row_is_marked_as_an_example(opened: Database) -> None:
    def unmarked(session: Session) -> list[object]:
        models = (InternalBudget, AccountGroup, MonthProfile)
        rows = [row for model in models for row in session.scalars(select(model))]
        assert len(rows) == 2 + 11 + 5
        return [row for row in rows if not row.example]

    assert opened.read(unmarked) == []
