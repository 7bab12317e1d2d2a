"""Texts being written are kept, written over and dropped."""

from datetime import date

from app.services.clock import fixed_clock
from app.services.storage.drafts import drop_draft, list_drafts, save_draft


def test_a_draft_is_kept_written_over_and_dropped(session, clock):
    save_draft(session, field="node:1:text", label="Målets text", text="Alla b", clock=clock)
    save_draft(session, field="node:1:text", label="Målets text", text="Alla barn", clock=clock)
    session.commit()
    (draft,) = list_drafts(session)
    assert (draft.field, draft.label, draft.text, draft.saved_at) == (
        "node:1:text", "Målets text", "Alla barn", clock.now(),
    )  # fmt: skip
    drop_draft(session, field="node:1:text")
    session.commit()
    assert list_drafts(session) == ()


def test_dropping_what_is_not_there_is_harmless(session):
    drop_draft(session, field="borta")
    assert list_drafts(session) == ()


def test_the_newest_draft_comes_first(session, clock):
    save_draft(session, field="a", label="A", text="x", clock=fixed_clock(date(2026, 11, 20)))
    save_draft(session, field="b", label="B", text="y", clock=clock)
    session.commit()
    assert [draft.field for draft in list_drafts(session)] == ["b", "a"]
