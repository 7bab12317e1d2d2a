"""The sections of an agreement for those who write it: standard texts, own words, and links to data."""

from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import WheelActivity, WheelPattern
from app.services.agreements import writing
from app.services.agreements.sections import SectionView, sections
from app.services.agreements.writing import FollowUpLine
from tests.services.agreements.office import HOME_CARE, KITCHEN, MUSIC, Office, rich
from tests.services.agreements.village import CLOCK, NORTH, YEAR, Village, found


@pytest.fixture
def strangnas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    village = found(tmp_path_factory.mktemp("str") / "strangnas.styr", "strangnas")
    yield village
    village.database.close()


def views(office: Office, unit: str) -> dict[str, SectionView]:
    read = partial(sections, agreement_id=office.row(unit).id, clock=office.database.clock)
    return {view.key: view for view in office.database.read(read)}


def test_each_section_says_what_it_takes_from_data_and_where_it_stands(office: Office) -> None:
    shown = views(office, HOME_CARE)
    (frame,) = shown["spelregler"].links
    assert (frame.words, frame.kind) == ("Budgetramar 2011–2013", "frame")
    assert frame.detail == "2011: 20\u00a0980\u00a0tkr, enligt ”KS förslag”"
    commitments = [link for link in shown["atagande"].links if link.kind == "node"]
    assert (commitments[0].words, commitments[0].detail) == (
        "Högst tio olika medarbetare hos varje brukare", "Olika medarbetare på 14 dagar",
    )  # fmt: skip
    assert all(isinstance(link.key, int) for view in shown.values() for link in view.links)


def test_standard_texts_are_filled_in_with_the_clauses_below_their_headings(office: Office) -> None:
    rules = views(office, KITCHEN)["spelregler"]
    assert "överenskommelse mellan kommunstyrelsen och Kostenhet" in rules.standard
    assert "\n\nÖver- och underskott\nÖverskott upp till två procent" in rules.standard
    assert "{" not in rules.standard
    assert (rules.mandatory, rules.printed, rules.must_write) == (True, True, False)


def test_what_a_section_lacks_stands_with_it_and_goes_when_it_is_written(office: Office) -> None:
    assert views(office, MUSIC)["uppfoljning"].lacks == ("Planen för uppföljning saknas.",)
    office.do(writing.set_follow_up, MUSIC, lines=(FollowUpLine("Mars", "Måluppfyllelse"),))
    assert views(office, MUSIC)["uppfoljning"].lacks == ()
    purpose = views(office, KITCHEN)["syfte_och_omfattning"]
    assert (purpose.must_write, purpose.lacks) == (True, ())
    office.do(writing.edit_text, KITCHEN, part_id=purpose.part_id, text=rich("Mat & dryck"))
    assert views(office, KITCHEN)["syfte_och_omfattning"].own == rich("Mat & dryck")
    office.do(writing.edit_text, KITCHEN, part_id=purpose.part_id, text="")
    assert views(office, KITCHEN)["syfte_och_omfattning"].lacks == (
        "Avsnittet ”Verksamhetens syfte och omfattning” är inte skrivet.",
    )


def test_a_line_timed_by_the_wheel_leads_there_until_its_time_is_written_anew(strangnas: Village) -> None:
    key = strangnas.agreement("agardirektiv", NORTH)
    first, second = strangnas.views(key)["uppfoljning"].links
    assert first.kind == second.kind == "model_part"
    pattern = str(first.key).removeprefix("wheel_patterns/")

    def plan(session: Session) -> int:
        row = session.scalars(select(WheelPattern).where(WheelPattern.key == pattern)).one()
        activity = WheelActivity(
            id=new_id(), pattern_id=row.id, wheel_id=row.wheel_id, year=YEAR, title=row.title
        )
        session.add(activity)
        session.flush()
        return activity.id

    activity = strangnas.change(plan)
    first, second = strangnas.views(key)["uppfoljning"].links
    assert (first.kind, first.key, second.kind) == ("wheel_activity", activity, "model_part")
    lines = (FollowUpLine(first.detail, first.words, "Ägaren"), FollowUpLine("Maj", second.words))
    write = partial(writing.set_follow_up, agreement_id=key, lines=lines, expected_version=1)
    strangnas.database.write(write)
    (left,) = strangnas.views(key)["uppfoljning"].links
    assert left.key == activity


def test_an_agreement_that_is_gone_has_no_sections(office: Office) -> None:
    with pytest.raises(NotFound, match="Överenskommelsen"):
        office.database.read(partial(sections, agreement_id=1, clock=CLOCK))
