"""Every use case of the rooms as a step that can be taken anywhere in a file, with arguments by chance."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementPart
from app.models.base import Base
from app.models.budget import COMPONENTS, Frame, PlanVersion
from app.models.organisation import MandatePeriod, Municipality, MunicipalityFact, Unit, UnitKind
from app.models.steering import Contribution, Level, Node, Perspective
from app.services import richtext
from app.services.agreements import deciding, writing
from app.services.budget import frames, readiness, versions
from app.services.clock import fixed_clock
from app.services.organisation import municipality, reorganising, units
from app.services.steering import contributing, decisions, deleting, moving, nodes, ownmodel
from app.services.steering.decisions import Made
from tests.conftest import TODAY
from tests.services.steering.edits import any_change
from tests.services.storage import (
    steps_agreement_cases,
    steps_agreements_content,
    steps_agreements_life,
    steps_allocation,
    steps_assessments,
    steps_assignments,
    steps_budget,
    steps_calendars,
    steps_cards,
    steps_comparisons,
    steps_documents,
    steps_economy_balance,
    steps_economy_indexes,
    steps_economy_investments,
    steps_economy_longterm,
    steps_economy_prerequisites,
    steps_economy_process,
    steps_economy_scenarios,
    steps_economy_statements,
    steps_grants,
    steps_import,
    steps_indicators,
    steps_internal,
    steps_lifecycle,
    steps_measures,
    steps_meeting_series,
    steps_meetings,
    steps_paperlook,
    steps_proposals,
    steps_signing,
    steps_staffing,
    steps_versions,
    steps_wheel,
    steps_wheel_page,
)

UseCase = Callable[..., object]
Chance = Callable[[Session, random.Random], Any]

_TEXTS = ("Åtgärd", "Mål för äldre", "A", "Övrig verksamhet", "”Citat” och 'tecken'")
_CLOCK = fixed_clock(TODAY)


@dataclass(frozen=True)
class Step:
    """A use case with how to call it."""

    use_case: UseCase
    take: Chance

    @property
    def name(self) -> str:
        """Module and name, as in the change log."""
        return f"{self.use_case.__module__.removeprefix('app.services.')}.{self.use_case.__name__}"


def _pick(session: Session, dice: random.Random, model: type[Base]) -> Any:
    return session.get_one(model, dice.choice(sorted(session.scalars(select(model.id)))))


def _key(model: type[Base]) -> Chance:
    return lambda session, dice: dice.choice(sorted(session.scalars(select(model.id))))


def _maybe(model: type[Base]) -> Chance:
    return lambda session, dice: dice.choice((None, _key(model)(session, dice)))


def _one_of(*values: object) -> Chance:
    return lambda _session, dice: dice.choice(values)


def _some(make: Callable[[str], object]) -> Chance:
    return lambda _session, dice: [make(words) for words in dice.sample(_TEXTS, dice.randrange(3))]


_words = _one_of(*_TEXTS)
_rich = _one_of(*(richtext.write(richtext.from_plain(text)) for text in _TEXTS))
_amount = _one_of(None, 0, 100, -2_500_00, 12_345_600)
_year = _one_of(2026, 2027, 2028)


def _day(_session: Session, dice: random.Random) -> date:
    return TODAY + timedelta(days=dice.randrange(-400, 400))


def _past_day(_session: Session, dice: random.Random) -> date:
    return TODAY - timedelta(days=dice.randrange(400))


def _maybe_day(session: Session, dice: random.Random) -> date | None:
    return dice.choice((None, _day(session, dice)))


def _plain(use_case: UseCase, **given: Chance) -> Step:
    def take(session: Session, dice: random.Random) -> object:
        return use_case(session, **{key: make(session, dice) for key, make in given.items()})

    return Step(use_case, take)


def _on(model: type[Base], use_case: UseCase, key: str | None = None, **given: Chance) -> Step:
    """A step on a row; `key` is what the use case calls it, "" when it finds the row itself."""
    named = f"{model.__tablename__}_id" if key is None else key

    def take(session: Session, dice: random.Random) -> object:
        row = _pick(session, dice, model)
        values = {name: make(session, dice) for name, make in given.items()}
        which = {named: row.id} if named else {}
        return use_case(session, expected_version=row.version, **which, **values)

    return Step(use_case, take)


def _merge(session: Session, dice: random.Random) -> object:
    merged = {row.id: row.version for row in (_pick(session, dice, Unit) for _ in range(2))}
    day = _day(session, dice)
    return reorganising.merge_units(session, unit_versions=merged, name="Samlad enhet", happened_on=day)


def _some_nodes(session: Session, dice: random.Random) -> dict[int, int]:
    return {
        row.id: row.version for row in (_pick(session, dice, Node) for _ in range(dice.choice((1, 1, 2))))
    }


def _move(session: Session, dice: random.Random) -> object:
    beside = _pick(session, dice, Node)
    return moving.move_nodes(
        session,
        versions=_some_nodes(session, dice),
        parent_id=beside.parent_id,
        before_id=dice.choice((None, beside.id)),
    )


def _remove(session: Session, dice: random.Random) -> object:
    return deleting.remove_nodes(
        session,
        versions=_some_nodes(session, dice),
        heir_id=_maybe(Node)(session, dice),
        with_all=dice.choice((True, False)),
    )


def _change_model(session: Session, dice: random.Random) -> object:
    change = any_change(ownmodel.own_model(session), dice)
    return ownmodel.change_model(
        session,
        edit=change.edit,
        heirs=change.heirs,
        expected_version=ownmodel.own_version(session),
        words="Ändrade styrmodellen",
    )


def _new_edition(session: Session, dice: random.Random) -> object:
    version = ownmodel.own_version(session)
    return ownmodel.new_edition(session, starts=_day(session, dice), expected_version=version)


def _end_contribution(session: Session, dice: random.Random) -> object:
    found = _pick(session, dice, Contribution)
    giver = session.get_one(Node, found.from_node_id)
    return contributing.remove_contribution(
        session, node_id=giver.id, to_id=found.to_node_id, expected_version=giver.version
    )


def _note_contribution(session: Session, dice: random.Random) -> object:
    found = _pick(session, dice, Contribution)
    giver = session.get_one(Node, found.from_node_id)
    return contributing.set_note(
        session,
        node_id=giver.id,
        to_id=found.to_node_id,
        note=_words(session, dice),
        expected_version=giver.version,
    )


def _paste(session: Session, dice: random.Random) -> object:
    rows = [_pick(session, dice, Frame) for _ in range(4)]
    entries = [frames.Entry(row.id, dice.choice(COMPONENTS), 700, row.version) for row in rows]
    return frames.paste_amounts(session, entries=entries)


def _paste_years(session: Session, dice: random.Random) -> object:
    version = _pick(session, dice, PlanVersion)
    years = [total.year for total in version.totals]
    return frames.paste_years(
        session,
        version_id=version.id,
        held_back={year: _amount(session, dice) for year in years},
        to_distribute={year: _amount(session, dice) for year in years[:1]},
        expected_version=version.version,
    )


def _made(*steps: str) -> Chance:
    def make(session: Session, dice: random.Random) -> Made:
        outcome = dice.choice(("decided", "decided", "referred_back", "tabled"))
        return Made(dice.choice(steps), outcome, "Kommunstyrelsen", _past_day(session, dice), "§ 7", "KS 1")

    return make


def _election(session: Session, dice: random.Random) -> int:
    return dice.choice((2018, 2022, 2026, *session.scalars(select(MandatePeriod.election_year))))


def _follow_up(words: str) -> writing.FollowUpLine:
    return writing.FollowUpLine("maj", words, "Kommunstyrelsen")


def _signatory(words: str) -> writing.SignatoryLine:
    return writing.SignatoryLine("client", words, person_name="Prov Provsson")


_STEERING = (
    _plain(nodes.add_node, level_id=_key(Level), parent_id=_maybe(Node), title=_words),
    _on(Node, nodes.rename_node, title=_words),
    _on(Node, nodes.edit_text, text=_words),
    _on(Node, nodes.set_owner, owner_role=_words, unit_id=_maybe(Unit)),
    _on(
        Node, nodes.set_validity,
        valid_from=_maybe_day, valid_to=_maybe_day, due_year=_year,
        validity_text=_one_of(None, "tills vidare"),
    ),
    _on(Node, nodes.set_perspectives, perspective_ids=lambda s, d: (_key(Perspective)(s, d),)),
    _on(Node, nodes.mark_proposal),
    _on(Node, nodes.mark_prepared),
    _on(Node, nodes.mark_ready),
    _on(Node, nodes.mark_draft),
    _on(Node, nodes.new_version),
    _on(
        Node, decisions.record_decision,
        made=_made("prepared", "preliminary"), today=lambda _session, _dice: TODAY,
    ),
    Step(moving.move_nodes, _move),
    _on(Node, moving.shift_node, step=_one_of(-1, 1)),
    Step(deleting.remove_nodes, _remove),
    _on(Node, contributing.add_contribution, to_id=_key(Node)),
    Step(contributing.remove_contribution, _end_contribution),
    Step(contributing.set_note, _note_contribution),
    Step(ownmodel.change_model, _change_model),
    Step(ownmodel.new_edition, _new_edition),
)  # fmt: skip
_ORGANISATION = (
    _plain(units.add_unit, name=_words, kind_id=_key(UnitKind), parent_id=_maybe(Unit)),
    _on(Unit, units.rename_unit, name=_words, happened_on=_maybe_day),
    _on(Unit, units.edit_unit, note=_words, performer=_one_of(None, "internal")),
    _on(Unit, units.set_roles, roles=_some(lambda words: units.Role(words, "Prov Provsson"))),
    _on(Unit, units.set_partners, names=_some(str)),
    _on(Unit, units.set_validity, valid_from=_maybe_day, valid_to=_maybe_day),
    _on(Unit, units.remove_unit),
    _on(Unit, reorganising.move_unit, parent_id=_maybe(Unit), happened_on=_maybe_day),
    _on(
        Unit, reorganising.split_unit,
        parts=lambda _s, _d: [reorganising.Part("Norra"), reorganising.Part("Södra")], happened_on=_day,
    ),
    Step(reorganising.merge_units, _merge),
    _on(Municipality, municipality.set_municipality, "", seat=_words, county=_words),
    _on(Municipality, municipality.set_aliases, "", names=_some(str)),
    _on(
        Municipality, municipality.set_fact, "",
        kind=_one_of("inhabitants", "employees"), year=_year, number=_one_of(None, Decimal("4711.50")),
        fact_id=_maybe(MunicipalityFact), stated=_words,
    ),
    _on(Municipality, municipality.remove_fact, "", fact_id=_key(MunicipalityFact)),
    _plain(municipality.add_election, election_year=_one_of(2018, 2026, 2030)),
    _plain(municipality.set_election_year, election_year=_election, new_year=_one_of(2014, 2030)),
    _on(MandatePeriod, municipality.set_mandate_period, "period_id", starts=_past_day, ends=_day),
    _plain(municipality.remove_election, election_year=_election),
)  # fmt: skip
_BUDGET = (
    _on(Node, readiness.mark_ready),
    _on(Frame, frames.set_component, kind=_one_of(*COMPONENTS), amount=_amount),
    _on(Frame, frames.set_year_total, total=_amount),
    _on(Frame, frames.set_previous, amount=_amount),
    _on(Frame, frames.set_note, kind=_one_of(*COMPONENTS), note=_words),
    Step(frames.paste_amounts, _paste),
    Step(frames.paste_years, _paste_years),
    _on(PlanVersion, frames.set_held_back, "version_id", year=_year, amount=_amount),
    _on(PlanVersion, frames.set_to_distribute, "version_id", year=_year, amount=_amount),
    _plain(versions.create_plan, first_year=_one_of(2029, 2030, 2031)),
    _plain(versions.add_missing_frames, version_id=_key(PlanVersion)),
    _plain(versions.create_version, source_id=_key(PlanVersion), name=_words, stage=_one_of("proposal")),
)
_AGREEMENTS = (
    _on(Agreement, writing.edit_text, part_id=_key(AgreementPart), text=_rich),
    _on(Agreement, writing.set_follow_up, lines=_some(_follow_up)),
    _on(Agreement, writing.set_signatories, lines=_some(_signatory)),
    _on(Agreement, writing.set_term, starts=_past_day, ends=_maybe_day),
    _on(Agreement, writing.set_registration_number, number=_words),
    _on(Agreement, writing.set_client, client=_words),
    _on(Agreement, writing.set_plan_version, plan_version_id=_key(PlanVersion)),
    *(Step(*each) for each in steps_agreements_life.STEPS),
    *(Step(*each) for each in steps_agreement_cases.STEPS),
)

#: What can be undone.
STEPS = (
    *_STEERING, *_ORGANISATION, *_BUDGET, *_AGREEMENTS,
    *(Step(*each) for each in steps_agreements_content.STEPS),
    *(Step(*each) for each in steps_allocation.STEPS),
    *(Step(*each) for each in steps_documents.STEPS),
    *(Step(*each) for each in steps_economy_balance.STEPS),
    *(Step(*each) for each in steps_economy_indexes.STEPS),
    *(Step(*each) for each in steps_economy_investments.STEPS),
    *(Step(*each) for each in steps_economy_longterm.STEPS),
    *(Step(*each) for each in steps_import.STEPS),
    *(Step(*each) for each in steps_indicators.STEPS),
    *(Step(*each) for each in steps_lifecycle.STEPS),
    *(Step(*each) for each in steps_measures.STEPS),
    *(Step(*each) for each in steps_meetings.STEPS),
    *(Step(*each) for each in steps_calendars.STEPS),
    *(Step(*each) for each in steps_cards.STEPS),
    *(Step(*each) for each in steps_comparisons.STEPS),
    *(Step(*each) for each in steps_meeting_series.STEPS),
    *(Step(*each) for each in steps_assignments.STEPS),
    *(Step(*each) for each in steps_assessments.STEPS),
    *(Step(*each) for each in steps_budget.STEPS),
    *(Step(*each) for each in steps_internal.STEPS),
    *(Step(*each) for each in steps_grants.STEPS),
    *(Step(*each) for each in steps_paperlook.STEPS),
    *(Step(*each) for each in steps_signing.STEPS),
    *(Step(*each) for each in steps_proposals.STEPS),
    *(Step(*each) for each in steps_economy_prerequisites.STEPS),
    *(Step(*each) for each in steps_economy_process.STEPS),
    *(Step(*each) for each in steps_economy_scenarios.STEPS),
    *(Step(*each) for each in steps_economy_statements.STEPS),
    *(Step(*each) for each in steps_staffing.STEPS),
    *(Step(*each) for each in steps_versions.STEPS),
    *(Step(*each) for each in steps_wheel.STEPS),
    *(Step(*each) for each in steps_wheel_page.STEPS),
)  # fmt: skip

_DECISION = {
    "body": _one_of("Kommunfullmäktige"),
    "decided_on": _past_day,
    "paragraph": _one_of(None, "§ 12"),
    "registration_number": _one_of(None, "KS 2026-1"),
}
#: What cannot.
DECIDING = (
    _on(Node, decisions.record_decision, made=_made("definitive"), today=lambda _s, _d: TODAY),
    _on(Agreement, deciding.record, made=_made("definitive"), clock=lambda _s, _d: _CLOCK),
    _on(Agreement, deciding.decide, clock=lambda _s, _d: _CLOCK, **_DECISION),
    _on(PlanVersion, versions.lock_version, "version_id", today=lambda _s, _d: TODAY, **_DECISION),
    *(Step(*each) for each in steps_lifecycle.DECIDING),
    *(Step(*each) for each in steps_agreements_life.DECIDING),
    *(Step(*each) for each in steps_signing.DECIDING),
    *(Step(*each) for each in steps_economy_balance.DECIDING),
    *(Step(*each) for each in steps_economy_investments.DECIDING),
)
