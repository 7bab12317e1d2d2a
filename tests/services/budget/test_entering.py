"""A block of entries does what the entries would have done one by one, or nothing at all."""

from collections.abc import Sequence
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, Frame, FrameComponent
from app.models.errors import DomainError
from app.services.budget import frames, rules
from app.services.budget.entries import KEEP, Entry
from tests.services.budget.ledger import TKR, YEARS, Ledger, check_sums, many_units
from tests.services.counting import sent

Stored = dict[int, tuple[object, ...]]

AMOUNT = st.one_of(
    st.integers(-999, 999), st.sampled_from([None, KEEP, 0, rules.LARGEST, rules.LARGEST + 1, -rules.LARGEST])
)
TYPED = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([*COMPONENTS[:3], "plan", "previous", "total"]),
        "amount": AMOUNT,
        "note": st.sampled_from([KEEP, None, " not ", " "]),
        "source": st.sampled_from([KEEP, None, "källa"]),
        "income": st.one_of(st.just(KEEP), st.none(), st.integers(-50, 50)),
        "measure": st.sampled_from(["net", "income", "cost"]),
    }
)
BLOCK = st.lists(
    st.tuples(st.integers(0, 5), TYPED, st.booleans()),
    max_size=8,
    unique_by=lambda each: (each[0], each[1]["kind"]),
)


def stored(session: Session) -> Stored:
    """Every frame with its parts, without versions."""
    found: dict[int, list[object]] = {}
    for frame in session.scalars(select(Frame)):
        found[frame.id] = [frame.previous, frame.previous_income, frame.held]
    parts = select(FrameComponent).order_by(FrameComponent.frame_id, FrameComponent.kind)
    for part in session.scalars(parts):
        found[part.frame_id].append((part.kind, part.amount, part.income, part.held, part.note, part.source))
    return {key: tuple(values) for key, values in found.items()}


def listed(session: Session) -> list[tuple[int, int, int]]:
    """The frames of two units: key, version and year, in order."""
    rows = session.execute(select(Frame.id, Frame.version, Frame.year).order_by(Frame.unit_id, Frame.year))
    return [tuple(row) for row in rows][: 2 * len(YEARS)]


def one_by_one(ledger: Ledger, typed: Sequence[tuple[int, dict[str, object], bool]]) -> int:
    """Each entry as a change of its own, in the order that a block has; gives how many steps were made."""
    years = [year for _, _, year in ledger.database.read(listed)]
    steps = 0
    for place, values, _ in sorted(typed, key=lambda each: (years[each[0]], each[1]["kind"] == rules.TOTAL)):
        frame_id, version, _ = ledger.database.read(listed)[place]
        entry = Entry(frame_id=frame_id, expected_version=version, **values)  # type: ignore[arg-type]
        written = ledger.database.write(partial(frames.paste_amounts, entries=[entry]))
        steps += bool(written.changes.ids)
    return steps


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BLOCK)
def test_a_block_is_its_entries_one_by_one_or_nothing(
    ledger: Ledger, block: list[tuple[int, dict[str, object], bool]]
) -> None:
    known = ledger.database.read(listed)
    held = [(known[place][0], str(typed["kind"])) for place, typed, hold in block if hold]
    held = [(key, kind) for key, kind in held if kind in COMPONENTS]
    begun = bool(held and ledger.database.write(partial(frames.set_held, cells=held, held=True)).changes.ids)
    known, before = ledger.database.read(listed), ledger.database.read(stored)
    entries = [
        Entry(frame_id=known[place][0], expected_version=known[place][1], **typed)  # type: ignore[arg-type]
        for place, typed, _ in block
    ]
    try:
        written = ledger.database.write(partial(frames.paste_amounts, entries=entries))
    except DomainError:
        assert ledger.database.read(stored) == before
        assert ledger.database.read(listed) == known
    else:
        made = bool(written.changes.ids)
        assert written.value == len(block)
        after, versions = ledger.database.read(stored), ledger.database.read(listed)
        touched = {place for place, _, _ in block} if made else set()
        raised = [now[1] - was[1] for now, was in zip(versions, known, strict=True)]
        assert raised == [int(place in touched) for place in range(len(known))]
        check_sums(ledger.view())
        if made:
            ledger.database.undo()
        assert ledger.database.read(stored) == before
        steps = one_by_one(ledger, block)
        assert ledger.database.read(stored) == after
        for _ in range(steps):
            ledger.database.undo()
    if begun:
        ledger.database.undo()
    assert not any(len(values) > 3 for values in ledger.database.read(stored).values())


def test_what_stands_in_the_session_is_seen_and_follows(ledger: Ledger) -> None:
    keys = ledger.run(many_units, version_id=ledger.version.id, count=3)

    def both(session: Session) -> tuple[int, int | None]:
        frame = session.get_one(Frame, keys[0])
        frame.components.append(FrameComponent(kind="wages", amount=TKR))
        entry = Entry(frame.id, "wages", KEEP, frame.version, note="Kvar")
        frames.paste_amounts(session, entries=[entry, Entry(frame.id, "previous", 7 * TKR, frame.version)])
        return frame.components[0].amount, frame.previous

    assert ledger.run(both) == (TKR, 7 * TKR)


def test_a_part_that_is_emptied_and_typed_anew_in_one_block_stays(ledger: Ledger) -> None:
    key = ledger.run(many_units, version_id=ledger.version.id, count=1)[0]
    ledger.run(frames.set_component, frame_id=key, kind="wages", amount=5, expected_version=1)
    block = [Entry(key, "wages", None, 2), Entry(key, "wages", 3, 2, measure="income")]
    ledger.run(frames.paste_amounts, entries=block)
    parts = ledger.database.read(stored)[key][3:]
    assert parts == (("wages", -3, 3, False, None, None),)
    ledger.database.undo()
    assert ledger.database.read(stored)[key][3:] == (("wages", 5, 0, False, None, None),)


def test_changed_frames_are_read_with_two_statements_however_many(ledger: Ledger) -> None:
    keys = ledger.run(many_units, version_id=ledger.version.id, count=6_000)
    view = ledger.view()
    assert view.ledger is not None
    entries = [Entry(key, "wages", 1, 1) for key in keys]
    ledger.run(frames.paste_amounts, entries=entries)

    def asked(session: Session) -> int:
        assert view.ledger is not None
        with sent(session) as found:
            view.ledger.refresh(session, keys)
        return len(found)

    assert ledger.database.read(asked) == 2
    assert view.sums[2027, "wages"] == 6_000
