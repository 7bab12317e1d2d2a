"""Thirty processes killed while they edit lose nothing that they had been told was saved."""

import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from app.models.steering import GlossaryTerm
from app.services.storage import Database, changelog, search
from app.services.storage.fileformat import faults

ROUNDS = 30
ROOT = Path(__file__).parents[3]


def test_thirty_killed_editors_leave_a_sound_file_with_every_saved_edit_in_it(tmp_path, clock):
    path = tmp_path / "Säter.styr"
    Database.create(path, clock=clock, user="Anna").close()
    program = "tests.services.storage.killed_editor"
    done = subprocess.run(
        [sys.executable, "-m", program, str(path), str(ROUNDS)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    heard = json.loads(done.stdout)
    saved = {f"Ord {number}" for each in heard for number in each}
    assert all(heard)
    assert len(heard) == ROUNDS
    database = Database.open(path, clock=clock, user="Bo")
    try:
        words = set(database.read(lambda session: session.scalars(select(GlossaryTerm.word)).all()))
        assert saved <= words
        assert len(words - saved) <= ROUNDS  # at most the one that each was about to be told of
        assert database.read(lambda session: faults(session.connection().connection)) == []
        assert database.read(changelog.verify) == []
        assert len(database.read(lambda session: search.search(session, "Ord", limit=10_000))) > 0
    finally:
        database.close()
