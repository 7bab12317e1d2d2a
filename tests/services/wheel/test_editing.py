"""Activities are added, changed, moved within the law, copied and removed, each in one undoable step."""

from datetime import date

import pytest
from sqlalchemy import select

from app.models.agreements import AgreementKind
from app.models.errors import ChangedSince, DomainError, MissingText, NotFound
from app.models.followup import ReportKind
from app.models.wheel import Meeting, Wheel, WheelActivity
from app.services.storage import Database
from app.services.wheel import editing, linking, meetings, negotiations, ordering, steps
from app.services.wheel.errors import NeedsReason, PastLaw
from app.services.wheel.meetings import add_meeting
from app.services.wheel.refusals import (
    AtTheEnd,
    DoneWithoutDay,
    EndsBeforeStart,
    GoesRound,
    LinkedAlready,
    NotACount,
    NotAValue,
    SameActivity,
    TitleTooLong,
)
from app.services.wheel.timing import Timing, read_timing
from app.services.wheel.views import Activity
from tests.services.wheel.files import titled, write, year_of


def _wheel(database: Database) -> int:
    return database.read(lambda session: session.scalars(select(Wheel.id)).first())


def add(database: Database, title: str, when: str = "", **values) -> int:
    timing = read_timing(when, 2026)
    return write(
        database,
        editing.add_activity,
        wheel_id=_wheel(database),
        year=2026,
        title=title,
        timing=timing,
        **values,
    )


def shown(database: Database, key: int) -> Activity:
    found = year_of(database, 2026).activity(key)
    assert found is not None
    return found


def move(database: Database, key: int, when: str, **values) -> None:
    version = shown(database, key).version
    timing = read_timing(when, 2026)
    write(database, editing.set_time, activity_id=key, expected_version=version, timing=timing, **values)


def change(database: Database, key: int, **values) -> None:
    write(
        database, editing.set_fields, activity_id=key, expected_version=shown(database, key).version, **values
    )


def _budget(database: Database) -> Activity:
    return titled(year_of(database, 2026), "KF beslut om Övergripande strategier")


# ---- adding and fields -------------------------------------------------------------------------------


def test_an_own_activity_has_what_was_said_and_comes_again_each_year(example) -> None:
    key = add(
        example, "  Bokslutsdag\nför alla ", "12 mars", phase="uppfoljning", bodies=["Kommunstyrelsen", " "],
        year_offset=-1,
    )  # fmt: skip
    one = shown(example, key)
    assert (one.title, one.when.words, one.phase, one.bodies) == (
        "Bokslutsdag för alla", "12 mars", "uppfoljning", ("Kommunstyrelsen",),
    )  # fmt: skip
    assert (one.concerns, one.rhythm, one.deadline, one.example) == (2025, "yearly", False, False)
    assert example.undo_words == "Lade till ”Bokslutsdag för alla” i årshjulet 2026"
    example.undo()
    assert year_of(example, 2026).activity(key) is None


def test_a_limit_is_a_deadline_until_it_gets_days(example) -> None:
    key = add(example, "Lämnas in", "senast 30 juni")
    assert shown(example, key).deadline
    move(example, key, "12 juni")
    assert not shown(example, key).deadline
    move(example, key, "senast juni")
    assert shown(example, key).deadline


def test_a_long_title_is_kept_and_a_longer_one_refused_in_a_sentence(example) -> None:
    key = add(example, "å" * 398 + " 🎉")
    assert len(shown(example, key).title) == 400
    with pytest.raises(TitleTooLong, match="401 tecken"):
        add(example, "å" * 401)
    with pytest.raises(MissingText):
        add(example, "  ")


def test_the_last_day_is_never_before_the_first(example) -> None:
    wrong = Timing("dag", date(2026, 3, 12), date(2026, 3, 10))
    with pytest.raises(EndsBeforeStart, match="sluta innan det börjar"):
        write(example, editing.add_activity, wheel_id=_wheel(example), year=2026, title="Fel", timing=wrong)
    key = add(example, "Rätt")
    with pytest.raises(EndsBeforeStart):
        write(example, editing.set_time, activity_id=key, expected_version=1, timing=wrong)


