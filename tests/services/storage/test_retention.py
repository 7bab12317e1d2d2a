"""Which backups are kept, by count, day, month and size."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.services.storage.retention import Backup, surplus

TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PLENTY = 10**12


def _backup(age: timedelta, size: int = 100) -> Backup:
    return Backup(Path(f"{age}.styr"), NOON - age, size)


def _kept(backups, limit=PLENTY):
    removed = surplus(backups, today=TODAY, limit_bytes=limit)
    return [each for each in sorted(backups, key=lambda b: b.age_key, reverse=True) if each not in removed]


def test_the_last_ten_are_kept_however_close_they_are():
    backups = [_backup(timedelta(minutes=n)) for n in range(15)]
    assert _kept(backups) == backups[:10]


def test_one_a_day_is_kept_for_thirty_days():
    hourly = [_backup(timedelta(hours=n)) for n in range(24 * 40)]
    days = {(each.made_at + timedelta(hours=1)).date() for each in _kept(hourly)}
    assert {TODAY - timedelta(days=n) for n in range(30)} <= days
    per_day = [each for each in _kept(hourly) if each.made_at < NOON - timedelta(days=2)]
    assert len({each.made_at.date() for each in per_day}) == len(per_day)


def test_the_newest_of_each_month_is_kept_for_twelve_months():
    daily = [_backup(timedelta(days=n)) for n in range(800)]
    old = [each.made_at.date() for each in _kept(daily) if each.made_at < NOON - timedelta(days=31)]
    assert old == [
        date(2026, 9, 30), date(2026, 8, 31), date(2026, 7, 31), date(2026, 6, 30), date(2026, 5, 31),
        date(2026, 4, 30), date(2026, 3, 31), date(2026, 2, 28), date(2026, 1, 31), date(2025, 12, 31),
    ]  # fmt: skip


def test_a_day_is_a_swedish_day():
    before = Backup(Path("a"), datetime(2026, 11, 1, 22, 30, tzinfo=UTC), 1)
    after = Backup(Path("b"), datetime(2026, 11, 1, 23, 30, tzinfo=UTC), 1)
    last_ten = [_backup(timedelta(minutes=n)) for n in range(10)]
    assert {before, after} <= set(_kept([*last_ten, before, after]))


def test_the_oldest_go_first_when_the_total_is_too_large():
    backups = [_backup(timedelta(minutes=n), 100) for n in range(8)]
    assert _kept(backups, limit=350) == backups[:3]
    assert surplus(backups, today=TODAY, limit_bytes=350) == tuple(reversed(backups[3:]))


def test_the_newest_is_kept_even_when_it_alone_is_too_large():
    assert len(_kept([_backup(timedelta(0), 1000), _backup(timedelta(1), 1)], limit=10)) == 1


@given(
    ages=st.lists(st.integers(0, 60 * 24 * 500), unique=True, min_size=1, max_size=60),
    sizes=st.integers(1, 500),
    limit=st.integers(0, 5000),
)
def test_what_is_kept_is_within_the_limit_and_holds_the_newest(ages, sizes, limit):
    backups = [_backup(timedelta(minutes=age), sizes) for age in ages]
    kept = _kept(backups, limit)
    newest = max(backups, key=lambda b: b.made_at)
    assert newest in kept
    assert len(kept) == 1 or sum(each.bytes for each in kept) <= limit
    assert _kept(kept, limit) == kept
