"""Agreements of every kind: whom they are made for, who the parties are, what the wheel says (`AVT-*`)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.agreements import Agreement, AgreementKind
from app.models.organisation import Unit, UnitKind
from app.models.steering import OUTSIDE_LEVEL, Level, Node
from app.models.types import new_id
from app.models.wheel import WheelActivity, WheelPattern
from app.services.agreements import deciding, making, wheeldates, writing
from app.services.agreements.builder import build_document
from app.services.agreements.document import FollowUpPlan
from app.services.agreements.errors import HasAgreement, NothingAbove
from app.services.agreements.views import agreement_detail, agreements_view
from app.services.steering.decisions import Made as Decided
from app.services.steering.documents.readiness import document_condition
from app.services.storage import Database, describe
from app.services.wheel import planning
from tests.newfiles import installing, open_founded
from tests.services.agreements.conftest import CLOCK


@pytest.fixture
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A file with a model and its bodies."""
    database = open_founded(tmp_path / "prov.styr", *installing(request.param), clock=CLOCK, user="Prov")
    yield database
    database.close()


def model(name: str) -> pytest.MarkDecorator:
    """Run a test in a file with a model."""
    return pytest.mark.parametrize("opened", [name], indirect=True, ids=[name])


def register_keys(session) -> set[int]:
    """The elements that the register of steering documents shows."""
    return set(session.scalars(select(Node.id).join(Level).where(document_condition())))


def kind_id(database: Database, key: str) -> int:
    """The kind of a key."""
    asked = select(AgreementKind.id).where(AgreementKind.key == key)
    return database.read(lambda session: session.scalars(asked).one())


def add_unit(database: Database, name: str, category: str, parent: int | None = None) -> int:
    """A new unit of a kind of a category; gives its key."""

    def work(session) -> int:
        describe(session, "Lade till en enhet")
        kind = session.scalars(select(UnitKind.id).where(UnitKind.category == category)).first()
        unit = Unit(id=new_id(), name=name, kind_id=kind, parent_id=parent, position=900)
        session.add(unit)
        session.flush()
        return unit.id

    return database.write(work).value


def unit_id(database: Database, name: str) -> int:
    """The unit of a name."""
    asked = select(Unit.id).where(Unit.name == name)
    return database.read(lambda session: session.scalars(asked).one())


@dataclass(frozen=True)
class Made:
    """What a new agreement says."""

    node_id: int
    client: str
    client_unit_id: int | None
    performer_name: str | None
    number: int | None
    starts: date | None
    ends: date | None
    signatories: list[tuple[str, str]]
    follow_up: list[tuple[str, str | None]]


def made(database: Database, key: int) -> Made:
    """A new agreement."""

    def read(session) -> Made:
        row = session.get_one(Agreement, key)
        return Made(
            row.node_id,
            row.client,
            row.client_unit_id,
            row.performer_name,
            row.number,
            row.starts,
            row.ends,
            [(line.side, line.role) for line in row.signatories],
            [(line.timing, line.pattern_key) for line in row.follow_up],
        )

    return database.read(read)


def names(database: Database, kind: int) -> list[str]:
    """Whom agreements of a kind can be made for."""
    found = database.read(partial(making.candidates, kind_id=kind, year=2011))
    return [one.name for one in found]


@model("heby")
def test_a_contract_between_two_levels_of_managers_has_the_unit_above_as_client(opened: Database) -> None:
    kind = kind_id(opened, "resultatkontrakt")
    above = add_unit(opened, "Vård och omsorg", "administration")
    below = add_unit(opened, "Hemtjänsten", "unit", above)
    assert names(opened, kind) == ["Hemtjänsten"]
    create = partial(making.create_agreement, kind_id=kind, year=2011)
    with pytest.raises(NothingAbove, match="Vård och omsorg har ingen enhet över sig"):
        opened.write(partial(create, unit_id=above))
    row = made(opened, opened.write(partial(create, unit_id=below)).value)
    assert (row.client, row.client_unit_id, row.number) == ("Vård och omsorg", above, 1)
    assert (row.starts, row.ends) == (date(2011, 1, 1), date(2011, 12, 31))
    assert row.signatories == [("client", "Överordnad chef"), ("performer", "Underordnad chef")]
    assert opened.undo_words == "Skapade resultatkontrakt för Hemtjänsten"
    with pytest.raises(HasAgreement, match="Hemtjänsten har redan ett resultatkontrakt"):
        opened.write(partial(create, unit_id=below))
    later = made(opened, opened.write(partial(create, unit_id=below, year=2012)).value)
    assert (later.number, later.starts) == (1, date(2012, 1, 1))
    between = partial(making.clients, kind_id=kind_id(opened, "overenskommelse"), year=2011)
    assert "Verksamhetsnämnden" not in {one.name for one in opened.read(between)}
    signing = opened.read(partial(wheeldates.lifecycle_dates, kind_id=kind, year=2011))[-1]
    assert (signing.step, signing.when) == ("signing", "november–december 2010")


