"""From draft to what has ended: no way loses or unlocks what was decided, and a decision can be recorded."""

import shutil
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.documents import Attachment, DocumentSection
from app.models.errors import DomainError, Locked, MissingText
from app.models.steering import Decision, NodeVersion
from app.services.clock import fixed_clock
from app.services.steering import nodes
from app.services.steering.decisions import Made, record_decision
from app.services.steering.documents import attachments, heads, lifecycle
from app.services.steering.documents.errors import (
    EndsInPast,
    NoticeBeforeDecision,
    NoticeInFuture,
    NotInForce,
    NotLonger,
)
from app.services.steering.errors import DecidedInFuture, EndsBeforeStart, NotDecided, NotReady
from app.services.storage import Database
from tests.services.steering.documents.desk import (
    MADE,
    add,
    add_decided,
    codes,
    decide,
    on,
    row,
    view,
)

TODAY = date(2010, 11, 21)
TITLE = "Reglemente"


def _on_version(database: Database, use_case: Any, **values: Any) -> None:
    seen = view(database, TITLE)
    given_values = {"made": MADE, "today": TODAY, **values}
    call = partial(use_case, version_id=seen.in_force_id, expected_version=seen.version, **given_values)
    database.write(call)


def test_extended_it_applies_longer_by_a_decision_of_its_own(empty: Database) -> None:
    add_decided(empty, TITLE, valid_from=date(2008, 1, 1), valid_to=date(2010, 12, 31))
    _on_version(empty, lifecycle.extend, valid_to=date(2014, 12, 31))
    seen = view(empty, TITLE)
    assert (seen.status_word, seen.valid_to, seen.locked) == ("Förlängd", date(2014, 12, 31), True)
    assert [made.words for made in seen.decisions] == ["Beslut", "Förlängning"]
    assert seen.decisions[-1].note == "Förlängd till och med 31 december 2014."
    assert empty.undo_words is None


def test_extended_until_further_notice(empty: Database) -> None:
    add_decided(empty, TITLE, valid_to=date(2010, 12, 31))
    _on_version(empty, lifecycle.extend, valid_to=None)
    assert (view(empty, TITLE).valid_to, view(empty, TITLE).validity) == (None, "Tills vidare")


def test_an_extension_ends_later_than_what_it_extends(empty: Database) -> None:
    add_decided(empty, TITLE, valid_from=date(2009, 1, 1), valid_to=date(2012, 12, 31))
    with pytest.raises(NotLonger, match="gäller redan till och med 31 december 2012"):
        _on_version(empty, lifecycle.extend, valid_to=date(2012, 12, 31))
    with pytest.raises(EndsBeforeStart):
        _on_version(empty, lifecycle.extend, valid_to=date(2008, 12, 31))


def test_revoked_it_ends_with_its_reason_and_stays_to_be_read(empty: Database) -> None:
    add_decided(empty, TITLE, valid_from=date(2009, 1, 1))
    _on_version(empty, lifecycle.revoke, reason="Ersatt av lag", ends=date(2010, 12, 31))
    seen = view(empty, TITLE)
    assert (seen.status_word, seen.valid_to, seen.in_force_id) == ("Upphävd", date(2010, 12, 31), None)
    assert (seen.decisions[-1].words, seen.decisions[-1].note) == ("Upphävande", "Ersatt av lag")
    assert seen.faults == ()


def test_a_revocation_has_a_reason_and_no_end_before_the_beginning(empty: Database) -> None:
    add_decided(empty, TITLE, valid_from=date(2010, 1, 1))
    with pytest.raises(MissingText, match="Skälet"):
        _on_version(empty, lifecycle.revoke, reason=" ")
    with pytest.raises(EndsInPast):
        _on_version(empty, lifecycle.revoke, reason="Inaktuellt", ends=date(2009, 12, 31))


@pytest.mark.parametrize("use_case", [lifecycle.extend, lifecycle.revoke])
def test_what_has_ended_is_neither_extended_nor_revoked(empty: Database, use_case: Any) -> None:
    key = add_decided(empty, TITLE)
    version = view(empty, TITLE).version_id
    _on_version(empty, lifecycle.revoke, reason="Inaktuellt")
    values = {"valid_to": None} if use_case is lifecycle.extend else {"reason": "Igen"}
    seen = view(empty, TITLE)
    call = partial(
        use_case, version_id=version, made=MADE, expected_version=seen.version, today=TODAY, **values
    )
    with pytest.raises(NotInForce, match="är upphävd"):
        empty.write(call)
    assert key == seen.node_id


def test_a_draft_is_not_extended(empty: Database) -> None:
    add(empty, TITLE)
    seen = view(empty, TITLE)
    call = partial(
        lifecycle.extend, version_id=seen.version_id, made=MADE, valid_to=None,
        expected_version=seen.version, today=TODAY,
    )  # fmt: skip
    with pytest.raises(NotDecided):
        empty.write(call)


