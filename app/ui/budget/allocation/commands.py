"""The commands of the tab that are not typed in a grid: models, versions, groups and parts of prices."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu

from app.models.errors import MissingText
from app.services.budget.allocation import factors, groups, models, modelversions
from app.services.budget.allocation.arithmetic import Group
from app.services.budget.allocation.errors import NotAFactor
from app.services.budget.allocation.factors import PriceEntry
from app.services.budget.allocation.limits import FIRST_YEAR, LAST_YEAR, read_price
from app.services.budget.allocation.views import areas_of_model
from app.services.budget.allocation.words import AREAS, KINDS, PARTS, SPECIAL, VOLUME, Area
from app.services.clock import read_day
from app.services.formatting import write_date
from app.ui.budget.allocation.price_lines import parts_of
from app.ui.parts.asking import ask_until_done
from app.ui.parts.buttons import action
from app.ui.parts.dialogs import ChoiceInput, TextInput

if TYPE_CHECKING:
    from app.ui.budget.allocation.tab import AllocationTab

_MEAN = ((False, "Årets volym"), (True, "Medeltal av årets ingång och utgång"))
_PRICE_UNITS = (("kr", "kr"), ("tkr", "tkr"))
_DAY = "Gjord den"
_FIRST_NAMES = {area.key: area.name for area in AREAS}
Inputs = list[TextInput | ChoiceInput]


def menu_of(tab: AllocationTab) -> QMenu:
    """The menu "Fler kommandon", filled anew each time it opens."""
    menu = QMenu()
    menu.setAccessibleName("Fler kommandon")
    menu.aboutToShow.connect(partial(_fill, menu, tab))
    return menu


def new_model_menu(menu: QMenu, tab: AllocationTab) -> None:
    """An entry per area."""
    for area in AREAS:
        words = f"{area.name}…" if area.key != "own" else "Eget område…"
        menu.addAction(action(words, partial(make_model, tab, area), parent=menu))


def make_model(tab: AllocationTab, area: Area) -> None:
    """Ask what the model is called and how it calculates, and make it."""
    workspace = tab.page.workspace
    own = area.key == "own"
    inputs = _model_inputs(area, tab.first_year - 1, workspace.read(areas_of_model) if own else ())

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            models.create_model,
            name=values["name"],
            area=area.key,
            kind=values["kind"],
            volume_unit=values["volume_unit"],
            base_year=read_year(values["base_year"]),
            groups=values["groups"].split(","),
            mean_volume=values["mean_volume"],
            price_unit=values["price_unit"],
            made_on=workspace.today,
        )

    title = f"Skapa modell för {area.name.lower()}" if not own else "Skapa modell för eget område"
    made = ask_until_done(workspace, tab, title, inputs, "Skapa", ready)
    if made is not None:
        tab.show_model(made.value)


def _model_inputs(area: Area, year: int, suggested: tuple[str, ...]) -> Inputs:
    own = area.key == "own"
    return [
        TextInput(
            "name",
            "Namn",
            "" if own else area.name,
            placeholder="Till exempel Kulturskola",
            suggestions=suggested,
        ),
        ChoiceInput("kind", "Så räknas ramen", tuple(KINDS.items()), VOLUME),
        TextInput("volume_unit", "Det som räknas", "" if own else area.volume_unit, required=False),
        TextInput("base_year", "Basår, vars priser skrivs", str(year), beside=True),
        TextInput("groups", "Målgrupper, med komma mellan", ", ".join(area.groups), required=False),
        ChoiceInput("mean_volume", "Volym", _MEAN, False),
        ChoiceInput("price_unit", "Priser skrivs i", _PRICE_UNITS, "kr"),
    ]


def make_version(tab: AllocationTab) -> None:
    """Copy the latest version to a new one."""
    model = tab.view.model

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            modelversions.new_version,
            allocation_model_id=model.id,
            made_on=tab.page.workspace.today,
            **values,
        )

    inputs: Inputs = [
        TextInput("name", "Namn", placeholder="Till exempel Befolkningsprognos oktober"),
        TextInput("source", "Källa", model.versions[-1].source or "", required=False),
        TextInput("note", "Anteckning", required=False),
    ]
    latest = f"{model.versions[-1].number}. {model.versions[-1].name}"
    _ask(tab, "Ny version", inputs, "Skapa", ready, f"Den nya versionen börjar som en kopia av {latest}.")


def save_trial(tab: AllocationTab) -> None:
    """Make a new version of what is tried."""
    tried = tab.trial.adjustments

    def ready(values: dict[str, Any]) -> Any:
        return partial(
            modelversions.save_trial,
            allocation_version_id=tab.view.version.id,
            adjustments=tried,
            made_on=tab.page.workspace.today,
            **values,
        )

    said = "; ".join(each.words(tab.view.factors) for each in tried)
    inputs: Inputs = [TextInput("name", "Namn"), TextInput("note", "Anteckning", said, required=False)]
    if _ask(tab, "Spara som ny version", inputs, "Spara", ready, f"Prövat: {said}."):
        tab.trial.forget()


def edit_version(tab: AllocationTab) -> None:
    """Change what the version says of itself and how it calculates."""
    version = tab.view.version

    def ready(values: dict[str, Any]) -> Any:
        given = {
            **values,
            "made_on": read_day(values["made_on"], _DAY),
            "base_year": read_year(values["base_year"]),
        }
        given.setdefault("mean_volume", version.mean_volume)
        given.setdefault("price_unit", version.price_unit)
        return partial(modelversions.edit_version, **given, **tab.known)

    inputs: Inputs = [
        TextInput("name", "Namn", version.name),
        TextInput("made_on", _DAY, write_date(version.made_on)),
        TextInput("base_year", "Basår", str(version.base_year), beside=True),
    ]
    if not tab.view.model.special:
        inputs += [
            ChoiceInput("mean_volume", "Volym", _MEAN, version.mean_volume),
            ChoiceInput("price_unit", "Skrivna priser är i", _PRICE_UNITS, version.price_unit),
        ]
    inputs += [
        TextInput("source", "Källa", version.source or "", required=False),
        TextInput("note", "Anteckning", version.note or "", required=False),
    ]
    text = "Skrivna priser och volymer ändras inte, men de kan räknas på ett annat sätt."
    ask_until_done(tab.page.workspace, tab, "Beräkningens uppgifter", inputs, "Spara", ready, text)


def rename_model(tab: AllocationTab) -> None:
    """Give the model another name."""
    inputs: Inputs = [TextInput("name", "Namn", tab.view.model.name)]
    _of_model(tab, "Byt namn på modellen", inputs, models.rename_model)


def edit_model(tab: AllocationTab) -> None:
    """Say what is counted, and what is to be known of the model."""
    model = tab.view.model
    inputs: Inputs = (
        [] if model.special else [TextInput("volume_unit", "Det som räknas", model.volume_unit or "")]
    )
    inputs.append(TextInput("note", "Anteckning", model.note or "", required=False))
    given: dict[str, Any] = {"volume_unit": None} if model.special else {}
    _of_model(tab, "Modellens uppgifter", inputs, partial(models.edit_model, **given))


def add_group(tab: AllocationTab) -> None:
    """Add a target group."""

    def ready(values: dict[str, Any]) -> Any:
        return partial(groups.add_group, **values, **tab.known)

    inputs: Inputs = [TextInput("name", "Namn"), TextInput("note", "Anteckning", required=False)]
    ask_until_done(tab.page.workspace, tab, "Lägg till målgrupp", inputs, "Lägg till", ready)


def add_part(tab: AllocationTab, group: Group) -> None:
    """Build the price of a group of one more part."""
    unit = tab.view.factors.price_unit
    base = tab.view.version.base_year
    free = [part for part in PARTS if part not in parts_of(group)]

    def ready(values: dict[str, Any]) -> Any:
        price = read_price(values["price"], unit)
        if price is None:
            raise MissingText("Priset")
        if values["part"] in parts_of(group):
            raise NotAFactor(f"Prisdelen ”{values['part']}”", "finns redan. Skriv dess pris i tabellen.")
        entry = PriceEntry(group.id, read_year(values["year"]), values["part"], price)
        return partial(factors.set_prices, prices=[entry], **tab.known)

    inputs: Inputs = [
        TextInput("part", "Prisdel", free[0] if free else "", suggestions=tuple(free)),
        TextInput("price", f"Pris, {unit}"),
        TextInput("year", "År", str(base), beside=True),
    ]
    text = f"Priset för {group.name} är summan av sina delar."
    ask_until_done(tab.page.workspace, tab, "Lägg till prisdel", inputs, "Lägg till", ready, text)


def rename_part(tab: AllocationTab) -> None:
    """Give a part of the prices another name."""
    parts = list(dict.fromkeys(part for group in tab.view.factors.groups for part in parts_of(group)))

    def ready(values: dict[str, Any]) -> Any:
        return partial(groups.rename_part, **values, **tab.known)

    inputs: Inputs = [
        ChoiceInput("part", "Prisdel", tuple((part, part) for part in parts), parts[0] if parts else None),
        TextInput("name", "Nytt namn"),
    ]
    ask_until_done(tab.page.workspace, tab, "Byt namn på prisdel", inputs, "Byt namn", ready)


def read_year(text: str) -> int:
    """A typed year."""
    if not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise NotAFactor(f"”{text[:20]}”", f"ska vara ett år mellan {FIRST_YEAR} och {LAST_YEAR}.")
    return int(text)


def _ask(
    tab: AllocationTab,
    title: str,
    inputs: Inputs,
    verb: str,
    ready: Callable[[dict[str, Any]], Any],
    text: str,
) -> bool:
    """Ask for what makes a version, and show it."""
    made = ask_until_done(tab.page.workspace, tab, title, inputs, verb, ready, text)
    if made is not None:
        tab.show_version(made.value)
    return made is not None


def _of_model(tab: AllocationTab, title: str, inputs: Inputs, use_case: Any) -> None:
    model = tab.view.model

    def ready(values: dict[str, Any]) -> Any:
        known = {"allocation_model_id": model.id, "expected_version": model.row_version}
        return partial(use_case, **values, **known)

    ask_until_done(tab.page.workspace, tab, title, inputs, "Spara", ready)


def _change_model(tab: AllocationTab, use_case: Any, **given: Any) -> None:
    model = tab.view.model
    known = {"allocation_model_id": model.id, "expected_version": model.row_version}
    tab.page.workspace.run(partial(use_case, **known, **given))


def _fill(menu: QMenu, tab: AllocationTab) -> None:
    menu.clear()
    may, view = not tab.page.workspace.read_only, tab.view
    new = menu.addMenu("Ny modell")
    new.setEnabled(may)
    new_model_menu(new, tab)
    if view.version is None or view.model is None:
        return
    open_version = may and not tab.shut
    _add(menu, "Ny version…", partial(make_version, tab), may)
    _add(menu, "Beräkningens uppgifter…", partial(edit_version, tab), open_version)
    menu.addSeparator()
    if view.model.kind != SPECIAL:
        _add(menu, "Lägg till målgrupp…", partial(add_group, tab), open_version)
        has_parts = any(parts_of(group) for group in view.factors.groups)
        _add(menu, "Byt namn på prisdel…", partial(rename_part, tab), open_version and has_parts)
    every = menu.addAction("Visa alla utförare")
    every.setCheckable(True)
    every.setChecked(view.every_unit)
    every.toggled.connect(tab.show_every_unit)
    menu.addSeparator()
    place = [model.id for model in view.models].index(view.model.id)
    _add(menu, "Byt namn på modellen…", partial(rename_model, tab), may)
    _add(menu, "Modellens uppgifter…", partial(edit_model, tab), may)
    up, down = (partial(_change_model, tab, models.move_model, step=step) for step in (-1, 1))
    _add(menu, "Flytta modellen uppåt", up, may and place > 0)
    _add(menu, "Flytta modellen nedåt", down, may and place < len(view.models) - 1)
    menu.addSeparator()
    several = len(view.model.versions) > 1
    remove = partial(tab.run, modelversions.remove_version)
    _add(menu, "Ta bort versionen", remove, open_version and several)
    _add(menu, "Ta bort modellen", partial(_change_model, tab, models.remove_model), may)


def _add(menu: QMenu, text: str, run: Callable[[], object], enabled: bool) -> None:
    made = action(text, run, parent=menu)
    made.setEnabled(enabled)
    menu.addAction(made)
