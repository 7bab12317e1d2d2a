"""Any thread is laid out with layers in order, no two boxes meeting, and lines that end at their boxes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.steering.thread.following import follow
from app.services.steering.thread.layout import BOX, PASSING, lay_out
from app.services.steering.thread.picture import (
    BOX_HEIGHT,
    BOX_WIDTH,
    COLUMN,
    HEAD_HEIGHT,
    MARGIN,
    Picture,
    thread_picture,
)
from app.services.steering.thread.reading import ThreadMap
from tests.services.steering.thread.conftest import made, row

_TINY = 1e-6


@st.composite
def maps(draw: st.DrawFn) -> ThreadMap:
    """Elements of five levels with parents on any level above, and contributions without circles."""
    count = draw(st.integers(1, 40))
    placed = sorted(draw(st.lists(st.integers(1, 5), min_size=count, max_size=count)))
    rows = []
    for key, level in enumerate(placed, 1):
        above = [other for other in range(1, key) if placed[other - 1] < level]
        parent = draw(st.sampled_from(above)) if above else None
        rows.append(row(key, level, parent, title=draw(st.text(max_size=80))))
    pairs = draw(st.lists(st.tuples(st.integers(1, count), st.integers(1, count)), max_size=60))
    down = [(max(pair), min(pair)) for pair in pairs if pair[0] != pair[1]]
    return made(rows, down)


@given(maps(), st.data())
def test_no_two_boxes_meet_and_every_box_stands_in_the_picture(
    threads: ThreadMap, data: st.DataObject
) -> None:
    picture = _picture(threads, data)
    for number, one in enumerate(picture.boxes):
        assert MARGIN <= one.x <= picture.width - MARGIN - BOX_WIDTH + _TINY
        assert one.y + _TINY >= MARGIN + HEAD_HEIGHT
        assert one.y + one.height <= picture.height - MARGIN + _TINY
        for other in picture.boxes[number + 1 :]:
            apart = abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
            assert apart, (one.title, other.title)


@given(maps(), st.data())
def test_layers_stand_in_the_order_of_levels(threads: ThreadMap, data: st.DataObject) -> None:
    picture = _picture(threads, data)
    order = {level.short_name: number for number, level in enumerate(threads.levels)}
    heads = [head.name for head in picture.heads]
    assert heads == sorted(heads, key=order.__getitem__)
    lefts = {box.level: box.x for box in picture.boxes}
    assert [lefts[name] for name in heads] == [MARGIN + COLUMN * number for number in range(len(heads))]
    assert sum(head.count for head in picture.heads) == len(picture.boxes)


@given(maps(), st.data())
def test_every_line_ends_at_its_boxes(threads: ThreadMap, data: st.DataObject) -> None:
    picture = _picture(threads, data)
    boxes = {box.key: box for box in picture.boxes}
    for line in picture.lines:
        for key, (x, y) in ((line.upper, line.points[0]), (line.lower, line.points[-1])):
            box = boxes[key]
            assert x in (box.x, box.x + box.width)
            assert y == pytest.approx(box.y + box.height / 2)
        assert len(line.points) % 3 == 1


@given(maps(), st.data())
def test_a_line_passes_between_the_boxes_of_a_layer(threads: ThreadMap, data: st.DataObject) -> None:
    picture = _picture(threads, data)
    for line in picture.lines:
        for (x, y), (end, level) in pairwise(line.points[::3]):
            if y == level and end - x == BOX_WIDTH:
                across = [box for box in picture.boxes if box.x == x]
                assert all(not box.y < y < box.y + box.height for box in across)


def _picture(threads: ThreadMap, data: st.DataObject) -> Picture:
    centre = data.draw(st.sampled_from(sorted(threads.rows)))
    return thread_picture(follow(threads, centre))


@given(st.lists(st.integers(0, 3), max_size=25), st.data())
def test_edges_may_run_in_any_direction(layers: list[int], data: st.DataObject) -> None:
    ends = st.tuples(*(st.integers(0, max(0, len(layers) - 1)),) * 2).filter(lambda pair: pair[0] != pair[1])
    edges = data.draw(st.lists(ends, max_size=30)) if len(layers) > 1 else []
    layout = lay_out(layers, edges)
    assert len(layout.places) == len(layers)
    assert [len(passed) for passed in layout.passes] == [
        max(0, abs(layers[one] - layers[other]) - 1) for one, other in edges
    ]
    for layer in set(layers):
        own = sorted(layout.places[key] for key, one in enumerate(layers) if one == layer)
        assert all(after - before >= BOX - _TINY for before, after in pairwise(own))


def test_nothing_is_laid_out_as_nothing() -> None:
    assert lay_out((), ()).places == ()


def test_one_under_another_stands_beside_it() -> None:
    layout = lay_out((0, 1, 2), [(0, 1), (1, 2)])
    assert max(layout.places) - min(layout.places) == pytest.approx(0)


def test_a_long_line_leaves_room_for_the_box_that_it_passes() -> None:
    layout = lay_out((0, 1, 2), [(0, 1), (1, 2), (0, 2)])
    ((layer, place),) = layout.passes[2]
    assert layer == 1
    assert abs(place - layout.places[1]) >= (BOX + PASSING) / 2 - _TINY


def test_the_same_thread_is_always_laid_out_alike() -> None:
    edges = [(0, 2), (0, 3), (1, 3), (1, 4), (2, 5), (4, 5), (0, 5)]
    assert lay_out((0, 0, 1, 1, 1, 2), edges) == lay_out((0, 0, 1, 1, 1, 2), edges)
