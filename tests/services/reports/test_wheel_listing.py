"""The list below a wheel: what each line says, and how a paragraph is cited."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.reports.wheel_columns import arrange
from app.services.reports.wheel_filling import Column, Stack
from app.services.reports.wheel_lines import LABEL_ROOM, Block, Measured
from app.services.reports.wheel_listing import Entry, Section, cited, for_paper, listed
from tests.services.reports.wheel_samples import HOSTILE, UNDATED, USUAL, activity, many


@pytest.mark.parametrize(
    ("paragraph", "citation"),
    [
        ("11 kap. 10 § kommunallagen (2017:725)", "KL 11 kap. 10 §"),
        ("13 kap. 1 § lagen (2018:597) om kommunal bokföring och redovisning", "LKBR 13 kap. 1 §"),
        ("19 § lagen (1976:580) om medbestämmande i arbetslivet",) * 2,
    ],
)
def test_a_paragraph_is_cited_in_short(paragraph: str, citation: str) -> None:
    assert cited(paragraph) == citation


def test_a_paper_shows_the_plan_and_what_is_cancelled() -> None:
    gone = replace(USUAL.activities[1], status="cancelled", next=True, red=True)
    view = replace(USUAL, activities=(USUAL.activities[0], gone))
    shown = for_paper(view, status=False).activities
    assert [(each.status, each.next, each.red, each.number) for each in shown] == [
        ("planned", False, False, 1), ("cancelled", False, False, 2),
    ]  # fmt: skip
    assert [each.status for each in for_paper(view, status=True).activities] == ["done", "cancelled"]
    first = listed(for_paper(view, status=False))[0]
    assert [entry.when for entry in first.entries] == ["12\u00a0februari", "mars–maj, inställd"]


def test_no_activity_is_without_words_on_paper() -> None:
    assert all(each.title and each.short for each in for_paper(HOSTILE, status=False).activities)


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("count", [0, 1, 40, 160, 900])
def test_every_line_has_a_place_and_none_meets_another(count: int, across: bool) -> None:
    sections = listed(for_paper(many(count), status=False))
    width, height = (1120.0, 690.0) if across else (770.0, 1040.0)
    made = arrange(sections, width=width, height=height, factor=1.0, across=across)
    placed = [each for page in made.pages for each in page]
    assert len(placed) == sum(1 + len(section.entries) for section in sections)
    left, top, wide, high = made.wheel
    for page in made.pages:
        bottoms: dict[float, float] = {}
        for each in page:
            assert each.top >= bottoms.get(each.x, 0.0) - 0.01
            bottoms[each.x] = each.top + each.block.height
            assert bottoms[each.x] <= height + 0.01
            assert each.x + made.width <= width + 0.01
    assert all(each.x >= left + wide - 0.01 or each.top >= top + high for each in made.pages[0])


@given(st.text(max_size=200), st.floats(60, 300), st.floats(6, 20))
def test_lines_are_never_wider_than_their_column(text: str, width: float, size: float) -> None:
    section = Section("Rubrik", (Entry("1", " ".join(text.split()), "12 mars"),))
    if width < size * 8:
        return
    for block in Measured([section]).broken(size, width):
        if block.heading:
            continue
        for line in block.lines:
            assert all(0 <= piece.x <= width - LABEL_ROOM * size for piece in line)


def _sections(*counts: int) -> tuple[Section, ...]:
    entries = [Entry("1", "Kommunstyrelsen behandlar budget", "12 mars")]
    return tuple(Section(f"Del {count}", tuple(entries * count)) for count in counts)


def test_what_the_title_says_of_how_often_is_not_said_again() -> None:
    each = activity(1, "Internkontroll enligt plan", UNDATED, recurrence="enligt plan")
    assert listed(replace(USUAL, activities=(each,)))[0].entries[0].when == ""


def test_the_number_of_a_step_in_the_model_is_not_taken_for_that_of_the_list() -> None:
    titles = ("2. Ägardialog", "10. Beslut", "2. kvartalet", "2027. Året")
    view = replace(USUAL, activities=tuple(activity(1, title, UNDATED) for title in titles))
    assert [(entry.words, entry.when) for entry in listed(view)[0].entries] == [
        ("Ägardialog", "steg\u00a02"), ("Beslut", "steg\u00a010"), ("2. kvartalet", ""), ("2027. Året", ""),
    ]  # fmt: skip


def test_a_short_list_is_larger_and_stands_beside_itself_rather_than_in_one_column() -> None:
    usual, short = (
        arrange(_sections(*counts), width=770, height=1040, factor=1.0, across=False)
        for counts in ((14, 14, 12), (10, 6))
    )
    assert short.size > usual.size
    assert len({each.x for each in short.pages[0]}) == 2
    assert [each.x for each in short.pages[0] if each.block.heading] == sorted({e.x for e in short.pages[0]})


def test_columns_end_as_near_each_other_as_they_can() -> None:
    made = arrange(_sections(9, 9), width=770, height=1040, factor=1.0, across=False)
    ends = {each.x: each.top for each in made.pages[0]}
    assert len(ends) == 2
    assert max(ends.values()) - min(ends.values()) < 1


@given(st.lists(st.integers(4, 12), min_size=1, max_size=4), st.floats(60, 200))
def test_neither_a_heading_nor_an_entry_stands_alone_at_an_end_of_a_column(counts, room: float) -> None:
    blocks = [
        Block(entry < 0, 12.0 if entry < 0 else 10.0, (), part, entry)
        for part, count in enumerate(counts) for entry in range(-1, count)
    ]  # fmt: skip
    filled = Stack(blocks).filled([[Column(place * 100.0, 0.0, room) for place in range(40)]])
    assert filled is not None
    assert [each.block for each in filled[0]] == blocks
    for part, count in enumerate(counts):
        columns = [each.x for each in filled[0] if each.block.section == part]
        for x in set(columns):
            at = [each.block.entry for each in filled[0] if each.x == x and each.block.section == part]
            assert len(at) > 1 + (at[0] == -1) or count < 2
