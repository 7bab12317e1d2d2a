"""The ledger: an edit is added on its way to the top, and says the same as everything added anew."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS
from app.services.budget import frames, versions
from app.services.budget.entries import Measure
from app.services.budget.figures import Figures, FrameFigures, Part
from app.services.budget.ledger import Ledger as Book
from app.services.budget.rules import Amounts
from app.services.budget.unittree import Place
from app.services.budget.views import budget_view, refreshed
from tests.services.budget.ledger import CARE, KITCHEN, NIGHT, SCHOOL, TKR, YEARS, Ledger, many_units
from tests.services.counting import sent

AMOUNTS = st.integers(-(10**12), 10**12)
PART = st.tuples(AMOUNTS, AMOUNTS)
KINDS = [kind for kind in COMPONENTS if kind != "plan"]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Place, ...]:
    """Groups under groups, with lines under them."""
    places: list[Place] = []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        group = draw(st.booleans())
        over = draw(st.none() | st.sampled_from([each for each in places if each.group] or [None]))
        key = -number if group else number
        depth = 0 if over is None else over.depth + 1
        places.append(Place(key, over.key if over else None, number, f"Enhet {number}", depth, group))
    places.append(Place(99, None, 99, "Enhet 99", 0, False))
    return tuple(places)


def frame(unit: int, year: int, base: Amounts, parts: dict[str, tuple[int, int]]) -> FrameFigures:
    whole = Amounts(
        base.net + sum(net for net, _ in parts.values()),
        base.income + sum(income for _, income in parts.values()),
    )
    stored = {kind: Part(place, net, income) for place, (kind, (net, income)) in enumerate(parts.items(), 1)}
    return FrameFigures(
        unit * 10 + year % 10, unit, None, year, 1, False, year != YEARS[0], base, whole, parts=stored
    )


@st.composite
def years_of(draw: st.DrawFn, unit: int) -> list[FrameFigures]:
    """The two years of a unit, the later on the earlier."""
    parts = [draw(st.dictionaries(st.sampled_from(KINDS), PART, max_size=4)) for _ in range(2)]
    first = frame(unit, YEARS[0], Amounts(*draw(PART)), parts[0])
    return [first, frame(unit, YEARS[1], first.amounts, parts[1])]


def told(book: Book) -> object:
    return [(row.key, dict(row.cells), row.amount(YEARS[1], "total")) for row in book.rows], dict(book.sums)


@given(st.data(), trees(), st.sampled_from(["net", "income", "cost"]))
def test_an_edit_says_what_adding_everything_anew_says(
    data: st.DataObject, places: tuple[Place, ...], measure: Measure
) -> None:
    lines = [place for place in places if not place.group]
    figures: Figures = {}
    for place in lines:
        figures.update({(place.key, each.year): each for each in data.draw(years_of(place.key))})
    book = Book(places, dict(figures), measure=measure)
    told(book)
    for place in data.draw(st.lists(st.sampled_from(lines), max_size=4)):
        changed = data.draw(years_of(place.key))
        figures.update({(place.key, each.year): each for each in changed})
        touched = book.apply(changed)
        assert len(touched) <= place.depth + 1
    anew = Book(places, dict(figures), measure=measure)
    assert told(book) == told(anew)
    assert book.given == anew.given
    assert book.technical == anew.technical


@given(st.data(), trees())
def test_children_add_up_to_their_parent_and_net_and_income_to_the_cost(
    data: st.DataObject, places: tuple[Place, ...]
) -> None:
    figures: Figures = {}
    for place in places:
        if not place.group:
            figures.update({(place.key, each.year): each for each in data.draw(years_of(place.key))})
    net, income, cost = (Book(places, dict(figures), measure=each) for each in ("net", "income", "cost"))
    for at, row in enumerate(net.rows):
        for column in row.cells:
            assert row.amount(*column) + income.rows[at].amount(*column) == cost.rows[at].amount(*column)
            if row.group:
                below = [each.amount(*column) for each in net.rows if each.parent == row.key]
                assert row.amount(*column) == sum(below)
    for column, amount in net.sums.items():
        assert amount == sum(row.amount(*column) for row in net.rows if not row.group)


def test_an_edit_touches_the_way_to_the_top_and_no_other_line(ledger: Ledger) -> None:
    view = ledger.view()
    assert view.ledger is not None
    night, care = ledger.row(NIGHT), ledger.row(CARE)
    ledger.set(frames.set_component, NIGHT, kind="wages", amount=5 * TKR)
    ids = [night.frames[2027].frame_id, 12345]
    touched = ledger.database.read(partial(_refresh, book=view.ledger, ids=ids))
    assert touched == {night.key, care.key}
    row = next(row for row in view.rows if row.key == care.key)
    assert row.amount(2029, "total") == row.cells[2029, "total"].amount == 5 * TKR
    assert view.sums[2028, "previous"] == 5 * TKR
    assert view.rows == ledger.view().rows


def _refresh(session: Session, book: Book, ids: list[int]) -> frozenset[int] | None:
    return book.refresh(session, ids)


def test_a_view_is_made_fresh_by_reading_the_changed_frames_alone(ledger: Ledger) -> None:
    ledger.set_year(frames.set_to_distribute, 2027, 4 * TKR)
    view = ledger.view()
    frame_id = ledger.frame(SCHOOL)["frame_id"]
    ledger.set(frames.set_component, SCHOOL, kind="technical", amount=5 * TKR)

    def read(session: Session) -> tuple[object, int]:
        with sent(session) as found:
            fresh = refreshed(session, view, [frame_id])
        return fresh, len(found)

    fresh, statements = ledger.database.read(read)
    assert statements == 2
    assert fresh == ledger.view()
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=7 * TKR)
    known = [found.code for found in view.findings]
    view = ledger.view()
    ledger.set(frames.set_component, SCHOOL, kind="wages", amount=8 * TKR)
    fresh, _ = ledger.database.read(read)
    assert fresh == ledger.view()
    assert [found.code for found in ledger.view().findings] != known


def test_a_frame_that_is_gone_asks_for_everything_anew(ledger: Ledger) -> None:
    unit = ledger.row(KITCHEN).unit_id
    known = {"version_id": ledger.version.id, "unit_id": unit, "kind": "fees"}
    keys = ledger.run(frames.add_financing, **known)
    view = ledger.view(financing="fees")
    assert ledger.database.read(partial(refreshed, view=view, frame_ids=[keys[0]])) is view
    ledger.run(frames.remove_financing, **known)
    assert ledger.database.read(partial(refreshed, view=view, frame_ids=[keys[0]])) is None


def test_a_plan_with_five_thousand_units_is_read_in_six_statements(ledger: Ledger) -> None:
    first = ledger.version.id
    ledger.run(many_units, version_id=first, count=5_000)
    second = ledger.run(versions.create_version, source_id=first, name="Två", stage="preliminary")

    def read(session: Session) -> tuple[int, int]:
        with sent(session) as found:
            view = budget_view(session, version_id=second, compare_id=first)
            assert view.rows[-1].cells
        return len(view.rows), len(found)

    rows, statements = ledger.database.read(read)
    assert rows > 5_000
    assert statements <= 6
