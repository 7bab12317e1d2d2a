"""What the inspector tells of a year, a deficit and the reserve, and what can be done with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.services.economy.balance.arithmetic import BY_KEY
from app.services.economy.balance.words import GROUNDS, STATES
from app.services.formatting import write_long_date
from app.services.lawrules import rule_now
from app.ui.economy.money import Unit, shown
from app.ui.parts.details import (
    Choice,
    Command,
    Commands,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Notice,
    Part,
    Text,
    Tick,
)

if TYPE_CHECKING:
    from app.services.economy.balance.views import BalanceView, BalanceYearView, DeficitView
    from app.ui.economy.balance.editing import Editing

_READ_ONLY = "Filen är öppen för läsning"


def year_details(
    view: BalanceView, year: BalanceYearView, row: str | None, editing: Editing, unit: Unit, locked: bool
) -> Details:
    """A year of the inquiry, with what the row under the cursor is."""
    parts: list[Part] = [
        Notice(one.message, _kind(one.severity)) for one in view.findings if one.year == year.year
    ]
    standard = BY_KEY.get(row or "")
    if standard is not None and standard.explanation:
        parts += [Heading(standard.label), Text(standard.explanation, muted=True)]
    parts += _ground(year, editing, locked)
    facts = [
        Fact("Balanskravsresultat", shown(year.rows["balance"], unit)),
        Fact("Kvar att reglera", shown(year.carried.closing, unit)),
        Fact("Får reserveras", shown(year.reserve.most, unit)),
        Fact("Reserven efter året", shown(year.reserve_after, unit)),
    ]
    parts += [Heading("Läget"), Facts(tuple(facts))]
    if year.id is not None and not locked:
        parts.append(
            Field("note", "Not", year.note, lambda text: editing.change_year(year, note=text), lines=3)
        )
        parts.append(Commands((Command("Ta bort året", partial(editing.remove_year, year), icon="trash"),)))
    title = f"{year.year} {year.ground_words}"
    return Details(("balance", year.year), f"Balanskrav, {unit}", title, tuple(parts), example=year.example)


def _ground(year: BalanceYearView, editing: Editing, locked: bool) -> list[Part]:
    if year.id is None:
        words = f"Hämtat ur {year.plan_version}. Skriver du ett belopp läggs året till i utredningen."
        return [Text(words, muted=True)]
    why = _READ_ONLY if locked else ""
    parts: list[Part] = [
        Choice(
            "ground", "Uppgifterna är", tuple(GROUNDS.items()), year.ground,
            lambda ground: editing.change_year(year, ground=str(ground)), why,
        )
    ]  # fmt: skip
    if year.ground == "budget":
        parts.append(
            Choice(
                "version", "Budgetversion", editing.versions, year.plan_version_id,
                lambda key: isinstance(key, int) and editing.change_year(year, version=key), why,
            )
        )  # fmt: skip
    return parts


def reserve_details(year: BalanceYearView, editing: Editing, unit: Unit, locked: bool) -> Details:
    """Every step on the way to what may be reserved of a year's result."""
    answer = year.reserve
    parts: list[Part] = [Text(answer.words)]
    if answer.lacks:
        parts[0] = Notice(answer.words)
    for place, step in enumerate(answer.steps, start=1):
        amount = shown(step.amount, unit)
        parts.append(Heading(f"{place}. {step.label}"))
        parts.append(Text(amount if step.amount is None else f"{amount} {unit}"))
        parts.append(Text(step.words, muted=True))
    reserved = year.values["reserved"] or 0
    if answer.most and reserved != answer.most and not locked:
        command = Command(f"Reservera {shown(answer.most, unit)} {unit}", partial(editing.reserve_most, year))
        parts.append(Commands((command,)))
    if answer.rule is not None:
        parts += [
            Heading(answer.rule.name),
            Text(answer.rule.explanation, muted=True),
            Text(answer.rule.paragraph),
        ]
    return Details(("reserve", year.year), f"Resultatreserv, {unit}", str(year.year), tuple(parts))


