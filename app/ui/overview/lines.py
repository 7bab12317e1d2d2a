"""What stands in the sections of Översikt: what is near, late, wrong, missing, left and waiting, in words."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services import formatting
from app.services.formatting import write_count
from app.ui.overview.section import Line, NumberTable, plain
from app.ui.parts import theme
from app.ui.parts.links import Link, Sentence
from app.ui.parts.sign import Sign
from app.ui.wheel.year_days import SHORT_MONTHS

if TYPE_CHECKING:
    from app.services.checks.ahead import Item
    from app.services.checks.lawstate import LawState
    from app.services.checks.overview import Frames, Overview
    from app.ui.agreements.naming import Words

Open = Callable[[str, object], object]
#: How many lines a section has before the rest are a link away, and when they have been asked for.
MOST, MOST_OF_ALL = 6, 60
#: As much of a name as stands in a line; the rest is in its tooltip.
_LONGEST, _LONGEST_WORD = 140, 28
_MAY_BREAK = "\u200b"
_SHORT_MONTHS = tuple(zip(formatting.MONTHS, SHORT_MONTHS, strict=True))


def away(days: int) -> str:
    """How far away a day is."""
    if days == 0:
        return "i dag"
    if days < 0:
        return f"{write_count(-days, 'dag', 'dagar')} sen"
    return "i morgon" if days == 1 else f"om {days} dagar"


def cut(title: str) -> str:
    """A name as it stands in a line: not endless, and with words that may be broken."""
    words = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    return " ".join(_MAY_BREAK.join(_parts(word)) for word in words.split(" "))


def _parts(word: str) -> Iterator[str]:
    return (word[at : at + _LONGEST_WORD] for at in range(0, max(1, len(word)), _LONGEST_WORD))


def due_lines(items: "Sequence[Item]", open_place: Open, most: int = MOST) -> tuple[Line, ...]:
    """What is due, with how far away its day is."""
    return tuple(_line(one, open_place, away(one.days), "", "muted") for one in items[:most])


def late_lines(items: "Sequence[Item]", open_place: Open) -> tuple[Line, ...]:
    """What is late, the latest first."""
    return tuple(_line(one, open_place, _late_note(one), "clock", "unmet") for one in items[:MOST])


def _line(one: "Item", open_place: Open, note: str, sign: str, role: str) -> Line:
    kind = "meeting" if one.kind == "meeting" else "wheel_activity"
    said = (_short_law(one.law), one.note)
    beside = " · ".join(words for words in said if words)
    go = partial(open_place, kind, one.key)
    whole = one.title if len(one.title) > _LONGEST else ""
    return Line(cut(one.title), go, _short_months(one.when), note, sign, role, beside, whole)


def _short_law(paragraph: str) -> str:
    """The paragraph without the statute's number: "KL 11 kap. 10 §"."""
    chapter, _, statute = paragraph.partition(" kommunallagen")
    return f"KL {chapter}" if statute else paragraph


def _short_months(words: str) -> str:
    """Months as they stand in narrow columns: "jan", "sept", but "mars" and "juni" whole."""
    for month, short in _SHORT_MONTHS:
        words = words.replace(month, short)
    return words


def _late_note(one: "Item") -> str:
    return away(one.days) if one.days < 0 else "försenad"


def collision_lines(overview: "Overview", open_place: Open) -> tuple[Line, ...]:
    """What is wrong with the times in the wheel, each with its words."""
    return tuple(
        Line(cut(one.title), partial(open_place, "wheel_activity", one.key), sign="warning", role="partly",
             beside=one.words, whole=one.title if len(one.title) > _LONGEST else "")
        for one in overview.collisions[:MOST]
    )  # fmt: skip


def gap_lines(overview: "Overview", open_place: Open, show_gaps: Callable[[str], object]) -> tuple[Line, ...]:
    """The gaps themselves where they are few, otherwise how many there are of each kind."""
    if overview.few_gaps:
        return tuple(_gap_lines(overview, open_place, show_gaps))
    return tuple(
        Line(
            group.title,
            partial(show_gaps, group.code),
            note=formatting.write_number(len(group.gaps)),
            sign="info" if group.severity == "note" else "warning",
            role="muted" if group.severity == "note" else "partly",
        )
        for group in overview.gap_kinds[:MOST]
    )


def _gap_lines(overview: "Overview", open_place: Open, show_gaps: Callable[[str], object]) -> Iterator[Line]:
    for group in overview.gaps.groups:
        for gap in group.gaps:
            there = gap.kind in ("node", "unit", "plan_version") and gap.key is not None
            go = partial(open_place, gap.kind or "", gap.key) if there else partial(show_gaps, group.code)
            yield Line(
                cut(gap.place.partition(": ")[2] or gap.place),
                go,
                note=group.title[:1].lower() + group.title[1:],
                sign="info" if group.severity == "note" else "warning",
                role="muted" if group.severity == "note" else "partly",
            )