def test_fields_are_changed_one_by_one_and_the_rest_stays(example) -> None:
    key = add(example, "Nätverksträff", "mars", phase="uppfoljning")
    change(example, key, form="network", place=" Falun ", responsible="Ekonomichefen", year_offset=0)
    change(example, key, learning="Boka lokalen tidigare", participants=["Socialnämnden", "Socialnämnden"])
    one = shown(example, key)
    assert (one.form, one.place, one.responsible, one.concerns) == ("network", "Falun", "Ekonomichefen", 2026)
    assert (one.learning, one.participants, one.phase) == (
        "Boka lokalen tidigare", ("Socialnämnden",), "uppfoljning",
    )  # fmt: skip
    change(example, key, title="Nätverk")
    assert example.undo_words == "Döpte om ”Nätverksträff” till ”Nätverk” i årshjulet"


def test_nothing_is_written_when_nothing_changes(example) -> None:
    key = add(example, "Samma", "mars")
    words, version = example.undo_words, shown(example, key).version
    change(example, key, title="Samma", place="")
    move(example, key, "mars")
    assert (example.undo_words, shown(example, key).version) == (words, version)


@pytest.mark.parametrize(
    "values",
    [
        {"phase": "vila"},
        {"form": "fest"},
        {"law": "no-such"},
        {"year_offset": 9},
        {"rhythm": "aldrig"},
        {"form": None},
    ],
)
def test_a_value_that_does_not_exist_is_refused(example, values) -> None:  # fmt: skip
    key = add(example, "Prov")
    with pytest.raises(NotAValue, match="Välj ett i listan"):
        change(example, key, **values)


def test_a_change_against_an_older_state_is_refused(example) -> None:
    key = add(example, "Prov")
    change(example, key, note="Ny")
    with pytest.raises(ChangedSince):
        write(example, editing.set_fields, activity_id=key, expected_version=1, note="Gammal")


def test_an_example_activity_that_is_changed_is_no_example_any_more(example) -> None:
    one = next(one for one in year_of(example, 2026).activities if one.example)
    change(example, one.key, note="Vår egen anteckning")
    assert not shown(example, one.key).example


# ---- time and law ------------------------------------------------------------------------------------


def test_past_30_november_the_budget_needs_reasons_and_the_tax_rate_before(example) -> None:
    key = _budget(example).key
    with pytest.raises(NeedsReason, match="11 kap") as caught:
        move(example, key, "14 december")
    assert "skattesatsen" in str(caught.value)
    with pytest.raises(NeedsReason):
        move(example, key, "14 december", reason="Sent besked om statsbidragen")
    with pytest.raises(NeedsReason):
        move(example, key, "14 december", reason="Sent besked", tax_rate_on=date(2026, 12, 1))
    move(example, key, "14 december", reason="Sent besked", tax_rate_on=date(2026, 11, 23))
    one = shown(example, key)
    assert (one.when.words, one.exception_reason, one.tax_rate_on) == (
        "14 december", "Sent besked", date(2026, 11, 23),
    )  # fmt: skip
    move(example, key, "15 december")
    assert shown(example, key).exception_reason == "Sent besked"
    move(example, key, "15 december", reason="Nya siffror från SKR")
    assert example.undo_words == f"Angav särskilda skäl för ”{_budget(example).title}”"
    move(example, key, "23 november")
    assert (shown(example, key).exception_reason, shown(example, key).tax_rate_on) == (None, None)


def test_after_december_nothing_is_moved_and_the_paragraph_is_said(example) -> None:
    before = _budget(example)
    with pytest.raises(PastLaw, match="11 kap"):
        move(example, before.key, "11 januari 2027", reason="Skäl", tax_rate_on=date(2026, 11, 23))
    assert shown(example, before.key) == before


def test_months_that_are_moved_past_the_law_ask_for_the_reasons(example) -> None:
    one = _budget(example)
    write(example, meetings.treat_at, activity_id=one.key, meeting_id=None, expected_version=one.version)
    with pytest.raises(NeedsReason):
        move(example, one.key, "november–december")
    move(example, one.key, "november–december", reason="Sent besked", tax_rate_on=date(2026, 11, 23))
    assert shown(example, one.key).when.words == "november–december"


def test_months_that_reached_past_the_law_already_may_be_changed_while_they_begin_in_time(example) -> None:
    key = add(example, "Budgetbeslut", "november–december", year_offset=1)
    one = shown(example, key)
    values = {"activity_id": key, "expected_version": one.version, "law": "council-decision"}
    write(example, editing.set_fields, **values)
    move(example, key, "oktober–december")
    assert shown(example, key).when.words == "oktober–december"
    with pytest.raises(NeedsReason):
        move(example, key, "december")


