"""The parts of a model file about time and money: agreements, reports, wheels, budget; and its words."""

from typing import Literal

from app.services.steering.modelformat_base import (
    Day,
    DecisionOrder,
    Flag,
    Key,
    Keys,
    LawStep,
    MandateYear,
    Month,
    MonthDay,
    Origin,
    Part,
    Phase,
    Place,
    Positive,
    Sourced,
    Text,
    Texts,
    Year,
    YearOffset,
)

#: How exactly the source times an activity (`WHL-*`).
Precision = Literal[
    "dag", "manad", "manadsintervall", "del_av_manad", "arstid", "senast_manad", "senast_dag", "okand",
]  # fmt: skip
Rhythm = Literal[
    "monthly", "several_a_year", "half_yearly", "yearly", "school_year", "every_other_year",
    "every_third_year", "mandate_period", "with_report", "continuous", "irregular",
]  # fmt: skip
#: What an activity is when it is not an ordinary one (`WHL-09`, `WHL-10`, `WHL-12`, `BUD-25`).
ActivityForm = Literal["network", "dialogue", "survey", "staff"]
StageKind = Literal[
    "analysis", "prerequisites", "needs", "dialogue", "preliminary", "proposal", "decided", "revised",
    "internal",
]  # fmt: skip


#: What the program fills in from data in a part of an agreement.
Fill = Literal[
    "frames", "goals", "commitments", "activities", "assignments", "key_figures", "follow_up",
]  # fmt: skip
#: For whom agreements of a kind are made: each performer of the model; a unit that is picked among the
#: kind's bodies; or a unit together with the one above it.
Per = Literal["performer", "unit", "client_pair"]


class Party(Part):
    """A party of an agreement, in the words of the source, and the body it is where that is clear.

    `label` is what the paper calls it, where that is not Beställare or Utförare.
    """

    name: Text
    label: Text | None = None
    side: Literal["client", "performer"] | None = None
    bodies: Keys | None = None


class SignatoryRule(Part):
    """Who signs for a side; several bodies mean one or the other."""

    side: Literal["client", "performer"] | None = None
    name: Text
    bodies: Keys | None = None


class Clause(Part):
    """A rule inside a section, with the standard wording for internal and external performers."""

    key: Key
    title: Text
    text: Text | None = None
    text_external: Text | None = None
    origin: Origin = "kalla"
    source: Text | None = None


class AgreementSection(Part):
    """A part that the agreement must or may have (`UH-06` … `UH-09`).

    `mandatory` is absent where the source lists the part but does not demand it. Standard texts may
    hold fields in braces; they are filled in when an agreement is made. `written` when something must be
    written for each agreement, also where there is a standard text. `fills` is what comes from data, and
    `levels` are those whose elements are gathered where it has goals. `wording_extra` and `wording_within`
    say how an assignment is paid; `reported` when assignments must be reported back.
    """

    key: Key
    title: Text
    mandatory: Flag | None = None
    description: Text | None = None
    standard_text: Text | None = None
    standard_text_external: Text | None = None
    written: Flag | None = None
    fills: tuple[Fill, ...] | None = None
    levels: Keys | None = None
    wording_extra: Text | None = None
    wording_within: Text | None = None
    reported: Flag | None = None
    origin: Origin = "kalla"
    clauses: tuple[Clause, ...] = ()
    source: Text | None = None


class AgreementKind(Sourced):
    """A kind of agreement (`AVT-01`); what the source leaves out is absent.

    `plural` and `definite` are forms of the name; a kind without `signed` is signed, and one without `per`
    is made with each performer. `client_label` and `performer_label` are what the paper calls the parties
    where the source names none, and `other_party` is the performer where it is no unit of the municipality.
    """

    key: Key
    name: Text
    plural: Text | None = None
    definite: Text | None = None
    signed: Flag | None = None
    per: Per | None = None
    client_label: Text | None = None
    performer_label: Text | None = None
    other_party: Text | None = None
    level: Key | None = None
    parties: tuple[Party, ...] | None = None
    term_years: Positive | None = None
    term_years_max: Positive | None = None
    term_text: Text | None = None
    signed_by: tuple[SignatoryRule, ...] | None = None
    decided_by: Keys | None = None
    prepared_by: Keys | None = None
    sections: tuple[AgreementSection, ...] | None = None
    revision: Text | None = None
    due: Text | None = None
    due_month: Month | None = None


