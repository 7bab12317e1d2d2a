"""The pages of the window, by the work they serve; each is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.ui.parts.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page in the navigation; `kinds` are the tables whose rows a link opens there."""

    key: str
    title: str
    icon: str
    factory: str
    """Import path and name: "app.ui.budget.page:BudgetPage"."""
    kinds: frozenset[str] = frozenset()

    def make(self, workspace: Any) -> Page:
        """Import the page and build it."""
        module, _, name = self.factory.partition(":")
        factory: Callable[[Any], Page] = getattr(import_module(module), name)
        return factory(workspace)


_BUDGET = frozenset({
    "frame", "plan", "plan_version", "central_pot", "allocation_model", "allocation_version",
    "special_account", "proposal", "budget_dialogue", "internal_budget",
})  # fmt: skip
_ECONOMY = frozenset({
    "economy", "forecast_round", "population_forecast", "index_table", "investment_project", "budget_change",
    "scenario", "long_term_plan", "long_term_area", "long_term_scenario", "balance_year", "guideline", "loan",
    "company_account",
})  # fmt: skip
_AGREEMENTS = frozenset({
    "agreement", "agreement_kind", "agreement_text", "agreement_follow", "agreement_case",
    "agreement_comparison", "standard_text",
})  # fmt: skip
_SCORECARD = frozenset({
    "scorecard", "goal", "assessment", "indicator", "measurement", "measure", "cause_link", "comparison",
    "chart",
})  # fmt: skip

PAGES = (
    PageSpec(
        "overview",
        "Översikt",
        "home",
        "app.ui.overview.page:OverviewPage",
        frozenset({"overview"}),
    ),
    PageSpec(
        "steering",
        "Styrmodell",
        "steering",
        "app.ui.steering.page:SteeringPage",
        frozenset({"node", "node_version", "level"}),
    ),
    PageSpec(
        "documents",
        "Dokument",
        "document",
        "app.ui.documents.page:DocumentsPage",
        frozenset({"document"}),
    ),
    PageSpec(
        "thread",
        "Röda tråden",
        "thread",
        "app.ui.thread.page:ThreadPage",
        frozenset({"thread"}),
    ),
    PageSpec(
        "scorecard",
        "Mål och styrkort",
        "target",
        "app.ui.scorecard.page:ScorecardPage",
        _SCORECARD,
    ),
    PageSpec(
        "budget",
        "Budget",
        "budget",
        "app.ui.budget.page:BudgetPage",
        _BUDGET,
    ),
    PageSpec(
        "economy",
        "Ekonomi",
        "economy",
        "app.ui.economy.page:EconomyPage",
        _ECONOMY,
    ),
    PageSpec(
        "wheel",
        "Årshjul",
        "wheel",
        "app.ui.wheel.page:WheelPage",
        frozenset({"wheel_activity", "meeting"}),
    ),
    PageSpec(
        "assignments",
        "Uppdrag",
        "assignment",
        "app.ui.assignments.page:AssignmentsPage",
        frozenset({"assignment", "activity", "staff_dialogue"}),
    ),
    PageSpec(
        "agreements",
        "Överenskommelser",
        "agreement",
        "app.ui.agreements.page:AgreementsPage",
        _AGREEMENTS,
    ),
    PageSpec(
        "organisation",
        "Organisation",
        "organisation",
        "app.ui.organisation.page:OrganisationPage",
        frozenset({"unit", "municipality", "municipality_alias", "municipality_fact"}),
    ),
    PageSpec(
        "model",
        "Modell",
        "model",
        "app.ui.model.page:ModelPage",
        frozenset({"model_part", "steering_model"}),
    ),
    PageSpec(
        "glossary",
        "Ordlista",
        "book",
        "app.ui.glossary.page:GlossaryPage",
        frozenset({"glossary_term"}),
    ),
)


def shortcut_of(number: int) -> str:
    """The keys that open a page by its number in the list: Ctrl+1 to Ctrl+9, then Ctrl+0; "" for the rest."""
    return f"Ctrl+{number % 10}" if number <= 10 else ""


def page_titles(workspace: Any) -> dict[str, str]:
    """Titles that the model of the open file has a word of its own for, by the key of the page."""
    if not any(spec.key == "agreements" for spec in PAGES):
        return {}
    from app.services.agreements.kinds import kinds
    from app.ui.agreements.naming import page_title

    return {"agreements": page_title(workspace.read(kinds))}


def page_for(kind: str) -> PageSpec | None:
    """The page that shows rows of a table."""
    return next((spec for spec in PAGES if kind in spec.kinds), None)
