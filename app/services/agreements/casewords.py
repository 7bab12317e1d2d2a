"""The first draft of a case in our own words: title, proposed decision, summary, background, consequences."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from app.services import richtext
from app.services.agreements.casedocument import CaseStep
from app.services.agreements.casesubjects import Remark, Subject, words_of
from app.services.agreements.document import FramesTable
from app.services.agreements.kinds import KindWords
from app.services.agreements.minutes import paragraph_words
from app.services.agreements.wheeldates import STAGE_WORDS, Stage
from app.services.formatting import DASH, write_count, write_long_date, write_period, write_tkr, write_years
from app.services.richtext import Block, Heading, ListBlock, Paragraph, Run, Runs, Table

#: Longer tables than this stand in the appendices only.
MOST_ROWS = 60
MOST_REMARKS = 20
_LONGEST_REMARK = 300
_LONGEST_NAMES = 8
_STEP_DONE = {
    "prepared": ("berett ärendet", "berett"),
    "preliminary": ("fattat preliminärt beslut", "fattat preliminärt beslut om"),
    "definitive": ("fattat beslut", "fattat beslut om"),
}
_TITLES = {
    "prepared": "{what}, beredning",
    "preliminary": "{what}, preliminärt beslut",
    "definitive": "{what}",
    "revision": "Revidering av budgetramar {year} i {within}",
}


def title_of(step: CaseStep, subjects: Sequence[Subject]) -> str:
    """What the case is called: Uppdragshandlingar 2027–2029, beredning."""
    words, one = words_of(subjects), subjects[0] if len(subjects) == 1 else None
    years = _years(subjects)
    what = f"{words.name} för {one.performer}" if one else words.plural
    within = f"{words.this} för {one.performer}" if one else words.many
    told = f"{what} {years}".strip()
    return _TITLES[step].format(what=told, within=within, year=_year(subjects)).replace("  ", " ")


def proposal_of(step: CaseStep, subjects: Sequence[Subject], decider: str) -> tuple[str, ...]:
    """The points of the proposed decision; each goes on from "beslutar att"."""
    words, count = words_of(subjects), len(subjects)
    appendices = _appendices(count)
    what = _what(words, subjects)
    lacking = any(subject.missing for subject in subjects)
    if step == "prepared":
        points = [f"ställa sig bakom förslaget till {what} enligt {appendices}"]
        if decider:
            points = [f"lämna förslaget till {what} enligt {appendices} till {decider} för beslut"]
        if lacking:
            points.append("det som saknas ska vara kompletterat före beslutet")
        return tuple(points)
    if step == "preliminary":
        return (
            f"preliminärt godkänna {what} enligt {appendices}",
            "ge berörda utförare tillfälle att lämna synpunkter före det definitiva beslutet",
            "ta upp ärendet för definitivt beslut när budgetramarna är fastställda",
        )
    if step == "revision":
        made = [
            f"ändra budgetramarna {_from_year(subjects)}i {what} enligt {appendices}",
            "det som i övrigt är överenskommet ska gälla utan ändringar",
        ]
        return (*made, *_signing(subjects, "bilagan" if count == 1 else "varje bilaga"))
    return tuple(_definitive(words, subjects, what, appendices))


def summary_of(step: CaseStep, subjects: Sequence[Subject], body: str, decider: str) -> str:
    """What is asked for, how many and how much, and whether something is missing."""
    words, count = words_of(subjects), len(subjects)
    asked = {
        "prepared": f"bereda {_what(words, subjects)} inför beslut{f' i {decider}' if decider else ''}",
        "preliminary": f"ta ställning till {_what(words, subjects)} i ett preliminärt beslut",
        "definitive": f"fastställa {_what(words, subjects)}",
        "revision": f"revidera budgetramarna {_from_year(subjects)}i {_what(words, subjects)}",
    }[step]
    said = [f"{_begin(body)} föreslås {asked}." if body else f"Förslaget är att {asked}."]
    term = _term(subjects)
    if term and step != "revision":
        told = f"Avtalstiden är {term}" if subjects[0].ends else f"Förslaget gäller {term} och tills vidare"
        said.append(f"{told}.")
    total = _total_words(step, subjects)
    if total:
        said.append(total)
    lacking = sum(bool(subject.missing) for subject in subjects)
    if lacking:
        many = f"Alla {count}" if lacking == count else f"{lacking} av {count}"
        who = _begin(words.this) if count == 1 else many
        said.append(f"{who} saknar ännu något som ska finnas.")
    return _kept([_paragraph(" ".join(said))])


def background_of(step: CaseStep, subjects: Sequence[Subject], stages: Sequence[Stage], today: date) -> str:
    """What the agreements are, how they have been worked out so far, and what was said of them."""
    words = words_of(subjects)
    blocks: list[Block] = [_paragraph(_what_they_are(words, subjects, step))]
    way = _way(subjects)
    if way:
        blocks.append(ListBlock(False, tuple(_runs(line) for line in way)))
    ahead = [stage for stage in stages if stage.when and stage.last is not None and stage.last >= today]
    coming = [stage for stage in ahead if stage.step != step]
    if coming and step != "revision":
        times = ", ".join(f"{STAGE_WORDS[stage.step].lower()} {_small(stage.when)}" for stage in coming)
        blocks.append(_paragraph(f"Enligt årshjulet återstår {times}."))
    remarks = [(subject, remark) for subject in subjects for remark in subject.remarks]
    if remarks:
        blocks.append(Heading(1, _runs("Synpunkter som har lämnats")))
        shown = remarks[:MOST_REMARKS]
        blocks.append(ListBlock(False, tuple(_remark(*one) for one in shown)))
        if len(remarks) > len(shown):
            left = write_count(len(remarks) - len(shown), "synpunkt", "synpunkter")
            blocks.append(_paragraph(f"Ytterligare {left} finns i akten."))
    return _kept(blocks)


def consequences_of(step: CaseStep, subjects: Sequence[Subject]) -> str:
    """The frames in a table, and what is still missing, agreement by agreement."""
    blocks: list[Block] = []
    table = _change_table(subjects) if step == "revision" else _frames_table(subjects)
    total = _total_words(step, subjects)
    if total:
        blocks += [Heading(1, _runs("Ekonomi")), _paragraph(total)]
        if table is not None:
            blocks.append(table)
    blocks.append(Heading(1, _runs("Det som återstår")))
    lacks = [(subject, sentence) for subject in subjects for sentence in subject.missing]
    if not lacks:
        blocks.append(_paragraph("Inget av det som ska finnas saknas."))
        return _kept(blocks)
    shown = lacks[:MOST_ROWS]
    lines = tuple((Run(f"{subject.performer}: ", bold=True), Run(words)) for subject, words in shown)
    blocks.append(ListBlock(False, lines))
    if len(lacks) > len(shown):
        blocks.append(
            _paragraph(f"Ytterligare {write_count(len(lacks) - len(shown), 'sak', 'saker')} saknas.")
        )
    return _kept(blocks)


def recipients_of(subjects: Sequence[Subject]) -> tuple[str, ...]:
    """Who is told of the decision: the performers by name while they are few."""
    names = tuple(dict.fromkeys(subject.performer for subject in subjects))
    return names if len(names) <= _LONGEST_NAMES else ("Berörda utförare",)


def frame_total(subjects: Sequence[Subject], year: int) -> int | None:
    """The frames of a year together, in öre; None where nobody has one."""
    amounts = [_amount(subject.frames, year) for subject in subjects]
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated) if stated else None


# ---- sentences -----------------------------------------------------------------------------------


def _definitive(words: KindWords, subjects: Sequence[Subject], what: str, appendices: str) -> list[str]:
    term, one = _term(subjects), len(subjects) == 1
    holds = f" att gälla {_for_term(subjects)}" if term else ""
    points = [f"fastställa {what} enligt {appendices}{holds}"]
    if any(subject.frames for subject in subjects):
        points.append("budgetramarna ska revideras årligen inom avtalstiden")
    if any(subject.followed for subject in subjects):
        points.append(
            "utförarna ska redovisa måluppfyllelsen enligt planen för uppföljning"
            if not one
            else "utföraren ska redovisa måluppfyllelsen enligt planen för uppföljning"
        )
    return [*points, *_signing(subjects, words.this if one else f"varje {words.one}")]


def _signing(subjects: Sequence[Subject], what: str) -> tuple[str, ...]:
    """Who signs, by role: those that all have, and else the performer's own."""
    every = [subject.roles for subject in subjects if subject.roles]
    if not every:
        return ()
    shared = [_small(role) for role in every[0] if all(role in roles for roles in every)]
    others = any(set(roles) != set(every[0]) for roles in every)
    who = [*shared, *(["respektive utförares chef"] if others else [])] if shared else ["parterna"]
    return (f"{what} ska undertecknas av {_listed(who)}",)


