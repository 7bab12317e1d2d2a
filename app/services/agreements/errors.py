"""What can be refused when agreements are worked on, each in its own sentence."""

from app.models.errors import DomainError
from app.services.formatting import write_years


class NoAgreementKind(DomainError):
    """The steering model has no agreements."""

    def __init__(self) -> None:
        super().__init__("Styrmodellen har inga uppdragshandlingar eller liknande avtal.")


class HasAgreement(DomainError):
    """The performer has its agreement already."""

    def __init__(self, unit: str, article: str, kind: str) -> None:
        super().__init__(f"{unit} har redan {article} {kind}. Ändra i den som finns eller förnya den.")


class NotAPerformer(DomainError):
    """Agreements of this kind are made with performers only (`UH-01`)."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"{unit} är ingen utförare. Ange det först på sidan Organisation.")


class NothingAbove(DomainError):
    """An agreement between two levels of managers needs a unit above."""

    def __init__(self, unit: str, definite: str) -> None:
        super().__init__(
            f"{unit} har ingen enhet över sig att sluta {definite} med. Ange det på sidan Organisation."
        )


class NobodyLeft(DomainError):
    """Everybody that can have one has its agreement already."""

    def __init__(self, article: str, kind: str) -> None:
        super().__init__(
            f"Alla som kan ha {article} {kind} har redan en. Nya enheter läggs till på sidan Organisation."
            if article == "en"
            else f"Alla som kan ha {article} {kind} har redan ett. "
            "Nya enheter läggs till på sidan Organisation."
        )


class NobodyChosen(DomainError):
    """Several were to be worked on, and none was chosen."""

    def __init__(self) -> None:
        super().__init__("Välj minst en rad först.")


class TermEndsBeforeStart(DomainError):
    """The term ends before it begins."""

    def __init__(self) -> None:
        super().__init__("Avtalstiden slutar före den börjar. Ändra en av dagarna.")


class NotComplete(DomainError):
    """A mandatory part is missing, so the agreement cannot be put up for decision (`UH-10`)."""

    def __init__(self, named: str, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(f"{named} kan inte läggas fram för beslut än. {' '.join(missing)}")


class NotDecidedYet(DomainError):
    """What is asked for can only be done with an agreement that is decided."""

    def __init__(self, named: str, what: str) -> None:
        super().__init__(f"{named} kan inte {what} förrän beslutet är registrerat.")


class HasEnded(DomainError):
    """The agreement has ended already."""

    def __init__(self, named: str) -> None:
        super().__init__(f"{named} har redan avslutats.")


class EndsOutsideTerm(DomainError):
    """An agreement cannot end before it has begun."""

    def __init__(self, named: str) -> None:
        super().__init__(f"{named} kan inte sluta gälla före den dag då den börjar gälla. Ändra dagen.")


class RenewedAlready(DomainError):
    """There is a next agreement already."""

    def __init__(self, named: str, years: str) -> None:
        super().__init__(f"{named} har redan förnyats för {years}. Öppna efterföljaren i registret.")


class OpenEnded(DomainError):
    """An agreement without an end needs no next term."""

    def __init__(self, named: str) -> None:
        super().__init__(f"{named} gäller tills vidare och behöver inte förnyas.")


class NothingToRenew(DomainError):
    """No agreement of a kind is about to end."""

    def __init__(self, many: str) -> None:
        super().__init__(f"Inga beslutade {many} löper ut i år eller har löpt ut utan att vara förnyade.")


class YearOutsideTerm(DomainError):
    """The frames of a year that the agreement does not hold for cannot be revised."""

    def __init__(self, named: str, year: int, first: int | None, last: int | None) -> None:
        term = f" ({write_years(first, last or first)})" if first is not None else ""
        super().__init__(f"{named} gäller inte {year}{term}, så ramen för det året kan inte revideras där.")


class HasRevision(DomainError):
    """The frames of the year are being revised already."""

    def __init__(self, named: str, year: int) -> None:
        super().__init__(f"{named} har redan en ramrevidering för {year} som inte är beslutad. Öppna den.")


class NothingToRevise(DomainError):
    """No agreement of a kind is in force with frames to revise for a year."""

    def __init__(self, many: str, year: int) -> None:
        super().__init__(f"Inga beslutade {many} som gäller {year} saknar ramrevidering för det året.")


class NotEnded(DomainError):
    """There is no ending to take back."""

    def __init__(self, named: str) -> None:
        super().__init__(f"{named} har inte avslutats.")


class RevisionIncomplete(DomainError):
    """A revision without frames cannot be decided."""

    def __init__(self, named: str) -> None:
        super().__init__(
            f"{named} har inga ramar i den valda versionen av budgeten, så det finns inget att besluta om. "
            "Fördela ramen först eller välj en annan version."
        )
