"""What cannot be done with targeted grants and with funds for assignments, each with its sentence."""

from app.models.errors import DomainError


class NegativeGrant(DomainError):
    """A grant takes nothing away."""

    def __init__(self, name: str, year: int) -> None:
        super().__init__(f"Bidraget ”{name}” kan inte vara mindre än noll {year}. Skriv beloppet utan minus.")


class NoGrantYear(DomainError):
    """A grant without amounts says nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Bidraget ”{name}” saknar belopp. Skriv vad det ger minst ett år.")


class NotFunds(DomainError):
    """Funds for an assignment are more than nothing."""

    def __init__(self, title: str) -> None:
        super().__init__(f"Tillskottet för ”{title}” ska vara större än noll. Skriv hur mycket det får.")


class WithinFrame(DomainError):
    """The assignment was given without funds of its own."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"”{title}” ska genomföras inom ramen. Ändra uppdragets finansiering till tillskott först."
        )


class FundedAlready(DomainError):
    """The assignment has funds in the frame."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” har redan ett tillskott i ramen. Ändra beloppet där.")