def _what(words: KindWords, subjects: Sequence[Subject]) -> str:
    if len(subjects) == 1:
        return f"{words.this} för {subjects[0].performer}"
    return f"{len(subjects)} {words.many}"


def _what_they_are(words: KindWords, subjects: Sequence[Subject], step: CaseStep) -> str:
    headings = subjects[0].sections
    names = [subject.performer for subject in subjects]
    said = f"Ärendet gäller {_what(words, subjects)}"
    said += f": {_listed(names)}." if 1 < len(names) <= _LONGEST_NAMES else "."
    clients = {subject.client for subject in subjects}
    client = subjects[0].client
    if len(clients) == 1 and client and client.casefold() != words.client_label.casefold():
        said += f" {words.client_label} är {client}."
    if len(headings) > 1 and step != "revision":
        said += f" Avsnitten är {_listed([_small(heading) for heading in headings])}."
    if step == "revision":
        said += " Budgetramarna revideras varje år under avtalstiden i en numrerad bilaga."
    return said


def _way(subjects: Sequence[Subject]) -> list[str]:
    """What has been done, with the days where all share them."""
    count = len(subjects)
    lines = []
    held = sorted({subject.dialogue_on for subject in subjects if subject.dialogue_on})
    if held:
        met = sum(subject.dialogue_on is not None for subject in subjects)
        days = write_long_date(held[0]) if len(held) == 1 else write_period(held[0], held[-1])
        lines.append(f"Dialog med {_of(met, count, 'utförare')}, {days}.")
    made = Counter((one.day or date.min, one.step, one.body or "") for s in subjects for one in s.decisions)
    for (day, step, body), times in sorted(made.items()):
        alike = [
            one.paragraph
            for subject in subjects
            for one in subject.decisions
            if (one.day or date.min, one.step, one.body or "") == (day, step, body) and one.paragraph
        ]
        facts = [write_long_date(day) if day != date.min else "", paragraph_words(alike)]
        whole, some = _STEP_DONE[step]
        what = whole if times == count else f"{some} {times} av {count}"
        told = ", ".join(fact for fact in facts if fact)
        lines.append(f"{body or 'Ansvarigt organ'} har {what}{f', {told}' if told else ''}.")
    return lines


