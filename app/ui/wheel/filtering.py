"""Which of the year's activities are shown, in all faces and in the list alike, and how many of each kind."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from app.services.textorder import fold, sort_key
from app.services.wheel.views import Activity, LegalDay, WheelView
from app.ui.wheel import words

#: What a figure in the page's sentence counts, in its order: one and many.
FIGURES = {
    "done": ("klar", "klara"),
    "ongoing": ("pågår", "pågår"),
    "late": ("försenad", "försenade"),
    "left": ("återstår", "återstår"),
    "cancelled": ("inställd", "inställda"),
    "undated": ("utan angiven tid", "utan angiven tid"),
}
#: What crosses those kinds: near or past the law's day, and what collides or stands in the wrong order.
LAW, NOTICED = "law", "noticed"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user wants to see; None lets everything through, "" what has none."""

    text: str = ""
    body: str | None = None
    phase: str | None = None
    status: str | None = None
    concerns: int | None = None
    wheel: int | None = None
    figure: str | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self != Choice()

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is chosen by, apart from typed words and figures."""
        names = ("body", "phase", "status", "concerns", "wheel")
        return tuple(name for name in names if getattr(self, name) is not None)

    def lets(self, one: Activity, noticed: bool) -> bool:
        """Whether an activity is shown; `noticed` says that something is remarked on it."""
        return (
            (self.body is None or (self.body in one.bodies if self.body else not one.bodies))
            and (self.phase is None or (one.phase or "") == self.phase)
            and (self.status is None or one.status == self.status)
            and (self.concerns is None or one.concerns == self.concerns)
            and (self.wheel is None or one.wheel == self.wheel)
            and self._counts(one, noticed)
            and (not self.text or self._says(activity_words(one)))
        )

    def lets_day(self, day: LegalDay) -> bool:
        """Whether a day by law is shown; it has neither body nor phase, so only words leave it out."""
        return self.figure is None and self._says((day.name, day.paragraph, day.explanation))

    def _counts(self, one: Activity, noticed: bool) -> bool:
        if self.figure is None:
            return True
        if self.figure == LAW:
            return one.red
        return noticed if self.figure == NOTICED else figure_of(one) == self.figure

    def _says(self, texts: Iterable[str]) -> bool:
        typed = fold(self.text).split()
        return not typed or all(word in fold("\n".join(texts)) for word in typed)


def figure_of(one: Activity) -> str:
    """The one figure of the sentence that counts an activity."""
    if one.status == "planned":
        return "left" if one.when.dated else "undated"
    return one.status


def figures(view: WheelView) -> tuple[tuple[str, int, str], ...]:
    """Each figure that is not nought: its kind, how many, and the word."""
    counted = Counter(figure_of(one) for one in view.activities)
    return tuple(
        (kind, counted[kind], both[counted[kind] > 1]) for kind, both in FIGURES.items() if counted[kind]
    )


def narrowed(view: WheelView, choice: Choice) -> WheelView:
    """The view with only what is chosen; orders and notices follow their activities."""
    if not choice.narrowed:
        return view
    shown = tuple(one for one in view.activities if choice.lets(one, bool(view.notices.get(one.key))))
    keys = {one.key for one in shown}
    return replace(
        view,
        activities=shown,
        legal=tuple(day for day in view.legal if choice.lets_day(day)),
        orders=tuple(order for order in view.orders if {order[0], order[1]} <= keys),
        notices={key: said for key, said in view.notices.items() if key in keys},
    )


def activity_words(one: Activity) -> tuple[str, ...]:
    """Everything of an activity that typed words are looked for in."""
    loose = (one.responsible, one.place, one.note, one.recurrence, one.when.source)
    return (
        one.title,
        one.short,
        one.when.words,
        words.status_word(one),
        words.phase_word(one),
        *one.bodies,
        *one.participants,
        *(text for text in loose if text),
    )


def offered(view: WheelView) -> dict[str, tuple[tuple[object, str], ...]]:
    """What there is to choose from in a year, by kind; a kind with one value is not worth choosing by."""
    ones = view.activities
    bodies: list[tuple[object, str]] = [
        (body, body) for body in view.bodies if any(body in one.bodies for one in ones)
    ]
    if any(not one.bodies for one in ones):
        bodies.append(("", "Utan angivet organ"))
    phases: list[tuple[object, str]] = [
        (key, word) for key, word in words.PHASES.items() if any(one.phase == key for one in ones)
    ]
    if any(one.phase not in words.PHASES for one in ones):
        phases.append(("", words.NO_PHASE))
    years = sorted({one.concerns for one in ones if one.concerns is not None})
    found: dict[str, list[tuple[object, str]]] = {
        "body": bodies,
        "phase": phases,
        "status": [
            (key, word) for key, word in words.STATUSES.items() if any(one.status == key for one in ones)
        ],
        "concerns": [(year, str(year)) for year in years],
        "wheel": [(row.key, row.name) for row in view.wheels],
    }
    return {kind: tuple(values) for kind, values in found.items() if len(values) > 1}


def in_order(view: WheelView, by: str, *, descending: bool) -> tuple[Activity, ...]:
    """The activities sorted by a column of the list; the time order of the view is the second key."""
    keys: dict[str, Callable[[Activity], Any]] = {
        "title": lambda one: sort_key(one.title),
        "status": lambda one: (list(words.STATUSES).index(one.status), not one.next),
        "phase": lambda one: sort_key(words.phase_word(one)),
        "body": lambda one: (not one.bodies, sort_key(", ".join(one.bodies))),
        "responsible": lambda one: (not one.responsible, sort_key(one.responsible or "")),
        "concerns": lambda one: (one.concerns is None, one.concerns or 0),
    }
    if by not in keys:
        return view.activities[::-1] if descending else view.activities
    return tuple(sorted(view.activities, key=keys[by], reverse=descending))