@model("borlange")
def test_each_ordering_committee_has_its_own_agreement_with_the_same_performer(opened: Database) -> None:
    kind = kind_id(opened, "avtal")
    assert names(opened, kind) == ["Produktionsstyrelsen"]
    clients = opened.read(partial(making.clients, kind_id=kind, year=2011))
    assert {"Socialnämnden", "Omsorgsnämnden"} <= {one.name for one in clients}
    assert not {"Produktionsstyrelsen", "Kommunfullmäktige"} & {one.name for one in clients}
    performer = unit_id(opened, "Produktionsstyrelsen")
    chosen = [one.unit_id for one in clients[:2]]
    create = partial(making.create_several, kind_id=kind, unit_ids=[performer], year=2011)
    keys = opened.write(partial(create, client_unit_ids=chosen)).value
    rows = [made(opened, key) for key in keys]
    assert [row.client for row in rows] == [one.name for one in clients[:2]]
    assert [row.number for row in rows] == [1, 2]
    assert rows[0].follow_up == [
        ("Augusti", "BO-14"),
        ("April", "BO-07"),
    ]
    with pytest.raises(HasAgreement):
        opened.write(partial(create, client_unit_ids=chosen[:1]))
    steps = {
        one.step: one for one in opened.read(partial(wheeldates.lifecycle_dates, kind_id=kind, year=2011))
    }
    assert (steps["definitive"].when, steps["dialogue"].when) == ("senast december 2010", "")
    early = Decided(step="preliminary", body="Nämnden", decided_on=date(2010, 9, 1))
    opened.write(partial(deciding.record_several, agreement_ids=keys[:1], made=early, clock=CLOCK))
    detail = opened.read(partial(agreement_detail, agreement_id=keys[0], today=CLOCK.today()))
    assert detail.row.stage_word == "Preliminärt beslutat"
    taken = {step.step: step.done for step in detail.stages}  # a step that the model does not foresee
    assert taken["preliminary"] == "Nämnden, 1 september 2010"


@model("strangnas")
def test_a_directive_to_a_company_stands_outside_the_levels_and_is_no_document(opened: Database) -> None:
    kind = kind_id(opened, "agardirektiv")
    company = add_unit(opened, "Bostads AB", "company")
    assert names(opened, kind) == ["Bostads AB"]
    key = opened.write(partial(making.create_agreement, kind_id=kind, unit_id=company, year=2011)).value
    row = made(opened, key)
    assert (row.client, row.ends) == ("Kommunfullmäktige", None)
    level = opened.read(lambda session: session.get_one(Node, row.node_id).level.key)
    assert level == OUTSIDE_LEVEL
    assert row.node_id not in opened.read(register_keys)
    staff = kind_id(opened, "medarbetaroverenskommelse")
    unit = add_unit(opened, "Biblioteket", "administration")
    own = opened.write(partial(making.create_agreement, kind_id=staff, unit_id=unit, year=2011)).value
    assert made(opened, own).signatories == [
        ("client", "Chef"),
        ("performer", "Medarbetare"),
    ]
    assert made(opened, own).follow_up == []
    view = opened.read(partial(agreements_view, year=2011, today=date(2010, 11, 21)))
    assert {row.kind for row in view.rows} == {
        "Ägardirektiv",
        "Överenskommelse i medarbetarsamtalets planeringsdel",
    }
    only = opened.read(partial(agreements_view, year=2011, kind_id=kind, today=date(2010, 11, 21)))
    assert [row.unit for row in only.rows] == ["Bostads AB"]