def _of(some: int, count: int, what: str) -> str:
    if some == count:
        return f"alla {what}" if count > 1 else f"{what}n"
    return f"{some} av {count} {what}"


def _remark(subject: Subject, remark: Remark) -> Runs:
    text = " ".join(remark.text.split())
    short = text if len(text) <= _LONGEST_REMARK else f"{text[:_LONGEST_REMARK].rstrip()}…"
    day = write_long_date(remark.made_on) if remark.made_on else ""
    who = ", ".join(one for one in (remark.who, day) if one)
    return (Run(subject.performer, bold=True), Run(f" ({who}): {short}" if who else f": {short}"))


def _total_words(step: CaseStep, subjects: Sequence[Subject]) -> str:
    year = _first_year(subjects)
    total = frame_total(subjects, year) if year is not None else None
    if year is None or total is None:
        return ""
    if step != "revision":
        return f"Budgetramarna uppgår till sammanlagt {write_tkr(total, unit=True)} för {year}."
    before = sum(_amount(subject.before, year) or 0 for subject in subjects)
    if total == before:
        return f"Budgetramarna för {year} är oförändrade, sammanlagt {write_tkr(total, unit=True)}."
    change = write_tkr(total - before, plus=True, unit=True)
    return (
        f"Budgetramarna för {year} ändras från sammanlagt {write_tkr(before, unit=True)} till "
        f"{write_tkr(total, unit=True)} ({change})."
    )


# ---- tables --------------------------------------------------------------------------------------