def test_what_was_done_late_is_recorded_all_the_same(example) -> None:
    one = _budget(example)
    write(
        example, editing.set_status, activity_id=one.key, expected_version=one.version, status="done",
        done_on=date(2026, 12, 20),
    )  # fmt: skip
    assert (shown(example, one.key).status, shown(example, one.key).done_on) == ("done", date(2026, 12, 20))
    move(example, one.key, "20 december")


def test_done_has_its_day_and_anything_else_has_none(example) -> None:
    key = add(example, "Prov")
    with pytest.raises(DoneWithoutDay, match="Skriv dagen"):
        write(example, editing.set_status, activity_id=key, expected_version=1, status="done")
    with pytest.raises(NotAValue):
        write(example, editing.set_status, activity_id=key, expected_version=1, status="glömd")
    write(
        example,
        editing.set_status,
        activity_id=key,
        expected_version=1,
        status="ongoing",
        done_on=date(2026, 1, 1),
    )
    assert (shown(example, key).said, shown(example, key).done_on) == ("ongoing", None)


def test_the_words_of_the_source_stay_when_an_activity_is_moved(example) -> None:
    one = next(one for one in year_of(example, 2026).activities if one.when.source)
    move(example, one.key, "maj")
    assert shown(example, one.key).when.source == one.when.source
    move(example, one.key, "före årsskiftet")
    assert shown(example, one.key).when.source == "före årsskiftet"


def test_an_activity_follows_its_body_to_the_meeting_of_its_day(example) -> None:
    key = add(example, "Ärende", "3 mars", bodies=["Valnämnden"])
    assert shown(example, key).meeting is None
    meeting = write(example, add_meeting, body="Valnämnden", starts=date(2026, 3, 10))
    move(example, key, "10 mars")
    assert shown(example, key).meeting == meeting
    move(example, key, "mars")
    assert shown(example, key).meeting == meeting
    move(example, key, "11 mars")
    assert shown(example, key).meeting is None
    assert example.read(lambda session: session.get(Meeting, meeting)) is not None


# ---- copies and removal ------------------------------------------------------------------------------


def test_a_copy_is_to_be_done_anew_at_its_own_time(example) -> None:
    one = _budget(example)
    write(example, steps.add_step, activity_id=one.key, expected_version=one.version, text="Kalla")
    key = write(example, editing.copy_activity, activity_id=one.key, timing=read_timing("12 oktober", 2026))
    copied = shown(example, key)
    assert (copied.title, copied.when.words, copied.status) == (one.title, "12 oktober", "late")
    assert copied.said == "planned"
    assert (copied.law, copied.number) == ("council-decision", one.number + 1)
    assert [step.text for step in copied.checklist][-1] == "Kalla"
    with pytest.raises(NeedsReason):
        write(example, editing.copy_activity, activity_id=one.key, timing=read_timing("14 december", 2026))
    given = {"reason": "Sent besked", "tax_rate_on": date(2026, 11, 23)}
    late = write(
        example, editing.copy_activity, activity_id=one.key, timing=read_timing("14 december", 2026), **given
    )
    assert shown(example, late).exception_reason == "Sent besked"


def test_an_interim_report_can_be_copied_too(example) -> None:
    one = titled(year_of(example, 2026), "Delårsrapporten behandlas")
    given = {"activity_id": one.key, "timing": read_timing("12 oktober", 2026)}
    assert shown(example, write(example, editing.copy_activity, **given)).law == "interim-report"


def test_removing_takes_the_sequences_along_and_undo_brings_all_back(example) -> None:
    before = year_of(example, 2026)
    first, _, _ = before.orders[0]
    one = before.activity(first)
    write(example, editing.remove_activity, activity_id=first, expected_version=one.version)
    after = year_of(example, 2026)
    assert after.activity(first) is None
    assert all(first not in order[:2] for order in after.orders)
    example.undo()
    assert year_of(example, 2026).orders == before.orders
    assert example.read(lambda s: s.get(WheelActivity, first)) is not None


# ---- checklist, documents, sequences, MBL ------------------------------------------------------------


