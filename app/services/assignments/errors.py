"""What can be refused when assignments, activities and staff dialogues are worked on, each in a sentence."""

from app.models.errors import DomainError


class AmountWithoutFunds(DomainError):
    """An amount was given to an assignment that is done within the frame."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"”{title}” har inget tillskott. Välj att uppdraget finansieras med tillskott, "
            "eller lämna beloppet tomt."
        )


class NegativeAmount(DomainError):
    """The extra funds of an assignment were less than nothing."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"Tillskottet till ”{title}” kan inte vara mindre än noll. Skriv beloppet utan minus."
        )


class EndsBeforeStart(DomainError):
    """Something was to be done before it begins."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” skulle vara klart innan det börjar. Ändra en av dagarna.")


class NotYetHappened(DomainError):
    """A decision or a report was dated after today."""

    def __init__(self, what: str, title: str) -> None:
        super().__init__(f"{what} ”{title}” har en dag som inte har varit än. Skriv dagen när det har skett.")


class ReportWithoutDay(DomainError):
    """What was reported was written without the day when it was reported."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Återrapporteringen av ”{title}” saknar dag. Skriv vilken dag den lämnades.")


class ServesOwnElement(DomainError):
    """An assignment was to serve the element that it is itself."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” kan inte bidra till sig självt. Välj ett annat styrelement.")


class NotForAssignments(DomainError):
    """An assignment was to stand on a level that holds something else."""

    def __init__(self, level: str) -> None:
        super().__init__(f"{level} är ingen nivå för uppdrag. Välj en annan plats.")


class OneHome(DomainError):
    """An activity was to be added to nothing, or to several things at once."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” ska höra till ett styrelement, ett uppdrag eller en medarbetardialog.")


class AtTheEnd(DomainError):
    """An activity was to be moved past the first or last of its list."""

    def __init__(self, title: str, *, first: bool) -> None:
        super().__init__(f"”{title}” ligger redan {'först' if first else 'sist'}.")


class NotACount(DomainError):
    """A number of dialogues was less than nothing."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"Antalet samtal för {unit} kan inte vara mindre än noll.")


class Funded(DomainError):
    """An assignment was to be removed while frames of the budget give money for it."""

    def __init__(self, title: str, unit: str, year: int) -> None:
        super().__init__(
            f"”{title}” får tillskott i ramen för {unit} {year}. Ta bort kopplingen på sidan Budget först."
        )


class Tried(DomainError):
    """An assignment was to be removed while a scenario tries the budget without its money."""

    def __init__(self, title: str, scenario: str) -> None:
        super().__init__(
            f"Scenariot ”{scenario}” prövar budgeten utan ”{title}”. "
            "Ta bort steget på sidan Ekonomi, under Scenarier, först."
        )


class StillServed(DomainError):
    """An assignment was to be removed while other elements hang on its own element."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"Andra styrelement hör till uppdraget ”{title}”. "
            "Flytta eller ta bort dem på sidan Styrmodell först."
        )