def _frames_table(subjects: Sequence[Subject]) -> Table | None:
    years = sorted({year for subject in subjects if subject.frames for year in subject.frames.years})[:4]
    if not years or not 1 < len(subjects) <= MOST_ROWS:
        return None
    rows = [
        [subject.performer, *(_written(_amount(subject.frames, year)) for year in years)]
        for subject in subjects
        if subject.frames is not None
    ]
    totals = [_written(frame_total(subjects, year)) for year in years]
    return _table(["Tusental kronor", *map(str, years)], rows, ["Sammanlagt", *totals])


def _change_table(subjects: Sequence[Subject]) -> Table | None:
    year = _first_year(subjects)
    if year is None or len(subjects) > MOST_ROWS:
        return None
    rows, sums = [], [0, 0]
    for subject in subjects:
        before, after = _amount(subject.before, year), _amount(subject.frames, year)
        difference = None if before is None or after is None else after - before
        sums = [sums[0] + (before or 0), sums[1] + (after or 0)]
        rows.append([subject.performer, _written(before), _written(after), _written(difference, plus=True)])
    last = ["Sammanlagt", _written(sums[0]), _written(sums[1]), _written(sums[1] - sums[0], plus=True)]
    head = ["Tusental kronor", f"{year} före", f"{year} efter", "Skillnad"]
    return _table(head, rows, last if len(subjects) > 1 else None)


def _table(head: list[str], rows: list[list[str]], total: list[str] | None) -> Table:
    last = (tuple((Run(cell, bold=True),) for cell in total),) if total else ()
    body = tuple(tuple(_runs(cell) for cell in row) for row in rows)
    return Table(True, (tuple(_runs(cell) for cell in head), *body, *last))


def _written(amount: int | None, *, plus: bool = False) -> str:
    return DASH if amount is None else write_tkr(amount, plus)


def _amount(frames: FramesTable | None, year: int) -> int | None:
    if frames is None or year not in frames.years:
        return None
    return frames.totals[frames.years.index(year)]


# ---- pieces --------------------------------------------------------------------------------------


def _first_year(subjects: Sequence[Subject]) -> int | None:
    years = [subject.year or subject.frames.years[0] for subject in subjects if subject.frames]
    return min(years, default=None)


def _year(subjects: Sequence[Subject]) -> str:
    years = sorted({subject.year for subject in subjects if subject.year})
    return write_years(years[0], years[-1]) if years else ""


def _from_year(subjects: Sequence[Subject]) -> str:
    year = _year(subjects)
    return f"för {year} " if year else ""


def _years(subjects: Sequence[Subject]) -> str:
    """The years that all of them hold for; "" where they differ or hold until further notice."""
    spans = {
        (subject.starts.year, subject.ends.year if subject.ends else None)
        for subject in subjects
        if subject.starts
    }
    if len(spans) != 1:
        return ""
    first, last = next(iter(spans))
    return write_years(first, last) if last is not None else f"från {first}"


def _term(subjects: Sequence[Subject]) -> str:
    terms = {(subject.starts, subject.ends) for subject in subjects}
    starts, ends = next(iter(terms)) if len(terms) == 1 else (None, None)
    return write_period(starts, ends) if starts else ""


def _for_term(subjects: Sequence[Subject]) -> str:
    subject = subjects[0]
    starts = f"från och med {write_long_date(subject.starts)}" if subject.starts else ""
    return (
        f"{starts} till och med {write_long_date(subject.ends)}"
        if subject.ends
        else f"{starts} och tills vidare"
    )


def _appendices(count: int) -> str:
    return "bilaga 1" if count == 1 else f"bilaga 1{DASH}{count}"


def _listed(items: Sequence[str]) -> str:
    between = "; " if any("," in item for item in items) else ", "
    return items[0] if len(items) == 1 else f"{between.join(items[:-1])} och {items[-1]}"


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _begin(text: str) -> str:
    return text[:1].upper() + text[1:]


def _runs(text: str) -> Runs:
    return (Run(text),) if text else ()


def _paragraph(text: str) -> Paragraph:
    return Paragraph(_runs(text))


def _kept(blocks: Sequence[Block]) -> str:
    return richtext.write(richtext.Document(tuple(blocks)))
