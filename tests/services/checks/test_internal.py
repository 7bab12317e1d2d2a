"""Internal budgets that do not come to their frames are found among everything else."""

from functools import partial

from app.services.budget.internal import budgets, chart
from app.services.budget.internal.views import internal_view
from app.services.checks.collect import findings
from app.services.storage import Database
from tests.conftest import TODAY
from tests.services.budget.ledger import Ledger


def test_an_internal_budget_that_does_not_come_to_its_frame_is_found(example: Database) -> None:
    ledger = Ledger(example)
    plan = ledger.version.plan_id
    assert ledger.run(chart.create_standard) == 0
    unit = example.read(partial(internal_view, plan_id=plan)).performers[0]
    key = ledger.run(budgets.create_internal, unit_id=unit.unit_id, plan_id=plan)
    told = [each for each in example.read(partial(findings, today=TODAY)) if each.code == "internal-differs"]
    assert "Förskola Kopparberg" in "".join(each.message for each in told)
    said = [each for each in told if each.key == key]
    assert [(each.kind, each.severity) for each in said] == [("internal_budget", "warning")]
    assert len(told) == 2
    assert said[0].message.startswith(f"Internbudgeten 2027 för {unit.name}: ")
    assert "2027" in said[0].place
