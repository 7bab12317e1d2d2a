"""What is shown of a goal, as plain values: the chain to its effect, its assessment, its line in a list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.services.formatting import write_count
from app.services.scorecard.goalfigures import is_another
from app.services.scorecard.goalrows import GoalGroup
from app.services.scorecard.scale import ResultStep
from app.services.scorecard.views import Average, Figure, Standing
from app.services.steering.detail import NodeLink

#: The steps of the sources' quality wheel; a model may name its own.
WHEEL_STEPS = ("Planering", "Genomförande", "Uppföljning och analys", "Förbättringsåtgärder")


@dataclass(frozen=True, slots=True)
class GoalFrame:
    """The money that a goal is to be reached with: the frame of its unit in the year, in öre.

    `version` says which decision; `units` how many units below it have the frames, where it has none itself.
    `starting`: it is what next year's plan sets out from, since no plan in the file covers the year.
    """

    unit_id: int
    unit: str
    year: int
    amount: int
    before: int | None
    version: str
    decided: bool
    units: int = 0
    example: bool = False
    starting: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """An activity or assignment that is done for a goal; `kind` is the name of its table."""

    kind: str
    id: int
    title: str
    responsible: str | None
    ends: date | None
    status: str
    done: bool
    late: bool
    example: bool


@dataclass(frozen=True, slots=True)
class Action:
    """An action of an analysis, and what it has become."""

    id: int
    text: str
    responsible: str | None
    due: date | None
    activity_id: int | None
    activity: str | None
    activity_status: str | None
    node_id: int | None
    node: str | None
    example: bool

    @property
    def open(self) -> bool:
        """Whether it still is no more than words."""
        return self.activity_id is None and self.node_id is None


@dataclass(frozen=True, slots=True)
class Judgement:
    """An assessment of a goal in a period; id and version 0 where nobody has written one."""

    id: int
    version: int
    unit_id: int | None
    unit: str | None
    period: str
    period_words: str
    decided: bool
    result: ResultStep | None
    proposed: ResultStep | None
    reason: str | None
    trend: str | None
    analysis: str | None
    conclusion: str | None
    risk: str | None
    resources: str | None
    performance: str | None
    effect: str | None
    analyst_role: str | None
    assessed_by: str | None
    assessed_on: date | None
    actions: tuple[Action, ...] = ()
    example: bool = False

    @property
    def written(self) -> bool:
        """Whether there is an analysis."""
        return bool(self.analysis or self.conclusion)


@dataclass(frozen=True, slots=True)
class WheelStep:
    """A step of the quality wheel: whether it is done, and in a few words how far it has come."""

    name: str
    done: bool
    words: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The analysis that a goal comes from: an action of it became this goal."""

    node_id: int
    title: str
    period_words: str
    text: str


@dataclass(frozen=True, slots=True)
class GoalPage:
    """A goal in a period, for the goal as a whole or for what a unit contributes.

    `proposed` is what the figures say, with `why` in words; `difference` says where the person came to
    another result. `earlier` are the assessments of other periods, newest first, and `contributions` what
    units have said of the same goal and period. `analysts` are the roles that may analyse, the one that
    the model or the unit names first.
    """

    node_id: int
    node_version: int
    title: str
    text: str
    level: str
    owner: str | None
    own_unit_id: int | None
    unit_id: int | None
    unit: str | None
    group: GoalGroup
    nature: str | None
    due_year: int | None
    status_word: str | None
    locked: bool
    measurable: bool | None
    example: bool
    year: int
    period: str
    period_words: str
    frame: GoalFrame | None
    deeds: tuple[Deed, ...]
    volumes: tuple[Figure, ...]
    figures: tuple[Figure, ...]
    average: Average | None
    standing: Standing
    scale: tuple[ResultStep, ...]
    proposed: ResultStep | None
    why: str
    judgement: Judgement
    difference: str
    earlier: tuple[Judgement, ...]
    contributions: tuple[Judgement, ...]
    thread: tuple[NodeLink, ...]
    serves: tuple[NodeLink, ...]
    served_by: tuple[NodeLink, ...]
    causes: tuple[NodeLink, ...]
    effects: tuple[NodeLink, ...]
    analysts: tuple[str, ...]
    origin: Origin | None
    wheel_name: str
    wheel: tuple[WheelStep, ...]

    @property
    def all_figures(self) -> tuple[Figure, ...]:
        """Those that tell of the result, then those that tell how much was done."""
        return (*self.figures, *self.volumes)

    @property
    def done(self) -> int:
        """How many activities and assignments are done."""
        return sum(deed.done for deed in self.deeds)

    @property
    def deed_words(self) -> str:
        """How much of what is done for the goal is done: 3 av 5 aktiviteter klara."""
        if not self.deeds:
            return "Inga aktiviteter"
        if len(self.deeds) == 1:
            what = "uppdrag klart" if self.deeds[0].kind == "assignment" else "aktivitet klar"
        elif any(deed.kind == "assignment" for deed in self.deeds):
            what = "aktiviteter och uppdrag klara"
        else:
            what = "aktiviteter klara"
        return f"{self.done} av {len(self.deeds)} {what}"

    @property
    def only_deeds(self) -> bool:
        """Whether something has been done and nothing is known of what came out of it (`GOAL-20`)."""
        known = any(figure.outcome is not None or figure.outcome_words for figure in self.all_figures)
        told = self.judgement.decided or self.judgement.effect
        return bool(self.deeds) and not known and not told


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in the list: how it stands, who has said so, and what has been written of it."""

    node_id: int
    version: int
    title: str
    level: str
    form: str
    group: GoalGroup
    unit_id: int | None
    unit: str | None
    owner: str | None
    due_year: int | None
    measurable: bool | None
    example: bool
    figures: int
    counted: int
    score: Decimal | None
    standing: Standing
    words: str
    proposed: ResultStep | None
    result: ResultStep | None
    draft: ResultStep | None
    trend: str | None
    analysed: bool
    actions: int
    actions_open: int
    deeds: int
    deeds_done: int

    @property
    def decided(self) -> bool:
        """Whether a person has decided how far the goal is met."""
        return self.result is not None

    @property
    def differs(self) -> bool:
        """Whether that is another result than the figures'."""
        return self.result is not None and is_another(self.proposed, self.result)

    @property
    def only_deeds(self) -> bool:
        """Whether something is done for it and nothing is known of what came out."""
        return self.deeds > 0 and self.counted == 0 and not self.decided

    @property
    def data_words(self) -> str:
        """How many of its figures have an outcome: 2 av 3."""
        return f"{self.counted} av {self.figures}" if self.figures else "–"

    @property
    def action_words(self) -> str:
        """How many actions there are, and how many of them are still words alone."""
        if not self.actions:
            return ""
        left = write_count(self.actions_open, "öppen", "öppna")
        return f"{self.actions}, {left}" if self.actions_open else str(self.actions)
