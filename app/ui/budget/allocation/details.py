"""The inspector of the tab: how a result came about, what a price is built of, and the version itself."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from app.services.budget.allocation import factors, groups, specials
from app.services.budget.allocation.arithmetic import Group, Special, rounded, shortened
from app.services.budget.allocation.words import KINDS, explain_line, explain_price, per_volume, write_volume
from app.services.clock import read_day
from app.services.formatting import write_date, write_kr, write_ore, write_percent
from app.ui.budget.allocation import commands
from app.ui.budget.allocation.price_lines import INDEX, incomplete_years
from app.ui.budget.allocation.volume_lines import OfUnit
from app.ui.parts.asking import attempt
from app.ui.parts.details import (
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
)
from app.ui.parts.page import draft_keeper

if TYPE_CHECKING:
    from app.ui.budget.allocation.tab import AllocationTab

_DAY = "Redovisad den"


def price_details(tab: AllocationTab, row: Any, year: int) -> Details:
    """What is told of a line of the price grid."""
    view = tab.view
    if row.key == INDEX:
        return Details((view.version.id, INDEX), view.title, "Index", (*_index(tab, year), *_version(tab)))
    group: Group = row.about
    parts: list[Part] = [Heading(f"Pris {year}")]
    said = explain_price(view.factors, view.results, group, year)
    price = view.results.prices.get((group.id, year))
    if price is None:
        parts.append(Text("Inget pris är skrivet för året eller något år före det.", muted=True))
    elif not said:
        parts.append(
            Text(
                f"{write_volume(price.value)}\N{NO-BREAK SPACE}{view.factors.price_unit}, som det är skrivet."
            )
        )
    parts += [Text(sentence) for sentence in said]
    if year in incomplete_years(group):
        words = f"Bara en del av priset är skriven {year}. Skriv alla delar, annars räknas de andra som noll."
        parts.append(Notice(words))
    parts += _group(tab, group)
    return Details(
        (view.version.id, group.id, "group"),
        view.title,
        group.name,
        (*parts, *_version(tab)),
        rename=None if tab.shut else partial(_rename, tab, group),
    )


def volume_details(tab: AllocationTab, row: Any, year: int) -> Details:
    """What is told of a line of the volume grid: how its result came about."""
    about = row.about
    if not isinstance(about, OfUnit):
        return _sum_details(tab, year)
    view = tab.view
    if view.model.special:
        parts = _special(tab, about, year)
    else:
        chosen = [about.group] if about.group is not None else list(view.factors.groups)
        parts = [*_result(tab, about, year), *_explained(tab, about, chosen, year)]
    key = (view.version.id, about.unit.id, about.group.id if about.group is not None else 0, year)
    kicker = " · ".join(each for each in (view.title, about.unit.above) if each)
    name = about.unit.name
    if about.group is not None and len(view.factors.groups) > 1:
        name = f"{name}, {about.group.name}"
    return Details(key, kicker, name, (*parts, *_version(tab)))


def _result(tab: AllocationTab, about: OfUnit, year: int) -> list[Part]:
    results, unit = tab.view.results, about.unit.id
    amount = results.units.get((unit, year))
    if amount is None:
        gaps = any((at, when) == (unit, year) for _, at, when in results.unpriced)
        words = f"Pris {year} saknas, så enheten får ingen ram." if gaps else f"Ingen volym {year}."
        return [Heading(f"Ram {year}"), Notice(words) if gaps else Text(words, muted=True)]
    rows = [Fact("Modellens ram", write_ore(rounded(amount)))]
    total = results.total(year)
    if total:
        share = amount * 100 / total
        rows.append(Fact("Andel av modellen", write_percent(shortened(share, 4))))
    each = per_volume(results, unit, year)
    if each is not None:
        rows.append(Fact("Kronor per volym", write_kr(int(each))))
    before = results.units.get((unit, year - 1))
    if before is not None:
        rows.append(Fact(f"Mot {year - 1}", write_ore(rounded(amount - before), plus=True)))
    return [Heading(f"Ram {year}"), Facts(tuple(rows))]


def _explained(tab: AllocationTab, about: OfUnit, chosen: list[Group], year: int) -> list[Part]:
    view, made = tab.view, []
    for group in chosen:
        counted = view.model.volume_unit or ""
        said = explain_line(view.factors, view.results, group, about.unit.id, year, counted)
        if said and len(view.factors.groups) > 1:
            made.append(Text(group.name, muted=True))
        made += [Text(sentence) for sentence in said]
    return [Heading("Så räknas det"), *made] if made else []


def _sum_details(tab: AllocationTab, year: int) -> Details:
    view = tab.view
    total, each = view.results.total(year), per_volume(view.results, None, year)
    rows = [Fact("Alla enheter", write_ore(rounded(total)))]
    if each is not None:
        rows.append(Fact("Kronor per volym", write_kr(int(each))))
    note = "Summan är räknad på exakta belopp, inte på de avrundade raderna."
    parts = (Heading(f"Ram {year}"), Facts(tuple(rows)), Text(note, muted=True), *_version(tab))
    return Details((view.version.id, "sum", year), view.title, "Summa", parts)


def _special(tab: AllocationTab, about: OfUnit, year: int) -> list[Part]:
    stored: Special | None = tab.view.factors.specials.get((about.unit.id, year))
    if stored is None:
        return [Heading(f"Anslag {year}"), Text("Inget anslag än. Skriv beloppet i cellen.", muted=True)]
    place, name = f"{about.unit.id}:{year}", f"{about.unit.name} {year}"
    root = f"special_account:{tab.view.version.id}:{place}"
    edit = partial(_special_change, tab, about.unit.id, year)
    return [
        Heading(f"Anslag {year}"),
        Facts((Fact("Belopp", write_ore(stored.amount)),)),
        Field(
            f"requirement:{place}",
            "Ska redovisas",
            stored.requirement,
            lambda text: edit(specials.set_requirement, requirement=text),
            draft_keeper(tab.page.workspace, f"{root}:requirement", f"Krav på redovisning, {name}"),
            lines=3,
            locked=tab.shut_words,
        ),
        Field(
            f"account:{place}",
            "Så har uppdragen fullgjorts",
            stored.account or "",
            lambda text: _account(tab, about.unit.id, year, stored, text),
            draft_keeper(tab.page.workspace, f"{root}:account", f"Redovisning, {name}"),
            lines=3,
            placeholder="Skriv redovisningen",
            locked="Filen är öppen för läsning" if tab.page.workspace.read_only else "",
        ),
        *_accounted(tab, about.unit.id, year, stored),
    ]


def _accounted(tab: AllocationTab, unit_id: int, year: int, stored: Special) -> list[Part]:
    if stored.account is None:
        return [Text("Inte redovisad än.", muted=True)]
    return [
        Field(
            f"accounted:{unit_id}:{year}",
            _DAY,
            write_date(stored.accounted_on) if stored.accounted_on else "",
            lambda text: _account_day(tab, unit_id, year, stored, text),
            locked="Filen är öppen för läsning" if tab.page.workspace.read_only else "",
        )
    ]


def _account(tab: AllocationTab, unit_id: int, year: int, stored: Special, text: str) -> bool:
    """The account is dated today the first time it is written."""
    day = (stored.accounted_on or tab.page.workspace.today) if text.strip() else None
    given = {"account": text, "accounted_on": day, "today": tab.page.workspace.today}
    return _special_change(tab, unit_id, year, specials.set_account, **given)


def _account_day(tab: AllocationTab, unit_id: int, year: int, stored: Special, text: str) -> bool:
    def ready() -> Any:
        given: dict[str, Any] = {"account": stored.account, "accounted_on": read_day(text, _DAY)}
        today = tab.page.workspace.today
        return partial(specials.set_account, unit_id=unit_id, year=year, today=today, **given, **tab.known)

    return attempt(tab.page.workspace, ready) is not None


def _special_change(tab: AllocationTab, unit_id: int, year: int, use_case: Any, **given: Any) -> bool:
    return tab.run(use_case, unit_id=unit_id, year=year, **given)


def _index(tab: AllocationTab, year: int) -> list[Part]:
    percent = tab.view.factors.indexes.get(year)
    parts: list[Part] = [Heading(f"Index {year}")]
    if percent is None:
        words = f"Inget index är skrivet. Ett pris som inte är skrivet {year} är priset {year - 1}."
        return [*parts, Text(words, muted=True)]
    factor = write_volume(1 + Fraction(percent) / 100)
    words = f"Ett pris som inte är skrivet {year} är priset {year - 1} gånger {factor}."
    source = next((each for at, each in tab.view.index_sources if at == year), None)
    return [
        *parts,
        Text(words),
        Field(
            f"index:{year}",
            "Källa",
            source or "",
            lambda text: tab.run(factors.set_index_source, year=year, source=text),
            placeholder="Till exempel prisindex för kommunal verksamhet",
            locked=tab.shut_words,
        ),
    ]


def _group(tab: AllocationTab, group: Group) -> list[Part]:
    version = tab.view.version
    root = f"allocation_version:{version.id}:{group.id}"
    may = not tab.shut

    def move(step: int) -> Any:
        return partial(tab.run, groups.move_group, group_id=group.id, step=step)

    return [
        Field(
            f"note:{group.id}",
            "Anteckning",
            group.note or "",
            lambda text: tab.run(groups.edit_group, group_id=group.id, name=group.name, note=text),
            draft_keeper(tab.page.workspace, root, f"Anteckning, {group.name}"),
            lines=3,
            locked=tab.shut_words,
        ),
        Commands(
            (
                Command("Lägg till prisdel…", partial(commands.add_part, tab, group), enabled=may),
                Command("Flytta upp", move(-1), enabled=may),
                Command("Flytta ner", move(1), enabled=may),
                Command(
                    "Ta bort gruppen", partial(tab.run, groups.remove_group, group_id=group.id), enabled=may
                ),
            )
        ),
    ]


def _version(tab: AllocationTab) -> list[Part]:
    version, model = tab.view.version, tab.view.model
    mean = "medeltal av årets ingång och utgång" if version.mean_volume else "årets volym"
    rows = [
        Fact("Version", f"{version.number}. {version.name}"),
        Fact("Gjord", write_date(version.made_on)),
        Fact("Räknar med", KINDS[model.kind].lower() if model.special else mean),
    ]
    if version.used_in:
        rows.append(Fact("Hämtad till", ", ".join(version.used_in)))
    if version.source:
        rows.append(Fact("Källa", version.source))
    parts: list[Part] = [Heading("Beräkningen"), Facts(tuple(rows))]
    if version.decided is not None:
        words = f"Budgeten ”{version.decided}” är beslutad på den här versionen, så den ändras inte mer."
        parts.append(Notice(words, "info"))
    return [*parts, *(Text(text, muted=True) for text in (version.note, model.note) if text)]


def _rename(tab: AllocationTab, group: Group, name: str) -> bool:
    return tab.run(groups.edit_group, group_id=group.id, name=name, note=group.note)
