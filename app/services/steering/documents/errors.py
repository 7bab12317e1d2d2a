"""What can be refused when steering documents are worked on, each in its own sentence."""

from datetime import date

from app.models.errors import DomainError
from app.services.formatting import write_bytes, write_long_date


class NoPlaceFor(DomainError):
    """A document was to be added where its kind has no place."""

    def __init__(self, kind: str, homes: tuple[str, ...]) -> None:
        where = " eller ".join(homes)
        super().__init__(f"{kind} ligger under {where}. Välj vad dokumentet ska ligga under.")


class KindMadeElsewhere(DomainError):
    """Agreements with performers are made on their own page."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"{kind} läggs till på sidan Uppdragshandlingar, där utföraren väljs.")


class NotInForce(DomainError):
    """Something that has ended was to be extended or revoked."""

    def __init__(self, title: str, state: str, verb: str) -> None:
        super().__init__(f"”{title}” är {state} och kan inte {verb}. Gör en ny version i stället.")


class NotLonger(DomainError):
    """An extension that ends no later than what it extends."""

    def __init__(self, title: str, ends: date) -> None:
        super().__init__(
            f"”{title}” gäller redan till och med {write_long_date(ends)}. Ange en senare dag, "
            "eller ingen dag om dokumentet ska gälla tills vidare."
        )


class EndsInPast(DomainError):
    """A document that was revoked from a day before it began to apply."""

    def __init__(self, title: str) -> None:
        super().__init__(f"”{title}” kan inte sluta gälla före den dag då det började gälla. Ändra dagen.")


class NoticeBeforeDecision(DomainError):
    """The minutes cannot be announced before the decision they tell of."""

    def __init__(self, decided_on: date) -> None:
        super().__init__(
            f"Protokollet kan inte ha anslagits före beslutet, som är daterat "
            f"{write_long_date(decided_on)}. Ändra dagen."
        )


class NoticeInFuture(DomainError):
    """Minutes that are said to have been announced after today."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"Protokollet om ”{title}” har en anslagsdag som inte har varit än. Ange den när det är anslaget."
        )


class NotAHeadField(DomainError):
    """A part of the head that a decided version does not let go of."""

    def __init__(self, title: str, what: str) -> None:
        super().__init__(
            f"”{title}” är beslutad. {what} hör till det som beslutades; gör en ny version för att ändra."
        )


class ReplacesItself(DomainError):
    """A document was to replace one of its own versions."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"”{title}” ersätter sina egna äldre versioner av sig självt. Välj ett annat dokument."
        )


class ReplacedNotDecided(DomainError):
    """Only what has been decided can be replaced."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"”{title}” är inte beslutad och kan därför inte ersättas. Ta bort utkastet i stället."
        )


class ReplacesAlready(DomainError):
    """A replacement that is there already, or that would go round."""

    def __init__(self, title: str, other: str) -> None:
        super().__init__(f"”{title}” ersätter redan ”{other}”.")


class ReplaceEachOther(DomainError):
    """Two documents would replace each other, at once or by way of others."""

    def __init__(self, title: str, other: str) -> None:
        super().__init__(f"”{title}” kan inte ersätta ”{other}”, som ersätter ”{title}”.")


class NoRecipient(DomainError):
    """A referral without anyone to send it to."""

    def __init__(self) -> None:
        super().__init__("Ingen mottagare är angiven. Välj eller skriv minst en och försök igen.")


class SentAlready(DomainError):
    """A recipient who stands in the referral already."""

    def __init__(self, recipient: str) -> None:
        super().__init__(f"{recipient} står redan i remissen. Ändra den raden i stället.")


class AnswerBeforeSent(DomainError):
    """An answer or a last day that comes before the referral went out."""

    def __init__(self, recipient: str, what: str) -> None:
        super().__init__(
            f"{recipient}: {what} ligger före den dag då remissen skickades. Ändra någon av dagarna."
        )


class AnsweredInFuture(DomainError):
    """An answer is dated after today."""

    def __init__(self, recipient: str) -> None:
        super().__init__(f"Svaret från {recipient} har en dag som inte har varit än. Ändra dagen.")


class EmptyAttachment(DomainError):
    """A file without a single byte says nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” är tom (0 byte) och lades inte till. Kontrollera filen och försök igen.")


class AttachmentTooLarge(DomainError):
    """A file above the limit for one attachment."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(
            f"”{name}” är {write_bytes(size)} och lades inte till. En bilaga får vara högst "
            f"{write_bytes(limit)}; minska filen eller förvara den på annat ställe."
        )


class AttachmentUnreadable(DomainError):
    """A file that is no file, or that this user may not read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"”{name}” gick inte att läsa och lades inte till. Kontrollera att filen finns kvar."
        )


class AttachmentDamaged(DomainError):
    """The stored bytes are not those that were added."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Innehållet i bilagan ”{name}” är skadat eller saknas. Hämta den ur en säkerhetskopia."
        )


class AttachmentNotSaved(DomainError):
    """A copy of an attachment could not be written."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” kunde inte sparas där. Välj en annan mapp eller frigör utrymme.")


class NotOpenedHere(DomainError):
    """A program is not started from the window, whoever attached it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"”{name}” är en programfil och öppnas inte härifrån. Spara en kopia om du litar på den."
        )
