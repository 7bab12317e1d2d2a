"""Edits a file in a child process, kills the child at a random moment, and does so again and again.

Run as a program with the file and the number of rounds; prints, as JSON, what each child had been
told was saved. Apart from the tests' own process because that one must not be forked.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from app.models.steering import GlossaryTerm
from app.services.clock import fixed_clock
from app.services.storage import Database, describe

_LONGEST_LIFE = 0.08


def add_word(session: Session, *, number: int) -> None:
    """One edit of some size: the row, its log entry and its search entries are on many pages."""
    session.add(GlossaryTerm(word=f"Ord {number}", explanation=f"förklaring {number} " * 200))
    describe(session, f"Lade till ord {number}")


def edit_until_killed(path: Path, first: int, told: int) -> None:
    """Edit and tell each number only when the edit is said to be saved."""
    database = Database.open(path, clock=fixed_clock(date(2026, 11, 21)), user="Anna")
    for number in range(first, first + 1_000_000):
        database.write(partial(add_word, number=number))
        os.write(told, f"{number}\n".encode())


def one_round(path: Path, first: int) -> list[int]:
    """Let a child edit for a random moment; gives the numbers that it was told were saved."""
    listening, told = os.pipe()
    child = os.fork()
    if child == 0:
        edit_until_killed(path, first, told)
    os.close(told)
    with os.fdopen(listening) as lines:
        heard = [lines.readline()]
        time.sleep(random.uniform(0, _LONGEST_LIFE))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        heard += lines.readlines()
    return [int(line) for line in heard if line.endswith("\n")]


def main() -> None:
    """Run the rounds."""
    path, rounds = Path(sys.argv[1]), int(sys.argv[2])
    heard: list[list[int]] = []
    for _ in range(rounds):
        first = 1 + max((number for each in heard for number in each), default=0) + 1000
        heard.append(one_round(path, first))
    print(json.dumps(heard))


if __name__ == "__main__":
    main()
