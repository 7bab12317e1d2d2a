"""Files of every released format open for ever, with what was in them."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.steering import NodeVersion
from app.services.storage import Database, changelog, search
from app.services.storage.fileformat import FORMAT

SAMPLES = Path(__file__).parents[2] / "data"


def _goal(session):
    columns = NodeVersion.title, NodeVersion.status, NodeVersion.locked
    return tuple(session.execute(select(*columns)).one())


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_file_of_an_earlier_format_opens_with_everything_in_it(tmp_path, clock, number):
    path = Path(shutil.copy(SAMPLES / f"format-{number}.styr", tmp_path))
    database = Database.open(path, clock=clock, user="Bo")
    try:
        assert database.read(_goal) == ("Alla barn når målen", "decided", True)
        assert database.read(changelog.verify) == []
        found = database.read(lambda session: search.search(session, "kyrkskolan"))
        assert [hit.title for hit in found] == ["Kyrkskolan"]
    finally:
        database.close()