def deficit_details(found: DeficitView, editing: Editing, unit: Unit, locked: bool) -> Details:
    """A deficit: how it stands, its years, its action plan, and the way not to regulate it."""
    deficit = found.deficit
    rule = rule_now("deficit-recovery")
    parts: list[Part] = list(_deficit_notices(found))
    facts = [
        Fact("Underskott", shown(deficit.amount, unit)),
        Fact("Reglerat", shown(deficit.regulated, unit)),
        Fact("Planerat", shown(min(deficit.planned, deficit.remaining), unit)),
        Fact("Kvar utan plan", shown(deficit.unplanned, unit)),
        Fact("Läge", STATES[deficit.state]),
    ]
    if deficit.last_day is not None:
        facts.append(Fact("Regleras senast", write_long_date(deficit.last_day)))
    if deficit.decided_by is not None:
        facts.append(Fact(f"Budgeten {deficit.last_year} antas senast", write_long_date(deficit.decided_by)))
    parts.append(Facts(tuple(facts)))
    if not locked and not deficit.refrains and deficit.remaining and deficit.state != "late":
        words = (
            f"Fördela på åren {_span(found)}" if not deficit.planned else "Fördela det som är kvar på nytt"
        )
        parts.append(Commands((Command(words, partial(editing.plan, found), icon="distribute"),)))
    parts += _years(found, editing, unit, locked)
    parts += _plan(found, editing, locked)
    parts += _refraining(found, editing, locked)
    parts += [Heading(rule.name), Text(rule.explanation, muted=True), Text(rule.paragraph)]
    kicker = f"Underskott, {unit}"
    return Details(("deficit", deficit.year), kicker, f"Underskottet {deficit.year}", tuple(parts))


def _span(found: DeficitView) -> str:
    return f"{found.years[0]}–{found.years[-1]}" if found.years else ""


def _deficit_notices(found: DeficitView) -> list[Part]:
    deficit = found.deficit
    if deficit.state == "late":
        return [Notice("Tiden att reglera underskottet har gått ut.", "error")]
    if deficit.refrains or not deficit.remaining:
        return []
    said: list[Part] = []
    if deficit.unplanned:
        part = "En del av underskottet" if deficit.unplanned < deficit.remaining else "Underskottet"
        if deficit.decided_late:
            by = f"Beslutet skulle ha fattats senast i budgeten för {deficit.last_year}."
            words = f"{part} saknar plan. {by}"
            said.append(Notice(words, "error"))
        else:
            said.append(Notice(f"{part} saknar plan."))
    if not found.plan_text or found.plan_decided_on is None:
        said.append(Notice("Fullmäktige ska anta en åtgärdsplan för hur underskottet regleras."))
    return said


def _years(found: DeficitView, editing: Editing, unit: Unit, locked: bool) -> list[Part]:
    if not found.regulations:
        return []
    ticks: list[Part] = [Heading("Genomfört")]
    for each in found.regulations:
        ticks.append(
            Tick(
                f"done{each.year}",
                f"{each.year}: {shown(each.amount, unit)}",
                each.done,
                partial(editing.set_done, found, each.year),
                _READ_ONLY if locked else "",
            )
        )
    return ticks


def _plan(found: DeficitView, editing: Editing, locked: bool) -> list[Part]:
    why = _READ_ONLY if locked else ""
    day = found.plan_decided_on.isoformat() if found.plan_decided_on is not None else ""
    return [
        Heading("Åtgärdsplan"),
        Field(
            "plan", "Åtgärder", found.plan_text, lambda text: editing.set_plan(found, text=text), lines=5,
            placeholder="Vad som ska göras, av vem och med vilken effekt", locked=why,
        ),
        Field(
            "day", "Antagen av fullmäktige", day, lambda text: editing.set_plan(found, day=text),
            placeholder="2026-11-23", locked=why,
        ),
        Field(
            "paragraph", "Paragraf", found.plan_paragraph,
            lambda text: editing.set_plan(found, paragraph=text), placeholder="§ 131", locked=why,
        ),
    ]  # fmt: skip


def _refraining(found: DeficitView, editing: Editing, locked: bool) -> list[Part]:
    parts: list[Part] = [Heading("Synnerliga skäl")]
    if found.deficit.refrains:
        parts.append(Text(found.refrain_reason))
        if not locked:
            again = Command("Reglera ändå", partial(editing.regulate_after_all, found))
            parts.append(Commands((Command("Ändra skälen…", partial(editing.ask_refrain, found)), again)))
        return parts
    parts.append(Text("Fullmäktige får avstå från att reglera underskottet.", muted=True))
    if not locked:
        parts.append(Commands((Command("Avstå…", partial(editing.ask_refrain, found)),)))
    return parts


def _kind(severity: str) -> str:
    return {"error": "error", "warning": "warning"}.get(severity, "info")
