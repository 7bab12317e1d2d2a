"""What a step of a scenario may say: what each kind needs, and what it is called."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.models.budget import COMPONENTS
from app.services.budget.words import PART_NAMES
from app.services.economy.prerequisites.lines import BY_KEY
from app.services.economy.scenarios.errors import NoSuchStep
from app.services.formatting import DASH, write_number

#: The part of a frame that an amount is put in where none is named.
USUAL_PART: Final = "priority"
KIND_WORDS: Final[Mapping[str, str]] = {
    "tax_rate": "Skattesats",
    "line": "Rad i förutsättningarna",
    "index": "Index",
    "volume": "Volymer",
    "part": "Del av ramarna",
    "amount": "Belopp på en ram",
    "assignment": "Uppdrag utan pengar",
    "project": "Investering",
    "inhabitants": "Invånare",
    "target": "Resultatmål",
}
#: What a step of a kind is reckoned by, in a sentence.
KIND_ABOUT: Final[Mapping[str, str]] = {
    "tax_rate": "Skatteintäkten räknas om till den nya skattesatsen.",
    "line": "Raden räknas upp eller ned. Skatteunderlagets uppräkning ändras i procentenheter.",
    "index": "Det i ramarna som vilar på indexet räknas om, och senare år byggs på det.",
    "volume": "Ramarnas del för volym ändras, och senare år byggs på det.",
    "part": "En del av ramarna ändras eller tas bort, och senare år byggs på det.",
    "amount": "Ramen blir så mycket större eller mindre de år som steget gäller. En nämnds belopp delas på "
    "dem som har ramar där.",
    "assignment": "Det som uppdraget har fått i ramarna dras av.",
    "project": "Investeringens utgifter, avskrivning och driftkostnad flyttas eller försvinner.",
    "inhabitants": "Var och en har samma skatteunderlag. Skatt, avräkning och utjämning följer antalet, men "
    "inte fastighetsavgiften, övriga bidrag och kostnaderna.",
    "target": "Utrymmet blir det som finns kvar när resultatmålet är nått.",
}
_MOST_RATE, _MOST_PERCENT, _MOST_YEARS = Decimal(10), Decimal(1000), 20
_ALL: Final = Decimal(-100)


@dataclass(frozen=True, slots=True)
class StepValues:
    """One thing that is otherwise, as it is typed; see `SCENARIO_STEPS` for what each kind means."""

    kind: str
    unit_id: int | None = None
    pot_id: int | None = None
    table_id: int | None = None
    project_id: int | None = None
    assignment_id: int | None = None
    line: str | None = None
    component: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    amount: int | None = None
    number: Decimal | None = None
    note: str | None = None
    active: bool = True
    key: int = 0

    def holds_in(self, year: int) -> bool:
        """Whether it holds for a year."""
        begun = self.first_year is None or year >= self.first_year
        return begun and (self.last_year is None or year <= self.last_year)


def check_step(step: StepValues, years: Collection[int], own_lines: Collection[str] = ()) -> None:
    """Refuse a step that lacks what its kind needs, or says what cannot be."""
    if step.kind not in KIND_WORDS:
        raise ValueError(f"not a kind of step: {step.kind}")
    _check_years(step, years)
    {
        "tax_rate": _check_rate,
        "line": lambda one: _check_line(one, own_lines),
        "index": _check_index,
        "volume": _check_percent,
        "part": _check_part,
        "amount": _check_amount,
        "assignment": _check_assignment,
        "project": _check_project,
        "inhabitants": _check_inhabitants,
        "target": _check_target,
    }[step.kind](step)


def _check_years(step: StepValues, years: Collection[int]) -> None:
    first, last = min(years), max(years)
    for year in (step.first_year, step.last_year):
        if year is not None and not first <= year <= last:
            raise NoSuchStep(f"{year} ligger inte i planen. Välj ett år {first}{DASH}{last}.")
    if step.first_year is not None and step.last_year is not None and step.first_year > step.last_year:
        raise NoSuchStep(
            f"Steget kan inte börja {step.first_year} och sluta {step.last_year}. Byt plats på åren."
        )


def _number(step: StepValues, what: str) -> Decimal:
    if step.number is None or not step.number:
        raise NoSuchStep(f"{what} saknas. Skriv ett tal som inte är noll.")
    return step.number


def _check_rate(step: StepValues) -> None:
    rate = _number(step, "Hur mycket skattesatsen ändras")
    if abs(rate) > _MOST_RATE:
        raise NoSuchStep(
            f"Skattesatsen kan inte ändras med {write_number(rate)} kr per 100 kr. "
            "Skriv kronor: 10 öre är 0,10."
        )


def _check_line(step: StepValues, own_lines: Collection[str]) -> None:
    if not step.line or (step.line not in BY_KEY and step.line not in own_lines):
        raise NoSuchStep("Raden i förutsättningarna saknas. Välj en rad.")
    if (step.number is None) == (step.amount is None):
        raise NoSuchStep("Skriv hur mycket raden ändras: antingen procent eller kronor.")
    if step.number is not None:
        _check_percent(step)
    elif not step.amount:
        raise NoSuchStep("Beloppet saknas. Skriv ett belopp som inte är noll.")
    elif step.line in BY_KEY and BY_KEY[step.line].unit in ("percent", "number", "rate"):
        raise NoSuchStep(f"{BY_KEY[step.line].name} är inte ett belopp. Skriv ändringen i procent.")


def _check_index(step: StepValues) -> None:
    if step.table_id is None:
        raise NoSuchStep("Indexet saknas. Välj vilket index som blir ett annat.")
    _check_percent(step)


def _check_percent(step: StepValues) -> None:
    percent = _number(step, "Ändringen i procent")
    if not _ALL <= percent <= _MOST_PERCENT:
        raise NoSuchStep(
            f"{write_number(percent)} procent går inte. Skriv minst {write_number(_ALL)}, som tar bort "
            f"allt, och högst {write_number(_MOST_PERCENT)}."
        )


def _check_part(step: StepValues) -> None:
    if step.component not in COMPONENTS:
        raise NoSuchStep("Delen av ramen saknas. Välj till exempel prioritering.")
    _check_percent(step)


def _check_amount(step: StepValues) -> None:
    if (step.unit_id is None) == (step.pot_id is None):
        raise NoSuchStep("Den som ska få en annan ram saknas. Välj en enhet eller en gemensam post.")
    if not step.amount:
        raise NoSuchStep("Beloppet saknas. Skriv ett belopp som inte är noll.")
    if step.component is not None and step.component not in COMPONENTS:
        raise NoSuchStep("En ram har ingen sådan del. Välj en annan del av ramen.")


def _check_assignment(step: StepValues) -> None:
    if step.assignment_id is None:
        raise NoSuchStep("Uppdraget saknas. Välj det uppdrag som inte ska få pengar.")


def _check_project(step: StepValues) -> None:
    if step.project_id is None:
        raise NoSuchStep("Investeringen saknas. Välj ett projekt.")
    if step.number is not None and (
        step.number != step.number.to_integral_value() or not 0 < abs(step.number) <= _MOST_YEARS
    ):
        raise NoSuchStep(
            f"En investering kan inte flyttas {write_number(step.number)} år. "
            "Skriv ett helt antal år, eller inget för att stryka den."
        )


def _check_inhabitants(step: StepValues) -> None:
    count = _number(step, "Antalet invånare")
    if count != count.to_integral_value():
        raise NoSuchStep(f"{write_number(count)} är inte ett helt antal invånare. Skriv ett heltal.")


def _check_target(step: StepValues) -> None:
    if (step.number is None) == (step.amount is None):
        raise NoSuchStep("Skriv resultatmålet: antingen i procent eller i kronor.")
    if step.number is not None and abs(step.number) > 100:
        raise NoSuchStep(
            f"Resultatmålet kan inte vara {write_number(step.number)} procent av skatt och bidrag."
        )


def part_choices() -> tuple[tuple[str, str], ...]:
    """The parts of a frame with what each is called."""
    return tuple((key, PART_NAMES[key].capitalize()) for key in COMPONENTS)


def part_name(component: str | None) -> str:
    """What a part of a frame is called in a step."""
    return PART_NAMES.get(component or USUAL_PART, component or "")
