"""Pages of goals and strategy maps with what they can hold: usual, awkward and empty."""

from dataclasses import replace
from datetime import date

from app.services.reports.goal_paper import GoalPaper
from app.services.reports.scorecard_paper import DashboardPaper, MapPaper
from app.services.scorecard.causes import CauseGoal, CauseGroup, CauseLine, CauseMap
from app.services.scorecard.goalrows import GoalGroup
from app.services.scorecard.goalviews import Action, Deed, GoalFrame, GoalPage, Judgement
from app.services.scorecard.scale import STANDARD
from app.services.steering.detail import NodeLink
from tests.services.reports.scorecard_samples import HOSTILE, ISSUE, ROLL_UP, STAFF, STRANGE, USERS, USUAL

MET, PARTLY, *_ = STANDARD
ACTIONS = (
    Action(1, "Fast bemanning i två team", "Enhetschef", date(2027, 2, 1), 7, "Bemanna två team", "Pågår",
           None, None, True),
    Action(2, "Sätt målet högre", None, None, None, None, None, 9, "Brukarna är mycket trygga", True),
    Action(3, "Fråga brukarna varje månad", None, None, None, None, None, None, None, True),
)  # fmt: skip
JUDGEMENT = Judgement(
    id=3, version=1, unit_id=None, unit=None, period="2026-H1", period_words="halvår 1 2026", decided=True,
    result=MET, proposed=PARTLY, reason="Enkäten gjordes innan teamen fanns.", trend="better",
    analysis="Fler möter samma medarbetare.\n\nKvällarna är svårast.", conclusion="Behåll teamen.",
    risk="Sjukfrånvaron kan öka.", resources="Två tjänster omfördelades.", performance="Tolv team startade.",
    effect="Färre vill flytta till särskilt boende.", analyst_role="Förvaltningschef", assessed_by="Prov",
    assessed_on=date(2026, 8, 20), actions=ACTIONS,
)  # fmt: skip
BLANK = replace(
    JUDGEMENT, id=0, version=0, decided=False, result=None, proposed=None, reason=None, trend=None,
    analysis=None, conclusion=None, risk=None, resources=None, performance=None, effect=None,
    assessed_by=None, assessed_on=None, actions=(),
)  # fmt: skip
DEEDS = (
    Deed("activity", 1, "Starta team", "Enhetschef", date(2026, 5, 1), "Klar", True, False, True),
    Deed("assignment", 2, "Utred kvällarna", None, None, "Pågår", False, True, False),
)
LINKS = (NodeLink(1, "Vision", "Vision 2040"), NodeLink(2, "Strategiskt område", "Trygg omsorg"))
PAGE = GoalPage(
    node_id=11, node_version=1, title="Brukarna är trygga med sin hemtjänst",
    text="Minst nio av tio är nöjda.",
    level="Verksamhetsmål", owner="Omsorgschef", own_unit_id=5, unit_id=None, unit="Omsorg",
    group=GoalGroup("p1", "Medborgare och brukare"), nature="lagging", due_year=2027, status_word=None,
    locked=False, measurable=True, example=True, year=2026, period="2026-H1", period_words="halvår 1 2026",
    frame=GoalFrame(5, "Omsorg", 2026, 98_765_400_000, 95_000_000_000, "Mål och budget 2026", True, 3),
    deeds=DEEDS, volumes=STAFF.goals[0].figures[:1], figures=USERS.goals[0].figures, average=None,
    standing="met", scale=STANDARD, proposed=PARTLY, why="0 av 2 mått når målvärdet, poäng 5,7 av 10.",
    judgement=JUDGEMENT, difference="Utfallet säger delvis uppfyllt, bedömt som uppfyllt.",
    earlier=(replace(JUDGEMENT, period="2025", period_words="2025"),),
    contributions=(replace(JUDGEMENT, unit="Hemtjänst Kopparberg", unit_id=6),),
    thread=LINKS, serves=LINKS, served_by=(), causes=(), effects=LINKS[:1], analysts=("Förvaltningschef",),
    origin=None, wheel_name="Kvalitetshjulet", wheel=(),
)  # fmt: skip
GOALS = {
    "goal": GoalPaper(ISSUE, PAGE),
    "goal-empty": GoalPaper(
        ISSUE,
        replace(PAGE, frame=None, deeds=(), volumes=(), figures=(), standing="missing", judgement=BLANK,
                earlier=(), contributions=(), thread=(), serves=(), effects=(), text="", difference=""),
    ),
    "goal-strange": GoalPaper(
        ISSUE,
        replace(PAGE, title=HOSTILE * 60, unit=HOSTILE, figures=STRANGE.card.figures,
                judgement=replace(JUDGEMENT, effect=HOSTILE * 40, analysis=HOSTILE * 60,
                                  actions=(replace(ACTIONS[0], text=HOSTILE * 40),)),
                deeds=tuple(replace(DEEDS[0], title=HOSTILE, id=key) for key in range(30))),
    ),
}  # fmt: skip


def _goal(key: int, title: str) -> CauseGoal:
    return CauseGoal(key, title, "Mål", None, "partly", "Delvis", None, False, True)


CAUSES = CauseMap(
    "Kommunen", 2026, "2026",
    tuple(
        CauseGroup(
            f"p{place}", name, None,
            tuple(_goal(10 * place + at, f"Mål {place}.{at}") for at in range(3)),
        )
        for place, name in enumerate(("Brukare", "Processer", "Medarbetare", "Ekonomi"))
    ),
    (CauseLine(1, 1, 20, 10, "Nöjda stannar kvar"), CauseLine(2, 1, 10, 0, None)),
    left_out=2,
)  # fmt: skip
PICTURES = {
    "dashboard": DashboardPaper(USUAL, ROLL_UP),
    "dashboard-strange": DashboardPaper(STRANGE),
    "map": MapPaper(ISSUE, CAUSES),
    "map-empty": MapPaper(ISSUE, replace(CAUSES, groups=(), links=(), left_out=0, unit=HOSTILE)),
}