class ReportKind(Sourced):
    """A recurring report (`RPT-*`): `handled_by` where the source does not tell preparing from deciding.

    `min_times_a_year` is for "at least so many times", `times_a_year` for an exact number.
    """

    key: Key
    name: Text
    document_kind: Key | None = None
    period_text: Text | None = None
    period_start: MonthDay | None = None
    period_end: MonthDay | None = None
    frequency: Text | None = None
    times_a_year: Positive | None = None
    min_times_a_year: Positive | None = None
    prepared_by: Keys | None = None
    handled_by: Keys | None = None
    decided_by: Keys | None = None
    decision_order: DecisionOrder | None = None
    recipients: Keys | None = None
    content: Texts | None = None
    due: Text | None = None
    due_month: Month | None = None
    due_day: Day | None = None


class Wheel(Sourced):
    """One of the model's wheels; `name_as_written` keeps a misspelling of the source.

    `start_month` is the month at the top, January where it is absent (`WHL-07`).
    """

    key: Key
    name: Text
    name_as_written: Text | None = None
    audience: Text | None = None
    figure_missing: Flag | None = None
    years_shown: Positive | None = None
    start_month: Month | None = None


class WheelPattern(Sourced):
    """A recurring activity (`WHL-*`): months and days only as far as the source says.

    `year_offset` is the year that the work concerns minus the year it is done in. `timing_text` keeps
    the words of the source; `tentative` are days given as possible. `participants` take part beside
    those that answer for it, `content` is what the source says is dealt with. `times_a_year` is an exact
    number, `min_times_a_year` "at least so many"; `first_year` is a year that it is done, from which every
    second or third is counted; `mandate_year` is 1 for the first calendar year of the mandate and 0 for the
    election year. `law` is the key of the legal step (`resources/lagregler.toml`) that it carries out.
    """

    key: Text
    order: Positive
    title: Text
    short_title: Text | None = None
    wheel: Key
    bodies: Keys | None = None
    participants: Keys | None = None
    content: Texts | None = None
    precision: Precision
    start_month: Month | None = None
    start_day: Day | None = None
    end_month: Month | None = None
    end_day: Day | None = None
    month_part: Literal["early", "middle", "late"] | None = None
    season: Literal["winter", "spring", "summer", "autumn"] | None = None
    deadline: Flag = False
    tentative: tuple[MonthDay, ...] | None = None
    timing_text: Text | None = None
    recurrence: Text | None = None
    rhythm: Rhythm | None = None
    times_a_year: Positive | None = None
    min_times_a_year: Positive | None = None
    first_year: Year | None = None
    mandate_year: MandateYear | None = None
    form: ActivityForm | None = None
    law: LawStep | None = None
    year_offset: YearOffset | None = None
    phase: Phase | None = None
    level: Key | None = None


class BudgetStage(Sourced):
    """A stage of the budget process: what it deals with, and the wheel pattern that times it."""

    key: Key
    name: Text
    kind: StageKind
    bodies: Keys | None = None
    content: Texts | None = None
    month: Month | None = None
    end_month: Month | None = None
    wheel_pattern: Text | None = None


class AllocationArea(Part):
    """An area whose frame is computed by a model of volume and price (`BUD-04`)."""

    key: Key
    name: Text


class Budget(Sourced):
    """How money is divided: plan years (`BUD-02`), stages, bases in their order (`BUD-03`) and methods."""

    plan_years: Positive | None = None
    plan_text: Text | None = None
    frames: Text | None = None
    stages: tuple[BudgetStage, ...] | None = None
    bases: Texts | None = None
    methods: Texts | None = None
    criteria: Texts | None = None
    allocation_areas: tuple[AllocationArea, ...] | None = None
    assignment_funding: Texts | None = None


class QualityWheel(Sourced):
    """The model's cycle of quality work, as named steps in order."""

    name: Text
    steps: Texts


class ManagementLevel(Sourced):
    """A level of the document system (`HIE-23`), and whether its documents are published."""

    level: Positive
    name: Text | None = None
    text: Text
    published: Flag | None = None


class Term(Part):
    """A word of the model with an explanation in our own words (`GLO-*`)."""

    word: Text
    abbreviation: Text | None = None
    explanation: Text
    source: Text | None = None


class Renaming(Part):
    """A body or law that the source calls by an older name, with today's name beside."""

    name: Text
    name_today: Text
    note: Text | None = None


class Inconsistency(Part):
    """A known inconsistency of the source (`INC-*`), noted at its places and never corrected."""

    key: Text
    kind: Literal["tal", "procent", "datum", "text", "format", "stavning", "saknas"]
    text: Text
    stated: Text | None = None
    computed: Text | None = None
    places: tuple[Place, ...] = ()
    source: Text | None = None
