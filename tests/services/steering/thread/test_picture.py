"""What a picture shows: titles in two lines, status and gaps in words, and where the arrow keys lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.reports.fonts import REGULAR, SEMIBOLD
from app.services.reports.fonts import text_width as paper_width
from app.services.steering.thread.drawing import Words, box_shapes, head_shapes, line_shapes
from app.services.steering.thread.following import follow
from app.services.steering.thread.picture import BOX_WIDTH, INSET, TITLE_SIZE, Picture, thread_picture
from app.services.steering.thread.typeface import shortened, text_width, wrapped
from app.services.steering.thread.walking import step
from tests.services.steering.thread.conftest import made, row

_LETTERS = st.characters(max_codepoint=0x17F, exclude_categories=("C", "Z"))


def _picture(**more: object) -> Picture:
    rows = [row(1, 1, None), row(2, 2, 1), row(3, 2, 1), row(4, 3, 2, **more), row(5, 3, 3)]
    return thread_picture(follow(made(rows, [(5, 2)]), 1), {4: 2})


def test_a_box_says_its_state_in_words_and_signs_not_by_colour_alone() -> None:
    draft = _picture().box(4)
    assert draft is not None
    assert (draft.status, draft.sign, draft.draft, draft.gap_words) == ("Utkast", "draft", True, "2 luckor")
    assert draft.words == "N3: Mål 4, Utkast, 2 luckor"
    decided = _picture(status="decided", status_word="Beslutad", locked=True, unit="Skola").box(4)
    assert decided is not None
    assert (decided.status, decided.sign, decided.draft) == ("Beslutad · Skola", "lock", False)
    said = [shape.text for shape in box_shapes(decided) if isinstance(shape, Words)]
    assert said == ["Mål 4", "Beslutad · Skola", "2 luckor"]


def test_the_centre_stands_out_by_weight_and_frame() -> None:
    picture = _picture()
    centre, other = picture.box(1), picture.box(2)
    assert centre is not None
    assert other is not None
    assert centre.words.endswith("du är här")
    assert {shape.style for shape in box_shapes(centre) if isinstance(shape, Words)} == {
        "semibold",
        "regular",
    }
    (heavy, *_), (light, *_) = box_shapes(centre), box_shapes(other)
    assert heavy.thickness > light.thickness  # type: ignore[union-attr]


def test_a_contribution_is_broken_and_has_an_arrow_where_it_is_received() -> None:
    whole, broken = (next(one for one in _picture().lines if one.contributes is way) for way in (False, True))
    assert len(list(line_shapes(whole))) == 1
    curve, arrow = line_shapes(broken)
    assert curve.dash  # type: ignore[union-attr]
    assert arrow.points[0] == broken.points[0]  # type: ignore[union-attr]


def test_a_head_is_cut_to_its_room_with_its_count() -> None:
    (head, *_) = _picture().heads
    name, count = head_shapes(head, 20, 200)
    assert (name.text, count.text) == ("N1", "1")  # type: ignore[union-attr]
    assert list(head_shapes(head, 20, 4)) == []


@pytest.mark.parametrize(
    ("start", "way", "found"),
    [
        (1, "right", {2, 3}),
        (4, "left", {2}),
        (5, "left", {3}),  # where it stands, before what it contributes to
        (2, "up", {None, 3}),
        (1, "left", {None}),
        (99, "up", {None}),
    ],
)
def test_the_arrow_keys_follow_the_thread(start: int, way: str, found: set[int | None]) -> None:
    assert step(_picture(), start, way) in found  # type: ignore[arg-type]


def test_up_and_down_lead_through_the_layer_and_back() -> None:
    picture = _picture()
    first = min((box for box in picture.boxes if box.layer == 1), key=lambda box: box.y).key
    below = step(picture, first, "down")
    assert below in {2, 3} - {first}
    assert step(picture, below, "up") == first
    assert step(picture, below, "down") is None


def test_a_point_finds_its_box() -> None:
    picture = _picture()
    box = picture.boxes[0]
    assert picture.box_at(box.x + 1, box.y + 1) == box
    assert picture.box_at(0, 0) is None


@given(st.text(_LETTERS, max_size=60), st.sampled_from((8.0, 14.0)))
def test_a_text_is_as_wide_as_on_paper(text: str, size: float) -> None:
    assert text_width(text, size) == pytest.approx(paper_width(text, REGULAR, size))
    assert text_width(text, size, "semibold") == pytest.approx(paper_width(text, SEMIBOLD, size))


@given(st.text(_LETTERS, max_size=200), st.integers(20, 300))
def test_wrapped_lines_have_room(text: str, width: int) -> None:
    lines = wrapped(text, width, 2, 14)
    assert len(lines) <= 2
    assert all(text_width(line, 14) <= width or line == "…" for line in lines)
    if text_width(" ".join(text.split()), 14) <= width:
        assert " ".join(lines) == " ".join(text.split())


def test_a_long_title_ends_in_an_ellipsis() -> None:
    title = "Alla barn och elever i kommunens skolor når målen i varje ämne och varje årskurs"
    first, second = wrapped(title, BOX_WIDTH - 2 * INSET, 2, TITLE_SIZE)
    assert title.startswith(first)
    assert second.endswith("…")
    assert shortened("kort", 100, 14) == "kort"
