"""Texts being written are kept, written over and dropped."""

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

from app.services.clock import fixed_clock
from app.services.storage import Database
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


TYPING = """
import os, signal, sys
from datetime import date
from functools import partial
from pathlib import Path
from app.services.clock import fixed_clock
from app.services.storage import Database, drafts
clock = fixed_clock(date(2026, 11, 20))
database = Database.open(Path(sys.argv[1]), clock=clock, user="Anna")
for text in ("Alla", "Alla barn", "Alla barn når"):
    database.write_unlogged(
        partial(drafts.save_draft, field="node:1:text", label="Målets text", text=text, clock=clock)
    )
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_being_written_outlives_the_program(path, clock):
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", TYPING, str(path)], cwd=root, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    database = Database.open(path, clock=clock, user="Anna")
    (draft,) = database.read(list_drafts)
    assert draft.text == "Alla barn når"
    database.close()
