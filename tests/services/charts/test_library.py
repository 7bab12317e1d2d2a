"""Texts are measured on whatever thread asks."""

from concurrent.futures import ThreadPoolExecutor

from app.services.charts.library import text_width

_WORDS = tuple(f"{number} mnkr till förskolan i Kopparberg, åk {number % 9}" for number in range(200))


def _all_widths(_thread: int) -> list[float]:
    text_width.cache_clear()
    return [text_width(words, 9.0) for words in _WORDS]


def test_several_threads_measure_at_once_and_get_what_one_gets() -> None:
    alone = _all_widths(0)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(_all_widths, range(4))) == [alone] * 4
