"""Papers made in processes of their own, so that many are soon made and whoever asked can do other things."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Final

from app.models.errors import DomainError
from app.services.log import describe_error
from app.services.reports.printed import Printed, render

HANDFUL: Final = 12
"""Up to so many papers are made in the calling process; starting others takes longer."""
FEW: Final = 4
"""Up to so many are made in a window's own process, which shares its time with them."""
_MOST_WORKERS: Final = 4
_AHEAD: Final = 2
"""So many papers for each process are on their way to it, so that none waits and few are kept in memory."""
_LOOK: Final = 0.1
"""How often, in seconds, it is asked whether to go on."""
_KINDNESS: Final = 8
"""How much the window goes before the processes."""
_UNKNOWN: Final = "Handlingen kunde inte skapas. Se loggen."
_ENDED: Final = "Handlingen kunde inte skapas. Troligen räckte inte minnet; gör den för sig och försök igen."
_log = logging.getLogger(__name__)

Asked = Callable[[], bool]
Tasks = Sequence[tuple[int, Printed]]


@dataclass(frozen=True, slots=True)
class Unmade:
    """Why a paper was not made, in a sentence; `trace` is for the log, without what the paper says."""

    reason: str
    trace: str = ""


Outcome = bytes | Unmade


def make_papers(
    documents: Sequence[Printed], *, cancelled: Asked = lambda: False, workers: int | None = None
) -> Iterator[tuple[int, Outcome]]:
    """The file of each document with its place, as soon as it is made; a few are made here, in their order.

    `workers` is how many processes there are, 0 for none; it follows from the number of documents otherwise.
    """
    if workers is None:
        workers = _workers(len(documents))
    tasks = list(enumerate(documents))
    made = _Processes(workers, cancelled).make(tasks) if workers else _here(tasks, cancelled)
    told: set[str] = set()
    for place, outcome in made:
        if isinstance(outcome, Unmade) and outcome.trace not in ("", *told):
            told.add(outcome.trace)
            _log.error("a paper could not be rendered\n%s", outcome.trace)
        yield place, outcome


def beside_a_window(count: int) -> int:
    """How many processes make so many papers while a window is used."""
    return _workers(count, FEW)


def _workers(count: int, here: int = HANDFUL) -> int:
    return 0 if count <= here else min(count // 2, max(2, os.cpu_count() or 1), _MOST_WORKERS)


def make_paper(document: Printed) -> Outcome:
    """One file, or why it could not be made."""
    try:
        return render(document)
    except DomainError as error:
        return Unmade(error.message)
    except Exception as error:
        return Unmade(_UNKNOWN, describe_error(error))


def _here(tasks: Tasks, cancelled: Asked) -> Iterator[tuple[int, Outcome]]:
    for place, document in tasks:
        if cancelled():
            return
        yield place, make_paper(document)


class _Processes:
    """Gives papers to processes; what a process ended early over is tried again alone, and never here."""

    def __init__(self, workers: int, cancelled: Asked) -> None:
        self._workers, self._cancelled = workers, cancelled
        self._proved = False

    def make(self, tasks: Tasks) -> Iterator[tuple[int, Outcome]]:
        waiting = deque(tasks)
        while waiting and not self._cancelled():
            suspects: deque[tuple[int, Printed]] = deque()
            yield from self._make_many(waiting, suspects)
            if suspects and not self._proved and not _can_start():
                _log.warning("no processes can be started; the papers are made in this one")
                yield from _here([*suspects, *waiting], self._cancelled)
                return
            while suspects and not self._cancelled():
                yield from self._make_singly(suspects)

    def _make_many(
        self, waiting: deque[tuple[int, Printed]], suspects: deque[tuple[int, Printed]]
    ) -> Iterator[tuple[int, Outcome]]:
        """Make what waits; when a process ends early, what was on its way comes among the suspects."""
        running: dict[Future[Outcome], tuple[int, Printed]] = {}
        with _pool(self._workers, self._cancelled) as pool:
            while (waiting or running) and not self._cancelled():
                try:
                    while waiting and len(running) < self._workers * _AHEAD:
                        running[pool.submit(make_paper, waiting[0][1])] = waiting[0]
                        waiting.popleft()
                    done, _ = wait(running, _LOOK, FIRST_COMPLETED)
                    for each in done:
                        outcome, self._proved = each.result(), True
                        yield running.pop(each)[0], outcome
                except (BrokenProcessPool, OSError):
                    suspects += sorted(running.values(), key=lambda task: task[0]) or [waiting.popleft()]
                    return

    def _make_singly(self, suspects: deque[tuple[int, Printed]]) -> Iterator[tuple[int, Outcome]]:
        """Make one at a time until there are no more, or until a process has ended over one of them."""
        with _pool(1, self._cancelled) as pool:
            while suspects and not self._cancelled():
                place, document = suspects.popleft()
                try:
                    future = pool.submit(make_paper, document)
                    while not wait((future,), _LOOK).done:
                        if self._cancelled():
                            return
                    outcome, self._proved = future.result(), True
                    yield place, outcome
                except (BrokenProcessPool, OSError):
                    _log.warning("a process ended early twice over the same paper")
                    yield place, Unmade(_ENDED)
                    return


def _can_start() -> bool:
    """Whether a process can be started at all and answers."""
    with _pool(1) as pool:
        try:
            return pool.submit(os.getpid).result() != os.getpid()
        except (BrokenProcessPool, OSError):
            return False


@contextmanager
def _pool(workers: int, cancelled: Asked = lambda: False) -> Iterator[ProcessPoolExecutor]:
    """Processes that begin anew, with nothing of a window in them; who cancels does not wait for them."""
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_settle)
    try:
        yield pool
    finally:
        pool.shutdown(wait=not cancelled(), cancel_futures=True)


def _settle() -> None:
    """Let the window go before, leave Ctrl+C to the parent, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_KINDNESS)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
