"""Agreements follow the decided version of the plan, and say when their frames lag behind it (`UH-05`)."""

from datetime import date
from functools import partial

from sqlalchemy import select

from app.models.budget import PlanVersion
from app.services.agreements import following, writing
from app.services.agreements.views import agreement_detail
from app.services.budget import versions
from tests.services.agreements.office import KITCHEN, MUSIC, Office


def plan_versions(office: Office) -> dict[str, tuple[int, int, int]]:
    """Key, row version and plan of every version by its name."""
    rows = select(PlanVersion.name, PlanVersion.id, PlanVersion.version, PlanVersion.plan_id)
    told = office.database.read(lambda session: session.execute(rows).all())
    return {name: (key, row, plan) for name, key, row, plan in told}


def decide(office: Office, name: str, day: date = date(2010, 11, 15)) -> None:
    """Lock a version as the council's budget."""
    key, row, _ = plan_versions(office)[name]
    office.database.write(
        partial(
            versions.lock_version, version_id=key, body="Kommunfullmäktige", decided_on=day, paragraph="§ 88",
            registration_number=None, expected_version=row, today=day, stage="decided",
        )
    )  # fmt: skip


def copied(office: Office, name: str) -> None:
    source = plan_versions(office)["KS förslag"][0]
    office.database.write(partial(versions.create_version, source_id=source, name=name, stage="revised"))


def test_nothing_lags_behind_before_a_budget_is_decided(office: Office) -> None:
    first = office.detail(MUSIC).plan_versions[0][0]
    office.do(writing.set_plan_version, MUSIC, plan_version_id=first)
    assert office.database.read(following.lagging) == 0
    assert office.database.write(following.follow_decided).value == 0


def test_the_decided_version_is_followed_though_a_newer_is_worked_on(office: Office) -> None:
    decide(office, "KS förslag")
    copied(office, "Reviderad")
    assert (office.row(MUSIC).frames, office.row(MUSIC).frames_behind) == ("Följer planen", False)


def test_undecided_agreements_are_made_to_follow_in_one_step(office: Office) -> None:
    copied(office, "Reviderad")
    decide(office, "Reviderad")
    undecided = [row.unit for row in office.view().rows if not row.locked]
    assert undecided
    assert office.view().follow == len(undecided)
    assert office.row(undecided[0]).frames == "Efter beslutet 2010-11-15"
    assert "följa den beslutade versionen" in office.detail(undecided[0]).behind
    plan = plan_versions(office)["Reviderad"][2]
    assert office.database.write(partial(following.follow_decided, plan_id=plan)).value == len(undecided)
    assert office.database.undo_words == (
        f"Ramarna i {len(undecided)} uppdragshandlingar följer nu ”Reviderad”"
    )
    assert {office.row(unit).frames for unit in undecided} == {"Följer planen"}
    assert office.view().follow == 0
    office.database.undo()
    assert office.view().follow == len(undecided)


def test_a_decided_agreement_says_that_its_frames_are_behind(office: Office) -> None:
    copied(office, "Reviderad")
    decide(office, "Reviderad")
    row = next(each for each in office.view().rows if each.locked)
    today = office.database.clock.today()
    detail = office.database.read(partial(agreement_detail, agreement_id=row.id, today=today))
    assert (detail.row.frames, detail.row.frames_behind) == ("Efter beslutet 2010-11-15", True)
    assert detail.behind == (
        "Ramarna ligger efter beslutet 15 november 2010, § 88 (”Reviderad”). "
        "Revidera ramarna i en bilaga, eller gör en ny version."
    )
    assert detail.follow_id == plan_versions(office)["Reviderad"][0]
    office.database.write(following.follow_decided)
    again = partial(agreement_detail, agreement_id=row.id, today=today)
    assert office.database.read(again).row.frames_behind


def test_agreements_of_another_plan_are_left_alone(office: Office) -> None:
    copied(office, "Reviderad")
    decide(office, "Reviderad")
    assert office.database.read(partial(following.lagging, plan_id=1)) == 0
    assert KITCHEN in {row.unit for row in office.view().rows}
