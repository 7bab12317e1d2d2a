"""Rules of the steering hierarchy: status words, validity, gaps and where an element may stand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.models.steering import LOCKED_STATUSES
from app.services import formatting

NO_OWNER = "saknar ägare"
NO_MEASURE = "saknar mått"
AGREEMENT_FORMS = frozenset({"agreement", "contract", "performance_contract"})
STATUS_WORDS: Mapping[str, str] = {
    "draft": "Utkast",
    "proposal": "Förslag",
    "prepared": "Beredd",
    "ready": "Klar för beslut",
    "decided": "Beslutad",
    "in_force": "Gällande",
    "extended": "Förlängd",
    "replaced": "Ersatt",
    "revoked": "Upphävd",
}
STEP_WORDS: Mapping[str, str] = {
    "prepared": "Beredning",
    "preliminary": "Preliminärt beslut",
    "definitive": "Beslut",
    "extension": "Förlängning",
    "revocation": "Upphävande",
}
OUTCOME_WORDS: Mapping[str, str] = {
    "decided": "",
    "referred_back": "återremiss",
    "tabled": "bordlagt",
}
_EXPIRED = "Utgången"
_MEASURED_FORMS = frozenset({"goal", "commitment"})
_PAST = frozenset({"replaced", "revoked"})
_UNDECIDED_FORMS = frozenset({"dialogue"})
_TOGETHER, _IN_TURN = "together", "in_turn"
_MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level of the model; `made_elsewhere` when its elements are agreements with performers."""

    id: int
    key: str
    position: int
    name: str
    short_name: str
    form: str
    parent_id: int | None
    source_ids: tuple[int, ...] = ()
    question: str | None = None
    measurable: bool | None = None
    decided_by: tuple[str, ...] | None = None
    decision_order: str | None = None
    title_pattern: str | None = None
    made_elsewhere: bool = False

    @property
    def body(self) -> str | None:
        """Who decides, in words."""
        return bodies_in_words(self.decided_by, self.decision_order)


def bodies_in_words(names: Sequence[str] | None, order: str | None) -> str | None:
    """The deciding bodies as one phrase: "Kommunstyrelsen, därefter kommunfullmäktige"; None for nobody."""
    if not names:
        return None
    first, *others = names[0], *map(_inside, names[1:])
    if not others:
        return first
    if order == _IN_TURN:
        return ", därefter ".join((first, *others))
    return ", ".join((first, *others[:-1])) + (" och " if order == _TOGETHER else " eller ") + others[-1]


def _inside(name: str) -> str:
    """A name inside a sentence: without its capital, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def status_word(
    status: str, form: str, valid_from: date | None, valid_to: date | None, today: date
) -> str | None:
    """The word for a status on a day; None for what is never decided, such as a talk."""
    if form in _UNDECIDED_FORMS:
        return None
    if status in ("decided", "in_force", "extended"):
        if valid_to is not None and valid_to < today:
            return _EXPIRED
        if status == "decided" and valid_from is not None and valid_from <= today:
            return STATUS_WORDS["in_force"]
    return STATUS_WORDS[status]


def validity_text(
    stated: str | None, due_year: int | None, valid_from: date | None, valid_to: date | None
) -> str:
    """The validity in as few words as a column holds; the stated words go first, then the year aimed at."""
    if stated:
        return stated
    if due_year is not None:
        return str(due_year)
    if valid_from is None and valid_to is None:
        return ""
    if valid_from is None:
        assert valid_to is not None
        return f"t.o.m. {_short(valid_to, end=True)}"
    if valid_to is None:
        return f"{_short(valid_from)}–"
    if _is_new_year(valid_from) and _is_year_end(valid_to):
        return formatting.write_years(valid_from.year, valid_to.year)
    return f"{formatting.write_date(valid_from)}–{formatting.write_date(valid_to)}"


def validity_in_full(stated: str | None, valid_from: date | None, valid_to: date | None) -> str:
    """The validity with its days: the stated words, "1 jan 2011–31 dec 2013", or "" when nothing is known."""
    if stated or (valid_from is None and valid_to is None):
        return stated or ""
    if valid_from is None or valid_to is None:
        return formatting.write_period(valid_from, valid_to)
    return f"{_day_words(valid_from)}–{_day_words(valid_to)}"


def gaps(*, form: str, measurable: bool | None, status: str, owned: bool, measured: bool) -> tuple[str, ...]:
    """What an element lacks in the röda tråden; nothing is asked of what no longer applies."""
    if status in _PAST:
        return ()
    found = [] if owned else [NO_OWNER]
    if form in _MEASURED_FORMS and measurable is not False and not measured:
        found.append(NO_MEASURE)
    return tuple(found)


def missing_for_decision(*, gap_words: Iterable[str], text: str) -> tuple[str, ...]:
    """What must be there before an element is put up for decision."""
    missing = list(gap_words)
    if not text.strip():
        missing.append("saknar beskrivning")
    return tuple(missing)


def is_locked(status: str) -> bool:
    """Whether a version with this status never changes again."""
    return status in LOCKED_STATUSES


def allowed_levels(
    above: int | None, levels: Collection[LevelRow], used: Collection[int]
) -> tuple[LevelRow, ...]:
    """The levels whose elements may stand under an element of the level `above`, or at the top for None.

    An element stands under its primary parent. Only while no element stands on that level (`used`) may
    it stand under another level that it builds on, or at the top when nothing above it exists yet.
    """
    by_id = {level.id: level for level in levels}
    found = [level for level in levels if _may_stand(level, above, by_id, used)]
    return tuple(sorted(found, key=lambda level: level.position))


def _may_stand(
    level: LevelRow, above: int | None, by_id: Mapping[int, LevelRow], used: Collection[int]
) -> bool:
    if level.parent_id == above:
        return True
    if above is None:
        return not any(ancestor in used for ancestor in _ancestors(level, by_id))
    return above in level.source_ids and level.parent_id not in used


def _ancestors(level: LevelRow, by_id: Mapping[int, LevelRow]) -> set[int]:
    """Every level that a level stands under or builds on, near and far."""
    found: set[int] = set()
    waiting = [level]
    while waiting:
        current = waiting.pop()
        for one in (current.parent_id, *current.source_ids):
            if one is not None and one not in found:
                found.add(one)
                waiting.append(by_id[one])
    return found


def suggested_title(level: LevelRow, year: int, unit: str | None) -> str:
    """A first title by the level's pattern, for the year that is worked on; "" when it has none."""
    title = level.title_pattern or ""
    if "{enhet}" in title and unit is None:
        return ""
    for offset in (-1, 0, 1, 2, 3):
        field = "{år}" if offset == 0 else f"{{år{offset:+d}}}"
        title = title.replace(field, str(year + offset))
    return title.replace("{enhet}", unit or "")


def _is_new_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _is_year_end(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _day_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _short(day: date, *, end: bool = False) -> str:
    whole = _is_year_end(day) if end else _is_new_year(day)
    return str(day.year) if whole else formatting.write_date(day)
