"""The example municipality in a file: its sums, statuses and threads."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementKind, AgreementPart
from app.models.allocation import AllocationGroup, AllocationVersion, AllocationVolume
from app.models.assignments import Assignment
from app.models.budget import Frame, FrameComponent, PlanVersion, YearTotal
from app.models.organisation import MandatePeriod, Municipality, Unit, UnitSuccession
from app.models.scorecard import Indicator, Measurement, NodeIndicator
from app.models.steering import Contribution, Level, Node
from app.models.wheel import Meeting, WheelActivity
from app.services.assignments.views import activities_view, assignments_view, dialogues_view
from app.services.clock import fixed_clock
from app.services.exchange.example import MODEL, default_budget_year, load_example
from app.services.steering.install import install
from app.services.steering.modelformat import find_model
from app.services.storage import Database

T = TypeVar("T")
Read = Callable[[Callable[[Session], T]], T]
CLOCK = fixed_clock(date(2010, 11, 21))
TKR = 100_000

#: Read off the picture of the budget: columns of the four sum rows, in thousand kronor.
PREVIOUS, NEXT, SECOND, THIRD = "previous", 2011, 2012, 2013
EXPECTED = {
    "Kommunledning": {
        PREVIOUS: 72785, "wages": 735, "prices": 1080, "volume": -120, "technical": -350, "priority": 400,
        "assignment": 150, "efficiency": -610, NEXT: 74070, SECOND: 75390, THIRD: 76755,
    },
    "Bildning": {
        PREVIOUS: 123580, "wages": 2445, "prices": 1110, "volume": -1660, "technical": 0, "priority": 1050,
        "assignment": 200, "efficiency": -1110, NEXT: 125615, SECOND: 127035, THIRD: 128440,
    },
    "Omsorg": {
        PREVIOUS: 104580, "wages": 2365, "prices": 450, "volume": 1160, "technical": 350, "priority": 500,
        "assignment": 550, "efficiency": -1035, NEXT: 108920, SECOND: 111070, THIRD: 113325,
    },
}  # fmt: skip
TOTAL = {
    PREVIOUS: 300945, "wages": 5545, "prices": 2640, "volume": -620, "technical": 0, "priority": 1950,
    "assignment": 900, "efficiency": -2755, NEXT: 308605, SECOND: 313495, THIRD: 318520,
}  # fmt: skip
POTS = {PREVIOUS: 11650, "wages": 100, "prices": 250, NEXT: 12000, SECOND: 12200, THIRD: 12400}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A file with the example around the source's own budget year."""
    path = tmp_path_factory.mktemp("exempel") / "Ljusnarsberg.styr"
    opened = Database.create(path, clock=CLOCK, user="Ekonomichef")
    opened.write(partial(install, model=find_model(MODEL)))
    opened.write(partial(load_example, clock=CLOCK))
    yield opened
    opened.close()


def _columns(session: Session, version: str, administration: str | None) -> dict[str | int, int]:
    """The sums of a version's columns in thousand kronor, for one administration or for all."""
    frames = select(Frame).join(PlanVersion, Frame.plan_version_id == PlanVersion.id)
    frames = frames.where(PlanVersion.name == version)
    if administration is not None:
        parent = select(Unit.id).where(Unit.name == administration).scalar_subquery()
        frames = frames.join(Unit, Frame.unit_id == Unit.id).where(Unit.parent_id == parent)
    columns: dict[str | int, int] = dict.fromkeys(TOTAL, 0)
    for frame in session.scalars(frames):
        if frame.previous is not None:
            columns[PREVIOUS] += frame.previous // TKR
        for year in (NEXT, SECOND, THIRD):
            if year >= frame.year:
                parts = sum(part.amount for part in frame.components)
                columns[year] += (parts + (frame.previous or 0)) // TKR
        for part in frame.components:
            if part.kind != "plan":
                columns[part.kind] += part.amount // TKR
    return columns


