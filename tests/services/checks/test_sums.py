"""Sums of the newest version of each plan, told as findings."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame, FrameComponent, PlanVersion, YearTotal
from app.services.storage import Database
from tests.services.checks.conftest import Break, found, new_after


def _newest(session: Session) -> PlanVersion:
    return session.scalars(select(PlanVersion).order_by(PlanVersion.position.desc())).first()  # type: ignore[return-value]


def _total(session: Session, year: int) -> YearTotal:
    return next(row for row in _newest(session).totals if row.year == year)


def _too_little(session: Session) -> None:
    _total(session, 2027).to_distribute = 100


def _too_little_later(session: Session) -> None:
    _total(session, 2028).to_distribute = 100


def _no_room(session: Session) -> None:
    _total(session, 2028).to_distribute = None


def _technical(session: Session) -> None:
    frame = next(row for row in _newest(session).frames if row.year == 2028 and row.kind == "operating")
    part = next((row for row in frame.components if row.kind == "technical"), None)
    if part is None:
        part = FrameComponent(kind="technical", amount=0)
        frame.components.append(part)
    part.amount += 5_000_000


def _without_frame(session: Session) -> None:
    version = _newest(session)
    unit = version.frames[0].unit_id
    for frame in session.scalars(select(Frame).where(Frame.plan_version_id == version.id)):
        if frame.unit_id == unit:
            session.delete(frame)


@pytest.mark.parametrize(
    ("broken", "code", "severity", "place"),
    [
        (_too_little, "over-distributed", "error", "Budget 2027: "),
        (_too_little_later, "over-distributed", "warning", "Budget 2028: "),
        (_no_room, "room-missing", "note", "Budget 2028: "),
        (_technical, "technical-not-zero", "warning", "Budget 2028: "),
        (_without_frame, "frame-missing", "warning", "Budget 2027: "),
    ],
)
def test_a_sum_that_does_not_hold_is_found(
    example: Database, broken: Break, code: str, severity: str, place: str
) -> None:
    said = [each for each in new_after(example, broken) if each.code == code]
    assert [(each.severity, each.kind) for each in said] == [(severity, "plan_version")]
    assert said[0].place.startswith(place)
    assert said[0].place.endswith(", KS förslag")
    assert said[0].message.endswith(".")
    assert said[0].key == example.read(lambda session: _newest(session).id)


def test_earlier_versions_are_history(example: Database) -> None:
    assert "over-distributed" in {each.code for each in found(example)}

    def add_version(session: Session) -> None:
        before = _newest(session)
        after = PlanVersion(
            plan_id=before.plan_id, position=before.position + 1, stage="proposal", name="Nytt"
        )
        after.totals.append(YearTotal(year=2027, to_distribute=None))
        session.add(after)

    said = new_after(example, add_version)
    assert {each.code for each in said} == {"room-missing", "frame-missing", "internal-behind"}
    assert "over-distributed" not in {each.code for each in found(example)}