def test_the_version_in_force_is_extended_while_the_next_is_written(empty: Database) -> None:
    add_decided(empty, TITLE, valid_to=date(2010, 12, 31))
    on(empty, TITLE, nodes.new_version)
    _on_version(empty, lifecycle.extend, valid_to=date(2011, 12, 31))
    assert view(empty, TITLE).status == "draft"
    assert (row(empty, TITLE).status, row(empty, TITLE).pending) == ("extended", "Utkast")


def test_legal_force_is_told_when_the_notice_is_known(empty: Database) -> None:
    add_decided(empty, TITLE)
    seen = view(empty, TITLE)
    assert seen.decisions[0].legal_force is None
    notice = partial(
        lifecycle.set_notice, decision_id=seen.decisions[0].id, expected_version=seen.version, today=TODAY
    )
    with pytest.raises(NoticeInFuture):
        empty.write(partial(notice, notice_on=TODAY + timedelta(days=1)))
    with pytest.raises(NoticeBeforeDecision, match="17 november 2010"):
        empty.write(partial(notice, notice_on=date(2010, 11, 16)))
    empty.write(partial(notice, notice_on=date(2010, 11, 18)))
    force = view(empty, TITLE).decisions[0].legal_force
    assert force is not None
    assert (force.last_day, force.gained_on) == (date(2010, 12, 9), date(2010, 12, 10))
    empty.undo()
    assert view(empty, TITLE).decisions[0].legal_force is None


def test_a_decision_of_which_only_the_month_is_known(empty: Database) -> None:
    add_decided(empty, TITLE, Made(body="Kommunfullmäktige", decided_text="maj 2009", paragraph="§ 4"))
    seen = view(empty, TITLE)
    assert seen.decided is not None
    assert (seen.decided.when, seen.decided.decided_on) == ("maj 2009, § 4", None)
    assert codes(seen) == ["decision-body-unstated"]
    add(empty, "Riktlinje")
    with pytest.raises(DecidedInFuture):
        decide(empty, "Riktlinje", Made(decided_text="december 2010"))


def test_the_course_is_told_in_the_order_the_steps_were_taken(empty: Database) -> None:
    add(empty, TITLE)
    decide(empty, TITLE, Made(step="preliminary", decided_text="maj 2010"))
    decide(empty, TITLE, Made(step="prepared", decided_on=date(2010, 4, 2)))
    decide(empty, TITLE, Made(step="prepared", note="utan dag"))
    decide(empty, TITLE)
    assert [made.words for made in view(empty, TITLE).decisions] == [
        "Beredning", "Beredning", "Preliminärt beslut", "Beslut",
    ]  # fmt: skip


def test_reservations_and_what_was_sent_back_stand_in_the_course(empty: Database) -> None:
    add(empty, TITLE)
    decide(
        empty, TITLE, Made(outcome="referred_back", body="Kommunfullmäktige", reservations="Två ledamöter")
    )
    seen = view(empty, TITLE)
    assert (seen.status, seen.locked) == ("draft", False)
    assert [(made.words, made.reservations) for made in seen.decisions] == [
        ("Beslut, återremiss", "Två ledamöter")
    ]


def test_a_new_version_takes_over_text_attachments_and_head_but_not_the_matter(empty: Database) -> None:
    key = add(empty, TITLE)
    on(empty, TITLE, heads.set_head, field="applies_to", text="Alla nämnder")
    on(empty, TITLE, heads.set_head, field="registration_number", text="KS 2010/1")
    on(empty, TITLE, attachments.add_attachments, uploads=(attachments.Upload("a.pdf", b"%PDF"),))
    decide(empty, TITLE)
    on(empty, TITLE, nodes.new_version)
    seen = view(empty, TITLE)
    assert (seen.number, seen.applies_to, seen.registration_number) == (2, "Alla nämnder", None)
    assert [one.name for one in seen.attachments] == ["a.pdf"]
    assert [link.words for link in seen.replaces] == ["Reglemente (17 november 2010, § 98)"]
    old = view(empty, TITLE, version_id=seen.versions[-1].id)
    assert (old.newest, old.open_for_edits, old.registration_number) == (False, False, "KS 2010/1")
    assert [link.number for link in old.replaced_by] == [2]
    assert key == seen.node_id


def test_the_parts_of_a_decided_document_are_locked_by_the_file_itself(empty: Database) -> None:
    add_decided(empty, TITLE)
    version = view(empty, TITLE).version_id

    def sneak(session: Session, part: Any) -> None:
        session.add(part)
        session.flush()

    for part in (
        DocumentSection(node_version_id=version, key="x", position=1, title="Smuget"),
        Attachment(node_version_id=version, position=1, name="x", size=1, digest="0"),
    ):
        with pytest.raises(Locked):
            empty.write(partial(sneak, part=part))