@pytest.mark.parametrize("administration", list(EXPECTED))
def test_each_administration_adds_up_as_in_the_picture(database: Database, administration: str) -> None:
    columns = database.read(partial(_columns, version="KS förslag", administration=administration))
    assert columns == EXPECTED[administration]


def test_the_whole_plan_adds_up_as_in_the_picture(database: Database) -> None:
    columns = database.read(partial(_columns, version="KS förslag", administration=None))
    assert columns == {key: amount + POTS.get(key, 0) for key, amount in TOTAL.items()}


def test_what_remains_to_distribute_is_as_in_the_picture(database: Database) -> None:
    def totals(session: Session) -> list[tuple[int, int, int]]:
        rows = select(YearTotal).join(PlanVersion).where(PlanVersion.name == "KS förslag")
        found = session.scalars(rows.order_by(YearTotal.year))
        return [(row.year, (row.to_distribute or 0) // TKR, row.held_back // TKR) for row in found]

    room = database.read(totals)
    assert room == [(2011, 325805, 2000), (2012, 328545, 2000), (2013, 331280, 2000)]
    remaining = [frame - held - TOTAL[year] - POTS[year] for year, frame, held in room]
    assert remaining == [3200, 850, -1640]


def test_the_preliminary_version_is_locked_and_differs_in_three_cells(database: Database) -> None:
    def amounts(session: Session, version: str) -> dict[tuple[str, int, str], int]:
        rows = select(Unit.name, Frame.year, FrameComponent.kind, FrameComponent.amount)
        rows = rows.select_from(FrameComponent).join(Frame).join(Unit).join(PlanVersion)
        return {
            (unit, year, kind): amount // TKR
            for unit, year, kind, amount in session.execute(rows.where(PlanVersion.name == version))
        }

    before = database.read(partial(amounts, version="Preliminär, juni"))
    after = database.read(partial(amounts, version="KS förslag"))
    assert {key: (before.get(key, 0), after[key]) for key in after if before.get(key, 0) != after[key]} == {
        ("Näringsliv och turism", 2011, "priority"): (250, 400),
        ("Hemtjänst Kopparberg", 2011, "volume"): (585, 780),
        ("Hemtjänst Kopparberg", 2011, "assignment"): (0, 250),
    }
    locked = database.read(lambda s: dict(s.execute(select(PlanVersion.name, PlanVersion.locked)).all()))
    assert locked == {"Preliminär, juni": True, "Verksamheternas förslag": False, "KS förslag": False}


def test_every_calculated_volume_is_what_its_model_gives(database: Database) -> None:
    def calculated(session: Session) -> dict[str, Decimal]:
        rows = select(Unit.name, AllocationVolume, AllocationGroup, AllocationVersion.price_unit)
        rows = rows.select_from(AllocationVolume).join(AllocationGroup).join(AllocationVersion)
        found: dict[str, Decimal] = {}
        for unit, volume, group, price_unit in session.execute(rows.join(Unit)):
            if volume.year <= NEXT:
                price = sum(part.price for part in group.prices if part.year == volume.year)
                thousands = price if price_unit == "tkr" else price / 1000
                sign = 1 if volume.year == NEXT else -1
                found[unit] = found.get(unit, Decimal(0)) + sign * volume.volume * thousands
        return found

    def written(session: Session) -> dict[str, int]:
        rows = select(Unit.name, FrameComponent.amount).select_from(FrameComponent)
        rows = rows.join(Frame).join(Unit).join(PlanVersion).where(PlanVersion.name == "KS förslag")
        rows = rows.where(FrameComponent.kind == "volume", FrameComponent.source.is_not(None))
        return {unit: amount // TKR for unit, amount in session.execute(rows)}

    given = {unit: amount for unit, amount in database.read(calculated).items() if amount}
    assert given == database.read(written)


def test_titles_are_the_sources_own_around_2011(database: Database) -> None:
    titles = database.read(lambda s: {node.current.title for node in s.scalars(select(Node))})
    assert "Övergripande strategier och budget 2011 och 2012–2013" in titles
    assert {"Kommunens värdegrund", "Vision 2020", "Översiktsplan", "Verksamhetsplan 2011"} < titles
    assert {"Skolplan", "Äldreomsorgsplan", "Personalpolitisk plan"} < titles
    assert {"Klimatstrategiplan", "Krisledningsplan"} < titles


def test_every_level_of_the_model_holds_something(database: Database) -> None:
    def counts(session: Session) -> dict[str, int]:
        rows = select(Level.key, func.count(Node.id)).outerjoin(Node).group_by(Level.key)
        return dict(session.execute(rows).all())

    assert database.read(counts) == {
        "vardegrund": 1, "vision": 1, "oversiktsplan": 1, "programplan": 5, "osb": 1,
        "strategiskt_omrade": 4, "verksamhetsmal": 12, "finansiellt_mal": 3, "uppdragshandling": 25,
        "atagande": 54, "verksamhetsplan": 14, "medarbetarsamtal": 7,
    }  # fmt: skip


def test_a_steering_element_stands_under_the_level_above_its_own(database: Database) -> None:
    def strangers(session: Session) -> list[str]:
        nodes = {node.id: node for node in session.scalars(select(Node))}
        return [
            node.current.title
            for node in nodes.values()
            if (nodes[node.parent_id].level_id if node.parent_id else None) != node.level.parent_id
        ]

    assert database.read(strangers) == []


def test_twenty_one_agreements_are_decided_and_locked(database: Database) -> None:
    def statuses(session: Session) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit, node in session.execute(
            select(Unit.name, Node)
            .select_from(Agreement)
            .join(Unit, Agreement.unit_id == Unit.id)
            .join(Node, Agreement.node_id == Node.id)
        ):
            assert node.current.locked == (node.current.status == "decided")
            found.setdefault(node.current.status, []).append(unit)
        return found

    found = database.read(statuses)
    assert len(found["decided"]) == 21
    assert sorted(found["prepared"]) == ["Hälso- och sjukvård", "Kostenhet"]
    assert sorted(found["draft"]) == ["Arbetsmarknad", "Musikskola"]


def test_hemtjanst_kopparberg_is_decided_as_on_the_paper(database: Database) -> None:
    def decisions(session: Session) -> list[tuple[str, str | None, date | None, str | None]]:
        agreement = session.scalars(
            select(Agreement)
            .join(Unit, Agreement.unit_id == Unit.id)
            .where(Unit.name == "Hemtjänst Kopparberg")
        ).one()
        assert agreement.registration_number == "KS 2010/184"
        assert [line.role for line in agreement.signatories] == ["Förvaltningschef", "Enhetschef"]
        assert [line.timing for line in agreement.follow_up] == [
            "Mars", "April och september", "Augusti", "November",
        ]  # fmt: skip
        node = session.get_one(Node, agreement.node_id)
        made = {row.step: row for row in node.current.decisions}
        return [
            (step, made[step].body, made[step].decided_on, made[step].paragraph)
            for step in ("prepared", "definitive")
        ]

    assert database.read(decisions) == [
        ("prepared", "Utskottet för omsorg", date(2010, 10, 5), "§ 48"),
        ("definitive", "Kommunstyrelsen", date(2010, 10, 27), "§ 131"),
    ]


def test_only_the_drafts_lack_a_mandatory_part(database: Database) -> None:
    def lacking(session: Session) -> dict[str, set[str]]:
        purpose = session.scalars(
            select(AgreementPart.id).join(AgreementKind).where(AgreementPart.key == "syfte_och_omfattning")
        ).one()
        missing: dict[str, set[str]] = {}
        for agreement, unit in session.execute(
            select(Agreement, Unit.name).join(Unit, Agreement.unit_id == Unit.id)
        ):
            parts = set() if purpose in {row.part_id for row in agreement.texts} else {"syfte"}
            parts |= set() if agreement.follow_up else {"uppföljning"}
            if parts:
                missing[unit] = parts
        return missing

    assert database.read(lacking) == {"Musikskola": {"uppföljning"}, "Arbetsmarknad": {"syfte"}}


def test_a_commitment_serves_a_goal_and_is_measured(database: Database) -> None:
    def thread(session: Session) -> tuple[set[str], list[str]]:
        title = "Högst tio olika medarbetare hos varje brukare"
        nodes = session.scalars(select(Node)).all()
        unit = select(Unit.id).where(Unit.name == "Hemtjänst Kopparberg")
        unit_id = session.scalars(unit).one()
        node = next(row for row in nodes if row.current.title == title and row.unit_id == unit_id)
        served = session.scalars(
            select(Node)
            .join(Contribution, Contribution.to_node_id == Node.id)
            .where(Contribution.from_node_id == node.id)
        )
        measures = session.scalars(
            select(Indicator).join(NodeIndicator).where(NodeIndicator.node_id == node.id)
        )
        return {row.current.title for row in served}, [row.name for row in measures]

    served, measures = database.read(thread)
    assert served == {"Brukarna är trygga med sin hemtjänst", "Äldreomsorgsplan"}
    assert measures == ["Olika medarbetare på 14 dagar"]


def test_the_limit_of_a_measure_stands_in_its_own_column(database: Database) -> None:
    def limits(session: Session) -> dict[str, tuple[Decimal | None, str | None]]:
        rows = session.scalars(select(Indicator))
        return {row.name: (row.threshold, row.definition) for row in rows}

    found = database.read(limits)
    assert found["Nöjda brukare"] == (
        Decimal(80), "Andel som svarar nöjd eller mycket nöjd på helhetsfrågan.",
    )  # fmt: skip
    assert sum(limit is not None for limit, _ in found.values()) == 21
    assert not any("Gränsvärde" in (words or "") for _, words in found.values())


def test_missing_measurements_are_missing_and_not_zero(database: Database) -> None:
    columns = select(Measurement.value, Measurement.example).where(Measurement.missing)
    rows = database.read(lambda s: s.execute(columns).all())
    assert rows
    assert all(value is None and example for value, example in rows)


def test_the_municipality_is_marked_as_an_example(database: Database) -> None:
    def facts(session: Session) -> tuple[str, str | None, bool, dict[str, str | None]]:
        row = session.scalars(select(Municipality)).one()
        stated = {fact.kind: fact.stated for fact in row.facts if not fact.example}
        return row.official_name, row.code, row.example, stated

    name, code, example, stated = database.read(facts)
    assert (name, code, example) == ("Ljusnarsbergs kommun", "1864", True)
    assert stated["employees"] == "över 320 medarbetare"
    assert stated["turnover"] == "drygt 300 miljoner kr per år"
    assert "inhabitants" not in stated


def test_a_split_unit_keeps_what_it_became(database: Database) -> None:
    def shares(session: Session) -> list[str]:
        rows = session.scalars(select(UnitSuccession).where(UnitSuccession.how == "split"))
        return sorted(str(row.share) for row in rows)

    assert database.read(shares) == ["0.38", "0.62"]


def test_mandate_periods_follow_the_law_of_their_time(database: Database) -> None:
    def periods(session: Session) -> set[tuple[str, date, date]]:
        return {(row.body, row.starts, row.ends) for row in session.scalars(select(MandatePeriod))}

    assert database.read(periods) == {
        ("Kommunfullmäktige", date(2006, 11, 1), date(2010, 10, 31)),
        ("Kommunfullmäktige", date(2010, 11, 1), date(2014, 10, 14)),
        ("Kommunstyrelsen", date(2007, 1, 1), date(2010, 12, 31)),
        ("Kommunstyrelsen", date(2011, 1, 1), date(2014, 12, 31)),
    }


def test_the_wheel_is_done_up_to_late_october(database: Database) -> None:
    def activities(session: Session) -> tuple[int, list[str], date | None]:
        rows = session.scalars(select(WheelActivity).where(WheelActivity.year == 2010)).all()
        done = [row.title for row in rows if row.done_on]
        accounts = next(row for row in rows if row.title.startswith("Bokslut"))
        return len(rows), done, accounts.ends

    count, done, accounts_end = database.read(activities)
    assert count == 21
    assert len(done) == 12
    assert accounts_end == date(2010, 3, 31)


def test_what_is_invented_in_the_wheel_is_marked_and_the_meetings_belong_to_it(database: Database) -> None:
    def read(session: Session) -> tuple[set[bool], set[str]]:
        own = session.scalars(select(WheelActivity).where(WheelActivity.pattern_id.is_(None))).all()
        meetings = session.scalars(select(Meeting)).all()
        held = {row.id: row for row in meetings}
        tied = session.scalars(select(WheelActivity).where(WheelActivity.meeting_id.is_not(None))).all()
        bodies = {held[row.meeting_id].body for row in tied if row.meeting_id}
        return {row.example for row in (*own, *meetings)}, bodies

    marked, bodies = database.read(read)
    assert marked == {True}
    assert bodies == {"Kommunfullmäktige", "Kommunstyrelsen", "Utskott"}


def test_extra_funds_of_the_assignments_are_those_of_the_frames(database: Database) -> None:
    funded = select(Assignment.receiver_id, Assignment.amount).where(Assignment.funding == "extra")
    given = database.read(lambda session: dict(session.execute(funded).all()))
    components = (
        select(Frame.unit_id, FrameComponent.amount)
        .join(FrameComponent)
        .join(PlanVersion)
        .where(FrameComponent.kind == "assignment", Frame.year == NEXT, PlanVersion.locked.is_(False))
    )
    framed = database.read(lambda session: dict(session.execute(components).all()))
    assert given == {key: amount for key, amount in framed.items() if amount}
    assert sum(amount or 0 for amount in given.values()) == TOTAL["assignment"] * TKR


def test_the_work_of_the_example_is_all_marked_and_nothing_is_late(database: Database) -> None:
    rows = database.read(partial(assignments_view, today=CLOCK.today())).rows
    assert [row.status for row in rows if row.late or row.awaits_report] == []
    done = database.read(partial(activities_view, today=CLOCK.today()))
    talks = database.read(partial(dialogues_view, year=2010, today=CLOCK.today()))
    assert all(row.example for row in (*rows, *done))
    assert (len(rows), len(done), talks.planned, talks.held) == (5, 6, 138, 87)


def test_the_file_holds_together(database: Database) -> None:
    def faults(session: Session) -> tuple[list[object], str]:
        broken = list(session.execute(text("PRAGMA foreign_key_check")))
        return [tuple(row) for row in broken], str(session.execute(text("PRAGMA integrity_check")).scalar())

    assert database.read(faults) == ([], "ok")


def test_the_default_budget_year_is_the_one_after_the_clocks(tmp_path: Path) -> None:
    clock = fixed_clock(date(2026, 11, 21))
    assert default_budget_year(clock) == 2027
    opened = Database.create(tmp_path / "å b.styr", clock=clock, user="Ekonomichef")
    try:
        opened.write(partial(install, model=find_model(MODEL)))
        assert opened.write(partial(load_example, clock=clock)).value == 2027
        titles = opened.read(lambda s: {node.current.title for node in s.scalars(select(Node))})
        assert "Övergripande strategier och budget 2027 och 2028–2029" in titles
        assert opened.undo_words is None
    finally:
        opened.close()
