"""What cannot be done with prerequisites and forecast rounds, each with its sentence."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.models.errors import DomainError
from app.services.formatting import write_date, write_number


class RoundTaken(DomainError):
    """There is a round of the same kind and day already."""

    def __init__(self, kind: str, dated_on: date) -> None:
        super().__init__(
            f"Det finns redan en prognosomgång ”{kind}” daterad {write_date(dated_on)}. "
            "Ändra den, eller ange en annan dag."
        )


class RoundNotYet(DomainError):
    """A round is dated after today."""

    def __init__(self, dated_on: date) -> None:
        super().__init__(
            f"En prognos kan inte vara daterad {write_date(dated_on)}, som är efter i dag. "
            "Ange dagen då den kom."
        )


class RoundInUse(DomainError):
    """A round that versions rest on is to be removed."""

    def __init__(self, name: str, versions: Sequence[str]) -> None:
        super().__init__(
            f"{name} kan inte tas bort: {_listed(versions)} vilar på den. "
            "Välj en annan prognosomgång där först."
        )


class RoundLocked(DomainError):
    """A round that a decided version rests on is to be changed."""

    def __init__(self, name: str, versions: Sequence[str]) -> None:
        super().__init__(
            f"{name} kan inte ändras: den beslutade budgetversionen {_listed(versions)} vilar på den. "
            "Kopiera omgången och ändra kopian."
        )


class NotRate(DomainError):
    """A tax rate that cannot be one; says what was meant where that can be seen."""

    def __init__(self, line: str, year: int, value: Decimal, meant: Decimal | None) -> None:
        hint = f"Menade du {write_number(meant)}?" if meant is not None else "Till exempel 22,34."
        super().__init__(
            f"{line} {year}: {write_number(value)} kan inte vara en skattesats. "
            f"Den skrivs i kronor av varje hundralapp. {hint}"
        )


class NotValue(DomainError):
    """A value that the line cannot have; `why` says what it must be."""

    def __init__(self, line: str, year: int, why: str) -> None:
        super().__init__(f"{line} {year}: {why}")


class NotLine(DomainError):
    """A line that cannot be typed there."""

    def __init__(self, line: str, why: str) -> None:
        super().__init__(f"{line} {why}")


class NoRoom(DomainError):
    """The room is to be taken to the frames, and no year has one."""

    def __init__(self, lacks: Sequence[str]) -> None:
        super().__init__(
            f"Utrymmet kan inte föras till ramarna, för det går inte att räkna fram: {_listed(lacks)} saknas."
        )


class OwnLineTaken(DomainError):
    """An own line of that name is there already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Det finns redan en rad som heter {name}. Välj ett annat namn.")


class OwnLineUsed(DomainError):
    """Parts of frames rest on an own line that is to be removed."""

    def __init__(self, name: str, count: str) -> None:
        super().__init__(f"{name} kan inte tas bort: {count} vilar på raden. Ta bort kopplingarna först.")


class LineValueInUse(DomainError):
    """Parts of frames would rest on a line that has no value in kronor any more."""

    def __init__(self, line: str, year: int, version: str) -> None:
        super().__init__(
            f"{line} {year} skulle sakna ett belopp i kronor, men belopp i ramarna i {version} räknas från "
            "raden. Skriv ett belopp där, eller koppla loss dem först."
        )


def _listed(words: Sequence[str]) -> str:
    *before, last = words
    return f"{', '.join(before)} och {last}" if before else last
