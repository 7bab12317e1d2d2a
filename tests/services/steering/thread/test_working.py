"""What is done for the elements stands last in their thread: in the graph, in the list and in words."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from app.models.assignments import Activity, Assignment
from app.services.steering.thread.drawing import Outline, Rectangle, box_shapes
from app.services.steering.thread.following import follow
from app.services.steering.thread.indented import indented
from app.services.steering.thread.picture import Box, thread_picture
from app.services.steering.thread.reading import ThreadMap, read_threads, thread_map
from app.services.steering.thread.walking import step
from app.services.steering.thread.working import Work, WorkKind, read_works
from app.services.storage import Database, describe
from tests.services.counting import statements
from tests.services.steering.conftest import CLOCK
from tests.services.steering.thread.conftest import levels, row
from tests.services.steering.tree import row_of

TODAY = CLOCK.today()
_PAST = TODAY - timedelta(days=1)


def _work(
    key: int, home: int, kind: WorkKind = "activity", status: str = "planned", ends: date | None = None
) -> Work:
    late = ends is not None and ends < TODAY
    return Work(
        key, kind, home, f"Arbete {key}", "Chef", None, "Skola", None, ends, status, late, False
    )  # fmt: skip


def _map(*works: Work) -> ThreadMap:
    rows = [row(1, 1, None), row(2, 2, 1), row(3, 3, 2), row(4, 3, 2)]
    return thread_map(rows, levels(5), (), works)


def _box(work: Work) -> Box:
    box = thread_picture(follow(_map(work), 3)).box(work.id)
    assert box is not None
    return box


def _do(session: Session, *, goal: int, count: int) -> None:
    describe(session, "Lade till aktiviteter")
    own = Assignment(title="Eget styrelement", kind="council", node_id=goal, serves_id=goal)
    served = Assignment(title="Utred", kind="council", serves_id=goal, status="ongoing", due=_PAST)
    session.add_all((own, served))
    session.flush()
    session.add(Activity(title="Under det egna", assignment_id=own.id))
    session.add(Activity(title="Under uppdraget", assignment_id=served.id, person_name="N. N."))
    session.add(Activity(title="Ingenstans"))
    session.add_all(Activity(title=f"Nr {n}", node_id=goal, position=n) for n in range(count))


def test_what_is_done_is_followed_downwards_only_and_stands_below_what_it_is_for() -> None:
    threads = _map(_work(10, 1), _work(11, 3), _work(12, 4), _work(20, 3, "assignment"), _work(21, 20))
    thread = follow(threads, 3)
    assert [(each.work.id, each.distance) for each in thread.works] == [(20, 1), (11, 1), (21, 2)]
    assert {(edge.lower, edge.upper) for edge in thread.edges if edge.lower >= 10} == {
        (11, 3), (20, 3), (21, 20),
    }  # fmt: skip
    assert thread.work_words == "1 uppdrag och 2 aktiviteter"
    assert (thread.below_count, thread.total, thread.total_works) == (0, 3, 3)
    assert {each.work.id for each in follow(threads, 2).works} == {11, 12, 20, 21}


def test_a_long_thread_keeps_what_stands_nearest_and_says_what_is_left_out() -> None:
    thread = follow(_map(*(_work(key, 3) for key in range(10, 400))), 3, most=300)
    assert (len(thread.nodes), len(thread.works)) == (3, 297)
    assert thread.limit_words == "Visar 300 av 393 styrelement, uppdrag och aktiviteter, de som står närmast."


def test_assignments_and_activities_have_the_last_layers() -> None:
    picture = thread_picture(follow(_map(_work(20, 3, "assignment"), _work(21, 20), _work(11, 3)), 3))
    assert [(head.name, head.count) for head in picture.heads][-2:] == [("Uppdrag", 1), ("Aktiviteter", 2)]
    assert [box.layer for box in picture.boxes] == [0, 1, 2, 3, 4, 4]
    assert step(picture, 20, "right") == 21
    assert step(picture, 20, "left") == 3
    assert [head.name for head in thread_picture(follow(_map(), 3)).heads] == ["N1", "N2", "N3"]


@pytest.mark.parametrize(
    ("kind", "status", "sign", "said"),
    [
        ("activity", "planned", "planned", "Planerad"),
        ("activity", "ongoing", "ongoing", "Pågår"),
        ("activity", "done", "done", "Klar"),
        ("assignment", "cancelled", "cancelled", "Avbrutet"),
    ],
)
def test_how_far_it_has_come_is_said_by_word_and_sign(
    kind: WorkKind, status: str, sign: str, said: str
) -> None:
    box = _box(_work(11, 3, kind, status))
    assert (box.sign, box.status, box.gap_words) == (sign, f"{said} · Chef", "")
    shapes = list(box_shapes(box))
    marks = [one for one in shapes[1:] if isinstance(one, Outline | Rectangle)]
    assert marks
    assert shapes[0] == Rectangle(box.x, box.y, box.width, box.height, "raised", "muted", radius=14.0)


def test_what_is_late_says_so_with_a_warning_sign() -> None:
    late, on_time = _box(_work(11, 3, ends=_PAST)), _box(_work(11, 3, ends=TODAY))
    assert late.words == "Aktivitet: Arbete 11, Planerad · Chef, Försenad"
    assert len(list(box_shapes(late))) > len(list(box_shapes(on_time)))
    assert _box(_work(11, 3, "assignment", ends=_PAST)).gap_words == "Försenat"


def test_the_list_holds_what_is_done_under_what_it_is_for() -> None:
    thread = follow(_map(_work(20, 3, "assignment", "ongoing", _PAST), _work(21, 20)), 3)
    told = [(line.words, line.status, line.depth) for line in indented(thread)][2:]
    assert told == [
        ("N3: Mål 3, du är här", "Utkast", 2),
        ("Uppdrag: Arbete 20", "Pågår, försenat", 3),
        ("Aktivitet: Arbete 21", "Planerad", 4),
    ]


def test_works_are_read_with_their_days_and_whether_they_are_late(example: Database) -> None:
    goal = row_of(example, "Brukarna är trygga").id
    example.write(partial(_do, goal=goal, count=2))
    works = {work.title: work for work in example.read(partial(read_works, today=TODAY))}
    assert "Eget styrelement" not in works
    assert "Ingenstans" not in works
    assert works["Under det egna"].home_id == goal
    assert works["Under uppdraget"].home_id == works["Utred"].id
    assert works["Under uppdraget"].person == "N. N."
    assert (works["Utred"].home_id, works["Utred"].late, works["Utred"].late_word) == (goal, True, "Försenat")
    assert works["Utred"].days.startswith("till ")
    assert (works["Nr 0"].late, works["Nr 0"].days) == (False, "")


def test_the_threads_take_four_statements_however_much_is_done(example: Database) -> None:
    goal = row_of(example, "Brukarna är trygga").id
    before = statements(example, partial(read_threads, today=TODAY))
    example.write(partial(_do, goal=goal, count=200))
    assert statements(example, partial(read_threads, today=TODAY)) == before == 4