def test_ready_stops_on_what_is_missing_but_the_decision_can_be_recorded(example: Database) -> None:
    on(example, "Översiktsplan", heads.set_head, field="responsible", text="Arkitekt")
    on(example, "Översiktsplan", nodes.edit_text, text="")
    missing = view(example, "Översiktsplan").missing
    assert missing
    assert missing[0] == "saknar beskrivning"
    with pytest.raises(NotReady):
        on(example, "Översiktsplan", nodes.mark_ready)
    assert decide(example, "Översiktsplan") == missing
    assert view(example, "Översiktsplan").locked


def test_a_document_that_nobody_is_named_to_decide_is_not_ready(empty: Database) -> None:
    add(empty, TITLE, unit_id=None)
    assert "saknar beslutande organ" in view(empty, TITLE).missing
    on(empty, TITLE, heads.set_head, field="body", text="Kommunfullmäktige")
    assert "saknar beslutande organ" not in view(empty, TITLE).missing


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory, example_of_2011: Path) -> Path:
    """A file with one document outside the levels."""
    path = tmp_path_factory.mktemp("livscykel") / "start.styr"
    shutil.copy(example_of_2011, path)
    database = Database.open(path, clock=fixed_clock(TODAY), user="Prov")
    add(database, TITLE)
    database.close()
    return path


_FACTS = st.builds(
    Made,
    step=st.sampled_from(["prepared", "preliminary", "definitive"]),
    outcome=st.sampled_from(["decided", "decided", "referred_back", "tabled"]),
    body=st.sampled_from([None, "Kommunfullmäktige", "Någon annan"]),
    decided_on=st.sampled_from([None, date(1999, 1, 1), TODAY]),
    paragraph=st.sampled_from([None, "§ 1"]),
    decided_text=st.sampled_from([None, "2009", "maj 2010"]),
)
_MOVES = st.sampled_from(["prepared", "ready", "draft", "proposal", "new", "extend", "revoke", "undo"])


def _locked(database: Database) -> set[tuple[object, ...]]:
    """Every decided version with its words, and each decision about one."""
    versions = select(NodeVersion.id, NodeVersion.number, NodeVersion.title, NodeVersion.body)
    made = select(Decision.id, Decision.step, Decision.body, Decision.decided_on, Decision.paragraph)

    def read(session: Session) -> set[tuple[object, ...]]:
        rows = session.execute(versions.where(NodeVersion.locked))
        decisions = session.execute(made.join(NodeVersion).where(NodeVersion.locked))
        return {tuple(one) for one in rows} | {tuple(one) for one in decisions}

    return database.read(read)


def _move(database: Database, move: str) -> None:
    seen = view(database, TITLE)
    node = {"node_id": seen.node_id, "expected_version": seen.version}
    version = {"version_id": seen.in_force_id or seen.version_id, "expected_version": seen.version}
    calls: dict[str, Any] = {
        "prepared": partial(nodes.mark_prepared, **node),
        "ready": partial(nodes.mark_ready, **node),
        "draft": partial(nodes.mark_draft, **node),
        "proposal": partial(nodes.mark_proposal, **node),
        "new": partial(nodes.new_version, **node),
        "extend": partial(lifecycle.extend, made=MADE, valid_to=None, today=TODAY, **version),
        "revoke": partial(lifecycle.revoke, made=MADE, reason="Skäl", today=TODAY, **version),
    }
    if move == "undo":
        database.undo()
    else:
        database.write(calls[move])


@settings(max_examples=25)
@given(st.lists(st.one_of(_MOVES, _FACTS), max_size=9))
def test_no_way_loses_what_was_decided_and_a_decision_is_always_recorded(
    tmp_path_factory: pytest.TempPathFactory, start: Path, way: list[str | Made]
) -> None:
    path = tmp_path_factory.mktemp("väg") / "väg.styr"
    shutil.copy(start, path)
    database = Database.open(path, clock=fixed_clock(TODAY), user="Prov")
    try:
        kept = _locked(database)
        for each in way:
            if isinstance(each, Made):
                seen = view(database, TITLE)
                call = partial(
                    record_decision,
                    node_id=seen.node_id,
                    made=each,
                    expected_version=seen.version,
                    today=TODAY,
                )
                if seen.locked:
                    with pytest.raises(Locked):
                        database.write(call)
                else:
                    database.write(call)
                    assert len(view(database, TITLE).decisions) == len(seen.decisions) + 1
            else:
                try:
                    _move(database, each)
                except DomainError as refused:
                    assert refused.message.endswith(".")  # noqa: PT017
            now = _locked(database)
            assert kept <= now
            kept = now
    finally:
        database.close()