@model("norberg")
def test_a_declaration_to_users_is_signed_by_nobody_and_reports_to_nobody(opened: Database) -> None:
    kind = kind_id(opened, "servicedeklaration")
    unit = add_unit(opened, "Förskolan", "administration")
    assert "Kommunfullmäktige" not in names(opened, kind)
    row = made(
        opened, opened.write(partial(making.create_agreement, kind_id=kind, unit_id=unit, year=2011)).value
    )
    assert (row.signatories, row.follow_up, row.ends) == ([], [], None)
    assert row.client == "Medborgare/brukare"
    union = kind_id(opened, "samverkansavtal")
    other = opened.write(
        partial(making.create_agreement, kind_id=union, unit_id=unit, year=2011, performer_name=" Facken ")
    ).value
    assert made(opened, other).performer_name == "Facken"
    view = opened.read(partial(agreements_view, year=2011, today=CLOCK.today()))
    assert [(one.framed, one.ends, one.due) for one in view.rows] == [(False, None, False)] * 2


@model("ljusnarsberg")
def test_the_steps_follow_the_wheel_of_the_year_and_nothing_is_invented(opened: Database) -> None:
    kind = kind_id(opened, "uppdragshandling")
    dates = partial(wheeldates.lifecycle_dates, kind_id=kind, year=2012)
    said = [(one.step, one.when) for one in opened.read(dates)]
    days = opened.read(partial(wheeldates.dialogue_days, wanted={(kind, 2012)}))
    assert days == {(kind, 2012): date(2011, 5, 31)}
    assert said == [
        ("dialogue", "maj 2011"), ("prepared", ""), ("preliminary", "juni 2011"),
        ("definitive", "september–oktober 2011"), ("signing", ""), ("revision", "årligen"),
    ]  # fmt: skip
    opened.write(partial(planning.plan_year, year=2011))

    def move(session) -> int:
        describe(session, "Flyttade en aktivitet")
        titles = WheelActivity.title.startswith("Dialoger med utförare")
        row = session.scalars(select(WheelActivity).where(titles)).one()
        row.starts, row.ends, row.precision = date(2011, 4, 12), date(2011, 4, 13), "dag"
        return row.id

    moved = opened.write(move).value
    first = opened.read(dates)[0]
    assert (first.when, first.first, first.activity_id) == ("12–13 april 2011", date(2011, 4, 12), moved)
    lines = opened.read(partial(wheeldates.follow_up_lines, kind_id=kind, year=2012))
    assert [(one.timing, one.recipient, one.pattern_key) for one in lines] == [
        ("I samband med årsredovisning och delårsrapport", "Kommunstyrelsen", "LJ-12")
    ]


@model("norberg")
def test_the_times_of_reports_follow_the_wheel_by_their_months(opened: Database) -> None:
    words = partial(wheeldates.timing_words, keys=["NO-11", "NO-06", "okänd"], year=2011)
    assert opened.read(words) == {"NO-11": "September", "NO-06": "April"}


@model("borlange")
def test_the_follow_up_follows_the_wheel_until_it_is_decided(opened: Database) -> None:
    kind, performer = kind_id(opened, "avtal"), unit_id(opened, "Produktionsstyrelsen")
    create = partial(making.create_agreement, kind_id=kind, unit_id=performer, year=2011)
    key = opened.write(create).value
    opened.write(partial(planning.plan_year, year=2011))

    def move(session, month: int) -> None:
        describe(session, "Flyttade en aktivitet")
        asked = select(WheelActivity).join(WheelPattern).where(WheelPattern.key == "BO-14")
        row = session.scalars(asked).one()
        row.starts, row.ends = date(2011, month, 1), date(2011, month, 30)

    def shown() -> list[str]:
        document = opened.read(partial(build_document, agreement_id=key, clock=CLOCK))
        blocks = [block for section in document.sections for block in section.blocks]
        return [row.when for block in blocks if isinstance(block, FollowUpPlan) for row in block.rows]

    assert shown() == ["Augusti", "April"]
    opened.write(partial(move, month=9))
    assert shown() == ["September", "April"]
    detail = opened.read(partial(agreement_detail, agreement_id=key, today=date(2010, 11, 21)))
    assert [line.timing for line in detail.follow_up] == ["September", "April"]
    lines = [replace(line, what=f"{line.what}, allt", recipient="Nämnden") for line in detail.follow_up]
    edit = partial(writing.set_follow_up, agreement_id=key, lines=lines, expected_version=detail.version)
    opened.write(edit)
    opened.write(partial(move, month=6))
    assert shown() == ["Juni", "April"]
    decide = partial(deciding.record_several, agreement_ids=(key,), made=Decided(body="KF"), clock=CLOCK)
    opened.write(decide)
    opened.write(partial(move, month=11))
    assert shown() == ["Juni", "April"]