def frames_heading(frames: "Frames") -> str:
    """The finding: how much is left of the first year, or that too much is given out."""
    first = frames.years[0]
    if first.left < 0:
        return f"{_money(-first.left)} för mycket fördelat {first.year}"
    if first.left == 0:
        return f"Allt är fördelat {first.year}"
    return f"{_money(first.left)} kvar att fördela {first.year}"


def frames_table(frames: "Frames", open_place: Open) -> QWidget:
    """Room, distributed and left for each plan year."""
    rows = []
    for year in frames.years:
        link = Sentence()
        link.setWordWrap(False)
        link.show_parts(Link(str(year.year), partial(open_place, "plan_version", frames.version)))
        left = _left(year.left)
        rows.append(
            (link, plain(formatting.write_tkr(year.room)), plain(formatting.write_tkr(year.given)), left)
        )
    return NumberTable(("År", "Ram, tkr", "Fördelat, tkr", "Kvar, tkr"), rows)


def _left(ore: int) -> QWidget:
    """What is left; too much given out has a sign beside its minus."""
    words = formatting.write_tkr(ore)
    if ore >= 0:
        return plain(words, semibold=True)
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.NEAR)
    row.addWidget(Sign("warning", role="unmet"))
    row.addWidget(plain(words, "unmet"))
    return held


def frames_foot(frames: "Frames") -> str:
    """Which version it is, and what is held back in it."""
    held = {year.held_back for year in frames.years}
    said = f"{frames.name}."
    if any(held):
        by = next((year.held_by for year in frames.years if year.held_by), "")
        who = f"{by[:1].lower()}{by[1:]} håller inne" if by else "hålls inne"
        if len(held) == 1:
            said += f" I fördelat ingår {formatting.write_tkr(held.pop(), unit=True)} per år som {who}."
        else:
            said += f" I fördelat ingår det som {who}."
    over = [str(year.year) for year in frames.years if year.left < 0]
    return f"{said} Mer än ramen är fördelat {' och '.join(over)}." if over else said


def broken_words(count: int) -> str:
    """How many demands of law the budget does not meet, in the sentence under the title."""
    return f"{count} lagkrav på budgeten är inte {'uppfyllt' if count == 1 else 'uppfyllda'}"


def law_heading(law: "LawState") -> str:
    """How many demands of law the budget that is worked on does not meet."""
    return f"{len(law.broken)} lagkrav som budgeten inte uppfyller"


def law_lines(law: "LawState", open_place: Open) -> tuple[Line, ...]:
    """Each demand with its paragraph, and the way to where it is put right."""
    return tuple(
        Line(
            check.title,
            partial(open_place, *(("economy", check.face) if check.face else ("plan_version", law.version))),
            sign="warning",
            role="unmet" if check.grave else "partly",
            beside=check.sentence,
        )
        for check in law.broken[:MOST]
    )


def waiting_heading(overview: "Overview", words: "Words") -> str:
    """How many agreements nobody has decided."""
    return f"{words.count(len(overview.waiting))} väntar på beslut"


def waiting_lines(overview: "Overview", open_place: Open) -> tuple[Line, ...]:
    """The first agreements that wait, and how far they have come."""
    return tuple(
        Line(one.unit, partial(open_place, "agreement", one.key), note=one.status)
        for one in overview.waiting[:MOST]
    )


def waiting_foot(overview: "Overview", open_place: Open) -> tuple[str | Link, ...]:
    """How many are decided, and what those still wait for."""
    decided = overview.agreements - len(overview.waiting)
    foot: list[str | Link] = [f"{decided} av {overview.agreements} är beslutade."]
    waits = (
        (overview.unsigned, "{} väntar på underskrift", "unsigned"),
        (overview.to_renew, "{} löper ut och är inte förnyade", "ending"),
    )
    for count, told, choice in waits:
        if count:
            foot += [" ", Link(told.format(count), partial(open_place, "agreement", choice)), "."]
    return tuple(foot)


def more_of(count: int, link: Callable[[], object], most: int = MOST) -> tuple[str | Link, ...]:
    """How many more there are than what is shown, as a link to them."""
    return (Link(f"{count - most} till", link),) if count > most else ()


def _money(ore: int) -> str:
    large = abs(ore) >= 100_000_000
    return formatting.write_mnkr(ore) if large else formatting.write_tkr(ore, unit=True)
