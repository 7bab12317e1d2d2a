"""What can be refused when a goal is given acceptance, participation, citations or tags."""

from app.models.errors import DomainError


class NothingSaid(DomainError):
    """Participation was to be recorded without day, forum or number."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Skriv när eller var personalen deltog i arbetet med ”{title}”, eller hur många.")


class NotYetHappened(DomainError):
    """An acceptance or a meeting was dated after today."""

    def __init__(self) -> None:
        super().__init__("Dagen har inte varit än. Skriv den när det har skett.")


class NotANumberOfPeople(DomainError):
    """The number of participants was less than one."""

    def __init__(self) -> None:
        super().__init__("Antalet deltagare ska vara minst 1. Lämna fältet tomt om det inte är känt.")


class CitesItself(DomainError):
    """An element was to rest on itself."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” kan inte hänvisa till sig självt. Välj ett annat dokument.")


class CitedAlready(DomainError):
    """The same citation stands there already."""

    def __init__(self, title: str, cited: str) -> None:
        super().__init__(f"”{title}” hänvisar redan till ”{cited}”.")


class TooLongTag(DomainError):
    """A tag of the municipality's own was too long to be one."""

    def __init__(self, longest: int) -> None:
        super().__init__(f"En etikett är högst {longest} tecken. Skriv ett kortare ord.")


class UnknownTag(DomainError):
    """A tag that no scheme has."""

    def __init__(self, key: str) -> None:
        super().__init__(f"”{key}” finns inte bland etiketterna. Välj en annan.")
