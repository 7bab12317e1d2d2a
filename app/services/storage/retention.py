"""Which backups are kept: pure arithmetic over their instants and sizes."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from app.services.clock import swedish_time

LAST = 10
DAYS = 30
MONTHS = 12


@dataclass(frozen=True)
class Backup:
    """A dated copy of a file; `reason` says why it was made when it was not an ordinary one."""

    path: Path
    made_at: datetime
    bytes: int
    order: int = 1
    reason: str | None = None

    @property
    def age_key(self) -> tuple[datetime, int, str]:
        """Rises with time; `order` tells apart those of one second."""
        return self.made_at, self.order, self.path.name


def surplus(backups: Iterable[Backup], *, today: date, limit_bytes: int) -> tuple[Backup, ...]:
    """The backups to remove, oldest first.

    Kept are the last 10, the newest of each day for 30 days and of each month for 12 months, and of
    those as many of the newest as fit within `limit_bytes`; the very newest is always kept.
    """
    newest_first = sorted(backups, key=lambda backup: backup.age_key, reverse=True)
    wanted = {
        *newest_first[:LAST],
        *_newest_of_each(newest_first, _day, from_day=today - timedelta(days=DAYS - 1)),
        *_newest_of_each(newest_first, _month, from_day=_months_back(today, MONTHS - 1)),
    }
    kept: set[Backup] = set()
    used = 0
    for backup in newest_first:
        if backup not in wanted:
            continue
        used += backup.bytes
        if used > limit_bytes and kept:
            break
        kept.add(backup)
    return tuple(backup for backup in reversed(newest_first) if backup not in kept)


def _newest_of_each(
    newest_first: list[Backup], period: Callable[[Backup], Hashable], *, from_day: date
) -> Iterable[Backup]:
    seen: set[Hashable] = set()
    for backup in newest_first:
        if _day(backup) >= from_day and period(backup) not in seen:
            seen.add(period(backup))
            yield backup


def _day(backup: Backup) -> date:
    return swedish_time(backup.made_at).date()


def _month(backup: Backup) -> tuple[int, int]:
    day = _day(backup)
    return day.year, day.month


def _months_back(day: date, months: int) -> date:
    """The first day of the month that lies `months` before the day's own."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(year, 1), month + 1, 1)