def _step(database: Database, key: int, use_case, **values):
    return write(database, use_case, activity_id=key, expected_version=shown(database, key).version, **values)


def test_a_checklist_is_written_ticked_sorted_and_cleared(example) -> None:
    key = add(example, "Med lista")
    first, second = (_step(example, key, steps.add_step, text=text) for text in ("Boka", " Kalla "))
    _step(example, key, steps.tick_step, step_id=first, done_on=date(2026, 11, 20))
    _step(example, key, steps.move_step, step_id=second, by=-1)
    _step(example, key, steps.set_step, step_id=first, text="Boka lokal")
    listed = [(one.text, one.done_on) for one in shown(example, key).checklist]
    assert listed == [("Kalla", None), ("Boka lokal", date(2026, 11, 20))]
    with pytest.raises(AtTheEnd, match="redan först"):
        _step(example, key, steps.move_step, step_id=second, by=-1)
    _step(example, key, steps.remove_step, step_id=second)
    assert len(shown(example, key).checklist) == 1
    with pytest.raises(NotFound):
        _step(example, key, steps.tick_step, step_id=second, done_on=None)


def test_documents_are_linked_once_and_shown_with_their_titles(example) -> None:
    key = add(example, "Rapport")
    kind, agreement = (
        example.read(lambda s, table=table: s.execute(select(table.id, table.name)).first())
        for table in (ReportKind, AgreementKind)
    )
    link = _step(example, key, linking.link_document, kind="report_kind", target=kind.id)
    _step(example, key, linking.link_document, kind="agreement_kind", target=agreement.id, role="basis")
    shown_links = shown(example, key).documents
    assert [(one.kind, one.target, one.title, one.role) for one in shown_links] == [
        ("report_kind", kind.id, kind.name, "produces"),
        ("agreement_kind", agreement.id, agreement.name, "basis"),
    ]
    with pytest.raises(LinkedAlready):
        _step(example, key, linking.link_document, kind="report_kind", target=kind.id)
    with pytest.raises(NotFound):
        _step(example, key, linking.link_document, kind="node", target=1)
    with pytest.raises(DomainError):
        _step(example, key, linking.link_document, kind="hemsida", target=1)
    _step(example, key, linking.unlink_document, link_id=link)
    assert len(shown(example, key).documents) == 1


def test_a_sequence_never_goes_round(example) -> None:
    first, second, third = (add(example, title) for title in "ABC")
    write(example, ordering.set_order, before_id=first, after_id=second, least_days=7)
    write(example, ordering.set_order, before_id=second, after_id=third)
    with pytest.raises(GoesRound, match="kommer redan före"):
        write(example, ordering.set_order, before_id=third, after_id=first)
    with pytest.raises(SameActivity):
        write(example, ordering.set_order, before_id=first, after_id=first)
    with pytest.raises(NotACount):
        write(example, ordering.set_order, before_id=first, after_id=third, least_days=-1)
    write(example, ordering.set_order, before_id=first, after_id=second, least_days=14)
    assert (first, second, 14) in year_of(example, 2026).orders
    write(example, ordering.remove_order, before_id=first, after_id=second)
    assert not [one for one in year_of(example, 2026).orders if one[0] == first]
    with pytest.raises(NotFound):
        write(example, ordering.remove_order, before_id=first, after_id=second)


def test_mbl_before_a_decision_has_party_days_protocol_and_outcome(example) -> None:
    key = add(example, "Beslut", "10 december")
    made = _step(
        example,
        key,
        negotiations.add_negotiation,
        kind="mbl11",
        party="Kommunal",
        planned_on=date(2026, 12, 3),
    )
    _step(
        example, key, negotiations.set_negotiation, negotiation_id=made, held_on=date(2026, 12, 2),
        protocol="Protokoll 7", outcome="Enighet",
    )  # fmt: skip
    (row,) = shown(example, key).negotiations
    assert (row.kind, row.party, row.planned_on, row.held_on) == (
        "mbl11", "Kommunal", date(2026, 12, 3), date(2026, 12, 2),
    )  # fmt: skip
    assert (row.protocol, row.outcome) == ("Protokoll 7", "Enighet")
    with pytest.raises(NotAValue):
        _step(example, key, negotiations.add_negotiation, kind="mbl99")
    _step(example, key, negotiations.remove_negotiation, negotiation_id=made)
    assert shown(example, key).negotiations == ()
